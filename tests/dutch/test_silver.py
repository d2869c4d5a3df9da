"""Silver trees: only what two pipelines agree on, and in a form that the training reads."""

import random
from pathlib import Path

import pytest

from analyzer.dutch.recipe.conllu import read_sentences
from analyzer.dutch.recipe.silver import Tree, agree, choose, to_conllu

TREE: Tree = (
    ("Je", True, "je", "PRON", "Person=2", 1, "nsubj"),
    ("maakt", True, "maken", "VERB", "VerbForm=Fin", 1, "ROOT"),
    ("foto's", False, "foto", "NOUN", "Number=Plur", 1, "obj"),
    (".", False, ".", "PUNCT", "", 1, "punct"),
)


def changed(place: int, column: int, value: object) -> Tree:
    """Returns the tree with another value in one place."""
    token = list(TREE[place])
    token[column] = value
    return (*TREE[:place], tuple(token), *TREE[place + 1 :])  # type: ignore[return-value]


# place, column, value -> whether it still counts as the same tree
CHANGES = [(2, 2, "foto's", True), (2, 3, "PROPN", False), (2, 5, 0, False), (0, 6, "obj", False), (0, 4, "", False)]


@pytest.mark.parametrize(("place", "column", "value", "same"), CHANGES)
def test_pipelines_agree_on_tags_heads_and_relations(place: int, column: int, value: object, same: bool) -> None:
    assert agree(TREE, TREE)
    assert agree(TREE, changed(place, column, value)) is same
    assert not agree(TREE, TREE[:-1])


def test_training_reads_what_is_written(tmp_path: Path) -> None:
    file = tmp_path / "silver.conllu"
    file.write_text(to_conllu(TREE) * 2, encoding="utf-8")
    (first, second) = read_sentences(file)
    assert first == second
    assert [(row[0], row[4], row[5], row[6]) for row in first] == [
        ("Je", 2, "nsubj", True),
        ("maakt", 0, "root", True),
        ("foto's", 2, "obj", False),
        (".", 2, "punct", True),
    ]


def test_longer_sentences_are_taken_first() -> None:
    long, short = TREE * 6, TREE
    chosen = choose([short, long] * 20, 20 * len(long) - 1, random.Random(0))
    assert chosen.count(long) == 20
    assert chosen == choose([short, long] * 20, 20 * len(long) - 1, random.Random(0))
