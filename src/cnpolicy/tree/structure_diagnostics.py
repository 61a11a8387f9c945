"""Diagnostics of structure: what is unusual in a document.

In: the reading of the numbers, the segments and the Simplified view. Out: diagnostics.
Nothing is changed here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from cnpolicy.lexical.issue_dates import date_of
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.marker_syntax import STROKES
from cnpolicy.lexical.whitespace import BLANKS_AND_TABS, skip_gap
from cnpolicy.model.diagnostics import Diagnostic, diagnostic
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.model.nodes import Furniture, Table
from cnpolicy.model.spans import new_span
from cnpolicy.numbering.candidates import Candidate, Preceding
from cnpolicy.numbering.interpretation import Interpretation, NumberedBy, Placed
from cnpolicy.numbering.series import KINDRED, Key, Quality
from cnpolicy.segmentation.segment import (
    BLANK,
    BOX,
    CAPTION,
    FURNITURE,
    ISSUE_DATE,
    TABLE,
    TEXT,
    Segment,
)
from cnpolicy.segmentation.tables.table_nodes import is_border

_FAULTS = {
    Quality.GAP: "numbering-gap",
    Quality.START: "numbering-start",
    Quality.RESTART: "numbering-repeat",
    Quality.REPEAT: "numbering-repeat",
    Quality.BACKWARDS: "numbering-backwards",
}

# [/s2/], &nbsp;, HTML tags and comments: what a web page or a converter left.
_DECIMALS = (Key.DECIMAL_2, Key.DECIMAL_3, Key.DECIMAL_4)
_RESIDUE = lazy(
    r"\[/?[A-Za-z]{1,3}[0-9]{0,2}/?\]|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|#[0-9]{2,5});"
    r"|</?(?:p|br|span|div|strong|b|em|font|a|td|tr|table)(?: [^<>]{0,80})?/?>|<!--|-->"
)
# The delimiters of a number.
_MARGIN = f"（()）、.．{BLANKS_AND_TABS}"
_BLANKS = frozenset(" \xa0")
_REMARKED = frozenset({FURNITURE, BOX, CAPTION, ISSUE_DATE})
# If at least this many short lines stand below a caption, they are the cells of its
# table, one per line.
FEWEST_CELLS, LONGEST_CELL, FARTHEST_CELL = 6, 24, 16
# Few texts have any of these: a quick test before the patterns.
_RESIDUE_SIGNS = ("&", "<", ">", "[/", "/]")


def numbering_diagnostics(
    interpretation: Interpretation, simplified: str
) -> list[Diagnostic]:
    """Yield diagnostics of the numbers of a document."""
    found: list[Diagnostic] = []
    open_ranks: list[int] = []
    first: dict[int, Placed] = {}
    text, main, paren = NumberedBy.TEXT, NumberedBy.MAIN, MarkerStyle.PAREN
    keys = {
        rank: item.key
        for item, place, rank, _ in interpretation.placed
        if place is main
    }
    running = _running(interpretation)
    for placed in interpretation.placed:
        item, place, rank, fit = placed
        if place is text:
            if not _is_plain_text(item, simplified):
                found.append(_say("marker-ignored", placed))
            continue
        if item.number == 1 and item.marker.text.strip(_MARGIN) in STROKES:
            found.append(_say("numeral-misread", placed))
        if place is not main:
            continue
        while open_ranks and open_ranks[-1] >= rank:
            open_ranks.pop()
        above = open_ranks[-1] if open_ranks else 0
        open_ranks.append(rank)
        code = _FAULTS.get(fit.quality)
        if fit.quality is Quality.START and not first:
            code = "numbering-excerpt"
        if code is not None:
            found.append(_say(code, placed))
        elif (
            above
            and fit.opens
            and item.key not in running
            and _skips(item.key, above, rank, keys)
        ):
            found.append(_say("level-skip", placed))
        if fit.opens:
            first[rank] = placed
        elif code is None:
            model = first.setdefault(rank, placed).item.marker
            if item.marker.script is not model.script:
                found.append(_say("mixed-numerals", placed))
            elif item.marker.style is not model.style:
                found.append(_say("mixed-style", placed))
        if item.marker.style is paren and simplified.startswith(
            "、", item.marker.span.end
        ):
            found.append(_say("mixed-style", placed))
    return found


def _running(interpretation: Interpretation) -> frozenset[Key]:
    """Return the keys whose numbers run on through the document.

    （一）1. 2. （二）3. 4. and 三、5.: their numbers do not count what one heading
    holds, and say nothing of its level.
    """
    running: set[Key] = set()
    begun: Counter[Key] = Counter()
    for item, place, _, fit in interpretation.placed:
        if place is NumberedBy.MAIN:
            begun[item.key] += item.number == 1
            if fit.quality is Quality.RUNS_ON:
                running.add(item.key)
    return frozenset(key for key in running if begun[key] <= 1)


def _is_plain_text(item: Candidate, simplified: str) -> bool:
    """Tell whether an item is clearly no heading that was overlooked.

    未按照本办法第二十四条要求…, in a line that was cut, is a reference, and so is an
    article behind the name of its law; …之一：（1）…；（2）… is said within a sentence.
    """
    start, end = item.marker.span
    return (
        item.marker.style is MarkerStyle.ORDINAL_IS
        or simplified[max(0, start - 1) : start].isalnum()
        or item.preceding is Preceding.OPEN
        or item.sign == "》"
        # 末的 2.2 件, 分别达到 60、75%: figures that a word processor set off.
        or (
            simplified[max(0, start - 1) : start] in _BLANKS
            and simplified[max(0, start - 2) : start - 1].isalnum()
            and (
                item.marker.style is MarkerStyle.DECIMAL
                or simplified[end : end + 1].isdigit()
            )
        )
    )


def _skips(key: Key, above: int, rank: int, keys: dict[int, Key]) -> bool:
    """Tell whether a level of the document lies between two ranks.

    One that is kindred to the lower does not: (1) and (二) are one level. Nor does a
    decimal, whose number says where it stands: （1） may stand below 1.2 beside 1.3.1.
    """
    if key <= Key.ARTICLE:
        return False  # articles stand right below a chapter beside one with 节
    free = KINDRED.get(key, ())
    if key not in _DECIMALS:
        free = (*free, *_DECIMALS, Key.DECIMAL_ITEM)
    # A chapter may do without 节: 第四章 保障措施⏎一、加强领导.
    free = (*free, Key.SECTION)
    return any(
        above < other < rank and between not in free for other, between in keys.items()
    )


def _say(code: str, placed: Placed) -> Diagnostic:
    """Make the diagnostic of a code for a marker."""
    marker, expected = placed.item.marker, placed.fit.expected
    return diagnostic(
        code,
        marker.span,
        found=marker.text,
        expected=expected,
        previous=expected - 1,
    )


def _has_table(segments: list[Segment], caption: int) -> bool:
    """Tell whether a table stands below a caption, read or in its loose cells."""
    below = segments[caption + 1 : caption + 1 + FARTHEST_CELL]
    if any(piece.kind is TABLE for piece in below[:2]):
        return True
    cells = 0
    for piece in below:
        if piece.kind is BLANK:
            continue
        if piece.kind is not TEXT or piece.last - piece.first > LONGEST_CELL:
            break
        cells += 1
    return cells >= FEWEST_CELLS


def _set_aside(table: Table) -> Iterator[Diagnostic]:
    """Say which lines between the rows of a table are the page's; rules say nothing."""
    for child in table.children:
        if isinstance(child, Furniture) and not is_border(child.text.strip()):
            start = child.span.start + len(child.text) - len(child.text.lstrip())
            end = child.span.start + len(child.text.rstrip())
            if start < end:
                yield diagnostic("furniture", new_span((start, end)))


