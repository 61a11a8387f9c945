"""The house stays as `docs/architecture.md` draws it.

The layers are read from the page, so that neither can change alone.
"""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import cnpolicy
from support.library_source import PACKAGE, files, nodes_of, tree_of

DOCS = Path(__file__).parents[1] / "docs"
# The page in both languages, with the word for what imports nothing.
PAGES = {"architecture.md": "nothing", "zh/architecture.md": "无"}
LONGEST_FILE = 420
MOST_ENTRIES = 25
MOST_MODULES = 16

# These stand above all others: what is public, and how it is started.
TOP = ("__init__", "__main__")

# The tables of the page: of the library, and of the packages that have parts.
TABLES = {
    "": "layers",
    "annotation": "layers of annotation",
    "readers": "layers of readers",
}


class Row(NamedTuple):
    """A line of a table of layers."""

    layer: int
    """1 imports nothing."""

    imports: frozenset[str]
    """What it imports, beside itself."""


def rows(folder: str, name: str = "architecture.md") -> dict[str, Row]:
    """The lines of a page for the packages and modules of a folder."""
    page = (DOCS / name).read_text(encoding="utf-8")
    block = page.split(f"<!-- {TABLES[folder]} -->\n\n")[1].split("\n\n")[0]
    found: dict[str, Row] = {}
    for line in block.split("\n")[2:]:
        layer, name, imported = (cell.strip() for cell in line.strip("|").split("|"))
        name = name.strip("`").rstrip("/").removesuffix(".py")
        assert name not in found, f"{name} stands on the page twice"
        found[name] = Row(int(layer), frozenset(re.findall(r"`(\w+)`", imported)))
    return found


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules of the library that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            module = node.module or ""
            found.update(_imported(module, alias.name) for alias in node.names)
    return frozenset(name for name in found if name.split(".")[0] == "cnpolicy")


def _imported(module: str, name: str) -> str:
    """What `from module import name` imports: a module, or something of one."""
    folder = PACKAGE.parent.joinpath(*module.split("."))
    inside = (folder / f"{name}.py").is_file() or (folder / name).is_dir()
    return f"{module}.{name}" if inside else module


def shown(path: Path) -> str:
    """The path of a file inside the package."""
    return path.relative_to(PACKAGE).as_posix()


def parts_of(folder: str) -> dict[str, set[str]]:
    """What is in a folder of the package, and what of the folder each part imports."""
    above = ["cnpolicy", folder] if folder else ["cnpolicy"]
    found: dict[str, set[str]] = {}
    for path in files():
        parts = [*path.relative_to(PACKAGE.parent).with_suffix("").parts]
        name = parts[len(above)] if parts[: len(above)] == above else "__init__"
        if name in TOP:
            continue
        imported = [module.split(".") for module in imports(path)]
        found.setdefault(name, set()).update(
            [*module, "__init__"][len(above)]
            for module in imported
            if module[: len(above)] == above
        )
    return {name: imported - {name} for name, imported in found.items()}


def drawn(folder: str, nothing: str) -> str:
    """The table of a folder as the code has it, each line below what it imports."""
    parts = parts_of(folder)
    layers: dict[str, int] = {}
    while left := parts.keys() - layers.keys():
        free = [name for name in left if parts[name] <= layers.keys()]
        assert free, f"these import one another: {sorted(left)}"
        for name in free:
            below = [layers[imported] for imported in parts[name]]
            layers[name] = max(below, default=0) + 1
    order = sorted(layers, key=lambda name: (layers[name], name))
    lines = []
    for name in order:
        suffix = "/" if (PACKAGE / folder / name).is_dir() else ".py"
        imported = [f"`{other}`" for other in order if other in parts[name]]
        words = ", ".join(imported) or nothing
        lines.append(f"| {layers[name]} | `{name}{suffix}` | {words} |")
    return "\n".join(lines)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("folder", TABLES)
