"""How fast and how large: one command that prints the table which the README quotes.

    python -m analyzer.batch.benchmark SAMPLES.jsonl [--postings 500] [--memory 20000] [--parts throughput,memory,...]

Postings are made from the samples by recombination: each takes its blocks from several samples. With `new` words, each
block gets words of its own, so that none is ever repeated; as `repeated`, blocks come back word for word, as the
headings, offers and procedures of one employer do. Every ratio is of two measurements in the same run, in CPU seconds.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from analyzer.batch.job import Job, run
from analyzer.batch.local import Pool
from analyzer.batch.worker import Recipe, make_analyzer

if TYPE_CHECKING:
    from spacy.language import Language

    from analyzer.analysis import Analyzer

_SEED = 5
_BLOCKS = 18
_PASSES = 2
_COMPARED = 50
Rows = Iterator[tuple[str, str]]


def samples(path: Path) -> list[list[str]]:
    """Returns the samples as lists of blocks, with their bullet marks."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    return [[block for block in text.split("\n") if block.strip()] for text in texts]


def recombined(blocks: list[list[str]], count: int, *, new: bool, length: int = _BLOCKS) -> Iterator[str]:
    """Yields so many postings of some blocks each; the first block is a title, so that it is read as a posting.

    With `new`, some words of the samples are put into every block, so that (nearly) no block is the same as another.
    """
    chance = random.Random(_SEED)
    vocabulary = sorted({word for sample in blocks for line in sample for word in line.split()})
    for _ in range(count):
        lines = [chance.choice(blocks)[0]]
        while len(lines) < length:
            source = chance.choice(blocks)
            at = chance.randrange(len(source))
            lines += source[at : at + 4]
        if new:
            lines = [_made_new(line, chance.sample(vocabulary, 2)) for line in lines]
        yield "\n".join(lines[:length])


def _made_new(line: str, added: list[str]) -> str:
    words = line.split(" ")
    return " ".join([*words[:-1], *added, words[-1]])


def cpu(work: Callable[[], object]) -> float:
    """Returns the CPU seconds of this process that some work takes, at best of a few times."""
    best = float("inf")
    for _ in range(_PASSES):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def _drain(items: Iterable[object]) -> None:
    for _ in items:
        pass


def throughput(blocks: list[list[str]], count: int) -> Rows:
    """Yields postings and words a second of the analysis, beside plain `nlp.pipe` with the same pipeline.

    The analyser has read the samples before, so that it knows their words: with new blocks it parses everything, with
    repeated ones it has parsed every block before. Cold, it knows neither.
    """
    seen = ["\n".join(sample) for sample in blocks]
    cases: tuple[tuple[str, bool, int, list[str]], ...] = (
        ("koud, nieuwe blokken", True, _BLOCKS, []),
        ("nieuwe blokken", True, _BLOCKS, seen),
        ("nieuwe blokken, 3 x zo lang", True, 3 * _BLOCKS, seen),
        ("herhaalde blokken", False, _BLOCKS, seen),
    )
    for label, new, length, before in cases:
        texts = list(recombined(blocks, count, new=new, length=length))
        words = sum(len(text.split()) for text in texts)
        nlp = _fresh().nlp
        _drain(nlp.pipe(seen[:20]))
        plain = cpu(partial(_pipe, nlp, texts))
        ours = min(_after(before, texts) for _ in range(_PASSES))
        yield f"{label}: nlp.pipe", f"{len(texts) / plain:.0f} vacatures/s, {words / plain:,.0f} woorden/s"
        yield f"{label}: hele analyse", f"{len(texts) / ours:.0f} vacatures/s, {words / ours:,.0f} woorden/s"
        yield f"{label}: verhouding", f"{plain / ours:.2f} x nlp.pipe"
        yield f"{label}: gelijk aan check", _same(texts[:_COMPARED])


def _pipe(nlp: "Language", texts: list[str]) -> None:
    _drain(nlp.pipe(texts))


def _fresh() -> "Analyzer":
    from analyzer.analysis import Analyzer

    analyzer = Analyzer()
    analyzer.assess("Stage communicatie\n\nJe maakt berichten voor onze website.")
    return analyzer


def _after(before: list[str], texts: list[str]) -> float:
    """Returns the CPU seconds that texts take an analyser that has read some others before."""
    analyzer = _fresh()
    _drain(analyzer.assess_many(before))
    begin = time.process_time()
    _drain(analyzer.assess_many(texts))
    return time.process_time() - begin


def _same(texts: list[str]) -> str:
    analyzer = _fresh()
    together = list(analyzer.assess_many(texts))
    same = sum(one == analyzer.assess(text) for text, one in zip(texts, together, strict=True))
    return f"{same} van {len(texts)}"


def workers(blocks: list[list[str]], count: int) -> Rows:
    """Yields the time of a whole job on one and on two workers, in seconds on the clock, loading the model included."""
    seconds = {}
    for number in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            job = Job(
                (_written(Path(folder), recombined(blocks, count, new=True)),), Path(folder) / "out.jsonl", shard=50
            )
            begin = time.monotonic()
            run(job, Pool(Recipe(partial(make_analyzer)), number))
            seconds[number] = time.monotonic() - begin
            yield f"{count:,} vacatures, {number} werkproces{'sen' if number > 1 else ''}", f"{seconds[number]:.1f} s"
    yield "2 werkprocessen", f"{seconds[1] / seconds[2]:.2f} x een"


