"""The product's knowledge as data: `lexicons/*.toml` -> frozen, validated `Rule`s.

One file holds one class of rules; file order and rule order decide nothing. A rule that breaks the format is an error
that names the file and the rule and says what is allowed: nothing is silently ignored.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analyzer.assessment import Effect
from analyzer.errors import LexiconError
from analyzer.posting import Section

Kind = Literal["evidence", "predicate", "knob", "section", "fact", "agent", "norm", "rewrite"]
Weight = Literal["low", "mid", "high"]
REWRITES = {
    "drop": ("phrases",),
    "narrow": ("phrases", "text"),
    "unfit": ("text",),
    "frame": ("text", "frame", "ask"),
    "keep": ("text", "lead"),
}
"""What a rewrite does (its value), with the keys that it needs: leave words out, narrow a whole to a part, say that no
wording makes it fit, give a lighter wording, or keep the words and put a lead before them."""
LEVELS = ("mbo", "hbo", "final", "master")
"""Columns of a ceiling: mbo 3-4, hbo year 3 (also wo bachelor), final year of hbo or wo, wo master."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a tempered duty asks instead: `verb` (third person) or `infinitive`, then `what`, then `link` with the words
    of the posting for `{object}` or `{action}`; a noun bullet says `noun` and `noun_link`; `check` says
    who approves, in a bullet `bullet` does.
    `some` stands before a narrowed plural, `choice` before a list of three or more."""

    verb: str
    infinitive: str
    link: str
    noun: str
    noun_link: str
    particle: str = ""
    what: str = ""
    check: str = ""
    bullet: str = ""
    some: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Which fields mean something depends on the kind of its file (see CONTRIBUTING.md)."""

    name: str
    rule_class: str
    kind: Kind
    gloss: str
    phrases: tuple[str, ...]
    pseudo: tuple[str, ...]
    source: str
    reason: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    effect: Effect
    points: int
    ask: int | None
    value: str
    weight: Weight
    scope: str
    sections: tuple[Section, ...]
    part: tuple[int, ...]
    whole: tuple[int, ...]
    when: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    text: str = ""
    lead: str = ""
    frame: Frame | None = None

    @property
    def cls(self) -> str:
        """The class of the rule, as printed: the name of its file."""
        return self.rule_class


@dataclass(frozen=True)
class Lexicon:
    """All rules, with a digest that changes when any word of them changes. `rewrites` judge nothing: they only say how
    a duty is put more lightly."""

    rules: tuple[Rule, ...]
    digest: str
    rewrites: tuple[Rule, ...] = ()

    def of(self, rule_class: str) -> tuple[Rule, ...]:
        """Returns the rules of a class, in file order."""
        return tuple(rule for rule in self.rules if rule.rule_class == rule_class)

    @cached_property
    def by_name(self) -> dict[str, Rule]:
        """The rules by their printed name."""
        return {rule.name: rule for rule in self.rules}

    @property
    def norms(self) -> tuple[Rule, ...]:
        """The norms: rules that carry points or limits of the score."""
        return tuple(rule for rule in self.rules if rule.kind == "norm")

    def points(self, name: str) -> int:
        """Returns the points of a norm. Raises LexiconError where no such norm exists."""
        rule = self.by_name.get(name)
        if rule is None:
            raise LexiconError(f"norm {name} staat niet in de lexicons; zet hem terug in lexicons/norms.toml")
        return rule.points


class _FrameModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    verb: str = Field(pattern=r"^\w+t$")
    infinitive: str = Field(pattern=r"^\w+n$")
    link: str = Field(pattern=r"\{(object|action)\}")
    noun: str = Field(min_length=3)
    noun_link: str = Field(pattern=r"\{object\}")
    particle: str = ""
    what: str = ""
    check: str = ""
    bullet: str = ""
    some: str = ""
    choice: str = ""


class _RuleModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    gloss: str = Field(min_length=3)
    phrases: tuple[str, ...] = ()
    pseudo: tuple[str, ...] = ()
    source: str = ""
    reason: str = ""
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    effect: Effect = Effect.CONTEXT
    points: int = Field(default=0, ge=-100, le=100)
    ask: int | None = Field(default=None, ge=0, le=5)
    value: str = ""
    weight: Weight = "low"
    scope: Literal["clause", "sentence", "block", "posting"] = "clause"
    sections: tuple[Section, ...] = ()
    part: tuple[int, ...] = ()
    whole: tuple[int, ...] = ()
    when: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    text: str = ""
    lead: str = ""
    frame: _FrameModel | None = None


