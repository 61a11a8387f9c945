"""Judges mutants: does a test fail where the library has this fault?

In: mutants, and the test modules that speak of their packages. Out: a `Verdict` each.

First the tests are run without a fault, and it is noted which of them call which
function: the others need not be run. A fault inside a function is judged in a fork of a
process that has collected the tests: the code of the function is exchanged. One that
shows when a module is imported is judged in a fork of a process that has not imported
the library yet. The sources stay as they are. Tests that found most go first.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import resource
import signal
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import attrs
import pytest
from _pytest.skipping import evaluate_skip_marks

from mutation.mutants import Mutant

SECONDS = 10
"""Of the processor for one test: a mutant that takes longer hangs. None takes 3."""

FEWEST_CALLING = 3
"""Where fewer tests call a function, what it returns may be kept: all tests are run."""

MEMORY = 4 << 30
"""Bytes that a mutant may take."""

# What the tests import beside the library: once, before the forks.
_PACKAGES = (
    *("attrs", "cattrs.preconf.json", "jsonschema", "lark", "lxml.etree", "opencc"),
    *("pyarrow", "rapidfuzz"),
)
_OPTIONS = (
    *("-q", "-s", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:logging"),
    *("-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:warnings"),
)

_OURS = ("cnpolicy", "support", "test_")

Function = tuple[str, str, int]
"""The path of its module, its qualified name, its first line."""


@attrs.frozen
class Verdict:
    """What became of a mutant."""

    outcome: str
    """`killed`, `survived`, or `hung`: a test took too long, or the process fell."""
    by: str
    """The test that failed, or nothing."""
    seconds: float


@attrs.frozen
class Survey:
    """What the tests of a group do without a fault."""

    at_import: frozenset[Function]
    """The functions that run when the library is imported."""
    by_test: dict[str, frozenset[Function]]
    """The functions of the library that each test calls."""


class Bench:
    """Forks a process for each mutant, and hears what it says."""

    def __init__(self, tests: Sequence[Path]) -> None:
        for package in _PACKAGES:
            importlib.import_module(package)
        self.tests = tests
        self._found: Counter[str] = Counter()

    def survey(self, sources: Path, paths: Iterable[Path]) -> Survey | str:
        """Run the tests without a fault; the name of one that fails is returned.

        `paths` are the modules of a group, and `sources` is the folder of the library.
        """
        names = [path.relative_to(sources.parent).with_suffix("") for path in paths]
        modules = [".".join(name.parts) for name in names]
        said = _in_fork(lambda: _surveyed(self.tests, str(sources), modules))
        if isinstance(said, Survey | str):
            return said
        return "the tests fell"

    def at_import(self, mutant: Mutant) -> Verdict:
        """Judge a fault that shows when its module is imported."""

        def work() -> str:
            _put_in_place(mutant)
            plugin = _Loop(lambda items: _first_failed(items, self._found))
            code = _run(self.tests, plugin)
            return f"no tests: {code}" if plugin.said is None else plugin.said

        return self._verdict(work)

    def in_functions(
        self,
        mutants: Sequence[Mutant],
        by_test: dict[str, frozenset[Function]],
        take: Callable[[Mutant, Verdict], None],
    ) -> None:
        """Judge faults inside functions, and hand on each verdict."""

        def loop(items: Sequence[pytest.Item]) -> None:
            held = Held.now()
            for mutant in mutants:
                old, new = codes_of(mutant)
                function = changed_function(old, new)
                calling = [
                    item for item in items if function in by_test.get(item.nodeid, ())
                ]
                if len(calling) < FEWEST_CALLING:
                    calling = list(items)

                codes = dict(zip(map(_function, old), new, strict=False))
                take(mutant, self._verdict(partial(self._with, held, codes, calling)))

        _run(self.tests, _Loop(loop))

    def _with(
        self,
        held: Held,
        codes: dict[Function, CodeType],
        items: Sequence[pytest.Item],
    ) -> str:
        held.exchange(codes)
        return _first_failed(items, self._found)

    def _verdict(self, work: Callable[[], str]) -> Verdict:
        began = time.monotonic()
        said = _in_fork(work)
        seconds = time.monotonic() - began
        if not isinstance(said, str):
            return Verdict("hung", "", seconds)
        if not said:
            return Verdict("survived", "", seconds)
        self._found[said] += 1
        return Verdict("killed", said, seconds)


def _in_fork(work: Callable[[], Any]) -> Any:
    """Return what a function returns in a fork; None if that fell."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            said = work()
        except BaseException as error:  # The library cannot even be imported.
            said = f"{type(error).__name__}: {error}"[:200]
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(said))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else None


# -------------------------------------------------------------------- running the tests


def _run(tests: Sequence[Path], plugin: object) -> int:
    return pytest.main([*_OPTIONS, *map(str, tests)], plugins=[plugin])


