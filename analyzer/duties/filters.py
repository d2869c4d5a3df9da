"""Why a finite clause is, or is no, duty of the intern: agent, voice, tense, negation, state, question, section."""

from typing import TYPE_CHECKING

from analyzer.candidate import Agent, Candidate, Clause, Form, Pass
from analyzer.dutch.words import feature
from analyzer.duties.agents import done_by_intern
from analyzer.duties.fragments import is_item
from analyzer.duties.given import falls_to_intern, is_charged
from analyzer.duties.subjects import is_finite
from analyzer.duties.traits import has_knob, is_copula, owns, predicate_hits, states_of
from analyzer.duties.voice import denials_of, is_inverted, is_negated, is_passive, is_past, verb_first
from analyzer.posting import Section

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLOSED = (Section.APPLICATION, Section.BOILERPLATE, Section.METADATA)
_OPEN = (Section.DUTIES, Section.ABOUT, None)
_SKILL_MODALS = frozenset({"kunnen", "willen", "durven", "mogen"})
_OFFERING = frozenset({"kunnen", "mogen"})
_CONDITIONAL = frozenset(
    {"als", "wanneer", "indien", "zodat", "omdat", "of", "mits", "zodra", "tenzij", "terwijl", "hoe", "voordat", "nadat",
     "totdat", "want"}
)  # fmt: skip
"""Conjunctions of a clause that only states when or why."""
_QUESTION_WORDS = frozenset({"wat", "hoe", "waar", "welke", "waarom", "wanneer"})
_LEAD_WORDS = 7
"""A clause of at most so many words that announces the tasks is no task itself."""
_PLAIN_WORK = 2
"""Under the profile, work counts from this ask on."""


def why_not(candidate: Candidate, question: bool) -> Pass | None:
    """Returns why a finite clause is no duty of the intern, or None where it is one."""
    clause, section = candidate.clause, candidate.passage.section
    if section in _CLOSED:
        return Pass.SECTION
    if done_by_intern(clause, candidate.passage):
        return None
    states = set(states_of(candidate))
    if _is_content_clause(candidate):
        return Pass.CONDITION
    if candidate.agent is Agent.TASK:
        if candidate.end - candidate.start <= _LEAD_WORDS:
            return Pass.STATE
        if is_negated(clause):
            return Pass.NEGATED
        if not any(candidate.passage.hits_of("predicates", candidate.start, candidate.end)) and not has_knob(candidate):
            return Pass.STATE
        return None if section in _OPEN and states <= {"context", "learn"} else Pass.STATE
    if candidate.agent is not Agent.INTERN:
        return None if section in _OPEN and falls_to_intern(candidate) else Pass.AGENT
    if is_passive(clause) and not (is_charged(candidate) and section in _OPEN):
        return Pass.PASSIVE
    if is_past(candidate):
        return Pass.PAST
    if is_negated(clause):
        return Pass.NEGATED
    if states == {"learn"} and _learns_by_doing(candidate):
        return None
    if states or _is_ability(clause) or _is_offered(candidate):
        return Pass.STATE
    if is_copula(clause) and not (owns(candidate) or predicate_hits(candidate) or _is_role(candidate)):
        return Pass.STATE
    return _why_not_here(candidate, question)


def is_application(candidate: Candidate) -> bool:
    """Whether a clause tells the reader how to react: what follows in its paragraph is the procedure too."""
    if candidate.clause.form is not Form.IMPERATIVE or candidate.passage.section is Section.DUTIES:
        return False
    return bool({"apply", "contact"} & set(states_of(candidate)))


def _why_not_here(candidate: Candidate, question: bool) -> Pass | None:
    """Returns why work of the intern is no duty in this form and place."""
    clause = candidate.clause
    if clause.form is Form.IMPERATIVE:
        return None if _is_assigned(candidate) else Pass.SECTION
    if question and clause.head.doc[clause.start].lower_ in _QUESTION_WORDS:
        return Pass.QUESTION
    if question and verb_first(clause):
        return None if _asks_for_help(candidate) else Pass.QUESTION
    if _is_condition(clause):
        return Pass.CONDITION
    return None if _fits_section(candidate) else Pass.SECTION


def _is_assigned(candidate: Candidate) -> bool:
    """Whether a command is work and no call to react: as an item of the duties, or as work on a thing in a text that
    is about them."""
    passage = candidate.passage
    if is_item(passage):
        return passage.section is Section.DUTIES
    if passage.section not in (Section.DUTIES, None) or not predicate_hits(candidate):
        return False
    return (passage.section is Section.DUTIES and passage.headed) or has_knob(candidate)


def _fits_section(candidate: Candidate) -> bool:
    """Under the profile and the offer, only plain work on a knob is a duty: abilities and promises are not."""
    if candidate.passage.section not in (Section.PROFILE, Section.OFFER):
        return True
    if owns(candidate) and (candidate.passage.section is Section.OFFER or has_knob(candidate)):
        return True
    modals = {child.lemma_ for child in candidate.clause.head.children if child.dep_ in ("aux", "cop")}
    modals.add(candidate.clause.head.lemma_)
    if modals & _SKILL_MODALS:
        return False
    asks = [hit.rule.ask or 0 for hit in predicate_hits(candidate)]
    if not asks or not has_knob(candidate):
        return False
    return candidate.passage.section is Section.OFFER or max(asks) >= _PLAIN_WORK


