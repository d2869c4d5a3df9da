"""Figures of the internship: compensation, hours and duration, from the numbers beside the words for a unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.assessment import Condition, Effect, Evidence
from analyzer.matching import Hit
from analyzer.passage import Passage
from analyzer.posting import Section

_NUMBER = re.compile(r"\d{1,2}\.\d{3}|\d+")
_LINKS = frozenset({"-", "–", "à", "tot", "of", "/", "t/m", "en", ",", "±", "circa", "ca", "minimaal"})
_BACK = 4
_NEAR = 6
_BESIDE = 2
_HOURS_A_DAY = 8
_WEEKS_A_MONTH = 52 / 12
_PAY = range(50, 1501)
_HOURS = range(8, 49)
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class _Figure:
    low: int
    high: int
    start: int
    end: int
    passage: Passage


def compensation_of(passages: Sequence[Passage]) -> Condition:
    """Returns the compensation in euros a month; 0 where the text says that there is none."""
    for figure in _figures(passages, "euro"):
        if figure.low in _PAY and _is_pay(figure):
            return _condition(figure, figure.low, (("unit", "euro per maand"),))
    for passage in passages:
        for hit in passage.hits.get("demands", ()):
            if hit.rule.value == "unpaid":
                return Condition(0, (("unit", "euro per maand"),), (passage.evidence(hit),))
    return Condition()


def hours_of(passages: Sequence[Passage]) -> Condition:
    """Returns the hours a week (the lowest that is asked); days a week count as eight hours each."""
    for unit, factor in (("hours", 1), ("days", _HOURS_A_DAY)):
        for figure in _figures(passages, unit):
            duties = figure.passage.section is Section.DUTIES and figure.passage.headed
            if figure.low * factor in _HOURS and not duties:
                details = (("maximum", figure.high * factor), ("unit", "uur per week"))
                return _condition(figure, figure.low * factor, details)
    return Condition()


def duration_of(passages: Sequence[Passage]) -> Condition:
    """Returns the duration in months; weeks are rounded to whole months."""
    for unit, factor in (("months", 1.0), ("weeks", 1 / _WEEKS_A_MONTH)):
        for figure in _figures(passages, unit):
            months = round(figure.low * factor)
            if months in _MONTHS:
                return _condition(figure, months, (("unit", "maanden"),))
    return Condition()


def _figures(passages: Sequence[Passage], unit: str) -> Iterator[_Figure]:
    """Yields the numbers beside the words of a unit: before them, or after a currency sign."""
    for passage in passages:
        for hit in passage.hits.get("facts", ()):
            if hit.rule.value == f"unit={unit}":
                figure = _beside(passage, hit)
                if figure is not None:
                    yield figure


def _beside(passage: Passage, hit: Hit) -> _Figure | None:
    inside = _numbers(passage, hit.start)
    if inside:
        return _Figure(min(inside), max(inside), hit.start, hit.end, passage)
    if passage.words[hit.start].form == "€" and hit.end < len(passage.words):
        after = _numbers(passage, hit.end)
        return _Figure(min(after), max(after), hit.start, hit.end + 1, passage) if after else None
    found: list[int] = []
    at = first = hit.start
    while at > max(0, hit.start - _BACK):
        numbers = _numbers(passage, at - 1)
        if not numbers and passage.words[at - 1].form not in _LINKS:
            break
        found += numbers
        at -= 1
        first = at if numbers else first
    return _Figure(min(found), max(found), first, hit.end, passage) if found else None


def _numbers(passage: Passage, place: int) -> list[int]:
    """Returns the numbers that a word holds, in digits or as a word of the lexicon."""
    digits = _NUMBER.findall(passage.words[place].form.partition(",")[0])
    if digits:
        return [int(number.replace(".", "")) for number in digits]
    values = passage.values("facts", [place])
    return [int(value.removeprefix("number=")) for value in values if value.startswith("number=")]


def _is_pay(figure: _Figure) -> bool:
    """Whether the words around an amount say that it is the compensation, and none that it is something else."""
    told = figure.passage.section in (Section.OFFER, Section.METADATA) or "pay=yes" in _values(figure, _NEAR)
    return told and "pay=no" not in _values(figure, _BESIDE)


def _values(figure: _Figure, reach: int) -> set[str]:
    near = range(figure.start - reach, figure.end + reach)
    return figure.passage.values("facts", near)


def _condition(
    figure: _Figure, value: int, details: tuple[tuple[str, str | int | float | bool | None], ...]
) -> Condition:
    start, end = figure.passage.chars(figure.start, figure.end)
    text = figure.passage.source[start:end]
    item = Evidence("fact.figure", "facts", text, start, end, Effect.CONTEXT, "getal uit de tekst")
    return Condition(value, details, (item,))
