import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from batch_stand_in import InProcess, Write, recipe, rows

from analyzer.batch.job import Job, run
from analyzer.cli import run as stagecheck
from analyzer.errors import UsageError

pytest.importorskip("duckdb")
from analyzer.batch.summary import Summary, summarise


@pytest.fixture
def results(jsonl: Write, tmp_path: Path) -> Path:
    records: list[dict[str, Any]] = [
        {
            "id": n,
            "tekst": f"Vacature {n}",
            "werkgever": f"Bedrijf {n % 3}",
            "provincie": "Utrecht",
            "datum": f"2025-0{1 + n % 4}-03",
        }
        for n in range(40)
    ]
    job = Job((jsonl(records),), tmp_path / "rows.jsonl")
    run(job, InProcess(recipe()))
    return job.out


def _counted(results: Path, **wanted: str) -> tuple[int, int]:
    found = [row for row in rows(results) if all(row[key].startswith(value) for key, value in wanted.items())]
    return len(found), sum(row["verdict"] == "excessive" for row in found)


def _cell(summary: Summary, table: str, label: str) -> tuple[int, int | None]:
    found = summary.table(table)
    assert found is not None
    cell = next(cell for cell in found.cells if cell.label == label)
    return cell.postings, cell.excessive


def test_groups_are_counted_right(results: Path) -> None:
    summary = summarise(results)
    assert (summary.postings, summary.assessed, summary.model) == (40, 40, "m 1")
    assert _cell(summary, "overall", "alle") == _counted(results)
    assert _cell(summary, "employer", "Bedrijf 1") == _counted(results, employer="Bedrijf 1")
    assert _cell(summary, "month", "2025-02") == _counted(results, date="2025-02")
    assert _cell(summary, "knob", "knob.x") == _counted(results)


def test_the_interval_is_wilsons(results: Path) -> None:
    n, k = _counted(results)
    overall = summarise(results).table("overall")
    assert overall is not None
    cell = overall.cells[0]
    z = 1.959964
    middle, reach = (k + z**2 / 2) / (n + z**2), z / (n + z**2) * (k * (n - k) / n + z**2 / 4) ** 0.5
    assert (cell.low, cell.high) == pytest.approx((middle - reach, middle + reach))


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl.gz"])
def test_every_form_of_results_says_the_same(results: Path, jsonl: Write, form: str) -> None:
    other = Job((results.with_name("in.jsonl"),), results.with_name(f"rows.{form}"))
    run(other, InProcess(recipe()))
    assert summarise(other.out).tables == summarise(results).tables


def test_nothing_assessed_is_a_summary_too(tmp_path: Path) -> None:
    job = Job((_written(tmp_path / "in.jsonl", b""),), tmp_path / "rows.jsonl")
    run(job, InProcess(recipe()))
    assert summarise(job.out).assessed == 0


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "x.parquet", "x.txt"])
def test_another_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        summarise(_written(tmp_path / name, b"iets anders\n"))


def test_forms_of_the_command(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stagecheck(["summary", str(results)]) == 0
    shown = capsys.readouterr().out
    assert "Bedrijf 1" in shown
    assert max(len(line) for line in shown.splitlines() if str(results) not in line) <= 80
    assert stagecheck(["summary", str(results), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert stagecheck(["summary", str(results), "--format", "csv"]) == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(lines) == sum(len(cells) for cells in told["tables"].values())


def test_the_page_stands_on_its_own(results: Path) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    page = results.with_name("page.html")
    assert stagecheck(["summary", str(results), "--output", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") >= 6
    assert not re.findall(r"(?:src|href)=\"(?!#)", text)
    assert set(re.findall(r"https?://[^\"' )]+", text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert not [one for one in re.findall(r"id=\"([^\"]+)\"", text) if text.count(f'id="{one}"') > 1]
