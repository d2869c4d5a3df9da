"""Who guides the intern: somebody in the field, a team of the field, a promise only, or nobody that is stated."""

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from analyzer.assessment import Condition, Evidence
from analyzer.candidate import Agent, Findings, Pass
from analyzer.conditions.beside import beside
from analyzer.conditions.colleagues import (
    away_names,
    doubtful,
    goes_on,
    intern_near,
    is_amateur,
    is_intern,
    is_name,
    is_outside,
    is_rare,
    is_support,
    is_supported,
    said_of,
    sentence_around,
    supports,
)
from analyzer.matching import COLLEAGUE, Hit
from analyzer.passage import Passage
from analyzer.posting import Section

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMED = 3
"""Strength of a supervisor, a colleague in the field, or fixed talks: these hold also beside words that promise little."""
GUIDED_FROM = 2
"""Strength from which the work is guided: a supervisor, colleagues in the field, or a team in which the work is done."""

_AFTER = 4
"""So many words after *begeleiding door* may name the guide."""
_FIRM = frozenset({"guide.supervisor", "guide.meetings"})
_TALKS = frozenset({"guide.meetings", "control.teaches"})
"""What is held a few times in the whole internship is no guidance."""


def guidance_of(passages: Sequence[Passage], findings: Findings) -> Condition:
    """Returns the guidance: `value` is True where somebody in the field guides, False where the text only promises it
    or says that there is little, None where it is not stated. `strength` is that of the strongest words."""
    found: list[Evidence] = []
    away = away_names(passages)
    desk = is_supported(passages)
    ignorant = any(hit.rule.name == "guide.nobody" for one in passages for hit in one.hits.get("guidance", ()))
    for passage in passages:
        if passage.section is not Section.APPLICATION:
            for hit in passage.hits.get("guidance", ()):
                if ignorant and hit.rule.name == "guide.supervisor" and not _has_trade(hit, passage):
                    continue
                if _holds(hit, passage, away) and _of_trade(hit, passage, desk=desk):
                    found.append(passage.evidence(hit))
    found += _control(findings, away, desk=desk) + beside(passages, away, desk=desk)
    if not found:
        return Condition()
    best = max(item.points for item in found)
    little = min(item.points for item in found)
    strength = best if little >= 0 or (best >= NAMED and not _outweighed(found, ignorant=ignorant)) else min(best, 1)
    shown = sorted(found, key=lambda item: (-abs(item.points), item.start))[:6]
    details = (("strength", strength), ("little", little < 0))
    return Condition(strength >= GUIDED_FROM, details, tuple(shown))


def _has_trade(hit: Hit, passage: Passage) -> bool:
    """Whether the sentence says from which trade a supervisor comes: where nobody knows the field, that is what counts."""
    sentence = passage.span[hit.start].sent
    return any("role" in (said := said_of(token, passage)) and "owner" not in said for token in sentence)


def _outweighed(found: Sequence[Evidence], *, ignorant: bool) -> bool:
    """Whether one remark of help stands beside plain words that there is little. A supervisor or fixed talks stand, the
    talks only where somebody knows the field."""
    firm = _FIRM - {"guide.meetings"} if ignorant else _FIRM
    if any(item.rule in firm for item in found):
        return False
    helped, end = 0, -1
    for item in sorted((item for item in found if item.points >= NAMED), key=lambda item: item.start):
        helped += item.points if item.start >= end else 0
        end = max(end, item.end)
    return helped + sum(item.points for item in found if item.points < 0) <= 0


def _control(findings: Findings, away: Set[str], *, desk: bool) -> list[Evidence]:
    """Returns what somebody else does with the intern's work: reading it over, explaining, deciding."""
    found: list[Evidence] = []
    for candidate, why in findings.passed:
        subject = candidate.clause.subject
        if why is not Pass.AGENT or candidate.agent is not Agent.OTHER or subject is None:
            continue
        passage = candidate.passage
        if is_outside(subject, passage) or (supports(subject, passage) and not desk):
            continue
        places = [passage.place(token) for token in candidate.clause.verbs]
        for hit in passage.touching("control", places):
            if _holds(hit, passage, away) and _of_intern(hit, subject, passage):
                found.append(passage.evidence(hit))
    return found


