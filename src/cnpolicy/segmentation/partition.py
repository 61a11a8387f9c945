"""Partition: the last check of the segments before they become leaves.

In: the segments as the stages before left them, and the text. Out: segments that
partition the text, whatever came in, and a diagnostic for each place that had to be
repaired. No stage behind this one decides which characters a leaf owns, so that no
fault of a stage can lose one.
"""

from __future__ import annotations

from cnpolicy.model.diagnostics import Diagnostic, diagnostic
from cnpolicy.model.spans import new_span
from cnpolicy.segmentation.segment import BLANK, TABLE, TEXT, Segment


def partitioned(
    segments: list[Segment], text: str
) -> tuple[list[Segment], list[Diagnostic]]:
    """Return segments that partition the text, and what was repaired.

    Law: joined, the segments are the text, none is empty, a blank one holds white
    space alone, a table is as long as its node, and a marker stands in its segment.
    Sound segments, which are all that the stages should make, come back as they are.
    """
    place = 0
    for segment in segments:
        if segment.start != place or not _is_sound(segment, text):
            return _repaired(segments, text)
        place = segment.end
    return (segments, []) if place == len(text) else _repaired(segments, text)


def _is_sound(segment: Segment, text: str) -> bool:
    """Tell whether a segment and what is noted on it agree."""
    start, end = segment.start, segment.end
    first, last = segment.first, segment.last
    if not start <= first <= last <= end or start == end:
        return False
    marker = segment.marker
    if marker is not None and not first <= marker.span.start < marker.span.end <= last:
        return False
    if segment.kind is TABLE:
        return segment.table is not None and segment.table.span == (start, end)
    return segment.kind is not BLANK or not text[start:end].strip()


def _repaired(
    segments: list[Segment], text: str
) -> tuple[list[Segment], list[Diagnostic]]:
    """Keep what is sound, and make plain text of every stretch that is not."""
    found: list[Segment] = []
    repairs: list[Diagnostic] = []

    def keep_as_text(start: int, end: int, like: Segment | None) -> None:
        found.append(_plain(start, end, text, like))
        repairs.append(diagnostic("internal-repair", new_span((start, end))))

    place = 0
    for segment in segments:
        start, end = segment.start, min(segment.end, len(text))
        if place < start < len(text):
            keep_as_text(place, start, None)
            place = start
        if end <= place:
            continue
        if segment.table is not None:
            # The rows may be sound; what stands behind them is text.
            segment.end = segment.last = min(segment.table.span.end, end)
        if start == place and segment.end <= end and _is_sound(segment, text):
            found.append(segment)
            place = segment.end
        if place < end:
            keep_as_text(place, end, segment)
            place = end
    if place < len(text):
        keep_as_text(place, len(text), None)
    if not repairs:
        # A table that was cut back to its rows lost nothing, but something was wrong.
        repairs.append(diagnostic("internal-repair", new_span((0, len(text)))))
    return found, repairs


def _plain(start: int, end: int, text: str, like: Segment | None) -> Segment:
    """Make a segment of text without a meaning, in the box and part of another."""
    words = text[start:end]
    visible = words.strip()
    if not visible:
        piece = Segment(start, end, end, end, BLANK)
    else:
        first = start + len(words) - len(words.lstrip())
        piece = Segment(start, first, first + len(visible), end, TEXT)
    if like is not None:
        piece.part, piece.boxed = like.part, like.boxed
    return piece
