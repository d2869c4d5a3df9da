"""The duties of a posting: every stretch that has the intern do something, as the annotation guide defines it.

What decides is who does it (the subject), what kind of predicate it is, and in which section it stands; a word alone
never does. Bullets without a finite verb under a heading of duties are duties as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from analyzer.duties.agents import Agent, agent_of, done_by_intern, third_person_intern
from analyzer.duties.clauses import Clause, Form, clauses_of
from analyzer.passage import Passage
from analyzer.posting import BlockKind, Section

__all__ = ["Agent", "Candidate", "Clause", "Findings", "Form", "Pass", "find_duties"]

_CLOSED = (Section.APPLICATION, Section.BOILERPLATE, Section.METADATA)
_OPEN = (Section.DUTIES, Section.ABOUT, None)
_LIGHT = frozenset({"gaan", "komen", "mogen", "kunnen", "willen", "zullen", "moeten", "laten"})
_SKILL_MODALS = frozenset({"kunnen", "willen", "durven", "mogen"})
_PAST_ENDINGS = ("de", "te", "den", "ten")
_ROLE = "role"
_MIN_FRAGMENT = 2
_LABEL_WORDS = 2
_OPENING = 3
_LEAD_WORDS = 7
_WORK_RUN = 2
_PLAIN_WORK = 2


class Pass(StrEnum):
    """Why a clause is no duty of the intern."""

    AGENT = "agent"
    PASSIVE = "passive"
    PAST = "past"
    NEGATED = "negated"
    STATE = "state"
    SECTION = "section"
    QUESTION = "question"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a passage that lays a duty on the intern. `start` and `end` are places within the passage."""

    passage: Passage
    clause: Clause
    agent: Agent
    start: int
    end: int
    section: Section


@dataclass(frozen=True, slots=True)
class Findings:
    """The duties of a posting, and the clauses that were looked at and are none, each with the reason."""

    duties: tuple[Candidate, ...]
    passed: tuple[tuple[Candidate, Pass], ...]


def find_duties(passages: Iterable[Passage]) -> Findings:
    """Returns the duties in the order of the text."""
    found: list[Candidate] = []
    passed: list[tuple[Candidate, Pass]] = []
    for passage in opened(list(passages)):
        if passage.block.kind is not BlockKind.HEADING:
            _of_passage(passage, found, passed)
    return Findings(tuple(found), tuple(passed))


def opened(passages: Sequence[Passage]) -> list[Passage]:
    """Returns the passages, those under a profile or offer opened where most of what stands there is work.

    Postings do put duties under "Wat zoeken we?" or "Wat mag je verwachten?" (domain research, section 8).
    """
    result: list[Passage] = []
    start = 0
    while start < len(passages):
        end = start + 1
        while end < len(passages) and passages[end].section is passages[start].section and passages[end].block.kind is not BlockKind.HEADING:
            end += 1
        run = passages[start:end]
        if run[0].section in (Section.PROFILE, Section.OFFER) and _is_work_run(run):
            run = [replace(passage, section=None) for passage in run]
        elif run[0].section is None:
            run = [*_listed(run)]
        result += run
        start = end
    return result


def _listed(run: Sequence[Passage]) -> Iterator[Passage]:
    """Yields the passages of an open stretch; bullets of a list of which at least half name work are duties, all of
    them, and so are those after a line that announces what the intern does."""
    for bullet, group in groupby(run, key=lambda passage: passage.block.kind is BlockKind.BULLET):
        passages = list(group)
        if bullet and 2 * sum(any(True for _ in passage.hits_of("predicates")) for passage in passages) >= len(passages) > 1:
            passages = [replace(passage, section=Section.DUTIES) for passage in passages]
        yield from passages


