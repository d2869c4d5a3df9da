"""The Ray engine: the same workers on a Ray cluster, through Ray Data. Local folders and remote paths (s3://, gs://).

Input is JSONL or Parquet; output is a folder of such files. Ray itself tries lost work again, so there is no resume
here. The order of the rows is that of the input files.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analyzer.batch.job import Job
from analyzer.batch.output import schema_of
from analyzer.batch.records import FieldNames, Failure, Raw, Record, read_entries
from analyzer.batch.rows import COLUMNS, columns_of, is_excessive
from analyzer.batch.worker import Recipe
from analyzer.errors import UsageError

_BATCH = 64
_FORMATS = (".parquet", ".jsonl", ".ndjson", ".json")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run came to."""

    entries: int
    rows: int
    failed: int
    excessive: int


class AssessPostings:
    """The actor: makes its worker once, then turns batches of records into batches of outcomes."""

    def __init__(self, recipe: Recipe, names: FieldNames, source: str) -> None:
        """Takes what a worker is made of, and the names of the fields."""
        self._worker = recipe.build()
        self._names = names
        self._source = source

    def __call__(self, batch: Any) -> Any:
        """Returns an Arrow table of a line of JSON for each record: its row, or its failure."""
        import pyarrow as pa

        records, failures = [], []
        raws = [Raw(self._source, number, values) for number, values in enumerate(batch.to_pylist(), start=1)]
        for entry in read_entries(raws, self._names):
            (records if isinstance(entry, Record) else failures).append(entry)
        work = self._worker.analyse(records)
        told = {position: (line.decode(), True) for position, line in work.lines}
        told.update({item.position: (json.dumps(item.to_dict()), False) for item in (*failures, *work.failures)})
        outcomes = [told[position] for position in sorted(told)]
        return pa.table({"line": [line for line, _ in outcomes], "is_row": [is_row for _, is_row in outcomes]})


def run_on_ray(job: Job, recipe: Recipe, workers: int) -> Counts:
    """Runs a job on the Ray cluster that is there, or on one started here. Raises UsageError without the extra."""
    ray = _ray()
    if not ray.is_initialized():
        ray.init(ignore_reinit_error=True, logging_level="warning", log_to_driver=False)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    paths = [str(path) for path in job.inputs]
    given = {"recipe": recipe, "names": job.names, "source": paths[0]}
    read = _read(ray.data, paths)
    outcomes = read.map_batches(
        AssessPostings,
        fn_constructor_kwargs=given,
        concurrency=workers,
        batch_size=_BATCH,
        batch_format="pyarrow",
    ).materialize()
    return _written(job, outcomes)


def _ray() -> Any:
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise UsageError("voor --engine ray is een uitbreiding nodig: pip install 'stagecheck[cluster]'") from error
    return ray


def _read(data: Any, paths: list[str]) -> Any:
    """Returns the data set of the inputs. Raises UsageError where their names tell no format that Ray reads in parts."""
    suffixes = {suffix for suffix in _FORMATS for path in paths if path.split("?")[0].endswith((suffix, f"{suffix}.gz"))}
    if len(suffixes) != 1:
        raise UsageError(f"{paths[0]}: met --engine ray leest Stagecheck Parquet of JSONL, een van beide tegelijk")
    return data.read_parquet(paths) if suffixes == {".parquet"} else data.read_json(paths, lines=True)


def _written(job: Job, outcomes: Any) -> Counts:
    """Writes rows and failures, each as a folder of files, and counts them: what goes in must come out."""
    rows = outcomes.filter(expr="is_row").map_batches(
        _Rows(job.detail), batch_format="pyarrow", batch_size=None, zero_copy_batch=True
    )
    failures = [json.loads(one["line"]) for one in outcomes.filter(expr="not is_row").iter_rows()]
    if str(job.out).endswith(".parquet"):
        rows.write_parquet(str(job.out))
    else:
        rows.write_json(str(job.out), force_ascii=False)
    job.errors_path.parent.mkdir(parents=True, exist_ok=True)
    if failures or job.errors:
        text = "".join(json.dumps(failure, ensure_ascii=False) + "\n" for failure in failures)
        job.errors_path.write_text(text, encoding="utf-8")
    excessive = rows.filter(fn=is_excessive).count()
    return Counts(outcomes.count(), rows.count(), len(failures), excessive)
