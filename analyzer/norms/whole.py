"""The duties of a posting weighed together, and the score of the posting (annotation guide, section 5)."""

from collections.abc import Sequence
from dataclasses import replace

from analyzer.assessment import EXCESSIVE_FROM, Conditions, Duty, Score, Term, Verdict
from analyzer.matching import Knowledge
from analyzer.norms.ask import CARRIED_FROM, KEPT, NEUTRAL_ASK

_MANY = 4
"""So many duties on the high side, and half of all, make a posting strained."""
_SOME = 3
"""A heavy duty needs so many duties around it to be forgiven, unless it makes something and is just too heavy."""
_TWO_STEPS = 2
_BOASTS = frozenset({"own.responsible-for", "own.job-title"})
"""Words that call the intern responsible, and say nothing of what is done."""
_PROUD = 2
"""More proud sentences than these are no slip of the pen."""
_BESIDE = frozenset({"temper.approval", "temper.together", "temper.growth", "temper.optional", "temper.part"})
"""Words by which the text holds a duty small: somebody checks or stands beside the intern, or it is a part or a start."""
_GUARDED_SHARE = 5
"""Where one duty in so many is held small, and `_TWO_STEPS` of them at least, the posting is written for a learner."""


def weigh_together(duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge) -> tuple[Duty, ...]:
    """Returns the duties, each weighed in the light of the others (annotation guide, section 5: the sum).

    Whoever runs a whole job also runs its middling parts: where the posting as a whole asks too much, a duty one step
    above its ceiling is excessive when a heavy knob or a predicate of carrying hangs on it. A proud sentence, or a lone
    duty that is just too heavy, in a guided posting of otherwise fitting work, is on the high side.
    """
    heavy = [duty for duty in duties if duty.verdict is Verdict.EXCESSIVE]
    replaced = bool(conditions.replaces_staff.value)
    if conditions.guided and not replaced and len(duties) >= _SOME:
        proud = [duty for duty in heavy if _is_boast(duty, knowledge)]
        if len(proud) <= _PROUD and len(heavy) - len(proud) <= 1 and len(duties) - len(heavy) >= _TWO_STEPS:
            duties = [_taken_back(duty, knowledge) if duty in proud else duty for duty in duties]
            heavy = [duty for duty in heavy if duty not in proud]
        if len(heavy) == 1 and _steps(heavy[0]) == _TWO_STEPS:
            return tuple(_add(duty, "norm.lone-step", knowledge) if duty is heavy[0] else duty for duty in duties)
    if len(heavy) >= (1 if replaced else knowledge.points("norm.strain-from")):
        return tuple(
            _add(duty, "norm.strain", knowledge) if _adds_to_strain(duty, knowledge) else duty for duty in duties
        )
    return tuple(duties)


def _steps(duty: Duty) -> int:
    return duty.ask - duty.ceiling


def _is_boast(duty: Duty, knowledge: Knowledge) -> bool:
    """Whether a duty is heavy only because it is called a responsibility: nothing of weight hangs on it."""
    terms = {term.name for term in duty.score.terms}
    high = any(knowledge.lexicon.by_name[name].weight == "high" for name in duty.knobs)
    return bool(terms & _BOASTS) and not high


def _taken_back(duty: Duty, knowledge: Knowledge) -> Duty:
    """Returns the duty on the high side: just below what is excessive."""
    norm = knowledge.lexicon.by_name["norm.boast"]
    points = EXCESSIVE_FROM + norm.points - sum(term.points for term in duty.score.terms)
    term = Term(norm.name, points, norm.gloss, norm.source)
    return replace(duty, score=Score((*duty.score.terms, term)))


def _add(duty: Duty, name: str, knowledge: Knowledge) -> Duty:
    """Returns the duty with a norm as one more term of its score."""
    return replace(duty, score=Score((*duty.score.terms, _norm_term(name, knowledge))))


def _adds_to_strain(duty: Duty, knowledge: Knowledge) -> bool:
    if _steps(duty) != 1 or duty.ask < NEUTRAL_ASK:
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
        if condition.value and (heavy or _strained(duties, replaced=name == "replaces_staff")):
            item = condition.evidence[0]
            terms.append(Term(item.rule, item.points, item.reason, "domain.md 6.6 en 6.8"))
    terms += _sum_of(heavy, duties, conditions, knowledge)
    return Score(tuple(terms))


def _sum_of(heavy: Sequence[Duty], duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge) -> list[Term]:
    """Returns what lowers the score of a posting with one heavy duty, or raises that of many strained ones.

    Where the intern fills the place of somebody, nothing is taken back, and a guide does not make the sum fit.
    """
    replaced = bool(conditions.replaces_staff.value)
    many = len(duties) >= _SOME or (len(heavy) == 1 and heavy[0].ask <= NEUTRAL_ASK and _steps(heavy[0]) <= _TWO_STEPS)
    if len(heavy) == 1 and many and not replaced and _forgiven(heavy[0], duties, conditions, knowledge):
        return [_norm_term("norm.one-heavy", knowledge)]
    if len(heavy) > 1 and not replaced and _guarded(heavy, duties, knowledge):
        return [_norm_term("norm.guarded", knowledge)]
    if not heavy and (replaced or not conditions.guided) and _strained(duties, replaced=replaced):
        return [_norm_term("norm.long-list", knowledge)]
    return []


def _forgiven(duty: Duty, duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge) -> bool:
    """Whether a lone heavy duty leaves the posting realistic: it makes something, it is just too heavy, or somebody
    guides and it is no carrying of people, budget or results (a guide does not excuse those).

    Where the text holds none of its work small, what carries is not taken back without a guide, nor far above its
    ceiling with one.
    """
    if duty.ask <= NEUTRAL_ASK:
        return True
    if _steps(duty) <= _TWO_STEPS:
        return conditions.guided or bool(_held_small(duties))
    boast = _is_boast(duty, knowledge)
    return conditions.guided and (boast or (duty.ask < CARRIED_FROM and bool(_held_small(duties))))


def _held_small(duties: Sequence[Duty]) -> list[Duty]:
    """Returns the duties that the text holds small: helping, checked by somebody, shared, a part or a start."""
    return [duty for duty in duties if duty.ask <= 1 or any(item.rule in _BESIDE for item in duty.evidence)]


def _guarded(heavy: Sequence[Duty], duties: Sequence[Duty], knowledge: Knowledge) -> bool:
    """Whether the text holds its work small as a whole, and the heavy duties are few and carry nothing."""
    few = len(heavy) <= _SOME and _SOME * len(heavy) <= len(duties)
    carried = [duty for duty in heavy if duty.ask >= CARRIED_FROM and not _is_boast(duty, knowledge)]
    return few and not carried and len(_held_small(duties)) >= max(_TWO_STEPS, len(duties) / _GUARDED_SHARE)


def _norm_term(name: str, knowledge: Knowledge) -> Term:
    norm = knowledge.lexicon.by_name[name]
    return Term(norm.name, norm.points, norm.gloss, norm.source)


def _strained(duties: Sequence[Duty], *, replaced: bool) -> bool:
    """Whether so many duties are on the high side that they make up a job: somebody did them before, or one of them at
    least keeps a whole thing going (making alone, with a ceiling that is low for want of a guide, is no job)."""
    high = [duty for duty in duties if duty.ask > duty.ceiling]
    job = replaced or any(duty.ask >= KEPT for duty in high)
    return job and len(high) >= _MANY and 2 * len(high) >= len(duties)


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rsplit(" ", 1)[0] + " …"
