"""What the steps of the analysis hand to each other: clauses, who carries them, and the duties found among them.

Layer 1: the steps of layer 2 meet here and in the types of layer 0, and never import each other.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analyzer.passage import Passage
from analyzer.posting import Section

if TYPE_CHECKING:
    from spacy.tokens import Token


class Form(StrEnum):
    """How a clause puts its predicate."""

    FINITE = "finite"
    IMPERATIVE = "imperative"
    ELLIPTIC = "elliptic"
    """A finite verb in the third person without subject, as in a list after "De stagiair:"."""
    INFINITIVE = "infinitive"
    NOMINAL = "nominal"


class Agent(StrEnum):
    """Who carries the predicate of a clause."""

    INTERN = "intern"
    TASK = "task"
    OTHER = "other"
    NOBODY = "nobody"


class Pass(StrEnum):
    """Why a clause is no duty of the intern."""

    AGENT = "agent"
    PASSIVE = "passive"
    PAST = "past"
    NEGATED = "negated"
    STATE = "state"
    SECTION = "section"
    QUESTION = "question"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with the stretch `start` to `end` of its tokens (places in the document, end exclusive)."""

    head: "Token"
    start: int
    end: int
    form: Form
    subject: "Token | None"
    verbs: tuple["Token", ...]
    """The predicate words: the head, what it governs as `xcomp`, and verbs coordinated with it over the same object."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a passage that may lay a duty on the intern. `start` and `end` are places within the passage."""

    passage: Passage
    clause: Clause
    agent: Agent
    start: int
    end: int
    section: Section


@dataclass(frozen=True, slots=True)
class Findings:
    """The duties of a posting, and the clauses that were looked at and are none, each with the reason."""

    duties: tuple[Candidate, ...]
    passed: tuple[tuple[Candidate, Pass], ...]
