"""Settings from `stagecheck.toml`, or from `[tool.stagecheck]` in `pyproject.toml`, found upwards from a folder.

A key or value that does not exist is an error that names the file, the key and what is allowed. Settings are the
defaults of the options of the same name: what stands on the command line goes before them.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from analyzer.cli.options import KINDS, Kind
from analyzer.cli.parser import Command, Context, Parameter
from analyzer.errors import UsageError

FILE_NAME = "stagecheck.toml"
TABLE = "[tool.stagecheck]"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that were found: values by the name of the parameter that they set, and the file they stand in."""

    path: Path | None = None
    values: dict[str, Any] = field(default_factory=dict)

    def for_command(self, command: Command, ctx: Context) -> dict[str, Any]:
        """Returns the defaults for a command: the settings that it has an option for."""
        own = {param.name: param for param in command.params}
        return {name: value for name, value in self.values.items() if name in own and _fits(own[name], ctx, value)}


def _fits(param: Parameter, ctx: Context, value: Any) -> bool:
    """Whether the command knows this value; `format = "jsonl"` says nothing to a command without it."""
    try:
        param.process_value(ctx, value)
    except typer.BadParameter:
        return False
    return True


def load_settings(start: Path) -> Settings:
    """Returns the settings of the nearest folder that has any, from `start` upwards.

    Raises UsageError on a file that is no TOML, an unknown key, a value that does not fit its key, or settings in both
    places of one folder.
    """
    for folder in (start, *start.parents):
        own, project = folder / FILE_NAME, folder / "pyproject.toml"
        table, shared = _own_file(own), _project_table(project)
        if table is not None and shared is not None:
            raise UsageError(f"{own}: er staan ook instellingen in {project}; bewaar ze op een van beide plaatsen")
        if table is not None:
            return _checked(own, table)
        if shared is not None:
            return _checked(project, shared)
    return Settings()


def _own_file(path: Path) -> dict[str, Any] | None:
    return _parse(path) if path.is_file() else None


def _project_table(path: Path) -> dict[str, Any] | None:
    """Returns our table of a pyproject.toml; a file that does not speak of us is not ours to judge."""
    try:
        if "tool.stagecheck" not in path.read_text(encoding="utf-8"):
            return None
    except (OSError, UnicodeDecodeError):
        return None
    table = _parse(path).get("tool", {}).get("stagecheck")
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"{path}: {TABLE} is geen tabel; schrijf de instellingen eronder, een per regel")
    return table


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: niet te lezen ({error.strerror}); controleer de rechten") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: geen geldig TOML ({error}); verbeter die plaats") from error


def _checked(path: Path, table: dict[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    for key, value in table.items():
        kind = KINDS.get(key)
        if kind is None:
            raise UsageError(f"{path}: de instelling {key!r} bestaat niet; kies uit {', '.join(KINDS)}")
        values[kind.param] = _value(path, key, kind, value)
    return Settings(path, values)


def _value(path: Path, key: str, kind: Kind, value: Any) -> Any:
    """Returns the value of a key, a folder as seen from the file. Raises UsageError where the value does not fit."""
    if kind.check is None:
        if not isinstance(value, bool):
            raise UsageError(f"{path}: {key} = {value!r} past niet; schrijf true of false")
        return value
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        raise UsageError(
            f"{path}: {key} = {value!r} past niet; schrijf een woord tussen aanhalingstekens, of een getal"
        )
    try:
        fitting = kind.check(value)
    except typer.BadParameter as error:
        raise UsageError(f"{path}: {key} = {value!r} past niet: {error.message}") from error
    if key == "lexicons":
        return path.parent / fitting
    is_folder = key == "model" and str(value).startswith(("./", "../"))
    return str(path.parent / str(value)) if is_folder else fitting
