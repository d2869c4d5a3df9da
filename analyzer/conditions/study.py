"""Level, study year and type of internship, as the posting states them.

Of several levels the lowest that is addressed counts; "ook welkom" does not lower it (annotation guide, section 4).
"""

from collections.abc import Iterable, Sequence

from analyzer.assessment import Condition, Evidence
from analyzer.passage import Passage
from analyzer.posting import Section

LEVEL_ORDER = ("mbo", "hbo", "wo")
_WELCOME_REACH = 6


def facts_of(passages: Iterable[Passage], name: str) -> list[tuple[str, Evidence, Passage, int]]:
    """Returns the values that the text gives for a fact, each with its evidence, passage and place."""
    found = []
    for passage in passages:
        for hit in passage.hits.get("facts", ()):
            key, _, value = hit.rule.value.partition("=")
            if key == name:
                found.append((value, passage.evidence(hit), passage, hit.start))
    return found


def find_level(passages: Sequence[Passage]) -> Condition:
    """Returns the lowest level that is addressed: mbo, hbo or wo; pupils of a secondary school count as mbo."""
    found = facts_of(passages, "level")
    if not found:
        pupils = facts_of(passages, "pupil")
        return Condition("mbo", (("pupil", True),), (pupils[0][1],)) if pupils else Condition()
    firm = [one for one in found if not _only_welcome(one[2], one[3])] or found
    near = [one for one in firm if one[2].section is not Section.ABOUT] or firm
    lowest = min(near, key=lambda one: LEVEL_ORDER.index(one[0]))
    pupil = bool(facts_of(passages, "pupil")) and lowest[0] == "mbo"
    details = (("pupil", True),) if pupil else ()
    return Condition(lowest[0], details, tuple(one[1] for one in near if one[0] == lowest[0])[:3])


def _only_welcome(passage: Passage, place: int) -> bool:
    """Whether the level stands near words like "ook welkom"."""
    near = range(place - _WELCOME_REACH, place + _WELCOME_REACH + 1)
    return "welcome=yes" in passage.values("facts", near)


def find_year(passages: Sequence[Passage], level: Condition) -> Condition:
    """Returns the study year; the lowest where several are addressed, 4 for a final year or graduation project."""
    found = [one for one in facts_of(passages, "year") if not _of_other_level(one[2], one[3], level)]
    if not found:
        return Condition()
    lowest = min(found, key=lambda one: int(one[0]))
    if lowest[0] == "4" and level.value == "wo":
        return Condition(None, (("final", True),), (lowest[1],))
    return Condition(int(lowest[0]), (("final", lowest[0] == "4"),), (lowest[1],))


def _of_other_level(passage: Passage, place: int, level: Condition) -> bool:
    """Whether the year belongs to a higher level than the one that counts (*mbo 4 of hbo 1e jaars*)."""
    before = [
        hit.rule.value.partition("=")[2]
        for hit in passage.hits.get("facts", ())
        if hit.rule.value.startswith("level=") and hit.end == place
    ]
    return bool(before) and level.value not in (None, *before)


def find_type(passages: Sequence[Passage]) -> Condition:
    """Returns the type of internship that the text names first."""
    found = facts_of(passages, "type")
    return Condition(found[0][0], (), (found[0][1],)) if found else Condition()
