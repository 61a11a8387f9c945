"""The processes that work for a service, and the order of those who wait for one.

In: `Job`s. Out: what a worker answers; a `Refusal` if it takes too long, ends, or if
too many wait. A worker that did not answer as it should is ended, another started.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from cnpolicy.service.messages import (
    READY,
    SIZES,
    Answer,
    Job,
    Refusal,
    Refused,
    outcome,
)
from cnpolicy.service.refusals import refusal
from cnpolicy.service.settings import Settings

RETRY_SECONDS = 2
"""After how many seconds to try again when all places are taken."""

START_SECONDS = 60
"""Time for a process to start on a busy machine; it takes about one second."""

MOST_JOBS = 200
"""Pieces of work of one process: memory that a library does not free is given back with
the process."""

_LIBRARY = Path(__file__).resolve().parents[2]
# The worker is that of this library, wherever the search path of this process has it.
_START = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from cnpolicy.service.workers.worker import main; main()"
)

_LAST = frozenset(["ended", "internal"])
"""Refusals after which a process does not go on."""


class Pool:
    """The workers of a service."""

    def __init__(self, settings: Settings) -> None:
        """Start nothing yet."""
        self._settings = settings
        self._places = settings.jobs + settings.waiting
        self._workers = [_Worker(settings) for _ in range(settings.jobs)]
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Keep the workers running while this is open."""
        try:
            for worker in self._workers:
                await worker.start()
                self._idle.put_nowait(worker)
            yield
        finally:
            for worker in self._workers:
                await worker.end()

    @contextlib.contextmanager
    def place(self) -> Iterator[None]:
        """Take one of the places of those who work or wait; raise `Refused`."""
        if self._places <= 0:
            raise Refused(refusal("busy", RETRY_SECONDS))
        self._places -= 1
        try:
            yield
        finally:
            self._places += 1

    async def run(self, job: Job) -> Answer | Refusal:
        """Do a piece of work, as soon as a worker is free."""
        worker = await self._idle.get()
        try:
            return await worker.run(job)
        finally:
            self._idle.put_nowait(worker)


class _Worker:
    """One process, and another after it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: Process | None = None
        self._ready = False
        self._done = 0

    async def start(self) -> None:
        """Start the process; what it needs is imported while nobody waits."""
        self._ready = False
        told = {
            "memory": self._settings.max_memory,
            "chars": self._settings.max_chars,
            "answer": self._settings.max_answer,
        }
        self._done = 0
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            *("-X", "utf8"),
            *("-c", _START, str(_LIBRARY)),
            json.dumps(told),
            stdin=PIPE,
            stdout=PIPE,
        )

    async def end(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()

    async def run(self, job: Job) -> Answer | Refusal:
        """Do a piece of work; after one that went wrong the process is a new one."""
        sound = False
        try:
            await self._await_ready()
            made = await self._answer(job)
            self._done += 1
            bad = isinstance(made, Refusal) and made.code in _LAST
            sound = not bad and self._done < MOST_JOBS
        except TimeoutError:
            made = refusal("time", f"{self._settings.seconds:g}")
        except (EOFError, OSError, ValueError, KeyError, TypeError):
            made = refusal("ended")
        finally:
            if not sound:
                await self.end()
        if not sound:
            with contextlib.suppress(OSError):
                await self.start()
        return made

    async def _await_ready(self) -> None:
        """Wait until the process can work; raise `EOFError` if it cannot start."""
        if self._process is None:
            await self.start()
        if self._ready:
            return
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(START_SECONDS):
            await self._process.stdout.readexactly(len(READY))
        self._ready = True

    async def _answer(self, job: Job) -> Answer | Refusal:
        """Hand a job to the process and take what comes back."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        async with asyncio.timeout(self._settings.seconds):
            process.stdin.write(job.packed())
            await process.stdin.drain()
            sizes = SIZES.unpack(await process.stdout.readexactly(SIZES.size))
            # A longer answer is no answer of a worker: it is not read.
            if sum(sizes) > self._settings.max_answer * 2:
                raise ValueError
            head = json.loads(await process.stdout.readexactly(sizes[0]))
            return outcome(head, await process.stdout.readexactly(sizes[1]))
