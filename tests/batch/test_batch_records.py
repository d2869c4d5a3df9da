import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from batch_stand_in import Write
from hypothesis import given
from hypothesis import strategies as st

from analyzer.batch import sources
from analyzer.batch.markup import is_markup, text_of
from analyzer.batch.records import Failure, FieldNames, Raw, Record, digest, read_entries
from analyzer.batch.worker import posting_of
from analyzer.errors import UsageError
from analyzer.posting import BlockKind

SCHEMA_ORG = {
    "@type": "JobPosting",
    "title": "Stagiair communicatie",
    "description": "<h2>Wat ga je doen?</h2><ul><li>Je maakt berichten.</li><li>Je helpt mee.</li></ul>",
    "identifier": {"@type": "PropertyValue", "value": 12.0},
    "hiringOrganization": {"name": "Atelier Noord"},
    "jobLocation": [{"address": {"addressLocality": "Zwolle", "addressRegion": "Overijssel"}}],
    "datePosted": "2026-01-02",
}


def entries(path: Path, **named: str) -> list[Record | Failure]:
    names = FieldNames(tuple(named.items()))
    return list(read_entries(sources.read_raws(sources.find_inputs((path,)), sources.Meter()), names))


def read(values: dict[str, Any], **named: str) -> Record | Failure:
    return next(iter(read_entries([Raw("x", 1, values)], FieldNames(tuple(named.items())))))


@pytest.mark.parametrize("name", ["description", "tekst", "vacaturetekst", "Body", "Job_Description", "omschrijving"])
def test_the_field_of_the_text_is_guessed(name: str) -> None:
    record = read({"id": 3, name: "Je helpt mee."})
    assert isinstance(record, Record)
    assert (record.id, record.text) == ("3", "Je helpt mee.")


def test_a_named_field_goes_before_a_guess_and_into_objects() -> None:
    values = {"description": "nee", "deep": {"text": "Je helpt mee."}}
    record = read(values, text="deep.text")
    assert isinstance(record, Record)
    assert record.text == "Je helpt mee."


def test_schema_org_is_understood() -> None:
    record = read(SCHEMA_ORG)
    assert isinstance(record, Record)
    assert (record.id, record.employer, record.region, record.date) == (
        "12",
        "Atelier Noord",
        "Overijssel",
        "2026-01-02",
    )


@pytest.mark.parametrize(("values", "told"), [({"a": 1}, "--text-field"), ({"a": 1, "tekst": "x"}, "'b'")])
def test_fields_that_are_not_understood_stop_the_run(values: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        read(values, **({"text": "b"} if "tekst" in values else {}))


def test_html_gives_headings_and_bullets_and_the_title_stands_above() -> None:
    record = read(SCHEMA_ORG)
    assert isinstance(record, Record)
    posting = posting_of(record)
    kinds = [(block.kind, posting.block_text(block)) for block in posting.blocks]
    assert kinds == [
        (BlockKind.HEADING, "Stagiair communicatie"),
        (BlockKind.HEADING, "Wat ga je doen?"),
        (BlockKind.BULLET, "Je maakt berichten."),
        (BlockKind.BULLET, "Je helpt mee."),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>een<br>twee</p><p>drie &amp; vier</p>", "een\ntwee\n\ndrie & vier"),
        ("&lt;p&gt;een&lt;/p&gt;&lt;p&gt;twee&lt;/p&gt;", "een\n\ntwee"),
        ("<ul><li><p>een</p></li><li>twee</li></ul>", "- een\n\n- twee"),
        ("<p>zicht<script>var x;</script></p><style>p {}</style>", "zicht"),
        ("<p>een <b>vet</b>\nwoord</p>", "een vet woord"),
    ],
)
def test_html_as_text(markup: str, text: str) -> None:
    assert is_markup(markup)
    assert text_of(markup) == text


@pytest.mark.parametrize("text", ["gewoon", "5 < 6 en 7 > 3", "mail <jan@voorbeeld.nl>", "een <b> los teken"])
def test_plain_text_is_no_html(text: str) -> None:
    assert not is_markup(text)


@given(st.text(alphabet=st.sampled_from('<>/&;abph1li \n"=!-'), max_size=80))
def test_no_markup_raises(text: str) -> None:
    text_of(f"<p>{text}</p><br>")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "in.csv"
    lines = [["id", "tekst"], ["a", '"één\nregel verder"'], ["b", "twee"], ["c", "te", "veel"], ["d"]]
    path.write_bytes("\n".join(delimiter.join(line) for line in lines).encode(encoding))
    found = entries(path)
    assert [(one.id, one.line, getattr(one, "text", None)) for one in found[:2]] == [
        ("a", 2, "één\nregel verder"),
        ("b", 4, "twee"),
    ]
    assert [type(one) for one in found] == [Record, Record, Failure, Failure]


def test_parquet_and_compressed_jsonl_give_the_same(tmp_path: Path, postings: Write) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    zstandard = pytest.importorskip("zstandard")
    source = postings(30)
    data = source.read_bytes()
    parquet.write_table(pa.Table.from_pylist([json.loads(line) for line in data.splitlines()]), tmp_path / "in.parquet")
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(data))
    (tmp_path / "in.jsonl.zst").write_bytes(zstandard.compress(data))
    texts = [
        [(one.id, one.text) for one in entries(path) if isinstance(one, Record)]
        for path in sorted(tmp_path.glob("in.*"))
    ]
    assert len(texts) == 4
    assert all(found == texts[0] and len(found) == 30 for found in texts)


def test_folders_hold_files_of_all_kinds(tmp_path: Path, postings: Write) -> None:
    postings(2, "b.jsonl")
    (tmp_path / "a.txt").write_text("Je helpt mee.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    found = entries(tmp_path)
    assert [Path(one.source).name for one in found] == ["a.txt", "b.jsonl", "b.jsonl"]
    first = found[0]
    assert isinstance(first, Record)
    assert posting_of(first).text == "Je helpt mee."


def test_a_line_that_is_too_long_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_LINE", 100)
    path = tmp_path / "in.jsonl"
    path.write_text('{"tekst": "een"}\n{"tekst": "' + "x" * 1000 + '"}\n{"tekst": "drie"}\n')
    assert [type(one) for one in entries(path)] == [Record, Failure, Record]


def test_a_list_says_how_to_make_lines_of_it(jsonl: Write) -> None:
    with pytest.raises(UsageError, match="jq"):
        entries(jsonl([b'[{"tekst": "x"}]'], "in.json"))


def test_half_characters_do_not_stop_a_row(jsonl: Write) -> None:
    found = entries(jsonl([b'{"id": "a\\ud800", "tekst": "goed \\ud83d\\ude00 half \\ud800"}']))[0]
    assert isinstance(found, Record)
    assert found.text == "goed \U0001f600 half \ufffd"
    assert found.id.encode()


@given(
    st.dictionaries(
        st.text(max_size=5),
        st.none() | st.text() | st.integers() | st.lists(st.text(max_size=3), max_size=2),
        max_size=4,
    )
)
def test_any_later_record_is_a_record_or_a_failure(values: dict[str, Any]) -> None:
    raws = [Raw("x", 1, {"tekst": "goed"}), Raw("x", 2, values)]
    found = list(read_entries(raws, FieldNames((("text", "tekst"),))))
    assert len(found) == 2
    assert digest(found) == digest(found)
