"""`stagecheck vet`: one posting, told to a student."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "object"]


def test_advice_on_a_file(stagecheck: Run) -> None:
    done = stagecheck("vet", "heavy.txt")
    assert done.code == 0
    for heading in ("Wat te veel is", "Wat goed is", "Wat er niet in staat", "Vragen voor je gesprek"):
        assert heading in done.out


def test_advice_on_standard_input(stagecheck: Run) -> None:
    assert "Vragen voor je gesprek" in stagecheck("vet", "-", stdin=b"Een zwaar stuk tekst.").out


def test_quiet_is_one_line(stagecheck: Run) -> None:
    assert stagecheck("vet", "light.txt", "--quiet").out == "Deze stage past bij wat je als stagiair aankunt.\n"


def test_json_holds_advice_and_assessment(stagecheck: Run) -> None:
    data = json.loads(stagecheck("vet", "heavy.txt", "--format", "json").out)
    assert data["questions"]
    assert data["assessment"]["verdict"] == "excessive"


def test_markdown_into_a_file(stagecheck: Run, folder: Path) -> None:
    stagecheck("vet", "heavy.txt", "-o", "advies.md")
    assert "## Vragen voor je gesprek" in (folder / "advies.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("args", [("missing.txt",), ("a.txt", "b.txt"), (".",), (), ("light.txt", "--format", "jsonl")])
def test_wrong_use_is_one_line(stagecheck: Run, args: tuple[str, ...]) -> None:
    done = stagecheck("vet", *args)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
