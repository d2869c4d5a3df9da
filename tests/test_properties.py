"""What holds for any text: nothing but a ReadingError, exact quotes, the same bytes, and the JSON of the contract."""

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import analyzer.assessment
from analyzer.analysis import Analyzer
from analyzer.assessment import Assessment
from analyzer.errors import ReadingError
from analyzer.reports import structured

if TYPE_CHECKING:
    from spacy.language import Language

LINES = [
    "Wat ga je doen?",
    "TAKEN",
    "Wie ben jij?",
    "Wat bieden wij?",
    "- Je beheert volledig zelfstandig onze Instagram, TikTok en webwinkel",
    "• Schrijven van teksten voor de nieuws-\n  brief en het opmaken ervan",
    "1. Je bent verant\u00adwoordelijk voor het advertentie­budget van € 3.000 per maand",
    "✅ Meelopen met de marketeer",
    "Jouw taken: (1) foto’s maken (2) klanten bellen (3) het team aansturen",
    "Help jij ons met de time-to-market van onze portals?",
    "Wij zoeken een stagiair die onze community laat groeien, want dat blijft liggen.",
    "De stagiair stelt de planning op. Hij/zij legt die voor aan Rik.",
    "Je studeert hbo, zit in jaar 3 en hebt 2 jaar ervaring als ontwerper.",
    "Je krijgt 350 euro per maand, 32 uur per week, vijf maanden.",
    "Rik is verantwoordelijk voor de site; jij niet.",
    "Wat ga je doen?Je plant de berichten in.Wie ben jij?Je tekent graag.",
    "Solliciteren? Mail naar stage@voorbeeld.nl",
    "We are looking for an intern who runs our socials.",
    "𝓢tage 🎯 bij ons",
    "",
]
PAGES = st.lists(st.sampled_from(LINES), min_size=1, max_size=10).map("\n".join)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(LINES),
        st.text(max_size=30),
        st.sampled_from(["\r\n", "\u00a0", "\ufeff", "\u2028", "\x00", "je", "en"]),
    ),
    max_size=10,
).map(" ".join)
TITLE = "Meewerkstage marketing bij Atelier Noord\n\nWij zijn een atelier in een oude fabriek en wij maken meubels.\n\n"


def quotes(data: Any) -> list[dict[str, Any]]:
    """Returns everything in the JSON that quotes the text: each thing with a start and an end."""
    found = [data] if isinstance(data, dict) and {"start", "end", "text"} <= data.keys() else []
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    return found + [quote for item in inner for quote in quotes(item)]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    with open(
        analyzer.assessment.__file__.replace("assessment.py", "schema/assessment.schema.json"), encoding="utf-8"
    ) as file:
        return jsonschema.Draft202012Validator(json.load(file))


def check(outcome: Assessment, text: str, validator: jsonschema.Draft202012Validator) -> None:
    """Checks what must hold for every assessment."""
    data = outcome.to_dict()
    validator.validate(data)
    for quote in quotes(data):
        assert 0 <= quote["start"] < quote["end"] <= len(text)
        assert text[quote["start"] : quote["end"]] == quote["text"]
    assert [duty.start for duty in outcome.duties] == sorted(duty.start for duty in outcome.duties)
    assert all(sum(term.points for term in duty.score.terms) or duty.score.value == 0 for duty in outcome.duties)


@given(page=PAGES)
@example(page="\n".join(LINES))
def test_posting_of_any_layout(page: str, analyzer: Analyzer, validator: jsonschema.Draft202012Validator) -> None:
    check(analyzer.assess(TITLE + page), TITLE + page, validator)


@given(text=PIECES)
@example(text="a")
@example(text="1.")
@example(text="- \n-x")
@example(text="?" * 50 + "a")
@example(text="Stage " * 200)
def test_any_text_is_assessed_or_refused(
    text: str, analyzer: Analyzer, validator: jsonschema.Draft202012Validator
) -> None:
    try:
        outcome = analyzer.assess(text)
    except ReadingError:
        assert not any(map(str.isalnum, text))
    else:
        check(outcome, text, validator)


@given(text=st.text(max_size=120).filter(lambda text: any(map(str.isalnum, text))))
def test_any_characters_are_assessed(text: str, analyzer: Analyzer, validator: jsonschema.Draft202012Validator) -> None:
    check(analyzer.assess(text), text, validator)


@given(page=PAGES)
def test_same_text_gives_the_same_bytes(page: str, analyzer: Analyzer) -> None:
    first, second = (structured.array([analyzer.assess(TITLE + page)]) for _ in range(2))
    assert first == second


@given(pages=st.lists(PAGES, max_size=4))
def test_many_are_assessed_as_one(pages: list[str], analyzer: Analyzer) -> None:
    texts = [TITLE + page for page in pages]
    assert list(analyzer.assess_many(texts)) == [analyzer.assess(text) for text in texts]


@pytest.fixture(scope="module")
def judging() -> "Language":
    """A pipeline of its own, with the spaCy component at its end."""
    from analyzer import component
    from analyzer.dutch import load

    nlp = load()
    nlp.add_pipe(component.NAME)
    return nlp


@given(text=st.one_of(PAGES.map(lambda page: TITLE + page), PIECES))
@example(text=TITLE + "\n".join(LINES))
def test_component_holds_the_same_promises(
    text: str, judging: "Language", validator: jsonschema.Draft202012Validator
) -> None:
    doc = judging(text)
    check(doc._.stagecheck, text, validator)
    assert [span.label_ for span in doc.spans["duties"]] == [duty.verdict.value for duty in doc._.stagecheck.duties]


def test_quotes_are_counted_where_they_are(analyzer: Analyzer) -> None:
    text = TITLE + "\n".join(["Wat ga je doen?", *LINES[4:9]])
    data = analyzer.assess(text).to_dict()
    assert len(data["duties"]) >= 5
    assert len(quotes(data)) > 2 * len(data["duties"])
