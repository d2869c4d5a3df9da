"""Text to blocks: headings, bullets and paragraphs, with exact offsets into the text as given.

One bullet grammar for all marks; hard line breaks inside a sentence do not end a block; a heading is a short line
that does not run on. What a block is about is for `sections` to say: here only its shape counts.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from analyzer.posting import Block, BlockKind

_MARK = re.compile(
    r"(?P<mark>[-–—*•·●○■▪◦‣⁃∙✓✔☑✅➤►▶→⇒»>👉👇]+|\(?\d{1,2}[.):](?=\D)|\(?[a-h][.)]|o(?=[ \t]))[ \t\u00a0\ufe0f]*(?=\S)"
)
_INLINE = re.compile(r"(?<=\s)(?:[•●▪✓✔✅]|\(?(?P<number>\d)\))\s+")
_GLUED = re.compile(r"(?:^|(?<=[.!?:]))[ \t]*(?P<question>[A-ZÀ-Þ][^.!?:\r\n]{2,74}\?)(?=[A-ZÀ-Þ])", re.MULTILINE)
"""A heading as a question with the next sentence glued to it, as scraping leaves them: "Wat ga je doen?Je schrijft"."""
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
_RUNS_ON = re.compile(r"(?:,|\b(?:en|of|de|het|een|van|voor|met|in|op|aan|bij|te|naar|door|tot|om|die|dat))$")
_HEADING_WORDS = 9
_HEADING_CHARACTERS = 75
_FULL_LINE = 45
"""A line at least this long may have been broken by hand inside a sentence."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without surrounding white space; `start` and `end` delimit its content after any mark."""

    start: int
    end: int
    text: str
    marker: str
    indent: int
    blank_before: bool

    @property
    def words(self) -> int:
        return len(self.text.split())


def find_blocks(text: str) -> Iterator[Block]:
    """Yields the blocks of a text in reading order; together they hold all its visible characters but bullet marks."""
    group: list[_Line] = []
    for line in _lines(text):
        if group and _joins(group, line):
            group.append(line)
            continue
        if group:
            yield from _blocks_of(text, group, line)
        group = [line]
    if group:
        yield from _blocks_of(text, group, None)


def title_of(text: str, blocks: tuple[Block, ...]) -> str:
    """Returns the first heading among the first blocks, else the start of the first block; at most 100 characters."""
    first = next((block for block in blocks[:6] if block.kind is BlockKind.HEADING), blocks[0] if blocks else None)
    return " ".join(text[first.start : first.end].split())[:100].strip() if first else ""


def _lines(text: str) -> Iterator[_Line]:
    blank = True
    glued = {edge for match in _GLUED.finditer(text) for edge in match.span("question")}
    for at, stop in _raw_lines(text):
        edges = sorted({at, *(edge for edge in glued if at < edge < stop), stop})
        for first, last in pairwise(edges):
            start, end = _visible(text, first, last)
            if not any(letter.isalnum() for letter in text[start:end]):
                blank = True
                continue
            marker, content = _marker(text, start, end)
            yield _Line(content, end, text[content:end], marker, start - first, blank)
            blank = False


def _raw_lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for raw in re.split(r"(?<=\n)|(?<=\r)(?!\n)|(?<=[\x0b\x0c\u2028\u2029\x85])", text):
        yield at, at + len(raw)
        at += len(raw)


