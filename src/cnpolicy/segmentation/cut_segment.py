"""Cuts a segment in pieces.

In: a segment, the Simplified view of its text, and the places to cut at. Out: the
pieces, which partition it. What each piece is, its caller says.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from cnpolicy.segmentation.segment import Segment, SegmentKind


def cut_segment(
    segment: Segment,
    simplified: str,
    places: list[int],
    kind: SegmentKind,
    visible: Callable[[str], str] = str.rstrip,
) -> list[Segment]:
    """Cut a segment at each of `places`, which rise; all pieces are of one `kind`.

    `visible` takes off the end of a piece what is not visible. Space stays with the
    piece before it, and where nothing else is left, that piece takes it in; so does
    the first piece with space behind a character without width.
    """
    pieces: list[Segment] = []
    words_from = next(
        (
            at
            for before, at in pairwise((segment.first, *places))
            if visible(simplified[before:at]).strip()
        ),
        segment.end,
    )
    places = [at for at in places if at >= words_from]
    for start, end in pairwise((segment.start, *places, segment.end)):
        words = simplified[start:end]
        if pieces and not words.strip():
            pieces[-1].end = end
            continue
        first = start + len(words) - len(words.lstrip()) if pieces else segment.first
        last = start + len(visible(words))
        pieces.append(Segment(start, first, max(first, last), end, kind))
    return pieces
