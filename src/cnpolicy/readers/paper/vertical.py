"""Vertical text: characters one below the other, columns from the right.

In: a page. Out: the same page with its columns as lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from attrs import evolve

from cnpolicy.lexical.line_shapes import visible_width
from cnpolicy.readers.paper.content import PageContent, PageLine

# At least this share of the lines of a page with vertical text are single characters.
_VERTICAL_SHARE = 0.6
_FEWEST_SINGLE = 8
# A line is a column if it is at least this many times as high as wide, no wider than
# this many of its characters are high, and mostly of Chinese characters.
_TALL = 1.5
_WIDEST_COLUMN = 1.6
_HAN_SHARE = 0.75


def horizontal(page: PageContent) -> PageContent:
    """Join characters that stand one below the other, column by column from the right.

    Lines of several characters, such as a running head, stay lines, unless they are
    columns already: their program drew one after another, from either side.
    """
    singles: list[PageLine] = []
    kept: list[PageLine] = []
    for line in page.lines:
        pieces = _characters(line)
        (singles if pieces else kept).extend(pieces or [line])
    filled = sum(bool(line.text.strip()) for line in kept) + len(singles)
    if len(singles) < _FEWEST_SINGLE or len(singles) < _VERTICAL_SHARE * filled:
        return page
    size = median(line.bottom - line.top for line in singles)
    width = max(size, median(line.right - line.left for line in singles))
    stacks: list[list[PageLine]] = []
    for line in sorted(singles, key=lambda one: -(one.left + one.right)):
        middle = (line.left + line.right) / 2
        last = stacks[-1][0] if stacks else None
        if (
            last is not None
            and abs((last.left + last.right) / 2 - middle) < width * 0.6
        ):
            stacks[-1].append(line)
        else:
            stacks.append([line])
    if max(map(len, stacks)) < 3 or not _are_stacked(stacks, size):
        return page
    made = []
    for stack in stacks:
        stack.sort(key=lambda one: one.top)
        words = "".join(line.text.strip() for line in stack)
        made.append(evolve(stack[0], text=words, bottom=stack[-1].bottom))
    top = min(line.top for line in made)
    above = [line for line in kept if line.bottom <= top]
    below = [line for line in kept if line.bottom > top]
    return evolve(page, lines=(*above, *made, *below))


def _characters(line: PageLine) -> list[PageLine]:
    """Return the characters of a column one by one; none of a level line."""
    words = line.text.strip()
    if not words or not line.placed:
        return []
    high = (line.bottom - line.top) / len(words)
    wide = line.right - line.left
    if len(words) > 1 and (
        visible_width(words) < _HAN_SHARE * len(words)
        or line.bottom - line.top < _TALL * wide
        or wide > _WIDEST_COLUMN * high
    ):
        return []
    return [
        evolve(
            line,
            text=char,
            top=line.top + at * high,
            bottom=line.top + (at + 1) * high,
        )
        for at, char in enumerate(words)
    ]


def _are_stacked(stacks: Sequence[Sequence[PageLine]], size: float) -> bool:
    """Tell whether most characters stand right below another one."""
    close = every = 0
    for stack in stacks:
        tops = sorted(line.top for line in stack)
        steps = [b - a for a, b in pairwise(tops)]
        every += len(steps)
        close += sum(step < 3.0 * size for step in steps)
    return every > 0 and close >= 0.7 * every
