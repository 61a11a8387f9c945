"""The source of the library as Python reads it, each file once in a process.

In: the path of a file. Out: its tree, and the nodes of the tree in one list: several
tests ask the same of some two hundred files.
"""

import ast
from functools import cache
from pathlib import Path

import cnpolicy

PACKAGE = Path(cnpolicy.__file__).parent


@cache
def files() -> tuple[Path, ...]:
    """Every file of the package."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def tree_of(path: Path) -> ast.Module:
    """The tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of the tree of a file, the upper ones first."""
    return tuple(ast.walk(tree_of(path)))
