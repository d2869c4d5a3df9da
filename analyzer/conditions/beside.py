"""Who works beside the intern: a colleague who does something with the intern, or goes on with the intern's work.

The words are in `lexicons/staff.toml`; a colleague who is merely mentioned proves nothing. Looked for are four relations
in the parse: a colleague does something with the intern (*Rik legt je uit*), the intern works at somebody's side
(*je zit bij Rik*), hands the work to somebody (*je legt het aan Rik voor*), or a colleague takes the next step in it
(*Rik bestelt ze*, *bestellen doet Rik*).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer.assessment import Evidence
from analyzer.matching import Hit
from analyzer.passage import Passage
from analyzer.posting import Section

if TYPE_CHECKING:
    from spacy.tokens import Token

_COLLEAGUE = frozenset({"role", "name", "group", "unit"})
_WITHIN = {"in": {"place"}, "op": {"place"}, "binnen": {"place"}, "bij": {"place"}, "vanuit": {"place"}, "van": {"member"}}
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
_YOURS = frozenset({"je", "jouw", "uw", "jullie", "zijn/haar"})
_ALL = frozenset({"elk", "elke", "ieder", "iedere", "alle", "alles", "allemaal", "al"})
_DENIED = frozenset({"niet", "nooit", "geen", "zonder", "niemand", "nauwelijks", "zelden"})
_CAUSES = frozenset({"want", "omdat", "doordat", "zodat", "dus", "als", "terwijl", "wanneer"})
_LACKING = frozenset({"zonder", "niemand"})
_NEAR = 6
_NEXT_TO = frozenset({"naast", "achter"})
_CLIMB = 4
_REACH = 12


def beside(passages: Sequence[Passage]) -> list[Evidence]:
    """Returns the colleagues who stand in such a relation to the intern, each with the words that say so."""
    found: dict[tuple[int, int], Evidence] = {}
    away = _away(passages)
    for passage in passages:
        if passage.section is Section.APPLICATION:
            continue
        for hit in passage.hits.get("staff", ()):
            token = passage.span[hit.end - 1]
            if hit.rule.value not in _COLLEAGUE or token.lower_ in away or not _is_name(token, hit.rule.value):
                continue
            if any(True for _ in _little(passage, hit)):
                continue
            verb = _relation(token, passage)
            if verb is None:
                continue
            first, last = sorted((passage.place(verb), passage.place(token)))
            evidence = passage.evidence(Hit(hit.rule, first, last + 1))
            found.setdefault((evidence.start, evidence.end), evidence)
    return list(found.values())


def _is_name(token: "Token", value: str) -> bool:
    """Whether a first name is one here: *Ben jij* and *an* are not."""
    return value != "name" or (token.pos_ in ("PROPN", "X", "NOUN") and token.text[0].isupper())


def _little(passage: Passage, hit: Hit) -> Iterator[Hit]:
    """Yields what is said of a colleague that takes the guidance back."""
    for other in passage.touching("guidance", range(hit.start, hit.end)):
        if other.rule.points < 0:
            yield other


def _away(passages: Sequence[Passage]) -> set[str]:
    """Returns the names of those of whom the posting says that they are seldom there, or gone."""
    return {
        word.form
        for passage in passages
        for hit in passage.hits.get("guidance", ())
        if hit.rule.points < 0
        for word in passage.words[hit.start : hit.end]
        if word.pos == "PROPN"
    }


def _relation(token: "Token", passage: Passage) -> "Token | None":
    """Returns the word by which a colleague is tied to the intern or to the intern's work, or None."""
    top = _top(token)
    if any(_is_intern(child, passage) and _cases(child) & _NEXT_TO for child in token.children):
        return None if doubtful(passage, passage.place(token), passage.place(token)) else token
    if _is_outside(top, passage) or _is_outside(token, passage):
        return None
    if "role" in _values(token, passage) and _belongs_to_intern(top, passage):
        return token
    verb = _acts(top, passage) or _at_side(top, passage)
    return None if verb is None or _is_denied(verb, top, passage) else verb


def _belongs_to_intern(top: "Token", passage: Passage) -> bool:
    """Whether the posting calls somebody the intern's own (*je eindredacteur is Paul*)."""
    return any(child.dep_ == "nmod:poss" and child.lower_ in _YOURS for child in top.children)


def _top(token: "Token") -> "Token":
    """Returns the head of the phrase that names the colleague: *uitvoerder Henk*, *Bouke of Ifeoma*."""
    while token.dep_ in ("appos", "flat", "conj", "compound") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
    return token


def _is_outside(token: "Token", passage: Passage) -> bool:
    """Whether this is somebody from outside, gone, or in general (*monteurs*)."""
    if "outsider" in _values(token, passage):
        return True
    children = list(token.children)
    if any("outsider" in _values(child, passage) for child in children if child.dep_ == "nmod"):
        return True
    if any("outside" in _values(child, passage) or child.lower_ in _DENIED for child in children):
        return True
    plural = "Plur" in token.morph.get("Number") and token.pos_ == "NOUN" and "name" not in _values(token, passage)
    return plural and not any(child.dep_ in ("det", "nummod", "nmod:poss", "amod") for child in children)


