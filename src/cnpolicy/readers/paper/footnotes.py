"""Footnotes of a page: small lines at its foot, each opened by its sign.

In: a page, and which of its lines are its head, foot and number. Out: the lines of each
footnote. The text goes on over them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from statistics import median

from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.readers.paper.content import PageContent, PageLine

# Their characters have at most this share of the size of those of the text, which has
# at least this many lines.
_SMALLER = 0.82
_FEWEST_LINES = 4
# More small lines are a text of their own.
_MOST_SMALL = 60
# The width of a line with at least this many characters tells their size.
_TELLING = 8
# ①, 1 or [1], and no number of a list; the same stands behind a word of the text.
_SIGN = re.compile(
    rf"(?P<sign>[①-⑳]|[\[［〔]?[1-9][0-9]?[\]］〕]?|[*＊※])[{SPACES}]*"
    r"(?=[\u4e00-\u9fffA-Za-z《“（])"
)


def footnotes_of(page: PageContent, furniture: Collection[int]) -> list[list[int]]:
    """Return the lines of each footnote of a page, by index."""
    own = [
        index
        for index, line in enumerate(page.lines)
        if line.placed
        and line.text.strip()
        # One that says the same on every page was taken for a foot.
        and (index not in furniture or _opens(line.text))
    ]
    if len(own) <= _FEWEST_LINES:
        return []
    size = median(_size(page.lines[index]) for index in own)
    low = max((table.bottom for table in page.tables), default=0.0)
    start = len(own)
    while (
        start
        and page.lines[own[start - 1]].top > low
        and _size(page.lines[own[start - 1]]) <= _SMALLER * size
    ):
        start -= 1
    if start < _FEWEST_LINES or len(own) - start > _MOST_SMALL:
        return []
    text = "".join(page.lines[index].text for index in own[:start])
    return _notes(page.lines, own[start:], text)


def _opens(words: str) -> bool:
    """Tell whether a line may open a footnote: its sign and some words."""
    return len(words) >= _TELLING and _SIGN.match(words.strip()) is not None


def _notes(
    lines: Sequence[PageLine], small: Sequence[int], text: str
) -> list[list[int]]:
    """Put small lines into footnotes whose signs stand in the text."""
    found: list[list[int]] = []
    for index in small:
        match = _SIGN.match(lines[index].text.strip())
        if match is not None and _stands_in(match["sign"], text):
            found.append([index])
        elif found:
            found[-1].append(index)
    return found


def _stands_in(sign: str, text: str) -> bool:
    """Tell whether a sign stands behind a word of a text, not in a figure."""
    return (
        re.search(rf"(?<=[^\s0-9.]){re.escape(sign)}(?![0-9.．、%年月日])", text)
        is not None
    )


def _size(line: PageLine) -> float:
    """How large the characters of a line are."""
    if line.chars >= _TELLING and not line.gaps:
        return (line.right - line.left) / line.chars
    return line.bottom - line.top
