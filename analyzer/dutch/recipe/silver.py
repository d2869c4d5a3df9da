"""Silver trees: raw text on which two pipelines agree (`python -m analyzer.dutch.recipe.silver TEXT... --out FILE`).

Two pipelines that were trained on different trees seldom make the same mistake: a sentence that both cut, tag and parse
alike is nearly always right, and teaches a third one words and constructions that the treebanks lack. The longer
sentences are taken first, since short ones say little.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

SHORTEST, LONGEST = 4, 35
"""Tokens of a sentence that is taken."""
_MORPH_SHARE = 0.97
"""So many of the tokens must have the same features; parts of speech, heads and relations must all be the same."""
_LONG_ENOUGH = 18
_GROUP = 10
"""Sentences of one source that stay together, as in the other training documents."""
_SKIPPED = ("SPACE", "X")

T = TypeVar("T")
Tree = tuple[tuple[str, bool, str, str, str, int, str], ...]
"""Form, whether a space follows, lemma, part of speech, features, head (from 0 in the sentence), relation of each token."""


def tree_of(sentence: "Span") -> Tree:
    """Returns the tree of a parsed sentence."""
    return tuple(
        (t.text, bool(t.whitespace_), t.lemma_, t.pos_, str(t.morph), t.head.i - sentence.start, t.dep_)
        for t in sentence
    )


def agree(one: Tree, other: Tree) -> bool:
    """Whether two trees of the same sentence are the same, but for a few features."""
    if len(one) != len(other):
        return False
    features = sum(a[4] == b[4] for a, b in zip(one, other, strict=True))
    same = all((a[3], a[5], a[6]) == (b[3], b[5], b[6]) for a, b in zip(one, other, strict=True))
    return same and features >= _MORPH_SHARE * len(one)


def silver(lines: Iterable[str], first: "Language", second: "Language") -> Iterator[Tree]:
    """Yields the trees, by the first pipeline, of the sentences on which both agree; no sentence twice."""
    seen: set[str] = set()
    texts = list(lines)
    for doc, again in zip(first.pipe(texts), second.pipe(texts), strict=True):
        others = {sentence.text: tree_of(sentence) for sentence in again.sents}
        for sentence in doc.sents:
            tree = tree_of(sentence)
            fits = SHORTEST <= len(tree) <= LONGEST and not any(token[3] in _SKIPPED for token in tree)
            if fits and sentence.text not in seen and agree(tree, others.get(sentence.text, ())):
                seen.add(sentence.text)
                yield tree


def choose(trees: Sequence[Tree], tokens: int, chance: random.Random) -> list[Tree]:
    """Returns trees of about so many tokens together, the longer ones first, in an order of chance."""
    ranked = sorted(trees, key=lambda tree: chance.random() * 8 - min(len(tree), _LONG_ENOUGH))
    chosen = _up_to(tokens, ranked, len)
    chance.shuffle(chosen)
    return chosen


def to_conllu(tree: Tree) -> str:
    """Returns a tree in CoNLL-U."""
    rows = []
    for number, (form, space, lemma, pos, features, head, relation) in enumerate(tree, 1):
        root = relation == "ROOT"
        up, name = ("0", "root") if root else (str(head + 1), relation)
        after = "_" if space or number == len(tree) else "SpaceAfter=No"
        rows.append("\t".join((str(number), form, lemma, pos, "_", features or "_", up, name, "_", after)))
    return "\n".join(rows) + "\n\n"


def main(arguments: Sequence[str]) -> None:
    """Reads the command line and writes the trees, groups of the sources in turn."""
    import spacy

    parser = argparse.ArgumentParser(prog="python -m analyzer.dutch.recipe.silver", description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+", help="raw text, one paragraph a line")
    parser.add_argument(
        "--models", nargs=2, required=True, help="two pipelines, by path; the first one's trees are kept"
    )
    parser.add_argument("--out", type=Path, required=True, help="CoNLL-U file to write")
    parser.add_argument("--words", type=int, default=120_000, help="words read of each text")
    parser.add_argument("--tokens", type=int, default=40_000, help="tokens taken of each text")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    first, second = (spacy.load(name) for name in options.models)
    groups: list[list[Tree]] = []
    for text in options.texts:
        trees = choose(list(silver(_lines(text, options.words, chance), first, second)), options.tokens, chance)
        groups += [trees[start : start + _GROUP] for start in range(0, len(trees), _GROUP)]
        print(f"{text.name}: {len(trees)} sentences", flush=True)
    chance.shuffle(groups)
    options.out.write_text("".join(to_conllu(tree) for group in groups for tree in group), encoding="utf-8")


def _lines(path: Path, words: int, chance: random.Random) -> list[str]:
    """Returns lines of a text in an order of chance, up to a number of words."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    chance.shuffle(lines)
    return _up_to(words, lines, lambda line: len(line.split()))


def _up_to(limit: int, items: Iterable[T], size: Callable[[T], int]) -> list[T]:
    """Returns the first items, until their sizes together pass a limit."""
    taken: list[T] = []
    total = 0
    for item in items:
        if total > limit:
            break
        taken.append(item)
        total += size(item)
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
