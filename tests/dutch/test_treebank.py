"""Our own treebank is valid Universal Dependencies, and its two parts share nothing."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

FOLDER = Path(__file__).parents[2] / "samples" / "treebank"
KNOWN = tomllib.loads((Path(__file__).parent / "ud.toml").read_text(encoding="utf-8"))
PARTS = ("train", "test", "second-pass")
MARKED = re.compile(r"^(?:[-–—*•·✓→]|🐄|👉)$")


class Tree(NamedTuple):
    """A sentence: its id, its text, and the ten columns of each token."""

    name: str
    text: str
    rows: list[list[str]]


def trees_of(part: str) -> list[Tree]:
    """Reads a part strictly: comments and ten columns, nothing else."""
    found = []
    for block in (FOLDER / f"{part}.conllu").read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("#"))
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        assert all(len(row) == 10 for row in rows), block
        found.append(Tree(comments["sent_id"], comments["text"], rows))
    return found


def posting_of(tree: Tree) -> str:
    return tree.name.rsplit("-", 1)[0]


@pytest.fixture(scope="module", params=PARTS)
def part(request: pytest.FixtureRequest) -> list[Tree]:
    return trees_of(request.param)


@pytest.fixture(scope="module")
def train() -> list[Tree]:
    return trees_of("train")


@pytest.fixture(scope="module")
def test() -> list[Tree]:
    return trees_of("test")


def test_sizes(train: list[Tree], test: list[Tree]) -> None:
    assert len(train) + len(test) >= 700
    assert len(test) >= 200
    assert len(trees_of("second-pass")) >= 150


def test_ids_run_on(part: list[Tree]) -> None:
    wrong = [tree.name for tree in part if [row[0] for row in tree.rows] != [str(i + 1) for i in range(len(tree.rows))]]
    assert wrong == []


def test_names_are_unique(part: list[Tree]) -> None:
    assert [name for name, count in Counter(tree.name for tree in part).items() if count > 1] == []


def test_forms_and_spaces_give_the_text(part: list[Tree]) -> None:
    for tree in part:
        written = "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in tree.rows)
        assert written.rstrip() == tree.text, tree.name


def test_one_root(part: list[Tree]) -> None:
    for tree in part:
        assert [row[7] == "root" for row in tree.rows] == [row[6] == "0" for row in tree.rows], tree.name
        assert sum(row[6] == "0" for row in tree.rows) == 1, tree.name


def test_every_token_reaches_the_root(part: list[Tree]) -> None:
    for tree in part:
        heads = [int(row[6]) for row in tree.rows]
        assert max(heads) <= len(heads), tree.name
        for i in range(1, len(heads) + 1):
            at, steps = i, 0
            while at and steps <= len(heads):
                at, steps = heads[at - 1], steps + 1
            assert at == 0, f"{tree.name}: cycle at token {i}"


@pytest.mark.parametrize(("column", "key"), [(3, "parts_of_speech"), (7, "relations")])
def test_labels_are_known(part: list[Tree], column: int, key: str) -> None:
    used = {row[column] for tree in part for row in tree.rows}
    assert used - set(KNOWN[key]) == set()


def test_features_are_known_and_sorted(part: list[Tree]) -> None:
    for tree in part:
        for row in tree.rows:
            if row[5] == "_":
                continue
            pairs = [pair.split("=") for pair in row[5].split("|")]
            assert pairs == sorted(pairs), tree.name
            for name, value in pairs:
                assert value in KNOWN["features"].get(name, ()), f"{tree.name}: {name}={value}"


def test_relations_fit_the_part_of_speech(train: list[Tree], test: list[Tree]) -> None:
    """The rules of the UD validator that a parser trips over most, of its level 3."""
    for tree in train + test:
        for row in tree.rows:
            label = f"{tree.name} {row[0]} {row[1]}"
            assert (row[7] == "punct") == (row[3] == "PUNCT"), label
            if row[7] in KNOWN["parts_for"]:
                assert row[3] in KNOWN["parts_for"][row[7]], label


def test_lemmas_are_filled(part: list[Tree]) -> None:
    assert [tree.name for tree in part for row in tree.rows if not row[2] or "_" in row[2]] == []


def test_finite_verbs_and_infinitives_carry_their_form(train: list[Tree], test: list[Tree]) -> None:
    bare = [
        f"{tree.name} {row[1]}"
        for tree in train + test
        for row in tree.rows
        if row[3] in ("VERB", "AUX") and "VerbForm=" not in row[5]
    ]
    assert bare == []


def test_parts_share_no_posting(train: list[Tree], test: list[Tree]) -> None:
    assert {posting_of(tree) for tree in train} & {posting_of(tree) for tree in test} == set()


def test_parts_share_no_sentence(train: list[Tree], test: list[Tree]) -> None:
    def bare(tree: Tree) -> str:
        return " ".join(row[1].lower() for row in tree.rows if not MARKED.match(row[1]))

    assert {bare(tree) for tree in train} & {bare(tree) for tree in test} == set()


def test_second_pass_has_the_tokens_of_the_test_part(test: list[Tree]) -> None:
    forms = {tree.name: [row[1] for row in tree.rows] for tree in test}
    for tree in trees_of("second-pass"):
        assert [row[1] for row in tree.rows] == forms[tree.name], tree.name
