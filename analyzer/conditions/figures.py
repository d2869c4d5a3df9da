"""Figures of the internship: compensation, hours and duration, from the words around a number."""

import re
from collections.abc import Sequence

from analyzer.assessment import Condition, Effect, Evidence
from analyzer.passage import Passage
from analyzer.posting import Posting, Section

_AMOUNT = re.compile(
    r"(?:€|eur|euro)\s?(?P<a>\d{1,2}[.]\d{3}|\d{2,4})(?:,-|,\d\d|[.]-)?|(?P<b>\d{2,4})(?:,-|,\d\d)?\s?(?:€|euro)", re.I
)
_PAY_WORDS = re.compile(
    r"vergoeding|per maand|p/m|p\.m\.|/ ?month|bruto|netto|maandelijks|stagevergoeding|compensation", re.I
)
_NOT_PAY = re.compile(r"budget|omzet|korting|inhouding|reiskosten van|reiskosten tot|advertentie|per dag|boek", re.I)
_HOURS = re.compile(
    r"(?P<low>\d{1,2})(?:\s?(?:-|–|à|tot|of|/)\s?(?P<high>\d{1,2}))?\s?(?:uur|u\b|hours|uren)(?!\s?(?:voor|na|'s))",
    re.I,
)
_DAYS = re.compile(
    r"(?P<low>\d|één|twee|drie|vier|vijf)(?:\s?(?:-|–|à|tot|of|/)\s?(?P<high>\d|vier|vijf))?\s(?:volle )?dagen(?: per week| in de week)",
    re.I,
)
_DURATION = re.compile(
    r"(?P<low>\d{1,2}|vier|vijf|zes|tien|twintig)(?:\s?(?:-|–|à|tot|of|/)\s?(?P<high>\d{1,2}|zes))?\s?(?P<unit>maanden|maand|weken|months)",
    re.I,
)
_UNPAID = re.compile(
    r"onbezoldigd|onbetaald|geen (?:stage)?vergoeding|vergoeding:? (?:neen|nee|geen)|stagevergoeding kunnen we .{0,40}niet",
    re.I,
)
_WORDS = {"één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "tien": 10, "twintig": 20}
_REACH = 60
"""Characters around an amount in which the words for pay must stand."""


def compensation_of(posting: Posting, passages: Sequence[Passage]) -> Condition:
    """Returns the compensation in euros a month; 0 where the text says that there is none."""
    unpaid = _UNPAID.search(posting.text)
    for passage in passages:
        for match in _AMOUNT.finditer(posting.text, passage.block.start, passage.block.end):
            amount = int((match["a"] or match["b"]).replace(".", ""))
            around = posting.text[max(0, match.start() - _REACH) : match.end() + _REACH]
            fits = _PAY_WORDS.search(around) or passage.section in (Section.OFFER, Section.METADATA)
            near = posting.text[max(0, match.start() - 25) : match.end() + 15]
            if fits and 50 <= amount <= 1500 and not _NOT_PAY.search(near):
                return _condition(posting, match, amount, (("unit", "euro per maand"),))
    return _condition(posting, unpaid, 0, (("unit", "euro per maand"),)) if unpaid else Condition()


def hours_of(posting: Posting, passages: Sequence[Passage]) -> Condition:
    """Returns the hours a week (the lowest that is asked); days a week count as eight hours each."""
    for pattern, factor in ((_HOURS, 1), (_DAYS, 8)):
        for passage in passages:
            if passage.section is Section.DUTIES and passage.headed:
                continue
            for match in pattern.finditer(posting.text, passage.block.start, passage.block.end):
                low, high = (_number(match[name]) * factor for name in ("low", "high"))
                if 8 <= low <= 48:
                    return _condition(posting, match, low, (("maximum", high or low), ("unit", "uur per week")))
    return Condition()


def duration_of(posting: Posting, passages: Sequence[Passage]) -> Condition:
    """Returns the duration in months, rounded to whole months from weeks."""
    for passage in passages:
        for match in _DURATION.finditer(posting.text, passage.block.start, passage.block.end):
            before = posting.text[max(0, match.start() - 12) : match.start()].lower()
            low = _number(match["low"])
            months = round(low * 12 / 52) if match["unit"].lower() == "weken" else low
            if 1 <= months <= 12 and not any(
                word in before for word in ("de eerste", "elke", "afgelopen", "iedere", "na ")
            ):
                return _condition(posting, match, months, (("unit", "maanden"),))
    return Condition()


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdigit() else _WORDS.get(text.lower(), 0)


def _condition(
    posting: Posting, match: re.Match[str], value: int, details: tuple[tuple[str, str | int | float | bool | None], ...]
) -> Condition:
    item = Evidence(
        "fact.figure",
        "figures",
        posting.text[match.start() : match.end()],
        match.start(),
        match.end(),
        Effect.CONTEXT,
        "getal uit de tekst",
    )
    return Condition(value, details, (item,))
