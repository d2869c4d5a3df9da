"""Lemmas of known words by table, over the trained lemmatizer, which is left to guess at unknown ones.

The table is a component of the pipeline and saved with it (`recipe/lemma_table.py` builds it). On the development part
it lifts the lemmas of verbs from 0.903 to 0.970 right: separable and rare verbs are what the lexicons hang on.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "lemma_table"
_FILE = "lemmas.txt"


class LemmaTable:
    """Sets the lemma of every form that the table knows with its part of speech; saved as a text file, one a line."""

    def __init__(self, table: Mapping[str, str] | None = None) -> None:
        self.table = dict(table or {})

    def __call__(self, doc: "Doc") -> "Doc":
        for token in doc:
            lemma = self.table.get(f"{token.lower_} {token.pos_}")
            if lemma is not None:
                token.lemma_ = lemma
        return doc

    def to_disk(self, path: Path, **_: object) -> None:
        """Writes "form POS lemma", sorted."""
        path.mkdir(parents=True, exist_ok=True)
        lines = sorted(f"{key} {lemma}" for key, lemma in self.table.items())
        (path / _FILE).write_text("\n".join(lines), encoding="utf-8")

    def from_disk(self, path: Path, **_: object) -> "LemmaTable":
        """Reads what `to_disk` wrote."""
        rows = (line.rsplit(" ", 1) for line in (path / _FILE).read_text(encoding="utf-8").split("\n") if line)
        self.table = dict(rows)
        return self


@Language.factory(NAME, requires=["token.pos"], assigns=["token.lemma"])
def make_lemma_table(nlp: Language, name: str) -> LemmaTable:
    """Returns an empty table; it is filled from the saved pipeline."""
    return LemmaTable()


def add_lemma_table(nlp: Language, table: Mapping[str, str]) -> None:
    """Puts the table behind the lemmatizer."""
    pipe = cast("LemmaTable", nlp.add_pipe(NAME, after="trainable_lemmatizer"))
    pipe.table = dict(table)
