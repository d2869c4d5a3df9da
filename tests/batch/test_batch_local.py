import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_stand_in import InProcess, Write, recipe, refusing, rows

from analyzer.batch.job import Job, run
from analyzer.batch.local import Pool
from analyzer.batch.shards import Shard
from analyzer.batch.worker import Recipe
from analyzer.errors import StagecheckError


def job_of(source: Path, name: str = "out.jsonl", shard: int = 8) -> Job:
    return Job((source,), source.with_name(name), shard=shard)


def test_workers_give_the_bytes_of_one_process(postings: Write) -> None:
    source = postings(50)
    run(job_of(source, "one.jsonl"), InProcess(recipe()))
    run(job_of(source, "three.jsonl"), Pool(recipe(), workers=3, recycled_after=10))
    assert job_of(source, "one.jsonl").out.read_bytes() == job_of(source, "three.jsonl").out.read_bytes()


def test_a_record_that_kills_its_worker_is_found_and_costs_no_other(jsonl: Write) -> None:
    records = [{"id": f"p{n}", "tekst": f"Tekst {n}" + (" DODELIJK" if n in (5, 11) else "")} for n in range(20)]
    job = job_of(jsonl(records))
    counts = run(job, Pool(recipe(), workers=2))
    assert (counts.rows, counts.failed) == (18, 2)
    assert [item["id"] for item in rows(job.errors_path)] == ["p5", "p11"]
    assert [row["id"] for row in rows(job.out)] == [f"p{n}" for n in range(20) if n not in (5, 11)]


def test_a_worker_that_dies_once_costs_nothing(jsonl: Write, tmp_path: Path) -> None:
    job = job_of(jsonl([{"id": f"p{n}", "tekst": f"Tekst {n}" + " EENMALIG" * (n == 3)} for n in range(12)]))
    counts = run(job, Pool(recipe(graves=str(tmp_path / "grave")), workers=2))
    assert (tmp_path / "grave").exists()
    assert (counts.rows, counts.failed) == (12, 0)


def test_a_worker_that_is_killed_from_outside_is_replaced(postings: Write) -> None:
    job = job_of(postings(60), shard=10)
    pool = Pool(recipe(0.005), workers=2)
    killed: list[int] = []

    def kill_one(_: object) -> None:
        if not killed:
            busy = next(one for one in pool._processes if one.task is not None and one.ready)
            killed.append(busy.process.pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    counts = run(job, pool, report=kill_one)
    assert killed
    assert (counts.rows, counts.failed) == (60, 0)


def test_an_analyser_that_cannot_be_loaded_is_told_once(postings: Write) -> None:
    with pytest.raises(StagecheckError, match="model x is niet geïnstalleerd"):
        run(job_of(postings(30)), Pool(Recipe(refusing), workers=2))


def test_processes_end_when_the_run_is_interrupted(postings: Write) -> None:
    pool = Pool(recipe(0.01), workers=2)
    seen: list[object] = []

    def interrupt(_: object) -> None:
        seen.extend(one.process for one in pool._processes)
        raise KeyboardInterrupt

    job = job_of(postings(60), shard=5)
    with pytest.raises(KeyboardInterrupt):
        run(job, pool, report=interrupt)
    assert seen
    assert not pool._processes
    assert run(job, Pool(recipe()), resume=True).rows == 60


def test_shards_without_records_need_no_process() -> None:
    def nothing() -> Iterator[Shard]:
        yield Shard(0, (), 1.0)

    pool = Pool(Recipe(refusing))
    assert [shard.number for shard, _ in pool.run(nothing())] == [0]
