"""The duties of a sentence in its section: every case of `cases.toml`, with the reason."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analyzer.assessment import Assessment

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
HEADINGS = {
    "duties": "Wat ga je doen?",
    "profile": "Wie ben jij?",
    "offer": "Wat bieden wij?",
    "about": "Over ons",
    "application": "Solliciteren",
    "none": None,
}
SAME = 0.75
"""Share of characters that two spans must have in common: commas and adverbs at the edge are not what is tested."""


def parameters() -> list[Any]:
    return [
        pytest.param(
            case, id=case["id"], marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else []
        )
        for case in CASES
    ]


def alike(one: str, two: str) -> bool:
    """Whether one text holds the other and little more."""
    short, long = sorted((one, two), key=len)
    return short in long and len(short) >= SAME * len(long)


@pytest.mark.parametrize("case", parameters())
def test_duties(case: dict[str, Any], assess_under: Callable[[str | None, str], Assessment]) -> None:
    found = [duty.text for duty in assess_under(HEADINGS[case["under"]], case["text"]).duties]
    assert len(found) == len(case["duties"]), (found, case["why"])
    for got, wanted in zip(found, case["duties"], strict=True):
        assert alike(got, wanted), (found, case["why"])


def test_every_case_says_why_and_has_an_id_of_its_own() -> None:
    assert all(case["why"] for case in CASES)
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert {case["under"] for case in CASES} == set(HEADINGS)
