"""The tempered wording of an excessive duty, and what the organisation has to arrange for it.

Softer words do not make a job lighter: where a part of the work fits an intern, the duty is put anew with that part
and with who approves; where no wording can make it fit, only the advice is given (article A5 and A11).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.assessment import Conditions, Duty, Verdict
from analyzer.candidate import Candidate, Form
from analyzer.lexicon import LEVELS, Rule
from analyzer.matching import Knowledge
from analyzer.tempering.edits import Edits, edits_of
from analyzer.tempering.sentence import Parts, take_apart
from analyzer.tempering.wording import ARTICLES, word

__all__ = ["temper"]

PLACEHOLDER = "<functie>"
_UNKNOWN = (
    "Deze regel laat zich niet vanzelf herschrijven. Zeg in één zin welk deel de stagiair doet en wie dat goedkeurt. "
    "Leg het geheel bij een ervaren collega of huur een professional in."
)
_WHO = "Noem in de vacature wie de stagiair begeleidt: een collega die dit vak kent."
_FILL = f"Vul bij {PLACEHOLDER} in wie dat is."
_CORRECTIONS = ("norm.early-year", "norm.pupil")
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class _Scale:
    """What the predicate asks by itself and what an intern can carry (both 0-5), and the rules by their name."""

    base: int
    room: int
    by_name: Mapping[str, Rule]


def temper(duty: Duty, candidate: Candidate, conditions: Conditions, knowledge: Knowledge) -> Duty:
    """Returns the duty with its tempered wording and advice; a duty that is not excessive comes back as it is."""
    if duty.verdict is not Verdict.EXCESSIVE:
        return duty
    rewrites = knowledge.lexicon.rewrites
    edits = edits_of(candidate, knowledge)
    names = _names(duty) | _named_before(duty, candidate)
    unfit = next((rule for rule in rewrites if rule.value == "unfit" and _applies(rule, names, candidate, edits)), None)
    if unfit is not None:
        return replace(duty, tempered=None, advice=unfit.text)
    parts = take_apart(candidate, edits)
    rules = [rule for rule in rewrites if rule.value in ("frame", "keep") and _applies(rule, names, candidate, edits)]
    base = duty.score.terms[1].points // knowledge.points("norm.step")
    scale = _Scale(base, _room(duty, conditions, knowledge), knowledge.lexicon.by_name)
    found = _first_that_fits(rules, parts, edits, duty, scale) if parts is not None else None
    if found is None:
        return replace(duty, tempered=None, advice=_UNKNOWN)
    rule, text = found
    return replace(duty, tempered=text, advice=_advice(rule, text, conditions))


def _advice(rule: Rule, text: str, conditions: Conditions) -> str:
    sentences = [rule.text]
    if not conditions.guided:
        sentences.append(_WHO)
    if PLACEHOLDER in text:
        sentences.append(_FILL)
    return " ".join(sentences)


def _names(duty: Duty) -> frozenset[str]:
    """Returns the rules that made the duty what it is; *none* stands for a predicate that no rule knows."""
    names = {item.rule for item in duty.evidence} | set(duty.knobs)
    names |= {term.name for term in duty.score.terms if not term.name.startswith("ask.")}
    if not any(name.startswith("ask.") for name in names):
        names.add("none")
    return frozenset(names)


def _named_before(duty: Duty, candidate: Candidate) -> frozenset[str]:
    """Returns the knobs that say, right before it, what kind of thing a turned knob is (*Google Ads campagnes*)."""
    hits = list(candidate.passage.hits_of("knobs", candidate.start, candidate.end))
    turned = {hit.start for hit in hits if hit.rule.name in duty.knobs}
    return frozenset(hit.rule.name for hit in hits if hit.end in turned)


def _applies(rule: Rule, names: frozenset[str], candidate: Candidate, edits: Edits) -> bool:
    """Whether a rewrite is meant for this duty: by what made it heavy, and by its verb."""
    if rule.when and names.isdisjoint(rule.when):
        return False
    if rule.verbs and names.isdisjoint(rule.verbs):
        return False
    return not rule.phrases or _on_verb(rule, candidate, edits)


def _on_verb(rule: Rule, candidate: Candidate, edits: Edits) -> bool:
    passage = candidate.passage
    verbs = {passage.place(token) for token in candidate.clause.verbs}
    for role in passage.hits_of("ownership", candidate.start, candidate.end):
        verbs |= set(range(role.start, role.end))
    if rule.value == "unfit" and candidate.clause.form in (Form.INFINITIVE, Form.NOMINAL):
        verbs |= set(range(candidate.start, candidate.end))
    return any(hit.rule.name == rule.name and verbs & set(range(hit.start, hit.end)) for hit in edits.hits)


def _first_that_fits(
    rules: Sequence[Rule], parts: Parts, edits: Edits, duty: Duty, scale: "_Scale"
) -> tuple[Rule, str] | None:
    """Returns the first rule with its wording that fits. A wording made for this kind of work may ask a step more than
    fits best (on the high side is realistic); the general ones only where nothing else is left."""
    spare: tuple[Rule, str] | None = None
    for rule in rules:
        if rule.value == "keep" and parts.form is Form.NOMINAL and not _has_predicate(duty):
            continue
        text = word(rule, parts, edits)
        if text is None or len(text) > _LONGEST or not _about_knob(rule, duty, parts, scale.by_name):
            continue
        asked = (max(1, scale.base - 1) if rule.value == "keep" else rule.ask or 0) + _left(duty, text, rule)
        special = rule.value == "frame" and bool(rule.when or rule.phrases)
        if asked <= scale.room + special:
            return rule, text
        if asked == scale.room + 1 and spare is None:
            spare = rule, text
    return spare


def _has_predicate(duty: Duty) -> bool:
    return any(item.evidence_class == "predicates" for item in duty.evidence)


def _about_knob(rule: Rule, duty: Duty, parts: Parts, by_name: Mapping[str, Rule]) -> bool:
    """Whether the duty is first of all about the thing that a wording is made for, or about a knob that weighs most."""
    named = [item for item in duty.evidence if item.rule in rule.when and item.rule in duty.knobs]
    if rule.value != "frame" or not named or any(by_name[item.rule].weight == "high" for item in named):
        return True
    nouns = (token.lower_ for token in parts.object if token.pos_ in ("NOUN", "PROPN"))
    first = next((noun for noun in nouns if noun not in ARTICLES), "")
    return any(first in item.text.lower() for item in named)


def _left(duty: Duty, text: str, rule: Rule) -> int:
    """Returns how many steps the hardening words ask that the lighter wording still holds."""
    low = " ".join(text.lower().split())
    left = [item for item in duty.evidence if item.points > 0 and " ".join(item.text.lower().split()) in low]
    if rule.ask is not None and rule.ask <= 1:
        left = [item for item in left if item.evidence_class == "ownership"]
    return min(2, sum(item.points for item in left if item.evidence_class in ("ownership", "pressure")))


def _room(duty: Duty, conditions: Conditions, knowledge: Knowledge) -> int:
    """Returns what an intern of this level can carry of a part of the work when somebody guides."""
    column = LEVELS.index(conditions.ceiling_level)
    by_name = knowledge.lexicon.by_name
    rules = [by_name[name] for name in duty.knobs] or [by_name["norm.default"]]
    lower = sum(1 for term in duty.score.terms if term.name in _CORRECTIONS)
    return max(0, min(rule.part[column] for rule in rules) - lower)
