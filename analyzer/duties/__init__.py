"""The duties of a posting: every stretch that has the intern do something, as the annotation guide defines it.

What decides is who does it (the subject), what kind of predicate it is, and in which section it stands; a word alone
never does. Bullets without a finite verb under a heading of duties are duties as a whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analyzer.candidate import Agent, Candidate, Clause, Findings, Form, Pass
from analyzer.dutch.words import feature
from analyzer.duties.agents import agent_of, may_be_he, third_person_intern
from analyzer.duties.clauses import clauses_of
from analyzer.duties.filters import is_application, why_not
from analyzer.duties.fragments import fragment_duties, is_item, is_plain_item, listed_after_colon, whole, with_list
from analyzer.duties.given import falls_to_nobody
from analyzer.duties.runs import opened
from analyzer.duties.subjects import SUBORDINATE
from analyzer.duties.traits import candidate_of
from analyzer.passage import Passage
from analyzer.posting import BlockKind, Section

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["Agent", "Candidate", "Clause", "Findings", "Form", "Pass", "find_duties"]


_FRAGMENT = (Form.INFINITIVE, Form.NOMINAL)
_ABOUT_OTHERS = (Pass.AGENT, Pass.PAST)


def find_duties(passages: Iterable[Passage]) -> Findings:
    """Returns the duties in the order of the text."""
    found: list[Candidate] = []
    passed: list[tuple[Candidate, Pass]] = []
    intern_before = False
    for passage in opened(list(passages)):
        if passage.block.kind is BlockKind.HEADING:
            continue
        reading = _Reading(passage, is_item(passage), intern_before, len(passage.words))
        for sentence in passage.sentences():
            reading.read(sentence)
        found += reading.duties()
        passed += reading.passed
        intern_before = reading.intern_before
    return Findings(tuple(found), tuple(passed))


@dataclass(slots=True)
class _Reading:
    """A passage as it is read, sentence by sentence: what was found so far, and what the next clause may lean on."""

    passage: Passage
    item: bool
    intern_before: bool
    """Whether *hij* or *zij* would be the intern."""
    limit: int
    """The word from which an item goes on about something else."""
    before: Agent | None = None
    commanded: bool = False
    """Whether the clause before is a command: what goes on from it is one too (*mail ons en zeg er even bij ...*)."""
    applying: bool = False
    finite: list[Candidate] = field(default_factory=list)
    fragments: list[Candidate] = field(default_factory=list)
    passed: list[tuple[Candidate, Pass]] = field(default_factory=list)

    def read(self, sentence: "Span") -> None:
        """Takes the clauses of the next sentence in."""
        question = sentence.text.rstrip().endswith("?")
        if not sentence.text.lstrip(" ,;)–")[:1].islower():
            self.before, self.commanded = None, False
        clauses = clauses_of(sentence, listed=self.item and self.passage.section is Section.DUTIES)
        if self.item and not question:
            clauses = [_as_item(clause, sentence) for clause in clauses]
        plain = self.item or all(clause.form in _FRAGMENT or _is_inner(clause) for clause in clauses)
        known = len(self.passed)
        for clause in clauses:
            candidate = self._candidate(clause, question)
            if candidate.clause.form not in _FRAGMENT:
                self._decide(candidate, question)
            elif plain:
                self.fragments.append(candidate)
        others = [why for _, why in self.passed[known:]]
        aside = sentence.start == self.passage.span.start or sentence[0].nbor(-1).text != ":"
        if aside and len(others) == len(clauses) and all(why in _ABOUT_OTHERS for why in others):
            self.limit = min(self.limit, max(self.passage.place(sentence[0]), 1))

    def _candidate(self, clause: Clause, question: bool) -> Candidate:
        if self.before is not None and not question and _goes_on(clause, self.before):
            form = Form.IMPERATIVE if self.commanded else Form.FINITE
            clause, agent = replace(clause, form=form), self.before
        else:
            agent = agent_of(clause, self.passage, intern_before=self.intern_before)
            if clause.form is Form.ELLIPTIC and not self.item and not self.intern_before:
                agent = Agent.NOBODY
        if not _is_inner(clause):
            self.before = agent
            self.commanded = clause.form is Form.IMPERATIVE
        named = third_person_intern(clause, self.passage)
        self.intern_before = named or (self.intern_before and not may_be_he(clause, agent))
        return candidate_of(self.passage, clause, agent)

    def _decide(self, candidate: Candidate, question: bool) -> None:
        self.applying = self.applying or (not self.item and is_application(candidate))
        why = Pass.SECTION if self.applying or self._is_loose(candidate) else why_not(candidate, question)
        if why is Pass.AGENT and self.finite and not self.item and falls_to_nobody(candidate):
            why = None
        if why is None:
            self.finite.append(candidate)
        else:
            self.passed.append((candidate, why))

    def _is_loose(self, candidate: Candidate) -> bool:
        """Whether a command stands in a text that has not been about the intern's work yet."""
        commands = candidate.clause.form is Form.IMPERATIVE and not self.item
        return commands and self.passage.section is None and not self.finite

    def duties(self) -> list[Candidate]:
        """Returns the duties of the passage in the order of the text."""
        passage = self.passage
        finite = [with_list(one, self.finite) for one in _without_nested(self.finite)]
        found = finite + fragment_duties(passage, self.fragments, self.finite, self.limit)
        found += listed_after_colon(passage, found)
        if not found and is_plain_item(passage, self.passed):
            found = [whole(passage)]
        return sorted(found, key=lambda duty: (duty.start, duty.end))


def _as_item(clause: Clause, sentence: "Span") -> Clause:
    """Returns a clause of a list item, read as elliptic where it opens with a verb in the third person: what stands
    behind it is its object then, whatever the parser says (*schrijft de mailflows*)."""
    subject = clause.subject
    opens = clause.form is Form.FINITE and clause.head.i == clause.start == sentence.start
    if opens and subject is not None and subject.i > clause.head.i and subject.pos_ in ("NOUN", "PROPN", "X"):
        return replace(clause, form=Form.ELLIPTIC, subject=None)
    return clause


def _is_inner(clause: Clause) -> bool:
    """Whether a clause is part of another (*een saus die schift weer goed krijgen*)."""
    aside = clause.start > 0 and clause.head.doc[clause.start].nbor(-1).text == "("
    return clause.head.dep_ in SUBORDINATE or clause.head.doc[clause.start].text == "(" or aside


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
