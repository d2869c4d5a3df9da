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


def decode(data: bytes, source: str) -> str:
    """Returns the text of the bytes. Raises ReadingError where they are no text (a picture, a Word file, an archive)."""
    text = _decode(data, source)
    controls = sum(letter < " " and letter not in "\t\n\r\f\v" for letter in text)
    if "\0" in text or controls > _CONTROL_SHARE * max(1, len(text)):
        raise ReadingError(f"{source}: dit is geen tekstbestand; sla de vacature op als tekst (.txt)")
    return text


def _decode(data: bytes, source: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _without_mark(data, source)


def _without_mark(data: bytes, source: str) -> str:
    """Decodes bytes that are not UTF-8: UTF-16 shows in its zero bytes, all else is taken as Windows-1252."""
    zeros = [data[start::2].count(0) for start in (0, 1)]
    if max(zeros) > 0.3 * len(data) / 2:
        return _strict(data, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", source)
    return _strict(data, "cp1252", source)


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(f"{source}: de tekens zijn niet te lezen; sla het bestand op als UTF-8") from error
