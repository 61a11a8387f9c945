"""A pool of workers that no document can stop.

In: orders. Out: what became of each. A worker that takes too long over a document, or
too much memory, is ended with all that it started, and the document becomes a row with
the reason. One over which a worker ended by itself, or took too much memory, is tried
once more alone: the document may not have been the cause. What else was in the order is
done again by another worker.
"""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

import psutil
from attrs import define, field

from cnpolicy.corpus.building.parts import pending
from cnpolicy.corpus.building.worker import Done, Order, Settings, run
from cnpolicy.corpus.inputs import Input
from cnpolicy.errors import CnpolicyError

# How often the workers are looked at, in seconds.
_LOOK = 0.1
# A busy machine, or a reader that waits for something, may make it this many times
# longer.
_PATIENCE = 5
# Workers that may end before they have read anything.
_STILLBORN = 3
# A worker that holds this share of what it may is replaced when it is idle: what it
# kept of earlier documents is not the fault of the next.
_TIRED = 0.6
# Refused inputs wait for each other, so that they share a part.
_REFUSED = 50

Started = Callable[[Input], None]
"""What is called when a worker is about to read an input."""


@define
class _Worker:
    """A process and what it is doing."""

    process: SpawnProcess
    """The process."""

    connection: Connection
    """The way to it."""

    order: Order | None = None
    """What it is doing; None if it is idle."""

    at: int | None = None
    """The index of the input in work; None before the first."""

    since: float = 0.0
    """When it began with that, by the monotonic clock."""

    spent: float = 0.0
    """Seconds of the processor that it had taken then."""

    seen: float = 0.0
    """Seconds of the processor that it was last seen to have taken."""

    peak: int = 0
    """The most memory that it was seen to take over this order, in bytes."""

    @property
    def current(self) -> Input | None:
        """The input in work; None before the first and behind the last."""
        if self.order is None or self.at is None or self.at >= len(self.order.inputs):
            return None
        return self.order.inputs[self.at]


