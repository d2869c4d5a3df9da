"""What a run keeps until its output is whole: a folder of finished shards, each with its marker, and the job.

Everything is written under another name, flushed to the disk and then renamed, so that a run may be killed at any
moment: a shard is finished when its marker stands there, and only then.
"""

import gzip
import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from analyzer.batch.records import Entry, Failure, Record
from analyzer.batch.worker import Work
from analyzer.errors import StagecheckError, UsageError

try:
    import fcntl
except ImportError:  # no such locks on this system: two runs at once are then the user's own care
    fcntl = None  # type: ignore[assignment]

_JOB = "job.json"
_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Shard:
    """A stretch of the input: its number, its entries in order, and which part of all input was read at its end (0-1)."""

    number: int
    entries: tuple[Entry, ...]
    read: float

    @property
    def records(self) -> list[Record]:
        """The entries that are to be analysed."""
        return [entry for entry in self.entries if isinstance(entry, Record)]


@dataclass(frozen=True, slots=True)
class Marker:
    """What is known of a finished shard. `digest` tells its input, `size` is that of its rows file in bytes."""

    number: int
    digest: str
    entries: int
    rows: int
    excessive: int
    size: int
    failures: tuple[Failure, ...] = ()


class Store:
    """The folder of a run."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder; nothing is made yet."""
        self.folder = folder
        self._lock: IO[bytes] | None = None

    def job(self) -> dict[str, Any] | None:
        """Returns the job that the folder was made for, or None where there is none."""
        return read_json(self.folder / _JOB)

    def open(self, job: dict[str, Any]) -> None:
        """Makes the folder for a job, or takes up the one that is there. Raises UsageError where a run is busy in it."""
        with clear_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = (self.folder / _LOCK).open("wb")
            _hold(self._lock, self.folder)
            if self.job() is None:
                write_whole(self.folder / _JOB, json.dumps(job, indent=1, ensure_ascii=False).encode())

    def close(self) -> None:
        """Lets go of the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def remove(self) -> None:
        """Removes the folder, the job first: what is left of it after a kill is no run any more."""
        self.close()
        (self.folder / _JOB).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def has_shards(self) -> bool:
        """Whether any shard was finished."""
        return any(self.folder.glob("*.done"))

    def marker(self, number: int) -> Marker | None:
        """Returns the marker of a finished shard, or None where it is not finished or its rows are not whole."""
        found = read_json(self._marker_path(number))
        if found is None:
            return None
        try:
            failures = tuple(Failure(**item) for item in found.pop("failures"))
            marker = Marker(failures=failures, **found)
            return marker if self._rows_path(number).stat().st_size == marker.size else None
        except (TypeError, KeyError, OSError):
            return None

    def save(self, shard: Shard, digest: str, work: Work) -> Marker:
        """Keeps the outcome of a shard: its rows, then its marker. Raises StagecheckError on a full disk."""
        failed = [entry for entry in shard.entries if isinstance(entry, Failure)]
        failures = tuple(sorted((*failed, *work.failures), key=lambda item: item.position))
        data = gzip.compress(b"".join(line for _, line in sorted(work.lines)), compresslevel=1, mtime=0)
        marker = Marker(shard.number, digest, len(shard.entries), len(work.lines), work.excessive, len(data), failures)
        if marker.rows + len(failures) != marker.entries:
            raise StagecheckError(
                f"deel {shard.number}: {marker.entries} records erin, {marker.rows} rijen en {len(failures)} fouten eruit; "
                "dit is een fout in Stagecheck, meld hem"
            )
        with clear_errors(self.folder):
            write_whole(self._rows_path(shard.number), data)
            write_whole(self._marker_path(shard.number), json.dumps(asdict(marker), ensure_ascii=False).encode())
        return marker

    def lines(self, numbers: Iterable[int]) -> Iterator[list[bytes]]:
        """Yields the JSON lines of each shard. Raises StagecheckError where a shard cannot be read back."""
        for number in numbers:
            try:
                yield gzip.decompress(self._rows_path(number).read_bytes()).splitlines(keepends=True)
            except (OSError, EOFError, zlib.error) as error:
                self._marker_path(number).unlink(missing_ok=True)
                raise StagecheckError(
                    f"{self._rows_path(number)}: deel {number} is beschadigd; ga verder met --resume, dan wordt het opnieuw gemaakt"
                ) from error

    def _rows_path(self, number: int) -> Path:
        return self.folder / f"{number:07d}.rows.gz"

    def _marker_path(self, number: int) -> Path:
        return self.folder / f"{number:07d}.done"


def _hold(lock: IO[bytes], folder: Path) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise UsageError(f"{folder}: hier is al een verwerking bezig; wacht tot die klaar is") from error


def read_json(path: Path) -> dict[str, Any] | None:
    """Returns the object of a file, or None where there is none that can be read."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all, also after a power cut."""
    with replacing(path) as stream:
        stream.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Gives a stream that takes the place of the file when all is written, and leaves no trace when it is not."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def clear_errors(place: Path) -> Iterator[None]:
    """Turns an error of the disk into one Dutch line that says what to do."""
    try:
        yield
    except OSError as error:
        raise StagecheckError(
            f"{place}: schrijven lukt niet ({error.strerror or error}); maak ruimte of herstel dit, en ga verder met --resume"
        ) from error


__all__ = ["Marker", "Shard", "Store", "clear_errors", "read_json", "replacing", "write_whole"]