def _is_work_run(run: Sequence[Passage]) -> bool:
    """Whether a stretch lays work on the intern: clauses of work, on a knob or many of them, and clearly more than
    traits, study and offers."""
    work = knobs = other = 0
    for candidate in _plain_clauses(run):
        if _states(candidate) or _is_copula(candidate.clause):
            other += 1
        elif _predicate_hits(candidate) and _has_argument(candidate):
            work += 1
            knobs += _has_knob(candidate)
    return (knobs >= _WORK_RUN and work > other) or (work >= 2 * _WORK_RUN and work > 2 * other)


def _plain_clauses(run: Sequence[Passage]) -> Iterator[Candidate]:
    """Yields the finite clauses of the intern in a stretch."""
    for passage in run:
        for sentence in passage.span.sents:
            for clause in clauses_of(sentence):
                candidate = _candidate(passage, clause, agent_of(clause, passage, intern_before=False))
                if candidate.agent is Agent.INTERN and clause.form is Form.FINITE:
                    yield candidate


def _has_argument(candidate: Candidate) -> bool:
    return any(child.dep_ in ("obj", "obl", "xcomp") for token in candidate.clause.verbs for child in token.children)


def _has_knob(candidate: Candidate) -> bool:
    places = range(candidate.start, candidate.end)
    return any(True for name in ("knobs", "fields") for _ in candidate.passage.touching(name, places))


def _of_passage(passage: Passage, found: list[Candidate], passed: list[tuple[Candidate, Pass]]) -> None:
    finite: list[Candidate] = []
    fragments: list[Candidate] = []
    intern_before = False
    before: Agent | None = None
    for sentence in passage.span.sents:
        question = sentence.text.rstrip().endswith("?")
        if not sentence.text[:1].islower():
            before = None
        for clause in clauses_of(sentence):
            if clause.form in (Form.IMPERATIVE, Form.ELLIPTIC) and before is not None:
                clause, agent = replace(clause, form=Form.FINITE), before
            else:
                agent = agent_of(clause, passage, intern_before=intern_before)
            before = agent
            intern_before = third_person_intern(clause, passage) or (intern_before and agent is Agent.INTERN)
            candidate = _candidate(passage, clause, agent)
            if clause.form in (Form.INFINITIVE, Form.NOMINAL):
                fragments.append(candidate)
                continue
            why = _why_not(candidate, question)
            if why is None:
                finite.append(candidate)
            else:
                passed.append((candidate, why))
    duties = _without_nested(finite) + _fragment_duties(passage, fragments, finite)
    if not duties and _is_plain_item(passage, passed):
        duties = [_whole(passage)]
    found += sorted(duties, key=lambda duty: (duty.start, duty.end))


def _is_plain_item(passage: Passage, passed: Sequence[tuple[Candidate, Pass]]) -> bool:
    """Whether a bullet in a list of duties is one although its clauses do not show it: unless somebody else is its
    subject from the start, or it tells of a trait, a denial or the past."""
    if not (passage.section is Section.DUTIES and passage.headed and passage.block.kind is BlockKind.BULLET):
        return False
    if len(passage.words) < _MIN_FRAGMENT:
        return False
    own = [(candidate, why) for candidate, why in passed if candidate.passage is passage]
    if any(why not in (Pass.AGENT, Pass.CONDITION, Pass.SECTION) for _, why in own):
        return False
    subjects = [candidate.clause.subject for candidate, why in own if why is Pass.AGENT]
    return not any(subject is not None and passage.place(subject) < _OPENING for subject in subjects)


def _whole(passage: Passage) -> Candidate:
    """Returns the whole passage as a duty."""
    root = next((token for token in passage.span if token.head.i == token.i), passage.span[0])
    clause = Clause(root, passage.span.start, passage.span.end, Form.NOMINAL, None, (root,))
    return Candidate(passage, clause, Agent.NOBODY, 0, _cut(passage, 0, len(passage.words)), Section.DUTIES)


def _candidate(passage: Passage, clause: Clause, agent: Agent) -> Candidate:
    offset = passage.span.start
    section = passage.section or Section.DUTIES
    return Candidate(passage, clause, agent, clause.start - offset, clause.end - offset, section)


