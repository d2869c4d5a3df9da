"""From a verb form to its infinitive by spelling: the rules of Dutch spelling, each with a word."""

import pytest

from analyzer.dutch.inflection import infinitives

FORMS = {
    "stem": ("werk", "werken"),
    "stem + t": ("werkt", "werken"),
    "long vowel loses a letter": ("maakt", "maken"),
    "long vowel in an imperative": ("loop", "lopen"),
    "s becomes z": ("lees", "lezen"),
    "s becomes z before t": ("leest", "lezen"),
    "f becomes v": ("schrijft", "schrijven"),
    "f becomes v after a long vowel": ("geef", "geven"),
    "double consonant after a short vowel": ("stel", "stellen"),
    "double consonant with t": ("bakt", "bakken"),
    "diphthong stays": ("houdt", "houden"),
    "two consonants stay": ("denkt", "denken"),
    "loan verb": ("post", "posten"),
    "loan verb with t": ("plant", "plannen"),
    "stem on a vowel, long by spelling": ("gaat", "gaan"),
    "stem on a vowel + t": ("doet", "doen"),
    "prefix": ("beheert", "beheren"),
    "ie": ("bied", "bieden"),
    "verb on -eren": ("organiseert", "organiseren"),
    "verb on -elen": ("behandelt", "behandelen"),
}


@pytest.mark.parametrize(("form", "infinitive"), FORMS.values(), ids=FORMS)
def test_infinitive_is_among_the_candidates(form: str, infinitive: str) -> None:
    assert infinitive in infinitives(form)


@pytest.mark.parametrize("form", ["", "a", "is", "3e", "e-mail", "foto's", "€"])
def test_what_is_no_verb_form_gives_nothing(form: str) -> None:
    assert infinitives(form) == ()


@pytest.mark.parametrize("form", [form for form, _ in FORMS.values()])
def test_candidates_are_few_and_differ_from_the_form(form: str) -> None:
    found = infinitives(form)
    assert form not in found
    assert len(found) == len(set(found)) <= 8
