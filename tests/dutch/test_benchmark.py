"""The benchmark reads a file as it should, and its figures are those that can be counted by hand."""

import json
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from analyzer.dutch import shipped_model
from analyzer.dutch.benchmark import (
    kind_of,
    layouts,
    line_scores,
    main,
    measure,
    packed_size,
    relation_scores,
    scores,
)
from analyzer.dutch.recipe.conllu import Sentence, make_doc

BULLET: Sentence = [
    ("-", "-", "PUNCT", "_", 3, "punct", True),
    ("Blogs", "blog", "NOUN", "Number=Plur", 3, "obj", True),
    ("schrijven", "schrijven", "VERB", "VerbForm=Inf", 0, "root", True),
]
HEADING: Sentence = [("Taken", "taak", "NOUN", "Number=Plur", 0, "root", True)]
PROSE: Sentence = [
    ("Je", "je", "PRON", "Case=Nom|Person=2|PronType=Prs", 2, "nsubj", True),
    ("schrijft", "schrijven", "VERB", "Number=Sing|Tense=Pres|VerbForm=Fin", 0, "root", True),
    ("blogs", "blog", "NOUN", "Number=Plur", 2, "obj", False),
    (".", ".", "PUNCT", "_", 2, "punct", True),
]
BREAKS = ["\n", "\n"]


def written(sentence: Sentence) -> str:
    return "\n".join(
        f"{i}\t{form}\t{lemma}\t{pos}\t_\t{feats}\t{head}\t{relation}\t_\t{'_' if space else 'SpaceAfter=No'}"
        for i, (form, lemma, pos, feats, head, relation, space) in enumerate(sentence, 1)
    )


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.conllu"
    path.write_text("\n\n".join(written(s) for s in [PROSE] * 13) + "\n\n", encoding="utf-8")
    return path


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    path = tmp_path / "postings.conllu"
    blocks = ["# newdoc id = a\n" + written(HEADING), written(BULLET), "# newdoc id = b\n" + written(PROSE)]
    path.write_text("\n\n".join(blocks) + "\n\n", encoding="utf-8")
    return path


def pair(nlp: Language, mine: Sentence, gold: Sentence) -> Example:
    """A posting of three lines whose middle one may differ."""
    return Example(
        make_doc(nlp.vocab, [HEADING, mine, PROSE], BREAKS), make_doc(nlp.vocab, [HEADING, gold, PROSE], BREAKS)
    )


def test_plain_file_is_read_in_groups(plain: Path) -> None:
    ((name, documents),) = layouts(plain, 10)
    assert name == "10 a document"
    assert [len(sentences) for sentences, _ in documents] == [10, 3]


def test_file_with_documents_is_read_twice(postings: Path) -> None:
    (first, alone), (second, whole) = layouts(postings, 10)
    assert (first, second) == ("one by one", "postings")
    assert [len(sentences) for sentences, _ in alone] == [1, 1, 1]
    assert [len(sentences) for sentences, _ in whole] == [2, 1]
    assert [breaks for _, breaks in whole] == [["\n\n"], []]


@pytest.mark.parametrize(
    ("line", "kind"),
    [(BULLET, "bullet"), (HEADING, "heading"), (PROSE, "text"), (PROSE[:3], "heading"), (PROSE[:3] * 4, "text")],
    ids=["bullet", "heading", "prose", "short without a full stop", "long without a full stop"],
)
def test_kinds_of_lines(line: Sentence, kind: str) -> None:
    assert kind_of(line) == kind


def test_perfect_parse_scores_one_over_several_documents(nlp: Language) -> None:
    examples = [pair(nlp, BULLET, BULLET) for _ in range(3)]
    assert set(scores(examples).values()) == {1.0}
    found = relation_scores(examples)
    assert (found["nsubj"], found["obj"], found["subjects and objects"]) == (1.0, 1.0, 1.0)
    assert found["obl"] is None