def _why_not(candidate: Candidate, question: bool) -> Pass | None:
    """Returns why a finite clause is no duty of the intern, or None where it is one."""
    clause, section = candidate.clause, candidate.passage.section
    if section in _CLOSED:
        return Pass.SECTION
    if done_by_intern(clause, candidate.passage):
        return None
    states = set(_states(candidate))
    if _is_content_clause(candidate):
        return Pass.CONDITION
    if candidate.agent is Agent.TASK:
        if candidate.end - candidate.start <= _LEAD_WORDS:
            return Pass.STATE
        return None if section in _OPEN and states <= {"context", "learn"} else Pass.STATE
    if candidate.agent is not Agent.INTERN:
        return None if section in _OPEN and _falls_to_intern(candidate) else Pass.AGENT
    if _is_passive(clause):
        return Pass.PASSIVE
    if _is_past(candidate):
        return Pass.PAST
    if _is_negated(clause):
        return Pass.NEGATED
    if states == {"learn"} and _learns_by_doing(candidate):
        return None
    if states or _is_ability(clause) or (_is_copula(clause) and not _owns(candidate) and not _predicate_hits(candidate)):
        return Pass.STATE
    return _why_not_here(candidate, question)


def _falls_to_intern(candidate: Candidate) -> bool:
    """Whether a clause with another subject still lays its work on the intern: it belongs to the intern's tasks
    (*hoort tot je werkzaamheden*), is done by the intern (*worden door jou beantwoord*), or lies in the intern's hands."""
    passage, places = candidate.passage, range(candidate.start, candidate.end)
    values = {hit.rule.value for hit in passage.touching("agents", places)}
    head = passage.place(candidate.clause.head)
    belongs = any(hit.rule.value == "belongs" for hit in passage.touching("agents", [head]))
    if "task" in values and belongs:
        return True
    if "oblique" not in values:
        return False
    return _owns(candidate) or (_is_passive(candidate.clause) and bool(_predicate_hits(candidate)))


def _why_not_here(candidate: Candidate, question: bool) -> Pass | None:
    """Returns why work of the intern is no duty in this form and place."""
    clause, section = candidate.clause, candidate.passage.section
    if clause.form is Form.IMPERATIVE:
        return None if section is Section.DUTIES and candidate.passage.headed else Pass.SECTION
    if question and _verb_first(clause):
        return None if _asks_for_help(candidate) else Pass.QUESTION
    if _is_condition(clause):
        return Pass.CONDITION
    return None if _fits_section(candidate) else Pass.SECTION


def _fits_section(candidate: Candidate) -> bool:
    """Under the profile and the offer, only plain work on a knob is a duty: abilities and promises are not."""
    if candidate.passage.section not in (Section.PROFILE, Section.OFFER):
        return True
    if _owns(candidate):
        return True
    modals = {child.lemma_ for child in candidate.clause.head.children if child.dep_ in ("aux", "cop")}
    modals.add(candidate.clause.head.lemma_)
    if modals & _SKILL_MODALS:
        return False
    asks = [hit.rule.ask or 0 for hit in _predicate_hits(candidate)]
    if not asks or not _has_knob(candidate):
        return False
    return candidate.passage.section is Section.OFFER or max(asks) >= _PLAIN_WORK


def _states(candidate: Candidate) -> list[str]:
    """Returns the kinds of non-duty that the predicate is known as; a modal verb leaves that to what it governs."""
    verbs = candidate.clause.verbs
    governed = [token for token in verbs[1:2] if token.dep_ == "xcomp"]
    light = verbs[0].lemma_ in _LIGHT
    tokens = governed if light and governed else list(verbs[:1])
    helpers = [child for token in tokens for child in token.children if child.dep_ in ("aux", "cop") and child.lemma_ not in _LIGHT]
    if light and not governed:
        helpers += [child for child in verbs[0].children if child.dep_ in ("compound:prt", "advmod", "xcomp", "obl")]
    places = [candidate.passage.place(token) for token in (*tokens, *helpers)]
    inside = [hit for hit in candidate.passage.touching("states", places) if hit.start >= candidate.start]
    return [hit.rule.value for hit in inside]


