"""Dutch verb forms of the tempered wording."""

import pytest

from analyzer.tempering.verbs import inverted, with_te


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("bijhouden", "bij te houden"),
        ("uitvoeren", "uit te voeren"),
        ("aanleveren", "aan te leveren"),
        ("voorbereiden", "voor te bereiden"),
        ("overnemen", "over te nemen"),
        ("inroosteren", "in te roosteren"),
        ("opdoen", "op te doen"),
        ("beheren", "te beheren"),
        ("organiseren", "te organiseren"),
        ("instrueren", "te instrueren"),
        ("installeren", "te installeren"),
        ("optimaliseren", "te optimaliseren"),
        ("onderzoeken", "te onderzoeken"),
        ("voorkomen", "te voorkomen"),
        ("overleggen", "te overleggen"),
        ("openen", "te openen"),
        ("inspireren", "te inspireren"),
    ],
)
def test_infinitive_with_te(verb: str, expected: str) -> None:
    assert with_te(verb) == expected


def test_known_particle_goes_before_te() -> None:
    assert with_te("onderbrengen", "onder") == "onder te brengen"


@pytest.mark.parametrize(("verb", "expected"), [("maakt", "maak"), ("schrijft", "schrijf"), ("doet", "doe")])
def test_form_before_je_has_no_t(verb: str, expected: str) -> None:
    assert inverted(verb) == expected
