"""Assessments built by hand: a heavy posting, a light one, and one that is not judged. No analysis is run."""

from analyzer.assessment import (
    Assessment,
    Condition,
    Conditions,
    Duty,
    Effect,
    Evidence,
    Kind,
    Score,
    Term,
)
from analyzer.posting import Section

TEXT = """Stage online marketing bij De Zadelmaker

Wat ga je doen?
- Je bent volledig verantwoordelijk voor onze webshop en alle social media-kanalen
- Google Ads bijsturen; het budget is 60 euro per dag
- Je beheert de nieuwsbrief samen met Marloes
- Productteksten schrijven voor nieuwe artikelen
- Foto's maken van zadels en laarzen

Wat krijg je
275 euro per maand. Marloes (eigenaar) is op maandag op kantoor.
Onze afdeling inkoop is verantwoordelijk voor de voorraad.

Wie ben je
Je bent zelfstandig en minimaal derdejaars hbo. Minimaal een jaar ervaring met Google Ads is een must.
32 uur per week, vijf maanden.
"""


def evidence(rule: str, words: str, effect: Effect, reason: str, points: int = 0) -> Evidence:
    """Returns evidence at the first place of these words in TEXT."""
    start = TEXT.index(words)
    return Evidence(rule, rule.partition(".")[0], words, start, start + len(words), effect, reason, points)


def duty(words: str, ask: int, ceiling: int, terms: tuple[Term, ...], **more: object) -> Duty:
    """Returns a duty at the place of these words in TEXT."""
    start = TEXT.index(words)
    return Duty(
        text=words,
        start=start,
        end=start + len(words),
        section=Section.DUTIES,
        knobs=("knob.content",),
        ask=ask,
        ceiling=ceiling,
        score=Score(terms),
        **more,  # type: ignore[arg-type]
    )


def _conditions() -> Conditions:
    def fact(rule: str, words: str, value: str | int | bool, **details: str | int) -> Condition:
        return Condition(value, tuple(details.items()), (evidence(rule, words, Effect.CONTEXT, "staat in de tekst"),))

    return Conditions(
        level=fact("fact.level-hbo", "hbo", "hbo"),
        study_year=fact("fact.year", "derdejaars", 3),
        guidance=Condition(),
        compensation=fact("fact.pay", "275 euro per maand", 275, unit="euro per maand"),
        hours=fact("fact.hours", "32 uur per week", 32, maximum=36, unit="uur per week"),
        duration=fact("fact.duration", "vijf maanden", 5, unit="maanden"),
        experience_demanded=fact("demand.experience", "Minimaal een jaar ervaring met Google Ads is een must", True),
    )


