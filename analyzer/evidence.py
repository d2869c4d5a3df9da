"""The words around a duty that make it heavier or lighter, and the words that were seen and do not count.

A qualifier works within its scope: its clause, its sentence, or its block. A bullet or paragraph of one sentence is its
own block. Of one rule, one hit counts a duty.
"""

from typing import TYPE_CHECKING

from analyzer.assessment import Effect, Evidence
from analyzer.candidate import Candidate, Findings, Pass
from analyzer.dutch.words import feature
from analyzer.matching import Hit
from analyzer.passage import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

QUALIFIERS = ("ownership", "pressure", "tempering")
_FAR = 5
"""So many coordinated verbs are followed back to their subject."""

_PASSED = {
    Pass.AGENT: "dit doet iemand anders, niet de stagiair",
    Pass.PASSIVE: "dit overkomt de stagiair; het is geen taak",
    Pass.PAST: "dit gaat over vroeger",
    Pass.NEGATED: "dit wordt juist ontkend",
    Pass.STATE: "dit is een eigenschap, studie of aanbod en geen taak",
    Pass.SECTION: "dit staat in een deel van de tekst waar geen taken staan",
    Pass.QUESTION: "dit is een vraag aan de lezer en geen taak",
    Pass.CONDITION: "dit is een voorwaarde of bijzin en geen taak",
}


def evidence_of(candidate: Candidate) -> list[Evidence]:
    """Returns the qualifiers of a duty in the order of the text, each rule once."""
    found: dict[str, Evidence] = {}
    for rule_class in QUALIFIERS:
        for hit in candidate.passage.hits.get(rule_class, ()):
            if hit.rule.name in found or not _in_scope(hit, candidate):
                continue
            if hit.rule.effect is Effect.TEMPERS and _done_by_intern(hit, candidate.passage):
                continue
            found[hit.rule.name] = candidate.passage.evidence(hit)
    return sorted(found.values(), key=lambda item: (item.start, item.rule))


def ignored_evidence(findings: Findings) -> list[Evidence]:
    """Returns ownership words that were seen in clauses that are no duty, each with the reason why they do not count."""
    seen: dict[tuple[int, int], Evidence] = {}
    duties = [(one.passage.block, one.start, one.end) for one in findings.duties]
    for candidate, why in findings.passed:
        for hit in candidate.passage.hits_of("ownership", candidate.start, candidate.end):
            if any(block == candidate.passage.block and a < hit.end and hit.start < b for block, a, b in duties):
                continue
            item = candidate.passage.evidence(hit, Effect.NONE, _PASSED[why])
            seen.setdefault((item.start, item.end), item)
    return sorted(seen.values(), key=lambda item: (item.start, item.end, item.rule))


def _in_scope(hit: Hit, candidate: Candidate) -> bool:
    if hit.rule.scope == "block":
        return True
    start, end = candidate.start, candidate.end
    if hit.rule.scope == "sentence":
        start, end = _sentence(candidate)
    return hit.start >= start and hit.end <= end


def _sentence(candidate: Candidate) -> tuple[int, int]:
    """Returns the sentence around a duty and the one after it, where an approval often stands."""
    span = candidate.passage.span
    sentences = [(sentence.start - span.start, sentence.end - span.start) for sentence in candidate.passage.sentences()]
    for start, end in sentences:
        if start <= candidate.start < end:
            return start, max(end, candidate.end)
    return candidate.start, candidate.end


def _done_by_intern(hit: Hit, passage: Passage) -> bool:
    """Whether the words are what the intern does (*je kijkt de schriften na*), which lightens nothing."""
    finite = [token for token in passage.span[hit.start : hit.end] if "Fin" in feature(token, "VerbForm")]
    return any("intern" in passage.values("agents", [passage.place(one)]) for verb in finite for one in _subjects(verb))


def _subjects(verb: "Token") -> "list[Token]":
    """Returns the subjects of a verb, or of the verb that it is coordinated with."""
    for _ in range(_FAR):
        found = [child for child in verb.children if child.dep_.startswith("nsubj")]
        if found or verb.dep_ != "conj" or verb.head.i == verb.i:
            return found
        verb = verb.head
    return []
