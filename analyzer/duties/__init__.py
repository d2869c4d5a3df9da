"""The duties of a posting: every stretch that has the intern do something, as the annotation guide defines it.

What decides is who does it (the subject), what kind of predicate it is, and in which section it stands; a word alone
never does. Bullets without a finite verb under a heading of duties are duties as a whole.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from analyzer.candidate import Agent, Candidate, Clause, Findings, Form, Pass
from analyzer.dutch.words import feature
from analyzer.duties.agents import agent_of, may_be_he, third_person_intern
from analyzer.duties.clauses import clauses_of
from analyzer.duties.filters import is_application, why_not
from analyzer.duties.fragments import fragment_duties, is_item, is_plain_item, listed_after_colon, whole
from analyzer.duties.runs import opened
from analyzer.duties.traits import candidate_of
from analyzer.passage import Passage
from analyzer.posting import BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["Agent", "Candidate", "Clause", "Findings", "Form", "Pass", "find_duties"]


_FRAGMENT = (Form.INFINITIVE, Form.NOMINAL)
_ABOUT_OTHERS = (Pass.AGENT, Pass.PAST)


def find_duties(passages: Iterable[Passage]) -> Findings:
    """Returns the duties in the order of the text."""
    found: list[Candidate] = []
    passed: list[tuple[Candidate, Pass]] = []
    for passage in opened(list(passages)):
        if passage.block.kind is not BlockKind.HEADING:
            _of_passage(passage, found, passed)
    return Findings(tuple(found), tuple(passed))


def _of_passage(passage: Passage, found: list[Candidate], passed: list[tuple[Candidate, Pass]]) -> None:
    finite: list[Candidate] = []
    fragments: list[Candidate] = []
    intern_before = False
    before: Agent | None = None
    applying = False
    limit = len(passage.words)
    bullet = is_item(passage)
    for sentence in passage.sentences():
        question = sentence.text.rstrip().endswith("?")
        if not sentence.text[:1].islower():
            before = None
        clauses = clauses_of(sentence)
        plain = bullet or all(clause.form in _FRAGMENT for clause in clauses)
        if bullet and not question:
            clauses = [_as_item(clause, sentence) for clause in clauses]
        others = len(passed)
        for clause in clauses:
            if before is not None and not question and _goes_on(clause, before):
                clause, agent = replace(clause, form=Form.FINITE), before
            else:
                agent = agent_of(clause, passage, intern_before=intern_before)
            before = agent
            intern_before = third_person_intern(clause, passage) or (intern_before and not may_be_he(clause, agent))
            candidate = candidate_of(passage, clause, agent)
            if clause.form in _FRAGMENT:
                fragments += [candidate] if plain else []
                continue
            applying = applying or (not bullet and is_application(candidate))
            why = Pass.SECTION if applying else why_not(candidate, question)
            if why is None:
                finite.append(candidate)
            else:
                passed.append((candidate, why))
        if len(passed) - others == len(clauses) and all(why in _ABOUT_OTHERS for _, why in passed[others:]):
            limit = min(limit, max(passage.place(sentence[0]), 1))
    duties = _without_nested(finite) + fragment_duties(passage, fragments, finite, limit)
    duties += listed_after_colon(passage, duties)
    if not duties and is_plain_item(passage, passed):
        duties = [whole(passage)]
    found += sorted(duties, key=lambda duty: (duty.start, duty.end))


def _as_item(clause: Clause, sentence: "Span") -> Clause:
    """Returns a clause of a list item, read as elliptic where it opens with a verb in the third person: what stands
    behind it is its object then, whatever the parser says (*schrijft de mailflows*)."""
    subject = clause.subject
    opens = clause.form is Form.FINITE and clause.head.i == clause.start == sentence.start
    if opens and subject is not None and subject.i > clause.head.i and subject.pos_ in ("NOUN", "PROPN", "X"):
        return replace(clause, form=Form.ELLIPTIC, subject=None)
    return clause


def _goes_on(clause: Clause, before: Agent) -> bool:
    """Whether a clause shares the subject of the clause before: it opens with its verb, and what a parser may take for
    its subject stands behind the verb (*je opent de zaak, telt de kas en rekent de bar af*)."""
    if clause.form in (Form.IMPERATIVE, Form.ELLIPTIC):
        return True
    subject = clause.subject
    if before is not Agent.INTERN or clause.form is not Form.FINITE or clause.head.i != clause.start:
        return False
    if clause.head.dep_ == "acl:relcl" or (subject is not None and "Nom" in feature(subject, "Case")):
        return False
    return subject is None or subject.i > clause.start


def _without_nested(candidates: list[Candidate]) -> list[Candidate]:
    """Leaves out a clause that lies inside another, longer duty."""
    return [one for one in candidates if not any(_inside(one, other) for other in candidates)]


def _inside(one: Candidate, other: Candidate) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end
