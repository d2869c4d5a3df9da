"""What a clause is made of, as the lexicon sees it: its predicate, known states, roles that own, knobs."""

from analyzer.candidate import Agent, Candidate, Clause
from analyzer.matching import KNOB_CLASSES, Hit
from analyzer.passage import Passage
from analyzer.posting import Section

_LIGHT = frozenset({"gaan", "komen", "mogen", "kunnen", "willen", "zullen", "moeten", "laten"})
_ROLE = "role"


def candidate_of(passage: Passage, clause: Clause, agent: Agent) -> Candidate:
    """Returns a clause as a candidate; where the section is to be told by its clauses, it counts as duties."""
    offset = passage.span.start
    section = passage.section or Section.DUTIES
    return Candidate(passage, clause, agent, clause.start - offset, clause.end - offset, section)


def states_of(candidate: Candidate) -> list[str]:
    """Returns the kinds of non-duty that the predicate is known as; a modal verb leaves that to what it governs."""
    verbs = candidate.clause.verbs
    governed = [token for token in verbs[1:2] if token.dep_ == "xcomp"]
    light = verbs[0].lemma_ in _LIGHT
    tokens = governed if light and governed else list(verbs[:1])
    helpers = [
        child
        for token in tokens
        for child in token.children
        if child.dep_ in ("aux", "cop") and child.lemma_ not in _LIGHT
    ]
    if light and not governed:
        helpers += [child for child in verbs[0].children if child.dep_ in ("compound:prt", "advmod", "xcomp", "obl")]
    places = [candidate.passage.place(token) for token in (*tokens, *helpers)]
    inside = [hit for hit in candidate.passage.touching("states", places) if hit.start >= candidate.start]
    return [hit.rule.value for hit in inside]


def predicate_hits(candidate: Candidate) -> list[Hit]:
    """Returns the predicates of the lexicon that the verbs of the clause are."""
    places = [candidate.passage.place(token) for token in candidate.clause.verbs]
    return list(candidate.passage.touching("predicates", places))


def owns(candidate: Candidate) -> bool:
    """Whether the clause gives the intern a role that carries something (*verantwoordelijk voor*, *aanspreekpunt*)."""
    return any(
        hit.rule.value == _ROLE for hit in candidate.passage.hits_of("ownership", candidate.start, candidate.end)
    )


def has_knob(candidate: Candidate) -> bool:
    """Whether a knob or a task of a field stands in the clause."""
    places = range(candidate.start, candidate.end)
    return any(hit for name in KNOB_CLASSES for hit in candidate.passage.touching(name, places))


def is_copula(clause: Clause) -> bool:
    """Whether the clause says what somebody is (*je bent leergierig*)."""
    return any(child.dep_ == "cop" for child in clause.head.children) or clause.head.lemma_ == "zijn"