def _acts(top: "Token", passage: Passage) -> "Token | None":
    """Returns the verb of which the colleague is the subject, where it concerns the intern or the intern's work."""
    if top.dep_ == "obj" and "assists" in _values(top.head, passage) and _of_intern(top.head, passage):
        return top.head if {"role", "name"} & _values(top, passage) else None
    verbs = [child for child in top.children if child.dep_ == "acl:relcl" and _has_subject(child, "die")]
    if top.dep_ == "nsubj" and not _cases(top) or top.dep_ == "obj" and "Fin" in top.head.morph.get("VerbForm"):
        verbs += _shared(top.head)
    if top.dep_ == "obl:agent" or "door" in _cases(top):
        done = {"checks", "carries-on"} & _values(top.head, passage)
        return top.head if done and _intern_near(top, passage) and not _has_intern_subject(top.head, passage) else None
    return next((verb for verb in verbs if _deals_with(verb, top, passage)), None)


def _shared(verb: "Token") -> "list[Token]":
    """Returns a verb and those coordinated with it that have no subject of their own."""
    others = [child for child in verb.children if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")]
    return [verb, *(one for one in others if not any(child.dep_ == "nsubj" for child in one.children))]


def _has_subject(verb: "Token", form: str) -> bool:
    return any(child.lower_ == form and child.dep_ == "nsubj" for child in verb.children)


def _has_intern_subject(verb: "Token", passage: Passage) -> bool:
    return any(child.dep_ in ("nsubj", "nsubj:pass") and _is_intern(child, passage) for child in verb.children)


def _deals_with(verb: "Token", top: "Token", passage: Passage) -> bool:
    """Whether what the colleague does by this verb has to do with the intern or the intern's work."""
    children = [child for one in (verb, *_open_ends(verb)) for child in one.children if child.i != top.i]
    intern = any(_is_intern(child, passage) for child in children)
    values = _values(verb, passage)
    if intern and top.dep_ != "obj":
        return "social" not in values
    if top.dep_ == "obj" and any(child.dep_ == "nsubj" and _can_act(child, passage) for child in children):
        return False
    if intern or not _intern_near(top, passage):
        return False
    if "decides" in values or (top.dep_ == "nsubj" and (_leaves_rest(verb, passage) or _always_there(verb, top))):
        return True
    return bool({"checks", "carries-on"} & values) and any(
        _is_work(child, passage, checked="checks" in values) for child in children
    )


def _can_act(token: "Token", passage: Passage) -> bool:
    """Whether a word that the parser calls the subject may be one, rather than the colleague (*besluiten neemt Bob*)."""
    return (token.pos_ == "PRON" and token.lower_ not in _WORK) or bool(_COLLEAGUE & _values(token, passage))


def _always_there(verb: "Token", top: "Token") -> bool:
    """Whether there always is a colleague: *er staat altijd een collega op de groep*."""
    return top.dep_ == "nsubj" and {"er", "altijd"} <= {child.lower_ for child in verb.children}


def _leaves_rest(verb: "Token", passage: Passage) -> bool:
    """Whether the intern does a part of what the colleague does: *de kapster knipt, jij wast*."""
    beside = [child for child in verb.children if child.dep_ in ("parataxis", "conj")]
    beside += [verb.head] if verb.dep_ in ("parataxis", "conj") else []
    why = any(child.lower_ in _CAUSES for one in (verb, *beside) for child in one.children if child.dep_ in ("cc", "mark"))
    if why or verb.pos_ != "VERB" or "social" in _values(verb, passage):
        return False
    return any(one.pos_ == "VERB" and _has_intern_subject(one, passage) for one in beside)


def _is_work(token: "Token", passage: Passage, *, checked: bool) -> bool:
    """Whether a part of a clause stands for what the intern made: *ze*, *je teksten*, *wat je inboekt*, *elk stuk*."""
    if token.lower_ in ("die", "dat") and token.head.dep_.startswith("acl"):
        return False
    if token.lower_ in _WORK or (token.lower_ == "zelf" and token.dep_ == "advmod"):
        return True
    if "final" in _values(token, passage) and token.dep_ == "obj":
        return True
    if token.pos_ == "VERB" and "Inf" in token.morph.get("VerbForm") and token.i < token.head.i:
        return True
    if token.dep_ not in ("obj", "obl", "advcl", "ccomp", "nsubj", "nsubj:pass"):
        return False
    inside = [one for one in token.subtree if one.i != token.i]
    if any(one.lower_ in _YOURS or _is_intern(one, passage) for one in inside):
        return True
    return checked and (token.lower_ in _ALL or any(one.lower_ in _ALL for one in token.children))


def _at_side(top: "Token", passage: Passage) -> "Token | None":
    """Returns the verb by which the intern is at the colleague's side, learns from or hands in to the colleague."""
    cases = _BESIDE | _WITHIN if "unit" in _values(top, passage) else _BESIDE
    wanted = {value for case in _cases(top) for value in cases.get(case, ())}
    through = {value for case in _cases(top) for value in _THROUGH.get(case, ())}
    word = top
    if "met" in _cases(top) and _meets(top, passage):
        return top.head
    for _ in range(_CLIMB if wanted or through else 0):
        if word.head.i == word.i:
            return None
        word = word.head
        values = _values(word, passage) | _near_values(word, passage)
        if wanted & values and _of_intern(word, passage):
            return word
        if through & values and _of_work(word, top, passage):
            return word
        if word.pos_ == "VERB":
            return None
    return None


def _meets(top: "Token", passage: Passage) -> bool:
    """Whether the intern does something with one colleague, other than meeting (*met de conservator kies je objecten*)."""
    one = "Plur" not in top.morph.get("Number") and {"name", "role"} & _values(top, passage)
    verb = top.head
    if not one or verb.pos_ != "VERB" or "contact" in _values(verb, passage) or not _has_intern_subject(verb, passage):
        return False
    return not any(child.dep_ == "det" and child.lower_ in ("een", "elke", "iedere") for child in top.children)


def _cases(token: "Token") -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ == "case"}


