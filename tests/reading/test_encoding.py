"""Bytes in every common encoding give the same text; bytes that are no text give one Dutch line."""

import codecs

import pytest

from analyzer.errors import ReadingError
from analyzer.reading import read_bytes
from analyzer.reading.encoding import decode

TEXT = "Stage bij café ’t Hoekje\r\nJe krijgt € 250 – of méér.\r\n"
PLAIN = "Stage bij de bakker\nJe bakt brood en je helpt in de winkel.\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8 with a mark"),
        pytest.param(TEXT.encode("cp1252"), id="cp1252"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16 with a mark"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16-be with a mark"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(TEXT.encode("utf-32"), id="utf-32 with a mark"),
    ],
)
def test_same_text_from_every_encoding(data: bytes) -> None:
    assert decode(data, "stage.txt") == TEXT


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be", "cp1252"])
def test_plain_letters_in_every_encoding(encoding: str) -> None:
    assert decode(PLAIN.encode(encoding), "stage.txt") == PLAIN


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, id="picture"),
        pytest.param(b"PK\x03\x04" + bytes(64) + b"word/document.xml" + bytes(64), id="word file"),
        pytest.param(b"%PDF-1.7\n" + bytes([0, 1, 2, 3, 255, 254]) * 50, id="pdf"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(200), id="program"),
        pytest.param(bytes([0x81, 0x8D, 0x8F]) * 20, id="no cp1252 either"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8", id="half a surrogate pair"),
        pytest.param(codecs.BOM_UTF8 + b"\xff\xfe\xfa", id="mark of utf-8, no utf-8"),
        pytest.param(b"Stage" + b"\x00" + b"bij ons in de winkel", id="a zero in the text"),
    ],
)
def test_no_text_is_one_dutch_line(data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "vacature.txt")
    message = str(caught.value)
    assert message.startswith("vacature.txt: ")
    assert "sla " in message
    assert "\n" not in message


def test_form_feeds_and_a_rare_control_character_are_text() -> None:
    text = "Je schrijft teksten voor de krant van de buurt. " * 10 + "\f\x07"
    assert decode(text.encode(), "-") == text