@define
class Pool:
    """Processes that do orders."""

    settings: Settings
    """What holds for all documents."""

    jobs: int
    """How many processes there are."""

    timeout: float
    """Seconds of the processor that a document may take."""

    max_memory: int
    """Bytes that a worker may take."""

    started: Started
    """Called with each input that is about to be read."""

    peak: int = 0
    """The most memory that a worker was seen to take, in bytes; one that was ended over
    a document does not count."""

    ended: int = 0
    """How many workers were ended, or ended by themselves."""

    spent: float = 0.0
    """Seconds of the processor that the workers took together; what their readers
    started is not among them."""

    _workers: list[_Worker] = field(factory=list, init=False)
    _again: deque[tuple[Input, ...]] = field(factory=deque, init=False)
    _refused: list[Input] = field(factory=list, init=False)
    _stillborn: int = field(default=0, init=False)

    def run(self, inputs: Iterator[tuple[Input, ...]], number: int) -> Iterator[Done]:
        """Do all inputs; yield each part as it is written, numbered from `number`.

        Raises `CnpolicyError` if no worker can work: the disk is full, or a script has
        no `if __name__ == "__main__":`.
        """
        numbers = iter(range(number, 1 << 62))
        looked = time.monotonic()
        try:
            while True:
                self._hand_out(inputs, numbers)
                busy = [one for one in self._workers if one.order is not None]
                if not busy:
                    return
                yield from self._hear(busy)
                if time.monotonic() - looked >= _LOOK:
                    looked = time.monotonic()
                    for one in busy:
                        self._watch(one)
        finally:
            for one in self._workers:
                _end(one.process)

    def _hand_out(
        self, inputs: Iterator[tuple[Input, ...]], numbers: Iterator[int]
    ) -> None:
        """Give each idle worker an order, as long as there are any."""
        while sum(one.order is not None for one in self._workers) < self.jobs:
            batch = self._next(inputs)
            if batch is None:
                return
            worker = self._idle()
            worker.order, worker.at = Order(next(numbers), batch), None
            worker.since = time.monotonic()
            try:
                worker.connection.send(worker.order)
            except OSError:
                self._lost(worker)

    def _next(self, inputs: Iterator[tuple[Input, ...]]) -> tuple[Input, ...] | None:
        """Return what is to be done next; None if there is nothing now."""
        if self._again:
            return self._again.popleft()
        batch = None if len(self._refused) >= _REFUSED else next(inputs, None)
        if batch is not None:
            return batch
        busy = any(one.order is not None for one in self._workers)
        if self._refused and (len(self._refused) >= _REFUSED or not busy):
            batch, self._refused = tuple(self._refused), []
        return batch

    def _idle(self) -> _Worker:
        """Return a worker that is idle; start one if there is none."""
        for one in self._workers:
            if one.order is None:
                return one
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=run, args=(there, self.settings), daemon=True)
        process.start()
        there.close()
        made = _Worker(process, here)
        self._workers.append(made)
        return made

    def _hear(self, busy: list[_Worker]) -> Iterator[Done]:
        """Read the messages of the workers; yield what is done."""
        by_connection = {one.connection: one for one in busy}
        for ready in wait(list(by_connection), timeout=_LOOK):
            worker = by_connection[ready]  # type: ignore[index]
            try:
                said: Any = worker.connection.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            self._stillborn = 0
            if isinstance(said, Done):
                self.peak = max(self.peak, worker.peak)
                self._spent(worker)
                self._rest(worker)
                yield said
            elif isinstance(said, str):
                raise CnpolicyError(said)
            else:
                worker.at, worker.since = said, time.monotonic()
                worker.spent = self._spent(worker)
                if worker.current is not None:
                    self.started(worker.current)

    def _rest(self, worker: _Worker) -> None:
        """Let a worker wait, or go if it holds much."""
        worker.order, worker.at, worker.peak = None, None, 0
        if _memory(worker) > _TIRED * self.max_memory:
            self._workers.remove(worker)
            _end(worker.process)

    def _watch(self, worker: _Worker) -> None:
        """End a worker that takes too much of anything."""
        if worker.order is None or worker not in self._workers:
            return
        if worker.connection.poll():
            return  # Its message is read first: it may be at the next document already.
        held = _memory(worker)
        waited = time.monotonic() - worker.since
        spent = self._spent(worker) - worker.spent
        slow = spent > self.timeout or waited > _PATIENCE * self.timeout
        if slow and worker.current is not None:
            seconds = f"{self.timeout:g}"
            reason = (
                f"reading it took longer than {seconds} s",
                f"读取用时超过{seconds}秒",
            )
            self._fail(worker, reason, again=False)
        elif held > self.max_memory:
            size = self.max_memory >> 20
            reason = (
                f"reading it took more than {size} MiB of memory",
                f"读取占用内存超过{size} MiB",
            )
            self._fail(worker, reason, again=True)
        else:
            worker.peak = max(worker.peak, held)

    def _lost(self, worker: _Worker) -> None:
        """Go on behind a worker that ended by itself."""
        worker.process.join(timeout=5)
        code = worker.process.exitcode
        if worker.at is None:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise CnpolicyError(
                    f"the processes that read documents end at once (code {code}); a "
                    'script calls build() below if __name__ == "__main__":'
                ) from None
        reason = (
            f"the process that read it ended (code {code})",
            f"读取进程意外终止（代码{code}）",
        )
        self._fail(worker, reason, again=True)

    def _fail(self, worker: _Worker, reason: tuple[str, str], *, again: bool) -> None:
        """Take what a worker was doing from it, and end it.

        With `again` the document in work is tried once more, alone.
        """
        self.ended += 1
        order, guilty = worker.order, worker.current
        self._workers.remove(worker)
        _end(worker.process)
        if order is None:
            return
        written = pending(self.settings.out, order.number, worker.process.pid)
        shutil.rmtree(written, ignore_errors=True)
        if guilty is not None:
            if again and not guilty.tried:
                self._again.append((guilty._replace(tried=True),))
            else:
                self._refused.append(guilty._replace(refused=reason))
        rest = tuple(one for one in order.inputs if one is not guilty)
        if guilty is None and worker.at is not None:
            # It ended over all that it had read: halves are tried, down to one.
            if len(rest) == 1:
                self._refused.append(rest[0]._replace(refused=reason))
                return
            half = len(rest) // 2
            self._again.appendleft(rest[half:])
            rest = rest[:half]
        if rest:
            self._again.appendleft(rest)

    def _spent(self, worker: _Worker) -> float:
        """Return the seconds of the processor that a worker has taken so far."""
        try:
            times = psutil.Process(worker.process.pid).cpu_times()
        except psutil.Error:
            return worker.seen  # It has ended.
        now = float(times.user + times.system)
        self.spent += now - worker.seen
        worker.seen = now
        return now


def _memory(worker: _Worker) -> int:
    """Return the bytes that a worker holds; 0 if it has ended.

    The processes that readers start (PDF, LibreOffice) have limits of their own.
    """
    try:
        held: int = psutil.Process(worker.process.pid).memory_info().rss
    except psutil.Error:
        return 0
    return held


def _end(process: SpawnProcess) -> None:
    """End a process and all that it started."""
    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.Error:
        family = []
    process.kill()
    for one in family:
        try:
            one.kill()
        except psutil.Error:
            continue  # It has ended by itself.
    process.join()
