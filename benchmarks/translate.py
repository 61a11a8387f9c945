"""The seeds in the markup of the peers.

In: the text of a seed. Out: its lines told apart, its Markdown, its bluebell markup.
The three patterns find every heading of the five seeds and nothing else, at the right
depth (8+24, 4+13+35, 5+18, 8+21, 9+26, as the gold has them). They are made to
measure: peers are given the structure that cnpolicy has to find.
"""

import re
from collections.abc import Iterator

from attrs import frozen

HAN = "一二三四五六七八九十"

LEVELS = (
    # 一、规划背景; seed 002 also writes 二是… and 四.… for it
    rf"(?:([{HAN}]+)(?:[、.]|是))",
    # (一)指导思想; seed 002 also writes (14)…
    rf"(?:[（(]([{HAN}]+|\d+)[)）])",
    # 1.培育一流知识产权企业群体。, but not 2.5%
    r"(?:(\d+)\.(?!\d))",
)
"""The marks of the seeds, by level; the group is the number."""

_MARK = re.compile(r"\s*(?:" + "|".join(LEVELS) + ")")

_CONTAINERS = ("CHAPTER", "SECTION", "PARA")
"""Bluebell's hierarchical containers for the three levels."""


@frozen
class Line:
    """One line of a seed that is not blank."""

    level: int
    """1 to 3 for a heading, 0 for text."""

    mark: str
    """The mark as written; empty for text."""

    title: str
    """The heading, up to its first 。; empty for text."""

    body: str
    """What follows the heading on its line, or the text."""


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a seed, blank ones left out."""
    for raw in text.split("\n"):
        line = raw.strip()
        if not line:
            continue
        found = _MARK.match(line)
        if found is None or found.lastindex is None:
            yield Line(0, "", "", line)
            continue
        title, _, body = line[found.end() :].partition("。")
        yield Line(found.lastindex, found.group(), title.strip(), body.strip())


def to_markdown(text: str) -> str:
    """A seed with `#` before its headings and a blank line between paragraphs."""
    blocks: list[str] = []
    for line in lines(text):
        if line.level:
            blocks.append(f"{'#' * line.level} {line.mark}{line.title}")
        if line.body:
            blocks.append(line.body)
    return "\n\n".join(blocks) + "\n"


def to_bluebell(text: str) -> str:
    """A seed as bluebell's indented containers: `CHAPTER 一、 - 规划背景`."""
    rows: list[str] = []
    level = 0
    for line in lines(text):
        if line.level:
            level = line.level
            container = _CONTAINERS[level - 1]
            indent = "  " * (level - 1)
            rows.append(f"{indent}{container} {line.mark} - {line.title}")
        if line.body:
            rows.append("  " * level + line.body)
    return "\n".join(rows) + "\n"


def kinds(text: str) -> list[int]:
    """The level of each line of a seed, 0 for text: the input of Lark's floor."""
    return [line.level for line in lines(text)]


# ------------------------------------------------------- the seeds in other layouts


def run_on(text: str, joint: str) -> str:
    """A seed whose line breaks became `joint`: a space, two ideographic ones, nothing.

    Runs of blank lines become one joint.
    """
    return joint.join(line.strip() for line in text.split("\n") if line.strip())


def wrapped(text: str, width: int = 35, page: int = 30) -> str:
    """A seed as a PDF gives it: hard breaks after `width` characters, page numbers."""
    rows: list[str] = []
    number = 1
    for line in text.split("\n"):
        stripped = line.strip()
        for at in range(0, len(stripped), width):
            rows.append(stripped[at : at + width])
            if len(rows) % page == 0:
                rows.append(f"— {number} —")
                number += 1
    return "\r\n".join(rows) + "\r\n"
