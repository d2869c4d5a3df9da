"""From the parts of a duty and a lighter predicate to a Dutch sentence or bullet, in the form of the posting."""

from typing import TYPE_CHECKING

from analyzer.duties import Form
from analyzer.lexicon import Frame, Rule
from analyzer.tempering.edits import Edits, tidy
from analyzer.tempering.sentence import Parts, has_noun
from analyzer.tempering.verbs import infinitive, inverted, with_te

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIST_FROM = 3
_FULL = (Form.FINITE, Form.IMPERATIVE)


def word(rule: Rule, parts: Parts, edits: Edits) -> str | None:
    """Returns the lighter wording, or None where this rule cannot word this duty."""
    text = _with_frame(rule.frame, parts, edits) if rule.frame is not None else _kept(rule.lead, parts, edits)
    if text is None:
        return None
    text = tidy(text)
    capital = parts.form in _FULL or parts.all[0].text[:1].isupper() or not parts.all[0].text[:1].isalpha()
    return (text[:1].upper() if capital else text[:1].lower()) + text[1:]


def _with_frame(frame: Frame, parts: Parts, edits: Edits) -> str | None:
    link = _link(frame, parts, edits)
    if link is None:
        return None
    if parts.form in _FULL:
        text = _sentence(frame, link, parts, edits)
    elif parts.form is Form.INFINITIVE:
        what = "" if "<" in frame.what else frame.what
        text = f"{what} {frame.infinitive} {link}"
    else:
        text = f"{frame.noun} {link}"
    return f"{tidy(text)}; {frame.check}" if frame.check else text


def _sentence(frame: Frame, link: str, parts: Parts, edits: Edits) -> str:
    """Returns the main clause: what stood in front stays in front, and the verb agrees with the subject."""
    front, subject = edits.say(parts.front), parts.subject or "je"
    before = edits.say(parts.before) if "{object}" in frame.link else ""
    tail = f"{before} {frame.particle} {frame.what} {link}"
    if parts.form is Form.IMPERATIVE:
        return f"{inverted(frame.verb)} {tail}"
    if _is_plural(parts):
        verb = turned = frame.infinitive.removeprefix(frame.particle)
    else:
        verb = frame.verb
        turned = inverted(verb) if subject == "je" else verb
    return f"{front} {turned} {subject} {tail}" if front else f"{subject} {verb} {tail}"


def _is_plural(parts: Parts) -> bool:
    if parts.subject == "jullie":
        return True
    return parts.finite is not None and "Plur" in parts.finite.morph.get("Number") and parts.subject not in ("je", "u", "")


def _link(frame: Frame, parts: Parts, edits: Edits) -> str | None:
    """Returns the words that tie the lighter predicate to what the posting speaks of."""
    nominal = parts.form is Form.NOMINAL
    template = frame.noun_link if nominal else frame.link
    if "{object}" in template:
        named = _named(frame, parts, edits)
        return template.replace("{object}", named) if named else None
    if parts.role:
        named = _named(frame, parts, edits)
        return f"met {named}" if named else None
    if parts.verb is None:
        return f"bij het {_lower(parts.all, edits.say(parts.all))}"
    action = _action(parts, edits)
    return template.replace("{action}", action) if action else None


def _named(frame: Frame, parts: Parts, edits: Edits) -> str:
    """Returns the thing that the duty is about, with an article where a bare noun would now stand in a sentence."""
    tokens = parts.all if parts.form is Form.NOMINAL and "<" in frame.what else parts.object
    if not has_noun(tokens):
        return ""
    items = _list_of(tokens)
    if frame.choice and items:
        text = _as_choice(tokens, items, edits)
        return frame.choice + _lower(tokens, text)
    text = _lower(tokens, edits.say(tokens, frame.some))
    after = edits.say(parts.after)
    return tidy(f"{_article(tokens, edits)}{text}{'' if after[:1] in ',:' else ' '}{after}")


def _list_of(tokens: tuple["Token", ...]) -> list["Token"]:
    """Returns the coordinated heads of a list of three or more, empty for anything else."""
    inside = {token.i for token in tokens}
    for token in tokens:
        items = [token, *(child for child in token.children if child.dep_ == "conj" and child.i in inside)]
        if len(items) >= _LIST_FROM:
            return items
    return []


