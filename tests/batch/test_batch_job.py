import errno
import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_stand_in import InProcess, StandIn, Write, recipe, rows

from analyzer.assessment import Given
from analyzer.batch import shards
from analyzer.batch.job import Job, Progress, run
from analyzer.batch.records import FieldNames
from analyzer.errors import StagecheckError, UsageError


def job_of(source: Path, name: str = "out.jsonl", **settings: object) -> Job:
    return Job((source,), source.with_name(name), **{"shard": 4, **settings})  # type: ignore[arg-type]


def start(job: Job, *, resume: bool = False, backwards: int = 1) -> Progress:
    return run(job, InProcess(recipe(detail=job.detail), backwards), resume=resume)


def test_every_record_is_a_row_in_the_order_of_the_input(postings: Write) -> None:
    job = job_of(postings(11))
    counts = start(job, backwards=2)
    assert [row["id"] for row in rows(job.out)] == [f"p{n}" for n in range(11)]
    assert (counts.entries, counts.rows, counts.failed) == (11, 11, 0)
    assert counts.excessive == sum(row["verdict"] == "excessive" for row in rows(job.out)) > 0
    assert not job.folder.exists()


def test_rows_in_are_rows_out_plus_errors(jsonl: Write) -> None:
    good = {"id": "a", "tekst": "Je maakt berichten."}
    bad = [
        b"{",
        b"[1]",
        b"3",
        b"\xff\xfe{}",
        {"id": "b", "tekst": ""},
        {"id": "c", "tekst": 7},
        {"id": "d"},
        {"id": "e", "tekst": "KAPOT"},
    ]
    job = job_of(jsonl([good, *bad, {"id": "f", "tekst": "x" * 1_000_001}, {"id": "g", "tekst": "nul \0 teken"}, good]))
    counts = start(job)
    assert (counts.entries, counts.rows, counts.failed) == (12, 2, 10)
    told = rows(job.errors_path)
    assert [item["line"] for item in told] == list(range(2, 12))
    assert all(item["reason"] and "a text that is in no log" not in item["reason"] for item in told)


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.csv", "out.parquet"])
def test_same_bytes_whatever_the_order_of_work(postings: Write, name: str) -> None:
    one, other = job_of(postings(23), name), job_of(postings(23), f"b.{name}")
    start(one)
    start(other, backwards=5)
    assert one.out.read_bytes() == other.out.read_bytes()


class Cut(BaseException):
    """The moment at which a run is cut off."""


def _cut_after(monkeypatch: pytest.MonkeyPatch, moment: int) -> None:
    """Cuts a run off at the n-th flush or rename of a file: before it is done, and after."""
    count = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object) -> object:
            nonlocal count
            count += 1
            if count == moment:
                raise Cut
            result = real(*args)
            count += 1
            if count == moment:
                raise Cut
            return result

        return step

    monkeypatch.setattr(shards.os, "replace", counted(os.replace))
    monkeypatch.setattr(shards.os, "fsync", counted(os.fsync))


@pytest.mark.parametrize(("name", "step"), [("out.jsonl", 1), ("out.parquet", 3)])
def test_cut_off_at_every_write_then_resumed(
    postings: Write, monkeypatch: pytest.MonkeyPatch, name: str, step: int
) -> None:
    source = postings(9)
    whole = job_of(source, f"whole.{name}")
    start(whole)
    moments = 0
    for moment in range(1, 1000, step):
        job = job_of(source, f"{moment}.{name}", errors=source.with_name("e.jsonl"))
        with monkeypatch.context() as patched:
            _cut_after(patched, moment)
            try:
                start(job, resume=True)
                break
            except Cut:
                moments += 1
        counts = start(job, resume=True)
        assert (counts.entries, counts.rows) == (9, 9)
        assert job.out.read_bytes() == whole.out.read_bytes()
        assert not job.folder.exists()
    assert moments * step > 30


def test_resume_does_not_analyse_again_what_was_finished(postings: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_of(postings(40))
    with monkeypatch.context() as patched, pytest.raises(Cut):
        _cut_after(patched, 30)
        start(job)
    engine = InProcess(recipe())
    counts = run(job, engine, resume=True)
    analyser = engine.worker._analyzer
    assert isinstance(analyser, StandIn)
    assert 0 < counts.resumed < 40
    assert analyser.analysed == 40 - counts.resumed


def _interrupted(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched, pytest.raises(Cut):
        _cut_after(patched, 20)
        start(job)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"detail": "summary"}, "andere instellingen (detail)"),
        ({"given": Given(level="mbo")}, "andere instellingen (given)"),
        ({"shard": 5}, "andere instellingen (shard)"),
        ({"names": FieldNames((("text", "tekst"),))}, "andere instellingen (fields)"),
        ({"model": "nl_core_news_sm"}, "een ander model"),
    ],
)
def test_resume_of_another_job_is_refused(
    postings: Write, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], reason: str
) -> None:
    source = postings(12)
    _interrupted(job_of(source), monkeypatch)
    with pytest.raises(UsageError) as caught:
        start(job_of(source, **change), resume=True)
    assert reason in str(caught.value)
    assert job_of(source).folder.exists()


