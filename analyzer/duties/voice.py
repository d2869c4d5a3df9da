"""The form of a finite clause: voice, tense, negation, order."""

from typing import TYPE_CHECKING

from analyzer.candidate import Candidate, Clause
from analyzer.dutch.words import feature
from analyzer.duties.subjects import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST_ENDINGS = ("de", "te", "den", "ten")


def is_passive(clause: Clause) -> bool:
    """Whether something is done to the subject, or by nobody in particular."""
    if clause.subject is not None and clause.subject.dep_ == "nsubj:pass":
        return True
    return any(child.dep_ == "aux:pass" for child in clause.head.children)


def is_past(candidate: Candidate) -> bool:
    """Whether the clause tells of the past: tagged so, and spelt as a past form."""
    head = candidate.clause.head
    tokens = [head, *(child for child in head.children if child.dep_ in ("aux", "cop"))]
    past = [token for token in tokens if "Past" in feature(token, "Tense") and token.lemma_ != "zullen"]
    strong = candidate.passage.values("facts", [candidate.passage.place(token) for token in past])
    return "past=strong" in strong or any(token.lower_.endswith(_PAST_ENDINGS) for token in past)


def denials_of(verb: "Token") -> "list[Token]":
    """Returns the words that deny a verb."""
    return [child for child in verb.children if child.lower_ in ("niet", "nooit") and child.dep_ == "advmod"]


def is_negated(clause: Clause) -> bool:
    """Whether the predicate is denied (*hoeft niet*, *doet dat nooit*); *niet alleen* and *geen* of an object are not."""
    for denial in denials_of(clause.head):
        after = denial.doc[denial.i + 1].lower_ if denial.i + 1 < len(denial.doc) else ""
        if denial.lower_ == "nooit" or after not in ("alleen", "enkel", "slechts"):
            return True
    return clause.head.lemma_ == "hoeven" or any(child.lemma_ == "hoeven" for child in clause.head.children)


def verb_first(clause: Clause) -> bool:
    """Whether the clause opens with its finite verb, as a question or a condition does."""
    first = clause.head.doc[clause.start]
    return first.pos_ in ("VERB", "AUX") and clause.subject is not None and clause.subject.i > first.i


def is_inverted(clause: Clause) -> bool:
    """Whether the finite verb stands right before its subject: a main clause, whatever the parser says (*dat werk je
    bij*, *die neem jij over*)."""
    subject = clause.subject
    verbs = [token for token in (clause.head, *clause.head.children) if is_finite(token)]
    return subject is not None and any(token.i + 1 == subject.i for token in verbs)
