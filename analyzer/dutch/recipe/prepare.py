"""Training and development documents from treebanks: grouped, and bent into the shape of postings.

The general treebanks hold news, encyclopaedia and questions in whole sentences. A posting has bullets, line breaks,
missing full stops and lower-case starts: the augmentation gives the parser a share of such documents.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from analyzer.dutch.recipe.conllu import Sentence, make_doc, read_sentences

GROUP = 10
"""Sentences a document, as in the development and test documents."""
POSTING_SHARE = 0.35
LOWER_SHARE = 0.10
DOMAIN_REPEATS = 3
"""How often each sentence of our own treebank comes by in a document of its own, and again in its posting."""
_BULLETS = ("-", "*", "•", "–", "·", "✓")


def write_training(path: Path, general: Sequence[Path], domain: Sequence[Path], *, seed: int) -> int:
    """Writes the training documents and returns their number."""
    chance = random.Random(seed)
    sentences = [sentence for file in general for sentence in read_sentences(file)]
    own = [sentence for file in domain for sentence in read_sentences(file)]
    documents = [*_plain(sentences), *_postings(sentences, chance), *_lowered(sentences, chance), *_domain(own, chance)]
    return _write(path, documents)


def write_evaluation(path: Path, files: Sequence[Path]) -> int:
    """Writes development or test documents and returns their number."""
    return _write(path, list(_plain([sentence for file in files for sentence in read_sentences(file)])))


def _write(path: Path, documents: Sequence[tuple[Sequence[Sentence], Sequence[str]]]) -> int:
    vocab = spacy.blank("nl").vocab
    store = DocBin(attrs=["ORTH", "SPACY", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"])
    for sentences, breaks in documents:
        store.add(make_doc(vocab, sentences, breaks))
    store.to_disk(path)
    return len(documents)


def _plain(sentences: Sequence[Sentence]) -> Iterator[tuple[Sequence[Sentence], Sequence[str]]]:
    for start in range(0, len(sentences), GROUP):
        yield sentences[start : start + GROUP], ()


def _lowered(
    sentences: Sequence[Sentence], chance: random.Random
) -> Iterator[tuple[Sequence[Sentence], Sequence[str]]]:
    chosen = chance.sample(list(sentences), int(len(sentences) * LOWER_SHARE))
    for start in range(0, len(chosen), GROUP):
        yield [[(row[0].lower(), *row[1:]) for row in sentence] for sentence in chosen[start : start + GROUP]], ()


def _postings(
    sentences: Sequence[Sentence], chance: random.Random
) -> Iterator[tuple[Sequence[Sentence], Sequence[str]]]:
    """Yields documents in the shape of postings: lines, bullets, open ends."""
    chosen = chance.sample(list(sentences), int(len(sentences) * POSTING_SHARE))
    start = 0
    while start < len(chosen):
        size = chance.randint(1, 9)
        bullet = chance.choice(_BULLETS) if chance.random() < 0.35 else ""
        group = [_as_line(sentence, bullet, chance) for sentence in chosen[start : start + size]]
        yield group, [chance.choice(("\n", "\n", "\n\n")) for _ in group[:-1]]
        start += size


def _domain(sentences: Sequence[Sentence], chance: random.Random) -> Iterator[tuple[Sequence[Sentence], Sequence[str]]]:
    """Yields our own sentences: alone, as the analysis parses its blocks, and several lines together."""
    for _ in range(DOMAIN_REPEATS):
        for sentence in sentences:
            yield [_as_line(sentence, "", chance, keep=0.6)], ()
        start = 0
        while start < len(sentences):
            size = chance.randint(3, 12)
            group = sentences[start : start + size]
            yield group, [chance.choice(("\n", "\n\n")) for _ in group[:-1]]
            start += size


def _as_line(sentence: Sentence, bullet: str, chance: random.Random, keep: float = 0.4) -> Sentence:
    """Returns a sentence as a line of a posting: often without its full stop, at times without its capital."""
    rows = list(sentence)
    if chance.random() > keep:
        rows = _open_end(rows)
    if chance.random() < 0.25 and rows[0][2] != "PROPN":
        rows[0] = (rows[0][0][:1].lower() + rows[0][0][1:], *rows[0][1:])
    return _with_bullet(rows, bullet) if bullet and len(rows) < 30 else rows


def _open_end(rows: Sentence) -> Sentence:
    last = len(rows)
    if last > 2 and rows[-1][0] in (".", "!", "?") and rows[-1][2] == "PUNCT" and all(row[4] != last for row in rows):
        return rows[:-1]
    return rows


def _with_bullet(rows: Sentence, bullet: str) -> Sentence:
    root = next(number for number, row in enumerate(rows, 1) if row[4] == 0)
    shifted = [(*row[:4], row[4] + 1 if row[4] else 0, *row[5:]) for row in rows]
    return [(bullet, bullet, "PUNCT", "_", root + 1, "punct", True), *shifted]
