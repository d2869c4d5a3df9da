"""Who is a colleague of the intern, and what the words around say of it: what the relations of `beside.py` build on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyzer.dutch.words import feature
from analyzer.matching import Hit
from analyzer.passage import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

YOURS = frozenset({"je", "jouw", "uw", "jullie"})
_DENIED = frozenset({"niet", "nooit", "geen", "zonder", "niemand", "nauwelijks", "zelden"})
_LACKING = frozenset({"zonder", "niemand"})
_ONE = frozenset({"een", "één", "iemand"})
_GOES_ON = frozenset({"hij", "zij", "die", "deze"})
"""Words by which a sentence goes on about the person of the one before."""
_TITLE = 2
"""So many blocks at the top say what the internship is."""
_CLAUSE = 6
"""So many words before a clause may say that it does not happen."""
_SENTENCE = 12
"""So many words on either side belong to what is said of a colleague."""
_TALE = 48
"""So many words on either side go on about the same work."""


def is_name(token: "Token", value: str) -> bool:
    """Whether a first name is one here: *Ben jij* and *an* are not."""
    noun = token.pos_ in ("PROPN", "X", "NOUN") or (token.pos_ == "ADJ" and token.dep_ == "nsubj")
    return value != "name" or (noun and token.text[0].isupper())


def is_away(hit: Hit, passage: Passage) -> bool:
    """Whether the posting says just here that a colleague is gone, or seldom there."""
    return any(other.rule.points < 0 for other in passage.touching("guidance", range(hit.start, hit.end)))


def away_names(passages: Sequence[Passage]) -> set[str]:
    """Returns the names of those of whom the posting says that they are seldom there, or gone."""
    return {
        word.form
        for passage in passages
        for hit in passage.hits.get("guidance", ())
        if hit.rule.points < 0
        for word in passage.words[hit.start : hit.end]
        if word.pos == "PROPN"
    }


def top_of(token: "Token") -> "Token":
    """Returns the head of the phrase that names the colleague: *uitvoerder Henk*, *Bouke of Ifeoma*, *een van hen*."""
    if token.dep_ == "nmod" and token.head.lower_ in _ONE and "van" in cases_of(token):
        token = token.head
    while token.dep_ in ("appos", "flat", "conj", "compound") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
    return token


def is_outside(token: "Token", passage: Passage) -> bool:
    """Whether this is somebody from outside, gone, or in general (*monteurs*)."""
    if "outsider" in said_of(token, passage):
        return True
    children = list(token.children)
    if any("outsider" in said_of(child, passage) for child in children if child.dep_ == "nmod"):
        return True
    if any("outside" in said_of(child, passage) or child.lower_ in _DENIED for child in children):
        return True
    plural = "Plur" in feature(token, "Number") and token.pos_ == "NOUN" and "name" not in said_of(token, passage)
    return plural and not any(child.dep_ in ("det", "nummod", "nmod:poss", "amod") for child in children)


def supports(token: "Token", passage: Passage) -> bool:
    """Whether this is somebody who supports the office (*secretaresse*), no guide for another trade."""
    return "support" in said_of(token, passage)


def is_support(token: "Token", passage: Passage) -> bool:
    """Whether the clause calls somebody who supports the office the guide (*onze controller is je begeleider*)."""
    return any(child.dep_ == "nsubj" and supports(child, passage) for child in token.children)


def is_amateur(token: "Token", passage: Passage) -> bool:
    """Whether the clause says that the guide is no colleague (*je buddy, een student*, *je begeleider is vrijwilliger*)."""
    others = [child for child in token.children if child.dep_ in ("appos", "nsubj")]
    if token.dep_ == "nsubj" and token.head.pos_ == "NOUN":
        others.append(token.head)
    return any("outsider" in (said := said_of(one, passage)) and "role" not in said for one in others)


def is_supported(passages: Sequence[Passage]) -> bool:
    """Whether the internship itself is one in the office, by its first lines."""
    return any("desk" in passage.values("staff", range(len(passage.words))) for passage in passages[:_TITLE])


def is_own(top: "Token", passage: Passage) -> bool:
    """Whether the posting calls somebody the intern's own (*je eindredacteur is Paul*)."""
    return any(child.dep_ == "nmod:poss" and child.lower_ in YOURS for child in top.children)


def is_intern(token: "Token", passage: Passage) -> bool:
    """Whether a word stands for the intern; *je* before a noun does not."""
    if token.dep_ == "nmod:poss":
        return False
    if token.lower_ in ("jullie", "jou"):
        return True
    return "intern" in passage.values("agents", [passage.place(token)])


