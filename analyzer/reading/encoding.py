"""Bytes to text: UTF-8 with or without a byte order mark, UTF-16, and the older Windows encoding."""

import codecs

from analyzer.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_SHARE = 0.01
"""More control characters than this share, and the bytes are no text."""
_ZERO_SHARE = 0.3
"""More zeros than this share of the even or of the odd bytes, and the text is UTF-16."""


def decode(data: bytes, source: str) -> str:
    """Returns the text of the bytes. Raises ReadingError where they are no text (a picture, an archive)."""
    text = _decode(data, source)
    controls = sum(letter < " " and letter not in "\t\n\r\f\v" for letter in text)
    if "\0" in text or controls > _CONTROL_SHARE * max(1, len(text)):
        raise ReadingError(f"{source}: dit is geen tekstbestand; sla de vacature op als tekst (.txt)")
    return text


def _decode(data: bytes, source: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, source)
    wide = _without_mark(data)
    if wide:
        return _strict(data, wide, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp1252", source)


def _without_mark(data: bytes) -> str:
    """Returns which UTF-16 it is where no byte order mark says so: Latin letters have a zero in every other byte.

    Plain letters in UTF-16 are also valid UTF-8 (with zeros between them), so this is asked first.
    """
    zeros = [data[start::2].count(0) for start in (0, 1)]
    if max(zeros) <= _ZERO_SHARE * len(data) / 2:
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(f"{source}: de tekens zijn niet te lezen; sla het bestand op als UTF-8") from error
