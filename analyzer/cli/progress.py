"""How far a long run is: a bar on a terminal, a plain line now and then elsewhere. All on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzer.batch.job import Progress

SECONDS_BETWEEN = 10.0
"""Between two lines in a log."""


def say(line: str) -> None:
    """Prints a line on standard error."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def shown(quiet: bool) -> "Iterator[Callable[[Progress], None]]":
    """Gives what shows the progress of a run, in the way that fits where it is read."""
    if quiet:
        yield lambda progress: None
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _Log().add


class _Log:
    """Prints a line at most once in some seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def add(self, progress: "Progress") -> None:
        if time.monotonic() - self._last >= SECONDS_BETWEEN:
            self._last = time.monotonic()
            say(line_of(progress))


def line_of(progress: "Progress") -> str:
    """Returns a progress as a log line."""
    about = "" if progress.entries >= progress.expected else f" van ongeveer {number(progress.expected)}"
    left = _left(progress)
    return (
        f"{number(progress.entries)}{about} vacatures, {progress.rate:.1f} per seconde, "
        f"{number(progress.excessive)} te zwaar, {number(progress.failed)} fouten{f', nog {left}' if left else ''}"
    )


def _left(progress: "Progress") -> str:
    if not progress.rate or progress.expected <= progress.entries:
        return ""
    seconds = round((progress.expected - progress.entries) / progress.rate)
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    return f"{hours} u {minutes:02d} min" if hours else f"{minutes} min {seconds % 60:02d} s"


@contextmanager
def _bar() -> "Iterator[Callable[[Progress], None]]":
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(bar_width=24), TaskProgressColumn(), TextColumn("{task.fields[told]}"))
    with Bar(*columns, console=Console(stderr=True, highlight=False), transient=True) as bar:
        task = bar.add_task("", total=None, told="het model wordt geladen")

        def report(progress: "Progress") -> None:
            total = max(progress.expected, progress.entries)
            bar.update(task, completed=progress.entries, total=total, told=line_of(progress))

        yield report


def closing_lines(progress: "Progress", out: Path, errors: Path) -> Iterator[str]:
    """Yields what a run came to."""
    yield f"{number(progress.rows)} vacatures beoordeeld, {number(progress.excessive)} te zwaar; de rijen staan in {out}."
    if progress.resumed:
        yield f"{number(progress.resumed)} daarvan waren al klaar van een eerdere keer."
    if progress.failed:
        yield f"{number(progress.failed)} records zijn niet gelukt; de redenen staan in {errors}."


def number(value: int) -> str:
    """Returns a number as Dutch readers write it."""
    return f"{value:,}".replace(",", ".")
