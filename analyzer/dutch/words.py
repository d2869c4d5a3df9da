"""Words as the lexicons see them: the form, the lemma, and the full verb when its particle stands apart."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.dutch.inflection import infinitives

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SPLIT = str.maketrans("/-–", "   ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with all forms by which a lexicon may name it (`keys`, lower-case), and its part of speech."""

    form: str
    keys: tuple[str, ...]
    pos: str


def feature(token: "Token", name: str) -> list[str]:
    """Returns the values of a morphological feature (Universal Dependencies), an empty list where it has none."""
    return token.morph.get(name, [])


def clean_lemma(token: "Token") -> str:
    """Returns the lemma in lower case, without the underscores that the official Dutch models put in compounds."""
    return token.lemma_.replace("_", "").lower()


def particle(token: "Token") -> str:
    """Returns the separable particle that stands apart from this verb (*stuurt ... aan*), or an empty string."""
    for child in token.children:
        if child.is_alpha and (child.dep_ == "compound:prt" or _bare_preposition(child)):
            return str(child.lower_)
    return ""


def _bare_preposition(token: "Token") -> bool:
    """Whether a preposition governs nothing: a particle that the parser gave another label."""
    return (
        token.pos_ == "ADP" and token.dep_ not in ("case", "mark", "fixed", "cc") and not token.n_lefts + token.n_rights
    )


def full_verb(token: "Token") -> str:
    """Returns the lemma of a verb joined with its particle: *stuurt de vrijwilligers aan* gives *aansturen*."""
    lemma = clean_lemma(token)
    prefix = particle(token)
    return lemma if not prefix or lemma.startswith(prefix) else prefix + lemma


def word_of(token: "Token") -> Word:
    """Returns the word of a token. The parts of a word with a hyphen or slash count as forms of their own."""
    form = token.lower_
    verb = token.pos_ in ("VERB", "AUX")
    keys = [form, full_verb(token) if verb else clean_lemma(token)]
    if verb or token.is_sent_start:
        prefix = particle(token)
        keys += [prefix + word for word in infinitives(form)]
    if len(form) > 1 and any(mark in form for mark in "/-–"):
        keys += [*form.translate(_SPLIT).split(), form.replace("-", "")]
    return Word(form=form, keys=tuple(dict.fromkeys(keys)), pos=token.pos_)


def words_of(span: "Span") -> list[Word]:
    """Returns the words of a span, one a token."""
    return [word_of(token) for token in span]


def plain_words(text: str) -> list[Word]:
    """Returns the words of a text without a pipeline: for headings and for tests."""
    cleaned = "".join(letter if letter.isalnum() or letter in "'’-/&+€" else f" {letter} " for letter in text)
    parts = (part.lower().strip("'’-/&") for part in cleaned.split())
    return [Word(form=part, keys=(part,), pos="NUM" if part.isdigit() else "X") for part in parts if part]
