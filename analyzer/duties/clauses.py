"""From a sentence to its clauses: the predicate, the stretch of words it governs, its subject, and its form.

The dependency parse says what governs what; finite verbs are taken from the morphology, which is right more often than
the labels are. A clause that is coordinated with another, or stands beside it, has a stretch of its own; subordinate
clauses stay inside the clause they belong to.
"""

from typing import TYPE_CHECKING

from analyzer.candidate import Clause, Form
from analyzer.dutch.words import feature
from analyzer.duties.subjects import (
    SUBJECTS,
    SUBORDINATE,
    determiners_of,
    is_finite,
    predicate_of,
    subject_of,
    third_person,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def clauses_of(sentence: "Span", *, listed: bool = False) -> list[Clause]:
    """Returns the clauses of a sentence in the order of the text. `listed`: it is an item in a list of duties, where a
    verb without a subject is what one expects."""
    heads = {predicate_of(token).i: predicate_of(token) for token in sentence if is_finite(token)}
    root = _root(sentence)
    if root is None:
        return []
    if listed and root.i in heads and _is_listed_infinitive(root, sentence, heads):
        return _fragments(root, sentence)
    if not heads and not listed and _has_subject_in_front(root):
        heads = {root.i: root}
    if not heads or (list(heads) == [root.i] and _is_infinitive_after_object(root, sentence)):
        return _fragments(root, sentence)
    nuclei = dict(sorted(heads.items()))
    loose = {} if root.i in nuclei else {root.i: root}
    beside = sorted({*loose, *(i for i, token in nuclei.items() if _stands_beside(token, nuclei))})
    stretches = _stretches(sentence, beside)
    clauses = [_finite_clause(nuclei[i], stretches[i], nuclei) for i in beside if i in nuclei]
    if loose:
        clauses += _fragments(root, root.doc[slice(*stretches[root.i])])
    inner = [_inner_clause(token, nuclei) for i, token in nuclei.items() if i not in beside]
    return sorted([*clauses, *inner], key=lambda clause: (clause.start, clause.head.i))


def _root(sentence: "Span") -> "Token | None":
    """Returns the word on which the sentence hangs."""
    inside = range(sentence.start, sentence.end)
    return next((token for token in sentence if token.head.i == token.i or token.head.i not in inside), None)


def _is_infinitive_after_object(root: "Token", sentence: "Span") -> bool:
    """Whether a plural form that closes the sentence right after nouns is an infinitive (*de webwinkel bijhouden*).

    An infinitive has the form of a plural, so that a parser takes the object before it for a subject. A main clause
    of Dutch has its finite verb second and rarely last, and a pronoun or a conjunction shows a clause that has.
    """
    after = root.doc[root.i + 1 : sentence.end]
    subjects = [child for child in root.children if child.dep_ in SUBJECTS]
    closes = all(token.pos_ in ("PUNCT", "SPACE", "SYM") for token in after)
    return (
        "Plur" in feature(root, "Number")
        and root.i > sentence.start
        and (closes or any(_is_single(token) for token in subjects))
        and all(token.pos_ in ("NOUN", "PROPN") for token in subjects)
        and not any(child.dep_ in ("mark", "cop") or child.pos_ in ("SCONJ", "AUX") for child in root.children)
    )


def _is_listed_infinitive(root: "Token", sentence: "Span", heads: dict[int, "Token"]) -> bool:
    """Whether a plural form at the start of an item is an infinitive with its object in front (*vrijwilligers ronselen*,
    *facturen nakijken die binnenkomen*): the noun has no determiner, or does not open the item, whose verb would stand
    second if it were finite (*wekelijks de leidingen doorspoelen*)."""
    subjects = [child for child in root.children if child.dep_ in SUBJECTS]
    if "Plur" not in feature(root, "Number") or len(subjects) != 1 or subjects[0].pos_ != "NOUN":
        return False
    subject, others = subjects[0], [token for i, token in heads.items() if i != root.i]
    determiners = determiners_of(subject)
    objects = any(child.dep_ in ("obj", "iobj", "ccomp") and child.i > root.i for child in root.children)
    return (
        subject.i + 1 == root.i
        and not objects
        and all(one.i > sentence.start for one in determiners)
        and all(token.dep_ in (*SUBORDINATE, "parataxis") for token in others)
        and not any(child.dep_ in ("mark", "cop") or child.pos_ in ("SCONJ", "AUX") for child in root.children)
    )


def _has_subject_in_front(root: "Token") -> bool:
    """Whether a verb in -en that the parser took for an infinitive is the second part of a clause about somebody with a
    determiner (*onze monteurs ontwikkelen en bouwen pompen*): an infinitive has its object in front and closes."""
    subject = next((child for child in root.children if child.dep_ == "nsubj"), None)
    if subject is None or root.pos_ != "VERB" or subject.i + 1 != root.i:
        return False
    governs = any(child.i > root.i and child.dep_ in ("obj", "obl", "conj", "advmod") for child in root.children)
    return bool(determiners_of(subject)) and governs and "Plur" in feature(subject, "Number")


def _is_single(subject: "Token") -> bool:
    """Whether a noun is one thing, so that no plural verb can have it as its subject (*het rooster maken*)."""
    return "Sing" in feature(subject, "Number") and not any(child.dep_ == "conj" for child in subject.children)


def _stands_beside(token: "Token", nuclei: dict[int, "Token"]) -> bool:
    """Whether a finite clause has a stretch of its own: the main clause, or one coordinated with or set beside it."""
    while token.dep_ == "conj" and token.head.i in nuclei and token.head.i != token.i:
        token = token.head
    return token.dep_ not in SUBORDINATE


def _owner(token: "Token", nuclei: set[int]) -> int | None:
    seen = 0
    while token.i not in nuclei:
        if token.head.i == token.i or seen > 200:
            return None
        token = token.head
        seen += 1
    return int(token.i)


def _stretches(sentence: "Span", nuclei: list[int]) -> dict[int, tuple[int, int]]:
    """Returns for each nucleus the tokens it governs, as stretches that follow each other without overlap."""
    members: dict[int, list[int]] = {i: [i] for i in nuclei}
    wanted = set(nuclei)
    for token in sentence:
        owner = _owner(token, wanted)
        after_mark = token.i > sentence.start and token.nbor(-1).text == ";"
        if after_mark and token.pos_ == "PROPN" and token.i + 1 in wanted and third_person(token.nbor()):
            owner = token.i + 1
        if owner is not None and token.i != owner:
            members[owner].append(token.i)
    order = sorted(nuclei, key=lambda i: (min(members[i]), i))
    starts = [min(members[i]) for i in order]
    stretches: dict[int, tuple[int, int]] = {}
    for number, i in enumerate(order):
        start = max([starts[number], *(stretches[j][1] for j in order[:number])]) if number else sentence.start
        following = [s for s in starts[number + 1 :] if s > i]
        end = min([max(members[i]) + 1, *following]) if number + 1 < len(order) else sentence.end
        stretches[i] = (min(start, i), max(end, i + 1))
    return stretches


def _finite_clause(head: "Token", stretch: tuple[int, int], nuclei: dict[int, "Token"]) -> Clause:
    start, end = _trim(head.doc, *stretch)
    subject = subject_of(head, nuclei, start, end)
    form = Form.FINITE
    if subject is None and _opens_with_verb(head, start):
        form = Form.ELLIPTIC if third_person(head) else Form.IMPERATIVE
    return Clause(head, start, end, form, subject, _verbs(head, nuclei, end))


def _inner_clause(head: "Token", nuclei: dict[int, "Token"]) -> Clause:
    """Returns a subordinate clause with a subject of its own (*dat je ...*, *een stagiair die ...*)."""
    edges = (head.left_edge.i, head.right_edge.i + 1)
    later = [i for i in nuclei if i > head.i and nuclei[i].dep_ == "conj" and nuclei[i].head.i == head.i]
    stop = min([edges[1], *(nuclei[i].left_edge.i for i in later if nuclei[i].left_edge.i > head.i)])
    start, end = _trim(head.doc, edges[0], stop)
    return Clause(head, start, end, Form.FINITE, subject_of(head, nuclei, start, end), _verbs(head, nuclei, end))


def _opens_with_verb(head: "Token", start: int) -> bool:
    """Whether a clause without subject opens with its finite verb, as an imperative does."""
    first = head.doc[start]
    while first.i < head.i and (first.pos_ in ("PUNCT", "SYM", "CCONJ", "SPACE") or first.dep_ == "advmod"):
        first = head.doc[first.i + 1]
    return is_finite(first) and (first.i == head.i or predicate_of(first).i == head.i)


def _verbs(head: "Token", nuclei: dict[int, "Token"], end: int) -> tuple["Token", ...]:
    """Returns the predicate words of a clause, outermost first."""
    found = [head]
    queue = [head]
    while queue:
        token = queue.pop(0)
        for child in token.children:
            governed = child.dep_ == "xcomp" or (child.dep_ == "conj" and token.pos_ in ("VERB", "NOUN", "AUX", "ADJ"))
            if governed and child.i not in nuclei and child.pos_ in ("VERB", "NOUN", "AUX") and child.i < end:
                found.append(child)
                if child.pos_ == "VERB":
                    queue.append(child)
    return tuple(found)


def _fragments(root: "Token", stretch: "Span") -> list[Clause]:
    """Returns the clauses of a stretch without a finite verb: an infinitive or noun, split where conjuncts have
    arguments of their own."""
    nuclei = [token for token in (root, *_own_conjuncts(root)) if stretch.start <= token.i < stretch.end]
    stretches = _stretches(stretch, [token.i for token in nuclei])
    taken = {token.i: token for token in nuclei}
    clauses = []
    for token in nuclei:
        start, end = _trim(token.doc, *stretches[token.i])
        form = Form.INFINITIVE if _has_infinitive(token, end) else Form.NOMINAL
        clauses.append(Clause(token, start, end, form, None, _verbs(token, taken, end)))
    return sorted(clauses, key=lambda clause: clause.start)


def _has_infinitive(token: "Token", end: int) -> bool:
    """Whether a fragment is work in the infinitive; a participle (*gezocht*, *geplaatst*) is none."""
    verb = token.pos_ == "VERB" and token.i < end and "Part" not in feature(token, "VerbForm")
    return verb or "Inf" in feature(token, "VerbForm")


def _own_conjuncts(root: "Token") -> list["Token"]:
    """Returns the coordinated predicates that have an object of their own, where the first has one too."""
    if not _has_argument(root):
        return []
    found: list[Token] = []
    for child in root.children:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "NOUN") and _splits(root, child):
            found += [child, *_own_conjuncts(child)]
    return found


