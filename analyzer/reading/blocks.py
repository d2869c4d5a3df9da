"""Text to blocks: headings, bullets and paragraphs, with exact offsets into the text as given.

One bullet grammar for all marks; hard line breaks inside a sentence do not end a block; a heading is a short line
that does not run on. What a block is about is for `sections` to say: here only its shape counts.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.posting import Block, BlockKind

_MARK = re.compile(
    r"(?P<mark>[-–—*•·●○■▪◦‣⁃∙✓✔☑✅➤►▶→⇒»>👉👇]+|\(?\d{1,2}[.):](?=\D)|\(?[a-h][.)]|o(?=[ \t]))[ \t\u00a0\ufe0f]*(?=\S)"
)
_INLINE = re.compile(r"(?<=\s)(?:[•●▪✓✔✅]|\(\d\))\s+")
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
    at = 0
    for raw in re.split(r"(?<=\n)|(?<=\r)(?!\n)|(?<=[\x0b\x0c\u2028\u2029\x85])", text):
        start, end = at, at + len(raw)
        at = end
        while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
            end -= 1
        if start == end or not any(letter.isalnum() for letter in text[start:end]):
            blank = True
            continue
        indent = start - (at - len(raw))
        marker, content = _marker(text, start, end)
        yield _Line(content, end, text[content:end], marker, indent, blank)
        blank = False


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
        parts = list(_inline(text, first.start, end))
        yield Block(BlockKind.BULLET, parts[0].start, parts[0].end, first.marker)
        yield from parts[1:]


def _inline(text: str, start: int, end: int) -> Iterator[Block]:
    """Yields a paragraph, or its lead and the bullets that stand inside the line: "taken: (1) ... (2) ..."."""
    marks = list(_INLINE.finditer(text, start, end))
    if len(marks) < 2:
        yield Block(BlockKind.PARAGRAPH, start, end)
        return
    edges = [start, *(mark.end() for mark in marks)]
    stops = [*(mark.start() for mark in marks), end]
    for number, (a, b) in enumerate(zip(edges, stops, strict=True)):
        trimmed = b - (len(text[a:b]) - len(text[a:b].rstrip()))
        if trimmed > a:
            kind = BlockKind.BULLET if number else BlockKind.PARAGRAPH
            yield Block(kind, a, trimmed, text[edges[number] - 2 : edges[number]].strip() if number else "")


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