def _predicate_hits(candidate: Candidate) -> list:  # type: ignore[type-arg]
    places = [candidate.passage.place(token) for token in candidate.clause.verbs]
    return list(candidate.passage.touching("predicates", places))


def _owns(candidate: Candidate) -> bool:
    """Whether the clause gives the intern a role that carries something (*verantwoordelijk voor*, *aanspreekpunt*)."""
    return any(hit.rule.value == _ROLE for hit in candidate.passage.hits_of("ownership", candidate.start, candidate.end))


def _is_passive(clause: Clause) -> bool:
    if clause.subject is not None and clause.subject.dep_ == "nsubj:pass":
        return True
    return any(child.dep_ == "aux:pass" for child in clause.head.children)


def _is_past(candidate: Candidate) -> bool:
    """Whether the clause tells of the past: tagged so, and spelt as a past form."""
    head = candidate.clause.head
    tokens = [head, *(child for child in head.children if child.dep_ in ("aux", "cop"))]
    past = [token for token in tokens if "Past" in token.morph.get("Tense") and token.lemma_ != "zullen"]
    strong = {hit.rule.value for hit in candidate.passage.touching("facts", [candidate.passage.place(token) for token in past])}
    return "past=strong" in strong or any(token.lower_.endswith(_PAST_ENDINGS) for token in past)


def _is_negated(clause: Clause) -> bool:
    """Whether the predicate is denied (*hoeft niet*, *doet dat nooit*); *niet alleen* and *geen* of an object are not."""
    for child in clause.head.children:
        if child.lower_ in ("niet", "nooit", "nooit alleen") and child.dep_ == "advmod":
            after = child.doc[child.i + 1].lower_ if child.i + 1 < len(child.doc) else ""
            if after not in ("alleen", "enkel", "slechts"):
                return True
    return clause.head.lemma_ == "hoeven" or any(child.lemma_ == "hoeven" for child in clause.head.children)


def _is_copula(clause: Clause) -> bool:
    return any(child.dep_ == "cop" for child in clause.head.children) or clause.head.lemma_ == "zijn"


def _verb_first(clause: Clause) -> bool:
    first = clause.head.doc[clause.start]
    return first.pos_ in ("VERB", "AUX") and clause.subject is not None and clause.subject.i > first.i


def _asks_for_help(candidate: Candidate) -> bool:
    lemmas = {token.lemma_ for token in candidate.clause.verbs} | {candidate.clause.head.doc[candidate.clause.start].lemma_}
    return bool(lemmas & {"helpen", "gaan", "ondersteunen"}) and candidate.passage.section in (None, Section.DUTIES, Section.ABOUT)


def _is_condition(clause: Clause) -> bool:
    """Whether the clause only states a condition (*als je ...*, *heb je ideeën, dan ...*)."""
    markers = [child.lower_ for child in clause.head.children if child.dep_ == "mark"]
    if any(marker in ("als", "wanneer", "indien", "zodat", "omdat", "of", "mits", "zodra", "tenzij", "terwijl", "hoe", "voordat", "nadat", "totdat", "want") for marker in markers):
        return True
    return clause.head.dep_ == "advcl"


def _is_content_clause(candidate: Candidate) -> bool:
    """Whether the clause says what somebody learns, knows, likes or makes (*hoe je ...*, *wat je maakt*), and is no
    demand (*wij vragen dat je ...*) and no work of its own (*waarvoor je zelf de gesprekspartners zoekt*)."""
    clause, passage = candidate.clause, candidate.passage
    head = clause.head
    if head.dep_ in ("ccomp", "csubj"):
        marks = [child.lower_ for child in head.children if child.dep_ == "mark"]
        above = passage.place(head.head)
        demanded = any(hit.rule.value == "demand" for hit in passage.touching("agents", [above]))
        return not ("dat" in marks and demanded and _predicate_hits(candidate))
    if head.dep_ == "acl:relcl" and clause.subject is not None and clause.subject.lower_ not in ("die", "dat", "wie"):
        return not any(child.dep_ == "obj" and child.i > clause.subject.i for child in head.children)
    return False


