"""The Dutch words that all reports share: verdicts, steps, sections, conditions, quotes."""

import unicodedata
from typing import NamedTuple

from analyzer.assessment import (
    EXCESSIVE_FROM,
    NOT_ASSESSED,
    Assessment,
    Condition,
    Conditions,
    Duty,
    Effect,
    Evidence,
    Term,
    Verdict,
)
from analyzer.posting import Section

NOT_STATED = "niet vermeld"
NO_LEGAL_VERDICT = "Dit is een leeshulp en geen juridisch oordeel: beslissend is hoe het werk echt gaat."

ONLY_INTERNSHIPS = "Stagecheck beoordeelt alleen Nederlandstalige stagevacatures."

HEADLINES = {
    "passend": "Passend voor een stagiair",
    "aan de hoge kant": "Aan de hoge kant, maar te doen voor een stagiair",
    "te zwaar": "Te zwaar voor een stagiair",
    "veel te zwaar": "Veel te zwaar voor een stagiair",
}

STEPS = (
    "kijkt mee en leert",
    "helpt mee",
    "voert uit op aanwijzing",
    "doet afgebakend werk zelf",
    "draagt een heel onderdeel",
    "draagt het resultaat",
)
"""What is asked, from 0 to 5, as it follows "de stagiair"."""

SECTIONS = {
    Section.DUTIES: "taken",
    Section.PROFILE: "profiel",
    Section.OFFER: "aanbod",
    Section.ABOUT: "over de organisatie",
    Section.APPLICATION: "solliciteren",
    Section.BOILERPLATE: "vaste tekst",
    Section.METADATA: "kenmerken",
}

LABELS = {
    "level": "Niveau",
    "study_year": "Leerjaar",
    "internship_type": "Soort stage",
    "guidance": "Begeleiding",
    "learning_goals": "Leerdoelen",
    "compensation": "Vergoeding",
    "hours": "Uren",
    "duration": "Duur",
    "experience_demanded": "Gevraagde ervaring",
    "replaces_staff": "Vervangt personeel",
    "locale": "Land",
}
"""The conditions in the order of the report, by the name that they have in `Conditions`."""

_COUNTRIES = {"nl": "Nederland", "be": "België"}
_UNITS = {"hours": "uur per week", "compensation": "euro per maand", "duration": "maanden"}
_TOLD_ELSEWHERE = frozenset({"strength", "little", "final", "pupil", "unit", "maximum", "stated_by"})
"""Details that are told in the value itself; any other detail is told with its name."""


class Fact(NamedTuple):
    """A condition as it is told: its name in `Conditions`, the label, the value in words, and the words it rests on."""

    name: str
    label: str
    value: str
    stated: bool
    quotes: tuple[str, ...]


def clean(text: str) -> str:
    """Returns the text on one line, without characters that steer a terminal."""
    line = " ".join(text.split())
    return "".join(
        char for char in line if unicodedata.category(char) not in ("Cc", "Cs") and char not in "\u200b\ufeff\u00ad"
    )


def quote(text: str, limit: int = 0) -> str:
    """Returns the words between Dutch quotation marks, cut at a word where they are longer than `limit`."""
    line = clean(text)
    if limit and len(line) > limit:
        line = line[:limit].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
    return f"“{line}”"


def name_of(assessment: Assessment) -> str:
    """Returns the title, or else where the posting came from."""
    return clean(assessment.title) or source_of(assessment) or "Vacature zonder titel"


