"""Bullets without a finite verb: nominalised infinitives, bare nouns, and infinitives with their object in front."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analyzer.candidate import Candidate, Form
from analyzer.dutch.words import feature
from analyzer.tempering.verbs import has_particle

if TYPE_CHECKING:
    from spacy.tokens import Token

SPOKEN_TO = ("je", "jij", "u", "jullie")
_VERBS = ("VERB", "AUX")
_PREDICATES = ("ROOT", "root", "conj", "xcomp", "acl", "parataxis", "appos")
_AUX = ("aux", "aux:pass", "cop")
_SUBJECTS = ("nsubj", "nsubj:pass")
_NEAR = 8
"""How far behind a noun of action its *van* may stand (*bedenken, maken en versturen van*)."""


def read_as_verb(candidate: Candidate) -> Candidate:
    """Reads a head with the intern right beside it as the verb that it is (*vanaf dag één beheer je ...*)."""
    head = candidate.clause.head
    verbal = head.pos_ == "VERB" or any(child.dep_ == "conj" and _surely_finite(child) for child in head.children)
    beside = list(head.doc[head.i + 1 : head.i + 2])
    beside += [token for token in head.doc[max(0, head.i - 1) : head.i] if verbal]
    spoken = next((token for token in beside if token.lower_ in SPOKEN_TO), None)
    if candidate.clause.form is not Form.NOMINAL or spoken is None:
        return candidate
    return replace(candidate, clause=replace(candidate.clause, form=Form.FINITE, subject=spoken))


def is_finite(token: "Token") -> bool:
    """Whether a token can be the finite verb of its clause."""
    forms = feature(token, "VerbForm")
    return token.pos_ in _VERBS and "Inf" not in forms and "Part" not in forms


def is_no_verb(finite: "Token", subject: str) -> bool:
    """Whether a plural that the tagger took for the verb stands under one person (*storingen* under *je*)."""
    return subject in ("je", "u") and "Plur" in feature(finite, "Number") and finite.lower_.endswith("en")


def without_tail(tokens: list["Token"]) -> list["Token"]:
    """Returns the tokens without a finite clause that hangs behind the fragment; empty where it cannot be cut off."""
    for number, token in enumerate(tokens):
        if _surely_finite(token):
            if any(one.pos_ == "SCONJ" for one in tokens[1:number]):
                return tokens
            marks = [place for place in range(1, number) if tokens[place].text in (",", ":", ";", "–", "-")]
            return tokens[: marks[-1]] if marks else []
    return tokens


def _surely_finite(token: "Token") -> bool:
    if "Fin" not in feature(token, "VerbForm"):
        return False
    subjects = [child for child in token.children if child.dep_ in _SUBJECTS]
    if token.dep_ in ("ROOT", "root") and token.lower_.endswith("en") and _closes(token, subjects):
        return False
    alone = len(subjects) == 1 and "Sing" in feature(subjects[0], "Number") and subjects[0].pos_ == "NOUN"
    plural = bool(subjects) and not (alone and not any(child.dep_ == "conj" for child in subjects[0].children))
    return not token.lower_.endswith("en") or plural


def _closes(token: "Token", subjects: Sequence["Token"]) -> bool:
    """Whether a plural closes its sentence and a noun stands before it: no main clause, so an infinitive."""
    behind = token.doc[token.i + 1 : token.sent.end]
    named = bool(subjects) and all(one.pos_ in ("NOUN", "PROPN") for one in subjects)
    return named and all(one.is_punct or one.is_space for one in behind)


def is_infinitive(token: "Token") -> bool:
    """Whether a token is an infinitive, also where the tagger took it for a finite plural or a like participle."""
    if token.pos_ not in _VERBS or "Part" in feature(token, "VerbForm"):
        same = token.pos_ in _VERBS and token.lower_ == token.lemma_.lower() and token.lower_.endswith("en")
        return same and token.dep_ in ("ROOT", "root") and not any(one.dep_ in _AUX for one in token.children)
    return "Inf" in feature(token, "VerbForm") or (token.lower_.endswith("en") and not _surely_finite(token))


def whole_noun(
    candidate: Candidate, tokens: Sequence["Token"]
) -> tuple[Form, Sequence["Token"], Sequence["Token"]] | None:
    """Returns form, words and object of a bullet that names the work as a thing; None where it is an infinitive."""
    first = _nominalised(candidate, tokens)
    if first is not None:
        return Form.INFINITIVE, tokens[first:], _after_van(candidate, tokens, first)
    if any(is_infinitive(token) for token in tokens):
        return (Form.NOMINAL, tokens, ()) if _is_mixed(candidate, tokens) else None
    if tokens[0].pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "X", "SYM", "VERB"):
        return Form.NOMINAL, tokens, ()
    return Form.NOMINAL, tokens, _named_in(candidate, tokens)


def _named_in(candidate: Candidate, tokens: Sequence["Token"]) -> Sequence["Token"]:
    """Returns the thing that a noun bullet is about: what follows its noun of action, or the whole."""
    after = _after_van(candidate, tokens, 0)
    if after:
        return after
    if tokens[0].pos_ == "DET" and tokens[0].head.dep_ in ("obl", "advmod", "nmod"):
        return ()
    action = any(candidate.passage.touching("predicates", [candidate.passage.place(tokens[0])]))
    if not action:
        return tokens
    return tokens[1:] if len(tokens) > 1 and tokens[1].pos_ in ("NOUN", "PROPN", "DET", "ADJ") else ()


def _is_mixed(candidate: Candidate, tokens: Sequence["Token"]) -> bool:
    """Whether a bullet lists nouns and infinitives side by side (*planning, posten, reacties beantwoorden*)."""
    head = candidate.clause.head
    first = next(token.i for token in tokens if is_infinitive(token))
    before = [token for token in tokens if token.i < first]
    if any(token.text == ":" for token in before):
        return True
    return head.pos_ not in _VERBS and any(child.dep_ == "conj" and is_infinitive(child) for child in head.children)


def opens_clause(head: "Token") -> bool:
    """Whether a noun with a clause right behind it is an infinitive after all (*zorgen dat alles klopt*)."""
    behind = list(head.doc[head.i + 1 : head.i + 2])
    clause = bool(behind) and behind[0].pos_ == "SCONJ" and behind[0].head.head.i == head.i
    return head.pos_ == "NOUN" and head.lower_.endswith("en") and clause


def _nominalised(candidate: Candidate, tokens: Sequence["Token"]) -> int | None:
    """Returns the place of a leading infinitive that is used as a noun (*het opstellen van*)."""
    first = 1 if tokens[0].lower_ == "het" and len(tokens) > 1 else 0
    verb = first
    while verb < len(tokens) - 1 and tokens[verb].pos_ in ("ADV", "ADJ") and verb - first < 2:
        verb += 1
    token = tokens[verb]
    known = has_particle(token.lower_) and any(
        candidate.passage.touching("predicates", [candidate.passage.place(token)])
    )
    verbal = token.lower_.endswith("en") and (token.pos_ in _VERBS or token.lower_ == token.lemma_.lower() or known)
    following = tokens[verb + 1 : verb + _NEAR]
    place = next((number for number, one in enumerate(following) if one.pos_ == "ADP"), None)
    if not verbal or place is None:
        return None
    between = following[:place]
    verbs = all(one.pos_ in ("VERB", "CCONJ", "PUNCT", "AUX") or one.lower_.endswith("en") for one in between)
    return first if verbs else None


def _after_van(candidate: Candidate, tokens: Sequence["Token"], first: int) -> Sequence["Token"]:
    """Returns what stands behind *van*, unless another action with an object of its own follows there."""
    for number in range(first + 1, min(first + _NEAR, len(tokens))):
        if tokens[number].lower_ == "van":
            object_ = tokens[number + 1 :]
            others = [one for one in object_ if one in candidate.clause.verbs and one.pos_ in _VERBS]
            nouns = [one for one in object_ if one.dep_ == "conj" and one.lower_.endswith("en")]
            return () if others or any(one.lemma_.lower() == one.lower_ for one in nouns) else object_
        if tokens[number].pos_ in ("ADP", "PUNCT") and tokens[number].text != ",":
            return ()
    return ()


def object_first(
    candidate: Candidate, tokens: Sequence["Token"]
) -> tuple[list["Token"], list["Token"], list["Token"], list["Token"]] | None:
    """Returns verbs, adverbs, object and rest of an infinitive bullet (*klantvragen beantwoorden via mail*)."""
    inside = {token.i for token in tokens}
    verbs = [token for token in tokens if is_infinitive(token) and _is_predicate(token, candidate)]
    if not verbs:
        return None
    object_ = object_after(verbs[0], inside, ("obj", *_SUBJECTS))
    if not object_ or object_[0].i > verbs[0].i:
        object_ = _noun_before(tokens, verbs[0])
    first = object_[0].i if object_ else verbs[0].i
    before = [token for token in tokens if token.i < first]
    middle = [token for token in tokens if first <= token.i < verbs[0].i and token.dep_ != "compound:prt"]
    many = any(token.pos_ == "NOUN" for token in tokens if verbs[0].i < token.i < verbs[-1].i)
    return verbs, before, [] if many else middle, [token for token in tokens if token.i > verbs[-1].i]


def _is_predicate(token: "Token", candidate: Candidate) -> bool:
    if any(child.dep_ in ("case", "det") or child.lower_ in ("te", "het") for child in token.children):
        return False
    return token in candidate.clause.verbs or token.dep_ in _PREDICATES


def _noun_before(tokens: Sequence["Token"], verb: "Token") -> list["Token"]:
    run = [token for token in tokens if token.i < verb.i]
    while run and run[0].pos_ in ("ADV", "ADP"):
        run = run[1:]
    named = any(token.pos_ in ("NOUN", "PROPN") for token in run)
    return run if named and not any(token.text == "," for token in run) else []


def object_after(verb: "Token", inside: set[int], labels: Sequence[str] = ("obj",)) -> list["Token"]:
    """Returns the object of a verb with all that belongs to it, as far as it lies inside the duty. What the parser
    calls the subject of an infinitive (`labels`) is its object."""
    for child in sorted(verb.children, key=lambda one: one.dep_ != "obj"):
        if child.dep_ in labels and child.i in inside and child.pos_ not in _VERBS:
            return [token for token in child.subtree if token.i in inside and not token.is_space]
    return []


def handed_over(candidate: Candidate, own: Sequence["Token"], inside: set[int]) -> list["Token"]:
    """Returns the thing that is laid in the hands of the intern (*onze webshop ligt in jouw handen*); empty where
    nothing is, or where it is no more than a word for having it (*de regie ligt bij jou*)."""
    passage, subject = candidate.passage, candidate.clause.subject
    roles = [hit for hit in passage.hits_of("ownership", candidate.start, candidate.end) if hit.rule.value == "role"]
    handed = [hit for hit in roles if hit.rule.name == "own.handed-over"]
    spoken_to = subject is None or subject.lower_ in SPOKEN_TO
    thing = object_after(candidate.clause.verbs[-1], inside) or ([] if spoken_to else list(own))
    quality = next((token.lower_.endswith("heid") for token in thing if token.pos_ == "NOUN"), False)
    if (
        not handed
        or quality
        or any(hit.start <= passage.place(token) < hit.end for hit in roles for token in thing[:2])
    ):
        return []
    return [token for token in thing if not any(hit.start <= passage.place(token) < hit.end for hit in handed)]
