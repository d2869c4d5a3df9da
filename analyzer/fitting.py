"""Fits the points of the scores on labelled postings: `python -m analyzer.fitting GOLD...`.

Two logistic regressions with signs held (what hardens may only raise, what softens may only lower), cross-validated by
posting, each set beside the points of `lexicons/norms.toml`: one over the terms of a duty, one over what is summed of
the duties of a posting. The fitted points are rounded to whole points on the scale where 50 is the border. The script
reports, it does not overwrite: the simplest points that are as good are kept.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analyzer.analysis import Analyzer
from analyzer.assessment import EXCESSIVE_FROM, Assessment, Duty, Verdict
from analyzer.evaluation import GoldPosting, macro_f1, overlaps, read_gold
from analyzer.norms.whole import SUMMED_FROM

Floats = npt.NDArray[np.float64]

DUTY_FEATURES = {
    "predicate": 1,
    "hardeners": 1,
    "softeners": -1,
    "ceiling": -1,
    "guidance": 1,
    "year or pupil": 1,
    "stakes": 1,
    "strain": 1,
    "fits in": -1,
}
"""The kinds of terms in the score of a duty, and whether they may raise it or lower it."""
POSTING_FEATURES = {"heaviest": 1, "carried": 1, "high-side": 1, "helped": -1, "guided": -1}
"""The terms in the score of a posting, by their norm, and whether they may raise it or lower it."""
_SUMMED = {f"norm.{name}": name for name in POSTING_FEATURES}
_FOLDS = 10
_STEPS = 4000
_RATE = 0.05
_DECAY = 0.01
_STEP = 20
"""Points of a step of the ask scale, which is the unit of all features but numbers of duties."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A duty or a posting: the posting it is of, its features, the label, and the score by the points of the norms."""

    posting: str
    features: tuple[float, ...]
    excessive: bool
    score: int


def samples(gold: Sequence[GoldPosting], analyzer: Analyzer) -> tuple[list[Sample], list[Sample]]:
    """Returns the labelled duties that the analysis found, and the labelled postings whose duties are summed."""
    duties: list[Sample] = []
    postings: list[Sample] = []
    for one in gold:
        found = analyzer.assess(one.text)
        duties += _labelled(one, found)
        if one.verdict != Verdict.NOT_ASSESSED.value and len(found.duties) >= SUMMED_FROM:
            excessive = one.verdict == Verdict.EXCESSIVE.value
            postings.append(Sample(one.id, posting_features(found, analyzer), excessive, found.score.value))
    return duties, postings


def _labelled(one: GoldPosting, found: Assessment) -> list[Sample]:
    rows = []
    for duty in found.duties:
        labels = {gold.verdict for gold in one.duties if gold.verdict and overlaps(gold, duty.start, duty.end)}
        if labels:
            rows.append(Sample(one.id, duty_features(duty), "excessive" in labels, duty.score.value))
    return rows


def duty_features(duty: Duty) -> tuple[float, ...]:
    """Returns the terms of a duty's score, summed by kind, in steps of the ask scale."""
    sums = dict.fromkeys(DUTY_FEATURES, 0.0)
    for term in duty.score.terms:
        kind = _kind(term.name, term.points)
        if kind:
            sums[kind] += abs(term.points) / _STEP if kind != "ceiling" else -term.points / _STEP
    return tuple(sums.values())


def _kind(name: str, points: int) -> str | None:
    group, _, rest = name.partition(".")
    if group == "norm":
        known = {"early-year": "year or pupil", "pupil": "year or pupil", "default": "ceiling", "fits-in": "fits in"}
        return known.get(rest, rest if rest in ("guidance", "strain") else None)
    if name == "press.lifeline":
        return "stakes"
    simple = {"ask": "predicate", "knob": "ceiling", "field": "ceiling"}
    return simple.get(group) or ("hardeners" if points > 0 else "softeners" if points < 0 else None)


def posting_features(found: Assessment, analyzer: Analyzer) -> tuple[float, ...]:
    """Returns what the score of a posting sums: the mean of its heaviest duties in steps, and numbers of duties."""
    values = dict.fromkeys(POSTING_FEATURES, 0.0)
    for term in found.score.terms:
        name = _SUMMED.get(term.name)
        if name:
            values[name] = term.points / (_STEP if name == "heaviest" else analyzer.knowledge.points(term.name))
    return tuple(values.values())


