"""Rows: what a table holds of an assessment. The columns are the contract between `batch` and `summary`."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from analyzer.assessment import SCHEMA_VERSION, Assessment, Effect, Evidence, Verdict
from analyzer.batch.records import Record

DETAILS = ("full", "summary")


class Column(NamedTuple):
    """A column: its name and type (text, integer, boolean, texts, duties)."""

    name: str
    kind: str


COLUMNS = (
    Column("id", "text"),
    Column("source", "text"),
    Column("line", "integer"),
    Column("title", "text"),
    Column("employer", "text"),
    Column("region", "text"),
    Column("date", "text"),
    Column("kind", "text"),
    Column("language", "text"),
    Column("verdict", "text"),
    Column("score", "integer"),
    Column("level", "text"),
    Column("study_year", "integer"),
    Column("internship_type", "text"),
    Column("locale", "text"),
    Column("guidance", "boolean"),
    Column("guidance_strength", "integer"),
    Column("learning_goals", "boolean"),
    Column("compensation", "integer"),
    Column("hours", "integer"),
    Column("hours_maximum", "integer"),
    Column("duration", "integer"),
    Column("experience_demanded", "boolean"),
    Column("replaces_staff", "boolean"),
    Column("duties_found", "integer"),
    Column("duties_excessive", "integer"),
    Column("knobs", "texts"),
    Column("knobs_excessive", "texts"),
    Column("overload", "texts"),
    Column("heavy_words", "integer"),
    Column("heavy_words_counted", "integer"),
    Column("reasons", "texts"),
    Column("duplicate_of", "text"),
    Column("schema_version", "integer"),
    Column("model", "text"),
    Column("lexicons", "text"),
    Column("duties", "duties"),
)
"""All columns, in order. `compensation` is in euros a month, `hours` a week, `duration` in months; null is "not
stated". `overload` holds the words that made the excessive duties heavier; `heavy_words` counts such words wherever
they stand, `heavy_words_counted` only those that counted. `duties` is left out with detail "summary"."""


def columns_of(detail: str) -> tuple[Column, ...]:
    """Returns the columns of a level of detail."""
    return COLUMNS if detail == "full" else tuple(column for column in COLUMNS if column.kind != "duties")


def core_of(assessment: Assessment) -> dict[str, Any]:
    """Returns what a row says of the assessment alone: the same for every record with this text."""
    facts = assessment.conditions
    heavy = assessment.excessive_duties
    raising = [item for duty in assessment.duties for item in duty.evidence if item.effect is Effect.RAISES]
    return {
        "kind": assessment.kind.value,
        "language": assessment.language,
        "verdict": assessment.verdict.value,
        "score": assessment.score.value,
        "level": facts.level.value,
        "study_year": _whole(facts.study_year.value),
        "internship_type": facts.internship_type.value,
        "locale": facts.locale.value,
        "guidance": facts.guidance.value,
        "guidance_strength": _whole(facts.guidance.detail("strength")),
        "learning_goals": facts.learning_goals.value,
        "compensation": _whole(facts.compensation.value),
        "hours": _whole(facts.hours.value),
        "hours_maximum": _whole(facts.hours.detail("maximum")),
        "duration": _whole(facts.duration.value),
        "experience_demanded": facts.experience_demanded.value,
        "replaces_staff": facts.replaces_staff.value,
        "duties_found": len(assessment.duties),
        "duties_excessive": len(heavy),
        "knobs": sorted({knob for duty in assessment.duties for knob in duty.knobs}),
        "knobs_excessive": sorted({knob for duty in heavy for knob in duty.knobs}),
        "overload": [_words(item) for duty in heavy for item in duty.evidence if item.effect is Effect.RAISES],
        "heavy_words": len(_places(raising) | _places(assessment.ignored)),
        "heavy_words_counted": len(_places(raising)),
        "reasons": list(assessment.reasons),
        "schema_version": SCHEMA_VERSION,
        "model": assessment.model,
        "lexicons": assessment.lexicons,
        "duties": [duty.to_dict() for duty in assessment.duties],
    }


def _whole(value: Any) -> int | None:
    return (
        None
        if value is None or isinstance(value, bool)
        else round(float(value))
        if not isinstance(value, str)
        else None
    )


def _words(item: Evidence) -> str:
    return " ".join(item.text.lower().split())


def _places(items: Any) -> set[tuple[int, int]]:
    return {(item.start, item.end) for item in items}


def row_of(record: Record, title: str, core: Mapping[str, Any], detail: str) -> dict[str, Any]:
    """Returns the row of a record: its own fields and the core of its assessment, in the order of the columns."""
    own = {
        "id": record.id,
        "source": record.source,
        "line": record.line,
        "title": record.title or title,
        "employer": record.employer or None,
        "region": record.region or None,
        "date": record.date or None,
        "duplicate_of": record.duplicate_of or None,
    }
    return {column.name: own[column.name] if column.name in own else core[column.name] for column in columns_of(detail)}


def line_of(row: Mapping[str, Any]) -> bytes:
    """Returns a row as a JSON line, always the same bytes for the same row."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def is_excessive(row: Mapping[str, Any]) -> bool:
    """Whether the row's posting was judged excessive."""
    return bool(row["verdict"] == Verdict.EXCESSIVE.value)
