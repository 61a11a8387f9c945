"""Every regular expression of the library, by name.

In: nothing. Out: the patterns that its modules hold, those made of the words of a
profile, and the functions that make them. A pattern is known by the last name of its
module and its own, or that of its table: `marker_syntax.MARKER`, `time_forms.FORMS`.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import cnpolicy
from cnpolicy import PLAN
from cnpolicy.annotation.responsibilities.clauses import clause_patterns
from cnpolicy.front_matter import line_kinds
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.segmentation import split_lines, split_run_on
from support.library_source import nodes_of, tree_of

_Lazy = type(lazy(""))

MADE: dict[str, Callable[[], object]] = {
    "clause_patterns.Patterns": lambda: clause_patterns.patterns_of(
        PLAN.responsibility
    ),
    "line_kinds.patterns": lambda: line_kinds.patterns(PLAN),
    "split_lines._label_pattern": lambda: split_lines._label_pattern(PLAN),
    "split_run_on._boxes": lambda: split_run_on._boxes(PLAN.box_labels),
    "split_run_on._tight_boxes": lambda: split_run_on._tight_boxes(PLAN.box_labels),
}
"""What is made of the words of a profile: a pattern, or an object that holds some."""

OF_TEXT = frozenset(
    {
        "clause_patterns._token",
        "inline._code_ends",
        "lazy_regex._Lazy",
        "lazy_regex.lazy",
        "markdown._behind_title",
        "profile_files._words",
        "time_expressions._forms",
        "time_expressions._of_republic",
    }
)
"""Functions whose patterns are those of `MADE`, made of the text at hand, or those of a
table with another year in them."""


def modules() -> Iterator[ModuleType]:
    """Yield every module of the library that can be imported without running it.

    One that serves another package is left out where that is not installed.
    """
    for found in pkgutil.walk_packages(cnpolicy.__path__, "cnpolicy."):
        if found.name.endswith("__main__"):
            continue
        try:
            yield importlib.import_module(found.name)
        except ModuleNotFoundError as error:
            if (error.name or "cnpolicy").startswith("cnpolicy"):
                raise


def _source(module: ModuleType) -> Path:
    """The file of a module; a compiled module lies beside its source."""
    assert module.__file__ is not None
    stem = "__init__" if hasattr(module, "__path__") else module.__name__.split(".")[-1]
    return Path(module.__file__).with_name(f"{stem}.py")


def _names(tree: ast.Module) -> Iterator[str]:
    """The names that a module gives values to, not those that it imports."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets: list[ast.expr] = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        yield from (one.id for one in targets if isinstance(one, ast.Name))


def _inside(value: object) -> list[re.Pattern[Any]]:
    """The patterns in a value: it itself, or those of a table."""
    if isinstance(value, _Lazy):
        return [re.compile(value.pattern)]
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, dict):
        value = (*value.keys(), *value.values())
    if isinstance(value, tuple | list | frozenset | set):
        return [found for one in value for found in _inside(one)]
    return []


def _held(thing: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that an object gives as its properties, or that it is."""
    if isinstance(thing, re.Pattern):
        yield "", thing
        return
    for name in vars(type(thing)):
        if not name.startswith("_"):
            yield from ((f".{name}", found) for found in _inside(getattr(thing, name)))


@cache
def patterns() -> dict[str, list[re.Pattern[Any]]]:
    """Every pattern by its name; a table of patterns has one name for all.

    What a table holds is left out of it if it has a name of its own.
    """
    single: list[tuple[str, re.Pattern[Any]]] = []
    tables: list[tuple[str, re.Pattern[Any]]] = []
    for module in modules():
        last = module.__name__.rpartition(".")[2]
        for name in _names(tree_of(_source(module))):
            value = getattr(module, name, None)
            kept = single if isinstance(value, _Lazy | re.Pattern) else tables
            kept += [(f"{last}.{name}", found) for found in _inside(value)]
    for name, make in MADE.items():
        single += [(name + place, found) for place, found in _held(make())]
    found: defaultdict[str, list[re.Pattern[Any]]] = defaultdict(list)
    for name, pattern in single:
        found[name].append(pattern)
    own = {pattern for _, pattern in single}
    for name, pattern in sorted(tables, key=lambda pair: len(pair[0])):
        if pattern not in own:
            found[name].append(pattern)
            own.add(pattern)
    return dict(found)


def _length(literal: ast.expr) -> int:
    """Count the characters of a literal; a part put in counts by its name."""
    if isinstance(literal, ast.JoinedStr):
        return sum(map(_length, literal.values))
    if isinstance(literal, ast.Constant):
        return len(str(literal.value))
    return len(ast.unparse(literal))


def _is_pattern(literal: ast.AST) -> bool:
    """Tell whether a node is a text with alternatives, and no table of words.

    A table is written over several lines.
    """
    if isinstance(literal, ast.Constant) and not isinstance(literal.value, str):
        return False
    return (
        isinstance(literal, ast.Constant | ast.JoinedStr)
        and "|" in (written := ast.unparse(literal))
        and "\\n    " not in written
    )


def source_literals() -> Iterator[tuple[str, int, int]]:
    """Yield where each literal of a pattern stands: its module, its line, its length.

    Literals that Python joins by themselves are one; parts put in by name are not
    counted, however long.
    """
    for module in modules():
        nodes = nodes_of(_source(module))
        inside = {
            part
            for one in nodes
            if isinstance(one, ast.JoinedStr | ast.Expr)
            for part in ast.walk(one)
            if part is not one
        }
        for one in nodes:
            if one not in inside and _is_pattern(one):
                assert isinstance(one, ast.expr)
                yield module.__name__, one.lineno, _length(one)


def compiling() -> set[str]:
    """The functions and classes that compile a pattern when they are called."""
    found = set()
    for module in modules():
        last = module.__name__.rpartition(".")[2]
        for outer in tree_of(_source(module)).body:
            if isinstance(outer, ast.FunctionDef | ast.ClassDef):
                for call in ast.walk(outer):
                    if isinstance(call, ast.Call) and ast.unparse(call.func) in (
                        "lazy",
                        "re.compile",
                    ):
                        found.add(f"{last}.{outer.name}")
    return found
