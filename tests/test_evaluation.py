"""The scoring of section 6 of the annotation guide, on cases whose figures can be worked out by hand."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analyzer.ablation import variants
from analyzer.analysis import Analyzer
from analyzer.assessment import Assessment, Conditions, Duty, Kind, Score, Term
from analyzer.errors import ReadingError
from analyzer.evaluation import (
    GoldDuty,
    GoldPosting,
    compare,
    evaluate,
    f1,
    figures,
    intervals,
    kappa,
    macro_f1,
    read_gold,
)
from analyzer.posting import Section

TEXT = "0123456789" * 6
Label = tuple[int, int, str | None]


def gold(
    *duties: Label, optional: tuple[tuple[int, int], ...] = (), verdict: str = "realistic", name: str = "x"
) -> GoldPosting:
    """Returns a gold posting with duties (start, end, verdict) and optional spans."""
    wanted = [GoldDuty(start, end, TEXT[start:end], label, False) for start, end, label in duties]
    spare = [GoldDuty(start, end, TEXT[start:end], None, True) for start, end in optional]
    return GoldPosting(name, TEXT, verdict, (*wanted, *spare))


def predicted(*duties: tuple[int, int, str], verdict: str = "realistic") -> Assessment:
    """Returns an assessment with duties (start, end, verdict)."""
    points = {"realistic": 10, "excessive": 70, "not_assessed": 0}
    return Assessment(
        model="m",
        lexicons="l",
        id="x",
        source="",
        title="",
        kind=Kind.INTERNSHIP,
        language="nl",
        conditions=Conditions(),
        score=Score((Term("norm.x", points[verdict], "proef"),)),
        duties=tuple(
            Duty(
                TEXT[start:end], start, end, Section.DUTIES, (), 3, 3, Score((Term("norm.x", points[label], "proef"),))
            )
            for start, end, label in duties
        ),
        assessed=verdict != "not_assessed",
    )


R, E = "realistic", "excessive"
# gold duties, optional spans, predicted duties -> found of wanted, right of counted
FOUND: dict[
    str,
    tuple[tuple[Label, ...], tuple[tuple[int, int], ...], tuple[tuple[int, int, str], ...], tuple[int, int, int, int]],
] = {
    "the same": (((0, 10, R),), (), ((0, 10, R),), (1, 1, 1, 1)),
    "half is covered": (((0, 10, R),), (), ((5, 10, R),), (1, 1, 1, 1)),
    "less than half is covered": (((0, 10, R),), (), ((6, 10, R),), (0, 1, 1, 1)),
    "half of the prediction is right": (((0, 5, R),), (), ((0, 10, R),), (1, 1, 1, 1)),
    "less than half of the prediction is right": (((0, 4, R),), (), ((0, 10, R),), (1, 1, 0, 1)),
    "one split in two": (((0, 20, R),), (), ((0, 10, R), (10, 20, R)), (1, 1, 2, 2)),
    "two taken as one": (((0, 10, R), (10, 20, R)), (), ((0, 20, R),), (2, 2, 1, 1)),
    "nothing found": (((0, 10, R),), (), (), (0, 1, 0, 0)),
    "nothing wanted": ((), (), ((0, 10, R),), (0, 0, 0, 1)),
    "optional is neither wanted nor wrong": ((), ((0, 10),), ((0, 10, R),), (0, 0, 0, 0)),
    "optional that is not found": ((), ((0, 10),), (), (0, 0, 0, 0)),
    "mainly optional": ((), ((0, 6),), ((0, 10, R),), (0, 0, 0, 0)),
    "half optional, half nothing": ((), ((0, 5),), ((0, 10, R),), (0, 0, 1, 1)),
    "half gold, half optional": (((0, 5, R),), ((5, 10),), ((0, 10, R),), (1, 1, 1, 1)),
    "optional inside a gold duty": (((0, 10, R),), ((0, 10),), ((0, 10, R),), (1, 1, 1, 1)),
}


@pytest.mark.parametrize("case", FOUND.values(), ids=FOUND)
def test_duties_are_compared_by_characters(case: Any) -> None:
    wanted, optional, guesses, counts = case
    outcome = compare(gold(*wanted, optional=optional), predicted(*guesses))
    assert (outcome.found, outcome.wanted, outcome.right, outcome.predicted_duties) == counts


VERDICTS: dict[str, tuple[tuple[Label, ...], tuple[tuple[int, int, str], ...], tuple[tuple[str, str], ...]]] = {
    "both heavy": (((0, 10, E),), ((0, 10, E),), ((E, E),)),
    "overlooked": (((0, 10, E),), ((0, 10, R),), ((E, R),)),
    "one of two parts is heavy": (((0, 12, R),), ((0, 6, R), (6, 12, E)), ((R, E),)),
    "heavy neighbour that overlaps by a third of the gold": (((0, 9, R),), ((0, 6, R), (6, 30, E)), ((R, E),)),
    "heavy neighbour that overlaps by less": (((0, 12, R),), ((0, 9, R), (9, 30, E)), ((R, R),)),
    "heavy part that lies in it by a third of itself": (((0, 30, R),), ((0, 20, R), (28, 34, E)), ((R, E),)),
    "annotators differed": (((0, 10, None),), ((0, 10, E),), ()),
    "not found has no verdict": (((0, 10, E),), ((40, 50, E),), ()),
}


@pytest.mark.parametrize("case", VERDICTS.values(), ids=VERDICTS)
def test_verdict_of_a_found_duty(case: Any) -> None:
    wanted, guesses, pairs = case
    assert compare(gold(*wanted), predicted(*guesses)).verdicts == pairs


def test_outcome_names_what_went_wrong() -> None:
    outcome = compare(gold((0, 10, E), (20, 30, R)), predicted((0, 10, R), (40, 45, R)))
    assert outcome.missed == (TEXT[20:30],)
    assert outcome.wrong == (TEXT[40:45],)
    assert outcome.confused == ((E, TEXT[0:10]),)


def test_figures_by_hand() -> None:
    outcomes = [
        compare(gold((0, 10, E), (20, 30, R), verdict=E), predicted((0, 10, E), (40, 50, R), verdict=E)),
        compare(gold((0, 10, R)), predicted((0, 10, R), verdict=E)),
        compare(gold((0, 10, R)), predicted((0, 10, E))),
        compare(gold(verdict="not_assessed"), predicted(verdict="not_assessed")),
        compare(gold(verdict="not_assessed"), predicted((0, 10, R))),
    ]
    found = figures(outcomes)
    assert found["duty_recall"] == pytest.approx(3 / 4)
    assert found["duty_precision"] == pytest.approx(3 / 4)
    assert found["duty_f1"] == pytest.approx(3 / 4)
    assert found["verdict_macro_f1"] == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert found["duty_verdict_macro_f1"] == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert found["not_assessed_accuracy"] == pytest.approx(4 / 5)


def test_posting_wrongly_left_out_counts_against_its_verdict() -> None:
    outcome = compare(gold((0, 10, R)), predicted(verdict="not_assessed"))
    assert figures([outcome])["verdict_macro_f1"] == 0
    assert figures([outcome])["not_assessed_accuracy"] == 0


def test_no_outcomes_are_no_error() -> None:
    assert set(figures([]).values()) == {0.0}


PAIRS = [(R, R), (R, R), (R, E), (E, E)]


def test_f1_by_hand() -> None:
    assert f1(PAIRS, R) == pytest.approx(2 * 2 / (3 + 2))
    assert f1(PAIRS, E) == pytest.approx(2 * 1 / (1 + 2))
    assert macro_f1(PAIRS) == pytest.approx((0.8 + 2 / 3) / 2)
    assert f1([], R) == 0


def test_kappa_by_hand() -> None:
    assert kappa(PAIRS) == pytest.approx((0.75 - (0.75 * 0.5 + 0.25 * 0.5)) / 0.5)
    assert kappa([(R, R), (E, E)]) == pytest.approx(1)
    assert kappa([(R, E), (E, R)]) == pytest.approx(-1)
    assert kappa([(R, R)]) == 1
    assert kappa([]) == 0


def test_intervals_hold_the_figure_and_come_out_the_same() -> None:
    outcomes = [compare(gold((0, 10, R)), predicted((0, 10, R) if n % 3 else (40, 50, R))) for n in range(12)]
    found = intervals(outcomes)
    low, high = found["duty_recall"]
    assert low < figures(outcomes)["duty_recall"] < high
    assert low >= 0
    assert high <= 1
    assert found == intervals(outcomes)


def test_interval_of_one_sure_thing_is_a_point() -> None:
    outcomes = [compare(gold((0, 10, E), verdict=E), predicted((0, 10, E), verdict=E))] * 5
    assert intervals(outcomes)["duty_f1"] == (1, 1)


def _line(**change: Any) -> dict[str, Any]:
    duty = {"start": 0, "end": 10, "text": TEXT[:10], "ask": 3, "ceiling": 3, "verdict": R, "optional": False}
    return {
        "id": "a",
        "text": TEXT,
        "verdict": R,
        "level": "hbo",
        "study_year": 3,
        "guided": [True, False],
        "duties": [duty],
    } | change


def _write(folder: Path, *lines: dict[str, Any] | str) -> Path:
    file = folder / "gold.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return file


def test_labels_from_a_file_or_its_folder(tmp_path: Path) -> None:
    file = _write(tmp_path, _line(), "", _line(id="b", guided=[True], duties=[]))
    first, second = read_gold(tmp_path)
    assert read_gold(file) == [first, second]
    assert first.duties[0] == GoldDuty(0, 10, TEXT[:10], R, False, 3, 3)
    assert (first.guided, second.guided) == (False, True)


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "3", json.dumps({"id": "x"}), json.dumps(_line(duties=[{"start": 0}])), json.dumps(_line(duties=3))],
)
def test_bad_label_names_its_line(tmp_path: Path, line: str) -> None:
    file = _write(tmp_path, _line(), line)
    with pytest.raises(ReadingError) as caught:
        read_gold(file)
    assert str(caught.value).startswith(f"{file}: regel 2 is geen goede labelregel")
    assert "\n" not in str(caught.value)


def test_missing_labels(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="geen leesbaar bestand met labels"):
        read_gold(tmp_path / "weg.jsonl")


def test_report_of_an_evaluation(tmp_path: Path) -> None:
    file = _write(tmp_path, _line(), _line(id="b", verdict=E))
    report = evaluate(file, lambda text: predicted((0, 10, R)))
    text = report.render()
    assert text.startswith("2 vacatures")
    assert "fout: b is excessive, geoordeeld realistic" in text
    data = report.to_dict()
    assert data["postings"] == 2
    assert [case["id"] for case in data["cases"]] == ["a", "b"]
    assert math.isclose(data["figures"]["duty_f1"], 1)
    json.dumps(data)


def test_report_sets_the_variants_beside_the_full_analysis(tmp_path: Path) -> None:
    file = _write(tmp_path, _line())
    blind = {"blind": lambda text: predicted()}
    report = evaluate(file, lambda text: predicted((0, 10, R)), blind)
    assert report.to_dict()["ablation"]["blind"]["duty_f1"] == 0
    *_, head, first, last = report.render().splitlines()
    assert head.split()[:2] == ["vergeleken", "met"]
    assert [line.split()[0] for line in (first, last)] == ["blind", "volledig"]
    assert [line.split()[2] for line in (first, last)] == ["0.000", "1.000"]
    assert "vergeleken" not in evaluate(file, lambda text: predicted()).render()


def test_ablation_takes_layers_out(analyzer: Analyzer, posting_of: Callable[..., str]) -> None:
    lines = "- Je schrijft teksten onder begeleiding van onze redacteur\n- Je bent eindverantwoordelijk voor de site"
    text = posting_of(("Taken", lines))
    forms = {name: assess(text) for name, assess in variants(analyzer).items()}
    forms["volledig"] = analyzer.assess(text)
    found = {name: [duty.verdict for duty in form.duties] for name, form in forms.items()}
    assert found["alleen woorden"][-2:] == [R, E]
    assert found["zonder secties"] == [R, E]
    guided, unguided = (forms[name].duties[0].score.value for name in ("volledig", "zonder bepalingen"))
    assert guided < unguided
