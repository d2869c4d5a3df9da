"""Sentence starts that the page decides: a bullet, a heading and a blank line always start a sentence.

Inside a paragraph the parser decides, also where a full stop is missing and where a line was broken by hand.
"""

import re
from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAME = "line_starts"
BULLET = re.compile(r"(?:[-–—*•·●○▪◦‣✓✔☑✅➤►→»>]|\d{1,2}[.)]|[a-z][.)]|o)$")
_CLOSING = ".!?:;…)\"'”’»]"
_HEADING_LENGTH = 9
"""A line of at most this many tokens without closing punctuation stands on its own."""


@Language.component(NAME, assigns=["token.is_sent_start"])
def line_starts(doc: "Doc") -> "Doc":
    """Starts a sentence at bullets, after blank lines and after short lines without closing punctuation."""
    line_start = 0
    for token in doc[1:]:
        before = doc[token.i - 1]
        if "\n" not in before.text:
            if _runs_on(before, token, line_start):
                token.is_sent_start = False
            continue
        line = doc[line_start : before.i]
        line_start = token.i
        if before.text.count("\n") > 1 or BULLET.match(token.text) or _stands_alone(line):
            token.is_sent_start = True
    return doc


def _runs_on(before: "Token", token: "Token", line_start: int) -> bool:
    """Whether a token cannot start a sentence: it follows a bullet mark, or is in lower case after no closing mark."""
    if before.i == line_start and BULLET.match(before.text):
        return True
    return token.text[:1].islower() and before.text[-1] not in _CLOSING


def _stands_alone(line: "Span") -> bool:
    """Whether a line is a heading or a fragment: short, and not running on into the next line."""
    return 0 < len(line) <= _HEADING_LENGTH and line[-1].text not in (",", "en", "of", "de", "het", "een", "van")


def add_line_starts(nlp: Language) -> None:
    """Puts the component before the parser, where it is not there yet."""
    if NAME not in nlp.pipe_names:
        nlp.add_pipe(NAME, before="parser")