def _is_ability(clause: Clause) -> bool:
    """Whether the clause tells what the intern is able to do (*je kunt plannen*, *je moet kunnen tillen*); an inverted
    *kun je* offers an occasion instead."""
    modals = [token for token in (clause.head, *clause.head.children) if token.lemma_ == "kunnen"]
    if not modals or clause.subject is None:
        return False
    infinite = any("Inf" in token.morph.get("VerbForm") for token in modals)
    return infinite or (clause.subject.i < modals[0].i and clause.subject.i == clause.start)


def _learns_by_doing(candidate: Candidate) -> bool:
    """Whether a list of duties has the intern learn to do something (*leert de mengmachine bedienen*)."""
    return candidate.passage.section is Section.DUTIES and candidate.passage.headed and len(candidate.clause.verbs) > 1


def _without_nested(candidates: list[Candidate]) -> list[Candidate]:
    """Leaves out a clause that lies inside another duty."""
    return [
        one
        for one in candidates
        if not any(other is not one and other.start <= one.start and one.end <= other.end and (other.end - other.start) > (one.end - one.start) for other in candidates)
    ]


def _fragment_duties(passage: Passage, fragments: list[Candidate], finite: list[Candidate]) -> list[Candidate]:
    """Returns the fragments that are duties: infinitives and nouns in a list of duties."""
    bullet = passage.block.kind is BlockKind.BULLET
    if not fragments or not (passage.section is Section.DUTIES or (bullet and passage.section is None)):
        return []
    if passage.section is None and not any(_predicate_hits(one) for one in fragments):
        return []
    usable = [one for one in fragments if _is_work(one, bullet)]
    if bullet and not finite:
        return _whole_bullet(passage, usable)
    return usable if bullet else [one for one in usable if one.clause.form is Form.INFINITIVE or passage.headed]


def _is_work(candidate: Candidate, bullet: bool) -> bool:
    """Whether a fragment names work: an infinitive, or a noun in a list of duties that is no trait, demand or offer."""
    if candidate.end - candidate.start < _MIN_FRAGMENT and not bullet:
        return False
    if set(_states(candidate)) & {"apply", "receive", "study"}:
        return False
    if candidate.clause.form is Form.INFINITIVE or _predicate_hits(candidate):
        return True
    cues = {hit.rule.value for hit in candidate.passage.hits_of("cues", candidate.start, candidate.end)}
    if cues & {"profile", "offer", "application"}:
        return False
    return bullet and (candidate.passage.headed or _has_knob(candidate))


def _whole_bullet(passage: Passage, fragments: list[Candidate]) -> list[Candidate]:
    """A bullet with one predicate is one duty, the whole bullet; with more, the parts together cover it."""
    ordered = sorted(fragments, key=lambda one: one.start)
    if len(ordered) > 1:
        ordered = [one for one in ordered if one.end - one.start > _LABEL_WORDS] or ordered
    widened = []
    for number, one in enumerate(ordered):
        start = 0 if number == 0 else one.start
        end = ordered[number + 1].start if number + 1 < len(ordered) else len(passage.words)
        widened.append(replace(one, start=start, end=_cut(passage, start, end)))
    return widened


def _cut(passage: Passage, start: int, end: int) -> int:
    """Cuts closing punctuation and conjunctions off a widened fragment."""
    while end > start + 1 and (passage.words[end - 1].form in ".!?;:,…" or passage.words[end - 1].pos == "CCONJ"):
        end -= 1
    return end
