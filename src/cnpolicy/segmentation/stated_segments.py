"""Segments of a text whose file states what they are.

In: segments cut at line ends, and the `Structure` of the source. Out: the same text,
with running heads marked as page furniture, each stated table in one segment that
carries its `Table`, the lines of a paragraph joined, and the level of a heading on it.
Whatever the structure says, the segments partition the text: what does not fit the
lines is left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from cnpolicy.model.nodes import Node
from cnpolicy.model.source import SourceTable, Structure
from cnpolicy.model.spans import Span
from cnpolicy.segmentation.segment import BLANK, FURNITURE, TABLE, TEXT, Segment
from cnpolicy.segmentation.split_lines import note_opening
from cnpolicy.segmentation.tables.continued_tables import says_continued
from cnpolicy.segmentation.tables.table_nodes import StatedRows, lined_row, table_of
from cnpolicy.segmentation.unwrap_lines import joined
from cnpolicy.vocabulary.profile import Profile

_BETWEEN = frozenset({BLANK, FURNITURE})


def stated_segments(
    segments: list[Segment],
    structure: Structure,
    simplified: str,
    text: str,
    profile: Profile,
) -> list[Segment]:
    """Read what the file states into the segments.

    Law: the result partitions the same text.
    """
    furniture = sorted(span for page in structure.pages for span in page.furniture)
    if furniture:
        segments = _with_furniture(segments, furniture, simplified, text, profile)
    if structure.tables:
        _note_continued(segments, structure.tables, simplified)
        segments = _with_tables(segments, structure.tables, text)
    _note_levels(segments, structure)
    if structure.wraps:
        wraps = sorted(structure.wraps)

        def goes_on(segment: Segment) -> bool:
            at = bisect_left(wraps, segment.last)
            return at < len(wraps) and wraps[at] < segment.end

        segments = joined(segments, simplified, goes_on)
    return segments


def _note_levels(segments: list[Segment], structure: Structure) -> None:
    """Note the level of each paragraph that the file makes a heading."""
    starts = [segment.start for segment in segments]
    for paragraph in structure.paragraphs:
        if paragraph.heading_level is None:
            continue
        at = bisect_left(starts, paragraph.span.start)
        # Lines of one paragraph are one heading; only the first is looked at.
        if at < len(segments) and segments[at].last <= paragraph.span.end:
            segments[at].stated_level = max(1, paragraph.heading_level)


# ---------------------------------------------------------------------------- the page


def _with_furniture(
    segments: list[Segment],
    furniture: Sequence[Span],
    simplified: str,
    text: str,
    profile: Profile,
) -> list[Segment]:
    """Mark what belongs to the page; cut it off where it opens a line."""
    found: list[Segment] = []
    at = 0
    for segment in segments:
        while at < len(furniture) and furniture[at].end <= segment.first:
            at += 1
        known = furniture[at] if at < len(furniture) else None
        if segment.kind is BLANK or known is None or known.start > segment.first:
            found.append(segment)
            continue
        if known.end < segment.last:
            end = known.end
            found.append(Segment(segment.start, segment.first, end, end, FURNITURE))
            rest = simplified[end : segment.last]
            segment.start = end
            segment.first = end + len(rest) - len(rest.lstrip())
            segment.kind, segment.marker = TEXT, None
            note_opening(segment, simplified, text, profile)
        else:
            segment.kind, segment.marker = FURNITURE, None
        found.append(segment)
    return found


# -------------------------------------------------------------------------- the tables


def _note_continued(
    segments: list[Segment], tables: Sequence[SourceTable], simplified: str
) -> None:
    """Let the line above a table that says that it goes on belong to the page."""
    starts = list(map(attrgetter("start"), segments))
    for table in tables:
        if not table.continued:
            continue
        at = bisect_left(starts, table.span.start) - 1
        while at >= 0 and segments[at].kind in _BETWEEN:
            at -= 1
        if at >= 0 and says_continued(segments[at], simplified):
            segments[at].kind, segments[at].marker = FURNITURE, None


def _with_tables(
    segments: list[Segment], tables: Sequence[SourceTable], text: str
) -> list[Segment]:
    """Put each stated table into one segment, with what stands between its rows."""
    found: list[Segment] = []
    done = 0
    starts = list(map(attrgetter("start"), segments))
    at = 0
    while at < len(tables):
        rows = StatedRows(text)
        first: int | None = None
        end = done
        children: list[Node] = []
        while True:
            taken = _take(segments, starts, tables[at], rows, text, end, children)
            at += 1
            if taken is not None:
                first = taken[0] if first is None else first
                end = taken[1]
            if at == len(tables) or not tables[at].continued or first is None:
                break
            if not _is_near(segments, starts, tables[at], end):
                break
        if first is None:
            continue
        found += segments[done:first]
        opening, last = segments[first], segments[end - 1]
        whole = Segment(opening.start, opening.first, last.last, last.end, TABLE)
        whole.table = table_of(children)
        found.append(whole)
        done = end
    return found + segments[done:]


def _is_near(
    segments: list[Segment], starts: list[int], table: SourceTable, end: int
) -> bool:
    """Tell whether only lines of the page stand between `end` and a table."""
    first = bisect_left(starts, table.span.start)
    return end <= first < len(segments) and _is_page(segments, end, first)


def _is_page(segments: list[Segment], start: int, end: int) -> bool:
    """Tell whether all segments from one index to another are blank or of the page."""
    return all(segments[at].kind in _BETWEEN for at in range(start, end))


def _take(
    segments: list[Segment],
    starts: list[int],
    table: SourceTable,
    rows: StatedRows,
    text: str,
    least: int,
    children: list[Node],
) -> tuple[int, int] | None:
    """Add the rows of a table to `children`, from the segment `least` on.

    Returns the index of its first segment, and that behind its last one; None if its
    rows are no lines of the text. What stands between two rows has to be of the page.
    """
    first: int | None = None
    end = least
    for row in table.rows:
        index = bisect_left(starts, row.span.start)
        if index >= len(segments) or index < end:
            return None if first is None else (first, end)
        line = segments[index]
        fits = line.start == row.span.start and line.last <= row.span.end <= line.end
        if not fits or line.kind in _BETWEEN:
            return None if first is None else (first, end)
        begun = first is not None or bool(children)
        if begun:
            if not _is_page(segments, end, index):
                return None if first is None else (first, end)
            children += [lined_row(one, text) for one in segments[end:index]]
        children.append(rows.row(row, line.start, line.end))
        first = index if first is None else first
        end = index + 1
    return None if first is None else (first, end)
