"""Fits the points of the duty score on labelled duties: `python -m analyzer.fitting GOLD...`.

A logistic regression with signs held (what hardens may only raise, what softens may only lower), cross-validated by
posting, set beside the hand-set points of `lexicons/norms.toml`. The fitted points are rounded to whole points on the
scale where 50 is the border. The simplest that is as good is kept: the script reports, it does not overwrite.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analyzer.analysis import Analyzer
from analyzer.assessment import Duty
from analyzer.evaluation import GoldPosting, macro_f1, overlaps, read_gold

Floats = npt.NDArray[np.float64]

FEATURES = ("predicate", "hardeners", "softeners", "ceiling", "guidance", "year or pupil", "stakes", "strain")
_SIGNS = np.array([1, 1, -1, -1, 1, 1, 1, 1], dtype=float)
_FOLDS = 10
_STEPS = 4000
_RATE = 0.05
_DECAY = 0.01
_BORDER = 50


@dataclass(frozen=True, slots=True)
class Sample:
    """A predicted duty that overlaps a labelled one: its features, the label, the hand-set score, and its posting."""

    posting: str
    features: tuple[float, ...]
    excessive: bool
    score: int


def samples(postings: Sequence[GoldPosting], analyzer: Analyzer) -> list[Sample]:
    """Returns the labelled duties that the analysis found, as samples."""
    found: list[Sample] = []
    for posting in postings:
        for duty in analyzer.assess(posting.text).duties:
            labels = {gold.verdict for gold in posting.duties if gold.verdict and overlaps(gold, duty.start, duty.end)}
            if labels:
                found.append(Sample(posting.id, features(duty), "excessive" in labels, duty.score.value))
    return found


def features(duty: Duty) -> tuple[float, ...]:
    """Returns the terms of a duty's score, summed by kind, in steps of the ask scale."""
    sums = dict.fromkeys(FEATURES, 0.0)
    for term in duty.score.terms:
        kind = _kind(term.name, term.points)
        if kind:
            sums[kind] += abs(term.points) / 20 if kind != "ceiling" else -term.points / 20
    return tuple(sums[name] for name in FEATURES)


def _kind(name: str, points: int) -> str | None:
    group, _, rest = name.partition(".")
    if group == "norm":
        known = {"guidance": "guidance", "early-year": "year or pupil", "pupil": "year or pupil", "strain": "strain"}
        return "ceiling" if rest == "default" else known.get(rest)
    if name == "press.lifeline":
        return "stakes"
    simple = {"ask": "predicate", "knob": "ceiling", "field": "ceiling"}
    return simple.get(group) or ("hardeners" if points > 0 else "softeners" if points < 0 else None)


def fit(x: Floats, y: Floats) -> Floats:
    """Returns weights and bias (last) of a logistic regression with held signs, by projected gradient descent."""
    weights = np.append(0.5 * _SIGNS, 0.0)
    ones = np.column_stack([x, np.ones(len(x))])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-ones @ weights))
        gradient = ones.T @ (chance - y) / len(y) + _DECAY * np.append(weights[:-1], 0.0)
        weights = weights - _RATE * gradient
        weights[:-1] = np.where(weights[:-1] * _SIGNS < 0, 0.0, weights[:-1])
    return weights


def points_of(weights: Floats) -> dict[str, int]:
    """Returns the fitted points: as many to a step as the mean of predicate and ceiling makes 20, the border at 50."""
    scale = 20 / ((weights[0] - weights[3]) / 2)
    fitted = {name: round(float(weight) * scale) for name, weight in zip(FEATURES, weights, strict=False)}
    fitted["base"] = round(_BORDER + float(weights[-1]) * scale)
    return fitted


def cross_validate(data: Sequence[Sample]) -> tuple[float, float]:
    """Returns the duty verdict macro-F1 of the fit, by folds of whole postings, and that of the hand-set points."""
    names = sorted({sample.posting for sample in data})
    fold = {name: number % _FOLDS for number, name in enumerate(names)}
    predicted: list[tuple[str, str]] = []
    for number in range(_FOLDS):
        train = [sample for sample in data if fold[sample.posting] != number]
        test = [sample for sample in data if fold[sample.posting] == number]
        weights = fit(*_arrays(train))
        predicted += [(_word(s.excessive), _word(float(np.append(s.features, 1.0) @ weights) >= 0)) for s in test]
    hand_set = [(_word(sample.excessive), _word(sample.score >= _BORDER)) for sample in data]
    return macro_f1(predicted), macro_f1(hand_set)


def calibration(data: Sequence[Sample]) -> list[tuple[int, int, int]]:
    """Returns for bands of twenty points: the lower edge, the number of duties, and how many annotators call excessive."""
    bands = []
    for low in range(0, 100, 20):
        inside = [s for s in data if low <= s.score < low + 20 or (low == 80 and s.score == 100)]
        bands.append((low, len(inside), sum(sample.excessive for sample in inside)))
    return bands


def _arrays(data: Sequence[Sample]) -> tuple[Floats, Floats]:
    return np.array([s.features for s in data]), np.array([float(s.excessive) for s in data])


def _word(excessive: bool) -> str:
    return "excessive" if excessive else "realistic"


def main(arguments: Sequence[str]) -> str:
    """Returns the report on the gold files named: hand-set against fitted points, and the calibration."""
    analyzer = Analyzer()
    data = samples([posting for name in arguments for posting in read_gold(Path(name))], analyzer)
    fitted, hand_set = cross_validate(data)
    lines = [f"{len(data)} duties in {len({s.posting for s in data})} postings"]
    lines += [f"hand-set points: macro-F1 {hand_set:.3f}", f"fitted points, cross-validated by posting: {fitted:.3f}"]
    lines += [f"  {name:<14} {points:>4}" for name, points in points_of(fit(*_arrays(data))).items()]
    lines.append("calibration: score, duties, excessive by the annotators")
    lines += [
        f"  {low:>3}-{low + 19 if low < 80 else 100:<3} {n:>4} {e:>4}  {e / n if n else 0:.2f}"
        for low, n, e in calibration(data)
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]) + "\n")
