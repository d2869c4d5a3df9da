"""What a command reads: files, folders, or standard input."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.cli.errors import complain
from analyzer.errors import ReadingError, UsageError

if TYPE_CHECKING:
    from analyzer.posting import Posting

STDIN = Path("-")


def chosen_inputs(files: Sequence[Path] | None, command: str) -> list[Path]:
    """Returns what to read: the arguments, or standard input where there are none and something is piped in.
    `command` is what the user typed, for the hint.

    Raises UsageError where there is nothing to read, or standard input is named twice.
    """
    if files:
        if files.count(STDIN) > 1:
            raise UsageError("- (standaardinvoer) kan maar een keer worden gelezen; noem het een keer")
        return list(files)
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError(
            f"geef een bestand of een map met vacatures, of stuur tekst door: cat vacature.txt | {command}"
        )
    return [STDIN]


class Postings:
    """The postings of all inputs, one by one; an input that cannot be read is told on stderr and counted."""

    def __init__(self, inputs: Sequence[Path]) -> None:
        """Finds the files; none is read yet."""
        self.unreadable = 0
        self.files = [file for path in inputs for file in self._found(path)]

    def __iter__(self) -> "Iterator[Posting]":
        """Yields what could be read, in the order of the inputs."""
        for file in self.files:
            try:
                yield read(file)
            except ReadingError as error:
                self._count(error)

    def _found(self, path: Path) -> list[Path]:
        from analyzer.reading import find_files

        try:
            return [path] if path == STDIN else find_files(path)
        except ReadingError as error:
            self._count(error)
            return []

    def _count(self, error: ReadingError) -> None:
        complain(str(error))
        self.unreadable += 1


def read(path: Path) -> "Posting":
    """Returns the posting of a file or of standard input. Raises ReadingError where it cannot be read."""
    from analyzer.reading import read_bytes, read_path

    return read_bytes(sys.stdin.buffer.read(), source="-") if path == STDIN else read_path(path)