def _splits(root: "Token", conjunct: "Token") -> bool:
    """Whether a conjunct is a predicate of its own: a verb with an object, or a nominalised verb with *van*."""
    if conjunct.pos_ == root.pos_ == "VERB":
        return _has_argument(conjunct)
    return _has_van(conjunct)


def _has_van(token: "Token") -> bool:
    return any(
        child.dep_ in ("nmod", "obl") and any(case.lower_ == "van" for case in child.children)
        for child in token.children
    )


def _has_argument(token: "Token") -> bool:
    return any(child.dep_ in ("obj", "obl", "nmod", "ccomp", "iobj") for child in token.children)


def _trim(doc: object, start: int, end: int) -> tuple[int, int]:
    """Cuts leading conjunctions and marks, and closing punctuation."""
    tokens = doc[start:end]  # type: ignore[index]
    first, last = 0, len(tokens)
    while first < last - 1 and (
        tokens[first].pos_ in ("PUNCT", "SPACE", "CCONJ") and tokens[first].text not in "([\"'"
    ):
        first += 1
    while last > first + 1 and (
        tokens[last - 1].is_space or tokens[last - 1].text in ".!?;:,…-–/" or _closing(tokens, last)
    ):
        last -= 1
    return start + first, start + last


def _closing(tokens: "Span", last: int) -> bool:
    """Whether the last token is a conjunction that belongs to the next clause."""
    return bool(tokens[last - 1].dep_ == "cc" and tokens[last - 1].pos_ == "CCONJ")