def _asks_for_help(candidate: Candidate) -> bool:
    lemmas = {token.lemma_ for token in candidate.clause.verbs} | {
        candidate.clause.head.doc[candidate.clause.start].lemma_
    }
    return bool(lemmas & {"helpen", "gaan", "ondersteunen"}) and candidate.passage.section in (
        None,
        Section.DUTIES,
        Section.ABOUT,
    )


def _is_condition(clause: Clause) -> bool:
    """Whether the clause only states a condition (*als je ...*, *heb je ideeën, dan ...*)."""
    marked = any(child.dep_ == "mark" and child.lower_ in _CONDITIONAL for child in clause.head.children)
    return marked or (clause.head.dep_ == "advcl" and (verb_first(clause) or not is_inverted(clause)))


def _is_offered(candidate: Candidate) -> bool:
    """Whether the intern may do something that is no work (*dan mag je een dag komen kijken*)."""
    clause = candidate.clause
    modal = any(token.lemma_ in _OFFERING for token in (clause.head, *clause.head.children) if token.pos_ == "AUX")
    second = clause.subject is not None and "2" in feature(clause.subject, "Person")
    works = predicate_hits(candidate) or owns(candidate) or has_knob(candidate)
    return modal and second and not is_item(candidate.passage) and not works


def _is_role(candidate: Candidate) -> bool:
    """Whether the intern is said to be the one for something (*jij bent de ceremoniemeester van het erf*): a noun with the
    definite article and its field, or of something of one's own (*eigenaar van je onderzoek*), outside the profile; *de
    student die we zoeken* is whom the posting is for."""
    head, passage = candidate.clause.head, candidate.passage
    if head.pos_ != "NOUN" or passage.section in (Section.PROFILE, Section.OFFER):
        return False
    if passage.values("agents", [passage.place(head)]) or "Sing" not in feature(head, "Number"):
        return False
    definite = any(child.dep_ == "det" and child.lower_ in ("de", "het", "hét", "dé") for child in head.children)
    field = any(child.dep_ in ("nmod", "obl") and any(child.children) for child in head.children)
    own = any(
        child.dep_ == "nmod"
        and any("Yes" in feature(word, "Poss") and "2" in feature(word, "Person") for word in child.children)
        for child in head.children
    )
    return (own or (definite and field)) and not any(child.dep_ == "acl:relcl" for child in head.children)


def _learns_by_doing(candidate: Candidate) -> bool:
    """Whether a list of duties has the intern learn to do something (*leert de mengmachine bedienen*)."""
    clause = candidate.clause
    does = len(clause.verbs) > 1 or any(child.dep_ in ("ccomp", "xcomp") for child in clause.head.children)
    return candidate.passage.section is Section.DUTIES and candidate.passage.headed and does


def _is_content_clause(candidate: Candidate) -> bool:
    """Whether the clause says what somebody learns, knows, likes or makes (*hoe je ...*, *wat je maakt*), and is no
    demand (*wij vragen dat je ...*) and no work of its own (*waarvoor je zelf de gesprekspartners zoekt*)."""
    clause, passage = candidate.clause, candidate.passage
    head = clause.head
    marks = [child.lower_ for child in head.children if child.dep_ == "mark"]
    first = _first_of_row(head) if "dat" in marks else head
    if first.dep_ in ("ccomp", "csubj"):
        demanded = "demand" in passage.values("agents", [passage.place(first.head)])
        return not ("dat" in marks and demanded and predicate_hits(candidate)) or bool(denials_of(first.head))
    if _opens_with_question_word(clause):
        return True
    if head.dep_ == "acl:relcl" and clause.subject is not None and clause.subject.lower_ not in ("die", "dat", "wie"):
        if is_inverted(clause):
            return False
        return not any(child.dep_ == "obj" and child.i > clause.subject.i for child in head.children)
    return False


def _first_of_row(head: "Token") -> "Token":
    """Returns the verb on which a coordinated one hangs (*dat je vraagt en dat je afspraken nakomt*)."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head


def _opens_with_question_word(clause: Clause) -> bool:
    """Whether a clause with its verb at the end opens with *wat*, *wie* or *waar-* and has no thing that is worked on:
    it tells which (*bij wie u op de kamer zit*, *met wat je hoort*)."""
    head, subject = clause.head, clause.subject
    words = head.doc[clause.start : clause.start + 2]
    opening = words[1] if len(words) > 1 and words[0].pos_ == "ADP" else words[0]
    if not opening.lower_.startswith(("wat", "wie", "waar", "hoe")) or opening.pos_ in ("NOUN", "VERB"):
        return False
    if subject is None or not opening.i < subject.i < head.i or subject.i == opening.i:
        return False
    finite = [token for token in (head, *head.children) if is_finite(token)]
    inverted = any(token.i < subject.i for token in finite)
    return not inverted and not any(
        child.dep_ == "obj" and child.pos_ == "NOUN" and child.i > subject.i for child in head.children
    )


def _is_ability(clause: Clause) -> bool:
    """Whether the clause tells what the intern is able to do (*je kunt plannen*, *je moet kunnen tillen*, *is
    leergierig en kan plannen*); an inverted *kun je* offers an occasion instead."""
    modals = [token for token in (clause.head, *clause.head.children) if token.lemma_ == "kunnen"]
    if not modals or clause.subject is None:
        return False
    infinite = any("Inf" in feature(token, "VerbForm") for token in modals)
    shared = clause.subject.i < clause.start == modals[0].i and clause.subject.lower_ != "wie"
    return infinite or shared or (clause.subject.i < modals[0].i and clause.subject.i == clause.start)
