"""The norms: what is asked against what an intern can carry, as an additive score with a source for every term.

A duty scores `base + step x (ask - ceiling)`: 10 on the ceiling, 30 one step above it (on the high side), 50 two steps
above it (excessive). Ask and ceiling are on the scale 0-5 of the annotation guide; points and ceilings are data
(`lexicons/norms.toml`, `knobs.toml`, `fields.toml`).
"""

from collections.abc import Sequence

from analyzer.assessment import EXCESSIVE_FROM, Conditions, Duty, Effect, Evidence, Score, Term
from analyzer.candidate import Candidate
from analyzer.matching import Knowledge
from analyzer.norms.ask import BOUNDED, CARRIED_FROM, LIFELINE, NEUTRAL_ASK, ask_of, base_ask
from analyzer.norms.ceiling import carried_alone, ceiling_of
from analyzer.norms.knobs import knobs_of
from analyzer.norms.whole import judge_posting, weigh_together

__all__ = ["judge", "judge_posting", "weigh_together"]


def judge(candidate: Candidate, evidence: Sequence[Evidence], conditions: Conditions, knowledge: Knowledge) -> Duty:
    """Returns the duty with its ask, ceiling, score and verdict."""
    knobs = knobs_of(candidate)
    base, base_rule, base_hit = base_ask(candidate, knobs)
    ask, terms, counted = ask_of(base, base_rule, evidence, knobs)
    carried = ask >= CARRIED_FROM or carried_alone(evidence, knobs, knowledge)
    ceiling, limit = ceiling_of(carried, knobs, conditions, knowledge)
    step = knowledge.points("norm.step")
    parts = [Term("norm.base", knowledge.points("norm.base"), "beginpunt van elke taak", "annotation.md 4")]
    parts += [Term(name, points * step, reason, source) for name, points, reason, source in (*terms, *limit)]
    start, end = candidate.passage.chars(candidate.start, candidate.end)
    if ask:
        parts += _stakes(parts, evidence, (start, end), knowledge)
    if base_hit is not None:
        effect = Effect.RAISES if base > NEUTRAL_ASK else Effect.TEMPERS if base < NEUTRAL_ASK - 1 else Effect.CONTEXT
        counted = [candidate.passage.evidence(base_hit, effect, base_hit.rule.gloss), *counted]
    counted += [candidate.passage.evidence(hit, Effect.CONTEXT, f"knop: {hit.rule.gloss}") for hit in knobs]
    return Duty(
        text=candidate.passage.source[start:end],
        start=start,
        end=end,
        section=candidate.section,
        knobs=tuple(dict.fromkeys(hit.rule.name for hit in knobs)),
        ask=ask,
        ceiling=ceiling,
        score=Score(tuple(parts)),
        evidence=tuple(counted),
    )


def _stakes(
    duty: Sequence[Term], evidence: Sequence[Evidence], place: tuple[int, int], knowledge: Knowledge
) -> list[Term]:
    """A helping verb does not excuse a lifeline or time-to-market (article, A3); a bounded part of it is no such thing.

    Where the duty names itself what hangs on it, it is too heavy whatever its ceiling.
    """
    found = next((item for item in evidence if item.rule == LIFELINE), None)
    if found is None or any(item.rule == BOUNDED for item in evidence):
        return []
    points = knowledge.points("norm.stakes")
    if place[0] <= found.start and found.end <= place[1]:
        points = max(points, EXCESSIVE_FROM - sum(term.points for term in duty))
    return [Term(found.rule, points, found.reason, "artikel A3")]
