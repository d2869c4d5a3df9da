"""Near-duplicates: a posting that was put online again with another date or town, found by MinHash (datasketch).

Marked in the order of the input, so that the same input gives the same marks whatever the workers do. The index holds
some 2 kB for each distinct posting, so memory grows with the input here, and only here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from analyzer.batch.records import Entry, Record
from analyzer.errors import UsageError

ALIKE = 0.85
"""Part of the word sequences that two postings share, from which on the later one is a near-duplicate of the earlier."""
_PERMUTATIONS = 64
_SHINGLE = 4
_WORD = re.compile(r"\w+")


def mark_duplicates(entries: Iterable[Entry], alike: float = ALIKE) -> Iterator[Entry]:
    """Yields the entries, each near-duplicate with the id of the first posting that it is like.

    Raises UsageError where the extra is not installed.
    """
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError as error:
        raise UsageError("voor --dedupe is een uitbreiding nodig: pip install 'stagecheck[batch]'") from error
    index = MinHashLSH(threshold=alike, num_perm=_PERMUTATIONS)
    sketches: dict[int, tuple[str, Any]] = {}
    for entry in entries:
        if not isinstance(entry, Record) or not entry.text:
            yield entry
            continue
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update_batch(_shingles(entry.text))
        first = _first_like(sketch, sorted(index.query(sketch)), sketches, alike)
        if first is None:
            index.insert(entry.position, sketch)
            sketches[entry.position] = (entry.id, sketch)
            yield entry
        else:
            yield replace(entry, duplicate_of=first)


def _first_like(sketch: Any, candidates: list[int], sketches: dict[int, tuple[str, Any]], alike: float) -> str | None:
    for position in candidates:
        name, other = sketches[position]
        if sketch.jaccard(other) >= alike:
            return name
    return None


def _shingles(text: str) -> list[bytes]:
    """Returns the sequences of words of a text, each once."""
    words = _WORD.findall(text.lower())
    return sorted({" ".join(words[at : at + _SHINGLE]).encode() for at in range(max(1, len(words) - _SHINGLE + 1))})
