"""The norms: what is asked against what an intern can carry, as an additive score with a source for every term.

A duty scores `base + step x (ask - ceiling)`: 10 on the ceiling, 30 one step above it (on the high side), 50 two steps
above it (excessive). Ask and ceiling are on the scale 0-5 of the annotation guide; points and ceilings are data
(`lexicons/norms.toml`, `knobs.toml`, `fields.toml`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.assessment import Conditions, Duty, Effect, Evidence, Score, Term, Verdict
from analyzer.candidate import Candidate, Form
from analyzer.lexicon import LEVELS, Rule
from analyzer.matching import Hit, Knowledge

CARRIED_FROM = 5
"""From this ask on the whole is carried, and the ceiling of the whole counts; below it the ceiling of a part."""
_NEUTRAL_ASK = 3
_KEPT = 4
_UPKEEP = "upkeep"
_MANAGE = "manage"
_ADVICE = "advice"
_WHOLE = "whole"
_ROLE = "role"
_NOBODY_BESIDE = "alone"
_MANY = 4
_SOME = 3
_TWO_STEPS = 2
_LIFELINE = "press.lifeline"
_LIGHT_HARDENERS = ("own.alone", "own.all")
_AROUND = frozenset({"per", "voor", "over", "bij", "via", "op", "naar", "tijdens", "rond", "rondom", "aan", "uit", "binnen", "in"})


@dataclass(frozen=True, slots=True)
class _Ask:
    step: int
    terms: tuple[tuple[str, int, str, str], ...]
    evidence: tuple[Evidence, ...]


def judge(candidate: Candidate, evidence: Sequence[Evidence], conditions: Conditions, knowledge: Knowledge) -> Duty:
    """Returns the duty with its ask, ceiling, score and verdict."""
    knobs = _knobs(candidate)
    base, base_rule, base_hit = _base_ask(candidate, knobs)
    ask, terms, counted = _ask(base, base_rule, evidence, knobs)
    carried = ask >= CARRIED_FROM or _alone(evidence, knobs, knowledge)
    ceiling, limit = _ceiling(carried, knobs, conditions, knowledge)
    step = knowledge.points("norm.step")
    parts = [Term("norm.base", knowledge.points("norm.base"), "beginpunt van elke taak", "annotation.md 4")]
    parts += [Term(name, points * step, reason, source) for name, points, reason, source in (*terms, *limit)]
    parts += _stakes(evidence, knobs, knowledge)
    if base_hit is not None:
        effect = Effect.RAISES if base > _NEUTRAL_ASK else Effect.TEMPERS if base < _NEUTRAL_ASK - 1 else Effect.CONTEXT
        counted = [candidate.passage.evidence(base_hit, effect, base_hit.rule.gloss), *counted]
    counted += [candidate.passage.evidence(hit, Effect.CONTEXT, f"knop: {hit.rule.gloss}") for hit in knobs]
    start, end = candidate.passage.chars(candidate.start, candidate.end)
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
    if duty.ask - duty.ceiling != 1:
        return False
    weights = {knowledge.lexicon.by_name[name].weight for name in duty.knobs}
    carried = any(item.evidence_class == "predicates" and (knowledge.lexicon.by_name[item.rule].ask or 0) >= _KEPT for item in duty.evidence)
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


def _takes_back(heavy: Sequence[Duty], duties: Sequence[Duty], conditions: Conditions, knowledge: Knowledge) -> list[Term]:
    """Returns what lowers the score of a posting with one heavy duty, or raises that of a long list of strained ones."""
    if len(heavy) == 1 and len(duties) >= _SOME:
        if conditions.guided or heavy[0].ask - heavy[0].ceiling <= _TWO_STEPS:
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


def _base_ask(candidate: Candidate, knobs: Sequence[Hit]) -> tuple[int, Rule | None, Hit | None]:
    """Returns what the predicate asks: of the governing verb where it assists or watches, else of the heaviest verb."""
    passage = candidate.passage
    verbs = [passage.place(token) for token in candidate.clause.verbs]
    best: list[Hit] = []
    for number, place in enumerate(verbs):
        hit = _longest(hit for hit in passage.touching("predicates", [place]) if hit.start >= candidate.start - 1)
        if hit is None:
            continue
        if number == 0 and (hit.rule.ask or 0) <= 1:
            return hit.rule.ask or 0, hit.rule, hit
        best.append(hit)
    if not best and candidate.clause.form is not Form.FINITE:
        best = list(passage.hits_of("predicates", candidate.start, candidate.end))[:1]
    if not best:
        inner = list(passage.hits_of("predicates", candidate.start, candidate.end))
        best = inner[:1] if any(True for _ in passage.hits_of("ownership", candidate.start, candidate.end)) else []
    if not best:
        role = next((hit for hit in passage.hits_of("ownership", candidate.start, candidate.end) if hit.rule.value == _ROLE), None)
        heavy = any(hit.rule.weight != "low" for hit in knobs)
        if role is not None:
            return (CARRIED_FROM if heavy else _KEPT), role.rule, None
        return _NEUTRAL_ASK, None, None
    heaviest = max(best, key=lambda hit: _ask_of(hit.rule, knobs))
    return _ask_of(heaviest.rule, knobs), heaviest.rule, heaviest


def _ask_of(rule: Rule, knobs: Sequence[Hit]) -> int:
    """Keeping something up asks as much as what is kept: a whole channel or process 4, pages and lists less."""
    ask = rule.ask if rule.ask is not None else _NEUTRAL_ASK
    heavy = any(hit.rule.weight != "low" for hit in knobs)
    if rule.value == _UPKEEP and heavy:
        return max(ask, _KEPT)
    if rule.value == _MANAGE and knobs and not heavy:
        return ask - 1
    if ask == CARRIED_FROM and knobs and not heavy:
        return ask - 1
    if ask == _NEUTRAL_ASK and rule.value != _ADVICE and any(hit.rule.value == _WHOLE for hit in knobs):
        return _KEPT
    return ask


def _longest(hits: object) -> Hit | None:
    return max(hits, key=lambda hit: (hit.end - hit.start, hit.rule.ask or 0), default=None)  # type: ignore[call-overload, no-any-return]


def _ask(
    base: int, rule: Rule | None, evidence: Sequence[Evidence], knobs: Sequence[Hit]
) -> tuple[int, list[tuple[str, int, str, str]], list[Evidence]]:
    """Returns the ask after its qualifiers: hardened by at most two steps, softened by at most one (two where nothing
    hardens), and kept within 0-5."""
    name = rule.name if rule else "ask.make"
    gloss = rule.gloss if rule else "werk maken binnen een kader"
    terms = [(name, base, gloss, "annotation.md 3")]
    raising = _apart([item for item in evidence if item.points > 0 and item.rule not in (_LIFELINE, name)])
    tempering = [item for item in evidence if item.points < 0]
    heavy = any(hit.rule.weight != "low" for hit in knobs)
    up = min(2, sum(item.points for item in raising)) if base > 1 or any(item.evidence_class == "ownership" for item in raising) else 0
    if up and not heavy and base <= _NEUTRAL_ASK:
        # Making something alone, or all of it, stays making (annotation guide, section 4); a role or a result does not.
        raising = [item for item in raising if item.rule not in _LIGHT_HARDENERS]
        up = min(1, sum(item.points for item in raising))
    down = 1 if tempering and base > 1 else 0
    for item in raising[: 2 if up else 0]:
        share = min(item.points, up)
        if share > 0:
            terms.append((item.rule, share, item.reason, "annotation.md 3"))
            up -= share
    if down:
        terms.append((tempering[0].rule, -1, tempering[0].reason, "annotation.md 3"))
    total = sum(points for _, points, _, _ in terms)
    ask = max(0, min(5, total))
    if ask != total:
        terms.append(("norm.scale", ask - total, "de schaal loopt van 0 tot 5", "annotation.md 3"))
    return ask, terms, [item for item in evidence if item.points]


def _apart(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Returns the evidence without what repeats words that already count."""
    kept: list[Evidence] = []
    for item in evidence:
        if not any(item.start < other.end and other.start < item.end for other in kept):
            kept.append(item)
    return kept


