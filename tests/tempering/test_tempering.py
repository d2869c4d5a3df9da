"""The tempered wording over cases in a file: what is said, what stays out, and that it is light when read again."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analyzer import analysis
from analyzer.analysis import Analyzer
from analyzer.assessment import Duty, Score, Term, Verdict
from analyzer.dutch.words import plain_words
from analyzer.lexicon import Rule, load_lexicon
from analyzer.matching import PhraseIndex
from analyzer.tempering import PLACEHOLDER

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
WORDED = [case for case in CASES if case["tempered"]]
ADVISED = [case for case in CASES if not case["tempered"]]
GUIDANCE = """
Begeleiding
Je wordt begeleid door Marieke, senior medewerker in dit vak. Elke week bespreek je met haar je leerdoelen.
"""
POSTING = """Stage bij De Ploeg

Over ons
Wij zijn een organisatie met dertig collega's.

Wat ga je doen?
{duty}
{guidance}
Wie ben je?
Je bent student {level} en zoekt een stage van vijf maanden.
"""


def identity(case: dict[str, Any]) -> str:
    """Returns the id of a case, for the name of its test."""
    return str(case["id"])


def posting(case: dict[str, Any], duty: str, guidance: str = "") -> str:
    """Returns a posting with this duty as its only one, in the form of the case."""
    line = f"- {duty}" if case["form"] == "bullet" else duty if duty.endswith(".") else f"{duty}."
    return POSTING.format(duty=line, guidance=guidance, level=case["level"])


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture
def heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every duty excessive, so that the wording is tested apart from the points, which are fitted."""
    judge = analysis.judge

    def heavier(*args: Any) -> Duty:
        duty = judge(*args)
        return replace(duty, score=Score((*duty.score.terms, Term("test.heavy", 100, "voor de test"))))

    monkeypatch.setattr(analysis, "judge", heavier)


def tempered(analyzer: Analyzer, case: dict[str, Any]) -> Duty:
    """Returns the duty of a case with its tempered wording."""
    duties = analyzer.assess(posting(case, case["text"])).duties
    wanted = case.get("duty", case["text"].rstrip("."))
    return next(duty for duty in duties if duty.text.rstrip(".") == wanted)


def test_there_are_enough_cases_with_ids_of_their_own() -> None:
    assert len(CASES) >= 100
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.usefixtures("heavy")
@pytest.mark.parametrize("case", WORDED, ids=identity)
def test_duty_is_worded_more_lightly(analyzer: Analyzer, case: dict[str, Any]) -> None:
    duty = tempered(analyzer, case)
    assert duty.tempered == case["tempered"]
    assert duty.advice
    assert ("Vul bij" in duty.advice) == (PLACEHOLDER in case["tempered"])


@pytest.mark.usefixtures("heavy")
@pytest.mark.parametrize("case", ADVISED, ids=identity)
def test_duty_that_no_words_make_fit_gets_advice_only(analyzer: Analyzer, case: dict[str, Any]) -> None:
    duty = tempered(analyzer, case)
    assert duty.tempered is None
    assert duty.advice.startswith(case["advice"])
    assert "professional" in duty.advice


@pytest.mark.parametrize("case", WORDED, ids=identity)
def test_tempered_duty_read_again_is_realistic(analyzer: Analyzer, case: dict[str, Any]) -> None:
    again = analyzer.assess(posting(case, case["tempered"].replace(PLACEHOLDER, "Marieke"), GUIDANCE))
    assert again.duties
    assert not again.excessive_duties
    assert again.verdict is Verdict.REALISTIC


@pytest.mark.parametrize("case", WORDED, ids=identity)
def test_bullets_stay_bullets_and_sentences_stay_sentences(case: dict[str, Any]) -> None:
    text = case["tempered"]
    opening = ("Voor ", "Tijdens ", "Tevens ", "Op ", "In het ", "Wekelijks ", "Daarnaast ")
    subjects = ("Je ", "U ", "Jullie ", "De stagiair ", "De student ", "Help ", *opening)
    assert text.startswith(subjects) == (case["form"] != "bullet" or text.startswith(("Je ", "Help ")))
    assert "  " not in text
    assert not text.endswith((".", ",", ";"))


@pytest.mark.parametrize("case", WORDED, ids=identity)
def test_object_of_the_duty_is_kept(case: dict[str, Any]) -> None:
    words = {word.form for word in plain_words(case.get("duty", case["text"])) if len(word.form) > 3}
    kept = words & {word.form for word in plain_words(case["tempered"])}
    assert kept - {"onze", "voor", "zelfstandig"}


def test_realistic_duty_is_left_alone(analyzer: Analyzer) -> None:
    case = {"form": "sentence", "level": "hbo"}
    duties = analyzer.assess(posting(case, "Je schrijft een blog over onze producten", GUIDANCE)).duties
    assert [(duty.tempered, duty.advice) for duty in duties] == [(None, "")]


def test_advice_asks_for_guidance_only_where_none_is_stated(analyzer: Analyzer) -> None:
    case = {"form": "sentence", "level": "hbo"}
    text = "Je beheert zelfstandig al onze kanalen"
    alone, guided = (analyzer.assess(posting(case, text, more)).duties[0] for more in ("", GUIDANCE))
    assert "Noem in de vacature wie de stagiair begeleidt" in alone.advice
    assert guided.tempered is not None
    assert "Noem in de vacature" not in guided.advice


REWRITES = [rule for rule in load_lexicon().rewrites if rule.value in ("drop", "narrow")]


@pytest.mark.parametrize("rule", REWRITES, ids=lambda rule: rule.name)
def test_examples_of_words_left_out_or_narrowed(rule: Rule) -> None:
    index = PhraseIndex([rule])
    assert all(index.find(plain_words(example)) for example in rule.matches)
    assert not any(index.find(plain_words(example)) for example in rule.rejects)


def test_advice_without_wording_always_names_a_professional() -> None:
    assert all("professional" in rule.text for rule in load_lexicon().rewrites if rule.value == "unfit")
