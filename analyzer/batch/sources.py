"""Files as streams of raw records: JSONL, CSV and Parquet, compressed or not, and folders. Never a whole file in memory."""

import csv
import gzip
import io
import json
import zlib
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from analyzer.batch.records import Raw
from analyzer.errors import UsageError

MAX_LINE = 64 * 1024 * 1024
"""Bytes of one JSONL line; what is longer is no posting, and is not held in memory."""
_SNIFFED = 64 * 1024
_BATCH = 256
_COMPRESSED = (".gz", ".zst")


@dataclass(slots=True)
class Meter:
    """How far the reading is: bytes of the inputs, so that remaining time can be told without counting first."""

    total: int = 0
    before: int = 0
    raw: IO[bytes] | None = None
    fixed: int = 0

    @property
    def fraction(self) -> float:
        """The part of all bytes that was read, 0 to 1."""
        at = self.fixed
        if self.raw is not None and not self.raw.closed:
            at = self.raw.tell()
        return min(1.0, (self.before + at) / self.total) if self.total else 1.0


Reader = Callable[[Path, str, Meter], Iterator[Raw]]


def data_suffix(path: Path) -> str:
    """Returns the suffix that tells the format, without that of a compression."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return suffixes[-2] if len(suffixes) > 1 and suffixes[-1] in _COMPRESSED else (suffixes[-1] if suffixes else "")


def find_inputs(paths: tuple[Path, ...]) -> list[Path]:
    """Returns the files of the inputs, those of a folder sorted. Raises UsageError where there is nothing to read."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            known = _known_files(path)
            if not known:
                raise UsageError(
                    f"{path}: in deze map staan geen vacatures; geef een map met .txt, .jsonl, .csv of .parquet"
                )
            found += known
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"{path}: dit bestand bestaat niet; controleer de naam en de map")
    return found


def _known_files(folder: Path) -> list[Path]:
    from analyzer.reading import READERS

    known = {suffix for suffix in READERS if suffix} | set(DATA_READERS)
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
    return sorted(file for file in files if data_suffix(file) in known)


def read_raws(files: list[Path], meter: Meter) -> Iterator[Raw]:
    """Yields the raw records of all files in their order. Raises UsageError where a file cannot be opened."""
    meter.total = sum(file.stat().st_size for file in files)
    for file in files:
        meter.raw, meter.fixed = None, 0
        reader = DATA_READERS.get(data_suffix(file))
        try:
            yield from reader(file, str(file), meter) if reader else _whole_file(file)
        except Exception as error:
            if not _is_damage(error):
                raise
            raise UsageError(f"{file}: niet verder te lezen ({error}); controleer het bestand") from error
        meter.raw, meter.fixed = None, 0
        meter.before += file.stat().st_size


def _is_damage(error: Exception) -> bool:
    """Whether an error comes from the file: cut off, broken, or gone."""
    return isinstance(error, (OSError, EOFError, zlib.error)) or type(error).__module__.startswith(("zstd", "pyarrow"))


def _whole_file(path: Path) -> Iterator[Raw]:
    status = path.stat()
    yield Raw(str(path), 1, path=str(path), stamp=f"{status.st_size} {status.st_mtime_ns}")


def _open(path: Path, meter: Meter) -> IO[bytes]:
    """Opens a file as bytes, decompressed by what its name says."""
    raw = path.open("rb")
    meter.raw = raw
    match path.suffix.lower():
        case ".gz":
            return gzip.open(raw)  # type: ignore[return-value]
        case ".zst":
            return io.BufferedReader(zstandard().ZstdDecompressor().stream_reader(raw, read_across_frames=True))
    return raw


def zstandard() -> Any:
    """Returns the module for zstd. Raises UsageError where the extra is not installed."""
    try:
        import zstandard as module
    except ImportError as error:
        raise UsageError("voor .zst is een uitbreiding nodig: pip install 'stagecheck[batch]'") from error
    return module


def _json_lines(path: Path, source: str, meter: Meter) -> Iterator[Raw]:
    with _open(path, meter) as stream:
        yield from json_lines(stream, source)


