"""Where reports go: to the terminal as they come, or into a file in one go."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyzer.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

FILE_WIDTH = 80
WIDEST = 100
"""Lines longer than this are hard to read, however wide the window."""

_BY_SUFFIX = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".md": "markdown", ".markdown": "markdown"}


class Target(NamedTuple):
    """A file, or standard output where it is None, and whether colour is welcome there."""

    path: Path | None = None
    no_color: bool = False

    @property
    def width(self) -> int:
        """How many characters fit on a line."""
        return FILE_WIDTH if self.path else min(_console(self.no_color).width, WIDEST)

    def format(self, chosen: str, *, is_default: bool, known: Iterable[str]) -> str:
        """Returns the format: as chosen, or where nothing was chosen, as the name of the file says."""
        named = _BY_SUFFIX.get(self.path.suffix.lower(), chosen) if self.path and is_default else chosen
        return named if named in known else chosen

    def check(self, inputs: Iterable[Path]) -> None:
        """Raises UsageError where the report could not be written, or would overwrite what is read; before any work."""
        path = self.path
        if path is None:
            return
        if path.is_dir():
            raise UsageError(f"{path}: dit is een map; geef bij --output de naam van een bestand")
        if not path.parent.is_dir():
            raise UsageError(f"{path.parent}: deze map bestaat niet; maak haar eerst, of kies bij --output een andere")
        if any(path.resolve() == item.resolve() for item in inputs):
            raise UsageError(f"{path}: dit bestand wordt zelf beoordeeld; kies bij --output een andere naam of map")


def emit(pieces: "Iterable[Text | str]", target: Target) -> None:
    """Writes the pieces of a report. Raises UsageError where the file cannot be written."""
    if target.path is None:
        for piece in pieces:
            show(piece, target.no_color)
        return
    text = "".join(piece if isinstance(piece, str) else piece.plain for piece in pieces)
    try:
        target.path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise UsageError(f"{target.path}: niet te schrijven ({error.strerror}); kies een andere plaats") from error


def show(piece: "Text | str", no_color: bool = False) -> None:
    """Prints a piece on standard output, at once; a plain string goes out untouched."""
    if isinstance(piece, str):
        sys.stdout.write(piece)
    else:
        _console(no_color).print(piece, end="", soft_wrap=True)
    sys.stdout.flush()


def _console(no_color: bool) -> "Console":
    from rich.console import Console

    plain = no_color or bool(os.environ.get("NO_COLOR"))
    return Console(color_system=None if plain else "auto", highlight=False, emoji=False, markup=False)
