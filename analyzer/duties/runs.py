"""Stretches of blocks whose heading does not tell what they hold: work under a profile, lists without a heading."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from analyzer.candidate import Agent, Candidate, Form
from analyzer.duties.agents import agent_of
from analyzer.duties.clauses import clauses_of
from analyzer.duties.traits import candidate_of, has_knob, is_copula, predicate_hits, states_of
from analyzer.passage import Passage
from analyzer.posting import BlockKind, Section

_WORK_RUN = 2
"""So many clauses of work on a knob (or twice as many of any work) make a stretch one of duties."""


def opened(passages: Sequence[Passage]) -> list[Passage]:
    """Returns the passages, those under a profile or offer opened where most of what stands there is work.

    Postings do put duties under "Wat zoeken we?" or "Wat mag je verwachten?" (domain research, section 8).
    """
    result: list[Passage] = []
    start = 0
    while start < len(passages):
        end = start + 1
        while (
            end < len(passages)
            and passages[end].section is passages[start].section
            and passages[end].block.kind is not BlockKind.HEADING
        ):
            end += 1
        run = passages[start:end]
        if run[0].section in (Section.PROFILE, Section.OFFER) and _is_work_run(run):
            run = [replace(passage, section=None) for passage in run]
        elif run[0].section is None:
            run = [*_listed(run)]
        result += run
        start = end
    return result


def _listed(run: Sequence[Passage]) -> Iterator[Passage]:
    """Yields the passages of an open stretch; bullets of a list of which at least half name work are duties, all of
    them."""
    for bullet, group in groupby(run, key=lambda passage: passage.block.kind is BlockKind.BULLET):
        passages = list(group)
        if bullet and 2 * sum(any(passage.hits_of("predicates")) for passage in passages) >= len(passages) > 1:
            passages = [replace(passage, section=Section.DUTIES, headed=True) for passage in passages]
        yield from passages


def _is_work_run(run: Sequence[Passage]) -> bool:
    """Whether a stretch lays work on the intern: clauses of work, on a knob or many of them, and clearly more than
    traits, study and offers."""
    work = knobs = other = 0
    for candidate in _plain_clauses(run):
        if candidate.clause.form is not Form.INFINITIVE and (states_of(candidate) or is_copula(candidate.clause)):
            other += 1
        elif predicate_hits(candidate) and _has_argument(candidate):
            work += 1
            knobs += has_knob(candidate) or _third_person(candidate)
    return (knobs >= _WORK_RUN and work > other) or (work >= 2 * _WORK_RUN and work > 2 * other)


def _plain_clauses(run: Sequence[Passage]) -> Iterator[Candidate]:
    """Yields the finite clauses of the intern in a stretch, and what bullets say in the infinitive."""
    for passage in run:
        for sentence in passage.sentences():
            for clause in clauses_of(sentence):
                candidate = candidate_of(passage, clause, agent_of(clause, passage, intern_before=False))
                listed = clause.form in (Form.INFINITIVE, Form.ELLIPTIC) and passage.block.kind is BlockKind.BULLET
                if listed or (candidate.agent is Agent.INTERN and clause.form is Form.FINITE):
                    yield candidate


def _third_person(candidate: Candidate) -> bool:
    """Whether the clause names the intern (*de student mag foto's maken*): traits are put in the second person."""
    subject = candidate.clause.subject
    return subject is not None and subject.pos_ == "NOUN"


def _has_argument(candidate: Candidate) -> bool:
    return any(child.dep_ in ("obj", "obl", "xcomp") for token in candidate.clause.verbs for child in token.children)
