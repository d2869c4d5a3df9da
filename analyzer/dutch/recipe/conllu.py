"""CoNLL-U sentences as rows, and documents of the spaCy kind made from them."""

import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Row = tuple[str, str, str, str, int, str, bool]
"""Form, lemma, part of speech, features, head (0 = root), relation, whether a space follows."""
Sentence = list[Row]


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yields the sentences of a CoNLL-U file, plain or .xz; multiword and empty tokens are left out."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        rows: Sentence = []
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                rows.append(_row(columns))
            elif not line.strip() and rows:
                yield rows
                rows = []
        if rows:
            yield rows


def _row(columns: list[str]) -> Row:
    form, lemma, pos, features, head, relation = (columns[i] for i in (1, 2, 3, 5, 6, 7))
    return form, lemma, pos, features, int(head), relation, "SpaceAfter=No" not in columns[9]


def make_doc(vocab: "Vocab", sentences: Sequence[Sentence], breaks: Sequence[str] = ()) -> "Doc":
    """Returns one document of several sentences; `breaks` holds what stands between them: "" for a space, or line
    breaks, which become a token of their own."""
    from spacy.tokens import Doc

    columns: dict[str, Any] = {
        key: [] for key in ("words", "spaces", "pos", "morphs", "lemmas", "heads", "deps", "sent_starts")
    }
    for number, sentence in enumerate(sentences):
        offset = len(columns["words"])
        for i, (form, lemma, pos, features, head, relation, space) in enumerate(sentence):
            heads = offset + (i if head == 0 else head - 1)
            values = (form, space, pos, features, lemma, heads, "ROOT" if relation == "root" else relation, i == 0)
            _append(columns, values)
        gap = breaks[number] if number < len(breaks) else ""
        columns["spaces"][-1] = not gap
        if gap:
            _append(columns, (gap, False, "SPACE", "_", gap, offset + len(sentence) - 1, "dep", False))
    return Doc(vocab, **columns)


def _append(columns: dict[str, Any], values: Sequence[object]) -> None:
    for column, value in zip(columns.values(), values, strict=True):
        column.append(value)