def _written(folder: Path, texts: Iterable[str]) -> Path:
    path = folder / "in.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{json.dumps({'id': number, 'tekst': text})}\n" for number, text in enumerate(texts))
    return path


def memory(blocks: list[list[str]], count: int) -> Rows:
    """Yields the peak memory of a whole job, of its heaviest process, at a number of postings and at ten times that."""
    peaks = []
    for number in (count, 10 * count):
        with tempfile.TemporaryDirectory() as folder:
            source = _written(Path(folder), recombined(blocks, number, new=False))
            command = [sys.executable, "-m", "analyzer.batch.peak", str(source), str(Path(folder) / "out.jsonl")]
            main, worker = map(int, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
            peaks.append((main, worker))
            yield (
                f"{number:,} vacatures",
                f"{worker / 1024:.0f} MB in het werkproces, {main / 1024:.0f} MB in het hoofdproces",
            )
    yield (
        "10 x zo veel vacatures",
        " en ".join(f"{many / few:.2f} x" for few, many in zip(peaks[0][::-1], peaks[1][::-1], strict=True)),
    )


def cold_start(path: Path) -> Rows:
    """Yields the start of `check` beside that of bare spaCy that loads the same pipeline and parses the same text."""
    from analyzer.dutch import shipped_model

    with tempfile.TemporaryDirectory() as folder:
        posting = Path(folder) / "vacature.txt"
        posting.write_text(json.loads(path.read_text(encoding="utf-8").splitlines()[0])["text"], encoding="utf-8")
        bare = (
            "import spacy; from analyzer.dutch import boundaries, lemmas; "
            f"spacy.load({str(shipped_model())!r})(open({str(posting)!r}).read())"
        )
        check = f"from analyzer.cli import run; run(['check', {str(posting)!r}])"
        times = {name: min(_clock(code) for _ in range(5)) for name, code in (("spacy", bare), ("check", check))}
    yield "spaCy: laden en ontleden", f"{times['spacy']:.2f} s"
    yield "check: hele opdracht", f"{times['check']:.2f} s"
    yield "verhouding", f"{times['check'] / times['spacy']:.2f} x"


def _clock(code: str) -> float:
    begin = time.monotonic()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.monotonic() - begin


def profile(blocks: list[list[str]], count: int) -> Rows:
    """Yields the share of CPU time of each step, of postings whose blocks are all new."""
    import cProfile
    import pstats

    texts = list(recombined(blocks, count, new=True))
    analyzer = _fresh()
    recorder = cProfile.Profile()
    recorder.runcall(_drain, analyzer.assess_many(texts))
    stats = pstats.Stats(recorder).stats  # type: ignore[attr-defined]
    steps = {name: 0.0 for names in _STEPS.values() for name in names}
    for (file, _, function), (*_, cumulative, _callers) in stats.items():
        key = f"{Path(file).parent.name}/{Path(file).name}:{function}"
        for name in steps:
            if key.endswith(name):
                steps[name] = cumulative
    whole = max(cumulative for _, (*_, cumulative, _callers) in stats.items())
    for label, names in _STEPS.items():
        yield label, f"{100 * sum(steps[name] for name in names) / whole:.0f} %"


_STEPS = {
    "lezen in blokken": ("reading/__init__.py:read_text",),
    "opschonen": ("reading/clean.py:clean",),
    "ontleden (pijplijn)": ("spacy/language.py:pipe",),
    "onthouden en terugbouwen": ("dutch/recall.py:_taken_apart", "dutch/recall.py:_again"),
    "delen van de vacature": ("analyzer/sections.py:find_sections",),
    "woorden zoeken": ("analyzer/passage.py:make_passage",),
    "taken": ("duties/__init__.py:find_duties",),
    "voorwaarden": ("conditions/__init__.py:find_conditions",),
    "normen": ("norms/__init__.py:judge",),
    "afzwakken": ("tempering/__init__.py:temper",),
}


def main() -> None:
    """Measures what is asked for and prints it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--postings", type=int, default=300)
    parser.add_argument("--memory", type=int, default=20_000)
    parser.add_argument("--parts", default="throughput,workers,memory,cold,profile")
    args = parser.parse_args()
    blocks = samples(args.samples)
    parts: dict[str, Callable[[], Rows]] = {
        "throughput": lambda: throughput(blocks, args.postings),
        "workers": lambda: workers(blocks, 3 * args.postings),
        "memory": lambda: memory(blocks, args.memory),
        "cold": lambda: cold_start(args.samples),
        "profile": lambda: profile(blocks, args.postings),
    }
    for name in args.parts.split(","):
        table = Table(title=name, show_header=False, title_justify="left")
        for row in parts[name]():
            table.add_row(*row)
        Console().print(table)


if __name__ == "__main__":
    main()