class _FileModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    prefix: str = Field(pattern=r"^[a-z][a-z-]*$")
    gloss: str = Field(min_length=3)
    source: str = ""
    rule: tuple[_RuleModel, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> "_FileModel":
        for rule in self.rule:
            _check_rule(self, rule)
        return self


def _check_rule(file: _FileModel, rule: _RuleModel) -> None:
    """Raises ValueError where a rule lacks what its kind needs."""
    missing: list[str] = []
    if file.kind == "rewrite":
        missing += _missing_in_rewrite(rule)
    elif rule.when or rule.verbs or rule.text or rule.lead or rule.frame:
        raise ValueError(f'regel {rule.id}: when, verbs, text, lead en frame horen alleen bij kind = "rewrite"')
    if file.kind not in ("norm", "rewrite") and not rule.phrases:
        missing.append("phrases")
    if file.kind in ("evidence", "knob", "predicate") and not (rule.matches and rule.rejects):
        missing.append("matches en rejects (allebei minstens een voorbeeld)")
    if file.kind == "evidence" and not rule.reason:
        missing.append("reason")
    if file.kind in ("section", "fact", "agent") and not rule.value:
        missing.append("value")
    if file.kind == "predicate" and rule.ask is None:
        missing.append("ask")
    if not (rule.source or file.source):
        missing.append("source")
    if file.kind == "knob":
        missing += [key for key in ("part", "whole") if len(getattr(rule, key)) != len(LEVELS)]
    if missing:
        raise ValueError(f"regel {rule.id}: geef ook {', '.join(missing)}")
    if any(not 0 <= step <= 5 for step in (*rule.part, *rule.whole)):
        raise ValueError(f"regel {rule.id}: een plafond ligt tussen 0 en 5")


def _missing_in_rewrite(rule: _RuleModel) -> list[str]:
    """Returns what a rewrite lacks. Raises ValueError where its value is none of those that exist."""
    if rule.value not in REWRITES:
        raise ValueError(f"regel {rule.id}: value is {rule.value!r}; kies uit {', '.join(REWRITES)}")
    missing: list[str] = [key for key in REWRITES[rule.value] if getattr(rule, key) in (None, "", ())]
    if rule.phrases and not (rule.matches and rule.rejects):
        missing.append("matches en rejects (allebei minstens een voorbeeld)")
    return missing


def lexicon_folder() -> Path:
    """Returns the folder of the shipped lexicons: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parent / "lexicons"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "lexicons"


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Loads the shipped lexicons; the files of `extra` add rules, or replace those of the same name.

    Raises LexiconError where a file is missing, malformed or contradicts itself.
    """
    files = _toml_files(lexicon_folder())
    rules = {rule.name: rule for path in files for rule in _read_file(path)}
    own = _toml_files(extra) if extra is not None else []
    for path in own:
        rules.update({rule.name: rule for rule in _read_file(path)})
    judging = tuple(rule for rule in rules.values() if rule.kind != "rewrite")
    rewrites = tuple(rule for rule in rules.values() if rule.kind == "rewrite")
    return Lexicon(rules=judging, digest=_digest([*files, *own]), rewrites=rewrites)


def _toml_files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    if not files:
        raise LexiconError(f"{folder}: geen lexicons (*.toml) gevonden; wijs een map aan met minstens een bestand")
    return files


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _read_file(path: Path) -> tuple[Rule, ...]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path}: geen leesbaar TOML-bestand ({error}); verbeter die plaats") from error
    try:
        file = _FileModel.model_validate(data)
    except ValidationError as error:
        raise LexiconError(f"{path}: {_first_problem(error, data)}") from error
    names = [rule.id for rule in file.rule]
    double = next((name for name in names if names.count(name) > 1), None)
    if double:
        raise LexiconError(f"{path}: regel {double} staat er twee keer; geef een van beide een andere id")
    return tuple(_rule(path.stem, file, rule) for rule in file.rule)


def _rule(rule_class: str, file: _FileModel, rule: _RuleModel) -> Rule:
    values = rule.model_dump()
    values["name"] = f"{file.prefix}.{values.pop('id')}"
    values["source"] = rule.source or file.source
    values["frame"] = Frame(**rule.frame.model_dump()) if rule.frame else None
    return Rule(rule_class=rule_class, kind=file.kind, **values)


def _first_problem(error: ValidationError, data: dict[str, object]) -> str:
    """Returns the first problem as one Dutch line with the place and, for a wrong key, the keys that exist."""
    problem = error.errors()[0]
    place = [str(part) for part in problem["loc"]]
    rules = data.get("rule")
    if len(place) > 1 and place[0] == "rule" and isinstance(rules, list) and isinstance(rules[int(place[1])], dict):
        place[:2] = [f"regel {rules[int(place[1])].get('id', 'nummer ' + place[1])}"]
    where = ", ".join(place) or "het bestand"
    if problem["type"] == "extra_forbidden":
        fields = _RuleModel.model_fields if len(place) > 1 else _FileModel.model_fields
        return f"{where}: deze sleutel bestaat niet; kies uit {', '.join(fields)}"
    if problem["type"] == "missing":
        return f"{where}: deze sleutel is verplicht"
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    return f"{where}: {problem['msg']} (gevonden: {problem['input']!r})"
