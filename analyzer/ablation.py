"""What each layer of the analysis buys: the same evaluation with one layer taken out.

The layers are taken out at the border, not in the code: without sections the lexicon has no headings and cues, without
qualifiers it has none of those classes, without parse the pipeline knows only words and sentences.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from analyzer.analysis import Analyzer
from analyzer.assessment import Assessment, Duty, Evidence, Score, Term
from analyzer.dutch.words import plain_words
from analyzer.evaluation import GoldPosting, compare, figures, read_gold
from analyzer.lexicon import Lexicon
from analyzer.posting import BlockKind, Section
from analyzer.reading import read_text

Assess = Callable[[str], Assessment]

_SECTIONS = ("headings", "cues")
_QUALIFIERS = ("ownership", "pressure", "tempering", "guidance", "control", "demands")
_WORDS = ("ownership", "pressure")


def variants(analyzer: Analyzer) -> dict[str, Assess]:
    """Returns the analysis in five forms, from bare word hits to the full one, by Dutch name."""
    return {
        "alleen woorden": words_only(analyzer),
        "zonder ontleding": _with(analyzer, nlp=_without_parse()),
        "zonder secties": _with(analyzer, lexicon=_without(analyzer.knowledge.lexicon, _SECTIONS)),
        "zonder bepalingen": _with(analyzer, lexicon=_without(analyzer.knowledge.lexicon, _QUALIFIERS)),
        "volledig": analyzer.assess,
    }


def ablation(gold: Path, analyzer: Analyzer) -> dict[str, dict[str, float]]:
    """Returns the figures of each variant on gold labels. Raises ReadingError where the labels cannot be read."""
    postings = read_gold(gold)
    return {name: _figures(postings, assess) for name, assess in variants(analyzer).items()}


def words_only(analyzer: Analyzer) -> Assess:
    """Returns an analysis by bare word hits: every block with a word of ownership or pressure is an excessive duty.

    This is what a list of words does: no subject, no section, no object, no negation.
    """
    full = analyzer.assess
    find = analyzer.knowledge.find

    def assess(text: str) -> Assessment:
        posting = read_text(text)
        duties: list[Duty] = []
        for block in posting.blocks:
            if block.kind is BlockKind.HEADING:
                continue
            words = plain_words(posting.block_text(block))
            hits = [hit for name in _WORDS for hit in find(words).get(name, [])]
            score = Score((Term("ablation.words", 50 if hits else 10, "een woord uit de lijst"),))
            evidence: tuple[Evidence, ...] = ()
            duties.append(
                Duty(posting.block_text(block), block.start, block.end, Section.DUTIES, (), 0, 0, score, evidence)
            )
        worst = max((duty.score.value for duty in duties), default=0)
        return replace(
            full(text), duties=tuple(duties), score=Score((Term("ablation.words", worst, ""),)), assessed=True
        )

    return assess


def _with(analyzer: Analyzer, *, nlp: object = None, lexicon: Lexicon | None = None) -> Assess:
    return Analyzer(nlp=nlp or analyzer.nlp, lexicon=lexicon or analyzer.knowledge.lexicon).assess  # type: ignore[arg-type]


def _without(lexicon: Lexicon, classes: tuple[str, ...]) -> Lexicon:
    return Lexicon(tuple(rule for rule in lexicon.rules if rule.rule_class not in classes), lexicon.digest)


def _without_parse() -> object:
    """Returns a pipeline that knows words and sentences only."""
    import spacy

    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    return nlp


def _figures(postings: list[GoldPosting], assess: Assess) -> dict[str, float]:
    return figures([compare(posting, assess(posting.text)) for posting in postings])
