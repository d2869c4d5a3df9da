"""Parses of many short texts at once: each distinct text is parsed once, and remembered as plain values.

Postings of one employer repeat their headings, their offer and their procedure word for word. A `Doc` may not outlive
the memory zone of its vocabulary, so what is remembered is what it was made of, from which it is built again.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

REMEMBERED = 20_000
"""Texts that are remembered; the one not used for longest is forgotten first. Some 60 MB when full."""
_TOGETHER = 128
"""Texts that are parsed in one go."""


class _Parse(NamedTuple):
    """What a parsed text consists of, a value a token."""

    words: list[str]
    spaces: list[bool]
    tags: list[str]
    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]


class Recall:
    """A pipeline that remembers what it parsed. The parse of a text does not depend on what was parsed beside it."""

    def __init__(self, nlp: "Language", remembered: int = REMEMBERED) -> None:
        """Takes the pipeline and how many texts are remembered."""
        self.nlp = nlp
        self._limit = remembered
        self._known: OrderedDict[str, _Parse] = OrderedDict()

    def docs(self, texts: Iterable[str]) -> "dict[str, Doc]":
        """Returns the parse of each distinct text, for use within the memory zone in which this is called."""
        wanted = list(dict.fromkeys(texts))
        found = {text: self._again(text) for text in wanted if text in self._known}
        found.update(self._parse(sorted((text for text in wanted if text not in found), key=len)))
        while len(self._known) > self._limit:
            self._known.popitem(last=False)
        return found

    def _parse(self, texts: list[str]) -> "Iterator[tuple[str, Doc]]":
        """Parses texts, given by length: a batch of equal lengths costs least."""
        for text, doc in zip(texts, self.nlp.pipe(texts, batch_size=_TOGETHER), strict=True):
            self._known[text] = _taken_apart(doc)
            yield text, doc

    def _again(self, text: str) -> "Doc":
        from spacy.tokens import Doc

        self._known.move_to_end(text)
        parse = self._known[text]
        return Doc(
            self.nlp.vocab,
            words=parse.words,
            spaces=parse.spaces,
            tags=parse.tags,
            pos=parse.pos,
            morphs=parse.morphs,
            lemmas=parse.lemmas,
            heads=parse.heads,
            deps=parse.deps,
        )


def _taken_apart(doc: "Doc") -> _Parse:
    tokens = list(doc)
    return _Parse(
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        tags=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        morphs=[str(token.morph) for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        heads=[token.head.i for token in tokens],
        deps=[token.dep_ for token in tokens],
    )
