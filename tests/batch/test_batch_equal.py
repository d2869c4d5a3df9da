"""What batch says of a posting is what check says of it."""

import json
from pathlib import Path

import pytest
from batch_stand_in import InProcess, rows

from analyzer.analysis import Analyzer
from analyzer.assessment import Assessment, Given
from analyzer.batch.job import Job, run
from analyzer.batch.output import schema_of
from analyzer.batch.rows import columns_of, core_of
from analyzer.batch.worker import Recipe
from analyzer.errors import ReadingError

GOLD = Path(__file__).parents[2] / "samples" / "gold" / "dev" / "gold.jsonl"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def alone(analyzer: Analyzer, texts: list[str]) -> list[Assessment]:
    return [analyzer.assess(text) for text in texts]


def test_many_are_assessed_as_each_alone(analyzer: Analyzer, texts: list[str], alone: list[Assessment]) -> None:
    assert list(analyzer.assess_many(texts)) == alone
    assert list(analyzer.assess_many(reversed(texts))) == alone[::-1]  # now from memory, in other company


def test_given_holds_for_all(analyzer: Analyzer, texts: list[str]) -> None:
    given = Given(level="mbo", study_year=1)
    assert list(analyzer.assess_many(texts[:3], given)) == [analyzer.assess(text, given) for text in texts[:3]]


def test_an_unreadable_text_comes_after_the_ones_before_it(analyzer: Analyzer, texts: list[str]) -> None:
    found = analyzer.assess_many([texts[0], " ", texts[1]])
    assert next(found) == analyzer.assess(texts[0])
    with pytest.raises(ReadingError):
        next(found)


def test_a_row_says_what_check_says(analyzer: Analyzer, alone: list[Assessment], tmp_path: Path) -> None:
    job = Job((GOLD,), tmp_path / "rows.jsonl", shard=25)
    counts = run(job, InProcess(Recipe(lambda: analyzer)))
    written = rows(job.out)
    assert counts.rows == len(alone) == len(written)
    for row, assessment in zip(written, alone, strict=True):
        core = core_of(assessment)
        assert {name: row[name] for name in core} == core


def test_a_parquet_row_holds_every_part_of_a_duty(alone: list[Assessment]) -> None:
    pytest.importorskip("pyarrow")
    duty = next(duty for one in alone for duty in one.duties if duty.evidence).to_dict()
    told = schema_of("full").field("duties").type.value_type
    assert {field.name for field in told} == set(duty)
    assert {field.name for field in told.field("evidence").type.value_type} == set(duty["evidence"][0])
    assert {field.name for field in told.field("terms").type.value_type} == set(duty["terms"][0])
    assert [field.name for field in schema_of("summary")] == [column.name for column in columns_of("summary")]
