"""The order of the analysis, and the `Analyzer` that serves every front end.

`assess` is the house: a posting, its parse and the knowledge in; an `Assessment` out. `Analyzer` reads the sections,
parses only the blocks that can matter, and calls it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.assessment import Assessment, Conditions, Duty, Given, Score, Verdict
from analyzer.conditions import find_conditions, kind_of, language_of
from analyzer.dutch.recall import Recall
from analyzer.duties import find_duties
from analyzer.errors import ReadingError
from analyzer.evidence import evidence_of, ignored_evidence
from analyzer.lexicon import Lexicon, load_lexicon
from analyzer.matching import Knowledge
from analyzer.norms import judge, judge_posting, weigh_together
from analyzer.passage import make_passage
from analyzer.posting import Block, CleanText, Posting, Zone
from analyzer.reading import read_text
from analyzer.reading.clean import clean
from analyzer.sections import find_sections
from analyzer.tempering import temper

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

Parse = Callable[[Sequence[Zone]], Iterable[tuple["Span", CleanText | None]]]
"""Gives the parse of each zone, in their order."""
_TOGETHER = 32
"""Postings that are parsed at once by `assess_many`."""
_UNSAID = ("norm.worst-duty", "norm.heaviest", "norm.high-side", "norm.sum")
"""Terms of a posting that the number of heavy duties says already, or that say nothing to a reader."""


class Analyzer:
    """Analyses postings with one pipeline and one lexicon; both are loaded when first needed."""

    def __init__(
        self,
        model: str | None = None,
        lexicons: Path | None = None,
        *,
        nlp: "Language | None" = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        """Takes a pipeline by name or path, or a loaded one; extra lexicons by folder, or a loaded lexicon.

        Raises LexiconError where a lexicon breaks the format; ModelError comes with the first analysis.
        """
        self._model = model
        self._nlp = nlp
        self._recall: Recall | None = None
        self.knowledge = Knowledge(lexicon if lexicon is not None else load_lexicon(lexicons))

    @property
    def nlp(self) -> "Language":
        """The Dutch pipeline, loaded on first use. Raises ModelError where it is not installed."""
        if self._nlp is None:
            from analyzer.dutch import load

            self._nlp = load(self._model)
        return self._nlp

    @property
    def model_name(self) -> str:
        """Name and version of the pipeline."""
        return model_name(self.nlp)

    def assess(self, posting: Posting | str, given: Given | None = None) -> Assessment:
        """Returns the assessment of one posting or text. Raises ReadingError where a text is empty or too long."""
        ready = read_text(posting) if isinstance(posting, str) else posting
        return assess(ready, self._parse(ready), self.knowledge, self.model_name, given or Given())

    def assess_many(self, postings: Iterable[Posting | str], given: Given | None = None) -> Iterator[Assessment]:
        """Yields the assessments of many postings, in their order and equal to those of `assess`, but sooner: postings
        are parsed some at a time, text that repeats once, in memory that is given back.

        Raises ReadingError at the first text that is empty or too long, after the postings before it.
        """
        waiting: list[Posting] = []
        for posting in postings:
            try:
                waiting.append(read_text(posting) if isinstance(posting, str) else posting)
            except ReadingError:
                yield from self._assess_together(waiting, given or Given())
                raise
            if len(waiting) == _TOGETHER:
                yield from self._assess_together(waiting, given or Given())
                waiting = []
        yield from self._assess_together(waiting, given or Given())

    def _assess_together(self, postings: Sequence[Posting], given: Given) -> list[Assessment]:
        if self._recall is None:
            self._recall = Recall(self.nlp)
        with self.nlp.memory_zone():
            views = [{block: clean(one.text, block.start, block.end) for block in one.blocks} for one in postings]
            docs = self._recall.docs(view.text for own in views for view in own.values())
            done = []
            for posting, own in zip(postings, views, strict=True):
                parse = partial(_parsed_before, own, docs)
                done.append(assess(posting, parse, self.knowledge, self.model_name, given))
            return done

    def _parse(self, posting: Posting) -> Parse:
        def parse(zones: Sequence[Zone]) -> Iterator[tuple["Span", CleanText | None]]:
            views = [clean(posting.text, zone.block.start, zone.block.end) for zone in zones]
            for view, doc in zip(views, self.nlp.pipe(view.text for view in views), strict=True):
                yield doc[:], view

        return parse


def _parsed_before(
    views: Mapping[Block, CleanText], docs: "Mapping[str, Doc]", zones: Sequence[Zone]
) -> "Iterator[tuple[Span, CleanText]]":
    for zone in zones:
        view = views[zone.block]
        yield docs[view.text][:], view


def model_name(nlp: "Language") -> str:
    """Returns the name and version of a pipeline."""
    return f"{nlp.meta.get('lang', 'nl')}_{nlp.meta.get('name', 'pipeline')} {nlp.meta.get('version', '')}".strip()


def assess(posting: Posting, parse: Parse, knowledge: Knowledge, model: str, given: Given) -> Assessment:
    """Returns the assessment of a posting: the same posting, parse and knowledge give the same assessment."""
    zones = [zone for zone in find_sections(posting, knowledge) if zone.block.end > zone.block.start]
    passages = [
        make_passage(posting.text, zone, span, view, knowledge)
        for zone, (span, view) in zip(zones, parse(zones), strict=True)
        if len(span)
    ]
    language = language_of(passages)
    kind, why_not = kind_of(passages)
    if language != "nl" and not why_not:
        why_not = "de tekst is niet in het Nederlands"
    findings = find_duties(passages)
    conditions = find_conditions(passages, findings, given)
    if not why_not and not findings.duties:
        why_not = "er zijn geen taken voor de stagiair gevonden"
    facts = Assessment(
        model=model,
        lexicons=knowledge.lexicon.digest,
        id=posting.id,
        source=posting.source,
        title=posting.title,
        kind=kind,
        language=language,
        conditions=conditions,
        score=Score(),
    )
    if why_not:
        return facts.not_assessed(why_not)
    judged = [judge(one, evidence_of(one), conditions, knowledge) for one in findings.duties]
    score = judge_posting(judged, conditions, knowledge)
    weighed = zip(weigh_together(judged, score.verdict, conditions, knowledge), findings.duties, strict=True)
    duties = tuple(temper(duty, one, conditions, knowledge) for duty, one in weighed)
    reasons = _reasons(duties, score, conditions)
    return replace(facts, score=score, duties=duties, reasons=reasons, ignored=tuple(ignored_evidence(findings)))


def _reasons(duties: Sequence[Duty], score: Score, conditions: Conditions) -> tuple[str, ...]:
    """Returns the reasons in short Dutch sentences, most weighty first."""
    heavy = [duty for duty in duties if duty.verdict is Verdict.EXCESSIVE]
    reasons = []
    if heavy:
        count = "één taak is" if len(heavy) == 1 else f"{len(heavy)} taken zijn"
        reasons.append(f"{count} te zwaar voor een stagiair van dit niveau")
    else:
        reasons.append("de taken passen bij een stagiair van dit niveau")
    speaks = 1 if score.verdict is Verdict.EXCESSIVE else -1
    reasons += [term.reason for term in score.terms if term.points * speaks > 0 and term.name not in _UNSAID]
    if not conditions.guided:
        stated = "is niet vermeld" if not conditions.guidance.stated else "is niet duidelijk"
        reasons.append(f"wie je begeleidt in het vak {stated}")
    return tuple(reasons)


__all__ = ["Analyzer", "assess", "model_name"]
