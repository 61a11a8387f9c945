"""Cuts a segment in pieces.

In: a segment, the Simplified view of its text, and the places to cut at. Out: the
pieces, which partition it. What each piece is, its caller says.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.segmentation.segment import Segment, SegmentKind

BLANK_END = lazy(r"\s++$")


def cut_segment(
    segment: Segment,
    simplified: str,
    places: list[int],
    kind: SegmentKind,
    blank_end: re.Pattern[str] = BLANK_END,
) -> list[Segment]:
    """Cut a segment at each of `places`, which rise; all pieces are of one `kind`.

    What `blank_end` finds at the end of a piece is not visible. Space stays with the
    piece before it, and where nothing else is left, that piece takes it in.
    """
    pieces: list[Segment] = []
    for start, end in pairwise((segment.start, *places, segment.end)):
        words = simplified[start:end]
        if pieces and not words.strip():
            pieces[-1].end = end
            continue
        first = start + len(words) - len(words.lstrip()) if pieces else segment.first
        last = start + len(blank_end.sub("", words))
        pieces.append(Segment(start, first, max(first, last), end, kind))
    return pieces
