"""Many files, read and worked on, in this process or in several.

In: files, and what is to be done with each document. Out: an `Outcome` for each, in
the order of the files: what was made of it, or why it could not be read. A file that
cannot be read ends nothing, and neither does one that ends its process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import define, frozen

from cnpolicy.cli import language
from cnpolicy.cli.inputs import ENDINGS, STDIN
from cnpolicy.errors import CnpolicyError, DecodeError, ReadError
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.model.nodes import Document
from cnpolicy.model.spans import Position, position
from cnpolicy.parser import parse
from cnpolicy.readers.source import Kind, Note, Source
from cnpolicy.vocabulary.profile import PLAN, Profile

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

MANY = 16
"""From this number of files on, one process is started for each core."""

# LibreOffice is started once for this many files of older programs.
_BATCH = 40


@define(slots=False)
class Job:
    """One file and its document."""

    file: str
    """Its name as it was given."""

    source: Source
    """What the reader found in it."""

    profile: Profile = PLAN
    """By which words it is read."""

    @property
    def text(self) -> str:
        """Its text."""
        return self.source.text

    @cached_property
    def document(self) -> Document:
        """What was read in it."""
        return parse(self.source, profile=self.profile)

    @property
    def has_places(self) -> bool:
        """Tell whether the format has pages, paragraphs or elements to point to."""
        return self.source.kind is not Kind.TEXT

    @cached_property
    def _starts(self) -> Sequence[int]:
        return line_starts(self.text)

    def stated(self) -> dict[str, Any]:
        """Return its format, what it states of itself and what the reader noted."""
        notes = [
            {
                "code": note.code,
                "message": note.message,
                "message_zh": note.message_zh,
                "line": self.position(note.offset).line,
                "where": note.where,
                "words": note.words,
            }
            for note in self.source.notes
        ]
        return {
            "kind": self.source.kind.value,
            "metadata": dict(self.source.metadata),
            "notes": notes,
        }

    def position(self, offset: int) -> Position:
        """Return line and column of an offset."""
        return position(self._starts, offset)

    def place(self, offset: int) -> dict[str, Any]:
        """Return where an offset stands, as a part of a row.

        `line` is that of the text. `where` is the page, paragraph or element of the
        file, which a text file does not have.
        """
        line = self.position(offset).line
        if not self.has_places:
            return {"line": line}
        origin = self.source.origin_at(offset)
        return {"line": line, "where": origin.where if origin else None}


Work = Callable[[Job], Any]
"""What is done with each document; its result goes from process to process."""


@frozen
class Outcome:
    """What became of one file."""

    file: str
    """Its name, as it is shown."""

    result: Any = None
    """What `Work` made of it; None if it could not be read."""

    error: str | None = None
    """Why it could not be read; None if it was."""

    notes: tuple[str, ...] = ()
    """What the file holds and its text does not, one line for each kind."""


@frozen
class Plan:
    """What is to be done, as it is sent to a process."""

    work: Work
    """What is done with each document."""

    profile: str | None = None
    """The profile as it was named; None for that of plans."""

    language: language.Language = "en"
    """In which language errors and notes are."""


def outcomes(
    files: Sequence[str], plan: Plan, processes: int | None = None
) -> Iterator[Outcome]:
    """Yield what became of each file; `processes` None takes what suits their number.

    The standard input is read once, in this process.
    """
    units = list(_units(files))
    if processes is None:
        processes = min(os.cpu_count() or 1, 8) if len(files) >= MANY else 1
    if processes <= 1 or len(units) <= 1:
        for unit in units:
            yield from _outcomes_of(unit, plan)
        return
    yield from _in_processes(units, plan, min(processes, len(units)))


def _units(files: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield files as they go to a process: one, or several of older programs."""
    batch: list[str] = []
    for file in files:
        old = Path(file).suffix.lower() in (*ENDINGS["doc"], *ENDINGS["xls"])
        if batch and (not old or len(batch) == _BATCH):
            yield tuple(batch)
            batch = []
        if old:
            batch.append(file)
        else:
            yield (file,)
    if batch:
        yield tuple(batch)


def _outcomes_of(unit: tuple[str, ...], plan: Plan) -> Iterator[Outcome]:
    """Read some files and do the work; this runs in any process."""
    profile = profile_of(plan.profile)
    if unit == (STDIN,):
        yield _outcome(STDIN, _standard_input(), plan.work, profile)
        return
    # Imported here: the readers bring what --help does not need.
    from cnpolicy.readers.collection import read_all

    for found in read_all(unit):
        yield _outcome(found.name, found.source or found.error, plan.work, profile)


