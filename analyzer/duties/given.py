"""Work that falls to the intern although somebody or something else is the subject of its clause, or nobody is."""

from typing import TYPE_CHECKING

from analyzer.candidate import Candidate
from analyzer.dutch.words import feature
from analyzer.duties.subjects import SUBORDINATE
from analyzer.duties.traits import owns, predicate_hits, states_of
from analyzer.duties.voice import is_negated, is_passive, is_past
from analyzer.posting import Section

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOVERNED = ("xcomp", "ccomp", "advcl", "csubj")


def falls_to_intern(candidate: Candidate) -> bool:
    """Whether a clause with another subject still lays its work on the intern: it belongs to the intern's tasks
    (*hoort tot je werkzaamheden*), is done by the intern (*worden door jou beantwoord*), or lies in the intern's hands."""
    passage, places = candidate.passage, range(candidate.start, candidate.end)
    values = passage.values("agents", places)
    given = any(hit.rule.value == "oblique" and hit.end - hit.start > 1 for hit in passage.touching("agents", places))
    if ("task" in values or given) and _head_says(candidate, "belongs"):
        return True
    if is_charged(candidate) or _is_allowed(candidate):
        return True
    if _head_says(candidate, "demand") and _is_asked_of_intern(candidate):
        return True
    if "oblique" not in values:
        return False
    head = candidate.clause.head
    told = [passage.place(token) for token in (head, *head.children) if token.i == head.i or token.dep_ == "obl"]
    if "oblique" in passage.values("agents", told) and _governs_work(candidate):
        return True
    return owns(candidate) or (is_passive(candidate.clause) and bool(predicate_hits(candidate)))


def falls_to_nobody(candidate: Candidate) -> bool:
    """Whether a passive leaves unsaid who does the work (*ook worden de offertes vergeleken*): amid work of the intern it
    is his or hers. What is done with the intern or with his or her work is done by others."""
    clause, passage = candidate.clause, candidate.passage
    if passage.section not in (Section.DUTIES, None) or clause.head.dep_ in SUBORDINATE:
        return False
    if not is_passive(clause) or is_past(candidate) or is_negated(clause) or not predicate_hits(candidate):
        return False
    if not any(child.dep_ == "aux:pass" and child.lemma_ == "worden" for child in clause.head.children):
        return False
    tokens = list(clause.head.doc[clause.start : clause.end])
    named = any("2" in feature(token, "Person") or _is_us(token) for token in tokens)
    return not named and not any(token.dep_ == "obl:agent" or token.lower_ == "door" for token in tokens)


def _is_us(token: "Token") -> bool:
    """Whether a pronoun is the organisation itself (*worden bij ons vervangen*), and no possessive (*in ons systeem*)."""
    return "1" in feature(token, "Person") and "Yes" not in feature(token, "Poss")


def is_charged(candidate: Candidate) -> bool:
    """Whether somebody is asked to do something, without its being said who asks (*wordt gevraagd offertes te maken*,
    *zal u worden gevraagd aktes voor te bereiden*)."""
    work = any("Inf" in feature(child, "VerbForm") for child in _governed(candidate))
    return is_passive(candidate.clause) and _head_says(candidate, "demand") and work and _governs_work(candidate)


def _is_allowed(candidate: Candidate) -> bool:
    """Whether the work itself is what may be done (*presenteren mag*, *een rondleiding geven mag ook*)."""
    clause = candidate.clause
    verbs = [child for child in clause.head.children if child.dep_ == "aux" and child.lemma_ == "mogen"]
    infinite = clause.subject is None and "Inf" in feature(clause.head, "VerbForm") and not states_of(candidate)
    return infinite and any(verb.i == clause.head.i + 1 for verb in verbs) and not is_negated(clause)


def _is_asked_of_intern(candidate: Candidate) -> bool:
    """Whether somebody asks the intern to do something (*wij vragen u om berichten op te stellen*)."""
    head = candidate.clause.head
    asked = any(child.dep_ in ("obj", "iobj", "nsubj") and "2" in feature(child, "Person") for child in head.children)
    return asked and _governs_work(candidate)


def _governs_work(candidate: Candidate) -> bool:
    """Whether the clause governs work in the infinitive (*het is aan jou om de lijst na te kijken*)."""
    passage = candidate.passage
    return any(any(passage.touching("predicates", [passage.place(child)])) for child in _governed(candidate))


def _governed(candidate: Candidate) -> "list[Token]":
    return [child for child in candidate.clause.head.children if child.dep_ in _GOVERNED]


def _head_says(candidate: Candidate, value: str) -> bool:
    """Whether the predicate is a word that gives or asks work (`lexicons/agents.toml`)."""
    passage = candidate.passage
    return value in passage.values("agents", [passage.place(candidate.clause.head)])
