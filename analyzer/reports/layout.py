"""A page of text with hanging indents, as a rich `Text`: it reads the same with colour, without, and piped."""

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

INDENT = "   "


class Page:
    """Lines of text that fit a width. Ends of lines hold no blanks."""

    def __init__(self, width: int) -> None:
        """Starts an empty page."""
        self.width = max(40, width)
        self._lines: list[Text] = []
        self._console = Console(width=self.width, file=StringIO(), color_system=None)

    @property
    def text(self) -> Text:
        """The page so far, each line ended."""
        return Text("\n").join([*self._lines, Text()]) if self._lines else Text()

    def blank(self) -> None:
        """Adds an empty line, unless the page is empty or ends with one."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text())

    def heading(self, text: str) -> None:
        """Adds a heading with an empty line before it."""
        self.blank()
        self.paragraph(Text(text, style="bold"))

    def paragraph(self, body: str | Text, first: str = "", rest: str | None = None) -> None:
        """Adds a wrapped paragraph; `first` stands before its first line, `rest` (or as many blanks) before others."""
        after = " " * len(first) if rest is None else rest
        text = Text(body) if isinstance(body, str) else body
        width = max(20, self.width - max(len(first), len(after)))
        for number, line in enumerate(text.wrap(self._console, width)):
            line.rstrip()
            self._lines.append(Text(after if number else first).append_text(line))

    def rows(self, rows: Sequence[tuple[str, str | Text]], indent: str = "", style: str = "") -> None:
        """Adds two columns, the second wrapped."""
        room = max((len(label) for label, _ in rows), default=0) + 2
        for label, body in rows:
            text = Text(body, style=style) if isinstance(body, str) else body
            self.paragraph(text, f"{indent}{label.ljust(room)}")


def joined(parts: Iterable[tuple[str, str] | str]) -> Text:
    """Returns one text of parts, each plain or with a style."""
    return Text.assemble(*parts)
