"""A command line to run in this process, with a stand-in for the analyzer: these tests are about the shell."""

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from analyzer.assessment import Assessment, Condition, Given
from analyzer.cli import run
from analyzer.posting import Posting

sys.path.insert(0, str(Path(__file__).parent.parent / "reports"))
import samples

SETTINGS_NAMES = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE")


class Outcome(NamedTuple):
    """What a run printed and how it ended."""

    code: int
    out: str
    err: str


class StandIn:
    """Judges by a word of the text: "zwaar" is the heavy sample, "baan" the job, anything else the light one."""

    made: list[tuple[str | None, Path | None]] = []
    given: list[Given] = []

    def __init__(self, model: str | None = None, lexicons: Path | None = None) -> None:
        self.made.append((model, lexicons))

    def assess(self, posting: Posting, given: Given = Given()) -> Assessment:  # noqa: B008
        self.given.append(given)
        words = {"zwaar": samples.heavy, "baan": samples.not_assessed}
        make = next((make for word, make in words.items() if word in posting.text), samples.light)
        item = replace(make(), source=posting.source, title=posting.title)
        return replace(item, conditions=replace(item.conditions, level=Condition(given.level)))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> type[StandIn]:
    module = ModuleType("analyzer.analysis")
    module.Analyzer = StandIn  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "analyzer.analysis", module)
    monkeypatch.setattr(StandIn, "made", [])
    monkeypatch.setattr(StandIn, "given", [])
    return StandIn


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with a heavy, a light and a job posting, and no settings from outside."""
    for name in SETTINGS_NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "heavy.txt").write_text("Een zwaar stuk tekst.\n", encoding="utf-8")
    (tmp_path / "light.txt").write_text("Een licht stuk tekst.\n", encoding="utf-8")
    (tmp_path / "job.txt").write_text("Een baan voor starters.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def stagecheck(
    folder: Path, stand_in: type[StandIn], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """Runs `stagecheck` with arguments, and with bytes on standard input or, where None, a terminal there."""

    def call(*args: str, stdin: bytes | None = None) -> Outcome:
        stream = io.TextIOWrapper(io.BytesIO(stdin or b""), encoding="utf-8")
        monkeypatch.setattr(stream, "isatty", lambda: stdin is None, raising=False)
        monkeypatch.setattr(sys, "stdin", stream)
        code = run(args)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
