"""The kinds of faults: what a mutant changes.

In: a node of the source (libcst). Out: nodes that may stand in its place, each with the
name of its kind. There are three families. `common` is what mutmut does: operators,
numbers, keywords, arguments, assignments. The others are harder to find, and what this
library is made of: `conditions`, and tables and patterns (`tables`, `literals`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst
from mutmut.mutation import mutators

from mutation.pattern_edits import faults

Replacement = tuple[str, cst.CSTNode]

_COMMON: dict[str, str] = {
    "arg_removal": "call",
    "dict_arguments": "call",
    "swap_op": "operator",
    "remove_unary_ops": "operator",
    "augmented_assignment": "assignment",
    "symmetric_string_methods_swap": "method",
    "unsymmetrical_string_methods_swap": "method",
    "if_exp": "condition",
}
"""What the kinds of mutmut are called here, if not by their own names."""


def common(node: cst.CSTNode) -> Iterator[Replacement]:
    """Yield what mutmut puts in the place of a node."""
    for kind, operator in mutators.mutation_operators:
        if isinstance(node, kind):
            name = operator.__name__.removeprefix("operator_")
            yield from ((_COMMON.get(name, name), other) for other in operator(node))


def conditions(node: cst.CSTNode) -> Iterator[Replacement]:
    """Yield a node whose condition always holds, never does, or asks for less."""
    if isinstance(node, cst.If | cst.CompIf):
        for value in ("True", "False"):
            yield "branch", node.with_changes(test=cst.Name(value), **_APART)
    elif isinstance(node, cst.BooleanOperation):
        yield "operand", node.left
        yield "operand", node.right


def tables(node: cst.CSTNode, parent: cst.CSTNode | None) -> Iterator[Replacement]:
    """Yield a table without each of its entries. A tuple taken apart is none."""
    if isinstance(node, cst.Set | cst.List | cst.Dict) or (
        isinstance(node, cst.Tuple)
        and isinstance(
            parent,
            cst.ComparisonTarget | cst.Assign | cst.AnnAssign | cst.StarredElement,
        )
    ):
        elements = node.elements
        for index in range(len(elements) if len(elements) > 1 else 0):
            left = [*elements[:index], *elements[index + 1 :]]
            yield "entry", node.with_changes(elements=left)


_APART = {"whitespace_before_test": cst.SimpleWhitespace(" ")}


def literals(
    node: cst.SimpleString | cst.FormattedStringText, prefix: str, at_import: bool
) -> Iterator[Replacement]:
    """Yield what may stand in the place of a string, or of a piece of one.

    Raw strings are patterns; other strings of a table are words, or characters.
    """
    value = node.value
    if isinstance(node, cst.SimpleString):
        quote = node.quote
        if len(quote) > 1:
            return
        inside = value[len(prefix) + 1 : -1]
        before, behind = value[: len(prefix) + 1], quote
    else:
        inside, before, behind = value, "", ""
    if "r" in prefix:
        for kind, other in faults(inside):
            if _compiles(inside) <= _compiles(other):
                yield kind, node.with_changes(value=before + other + behind)
    elif at_import and not inside.isascii():
        for place, sign in enumerate(inside):
            if not sign.isascii():
                other = inside[:place] + inside[place + 1 :]
                yield "character", node.with_changes(value=before + other + behind)


def _compiles(source: str) -> bool:
    try:
        re.compile(source.replace("{{", "{").replace("}}", "}"))
    except re.error:
        return False
    return True
