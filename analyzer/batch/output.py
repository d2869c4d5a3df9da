"""The output file: rows in the order of the input, as JSONL, CSV or Parquet; there whole or not at all."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from analyzer.batch.rows import Column, columns_of
from analyzer.batch.shards import replacing
from analyzer.batch.sources import data_suffix, pyarrow, zstandard
from analyzer.errors import UsageError

Lines = Iterable[list[bytes]]
"""JSON lines, a list for each shard."""
_ROW_GROUP = 4_096
_INTEGERS = ("start", "end", "ask", "ceiling", "score", "points")


def write_rows(path: Path, lines: Lines, detail: str) -> None:
    """Writes the rows. Raises UsageError where the name does not tell a format that can be written."""
    writer = writer_of(path)
    with replacing(path) as stream:
        writer(stream, lines, detail)


def writer_of(path: Path) -> Callable[[IO[bytes], Lines, str], None]:
    """Returns the writer for a file name. Raises UsageError where there is none, or an extra is not installed."""
    writer = _WRITERS.get(data_suffix(path))
    if writer is None:
        raise UsageError(
            f"{path}: hoe moet de uitvoer eruitzien? Kies een naam die eindigt op .jsonl, .csv of .parquet"
        )
    if path.suffix.lower() == ".zst":
        zstandard()
    if writer is _write_parquet:
        pyarrow()
    return lambda stream, lines, detail: _compressed(path, stream, writer, lines, detail)


def _compressed(path: Path, stream: IO[bytes], writer: Any, lines: Lines, detail: str) -> None:
    with _compressor(path, stream) as inner:
        writer(inner, lines, detail)


@contextmanager
def _compressor(path: Path, stream: IO[bytes]) -> Iterator[IO[bytes]]:
    match path.suffix.lower():
        case ".gz":
            with gzip.GzipFile("", "wb", 6, stream, mtime=0) as packed:
                yield packed  # type: ignore[misc]
        case ".zst":
            with zstandard().ZstdCompressor(level=6).stream_writer(stream, closefd=False) as packed:
                yield packed
        case _:
            yield stream


def _write_jsonl(stream: IO[bytes], lines: Lines, detail: str) -> None:
    for shard in lines:
        stream.write(b"".join(shard))


def _write_csv(stream: IO[bytes], lines: Lines, detail: str) -> None:
    columns = columns_of(detail)
    table: list[list[Any]] = [[column.name for column in columns]]
    for shard in lines:
        table += ([_cell(row[column.name]) for column in columns] for row in map(json.loads, shard))
        stream.write(_csv_bytes(table))
        table = []
    stream.write(_csv_bytes(table))


def _csv_bytes(table: list[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue().encode("utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _write_parquet(stream: IO[bytes], lines: Lines, detail: str) -> None:
    pa, parquet = pyarrow(), pyarrow("parquet")
    schema = schema_of(detail)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in _groups(lines):
            writer.write_table(pa.Table.from_pylist([json.loads(line) for line in group], schema=schema))


def _groups(lines: Lines) -> Iterator[list[bytes]]:
    """Yields the lines in groups of a fixed size, so that the bytes of the file do not depend on the shards."""
    waiting: list[bytes] = []
    for shard in lines:
        waiting += shard
        while len(waiting) >= _ROW_GROUP:
            yield waiting[:_ROW_GROUP]
            del waiting[:_ROW_GROUP]
    if waiting:
        yield waiting


def schema_of(detail: str) -> Any:
    """Returns the Arrow schema of the rows."""
    pa = pyarrow()
    return pa.schema([(column.name, _type_of(column)) for column in columns_of(detail)])


def _type_of(column: Column) -> Any:
    pa = pyarrow()
    texts = pa.list_(pa.string())
    match column.kind:
        case "integer":
            return pa.int32()
        case "boolean":
            return pa.bool_()
        case "texts":
            return texts
        case "duties":
            terms = pa.list_(_struct("term", "points", "reason", "source"))
            evidence = pa.list_(_struct("rule", "class", "text", "start", "end", "effect", "points", "reason"))
            duty = _struct("text", "start", "end", "section", "knobs", "ask", "ceiling", "score", "verdict",
                           "terms", "evidence", "tempered", "advice", knobs=texts, terms=terms, evidence=evidence)  # fmt: skip
            return pa.list_(duty)
    return pa.string()


def _struct(*names: str, **types: Any) -> Any:
    pa = pyarrow()
    return pa.struct([(name, types.get(name) or (pa.int32() if name in _INTEGERS else pa.string())) for name in names])


_WRITERS = {
    ".jsonl": _write_jsonl,
    ".ndjson": _write_jsonl,
    ".csv": _write_csv,
    ".parquet": _write_parquet,
}
