"""The Ray engine on a real local Ray with two workers; left out where the extra `cluster` is not installed."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from batch_stand_in import InProcess, StandIn, Write, rows

from analyzer.batch.cluster import address, run_on_ray
from analyzer.batch.job import Job, run
from analyzer.batch.worker import Recipe
from analyzer.errors import UsageError

ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")
RECIPE = Recipe(partial(StandIn))


@pytest.fixture(scope="module")
def local_ray() -> Iterator[None]:
    here = Path(__file__).parent
    paths = [str(here), str(here.parents[1])]
    ray.init(
        num_cpus=2,
        log_to_driver=False,
        include_dashboard=False,
        runtime_env={"env_vars": {"PYTHONPATH": ":".join(paths)}},
    )
    yield
    ray.shutdown()


def _of_ray(folder: Path) -> list[dict[str, Any]]:
    if folder.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        found = [row for file in sorted(folder.glob("*.parquet")) for row in parquet.read_table(file).to_pylist()]
        return json.loads(json.dumps(found))  # type: ignore[no-any-return]
    return [row for file in sorted(folder.iterdir()) for row in rows(file)]


@pytest.mark.usefixtures("local_ray")
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_rows_equal_those_of_the_local_engine(jsonl: Write, tmp_path: Path, form: str) -> None:
    records: list[Any] = [
        {"id": f"p{n}", "tekst": f"Vacature {n}: je helpt mee.", "plaats": "Zwolle"} for n in range(150)
    ]
    sources = (
        jsonl([*records, b"{", {"id": "x", "tekst": "KAPOT"}, {"id": "y", "tekst": ""}]),
        jsonl(records[:10], "in2.jsonl"),
    )
    local = Job(sources, tmp_path / "local.jsonl")
    run(local, InProcess(RECIPE))
    job = Job(sources, tmp_path / f"cluster.{form}", tmp_path / "errors.jsonl")
    counts = run_on_ray(job, RECIPE, workers=2)
    assert (counts.entries, counts.rows, counts.failed) == (163, 160, 3)
    assert _of_ray(job.out) == rows(local.out)
    assert rows(job.errors_path) == rows(local.errors_path)


def test_unknown_names_are_told_before_ray_starts(tmp_path: Path, jsonl: Write) -> None:
    with pytest.raises(UsageError, match="jsonl"):
        run_on_ray(Job((tmp_path / "in.xlsx",), tmp_path / "out.jsonl"), RECIPE, 2)
    with pytest.raises(UsageError, match="een map"):
        run_on_ray(Job((jsonl([{"tekst": "x"}]),), tmp_path / "out.csv"), RECIPE, 2)


def test_remote_addresses_keep_their_slashes() -> None:
    assert address(Path("s3://bucket/in.parquet")) == "s3://bucket/in.parquet"
    assert address(Path("/data/in.parquet")) == "/data/in.parquet"
