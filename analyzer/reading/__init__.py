"""From bytes to a `Posting`. One table says which reader takes which file; a new format is a module and a row."""

import errno
import re
from collections.abc import Callable
from pathlib import Path

from analyzer.errors import ReadingError
from analyzer.posting import Posting
from analyzer.reading.blocks import find_blocks, title_of
from analyzer.reading.encoding import decode

__all__ = ["find_files", "read_bytes", "read_path", "read_text"]

MAX_CHARACTERS = 1_000_000
"""A posting is a page or two; a longer text is a mistake (a whole export, a book) and is refused."""
_MAX_BYTES = 4 * MAX_CHARACTERS + 4
"""No text of that many characters takes more, in any encoding that is read."""
_NAME_LENGTH = 120
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read_text(text: str, *, source: str = "", id: str = "") -> Posting:
    """Makes a posting of a text. Raises ReadingError where it holds no words, is too long, or is no valid Unicode."""
    name = _flat(source) or "de tekst"
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(_too_long(name, f"{len(text):,} tekens is".replace(",", ".")))
    if not any(map(str.isalnum, text)):
        raise ReadingError(f"{name}: er staat geen tekst in; geef een vacature van minstens een paar zinnen")
    if _LONE_SURROGATE.search(text):
        raise ReadingError(f"{name}: er staan halve tekens in (losse surrogaten); sla de tekst opnieuw op als UTF-8")
    blocks = tuple(find_blocks(text))
    return Posting(text=text, blocks=blocks, id=id or source, source=source, title=title_of(text, blocks))


def _too_long(name: str, what: str) -> str:
    limit = f"{MAX_CHARACTERS:,}".replace(",", ".")
    return f"{name}: {what} te lang voor een vacature (hoogstens {limit} tekens); splits het in losse vacatures"


def _flat(name: object) -> str:
    """Returns a name of a file fit for an error of one line: somebody may give the text of a posting as its name."""
    words = " ".join(str(name).split())
    return words if len(words) <= _NAME_LENGTH else words[:_NAME_LENGTH] + "…"


def _plain(data: bytes, source: str) -> Posting:
    return read_text(decode(data, source), source=source)


READERS: dict[str, Callable[[bytes, str], Posting]] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _plain,
    ".markdown": _plain,
    "": _plain,
}
"""Reader by suffix, lower-case. Markdown is read as text: its marks are bullets and headings like any other."""

_LATER = {".docx", ".doc", ".pdf", ".html", ".htm", ".odt", ".rtf"}


def read_bytes(data: bytes, source: str = "-") -> Posting:
    """Makes a posting of bytes in any common encoding. Raises ReadingError where they are no text."""
    return _plain(data, source)


def read_path(path: Path) -> Posting:
    """Reads a file as a posting. Raises ReadingError where it is missing, of an unknown kind, or no text."""
    name = _flat(path)
    if _is(path, Path.is_dir):
        raise ReadingError(f"{name}: dit is een map; geef een bestand, of een map met vacatures")
    reader = READERS.get(path.suffix.lower())
    if reader is None and _is(path, Path.exists):
        hint = "sla het op als tekst (.txt) en probeer het opnieuw"
        if path.suffix.lower() not in _LATER:
            hint = f"kies een bestand dat eindigt op {', '.join(suffix for suffix in READERS if suffix)}"
        raise ReadingError(f"{name}: bestanden van het soort {path.suffix} leest Stagecheck niet; {hint}")
    data = _read(path, name)
    return (reader or _plain)(data, str(path))


def _read(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except (FileNotFoundError, ValueError) as error:
        raise ReadingError(_missing(name)) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise ReadingError(_missing(name)) from error
        raise ReadingError(f"{name}: dit bestand is niet te lezen ({error.strerror}); controleer de rechten") from error
    if len(data) > _MAX_BYTES:
        raise ReadingError(_too_long(name, "dit bestand is"))
    return data


def _missing(name: str) -> str:
    return f"{name}: dit bestand bestaat niet; controleer de naam en de map"


def _is(path: Path, test: Callable[[Path], bool]) -> bool:
    """Whether a test holds of a path; a name that no file can have fails every test."""
    try:
        return test(path)
    except (OSError, ValueError):
        return False


def find_files(path: Path) -> list[Path]:
    """Returns the file itself, or the readable files of a folder and its subfolders, sorted.

    Raises ReadingError where the path does not exist or the folder holds no file of a known kind.
    """
    if not _is(path, Path.exists):
        raise ReadingError(_missing(_flat(path)))
    if not path.is_dir():
        return [path]
    known = {suffix for suffix in READERS if suffix}
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in known)
    if not files:
        raise ReadingError(f"{_flat(path)}: geen vacatures gevonden; zet er bestanden in die eindigen op .txt of .md")
    return files
