"""Records as users have them: which field holds the text, and what is wrong with a record that has none."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, NamedTuple

from analyzer.errors import UsageError

FIELDS = {
    "text": (
        "description", "tekst", "vacaturetekst", "text", "body", "content", "omschrijving", "functieomschrijving",
        "vacatureomschrijving", "jobdescription", "vacancytext", "fulltext", "inhoud", "html",
    ),
    "id": ("id", "vacatureid", "vacancyid", "jobid", "postingid", "identifier", "uuid", "url", "link"),
    "title": ("title", "titel", "functietitel", "vacaturetitel", "jobtitle", "functie", "name", "naam"),
    "employer": (
        "employer", "werkgever", "bedrijf", "bedrijfsnaam", "organisatie", "company", "companyname", "organization",
        "organisation", "hiringorganization", "opdrachtgever",
    ),
    "region": ("region", "regio", "provincie", "province", "plaats", "city", "location", "locatie", "joblocation", "standplaats"),
    "date": ("date", "datum", "dateposted", "plaatsingsdatum", "publicatiedatum", "published", "publishedat", "created", "createdat"),
}  # fmt: skip
"""By what a field means: the names by which it is guessed, best first, in lower case without punctuation."""

_INNER = ("name", "value", "address", "addressRegion", "addressLocality", "@value")
"""Where the plain value stands inside an object of schema.org."""
_NOT_LETTERS = re.compile(r"[^a-z0-9]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """A posting as it came in. `position` counts all records of the job from 0; `line` is that of its file, from 1.

    A record with a `path` is a file of its own, read by the worker.
    """

    position: int
    id: str
    source: str
    line: int
    text: str = ""
    title: str = ""
    employer: str = ""
    region: str = ""
    date: str = ""
    path: str = ""
    stamp: str = ""
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that gives no row, and the Dutch reason why."""

    position: int
    id: str
    source: str
    line: int
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Returns the line of the errors file."""
        return {"id": self.id, "source": self.source, "line": self.line, "reason": self.reason}


Entry = Record | Failure


class Raw(NamedTuple):
    """One record of a file before its fields are known: an object, a file of its own, or what is wrong with it."""

    source: str
    line: int
    values: Mapping[str, Any] | None = None
    problem: str = ""
    path: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class FieldNames:
    """The fields as the user names them, by meaning; what is not named is guessed. A dot goes into an object."""

    named: tuple[tuple[str, str], ...] = ()
    known: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict, compare=False)

    def of(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Returns the name of each field that a record has, by meaning."""
        keys = tuple(values)
        found = self.known.get(keys)
        if found is None:
            plain = {_NOT_LETTERS.sub("", key.lower()): key for key in reversed(keys)}
            found = {what: plain[name] for what, names in FIELDS.items() for name in reversed(names) if name in plain}
            found.update(self.named)
            self.known[keys] = found
        return found


def read_entries(raws: Iterable[Raw], names: FieldNames) -> Iterator[Entry]:
    """Yields a record or a failure for each raw record.

    Raises UsageError where the first record has no field that can be the text: then the fields are not understood.
    """
    understood = False
    for position, raw in enumerate(raws):
        if raw.values is None:
            yield _without_fields(position, raw)
            continue
        fields = names.of(raw.values)
        if not understood and ("text" not in fields or _missing(raw.values, fields["text"])):
            _refuse(raw, fields)
        understood = True
        yield _entry(position, raw, fields)


def _without_fields(position: int, raw: Raw) -> Entry:
    if raw.path:
        return Record(position, raw.path, raw.source, raw.line, path=raw.path, stamp=raw.stamp)
    return Failure(position, "", raw.source, raw.line, raw.problem)


def _missing(values: Mapping[str, Any], name: str) -> bool:
    return name not in values and "." not in name


def _refuse(raw: Raw, fields: Mapping[str, str]) -> None:
    present = ", ".join(str(key) for key in list(raw.values or ())[:20])
    if "text" in fields:
        raise UsageError(f"{raw.source}: er is geen veld {fields['text']!r}; kies bij --text-field uit: {present}")
    raise UsageError(f"{raw.source}: in welk veld staat de tekst? Geef --text-field; de velden zijn: {present}")


def _entry(position: int, raw: Raw, fields: Mapping[str, str]) -> Entry:
    values = raw.values or {}
    facts = {what: plain(_value(values, name)) for what, name in fields.items() if what != "text"}
    name = facts.pop("id", "") or f"{raw.source}:{raw.line}"
    text = _value(values, fields["text"]) if "text" in fields else None
    problem = _problem(text)
    if problem:
        return Failure(position, name, raw.source, raw.line, problem)
    return Record(position, name, raw.source, raw.line, text=_valid(str(text)), **facts)


def _problem(text: Any) -> str:
    if text is None or (isinstance(text, str) and not text.strip()):
        return "er staat geen tekst in dit record"
    if not isinstance(text, str):
        return f"het tekstveld bevat geen tekst maar {_KINDS.get(type(text), 'iets anders')}"
    return "de tekst bevat nultekens; dit is geen gewone tekst" if "\0" in text else ""


_KINDS = {
    int: "een getal",
    float: "een getal",
    bool: "waar of onwaar",
    list: "een lijst",
    dict: "een object",
    bytes: "bytes",
}


def _value(values: Mapping[str, Any], name: str) -> Any:
    """Returns the value of a field; a name with dots that is no field itself goes into the objects."""
    if name in values or "." not in name:
        return values.get(name)
    value: Any = values
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def plain(value: Any) -> str:
    """Returns a value as a short plain text; of an object or list, what it is named by."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, list):
        return plain(value[0]) if value else ""
    if isinstance(value, Mapping):
        return next((text for key in _INNER if (text := plain(value.get(key)))), "")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _valid(str(value)).strip()


def _valid(text: str) -> str:
    """Returns the text with half characters (lone surrogates, from broken escapes) replaced, so that it can be written."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _LONE_SURROGATE.search(text) else text


def digest(entries: Iterable[Entry]) -> str:
    """Returns a digest of entries: another input gives another digest."""
    total = blake2b(digest_size=16)
    for entry in entries:
        same = replace(entry, duplicate_of="") if isinstance(entry, Record) else entry
        values = [str(getattr(same, name)) for name in type(same).__slots__]
        total.update(json.dumps(values).encode())
    return total.hexdigest()
