"""The duties of a posting weighed together, and the score of the posting (annotation guide, section 5).

The score of a posting is a sum over its duties as each was judged by itself; the points are those of `norms.toml`,
fitted on labelled postings by `python -m analyzer.fitting`. The verdict on the posting then weighs on its duties: a duty
is too heavy in a posting that is, and on the high side in one that fits as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Sum:
    """What of its duties counts in the score of a posting; the numbers of duties are cut to what counts at most."""

    heaviest: float
    """The mean score (0-100) of the three heaviest duties."""
    carried: int
    """Duties that carry a whole or keep something going (ask 4 or more)."""
    high: int
    """Duties above what the intern can carry, by however little."""
    helped: int
    """Duties of helping and watching (ask 0 or 1)."""


def sum_of(duties: Sequence[Duty]) -> Sum:
    """Returns what counts of these duties, of which there is at least one, as they were judged one by one."""
    scores = sorted((duty.score.value for duty in duties), reverse=True)[:_HEAVIEST]
    return Sum(
        heaviest=sum(scores) / len(scores),
        carried=min(_MOST_CARRIED, sum(duty.ask >= KEPT for duty in duties)),
        high=min(_MOST_HIGH, sum(duty.ask > duty.ceiling for duty in duties)),
        helped=min(_MOST_HELPED, sum(duty.ask <= _ASSISTS for duty in duties)),
    )


def judge_posting(duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge) -> Score:
    """Returns the score of the posting from its duties as they were judged one by one."""
    if not duties:
        return Score((Term("norm.no-duties", 0, "geen taken gevonden"),))
    terms = _worst(duties) if len(duties) < SUMMED_FROM else _summed(sum_of(duties), conditions, knowledge)
    if any(duty.verdict is Verdict.EXCESSIVE for duty in duties):
        terms += _demands(conditions)
    return Score(tuple(terms))


def _worst(duties: Sequence[Duty]) -> list[Term]:
    worst = min(duties, key=lambda duty: (-duty.score.value, duty.start))
    reason = f"de zwaarste taak: {_short(worst.text)}"
    return [Term("norm.worst-duty", worst.score.value, reason, "annotation.md 5")]


def _summed(total: Sum, conditions: Conditions, knowledge: Knowledge) -> list[Term]:
    mean = round(total.heaviest)
    parts = [
        ("norm.sum", 1),
        ("norm.carried", total.carried),
        ("norm.high-side", total.high),
        ("norm.helped", total.helped),
        ("norm.guided", int(conditions.guided)),
    ]
    heaviest = knowledge.lexicon.by_name["norm.heaviest"]
    terms = [Term(heaviest.name, mean, f"{heaviest.gloss}: {mean}", heaviest.source)]
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
    ceiling is excessive too where a heavy knob hangs on it, or where nobody guides and it is no light work. Where the
    posting fits as a whole, a guide and the other work take a heavy duty back, and it is on the high side. Fewer duties
    than are summed stand on their own.
    """
    if len(duties) < SUMMED_FROM:
        return tuple(duties)
    if posting is Verdict.EXCESSIVE:
        alone = not conditions.guided
        return tuple(_strained(duty, knowledge) if _strains(duty, knowledge, alone=alone) else duty for duty in duties)
    return tuple(_fitted_in(duty, knowledge) if duty.verdict is Verdict.EXCESSIVE else duty for duty in duties)


def _strains(duty: Duty, knowledge: Knowledge, *, alone: bool) -> bool:
    if duty.ask - duty.ceiling != _ONE_STEP:
        return False
    knobs = [knowledge.lexicon.by_name[name] for name in duty.knobs]
    if any(knob.weight == "high" for knob in knobs):
        return True
    light = bool(knobs) and all(knob.weight == "low" or knob.rule_class == _FIELDS for knob in knobs)
    return alone and not light and duty.ask >= NEUTRAL_ASK


def _strained(duty: Duty, knowledge: Knowledge) -> Duty:
    norm = knowledge.lexicon.by_name["norm.strain"]
    return replace(duty, score=Score((*duty.score.terms, Term(norm.name, norm.points, norm.gloss, norm.source))))


def _fitted_in(duty: Duty, knowledge: Knowledge) -> Duty:
    """Returns the duty on the high side: just below what is excessive."""
    norm = knowledge.lexicon.by_name["norm.fits-in"]
    points = EXCESSIVE_FROM + norm.points - sum(term.points for term in duty.score.terms)
    return replace(duty, score=Score((*duty.score.terms, Term(norm.name, points, norm.gloss, norm.source))))


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rsplit(" ", 1)[0] + " …"
