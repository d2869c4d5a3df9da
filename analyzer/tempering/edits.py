"""Which words of a duty are left out or narrowed, and how tokens are put back into a line of text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.candidate import Candidate
from analyzer.dutch.words import feature
from analyzer.matching import Hit, Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SOME = "een deel van"
"""What stands for {some} unless a frame knows better: a part of the whole."""
_TIDY = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+([,.;:!?)])"), r"\1"),
    (re.compile(r"\(\s+"), "("),
    (re.compile(r"\(\)"), ""),
    (re.compile(r",(\s*,)+"), ","),
)
_EDGES = re.compile(r"^[\s,.;:–-]+|[\s,.;:–-]+$")
_LARGE = re.compile(r"\d[\d.]{3,}")
"""A number of four digits or more: how large a list or audience is."""


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
                part = some if some and _plural_follows(token) else SOME
                pieces.append(narrowed[token.i].replace("{some}", part) + " ")
            elif token.i not in self.dropped:
                pieces.append(token.text + token.whitespace_)
        return tidy("".join(pieces))


def edits_of(candidate: Candidate, knowledge: Knowledge) -> Edits:
    """Returns the edits of a duty."""
    passage = candidate.passage
    hits = tuple(knowledge.rewrites.find(passage.words))
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
            dropped |= _parenthesis(passage.span, hit.start) or set(places)
    for token in passage.span[candidate.start : candidate.end]:
        if _LARGE.fullmatch(token.text):
            dropped |= _parenthesis(passage.span, passage.place(token))
    dropped |= {token.i for token in passage.span if _case_of(token, dropped)}
    return Edits(frozenset(dropped - set(narrowed)), tuple(narrowed.items()), hits)


def tidy(text: str) -> str:
    """Returns a line without the doubled spaces and lone commas that words left out leave behind."""
    for pattern, new in _TIDY:
        text = pattern.sub(new, text)
    return text.strip()


def trim(text: str) -> str:
    """Returns a line without punctuation at its edges."""
    return _EDGES.sub("", tidy(text))


def _parenthesis(span: "Span", place: int) -> set[int]:
    """Returns the places (in the document) of the parenthesis around a word, empty where there is none."""
    tokens = list(span)
    opens = next((i for i in range(place, -1, -1) if tokens[i].text in "()"), None)
    closes = next((i for i in range(place, len(tokens)) if tokens[i].text in "()"), None)
    if opens is None or closes is None or tokens[opens].text != "(" or tokens[closes].text != ")":
        return set()
    return {tokens[i].i for i in range(opens, closes + 1)}


def _case_of(token: "Token", dropped: set[int]) -> bool:
    """Whether a token is the preposition of words that are left out."""
    if token.pos_ != "ADP" or token.dep_ != "case" or token.head.i <= token.i:
        return False
    return set(range(token.i + 1, token.head.i + 1)) <= dropped


def _plural_follows(token: "Token") -> bool:
    for other in token.doc[token.i + 1 : token.i + 6]:
        if other.pos_ in ("NOUN", "PROPN"):
            return "Plur" in feature(other, "Number")
    return False
