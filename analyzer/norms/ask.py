"""How much a duty asks, 0 to 5: from its predicate, and from the words that harden or soften it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analyzer.assessment import Evidence
from analyzer.candidate import Candidate
from analyzer.lexicon import LEVELS, Rule
from analyzer.matching import Hit, is_heavy

if TYPE_CHECKING:
    from spacy.tokens import Token

CARRIED_FROM = 5
"""From this ask on the whole is carried, and the ceiling of the whole counts; below it the ceiling of a part."""
KEPT = 4
"""The ask of a whole that is organised or kept going."""
LIFELINE = "press.lifeline"
BOUNDED = "temper.part"
"""A delimited part of something, which does not carry what hangs on the whole."""
NEUTRAL_ASK = 3
INSTRUCTED = 2
"""The ask of work by instruction: that somebody approves it makes it no lighter."""
_MAKE = "ask.make"
_UPKEEP = "upkeep"
_ENSURE = "ensure"
_FIELDS = "fields"
"""The tasks of a field, which are heavy by what they are and not because somebody sees to them."""
_MANAGE = "manage"
_ADVICE = "advice"
_WHOLE = "whole"
_ROLE = "role"
_CARRYING_ROLES = ("own.end-responsible", "own.runs-it", "own.handed-over")
"""Roles that lay the thing itself on the intern; a mere *verantwoordelijk* weighs as much as what it is for."""
_OWN_WORK = "own.own-work"
"""A role that lays no more on the intern than a piece of work of his or her own."""
_LIGHT_HARDENERS = ("own.alone", "own.all")
_WHOLE_THING = "own.whole"
_SMALL = "temper.small"
"""A small thing (*een korte notitie*): to make it is to make something, it lightens only who would carry more."""
_AROUND = frozenset(
    {"per", "voor", "over", "bij", "via", "op", "naar", "tijdens", "rond", "rondom", "aan", "uit", "binnen", "in"}
)
"""Prepositions behind which a noun is what the work is for, not what it is on."""
_THIRD_YEAR = LEVELS.index("hbo")
_ASSISTS = 1


def base_ask(candidate: Candidate, knobs: Sequence[Hit]) -> tuple[int, Rule | None, Hit | None]:
    """Returns what the predicate asks: of the governing verb where it assists or watches, else of the heaviest verb."""
    passage = candidate.passage
    bounded = any(hit.rule.name == BOUNDED for hit in passage.hits_of("tempering", candidate.start, candidate.end))
    expert = not bounded and _is_expert(hit for hit in knobs if not _is_around(hit, candidate))
    verbs = [passage.place(token) for token in candidate.clause.verbs]
    best: list[Hit] = []
    for number, place in enumerate(verbs):
        hit = _longest(hit for hit in passage.touching("predicates", [place]) if hit.start >= candidate.start - 1)
        if hit is None:
            continue
        if number == 0 and (hit.rule.ask or 0) <= 1:
            return hit.rule.ask or 0, hit.rule, hit
        best.append(hit)
    if not best:
        best = list(passage.hits_of("predicates", candidate.start, candidate.end))[:1]
    if not best:
        role = next(
            (hit for hit in passage.hits_of("ownership", candidate.start, candidate.end) if hit.rule.value == _ROLE),
            None,
        )
        if role is not None and role.rule.name != _OWN_WORK:
            carried = is_heavy(knobs) or role.rule.name in _CARRYING_ROLES
            return (CARRIED_FROM if carried else KEPT), role.rule, None
        return (KEPT if expert else NEUTRAL_ASK), None, None
    heaviest = max(best, key=lambda hit: _step_of(hit.rule, knobs, expert))
    return _step_of(heaviest.rule, knobs, expert), heaviest.rule, heaviest


def _step_of(rule: Rule, knobs: Sequence[Hit], expert: bool) -> int:
    """Returns what a predicate asks of what it is done to.

    Keeping something up asks as much as what is kept: a whole channel or process 4, pages and lists less. What an
    experienced colleague does (customers of one's own, permits, prices, advertisements) asks a step more than the same
    verb asks of ordinary work: who places an advertisement spends the money.
    """
    ask = rule.ask if rule.ask is not None else NEUTRAL_ASK
    heavy = is_heavy(knobs)
    if rule.value == _UPKEEP and heavy:
        return max(ask, KEPT)
    if rule.value == _ENSURE and (not knobs or is_heavy(hit for hit in knobs if hit.rule.rule_class != _FIELDS)):
        return max(ask, KEPT)
    if rule.value == _MANAGE and knobs and not heavy:
        return ask - 1
    if rule.value == _ADVICE:
        return ask
    if ask == NEUTRAL_ASK and any(hit.rule.value == _WHOLE for hit in knobs):
        return KEPT
    return ask + 1 if ask in (INSTRUCTED, NEUTRAL_ASK) and expert else ask


def _is_expert(knobs: Iterable[Hit]) -> bool:
    """Whether the work is an experienced colleague's, in which a student of the third year assists at most.

    The ordinary work of a field may have weight and still be a beginner's: he or she nurses, teaches, looks things up.
    """
    return any(
        hit.rule.weight == "high" and (hit.rule.rule_class != _FIELDS or hit.rule.part[_THIRD_YEAR] <= _ASSISTS)
        for hit in knobs
    )


def _is_around(hit: Hit, candidate: Candidate) -> bool:
    """Whether what the knob names is only what the work is for: "de stukken verzamelen voor de vergunning"."""
    tokens = candidate.passage.span[hit.start : hit.end]
    nouns = [token for token in tokens if token.pos_ in ("NOUN", "PROPN")]
    return bool(nouns) and stands_around(nouns[0])


def stands_around(token: "Token") -> bool:
    """Whether a word stands behind a preposition by which it is what the work is for."""
    return any(child.dep_ == "case" and child.lower_ in _AROUND for child in token.children)


def _longest(hits: Iterable[Hit]) -> Hit | None:
    return max(hits, key=lambda hit: (hit.end - hit.start, hit.rule.ask or 0), default=None)


def ask_of(
    base: int, rule: Rule | None, evidence: Sequence[Evidence], knobs: Sequence[Hit]
) -> tuple[int, list[tuple[str, int, str, str]], list[Evidence]]:
    """Returns the ask after its qualifiers: hardened by at most two steps, softened by at most one (two where nothing
    hardens), and kept within 0-5."""
    name = rule.name if rule else _MAKE
    gloss = rule.gloss if rule else "werk maken binnen een kader"
    terms = [(name, base, gloss, "annotation.md 3")]
    raising = _counting(base, rule, evidence, knobs)
    tempering = [
        item for item in evidence if item.points < 0 and not (base <= NEUTRAL_ASK and _of_size(item, evidence))
    ]
    most = 1 if base <= NEUTRAL_ASK and not is_heavy(knobs) and all(i.rule != _WHOLE_THING for i in raising) else 2
    up = min(most, sum(item.points for item in raising))
    down = 1 if tempering and base + up > INSTRUCTED else 0
    for item in raising:
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


def _of_size(item: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether the words say no more than that the thing made is small."""
    small = [other for other in evidence if other.rule == _SMALL]
    return item.rule == BOUNDED and any(item.start < other.end and other.start < item.end for other in small)


def _counting(base: int, rule: Rule | None, evidence: Sequence[Evidence], knobs: Sequence[Hit]) -> list[Evidence]:
    """Returns what hardens a duty with this predicate.

    Making something alone, or all of it, stays making (annotation guide, section 4); a role or a result does not. Who
    assists carries nothing, however much of it there is; who advises or enters data does not carry the whole.
    """
    name = rule.name if rule else _MAKE
    raising = _apart([item for item in evidence if item.points > 0 and item.rule not in (LIFELINE, name)])
    if base <= 1:
        raising = [item for item in raising if item.evidence_class == "ownership"]
    advises = rule is not None and rule.value == _ADVICE
    if base < NEUTRAL_ASK or advises:
        raising = [item for item in raising if item.rule != _WHOLE_THING]
    if base <= 1 or advises or (base <= NEUTRAL_ASK and not is_heavy(knobs)):
        raising = [item for item in raising if item.rule not in _LIGHT_HARDENERS]
    return raising


def _apart(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Returns the evidence without what repeats words that already count, in favour of what weighs most."""
    kept: list[Evidence] = []
    for item in sorted(evidence, key=lambda one: -one.points):
        if not any(item.start < other.end and other.start < item.end for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda one: (one.start, one.rule))
