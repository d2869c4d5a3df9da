"""From bytes to a `Posting`. One table says which reader takes which file; a new format is a module and a row."""

from collections.abc import Callable
from pathlib import Path

from analyzer.errors import ReadingError
from analyzer.posting import Posting
from analyzer.reading.blocks import find_blocks, title_of
from analyzer.reading.encoding import decode

__all__ = ["find_files", "read_bytes", "read_path", "read_text"]

MAX_CHARACTERS = 1_000_000
"""A posting is a page or two; a longer text is a mistake (a whole export, a book) and is refused."""


def read_text(text: str, *, source: str = "", id: str = "") -> Posting:
    """Makes a posting of a text. Raises ReadingError where it is empty or too long."""
    name = source or "de tekst"
    if not text.strip():
        raise ReadingError(f"{name}: er staat geen tekst in; geef een vacature van minstens een paar zinnen")
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(
            f"{name}: {len(text):,} tekens is te lang voor een vacature (hoogstens {MAX_CHARACTERS:,}); "
            "splits het bestand in losse vacatures".replace(",", ".")
        )
    blocks = tuple(find_blocks(text))
    return Posting(text=text, blocks=blocks, id=id or source, source=source, title=title_of(text, blocks))


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
    if path.is_dir():
        raise ReadingError(f"{path}: dit is een map; geef een bestand, of een map met vacatures")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        hint = "sla het op als tekst (.txt) en probeer het opnieuw"
        if path.suffix.lower() not in _LATER:
            hint = f"kies een bestand dat eindigt op {', '.join(suffix for suffix in READERS if suffix)}"
        raise ReadingError(f"{path}: bestanden van het soort {path.suffix} leest Stagecheck niet; {hint}")
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError(f"{path}: dit bestand bestaat niet; controleer de naam en de map") from error
    except OSError as error:
        raise ReadingError(f"{path}: dit bestand is niet te lezen ({error.strerror}); controleer de rechten") from error
    return reader(data, str(path))


def find_files(path: Path) -> list[Path]:
    """Returns the file itself, or the readable files of a folder and its subfolders, sorted.

    Raises ReadingError where the path does not exist or the folder holds no file of a known kind.
    """
    if not path.exists():
        raise ReadingError(f"{path}: dit bestand bestaat niet; controleer de naam en de map")
    if not path.is_dir():
        return [path]
    known = {suffix for suffix in READERS if suffix}
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in known)
    if not files:
        raise ReadingError(f"{path}: geen vacatures gevonden; zet er bestanden in die eindigen op .txt of .md")
    return files
