"""From a file, bytes or a text to a posting: the text stays as given, and what cannot be read says so in Dutch."""

from collections.abc import Callable
from pathlib import Path

import pytest

from analyzer.errors import ReadingError
from analyzer.posting import BlockKind
from analyzer.reading import MAX_CHARACTERS, find_files, read_bytes, read_path, read_text

LINE = "Stage bij de bakker. Je bakt brood.\n"


def error_of(call: Callable[[], object]) -> str:
    with pytest.raises(ReadingError) as caught:
        call()
    message = str(caught.value)
    assert "\n" not in message
    assert "\r" not in message
    return message


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0", "\ufeff", "---\n***", "😀 👍", "\u00ad"])
def test_no_words_is_no_posting(text: str) -> None:
    assert "er staat geen tekst in" in error_of(lambda: read_text(text))


def test_empty_bytes_are_no_posting() -> None:
    assert error_of(lambda: read_bytes(b"", "leeg.txt")).startswith("leeg.txt: er staat geen tekst in")


def test_longest_text_is_read_and_one_more_is_not() -> None:
    assert read_text("a" * MAX_CHARACTERS).text == "a" * MAX_CHARACTERS
    message = error_of(lambda: read_text("a" * (MAX_CHARACTERS + 1), source="boek,deel1.txt"))
    assert message.startswith("boek,deel1.txt: 1.000.001 tekens is te lang")


def test_five_megabytes_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_text(LINE * (5_000_000 // len(LINE)), encoding="utf-8")
    assert "te lang voor een vacature (hoogstens 1.000.000 tekens)" in error_of(lambda: read_path(file))


def test_longest_text_in_the_widest_encoding_is_read(tmp_path: Path) -> None:
    file = tmp_path / "lang.txt"
    file.write_bytes(("é" * MAX_CHARACTERS).encode("utf-32"))
    assert len(read_path(file).text) == MAX_CHARACTERS


def test_half_characters_are_refused() -> None:
    assert "halve tekens" in error_of(lambda: read_text("Stage \ud83d bij ons"))


@pytest.mark.parametrize(
    "text", ["Stage\r\nJe bakt.\r\n", "  Stage\n", "Stage\u00a0bij\u00adons", "\ufeffStage bij ons"]
)
def test_text_stays_as_given(text: str) -> None:
    assert read_text(text).text == text


def test_name_and_title_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "bakker.MD"
    file.write_text("# Stage bij de bakker\n\nJe bakt brood.\n", encoding="utf-8")
    posting = read_path(file)
    assert posting.title == "Stage bij de bakker"
    assert posting.source == posting.id == str(file)


def test_own_id_goes_before_the_source() -> None:
    assert read_text(LINE, source="x.txt", id="v-12").id == "v-12"


def test_title_is_the_start_of_a_text_without_heading() -> None:
    title = read_text("je bakt " * 40).title
    assert title.startswith("je bakt je bakt")
    assert len(title) <= 100


def test_file_without_suffix_is_read_as_text(tmp_path: Path) -> None:
    file = tmp_path / "vacature"
    file.write_text(LINE, encoding="utf-8")
    assert read_path(file).text == LINE


@pytest.mark.parametrize(
    ("suffix", "hint"), [(".pdf", "sla het op als tekst"), (".docx", "sla het op"), (".xyz", ".txt, ")]
)
def test_unknown_kind_of_file(tmp_path: Path, suffix: str, hint: str) -> None:
    file = tmp_path / f"vacature{suffix}"
    file.write_bytes(b"iets")
    message = error_of(lambda: read_path(file))
    assert f"bestanden van het soort {suffix} leest Stagecheck niet" in message
    assert hint in message


@pytest.mark.parametrize(
    "name", ["weg.txt", "weg.pdf", "weg", "map/weg.txt", "a" * 300, "wij zoeken.\n een stagiair", "nul\0.txt"]
)
def test_missing_file(tmp_path: Path, name: str) -> None:
    for call in (lambda: read_path(tmp_path / name), lambda: find_files(tmp_path / name)):
        message = error_of(call)
        assert "dit bestand bestaat niet; controleer de naam en de map" in message
        assert len(message) < 300


def test_folder_is_no_file(tmp_path: Path) -> None:
    assert "dit is een map" in error_of(lambda: read_path(tmp_path))


def test_files_of_a_folder_are_sorted_and_known(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.pdf", "sub/d.TXT", "notitie"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LINE, encoding="utf-8")
    assert [str(file.relative_to(tmp_path)) for file in find_files(tmp_path)] == ["a.md", "b.txt", "sub/d.TXT"]
    assert find_files(tmp_path / "c.pdf") == [tmp_path / "c.pdf"]


def test_folder_without_postings(tmp_path: Path) -> None:
    (tmp_path / "foto.png").write_bytes(b"x")
    assert "geen vacatures gevonden" in error_of(lambda: find_files(tmp_path))


def test_unreadable_file_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "dicht.txt"
    file.write_text(LINE, encoding="utf-8")

    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "niet te lezen (Permission denied); controleer de rechten" in error_of(lambda: read_path(file))


def test_several_postings_on_a_page_are_read_as_one() -> None:
    text = "Stage A\n\nTaken\n- bakken\n\nStage B\n\nTaken\n- vegen\n"
    posting = read_text(text)
    headings = [posting.block_text(block) for block in posting.blocks if block.kind is BlockKind.HEADING]
    bullets = [posting.block_text(block) for block in posting.blocks if block.kind is BlockKind.BULLET]
    assert headings == ["Stage A", "Taken", "Stage B", "Taken"]
    assert bullets == ["bakken", "vegen"]
