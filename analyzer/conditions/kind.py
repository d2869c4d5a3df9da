"""What kind of text it is, and in which language: only Dutch internship postings are judged."""

from collections import Counter
from collections.abc import Sequence

from analyzer.assessment import Kind
from analyzer.conditions.colleagues import is_intern
from analyzer.conditions.study import facts_of
from analyzer.passage import Passage
from analyzer.posting import Section

_SHARE = 0.07
"""Share of function words that makes a text one of a language."""
_ARTICLE = 2
_SPOKEN_TO = 2
_HEAD = 3
"""Among the first words of the title stands who is sought."""
_EARLY = 3
"""Among the first blocks stands what the text is about."""


def language_of(passages: Sequence[Passage]) -> str:
    """Returns "nl", "en" or "other", by the share of the commonest function words."""
    counts = Counter(value for value, *_ in facts_of(passages, "language"))
    words = sum(len(passage.words) for passage in passages)
    best = max(("nl", "en"), key=lambda name: counts[name])
    return best if counts[best] >= _SHARE * words else "other"


def kind_of(passages: Sequence[Passage]) -> tuple[Kind, str]:
    """Returns the kind of text, and why it is not assessed (Dutch; empty for an internship posting)."""
    told = [passage for passage in passages if passage.section is not Section.BOILERPLATE]
    facts = facts_of(told, "kind")
    counts = Counter(value for value, _, passage, place in facts if not _made(value, passage, place))
    first = {passage.block for passage in told[:_EARLY]}
    early = Counter(value for value, _, passage, _ in facts if passage.block in first)
    title = {value for value, *_ in facts_of(told[:1], "kind")}
    if "internship" not in title or not counts["recruit"]:
        counts["article"] += counts["made"]
    if (
        counts["seeker"] >= 2
        and not _addresses_intern(told, counts["seeker"])
        and not any(passage.section is Section.OFFER and passage.headed for passage in told)
    ):
        return Kind.OTHER, "de schrijver zoekt zelf een stage; dit is geen vacature"
    if (
        counts["article"]
        and not _addresses_applicant(told)
        and (counts["article"] >= _ARTICLE or not counts["recruit"])
    ):
        return Kind.OTHER, "dit is een artikel of informatiepagina en geen stagevacature"
    if (
        counts["volunteer"]
        and "internship" not in title
        and counts["volunteer"] > bool(counts["student"])
        and counts["volunteer"] + early["volunteer"] > counts["internship"]
    ):
        return Kind.VOLUNTEER, "dit is een oproep voor vrijwilligers en geen stagevacature"
    if _is_job(counts, early, title) or (counts["job"] and _seeks_tutor(told)):
        return Kind.JOB, "dit is een betaalde baan en geen stagevacature"
    named = counts["internship"] or counts["tutor"] or (counts["student"] and not counts["job"])
    if not named and not facts_of(told, "level"):
        return Kind.OTHER, "de tekst noemt geen stage; dit lijkt geen stagevacature"
    return Kind.INTERNSHIP, ""


def _made(value: str, passage: Passage, place: int) -> bool:
    """Whether a kind of text is what the intern makes or answers, rather than what this text is."""
    return value == "made" and any(is_intern(token, passage) for token in passage.span[place].sent)


def _addresses_intern(passages: Sequence[Passage], seeker: int) -> bool:
    """Whether the text speaks to an intern more than of its writer, as one by the last intern does."""
    told = sum(hit.rule.value == "intern" for passage in passages for hit in passage.hits.get("agents", ()))
    return told > _SPOKEN_TO * seeker


def _seeks_tutor(passages: Sequence[Passage]) -> bool:
    """Whether the title asks for somebody who guides interns."""
    return any(value == "tutor" and place < _HEAD for value, _, _, place in facts_of(passages[:1], "kind"))


def _is_job(counts: Counter[str], early: Counter[str], title: set[str]) -> bool:
    if "internship" in title and "job" not in title:
        return False
    return counts["job"] >= 2 and counts["job"] + early["job"] >= counts["internship"]


def _addresses_applicant(passages: Sequence[Passage]) -> bool:
    sections = {passage.section for passage in passages if passage.headed}
    return bool({Section.DUTIES, Section.PROFILE} <= sections)
