"""Text objects of an OFD page put into lines.

In: `TextObject` elements with their coordinates in millimetres, y downwards. Out: the
lines of the page from top to bottom.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from cnpolicy.readers.xml_tree import attribute, local

# Shares of the size of the characters: texts whose baselines differ by less stand in
# one line; a gap that is wider stands for a space; a text that is drawn again so near
# makes it bold.
_SAME_LINE = 0.4
_GAP = 0.8
_AGAIN = 0.3

_DEFAULT_SIZE = 4.2  # millimetres, the 小四 of office programs
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Beyond any sheet; also keeps `inf` and `nan` out of the sorting.
_FAR = 1e6


class Glyphs(NamedTuple):
    """Characters that are drawn in one go."""

    y: float
    """Their baseline, from the top of the page."""

    x: float
    """Where the first begins."""

    end: float
    """Where the last ends."""

    size: float
    """Their size."""

    text: str
    """The characters."""


def placed(element: etree._Element) -> Iterator[Glyphs]:
    """Yield the texts of one `TextObject` with their places on the page."""
    boundary = (*_numbers(attribute(element, "Boundary")), 0.0, 0.0)
    matrix = _numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
    size = next(iter(_numbers(attribute(element, "Size"))), 0.0) or _DEFAULT_SIZE
    x = y = 0.0
    for code in element:
        text = code.text
        if local(code) != "TextCode" or not text or not text.strip():
            continue
        # A code without coordinates goes on where the last one began.
        x = next(iter(_numbers(attribute(code, "X"))), x)
        y = next(iter(_numbers(attribute(code, "Y"))), y)
        left = boundary[0] + a * x + c * y + e
        base = boundary[1] + b * x + d * y + f
        width = _advance(attribute(code, "DeltaX"), len(text) - 1, size) + size
        yield Glyphs(
            _bounded(base),
            _bounded(left),
            _bounded(left + abs(a or 1.0) * width),
            _bounded(abs(d or 1.0) * size),
            " ".join(text.split()) if "\n" in text or "\t" in text else text,
        )


def lines(page: Iterable[Glyphs]) -> list[str]:
    """Return the lines of a page from top to bottom."""
    found: list[str] = []
    line: list[Glyphs] = []
    for glyphs in sorted(page, key=lambda one: (one.y, one.x)):
        if line and glyphs.y - line[0].y > _SAME_LINE * min(line[0].size, glyphs.size):
            found.append(_joined(line))
            line = []
        line.append(glyphs)
    if line:
        found.append(_joined(line))
    return found


def _joined(line: list[Glyphs]) -> str:
    """Join the texts of a line from left to right."""
    text = ""
    last: Glyphs | None = None
    for glyphs in sorted(line, key=lambda one: one.x):
        if last is not None:
            near = abs(glyphs.x - last.x) < _AGAIN * glyphs.size
            if near and glyphs.text == last.text:
                continue
            if glyphs.x - last.end > _GAP * glyphs.size:
                text += " "
        text += glyphs.text
        last = glyphs
    return text


def _numbers(text: str | None) -> tuple[float, ...]:
    """Return the numbers of an attribute; none if one of them is no number."""
    try:
        return tuple(_bounded(float(number)) for number in (text or "").split()[:6])
    except ValueError:
        return ()


def _bounded(value: float) -> float:
    """Return a coordinate that can be compared: not infinite, and a number."""
    return value if -_FAR < value < _FAR else 0.0


def _advance(deltas: str | None, steps: int, size: float) -> float:
    """Return the way from the first character to the last.

    `3.2 g 5 4.1` is one step of 3.2 and five of 4.1; what is not stated is as wide as
    a Chinese character.
    """
    words = iter((deltas or "").split()[: 3 * (steps + 1)])
    total = 0.0
    left = steps
    try:
        for word in words:
            if left <= 0:
                break
            count = 1
            if word == "g":
                count, word = int(next(words)[:9]), next(words)
            count = min(max(count, 0), left)
            total += count * float(word)
            left -= count
    except (ValueError, StopIteration):
        return steps * size
    if deltas is None:
        return steps * size
    return _bounded(total)
