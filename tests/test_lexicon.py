"""The format of the lexicons: what is wrong in a file is said with the file, the rule and what is allowed."""

import shutil
from pathlib import Path

import pytest

from analyzer.errors import LexiconError
from analyzer.lexicon import LEVELS, Lexicon, lexicon_folder, load_lexicon

HEAD = 'kind = "evidence"\nprefix = "owned"\ngloss = "eigen regels"\nsource = "eigen keuze"\n'
RULE = """
[[rule]]
id = "baker"
gloss = "bakt alleen"
effect = "raises"
points = 1
reason = "je bakt alleen"
phrases = ["alleen bakken"]
matches = ["Je moet alleen bakken"]
rejects = ["Je bakt samen"]
"""
KNOB = 'kind = "knob"\nprefix = "knoppen"\ngloss = "knoppen"\nsource = "eigen keuze"\n'


def write(folder: Path, text: str, name: str = "bakkerij.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def error_of(folder: Path) -> str:
    with pytest.raises(LexiconError) as caught:
        load_lexicon(folder)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_own_rules_join_the_shipped_ones(tmp_path: Path, lexicon: Lexicon) -> None:
    own = load_lexicon(write(tmp_path, HEAD + RULE))
    assert len(own.rules) == len(lexicon.rules) + 1
    rule = own.by_name["owned.baker"]
    assert (rule.rule_class, rule.source, rule.points) == ("bakkerij", "eigen keuze", 1)
    assert own.of("bakkerij") == (rule,)


def test_own_rule_of_the_same_name_replaces_the_shipped_one(tmp_path: Path, lexicon: Lexicon) -> None:
    text = (HEAD + RULE).replace('"owned"', '"own"').replace('"baker"', '"alone"')
    own = load_lexicon(write(tmp_path, text, "ownership.toml"))
    assert len(own.rules) == len(lexicon.rules)
    assert own.by_name["own.alone"].phrases == ("alleen bakken",)


WRONG = {
    "unknown key of a rule": (HEAD + RULE + "strength = 3\n", "regel baker", "strength", "kies uit id, gloss, phrases"),
    "unknown key of the file": (
        'colour = "red"\n' + HEAD + RULE,
        "colour",
        "deze sleutel bestaat niet",
        "kies uit kind",
    ),
    "doubled id": (HEAD + RULE + RULE, "regel baker", "twee keer"),
    "no example that matches": (
        HEAD + RULE.replace('matches = ["Je moet alleen bakken"]\n', ""),
        "regel baker",
        "matches",
    ),
    "no example that does not": (HEAD + RULE.replace('rejects = ["Je bakt samen"]\n', ""), "regel baker", "rejects"),
    "no phrases": (HEAD + RULE.replace('phrases = ["alleen bakken"]\n', ""), "regel baker", "phrases"),
    "no reason": (HEAD + RULE.replace('reason = "je bakt alleen"\n', ""), "regel baker", "reason"),
    "no source": (HEAD.replace('source = "eigen keuze"\n', "") + RULE, "regel baker", "source"),
    "no gloss": (HEAD + RULE.replace('gloss = "bakt alleen"\n', ""), "regel baker", "gloss", "verplicht"),
    "no id": (HEAD + RULE.replace('id = "baker"\n', ""), "regel nummer 0", "id", "verplicht"),
    "no rules": (HEAD, "rule", "verplicht"),
    "id with capitals": (HEAD + RULE.replace('"baker"', '"Baker One"'), "Baker One"),
    "unknown effect": (HEAD + RULE.replace('"raises"', '"verhoogt"'), "regel baker", "effect", "raises", "verhoogt"),
    "unknown scope": (HEAD + RULE + 'scope = "page"\n', "regel baker", "scope", "clause", "page"),
    "unknown kind": (HEAD.replace('"evidence"', '"woorden"') + RULE, "kind", "predicate", "woorden"),
    "points too high": (HEAD + RULE.replace("points = 1", "points = 101"), "regel baker", "points", "101"),
    "words where a list must stand": (
        HEAD + RULE.replace('["alleen bakken"]', '"alleen bakken"'),
        "regel baker",
        "phrases",
    ),
    "ceiling of three levels": (KNOB + RULE + "part = [1, 2, 3]\nwhole = [1, 2, 3, 4]\n", "regel baker", "part"),
    "ceiling above the scale": (KNOB + RULE + "part = [1, 2, 3, 6]\nwhole = [1, 2, 3, 4]\n", "regel baker", "0 en 5"),
    "predicate without ask": (HEAD.replace('"evidence"', '"predicate"') + RULE, "regel baker", "ask"),
    "fact without value": (HEAD.replace('"evidence"', '"fact"') + RULE, "regel baker", "value"),
    "no TOML": (HEAD + "[[rule]\n", "geen leesbaar TOML-bestand", "line 5"),
    "key twice": (HEAD + RULE + 'gloss = "nog eens"\n', "geen leesbaar TOML-bestand"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_error_names_file_and_rule(tmp_path: Path, case: tuple[str, ...]) -> None:
    text, *words = case
    message = error_of(write(tmp_path, text))
    assert message.startswith(f"{tmp_path / 'bakkerij.toml'}: ")
    for word in words:
        assert word in message


def test_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "bakkerij.toml").write_bytes((HEAD + RULE.replace("bakt alleen", "één")).encode("cp1252"))
    assert "bakkerij.toml: geen leesbaar TOML-bestand" in error_of(tmp_path)


@pytest.mark.parametrize("name", ["leeg", "weg"])
def test_folder_without_lexicons(tmp_path: Path, name: str) -> None:
    (tmp_path / "leeg").mkdir()
    assert f"{tmp_path / name}: geen lexicons" in error_of(tmp_path / name)


def test_digest_is_that_of_every_word(tmp_path: Path, lexicon: Lexicon) -> None:
    digests = {lexicon.digest, load_lexicon(write(tmp_path, HEAD + RULE)).digest}
    digests.add(load_lexicon(write(tmp_path, HEAD + RULE.replace("Je bakt samen", "Wij bakken samen"))).digest)
    digests.add(load_lexicon(write(tmp_path, HEAD + "# opmerking\n" + RULE)).digest)
    (tmp_path / "bakkerij.toml").rename(tmp_path / "broodjes.toml")
    digests.add(load_lexicon(tmp_path).digest)
    assert len(digests) == 5
    assert load_lexicon().digest == lexicon.digest


def test_norm_that_is_gone_is_an_error(lexicon: Lexicon) -> None:
    bare = Lexicon(tuple(rule for rule in lexicon.rules if rule.kind != "norm"), "x")
    assert lexicon.points("norm.base") >= 0
    with pytest.raises(LexiconError, match=r"norm\.base staat niet in de lexicons"):
        bare.points("norm.base")


def test_shipped_rules_are_whole(lexicon: Lexicon) -> None:
    rules = (*lexicon.rules, *lexicon.rewrites)
    assert {path.stem for path in lexicon_folder().glob("*.toml")} == {rule.rule_class for rule in rules}
    for rule in rules:
        assert rule.source, rule.name
        if rule.kind == "knob":
            assert len(rule.part) == len(rule.whole) == len(LEVELS), rule.name


def test_ceilings_rise_with_the_level(lexicon: Lexicon) -> None:
    for rule in lexicon.rules:
        for side in (rule.part, rule.whole):
            assert list(side) == sorted(side), rule.name


def test_shipped_lexicons_by_another_path_give_the_same_rules(tmp_path: Path, lexicon: Lexicon) -> None:
    shutil.copytree(lexicon_folder(), tmp_path / "copy")
    assert load_lexicon(tmp_path / "copy").by_name == lexicon.by_name
