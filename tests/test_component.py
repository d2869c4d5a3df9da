"""The spaCy component: the assessment and the spans on a Doc, from the Doc's own parse."""

import tomllib
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import analyzer.component as component
from analyzer.analysis import Analyzer
from analyzer.assessment import Assessment, Effect, Kind, Verdict
from analyzer.errors import LexiconError, ModelError
from analyzer.posting import Section

if TYPE_CHECKING:
    from spacy.language import Language

POSTING = """Meewerkstage communicatie bij Zwembad De Golf

Wij zijn een zwembad in het midden van de stad en wij geven les aan kinderen.

Wat ga je doen?
- Je schrijft berichten voor onze nieuwsbrief
- Je bent volledig verantwoordelijk voor onze webshop en alle social media
-Beheren van de website
• Foto's maken van de baden

Wie ben je?
Je studeert hbo communicatie. Je bent handig met een camera.
"""
PROJECT = Path(__file__).parent.parent / "pyproject.toml"


@pytest.fixture(scope="module")
def judging() -> "Iterator[Language]":
    """A pipeline of its own, with the component at its end."""
    from analyzer.dutch import load

    nlp = load()
    nlp.add_pipe("stagecheck")
    return nlp


@pytest.fixture(scope="module")
def doc(judging: "Language") -> Doc:
    return judging(POSTING)


def test_assessment_and_spans(doc: Doc) -> None:
    assessment = doc._.stagecheck
    assert isinstance(assessment, Assessment)
    assert assessment.verdict is Verdict.EXCESSIVE
    assert [span.label_ for span in doc.spans["duties"]] == [duty.verdict.value for duty in assessment.duties]
    heavy = [span.text for span in doc.spans["duties"] if span.label_ == "excessive"]
    assert "Je bent volledig verantwoordelijk voor onze webshop en alle social media" in heavy
    light = [span.text for span in doc.spans["duties"] if span.label_ == "realistic"]
    assert "Foto's maken van de baden" in light


def test_quotes_are_words_of_the_doc(doc: Doc) -> None:
    for duty in doc._.stagecheck.duties:
        for item in (duty, *duty.evidence):
            assert doc.text[item.start : item.end] == item.text


def test_mark_glued_to_a_word_is_no_part_of_the_duty(doc: Doc) -> None:
    assert "Beheren van de website" in [duty.text for duty in doc._.stagecheck.duties]


def test_same_judgement_as_the_analyzer(doc: Doc, analyzer: Analyzer) -> None:
    own = analyzer.assess(POSTING)
    assert doc._.stagecheck.verdict is own.verdict
    assert [(duty.text, duty.verdict) for duty in doc._.stagecheck.duties] == [
        (duty.text, duty.verdict) for duty in own.duties
    ]
    assert (doc._.stagecheck.model, doc._.stagecheck.lexicons) == (own.model, own.lexicons)


def test_no_second_parse(judging: "Language") -> None:
    """A pipeline that cannot parse judges a Doc that is parsed already."""
    parsed = judging(POSTING, disable=["stagecheck"])
    bare = spacy.blank("nl")
    stage = bare.add_pipe("stagecheck")
    assert stage(parsed)._.stagecheck.verdict is Verdict.EXCESSIVE


def test_soft_hyphens_and_line_breaks_hide_no_words(judging: "Language") -> None:
    text = POSTING.replace("volledig verantwoordelijk voor onze", "volledig verant\u00adwoordelijk\u00a0voor onze")
    heavy = [duty for duty in judging(text)._.stagecheck.duties if duty.verdict is Verdict.EXCESSIVE]
    assert any("verant\u00adwoordelijk" in duty.text for duty in heavy)


def test_duty_that_goes_on_in_the_next_line_is_one(judging: "Language") -> None:
    text = POSTING.replace(
        "Je schrijft berichten voor onze nieuwsbrief", "Je schrijft berichten voor de\n  nieuwsbrief van de club"
    )
    assert "Je schrijft berichten voor de\n  nieuwsbrief van de club" in [
        duty.text for duty in judging(text)._.stagecheck.duties
    ]


