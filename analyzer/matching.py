"""From lexicon phrases to places in a text: the only file that knows how a phrase is written and found.

A phrase is written as plain words, each of which fits a word form or its lemma ("beheren" also finds *beheert* and
*beheer ... bij* joined to its particle). Beside plain words a phrase may hold:

    =vorm        only this form, not the lemma          *kanaal, online*    a word that ends or begins so
    (a|b)        one of these, also in part of a word   woord?              may be left out
    ..           up to three words in between           ...                 up to eight words in between
    <NUM>        any word of this part of speech (Universal Dependencies)

Dutch compounds are right-headed, so *\\*kanaal* finds every kind of channel: that is why this is no spaCy Matcher,
whose patterns would need a regular expression a word, tried in Python on every token. Here every distinct word is
compared with the lexicon once and remembered.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from analyzer.atoms import Atoms
from analyzer.dutch.words import Word, words_of
from analyzer.errors import LexiconError
from analyzer.lexicon import Lexicon, Rule

if TYPE_CHECKING:
    from spacy.language import Language

KNOB_CLASSES = ("knobs", "fields", "carrying")
"""Classes of rules that carry ceilings."""
COLLEAGUE = frozenset({"role", "name", "group", "unit"})
"""What the rules of the class `staff` call those who may stand beside the intern: a role, a name, a team, a department."""
_GAPS = {"..": 3, "...": 8}
_WIDE_GROUP = re.compile(r"\(([^()]* [^()]*)\)|(?<=\S)\(([^()]*)\)|\(([^()]*)\)(?=[^\s?])")
"""A choice of which one alternative has more words than one, or that is part of a word: (leer|project)traject."""


class Hit(NamedTuple):
    """A rule found at the words `start` to `end` (exclusive) of a sequence."""

    rule: Rule
    start: int
    end: int


def is_heavy(knobs: Iterable[Hit]) -> bool:
    """Whether one of the knobs has weight: more than an everyday thing hangs on it."""
    return any(hit.rule.weight != "low" for hit in knobs)


class _Element(NamedTuple):
    atom: int
    gap: int
    optional: bool


class _Phrase(NamedTuple):
    rule: Rule
    elements: tuple[_Element, ...]
    pseudo: bool
    needs: frozenset[int]


class _Starts(NamedTuple):
    """The phrases that start with one atom: of that word alone, by the atom of the next word, or with words between or
    left out."""

    alone: list[_Phrase]
    by_next: dict[int, list[_Phrase]]
    spaced: list[_Phrase]

    def add(self, phrase: _Phrase) -> None:
        if len(phrase.elements) == 1:
            self.alone.append(phrase)
        elif phrase.elements[1].gap or phrase.elements[1].optional:
            self.spaced.append(phrase)
        else:
            self.by_next.setdefault(phrase.elements[1].atom, []).append(phrase)


class PhraseIndex:
    """All phrases of a set of rules, compiled for one pass over the words of a text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Compiles the rules. Raises LexiconError on a phrase that is empty or cannot be read."""
        self._atoms = Atoms()
        self._starts: dict[int, _Starts] = {}
        for rule in rules:
            for texts, pseudo in ((rule.phrases, False), (rule.pseudo, True)):
                for text in texts:
                    for variant in _variants(text):
                        self._add(rule, variant, pseudo=pseudo)

    def find(self, words: Sequence[Word]) -> list[Hit]:
        """Returns the hits in the order of the text; a hit inside a pseudo-trigger of its own rule is left out.

        Of one rule, the longest hit from a word is kept, and none that lies inside another.
        """
        found: dict[str, list[tuple[int, int]]] = {}
        pseudo: dict[str, list[tuple[int, int]]] = {}
        rules: dict[str, Rule] = {}
        for phrase, start, end in self._matches([self._atoms.of(word) for word in words]):
            rules[phrase.rule.name] = phrase.rule
            (pseudo if phrase.pseudo else found).setdefault(phrase.rule.name, []).append((start, end))
        hits = [
            Hit(rules[name], start, end)
            for name, spans in found.items()
            for start, end in _longest(spans)
            if not any(a < end and start < b for a, b in pseudo.get(name, ()))
        ]
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.rule.name))

    def _matches(self, atoms: Sequence[frozenset[int]]) -> Iterator[tuple[_Phrase, int, int]]:
        """Yields each phrase with its place. Of the phrases that start at a word, most fall away by the next word."""
        present = frozenset().union(*atoms)
        for start, ids in enumerate(atoms):
            following = atoms[start + 1] if start + 1 < len(atoms) else frozenset()
            for starts in filter(None, map(self._starts.get, ids)):
                for phrase in starts.alone:
                    yield phrase, start, start + 1
                likely = [phrase for atom in starts.by_next.keys() & following for phrase in starts.by_next[atom]]
                for phrase in likely + starts.spaced:
                    if phrase.needs <= present and (end := _match(phrase.elements, 1, atoms, start + 1)):
                        yield phrase, start, end

    def _add(self, rule: Rule, text: str, *, pseudo: bool) -> None:
        """Compiles one phrase; its first word is never optional."""
        elements: list[_Element] = []
        gap = 0
        for part in text.split():
            if part in _GAPS:
                gap = _GAPS[part]
                continue
            optional = part.endswith("?") and len(part) > 1
            atom = self._atoms.add(part.removesuffix("?") if optional else part, rule.name)
            elements.append(_Element(atom, gap, optional))
            gap = 0
        if not elements or elements[0].optional or gap:
            raise LexiconError(f"regel {rule.name}: de zin {text!r} begint of eindigt niet met een gewoon woord")
        needs = frozenset(element.atom for element in elements if not element.optional)
        self._starts.setdefault(elements[0].atom, _Starts([], {}, [])).add(
            _Phrase(rule, tuple(elements), pseudo, needs)
        )


def _variants(text: str) -> list[str]:
    """Returns the phrases that one entry stands for: each choice of more words, with and without a first word that may
    be left out."""
    group = _WIDE_GROUP.search(text)
    if group:
        choices = (group[1] or group[2] or group[3]).split("|")
        return [v for choice in choices for v in _variants(text[: group.start()] + choice + text[group.end() :])]
    first, _, rest = text.partition(" ")
    if not first.endswith("?") or not rest:
        return [text]
    return [f"{first.removesuffix('?')} {rest}", *_variants(rest)]


def _match(elements: tuple[_Element, ...], at: int, atoms: Sequence[frozenset[int]], word: int) -> int:
    """Returns the end of the shortest way to match `elements[at:]` from `word` on, or 0."""
    if at == len(elements):
        return word
    atom, gap, optional = elements[at]
    for place in range(word, min(word + gap + 1, len(atoms))):
        if atom in atoms[place]:
            end = _match(elements, at + 1, atoms, place + 1)
            if end:
                return end
    return _match(elements, at + 1, atoms, word) if optional else 0


def _longest(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yields the spans that do not lie inside an earlier or longer one."""
    last = -1
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if end > last:
            yield start, end
            last = end


