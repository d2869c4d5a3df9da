"""From the parts of a duty and a lighter predicate to a Dutch sentence or bullet, in the form of the posting."""

from typing import TYPE_CHECKING

from analyzer.candidate import Form
from analyzer.dutch.words import feature
from analyzer.lexicon import Frame, Rule
from analyzer.tempering.edits import Edits, tidy, trim
from analyzer.tempering.fragments import is_finite
from analyzer.tempering.sentence import Parts, has_noun
from analyzer.tempering.verbs import infinitive, inverted, with_te

if TYPE_CHECKING:
    from spacy.tokens import Token

ARTICLES = ("de", "het", "een")
_LIST_FROM = 3
_LOOSE_ENDS = frozenset({"van", "voor", "met", "op", "en", "of", "om", "de", "het", "een", "bij", "te"})
_ADVERBIAL = ("ADV", "ADP", "CCONJ", "SCONJ")
_OF_AND = " en van "
_FULL = (Form.FINITE, Form.IMPERATIVE, Form.ELLIPTIC)


def word(rule: Rule, parts: Parts, edits: Edits) -> str | None:
    """Returns the lighter wording, or None where this rule cannot word this duty."""
    frame = rule.frame
    text = _with_frame(frame, parts, edits) if frame is not None else _kept(rule.lead, parts, edits)
    text = trim(text or "")
    if not text or text.split()[-1].lower() in _LOOSE_ENDS:
        return None
    if frame is not None and frame.check:
        short = parts.form not in _FULL and frame.bullet
        text = f"{text}, {frame.bullet}" if short else f"{text}; {frame.check}"
    first = text[:1].upper() if parts.capital else text[:1]
    return first + text[1:]


def _with_frame(frame: Frame, parts: Parts, edits: Edits) -> str | None:
    link = _link(frame, parts, edits)
    if link is None:
        return None
    if parts.form in _FULL:
        return _sentence(frame, link, parts, edits)
    if parts.form is Form.INFINITIVE:
        before = edits.say(parts.before) if "{object}" in frame.link else ""
        what = "" if "<" in frame.what else frame.what
        return f"{_lower(parts.before, before)} {what} {frame.infinitive} {link}"
    return f"{frame.noun} {link}"


def _sentence(frame: Frame, link: str, parts: Parts, edits: Edits) -> str:
    """Returns the main clause: what stood in front stays in front, and the verb agrees with the subject."""
    front, subject = edits.say(parts.front).rpartition(":")[2].strip(), parts.subject or "je"
    before = edits.say(parts.before) if "{object}" in frame.link else ""
    tail = f"{before} {frame.particle} {frame.what} {link}"
    if parts.form is Form.IMPERATIVE:
        return f"{inverted(frame.verb)} {tail}"
    if parts.form is Form.ELLIPTIC and not front:
        return f"{frame.verb} {tail}"
    if _is_plural(parts):
        verb = turned = frame.infinitive.removeprefix(frame.particle or "mee")
    else:
        verb = frame.verb
        turned = inverted(verb) if subject == "je" else verb
    return f"{front} {turned} {subject} {tail}" if front else f"{subject} {verb} {tail}"


def _is_plural(parts: Parts) -> bool:
    if parts.subject == "jullie":
        return True
    plural = parts.finite is not None and "Plur" in feature(parts.finite, "Number")
    return plural and parts.subject not in ("je", "u", "")


def _link(frame: Frame, parts: Parts, edits: Edits) -> str | None:
    """Returns the words that tie the lighter predicate to what the posting speaks of."""
    template = frame.noun_link if parts.form is Form.NOMINAL else frame.link
    if "{object}" in template:
        named = _after_same(template, _named(frame, parts, edits))
        return template.replace("{object}", named) if named else None
    if parts.role:
        named = _named(frame, parts, edits)
        return f"met {named}" if named else None
    if parts.verb is None:
        text = edits.say(parts.all)
        return f"bij het {text[:1].lower()}{text[1:]}"
    action = _action(frame, parts, edits)
    return template.replace("{action}", action) if action else None


