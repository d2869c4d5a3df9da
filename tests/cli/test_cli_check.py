"""`stagecheck check`: inputs, formats, exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "object"]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["light.txt"], 0),
        (["job.txt"], 0),
        (["heavy.txt"], 1),
        (["light.txt", "heavy.txt"], 1),
        (["heavy.txt", "--exit-zero"], 0),
        (["heavy.txt", "--fail-on", "never"], 0),
        (["heavy.txt", "--fail-on", "duty"], 1),
        (["light.txt", "--fail-on", "duty"], 0),
        (["heavy.txt", "missing.txt"], 2),
        (["heavy.txt", "missing.txt", "--exit-zero"], 2),
        (["."], 1),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else str(part),
)
def test_exit_code(stagecheck: Run, args: list[str], code: int) -> None:
    assert stagecheck("check", *args).code == code


def test_report_on_a_file(stagecheck: Run) -> None:
    done = stagecheck("check", "heavy.txt")
    assert "Veel te zwaar voor een stagiair" in done.out
    assert "\x1b" not in done.out
    assert done.out.endswith("lexicons 3f2a91c0de12.\n")
    assert done.err == ""


def test_several_files_stand_in_their_order_with_one_closing(stagecheck: Run) -> None:
    out = stagecheck("check", "light.txt", "heavy.txt", "job.txt").out
    assert out.index("light.txt") < out.index("heavy.txt") < out.index("job.txt")
    assert out.count("leeshulp") == 1
    assert "Drie vacatures: 1 te zwaar, 1 realistisch, 1 niet beoordeeld." in out


def test_a_folder_is_all_its_postings(stagecheck: Run, folder: Path) -> None:
    out = stagecheck("check", "-q", str(folder)).out
    assert [line.partition(":")[0].rpartition("/")[2] for line in out.splitlines()] == [
        "heavy.txt",
        "job.txt",
        "light.txt",
    ]


def test_unreadable_is_told_and_the_rest_goes_on(stagecheck: Run) -> None:
    done = stagecheck("check", "-q", "missing.txt", "light.txt")
    assert done.code == 2
    assert done.err.startswith("stagecheck: missing.txt: ")
    assert done.err.count("\n") == 1
    assert done.out == "light.txt: passend (score 12); 0 van 3 taken te zwaar\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \r\n\t\n"),
        ("binary.txt", bytes(range(256)) * 20),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("long.txt", b"woord " * 900_000),
        ("nothing", None),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_bad_input_is_one_line(stagecheck: Run, folder: Path, name: str, data: bytes | None) -> None:
    path = folder / "bad" / name
    path.parent.mkdir()
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)
    done = stagecheck("check", str(path))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("stagecheck: ")
    assert name in done.err


def test_nothing_readable_needs_no_model(stagecheck: Run, stand_in: type) -> None:
    assert stagecheck("check", "missing.txt").code == 2
    assert stand_in.made == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("args", [(), ("-",)], ids=["no argument", "dash"])
def test_standard_input(stagecheck: Run, args: tuple[str, ...]) -> None:
    done = stagecheck("check", *args, stdin="Een zwaar stuk tekst, € 400.\n".encode())
    assert done.code == 1
    assert "standaardinvoer" in done.out or "zwaar stuk" in done.out


@pytest.mark.parametrize("stdin", [b"", b"  \n\n"])
def test_empty_standard_input_is_one_line(stagecheck: Run, stdin: bytes) -> None:
    done = stagecheck("check", "-", stdin=stdin)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_no_argument_on_a_terminal_says_what_to_give(stagecheck: Run) -> None:
    done = stagecheck("check")
    assert done.code == 2
    assert done.err == (
        "stagecheck: geef een bestand of een map met vacatures, of stuur tekst door: "
        "cat vacature.txt | stagecheck check\n"
    )


def test_standard_input_is_read_once(stagecheck: Run) -> None:
    assert "een keer" in stagecheck("check", "-", "-", stdin=b"x").err


def test_json_is_one_array_in_the_order_of_the_files(stagecheck: Run) -> None:
    done = stagecheck("check", "--format", "json", "light.txt", "heavy.txt")
    data = json.loads(done.out)
    assert [item["verdict"] for item in data] == ["realistic", "excessive"]
    assert done.code == 1


def test_json_of_one_file_is_an_array_too(stagecheck: Run) -> None:
    assert len(json.loads(stagecheck("check", "--format", "json", "light.txt").out)) == 1


def test_json_of_nothing_readable_is_an_empty_array(stagecheck: Run) -> None:
    done = stagecheck("check", "--format", "json", "missing.txt")
    assert (json.loads(done.out), done.code) == ([], 2)


def test_jsonl_is_one_a_line(stagecheck: Run) -> None:
    out = stagecheck("check", "--format", "jsonl", "light.txt", "heavy.txt").out
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["realistic", "excessive"]


def test_same_input_same_bytes(stagecheck: Run) -> None:
    args = ("check", "--format", "json", "heavy.txt")
    assert stagecheck(*args).out == stagecheck(*args).out


@pytest.mark.parametrize(
    ("name", "start"),
    [("report.json", "[\n"), ("report.jsonl", '{"schema'), ("report.md", "# "), ("report.txt", "Een ")],
)
def test_output_file_takes_its_format_from_its_name(stagecheck: Run, folder: Path, name: str, start: str) -> None:
    done = stagecheck("check", "heavy.txt", "--output", name)
    assert (done.out, done.code) == ("", 1)
    assert (folder / name).read_text(encoding="utf-8").startswith(start)


def test_markdown_of_several_postings_is_one_page(stagecheck: Run) -> None:
    out = stagecheck("check", "light.txt", "heavy.txt", "--format", "markdown").out
    assert out.count("\n\n# ") == 1


def test_a_chosen_format_goes_before_the_name(stagecheck: Run, folder: Path) -> None:
    stagecheck("check", "heavy.txt", "--output", "report.json", "--format", "markdown")
    assert (folder / "report.json").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("output", ["no/such/folder.txt", ".", "heavy.txt"])
def test_output_that_cannot_be_written_stops_before_any_work(stagecheck: Run, stand_in: type, output: str) -> None:
    done = stagecheck("check", "heavy.txt", "--output", output)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert stand_in.made == []  # type: ignore[attr-defined]


def test_output_never_overwrites_a_posting(stagecheck: Run, folder: Path) -> None:
    before = (folder / "heavy.txt").read_bytes()
    stagecheck("check", ".", "--output", "./heavy.txt")
    assert (folder / "heavy.txt").read_bytes() == before


def test_given_goes_to_the_analysis(stagecheck: Run, stand_in: type) -> None:
    stagecheck("check", "light.txt", "--level", "MBO", "--year", "2", "--type", "meewerkstage", "--locale", "be")
    given = stand_in.given[0]  # type: ignore[attr-defined]
    assert (given.level, given.study_year, given.internship_type, given.locale) == ("mbo", 2, "meewerkstage", "be")


def test_model_and_lexicons_go_to_the_analysis_once(stagecheck: Run, stand_in: type) -> None:
    stagecheck("check", "light.txt", "heavy.txt", "--model", "nl_core_news_sm", "--lexicons", "mine")
    assert stand_in.made == [("nl_core_news_sm", Path("mine"))]  # type: ignore[attr-defined]


def test_verbose_shows_more(stagecheck: Run) -> None:
    assert len(stagecheck("check", "heavy.txt", "-v").out) > len(stagecheck("check", "heavy.txt").out)


@pytest.mark.parametrize("level", ["havo", "", "hbo "])
def test_wrong_value_names_what_is_allowed(stagecheck: Run, level: str) -> None:
    done = stagecheck("check", "light.txt", "--level", level)
    assert done.code == 2
    assert done.err == (
        f"stagecheck: --level: {' '.join(level.split())} bestaat niet; kies uit mbo, hbo, wo (zie stagecheck check "
        "--help)\n"
    ).replace(":  ", ": ")