def fit(x: Floats, y: Floats, signs: Sequence[int]) -> Floats:
    """Returns weights and bias (last) of a logistic regression with held signs, by projected gradient descent."""
    held = np.array(signs, dtype=float)
    weights = np.append(0.5 * held, 0.0)
    ones = np.column_stack([x, np.ones(len(x))])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-ones @ weights))
        gradient = ones.T @ (chance - y) / len(y) + _DECAY * np.append(weights[:-1], 0.0)
        weights = weights - _RATE * gradient
        weights[:-1] = np.where(weights[:-1] * held < 0, 0.0, weights[:-1])
    return weights


def points_of(weights: Floats, names: Sequence[str], unit: float) -> dict[str, int]:
    """Returns the fitted points: `unit` is the weight that makes a step of 20 points, and the border lies at 50."""
    scale = _STEP / unit
    fitted = {name: round(float(weight) * scale) for name, weight in zip(names, weights, strict=False)}
    fitted["base"] = round(EXCESSIVE_FROM + float(weights[-1]) * scale)
    return fitted


def cross_validate(data: Sequence[Sample], signs: Sequence[int]) -> tuple[float, float]:
    """Returns the verdict macro-F1 of the fit, by folds of whole postings, and that of the points of the norms."""
    names = sorted({sample.posting for sample in data})
    fold = {name: number % _FOLDS for number, name in enumerate(names)}
    predicted: list[tuple[str, str]] = []
    for number in range(_FOLDS):
        train = [sample for sample in data if fold[sample.posting] != number]
        test = [sample for sample in data if fold[sample.posting] == number]
        weights = fit(*_arrays(train), signs)
        predicted += [(_word(s.excessive), _word(float(np.append(s.features, 1.0) @ weights) >= 0)) for s in test]
    ours = [(_word(sample.excessive), _word(sample.score >= EXCESSIVE_FROM)) for sample in data]
    return macro_f1(predicted), macro_f1(ours)


def calibration(data: Sequence[Sample]) -> list[tuple[int, int, int]]:
    """Returns for bands of twenty points: the lower edge, how many there are, and how many annotators call excessive."""
    bands = []
    for low in range(0, 100, 20):
        inside = [s for s in data if low <= s.score < low + 20 or (low == 80 and s.score == 100)]
        bands.append((low, len(inside), sum(sample.excessive for sample in inside)))
    return bands


def _arrays(data: Sequence[Sample]) -> tuple[Floats, Floats]:
    return np.array([s.features for s in data]), np.array([float(s.excessive) for s in data])


def _word(excessive: bool) -> str:
    return "excessive" if excessive else "realistic"


def _report(what: str, data: Sequence[Sample], features: dict[str, int], unit: Sequence[str]) -> list[str]:
    names, signs = list(features), list(features.values())
    fitted, ours = cross_validate(data, signs)
    weights = fit(*_arrays(data), signs)
    step = sum(abs(float(weights[names.index(name)])) for name in unit) / len(unit)
    lines = [f"{what}: {len(data)} in {len({s.posting for s in data})} postings"]
    lines.append(f"points of the norms: macro-F1 {ours:.3f}; fitted, cross-validated by posting: {fitted:.3f}")
    lines += [f"  {name:<14} {points:>4}" for name, points in points_of(weights, names, step).items()]
    lines.append("calibration: score, number, excessive by the annotators")
    lines += [
        f"  {low:>3}-{low + 19 if low < 80 else 100:<3} {n:>4} {e:>4}  {e / n if n else 0:.2f}"
        for low, n, e in calibration(data)
    ]
    return lines


def main(arguments: Sequence[str]) -> str:
    """Returns the report on the gold files named: points of the norms against fitted points, and the calibration."""
    analyzer = Analyzer()
    duties, postings = samples([one for name in arguments for one in read_gold(Path(name))], analyzer)
    lines = _report("duties", duties, DUTY_FEATURES, ("predicate", "ceiling"))
    return "\n".join([*lines, "", *_report("postings", postings, POSTING_FEATURES, ("heaviest",))])


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]) + "\n")
