"""Settings: where they are found, what they may hold, and that nothing is silently ignored."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.main import get_command

from analyzer.cli import check
from analyzer.cli.options import KINDS
from analyzer.cli.settings import load_settings
from analyzer.errors import UsageError

Run = Callable[..., "object"]


def test_no_settings(folder: Path) -> None:
    assert load_settings(folder).values == {}


def test_own_file_gives_defaults(stagecheck: Run, folder: Path, stand_in: type) -> None:
    (folder / "stagecheck.toml").write_text('level = "mbo"\nyear = 2\nexit-zero = true\nformat = "json"\n')
    done = stagecheck("check", "heavy.txt")
    assert (done.code, json.loads(done.out)[0]["level"]) == (0, "mbo")
    assert stand_in.given[0].study_year == 2  # type: ignore[attr-defined]


def test_command_line_goes_before_settings(stagecheck: Run, folder: Path, stand_in: type) -> None:
    (folder / "stagecheck.toml").write_text('level = "mbo"\n')
    stagecheck("check", "light.txt", "--level", "wo")
    assert stand_in.given[0].level == "wo"  # type: ignore[attr-defined]


def test_table_in_pyproject_found_upwards(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.stagecheck]\nlocale = "be"\n')
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    found = load_settings(deep)
    assert (found.path, found.values) == (folder / "pyproject.toml", {"locale": "be"})


def test_the_nearest_folder_counts_alone(folder: Path) -> None:
    (folder / "stagecheck.toml").write_text('level = "mbo"\n')
    near = folder / "near"
    near.mkdir()
    (near / "stagecheck.toml").write_text('locale = "be"\n')
    assert load_settings(near).values == {"locale": "be"}


@pytest.mark.parametrize("text", ["", "[project]\nname = 'x'\n", "dit is = geen TOML ["])
def test_a_project_that_does_not_speak_of_us_is_left_alone(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(text)
    assert load_settings(folder).values == {}


def test_two_places_in_one_folder_are_refused(folder: Path) -> None:
    (folder / "stagecheck.toml").write_text('level = "mbo"\n')
    (folder / "pyproject.toml").write_text('[tool.stagecheck]\nlevel = "hbo"\n')
    with pytest.raises(UsageError, match=r"stagecheck\.toml.*pyproject\.toml"):
        load_settings(folder)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('levle = "hbo"', ["levle", "bestaat niet", *KINDS]),
        ('level = "havo"', ["level", "havo", "mbo, hbo, wo"]),
        ("level = 3", ["level", "3", "mbo, hbo, wo"]),
        ("level = true", ["level", "aanhalingstekens"]),
        ("year = 7", ["year", "7", "1 tot en met 6"]),
        ('quiet = "ja"', ["quiet", "true of false"]),
        ("level = [1]", ["level", "aanhalingstekens"]),
        ("level = ", ["geen geldig TOML"]),
        ('[check]\nlevel = "hbo"', ["check", "bestaat niet"]),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
@pytest.mark.parametrize("command", ["check", "vet", "explain"])
def test_wrong_settings_are_one_line_with_file_and_key(
    stagecheck: Run, folder: Path, command: str, text: str, told: list[str]
) -> None:
    (folder / "stagecheck.toml").write_text(text)
    done = stagecheck(command, "light.txt")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert str(folder / "stagecheck.toml") in done.err
    for part in told:
        assert part in done.err


def test_help_works_with_broken_settings(stagecheck: Run, folder: Path) -> None:
    (folder / "stagecheck.toml").write_text("level = ")
    assert stagecheck("check", "--help").code == 0


def test_folders_are_meant_from_the_settings_file(folder: Path) -> None:
    (folder / "stagecheck.toml").write_text('lexicons = "mine"\nmodel = "./model"\n')
    (folder / "deep").mkdir()
    values = load_settings(folder / "deep").values
    assert values == {"lexicons": folder / "mine", "model": str(folder / "model")}


def test_a_format_that_a_command_lacks_says_nothing_to_it(stagecheck: Run, folder: Path) -> None:
    (folder / "stagecheck.toml").write_text('format = "jsonl"\n')
    assert stagecheck("vet", "light.txt").out.startswith("Een licht stuk")


def test_settings_with_a_byte_order_mark(folder: Path) -> None:
    (folder / "stagecheck.toml").write_bytes(b'\xef\xbb\xbflevel = "hbo"\n')
    assert load_settings(folder).values == {"level": "hbo"}


def test_every_key_is_the_name_of_an_option() -> None:
    options = {name.lstrip("-") for param in get_command(check.app).params for name in param.opts}
    assert set(KINDS) <= options
