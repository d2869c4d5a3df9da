"""The page decides that a sentence starts at a bullet, after a heading and after a blank line; no more than that."""

import pytest
import spacy
from spacy.language import Language

from analyzer.dutch.boundaries import NAME, add_line_starts

STARTS = [
    pytest.param("Taken:\n- teksten schrijven", ["-"], id="bullet under a heading"),
    pytest.param("- blogs schrijven\n- foto's maken", ["-"], id="bullet under a bullet"),
    pytest.param("• blogs schrijven\n• foto's maken", ["•"], id="round bullet"),
    pytest.param("* blogs schrijven\n* foto's maken", ["*"], id="star"),
    pytest.param("✓ blogs schrijven\n✓ foto's maken", ["✓"], id="tick"),
    pytest.param("→ blogs schrijven\n→ foto's maken", ["→"], id="arrow"),
    pytest.param("Wat ga je doen?\nJe maakt elke week een blog voor onze website", ["Je"], id="question as a heading"),
    pytest.param("OVER DE FUNCTIE\nJe maakt elke week een blog voor onze website", ["Je"], id="heading in capitals"),
    pytest.param(
        "Je schrijft blogs voor de site en je plant de berichten voor de hele week in\n\nJe belt klanten",
        ["Je"],
        id="blank line without a full stop before it",
    ),
    pytest.param("Eerste regel\n\n\nTweede regel", ["Tweede"], id="several blank lines"),
]
OPEN = [
    pytest.param("Je schrijft blogs. Je belt klanten", id="no line break"),
    pytest.param(
        "Je schrijft elke week een blog voor de website van onze afdeling en voor\nhet intranet van het hoofdkantoor",
        id="line broken by hand",
    ),
    pytest.param("Je werkt samen met de\nmarketeer", id="short line that runs on"),
]


@pytest.fixture(scope="module")
def bare() -> Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe(NAME)
    return nlp


@pytest.mark.parametrize(("text", "expected"), STARTS)
def test_starts(bare: Language, text: str, expected: list[str]) -> None:
    assert [token.text for token in bare(text)[1:] if token.is_sent_start] == expected


@pytest.mark.parametrize("text", OPEN)
def test_left_to_the_parser(bare: Language, text: str) -> None:
    assert [token.text for token in bare(text)[1:] if token.is_sent_start] == []


def test_inside_a_line_only_capitals_and_closing_marks_are_open(bare: Language) -> None:
    """A missing full stop leaves a capital to the parser; a word in lower case does not start a sentence."""
    doc = bare("- Je schrijft blogs Daarna plaats je ze. en dan is het klaar")
    assert [token.text for token in doc[1:] if token.is_alpha and token.is_sent_start is None] == ["Daarna", "en"]


def test_parser_keeps_the_starts(nlp: Language) -> None:
    doc = nlp("Jouw taken\n- Blogs schrijven voor de website\n- De planning bijhouden\n\nWij bieden een vergoeding")
    assert {"-", "Wij"} <= {sent[0].text for sent in doc.sents}
    assert next(sent.text.strip() for sent in doc.sents) == "Jouw taken"


def test_component_is_added_once(nlp: Language) -> None:
    add_line_starts(nlp)
    assert nlp.pipe_names.count(NAME) == 1
    assert nlp.pipe_names.index(NAME) < nlp.pipe_names.index("parser")
