"""Which words of a duty are left out or narrowed, and how tokens are put back into a line of text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from analyzer.duties import Candidate
from analyzer.lexicon import Rule
from analyzer.matching import Hit, PhraseIndex

if TYPE_CHECKING:
    from spacy.tokens import Token

SOME = "een deel van"
"""What stands for {some} unless a frame knows better: a part of the whole."""
_TIDY = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+([,.;:!?)])"), r"\1"),
    (re.compile(r"\(\s+"), "("),
    (re.compile(r"\(\)"), ""),
    (re.compile(r",(\s*,)+"), ","),
    (re.compile(r"^[\s,;:–-]+|[\s,;:–-]+$"), ""),
)


@dataclass(frozen=True, slots=True)
class Edits:
    """The tokens (places in the document) that are left out, and those that get other words."""

    dropped: frozenset[int]
    narrowed: tuple[tuple[int, str], ...]
    hits: tuple[Hit, ...]
    """All rewrites found in the passage, also those that choose a frame."""

    def say(self, tokens: Iterable["Token"], some: str = "") -> str:
        """Returns the tokens as a line of text, without what is left out. `some` stands before a narrowed plural."""
        narrowed = dict(self.narrowed)
        pieces = []
        for token in tokens:
            if token.i in narrowed:
                pieces.append(narrowed[token.i].replace("{some}", some if some and _plural_follows(token) else SOME) + " ")
            elif token.i not in self.dropped:
                pieces.append(token.text + token.whitespace_)
        return tidy("".join(pieces))


def edits_of(candidate: Candidate, rewrites: Sequence[Rule]) -> Edits:
    """Returns the edits of a duty."""
    passage = candidate.passage
    hits = tuple(_index(tuple(rule for rule in rewrites if rule.phrases)).find(passage.words))
    dropped: set[int] = set()
    narrowed: dict[int, str] = {}
    offset = passage.span.start
    for hit in hits:
        if hit.end <= candidate.start or hit.start >= candidate.end:
            continue
        places = range(hit.start + offset, hit.end + offset)
        if hit.rule.value == "narrow" and not dropped & set(places):
            narrowed[places[0]] = hit.rule.text
            dropped |= set(places[1:])
        elif hit.rule.value == "drop":
            dropped |= _parenthesis(candidate, hit) or set(places)
    return Edits(frozenset(dropped - set(narrowed)), tuple(narrowed.items()), hits)


def tidy(text: str) -> str:
    """Returns a line without the doubled spaces and lone commas that words left out leave behind."""
    for pattern, new in _TIDY:
        text = pattern.sub(new, text)
    return text.strip()


@lru_cache(maxsize=4)
def _index(rules: tuple[Rule, ...]) -> PhraseIndex:
    """Returns the compiled phrases of the rewrites, which are compiled only where a duty is tempered."""
    return PhraseIndex(rules)


def _parenthesis(candidate: Candidate, hit: Hit) -> set[int]:
    """Returns the places of the parenthesis around a hit, empty where there is none."""
    tokens = list(candidate.passage.span)
    opens = next((i for i in range(hit.start, -1, -1) if tokens[i].text in "()"), None)
    closes = next((i for i in range(hit.start, len(tokens)) if tokens[i].text in "()"), None)
    if opens is None or closes is None or tokens[opens].text != "(" or tokens[closes].text != ")":
        return set()
    return {tokens[i].i for i in range(opens, closes + 1)}


def _plural_follows(token: "Token") -> bool:
    for other in token.doc[token.i + 1 : token.i + 6]:
        if other.pos_ in ("NOUN", "PROPN"):
            return "Plur" in other.morph.get("Number")
    return False
