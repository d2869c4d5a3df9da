"""The duties of a posting weighed together, and the score of the posting (annotation guide, section 5)."""

from collections.abc import Sequence
from dataclasses import replace

from analyzer.assessment import Conditions, Duty, Score, Term, Verdict
from analyzer.matching import Knowledge
from analyzer.norms.ask import KEPT, NEUTRAL_ASK

_MANY = 4
"""So many duties on the high side, and half of all, make a posting strained."""
_SOME = 3
"""A lone heavy duty needs so many duties around it to be forgiven."""
_TWO_STEPS = 2


def weigh_together(duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge) -> tuple[Duty, ...]:
    """Returns the duties, each weighed in the light of the others (annotation guide, section 5: the sum).

    Whoever runs a whole job also runs its middling parts: where the posting as a whole asks too much, a duty one step
    above its ceiling is excessive when a heavy knob or a predicate of carrying hangs on it. A lone duty that is just
    too heavy, in a guided posting of otherwise fitting work, is on the high side.
    """
    heavy = [duty for duty in duties if duty.verdict is Verdict.EXCESSIVE]
    if len(heavy) >= knowledge.points("norm.strain-from"):
        return tuple(
            _add(duty, "norm.strain", knowledge) if _adds_to_strain(duty, knowledge) else duty for duty in duties
        )
    if len(heavy) == 1 and conditions.guided and len(duties) >= _SOME and heavy[0].ask - heavy[0].ceiling == _TWO_STEPS:
        return tuple(_add(duty, "norm.lone-step", knowledge) if duty is heavy[0] else duty for duty in duties)
    return tuple(duties)


def _add(duty: Duty, name: str, knowledge: Knowledge) -> Duty:
    """Returns the duty with a norm as one more term of its score."""
    return replace(duty, score=Score((*duty.score.terms, _norm_term(name, knowledge))))


def _adds_to_strain(duty: Duty, knowledge: Knowledge) -> bool:
    if duty.ask - duty.ceiling != 1 or duty.ask < NEUTRAL_ASK:
        return False
    weights = {knowledge.lexicon.by_name[name].weight for name in duty.knobs}
    carried = any(
        item.evidence_class == "predicates" and (knowledge.lexicon.by_name[item.rule].ask or 0) >= KEPT
        for item in duty.evidence
    )
    raised = any(item.points > 0 for item in duty.evidence)
    return "high" in weights or (weights != {"low"} and (carried or raised))


def judge_posting(duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge) -> Score:
    """Returns the score of the posting: its heaviest duty, what comes on top, and what takes it back."""
    if not duties:
        return Score((Term("norm.no-duties", 0, "geen taken gevonden"),))
    ranked = sorted(duties, key=lambda duty: (-duty.score.value, duty.start))
    worst = ranked[0]
    terms = [Term("norm.worst-duty", worst.score.value, f"de zwaarste taak: {_short(worst.text)}", "annotation.md 5")]
    heavy = [duty for duty in ranked if duty.verdict is Verdict.EXCESSIVE]
    if len(heavy) > 1:
        more = knowledge.points("norm.more-duties") * (len(heavy) - 1)
        terms.append(Term("norm.more-duties", more, f"nog {len(heavy) - 1} te zware taken", "annotation.md 5"))
    for name in ("experience_demanded", "replaces_staff"):
        condition = getattr(conditions, name)
        if condition.value and (heavy or _strained(duties)):
            item = condition.evidence[0]
            terms.append(Term(item.rule, item.points, item.reason, "domain.md 6.6 en 6.8"))
    terms += _takes_back(heavy, duties, conditions, knowledge)
    return Score(tuple(terms))


def _takes_back(
    heavy: Sequence[Duty], duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge
) -> list[Term]:
    """Returns what lowers the score of a posting with one heavy duty, or raises that of many strained ones."""
    alone = len(heavy) == 1 and len(duties) >= _SOME
    if alone and (conditions.guided or heavy[0].ask - heavy[0].ceiling <= _TWO_STEPS):
        return [_norm_term("norm.one-heavy", knowledge)]
    if not heavy and not conditions.guided and _strained(duties):
        return [_norm_term("norm.long-list", knowledge)]
    return []


def _norm_term(name: str, knowledge: Knowledge) -> Term:
    norm = knowledge.lexicon.by_name[name]
    return Term(norm.name, norm.points, norm.gloss, norm.source)


def _strained(duties: Sequence[Duty]) -> bool:
    high = [duty for duty in duties if duty.ask > duty.ceiling]
    return len(high) >= _MANY and 2 * len(high) >= len(duties)


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rsplit(" ", 1)[0] + " …"
