"""The readable view: what it shows, and the way back to the text as given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.reading.clean import clean

CASES = {
    "white space is folded": ("Je  schrijft\t\nblogs ", "Je schrijft blogs"),
    "non-breaking space": ("Je\u00a0schrijft", "Je schrijft"),
    "soft hyphen inside a word": ("verant\u00adwoordelijk", "verantwoordelijk"),
    "zero width space": ("Insta\u200bgram", "Instagram"),
    "word broken over lines": ("nieuws-\nbrief", "nieuwsbrief"),
    "word broken over lines, indented": ("nieuws-\r\n    brief", "nieuwsbrief"),
    "word broken at a soft hyphen": ("nieuws\u00ad\nbrief", "nieuwsbrief"),
    "word broken at a typographic hyphen": ("nieuws\u2010\nbrief", "nieuwsbrief"),
    "first part of a compound": ("foto-\nen filmwerk", "foto- en filmwerk"),
    "other first part of a compound": ("mbo-\nof hbo-student", "mbo- of hbo-student"),
    "name after a hyphen": ("Noord-\nHolland", "Noord- Holland"),
    "dash between words": ("blogs -\nvlogs", "blogs - vlogs"),
    "hyphen inside a line": ("e-mail", "e-mail"),
    "curly apostrophe": ("foto’s", "foto's"),
    "non-breaking hyphen": ("e\u2011mail", "e-mail"),
    "emoji with a variation selector": ("Schrijf ✍\ufe0f", "Schrijf ✍"),
    "nothing": ("", ""),
    "only white space": (" \n\t", ""),
    "only soft hyphens": ("\u00ad\u00ad", ""),
}


@pytest.mark.parametrize(("text", "shown"), CASES.values(), ids=CASES)
def test_view(text: str, shown: str) -> None:
    assert clean(text, 0, len(text)).text == shown


def test_view_of_a_stretch_looks_no_further() -> None:
    text = "nieuws-\nbrief"
    assert clean(text, 0, 7).text == "nieuws-"
    assert clean(text, 0, 9).text == "nieuwsb"


def test_way_back_holds_the_broken_word() -> None:
    text = "de nieuws-\nbrief en meer"
    view = clean(text, 0, len(text))
    at = view.text.index("nieuwsbrief")
    start, end = view.original(at, at + len("nieuwsbrief"))
    assert text[start:end] == "nieuws-\nbrief"


@given(st.text(alphabet=st.sampled_from("aB é-\u00ad\u2010\u00a0\n\r\t’.•\u200b"), max_size=40), st.data())
def test_every_character_of_the_view_stands_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    view = clean(text, start, end)
    assert len(view.offsets) == len(view.text)
    assert list(view.offsets) == sorted(set(view.offsets))
    assert all(start <= at < end for at in view.offsets)
    assert "  " not in view.text
    assert view.text == view.text.strip(" ")
    same = {" ": None, "'": "’", "-": "\u2010"}
    for letter, at in zip(view.text, view.offsets, strict=True):
        assert letter == text[at] or text[at] == same.get(letter) or (letter == " " and text[at].isspace())


@given(st.text(max_size=30))
def test_view_of_a_view_changes_nothing_more(text: str) -> None:
    once = clean(text, 0, len(text)).text
    assert clean(once, 0, len(once)).text == once
