"""Judges mutants: does a test fail where the library has this fault?

In: mutants, and the test modules that speak of their packages. Out: a `Verdict` for each.

A fault inside a function is judged in a fork of a process that has collected the tests:
the code of the function is exchanged. One that shows when a module is imported is judged
in a fork of a process that has not imported the library yet. The sources stay as they
are. Tests that found most go first.
"""

from __future__ import annotations

import gc
import importlib
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType

import attrs
import pytest
from mutation.mutants import Mutant

SECONDS = 120
"""Of the processor: a mutant that takes longer hangs. All tests take about 30."""

MEMORY = 4 << 30
"""Bytes that a mutant may take."""

# What the tests import beside the library: once, before the forks.
_PACKAGES = (
    *("attrs", "cattrs.preconf.json", "jsonschema", "lark", "lxml.etree", "opencc"),
    *("pyarrow", "rapidfuzz"),
)
_OPTIONS = ("-q", "-s", "--no-header", "--tb=no", "-p", "no:cacheprovider")


@attrs.frozen
class Verdict:
    """What became of a mutant."""

    outcome: str
    """`killed`, `survived`, or `hung`: it took too long, or fell."""
    by: str
    """The test that failed, or nothing."""
    seconds: float


class Bench:
    """Forks a process for each mutant, and hears what it says."""

    def __init__(self) -> None:
        self._found: Counter[str] = Counter()

    def judge(self, work: Callable[[Counter[str]], str]) -> Verdict:
        """Do the work in a fork; it returns the test that failed."""
        reading, writing = os.pipe()
        began = time.monotonic()
        child = os.fork()
        if not child:
            os.close(reading)
            _limit()
            try:
                said = work(self._found)
            except BaseException as error:  # The library cannot be imported at all.
                said = f"{type(error).__name__}: {error}"[:200]
            os.write(writing, said.encode() or b"-")
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            said = answer.read().decode()
        os.waitpid(child, 0)
        seconds = time.monotonic() - began
        if not said:
            return Verdict("hung", "", seconds)
        if said == "-":
            return Verdict("survived", "", seconds)
        self._found[said] += 1
        return Verdict("killed", said, seconds)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def at_import(
    bench: Bench,
    mutants: Sequence[Mutant],
    tests: Sequence[Path],
    take: Callable[[Mutant | None, Verdict], None],
) -> None:
    """Judge faults that show when a module is imported; see `in_functions`."""
    assert "cnpolicy" not in sys.modules
    for package in _PACKAGES:
        importlib.import_module(package)

    for mutant in (None, *mutants) if mutants else ():

        def work(found: Counter[str], mutant: Mutant | None = mutant) -> str:
            if mutant:
                _put_in_place(mutant)
            plugin = _First(found)
            code = pytest.main([*_OPTIONS, *map(str, tests)], plugins=[plugin])
            return plugin.failed or ("" if plugin.ran else f"no tests: {code}")

        take(mutant, bench.judge(work))


def _put_in_place(mutant: Mutant) -> None:
    """Have the mutant imported in the place of its module."""
    code_of = SourceFileLoader.get_code
    code = compile(mutant.source(), mutant.path, "exec", dont_inherit=True)

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        same = Path(self.get_filename(name)) == mutant.path
        return code if same else code_of(self, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


class _First:
    """Runs the tests until one fails, those that found most first."""

    def __init__(self, found: Counter[str]) -> None:
        self._found = found
        self.failed = ""
        self.ran = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run them."""
        self.failed = first_failed(session.items, self._found)
        self.ran = bool(session.items)
        return True


def first_failed(items: Sequence[pytest.Item], found: Counter[str]) -> str:
    """Run tests until one fails, and return its name."""
    for item in sorted(items, key=lambda item: -found[item.nodeid]):
        reports: list[pytest.TestReport] = []
        listener = _Listener(reports)
        item.config.pluginmanager.register(listener)
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        item.config.pluginmanager.unregister(listener)
        if any(report.failed for report in reports):
            return item.nodeid
    return ""


@attrs.frozen(eq=False)
class _Listener:
    """Hears how a test ended."""

    reports: list[pytest.TestReport]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the report."""
        self.reports.append(report)


def in_functions(
    bench: Bench,
    groups: Sequence[tuple[Sequence[Mutant], Sequence[Path]]],
    take: Callable[[Mutant | None, Verdict], None],
) -> None:
    """Judge faults inside functions, of all groups, and hand each verdict on.

    Each group is first judged without a fault: `take` is given None for the mutant.
    """
    tests = dict.fromkeys(str(path) for _, paths in groups for path in paths)
    pytest.main([*_OPTIONS, *tests], plugins=[_Warm(bench, groups, take)])


@attrs.frozen(eq=False)
class _Warm:
    """Judges mutants when the tests are collected."""

    bench: Bench
    groups: Sequence[tuple[Sequence[Mutant], Sequence[Path]]]
    take: Callable[[Mutant | None, Verdict], None]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge them."""
        for mutants, paths in self.groups:
            place = {path: number for number, path in enumerate(paths)}
            items = [item for item in session.items if item.path in place]
            items.sort(key=lambda item: place[item.path])
            for mutant in (None, *mutants):

                def work(
                    found: Counter[str],
                    mutant: Mutant | None = mutant,
                    items: list[pytest.Item] = items,
                ) -> str:
                    if mutant:
                        exchange(mutant)
                    return first_failed(items, found)

                self.take(mutant, self.bench.judge(work))
        return True


def exchange(mutant: Mutant) -> None:
    """Give the functions of a module the code of the mutant; forget what was kept."""
    path = str(mutant.path)
    new = _codes(compile(mutant.source(), path, "exec", dont_inherit=True))
    old = _codes(compile(mutant.module.code, path, "exec", dont_inherit=True))
    place = {_key(code): number for number, code in enumerate(old)}
    assert len(old) == len(new) or mutant.kind == "lambda"
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == path:
            number = place.get(_key(thing.__code__))
            if number is not None:
                thing.__code__ = new[number]
        elif hasattr(type(thing), "cache_clear"):
            thing.cache_clear()


def _codes(code: CodeType) -> list[CodeType]:
    """The code of each function, outer before inner."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return [one for part in inner for one in (part, *_codes(part))]


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno
