"""HTML in a field: recognised, and read as text with its headings and bullets."""

import html
import re
from html.parser import HTMLParser

_TAG = re.compile(r"</?(?:p|br|div|ul|ol|li|h[1-6]|strong|em|b|i|span|table|section|article)(?:\s[^<>]*)?/?>", re.I)
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|ul|ol|li|h[1-6]|strong|em|b|i|span)\b[^&]*&gt;", re.I)
_MANY_TAGS = 2
_HIDDEN = {"script", "style", "head", "template", "noscript", "nav", "svg", "button", "form"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "ul",
    "ol",
    "table",
    "tr",
    "blockquote",
    "header",
    "footer",
    "main",
    "dl",
    "dt",
    "dd",
    "pre",
}
_EMPTY_LINES = re.compile(r"\n\s*\n\s*")
_SPACE = re.compile(r"[ \t\r\f\v]+")


def is_markup(text: str) -> bool:
    """Whether a text is HTML, or HTML whose marks were escaped once too often."""
    return len(_marks(text)) >= _MANY_TAGS


def _marks(text: str) -> list[str]:
    return _TAG.findall(text[:200_000]) or _ESCAPED.findall(text[:200_000])


def text_of(markup: str) -> str:
    """Returns the readable text: headings as Markdown headings, list items as bullets, blocks apart by a blank line."""
    reader = _Reader()
    reader.feed(html.unescape(markup) if not _TAG.search(markup) else markup)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _HEADINGS:
            self.parts.append("\n\n## ")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS and not self._opens_item():
            self.parts.append("\n\n")

    def _opens_item(self) -> bool:
        """Whether nothing stands after the bullet or heading mark yet: `<li><p>` is one item."""
        return bool(self.parts) and "".join(self.parts[-2:]).rstrip(" ").endswith(("\n-", "##"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _HEADINGS or tag in ("ul", "ol") or tag in _BLOCKS:
            self.parts.append("\n\n" if tag != "dt" else "\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(_SPACE.sub(" ", data.replace("\n", " ")))
