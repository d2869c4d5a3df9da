"""What each layer of the analysis buys: `stagecheck evaluate --ablation GOLD...` evaluates with one layer taken out.

The layers are taken out at the border, not in the code: without sections the lexicon has no headings and cues, without
qualifiers it has none of those classes, without parse the pipeline knows only words and sentences.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from analyzer.analysis import Analyzer
from analyzer.assessment import Assessment, Duty, Score, Term
from analyzer.dutch.words import plain_words
from analyzer.evaluation import Assess
from analyzer.lexicon import Lexicon
from analyzer.posting import BlockKind, Section
from analyzer.reading import read_text

_SECTIONS = ("headings", "cues")
_QUALIFIERS = ("ownership", "pressure", "tempering", "guidance", "control", "staff", "demands")
_WORDS = ("ownership", "pressure")


def variants(analyzer: Analyzer) -> dict[str, Assess]:
    """Returns the analysis in four lesser forms, from bare word hits on, by Dutch name."""
    return {
        "alleen woorden": words_only(analyzer),
        "zonder ontleding": _with(analyzer, nlp=_FlatParser()),
        "zonder secties": _with(analyzer, lexicon=_without(analyzer.knowledge.lexicon, _SECTIONS)),
        "zonder bepalingen": _with(analyzer, lexicon=_without(analyzer.knowledge.lexicon, _QUALIFIERS)),
    }


def words_only(analyzer: Analyzer) -> Assess:
    """Returns an analysis by bare word hits: every block with a word of ownership or pressure is an excessive duty.

    This is what a list of words does: no subject, no section, no object, no negation.
    """
    full = analyzer.assess
    find = analyzer.knowledge.find_class

    def assess(text: str) -> Assessment:
        posting = read_text(text)
        duties: list[Duty] = []
        for block in posting.blocks:
            if block.kind is BlockKind.HEADING:
                continue
            words = plain_words(posting.block_text(block))
            hits = [hit for name in _WORDS for hit in find(name, words)]
            score = Score((Term("ablation.words", 50 if hits else 10, "een woord uit de lijst"),))
            duties.append(Duty(posting.block_text(block), block.start, block.end, Section.DUTIES, (), 0, 0, score))
        worst = max((duty.score.value for duty in duties), default=0)
        return replace(
            full(text), duties=tuple(duties), score=Score((Term("ablation.words", worst, ""),)), assessed=True
        )

    return assess


def _with(analyzer: Analyzer, *, nlp: object = None, lexicon: Lexicon | None = None) -> Assess:
    return Analyzer(nlp=nlp or analyzer.nlp, lexicon=lexicon or analyzer.knowledge.lexicon).assess  # type: ignore[arg-type]


def _without(lexicon: Lexicon, classes: tuple[str, ...]) -> Lexicon:
    return Lexicon(tuple(rule for rule in lexicon.rules if rule.rule_class not in classes), lexicon.digest)


class _FlatParser:
    """Makes pipelines-like calls that know words and sentences only: every word hangs on the first of its sentence."""

    meta = {"lang": "nl", "name": "flat"}

    def __init__(self) -> None:
        import spacy

        self._nlp = spacy.blank("nl")
        self._nlp.add_pipe("sentencizer")

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        """Yields a flat parse of each text."""
        from spacy.tokens import Doc

        for doc in self._nlp.pipe(texts):
            heads = [token.i if token.is_sent_start else token.sent.start for token in doc]
            words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
            deps = ["ROOT" if token.is_sent_start else "dep" for token in doc]
            yield Doc(doc.vocab, words=words, spaces=spaces, heads=heads, deps=deps)
