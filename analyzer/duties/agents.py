"""Who does it: the intern, a task of the intern, or somebody else."""

from typing import TYPE_CHECKING

from analyzer.candidate import Agent, Clause, Form
from analyzer.dutch.words import feature
from analyzer.passage import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"die", "dat", "wie"})
_THIRD = frozenset({"hij", "zij", "ze", "hij/zij", "deze", "die"})


def agent_of(clause: Clause, passage: Passage, *, intern_before: bool) -> Agent:
    """Returns who carries the clause. `intern_before`: the clause before had the intern as a subject in the third
    person, so that *hij*, *zij* and *deze* go on about him or her."""
    if clause.form in (Form.IMPERATIVE, Form.ELLIPTIC):
        return Agent.INTERN
    if clause.subject is None:
        return Agent.NOBODY
    subject = clause.subject
    if subject.lower_ in _RELATIVE and subject.pos_ == "PRON" and clause.head.dep_ in ("acl:relcl", "acl", "conj"):
        antecedent = _antecedent(clause.head)
        if antecedent is None:
            return Agent.OTHER
        named = Agent.INTERN if _is_sought(antecedent, passage) else _named(antecedent, passage)
        return Agent.INTERN if named is Agent.OTHER and _describes_sought(subject, antecedent, passage) else named
    if subject.lower_ in _THIRD and subject.pos_ == "PRON" and (intern_before or _is_either(subject)):
        return Agent.INTERN
    named = _named(subject, passage)
    if _is_free_relative(subject) and passage.values("predicates", [passage.place(clause.head)]):
        return Agent.INTERN
    return Agent.TASK if named is Agent.OTHER and _names_task(clause.head, passage) else named


def third_person_intern(clause: Clause, passage: Passage) -> bool:
    """Whether the clause names the intern in the third person (*de stagiair*), so that a pronoun may follow: as its
    subject, or as whom the organisation seeks or has do something (*daar willen we een stagiair aan koppelen*)."""
    subject = clause.subject
    if subject is None:
        return False
    if subject.pos_ in ("NOUN", "PROPN", "ADJ") and _named(subject, passage) is Agent.INTERN:
        return True
    if "1" not in feature(subject, "Person"):
        return False
    objects = [
        child for verb in clause.verbs for child in verb.children if child.dep_ == "obj" and child.pos_ == "NOUN"
    ]
    return any(_named(token, passage) is Agent.INTERN for token in objects)


def may_be_he(clause: Clause, agent: Agent) -> bool:
    """Whether a clause has somebody else to whom *hij* or *zij* may refer from then on: one of common gender, no thing
    in the neuter and no more than one."""
    subject = clause.subject
    if agent is not Agent.OTHER or subject is None or clause.head.dep_ == "ccomp":
        return False
    neuter_or_more = "Neut" in feature(subject, "Gender") or "Plur" in feature(subject, "Number")
    return subject.pos_ in ("NOUN", "PROPN", "PRON") and not neuter_or_more


def done_by_intern(clause: Clause, passage: Passage) -> bool:
    """Whether a passive names the intern as the one who does it (*wordt door de stagiair gevuld*)."""
    agents = [child for child in clause.head.children if child.dep_ == "obl:agent"]
    agents += [child for child in clause.head.children if child.dep_ == "obl" and _has_door(child)]
    return any(_named(token, passage) is Agent.INTERN or token.lower_ in ("jou", "je") for token in agents)


def _has_door(token: "Token") -> bool:
    return any(child.lower_ == "door" for child in token.children)


def _antecedent(head: "Token") -> "Token | None":
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head.head if head.dep_ in ("acl:relcl", "acl") else None


def _is_sought(antecedent: "Token", passage: Passage) -> bool:
    """Whether a relative clause describes whom the organisation looks for (*wij zoeken iemand die ...*)."""
    return "sought" in passage.values("agents", [passage.place(antecedent)])


def _is_either(pronoun: "Token") -> bool:
    """Whether a pronoun leaves open whether a man or a woman is meant (*hij of zij*): whom nobody knows yet."""
    after = [token.lower_ for token in pronoun.doc[pronoun.i + 1 : pronoun.i + 3]]
    return len(after) > 1 and after[0] == "of" and after[1] in _THIRD


def _is_free_relative(subject: "Token") -> bool:
    """Whether the subject is whoever wants to (*wie dat leuk vindt, mag een filmpje maken*)."""
    return subject.lower_ == "wie" or any(child.lower_ == "wie" for child in subject.children)


def _describes_sought(pronoun: "Token", antecedent: "Token", passage: Passage) -> bool:
    """Whether a relative clause that the parser hung on the last noun is about the intern whom the sentence seeks
    (*we zoeken een stagiair, richting marketing, die onze campagne verzorgt*)."""
    before = [passage.place(token) for token in pronoun.sent if token.i < pronoun.i]
    hits = list(passage.touching("agents", before))
    demanded = any(hit.rule.value == "demand" for hit in hits)
    nouns = [hit.start for hit in hits if hit.rule.value == "intern" and passage.span[hit.start].pos_ == "NOUN"]
    works = any(child.dep_ in ("obj", "obl") for child in pronoun.head.children)
    return demanded and works and bool(nouns) and nouns[-1] < passage.place(antecedent) and antecedent.pos_ != "PRON"


def _names_task(head: "Token", passage: Passage) -> bool:
    """Whether the predicate noun is the task itself (*jouw opdracht is om ... te maken*)."""
    copula = any(child.dep_ == "cop" for child in head.children)
    return copula and "task" in passage.values("agents", [passage.place(head)])


def _named(subject: "Token", passage: Passage) -> Agent:
    """Looks the subject up among the agents of the lexicon."""
    place = passage.place(subject)
    if not 0 <= place < len(passage.words):
        return Agent.OTHER
    if "Yes" in feature(subject, "Poss") and subject.dep_ not in ("nsubj", "nsubj:pass", "nmod:poss"):
        return Agent.OTHER
    values = passage.values("agents", [place])
    if "intern" in values and not _bare_plural(subject):
        return Agent.INTERN
    if any(child.dep_ == "conj" and child.lower_ in ("jij", "je") for child in subject.children):
        return Agent.INTERN
    return Agent.TASK if "task" in values else Agent.OTHER


def _bare_plural(subject: "Token") -> bool:
    """Interns in general (*stagiairs leren hier veel*) are nobody in particular; *de afstudeerders* are."""
    plural = "Plur" in feature(subject, "Number") and subject.pos_ == "NOUN"
    return plural and not any(child.dep_ in ("det", "nummod") for child in subject.children)
