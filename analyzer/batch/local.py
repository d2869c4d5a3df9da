"""The local engine: worker processes on this machine, each with its own analyser.

A process that dies is replaced and its stretch of records tried again, twice; then the stretch is halved until the
record is found that kills it. That record becomes a failure; all others keep their rows.
"""

import os
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from analyzer.batch.records import Record
from analyzer.batch.shards import Shard
from analyzer.batch.worker import Recipe, Work, failure_of
from analyzer.errors import StagecheckError

TRIES = 3
"""How often a stretch of records is tried as a whole before it is halved."""
RECYCLED_AFTER = 20_000
"""Records after which a process makes way for a fresh one: no memory of a vocabulary grows without bound."""
_FAILED_STARTS = 3
_KILLS = "het werkproces stopt op dit record, ook alleen; sla het over of meld het"
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(slots=True)
class _Task:
    """A stretch of a shard's records, and how often a process died on it."""

    shard: Shard
    records: Sequence[Record]
    deaths: int = 0


@dataclass(slots=True)
class _Process:
    """A worker process: the line to it, the task it is at, and how many records it has had."""

    process: BaseProcess
    line: Connection
    task: _Task | None = None
    ready: bool = False
    served: int = 0


@dataclass(slots=True)
class _Open:
    """A shard of which not all records are back."""

    missing: int
    work: Work = field(default_factory=lambda: Work((), (), 0))


class Pool:
    """Runs shards on worker processes; the results come as they are finished, not in order."""

    def __init__(self, recipe: Recipe, workers: int = 1, recycled_after: int = RECYCLED_AFTER) -> None:
        """Takes how a worker is made and how many there are; processes start with the first shard."""
        self._recipe = recipe
        self._workers = workers
        self._recycled_after = recycled_after
        self._processes: list[_Process] = []
        self._queue: deque[_Task] = deque()
        self._open: dict[int, _Open] = {}
        self._failed_starts = 0

    def run(self, shards: Iterator[Shard]) -> Generator[tuple[Shard, Work], None, None]:
        """Yields each shard with its outcome. Raises StagecheckError where the processes cannot start."""
        self._source, self._exhausted = shards, False
        try:
            yield from self._fill()
            while busy := [one for one in self._processes if one.task is not None]:
                heard = set(wait([one.line for one in busy]))
                finished = [done for one in busy if one.line in heard for done in self._hear(one)]
                yield from self._fill()  # first new work for the idle, then time for what is finished
                yield from finished
        finally:
            self._stop()

    def _fill(self) -> Iterator[tuple[Shard, Work]]:
        """Gives every idle process a task; yields shards that need no work at all."""
        while sum(one.task is not None for one in self._processes) < self._workers:
            while not self._queue and not self._exhausted:
                shard = next(self._source, None)
                if shard is None:
                    self._exhausted = True
                elif shard.records:
                    self._open[shard.number] = _Open(len(shard.records))
                    self._queue.append(_Task(shard, shard.records))
                else:
                    yield shard, Work((), (), 0)
            if not self._queue:
                return
            self._give(self._queue.popleft())

    def _give(self, task: _Task) -> None:
        idle = next((one for one in self._processes if one.task is None), None) or self._start()
        idle.task = task
        if idle.ready:
            _send(idle, task)

    def _hear(self, one: _Process) -> Iterator[tuple[Shard, Work]]:
        try:
            kind, content = one.line.recv()
        except (EOFError, OSError):
            yield from self._bury(one)
            return
        if kind == "refused":
            raise StagecheckError(content)
        if kind == "ready":
            one.ready, self._failed_starts = True, 0
            if one.task is not None:
                _send(one, one.task)
        elif one.task is not None:
            task, one.task = one.task, None
            one.served += len(task.records)
            if one.served >= self._recycled_after:
                self._end(one)
            yield from self._collect(task, content)

    def _collect(self, task: _Task, work: Work) -> Iterator[tuple[Shard, Work]]:
        """Adds the outcome of a stretch to its shard; yields the shard when it is whole."""
        known = self._open[task.shard.number]
        known.work += work
        known.missing -= len(task.records)
        if not known.missing:
            del self._open[task.shard.number]
            yield task.shard, known.work

    def _bury(self, one: _Process) -> Iterator[tuple[Shard, Work]]:
        """Takes a dead process away and puts its task back, whole or halved."""
        task = one.task
        self._end(one)
        if not one.ready:
            self._failed_starts += 1
            if self._failed_starts >= _FAILED_STARTS:
                raise StagecheckError(
                    "de werkprocessen starten niet; probeer het met --workers 1, of met minder tegelijk"
                )
            if task is not None:
                self._queue.appendleft(task)
        elif task is not None:
            yield from self._retry(task)

    def _retry(self, task: _Task) -> Iterator[tuple[Shard, Work]]:
        task.deaths += 1
        if task.deaths < TRIES:
            self._queue.appendleft(task)
        elif len(task.records) > 1:
            middle = len(task.records) // 2
            for part in (task.records[middle:], task.records[:middle]):
                self._queue.appendleft(_Task(task.shard, part, TRIES - 1))
        else:
            yield from self._collect(task, Work((), (failure_of(task.records[0], _KILLS),), 0))

    def _start(self) -> _Process:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(self._recipe, theirs), daemon=True)
        with _one_thread():
            process.start()
        theirs.close()
        one = _Process(process, ours)
        self._processes.append(one)
        return one

    def _end(self, one: _Process) -> None:
        self._processes.remove(one)
        one.line.close()
        one.process.join(timeout=5)
        if one.process.is_alive():
            one.process.kill()
            one.process.join()

    def _stop(self) -> None:
        """Ends all processes at once; what they were at is not kept."""
        for one in self._processes:
            one.process.terminate()
        for one in list(self._processes):
            self._end(one)
        self._queue.clear()
        self._open.clear()


def _send(one: _Process, task: _Task) -> None:
    with suppress(OSError):  # a process that has just died is noticed when its line is heard
        one.line.send(task.records)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Lets a process that starts here use one thread: the processes share the cores already."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update({name: value or "1" for name, value in before.items()})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]


def serve(recipe: Recipe, line: Connection) -> None:
    """The life of a worker process: makes its worker, then analyses what comes in until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gives the work
    with suppress(EOFError, OSError):  # the giver is gone: nothing is left to do
        try:
            worker = recipe.build()
        except StagecheckError as error:
            line.send(("refused", str(error)))
            return
        line.send(("ready", None))
        while True:
            line.send(("done", worker.analyse(line.recv())))
