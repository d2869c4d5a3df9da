"""A batch job from its inputs to its output: cut in shards, analysed by an engine, kept, and put together in order."""

import json
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from analyzer.assessment import Given
from analyzer.batch import records, sources
from analyzer.batch.identity import Identity, compare
from analyzer.batch.output import write_rows, writer_of
from analyzer.batch.records import Entry, FieldNames
from analyzer.batch.shards import Marker, Shard, Store, clear_errors, read_json, replacing, write_whole
from analyzer.batch.worker import Work
from analyzer.errors import StagecheckError, UsageError

SHARD = 200
"""Records in a shard: what a kill costs at most, for each worker."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done. `errors` is the file for records that fail; `shard` their number in a shard."""

    inputs: tuple[Path, ...]
    out: Path
    errors: Path | None = None
    names: FieldNames = FieldNames()
    detail: str = "full"
    given: Given = Given()
    dedupe: bool = False
    shard: int = SHARD
    model: str | None = None
    lexicons: Path | None = None

    @property
    def errors_path(self) -> Path:
        """The file for records that fail."""
        return self.errors or self.out.with_name(f"{self.out.name}.errors.jsonl")

    @property
    def folder(self) -> Path:
        """The folder in which an unfinished run is kept."""
        return self.out.with_name(f"{self.out.name}.parts")

    @property
    def receipt(self) -> Path:
        """The file that tells, beside the output, what it was made of and with."""
        return self.out.with_name(f"{self.out.name}.job.json")


@dataclass(slots=True)
class Progress:
    """How far a run is. `expected` is the number of records in all, estimated until all input is read."""

    entries: int = 0
    rows: int = 0
    failed: int = 0
    excessive: int = 0
    resumed: int = 0
    expected: int = 0
    started: float = field(default_factory=time.monotonic)

    def add(self, marker: Marker, *, resumed: bool) -> None:
        """Counts a finished shard."""
        self.entries += marker.entries
        self.rows += marker.rows
        self.failed += len(marker.failures)
        self.excessive += marker.excessive
        self.resumed += marker.entries if resumed else 0

    @property
    def rate(self) -> float:
        """Records a second, of this run only."""
        return (self.entries - self.resumed) / max(1e-9, time.monotonic() - self.started)


class Engine(Protocol):
    """What runs shards; their outcomes come back in any order."""

    def run(self, shards: Iterator[Shard]) -> Generator[tuple[Shard, Work], None, None]:
        """Yields each shard with its outcome."""


Report = Callable[[Progress], None]


def run(job: Job, engine: Engine, *, resume: bool = False, report: Report = lambda progress: None) -> Progress:
    """Runs a job, or what is left of it, and returns its counts.

    Raises UsageError where it cannot start or is not the job that was interrupted; StagecheckError where it cannot end.
    """
    writer_of(job.out)
    identity = Identity.of(job)
    if _is_finished(job, identity, resume):
        return _finished(job)
    store = Store(job.folder)
    store.open(identity.to_dict())
    try:
        return _Run(job, engine, store, report).go(identity)
    except UsageError:
        if not store.has_shards():
            store.remove()  # nothing was begun: nothing is left to resume
        raise
    finally:
        store.close()


def _is_finished(job: Job, identity: Identity, resume: bool) -> bool:
    """Whether nothing is left to do. Raises UsageError where the run would overwrite, or resume what is another job."""
    begun = Store(job.folder).job()
    if begun is not None:
        if not resume:
            raise UsageError(
                f"{job.folder}: hier staat een onderbroken verwerking; ga verder met --resume, of verwijder deze map"
            )
        compare(begun, identity, job.folder)
        return False
    if not job.out.exists():
        return False
    if not resume:
        raise UsageError(f"{job.out}: dit bestand bestaat al; kies bij --out een andere naam, of verwijder het")
    receipt = read_json(job.receipt)
    if receipt is None:
        raise UsageError(f"{job.out}: dit bestand bestaat al en is niet van een verwerking die verder kan")
    compare(receipt, identity, job.out)
    return True