def _knobs(candidate: Candidate) -> list[Hit]:
    """Returns the knobs that the predicate itself turns: those nearest to it in the parse."""
    passage = candidate.passage
    hits = [*passage.hits_of("knobs", candidate.start, candidate.end), *passage.hits_of("fields", candidate.start, candidate.end)]
    if not hits:
        return []
    distances = {id(hit): _distance(hit, candidate) for hit in hits}
    nearest = min(distances.values())
    return [hit for hit in hits if distances[id(hit)] <= nearest]


def _distance(hit: Hit, candidate: Candidate) -> int:
    """Counts the nouns and prepositions between a knob and the predicate that governs it."""
    passage = candidate.passage
    verbs = {token.i for token in candidate.clause.verbs}
    token = max((passage.span[i] for i in range(hit.start, hit.end)), key=lambda one: one.pos_ in ("NOUN", "PROPN", "VERB"))
    steps = 0
    for _ in range(12):
        if token.i in verbs or token.head.i == token.i:
            return steps
        if token.dep_ not in ("conj", "flat", "fixed", "appos", "amod", "compound:prt", "obj", "nsubj", "nsubj:pass"):
            around = any(child.dep_ == "case" and child.lower_ in _AROUND for child in token.children)
            steps += 2 if around else 1 if token.dep_ == "nmod" and token.head.i not in verbs else 0
        token = token.head
    return steps


def _alone(evidence: Sequence[Evidence], knobs: Sequence[Hit], knowledge: Knowledge) -> bool:
    """Whether the intern does work of weight with nobody beside him or her: then the whole is carried, whatever the
    verb (annotation guide, section 4: patients, classes, clients, books or safety alone)."""
    alone = any(knowledge.lexicon.by_name[item.rule].value == _NOBODY_BESIDE for item in evidence)
    return alone and any(hit.rule.weight != "low" for hit in knobs)


def _ceiling(
    carried: bool, knobs: Sequence[Hit], conditions: Conditions, knowledge: Knowledge
) -> tuple[int, list[tuple[str, int, str, str]]]:
    """Returns the ceiling after its corrections, and the (negative) terms that make it up."""
    column = LEVELS.index(conditions.ceiling_level)
    rules = [hit.rule for hit in knobs] or [knowledge.lexicon.by_name["norm.default"]]
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
    ceiling = max(1 if base > 1 else 0, min(5, total))
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


def _stakes(evidence: Sequence[Evidence], knobs: Sequence[Hit], knowledge: Knowledge) -> list[Term]:
    """A helping verb does not excuse a lifeline or time-to-market (article, A3)."""
    found = next((item for item in evidence if item.rule == _LIFELINE), None)
    if found is None:
        return []
    return [Term(found.rule, knowledge.points("norm.stakes"), found.reason, "artikel A3")]
