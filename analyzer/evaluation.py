"""How right the analysis is: gold labels against assessments, scored as section 6 of the annotation guide says.

Duties are compared by characters, so that splitting finer or coarser is no error.
"""

import json
import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analyzer.assessment import Assessment, Verdict
from analyzer.errors import ReadingError

Assess = Callable[[str], Assessment]

_FOUND = 0.5
_MAINLY = 0.5
_OVERLAP = 1 / 3
_SAMPLES = 1000
_SEED = 1


@dataclass(frozen=True, slots=True)
class GoldDuty:
    """A labelled duty; `verdict` is None where the annotators differed."""

    start: int
    end: int
    text: str
    verdict: str | None
    optional: bool
    ask: int | None = None
    ceiling: int | None = None


@dataclass(frozen=True, slots=True)
class GoldPosting:
    """A labelled posting."""

    id: str
    text: str
    verdict: str
    duties: tuple[GoldDuty, ...]
    level: str | None = None
    study_year: int | None = None
    guided: bool | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one posting contributes: pairs of gold and predicted verdicts, and counts of duties."""

    id: str
    gold: str
    predicted: str
    found: int
    wanted: int
    right: int
    predicted_duties: int
    verdicts: tuple[tuple[str, str], ...]
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    confused: tuple[tuple[str, str], ...] = ()


def read_gold(path: Path) -> list[GoldPosting]:
    """Reads gold labels: a JSONL file, or a folder that holds `gold.jsonl`.

    Raises ReadingError where it is missing or a line is not as the annotation guide describes.
    """
    file = path / "gold.jsonl" if path.is_dir() else path
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(f"{file}: geen leesbaar bestand met labels; geef een gold.jsonl of de map ervan") from error
    return [_gold_posting(file, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _gold_posting(file: Path, number: int, line: str) -> GoldPosting:
    try:
        data = json.loads(line)
        duties = tuple(
            GoldDuty(
                d["start"], d["end"], d["text"], d["verdict"], bool(d.get("optional")), d.get("ask"), d.get("ceiling")
            )
            for d in data["duties"]
        )
        guided = data.get("guided")
        return GoldPosting(
            data["id"],
            data["text"],
            data["verdict"],
            duties,
            data.get("level"),
            data.get("study_year"),
            all(guided) if guided else None,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ReadingError(
            f"{file}: regel {number} is geen goede labelregel ({error}); zie annotation.md, deel 6"
        ) from error


def compare(gold: GoldPosting, assessment: Assessment) -> Outcome:
    """Returns what the assessment of a posting contributes to the figures."""
    wanted = [duty for duty in gold.duties if not duty.optional]
    gold_chars = _covered((duty.start, duty.end) for duty in wanted)
    optional = _covered((duty.start, duty.end) for duty in gold.duties if duty.optional)
    predicted = [(duty.start, duty.end, duty.verdict) for duty in assessment.duties]
    covered = _covered((start, end) for start, end, _ in predicted)
    counted = [one for one in predicted if _share(one[0], one[1], optional - gold_chars) <= _MAINLY]
    right = [one for one in counted if _share(one[0], one[1], gold_chars | optional) >= _FOUND]
    found = [duty for duty in wanted if _share(duty.start, duty.end, covered) >= _FOUND]
    pairs = [(duty, _predicted_verdict(duty, predicted)) for duty in found if duty.verdict is not None]
    return Outcome(
        id=gold.id,
        gold=gold.verdict,
        predicted=assessment.verdict.value,
        found=len(found),
        wanted=len(wanted),
        right=len(right),
        predicted_duties=len(counted),
        verdicts=tuple((duty.verdict or "", verdict) for duty, verdict in pairs),
        missed=tuple(duty.text for duty in wanted if duty not in found),
        wrong=tuple(gold.text[start:end] for start, end, verdict in counted if (start, end, verdict) not in right),
        confused=tuple((duty.verdict or "", duty.text) for duty, verdict in pairs if verdict != duty.verdict),
    )


def _covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _share(start: int, end: int, places: set[int]) -> float:
    """Returns the part of a stretch that lies in some places (0-1)."""
    return len(places.intersection(range(start, end))) / (end - start)


def overlaps(duty: GoldDuty, start: int, end: int) -> bool:
    """Whether a predicted stretch shares at least a third of the shorter one with a labelled duty."""
    shared = min(end, duty.end) - max(start, duty.start)
    return shared > 0 and shared >= _OVERLAP * min(end - start, duty.end - duty.start)


def _predicted_verdict(duty: GoldDuty, predicted: Sequence[tuple[int, int, Verdict]]) -> str:
    heavy = any(verdict is Verdict.EXCESSIVE and overlaps(duty, start, end) for start, end, verdict in predicted)
    return Verdict.EXCESSIVE.value if heavy else Verdict.REALISTIC.value


def f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    """Returns the F1 of a label over (gold, predicted) pairs; 0 where it never occurs rightly."""
    hits = sum(gold == predicted == label for gold, predicted in pairs)
    total = sum(gold == label for gold, _ in pairs) + sum(predicted == label for _, predicted in pairs)
    return 2 * hits / total if total else 0.0


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Returns the mean F1 of realistic and excessive."""
    return (f1(pairs, Verdict.REALISTIC.value) + f1(pairs, Verdict.EXCESSIVE.value)) / 2


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Returns Cohen's kappa of two labellings."""
    if not pairs:
        return 0.0
    labels = {label for pair in pairs for label in pair}
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs) for x in labels) / len(pairs) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Returns the figures of a set of outcomes: verdicts, duties found, duty verdicts, not assessed."""
    judged = [one for one in outcomes if one.gold != Verdict.NOT_ASSESSED]
    recall = _ratio(sum(one.found for one in judged), sum(one.wanted for one in judged))
    precision = _ratio(sum(one.right for one in judged), sum(one.predicted_duties for one in judged))
    not_assessed = [(one.gold == Verdict.NOT_ASSESSED) == (one.predicted == Verdict.NOT_ASSESSED) for one in outcomes]
    return {
        "verdict_macro_f1": macro_f1([(one.gold, one.predicted) for one in judged]),
        "duty_precision": precision,
        "duty_recall": recall,
        "duty_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "duty_verdict_macro_f1": macro_f1([pair for one in judged for pair in one.verdicts]),
        "not_assessed_accuracy": _ratio(sum(not_assessed), len(not_assessed)),
    }


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def intervals(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """Returns 95 % intervals of the figures by bootstrap over postings (1,000 samples, fixed seed)."""
    chance = random.Random(_SEED)
    drawn: dict[str, list[float]] = {}
    for _ in range(_SAMPLES):
        sample = [outcomes[chance.randrange(len(outcomes))] for _ in outcomes]
        for name, value in figures(sample).items():
            drawn.setdefault(name, []).append(value)
    low, high = math.floor(0.025 * _SAMPLES), math.ceil(0.975 * _SAMPLES) - 1
    ordered = {name: sorted(values) for name, values in drawn.items()}
    return {name: (values[low], values[high]) for name, values in ordered.items()}


@dataclass(frozen=True)
class Report:
    """The figures of an evaluation with their intervals, the cases behind them, and for comparison the figures of the
    analysis without one of its layers (`ablation`, by name)."""

    outcomes: tuple[Outcome, ...]
    figures: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    ablation: dict[str, dict[str, float]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Returns the report as plain values."""
        return {
            "postings": len(self.outcomes),
            "figures": self.figures,
            "intervals": self.intervals,
            "ablation": self.ablation,
            "cases": [
                {
                    "id": o.id,
                    "gold": o.gold,
                    "predicted": o.predicted,
                    "missed": o.missed,
                    "wrong": o.wrong,
                    "confused": o.confused,
                }
                for o in self.outcomes
            ],
        }

    def render(self) -> str:
        """Returns the report as Dutch text."""
        names = {
            "verdict_macro_f1": "oordeel over de vacature (macro-F1)",
            "duty_precision": "taken gevonden: precisie",
            "duty_recall": "taken gevonden: vangst",
            "duty_f1": "taken gevonden: F1",
            "duty_verdict_macro_f1": "oordeel over de taak (macro-F1)",
            "not_assessed_accuracy": "terecht wel of niet beoordeeld",
        }
        lines = [f"{len(self.outcomes)} vacatures"]
        for key, label in names.items():
            low, high = self.intervals[key]
            lines.append(f"  {label:<40} {self.figures[key]:.3f}  [{low:.3f} - {high:.3f}]")
        lines += [
            f"  fout: {o.id} is {o.gold}, geoordeeld {o.predicted}" for o in self.outcomes if o.gold != o.predicted
        ]
        return "\n".join([*lines, *self._ablation_lines()])

    def _ablation_lines(self) -> list[str]:
        if not self.ablation:
            return []
        widths = {"verdict_macro_f1": 10, "duty_f1": 10, "duty_verdict_macro_f1": 14}
        rows = {**self.ablation, "volledig": self.figures}
        return [f"  {'vergeleken met':<26}{'vacature':>10}{'taken':>10}{'oordeel taak':>14}"] + [
            f"  {name:<26}" + "".join(f"{found[key]:>{width}.3f}" for key, width in widths.items())
            for name, found in rows.items()
        ]


def evaluate(gold: Path, assess: Assess, variants: Mapping[str, Assess] | None = None) -> Report:
    """Compares the assessments of a function with gold labels, and beside it those of its variants by name.

    Raises ReadingError where the labels cannot be read.
    """
    postings = read_gold(gold)
    outcomes = _outcomes(postings, assess)
    ablation = {name: figures(_outcomes(postings, variant)) for name, variant in (variants or {}).items()}
    return Report(outcomes, figures(outcomes), intervals(outcomes), ablation)


def _outcomes(postings: Sequence[GoldPosting], assess: Assess) -> tuple[Outcome, ...]:
    return tuple(compare(posting, assess(posting.text)) for posting in postings)
