"""Finite verbs and their subjects: what the parser says, mended where the form of a word says otherwise."""

from typing import TYPE_CHECKING

from analyzer.dutch.words import clean_lemma, feature

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_HELPERS = ("aux", "aux:pass", "cop")
SUBORDINATE = ("acl:relcl", "ccomp", "advcl", "acl", "csubj")


def is_finite(token: "Token") -> bool:
    """Whether a word is a finite verb: by its features, or by the pronoun that follows it."""
    if token.pos_ in ("VERB", "AUX"):
        return "Fin" in feature(token, "VerbForm") or "Sing" in feature(token, "Number")
    return "Fin" in feature(token, "VerbForm") or _is_hidden_verb(token)


def _is_hidden_verb(token: "Token") -> bool:
    """Whether a word that the parser took for a noun or adjective is the finite verb of the pronoun right after it
    (*los je op*, *open je de groep*)."""
    if token.pos_ not in ("ADJ", "NOUN", "ADV") or token.i + 1 >= len(token.doc):
        return False
    after = token.doc[token.i + 1]
    return (
        after.head.i == token.i
        and after.dep_ == "nsubj"
        and ("2" in feature(after, "Person") or "Nom" in feature(after, "Case"))
        and not _has_helper(token)
    )


def _has_helper(token: "Token") -> bool:
    return len(carriers_of(token)) > 1


def carriers_of(head: "Token") -> "list[Token]":
    """Returns the words that may carry the form of a predicate: itself, its auxiliaries and its copula."""
    return [head, *(child for child in head.children if child.dep_ in _HELPERS)]


def determiners_of(noun: "Token") -> "list[Token]":
    """Returns the articles, demonstratives and possessives of a noun."""
    return [child for child in noun.children if child.dep_ in ("det", "nmod:poss")]


def predicate_of(finite: "Token") -> "Token":
    """Returns the word that carries the predicate: the lexical verb of an auxiliary, the predicate of a copula."""
    token = finite
    while token.dep_ in _HELPERS and token.head.i != token.i:
        token = token.head
    return token


def third_person(head: "Token") -> bool:
    """Whether a form ends in a -t that is no part of its stem (*schrijft*, but not *zet*)."""
    return head.lower_.endswith("t") and not clean_lemma(head).removesuffix("en").endswith("t")


def subject_of(head: "Token", nuclei: dict[int, "Token"], start: int, end: int) -> "Token | None":
    """Returns the subject: the parser's, that of the first coordinated verb, or else a nominative in the stretch."""
    certain = _inverted_pronoun(head) or _name_in_front(head, start) or _inverted_noun(head)
    if certain is not None:
        return certain
    token = head
    for _ in range(8):
        subjects = [child for child in token.children if _is_subject(child, token) and not _is_addressed(child, token)]
        if subjects:
            return next((child for child in subjects if "Nom" in feature(child, "Case")), subjects[0])
        if token is head:
            nominative = _nominative(head.doc[start:end], nuclei, head)
            if nominative is not None:
                return nominative
        if token.dep_ not in ("conj", "parataxis", "xcomp") or token.head.i == token.i:
            return None
        token = token.head
    return None


def _is_subject(child: "Token", verb: "Token") -> bool:
    """Whether the parser has a word as the subject of a verb; what it calls the possessive of a verb is one too."""
    return child.dep_ in SUBJECTS or (child.dep_ == "nmod:poss" and verb.pos_ == "VERB" and child.i + 1 == verb.i)


def _is_addressed(pronoun: "Token", verb: "Token") -> bool:
    """Whether *je* behind a verb in the third person or the plural is its object (*Roos begeleidt je*)."""
    behind = pronoun.lower_ == "je" and pronoun.i > verb.i
    return behind and not _has_helper(verb) and (third_person(verb) or "Plur" in feature(verb, "Number"))


def _inverted_pronoun(head: "Token") -> "Token | None":
    """Returns the pronoun right after the finite verb (*werk je*, *mag jij*): no noun before it is the subject then.

    A form with the -t of the third person has its subject elsewhere (*Roos begeleidt je*).
    """
    for verb in carriers_of(head):
        if is_finite(verb) and verb.i + 1 < len(verb.doc) and not third_person(verb):
            after = verb.doc[verb.i + 1]
            if "Nom" in feature(after, "Case") and after.dep_ != "nmod:poss":
                return after
            if after.dep_ == "nmod:poss" and "2" in feature(after, "Person") and _is_fronted(head, verb):
                return after
    return None


def _name_in_front(head: "Token", start: int) -> "Token | None":
    """Returns the name that opens a clause right before its verb in the third person (*Marieke beslist*), where the
    parser has no other subject for it."""
    if head.i - start != 1 or not third_person(head) or any(child.dep_ in SUBJECTS for child in head.children):
        return None
    name = head.doc[start]
    if name.pos_ != "PROPN":
        return None
    after_mark = start > 0 and name.nbor(-1).text == ";"
    return name if after_mark or (name.head.i == head.i and name.dep_ == "obj") else None


def _inverted_noun(head: "Token") -> "Token | None":
    """Returns the noun behind a finite verb that is its subject, where the parser took the object in front for it: a
    plural has no verb in the singular (*de uitkomsten presenteert de stagiair*), and *zelf* stands by the one who acts
    (*het verslag schrijft de stagiair zelf*)."""
    front = next((child for child in head.children if child.dep_ == "nsubj" and child.i < head.i), None)
    behind = next((child for child in head.children if child.dep_ in ("obj", "nsubj") and child.i > head.i), None)
    if front is None or behind is None or front.pos_ != "NOUN" or behind.pos_ != "NOUN" or not is_finite(head):
        return None
    if behind.left_edge.i != head.i + 1 or "Sing" not in feature(behind, "Number"):
        return None
    plural = "Plur" in feature(front, "Number") or any(child.dep_ == "conj" for child in front.children)
    after = head.doc[behind.i + 1] if behind.i + 1 < len(head.doc) else None
    alone = after is not None and after.lower_ == "zelf"
    return behind if alone or (plural and third_person(head)) else None


def _is_fronted(head: "Token", verb: "Token") -> bool:
    """Whether a clause opens with another part than its verb, so that its subject has to follow the verb: *je* right
    after it is no possessive then (*daarna bouw je onderdelen*). A stem without -t has no other subject than *je*."""
    before = [child for child in head.children if child.i < verb.i]
    return not any(child.dep_ in SUBJECTS for child in before) and any(
        child.dep_ in ("advmod", "obl", "advcl") for child in before
    )


def _nominative(stretch: "Span", nuclei: dict[int, "Token"], head: "Token") -> "Token | None":
    """Returns the first nominative of a stretch that is not the subject of another verb."""
    for token in stretch:
        taken = token.dep_ in SUBJECTS and token.head.i != head.i and _has_own(token.head, nuclei)
        free = token.dep_ not in ("nmod:poss", "det") and not taken and not _is_addressed(token, head)
        if "Nom" in feature(token, "Case") and free:
            return token
    return None


def _has_own(verb: "Token", nuclei: dict[int, "Token"]) -> bool:
    """Whether a verb has a subject to itself: it is finite, or the parser made a subclause of it."""
    return verb.i in nuclei or (verb.pos_ in ("VERB", "AUX") and verb.dep_ in SUBORDINATE)
