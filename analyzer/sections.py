"""What each block of a posting is about: by its heading where there is one, by its content where there is none.

Half of real postings lay their duties in running prose without headings (domain research, section 8). A block whose
section cannot be told is given None: the clauses in it decide for themselves.
"""

from collections import Counter

from analyzer.dutch.words import plain_words
from analyzer.matching import Knowledge
from analyzer.posting import Block, BlockKind, Posting, Section, Zone

_LABEL_WORDS = 5
_HEADING_WORDS = 10
_TELLING_WORDS = 3
"""A heading is told by this many of its words, or by half of them; marks and numbers are no words."""
_PROSE_WORDS = 25
"""A paragraph longer than this may hold anything: its clauses tell, not its cues."""
_CLEAR_LEAD = 2
"""Cues of one section more than of the next, before content speaks against the heading above it."""


def find_sections(posting: Posting, knowledge: Knowledge) -> list[Zone]:
    """Returns the blocks in order, each with its section."""
    zones: list[Zone] = []
    current: Section | None = None
    headed = False
    for number, block in enumerate(posting.blocks):
        text = posting.block_text(block)
        section = _heading_section(block, text, knowledge)
        if section is not None and _is_heading(block, text):
            current, headed = section, True
            zones.append(Zone(block, section, True))
            continue
        if block.kind is BlockKind.HEADING:
            current, headed = _under_unknown_heading(current, number, text)
            if current is None and _announces_work(posting, number, text, knowledge):
                current, headed = Section.DUTIES, True
            zones.append(Zone(block, current or Section.ABOUT, False))
            continue
        label = _label_section(text, knowledge)
        if label is not None:
            zones.append(Zone(block, label, True))
            continue
        zones.append(Zone(block, *_by_content(block, text, current, headed, knowledge)))
    return _settle_lists(zones)


def _is_heading(block: Block, text: str) -> bool:
    return block.kind is BlockKind.HEADING or (
        block.kind is BlockKind.PARAGRAPH
        and len(text.split()) <= _LABEL_WORDS
        and not text.rstrip().endswith((".", "!"))
    )


def _under_unknown_heading(current: Section | None, number: int, text: str) -> tuple[Section | None, bool]:
    """A heading without a known word is a sub-heading of the list it stands in, or the title of something new."""
    if current is Section.DUTIES and not text.rstrip().endswith("?"):
        return current, True
    if (
        current in (Section.PROFILE, Section.OFFER, Section.APPLICATION, Section.METADATA, Section.BOILERPLATE)
        and number
    ):
        return None, False
    return current if current is Section.DUTIES else None, False


def _announces_work(posting: Posting, number: int, text: str, knowledge: Knowledge) -> bool:
    """Whether an unknown heading names the intern and stands above a list ("Op de set help je met")."""
    after = posting.blocks[number + 1 : number + 2]
    if not number or not after or after[0].kind is not BlockKind.BULLET:
        return False
    return any(hit.rule.value == "intern" for hit in knowledge.find_class("agents", plain_words(text)))


def _heading_section(block: Block, text: str, knowledge: Knowledge) -> Section | None:
    """Returns the section that a heading announces: that of the hit that covers most of its words."""
    if block.kind is BlockKind.BULLET or len(text.split()) > _HEADING_WORDS:
        return None
    words = plain_words(text)
    hits = knowledge.find_class("headings", words)
    size = sum(any(letter.isalpha() for letter in word.form) for word in words)
    telling = [hit for hit in hits if hit.end - hit.start >= min(_TELLING_WORDS, size / 2)]
    if not telling:
        return None
    return Section(max(telling, key=lambda hit: (hit.end - hit.start, -hit.start)).rule.value)


def _label_section(text: str, knowledge: Knowledge) -> Section | None:
    """Returns the section of a labelled line ("Niveau: mbo 4", "Taken: ..."), or None where no known label opens it."""
    label, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(label.split()) > _LABEL_WORDS or "\n" in label:
        return None
    words = plain_words(label)
    hits = knowledge.find_class("headings", words)
    covering = [hit for hit in hits if hit.end - hit.start >= max(1, len(words) - 1)]
    return Section(covering[0].rule.value) if covering else None


def _by_content(
    block: Block, text: str, current: Section | None, headed: bool, knowledge: Knowledge
) -> tuple[Section | None, bool]:
    """Returns the section of a block that is no heading: that of its heading, unless its words plainly speak against it."""
    if block.kind is BlockKind.PARAGRAPH and len(text.split()) > _PROSE_WORDS:
        closed = not headed or current in (Section.METADATA, Section.BOILERPLATE)
        return (None, False) if closed and current is not Section.DUTIES else (current, headed)
    counts = Counter(hit.rule.value for hit in knowledge.find_class("cues", plain_words(text)))
    ranked = counts.most_common(2)
    lead = (ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)) if ranked else 0
    best = Section(ranked[0][0]) if ranked else None
    if best in (Section.APPLICATION, Section.BOILERPLATE) and lead >= _CLEAR_LEAD - (current is None or not headed):
        return best, False
    if headed and current is not None:
        return current, True
    if current is Section.DUTIES:
        return current, False
    if best is not None and lead >= _CLEAR_LEAD and best is not Section.ABOUT:
        return best, False
    if block.kind is BlockKind.BULLET and best is not None and best is not Section.ABOUT:
        return best, False
    return None, False


def _settle_lists(zones: list[Zone]) -> list[Zone]:
    """Bullets of one list share a section: the one that most of them have, where no heading says it."""
    settled = list(zones)
    start = 0
    while start < len(zones):
        end = start
        while end < len(zones) and zones[end].block.kind is BlockKind.BULLET and not zones[end].headed:
            end += 1
        if end - start > 1:
            votes = Counter(zone.section for zone in zones[start:end])
            winner, count = votes.most_common(1)[0]
            if count > (end - start) / 2:
                settled[start:end] = [Zone(zone.block, winner, False) for zone in zones[start:end]]
        start = max(end, start + 1)
    return settled
