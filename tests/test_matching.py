"""The phrases of a lexicon: how they are written and what they find."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.assessment import Effect
from analyzer.dutch.words import Word, plain_words, word_of
from analyzer.errors import LexiconError
from analyzer.lexicon import Lexicon, Rule
from analyzer.matching import Knowledge, PhraseIndex, check_examples

if TYPE_CHECKING:
    from spacy.language import Language


def rule(*phrases: str, pseudo: tuple[str, ...] = (), name: str = "own.test") -> Rule:
    """Returns a rule that has nothing but phrases."""
    return Rule(
        name=name,
        rule_class="ownership",
        kind="evidence",
        gloss="proef",
        phrases=phrases,
        pseudo=pseudo,
        source="eigen keuze",
        reason="proef",
        matches=(),
        rejects=(),
        effect=Effect.RAISES,
        points=1,
        ask=None,
        value="",
        weight="low",
        scope="clause",
        sections=(),
        part=(),
        whole=(),
    )


def found(one: Rule, text: str) -> list[str]:
    """Returns the words of each hit; a word written as form/lemma/POS has a lemma and a part of speech."""
    words = []
    for item in text.split():
        form, lemma, pos = ([*item.split("/"), "", ""])[:3]
        words.append(Word(form.lower(), tuple(dict.fromkeys((form.lower(), lemma or form.lower()))), pos or "X"))
    return [" ".join(word.form for word in words[hit.start : hit.end]) for hit in PhraseIndex([one]).find(words)]


CASES = {
    "plain word": (("oven",), "de oven is heet", ["oven"]),
    "no word": (("oven",), "de ovens zijn heet", []),
    "capitals do not matter": (("Oven",), "de OVEN is heet", ["oven"]),
    "lemma": (("bakken",), "je bakt/bakken brood", ["bakt"]),
    "form only": (("=bakt",), "je bakt/bakken en zij bakken", ["bakt"]),
    "form only is no lemma": (("=bakken",), "je bakt/bakken brood", []),
    "several words": (("de oven",), "de oven en de oven", ["de oven", "de oven"]),
    "words in another order": (("oven de",), "de oven", []),
    "word that ends so": (("*oven",), "de steenoven en oven", ["steenoven", "oven"]),
    "word that begins so": (("oven*",), "de ovens en ovendeur", ["ovens", "ovendeur"]),
    "word that holds so": (("*oven*",), "steenovens", ["steenovens"]),
    "any word": (("oven *",), "de oven buiten", ["oven buiten"]),
    "choice": (("(oven|kachel) aan",), "oven aan kachel aan lamp aan", ["oven aan", "kachel aan"]),
    "choice of several words": (
        ("(de oven|een kachel) aan",),
        "de oven aan een kachel aan oven aan",
        ["de oven aan", "een kachel aan"],
    ),
    "choice with a wildcard and a form": (
        ("(*oven|=kachels)",),
        "steenoven kachels/kachel kachel",
        ["steenoven", "kachels"],
    ),
    "word that may be left out": (("de hete? oven",), "de oven de hete oven", ["de oven", "de hete oven"]),
    "first word that may be left out": (("hete? oven",), "oven", ["oven"]),
    "first word left out or not": (("hete? oven",), "hete oven", ["hete oven"]),
    "last word that may be left out": (("oven aan?",), "oven uit oven aan", ["oven", "oven aan"]),
    "short gap, nothing between": (("zet .. aan",), "zet aan", ["zet aan"]),
    "short gap, three words": (("zet .. aan",), "zet de hete oven aan", ["zet de hete oven aan"]),
    "short gap, four words": (("zet .. aan",), "zet de zeer hete oven aan", []),
    "long gap, eight words": (("zet ... aan",), "zet 1 2 3 4 5 6 7 8 aan", ["zet 1 2 3 4 5 6 7 8 aan"]),
    "long gap, nine words": (("zet ... aan",), "zet 1 2 3 4 5 6 7 8 9 aan", []),
    "gap takes the shortest way": (("zet .. aan",), "zet oven aan lamp aan", ["zet oven aan"]),
    "gap and part of speech": (("zet .. <NOUN>",), "zet de/de/DET oven/oven/NOUN aan", ["zet de oven"]),
    "part of speech": (("<NUM> uur",), "32/32/NUM uur enkele/enkele/DET uur", ["32 uur"]),
    "longest from a word": (("oven", "oven aan"), "oven aan", ["oven aan"]),
    "inner hit of one rule": (("de hete oven", "oven"), "de hete oven", ["de hete oven"]),
    "overlap of one rule": (("de hete", "hete oven"), "de hete oven", ["de hete", "hete oven"]),
    "dot in a word is no pattern": (("n.v.t",), "nxvxt n.v.t", ["n.v.t"]),
    "dot beside a wildcard is no pattern": (("a.b*",), "axbc a.bc", ["a.bc"]),
    "end of the text": (("oven aan",), "de oven", []),
    "empty text": (("oven",), "", []),
}


@pytest.mark.parametrize(("phrases", "text", "wanted"), CASES.values(), ids=CASES)
def test_phrase(phrases: tuple[str, ...], text: str, wanted: list[str]) -> None:
    assert found(rule(*phrases), text) == wanted


GAP_FIRST = pytest.mark.xfail(strict=True, reason="matching: a gap before the first word is left out in silence")

PSEUDO = {
    "around the hit": ("geen oven", "er is geen oven en een oven", 1),
    "behind the hit": ("oven van buren", "een oven van buren", 0),
    "elsewhere": ("geen lamp", "er is geen lamp en een oven", 1),
    "with a gap": ("geen .. oven", "geen enkele oven", 0),
    "never alone a hit": ("geen lamp", "er is geen lamp", 0),
}


@pytest.mark.parametrize(("pseudo", "text", "count"), PSEUDO.values(), ids=PSEUDO)
def test_pseudo_trigger(pseudo: str, text: str, count: int) -> None:
    assert len(found(rule("oven", pseudo=(pseudo,)), text)) == count


def test_pseudo_trigger_of_another_rule_leaves_a_hit_alone() -> None:
    rules = [rule("oven"), rule("lamp", pseudo=("geen oven",), name="own.other")]
    assert [hit.rule.name for hit in PhraseIndex(rules).find(plain_words("geen oven"))] == ["own.test"]


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "  ",
        pytest.param(".. oven", marks=GAP_FIRST),
        "oven ..",
        "..",
        "( |oven)",
        "(oven",
        "oven)|kachel(",
        "(oven|)",
        "a? b?",
    ],
)
def test_phrase_that_cannot_be_read(phrase: str) -> None:
    with pytest.raises(LexiconError) as caught:
        PhraseIndex([rule(phrase)])
    assert "own.test" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_hits_come_in_the_order_of_the_text() -> None:
    rules = [rule("kachel", name="own.b"), rule("oven", "kachel", name="own.a")]
    hits = PhraseIndex(rules).find(plain_words("kachel oven"))
    assert [(hit.rule.name, hit.start) for hit in hits] == [("own.a", 0), ("own.b", 0), ("own.a", 1)]


def test_index_finds_the_same_twice() -> None:
    index = PhraseIndex([rule("*oven")])
    words = plain_words("de steenoven en de steenoven")
    assert index.find(words) == index.find(words)
    assert len(index.find(words)) == 2


def test_knowledge_groups_by_class_and_leaves_norms_out(lexicon: Lexicon, knowledge: Knowledge) -> None:
    hits = knowledge.find(plain_words("je bent verantwoordelijk voor alle advertenties"))
    assert {"ownership", "agents", "knobs"} <= set(hits)
    assert all(hit.rule.rule_class == name for name, group in hits.items() for hit in group)
    assert knowledge.points("norm.step") == lexicon.by_name["norm.step"].points


@given(st.lists(st.sampled_from(["oven", "aan", "de", "zet", "geen", "x"]), max_size=14))
def test_hits_lie_in_the_text_and_none_inside_another(forms: list[str]) -> None:
    index = PhraseIndex([rule("zet .. aan", "oven aan?", "de oven", pseudo=("geen oven",))])
    hits = index.find(plain_words(" ".join(forms)))
    spans = [(hit.start, hit.end) for hit in hits]
    assert all(0 <= start < end <= len(forms) for start, end in spans)
    assert not any(a != b and b[0] <= a[0] and a[1] <= b[1] for a in spans for b in spans)


SEPARABLE = {
    "verb and particle apart": ("Je stuurt de vrijwilligers aan.", "stuurt", "aansturen"),
    "imperative": ("Werk de lijst bij.", "Werk", "bijwerken"),
    "together": ("Je wilt de lijst bijwerken.", "bijwerken", "bijwerken"),
}


@pytest.mark.parametrize(("text", "form", "verb"), SEPARABLE.values(), ids=SEPARABLE)
def test_full_verb_is_a_key_of_its_word(nlp: "Language", text: str, form: str, verb: str) -> None:
    token = next(token for token in nlp(text) if token.text == form)
    assert verb in word_of(token).keys


def test_parts_of_a_word_with_a_slash_or_hyphen_are_keys(nlp: "Language") -> None:
    words = {word.form: word.keys for word in map(word_of, nlp("mbo/hbo-student"))}
    keys = {key for group in words.values() for key in group}
    assert {"mbo", "hbo", "student"} <= keys


def test_examples_that_fail_are_told(nlp: "Language") -> None:
    good = replace(rule("oven"), matches=("De oven is heet",), rejects=("De lamp is uit",))
    bad = replace(good, name="own.bad", matches=("De lamp is uit",), rejects=("De oven is heet",))
    problems = check_examples(Lexicon((good, bad), "x"), nlp)
    assert problems == [
        "own.bad: voorbeeld 'De lamp is uit' moet treffen maar treft niet",
        "own.bad: voorbeeld 'De oven is heet' mag niet treffen maar treft",
    ]


def test_shipped_examples_hold(nlp: "Language", lexicon: Lexicon) -> None:
    assert check_examples(lexicon, nlp) == []
