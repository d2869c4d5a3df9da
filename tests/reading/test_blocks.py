"""Text to blocks: every layout of `blocks.toml`, every bullet mark, and what holds for any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import ReadingError
from analyzer.posting import BlockKind
from analyzer.reading import read_text
from analyzer.reading.blocks import find_blocks

CASES = tomllib.loads((Path(__file__).parent / "blocks.toml").read_text(encoding="utf-8"))["case"]
KINDS = {"h": BlockKind.HEADING, "b": BlockKind.BULLET, "p": BlockKind.PARAGRAPH}
MARKS = [
    "-",
    "*",
    "•",
    "–",
    "—",
    "·",
    "●",
    "○",
    "■",
    "▪",
    "◦",
    "‣",
    "o",
    "✓",
    "✔",
    "☑",
    "✅",
    "➤",
    "►",
    "▶",
    "→",
    "⇒",
    "»",
    ">",
    "👉",
    "🎯",
    "📣",
    "✍️",
    "💡",
    "1.",
    "12.",
    "2)",
    "(3)",
    "a.",
    "b)",
    "1:",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_layout(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [(block.kind, block.marker, text[block.start : block.end]) for block in find_blocks(text)]
    assert found == [(KINDS[kind], mark, words) for kind, mark, words in case["blocks"]]


@pytest.mark.parametrize("mark", MARKS)
def test_bullet_mark(mark: str) -> None:
    text = f"{mark} Brood bakken voor de winkel\n{mark} Vloer vegen\n"
    found = [(block.kind, block.marker, text[block.start : block.end]) for block in find_blocks(text)]
    assert found == [(BlockKind.BULLET, mark, "Brood bakken voor de winkel"), (BlockKind.BULLET, mark, "Vloer vegen")]


LAYOUT = st.lists(
    st.sampled_from(
        [
            "\n",
            "\r\n",
            "\r",
            " ",
            "\xa0",
            "- ",
            "• ",
            "1. ",
            "(1) ",
            "(2) ",
            "# ",
            "**",
            "🎯 ",
            "o ",
            "Taken",
            "Wat ga je doen?",
            "Je bakt brood",
            "en",
            "de",
            ".",
            ",",
            ":",
            "?",
            "-",
            "\xad",
            "JOUW WERK",
            "é",
            "\u2028",
            "voor de markt van zaterdag",
        ]
    ),
    max_size=40,
).map("".join)


@given(LAYOUT)
def test_blocks_follow_each_other_and_hold_every_letter(text: str) -> None:
    blocks = list(find_blocks(text))
    edges = [edge for block in blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    inside = {place for block in blocks for place in range(block.start, block.end)}
    marks = "o0123456789abcdefgh"
    outside = [letter for place, letter in enumerate(text) if place not in inside and letter.isalnum()]
    assert all(letter in marks for letter in outside)
    assert all(text[block.start : block.end] == text[block.start : block.end].strip() != "" for block in blocks)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        posting = read_text(text)
    except ReadingError:
        assert not any(letter.isalnum() for letter in text)
    else:
        assert posting.blocks
        assert posting.text == text
