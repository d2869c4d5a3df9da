from pathlib import Path

import pytest
from batch_stand_in import StandIn, Write, rows

from analyzer.batch import worker
from analyzer.batch.job import Progress
from analyzer.cli import progress
from analyzer.cli import run as stagecheck


def test_a_run_from_the_command_line(postings: Write, capsys: pytest.CaptureFixture[str]) -> None:
    source = postings(3)
    out = source.with_name("out.jsonl")
    assert stagecheck(["batch", str(source), "--out", str(out), "--workers", "1"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "3 vacatures beoordeeld" in said.err
    assert len(rows(out)) == 3
    assert stagecheck(["batch", str(source), "--out", str(out)]) == 2
    assert "bestaat al" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "--out"),
        (["--out", "x.jsonl", "--workers", "0"], "--workers"),
        (["--out", "x.jsonl", "--engine", "spark"], "local, ray"),
        (["--out", "x.doc"], ".parquet"),
        (["--out", "x.jsonl", "--text-field", "verhaal"], "'verhaal'"),
    ],
)
def test_wrong_usage_is_one_line(
    postings: Write, capsys: pytest.CaptureFixture[str], args: list[str], told: str
) -> None:
    assert stagecheck(["batch", str(postings(1)), *args]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert len(said.splitlines()) == 1


def test_ctrl_c_says_how_to_go_on(
    postings: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("analyzer.batch.local.Pool.run", interrupted)
    source = postings(3)
    assert stagecheck(["batch", str(source), "--out", str(source.with_name("o.jsonl"))]) == 130
    assert "--resume" in capsys.readouterr().err


def test_a_log_line_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = Progress(entries=1500, rows=1490, failed=10, excessive=300, expected=3000)
    monkeypatch.setattr(Progress, "rate", 10.0)
    assert progress.line_of(counts) == (
        "1.500 van ongeveer 3.000 vacatures, 10.0 per seconde, 300 te zwaar, 10 fouten, nog 2 min 30 s"
    )


def test_quiet_says_nothing(
    postings: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "make_analyzer", StandIn)
    source = postings(1)
    assert stagecheck(["batch", str(source), "--out", str(Path(source).with_name("q.jsonl")), "-q"]) == 0
    assert capsys.readouterr().err == ""