@attrs.define(eq=False)
class _Loop:
    """Stands in the place of pytest's loop over the tests that it collected."""

    work: Callable[[Sequence[pytest.Item]], Any]
    said: Any = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do the work."""
        if not session.testsfailed:
            self.said = self.work(session.items)
        return True


def _first_failed(items: Sequence[pytest.Item], found: Counter[str]) -> str:
    """Run tests until one fails, and return its name."""
    warnings.simplefilter("error")
    for item in sorted(items, key=lambda item: -found[item.nodeid]):
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        if _fails(item):
            return item.nodeid
    return ""


def _fails(item: pytest.Item) -> bool:
    """Run one test, without the reports that nobody reads."""
    if evaluate_skip_marks(item):
        return False
    state = item.session._setupstate
    try:
        state.setup(item)
        item.runtest()
    except pytest.skip.Exception:
        return False
    except BaseException:
        return True
    finally:
        # The folder of a test misses its report; what goes wrong here is no fault.
        with suppress(Exception):
            state.teardown_exact(None)
    return False


# ------------------------------------------------------------- what the tests call


def _surveyed(
    tests: Sequence[Path], sources: str, modules: Sequence[str]
) -> Survey | str:
    """Run the tests, and note which function is called by which."""
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        called.add(frame.f_code)  # Nothing is returned: the lines are not traced.

    def functions() -> frozenset[Function]:
        found = [_function(code) for code in called]
        called.clear()
        return frozenset(one for one in found if one[0].startswith(sources))

    def loop(items: Sequence[pytest.Item]) -> Survey | str:
        warnings.simplefilter("error")
        by_test: dict[str, frozenset[Function]] = {}
        for item in items:
            sys.settrace(note)
            fails = _fails(item)
            sys.settrace(None)
            if fails:
                return item.nodeid
            by_test[item.nodeid] = functions()
        return Survey(at_import, by_test)

    sys.settrace(note)
    for module in modules:
        importlib.import_module(module)
    sys.settrace(None)
    at_import = functions()
    plugin = _Loop(loop)
    code = _run(tests, plugin)
    return plugin.said or f"no tests: {code}"


def _function(code: CodeType) -> Function:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def changed_function(old: Sequence[CodeType], new: Sequence[CodeType]) -> Function:
    """The function that a fault is in, of those of a module and of its mutant."""
    for before, after in zip(old, new, strict=False):
        if before.co_code != after.co_code or _plain(before) != _plain(after):
            return _function(before)
    return _function(old[0])


def _plain(code: CodeType) -> tuple[object, ...]:
    constants = [
        (type(one), one) for one in code.co_consts if not isinstance(one, CodeType)
    ]
    return constants, code.co_names, code.co_varnames


def codes_of(mutant: Mutant) -> tuple[list[CodeType], list[CodeType]]:
    """The functions of the module, and those of the mutant."""
    path = str(mutant.path)
    old, new = (
        _codes(compile(source, path, "exec", dont_inherit=True))
        for source in (mutant.module.code, mutant.source())
    )
    return old, new


def _codes(code: CodeType) -> list[CodeType]:
    """The code of each function, outer before inner."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return [one for part in inner for one in (part, *_codes(part))]


# --------------------------------------------------------------------- making the fault


def _put_in_place(mutant: Mutant) -> None:
    """Have the mutant imported in the place of its module."""
    code_of = SourceFileLoader.get_code
    code = compile(mutant.source(), mutant.path, "exec", dont_inherit=True)

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        same = Path(self.get_filename(name)) == mutant.path
        return code if same else code_of(self, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


@attrs.frozen(eq=False)
class Held:
    """What a process holds of the library: its functions, and what they keep."""

    functions: tuple[FunctionType, ...]
    caches: tuple[Any, ...]

    @classmethod
    def now(cls) -> Held:
        """What it holds now. What it holds is no longer moved by the collector."""
        functions: list[FunctionType] = []
        caches: list[Any] = []
        gc.unfreeze()  # What was frozen before is not among the objects.
        for one in gc.get_objects():
            module = getattr(one, "__module__", None) or ""
            if not isinstance(module, str) or not module.startswith(_OURS):
                continue
            if isinstance(one, FunctionType):
                functions.append(one)
            elif (
                type(one).__name__ == "_lru_cache_wrapper"
                # The profiles that ship do not depend on what is mutated.
                and not module.startswith("cnpolicy.profiles")
            ):
                caches.append(one)
        gc.freeze()
        return cls(tuple(functions), tuple(caches))

    def exchange(self, codes: dict[Function, CodeType]) -> None:
        """Give functions other code, and forget what was kept."""
        for one in self.functions:
            code = codes.get(_function(one.__code__))
            if code is not None:
                one.__code__ = code
        for cache in self.caches:
            cache.cache_clear()
