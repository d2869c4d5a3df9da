"""Dutch verb forms for the tempered wording: the full infinitive, the form with *te*, and the form after an inversion."""

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
_DELIVER = "leveren"
_IRREGULAR = {
    "doet": "doen", "doe": "doen", "gaat": "gaan", "ga": "gaan", "staat": "staan", "sta": "staan", "ziet": "zien",
    "zie": "zien", "hou": "houden", "vind": "vinden", "rij": "rijden", "komt": "komen", "kom": "komen",
}  # fmt: skip


def with_te(verb: str, apart: str = "") -> str:
    """Returns an infinitive with *te*; `apart` is its particle where that is known: *bijhouden* -> *bij te houden*."""
    prefix = apart if apart and verb.startswith(apart) else _prefix(verb)
    return f"{prefix} te {verb.removeprefix(prefix)}" if prefix else f"te {verb}"


def _prefix(verb: str) -> str:
    """Returns the separable particle of a verb by its spelling, or an empty string. Loan verbs (*-eren*) have none."""
    if verb in _INSEPARABLE or (_is_loan(verb) and not verb.endswith(_DELIVER)):
        return ""
    for prefix in _PARTICLES:
        stem = verb.removeprefix(prefix)
        if stem != verb and stem.endswith("n") and (stem in _SHORT or (len(stem) > 4 and stem[0] not in "aeiou")):
            return prefix
    return ""


def _is_loan(verb: str) -> bool:
    return verb.endswith("eren") and verb[-5:-4] not in ("", "o")


def infinitive(token: "Token") -> tuple[str, str] | None:
    """Returns the full infinitive of a verb with its separate particle, or None where the lemma cannot be trusted."""
    lemma, form, apart = clean_lemma(token), token.lower_, particle(token)
    if "Inf" in feature(token, "VerbForm"):
        verb = form
    elif form in _IRREGULAR:
        verb = _IRREGULAR[form]
    else:
        candidates = infinitives(form)
        bare = _doubled(form) or (lemma.removeprefix(apart) if apart else lemma)
        if bare not in candidates and bare != form:
            return None
        verb = bare
    if not verb.isalpha() or not (verb.endswith("en") or verb in _SHORT):
        return None
    return apart + verb.removeprefix(apart), apart


def _doubled(form: str) -> str:
    """Returns the infinitive of a verb of one short syllable, whose last consonant doubles: *trekt* -> *trekken*."""
    short = _SHORT_STEM.fullmatch(form)
    return f"{short[1]}{short[1][-1]}en" if short else ""


def inverted(verb: str) -> str:
    """Returns the form before *je*: *maakt* -> *maak (je)*."""
    return verb.removesuffix("t")
