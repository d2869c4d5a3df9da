"""A readable view on a stretch of text: white space folded, soft hyphens gone, words broken over lines joined.

The view knows for each of its characters where it stands in the text as given.
"""

import unicodedata

from analyzer.posting import CleanText

_GONE = {"\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\ufe0f", "\u2060"}
_HYPHENS = "-\u2010\u00ad"
"""Marks after which a word may have been broken at the end of a line; the last is the soft hyphen."""
_SAME = {"\u2011": "-", "\u2010": "-", "’": "'", "‘": "'", "\u02bc": "'"}


def clean(text: str, start: int, end: int) -> CleanText:
    """Returns the readable view on `text[start:end]`, with offsets into `text`."""
    letters: list[str] = []
    offsets: list[int] = []
    at = start
    while at < end:
        letter = text[at]
        if letter in _HYPHENS and (after := _broken_word(text, at, end)):
            at = after
        elif letter in _GONE:
            at += 1
        elif letter.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                offsets.append(at)
            at += 1
        else:
            letters.append(_SAME.get(letter, letter))
            offsets.append(at)
            at += 1
    while letters and letters[-1] == " ":
        letters.pop()
        offsets.pop()
    return CleanText("".join(letters), tuple(offsets))


def _broken_word(text: str, hyphen: int, end: int) -> int:
    """Returns where the rest of a word stands that was broken after the hyphen at a line end, or 0."""
    after = hyphen + 1
    while after < end and text[after] in " \t\r":
        after += 1
    if after >= end or text[after] != "\n" or hyphen == 0 or not text[hyphen - 1].isalpha():
        return 0
    while after < end and text[after].isspace():
        after += 1
    rest = text[after : min(end, after + 4)]
    if not rest or not rest[0].islower() or unicodedata.category(rest[0]) != "Ll":
        return 0
    return 0 if rest.startswith(("en ", "of ")) else after
