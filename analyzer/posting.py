"""The text under analysis: a `Posting` and the blocks it consists of.

Offsets are characters of `Posting.text`, end exclusive, always. The text is kept exactly as it was given:
whatever is cleaned for reading (soft hyphens, hard line breaks) is cleaned in a view with a way back.
"""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """The shape of a block on the page."""

    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"


class Section(StrEnum):
    """What a block is about: the zones of a vacancy text."""

    DUTIES = "duties"
    PROFILE = "profile"
    OFFER = "offer"
    ABOUT = "about"
    APPLICATION = "application"
    BOILERPLATE = "boilerplate"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, bullet or paragraph: `text[start:end]` of the posting, without the bullet mark."""

    kind: BlockKind
    start: int
    end: int
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting as it was read: the text as given and its blocks in reading order."""

    text: str
    blocks: tuple[Block, ...]
    id: str = ""
    source: str = ""
    title: str = ""

    def block_text(self, block: Block) -> str:
        """Returns the characters of the block as they stand in the text."""
        return self.text[block.start : block.end]


@dataclass(frozen=True, slots=True)
class CleanText:
    """A readable view on a stretch of text, with the way back to the characters as given."""

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Returns the characters of the posting that `text[start:end]` of this view stands for."""
        if start >= end:
            at = self.offsets[min(start, len(self.offsets) - 1)] if self.offsets else 0
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Zone:
    """A block with its section (None: its clauses have to tell) and whether a heading says so."""

    block: Block
    section: Section | None
    headed: bool
