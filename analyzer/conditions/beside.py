"""Who works beside the intern: a colleague who does something with the intern, or goes on with the intern's work.

The words are in `lexicons/staff.toml`; a colleague who is merely mentioned proves nothing. Looked for are four relations
in the parse: a colleague does something with the intern (*Rik legt je uit*), the intern works at somebody's side
(*je zit bij Rik*), hands the work to somebody (*je legt het aan Rik voor*), or a colleague takes the next step in it
(*Rik bestelt ze*, *bestellen doet Rik*).
"""

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from analyzer.assessment import Evidence
from analyzer.conditions.colleagues import (
    YOURS,
    cases_of,
    doubtful,
    goes_on,
    has_intern_subject,
    in_induction,
    intern_near,
    is_amateur,
    is_away,
    is_compared,
    is_denied,
    is_existential,
    is_intern,
    is_invitation,
    is_name,
    is_outside,
    is_own,
    is_report,
    is_support,
    said_of,
    supports,
    top_of,
)
from analyzer.dutch.words import feature
from analyzer.matching import COLLEAGUE, Hit
from analyzer.passage import Passage
from analyzer.posting import Section

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITHIN = {
    "in": {"place"},
    "op": {"place"},
    "binnen": {"place"},
    "bij": {"place"},
    "vanuit": {"place"},
    "van": {"member"},
}
"""Prepositions before a team or department."""
_BESIDE = {
    "bij": {"place", "hands-in"},
    "naast": {"place", "together"},
    "tussen": {"place"},
    "onder": {"place"},
    "achter": {"place"},
    "met": {"together"},
    "van": {"gets"},
    "aan": {"hands-in"},
}
"""Prepositions before a colleague, each with what the verb has to say for it to be guidance."""
_THROUGH = {"langs": {"place"}, "via": {"place"}, "naar": {"place"}, "bij": {"stays-with"}}
"""The same, where the subject is the work: *elke pull request gaat langs Bouke*, *de eindredactie blijft bij Rik*."""
_WORK = frozenset({"het", "dat", "dit", "die", "deze", "ze", "'t", "hem", "haar", "daar", "daarvan"})
"""Words that stand for what the intern just made."""
_ALL = frozenset({"elk", "elke", "ieder", "iedere", "alle", "alles", "allemaal", "al"})
_CAUSES = frozenset({"want", "omdat", "doordat", "zodat", "dus", "als", "terwijl", "wanneer"})
_NEXT_TO = frozenset({"naast", "achter"})
_HANDS_IN = frozenset({"hands-in"})
_CLIMB = 4


def beside(passages: Sequence[Passage], away: Set[str], *, desk: bool) -> list[Evidence]:
    """Returns the colleagues who stand in such a relation to the intern, each with the words that say so. In an
    internship at the office (`desk`) these may be those who support it; who is `away` counts nowhere."""
    found: dict[tuple[int, int], Evidence] = {}
    for passage in passages:
        if passage.section is Section.APPLICATION:
            continue
        for hit in passage.hits.get("staff", ()):
            token = passage.span[hit.end - 1]
            if hit.rule.value not in COLLEAGUE or token.lower_ in away or not is_name(token, hit.rule.value):
                continue
            if is_away(hit, passage):
                continue
            verb = _relation(token, passage, desk=desk)
            if verb is not None and supports(token, passage) and not (desk or _shares(verb, token, passage)):
                continue
            if verb is None or not 0 <= passage.place(verb) < len(passage.words):
                continue
            first, last = sorted((passage.place(verb), passage.place(token)))
            evidence = passage.evidence(Hit(hit.rule, first, last + 1))
            found.setdefault((evidence.start, evidence.end), evidence)
    return list(found.values())


def _relation(token: "Token", passage: Passage, *, desk: bool) -> "Token | None":
    """Returns the word by which a colleague is tied to the intern or to the intern's work, or None."""
    top = top_of(token)
    if any(is_intern(child, passage) and cases_of(child) & _NEXT_TO for child in token.children):
        return None if doubtful(passage, passage.place(token), passage.place(token)) else token
    if is_outside(top, passage) or is_outside(token, passage) or in_induction(top, passage):
        return None
    if "role" in said_of(token, passage) and is_own(top, passage):
        place = passage.place(token)
        foreign = (not desk and is_support(top, passage)) or is_amateur(top, passage)
        return None if foreign or doubtful(passage, place, place, thin=False) else token
    if _in_brackets(top, passage):
        return token
    verb = _acts(top, passage) or _at_side(top, passage)
    return None if verb is None or is_denied(verb, top, passage) else verb