def json_lines(stream: IO[bytes], source: str) -> Iterator[Raw]:
    """Yields the records of a stream of JSON lines; a line that is none is told with its number."""
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            _refuse_array(source, line)
        if len(line) >= MAX_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield Raw(source, number, problem=f"deze regel is langer dan {MAX_LINE // 2**20} MB")
        elif line.strip():
            yield _json_line(source, number, line)


def _refuse_array(source: str, line: bytes) -> None:
    if line.lstrip().startswith(b"["):
        raise UsageError(
            f"{source}: dit is een JSON-lijst; maak er één record per regel van, bijvoorbeeld met: jq -c '.[]' {source}"
        )


def _json_line(source: str, number: int, line: bytes) -> Raw:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return Raw(source, number, problem="deze regel is geen geldige JSON in UTF-8")
    if not isinstance(values, dict):
        return Raw(source, number, problem="deze regel is geen JSON-object met velden")
    return Raw(source, number, values)


def _csv_rows(path: Path, source: str, meter: Meter) -> Iterator[Raw]:
    csv.field_size_limit(MAX_LINE)
    with _open(path, meter) as sample:
        head = sample.read(_SNIFFED)
    encoding = "utf-8-sig" if _is_utf8(head) else "cp1252"
    with io.TextIOWrapper(_open(path, meter), encoding=encoding, errors="replace", newline="") as stream:
        reader = csv.DictReader(stream, delimiter=_delimiter(head), strict=False)
        if len(set(reader.fieldnames or ())) != len(reader.fieldnames or ()):
            raise UsageError(f"{source}: twee kolommen hebben dezelfde naam; geef elke kolom een eigen naam")
        while True:
            line = reader.line_num + 1
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Raw(source, line, problem="deze rij is geen geldige CSV")
                continue
            if None in values:
                yield Raw(source, line, problem="deze rij heeft meer velden dan er kolommen zijn")
            else:
                yield Raw(source, line, values)


def _is_utf8(head: bytes) -> bool:
    """Whether the start of a file is UTF-8; a character that the cut left unfinished does not count."""
    try:
        getincrementaldecoder("utf-8")().decode(head, final=len(head) < _SNIFFED)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(head: bytes) -> str:
    """Returns the mark between the columns: the one that the header has most of."""
    header = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    return max(",;\t|", key=header.count)


def _parquet_rows(path: Path, source: str, meter: Meter) -> Iterator[Raw]:
    size = path.stat().st_size
    for raw, part in parquet_rows(path, source):
        meter.fixed = int(size * part)
        yield raw


def parquet_rows(file: Any, source: str) -> Iterator[tuple[Raw, float]]:
    """Yields the records of a Parquet file (a path or an open file), each with the part of the file that was read."""
    parquet = pyarrow("parquet")
    try:
        table = parquet.ParquetFile(file)
    except (OSError, ValueError) as error:
        raise UsageError(f"{source}: geen leesbaar Parquet-bestand") from error
    rows = max(1, table.metadata.num_rows)
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH):
        for values in batch.to_pylist():
            number += 1
            yield Raw(source, number, values), number / rows


def pyarrow(part: str = "") -> Any:
    """Returns pyarrow or a part of it. Raises UsageError where the extra is not installed."""
    from importlib import import_module

    try:
        return import_module(f"pyarrow.{part}" if part else "pyarrow")
    except ImportError as error:
        raise UsageError("voor Parquet is een uitbreiding nodig: pip install 'stagecheck[batch]'") from error


DATA_READERS: dict[str, Reader] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json_lines,
    ".csv": _csv_rows,
    ".tsv": _csv_rows,
    ".parquet": _parquet_rows,
}
"""Reader by suffix; a file of any other kind is one posting, read as `check` reads it."""

__all__ = [
    "DATA_READERS",
    "MAX_LINE",
    "Meter",
    "data_suffix",
    "find_inputs",
    "json_lines",
    "parquet_rows",
    "pyarrow",
    "read_raws",
    "zstandard",
]
