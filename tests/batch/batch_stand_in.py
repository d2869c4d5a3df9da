"""An analyser that judges without a pipeline: fast, always the same, and bad on demand (by words in the text)."""

import json
import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from analyzer.assessment import (
    Assessment,
    Conditions,
    Duty,
    Effect,
    Evidence,
    Given,
    Kind,
    Score,
    Term,
)
from analyzer.batch.shards import Shard
from analyzer.batch.worker import Recipe, Work
from analyzer.errors import ModelError
from analyzer.posting import Posting, Section

Write = Callable[..., Path]


class StandIn:
    """Reads the score off the text; `seconds` is the time that a posting costs."""

    def __init__(self, seconds: float = 0.0, graves: str = "") -> None:
        self.seconds = seconds
        self.graves = graves
        self.analysed = 0

    def assess(self, posting: Posting, given: Given | None = None) -> Assessment:
        time.sleep(self.seconds)
        self.analysed += 1
        if "DODELIJK" in posting.text:
            os._exit(9)
        if "EENMALIG" in posting.text and self._first_time():
            os._exit(9)
        if "KAPOT" in posting.text:
            raise RuntimeError("a text that is in no log")
        points = blake2b(posting.text.encode(), digest_size=1).digest()[0] * 100 // 255
        words = Evidence("own.x", "ownership", posting.text[:4], 0, 4, Effect.RAISES, "reden", 1)
        score = Score((Term("norm.x", points, "reden"),))
        duty = Duty(posting.text, 0, len(posting.text), Section.DUTIES, ("knob.x",), 4, 2, score, (words,))
        return Assessment(
            "m 1", "lex", posting.id, posting.source, posting.title, Kind.INTERNSHIP, "nl", Conditions(), score, (duty,)
        )

    def _first_time(self) -> bool:
        grave = Path(self.graves)
        if grave.exists():
            return False
        grave.touch()
        return True

    def assess_many(self, postings: Iterable[Posting], given: Given | None = None) -> Iterator[Assessment]:
        for posting in postings:
            yield self.assess(posting, given)


def refusing() -> StandIn:
    raise ModelError("model x is niet geïnstalleerd")


def recipe(seconds: float = 0.0, graves: str = "", detail: str = "full") -> Recipe:
    return Recipe(partial(StandIn, seconds, graves), detail=detail)


class InProcess:
    """An engine without processes, that can be made to hand its shards over out of order."""

    def __init__(self, recipe: Recipe, backwards: int = 1) -> None:
        self.worker = recipe.build()
        self.backwards = backwards

    def run(self, shards: Iterator[Shard]) -> Generator[tuple[Shard, Work], None, None]:
        waiting: list[tuple[Shard, Work]] = []
        for shard in shards:
            waiting.append((shard, self.worker.analyse(shard.records)))
            if len(waiting) == self.backwards:
                yield from reversed(waiting)
                waiting = []
        yield from reversed(waiting)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
