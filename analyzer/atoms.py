"""What one place of a lexicon phrase asks of a word, and which of all such places a word fills.

A lexicon asks some nine thousand things of a word. Each word is looked up by its forms, its endings and its openings,
not tried against each thing; what was found of a form is remembered.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from analyzer.dutch.words import Word
from analyzer.errors import LexiconError

_CACHE_LIMIT = 200_000
_Table = dict[str, list[int]]


@dataclass(slots=True)
class Atoms:
    """The atoms of a set of phrases, by number; an atom is a plain word, a form, a wildcard or a part of speech."""

    _ids: dict[str, int] = field(default_factory=dict)
    _literal: _Table = field(default_factory=dict)
    _exact: _Table = field(default_factory=dict)
    _pos: _Table = field(default_factory=dict)
    _opening: _Table = field(default_factory=dict)
    _ending: _Table = field(default_factory=dict)
    _inside: _Table = field(default_factory=dict)
    _patterns: list[tuple[re.Pattern[str], int]] = field(default_factory=list)
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, text: str, owner: str) -> int:
        """Returns the number of an atom as it is written in a phrase of the rule `owner`; the same text, the same one.

        Raises LexiconError where it cannot be read.
        """
        if text not in self._ids:
            number = self._ids[text] = len(self._ids)
            for choice in _choices(text, owner):
                self._add(choice, number)
            self._known.clear()
        return self._ids[text]

    def of(self, word: Word) -> frozenset[int]:
        """Returns the numbers of the atoms that a word fills."""
        ids = set(self._exact.get(word.form, ()))
        ids.update(self._pos.get(word.pos, ()))
        for key in word.keys:
            ids.update(self._of_key(key))
        return frozenset(ids)

    def _add(self, choice: str, number: int) -> None:
        if choice.startswith("<"):
            _enter(self._pos, choice[1:-1], number)
        elif choice.startswith("=") and "*" not in choice:
            _enter(self._exact, choice[1:].lower(), number)
        elif "*" not in choice:
            _enter(self._literal, choice.lower(), number)
        elif "*" not in choice[1:]:
            _enter(self._ending, choice[1:].lower(), number)
        elif "*" not in choice[:-1]:
            _enter(self._opening, choice[:-1].lower(), number)
        elif "*" not in choice[1:-1]:
            _enter(self._inside, choice[1:-1].lower(), number)
        else:
            self._patterns.append((re.compile(re.escape(choice.lower()).replace(r"\*", r".*")), number))

    def _of_key(self, key: str) -> Iterable[int]:
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _CACHE_LIMIT:
                self._known.clear()
            known = self._known[key] = tuple(self._look_up(key))
        return known

    def _look_up(self, key: str) -> set[int]:
        found = set(self._literal.get(key, ()))
        for place in range(len(key) + 1):
            found.update(self._ending.get(key[place:], ()), self._opening.get(key[:place], ()))
        found.update(number for part, numbers in self._inside.items() if part in key for number in numbers)
        found.update(number for pattern, number in self._patterns if pattern.fullmatch(key))
        return found


def _enter(table: _Table, key: str, number: int) -> None:
    table.setdefault(key, []).append(number)


def _choices(text: str, owner: str) -> list[str]:
    choices = text[1:-1].split("|") if text.startswith("(") and text.endswith(")") else [text]
    if not all(choices) or "(" in "".join(choices) or "|" in "".join(choices):
        raise LexiconError(f"regel {owner}: {text!r} is geen woord, of een haakje staat verkeerd")
    return choices
