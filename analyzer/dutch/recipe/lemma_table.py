"""Builds the lemma table: forms of the training treebanks, and verbs that do not occur there from lookup tables.

The lookup tables are those of `spacy-lookups-data` (MIT), needed for training only.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.resources import files

from analyzer.dutch.recipe.conllu import Sentence

_AGREE = 0.9
"""Share of the tokens of a form that must have the same lemma."""
_NOT_LISTED = ("PROPN", "PUNCT", "NUM", "SYM", "X")


def lookup_tables() -> tuple[dict[str, str], list[str]]:
    """Returns form -> lemma and the list of verbs. Raises ModuleNotFoundError where `spacy-lookups-data` is missing."""
    folder = files("spacy_lookups_data") / "data"
    lookup = json.loads(gzip.decompress((folder / "nl_lemma_lookup.json.gz").read_bytes()))
    index = json.loads(gzip.decompress((folder / "nl_lemma_index.json.gz").read_bytes()))
    return lookup, index["verb"]


def build(sentences: "Iterable[Sentence]", lookup: Mapping[str, str], verbs: Iterable[str]) -> dict[str, str]:
    """Returns the lemma of each "form POS". `lookup` maps forms to lemmas, `verbs` are the infinitives among these."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for form, lemma, pos, *_ in sentence:
            seen[f"{form.lower()} {pos}"][lemma] += 1
    table = _verbs(lookup, set(verbs))
    for key, lemmas in seen.items():
        table.pop(key, None)
        lemma, count = lemmas.most_common(1)[0]
        if key.rsplit(" ", 1)[1] not in _NOT_LISTED and " " not in lemma and count > _AGREE * lemmas.total():
            table[key] = lemma
    return table


def _verbs(lookup: Mapping[str, str], verbs: set[str]) -> dict[str, str]:
    infinitives = {verb for verb in verbs if verb.endswith("n") and verb.isalpha() and verb.islower()}
    forms = {
        form: lemma for form, lemma in lookup.items() if lemma in infinitives and form.isalpha() and form.islower()
    }
    return {f"{form} VERB": lemma for form, lemma in {**{verb: verb for verb in infinitives}, **forms}.items()}
