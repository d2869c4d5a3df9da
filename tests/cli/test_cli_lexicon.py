"""`stagecheck explain`, `lexicon` and `evaluate`: the rules told to people."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import samples
from analyzer.assessment import Assessment
from analyzer.cli.rulebook import all_rules, find_rules, render_list, render_rule
from analyzer.errors import UsageError
from analyzer.lexicon import Lexicon, load_lexicon

Run = Callable[..., "object"]

OWN = """
kind = "evidence"
prefix = "mine"
gloss = "eigen regels"
source = "eigen norm"
[[rule]]
id = "throne"
gloss = "de stagiair zit op de troon"
effect = "raises"
points = 2
reason = "wie op de troon zit, draagt alles"
phrases = ["(de|onze) *troon", "op de troon"]
matches = ["Je zit op de troon"]
rejects = ["Je zit op een stoel"]
"""


@pytest.fixture
def mine(folder: Path) -> Path:
    path = folder / "mine"
    path.mkdir()
    (path / "thrones.toml").write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def lexicon(mine: Path) -> Lexicon:
    return load_lexicon(mine)


def test_explain_shows_a_rule_under_fixed_headings(stagecheck: Run, mine: Path) -> None:
    done = stagecheck("explain", "mine.throne", "--lexicons", str(mine))
    assert done.code == 0
    headings = ["mine.throne", "Wat", "Waarom", "Bron", "Wel, bijvoorbeeld", "Niet, bijvoorbeeld", "Woorden"]
    assert sorted(headings, key=lambda part: done.out.index(f"{part}")) == headings
    for part in (
        "De stagiair zit op de troon. Het maakt een taak zwaarder (+2).",
        "eigen norm",
        " - Je zit op een stoel",
    ):
        assert part in done.out


@pytest.mark.parametrize("wanted", ["mine.throne", "MINE.Throne", "throne", "thrones", "troon", "op de troon"])
def test_a_rule_is_found_by_name_id_class_or_term(lexicon: Lexicon, wanted: str) -> None:
    assert [rule.name for rule in find_rules(lexicon, wanted)] == ["mine.throne"]


def test_a_compound_finds_the_rule_that_looks_for_its_end(lexicon: Lexicon) -> None:
    assert "mine.throne" in [rule.name for rule in find_rules(lexicon, "koningstroon")]


def test_an_unknown_rule_offers_what_is_near(stagecheck: Run, mine: Path) -> None:
    done = stagecheck("explain", "mine.thron", "--lexicons", str(mine))
    assert (done.code, done.out) == (2, "")
    assert "bedoelde je mine.throne" in done.err


def test_nothing_near_points_to_the_list(lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="explain --list"):
        find_rules(lexicon, "qqqqqqqqqqqq")


@pytest.mark.parametrize("args", [["explain", "--list"], ["lexicon", "show"]], ids=" ".join)
def test_all_rules_are_listed(stagecheck: Run, args: list[str]) -> None:
    out = stagecheck(*args).out
    assert not [rule.name for rule in all_rules(load_lexicon()) if rule.name not in out]
    assert max(map(len, out.splitlines())) <= 80


def test_show_of_a_class_and_of_a_rule(stagecheck: Run, mine: Path) -> None:
    assert stagecheck("lexicon", "show", "mine.throne", "--lexicons", str(mine)).out.startswith("mine.throne (")
    rule = load_lexicon().rules[0]
    assert rule.name in stagecheck("lexicon", "show", rule.cls).out


def test_every_shipped_rule_can_be_told() -> None:
    for rule in all_rules(load_lexicon()):
        text = render_rule(rule, 80).plain
        assert text.startswith(rule.name)
        longest = max(map(len, " ".join([rule.name, rule.source, *rule.phrases, *rule.pseudo]).split()))
        assert max(map(len, text.splitlines())) <= max(80, longest)
        assert rule.name in render_list([rule], 80).plain


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand-ins for the pipeline and the check of examples; what is in the list is what the check finds."""
    problems: list[str] = []
    monkeypatch.setattr("analyzer.dutch.load", lambda name=None: None)
    monkeypatch.setattr("analyzer.matching.check_examples", lambda lexicon, nlp: problems)
    return problems


def test_lexicon_check_counts_what_is_well(stagecheck: Run, no_model: list[str]) -> None:
    done = stagecheck("lexicon", "check")
    assert done.code == 0
    assert "alles klopt (lexicons " in done.out


def test_lexicon_check_lists_what_fails(stagecheck: Run, no_model: list[str]) -> None:
    no_model.append("mine.throne: voorbeeld 'x' moet treffen maar treft niet")
    done = stagecheck("lexicon", "check")
    assert done.code == 2
    assert done.out.startswith("mine.throne: voorbeeld")
    assert "1 klopt niet" in done.out


@pytest.mark.parametrize("text", ["", "x = [", OWN.replace("phrases", "frases"), OWN + OWN.partition('norm"\n')[2]])
def test_a_broken_lexicon_is_one_line(stagecheck: Run, mine: Path, no_model: list[str], text: str) -> None:
    (mine / "thrones.toml").write_text(text, encoding="utf-8")
    done = stagecheck("lexicon", "check", "--lexicons", str(mine))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "thrones.toml" in done.err


class _Report:
    def __init__(self, gold: Path) -> None:
        self.gold = gold

    def render(self) -> str:
        return f"F1 van {self.gold.stem}: 1,00"

    def to_dict(self) -> dict[str, float]:
        return {"f1": 1.0}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A stand-in for the evaluation; the list holds what the function that it was handed made of a text."""
    verdicts: list[object] = []

    def evaluate(gold: Path, assess: Callable[[str], Assessment]) -> _Report:
        verdicts.append(assess("Een zwaar stuk tekst.").verdict.value)
        return _Report(gold)

    module = ModuleType("analyzer.evaluation")
    module.evaluate = evaluate  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "analyzer.evaluation", module)
    return verdicts


def test_evaluate_shows_a_report_for_each_set(
    stagecheck: Run, measured: list[object], monkeypatch: pytest.MonkeyPatch, stand_in: type
) -> None:
    monkeypatch.setattr(stand_in, "assess", lambda self, text: samples.heavy() if "zwaar" in text else samples.light())
    done = stagecheck("evaluate", "dev.jsonl", "more/test.jsonl")
    assert done.out == "dev.jsonl\nF1 van dev: 1,00\nmore/test.jsonl\nF1 van test: 1,00\n"
    assert (done.code, measured) == (0, ["excessive", "excessive"])


def test_evaluate_as_json_is_an_array_in_order(
    stagecheck: Run, measured: list[object], folder: Path, monkeypatch: pytest.MonkeyPatch, stand_in: type
) -> None:
    monkeypatch.setattr(stand_in, "assess", lambda self, text: samples.light())
    stagecheck("evaluate", "b", "a", "--output", "figures.json")
    wanted = [{"gold": "b", "f1": 1.0}, {"gold": "a", "f1": 1.0}]
    assert json.loads((folder / "figures.json").read_text(encoding="utf-8")) == wanted


def test_evaluate_of_a_missing_set_is_one_line(stagecheck: Run) -> None:
    done = stagecheck("evaluate", "missing.jsonl")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "missing.jsonl" in done.err
