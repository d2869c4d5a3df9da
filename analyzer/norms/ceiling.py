"""What an intern of this level, year and guidance can carry on these knobs, 0 to 5."""

from collections.abc import Sequence

from analyzer.assessment import Conditions, Evidence
from analyzer.lexicon import LEVELS
from analyzer.matching import Hit, Knowledge, is_heavy

_NOBODY_BESIDE = "alone"
_CHANNEL = "channel"
_SEVERAL = 3
"""So many channels in one duty are all channels together (annotation guide, section 4)."""
_LIGHT = 2
"""Light work stays within this: making, drafting and helping fit nearly always (annotation guide, section 4)."""


def carried_alone(evidence: Sequence[Evidence], knobs: Sequence[Hit], knowledge: Knowledge) -> bool:
    """Whether the intern does work of weight with nobody beside him or her: then the whole is carried, whatever the
    verb (annotation guide, section 4: patients, classes, clients, books or safety alone)."""
    alone = any(knowledge.lexicon.by_name[item.rule].value == _NOBODY_BESIDE for item in evidence)
    return alone and is_heavy(knobs)


def ceiling_of(
    carried: bool, knobs: Sequence[Hit], conditions: Conditions, knowledge: Knowledge
) -> tuple[int, list[tuple[str, int, str, str]]]:
    """Returns the ceiling after its corrections, and the (negative) terms that make it up."""
    column = LEVELS.index(conditions.ceiling_level)
    rules = [hit.rule for hit in knobs] or [knowledge.lexicon.by_name["norm.default"]]
    if len({rule.name for rule in rules if rule.value == _CHANNEL}) >= _SEVERAL:
        rules.append(knowledge.lexicon.by_name["knob.all-channels"])
    side = "whole" if carried else "part"
    rule = min(rules, key=lambda one: (getattr(one, side)[column], one.name))
    base = getattr(rule, side)[column]
    what = "het geheel dragen" if side == "whole" else "een deel ervan doen"
    terms = [(rule.name, -base, f"wat past bij {_level_words(conditions)}: {rule.gloss} ({what})", rule.source)]
    for name, applies in _corrections(conditions):
        if applies:
            norm = knowledge.lexicon.by_name[name]
            terms.append((name, -norm.points, norm.gloss, norm.source))
    total = -sum(points for _, points, _, _ in terms)
    light = side == "part" and rule.weight == "low"
    floor = min(base, _LIGHT) if light else int(base > 1)
    ceiling = max(floor, min(5, total))
    if ceiling != total:
        terms.append(("norm.scale", total - ceiling, "de schaal loopt van 0 tot 5", "annotation.md 3"))
    return ceiling, terms


def _corrections(conditions: Conditions) -> list[tuple[str, bool]]:
    year = conditions.study_year.value
    early = isinstance(year, int) and year <= 2 and conditions.level.value != "mbo"
    return [
        ("norm.guidance", not conditions.guided),
        ("norm.early-year", early or conditions.internship_type.value == "snuffelstage"),
        ("norm.pupil", bool(conditions.level.detail("pupil"))),
    ]


def _level_words(conditions: Conditions) -> str:
    level = conditions.level.value or "hbo (niveau niet vermeld)"
    year = conditions.study_year.value
    return f"{level}, jaar {year}" if year else str(level)
