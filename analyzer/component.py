"""The spaCy component "stagecheck": `nlp.add_pipe("stagecheck")` judges each Doc by the parse that it already has.

    doc._.stagecheck     the Assessment; its offsets are characters of doc.text
    doc.spans["duties"]  a span for each duty, with the verdict as its label

The package names this module as an entry point of spaCy (`spacy_factories`), so nobody has to import it; spaCy imports
it with every pipeline, which is why the analysis itself is imported only when the component is made.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc

from analyzer.errors import ModelError, ReadingError
from analyzer.posting import CleanText

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from analyzer.analysis import Parse
    from analyzer.assessment import Assessment
    from analyzer.matching import Knowledge
    from analyzer.posting import Zone

__all__ = ["EXTENSION", "NAME", "SPANS", "Stagecheck", "make_stagecheck"]

NAME = "stagecheck"
EXTENSION = "stagecheck"
SPANS = "duties"
_NEEDED = {"DEP": "zinsontleding", "POS": "woordsoorten", "MORPH": "verbuiging", "LEMMA": "woordenboekvormen"}
_PACKED = "__stagecheck__"


@Language.factory(
    NAME,
    default_config={"lexicons": None},
    assigns=["doc._.stagecheck", "doc.spans"],
    requires=["token.dep", "token.head", "token.pos", "token.morph", "token.lemma"],
)
def make_stagecheck(nlp: Language, name: str, lexicons: str | None) -> "Stagecheck":
    """Makes the component; `lexicons` is a folder of rules that add to those of the package, or replace them.

    Raises LexiconError where a lexicon breaks the format.
    """
    from analyzer.analysis import model_name
    from analyzer.lexicon import load_lexicon
    from analyzer.matching import Knowledge

    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=None)
    lexicon = load_lexicon(None if lexicons is None else Path(lexicons))
    return Stagecheck(Knowledge(lexicon), model_name(nlp))


class Stagecheck:
    """Assesses Docs that hold a posting and a parse."""

    def __init__(self, knowledge: "Knowledge", model: str) -> None:
        """Takes the knowledge to judge by, and the name of the pipeline as it stands in the assessment."""
        self.knowledge = knowledge
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Sets the assessment and the spans. Text that is no posting is not assessed, and the reason says why.

        Raises ModelError where the Doc has no parse.
        """
        _check_parse(doc)
        assessment = self._assess(doc)
        spans = [
            doc.char_span(duty.start, duty.end, label=duty.verdict.value, alignment_mode="expand")
            for duty in assessment.duties
        ]
        doc.spans[SPANS] = [span for span in spans if span is not None]
        doc._.set(EXTENSION, assessment)
        return doc

    def _assess(self, doc: Doc) -> "Assessment":
        from analyzer.analysis import assess
        from analyzer.assessment import Given
        from analyzer.reading import read_text

        try:
            posting = read_text(doc.text)
        except ReadingError as error:
            return _unread(str(error), self.model, self.knowledge.lexicon.digest)
        return assess(posting, _own_parse(doc), self.knowledge, self.model, Given())


def _check_parse(doc: Doc) -> None:
    if not doc.text.strip():
        return
    lacking = [word for attribute, word in _NEEDED.items() if not doc.has_annotation(attribute)]
    if lacking:
        raise ModelError(
            f"stagecheck: deze tekst is niet ontleed (geen {', geen '.join(lacking)}); zet stagecheck achter een "
            "Nederlands model dat ontleedt, zoals analyzer.dutch.load()"
        )


def _unread(why: str, model: str, digest: str) -> "Assessment":
    from analyzer.assessment import Assessment, Conditions, Kind, Score

    return Assessment(model, digest, "", "", "", Kind.OTHER, "other", Conditions(), Score()).not_assessed(why)


def _own_parse(doc: Doc) -> "Parse":
    def parse(zones: Sequence["Zone"]) -> Iterator[tuple["Span", CleanText | None]]:
        for zone in zones:
            yield _block(doc, zone.block.start, zone.block.end)

    return parse


