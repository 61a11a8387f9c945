"""How the code is built, in figures: the table of docs/architecture.md.

    python benchmarks/house.py            # of this checkout
    python benchmarks/house.py FOLDER     # of another one

In: the folder of a checkout. Out: a line for each figure.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).parents[1]
STAGES = {"segmentation", "numbering", "front_matter", "headings", "tree"}


def modules(root: Path) -> list[Path]:
    """Return the modules of the library."""
    return sorted((root / "src" / "cnpolicy").rglob("*.py"))


def functions(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the length of each function in lines, without its docstring."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            words = (first.end_lineno or 0) - first.lineno + 1 if said else 0
            yield (node.end_lineno or 0) - node.lineno + 1 - words, node.name


def complexity(root: Path) -> int:
    """Return the highest complexity of a function, as ruff counts it (C901)."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "C901"]
    limit = ["--config", "lint.mccabe.max-complexity=1", str(root / "src")]
    said = subprocess.run(
        [*command, *limit], capture_output=True, text=True, check=False
    )
    return max(map(int, re.findall(r"too complex \((\d+) > 1\)", said.stdout)))


def untested(root: Path) -> list[str]:
    """Return the modules of stages of the parser that no test imports by name."""
    named: set[str] = set()
    for path in (root / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                named.add(node.module)
                named.update(f"{node.module}.{alias.name}" for alias in node.names)
    source = root / "src"
    return [
        name
        for path in modules(root)
        if path.relative_to(source).parts[1] in STAGES
        if not path.stem.startswith("__")
        if (name := ".".join(path.relative_to(source).with_suffix("").parts))
        not in named
    ]


def main() -> None:
    """Print the figures of a checkout."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else _HERE
    package = root / "src" / "cnpolicy"
    entries = [one for one in package.iterdir() if one.name != "__pycache__"]
    print("entries of src/cnpolicy", len(entries))
    folder, most = Counter(path.parent for path in modules(root)).most_common(1)[0]
    print("modules in the largest folder", most, folder.relative_to(root))
    longest = max(
        (length, f"{path.stem}.{name}")
        for path in modules(root)
        for length, name in functions(path)
    )
    print("lines of the longest function", *longest)
    print("highest complexity", complexity(root))
    without = untested(root)
    print("modules of stages that no test imports", len(without), *without)


if __name__ == "__main__":
    main()