def _visible(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns the stretch without the white space around it."""
    while start < end and _is_space(text[start]):
        start += 1
    while end > start and _is_space(text[end - 1]):
        end -= 1
    return start, end


def _is_space(letter: str) -> bool:
    return letter.isspace() or letter in "\ufeff\u200b"


def _marker(text: str, start: int, end: int) -> tuple[str, int]:
    """Returns the bullet mark at the start of a line and where the content begins."""
    heading = _MARKDOWN_HEADING.match(text, start, end)
    if heading:
        return "#", heading.end()
    found = _MARK.match(text, start, end)
    if found:
        mark = found["mark"]
        tight = found.end() == start + len(mark)
        dash_word = tight and mark[-1] in "-*>" and len(mark) == 1 and not text[found.end()].isalnum()
        decorated = mark.startswith("*") and tight and len(mark) > 1
        if not dash_word and not decorated:
            return mark, found.end()
    at = start
    while at < end and _is_pictograph(text[at]):
        at += 1
    if at > start:
        content = at
        while content < end and text[content].isspace():
            content += 1
        if content < end:
            return text[start:at], content
    return "", start


def _is_pictograph(letter: str) -> bool:
    return unicodedata.category(letter) == "So" or letter in "\ufe0f\u200d" or "\U0001f3fb" <= letter <= "\U0001f3ff"


def _joins(group: list[_Line], line: _Line) -> bool:
    """Whether a line goes on with the sentence of the lines before it."""
    last = group[-1]
    if line.blank_before or line.marker or last.marker == "#":
        return False
    runs_on = bool(_RUNS_ON.search(last.text)) or last.text.endswith("-")
    if _SENTENCE_END.search(last.text) and not runs_on:
        return False
    starts_low = line.text[:1].islower()
    if group[0].marker:
        return starts_low or (runs_on and line.indent >= group[0].indent)
    long = len(last.text) >= _FULL_LINE or last.words > _HEADING_WORDS
    # A capital after an open line is a name in wrapped prose, but the next item in a list without marks.
    return runs_on or (long and (starts_low or len(group) > 1))


def _blocks_of(text: str, group: list[_Line], after: _Line | None) -> Iterator[Block]:
    first, last = group[0], group[-1]
    if first.marker and first.marker != "#":
        yield from _bullets(text, first, last.end)
    elif first.marker == "#" or (len(group) == 1 and _is_heading(first, after)):
        yield Block(BlockKind.HEADING, first.start, last.end, first.marker)
    else:
        yield from _inline(text, first.start, last.end)


def _bullets(text: str, first: _Line, end: int) -> Iterator[Block]:
    """Yields a bullet; one that opens with an emoji and is all capitals is a heading in disguise."""
    if first.text.isupper() and first.words <= _HEADING_WORDS and first.words > 1:
        yield Block(BlockKind.HEADING, first.start, end, first.marker)
    else:
        parts = list(_inline(text, first.start, end, first.marker))
        yield Block(BlockKind.BULLET, parts[0].start, parts[0].end, first.marker)
        yield from parts[1:]


def _inline(text: str, start: int, end: int, marker: str = "") -> Iterator[Block]:
    """Yields a paragraph, or its lead and the bullets that stand inside the line: "taken: (1) ... (2) ..."."""
    marks = _inline_marks(text, start, end, marker)
    edges = [start, *(mark.end() for mark in marks)]
    stops = [*(mark.start() for mark in marks), end]
    markers = ["", *(mark.group().strip() for mark in marks)]
    for a, b, mark in zip(edges, stops, markers, strict=True):
        first, last = _visible(text, a, b)
        if last > first:
            yield Block(BlockKind.BULLET if mark else BlockKind.PARAGRAPH, first, last, mark)


def _inline_marks(text: str, start: int, end: int, marker: str) -> list[re.Match[str]]:
    """Returns the bullet marks inside a line: those that go on with the mark of the line itself, else two or more.
    Numbers count only where they count on."""
    found = list(_INLINE.finditer(text, start, end))
    number = re.search(r"\d+", marker)
    first = 1 + int(number[0]) if number else 1
    going_on = [mark for mark in found if mark.group().strip() == marker]
    if number:
        going_on = _counting([mark for mark in found if mark["number"]], first)
    if going_on:
        return going_on
    marks = [mark for mark in found if not mark["number"]] or _counting(found, 1)
    return marks if len(marks) > 1 else []


def _counting(marks: list[re.Match[str]], first: int) -> list[re.Match[str]]:
    values = [int(mark["number"]) for mark in marks]
    return marks if values == list(range(first, first + len(marks))) else []


def _is_heading(line: _Line, after: _Line | None) -> bool:
    """Whether a line has the shape of a heading: short, on its own, and not ending as a sentence does."""
    text = line.text.strip("*_ ")
    if not text or line.words > _HEADING_WORDS or len(text) > _HEADING_CHARACTERS:
        return False
    if text.endswith((".", ",", ";", "!")) and not text.isupper():
        return False
    if text.isupper() or text.endswith((":", "?")):
        return True
    if ":" in text[:-1] or not (text[0].isupper() or text[0].isdigit()):
        return False
    return line.blank_before and after is not None
