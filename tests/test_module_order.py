"""The list of modules on the architecture page: written by the code, in an order."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cnpolicy

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(cnpolicy.__file__).parent
ARCHITECTURE = ROOT / "docs" / "architecture.md"
_ORDER = re.compile(r"(?ms)(?<=<!-- module order -->\n\n```text\n).*?(?=^```$)")


def unit_of(path: Path) -> str:
    """Return the line of the architecture page that a source file belongs to."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) == 1 else parts[0] + "/"


def imported(path: Path) -> Iterator[str]:
    """Yield the lines of the architecture page that a source file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            head, *rest = name.split(".")
            if head == "cnpolicy" and rest:
                if (PACKAGE / f"{rest[0]}.py").is_file():
                    yield f"{rest[0]}.py"
                elif (PACKAGE / rest[0] / "__init__.py").is_file():
                    yield f"{rest[0]}/"


def units() -> dict[str, set[str]]:
    """Return the modules and folders of the package with what each imports."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = unit_of(path)
        if name not in ("__init__.py", "__main__.py"):
            found.setdefault(name, set()).update(set(imported(path)) - {name})
    return found


def in_order(preferred: list[str]) -> list[str]:
    """Return the units so that each stands below what it imports.

    They stand as in `preferred` where that is possible, and new ones right above the
    first that needs them.
    """
    imports = units()
    rank = {name: place for place, name in enumerate(preferred)}
    order: list[str] = []
    open_: list[str] = []

    def place(name: str) -> None:
        assert name not in open_, f"modules import each other: {open_} {name}"
        if name in order:
            return
        open_.append(name)
        for below in sorted(imports[name], key=lambda n: (rank.get(n, len(rank)), n)):
            place(below)
        open_.pop()
        order.append(name)

    for name in sorted(imports, key=lambda n: (rank.get(n, len(rank)), n)):
        place(name)
    return order


def described(name: str) -> str:
    """Return the line of the architecture page for a module or folder."""
    path = PACKAGE / name / "__init__.py" if name.endswith("/") else PACKAGE / name
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return f"{name:<16} {words.splitlines()[0].rstrip('.')}\n"


def test_modules_import_only_from_those_above_them(
    request: pytest.FixtureRequest,
) -> None:
    """The list of the architecture page is that of the code, in an order that holds.

    `pytest --update-golden` writes it anew.
    """
    words = ARCHITECTURE.read_text(encoding="utf-8")
    found = _ORDER.search(words)
    assert found is not None
    listed = found[0]
    order = "".join(
        map(described, in_order([s.split()[0] for s in listed.splitlines()]))
    )
    if request.config.getoption("--update-golden"):
        ARCHITECTURE.write_text(words.replace(listed, order), encoding="utf-8")
    else:
        assert listed == order, "out of date: run pytest --update-golden"