WEIRD = [
    "",
    " ",
    "\n\n",
    "---",
    "😀",
    "\u00ad\u00ad",
    "\ufeff",
    "x",
    "\n- \n- ",
    "hallo\x00wereld",
    "• • •",
    "?" * 300,
    "a\u0301" * 50,
]


@pytest.mark.parametrize("text", WEIRD)
def test_weird_text_is_not_assessed_and_says_why(judging: "Language", text: str) -> None:
    doc = judging(text)
    assert doc._.stagecheck.verdict is Verdict.NOT_ASSESSED
    assert doc._.stagecheck.reasons[0].startswith("niet beoordeeld: ")
    assert list(doc.spans["duties"]) == []


def test_text_that_is_too_long_is_not_assessed(judging: "Language", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyzer.reading.MAX_CHARACTERS", 100)
    doc = judging(POSTING)
    assert "te lang voor een vacature" in doc._.stagecheck.reasons[0]
    assert list(doc.spans["duties"]) == []


def test_doc_without_parse() -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("stagecheck")
    with pytest.raises(ModelError) as caught:
        nlp(POSTING)
    assert "deze tekst is niet ontleed" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_own_lexicons(tmp_path: Path) -> None:
    nlp = spacy.blank("nl")
    with pytest.raises(LexiconError, match="geen lexicons"):
        nlp.add_pipe("stagecheck", config={"lexicons": str(tmp_path)})
    (tmp_path / "norms.toml").write_text(
        'kind = "norm"\nprefix = "norm"\ngloss = "punten"\nsource = "eigen"\n[[rule]]\nid = "base"\ngloss = "begin"\npoints = 20\n'
    )
    stage = nlp.add_pipe("stagecheck", config={"lexicons": str(tmp_path)})
    assert stage.knowledge.points("norm.base") == 20  # type: ignore[attr-defined]


def test_unknown_setting_is_an_error() -> None:
    with pytest.raises(ValueError, match="lexicon"):
        spacy.blank("nl").add_pipe("stagecheck", config={"lexicon": "x"})


def test_entry_point_is_the_factory() -> None:
    declared = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["spacy_factories"]
    loaded = EntryPoint("stagecheck", declared["stagecheck"], "spacy_factories").load()
    assert loaded is component.make_stagecheck
    installed = [point for point in entry_points(group="spacy_factories") if point.name == "stagecheck"]
    assert all(point.load() is loaded for point in installed)


def test_pipeline_says_what_the_component_needs(judging: "Language") -> None:
    report = judging.analyze_pipes(keys=["assigns", "requires"])
    assert report["problems"]["stagecheck"] == []
    assert report["summary"]["stagecheck"]["assigns"] == ["doc._.stagecheck", "doc.spans"]


def test_doc_can_be_stored(judging: "Language", doc: Doc) -> None:
    back = Doc(judging.vocab).from_bytes(doc.to_bytes())
    assert back._.stagecheck == doc._.stagecheck
    assert [span.label_ for span in back.spans["duties"]] == [span.label_ for span in doc.spans["duties"]]
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(kept).get_docs(judging.vocab)
    assert again._.stagecheck.to_dict() == doc._.stagecheck.to_dict()
    first = again._.stagecheck.duties[0]
    assert (type(again._.stagecheck.kind), type(first.section)) == (Kind, Section)
    assert all(type(item.effect) is Effect for item in first.evidence)


def test_pipeline_can_be_stored(judging: "Language", doc: Doc, tmp_path: Path) -> None:
    judging.to_disk(tmp_path)
    assert spacy.load(tmp_path)(POSTING)._.stagecheck.to_dict() == doc._.stagecheck.to_dict()


def test_many_docs_keep_their_own_assessment(judging: "Language", doc: Doc) -> None:
    docs = list(judging.pipe([POSTING, "", POSTING]))
    assert [one._.stagecheck.assessed for one in docs] == [True, False, True]
    assert docs[0]._.stagecheck == docs[2]._.stagecheck == doc._.stagecheck
