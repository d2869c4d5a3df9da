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
        compensation=fact("fact.pay", "275 euro per maand", True, amount=275, period="month"),
        hours=fact("fact.hours", "32 uur per week", 32),
        duration=fact("fact.duration", "vijf maanden", "5 maanden"),
        experience_demanded=fact(
            "fact.experience", "Minimaal een jaar ervaring met Google Ads is een must", "een jaar Google Ads"
        ),
    )


def heavy() -> Assessment:
    """A posting with two excessive duties, one on the high side and two that fit."""
    shop = duty(
        "Je bent volledig verantwoordelijk voor onze webshop en alle social media-kanalen",
        5,
        1,
        (
            Term("gap", 70, "vier stappen boven wat bij een stagiair past", "norm.gap-4"),
            Term("whole", 20, "het gaat om alle kanalen, niet om een deel", "scope.all-channels"),
            Term("guidance", 10, "niet vermeld is wie begeleidt", "norm.no-guidance"),
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
            Term("gap", 50, "twee stappen boven wat bij een stagiair past", "norm.gap-2"),
            Term("stakes", 12, "er gaat geld van de organisatie om", "stakes.budget"),
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
            Term("gap", 40, "een stap boven wat bij een stagiair past", "norm.gap-1"),
            Term("help", -5, "gebeurt samen met een collega", "assist.together"),
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
                Term("worst", 78, "de zwaarste taak weegt het meest", "norm.worst-duty"),
                Term("more", 8, "nog één taak is te zwaar", "norm.more-duties"),
                Term("experience", 6, "er wordt werkervaring geëist", "experience.years"),
            )
        ),
        duties=(shop, ads, letter, *light),
        reasons=(
            "De stagiair draagt het resultaat van de webshop en alle kanalen, en niet vermeld is wie begeleidt.",
            "Er wordt een jaar werkervaring geëist.",
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
        "Marloes",
        (("role", "marketeer"), ("frequency", "wekelijks")),
        (evidence("guide.named", "Marloes", Effect.TEMPERS, "iemand bij naam"),),
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
        score=Score((Term("worst", 12, "geen enkele taak ligt boven wat past", "norm.worst-duty"),)),
        duties=base.duties[2:],
        reasons=("Alle taken passen bij een stagiair die begeleid wordt.",),
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
        reasons=("Dit is een vacature voor een betaalde baan, geen stage.",),
        assessed=False,
    )


ALL = (heavy, light, not_assessed)