def test_resume_with_other_lexicons_is_refused(
    postings: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = postings(12)
    _interrupted(job_of(source), monkeypatch)
    own = tmp_path / "own"
    own.mkdir()
    (own / "own.toml").write_text(
        'kind = "fact"\nprefix = "eigen"\ngloss = "eigen woorden"\nsource = "zelf"\n'
        '[[rule]]\nid = "x"\ngloss = "een woord"\nphrases = ["woord"]\nvalue = "x"\n'
    )
    with pytest.raises(UsageError, match="andere lexicons"):
        start(job_of(source, lexicons=own), resume=True)


def test_resume_with_other_input_is_refused(postings: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    source = postings(12)
    before = source.read_bytes()
    _interrupted(job_of(source), monkeypatch)
    source.write_bytes(before + before)
    with pytest.raises(UsageError, match="een andere invoer"):
        start(job_of(source), resume=True)
    source.write_bytes(before.replace(b"Vacature 1:", b"Vacature 7:"))  # as long as before, but not the same
    with pytest.raises(UsageError, match="de invoer is veranderd"):
        start(job_of(source), resume=True)
    source.write_bytes(before)
    assert start(job_of(source), resume=True).rows == 12


def test_a_begun_or_finished_job_is_not_overwritten(postings: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_of(postings(12))
    _interrupted(job, monkeypatch)
    with pytest.raises(UsageError, match="--resume"):
        start(job)
    start(job, resume=True)
    with pytest.raises(UsageError, match="bestaat al"):
        start(job)
    assert start(job, resume=True).rows == 12


def test_two_runs_at_once_are_refused(postings: Write) -> None:
    job = job_of(postings(12))

    class Meddler(InProcess):
        def run(self, work):  # type: ignore[no-untyped-def]
            with pytest.raises(UsageError, match="al een verwerking bezig"):
                start(job, resume=True)
            yield from super().run(work)

    assert run(job, Meddler(recipe())).rows == 12


def test_full_disk_is_told_and_can_be_resumed(postings: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_of(postings(20))
    with monkeypatch.context() as patched:
        count = 0

        def full(_: int) -> None:
            nonlocal count
            count += 1
            if count > 4:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        patched.setattr(shards.os, "fsync", full)
        with pytest.raises(StagecheckError, match="--resume"):
            start(job)
    assert not list(job.folder.glob(".*.part"))
    counts = start(job, resume=True)
    assert counts.resumed > 0
    assert len(rows(job.out)) == 20


def test_damaged_shard_is_made_again(postings: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    source = postings(20)
    start(job_of(source, "whole.jsonl"))
    job = job_of(source)
    _interrupted(job, monkeypatch)
    shard = sorted(job.folder.glob("*.rows.gz"))[0]
    data = shard.read_bytes()
    shard.write_bytes(data[:30] + b"\0\0\0\0" + data[34:])
    with pytest.raises(StagecheckError, match="beschadigd"):
        start(job, resume=True)
    start(job, resume=True)
    assert job.out.read_bytes() == job_of(source, "whole.jsonl").out.read_bytes()


def test_repeated_postings_are_analysed_once(jsonl: Write) -> None:
    same = [{"id": f"p{n}", "tekst": "Je beheert alle kanalen.", "werkgever": f"bedrijf {n}"} for n in range(9)]
    job = job_of(jsonl(same))
    engine = InProcess(recipe())
    run(job, engine)
    analyser = engine.worker._analyzer
    assert isinstance(analyser, StandIn)
    assert analyser.analysed == 1
    assert [row["employer"] for row in rows(job.out)] == [f"bedrijf {n}" for n in range(9)]


def test_near_duplicates_name_the_first(jsonl: Write) -> None:
    pytest.importorskip("datasketch")
    text = " ".join(f"zin {n} van de vacature over werk {n * 7}." for n in range(40))
    records = [
        {"id": "a", "tekst": text},
        {"id": "b", "tekst": "Heel iets anders, met andere woorden."},
        {"id": "c", "tekst": f"{text} Reageer snel!"},
    ]
    job = job_of(jsonl(records), dedupe=True)
    start(job)
    assert [row["duplicate_of"] for row in rows(job.out)] == [None, None, "a"]


def test_summary_detail_leaves_the_duties_out(postings: Write) -> None:
    full, short = job_of(postings(3)), job_of(postings(3), "s.jsonl", detail="summary")
    start(full)
    start(short)
    assert {"duties"} == set(rows(full.out)[0]) - set(rows(short.out)[0])


def test_unknown_output_or_empty_input_stops_before_any_work(postings: Write, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.jsonl, \.csv of \.parquet"):
        start(job_of(postings(3), "out.xlsx"))
    with pytest.raises(UsageError, match="bestaat niet"):
        start(job_of(tmp_path / "none.jsonl"))
    assert not list(tmp_path.glob("*.parts"))


def test_cut_off_input_is_told_and_what_was_done_is_kept(postings: Write, tmp_path: Path) -> None:
    packed = gzip.compress(postings(400).read_bytes())
    source = tmp_path / "cut.jsonl.gz"
    source.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(UsageError, match="niet verder te lezen"):
        start(job_of(source))