def _shares(verb: "Token", token: "Token", passage: Passage) -> bool:
    """Whether the intern helps with this colleague's own work (*je helpt de secretaresses*)."""
    return top_of(token).dep_ == "obj" and "assists" in said_of(verb, passage)


def _in_brackets(top: "Token", passage: Passage) -> bool:
    """Whether the colleague stands in brackets after a duty, as the one who is there: *monsters nemen (met een laborant)*."""
    case = next(
        (child for child in top.children if child.dep_ == "case" and child.lower_ in ("met", "bij", "naast")), None
    )
    if passage.section is not Section.DUTIES or case is None:
        return False
    place = passage.place(case)
    before = {passage.span[one].lower_ for one in range(max(0, place - 2), place)}
    return "(" in before and not doubtful(passage, place, passage.place(top))


def _acts(top: "Token", passage: Passage) -> "Token | None":
    """Returns the verb of which the colleague is the subject, where it concerns the intern or the intern's work."""
    if top.dep_ == "obj" and "assists" in said_of(top.head, passage) and _of_intern(top.head, passage):
        return top.head if {"role", "name"} & said_of(top, passage) else None
    verbs = [child for child in top.children if child.dep_ == "acl:relcl" and _has_subject(child, "die")]
    if (top.dep_ == "nsubj" and not cases_of(top)) or (top.dep_ == "obj" and "Fin" in feature(top.head, "VerbForm")):
        verbs += _shared(top.head)
    if top.dep_ == "obl:agent" or "door" in cases_of(top):
        done = {"checks", "carries-on"} & said_of(top.head, passage)
        near = intern_near(top, passage) or passage.section is Section.DUTIES
        return top.head if done and near and not has_intern_subject(top.head, passage) else None
    return next((verb for verb in verbs if _deals_with(verb, top, passage)), None)


