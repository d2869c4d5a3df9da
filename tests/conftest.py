"""The shipped pipeline and lexicon, loaded once a run, and a place for postings of a test's own."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from analyzer.analysis import Analyzer
from analyzer.assessment import Assessment
from analyzer.lexicon import Lexicon, load_lexicon
from analyzer.matching import Knowledge

if TYPE_CHECKING:
    from spacy.language import Language

settings.register_profile(
    "stagecheck",
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("deep", parent=settings.get_profile("stagecheck"), max_examples=1000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "stagecheck"))

OPENING = (
    "Meewerkstage bij Atelier Noord\n\nWij zijn een atelier in een oude fabriek en wij maken meubels van hout.\n\n"
)
"""A title and a line about the organisation, so that what follows is read as a Dutch internship posting."""


@pytest.fixture(scope="session")
def nlp() -> "Language":
    """The pipeline that ships with the package."""
    from analyzer.dutch import load

    return load()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The lexicons that ship with the package."""
    return load_lexicon()


@pytest.fixture(scope="session")
def knowledge(lexicon: Lexicon) -> Knowledge:
    """The shipped lexicons, compiled."""
    return Knowledge(lexicon)


@pytest.fixture(scope="session")
def analyzer(nlp: "Language", lexicon: Lexicon) -> Analyzer:
    """An analyzer of the shipped pipeline and lexicons."""
    return Analyzer(nlp=nlp, lexicon=lexicon)


@pytest.fixture(scope="session")
def posting_of() -> Callable[..., str]:
    """Builds the text of a posting: the opening, and stretches of text each under a heading (None: without one)."""

    def build(*stretches: tuple[str | None, str]) -> str:
        parts = [f"{heading}\n{body}\n" if heading else f"{body}\n" for heading, body in stretches]
        return OPENING + "\n".join(parts)

    return build


@pytest.fixture(scope="session")
def assess_under(analyzer: Analyzer, posting_of: Callable[..., str]) -> Callable[[str | None, str], Assessment]:
    """Assesses a stretch of text under one heading of a posting."""
    return lambda heading, body: analyzer.assess(posting_of((heading, body)))
