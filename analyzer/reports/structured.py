"""The JSON forms: one array of assessments, or one assessment a line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from analyzer.assessment import Assessment


def array(assessments: Iterable[Assessment]) -> str:
    """Returns a JSON array of the assessments, in their order, ended by a newline."""
    return as_json([assessment.to_dict() for assessment in assessments])


def line(assessment: Assessment) -> str:
    """Returns one assessment as a line of JSON Lines."""
    return json.dumps(assessment.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n"


def as_json(value: Mapping[str, Any] | list[Any]) -> str:
    """Returns readable JSON, ended by a newline."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
