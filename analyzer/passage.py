"""A parsed block: its tokens, its words, the lexicon hits in it, and the way back to the characters of the posting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyzer.assessment import Effect, Evidence
from analyzer.dutch.words import Word, words_of
from analyzer.matching import Hit, Knowledge
from analyzer.posting import Block, CleanText, Section, Zone

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with its parse. Token places are counted from the start of `span`; characters are of the posting.

    `source` is the posting's text; `view` is the cleaned text that was parsed, None where the posting's own was.
    """

    source: str
    block: Block
    section: Section | None
    headed: bool
    span: "Span"
    view: CleanText | None
    words: list[Word]
    hits: dict[str, list[Hit]]

    def place(self, token: "Token") -> int:
        """Returns the place of a token within the passage."""
        return int(token.i - self.span.start)

    def sentences(self) -> "Iterator[Span]":
        """Yields the sentences of the passage."""
        span: Any = self.span
        yield from span.sents

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Returns the characters of the posting that the tokens `start` to `end` (exclusive) stand for."""
        first, last = self.span[start], self.span[end - 1]
        begin, stop = first.idx, last.idx + len(last)
        return self.view.original(begin, stop) if self.view is not None else (begin, stop)

    def hits_of(self, rule_class: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Yields the hits of a class that lie inside the tokens `start` to `end`."""
        stop = len(self.words) if end is None else end
        for hit in self.hits.get(rule_class, ()):
            if hit.start >= start and hit.end <= stop:
                yield hit

    def touching(self, rule_class: str, places: Iterable[int]) -> Iterator[Hit]:
        """Yields the hits of a class that hold at least one of the token places."""
        wanted = set(places)
        for hit in self.hits.get(rule_class, ()):
            if not wanted.isdisjoint(range(hit.start, hit.end)):
                yield hit

    def values(self, rule_class: str, places: Iterable[int]) -> set[str]:
        """Returns what the rules of a class say of the token places."""
        return {hit.rule.value for hit in self.touching(rule_class, places)}

    def evidence(self, hit: Hit, effect: Effect | None = None, reason: str = "") -> Evidence:
        """Returns a hit as evidence, with its words and characters in the posting."""
        start, end = self.chars(hit.start, hit.end)
        rule = hit.rule
        return Evidence(
            rule=rule.name,
            evidence_class=rule.rule_class,
            text=self.source[start:end],
            start=start,
            end=end,
            effect=rule.effect if effect is None else effect,
            reason=reason or rule.reason or rule.gloss,
            points=rule.points if effect is not Effect.NONE else 0,
        )


def make_passage(source: str, zone: Zone, span: "Span", view: CleanText | None, knowledge: Knowledge) -> Passage:
    """Returns the passage of a parsed block, with all lexicon hits found once."""
    words = words_of(span)
    return Passage(source, zone.block, zone.section, zone.headed, span, view, words, knowledge.find(words))
