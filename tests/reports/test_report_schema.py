"""The JSON of an assessment keeps its contract."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import analyzer.assessment
import samples
from analyzer.assessment import SCHEMA_VERSION, Assessment, Effect, Kind, Verdict
from analyzer.posting import Section
from analyzer.reports import structured

SCHEMA = json.loads(
    (Path(analyzer.assessment.__file__).parent / "schema" / "assessment.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator(SCHEMA)


@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_every_assessment_is_valid(make: Callable[[], Assessment], validator: jsonschema.Draft202012Validator) -> None:
    validator.validate(make().to_dict())


def test_array_and_line_are_the_same_assessment() -> None:
    item = samples.heavy()
    assert json.loads(structured.array([item])) == [json.loads(structured.line(item))] == [item.to_dict()]
    assert structured.line(item).count("\n") == 1


def test_no_assessments_is_an_empty_array() -> None:
    assert json.loads(structured.array([])) == []


def test_same_assessment_gives_same_bytes() -> None:
    assert structured.array([samples.heavy()]) == structured.array([samples.heavy()])


def test_quotes_are_the_words_at_their_offsets() -> None:
    for duty in samples.heavy().to_dict()["duties"]:
        for item in (duty, *duty["evidence"]):
            assert samples.TEXT[item["start"] : item["end"]] == item["text"]


def _change(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    data: Any = samples.heavy().to_dict()
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), SCHEMA_VERSION + 1),
        (("verdict",), "te zwaar"),
        (("score",), 101),
        (("level",), "havo"),
        (("study_year",), 0),
        (("extra",), 1),
        (("duties", 0, "ask"), 6),
        (("duties", 0, "section"), "taken"),
        (("duties", 0, "extra"), 1),
        (("duties", 0, "evidence", 0, "effect"), "some"),
        (("conditions", "extra"), {"value": None, "evidence": []}),
        (("conditions", "hours"), None),
        (("conditions", "hours", "amounts"), [1, 2]),
        (("ignored", 0, "start"), -1),
    ],
    ids=lambda part: ".".join(map(str, part)) if isinstance(part, tuple) else "",
)
def test_schema_refuses(path: tuple[str | int, ...], value: object, validator: jsonschema.Draft202012Validator) -> None:
    assert not validator.is_valid(_change(path, value))


def test_schema_names_exactly_the_words_of_the_code() -> None:
    properties = SCHEMA["properties"]
    assert properties["schema_version"]["const"] == SCHEMA_VERSION
    assert properties["kind"]["enum"] == [kind.value for kind in Kind]
    assert sorted(properties["verdict"]["enum"]) == sorted(verdict.value for verdict in Verdict)
    assert SCHEMA["$defs"]["duty"]["properties"]["section"]["enum"] == [section.value for section in Section]
    assert SCHEMA["$defs"]["evidence"]["properties"]["effect"]["enum"] == [effect.value for effect in Effect]
    assert list(properties) == list(samples.heavy().to_dict())