def test_one_wrong_relation_counts_once(nlp: Language) -> None:
    wrong = [BULLET[0], (*BULLET[1][:5], "obl", True), BULLET[2]]
    examples = [pair(nlp, BULLET, BULLET), pair(nlp, wrong, BULLET)]
    found = scores(examples)
    assert found["uas"] == 1.0
    assert found["las"] == pytest.approx(11 / 12)
    assert found["pos"] == 1.0
    together = relation_scores(examples)["subjects and objects"]
    assert together == pytest.approx(2 * 5 / (5 + 6))


def test_one_wrong_head_part_of_speech_and_lemma(nlp: Language) -> None:
    wrong = [BULLET[0], ("Blogs", "blogs", "PROPN", "Number=Plur", 1, "obj", True), BULLET[2]]
    found = scores([pair(nlp, wrong, BULLET)])
    assert found["uas"] == found["las"] == pytest.approx(5 / 6)
    assert found["pos"] == found["lemma"] == pytest.approx(7 / 8)
    assert found["morph"] == 1.0


def test_underscores_in_lemmas_are_no_error(nlp: Language) -> None:
    mine = [BULLET[0], ("Blogs", "bl_og", *BULLET[1][2:]), BULLET[2]]
    assert scores([pair(nlp, mine, BULLET)])["lemma"] == 1.0


def test_lines_count_when_they_are_one_sentence(nlp: Language) -> None:
    whole = make_doc(nlp.vocab, [HEADING, BULLET], ["\n"])
    split = Doc(nlp.vocab, words=[t.text for t in whole], spaces=[bool(t.whitespace_) for t in whole])
    for token in split:
        token.is_sent_start = token.text in ("Taken", "-", "Blogs")
    assert line_scores([whole], [[HEADING, BULLET]]) == {"bullet": 1.0, "heading": 1.0, "bullet and heading": 1.0}
    assert line_scores([split], [[HEADING, BULLET]]) == {"bullet": 0.0, "heading": 1.0, "bullet and heading": 0.5}


def test_own_output_of_the_pipeline_scores_one(nlp: Language, tmp_path: Path) -> None:
    texts = ("Je schrijft elke week een blog voor onze website.", "Je stuurt de vrijwilligers aan.")
    path = tmp_path / "own.conllu"
    path.write_text("\n\n".join(written(rows_of(nlp(text))) for text in texts) + "\n\n", encoding="utf-8")
    (result,) = measure([path], group=1).results
    assert set(result.scores.values()) == {1.0}
    assert (result.documents, result.sentences, result.words) == (2, 2, 16)


def rows_of(doc: Doc) -> Sentence:
    return [
        (
            token.text,
            token.lemma_,
            token.pos_,
            str(token.morph) or "_",
            0 if token.dep_ == "ROOT" else token.head.i + 1,
            "root" if token.dep_ == "ROOT" else token.dep_,
            bool(token.whitespace_),
        )
        for token in doc
    ]


def test_table_and_json(postings: Path, plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(postings), str(plain)])
    shown = capsys.readouterr().out
    assert all(
        word in shown for word in ("uas", "las", "acl:relcl", "subjects and objects", "words a second", "packed")
    )
    main([str(postings), "--json", "--group", "2"])
    report = json.loads(capsys.readouterr().out)
    assert [result["layout"] for result in report["results"]] == ["one by one", "postings"]
    assert report["load_seconds"] > 0
    assert report["results"][0]["words_per_second"] > 0


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["is-er-niet.conllu"], "not found: is-er-niet.conllu"),
        (["--model", "nl_core_news_zz", "{file}"], "niet geïnstalleerd"),
    ],
    ids=["file", "model"],
)
def test_what_is_missing_is_named(plain: Path, arguments: list[str], part: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main([argument.format(file=plain) for argument in arguments])
    assert part in str(caught.value)


def test_packed_size_counts_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(2_000_000))
    assert packed_size(tmp_path) < 0.01
    assert packed_size(shipped_model()) > 1
