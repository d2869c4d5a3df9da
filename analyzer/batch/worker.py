"""A worker: it owns an `Analyzer`, takes records and returns plain rows. Every engine runs this and nothing else."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

from analyzer.assessment import Assessment, Given
from analyzer.batch.markup import is_markup, text_of
from analyzer.batch.records import Failure, Record
from analyzer.batch.rows import core_of, is_excessive, line_of, row_of
from analyzer.errors import StagecheckError
from analyzer.posting import Posting

_REMEMBERED = 2_000
"""Rows of whole postings that a worker remembers, so that a posting that is repeated is analysed once."""
_TITLE_WITHIN = 300
"""Characters at the start of a text in which its title is looked for."""


class Assessor(Protocol):
    """What a worker needs of an `Analyzer`."""

    def assess(self, posting: Posting, given: Given | None = None) -> Assessment:
        """Returns the assessment of a posting."""

    def assess_many(self, postings: Iterable[Posting], given: Given | None = None) -> Iterator[Assessment]:
        """Yields the assessments of postings in their order."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a worker is made, in any process or on any machine: a callable that gives the analyser, and its settings."""

    analyzer: Callable[[], Assessor]
    given: Given = Given()
    detail: str = "full"

    def build(self) -> "Worker":
        """Makes the worker. Raises ModelError or LexiconError where the analyser cannot be loaded."""
        return Worker(self.analyzer(), self.given, self.detail)


def make_analyzer(model: str | None = None, lexicons: Path | None = None) -> Assessor:
    """Returns an analyser with its pipeline loaded. Raises ModelError or LexiconError."""
    from analyzer.analysis import Analyzer

    analyzer = Analyzer(model=model, lexicons=lexicons)
    _ = analyzer.nlp
    return analyzer


@dataclass(frozen=True, slots=True)
class Work:
    """The outcome of records: JSON lines by position, failures, and how many were excessive."""

    lines: tuple[tuple[int, bytes], ...]
    failures: tuple[Failure, ...]
    excessive: int

    def __add__(self, other: "Work") -> "Work":
        """Joins the outcomes of two stretches of records."""
        return Work(self.lines + other.lines, self.failures + other.failures, self.excessive + other.excessive)


@dataclass(slots=True)
class _Known:
    """What is remembered of an analysed text."""

    title: str
    core: dict[str, Any]


class Worker:
    """Analyses records with one analyser; a text that was analysed before is not analysed again."""

    def __init__(self, analyzer: Assessor, given: Given | None = None, detail: str = "full") -> None:
        """Takes an analyser, what the user states of all postings, and the level of detail of the rows."""
        self._analyzer = analyzer
        self._given = given or Given()
        self._detail = detail
        self._known: OrderedDict[bytes, _Known] = OrderedDict()

    def analyse(self, records: Sequence[Record]) -> Work:
        """Returns the rows of records; a record that cannot be analysed is a failure with its reason."""
        postings: dict[int, tuple[bytes, Posting]] = {}
        failures: list[Failure] = []
        for record in records:
            try:
                posting = posting_of(record)
                postings[record.position] = (_key(posting), posting)
            except StagecheckError as error:
                failures.append(failure_of(record, _reason(record, error)))
        failed = self._learn(dict(postings.values()))
        return self._written(records, postings, failures, failed)

    def _written(
        self,
        records: Sequence[Record],
        postings: dict[int, tuple[bytes, Posting]],
        failures: list[Failure],
        failed: dict[bytes, str],
    ) -> Work:
        lines: list[tuple[int, bytes]] = []
        excessive = 0
        for record in records:
            if record.position not in postings:
                continue
            key, posting = postings[record.position]
            if key in failed:
                failures.append(failure_of(record, failed[key]))
                continue
            known = self._known[key]
            row = row_of(record, posting.title or known.title, known.core, self._detail)
            lines.append((record.position, line_of(row)))
            excessive += is_excessive(row)
        self._forget()
        return Work(tuple(lines), tuple(failures), excessive)

    def _learn(self, postings: dict[bytes, Posting]) -> dict[bytes, str]:
        """Analyses the texts that are not known yet; returns the reason for each that failed."""
        new = [(key, replace(posting, id="", source="")) for key, posting in postings.items() if key not in self._known]
        for key in postings:
            if key in self._known:
                self._known.move_to_end(key)
        failed: dict[bytes, str] = {}
        try:
            for (key, posting), assessment in zip(
                new, self._analyzer.assess_many((p for _, p in new), self._given), strict=True
            ):
                self._known[key] = _Known(posting.title, core_of(assessment))
        except Exception:  # one bad text must not cost its neighbours: each again on its own
            failed = self._learn_one_by_one(new)
        return failed

    def _learn_one_by_one(self, new: Sequence[tuple[bytes, Posting]]) -> dict[bytes, str]:
        failed: dict[bytes, str] = {}
        for key, posting in new:
            if key in self._known:
                continue
            try:
                self._known[key] = _Known(posting.title, core_of(self._analyzer.assess(posting, self._given)))
            except StagecheckError as error:
                failed[key] = str(error)
            except Exception as error:  # whatever it is, the run goes on and the record is told
                failed[key] = f"de analyse is mislukt ({type(error).__name__})"
        return failed

    def _forget(self) -> None:
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def posting_of(record: Record) -> Posting:
    """Returns the posting of a record: HTML read as text, and the title above a text that does not hold it.

    Raises ReadingError where there is no text, or too much.
    """
    from analyzer.reading import read_path, read_text

    if record.path:
        return read_path(Path(record.path))
    text = text_of(record.text) if is_markup(record.text) else record.text
    if record.title and record.title.lower() not in " ".join(text[:_TITLE_WITHIN].lower().split()):
        text = f"{record.title}\n\n{text}"
    return read_text(text, source=record.source, id=record.id)


def _key(posting: Posting) -> bytes:
    """Returns what tells texts apart; the blocks count too, for two formats may cut one text in different blocks."""
    return blake2b(f"{posting.text}\0{posting.blocks}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def failure_of(record: Record, reason: str) -> Failure:
    """Returns a record as a failure, with the reason."""
    return Failure(record.position, record.id, record.source, record.line, reason)


def _reason(record: Record, error: StagecheckError) -> str:
    """Returns the reason without the name of the source, which stands in a field of its own."""
    return str(error).removeprefix(f"{record.path or record.source}: ")
