"""What the package promises: every import declared, every file on board, the licences named."""

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import analyzer
from analyzer.dutch import shipped_model
from analyzer.lexicon import lexicon_folder

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OWN = {"analyzer"}
LOCAL = {path.stem for path in (ROOT / "tests").rglob("*.py")}
MODULES = {"vl_convert_python": "vl_convert"}
"""Distributions whose module has another name."""


def _imported(folder: Path) -> dict[str, str]:
    """Returns the distributions' modules that the files of a folder import, each with a file that does."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for name in names:
                found.setdefault(name.partition(".")[0], str(path.relative_to(ROOT)))
    return {name: path for name, path in found.items() if name not in sys.stdlib_module_names | OWN}


def _declared(requirements: list[str]) -> set[str]:
    names = (re.split(r"[<>=!~ \[@;]", line, maxsplit=1)[0].lower().replace("-", "_") for line in requirements)
    return {MODULES.get(name, name) for name in names}


DEPENDENCIES = _declared(PROJECT["project"]["dependencies"])
EXTRAS = {name: _declared(lines) for name, lines in PROJECT["project"]["optional-dependencies"].items()}


def test_every_import_of_the_package_is_declared() -> None:
    known = DEPENDENCIES.union(*(names for extra, names in EXTRAS.items() if extra not in ("dev", "official-model")))
    imported = _imported(ROOT / "analyzer")
    assert not {name: path for name, path in imported.items() if name not in known}


def test_every_dependency_is_imported() -> None:
    assert DEPENDENCIES - set(_imported(ROOT / "analyzer")) == set()


def test_every_import_of_the_tests_is_declared() -> None:
    known = DEPENDENCIES.union(*EXTRAS.values()) | LOCAL
    assert not {name: path for name, path in _imported(ROOT / "tests").items() if name not in known}


@pytest.mark.parametrize("line", PROJECT["project"]["dependencies"])
def test_dependencies_have_both_bounds(line: str) -> None:
    assert ">=" in line
    assert "<" in line


def test_lexicons_and_model_are_found() -> None:
    assert {path.name for path in lexicon_folder().glob("*.toml")} >= {"norms.toml", "ownership.toml"}
    assert (shipped_model() / "meta.json").is_file()


def test_lexicons_travel_in_the_wheel() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"lexicons": "analyzer/lexicons"}
    assert wheel["packages"] == ["analyzer"]


def test_licence_files_exist_and_name_what_they_must() -> None:
    files = PROJECT["project"]["license-files"]
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in files}
    assert "MIT License" in texts["LICENSE"]
    for part in ("CC BY-SA 4.0", "UD_Dutch-Alpino", "UD_Dutch-LassySmall", "University of Groningen", "van Noord"):
        assert part in texts["analyzer/dutch/MODEL_LICENSE"]
    assert PROJECT["project"]["license"] == "MIT AND CC-BY-SA-4.0"


def test_entry_points_exist() -> None:
    from importlib import import_module

    points = [*PROJECT["project"]["scripts"].values()]
    points += PROJECT["project"]["entry-points"]["spacy_factories"].values()
    for point in points:
        module, _, name = point.partition(":")
        assert callable(getattr(import_module(module), name))


def test_installed_package_is_this_one() -> None:
    try:
        installed = metadata.version("stagecheck")
    except metadata.PackageNotFoundError:
        pytest.skip("stagecheck is not installed here; the tests run from the checkout")
    assert installed == analyzer.__version__