def _standard_input() -> Source | CnpolicyError:
    """Read the standard input."""
    from cnpolicy.readers.dispatch import read
    from cnpolicy.readers.limits import MAX_FILE_BYTES

    try:
        # One byte more than is allowed tells that there are more.
        return read(sys.stdin.buffer.read(MAX_FILE_BYTES + 1))
    except OSError as error:
        return ReadError(language.say("file.unopened", error.strerror))
    except CnpolicyError as error:
        return error


def _outcome(
    name: str, found: Source | CnpolicyError | None, work: Work, profile: Profile
) -> Outcome:
    """Do the work with what was read."""
    from cnpolicy.readers.dispatch import without_text

    shown = click.format_filename(name)
    if isinstance(found, Source) and not found.text.strip():
        found = without_text(found)
    if isinstance(found, Source):
        notes = _notes(found)
        try:
            return Outcome(shown, work(Job(shown, found, profile)), None, notes)
        except CnpolicyError as error:
            return Outcome(shown, None, language.said(error), notes)
    if isinstance(found, DecodeError | ReadError):
        # A reader names the file already.
        words = language.said(found)
        for colon in (": ", "："):
            words = words.removeprefix(f"{name}{colon}")
        return Outcome(shown, None, words)
    return Outcome(shown, None, str(found))


def _notes(source: Source) -> tuple[str, ...]:
    """Return what the file holds and its text does not, one line for each kind."""
    by_code: dict[str, list[Note]] = {}
    for note in source.notes:
        by_code.setdefault(note.code, []).append(note)
    lines = []
    for notes in by_code.values():
        first = notes[0]
        zh = language.language() == "zh"
        words = first.message_zh if zh else first.message
        more = language.say("note.more", len(notes) - 1) if len(notes) > 1 else ""
        lines.append(words + more)
    return tuple(lines)


@lru_cache(maxsize=4)
def profile_of(name: str | None) -> Profile:
    """Return the profile of a name or a file; one object for each, see `Profile`."""
    if name is None:
        return PLAN
    from cnpolicy.profiles.profile_files import load_profile

    return load_profile(name)


# ------------------------------------------------------------------------- processes


def _in_processes(
    units: Sequence[tuple[str, ...]], plan: Plan, processes: int
) -> Iterator[Outcome]:
    """Yield outcomes in order, with a few units more than processes under way."""
    pool = _pool(processes)
    waiting: deque[tuple[tuple[str, ...], Future[list[Outcome]] | None]] = deque()
    left = deque(units)
    try:
        while left or waiting:
            while left and len(waiting) < 2 * processes:
                unit = left.popleft()
                waiting.append((unit, _sent(pool, unit, plan)))
            unit, future = waiting.popleft()
            yield from _received(unit, future, plan)
    except BaseException:
        _stop(pool)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _sent(
    pool: ProcessPoolExecutor, unit: tuple[str, ...], plan: Plan
) -> Future[list[Outcome]] | None:
    """Send a unit to a process; None if one ended and takes no more.

    The standard input is read here, for the others have another one.
    """
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    if unit == (STDIN,):
        done: Future[list[Outcome]] = Future()
        done.set_result(list(_outcomes_of(unit, plan)))
        return done
    try:
        with _held_back():
            return pool.submit(_work, unit, plan)
    except BrokenProcessPool:
        return None


def _received(
    unit: tuple[str, ...], future: Future[list[Outcome]] | None, plan: Plan
) -> list[Outcome]:
    """Return what a process made of a unit.

    Where one ended (out of memory), the files that it and the others had are read
    again, each in a process of its own, so that only the one at fault is lost.
    """
    from concurrent.futures.process import BrokenProcessPool

    if future is not None:
        try:
            return future.result()
        except BrokenProcessPool:
            pass
    return [outcome for file in unit for outcome in _alone(file, plan)]


def _alone(file: str, plan: Plan) -> list[Outcome]:
    """Read one file in a process of its own."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            with _held_back():
                future = pool.submit(_work, (file,), plan)
            return future.result()
        except BrokenProcessPool:
            reason = language.say("file.process-ended")
            return [Outcome(click.format_filename(file), None, reason)]


def _pool(processes: int) -> ProcessPoolExecutor:
    """Start processes that know nothing of this one."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_start
    )


@contextlib.contextmanager
def _held_back() -> Iterator[None]:
    """Hold Ctrl-C back while a process is started, which inherits that.

    It would end with a traceback before it comes to `_start`.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield  # Windows
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start() -> None:
    """Begin a process: Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(unit: tuple[str, ...], plan: Plan) -> list[Outcome]:
    """Do a unit in another process."""
    language.choose(plan.language)
    return list(_outcomes_of(unit, plan))


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the processes at once, without waiting for what they do."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