def _block(doc: Doc, start: int, end: int) -> tuple["Span", CleanText]:
    """Returns the parse of `doc.text[start:end]` as a Doc of its own, copied and not parsed again, and the way back.

    A bare slice would not do: its `sents` are whole sentences, which may run on into the next block, and between its
    words stand line breaks and soft hyphens that no phrase of a lexicon holds.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    kept = list(_words(doc, span, start, end)) if span is not None else []
    tokens = [token for token, _ in kept]
    heads, tops = _heads(tokens)
    views = [view for _, view in kept]
    spaces = [doc.text[a.offsets[-1] + 1 : b.offsets[0]] for a, b in pairwise(views)]
    copy = Doc(
        doc.vocab,
        words=[view.text for view in views],
        spaces=[*(any(letter.isspace() for letter in gap) for gap in spaces), False][: len(views)],
        tags=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        morphs=[str(token.morph) for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        heads=heads,
        deps=["ROOT" if top else token.dep_ for token, top in zip(tokens, tops, strict=True)],
    )
    return copy[:], _joined(copy, views)


def _words(doc: Doc, span: "Span", start: int, end: int) -> Iterator[tuple["Token", CleanText]]:
    """Yields the tokens that show something within the block, each with its readable characters."""
    from analyzer.reading.clean import clean

    for token in span:
        view = clean(doc.text, max(start, token.idx), min(end, token.idx + len(token)))
        if view.text:
            yield token, view


def _heads(tokens: Sequence["Token"]) -> tuple[list[int], list[bool]]:
    """Returns the heads as places among the tokens, and which tokens are the top of their sentence.

    A token whose head lies outside goes to its nearest ancestor inside, else to the top of what its sentence has left.
    """
    places = {token.i: place for place, token in enumerate(tokens)}
    heads = [_inside(token, places) for token in tokens]
    top_of: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if heads[place] is None and (token.head.i == token.i or token.sent.start not in top_of):
            top_of[token.sent.start] = place
    found = [top_of[token.sent.start] if head is None else head for token, head in zip(tokens, heads, strict=True)]
    return found, [head == place for place, head in enumerate(found)]


def _inside(token: "Token", places: dict[int, int]) -> int | None:
    """Returns the place of the nearest ancestor among the tokens, None where there is none."""
    while token.head.i != token.i:
        token = token.head
        if token.i in places:
            return places[token.i]
    return None


def _joined(copy: Doc, views: Sequence[CleanText]) -> CleanText:
    """Returns the view on the whole copy: a space stands for the first character of the gap."""
    offsets: list[int] = []
    for token, view in zip(copy, views, strict=True):
        offsets += view.offsets
        if token.whitespace_:
            offsets.append(view.offsets[-1] + 1)
    return CleanText(copy.text, tuple(offsets))


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Lets a Doc with an assessment be stored and sent between processes (`to_bytes`, `DocBin`, `n_process`)."""
    if is_dataclass(value) and not isinstance(value, type) and type(value).__name__ in _types():
        return {_PACKED: [type(value).__name__, *(_plain(getattr(value, item.name)) for item in fields(value))]}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and _PACKED in value:
        name, *parts = value[_PACKED]
        return _types()[name](*(_tupled(part) for part in parts))
    return value if chain is None else chain(value)


def _types() -> dict[str, Any]:
    from analyzer import assessment as home
    from analyzer.posting import Section

    types = (home.Assessment, home.Condition, home.Conditions, home.Duty, home.Evidence, home.Score, home.Term)
    return {kind.__name__: kind for kind in (*types, home.Kind, home.Effect, Section)}


def _plain(value: Any) -> Any:
    """An enum is a string to msgpack; its name goes along, so that it comes back as what it was."""
    if isinstance(value, Enum):
        return {_PACKED: [type(value).__name__, value.value]}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _tupled(value: Any) -> Any:
    return tuple(_tupled(item) for item in value) if isinstance(value, list | tuple) else value


# Called and not used as decorators, because srsly has no types.
srsly.msgpack_encoders.register(NAME, func=_encode)
srsly.msgpack_decoders.register(NAME, func=_decode)
