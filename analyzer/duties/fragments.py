"""Duties without a finite verb: infinitives, nouns, and bullets that are a duty as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from analyzer.candidate import Agent, Candidate, Clause, Form, Pass
from analyzer.dutch.words import feature
from analyzer.duties.subjects import SUBORDINATE, carriers_of, determiners_of, is_finite
from analyzer.duties.traits import has_knob, predicate_hits, states_of
from analyzer.passage import Passage
from analyzer.posting import BlockKind, Section

if TYPE_CHECKING:
    from spacy.tokens import Token

_MIN_FRAGMENT = 2
_LABEL_WORDS = 2
"""A fragment of at most so many words before others in a bullet is its label."""
_LINE_WORDS = 3
_LISTED = 2
_ITEM_WORDS = 30
_MARKS = (",", ":", "(", ".", ";", "–")
_STOPS = (".", "!", "?")
_ASKING = ("wie", "wat", "waar", "hoe", "welke", "waarom", "wanneer")
_LIST_LEAD = 3
_DEFINITE = ("de", "het")
_OPENING = 3
"""A subject among the first so many words opens the bullet."""


def fragment_duties(
    passage: Passage, fragments: list[Candidate], finite: list[Candidate], limit: int
) -> list[Candidate]:
    """Returns the fragments that are duties: infinitives and nouns in a list of duties. From the word `limit` on, a
    bullet goes on about something else."""
    bullet = is_item(passage)
    if passage.section is None and not bullet:
        return _listed_in_prose(fragments) if _is_running(passage) else []
    if not fragments or passage.section not in (Section.DUTIES, None):
        return []
    if passage.section is None and not any(predicate_hits(one) for one in fragments):
        return []
    usable = [one for one in fragments if _is_work(one, bullet)]
    if bullet and not finite:
        return _whole_bullet(passage, usable, limit)
    return usable if bullet else [one for one in usable if one.clause.form is Form.INFINITIVE or passage.headed]


def _is_running(passage: Passage) -> bool:
    """Whether a passage is running text: a lone line without a full stop is a title."""
    return passage.words[-1].form in (".", "!", ":") or len(list(passage.sentences())) > 1


def _listed_in_prose(fragments: list[Candidate]) -> list[Candidate]:
    """Returns the fragments of running text that enumerate work in the infinitive (*gereedschap klaarzetten, planken
    zagen, opruimen*): one alone may be anything."""
    listed = []
    for _, group in groupby(fragments, key=lambda one: int(one.clause.head.sent.start)):
        sentence = list(group)
        infinite = all(one.clause.form is Form.INFINITIVE for one in sentence)
        verbs = max(sum(len(predicate_hits(one)) for one in sentence), sum(_infinitives(one) for one in sentence))
        listed += [one for one in sentence if infinite and verbs >= _LISTED and _is_work(one, bullet=False)]
    return listed


def _infinitives(candidate: Candidate) -> int:
    """Returns how many verbs in the infinitive with an object or place of their own a fragment holds."""
    tokens = candidate.clause.head.doc[candidate.clause.start : candidate.clause.end]
    return sum(_governs(token) for token in tokens)


def _governs(token: "Token") -> bool:
    """Whether a word is a verb in the infinitive that is a part of a row and has an object or place of its own."""
    infinite = "Inf" in feature(token, "VerbForm") and token.dep_ in ("ROOT", "conj", "parataxis")
    return infinite and any(child.dep_ in ("obj", "obl") or _is_bare(child) for child in token.children)


def _is_bare(child: "Token") -> bool:
    """Whether what a parser has as a subject is the bare object of an infinitive (*mest rijden*)."""
    in_front = child.dep_ == "nsubj" and child.pos_ == "NOUN" and child.i + 1 == child.head.i
    return in_front and not determiners_of(child)


def _is_work(candidate: Candidate, bullet: bool) -> bool:
    """Whether a fragment names work: an infinitive, or a noun in a list of duties that is no trait, demand or offer."""
    if candidate.end - candidate.start < _MIN_FRAGMENT and not bullet:
        return False
    if set(states_of(candidate)) & {"apply", "receive", "study"}:
        return False
    if candidate.clause.form is Form.NOMINAL and (_is_guidance(candidate) or _has_subject_behind(candidate)):
        return False
    if candidate.clause.form is Form.INFINITIVE or predicate_hits(candidate):
        return True
    if bullet and any(candidate.passage.hits_of("predicates", candidate.start, candidate.end)):
        return True
    cues = {hit.rule.value for hit in candidate.passage.hits_of("cues", candidate.start, candidate.end)}
    if cues & {"profile", "offer", "application", "boilerplate"}:
        return False
    if not any(word.form[:1].isalpha() for word in candidate.passage.words[candidate.start : candidate.end]):
        return False
    return bullet and (candidate.passage.headed or has_knob(candidate))


def _has_subject_behind(candidate: Candidate) -> bool:
    """Whether what the parser took for a noun is the verb of somebody (*of dat doorgaat besluit het bestuur*)."""
    head = candidate.clause.head
    return any(child.dep_ == "nsubj" and child.i > head.i for child in head.children)


def _is_guidance(candidate: Candidate) -> bool:
    """Whether a noun names what the intern gets (*begeleiding door een vaste leidster*)."""
    passage = candidate.passage
    return any(hit.rule.points > 1 for hit in passage.touching("guidance", [passage.place(candidate.clause.head)]))


def _whole_bullet(passage: Passage, fragments: list[Candidate], limit: int) -> list[Candidate]:
    """A bullet with one predicate is one duty, the whole bullet; with more, the parts together cover it."""
    ordered = sorted(fragments, key=lambda one: one.start)
    if len(ordered) > 1:
        ordered = [one for one in ordered if one.end - one.start > _LABEL_WORDS] or ordered
    widened = []
    for number, one in enumerate(ordered):
        start = 0 if number == 0 else one.start
        end = ordered[number + 1].start if number + 1 < len(ordered) else max(limit, one.end)
        widened.append(replace(one, start=start, end=_cut(passage, start, end)))
    return widened


def _cut(passage: Passage, start: int, end: int) -> int:
    """Cuts closing punctuation and conjunctions off a widened fragment."""
    while end > start + 1 and (passage.words[end - 1].form in ".!?;:,…" or passage.words[end - 1].pos == "CCONJ"):
        end -= 1
    return end


def is_plain_item(passage: Passage, passed: Sequence[tuple[Candidate, Pass]]) -> bool:
    """Whether a bullet in a list of duties is one although its clauses do not show it: unless somebody else is its
    subject from the start, or it tells of a trait, a denial or the past."""
    if not (passage.section is Section.DUTIES and passage.headed and is_item(passage)):
        return False
    if len(passage.words) < _MIN_FRAGMENT:
        return False
    own = [(candidate, why) for candidate, why in passed if candidate.passage is passage]
    if _opens_with_thing(passage):
        return True
    if any(why not in (Pass.AGENT, Pass.CONDITION, Pass.SECTION) for _, why in own):
        return False
    others = [candidate.clause for candidate, why in own if why is Pass.AGENT]
    return not any(
        clause.subject is not None and (_opens(passage, passage.place(clause.subject)) or _is_surely_finite(clause))
        for clause in others
    )


def _opens_with_thing(passage: Passage) -> bool:
    """Whether an item names the work before a mark, and what is said about it in a sentence stands behind the mark
    (*korte reportages, Auke luistert ze met je terug*; *rechten: wie mag er in welk dossier*)."""
    mark = next((token for token in passage.span if token.text in _MARKS and token.i > passage.span.start), None)
    if mark is None or mark.i + 1 == passage.span.end:
        return False
    opening = passage.span[: passage.place(mark)]
    if any("Nom" in feature(token, "Case") for token in opening) or _names_offer(passage):
        return False
    if opening[0].pos_ in ("SCONJ", "PRON", "PROPN", "CCONJ", "ADV") or any(
        is_finite(token) and not ("Plur" in feature(token, "Number") and token.i + 1 == mark.i) for token in opening
    ):
        return False
    definite = opening[0].lower_ in _DEFINITE or "Yes" in feature(opening[0], "Poss")
    return any(token.pos_ in ("NOUN", "VERB") for token in opening) and not (definite and mark.text == ",")


def _names_offer(passage: Passage) -> bool:
    """Whether an item has words of what the intern gets or has to bring, and none of work."""
    cues = {hit.rule.value for hit in passage.hits_of("cues")}
    return bool(cues & {"profile", "offer", "application"}) and not any(passage.hits_of("predicates"))


def _is_surely_finite(clause: Clause) -> bool:
    """Whether a main clause has a subject beyond doubt: a singular verb is no infinitive, a pronoun no object."""
    if clause.head.dep_ in SUBORDINATE or clause.subject is None:
        return False
    finite = [verb for verb in carriers_of(clause.head) if is_finite(verb)]
    return clause.subject.pos_ == "PRON" or any("Sing" in feature(verb, "Number") for verb in finite)


def _opens(passage: Passage, place: int) -> bool:
    """Whether a subject opens the item; a verb that the parser took for one (*Organiseer de avonden*) is none."""
    return place < _OPENING and not any(passage.touching("predicates", [place]))


def is_item(passage: Passage) -> bool:
    """Whether a passage is an item of a list: a bullet, or a single line in a list of duties without marks."""
    if passage.block.kind is BlockKind.BULLET:
        return True
    listed = passage.section is Section.DUTIES and passage.headed
    if (
        not listed
        or not _LINE_WORDS <= len(passage.words) <= _ITEM_WORDS
        or ":" in {word.form for word in passage.words}
    ):
        return False
    return "." not in {word.form for word in passage.words[:-1]} and any(passage.hits_of("predicates"))


def whole(passage: Passage) -> Candidate:
    """Returns the whole passage as a duty."""
    root = next((token for token in passage.span if token.head.i == token.i), passage.span[0])
    clause = Clause(root, passage.span.start, passage.span.end, Form.NOMINAL, None, (root,))
    return Candidate(passage, clause, Agent.NOBODY, 0, _cut(passage, 0, len(passage.words)), Section.DUTIES)


def listed_after_colon(passage: Passage, duties: Sequence[Candidate]) -> list[Candidate]:
    """Returns the lists in running prose that name work after a colon (*het hangt af van het seizoen: hooien, omheiningen
    zetten*), where no duty covers them yet."""
    if passage.section not in (Section.DUTIES, Section.ABOUT, None) or is_item(passage):
        return []
    found = []
    for sentence in passage.sentences():
        colon = next((token for token in sentence if token.text == ":"), None)
        if colon is None:
            continue
        start, end = passage.place(colon) + 1, passage.place(sentence[-1]) + 1
        if start == end and start < len(passage.words):
            after = passage.span[start].sent
            end = passage.place(after[-1]) + 1 if sum(_governs(token) for token in after) >= _LISTED else end
        if _names_work(passage, passage.place(sentence[0]), start, end) and not _covered(duties, start, end):
            found.append(_stretch(passage, start, _cut(passage, start, end)))
    return found


def with_list(duty: Candidate, duties: Sequence[Candidate]) -> Candidate:
    """Returns a duty with what it announces behind a colon, up to the end of that list or of its questions (*maakt een
    plan: wie drinkt ons bier, waar liggen de kansen*), unless a duty or a clause about somebody else begins there."""
    passage, colon = duty.passage, duty.end
    if colon + 1 >= len(passage.words) or passage.words[colon].form != ":":
        return duty
    stops = [place for place in range(colon + 1, len(passage.words)) if passage.words[place].form in _STOPS]
    end = stops[0] if stops else len(passage.words)
    asks = passage.words[colon + 1].form in _ASKING
    taken = any(colon < other.start < end or colon < other.end <= end for other in duties)
    told = any(_is_somebody(passage.span[place]) for place in range(colon + 1, end)) and not asks
    if taken or told or end - colon <= 1 or (asks and duty.end - duty.start < _LIST_LEAD):
        return duty
    return replace(duty, end=_cut(passage, colon + 1, end))


def _names_work(passage: Passage, first: int, start: int, end: int) -> bool:
    """Whether what stands after a colon is a list of work: several predicates, or one after words for the tasks."""
    if end - start < _LINE_WORDS or not any(word.form in (",", "en") for word in passage.words[start:end]):
        return False
    verbs = [place for place in range(start, end) if _governs(passage.span[place])]
    if any(_is_somebody(passage.span[place]) for place in range(start, min(verbs, default=end))):
        return False
    places = {*verbs, *(hit.start for hit in passage.hits_of("predicates", start, end))}
    before = {hit.rule.value for hit in passage.hits_of("agents", first, start)}
    return len(places) >= (1 if before & {"intern", "task"} else _LISTED)


def _is_somebody(token: "Token") -> bool:
    """Whether a word is the subject of a clause beyond doubt, so that no bare list stands there (*de adviseurs begeleiden
    teams*)."""
    finite = token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.dep_ not in SUBORDINATE
    return finite and token.i < token.head.i and (bool(determiners_of(token)) or token.pos_ in ("PRON", "PROPN"))


def _covered(duties: Sequence[Candidate], start: int, end: int) -> bool:
    shared = sum(max(0, min(end, duty.end) - max(start, duty.start)) for duty in duties)
    return 2 * shared >= end - start


def _stretch(passage: Passage, start: int, end: int) -> Candidate:
    """Returns a stretch of the passage as one duty without a finite verb."""
    tokens = [passage.span[place] for place in range(start, end)]
    hits = [hit.start for hit in passage.hits_of("predicates", start, end)]
    head = passage.span[hits[0]] if hits else tokens[0]
    verbs = tuple(passage.span[place] for place in hits) or (head,)
    clause = Clause(head, passage.span.start + start, passage.span.start + end, Form.NOMINAL, None, verbs)
    return Candidate(passage, clause, Agent.NOBODY, start, end, passage.section or Section.DUTIES)
