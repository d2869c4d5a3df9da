"""How far two annotators agree: `python -m analyzer.agreement FOLDER`.

The folder holds `gold.jsonl` with the texts and the two passes as given, `annotator-a.jsonl` and `annotator-b.jsonl`,
whose duties are quotes. Agreement is scored as the analysis is (annotation guide, section 6), the first annotator as
gold and the second as prediction; it is the level to beat.
"""

import json
import sys
from pathlib import Path
from typing import Any

from analyzer.assessment import Assessment, Conditions, Duty, Kind, Score, Term
from analyzer.errors import ReadingError
from analyzer.evaluation import GoldDuty, GoldPosting, compare, figures, kappa, read_gold
from analyzer.posting import Section

_HEAVY, _LIGHT = 60, 10


def read_pass(path: Path, texts: dict[str, str]) -> dict[str, GoldPosting]:
    """Returns the labels of one annotator by posting. Raises ReadingError where a quote does not stand in its text."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise ReadingError(f"{path}: geen leesbaar bestand met labels ({error})") from error
    return {row["id"]: _posting(path, row, texts[row["id"]]) for row in rows if row["id"] in texts}


def _posting(path: Path, row: dict[str, Any], text: str) -> GoldPosting:
    duties = []
    at = 0
    for duty in row["duties"]:
        quote = duty["quote"]
        start = text.find(quote, at)
        if start < 0:
            start = text.find(quote)
        if start < 0:
            raise ReadingError(f"{path}: {row['id']}: het citaat {quote[:40]!r} staat niet in de tekst")
        at = start + len(quote)
        optional = bool(duty.get("optional"))
        verdict = None if optional else duty["verdict"]
        duties.append(GoldDuty(start, at, quote, verdict, optional))
    return GoldPosting(row["id"], text, row["verdict"], tuple(duties))


def as_assessment(posting: GoldPosting) -> Assessment:
    """Returns labels in the form of an assessment, so that they can be scored as one."""
    duties = tuple(_duty(duty) for duty in posting.duties if not duty.optional)
    value = _HEAVY if posting.verdict == "excessive" else _LIGHT
    return Assessment(
        model="",
        lexicons="",
        id=posting.id,
        source="",
        title="",
        kind=Kind.INTERNSHIP,
        language="nl",
        conditions=Conditions(),
        score=_score(value),
        duties=duties,
        assessed=posting.verdict != "not_assessed",
    )


def _duty(duty: GoldDuty) -> Duty:
    value = _HEAVY if duty.verdict == "excessive" else _LIGHT
    return Duty(duty.text, duty.start, duty.end, Section.DUTIES, (), 0, 0, _score(value))


def _score(value: int) -> Score:
    return Score((Term("annotator", value, "label"),))


def main(folder: Path) -> str:
    """Returns the agreement on the postings of a folder."""
    texts = {posting.id: posting.text for posting in read_gold(folder)}
    first, second = (read_pass(folder / f"annotator-{name}.jsonl", texts) for name in "ab")
    shared = sorted(first.keys() & second.keys())
    outcomes = [compare(first[name], as_assessment(second[name])) for name in shared]
    agreed = figures(outcomes)
    pairs = [(first[name].verdict, second[name].verdict) for name in shared]
    return "\n".join(
        [
            f"{len(shared)} postings labelled twice",
            f"  verdict: kappa {kappa(pairs):.3f}",
            f"  duties: F1 {agreed['duty_f1']:.3f}",
            f"  duty verdict: macro-F1 {agreed['duty_verdict_macro_f1']:.3f}",
        ]
    )


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1])) + "\n")
