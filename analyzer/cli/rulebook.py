"""Rules told to a person: one rule under fixed headings, or a list of rules. All words come from the lexicons."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from itertools import groupby

from rich.text import Text

from analyzer.assessment import Effect
from analyzer.errors import UsageError
from analyzer.lexicon import Lexicon, Rule
from analyzer.reports.layout import Page, joined
from analyzer.reports.words import SECTIONS, clean, sentence

KINDS = {
    "evidence": "aanwijzing",
    "predicate": "werkwoord",
    "knob": "soort werk",
    "section": "deel van de vacature",
    "fact": "gegeven",
    "agent": "wie het doet",
    "norm": "norm",
    "rewrite": "lichtere woorden",
}
REWRITES = {
    "drop": "laat deze woorden weg",
    "narrow": "maakt van het geheel een deel",
    "unfit": "zegt wat er in plaats van deze taak past",
    "frame": "geeft een lichter gezegde",
    "keep": "laat de zin staan en zet er iets voor",
}
EFFECTS = {
    Effect.RAISES: "maakt een taak zwaarder",
    Effect.TEMPERS: "maakt een taak lichter",
    Effect.CONTEXT: "geeft context",
    Effect.NONE: "telt niet mee",
}
COLUMNS = ("mbo", "hbo jaar 3", "laatste jaar", "wo master")
NOTATION = (
    "Een woord staat ook voor zijn andere vormen. Een * staat voor letters, (a|b) voor een van beide, "
    "een ? na een woord laat het vrij, .. is hoogstens drie en ... hoogstens acht woorden ertussen."
)


def all_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Returns the rules that judge, and those that only say how to put it more lightly."""
    return (*lexicon.rules, *lexicon.rewrites)


def find_rules(lexicon: Lexicon, wanted: str) -> tuple[Rule, ...]:
    """Returns the rule of this name, or else the rules of this class, of this id, or that look for this term.

    Raises UsageError where nothing is found.
    """
    word = " ".join(wanted.lower().split())
    rules = all_rules(lexicon)
    for test in (_is_named, _is_of_class, _has_id, _looks_for):
        found = tuple(rule for rule in rules if test(rule, word))
        if found:
            return found
    names = [rule.name for rule in rules]
    near = get_close_matches(word, names, n=2, cutoff=0.6)
    hint = f"bedoelde je {' of '.join(near)}?" if near else "bekijk ze met: stagecheck explain --list"
    raise UsageError(f"geen regel, norm of woord {wanted!r} gevonden; {hint}")


def _is_named(rule: Rule, word: str) -> bool:
    return rule.name == word


def _is_of_class(rule: Rule, word: str) -> bool:
    return rule.cls == word


def _has_id(rule: Rule, word: str) -> bool:
    return rule.name.partition(".")[2] == word


def _looks_for(rule: Rule, word: str) -> bool:
    """Whether a phrase of the rule speaks of the term: as one of its words, or as a whole."""
    for phrase in rule.phrases:
        if " " in word and word in phrase.lower():
            return True
        if any(fnmatchcase(word, part) for part in _choices(phrase) if part.strip("*.")):
            return True
    return False


def _choices(phrase: str) -> list[str]:
    return [choice.lstrip("=") for part in phrase.lower().split() for choice in part.strip("()?").split("|")]


def render_rule(rule: Rule, width: int) -> Text:
    """Returns the text of a rule under fixed headings: what, why, source, examples."""
    page = Page(width)
    page.paragraph(joined([(rule.name, "bold"), f" ({KINDS[rule.kind]}, lexicons/{rule.cls}.toml)"]))
    page.heading("Wat")
    page.paragraph(f"{sentence(rule.gloss)} {_weight(rule)}".strip())
    if rule.sections:
        page.paragraph(f"Telt alleen onder: {', '.join(SECTIONS[section] for section in rule.sections)}.")
    if rule.part and rule.whole:
        page.blank()
        page.rows([("Plafond (0 tot 5)", "  ".join(COLUMNS)), *_ceilings(rule)])
    if rule.reason:
        page.heading("Waarom")
        page.paragraph(sentence(rule.reason))
    page.heading("Bron")
    page.paragraph(clean(rule.source))
    _examples(page, rule)
    _phrases(page, rule)
    return page.text


def render_list(rules: Sequence[Rule], width: int) -> Text:
    """Returns the rules by class, each with its name, what it does and what it is about."""
    page = Page(width)
    room = max(len(rule.name) for rule in rules) + 2
    for name, group in groupby(sorted(rules, key=lambda rule: rule.cls), key=lambda rule: rule.cls):
        members = list(group)
        page.heading(f"{name} ({KINDS[members[0].kind]}, {len(members)})")
        for rule in members:
            page.paragraph(joined([clean(rule.gloss), (f" [{_mark(rule)}]", "dim")]), rule.name.ljust(room))
    return page.text


def _weight(rule: Rule) -> str:
    """Returns what the rule does, as a sentence."""
    if rule.kind == "norm":
        return f"Waarde: {rule.points}."
    if rule.kind == "predicate" and rule.ask is not None:
        return f"Dit werkwoord vraagt {rule.ask} van 5."
    if rule.kind == "evidence":
        steps = f" ({rule.points:+d})" if rule.points else ""
        return f"Het {EFFECTS[rule.effect]}{steps}."
    if rule.kind == "rewrite":
        return f"Deze regel {REWRITES[rule.value]}."
    return f"Waarde: {rule.value}." if rule.value else ""


def _mark(rule: Rule) -> str:
    """Returns what the rule does, in a word."""
    if rule.kind == "knob":
        return f"plafond {'/'.join(map(str, rule.part))}, geheel {'/'.join(map(str, rule.whole))}"
    if rule.kind == "predicate":
        return f"vraagt {rule.ask}"
    if rule.kind == "norm":
        return f"{rule.points:+d}" if rule.points else KINDS[rule.kind]
    if rule.kind == "evidence":
        effect = {Effect.RAISES: "zwaarder", Effect.TEMPERS: "lichter"}.get(rule.effect, KINDS[rule.kind])
        return f"{effect} {rule.points:+d}" if rule.points else effect
    return rule.value or KINDS[rule.kind]


def _ceilings(rule: Rule) -> Iterable[tuple[str, str]]:
    for label, steps in (("een deel doen", rule.part), ("het geheel dragen", rule.whole)):
        cells = (str(step).ljust(len(column)) for step, column in zip(steps, COLUMNS, strict=True))
        yield label, "  ".join(cells)


def _examples(page: Page, rule: Rule) -> None:
    for heading, examples in (("Wel, bijvoorbeeld", rule.matches), ("Niet, bijvoorbeeld", rule.rejects)):
        if examples:
            page.heading(heading)
        for example in examples:
            page.paragraph(clean(example), " - ")


def _phrases(page: Page, rule: Rule) -> None:
    if not rule.phrases:
        return
    page.heading("Woorden waar de regel naar zoekt")
    page.paragraph("; ".join(rule.phrases))
    if rule.pseudo:
        page.paragraph(f"Niet als er staat: {'; '.join(rule.pseudo)}")
    page.paragraph(Text(NOTATION, style="dim"))
