"""A run that is really killed (SIGKILL), at moments drawn by a fixed seed, and taken up again."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_stand_in import Write

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
POSTINGS, SECONDS = 160, "0.004"
JOBS, KILLS = 5, 4


def _start(source: Path, out: Path) -> "subprocess.Popen[bytes]":
    paths = os.pathsep.join([str(ROOT), str(HERE), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, str(HERE / "batch_driver.py"), str(source), str(out), SECONDS]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.PIPE)


@pytest.fixture
def whole(postings: Write, tmp_path: Path) -> tuple[Path, bytes, float]:
    """The input, the output of a run that nobody disturbs, and how long it takes in seconds."""
    source, out = postings(POSTINGS), tmp_path / "whole.jsonl"
    begin = time.monotonic()
    run = _start(source, out)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 0, told.decode()
    return source, out.read_bytes(), time.monotonic() - begin


def test_killed_at_random_moments_and_resumed_gives_the_same_bytes(
    whole: tuple[Path, bytes, float], tmp_path: Path
) -> None:
    source, expected, duration = whole
    chance = random.Random(7)
    killed = 0
    for job in range(JOBS):
        out = tmp_path / f"{job}.jsonl"
        for _ in range(KILLS):
            run = _start(source, out)
            try:
                run.wait(timeout=chance.uniform(0.02, duration))
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                killed += 1
            run.communicate()
        last = _start(source, out)
        _, told = last.communicate(timeout=60)
        assert last.returncode == 0, told.decode()
        assert out.read_bytes() == expected
        assert not out.with_name(f"{out.name}.parts").exists()
    assert killed >= JOBS * KILLS // 2


def test_workers_of_a_killed_run_end_by_themselves(whole: tuple[Path, bytes, float], tmp_path: Path) -> None:
    source, _, duration = whole
    run = _start(source, tmp_path / "orphans.jsonl")
    time.sleep(0.7 * duration)
    children = _children(run.pid)
    run.kill()
    run.communicate()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        pytest.skip("this system does not tell the children of a process")
