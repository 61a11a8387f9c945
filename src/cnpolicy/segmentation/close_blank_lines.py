"""Wrapped text with an empty line below every line, as copying from a PDF gives it.

In: the Simplified view of a text. Out: a view of the same length in which the line ends
above the empty lines are spaces, so that the lines stand below one another. Only where
nearly every line has one empty line below it, and lines of one width stop in
mid-sentence: paragraphs that are parted so stay as they are.
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_shapes import CELL_BARS, CLOSED, visible_width
from cnpolicy.lexical.whitespace import BLANKS_AND_TABS

_CELL_END = lazy(f"[\t{CELL_BARS}]")
_EMPTY_LINE = lazy(rf"\r?\n(?=[{BLANKS_AND_TABS}]*\r?\n)")
FEWEST_LINES = 8
# How many lines have an empty line below them, and no more than one.
LEAST_SHARE, MOST_SHARE = 0.85, 1.1
NARROWEST, WIDEST = 15, 60
SLACK = 2.5
FEWEST_FULL, FULL_SHARE, OPEN_SHARE = 4, 0.3, 0.6


def close_blank_lines(view: str) -> str:
    """Return the view with spaces for the line ends above empty lines.

    Law: the result has the length of the view.
    """
    if view.count("\n") < 2 * FEWEST_LINES - 2 or "\n" not in view.strip():
        return view
    lines = [line.strip() for line in view.strip().split("\n")]
    shown = [line for line in lines if line]
    empty = len(lines) - len(shown)
    rows = len(shown) - 1
    if (
        len(shown) < FEWEST_LINES
        or not LEAST_SHARE * rows <= empty <= MOST_SHARE * rows
        or not _is_wrapped(shown)
    ):
        return view
    return _EMPTY_LINE.sub(lambda match: " " * len(match[0]), view)


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines of one width stop in mid-sentence; rows of a table do not."""
    prose = [line for line in lines if _CELL_END.search(line) is None]
    widths = [visible_width(line) for line in prose]
    width = max(widths, default=0.0)
    full = [
        line for line, own in zip(prose, widths, strict=True) if own >= width - SLACK
    ]
    unfinished = sum(line[-1] not in CLOSED for line in full)
    return (
        NARROWEST <= width <= WIDEST
        and len(full) >= max(FEWEST_FULL, FULL_SHARE * len(prose))
        and unfinished >= OPEN_SHARE * len(full)
    )
