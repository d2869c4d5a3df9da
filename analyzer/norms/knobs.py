"""Which knobs a duty turns: those that stand nearest to its predicate in the parse."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyzer.candidate import Candidate
from analyzer.matching import COLLEAGUE, KNOB_CLASSES, Hit
from analyzer.norms.ask import KEPT, stands_around

if TYPE_CHECKING:
    from spacy.tokens import Token

_CARRIED = "carried"
"""Value of a knob whose bare word counts only under a predicate that carries, directs or decides: who calls a supplier,
interviews the staff or sums up a budget turns no such knob. A phrase of more words names the relation itself."""
_ALWAYS = "carrying"
"""Class of knobs whose phrases name the relation that decides: they count wherever they stand in the duty."""
_STUDY = "study"
"""Value of the knob of who finds out, compares, describes or proposes: what is studied is not turned by it, however
heavy it is (annotation guide, section 4: advice and research are realistic)."""
_ON_CONDITION = frozenset({"als", "wanneer", "indien", "zodra", "mocht", "of"})
"""Words that open a clause on when the intern acts: what happens in it is what the work is on."""


def knobs_of(candidate: Candidate) -> list[Hit]:
    """Returns the knobs that the predicate itself turns: those nearest to it in the parse."""
    passage = candidate.passage
    hits = [hit for name in KNOB_CLASSES for hit in passage.hits_of(name, candidate.start, candidate.end)]
    hits = [hit for hit in hits if not _of_another(hit, candidate) and not _is_topic(hit, candidate)]
    if any(_bare(hit) for hit in hits) and not _carries(candidate):
        hits = [hit for hit in hits if not _bare(hit)]
    if not hits:
        return []
    distances = {id(hit): _distance(hit, candidate) for hit in hits}
    nearest = min(distances.values())
    kept = [hit for hit in hits if distances[id(hit)] <= nearest]
    if not _studies(kept, candidate):
        return [hit for hit in hits if hit in kept or hit.rule.rule_class == _ALWAYS]
    studies = [hit for hit in kept if hit.rule.value == _STUDY]
    floor = studies[0].rule.part
    return [hit for hit in kept if hit not in studies and not _lower(hit.rule.part, floor)] or studies


def _lower(part: Sequence[int], floor: Sequence[int]) -> bool:
    return any(mine < least for mine, least in zip(part, floor, strict=True))


def _studies(hits: list[Hit], candidate: Candidate) -> bool:
    """Whether the work is to find out or to propose, and no verb beside it says that it is then done too."""
    studied = {place for hit in hits if hit.rule.value == _STUDY for place in range(hit.start, hit.end)}
    if not studied or _carries(candidate):
        return False
    passage = candidate.passage
    verbs = {token.i for token in candidate.clause.verbs}
    beside = [
        token
        for token in passage.span[candidate.start : candidate.end]
        if token.pos_ == "VERB" and (token.i in verbs or token.dep_ == "conj")
    ]
    return len(beside) <= 1 or all(passage.place(token) in studied for token in beside)


def _bare(hit: Hit) -> bool:
    return hit.rule.value == _CARRIED and hit.end - hit.start == 1


def _carries(candidate: Candidate) -> bool:
    """Whether a predicate of the clause carries, or a role or responsibility is laid on the intern."""
    passage = candidate.passage
    verbs = candidate.clause.verbs
    told = [child for verb in verbs for child in verb.children if child.dep_ == "csubj"]
    places = [passage.place(token) for token in (*verbs, *told)]
    asks = [hit.rule.ask or 0 for hit in passage.touching("predicates", places) if hit.start >= candidate.start - 1]
    if asks:
        return max(asks) >= KEPT
    roles = passage.hits_of("ownership", candidate.start, candidate.end)
    return any(hit.rule.value == "role" and hit.rule.points > 0 for hit in roles)


def _of_another(hit: Hit, candidate: Candidate) -> bool:
    """Whether what the knob names is done in a clause below the predicate, by somebody who is not the intern."""
    span = candidate.passage.span
    return any(_acts_below(span[place], candidate) for place in {hit.start, hit.end - 1})


def _is_topic(hit: Hit, candidate: Candidate) -> bool:
    """Whether a single word is what a text, lesson or talk is about: "een folder over medicatie"."""
    passage = candidate.passage
    token = passage.span[hit.start]
    if hit.end - hit.start > 1 or token.dep_ != "nmod" or token.head.pos_ != "NOUN":
        return False
    about = any(child.dep_ == "case" and child.lower_ == "over" for child in token.children)
    return about and not any(passage.touching("ownership", [passage.place(token.head)]))


def _acts_below(token: "Token", candidate: Candidate) -> bool:
    """Whether a clause between the word and the predicate has an agent of its own: "die de arts uitdeelt"."""
    verbs = {verb.i for verb in candidate.clause.verbs}
    for _ in range(12):
        if token.i in verbs or token.head.i == token.i:
            return False
        if token.dep_ in ("acl:relcl", "advcl", "ccomp") and _has_own_agent(token, candidate):
            return True
        token = token.head
    return False


def _has_own_agent(verb: "Token", candidate: Candidate) -> bool:
    if any(child.dep_ == "mark" and child.lower_ in _ON_CONDITION for child in verb.children):
        return False
    passage = candidate.passage
    chain = [verb, *(child for child in verb.children if child.dep_ == "conj")]
    agents = [child for one in chain for child in one.children if child.dep_ in ("nsubj", "obl:agent")]
    objects = [child for child in verb.children if child.dep_ == "obj"] if verb.dep_ == "acl:relcl" else []
    people = passage.values("staff", [passage.place(one) for one in (*agents, *objects)])
    return not COLLEAGUE.isdisjoint(people)


def _distance(hit: Hit, candidate: Candidate) -> int:
    """Counts the nouns and prepositions between a knob and the predicate that governs it."""
    passage = candidate.passage
    verbs = {token.i for token in candidate.clause.verbs}
    token = max(
        (passage.span[i] for i in range(hit.start, hit.end)), key=lambda one: one.pos_ in ("NOUN", "PROPN", "VERB")
    )
    steps = 0
    for _ in range(12):
        if token.i in verbs or token.head.i == token.i:
            return steps
        if token.dep_ not in ("conj", "flat", "fixed", "appos", "amod", "compound:prt", "obj", "nsubj", "nsubj:pass"):
            steps += 2 if stands_around(token) else 1 if token.dep_ == "nmod" and token.head.i not in verbs else 0
        token = token.head
    return steps