def test_the_page_says_who_imports_whom(
    folder: str, name: str, request: pytest.FixtureRequest
) -> None:
    """The page names each package and what it imports, and nothing that is not so.

    `pytest --update-golden` writes it anew: look at what it changed before you keep it.
    """
    if request.config.getoption("--update-golden"):
        path = DOCS / name
        page = path.read_text(encoding="utf-8")
        head, rest = page.split(f"<!-- {TABLES[folder]} -->\n\n")
        title, rule, rest = rest.split("\n", 2)
        rest = rest[rest.index("\n\n") :]
        lines = drawn(folder, PAGES[name])
        table = f"<!-- {TABLES[folder]} -->\n\n{title}\n{rule}\n{lines}"
        path.write_text(head + table + rest, encoding="utf-8")
    assert parts_of(folder) == {
        name: set(row[1]) for name, row in rows(folder, name).items()
    }


@pytest.mark.parametrize("folder", TABLES)
def test_imports_go_down(folder: str) -> None:
    """A layer stands right above the highest that it imports."""
    table = rows(folder)
    for name, row in table.items():
        below = [table[imported].layer for imported in row.imports]
        assert row.layer == max(below, default=0) + 1, name


def test_no_module_imports_itself_by_a_detour() -> None:
    """Modules import one another in one direction."""
    graph: dict[str, set[str]] = {}
    for path in files():
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        module = ".".join(parts).removesuffix(".__init__")
        graph[module] = set(imports(path))
    for module, imported in graph.items():
        reached: set[str] = set()
        todo = set(imported)
        while todo:
            reached |= todo
            todo = set().union(*(graph.get(name, set()) for name in todo)) - reached
        assert module not in reached or module == "cnpolicy", module


def test_no_file_is_long() -> None:
    """A file that grows beyond what one reads at once is two files."""
    for path in files():
        assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE, path


def test_every_module_says_what_it_is() -> None:
    """A module opens with a docstring; so does every public class and function.

    The signatures of an overloaded function have none, but the function itself.
    """
    for path in files():
        tree = tree_of(path)
        assert ast.get_docstring(tree), shown(path)
        for node in tree.body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef):
                continue
            overload = "overload" in map(ast.unparse, node.decorator_list)
            if node.name[0] != "_" and not overload:
                assert ast.get_docstring(node), f"{shown(path)}: {node.name}"


def test_no_print() -> None:
    """A library does not write to the terminal."""
    for path in files():
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{shown(path)}:{node.lineno}"


def test_no_splitlines() -> None:
    """`str.splitlines` breaks at eight characters that stand inside lines."""
    for path in files():
        for node in nodes_of(path):
            if isinstance(node, ast.Attribute):
                assert node.attr != "splitlines", f"{shown(path)}:{node.lineno}"


def test_encodings_are_named() -> None:
    """A file is never opened in whatever encoding the machine prefers."""
    for path in files():
        for node in nodes_of(path):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if called in ("read_text", "write_text"):
                given = {word.arg for word in node.keywords}
                assert "encoding" in given, f"{shown(path)}:{node.lineno}"


def test_public_names_are_sorted_and_there() -> None:
    """`__all__` holds every public name once, in order."""
    names = cnpolicy.__all__
    assert len(set(names)) == len(names)
    assert all(hasattr(cnpolicy, name) for name in names)
    assert not [name for name in names if re.match("_", name)]


def test_folders_are_not_crowded() -> None:
    """A folder that one cannot take in at a glance is two folders."""
    for folder in {path.parent for path in files()}:
        modules = [*folder.glob("*.py")]
        shown_there = [*modules, *folder.glob("*/__init__.py")]
        assert len(modules) <= MOST_MODULES, shown(folder)
        assert len(shown_there) <= MOST_ENTRIES, shown(folder)


def test_no_module_is_named_like_a_public_name() -> None:
    """Importing a module sets it on the package, where the name has to be found."""
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert not (modules | folders) & set(cnpolicy.__all__)


def test_every_public_name_is_there() -> None:
    """The names are imported when they are asked for, and listed before."""
    assert set(cnpolicy.__all__) <= set(dir(cnpolicy))
    for name in cnpolicy.__all__:
        assert getattr(cnpolicy, name) is not None
