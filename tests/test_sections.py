"""What each block is about: every layout of `sections.toml`, and what holds for any posting."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.matching import Knowledge
from analyzer.posting import Section
from analyzer.reading import read_text
from analyzer.sections import find_sections

CASES = tomllib.loads((Path(__file__).parent / "sections.toml").read_text(encoding="utf-8"))["case"]
LETTERS = {
    "d": Section.DUTIES,
    "p": Section.PROFILE,
    "o": Section.OFFER,
    "a": Section.ABOUT,
    "s": Section.APPLICATION,
    "b": Section.BOILERPLATE,
    "m": Section.METADATA,
    "?": None,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_sections(case: dict[str, Any], knowledge: Knowledge) -> None:
    posting = read_text(case["text"])
    found = [(zone.section, posting.block_text(zone.block)) for zone in find_sections(posting, knowledge)]
    assert found == [(LETTERS[letter], words) for letter, words in case["sections"]]


HEADINGS = {
    Section.DUTIES: [
        "Taken",
        "Wat ga je doen?",
        "Dit ga je doen",
        "Jouw rol",
        "De opdracht",
        "Werkzaamheden",
        "Je taken zijn:",
    ],
    Section.PROFILE: [
        "Wie ben jij?",
        "Wie zoeken we?",
        "Functie-eisen",
        "Dit breng je mee",
        "Jouw profiel",
        "Wat verwachten wij van jou?",
    ],
    Section.OFFER: ["Wat bieden wij?", "Dit krijg je", "Ons aanbod", "Arbeidsvoorwaarden", "Wat krijg je van ons?"],
    Section.ABOUT: ["Over ons", "Wie zijn wij?", "De organisatie", "Ons team"],
    Section.APPLICATION: ["Interesse?", "Solliciteren", "Meer informatie", "Contact"],
    Section.METADATA: ["Praktische informatie", "Uren", "Locatie"],
    Section.BOILERPLATE: ["Cookies", "Vergelijkbare vacatures", "Disclaimer"],
}


@pytest.mark.parametrize(
    ("section", "heading"), [pytest.param(s, h, id=h) for s, headings in HEADINGS.items() for h in headings]
)
def test_heading_opens_its_section(section: Section, heading: str, knowledge: Knowledge) -> None:
    posting = read_text(f"Stage in de bakkerij\n\n{heading}\n- iets in de winkel\n- nog iets\n")
    zones = find_sections(posting, knowledge)
    assert zones[1].section is section
    assert [(zone.section, zone.headed) for zone in zones[2:]] == [(section, True)] * 2


PARTS = st.sampled_from(
    [
        "Taken",
        "Profiel",
        "Over ons",
        "Onbekend",
        "- brood bakken",
        "- je studeert mbo",
        "Je bakt brood.",
        "Uren: 32",
        "",
        "🎯",
    ]
)


@given(parts=st.lists(PARTS, min_size=1, max_size=15).filter(lambda parts: any(map(str.isalnum, "".join(parts)))))
def test_every_block_has_its_zone_in_order(parts: list[str], knowledge: Knowledge) -> None:
    posting = read_text("\n".join(parts))
    assert tuple(zone.block for zone in find_sections(posting, knowledge)) == posting.blocks
