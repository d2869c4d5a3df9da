"""The command line as a whole: help, version, laziness, errors, quiet ends."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

import analyzer.cli
from analyzer.cli import COMMANDS, errors, parser, run
from analyzer.cli.lexicon import COMMANDS as LEXICON_COMMANDS
from analyzer.version import __version__

Run = Callable[..., "object"]
ROOT = Path(analyzer.cli.__file__).parent.parent.parent
ENGLISH = ("Usage", "Options", "Commands", "Show this", "Error", "default")


def _python(code: str, *args: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        check=False,
    )


@pytest.mark.parametrize("args", [["--help"], ["--version"], [], ["check", "--help"], ["lexicon", "--help"]], ids=str)
def test_help_and_version_load_nothing_heavy(args: list[str]) -> None:
    done = _python(
        "import sys; from analyzer.cli import run; run(sys.argv[1:]); "
        "print([m for m in ('spacy', 'numpy', 'pydantic', 'rich', 'thinc') if m in sys.modules])",
        *args,
    )
    assert done.stderr == ""
    assert done.stdout.endswith("[]\n")


def test_help_is_quick() -> None:
    done = _python(
        "import resource, sys; from analyzer.cli import run; run(['--help']); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_utime, file=sys.stderr)"
    )
    assert float(done.stderr) <= 0.25


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        *([name, "--help"] for name in COMMANDS),
        *(["lexicon", name, "--help"] for name in LEXICON_COMMANDS),
    ],
    ids=" ".join,
)
def test_help_is_dutch_and_fits(stagecheck: Run, args: list[str]) -> None:
    done = stagecheck(*args)
    assert done.code == 0
    assert done.out.startswith("Gebruik: stagecheck")
    assert not [word for word in ENGLISH if word in done.out]
    assert max(map(len, done.out.splitlines())) <= 80


def test_help_lists_every_command_with_its_summary(stagecheck: Run) -> None:
    out = " ".join(stagecheck("--help").out.split())
    for name, entry in COMMANDS.items():
        assert f"{name} {entry.summary}" in out


def test_no_command_is_help(stagecheck: Run) -> None:
    assert stagecheck().out == stagecheck("--help").out


def test_version_names_the_model(stagecheck: Run) -> None:
    done = stagecheck("--version")
    assert done.out.startswith(f"stagecheck {__version__} (model: ")
    assert done.code == 0


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["chekc"], "de opdracht chekc bestaat niet; bedoelde je check? (zie stagecheck --help)"),
        (["zzz"], f"de opdracht zzz bestaat niet; kies uit {', '.join(COMMANDS)} (zie stagecheck --help)"),
        (["--nope"], "de optie --nope bestaat niet (zie stagecheck --help)"),
        (["check", "--formt", "json"], "de optie --formt bestaat niet; bedoelde je --format?"),
        (["check", "--level"], "de optie --level heeft een waarde nodig (zie stagecheck check --help)"),
        (["check", "--quiet=1"], "de optie --quiet krijgt geen waarde (zie stagecheck check --help)"),
        (["check", "--year", "9"], "--year: 9 is geen leerjaar; kies een getal van 1 tot en met 6"),
        (["vet", "a", "b"], "dit hoort er niet bij: b (zie stagecheck vet --help)"),
        (["evaluate"], "GOUD ontbreekt (zie stagecheck evaluate --help)"),
        (["explain"], "geef de naam van een regel, norm of woord"),
        (["lexicon", "shwo"], "de opdracht shwo bestaat niet; bedoelde je show? (zie stagecheck lexicon --help)"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_wrong_use_is_one_dutch_line(stagecheck: Run, args: list[str], line: str) -> None:
    done = stagecheck(*args)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"stagecheck: {line}")
    assert done.err.count("\n") == 1


def test_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "analyzer", "chekc"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("stagecheck: de opdracht chekc bestaat niet; bedoelde je check?")


def test_the_parsers_errors_are_kin_of_the_one_that_typer_shows() -> None:
    assert issubclass(typer.BadParameter, parser.UsageError)
    assert issubclass(parser.UsageError, parser.ClickException)
    for kind in (parser.BadOptionUsage, parser.MissingParameter, parser.NoSuchOption):
        assert issubclass(kind, parser.UsageError)


def test_exit_codes_are_the_contract() -> None:
    assert (errors.EXIT_OK, errors.EXIT_EXCESSIVE, errors.EXIT_ERROR) == (0, 1, 2)


def test_interrupt_ends_quietly(stagecheck: Run, stand_in: type, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stand_in, "assess", interrupt)
    done = stagecheck("check", "light.txt")
    assert (done.code, done.out, done.err) == (130, "", "")


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="pipes end otherwise here")
def test_a_reader_that_leaves_ends_quietly() -> None:
    code = "import sys; sys.argv = ['stagecheck', 'lexicon', '--help']; from analyzer.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_output_in_an_ascii_place_does_not_fail() -> None:
    done = _python(
        "import sys; sys.argv = ['stagecheck', 'vét']; from analyzer.cli import main; main()", PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 2
    assert done.stderr.startswith("stagecheck: de opdracht v?t bestaat niet")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "args", "coloured"),
    [({}, [], True), ({"NO_COLOR": "1"}, [], False), ({}, ["--no-color"], False), ({"NO_COLOR": ""}, [], True)],
    ids=["terminal", "NO_COLOR", "--no-color", "empty NO_COLOR"],
)
def test_colour(
    stagecheck: Run, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], args: list[str], coloured: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    screen = _Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert run(["check", "heavy.txt", *args]) == 1
    assert ("\x1b[" in screen.getvalue()) is coloured


def test_lines_fit_eighty_columns_when_piped(stagecheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for command in ("check", "vet"):
        assert max(map(len, stagecheck(command, "heavy.txt").out.splitlines())) <= 80
