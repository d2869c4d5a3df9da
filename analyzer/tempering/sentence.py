"""From the parse of a duty to the parts that a lighter sentence is built of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analyzer.candidate import Candidate, Form
from analyzer.dutch.words import feature
from analyzer.tempering.edits import Edits
from analyzer.tempering.fragments import (
    SPOKEN_TO,
    handed_over,
    is_finite,
    is_infinitive,
    is_no_verb,
    object_after,
    object_first,
    opens_clause,
    read_as_verb,
    whole_noun,
    without_tail,
)
from analyzer.tempering.verbs import is_fixed, is_particle, particle_place

if TYPE_CHECKING:
    from spacy.tokens import Token

_AUX = ("aux", "aux:pass", "cop")
_VERBS = ("VERB", "AUX")
_SOMEBODY = frozenset({"die", "dat", "wie", "hij", "zij", "ze", "deze"})
_BEHIND = ("advcl", "acl:relcl", "parataxis", "ccomp")
_LIST_MARKS = (":", "(", "–", ";")
_ROLE_FOR = frozenset({"voor", "van", "over"})
_NOT_FIRST = frozenset({"wat", "welke", "hoe", "waar", "we", "wij"})
"""First words of a clause that asks or that somebody else carries."""
_ASIDE = frozenset({"die", "dat"})
_FAR = 10**9
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Parts:
    """A duty taken apart. Tokens are in the order of the text, words to be left out are still among them.

    `front` stands before an inverted verb, `before` before the object in the middle field; `object` runs to the end of
    that field; `after` follows the verb. `role`: the object is what the intern is made responsible for.
    """

    form: Form
    all: tuple["Token", ...]
    capital: bool = True
    subject: str = ""
    front: tuple["Token", ...] = ()
    before: tuple["Token", ...] = ()
    object: tuple["Token", ...] = ()
    after: tuple["Token", ...] = ()
    verb: "Token | None" = None
    finite: "Token | None" = None
    role: bool = False
    own: tuple["Token", ...] = ()
    infinitives: tuple["Token", ...] = ()
    stray: "Token | None" = None
    """A particle that the parser did not join to its verb."""


def take_apart(candidate: Candidate, edits: Edits) -> Parts | None:
    """Returns the parts of a duty, or None where its sentence is not understood well enough to write it anew."""
    tokens = _own_sentence(candidate)
    if not tokens:
        return None
    candidate = read_as_verb(candidate)
    if candidate.clause.form in (Form.FINITE, Form.IMPERATIVE, Form.ELLIPTIC):
        return _finite(candidate, tokens, edits)
    return _fragment(candidate, tokens)


def _own_sentence(candidate: Candidate) -> list["Token"]:
    """Returns the tokens of the duty that stand in the sentence of its predicate, without closing punctuation."""
    span = candidate.passage.span
    sentence = candidate.clause.head.sent
    tokens = [token for token in span[candidate.start : candidate.end] if sentence.start <= token.i < sentence.end]
    tokens = [token for token in tokens if not token.is_space]
    while tokens and tokens[-1].text in (".", "!", "?", ";", ":", ",", "…", "-", "–"):
        tokens.pop()
    return tokens


def _finite(candidate: Candidate, tokens: list["Token"], edits: Edits) -> Parts | None:
    clause = candidate.clause
    inside = {token.i for token in tokens}
    carriers = [clause.head, *(child for child in clause.head.children if child.dep_ in _AUX)]
    finites = sorted((token for token in carriers if token.i in inside and is_finite(token)), key=lambda token: token.i)
    if not finites and clause.subject is not None and abs(clause.subject.i - clause.head.i) == 1:
        finites = [clause.head]
    if not finites:
        return None
    finite, subject = finites[0], clause.subject
    own = [one for one in subject.subtree if one.i in inside] if subject is not None and subject.i in inside else []
    capital = clause.form is not Form.ELLIPTIC or not tokens[0].text[:1].islower()
    named = _subject_words(subject, own, edits)
    if named is None or tokens[0].lower_ in _NOT_FIRST or is_no_verb(finite, named):
        return None
    parts = Parts(clause.form, tuple(tokens), capital, named, finite=finite, own=tuple(own))
    late = _is_late(finite, own, tokens)
    front = [] if late else [token for token in tokens if token.i < finite.i and token not in own]
    handed = handed_over(candidate, own, inside)
    if handed and has_noun(handed):
        return replace(parts, subject="je" if handed[0] in own else named, object=tuple(handed), role=True)
    role = _role(candidate, tokens)
    if role is not None:
        kept = tuple(token for token in front if token not in role)
        return replace(parts, front=kept, object=tuple(role), role=True) if role else None
    return _with_verb(parts, _lexical(clause.verbs, finite), front, edits, late=late)


def _with_verb(parts: Parts, lexical: "Token", front: list["Token"], edits: Edits, *, late: bool) -> Parts | None:
    """Divides the words around the verb over the front, the middle field and what follows."""
    finite = parts.finite
    assert finite is not None
    inside = {token.i for token in parts.all}
    skip = {token.i for token in parts.own} | {finite.i, lexical.i} | _small_words(lexical)
    rest = [token for token in parts.all if token.i not in skip and (late or token.i > finite.i)]
    rest = [token for token in rest if not (late and token.dep_ == "mark" and token.i < finite.i)]
    front = [token for token in front if token.i not in skip]
    object_ = object_after(lexical, inside)
    if object_ and object_[0].i < finite.i and not late:
        front, rest = [token for token in front if token not in object_], [*object_, *rest]
    alone = lexical is finite and not late and particle_place(lexical) is None
    stray = _stray_particle(lexical, rest) if alone else None
    rest = [token for token in rest if token is not stray]
    border = lexical.i if lexical is not finite or late else stray.i if stray else particle_place(lexical) or _FAR
    middle, after = _split(rest, border)
    if any(token.dep_ == "ccomp" and "Fin" in feature(token, "VerbForm") for token in middle):
        return None
    if _is_start(lexical) and after_start(middle, edits):
        return replace(parts, front=tuple(front), object=tuple(after_start(middle, edits)), role=True)
    before = [token for token in middle if object_ and token.i < object_[0].i]
    narrowed = {place for place, _ in edits.narrowed}
    while before and before[-1].i in narrowed:
        before.pop()
    tail = tuple(token for token in middle if token not in before)
    divided = replace(parts, front=tuple(front), before=tuple(before), object=tail, after=tuple(_without_aside(after)))
    return replace(divided, verb=lexical, stray=stray)


def _without_aside(after: list["Token"]) -> list["Token"]:
    """Leaves out a clause that only tells more about the object (*, dat mee naar buiten gaat*)."""
    return [] if len(after) > 1 and after[0].text == "," and after[1].lower_ in _ASIDE else after


def _is_start(lexical: "Token") -> bool:
    return lexical.lemma_ == "gaan" or lexical.lower_ in ("ga", "gaat", "gaan")


def after_start(middle: Sequence["Token"], edits: Edits) -> list["Token"]:
    """Returns what somebody sets to work on (*aan de slag met*), once the words for setting to work are left out."""
    kept = [token for token in middle if token.i not in edits.dropped]
    return kept[1:] if len(kept) < len(middle) and kept and kept[0].lower_ == "met" else []


def _stray_particle(lexical: "Token", tokens: Sequence["Token"]) -> "Token | None":
    """Returns a particle that the parser took for a preposition: one before another preposition, or at the end."""
    for number, token in enumerate(tokens):
        last = number + 1 == len(tokens)
        if number and _opens_behind(token):
            return None
        if token.pos_ == "ADP" and token.i > lexical.i and (last or tokens[number + 1].pos_ in ("ADP", "SCONJ")):
            return token if is_particle(token.lower_) else None
    return None


def _lexical(verbs: Sequence["Token"], finite: "Token") -> "Token":
    """Returns the verb that says what is done: the one a light verb governs, else the head."""
    governed = [token for token in verbs[1:] if token.dep_ == "xcomp" and "Inf" in feature(token, "VerbForm")]
    if not governed or verbs[0].i != finite.i or _purpose_before(governed[-1], finite):
        return verbs[0]
    return governed[-1]


def _purpose_before(verb: "Token", finite: "Token") -> bool:
    """Whether an infinitive stands in a clause of purpose (*om nieuwe leden te werven*)."""
    return any(token.lower_ == "om" for token in verb.doc[finite.i + 1 : verb.i])


def _is_late(finite: "Token", own: Sequence["Token"], tokens: Sequence["Token"]) -> bool:
    """Whether the finite verb stands at the end, as in a subordinate clause."""
    if not own or own[-1].i > finite.i:
        return False
    between = [token for token in tokens if own[-1].i < token.i < finite.i]
    return bool(between) and own[0].i <= tokens[0].i + 1


def _small_words(lexical: "Token") -> set[int]:
    """Returns the places of the particle, of *te*, and of further auxiliaries."""
    places = {child.i for child in lexical.children if child.dep_ == "mark" and child.lower_ == "te"}
    places |= {child.i for child in lexical.children if child.dep_ in ("aux", "compound:prt") and not is_fixed(child)}
    place = particle_place(lexical)
    return places | ({place} if place is not None else set())


def _subject_words(subject: "Token | None", own: Sequence["Token"], edits: Edits) -> str | None:
    """Returns the subject as the posting names it; a relative or personal pronoun becomes the intern, and none other
    can be worded."""
    if subject is None:
        return ""
    if subject.lower_ in SPOKEN_TO:
        return "je" if subject.lower_ == "jij" else str(subject.lower_)
    if subject.lower_ in _SOMEBODY or not own:
        return "de stagiair"
    return None if subject.pos_ == "PRON" and not has_noun(own) else edits.say(own)


def _role(candidate: Candidate, tokens: Sequence["Token"]) -> list["Token"] | None:
    """Returns what the intern is made responsible for; empty where it is not named so, None where there is no role."""
    passage = candidate.passage
    ends = [hit.end for hit in passage.hits_of("ownership", candidate.start, candidate.end) if hit.rule.value == "role"]
    if not ends:
        return None
    after = [token for token in tokens if passage.place(token) >= max(ends)]
    before = [token for token in tokens if passage.place(token) < max(ends)]
    if after and after[0].lower_ in _ROLE_FOR:
        after = after[1:]
    elif not before or before[-1].lower_ not in _ROLE_FOR:
        return []
    denied = (number for number, token in enumerate(after) if token.text == "," and _denies(after[number + 1 :]))
    after = after[: next(denied, None)]
    return after if after and has_noun(after) and after[0].pos_ != "ADP" else []


def _denies(tokens: Sequence["Token"]) -> bool:
    return bool(tokens) and tokens[0].lower_ in ("niet", "geen")


def _split(rest: Sequence["Token"], border: int) -> tuple[list["Token"], list["Token"]]:
    """Splits what follows the finite verb at the verb or particle that closes the middle field; a subordinate clause,
    a list or an apposition before it moves behind."""
    closed = [token for token in rest if token.i < border]
    first = next((number for number, token in enumerate(closed) if _opens(token, number)), len(closed))
    return closed[:first], [*closed[first:], *(token for token in rest if token.i > border)]


def _opens(token: "Token", number: int) -> bool:
    return token.pos_ == "SCONJ" if not number else _opens_behind(token)


def _opens_behind(token: "Token") -> bool:
    """Whether a clause, a list or an apposition opens here that Dutch puts after the verb."""
    purpose = token.lower_ == "om" and any(other.lower_ == "te" for other in token.doc[token.i + 1 : token.i + _NEAR])
    if token.text in _LIST_MARKS or purpose:
        return True
    if token.text == ",":
        return token.i + 1 < len(token.doc) and not _is_item(token.nbor(), token)
    return token.dep_ == "mark" and token.head.dep_ in _BEHIND and token.i == token.head.left_edge.i


def _is_item(token: "Token", comma: "Token") -> bool:
    """Whether the words after a comma go on a list."""
    while token.dep_ != "conj" and token.head.i > comma.i and token.head.i != token.i:
        token = token.head
    return token.dep_ == "conj"


def _fragment(candidate: Candidate, tokens: list["Token"]) -> Parts | None:
    """Takes an infinitive or noun bullet apart; a finite clause that hangs behind it is cut off."""
    capital = not tokens[0].text[:1].islower()
    tokens = without_tail(tokens)
    if not tokens or candidate.clause.head not in tokens or tokens[0].lower_ in SPOKEN_TO:
        return None
    role = _role(candidate, tokens)
    if role is None and _is_odd(tokens[0]):
        return None
    if role is not None:
        return Parts(Form.NOMINAL, tuple(tokens), capital, object=tuple(role), role=True) if role else None
    if tokens[0] == candidate.clause.head and opens_clause(tokens[0]):
        verb = tokens[0]
        return Parts(Form.INFINITIVE, tuple(tokens), capital, verb=verb, infinitives=(verb,))
    noun = whole_noun(candidate, tokens)
    if noun is not None:
        form, words, object_ = noun
        return Parts(form, tuple(words), capital, object=tuple(object_))
    verbal = object_first(candidate, tokens)
    if verbal is None:
        return None
    verbs, before, object_, after = verbal
    return Parts(
        Form.INFINITIVE, tuple(tokens), capital, before=tuple(before), object=tuple(object_), after=tuple(after),
        verb=verbs[-1], infinitives=tuple(verbs),
    )  # fmt: skip


def _is_odd(first: "Token") -> bool:
    """Whether a fragment opens with a finite verb after all."""
    return first.dep_ in ("ROOT", "root") and first.pos_ == "VERB" and not is_infinitive(first)


def has_noun(tokens: Iterable["Token"]) -> bool:
    """Whether some tokens name a thing."""
    return any(token.pos_ in ("NOUN", "PROPN") for token in tokens)
