"""The full verb behind a form, also where its particle stands apart, on the shipped pipeline."""

import pytest
from spacy.language import Language

from analyzer.dutch.words import clean_lemma, full_verb, particle, word_of

APART = [
    ("Je stuurt de vrijwilligers aan.", "stuurt", "aansturen"),
    ("Jij zet een nieuwe campagne op.", "zet", "opzetten"),
    ("Je houdt de website bij.", "houdt", "bijhouden"),
    ("Daarnaast stel je de planning op.", "stel", "opstellen"),
    ("Je denkt mee over de strategie.", "denkt", "meedenken"),
    ("De stagiair voert gesprekken met klanten en levert een rapport op.", "levert", "opleveren"),
]
WHOLE = [
    ("Je gaat de vrijwilligers aansturen.", "aansturen", "aansturen"),
    ("Je schrijft elke week een blog.", "schrijft", "schrijven"),
    ("Je beheert onze kanalen.", "beheert", "beheren"),
]


@pytest.mark.parametrize(
    ("text", "form", "verb"), APART + WHOLE, ids=[verb + " " + form for _, form, verb in APART + WHOLE]
)
def test_full_verb(nlp: Language, text: str, form: str, verb: str) -> None:
    token = next(token for token in nlp(text) if token.text == form)
    assert full_verb(token) == verb
    assert verb in word_of(token).keys


@pytest.mark.parametrize(("text", "form", "verb"), WHOLE, ids=[verb for *_, verb in WHOLE])
def test_no_particle(nlp: Language, text: str, form: str, verb: str) -> None:
    assert particle(next(token for token in nlp(text) if token.text == form)) == ""


def test_underscores_of_official_lemmas_are_dropped(nlp: Language) -> None:
    token = nlp.make_doc("aansluiten")[0]
    token.lemma_ = "aan_sluiten"
    assert clean_lemma(token) == "aansluiten"


def test_particle_that_the_lemma_already_has_is_not_doubled(nlp: Language) -> None:
    doc = nlp("Je stuurt de vrijwilligers aan.")
    verb = next(token for token in doc if token.text == "stuurt")
    verb.lemma_ = "aansturen"
    assert full_verb(verb) == "aansturen"
