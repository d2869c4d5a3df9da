"""Puts one sentence into a small posting and tells what the analysis makes of it.

Each case of `cases.jsonl` differs from its twin in one thing that decides; the cases were written from the annotation
guide by somebody who had not seen the rules.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analyzer.analysis import Analyzer
from analyzer.assessment import Given, Verdict

HERE = Path(__file__).parent
HEADINGS = {"duties": "Wat ga je doen?", "profile": "Wie ben jij?", "offer": "Wat bieden wij?", "about": "Over ons"}
GUIDE = "Je stagebegeleider is Tessa, een ervaren collega in dit vak."
OTHER = "Je schrijft een kort verslag van je stage."


def cases() -> Iterator[dict[str, Any]]:
    """Yields the cases in their order."""
    for line in (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def posting_of(case: dict[str, Any]) -> str:
    """Returns the posting around the sentence of a case."""
    parts = ["Stage bij een organisatie", HEADINGS[case["section"]], f"- {case['sentence']}"]
    if case["section"] != "duties":
        parts += [HEADINGS["duties"], f"- {OTHER}"]
    if case["guided"]:
        parts += ["Begeleiding", GUIDE]
    return "\n\n".join(parts) + "\n"


def outcome(case: dict[str, Any], analyzer: Analyzer) -> str:
    """Returns what the analysis makes of the target words: realistic, excessive, or no_duty."""
    text = posting_of(case)
    start = text.index(case["sentence"])
    target = case["target"] or case["sentence"]
    begin = start + case["sentence"].index(target)
    end = begin + len(target)
    assessment = analyzer.assess(text, Given(level=case["level"], study_year=case["year"]))
    touching = [d for d in assessment.duties if min(end, d.end) - max(begin, d.start) >= (end - begin) / 3]
    if not touching:
        return "no_duty"
    heavy = any(duty.verdict is Verdict.EXCESSIVE for duty in touching)
    return "excessive" if heavy else "realistic"