class Knowledge:
    """The lexicon with its compiled phrases: built once, passed as a value."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compiles the phrases of the lexicon."""
        self.lexicon = lexicon
        self.index = PhraseIndex(rule for rule in lexicon.rules if rule.kind != "norm")
        self._of_class: dict[str, PhraseIndex] = {}

    @cached_property
    def rewrites(self) -> PhraseIndex:
        """The compiled phrases of the rewrites, needed only where a duty is tempered."""
        return PhraseIndex(rule for rule in self.lexicon.rewrites if rule.phrases)

    def find(self, words: Sequence[Word]) -> dict[str, list[Hit]]:
        """Returns the hits of a sequence of words, by class of rule."""
        grouped: dict[str, list[Hit]] = {}
        for hit in self.index.find(words):
            grouped.setdefault(hit.rule.rule_class, []).append(hit)
        return grouped

    def find_class(self, rule_class: str, words: Sequence[Word]) -> list[Hit]:
        """Returns the hits of one class, without looking for those of the others."""
        if rule_class not in self._of_class:
            self._of_class[rule_class] = PhraseIndex(self.lexicon.of(rule_class))
        return self._of_class[rule_class].find(words)

    def points(self, name: str) -> int:
        """Returns the points of a norm by its printed name."""
        return self.lexicon.points(name)


def check_examples(lexicon: Lexicon, nlp: "Language") -> list[str]:
    """Runs the examples of all rules and returns a Dutch line for each that fails; an empty list when all is well."""
    knowledge = Knowledge(lexicon)
    problems: list[str] = []
    for rule in lexicon.rules:
        for examples, wanted in ((rule.matches, True), (rule.rejects, False)):
            for example in examples:
                names = _names_in(knowledge.index.find(words_of(nlp(example)[:])))
                if (rule.name in names) != wanted:
                    verb = "moet treffen maar treft niet" if wanted else "mag niet treffen maar treft"
                    problems.append(f"{rule.name}: voorbeeld {example!r} {verb}")
    return problems


def _names_in(hits: Iterable[Hit]) -> set[str]:
    return {hit.rule.name for hit in hits}
