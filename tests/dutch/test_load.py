"""What a user reads where a pipeline is missing or unfit: one Dutch line that says what to do."""

from pathlib import Path

import pytest
import spacy

import analyzer.dutch
from analyzer.dutch import load, shipped_model
from analyzer.errors import ModelError


def message(name: str | None) -> str:
    with pytest.raises(ModelError) as caught:
        load(name)
    text = str(caught.value)
    assert "\n" not in text
    return text


def test_official_model_that_is_not_installed_names_the_command() -> None:
    text = message("nl_core_news_zz")
    assert "nl_core_news_zz" in text
    assert "pip install 'stagecheck[official-model]'" in text
    assert "niet geïnstalleerd" in text


def test_unknown_name_says_what_is_expected() -> None:
    text = message("bestaat_niet")
    assert "bestaat_niet" in text
    assert "niet gevonden" in text


def test_shipped_model_that_is_gone_names_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(analyzer.dutch, "shipped_model", lambda: tmp_path / "model")
    assert "pip install ." in message(None)


def test_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("nl").to_disk(tmp_path / "leeg")
    assert "geen parser en geen morphologizer" in message(str(tmp_path / "leeg"))


def test_empty_folder(tmp_path: Path) -> None:
    assert str(tmp_path) in message(str(tmp_path))


@pytest.mark.parametrize(
    ("file", "content"),
    [
        pytest.param("meta.json", "{", id="meta"),
        pytest.param("tokenizer", "xx", id="tokenizer"),
        pytest.param("config.cfg", "[nlp]\nlang = \n", id="language"),
        pytest.param("config.cfg", "stuk", id="config"),
    ],
)
def test_damaged_pipeline(tmp_path: Path, file: str, content: str) -> None:
    spacy.blank("nl").to_disk(tmp_path / "stuk")
    (tmp_path / "stuk" / file).write_text(content, encoding="utf-8")
    assert "niet te laden" in message(str(tmp_path / "stuk"))


def test_path_of_the_shipped_pipeline_loads() -> None:
    assert load(str(shipped_model())).lang == "nl"