def _finished(job: Job) -> Progress:
    """Returns the counts of a job that had already ended, and clears what a kill may have left of its folder."""
    counts = (read_json(job.receipt) or {}).get("counts", {})
    Store(job.folder).remove()
    entries = counts.get("entries", 0)
    return Progress(
        entries, counts.get("rows", 0), counts.get("failed", 0), counts.get("excessive", 0), entries, entries
    )


class _Run:
    """One run of a job: the shards that were finished before and those that are finished now."""

    def __init__(self, job: Job, engine: Engine, store: Store, report: Report) -> None:
        self._job, self._engine, self._store, self._report = job, engine, store, report
        self._progress = Progress()
        self._failed: dict[int, Marker] = {}
        self._read = 0
        self._shards = 0

    def go(self, identity: Identity) -> Progress:
        """Analyses what is not finished, then writes the output. Rows in must be rows out plus errors."""
        with closing(self._engine.run(self._unfinished())) as outcomes:
            for shard, work in outcomes:
                self._count(self._store.save(shard, records.digest(shard.entries), work), resumed=False)
        counts = self._progress
        if self._read != counts.rows + counts.failed:
            raise StagecheckError(
                f"{self._read} records gelezen, {counts.rows} rijen en {counts.failed} fouten gemaakt; dit is een fout in "
                "Stagecheck, meld hem"
            )
        with clear_errors(self._job.out):
            self._finish(identity)
        return counts

    def _unfinished(self) -> Iterator[Shard]:
        """Yields the shards that have no marker. Raises UsageError where a finished one was made of other input."""
        for shard in shards_of(self._job):
            self._read += len(shard.entries)
            self._shards += 1
            self._progress.expected = round(self._read / shard.read) if shard.read else self._read
            marker = self._store.marker(shard.number)
            if marker is None:
                yield shard
            elif marker.digest != records.digest(shard.entries):
                raise UsageError(
                    f"{shard.entries[0].source}: de invoer is veranderd sinds de verwerking begon; begin opnieuw"
                )
            else:
                self._count(marker, resumed=True)

    def _count(self, marker: Marker, *, resumed: bool) -> None:
        self._progress.add(marker, resumed=resumed)
        if marker.failures:
            self._failed[marker.number] = marker
        self._report(self._progress)

    def _finish(self, identity: Identity) -> None:
        """Writes errors, receipt and output, each whole or not at all, and only then removes the shards."""
        job, counts = self._job, self._progress
        if counts.failed or job.errors:
            self._write_errors()
        write_rows(job.out, self._store.lines(range(self._shards)), job.detail)
        write_whole(job.receipt, _receipt(identity, counts))
        self._store.remove()

    def _write_errors(self) -> None:
        with replacing(self._job.errors_path) as stream:
            for number in sorted(self._failed):
                for failure in self._failed[number].failures:
                    stream.write(json.dumps(failure.to_dict(), ensure_ascii=False).encode() + b"\n")


def _receipt(identity: Identity, counts: Progress) -> bytes:
    totals = {name: getattr(counts, name) for name in ("entries", "rows", "failed", "excessive")}
    return json.dumps({**identity.to_dict(), "counts": totals}, indent=1, ensure_ascii=False).encode() + b"\n"


def shards_of(job: Job) -> Iterator[Shard]:
    """Yields the input of a job in shards. Raises UsageError where it cannot be read."""
    meter = sources.Meter()
    entries = entries_of(job, meter)
    number = 0
    while part := tuple(islice(entries, job.shard)):
        yield Shard(number, part, meter.fraction)
        number += 1


def entries_of(job: Job, meter: sources.Meter) -> Iterator[Entry]:
    """Yields the entries of a job, in the order of its input."""
    files = sources.find_inputs(job.inputs)
    entries = records.read_entries(sources.read_raws(files, meter), job.names)
    if not job.dedupe:
        return entries
    from analyzer.batch.duplicates import mark_duplicates

    return mark_duplicates(entries)


__all__ = ["SHARD", "Engine", "Job", "Progress", "Report", "entries_of", "run", "shards_of"]
