"""Mutants of the library: each is one small fault in one place of its source.

In: a module. Out: `Mutant`s, in the order of its source. Docstrings, annotations,
decorators, imports and what only a type checker reads are no behaviour and stay.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import attrs
import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider

from mutation.operators import (
    Replacement,
    common,
    conditions,
    literals,
    tables,
)

FAMILIES = ("common", "conditions", "tables")
"""See `operators.py`."""


@attrs.frozen(eq=False)
class Mutant:
    """One fault in one place."""

    path: Path
    """The module."""
    line: int
    """Where the fault is, counted from 1."""
    family: str
    """`common`, `conditions` or `tables`: see `operators.py`."""
    kind: str
    """What is wrong."""
    at_import: bool
    """Whether the place runs when the module is imported: a table, a default."""
    module: cst.Module = attrs.field(repr=False)
    old: cst.CSTNode = attrs.field(repr=False)
    new: cst.CSTNode = attrs.field(repr=False)

    def source(self) -> str:
        """The whole module with the fault."""
        changed = self.module.deep_replace(self.old, self.new)
        assert isinstance(changed, cst.Module)
        return changed.code

    def difference(self) -> tuple[str, ...]:
        """The lines that are no longer there and those that are now, less indent."""
        lines = difflib.unified_diff(
            self.module.code.splitlines(), self.source().splitlines(), n=0, lineterm=""
        )
        return tuple(
            f"{line[0]} {line[1:].strip()}"
            for line in lines
            if line[0] in "+-" and line[:3] not in ("---", "+++")
        )


def mutants_of(path: Path) -> list[Mutant]:
    """All mutants of a module."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    collector = _Collector()
    wrapper.visit(collector)
    return [
        Mutant(path, line, family, kind, at_import, wrapper.module, old, new)
        for line, family, at_import, old, (kind, new) in collector.found
    ]


_NO_BEHAVIOUR = (
    cst.Annotation,
    cst.Decorator,
    cst.Import,
    cst.ImportFrom,
    cst.Assert,
    cst.Comment,
)


def _is_no_behaviour(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Expr):
        return isinstance(node.value, cst.SimpleString | cst.ConcatenatedString)
    if isinstance(node, cst.If):
        return m.matches(node.test, m.Name("TYPE_CHECKING"))
    return isinstance(node, _NO_BEHAVIOUR)


class _Collector(cst.CSTVisitor):
    """Collects the places of a module, and what may stand there."""

    METADATA_DEPENDENCIES = (ParentNodeProvider, PositionProvider)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, bool, cst.CSTNode, Replacement]] = []
        self._functions = 0

    def visit_FunctionDef_body(self, node: cst.FunctionDef) -> None:  # noqa: N802
        self._functions += 1

    def leave_FunctionDef_body(self, node: cst.FunctionDef) -> None:  # noqa: N802
        self._functions -= 1

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _is_no_behaviour(node):
            return False
        at_import = not self._functions
        for family, replacements in self._families(node, at_import):
            line = self.get_metadata(PositionProvider, node).start.line
            for replacement in replacements:
                self.found.append((line, family, at_import, node, replacement))
        return super().on_visit(node)

    def _families(
        self, node: cst.CSTNode, at_import: bool
    ) -> Iterator[tuple[str, Iterator[Replacement]]]:
        parent = self.get_metadata(ParentNodeProvider, node, None)
        if isinstance(node, cst.FormattedStringText):
            assert isinstance(parent, cst.FormattedString)
            yield "tables", literals(node, parent.prefix.lower(), at_import)
        elif isinstance(node, cst.SimpleString) and (at_import or "r" in node.prefix):
            yield "tables", literals(node, node.prefix.lower(), at_import)
        else:
            yield "tables" if at_import else "common", common(node)
            yield "conditions", conditions(node)
            yield "tables", tables(node, parent)
