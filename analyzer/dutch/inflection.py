"""From a Dutch verb form to the infinitives it may belong to, by spelling alone.

A safety net under the statistical lemmatizer, for imperatives, rare compounds and loan verbs: *beheert* -> beheren,
*stel* -> stellen, *schrijft* -> schrijven, *post* -> posten. Every candidate is only compared with the lexicon, so
one that is no word does no harm. Rules of spelling: Nederlandse Taalunie, woordenlijst.org (leidraad 3 and 6).
"""

from functools import lru_cache

_VOWELS = "aeiou"
_VOICED = {"f": "v", "s": "z"}


@lru_cache(maxsize=100_000)
def infinitives(form: str) -> tuple[str, ...]:
    """Returns the infinitives that a finite form may belong to, none where the form is too short or no verb form."""
    if len(form) < 3 or not form.isalpha():
        return ()
    stems = {form}
    if form.endswith("t"):
        stems.add(form[:-1])
    found: list[str] = []
    for stem in sorted(stems):
        if len(stem) >= 3 or stem in ("ga", "doe"):
            found += _from_stem(stem)
    return tuple(dict.fromkeys(word for word in found if word != form))


def _from_stem(stem: str) -> list[str]:
    last, before = stem[-1], stem[-2]
    if last in _VOWELS:
        return [stem + "n", stem + stem[-1] + "n"]
    words = [stem + "en"]
    if last in _VOICED:
        words.append(stem[:-1] + _VOICED[last] + "en")
    if before in _VOWELS and len(stem) > 2:
        long = stem[-3] == before
        root = stem[:-2] + last if long else stem + last
        words.append(root + "en")
        if long and last in _VOICED:
            words.append(stem[:-2] + _VOICED[last] + "en")
    return words
