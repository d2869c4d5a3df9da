"""From the parse of a duty to the parts that a lighter sentence is built of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.duties import Candidate, Form
from analyzer.tempering.edits import Edits

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_AUX = ("aux", "aux:pass", "cop")
_VERBS = ("VERB", "AUX")
_RELATIVE = frozenset({"die", "dat", "wie"})
_GAPS = ("advcl", "acl:relcl", "parataxis", "ccomp")
_LIST_MARKS = (":", "(", "–", "-", ";")


@dataclass(frozen=True, slots=True)
class Parts:
    """A duty taken apart. Tokens are in the order of the text, words to be left out are still among them.

    `before` stands before the object in the middle field; `object` runs to the end of what belongs to it; `after`
    follows the verb. `role` says that the object is what the intern is made responsible for.
    """

    form: Form
    subject: str
    front: tuple["Token", ...]
    before: tuple["Token", ...]
    object: tuple["Token", ...]
    after: tuple["Token", ...]
    verb: "Token | None"
    finite: "Token | None" = None
    role: bool = False
    all: tuple["Token", ...] = ()
    infinitives: tuple["Token", ...] = field(default=())


def take_apart(candidate: Candidate, edits: Edits) -> Parts | None:
    """Returns the parts of a duty, or None where its sentence is not understood well enough to write it anew."""
    tokens = _own_sentence(candidate)
    if not tokens:
        return None
    if candidate.clause.form in (Form.FINITE, Form.IMPERATIVE):
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


def _is_finite(token: "Token") -> bool:
    return token.pos_ in _VERBS and "Inf" not in token.morph.get("VerbForm") and "Part" not in token.morph.get("VerbForm")


def _finite(candidate: Candidate, tokens: list["Token"], edits: Edits) -> Parts | None:
    clause = candidate.clause
    inside = {token.i for token in tokens}
    carriers = [clause.head, *(child for child in clause.head.children if child.dep_ in _AUX)]
    finites = sorted((token for token in carriers if token.i in inside and _is_finite(token)), key=lambda token: token.i)
    if not finites:
        return None
    finite = finites[0]
    lexical = _lexical(clause.verbs, finite)
    subject = clause.subject
    own = _subtree(subject, inside) if subject is not None and subject.i in inside else []
    late = _is_late(finite, own, tokens)
    skip = {token.i for token in own} | {finite.i, lexical.i} | _small_words(lexical, finite)
    role = _role_object(candidate, tokens)
    front = [] if late else [token for token in tokens if token.i < finite.i and token.i not in skip]
    rest = [token for token in tokens if token.i not in skip and (late or token.i > finite.i)]
    if late:
        rest = [token for token in rest if token.dep_ != "mark" or token.i > finite.i]
    named = _subject_words(subject, own, edits)
    if role:
        kept = [token for token in front if token not in role]
        return Parts(clause.form, named, tuple(kept), (), tuple(role), (), None, finite, role=True, all=tuple(tokens))
    object_ = _object(lexical, inside)
    if object_ and object_[0].i < finite.i and not late:
        front, rest = [token for token in front if token not in object_], [*object_, *rest]
    border = lexical.i if lexical is not finite or late else _particle_place(lexical) or 10**9
    middle, after = _split(rest, border, object_)
    before = [token for token in middle if object_ and token.i < object_[0].i]
    tail = [token for token in middle if token not in before]
    return Parts(clause.form, named, tuple(front), tuple(before), tuple(tail), tuple(after), lexical, finite, all=tuple(tokens))


def _lexical(verbs: Sequence["Token"], finite: "Token") -> "Token":
    """Returns the verb that says what is done: the one a light verb governs, else the head."""
    governed = [token for token in verbs[1:] if token.dep_ == "xcomp" and "Inf" in token.morph.get("VerbForm")]
    return governed[-1] if governed and verbs[0].i == finite.i else verbs[0]


def _is_late(finite: "Token", own: Sequence["Token"], tokens: Sequence["Token"]) -> bool:
    """Whether the finite verb stands at the end, as in a subordinate clause."""
    if not own:
        return False
    between = [token for token in tokens if own[-1].i < token.i < finite.i]
    return bool(between) and own[0].i <= tokens[0].i + 1 and own[-1].i < finite.i


def _small_words(lexical: "Token", finite: "Token") -> set[int]:
    """Returns the places of the particle, of *te*, and of further auxiliaries."""
    places = {child.i for child in lexical.children if child.dep_ == "mark" and child.lower_ == "te"}
    places |= {child.i for child in lexical.children if child.dep_ in ("aux", "compound:prt")}
    place = _particle_place(lexical)
    return places | ({place} if place else set())


def _particle_place(verb: "Token") -> int | None:
    for child in verb.children:
        bare = child.pos_ == "ADP" and child.dep_ not in ("case", "mark", "fixed", "cc")
        if child.dep_ == "compound:prt" or (bare and not list(child.children)):
            return int(child.i)
    return None


def _subject_words(subject: "Token | None", own: Sequence["Token"], edits: Edits) -> str:
    if subject is None:
        return ""
    if subject.lower_ in ("je", "jij", "u", "jullie"):
        return "je" if subject.lower_ == "jij" else str(subject.lower_)
    if subject.pos_ == "PRON" or not own:
        return "je" if subject.pos_ != "NOUN" and subject.lower_ not in _RELATIVE | {"hij", "zij", "ze", "deze"} else "de stagiair"
    return edits.say(own)


def _subtree(token: "Token", inside: set[int]) -> list["Token"]:
    return [one for one in token.subtree if one.i in inside]


def _role_object(candidate: Candidate, tokens: Sequence["Token"]) -> list["Token"]:
    """Returns what follows the words that make the intern responsible, without their preposition."""
    passage = candidate.passage
    ends = [hit.end for hit in passage.hits_of("ownership", candidate.start, candidate.end) if hit.rule.value == "role"]
    if not ends:
        return []
    after = [token for token in tokens if passage.place(token) >= max(ends)]
    if after and after[0].pos_ == "ADP":
        after = after[1:]
    return after


def _object(verb: "Token", inside: set[int]) -> list["Token"]:
    for child in verb.children:
        if child.dep_ == "obj" and child.i in inside and child.pos_ != "VERB":
            return [token for token in _subtree(child, inside) if not token.is_space]
    return []


def _split(rest: Sequence["Token"], border: int, object_: Sequence["Token"]) -> tuple[list["Token"], list["Token"]]:
    """Splits what follows the finite verb at the verb or particle that closes the middle field; a subordinate clause,
    a list or an apposition before it moves behind."""
    first = next((number for number, token in enumerate(rest) if token.i < border and _opens_gap(token)), None)
    closed = [token for token in rest if token.i < border]
    if first is None or first == 0:
        return closed, [token for token in rest if token.i > border]
    return closed[:first], [*closed[first:], *(token for token in rest if token.i > border)]


def _opens_gap(token: "Token") -> bool:
    """Whether a clause, a list or an apposition opens here that Dutch puts after the verb."""
    if token.text in _LIST_MARKS:
        return not (token.text == "-" and token.whitespace_ == "")
    if token.text == ",":
        return not any(one.dep_ == "conj" for one in (token.head,)) and token.head.i > token.i or _before_clause(token)
    return token.dep_ == "mark" and token.head.dep_ in _GAPS and token.i == token.head.left_edge.i


def _before_clause(token: "Token") -> bool:
    return token.head.dep_ in _GAPS


def _fragment(candidate: Candidate, tokens: list["Token"]) -> Parts | None:
    """Takes an infinitive or noun bullet apart; a finite clause that hangs behind it is cut off."""
    clause = candidate.clause
    tokens = _without_finite_tail(tokens)
    if not tokens or clause.head not in tokens:
        return None
    inside = {token.i for token in tokens}
    infinitives = [token for token in clause.verbs if token.i in inside and "Inf" in token.morph.get("VerbForm")]
    first = _nominalised(tokens)
    if first is not None:
        object_ = _after_van(tokens, first)
        return Parts(Form.INFINITIVE, "", (), (), tuple(object_), (), None, all=tuple(tokens[first:]))
    if clause.form is Form.INFINITIVE and infinitives:
        return _object_first(tokens, infinitives, inside)
    if any(token.pos_ in _VERBS and _is_finite(token) for token in tokens):
        return None
    object_ = _after_van(tokens, 0) or tokens
    return Parts(Form.NOMINAL, "", (), (), tuple(object_), (), None, all=tuple(tokens))


def _object_first(tokens: Sequence["Token"], infinitives: Sequence["Token"], inside: set[int]) -> Parts:
    verbs = sorted(infinitives, key=lambda token: token.i)
    object_ = _object(verbs[0], inside)
    before = [token for token in tokens if object_ and token.i < object_[0].i]
    tail = [token for token in tokens if token not in before and token not in verbs and token.i < verbs[-1].i]
    tail = [token for token in tail if token.dep_ != "compound:prt"]
    after = [token for token in tokens if token.i > verbs[-1].i]
    return Parts(
        Form.INFINITIVE, "", (), tuple(before), tuple(tail if object_ else ()), tuple(after), verbs[-1],
        all=tuple(tokens), infinitives=tuple(verbs),
    )  # fmt: skip


def _without_finite_tail(tokens: list["Token"]) -> list["Token"]:
    for number, token in enumerate(tokens):
        if "Fin" in token.morph.get("VerbForm"):
            commas = [place for place in range(1, number) if tokens[place].text in (",", ":", ";", "–", "-")]
            return tokens[: commas[-1]] if commas else []
    return tokens


def _nominalised(tokens: Sequence["Token"]) -> int | None:
    """Returns the place of a leading infinitive that is used as a noun (*het opstellen van*, *bijhouden van*)."""
    first = 1 if tokens[0].lower_ == "het" and len(tokens) > 1 else 0
    token = tokens[first]
    verbal = token.lower_.endswith("en") and (token.pos_ == "VERB" or token.lower_ == token.lemma_.lower())
    following = tokens[first + 1 : first + 8]
    prepositions = [one for one in following if one.pos_ == "ADP"]
    if not verbal or not following or not prepositions:
        return None
    closing = [one for one in following if one.pos_ in ("DET", "NUM", "PRON")]
    return first if not closing or closing[0].i > prepositions[0].i else None


def _after_van(tokens: Sequence["Token"], first: int) -> list["Token"]:
    for number in range(first + 1, min(first + 8, len(tokens))):
        if tokens[number].lower_ == "van":
            return list(tokens[number + 1 :])
    return []


def has_noun(tokens: Iterable["Token"]) -> bool:
    """Whether some tokens name a thing."""
    return any(token.pos_ in ("NOUN", "PROPN") for token in tokens)


def text_of(span: "Span") -> str:
    """Returns the words of a span on one line."""
    return " ".join(span.text.split())