def _named(frame: Frame, parts: Parts, edits: Edits) -> str:
    """Returns the thing that the duty is about, with an article where a bare noun would now stand in a sentence."""
    whole = parts.form is Form.NOMINAL and "<" in frame.what and not parts.role
    tokens = parts.all if whole else parts.object if "<" in frame.what else _without_action(parts.object)
    if not has_noun(tokens) or (tokens[0] is parts.all[0] and _names_nothing(tokens[0], edits)):
        return ""
    after = "" if parts.after and parts.after[0].pos_ == "CCONJ" else edits.say(parts.after)
    items = _list_of(tokens)
    if frame.choice and items:
        text = f"{frame.choice} {_as_choice(tokens, items, edits)}"
    else:
        text = _article(tokens, edits) + _lower(tokens, edits.say(tokens, frame.some))
    if not whole:
        text = text.replace(_OF_AND, _OF_AND.removesuffix("van "))
    return tidy(f"{text} {after}")


def _after_same(template: str, named: str) -> str:
    """Returns the object without a preposition that the wording brings itself (*reageren op vragen*)."""
    return named.removeprefix(template.partition("{")[0])


def _without_action(tokens: tuple["Token", ...]) -> tuple["Token", ...]:
    """Returns the thing behind a nominalised verb: *het verbeteren van de mails* is about the mails."""
    words = [token.lower_ for token in tokens[:_LIST_FROM]]
    action = len(words) == _LIST_FROM and words[0] == "het" and words[1].endswith("en") and words[2] == "van"
    return tokens[_LIST_FROM:] if action else tokens


def _names_nothing(first: "Token", edits: Edits) -> bool:
    """Whether a bullet opens with something else than the thing; a word that is narrowed belongs to the thing."""
    narrowed = any(place == first.i for place, _ in edits.narrowed)
    return not narrowed and (_is_adverbial(first) or _is_quality(first))


def _is_adverbial(token: "Token") -> bool:
    """Whether a noun bullet opens with a time or place and not with the thing itself."""
    return token.pos_ in _ADVERBIAL or (token.pos_ == "DET" and token.head.dep_ in ("obl", "advmod"))


def _is_quality(token: "Token") -> bool:
    """Whether a noun bullet opens with a quality that belongs to no noun (*bereikbaar voor storingen*)."""
    return token.pos_ == "ADJ" and token.head.pos_ not in ("NOUN", "PROPN", "VERB") and token.dep_ in ("ROOT", "root")


def _list_of(tokens: tuple["Token", ...]) -> list["Token"]:
    """Returns the coordinated heads of a list of three or more, empty for anything else."""
    inside = {token.i for token in tokens}
    for token in tokens:
        items = [token, *(child for child in token.children if child.dep_ == "conj" and child.i in inside)]
        if len(items) >= _LIST_FROM:
            return items
    return []


def _as_choice(tokens: tuple["Token", ...], items: list["Token"], edits: Edits) -> str:
    """Says a list in parentheses, with *of* before its last item: two of them are to be chosen."""
    last = max(token.i for token in items)
    joins = [token for token in tokens if token.i < last and (token.pos_ == "CCONJ" or token.text == ",")]
    join = joins[-1].i if joins else last
    head = edits.say(token for token in tokens if token.i < join)
    tail = edits.say(token for token in tokens if join < token.i <= last)
    return f"({head} of {tail}) {edits.say(token for token in tokens if token.i > last)}"


def _article(tokens: tuple["Token", ...], edits: Edits) -> str:
    """Returns the article of a bare singular noun; a list and a word with capitals go without."""
    first = tokens[0]
    bare = first.pos_ == "NOUN" and first.i not in edits.dropped and "Sing" in feature(first, "Number")
    gender = feature(first, "Gender")
    listed = any(child.dep_ == "conj" for child in first.children) or first.dep_ in ("amod", "compound", "nmod")
    if not bare or not gender or listed or not first.text[1:].islower() or _runs_on(tokens):
        return ""
    return "het " if "Neut" in gender else "de "


