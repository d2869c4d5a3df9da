"""Scores a Dutch pipeline from raw text: `python -m analyzer.dutch.benchmark CONLLU... [--model NAME|PATH]`.

Every figure comes from the pipeline's own tokens and sentence boundaries. A file is read as documents of ten
sentences joined by a space; a file that marks its documents (`# newdoc`), as our own treebank does, is read twice:
each sentence alone, as the analysis parses its blocks, and whole postings with line breaks. Scores are those of
spaCy's Scorer: F for attachment (punctuation left out), relations and sentences, accuracy for tokens, parts of
speech, features and lemmas. Underscores that some models put in lemmas of compounds are ignored.
"""

import argparse
import io
import json
import lzma
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.dutch import load, shipped_model
from analyzer.dutch.boundaries import BULLET
from analyzer.dutch.recipe.conllu import Sentence, make_doc, read_sentences
from analyzer.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.training import Example

RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "conj", "cop", "xcomp", "compound:prt", "acl:relcl")
CORE_ARGUMENTS = ("nsubj", "nsubj:pass", "obj")
"""The subject and object relations that are scored together."""
GROUP = 10
_UNSCORED = "punct"
_LONGEST_HEADING = 9
_WARM_UP = 20

Layout = list[tuple[list[Sentence], list[str]]]
"""Documents: their sentences, and what stands between these ("" for a space)."""


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of one file in one layout, all between 0 and 1; None where the file has nothing to score."""

    file: str
    layout: str
    documents: int
    sentences: int
    words: int
    words_per_second: float
    scores: dict[str, float | None]
    relations: dict[str, float | None]
    lines: dict[str, float | None]
    """Share of bullets and headings that became exactly one sentence; only where lines stand under one another."""


@dataclass(frozen=True, slots=True)
class Report:
    """The pipeline that was measured, and its results."""

    model: str
    version: str
    load_seconds: float
    packed_megabytes: float
    results: list[Result]


def main(arguments: Sequence[str]) -> None:
    """Reads the command line, measures and prints."""
    options = _options(arguments)
    missing = [str(path) for path in options.files if not path.is_file()]
    if missing:
        sys.exit(f"not found: {', '.join(missing)}")
    try:
        report = measure(options.files, options.model, options.group)
    except ModelError as error:
        sys.exit(str(error))
    shown = json.dumps(asdict(report), indent=2, ensure_ascii=False) if options.json else table(report)
    sys.stdout.write(f"{shown}\n")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m analyzer.dutch.benchmark", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="CONLLU", help="test sets, plain or .xz")
    parser.add_argument("--model", help="name of an installed pipeline or path of one; the shipped one by default")
    parser.add_argument("--group", type=int, default=GROUP, metavar="N", help="sentences a document (default 10)")
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")
    options = parser.parse_args(arguments)
    if options.group < 1:
        parser.error("--group takes 1 or more")
    return options


def measure(files: Sequence[Path], model: str | None = None, group: int = GROUP) -> Report:
    """Returns the scores of a pipeline on each file. Raises ModelError where the pipeline cannot be loaded."""
    import spacy  # noqa: F401  so that the load time below is the pipeline's alone

    start = time.perf_counter()
    nlp = load(model)
    seconds = time.perf_counter() - start
    results = [_score(nlp, path.name, name, layout) for path in files for name, layout in layouts(path, group)]
    return Report(
        model=str(nlp.meta["name"]),
        version=str(nlp.meta["version"]),
        load_seconds=seconds,
        packed_megabytes=packed_size(nlp.path or shipped_model()),
        results=results,
    )


def layouts(path: Path, group: int) -> Iterator[tuple[str, Layout]]:
    """Yields the layouts in which a file is scored, with their names."""
    sentences = list(read_sentences(path))
    starts = _document_starts(path)
    if not starts:
        yield f"{group} a document", [(part, []) for part in _cut(sentences, range(0, len(sentences), group))]
        return
    yield "one by one", [([sentence], []) for sentence in sentences]
    postings = _cut(sentences, starts)
    yield "postings", [(lines, _breaks(lines)) for lines in postings]


def _document_starts(path: Path) -> list[int]:
    """Returns the numbers of the sentences that open a document (`# newdoc`)."""
    starts: list[int] = []
    number = 0
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                starts.append(number)
            elif line.startswith("1\t"):
                number += 1
    return starts


def _cut(sentences: list[Sentence], starts: Sequence[int]) -> list[list[Sentence]]:
    return [sentences[start:end] for start, end in zip(starts, [*starts[1:], len(sentences)], strict=True)]


def _breaks(lines: Sequence[Sentence]) -> list[str]:
    """A line break after each line; a blank line where a list begins or ends and after a heading."""
    kinds = [kind_of(line) for line in lines]
    return ["\n" if kind == after == "bullet" else "\n\n" for kind, after in pairwise(kinds)]


def kind_of(line: Sentence) -> str:
    """Returns "bullet" for a line with a mark in front, "heading" for a short one without a full stop, else "text"."""
    if line[0][2] in ("PUNCT", "SYM") and (BULLET.match(line[0][0]) or not line[0][0].isascii()):
        return "bullet"
    return "heading" if len(line) <= _LONGEST_HEADING and line[-1][0] not in (".", "!", ";") else "text"


def _score(nlp: "Language", file: str, layout: str, documents: Layout) -> Result:
    from spacy.training import Example

    gold = [make_doc(nlp.vocab, sentences, breaks) for sentences, breaks in documents]
    texts = [doc.text for doc in gold]
    for _ in nlp.pipe(texts[:_WARM_UP]):
        pass
    start = time.perf_counter()
    parsed = list(nlp.pipe(texts))
    seconds = time.perf_counter() - start
    examples = [Example(mine, reference) for mine, reference in zip(parsed, gold, strict=True)]
    words = sum(not token.is_space for doc in parsed for token in doc)
    broken = [pair for pair, (_, breaks) in zip(zip(parsed, documents, strict=True), documents, strict=True) if breaks]
    return Result(
        file=file,
        layout=layout,
        documents=len(documents),
        sentences=sum(len(sentences) for sentences, _ in documents),
        words=words,
        words_per_second=words / seconds,
        scores=scores(examples),
        relations=relation_scores(examples),
        lines=line_scores([doc for doc, _ in broken], [lines for _, (lines, _) in broken]),
    )


def scores(examples: "list[Example]") -> dict[str, float | None]:
    """Returns the accuracy of tokens, parts of speech, features and lemmas, UAS, LAS and sentence F."""
    from spacy.scorer import Scorer

    attributes = {
        name: Scorer.score_token_attr(examples, name, getter=_attribute) for name in ("pos", "morph", "lemma")
    }
    tree = Scorer.score_deps(examples, "dep", getter=_relation, ignore_labels=(_UNSCORED,))
    boundaries = Scorer.score_spans(examples, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START"))
    return {
        "tokens": Scorer.score_tokenization(examples)["token_acc"],
        **{name: found[f"{name}_acc"] for name, found in attributes.items()},
        "uas": tree["dep_uas"],
        "las": tree["dep_las"],
        "sentences": boundaries["sents_f"],
    }


def relation_scores(examples: "list[Example]") -> dict[str, float | None]:
    """Returns labelled F of the relations that the analysis leans on, and of subjects and objects together."""
    from spacy.scorer import Scorer

    tree = Scorer.score_deps(examples, "dep", getter=_relation, ignore_labels=(_UNSCORED,))["dep_las_per_type"] or {}
    core = Scorer.score_deps(examples, "dep", getter=_core_argument, ignore_labels=(_UNSCORED,))["dep_las"]
    found = {name: tree[name]["f"] if name in tree else None for name in RELATIONS}
    return {**found, "subjects and objects": core}


def _attribute(token: "Token", name: str) -> str:
    """The value of an attribute as text, empty (not scored) for line breaks."""
    if token.is_space:
        return ""
    if name == "lemma":
        return token.lemma_.replace("_", "") or "_"
    return token.pos_ if name == "pos" else str(token.morph) or "_"


def _relation(token: "Token", _: str) -> str:
    """The relation of a token. Line breaks are ignored by label: an empty one would make spaCy's Scorer pass over the
    tokens with the same number in all later documents."""
    return _UNSCORED if token.is_space else token.dep_.lower()


def _core_argument(token: "Token", _: str) -> str:
    relation = _relation(token, _)
    return relation if relation in CORE_ARGUMENTS else _UNSCORED


def line_scores(parsed: "Sequence[Doc]", documents: Sequence[Sequence[Sentence]]) -> dict[str, float | None]:
    """Returns the share of bullets and of headings that the pipeline made into exactly one sentence."""
    seen = {"bullet": 0, "heading": 0}
    right = dict(seen)
    for doc, lines in zip(parsed, documents, strict=True):
        spans = {(doc[span.start].idx, span.text.rstrip()) for span in doc.sents}
        for start, text, line in _placed(doc.text, lines):
            kind = kind_of(line)
            if kind in seen:
                seen[kind] += 1
                right[kind] += (start, text) in spans
    both = {"bullet and heading": sum(right.values()) / sum(seen.values()) if sum(seen.values()) else None}
    return {**{kind: right[kind] / count if count else None for kind, count in seen.items()}, **both}


def _placed(text: str, lines: Sequence[Sentence]) -> Iterator[tuple[int, str, Sentence]]:
    """Yields the lines of a document with the place of their first character and their text."""
    at = 0
    for line in lines:
        written = "".join(form + " " * space for form, *_, space in line).rstrip()
        at = text.index(written, at)
        yield at, written, line
        at += len(written)


def packed_size(folder: Path) -> float:
    """Returns the size of a pipeline in a wheel, which is a zip file, in MB (10^6 bytes)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return packed.tell() / 1e6


def table(report: Report) -> str:
    """Returns a report as plain text, one column a test set."""
    results = report.results
    rows = [("", [result.file.split(".conllu")[0] for result in results]), ("", [result.layout for result in results])]
    rows += [(name, [str(getattr(result, name)) for result in results]) for name in ("documents", "sentences", "words")]
    for part in ("scores", "relations", "lines"):
        names = dict.fromkeys(name for result in results for name in getattr(result, part))
        rows += [(name, [_figure(getattr(result, part).get(name)) for result in results]) for name in names]
    rows.append(("words a second", [f"{result.words_per_second:.0f}" for result in results]))
    widths = [max(len(cells[i]) for _, cells in rows) for i in range(len(results))]
    label = max(len(name) for name, _ in rows)
    body = [
        "  ".join([name.ljust(label), *(c.rjust(w) for c, w in zip(cells, widths, strict=True))])
        for name, cells in rows
    ]
    cost = f"loaded in {report.load_seconds:.2f} s, packed {report.packed_megabytes:.1f} MB"
    head = f"{report.model} {report.version}: {cost}"
    return "\n".join([head, "", *(line.rstrip() for line in body)])


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


if __name__ == "__main__":
    main(sys.argv[1:])