def _shared(verb: "Token") -> "list[Token]":
    """Returns a verb and those coordinated with it that have no subject of their own."""
    others = [child for child in verb.children if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")]
    return [verb, *(one for one in others if not any(child.dep_ == "nsubj" for child in one.children))]


def _has_subject(verb: "Token", form: str) -> bool:
    return any(child.lower_ == form and child.dep_ == "nsubj" for child in verb.children)


def _deals_with(verb: "Token", top: "Token", passage: Passage) -> bool:
    """Whether what the colleague does by this verb has to do with the intern or the intern's work."""
    children = [child for one in (verb, *_open_ends(verb)) for child in one.children if child.i != top.i]
    intern = any(is_intern(child, passage) and not is_compared(child) for child in children)
    values = said_of(verb, passage)
    if intern and top.dep_ != "obj":
        return "social" not in values and not is_invitation(verb, passage)
    if top.dep_ == "obj" and any(child.dep_ == "nsubj" and _can_act(child, passage) for child in children):
        return False
    if intern or not intern_near(top, passage):
        return False
    if any("outsider" in said_of(child, passage) for child in children if child.dep_ in ("obj", "iobj")):
        return False
    if "decides" in values or (top.dep_ == "nsubj" and (_leaves_rest(verb, passage) or _always_there(verb, top))):
        return True
    return bool({"checks", "carries-on"} & values) and any(
        _is_work(child, passage, checked="checks" in values) for child in children
    )


def _can_act(token: "Token", passage: Passage) -> bool:
    """Whether a word that the parser calls the subject may be one, rather than the colleague (*besluiten neemt Bob*)."""
    return (token.pos_ == "PRON" and token.lower_ not in _WORK) or bool(COLLEAGUE & said_of(token, passage))


def _always_there(verb: "Token", top: "Token") -> bool:
    """Whether there always is a colleague: *er staat altijd een collega op de groep*."""
    return top.dep_ == "nsubj" and {"er", "altijd"} <= {child.lower_ for child in verb.children}


def _leaves_rest(verb: "Token", passage: Passage) -> bool:
    """Whether the intern does a part of what the colleague does: *de kapster knipt, jij wast*."""
    beside = [child for child in verb.children if child.dep_ in ("parataxis", "conj")]
    beside += [verb.head] if verb.dep_ in ("parataxis", "conj") else []
    why = any(
        child.lower_ in _CAUSES for one in (verb, *beside) for child in one.children if child.dep_ in ("cc", "mark")
    )
    if why or verb.pos_ != "VERB" or "social" in said_of(verb, passage) or is_existential(verb):
        return False
    return any(one.pos_ == "VERB" and has_intern_subject(one, passage) for one in beside)


def _is_work(token: "Token", passage: Passage, *, checked: bool) -> bool:
    """Whether a part of a clause stands for what the intern made: *ze*, *je teksten*, *wat je inboekt*, *elk stuk*."""
    if token.lower_ in ("die", "dat") and token.head.dep_.startswith("acl"):
        return False
    if token.lower_ in _WORK or (token.lower_ == "zelf" and token.dep_ == "advmod"):
        return True
    if "final" in said_of(token, passage) and token.dep_ == "obj":
        return True
    if token.pos_ == "VERB" and "Inf" in feature(token, "VerbForm") and token.i < token.head.i:
        return True
    if token.dep_ not in ("obj", "obl", "advcl", "ccomp", "nsubj", "nsubj:pass"):
        return False
    inside = [one for one in token.subtree if one.i != token.i]
    if any(one.lower_ in YOURS or is_intern(one, passage) for one in inside):
        return True
    return checked and (token.lower_ in _ALL or any(one.lower_ in _ALL for one in token.children))


def _at_side(top: "Token", passage: Passage) -> "Token | None":
    """Returns the verb by which the intern is at the colleague's side, learns from or hands in to the colleague."""
    said = said_of(top, passage)
    cases = _BESIDE
    if "unit" in said:
        cases = ({} if said.isdisjoint(("role", "name", "group")) else _BESIDE) | _WITHIN
    wanted = {value for case in cases_of(top) for value in cases.get(case, ())}
    through = {value for case in cases_of(top) for value in _THROUGH.get(case, ())}
    word = top
    if "van" in cases_of(top) and _theirs(top, passage):
        return top.head
    if "met" in cases_of(top) and _meets(top, passage):
        return top.head
    for _ in range(_CLIMB if wanted or through else 0):
        if word.head.i == word.i:
            return None
        word = word.head
        values = said_of(word, passage) | _near_values(word, passage)
        told = (wanted & values) - (_HANDS_IN if is_report(word, passage) else set())
        if told and _of_intern(word, passage):
            return word
        if through & values and _of_work(word, top, passage):
            return word
        if word.pos_ == "VERB":
            return None
    return None


def _theirs(top: "Token", passage: Passage) -> bool:
    """Whether the intern is in this colleague's team, or joins in this colleague's work (*je schrijft mee aan Jo's stuk*)."""
    whose = top.head
    if whose.pos_ not in ("NOUN", "PROPN") or said_of(top, passage).isdisjoint(("name", "role")):
        return False
    if {"group", "unit"} & said_of(whose, passage):
        return not cases_of(whose).isdisjoint(_WITHIN) and _of_intern(whose, passage)
    return "joins" in said_of(whose.head, passage) and _of_intern(whose.head, passage)


def _meets(top: "Token", passage: Passage) -> bool:
    """Whether the intern does something with one colleague, other than meeting (*met de conservator kies je objecten*)."""
    one = "Plur" not in feature(top, "Number") and {"name", "role"} & said_of(top, passage)
    verb = top.head
    if not one or verb.pos_ != "VERB" or "contact" in said_of(verb, passage) or not has_intern_subject(verb, passage):
        return False
    return not any(child.dep_ == "det" and child.lower_ in ("een", "elke", "iedere") for child in top.children)


def _of_work(word: "Token", top: "Token", passage: Passage) -> bool:
    """Whether the subject is the work that the intern made, or the say in it."""
    subjects = [child for child in word.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if not subjects or any(is_intern(one, passage) for one in subjects):
        return False
    if "stays-with" in said_of(word, passage):
        return any("say" in said_of(one, passage) for one in subjects)
    if "langs" in cases_of(top):
        return not any(COLLEAGUE & said_of(one, passage) for one in subjects)
    return any(_is_work(one, passage, checked=True) for one in subjects)


def _near_values(word: "Token", passage: Passage) -> set[str]:
    """Returns what is said of the small words of a verb: *samen*, *mee*."""
    return {value for child in word.children if child.dep_ in ("advmod", "advcl") for value in said_of(child, passage)}


def _of_intern(word: "Token", passage: Passage) -> bool:
    """Whether it is the intern who does this: as subject, or in a list of duties where nobody else is the subject."""
    verb = word
    for _ in range(_CLIMB):
        subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
        if subjects:
            named = passage.values("agents", [passage.place(one) for one in subjects])
            return bool(named & {"intern", "task"}) or goes_on(subjects[0], passage)
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return passage.section in (Section.DUTIES, None) or bool(passage.values("agents", range(len(passage.words))))


def _open_ends(verb: "Token") -> "Iterator[Token]":
    yield from (child for child in verb.children if child.dep_ in ("xcomp", "ccomp", "aux", "compound:prt"))