def frame_diagnostics(segments: list[Segment], simplified: str) -> Iterator[Diagnostic]:
    """Say what was set aside, what was inferred, and what a converter left."""
    for index, segment in enumerate(segments):
        kind = segment.kind
        if segment.table is not None:
            yield from _set_aside(segment.table)
        if kind not in _REMARKED:
            continue
        if kind is FURNITURE:
            code = "furniture"
        elif kind is BOX and not segment.box_end_is_certain:
            code = "box-end-inferred"
        elif (
            kind is ISSUE_DATE
            and date_of(simplified[segment.first : segment.last]) is None
        ):
            code = "date-incomplete"
        elif (
            kind is CAPTION
            # A picture is in no text.
            and not simplified.startswith(("图", "附图"), segment.first)
            and not _has_table(segments, index)
        ):
            code = "caption-without-table"
        else:
            continue
        first = segment.first
        if kind is FURNITURE:
            # What stands before a marker (【章名】第一章) is set aside with it.
            first = skip_gap(simplified, segment.start, first)
        yield diagnostic(code, new_span((first, segment.last)))
    if any(sign in simplified for sign in _RESIDUE_SIGNS):
        aside = [(s.start, s.end) for s in segments if s.kind is FURNITURE]
        for match in _RESIDUE.finditer(simplified):
            # A line of markup that was set aside has its diagnostic already.
            place = bisect_right(aside, (match.start(), len(simplified))) - 1
            if place < 0 or aside[place][1] <= match.start():
                yield diagnostic("markup-residue", new_span(match.span()))