def _runs_on(tokens: tuple["Token", ...]) -> bool:
    """Whether a second noun follows at once: a noun of action with its object, or an English name."""
    return len(tokens) > 1 and tokens[1].pos_ in ("NOUN", "PROPN", "ADJ")


def _lower(tokens: tuple["Token", ...], text: str) -> str:
    """Returns the text with a small first letter where only its place at the start gave it a capital."""
    if tokens and tokens[0].lower_ in ARTICLES and text.startswith(tokens[0].text):
        return text[:1].lower() + text[1:]
    if not tokens or not text.startswith(tokens[0].text) or not tokens[0].text[1:].islower():
        return text
    verbal = tokens[0].is_sent_start and tokens[0].text.endswith("en")
    return text if tokens[0].pos_ == "PROPN" and not verbal else text[:1].lower() + text[1:]


def _action(frame: Frame, parts: Parts, edits: Edits) -> str | None:
    """Returns what is helped with, as words for after *om*: the middle field, the infinitive with *te*, the rest."""
    if parts.infinitives:
        return _infinitives(parts, edits)
    full = infinitive(parts.verb, parts.stray.lower_ if parts.stray else "") if parts.verb is not None else None
    if full is None or full[0] == frame.infinitive.removeprefix("mee"):
        return None
    middle = edits.say([*parts.before, *parts.object])
    after = edits.say(parts.after)
    return tidy(f"{middle} {with_te(*full)} {after}") if middle or after else None


def _infinitives(parts: Parts, edits: Edits) -> str:
    """Returns an infinitive bullet with *te* before each of its verbs."""
    verbs = {token.i for token in parts.infinitives}
    said: list[str] = []
    run: list[Token] = []
    for token in parts.all:
        if token.i in verbs:
            said += [_lower(tuple(run[:1]), edits.say(run)), with_te(token.lower_)]
            run = []
        else:
            run.append(token)
    return tidy(" ".join([*said, edits.say(run)]))


def _kept(lead: str, parts: Parts, edits: Edits) -> str | None:
    """Returns the duty in its own words, without what hardens it and with a lead that lightens it."""
    if parts.form in _FULL:
        return _kept_sentence(lead, parts, edits)
    text = trim(edits.say(parts.all))
    if not text or text.split()[-1] in _LOOSE_ENDS:
        return None
    if parts.infinitives:
        return f"{lead} {_lower(parts.all, text)}"
    return f"{text}, {lead}" if has_noun(parts.all) else None


def _kept_sentence(lead: str, parts: Parts, edits: Edits) -> str | None:
    """Returns a main clause with the lead behind its verb and subject; a subordinate clause is left to other rules."""
    finite = parts.finite
    if finite is None or parts.role or parts.verb is None or not has_noun([*parts.object, *parts.after]):
        return None
    front, subject = edits.say(parts.front), parts.subject or "je"
    own = {token.i for token in parts.own}
    last = _last_of_verbs(finite)
    does = edits.say(token for token in parts.all if finite.i <= token.i <= last).lower()
    rest = edits.say(token for token in parts.all if token.i > last and token.i not in own)
    early = [token for token in parts.all if token.i < finite.i and token.i not in own and token not in parts.front]
    if [token for token in early if token.i not in edits.dropped]:
        return None
    if parts.form in (Form.IMPERATIVE, Form.ELLIPTIC) and not front:
        return f"{does} {lead} {rest}"
    turned = bool(parts.own) and parts.own[0].i > finite.i
    if turned and not front:
        return None
    return f"{front} {does} {subject} {lead} {rest}" if turned else f"{subject} {does} {lead} {rest}"


def _last_of_verbs(finite: "Token") -> int:
    """Returns the place of the last verb that is coordinated with a finite verb right behind it (*meet en telt*)."""
    place, doc = finite.i, finite.doc
    while place + 2 < len(doc) and doc[place + 1].text in ("en", ",") and doc[place + 2].head.i == finite.i:
        if doc[place + 2].dep_ != "conj" or not is_finite(doc[place + 2]):
            break
        place += 2
    return int(place)