def has_intern_subject(verb: "Token", passage: Passage) -> bool:
    """Whether the intern is the subject of a verb."""
    return any(child.dep_ in ("nsubj", "nsubj:pass") and is_intern(child, passage) for child in verb.children)


def intern_near(token: "Token", passage: Passage) -> bool:
    """Whether the intern is named not far from a word."""
    place = passage.place(token)
    places = range(max(0, place - _TALE), min(len(passage.words), place + _TALE))
    return "intern" in passage.values("agents", places)


def intern_before(token: "Token", passage: Passage) -> bool:
    """Whether the intern was named shortly before, so that a pronoun may stand for the intern's work."""
    place = passage.place(token)
    return "intern" in passage.values("agents", range(max(0, place - _TALE), place))


def goes_on(subject: "Token", passage: Passage) -> bool:
    """Whether *hij*, *zij* or the work goes on about the intern who was named before."""
    return subject.pos_ == "PRON" and subject.lower_ in ("hij", "zij", "ze") and intern_before(subject, passage)


def is_denied(verb: "Token", top: "Token", passage: Passage) -> bool:
    """Whether the clause denies it, or says that it happens only now and then."""
    if any(token.lower_ in _DENIED for token in (verb, *verb.children, *top.children)):
        return True
    return doubtful(passage, *sorted((passage.place(verb), passage.place(top))))


def doubtful(passage: Passage, first: int, last: int, *, thin: bool = True) -> bool:
    """Whether the words around the places `first` to `last` say that it does not happen, or (`thin`) that it does only
    now and then."""
    sentence = passage.span[first].sent
    begin = max(0, passage.place(sentence[0]), first - _SENTENCE)
    end = min(len(passage.words), passage.place(sentence[-1]) + 1, last + _SENTENCE)
    said = passage.values("staff", range(begin, end))
    if "hollow" in said or (thin and "thin" in said) or _taken_back(passage, end):
        return True
    for place in range(first - 1, max(begin, first - _CLAUSE) - 1, -1):
        token = passage.span[place]
        if token.is_punct or token.pos_ == "CCONJ":
            return False
        if token.lower_ in _LACKING:
            return True
    return False


def _taken_back(passage: Passage, end: int) -> bool:
    """Whether the sentence that starts at `end` goes on about the same person and empties what was said."""
    if end >= len(passage.words) or passage.words[end].form not in _GOES_ON:
        return False
    return "hollow" in passage.values("staff", range(end, sentence_around(passage, end).stop))


def is_rare(passage: Passage, place: int) -> bool:
    """Whether the sentence says that a talk is held a few times in the whole internship."""
    return "rare" in passage.values("staff", sentence_around(passage, place))


def sentence_around(passage: Passage, place: int) -> range:
    """Returns the places of the sentence in which a word stands."""
    sentence = passage.span[place].sent
    return range(passage.place(sentence[0]), passage.place(sentence[-1]) + 1)


def in_induction(top: "Token", passage: Passage) -> bool:
    """Whether a colleague belongs to the induction, after which the intern goes on alone (*na de overdracht door Rik*)."""
    place = passage.place(top)
    for one in range(place - 1, max(-1, place - _SENTENCE), -1):
        token = passage.span[one]
        if token.is_punct or token.pos_ in ("VERB", "AUX"):
            return False
        if "induction" in said_of(token, passage):
            return True
    return False


def is_compared(token: "Token") -> bool:
    """Whether the intern is only compared with a colleague (*die net als jij buiten werkt*)."""
    return any(child.lower_ in ("als", "zoals", "dan") for child in token.children)


def is_invitation(verb: "Token", passage: Passage) -> bool:
    """Whether the sentence asks the reader to get in touch (*stuur Rik een bericht*)."""
    return verb.i == verb.sent[0].i and "contact" in said_of(verb, passage)


def is_existential(verb: "Token") -> bool:
    """Whether the clause only says that somebody is there (*er werken verder twee laboranten*)."""
    return any(child.lower_ == "er" for child in verb.children)


def is_report(word: "Token", passage: Passage) -> bool:
    """Whether what is handed in are figures for the books rather than work to look at."""
    return any("report" in said_of(child, passage) for child in word.children if child.dep_ in ("obj", "nsubj:pass"))


def cases_of(token: "Token") -> set[str]:
    """Returns the prepositions before a word."""
    return {child.lower_ for child in token.children if child.dep_ == "case"}


def said_of(token: "Token", passage: Passage) -> set[str]:
    """Returns what `lexicons/staff.toml` says of a word."""
    place = passage.place(token)
    return passage.values("staff", [place]) if 0 <= place < len(passage.words) else set()
