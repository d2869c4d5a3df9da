"""The duties of a posting weighed together, and the score of the posting (annotation guide, section 5).

The score of a posting is a sum over its duties as each was judged by itself; the points are those of `norms.toml`,
fitted on labelled postings by `python -m analyzer.fitting`. The verdict on the posting then weighs on its duties: a duty
is too heavy in a posting that is, and on the high side in one that fits as a whole.
"""

from collections.abc import Sequence
from dataclasses import replace

from analyzer.assessment import EXCESSIVE_FROM, Conditions, Duty, Score, Term, Verdict
from analyzer.matching import Knowledge
from analyzer.norms.ask import KEPT, NEUTRAL_ASK

SUMMED_FROM = 4
"""From this number of duties on they are summed; fewer stand on their own, and the heaviest decides."""
_HEAVIEST = 3
_FIELDS = "fields"
"""The ordinary work of a field, which is what a beginner does (annotation guide, section 4)."""
_ASSISTS = 1
"""The highest ask of helping and watching."""
_MOST_CARRIED = 6
_MOST_HELPED = 5
_MOST_HIGH = 8
"""So many duties of a kind count in the sum: a long list of small acts makes no job, nor does it excuse one."""
_ONE_STEP = 1


def judge_posting(duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge) -> Score:
    """Returns the score of the posting from its duties as they were judged one by one."""
    if not duties:
        return Score((Term("norm.no-duties", 0, "geen taken gevonden"),))
    terms = _worst(duties) if len(duties) < SUMMED_FROM else _summed(duties, conditions, knowledge)
    if any(duty.verdict is Verdict.EXCESSIVE for duty in duties):
        terms += _demands(conditions)
    return Score(tuple(terms))


def _worst(duties: Sequence[Duty]) -> list[Term]:
    worst = min(duties, key=lambda duty: (-duty.score.value, duty.start))
    reason = f"de zwaarste taak: {_short(worst.text)}"
    return [Term("norm.worst-duty", worst.score.value, reason, "annotation.md 5")]


def _summed(duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge) -> list[Term]:
    heaviest = sorted((duty.score.value for duty in duties), reverse=True)[:_HEAVIEST]
    mean = round(sum(heaviest) / len(heaviest))
    parts = [
        ("norm.sum", 1),
        ("norm.carried", min(_MOST_CARRIED, sum(duty.ask >= KEPT for duty in duties))),
        ("norm.high-side", min(_MOST_HIGH, sum(duty.ask > duty.ceiling for duty in duties))),
        ("norm.helped", min(_MOST_HELPED, sum(duty.ask <= _ASSISTS for duty in duties))),
        ("norm.guided", int(conditions.guided)),
    ]
    norm = knowledge.lexicon.by_name["norm.heaviest"]
    terms = [Term(norm.name, mean, f"{norm.gloss}: {mean}", norm.source)]
    return terms + [_times(name, number, knowledge) for name, number in parts if number]


def _times(name: str, number: int, knowledge: Knowledge) -> Term:
    norm = knowledge.lexicon.by_name[name]
    reason = f"{norm.gloss}: {number}" if number > 1 else norm.gloss
    return Term(norm.name, norm.points * number, reason, norm.source)


def _demands(conditions: Conditions) -> list[Term]:
    """Returns what is asked on top of heavy work: experience, or the place of somebody (domain page, 6.6 and 6.8)."""
    found = [condition for condition in (conditions.experience_demanded, conditions.replaces_staff) if condition.value]
    items = [condition.evidence[0] for condition in found]
    return [Term(item.rule, item.points, item.reason, "domain.md 6.6 en 6.8") for item in items]


def weigh_together(
    duties: Sequence[Duty], posting: Verdict, conditions: Conditions, knowledge: Knowledge
) -> tuple[Duty, ...]:
    """Returns the duties in the light of the verdict on the posting (annotation guide, section 5: the sum).

    Whoever runs a whole job also runs its middling parts: where the posting asks too much, a duty one step above its
    ceiling is excessive too where a heavy knob hangs on it, or where nobody guides and it is neither light work nor
    ordinary work of the field. Where the posting fits as a whole, a guide and the other work take a heavy duty back, and
    it is on the high side. Fewer duties than are summed stand on their own.
    """
    if len(duties) < SUMMED_FROM:
        return tuple(duties)
    if posting is Verdict.EXCESSIVE:
        alone = not conditions.guided
        step = knowledge.points("norm.strain")
        return tuple(
            _add(duty, "norm.strain", step, knowledge) if _strains(duty, knowledge, alone=alone) else duty
            for duty in duties
        )
    below = EXCESSIVE_FROM + knowledge.points("norm.fits-in")
    return tuple(
        _add(duty, "norm.fits-in", below - sum(term.points for term in duty.score.terms), knowledge)
        if duty.verdict is Verdict.EXCESSIVE
        else duty
        for duty in duties
    )


def _strains(duty: Duty, knowledge: Knowledge, *, alone: bool) -> bool:
    """Whether the sum of a posting that asks too much weighs on this duty. `alone`: nobody guides."""
    if duty.ask - duty.ceiling != _ONE_STEP:
        return False
    knobs = [knowledge.lexicon.by_name[name] for name in duty.knobs]
    if any(knob.weight == "high" for knob in knobs):
        return True
    light = bool(knobs) and all(knob.weight == "low" or knob.rule_class == _FIELDS for knob in knobs)
    return alone and not light and duty.ask >= NEUTRAL_ASK


def _add(duty: Duty, name: str, points: int, knowledge: Knowledge) -> Duty:
    """Returns the duty with a norm as one more term of its score."""
    norm = knowledge.lexicon.by_name[name]
    return replace(duty, score=Score((*duty.score.terms, Term(norm.name, points, norm.gloss, norm.source))))


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rsplit(" ", 1)[0] + " …"
