"""The documents tell the truth: every command of the quick starts runs, examples and tables fit the code."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command

import analyzer
from analyzer.analysis import Analyzer
from analyzer.cli import COMMANDS, check
from analyzer.cli.options import KINDS
from analyzer.cli.settings import load_settings
from analyzer.lexicon import Kind, _FileModel, _RuleModel, load_lexicon
from analyzer.matching import check_examples

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
QUICK_STARTS = ("Voor HR", "Voor studenten", "For researchers")


def _section(text: str, heading: str) -> str:
    return next(part for part in re.split(r"(?m)^## ", text) if part.startswith(heading))


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"(?ms)^ *```{language}\n(.*?)^ *```$", text)


def _commands(*headings: str) -> list[str]:
    return [line for name in headings for block in _blocks(_section(README, name), "sh") for line in block.splitlines()]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample postings, and a `stagecheck` on the path that is this code."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "samples" / "postings", folder / "samples" / "postings")
    program = folder / "bin" / "stagecheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m analyzer "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def _shell(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"}
    env.pop("NO_COLOR", None)
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=env,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )


def test_there_are_commands_to_run() -> None:
    assert all(_commands(heading) for heading in QUICK_STARTS)


@pytest.mark.parametrize("command", _commands(*QUICK_STARTS))
def test_quick_start(command: str, checkout: Path) -> None:
    done = _shell(command, checkout)
    assert done.stderr == ""
    assert done.returncode == (1 if "check " in command and _is_heavy(command) else 0)
    written = re.search(r"--output (\S+)", command)
    assert (checkout / written[1]).stat().st_size > 0 if written else done.stdout


def test_many_postings(checkout: Path) -> None:
    batch, summary = _commands("Many postings at once")
    done = _shell(batch, checkout)
    assert done.returncode == 0, done.stderr
    rows = (checkout / "rijen.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(rows) == len(list((ROOT / "samples" / "postings").iterdir()))
    pytest.importorskip("duckdb")
    done = _shell(summary, checkout)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_many_texts_from_python(checkout: Path) -> None:
    code = _blocks(_section(README, "Many postings at once"), "python")[0]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["realistic", "realistic"]


def _is_heavy(command: str) -> bool:
    """Whether a check reads the excessive sample and lets the exit code tell."""
    reads_it = "marketing-zwaar" in command or command.split()[-1] == "samples/postings"
    return command.startswith("stagecheck check") and reads_it and "--exit-zero" not in command


def test_every_verdict_among_the_samples_is_as_its_name_says() -> None:
    judge = Analyzer()
    words = {"zwaar": "excessive", "passend": "realistic", "stage": "not_assessed"}
    for path in sorted((ROOT / "samples" / "postings").iterdir()):
        assessment = judge.assess(path.read_text(encoding="utf-8"))
        assert assessment.verdict.value == words[path.stem.rpartition("-")[2]], path.name


def test_shown_output_is_real(checkout: Path) -> None:
    shown = _blocks(README, "text")[0].splitlines()
    assert shown[0].startswith("$ ")
    real = _shell(shown[0].removeprefix("$ "), checkout).stdout
    for stretch in "\n".join(shown[1:]).split("[...]"):
        assert stretch.strip("\n") in real


@pytest.mark.parametrize("code", _blocks(_section(README, "Python"), "python"), ids=["api", "component"])
def test_python_of_the_readme(code: str, checkout: Path) -> None:
    if "add_pipe" in code and not _component_is_found():
        pytest.skip("spaCy finds the component by its entry point, and stagecheck is not installed here")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("excessive")
    assert [line.partition(" ")[0] for line in lines[1:]] == ["excessive", "realistic"]


def _component_is_found() -> bool:
    return any(point.name == "stagecheck" for point in metadata.entry_points(group="spacy_factories"))


def test_the_two_commands_are_what_ci_runs() -> None:
    install, test = _commands("Two commands")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert install.startswith("pip install . && stagecheck check samples/")
    assert test == 'pip install -e ".[dev]" && pytest'
    assert "README.md" in ci


def test_settings_of_the_readme_hold(tmp_path: Path) -> None:
    text = _blocks(_section(README, "Settings"), "toml")[0]
    (tmp_path / "stagecheck.toml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path).values
    assert set(tomllib.loads(text)) | {"model"} == set(KINDS)


def test_every_command_and_exit_code_is_told() -> None:
    assert not [name for name in COMMANDS if f"stagecheck {name}" not in README]
    codes = re.findall(r"(?m)^\| (\d) \|", _section(README, "Exit codes"))
    assert codes == ["0", "1", "2"]


def test_options_in_documents_exist() -> None:
    known = {name for param in get_command(check.app).params for name in param.opts} | {"--help"}
    for line in [line for line in _commands(*QUICK_STARTS) if "stagecheck check" in line]:
        assert set(re.findall(r"--[a-z-]+", line)) <= known


def test_version_stands_first_in_the_changelog() -> None:
    assert re.findall(r"(?m)^## (\S+)", CHANGELOG)[0] == analyzer.__version__


def test_public_names_are_exact() -> None:
    assert analyzer.__all__ == sorted(analyzer.__all__, key=lambda name: (name.startswith("_"), name))
    for name in analyzer.__all__:
        assert not isinstance(getattr(analyzer, name), ModuleType)
    homes = set(analyzer._HOMES) | {"__version__"}
    assert set(analyzer.__all__) == homes
    with pytest.raises(AttributeError, match="nothing"):
        _ = analyzer.nothing


def test_every_key_of_a_rule_is_explained() -> None:
    told = set(re.findall(r"`([a-z-]+)`", _section(CONTRIBUTING, "A rule in five minutes")))
    assert (set(_RuleModel.model_fields) | set(_FileModel.model_fields)) - {"rule"} <= told
    assert set(Kind.__args__) <= told  # type: ignore[attr-defined]


def test_the_example_rule_does_what_it_says(tmp_path: Path) -> None:
    header = 'kind = "evidence"\nprefix = "mine"\ngloss = "een voorbeeld"\n'
    example = "\n".join(line.removeprefix("   ") for line in _blocks(CONTRIBUTING, "toml")[0].splitlines())
    (tmp_path / "mine.toml").write_text(header + example, encoding="utf-8")
    lexicon = load_lexicon(tmp_path)
    assert "mine.keeps-afloat" in lexicon.by_name
    assert [line for line in check_examples(lexicon, Analyzer().nlp) if line.startswith("mine.")] == []


@pytest.mark.parametrize("text", [README, CONTRIBUTING, CHANGELOG], ids=["readme", "contributing", "changelog"])
def test_links_lead_somewhere(text: str) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", text):
        assert (ROOT / target).exists(), target