def _of_intern(hit: Hit, subject: "Token", passage: Passage) -> bool:
    """Whether the intern is the one who is taught: not somebody else, and not by things (*zaken neemt de student mee*)."""
    tokens = [passage.span[place] for place in range(hit.start, hit.end)]
    interns = [token for token in tokens if is_intern(token, passage)]
    if interns:
        person = subject.pos_ in ("PRON", "PROPN") or bool(COLLEAGUE & said_of(subject, passage))
        return person or any(token.pos_ != "NOUN" for token in interns)
    if hit.rule.name != "control.teaches":
        return True
    objects = [child for one in tokens for child in one.children if child.dep_ in ("obj", "iobj")]
    others = any(one.pos_ == "NOUN" and not is_intern(one, passage) for one in objects)
    sentence = tokens[0].sent
    return any(is_intern(one, passage) for one in sentence) if others else intern_near(tokens[0], passage)


def _of_trade(hit: Hit, passage: Passage, *, desk: bool) -> bool:
    """Whether a hit tells of the intern's own work: a guide in the field, talks that are not the intern's with a client,
    a colleague in a sentence rather than under a letter."""
    if hit.rule.points < GUIDED_FROM:
        return True
    sentence = passage.span[hit.start].sent
    if hit.rule.name == "guide.looks-along":
        return _by_another(hit, passage)
    if hit.rule.name == "guide.team":
        return any(token.pos_ in ("VERB", "AUX", "ADP") for token in sentence)
    if hit.rule.name == "guide.meetings":
        near = {other.rule.name for other in passage.touching("guidance", sentence_around(passage, hit.start))}
        if "guide.supervisor" in near or any(_is_colleague(token, passage) for token in sentence):
            return True
        if any("outsider" in said_of(token, passage) for token in sentence):
            return False
        return passage.section is not Section.DUTIES or any(is_intern(token, passage) for token in sentence)
    return hit.rule.name != "guide.supervisor" or _of_field(hit, passage, desk=desk)


def _of_field(hit: Hit, passage: Passage, *, desk: bool) -> bool:
    """Whether a supervisor is a colleague of the field: no volunteer, and nobody who supports the office elsewhere."""
    tokens = passage.span[hit.start : hit.end]
    if any(is_amateur(token, passage) for token in tokens):
        return False
    if desk:
        return True
    last = min(hit.end + _AFTER, passage.place(tokens[0].sent[-1]) + 1)
    named = (passage.span[place] for place in range(hit.start, last))
    first = next((token for token in named if supports(token, passage) or _is_colleague(token, passage)), None)
    return not any(is_support(token, passage) for token in tokens) and (first is None or not supports(first, passage))


def _by_another(hit: Hit, passage: Passage) -> bool:
    """Whether it is somebody else who looks along, or the intern who does so with a colleague (*leest brieven mee*)."""
    verbs = [token for token in passage.span[hit.start : hit.end] if token.pos_ in ("VERB", "AUX")]
    if not any(
        is_intern(child, passage) or goes_on(child, passage)
        for verb in verbs
        for child in verb.children
        if child.dep_ == "nsubj"
    ):
        return True
    return any(_is_colleague(child, passage) for verb in verbs for child in verb.children if child.dep_ == "obl")


def _is_colleague(token: "Token", passage: Passage) -> bool:
    values = said_of(token, passage)
    if "outsider" in values:
        return False
    return bool({"role", "group"} & values) or ("name" in values and is_name(token, "name"))


def _holds(hit: Hit, passage: Passage, away: Set[str]) -> bool:
    """Whether the words of a hit are not taken back by those around it (*zonder dat iemand ...*, *wil wel eens ...*).
    A supervisor stays one who is there now and then."""
    if hit.rule.points < GUIDED_FROM:
        return True
    if any(word.form in away for word in passage.words[hit.start : hit.end]):
        return False
    firm = hit.rule.name in _FIRM
    if not firm and passage.span[hit.start].sent != passage.span[hit.end - 1].sent:
        return False
    if hit.rule.name in _TALKS and is_rare(passage, hit.start):
        return False
    return not doubtful(passage, hit.start, hit.end - 1, thin=not firm)