def _of_work(word: "Token", top: "Token", passage: Passage) -> bool:
    """Whether the subject is the work that the intern made, or the say in it."""
    subjects = [child for child in word.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if not subjects or any(_is_intern(one, passage) for one in subjects):
        return False
    if "stays-with" in _values(word, passage):
        return any("say" in _values(one, passage) for one in subjects)
    if "langs" in _cases(top):
        return not any(_COLLEAGUE & _values(one, passage) for one in subjects)
    return any(_is_work(one, passage, checked=True) for one in subjects)


def _near_values(word: "Token", passage: Passage) -> set[str]:
    """Returns what is said of the small words of a verb: *samen*, *mee*."""
    return {value for child in word.children if child.dep_ in ("advmod", "advcl") for value in _values(child, passage)}


def _of_intern(word: "Token", passage: Passage) -> bool:
    """Whether it is the intern who does this: as subject, or in a list of duties where nobody else is the subject."""
    verb = word
    for _ in range(_CLIMB):
        subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
        if subjects:
            named = passage.values("agents", [passage.place(one) for one in subjects])
            return bool(named & {"intern", "task"}) or _goes_on(subjects[0], passage)
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return passage.section in (Section.DUTIES, None) or bool(passage.values("agents", range(len(passage.words))))


def _goes_on(subject: "Token", passage: Passage) -> bool:
    """Whether *hij*, *zij* or the work goes on about the intern who was named before."""
    return subject.pos_ == "PRON" and subject.lower_ in ("hij", "zij", "ze") and _intern_before(subject, passage)


def _open_ends(verb: "Token") -> "Iterator[Token]":
    yield from (child for child in verb.children if child.dep_ in ("xcomp", "ccomp", "aux", "compound:prt"))


def _is_intern(token: "Token", passage: Passage) -> bool:
    if token.dep_ == "nmod:poss":
        return False
    if token.lower_ in ("jullie", "jou"):
        return True
    return "intern" in passage.values("agents", [passage.place(token)])


def _intern_near(token: "Token", passage: Passage) -> bool:
    place = passage.place(token)
    places = range(max(0, place - 4 * _REACH), min(len(passage.words), place + 4 * _REACH))
    return "intern" in passage.values("agents", places)


def _intern_before(token: "Token", passage: Passage) -> bool:
    """Whether the intern was named shortly before, so that a pronoun may stand for the intern's work."""
    place = passage.place(token)
    return "intern" in passage.values("agents", range(max(0, place - 4 * _REACH), place))


def _is_denied(verb: "Token", top: "Token", passage: Passage) -> bool:
    """Whether the clause denies it, or says that it happens only now and then."""
    if any(token.lower_ in _DENIED for token in (verb, *verb.children, *top.children)):
        return True
    return doubtful(passage, *sorted((passage.place(verb), passage.place(top))))


def doubtful(passage: Passage, first: int, last: int, *, thin: bool = True) -> bool:
    """Whether the words around the places `first` to `last` say that it does not happen, or (`thin`) that it does only
    now and then."""
    sentence = passage.span[first].sent
    begin = max(0, passage.place(sentence[0]), first - _REACH)
    end = min(len(passage.words), passage.place(sentence[-1]) + 1, last + _REACH)
    if thin and "thin" in passage.values("staff", range(begin, end)):
        return True
    for place in range(first - 1, max(begin, first - _NEAR) - 1, -1):
        token = passage.span[place]
        if token.is_punct or token.pos_ == "CCONJ":
            return False
        if token.lower_ in _LACKING:
            return True
    return False


def _values(token: "Token", passage: Passage) -> set[str]:
    place = passage.place(token)
    return passage.values("staff", [place]) if 0 <= place < len(passage.words) else set()
