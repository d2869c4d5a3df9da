"""The same assessment told to a student: what is too much, what is good, what is not stated, what to ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from analyzer.assessment import Assessment, Duty, Effect
from analyzer.reports import words
from analyzer.reports.layout import Page
from analyzer.reports.markdown import escape, section
from analyzer.reports.questions import questions

VERDICTS = {
    "passend": "Deze stage past bij wat je als stagiair aankunt.",
    "aan de hoge kant": "Deze stage is te doen, maar vraagt op sommige punten veel van je.",
    "te zwaar": "Deze stage vraagt meer dan bij een stagiair past.",
    "veel te zwaar": "Deze stage vraagt veel te veel: dit is werk voor een ervaren collega.",
}
HEAVY_COMFORT = (
    "Dat zegt niets over jou. Praat erover voordat je begint: vaak kan een taak kleiner, of kijkt er iemand met je mee."
)
TITLES = ("Wat te veel is", "Wat goed is", "Wat er niet in staat", "Vragen voor je gesprek")
MOST = 6
"""So many heavy duties are told; more would hide the rest."""
SAMPLE = 2
"""So many quotes stand in one item."""

YOU = (
    "kijk je mee en leer je",
    "help je mee",
    "voer je uit op aanwijzing",
    "doe je afgebakend werk zelf",
    "draag je een heel onderdeel",
    "draag je het resultaat",
)
FITS = (
    "meekijken en leren",
    "meehelpen",
    "uitvoeren op aanwijzing",
    "afgebakend werk zelf doen",
    "een heel onderdeel dragen",
    "het resultaat dragen",
)
"""The steps of the scale in the second person, and as what fits."""

GOOD = {
    "guidance": "Er staat wie je begeleidt",
    "learning_goals": "Je leerdoelen tellen mee",
    "compensation": "Je krijgt een vergoeding",
    "hours": "Er staat hoeveel uur je werkt",
}

MISSING = {
    "guidance": "wie je begeleidt, en hoe vaak jullie elkaar spreken",
    "learning_goals": "aan welke leerdoelen je kunt werken",
    "compensation": "of je een vergoeding krijgt",
    "hours": "hoeveel uur per week je werkt",
    "duration": "hoe lang de stage duurt",
    "level": "voor welk niveau de stage is (mbo, hbo of wo)",
    "study_year": "voor welk leerjaar de stage is",
}
"""What a student wants to know, in order of weight, for each condition that a posting can leave out."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a student gets to read. Each item is one or two plain Dutch sentences."""

    title: str
    verdict: str
    too_much: tuple[str, ...]
    good: tuple[str, ...]
    not_stated: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The lists with their headings, in order."""
        return tuple(zip(TITLES, (self.too_much, self.good, self.not_stated, self.questions), strict=True))

    def to_dict(self, assessment: Assessment) -> dict[str, Any]:
        """Returns the JSON form, with the assessment that it tells beside it."""
        return {
            "verdict": self.verdict,
            "too_much": list(self.too_much),
            "good": list(self.good),
            "not_stated": list(self.not_stated),
            "questions": list(self.questions),
            "assessment": assessment.to_dict(),
        }


def advise(assessment: Assessment) -> Advice:
    """Returns what a student should know about this posting."""
    if not assessment.assessed:
        verdict = f"Deze tekst krijgt geen oordeel. {words.reasons(assessment)[0]} {words.ONLY_INTERNSHIPS}"
        return Advice(words.name_of(assessment), verdict, (), (), (), ())
    return Advice(
        title=words.name_of(assessment),
        verdict=f"{VERDICTS[assessment.score.band].removesuffix('.')}{words.but(assessment)}.",
        too_much=tuple(_too_much(assessment)),
        good=tuple(_good(assessment)),
        not_stated=tuple(_not_stated(assessment)),
        questions=questions(assessment),
    )


def render(assessment: Assessment, *, width: int = 80, quiet: bool = False) -> Text:
    """Returns the advice for the terminal; `quiet` leaves only the verdict."""
    advice = advise(assessment)
    page = Page(width)
    if quiet:
        page.paragraph(advice.verdict)
        return page.text
    page.paragraph(Text(advice.title, style="bold"))
    page.blank()
    page.paragraph(Text(advice.verdict, style="bold"))
    if advice.too_much:
        page.paragraph(HEAVY_COMFORT)
    for heading, items in advice.lists:
        if items:
            page.heading(heading)
        for item in items:
            page.paragraph(item, " - ")
    page.blank()
    page.paragraph(Text(_foot(assessment), style="dim"))
    return page.text


def render_markdown(assessment: Assessment) -> str:
    """Returns the advice in Markdown."""
    advice = advise(assessment)
    lines = [f"# {escape(advice.title)}", "", f"**{escape(advice.verdict)}**", ""]
    lines += [HEAVY_COMFORT, ""] if advice.too_much else []
    for heading, items in advice.lists:
        lines += section(heading, map(escape, items))
    return "\n".join([*lines, _foot(assessment), ""])


def _foot(assessment: Assessment) -> str:
    score = f" Score: {assessment.score.value} van 100." if assessment.assessed else ""
    return f"{words.NO_LEGAL_VERDICT}{score}"


def _too_much(assessment: Assessment) -> Iterator[str]:
    heavy = assessment.excessive_duties
    for duty in heavy[:MOST]:
        yield f"{words.quote(duty.text)}. {_why(duty)}"
    if len(heavy) > MOST:
        yield f"En nog {words.number(len(heavy) - MOST, 'taak', 'taken')}; je ziet ze met: stagecheck check."
    facts = assessment.conditions
    if facts.guidance.value is False and facts.guidance.detail("little"):
        found = _quoted(assessment, "guidance")
        yield f"Er lijkt weinig begeleiding te zijn{found}. Juist die heb je nodig om te leren."
    if facts.replaces_staff.value:
        found = _quoted(assessment, "replaces_staff")
        yield f"Je lijkt het werk van een medewerker over te nemen{found}. Een stagiair komt erbij, niet in de plaats."
    if facts.experience_demanded.value:
        demand = _quoted(assessment, "experience_demanded")
        yield f"Er wordt ervaring gevraagd{demand}. Ervaring doe je juist op in je stage."


def _why(duty: Duty) -> str:
    """Returns why a duty is too much, in the second person, with the words that weigh most."""
    found = dict.fromkeys(words.quote(item.text, 50) for item in words.counted(duty, Effect.RAISES))
    because = f" Dat zit vooral in {' en '.join(list(found)[:SAMPLE])}." if found else ""
    if duty.ask > duty.ceiling:
        return f"Hier {YOU[duty.ask]}; bij een stagiair past {FITS[duty.ceiling]}.{because}"
    on_top = [words.sentence(term.reason) for term in duty.score.terms if term.points > 0][-1:]
    return " ".join([*on_top, because.strip()]).strip()


def _quoted(assessment: Assessment, name: str) -> str:
    """Returns the words that a condition rests on, after a colon."""
    found = [words.quote(item.text, 80) for item in getattr(assessment.conditions, name).evidence]
    return f": {' en '.join(list(dict.fromkeys(found))[:SAMPLE])}" if found else ""


def _good(assessment: Assessment) -> Iterator[str]:
    fit = words.fitting(assessment)
    if fit:
        examples = " en ".join(words.quote(duty.text, 60) for duty in fit[:SAMPLE])
        every = len(fit) == len(assessment.duties) > 1
        count = f"Alle {len(fit)} taken" if every else words.tally(len(fit), len(assessment.duties))
        yield f"{count} {'past' if len(fit) == 1 else 'passen'} bij een stagiair, zoals {examples}."
    eased = ((duty, words.counted(duty, Effect.TEMPERS)) for duty in assessment.duties)
    for duty, found in [(duty, found) for duty, found in eased if found][:SAMPLE]:
        yield f"Bij {words.quote(duty.text, 60)} staat {words.quote(found[0].text, 50)}: dat maakt het lichter."
    for fact in words.facts(assessment.conditions):
        if fact.name in GOOD and getattr(assessment.conditions, fact.name).value not in (None, False, 0):
            told = _quoted(assessment, fact.name) if fact.value == "ja" else f": {fact.value}"
            yield f"{GOOD[fact.name]}{told}."


def _not_stated(assessment: Assessment) -> Iterator[str]:
    facts = assessment.conditions
    if facts.guidance.value is False and not facts.guidance.detail("little"):
        yield f"Wie je begeleidt in het vak. Er staat alleen{_quoted(assessment, 'guidance') or ' iets algemeens'}."
    stated = {fact.name for fact in words.facts(facts) if fact.stated}
    for name, sentence in MISSING.items():
        if name not in stated:
            belgian = name == "compensation" and facts.locale.value == "be"
            note = " In België is een stage voor je opleiding meestal onbetaald." if belgian else ""
            yield f"{words.capital(sentence)}.{note}"