def heavy() -> Assessment:
    """A posting with two excessive duties, one on the high side and two that fit."""
    shop = duty(
        "Je bent volledig verantwoordelijk voor onze webshop en alle social media-kanalen",
        5,
        1,
        (
            Term("norm.gap", 70, "vier stappen boven wat bij een stagiair past", "annotation.md 4"),
            Term("scope.all-channels", 20, "het gaat om alle kanalen, niet om een deel", "domain.md 6.7"),
            Term("norm.guidance", 10, "niet vermeld is wie begeleidt", "annotation.md 4"),
        ),
        evidence=(
            evidence(
                "own.responsible-for", "verantwoordelijk voor", Effect.RAISES, "legt het resultaat bij de stagiair", 2
            ),
            evidence("own.fully", "volledig", Effect.RAISES, "er blijft niemand anders over", 1),
            evidence(
                "scope.all-channels", "alle social media-kanalen", Effect.RAISES, "alle kanalen samen zijn een baan", 1
            ),
        ),
        tempered="Je maakt berichten voor Instagram en houdt productpagina's bij; Marloes keurt goed en blijft "
        "verantwoordelijk voor de webshop.",
        advice="wie de webshop beheert en elke week een uur met de stagiair doorneemt wat online gaat.",
    )
    ads = duty(
        "Google Ads bijsturen; het budget is 60 euro per dag",
        4,
        2,
        (
            Term("norm.gap", 50, "twee stappen boven wat bij een stagiair past", "annotation.md 4"),
            Term("stakes.budget", 12, "er gaat geld van de organisatie om", "domain.md 6.5"),
        ),
        evidence=(
            evidence("stakes.budget", "budget is 60 euro per dag", Effect.RAISES, "een fout kost meteen geld", 1),
        ),
        tempered="Je leest de cijfers van Google Ads uit en doet voorstellen; Marloes past het budget aan.",
        advice="wie het budget bewaakt en wijzigingen goedkeurt.",
    )
    letter = duty(
        "Je beheert de nieuwsbrief samen met Marloes",
        3,
        2,
        (
            Term("norm.gap", 40, "een stap boven wat bij een stagiair past", "annotation.md 4"),
            Term("assist.together", -5, "gebeurt samen met een collega", "domain.md 6.3"),
        ),
        evidence=(evidence("assist.together", "samen met Marloes", Effect.TEMPERS, "een collega doet mee", -1),),
    )
    light = (
        duty("Productteksten schrijven voor nieuwe artikelen", 3, 3, ()),
        duty("Foto's maken van zadels en laarzen", 3, 3, ()),
    )
    return Assessment(
        model="nl_stagecheck 1.0.0",
        lexicons="3f2a91c0de12",
        id="zadelmaker",
        source="vacatures/zadelmaker.txt",
        title="Stage online marketing bij De Zadelmaker",
        kind=Kind.INTERNSHIP,
        language="nl",
        conditions=_conditions(),
        score=Score(
            (
                Term("norm.worst-duty", 78, "de zwaarste taak weegt het meest", "annotation.md 5"),
                Term("norm.more-duties", 8, "nog één taak is te zwaar", "annotation.md 5"),
                Term("demand.experience", 6, "er wordt werkervaring geëist", "domain.md 6.6"),
            )
        ),
        duties=(shop, ads, letter, *light),
        reasons=(
            "twee taken zijn te zwaar voor een stagiair van dit niveau",
            "er wordt werkervaring geëist",
            "wie je begeleidt in het vak is niet vermeld",
        ),
        ignored=(
            evidence(
                "own.responsible-for",
                "is verantwoordelijk voor",
                Effect.NONE,
                "gaat over de afdeling, niet over de stagiair",
            ),
            evidence("own.independent", "zelfstandig", Effect.NONE, "is hier een eigenschap, geen taak"),
        ),
    )


def light() -> Assessment:
    """A realistic posting with guidance and learning goals, all duties fitting."""
    base = heavy()
    helps = Condition(
        True,
        (("strength", 3), ("little", False)),
        (evidence("guide.supervisor", "Marloes", Effect.TEMPERS, "begeleidt"),),
    )
    facts = Conditions(
        level=base.conditions.level,
        study_year=base.conditions.study_year,
        guidance=helps,
        learning_goals=Condition(True, (), ()),
        compensation=base.conditions.compensation,
        hours=base.conditions.hours,
        duration=base.conditions.duration,
        replaces_staff=Condition(False, (), ()),
    )
    return Assessment(
        model=base.model,
        lexicons=base.lexicons,
        id="light",
        source="-",
        title="",
        kind=Kind.INTERNSHIP,
        language="nl",
        conditions=facts,
        score=Score((Term("norm.worst-duty", 12, "geen enkele taak is te zwaar", "annotation.md 5"),)),
        duties=base.duties[2:],
        reasons=("de taken passen bij een stagiair van dit niveau",),
    )


def not_assessed() -> Assessment:
    """A job, which gets no verdict."""
    return Assessment(
        model="nl_stagecheck 1.0.0",
        lexicons="3f2a91c0de12",
        id="baan",
        source="vacatures/baan.txt",
        title="Junior marketeer",
        kind=Kind.JOB,
        language="nl",
        conditions=Conditions(),
        score=Score(),
        reasons=("niet beoordeeld: dit is een betaalde baan en geen stagevacature",),
        assessed=False,
    )


ALL = (heavy, light, not_assessed)
