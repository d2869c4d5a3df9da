"""Trains the Dutch pipeline: `python -m analyzer.dutch.recipe DATA OUT [--steps N] [--seed N]`.

DATA holds the treebanks (train-core, dev: .conllu or .conllu.xz) and `pretrained/` (vectors and tok2vec weights);
see MODEL_CARD.md in `analyzer/dutch`.
Needs the extra `train` (`pip install ".[train]"`). The same data, seed and configuration give the same scores within 0.3 points.
"""

import argparse
import lzma
import shutil
import sys
from itertools import chain
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.training.initialize import convert_vectors
from spacy.util import load_config

from analyzer.dutch.recipe.conllu import read_sentences
from analyzer.dutch.recipe.lemma_table import build, lookup_tables
from analyzer.dutch.recipe.packing import pack
from analyzer.dutch.recipe.prepare import write_evaluation, write_training

HERE = Path(__file__).parent
OWN_TREEBANK = HERE.parents[2] / "samples" / "treebank" / "train.conllu"


def main(arguments: list[str]) -> None:
    """Reads the command line, trains, and packs the best pipeline into OUT."""
    options = _options(arguments)
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    general = _find(options.data, "train-core.conllu")
    count = write_training(work / "train.spacy", [general, *options.silver], [options.own], seed=options.seed)
    write_evaluation(work / "dev.spacy", [_find(options.data, "dev.conllu")])
    print(f"{count} training documents", flush=True)
    vectors = _unpack(_find(options.data / "pretrained", "vectors-nl-50k96.floret"), work / "vectors.floret")
    if not (work / "vectors").is_dir():
        _make_vectors(vectors, work / "vectors")
    weights = _unpack(_find(options.data / "pretrained", "tok2vec-128-vectors.bin"), work / "tok2vec.bin")
    config = load_config(HERE / "config.cfg", overrides=_overrides(work, weights, options))
    config.to_disk(work / "config.cfg")
    train(work / "config.cfg", work / "trained")
    table = build(chain(read_sentences(general), read_sentences(options.own)), *lookup_tables())
    pack(work / "trained" / "model-best", options.out, table)
    print(f"packed in {options.out}")


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m analyzer.dutch.recipe", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the treebanks and pretrained/")
    parser.add_argument("out", type=Path, help="folder for the packed pipeline")
    parser.add_argument("--work", type=Path, default=Path("training"), help="folder for what is made on the way")
    parser.add_argument("--own", type=Path, default=OWN_TREEBANK, help="our own treebank, training part")
    parser.add_argument(
        "--silver", type=Path, nargs="*", default=[], help="trees on which two pipelines agree (recipe.silver)"
    )
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(arguments)


def _overrides(work: Path, weights: Path, options: argparse.Namespace) -> dict[str, object]:
    return {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "paths.vectors": str(work / "vectors"),
        "paths.init_tok2vec": str(weights),
        "system.seed": options.seed,
        "training.max_steps": options.steps,
        "training.optimizer.learn_rate.total_steps": options.steps,
    }


def _make_vectors(source: Path, out: Path) -> None:
    """Turns the floret table into a pipeline that holds only vectors, by lower-case form."""
    nlp = spacy.blank("nl")
    convert_vectors(nlp, source, truncate=0, prune=-1, name=None, mode="floret", attr="LOWER")
    nlp.to_disk(out)


def _find(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.xz"):
        if path.exists():
            return path
    sys.exit(f"{folder / name}: not found, plain or .xz")


def _unpack(source: Path, target: Path) -> Path:
    if source.suffix != ".xz":
        return source
    if not target.exists():
        with lzma.open(source) as packed, target.open("wb") as out:
            shutil.copyfileobj(packed, out)
    return target


if __name__ == "__main__":
    main(sys.argv[1:])
