"""What stands side by side on a page: columns of text, and cells without lines.

In: a page whose lines know their wide gaps. Out: the same page read column by column
where two columns of text were read as lines over both; and whether lines look like rows
of a table without rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from attrs import evolve

from cnpolicy.readers.paper.content import PageContent, PageGap, PageLine

# Two columns of text stand beside a gap in the middle third of the page, on at least
# this many lines. Each has at least this share of the width of the page, and half of
# its lines fill this share of it: cells of a table seldom do.
_MIDDLE = (0.35, 0.65)
_FEWEST_LINES = 6
_NARROWEST = 0.25
_FILLED = 0.8
# Rows without rules: at least this many lines, each with this many gaps one below the
# other, and no more than some lines apart.
_FEWEST_ROWS = 3
_FEWEST_GAPS = 2
_FARTHEST_ROW = 8


def by_column(page: PageContent) -> PageContent:
    """Return a page with the lines of its left column before those of its right one.

    A line over both columns stays between what is above and what is below it.
    """
    at = _gutter(page)
    if at is None:
        return page
    found: list[PageLine] = []
    left: list[PageLine] = []
    right: list[PageLine] = []
    for line in page.lines:
        gap = _gap_at(line, at)
        if gap is not None:
            one, other = _halves(line, gap)
            left.append(one)
            right.append(other)
        elif not line.placed or line.left < at < line.right:
            found += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.right <= at else right).append(line)
    return evolve(page, lines=(*found, *left, *right))


def has_aligned_rows(page: PageContent) -> bool:
    """Tell whether lines look like rows of a table without rules."""
    rows = 1
    last: Sequence[PageGap] = ()
    place = 0
    for at, gaps in _rows(page):
        if len(gaps) < _FEWEST_GAPS:
            continue
        same = sum(
            any(gap.left < other.right and other.left < gap.right for other in last)
            for gap in gaps
        )
        goes_on = same >= _FEWEST_GAPS and at - place <= _FARTHEST_ROW
        rows = rows + 1 if goes_on else 1
        if rows >= _FEWEST_ROWS:
            return True
        last, place = gaps, at
    return False


def _rows(page: PageContent) -> Iterator[tuple[int, tuple[PageGap, ...]]]:
    """Yield the wide gaps of what stands at one height, with its place on the page."""
    gaps: tuple[PageGap, ...] = ()
    last: PageLine | None = None
    place = 0
    for line in page.lines:
        if last is not None and _is_behind(line, last):
            # Some programs and libraries end a line at a very wide gap.
            gaps += (PageGap(0, last.right, line.left), *line.gaps)
        else:
            yield place, gaps
            place += 1
            gaps = line.gaps
        last = line
    yield place, gaps


def _is_behind(line: PageLine, last: PageLine) -> bool:
    """Tell whether a line stands at the height of the last one, to its right."""
    high = min(line.bottom - line.top, last.bottom - last.top)
    return abs(line.top - last.top) < high / 2 and line.left > last.right


def _gutter(page: PageContent) -> float | None:
    """Return the middle between two columns of text; None of a page without."""
    first, last = (share * page.width for share in _MIDDLE)
    middles = [(gap.left + gap.right) / 2 for line in page.lines for gap in line.gaps]
    middles = [middle for middle in middles if first <= middle <= last]
    if len(middles) < _FEWEST_LINES:
        return None
    at = median(middles)
    halves = list(_widths(page, at))
    if len(halves) < _FEWEST_LINES:
        return None
    for widths in zip(*halves, strict=True):
        widest = max(widths)
        if widest < _NARROWEST * page.width or median(widths) < _FILLED * widest:
            return None
    return at


def _widths(page: PageContent, at: float) -> Iterator[tuple[float, float]]:
    """Yield how wide both halves of the lines are that have a gap at a place."""
    for line in page.lines:
        gap = _gap_at(line, at)
        if gap is not None:
            yield gap.left - line.left, line.right - gap.right


def _gap_at(line: PageLine, at: float) -> PageGap | None:
    """Return the gap of a line around a place."""
    return next((gap for gap in line.gaps if gap.left < at < gap.right), None)


def _halves(line: PageLine, gap: PageGap) -> tuple[PageLine, PageLine]:
    """Return what stands before a gap and what behind it."""
    before = tuple(one for one in line.gaps if one.at < gap.at)
    behind = tuple(
        evolve(one, at=one.at - gap.at - 1) for one in line.gaps if one.at > gap.at
    )
    left = evolve(line, text=line.text[: gap.at], right=gap.left, gaps=before)
    right = evolve(line, text=line.text[gap.at + 1 :], left=gap.right, gaps=behind)
    return left, right
