"""The Ray engine: the same workers on a Ray cluster, through Ray Data. Local paths and remote ones (s3://, gs://).

Input is JSONL or Parquet, output a folder of such files. A task reads each file, actors analyse what was read; the rows
are those of the local engine, in its order. Ray itself tries lost work again, so there is no resume here.
"""

import io
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from analyzer.batch.job import Job, Progress
from analyzer.batch.output import schema_of
from analyzer.batch.records import Entry, Failure, FieldNames, Raw, Record, read_entries
from analyzer.batch.rows import is_excessive
from analyzer.batch.sources import json_lines, parquet_rows
from analyzer.batch.worker import Recipe
from analyzer.errors import UsageError

_BATCH = 64
_BLOCK = 1024 * 1024
"""Bytes that go to an actor at once: some hundreds of postings, so that one file keeps all actors busy."""
_READER = 0.25
"""Cores of a task that reads; an actor takes the rest, so that a machine full of actors can still read for them."""
_MERGED_SLASH = re.compile(r"^(\w{2,}):/(?=[^/])")
_JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


class AssessPostings:
    """The actor: makes its worker once, then turns batches of entries into batches of outcomes."""

    def __init__(self, recipe: Recipe) -> None:
        """Takes what a worker is made of."""
        self._worker = recipe.build()

    def __call__(self, batch: Any) -> Any:
        """Returns an Arrow table with a line of JSON for each entry: its row, or why it has none."""
        # positions count from the start of a file, and a batch may hold records of two
        entries = [replace(_entry(text), position=at) for at, text in enumerate(batch["entry"].to_pylist())]
        work = self._worker.analyse([entry for entry in entries if isinstance(entry, Record)])
        told = {position: (line.decode(), True) for position, line in work.lines}
        failures = [*work.failures, *(entry for entry in entries if isinstance(entry, Failure))]
        told.update({item.position: (json.dumps(item.to_dict(), ensure_ascii=False), False) for item in failures})
        return _table(line=[told[at][0] for at in sorted(told)], is_row=[told[at][1] for at in sorted(told)])


def run_on_ray(job: Job, recipe: Recipe, workers: int) -> Progress:
    """Runs a job on the Ray cluster that is there, or else on one started here, and returns its counts.

    Raises UsageError where the extra is not installed, or the names of inputs and output tell no format for it.
    """
    ray = _ray()
    files = [file for path in job.inputs for file in _files(address(path))]
    is_parquet = _writes_parquet(address(job.out))
    if not ray.is_initialized():
        ray.init(logging_level="warning", log_to_driver=False)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.target_max_block_size = _BLOCK
    outcomes = (
        ray.data.from_items([{"file": file} for file in files], override_num_blocks=len(files))
        .map_batches(partial(_read, names=job.names), batch_size=1, num_cpus=_READER)
        .map_batches(
            AssessPostings,
            fn_constructor_kwargs={"recipe": recipe},
            num_cpus=1 - _READER,
            compute=ray.data.ActorPoolStrategy(size=workers),
            batch_size=_BATCH,
            batch_format="pyarrow",
        )
        .materialize()
    )
    return _written(job, outcomes, is_parquet)


def _ray() -> Any:
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise UsageError("voor --engine ray is een uitbreiding nodig: pip install 'stagecheck[cluster]'") from error
    return ray


def address(path: Path) -> str:
    """Returns a path as Ray must get it: a remote address with both its slashes, a local one from the root."""
    text = str(path)
    return _MERGED_SLASH.sub(r"\1://", text) if _MERGED_SLASH.match(text) else os.path.abspath(text)


def _files(place: str) -> list[str]:
    """Returns the files of an address, those of a folder sorted. Raises UsageError where there are none to read."""
    system, path = _system(place)
    found = system.get_file_info(path)
    if found.is_file:
        files = [place]
    else:
        from pyarrow.fs import FileSelector

        inside = system.get_file_info(FileSelector(path, recursive=True, allow_not_found=True))
        files = [f"{place.rstrip('/')}{one.path[len(path.rstrip('/')) :]}" for one in inside if one.is_file]
    known = sorted(file for file in files if file.endswith((".parquet", *_JSON_LINES)))
    if not known:
        raise UsageError(
            f"{place}: hier staat niets dat de Ray-versie leest; geef .jsonl of .parquet, of een map daarmee"
        )
    return known


def _system(place: str) -> tuple[Any, str]:
    from pyarrow.fs import FileSystem

    try:
        system, path = FileSystem.from_uri(place)
    except (OSError, ValueError) as error:
        raise UsageError(f"{place}: deze plaats is niet te bereiken ({error})") from error
    return system, path


def _writes_parquet(out: str) -> bool:
    if not out.endswith((".parquet", ".jsonl")):
        raise UsageError(
            f"{out}: met --engine ray wordt de uitvoer een map; laat de naam eindigen op .jsonl of .parquet"
        )
    return out.endswith(".parquet")


def _read(batch: Any, names: FieldNames) -> Iterator[Any]:
    """Yields the entries of files as tables of JSON texts; the task of one file."""
    for file in batch["file"]:
        entries = read_entries(_raws(str(file)), names)
        while part := list(islice(entries, _BATCH)):
            yield _table(entry=[_text(entry) for entry in part])


def _raws(file: str) -> Iterable[Raw]:
    system, path = _system(file)
    if file.endswith(".parquet"):
        return (raw for raw, _ in parquet_rows(system.open_input_file(path), file))
    return json_lines(io.BufferedReader(system.open_input_stream(path)), file)


def _table(**columns: list[Any]) -> Any:
    import pyarrow as pa

    types = {"is_row": pa.bool_()}
    return pa.table({name: pa.array(values, types.get(name, pa.string())) for name, values in columns.items()})


def _text(entry: Entry) -> str:
    return json.dumps([isinstance(entry, Record), asdict(entry)])


def _entry(text: str) -> Entry:
    is_record, values = json.loads(text)
    return Record(**values) if is_record else Failure(**values)


def _written(job: Job, outcomes: Any, is_parquet: bool) -> Progress:
    """Writes rows and failures and counts them."""
    counts = Progress(entries=outcomes.count())
    rows = outcomes.map_batches(
        partial(_rows, detail=job.detail), batch_format="pyarrow", batch_size=None
    ).materialize()
    counts.rows = rows.count()
    counts.excessive = rows.filter(is_excessive).count()
    if is_parquet:
        rows.write_parquet(address(job.out))
    else:
        rows.write_json(address(job.out), force_ascii=False)
    failures = [one["line"] for one in outcomes.iter_rows() if not one["is_row"]]
    counts.failed = len(failures)
    if failures or job.errors:
        job.errors_path.write_text("".join(f"{line}\n" for line in failures), encoding="utf-8")
    if counts.entries != counts.rows + counts.failed:
        raise UsageError(
            f"{counts.entries} records erin, {counts.rows} rijen en {counts.failed} fouten eruit; meld dit"
        )
    return counts


def _rows(table: Any, detail: str) -> Any:
    """Returns the rows of outcomes as a table with the columns of the contract."""
    import pyarrow as pa

    pairs = zip(table["line"].to_pylist(), table["is_row"].to_pylist(), strict=True)
    return pa.Table.from_pylist([json.loads(line) for line, is_row in pairs if is_row], schema=schema_of(detail))


__all__ = ["AssessPostings", "address", "run_on_ray"]
