"""Who guides the intern: somebody in the field, a team of the field, a promise only, or nobody that is stated."""

from collections.abc import Sequence

from analyzer.assessment import Condition, Evidence
from analyzer.passage import Passage
from analyzer.posting import Section

GUIDED_FROM = 2
"""Strength from which the work is guided: a supervisor, colleagues in the field, or a team in which the work is done."""


def guidance_of(passages: Sequence[Passage]) -> Condition:
    """Returns the guidance: `value` is True where somebody in the field guides, False where the text only promises it
    or says that there is little, None where it is not stated. `strength` is that of the strongest words."""
    found: list[Evidence] = []
    for passage in passages:
        if passage.section is not Section.APPLICATION:
            found += [passage.evidence(hit) for hit in passage.hits.get("guidance", ())]
    if not found:
        return Condition()
    best = max(item.points for item in found)
    little = min(item.points for item in found)
    strength = best if little >= 0 or _outweighs(found) else min(best, 1)
    shown = sorted(found, key=lambda item: (-abs(item.points), item.start))[:6]
    details = (("strength", strength), ("little", little < 0))
    return Condition(strength >= GUIDED_FROM, details, tuple(shown))


def _outweighs(found: Sequence[Evidence]) -> bool:
    """Whether a supervisor or colleague is named in spite of words that promise little."""
    return sum(item.points >= 3 for item in found) > sum(item.points < 0 for item in found)


def is_guided(guidance: Condition) -> bool:
    """Whether the work is guided, for the ceiling: what is not stated counts as nobody."""
    return guidance.value is True
