"""The outcome of an analysis: frozen values that hold only strings, numbers and enums.

`Assessment.to_dict()` is the JSON contract (`analyzer/schema/assessment.schema.json`). Value, band and verdict of a
score are derived from its terms and never stored beside them.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from analyzer.posting import Section

SCHEMA_VERSION = 1
EXCESSIVE_FROM = 50
"""A duty or posting is excessive from this score on (0-100); part of the contract."""
NOT_ASSESSED = "niet beoordeeld: "
"""What stands before the reason why a text is not judged."""


class Verdict(StrEnum):
    """The judgement on a duty or a posting."""

    REALISTIC = "realistic"
    EXCESSIVE = "excessive"
    NOT_ASSESSED = "not_assessed"


class Kind(StrEnum):
    """What kind of text was read."""

    INTERNSHIP = "internship"
    JOB = "job"
    VOLUNTEER = "volunteer"
    OTHER = "other"


class Effect(StrEnum):
    """What a piece of evidence does to the judgement."""

    RAISES = "raises"
    TEMPERS = "tempers"
    CONTEXT = "context"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that were seen, the rule that saw them, and what they do. `points` are steps on the ask scale (0-5) or,
    for the posting, score points; `effect` NONE means seen and not counted, and `reason` says why."""

    rule: str
    evidence_class: str
    text: str
    start: int
    end: int
    effect: Effect
    reason: str
    points: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Returns the JSON form of the contract."""
        return {
            "rule": self.rule,
            "class": self.evidence_class,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "effect": self.effect.value,
            "points": self.points,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an additive score: the points, what they are for, and the rule or norm they come from."""

    name: str
    points: int
    reason: str
    source: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Returns the JSON form of the contract."""
        return {"term": self.name, "points": self.points, "reason": self.reason, "source": self.source}


@dataclass(frozen=True, slots=True)
class Score:
    """An additive score: the sum of its terms, cut to 0-100."""

    terms: tuple[Term, ...] = ()

    @property
    def value(self) -> int:
        """The sum of the points of all terms, at least 0 and at most 100."""
        return max(0, min(100, sum(term.points for term in self.terms)))

    @property
    def verdict(self) -> Verdict:
        """Excessive from `EXCESSIVE_FROM` on, realistic below."""
        return Verdict.EXCESSIVE if self.value >= EXCESSIVE_FROM else Verdict.REALISTIC

    @property
    def band(self) -> str:
        """The Dutch word beside the number."""
        bands = ((30, "passend"), (EXCESSIVE_FROM, "aan de hoge kant"), (75, "te zwaar"))
        return next((word for limit, word in bands if self.value < limit), "veel te zwaar")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that the posting has the intern do. `ask` and `ceiling` are on the scale 0-5 of the annotation guide."""

    text: str
    start: int
    end: int
    section: Section
    knobs: tuple[str, ...]
    ask: int
    ceiling: int
    score: Score
    evidence: tuple[Evidence, ...] = ()
    tempered: str | None = None
    advice: str = ""

    @property
    def verdict(self) -> Verdict:
        """The verdict that follows from the score."""
        return self.score.verdict

    def to_dict(self) -> dict[str, Any]:
        """Returns the JSON form of the contract."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "section": self.section.value,
            "knobs": list(self.knobs),
            "ask": self.ask,
            "ceiling": self.ceiling,
            "score": self.score.value,
            "verdict": self.verdict.value,
            "terms": [term.to_dict() for term in self.score.terms],
            "evidence": [item.to_dict() for item in self.evidence],
            "tempered": self.tempered,
            "advice": self.advice,
        }


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact about the internship as a whole. `value` is None where the posting does not state it ("niet vermeld")."""

    value: str | int | float | bool | None = None
    details: tuple[tuple[str, str | int | float | bool | None], ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether the posting states this fact."""
        return self.value is not None

    def detail(self, name: str) -> str | int | float | bool | None:
        """Returns a detail by name, or None where it is not stated."""
        return dict(self.details).get(name)

    def to_dict(self) -> dict[str, Any]:
        """Returns the JSON form of the contract."""
        return {"value": self.value, **dict(self.details), "evidence": [item.to_dict() for item in self.evidence]}


@dataclass(frozen=True, slots=True)
class Given:
    """What the user states about the internship; it goes before what the text says. None leaves it to the text."""

    level: str | None = None
    study_year: int | None = None
    internship_type: str | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """The facts of the posting against which its duties are judged."""

    level: Condition = field(default_factory=Condition)
    study_year: Condition = field(default_factory=Condition)
    internship_type: Condition = field(default_factory=Condition)
    locale: Condition = field(default_factory=Condition)
    guidance: Condition = field(default_factory=Condition)
    learning_goals: Condition = field(default_factory=Condition)
    compensation: Condition = field(default_factory=Condition)
    hours: Condition = field(default_factory=Condition)
    duration: Condition = field(default_factory=Condition)
    experience_demanded: Condition = field(default_factory=Condition)
    replaces_staff: Condition = field(default_factory=Condition)

    @property
    def guided(self) -> bool:
        """Whether somebody in the field guides; what is not stated counts as nobody (annotation guide, section 4)."""
        return self.guidance.value is True

    @property
    def final_year(self) -> bool:
        """Whether the internship is of the last year of study: a graduation project, or year 4 and later."""
        year = self.study_year.value
        final = bool(self.study_year.detail("final")) or self.internship_type.value == "afstudeerstage"
        return final or (isinstance(year, int) and year >= 4)

    @property
    def ceiling_level(self) -> str:
        """The level against which duties are judged: mbo, hbo, final or master; nothing stated is hbo year 3."""
        if self.level.value == "mbo":
            return "mbo"
        if not self.final_year:
            return "hbo"
        return "master" if self.level.value == "wo" else "final"

    NAMES = (
        "guidance",
        "learning_goals",
        "compensation",
        "hours",
        "duration",
        "experience_demanded",
        "replaces_staff",
    )

    def to_dict(self) -> dict[str, Any]:
        """Returns the JSON form of the contract: the conditions that have no field of their own in the assessment."""
        return {name: getattr(self, name).to_dict() for name in self.NAMES}


@dataclass(frozen=True, slots=True)
class Assessment:
    """The judgement on one posting, with everything that led to it."""

    model: str
    lexicons: str
    id: str
    source: str
    title: str
    kind: Kind
    language: str
    conditions: Conditions
    score: Score
    duties: tuple[Duty, ...] = ()
    reasons: tuple[str, ...] = ()
    ignored: tuple[Evidence, ...] = ()
    assessed: bool = True

    @property
    def verdict(self) -> Verdict:
        """The verdict on the posting; NOT_ASSESSED where the text is no Dutch internship posting with duties."""
        return self.score.verdict if self.assessed else Verdict.NOT_ASSESSED

    def not_assessed(self, why: str) -> "Assessment":
        """Returns the same facts without a judgement, and the Dutch reason why there is none."""
        score = Score((Term("norm.not-assessed", 0, why),))
        return replace(self, score=score, duties=(), reasons=(f"{NOT_ASSESSED}{why}",), ignored=(), assessed=False)

    @property
    def excessive_duties(self) -> tuple[Duty, ...]:
        """The excessive duties, heaviest first, in text order where equal."""
        heavy = (duty for duty in self.duties if duty.verdict is Verdict.EXCESSIVE)
        return tuple(sorted(heavy, key=lambda duty: (-duty.score.value, duty.start)))

    def to_dict(self) -> dict[str, Any]:
        """Returns the JSON form of the contract."""
        facts = self.conditions
        return {
            "schema_version": SCHEMA_VERSION,
            "model": self.model,
            "lexicons": self.lexicons,
            "id": self.id,
            "source": self.source,
            "title": self.title,
            "kind": self.kind.value,
            "language": self.language,
            "level": facts.level.value,
            "study_year": facts.study_year.value,
            "internship_type": facts.internship_type.value,
            "locale": facts.locale.value,
            "verdict": self.verdict.value,
            "score": self.score.value,
            "terms": [term.to_dict() for term in self.score.terms],
            "reasons": list(self.reasons),
            "duties": [duty.to_dict() for duty in self.duties],
            "conditions": facts.to_dict(),
            "ignored": [item.to_dict() for item in self.ignored],
        }