def _as_choice(tokens: tuple["Token", ...], items: list["Token"], edits: Edits) -> str:
    """Says a list with *of* before its last item: two of them are to be chosen."""
    last = max(token.i for token in items)
    joins = [token for token in tokens if token.pos_ == "CCONJ" and token.i < last]
    if not joins:
        return edits.say(tokens)
    head = edits.say(token for token in tokens if token.i < joins[-1].i)
    return f"{head} of {edits.say(token for token in tokens if token.i > joins[-1].i)}"


def _article(tokens: tuple["Token", ...], edits: Edits) -> str:
    first = tokens[0]
    bare = first.pos_ == "NOUN" and first.i not in edits.dropped and "Sing" in first.morph.get("Number")
    gender = first.morph.get("Gender")
    if not bare or not gender or first.text.isupper() or (len(first.text) > 1 and not first.text[1:].islower()):
        return ""
    return "het " if "Neut" in gender else "de "


def _lower(tokens: tuple["Token", ...], text: str) -> str:
    """Returns the text with a small first letter where only its place at the start gave it a capital."""
    first = tokens[0]
    if first.pos_ == "PROPN" or not text.startswith(first.text) or not first.text[1:].islower():
        return text
    return text[:1].lower() + text[1:]


def _action(parts: Parts, edits: Edits) -> str | None:
    """Returns what is helped with, as words for after *om*: the middle field, the infinitive with *te*, the rest."""
    verb = parts.verb
    if verb is None:
        return None
    if parts.infinitives:
        return _infinitives(parts, edits)
    full = infinitive(verb)
    if full is None:
        return None
    middle = edits.say([*parts.before, *parts.object])
    after = edits.say(parts.after)
    joint = "" if after[:1] in (",", ":") else " "
    return f"{middle} {with_te(*full)}{joint}{after}" if middle or after else None


def _infinitives(parts: Parts, edits: Edits) -> str:
    """Returns an infinitive bullet with *te* before each of its verbs."""
    verbs = {token.i for token in parts.infinitives}
    said: list[str] = []
    run: list[Token] = []
    for token in parts.all:
        if token.i in verbs:
            full = infinitive(token) or (token.lower_, "")
            said += [edits.say(run), with_te(token.lower_, full[1] if token.lower_.startswith(full[1]) else "")]
            run = []
        else:
            run.append(token)
    said.append(edits.say(run))
    return _lower(parts.all, tidy(" ".join(said)))


def _kept(lead: str, parts: Parts, edits: Edits) -> str | None:
    """Returns the duty in its own words, without what hardens it and with a lead that lightens it."""
    if parts.form in _FULL:
        return _kept_sentence(lead, parts, edits)
    text = edits.say(parts.all)
    if parts.infinitives:
        return f"{lead} {_lower(parts.all, text)}"
    return f"{text}, {lead}" if has_noun(parts.all) or parts.form is Form.INFINITIVE else None


def _kept_sentence(lead: str, parts: Parts, edits: Edits) -> str | None:
    finite = parts.finite
    if finite is None or parts.role:
        return None
    places = [token.i for token in parts.all]
    number = places.index(finite.i)
    head, rest = parts.all[:number], parts.all[number + 1 :]
    front = edits.say(parts.front)
    rest_words = [token for token in rest]
    subject = parts.subject or "je"
    if head and not front and edits.say(head).lower() not in (subject.lower(), "jij"):
        return None
    if front:
        turned = [token for token in rest_words if edits.say([token]).lower() in (subject, "jij")][:1]
        if not turned or turned[0] is not rest_words[0]:
            return None
        return f"{front} {finite.lower_} {subject} {lead} {edits.say(rest_words[1:])}"
    if parts.form is Form.IMPERATIVE:
        return f"{finite.lower_} {lead} {edits.say(rest_words)}"
    if head or parts.subject != "je" or not rest_words or finite.lower_.endswith("t"):
        return f"{subject} {finite.lower_} {lead} {edits.say(rest_words)}"
    return None
