"""Dutch verb forms for the tempered wording: the infinitive, the form with *te*, and the form after an inversion."""

import re
from typing import TYPE_CHECKING

from analyzer.dutch.inflection import infinitives
from analyzer.dutch.words import clean_lemma, feature, particle

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTICLES = (
    "achter", "binnen", "klaar", "samen", "tegen", "terug", "aan", "bij", "door", "los", "mee", "neer", "over", "rond",
    "toe", "uit", "vast", "voor", "voort", "weg", "af", "in", "na", "om", "op",
)  # fmt: skip
_INSEPARABLE = frozenset(
    {"voorkomen", "voorzien", "voorspellen", "doorlopen", "doorgronden", "overleggen", "overtuigen", "overleven",
     "overwegen", "overzien", "overbruggen", "omschrijven", "omvatten", "omarmen", "voortzien"}
)  # fmt: skip
_SHORT = frozenset({"doen", "gaan", "zien", "staan", "slaan"})
_SHORT_STEM = re.compile(r"([^aeiou]+[aeiou][bdfgklmnprst])t?")
_LONG_STEM = re.compile(r"(.*)([aeou])\2([bdfgklmnprst])t?")
_DOUBLE_STEM = re.compile(r"(.*(?:au|ei|eu|ie|ij|oe|ou|ui))([bdfgklmnprst])t?")
_VOICED = {"f": "v", "s": "z"}
_NATIVE = ("leveren", "roosteren")
_IRREGULAR = {
    "doet": "doen", "doe": "doen", "gaat": "gaan", "ga": "gaan", "staat": "staan", "sta": "staan", "ziet": "zien",
    "zie": "zien", "hou": "houden", "vind": "vinden", "rij": "rijden", "komt": "komen", "kom": "komen",
}  # fmt: skip


def with_te(verb: str, apart: str = "") -> str:
    """Returns an infinitive with *te*; `apart` is its particle where that is known: *bijhouden* -> *bij te houden*."""
    prefix = apart if apart and verb.startswith(apart) else _prefix(verb)
    return f"{prefix} te {verb.removeprefix(prefix)}" if prefix else f"te {verb}"


def is_particle(word: str) -> bool:
    """Whether a word can stand apart as the particle of a verb."""
    return word in _PARTICLES


def has_particle(verb: str) -> bool:
    """Whether a word is spelled as a separable verb (*aanvragen*)."""
    return bool(_prefix(verb))


def is_fixed(particle_: "Token") -> bool:
    """Whether what the parser calls a particle opens a fixed saying: *op de kaart (zetten)*."""
    return any(child.dep_ == "fixed" for child in particle_.children)


def particle_place(verb: "Token") -> int | None:
    """Returns the place of the particle that stands apart from a verb, None where there is none."""
    for child in verb.children:
        bare = child.pos_ == "ADP" and child.dep_ not in ("case", "mark", "fixed", "cc")
        opens = child.i + 1 < len(child.doc) and child.nbor().pos_ == "DET"
        if not opens and (child.dep_ == "compound:prt" or (bare and not list(child.children))):
            return int(child.i)
    return None


def _apart(verb: "Token") -> str:
    """Returns the particle that stands apart, empty where it opens a fixed saying."""
    fixed = any(child.dep_ == "compound:prt" and is_fixed(child) for child in verb.children)
    return "" if fixed else particle(verb)


def _prefix(verb: str) -> str:
    """Returns the separable particle of a verb by its spelling, or an empty string. Loan verbs (*-eren*) have none."""
    if verb in _INSEPARABLE or (_is_loan(verb) and not verb.endswith(_NATIVE)):
        return ""
    for prefix in _PARTICLES:
        stem = verb.removeprefix(prefix)
        if stem != verb and stem.endswith("n") and (stem in _SHORT or (len(stem) > 4 and stem[0] not in "aeiou")):
            return prefix
    return ""


def _is_loan(verb: str) -> bool:
    return verb.endswith("eren") and verb[-5:-4] not in ("", "o")


def infinitive(token: "Token", stray: str = "") -> tuple[str, str] | None:
    """Returns the full infinitive of a verb with its separate particle, or None where the lemma cannot be trusted.
    `stray` is a particle that the parser did not join."""
    lemma, form, apart = clean_lemma(token), token.lower_, _apart(token) or stray
    if "Inf" in feature(token, "VerbForm"):
        verb = form
    elif form in _IRREGULAR:
        verb = _IRREGULAR[form]
    else:
        candidates = infinitives(form)
        bare = _respelled(form) or (lemma.removeprefix(apart) if apart else lemma)
        if bare == form:
            bare = _of_double_vowel(form) or bare
        if bare not in candidates and bare != form:
            return None
        verb = bare
    if not verb.isalpha() or not (verb.endswith("en") or verb in _SHORT):
        return None
    return apart + verb.removeprefix(apart), apart


def _respelled(form: str) -> str:
    """Returns the infinitive where spelling alone tells: *trekt* -> *trekken*, *leest* -> *lezen*."""
    short, long = _SHORT_STEM.fullmatch(form), _LONG_STEM.fullmatch(form)
    if short:
        return f"{short[1]}{short[1][-1]}en"
    return f"{long[1]}{long[2]}{_VOICED.get(long[3], long[3])}en" if long else ""


def _of_double_vowel(form: str) -> str:
    """Returns the infinitive of a stem with a double vowel: *onderhoud* -> *onderhouden*, *schrijf* -> *schrijven*."""
    stem = _DOUBLE_STEM.fullmatch(form)
    return f"{stem[1]}{_VOICED.get(stem[2], stem[2])}en" if stem else ""


def inverted(verb: str) -> str:
    """Returns the form before *je*: *maakt* -> *maak (je)*."""
    return verb.removesuffix("t")
