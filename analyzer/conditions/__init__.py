"""The facts of the internship as a whole: of whom it is asked, with which guidance, on which terms.

What the posting does not state stays None and is said as "niet vermeld". What the user states goes first.
"""

from collections.abc import Sequence

from analyzer.assessment import Condition, Conditions, Evidence, Given
from analyzer.candidate import Findings
from analyzer.conditions.figures import compensation_of, duration_of, hours_of
from analyzer.conditions.guidance import guidance_of
from analyzer.conditions.kind import kind_of, language_of
from analyzer.conditions.study import find_level, find_type, find_year
from analyzer.passage import Passage
from analyzer.posting import Section

__all__ = ["find_conditions", "kind_of", "language_of"]


def find_conditions(passages: Sequence[Passage], findings: Findings, given: Given) -> Conditions:
    """Returns the conditions of a posting from its text and from what the user states."""
    spoken = [passage for passage in passages if passage.section is not Section.BOILERPLATE]
    level = _given(given.level) or find_level(spoken)
    return Conditions(
        level=level,
        study_year=_given(given.study_year) or find_year(spoken, level),
        internship_type=_given(given.internship_type) or find_type(spoken),
        locale=_given(given.locale) or _locale(spoken),
        guidance=guidance_of(spoken, findings),
        learning_goals=_flag(spoken, "learning", "learn.goals"),
        compensation=compensation_of(spoken),
        hours=hours_of(spoken),
        duration=duration_of(spoken),
        experience_demanded=_flag(spoken, "demands", "demand.experience"),
        replaces_staff=_flag(spoken, "demands", "demand.replaces"),
    )


def _given(value: str | int | None) -> Condition | None:
    return None if value is None else Condition(value, (("stated_by", "user"),))


def _locale(passages: Sequence[Passage]) -> Condition:
    found = _evidence(passages, "facts", "fact.belgium")
    return Condition(
        "be" if len(found) > 1 or any(item.text.lower() == "vzw" for item in found) else "nl", (), found[:3]
    )


def _flag(passages: Sequence[Passage], rule_class: str, rule: str) -> Condition:
    found = _evidence(passages, rule_class, rule)
    return Condition(True, (), found) if found else Condition()


def _evidence(passages: Sequence[Passage], rule_class: str, rule: str) -> tuple[Evidence, ...]:
    return tuple(
        passage.evidence(hit)
        for passage in passages
        for hit in passage.hits.get(rule_class, ())
        if hit.rule.name == rule
    )
