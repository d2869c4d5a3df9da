"""Who guides the intern: somebody in the field, a team of the field, a promise only, or nobody that is stated."""

from collections.abc import Sequence, Set

from analyzer.assessment import Condition, Evidence
from analyzer.candidate import Agent, Findings, Pass
from analyzer.conditions.beside import beside
from analyzer.conditions.colleagues import away_names, doubtful
from analyzer.matching import Hit
from analyzer.passage import Passage
from analyzer.posting import Section

NAMED = 3
"""Strength of a supervisor, a colleague in the field, or fixed talks: these hold also beside words that promise little."""
GUIDED_FROM = 2
"""Strength from which the work is guided: a supervisor, colleagues in the field, or a team in which the work is done."""

_FIRM = frozenset({"guide.supervisor", "guide.meetings"})


def guidance_of(passages: Sequence[Passage], findings: Findings) -> Condition:
    """Returns the guidance: `value` is True where somebody in the field guides, False where the text only promises it
    or says that there is little, None where it is not stated. `strength` is that of the strongest words."""
    found: list[Evidence] = []
    away = away_names(passages)
    for passage in passages:
        if passage.section is not Section.APPLICATION:
            found += [passage.evidence(hit) for hit in passage.hits.get("guidance", ()) if _holds(hit, passage, away)]
    found += _control(findings, away) + beside(passages)
    if not found:
        return Condition()
    best = max(item.points for item in found)
    little = min(item.points for item in found)
    strength = best if little >= 0 or best >= NAMED else min(best, 1)
    shown = sorted(found, key=lambda item: (-abs(item.points), item.start))[:6]
    details = (("strength", strength), ("little", little < 0))
    return Condition(strength >= GUIDED_FROM, details, tuple(shown))


def _control(findings: Findings, away: Set[str]) -> list[Evidence]:
    """Returns what somebody else does with the intern's work: reading it over, explaining, deciding."""
    found: list[Evidence] = []
    for candidate, why in findings.passed:
        if why is not Pass.AGENT or candidate.agent is not Agent.OTHER or candidate.clause.subject is None:
            continue
        passage = candidate.passage
        places = [passage.place(token) for token in candidate.clause.verbs]
        found += [passage.evidence(hit) for hit in passage.touching("control", places) if _holds(hit, passage, away)]
    return found


def _holds(hit: Hit, passage: Passage, away: Set[str]) -> bool:
    """Whether the words of a hit are not taken back by those around it (*zonder dat iemand ...*, *wil wel eens ...*).
    A supervisor stays one who is there now and then."""
    if hit.rule.points < GUIDED_FROM:
        return True
    if any(word.form in away for word in passage.words[hit.start : hit.end]):
        return False
    firm = hit.rule.name in _FIRM
    if not firm and passage.span[hit.start].sent != passage.span[hit.end - 1].sent:
        return False
    return not doubtful(passage, hit.start, hit.end - 1, thin=not firm)