def unsentence(text: str) -> str:
    """Returns the text without a capital first, to follow a semicolon; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """Returns the text as a sentence: a capital first, and a full stop where it ends without a mark."""
    line = clean(text)
    return f"{line[:1].upper()}{line[1:]}{'' if not line or line[-1] in '.!?' else '.'}"


def reasons(assessment: Assessment) -> tuple[str, ...]:
    """Returns the reasons as sentences, the weightiest first; never none where the text is not assessed."""
    told = tuple(sentence(reason.removeprefix(NOT_ASSESSED)) for reason in assessment.reasons if clean(reason))
    return told or (() if assessment.assessed else ("Dit is geen Nederlandstalige stagevacature met taken.",))


def source_of(assessment: Assessment) -> str:
    """Returns where the posting came from, in words."""
    return "standaardinvoer" if assessment.source == "-" else clean(assessment.source)


def headline(assessment: Assessment) -> str:
    """Returns the verdict in a few words, band included."""
    return f"{HEADLINES[assessment.score.band]}{but(assessment)}" if assessment.assessed else "Niet beoordeeld"


def but(assessment: Assessment) -> str:
    """Returns what a realistic verdict leaves out: the duties that are excessive all the same."""
    heavy = len(assessment.excessive_duties)
    if assessment.verdict is not Verdict.REALISTIC or not heavy:
        return ""
    return f", op {number(heavy, 'taak', 'taken')} na"


def score_line(assessment: Assessment) -> str:
    """Returns the score in words, with the limit."""
    return f"score {assessment.score.value} van 100; te zwaar vanaf {EXCESSIVE_FROM}"


def step(level: int) -> str:
    """Returns a step of the scale in words, as "3 van 5: doet afgebakend werk zelf"."""
    return f"{level} van 5: {STEPS[max(0, min(5, level))]}"


def high_side(assessment: Assessment) -> tuple[Duty, ...]:
    """Returns the realistic duties whose score is on the high side, heaviest first."""
    light = (duty for duty in assessment.duties if duty.verdict is Verdict.REALISTIC and duty.score.band != "passend")
    return tuple(sorted(light, key=lambda duty: (-duty.score.value, duty.start)))


def fitting(assessment: Assessment) -> tuple[Duty, ...]:
    """Returns the duties that fit, in the order of the text."""
    return tuple(duty for duty in assessment.duties if duty.score.band == "passend")


def counted(duty: Duty, *effects: Effect) -> tuple[Evidence, ...]:
    """Returns the evidence of a duty with one of these effects, the weightiest first, each wording once."""
    seen: dict[tuple[str, str], Evidence] = {}
    for item in sorted(duty.evidence, key=lambda item: (-abs(item.points), item.start, item.end)):
        if item.effect in effects:
            seen.setdefault((item.rule, clean(item.text).lower()), item)
    return tuple(seen.values())


def quoted_in(duty: Duty, term: Term) -> Evidence | None:
    """Returns the words behind a term: the evidence of the rule that gives the points."""
    return next((item for item in duty.evidence if item.rule == term.name), None)


def points(term: Term) -> str:
    """Returns the points of a term with their sign."""
    return f"{term.points:+d}"


def tally(part: int, whole: int) -> str:
    """Returns "2 van 5 taken"."""
    return f"{part} van {whole} {'taak' if whole == 1 else 'taken'}"


def number(count: int, one: str, more: str) -> str:
    """Returns a count with its noun; small numbers in letters."""
    letters = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
    return f"{letters[count] if count < len(letters) else count} {one if count == 1 else more}"


def capital(text: str) -> str:
    """Returns the text with a capital first."""
    return text[:1].upper() + text[1:]


def facts(conditions: Conditions) -> tuple[Fact, ...]:
    """Returns the conditions in words, in the order of the report; the country only where it says something."""
    told = tuple(_fact(name, label, getattr(conditions, name)) for name, label in LABELS.items())
    return told if _country_tells(conditions.locale) else tuple(fact for fact in told if fact.name != "locale")


def _country_tells(locale: Condition) -> bool:
    return locale.value == "be" or by_user(locale)


def by_user(condition: Condition) -> bool:
    """Whether the user stated this fact."""
    return condition.detail("stated_by") == "user"


def _fact(name: str, label: str, condition: Condition) -> Fact:
    value = _value(name, condition)
    seen = (item.text for item in condition.evidence if item.effect is not Effect.NONE)
    quotes = tuple(dict.fromkeys(quote(text, 70) for text in seen if clean(text).lower() not in value.lower()))
    return Fact(name, label, value, value != NOT_STATED, quotes)


def _value(name: str, condition: Condition) -> str:
    """Returns the value in words, with its details."""
    details = [
        f"{key.replace('_', ' ')}: {'ja' if value is True else clean(str(value))}"
        for key, value in condition.details
        if key not in _TOLD_ELSEWHERE and value not in (None, False)
    ]
    user = " (door jou opgegeven)" if by_user(condition) else ""
    return f"{', '.join([_main_value(name, condition), *details])}{user}"


def _main_value(name: str, condition: Condition) -> str:
    value = condition.value
    if condition.detail("final"):
        return "laatste jaar"
    if value is None:
        return NOT_STATED
    if name == "guidance" and isinstance(value, bool):
        little = "weinig" if condition.detail("little") else "alleen in het algemeen"
        return "ja" if value else little
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (int, float)):
        return _figure(name, value, condition)
    if condition.detail("pupil"):
        return "leerling van de middelbare school"
    return clean(_COUNTRIES.get(str(value), str(value)) if name == "locale" else str(value))


def _figure(name: str, value: int | float, condition: Condition) -> str:
    if name == "study_year":
        return f"{value}e jaar"
    if name == "compensation" and not value:
        return "geen"
    most, unit = condition.detail("maximum"), str(condition.detail("unit") or _UNITS.get(name, ""))
    span = f"{value:g} tot {most:g}" if isinstance(most, (int, float)) and most > value else f"{value:g}"
    return f"{span} {'maand' if (span, unit) == ('1', 'maanden') else unit}".replace(".", ",").strip()
