"""The pages of the project, taken apart.

In: the README, `docs/` and `docs/zh/`, what else is Markdown. Out: their fenced blocks,
headings and tables. `ENGLISH` and `CHINESE` hold the same pages under the same names.
"""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ROOT / "docs"
CHINESE = ENGLISH / "zh"
PAGES = [
    *sorted(ROOT.glob("*.md")),
    ROOT / "seeds" / "README.md",
    *sorted(ENGLISH.rglob("*.md")),
]
README = ROOT / "README.md"
SEEDS = ROOT / "seeds"

FENCE = re.compile(r"(?ms)^```(?P<kind>\w*)[^\n]*\n(?P<code>.*?)^```$")


class Block(NamedTuple):
    """A fenced block of a page."""

    kind: str
    """What stands behind the opening fence: python, pycon, text, console, sh."""

    code: str
    """What stands between the fences."""

    line: int
    """Line of the opening fence, from 1."""

    output: str | None
    """Of a script: the `text` block right behind it; None if there is none."""


def page(path: Path) -> str:
    """Return the text of a page."""
    return path.read_text(encoding="utf-8")


def blocks(path: Path) -> list[Block]:
    """Return the fenced blocks of a page in order."""
    text = page(path)
    fences = list(FENCE.finditer(text))
    found = []
    for index, match in enumerate(fences):
        after = fences[index + 1] if index + 1 < len(fences) else None
        output = None
        if after is not None and after["kind"] == "text":
            between = text[match.end() : after.start()]
            output = None if between.strip() else after["code"]
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(match["kind"], match["code"], line, output))
    return found


def headings(path: Path) -> list[str]:
    """Return the headings of a page, with their marks: `## Files`."""
    return re.findall(r"(?m)^#+ .*$", FENCE.sub("", page(path)))


def name_of(path: Path) -> str:
    """Return the path of a page from the top of the project."""
    return path.relative_to(ROOT).as_posix()


def sections(path: Path) -> dict[str, str]:
    """Return the sections of a page that are headed by a word in code font."""
    parts = re.split(r"^## `([^`]+)`$", page(path), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def rows(path: Path) -> list[list[str]]:
    """Return the rows of the tables of a page whose first cell is in code font."""
    lines = re.findall(r"^\| `.*\|$", page(path), re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
