"""Layout: the text cut into segments.

In: the Simplified view of a text. Out: `Segment`s that partition it: joined, they are
the text. A segment is one logical paragraph, or a run of empty lines. What opens it
(a marker, a box label, the label of a caption) is noted on it; what it means is
decided later, by `levels` and `frame`.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from cnpolicy.markers import MARKER, OPENERS, TOP, Marker, marker_of
from cnpolicy.nodes import Table
from cnpolicy.patterns import lazy
from cnpolicy.profiles import Profile

# What may stand before the first word of a line without being part of it: characters
# without width (BOM, ZWSP), entities of HTML (&nbsp;), and Markdown (`## 第一章`,
# `# * 第一条`, `**一、总则`).
_RESIDUE = lazy(
    "(?:[\ufeff\u200b\u200c\u200d\u2060]++|#{1,6}[ \t]+|[*>][ \t]+|[*]{2,3}(?=[^*\\s])"
    "|&(?:nbsp|ensp|emsp);[ \u3000\xa0]*)++"
)
_RESIDUE_OPENERS = frozenset("\ufeff\u200b\u200c\u200d\u2060#*>&")

# A line with its end, in a text that has ends of several kinds.
_LINES = lazy(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

_FIRST = lazy(r"(?<![0-9.])1\.1[ \u3000]{0,2}(?![万亿])[\u4e00-\u9fff]")

# The space that stands for layout, not for a line end.
GAP = " \t\u3000\xa0\u2002\u2003"


def skip_gap(text: str, start: int, end: int) -> int:
    """Return the offset of the next character that is no space, at most `end`."""
    while start < end and text[start] in GAP:
        start += 1
    return start


class Part(Enum):
    """What begins at a segment."""

    NOTICE = "NOTICE"
    """The notice that issues a plan."""

    MAIN = "MAIN"
    """The plan behind its notice."""

    ATTACHMENT = "ATTACHMENT"
    """A document attached."""

    BACK = "BACK"
    """What follows the numbered text."""


class Segment:
    """A piece of the text that is one logical paragraph.

    `start:end` is what it owns, indent and line ending included; `first:last` what is
    visible of it.
    """

    # Few segments have these; the others are set on every one, since an attribute
    # of the instance is found faster than one of its class.
    cut: bool = False
    """Whether the end of a page cuts its paragraph in two."""

    level: int = 0
    """Its level as a heading that the file states, 1 for the highest; 0 without one."""

    certain: bool = True
    """Of the opening of a box: whether the text tells where the box ends."""

    def __init__(self, start: int, first: int, last: int, end: int, kind: str) -> None:
        self.start = start
        self.first = first
        self.last = last
        self.end = end
        self.kind = kind
        """TEXT, BLANK, BOX or CAPTION; `levels` and `frame` make it more precise."""
        self.marker: Marker | None = None
        """The number or sign that opens it; None if there is none."""
        self.rank = 0
        """Its level as a heading, 1 for the top one; 0 if it is none."""
        self.soft = False
        """Whether it begins inside a line, so that it may turn out to be no break."""
        self.part: Part | None = None
        """The part of the document that begins with it; None if none does."""
        self.boxed = False
        """Whether it is content of a box."""
        self.table: Table | None = None
        """Of a table: its node."""

    def __repr__(self) -> str:
        return f"Segment({self.start}:{self.end} {self.kind} {self.rank})"


@cache
def _label_pattern(profile: Profile) -> re.Pattern[str]:
    """Match the opening of a box heading or of a caption.

    A box has a number or a colon (专栏1, 重点工程之三：, 专栏：, 【专栏2】), a caption
    a number (表1, 附表 2, 图1-1): 重点工程建设, 专栏1所列工程 and 表明 open neither.
    """
    number = r"[0-9０-９一二三四五六七八九十]{1,3}"
    boxes = "|".join(map(re.escape, profile.box_labels))
    captions = "|".join(map(re.escape, profile.caption_labels))
    return re.compile(
        rf"(?P<BOX>【?(?:{boxes})(?:[ \u3000\xa0]{{0,2}}之?[ \u3000\xa0]{{0,2}}"
        rf"(?:{number}|[（(]{number}[）)])"
        r"(?=[ \t\u3000\xa0:：“《—】-]|[、.．](?![0-9])|$"
        r"|(?![所中的列是为和及与至])[^\W\d])"
        r"|(?=[:：】])))"
        rf"|(?P<CAPTION>(?:{captions})[ \u3000\xa0]{{0,2}}"
        rf"[0-9０-９一二三四五六七八九十]{{1,3}}(?:[-—.．－][0-9０-９]{{1,2}})?"
        rf"(?=[ \t\u3000\xa0:：“《]|$|[^\W\d]))"
    )


@cache
def _label_openers(profile: Profile) -> frozenset[str]:
    """Characters a box label or caption label can begin with."""
    labels = (*profile.box_labels, *profile.caption_labels)
    return frozenset("【").union(label[0] for label in labels)


def segments(view: str, text: str, profile: Profile) -> list[Segment]:
    """Cut the text at its line ends; runs of empty lines are one segment.

    Law: the segments partition the text.
    """
    found: list[Segment] = []
    start = 0
    blank: Segment | None = None
    openers = OPENERS | _RESIDUE_OPENERS | _label_openers(profile)
    if "\r" in view:
        lines, ending = _LINES.findall(view), 0
    else:
        # Most texts have one kind of line end: split there, lines are found faster.
        lines, ending = view.split("\n"), 1
        if not lines[-1]:
            lines.pop()
    for line in lines:
        end = start + len(line) + ending
        behind = line.lstrip()
        if not behind:
            if blank is None:
                blank = Segment(start, end, end, end, "BLANK")
                found.append(blank)
            else:
                blank.end = blank.first = blank.last = end
        else:
            blank = None
            first = end - ending - len(behind)
            segment = Segment(start, first, first + len(behind.rstrip()), end, "TEXT")
            if behind[0] in openers:
                note_opening(segment, view, text, profile)
            found.append(segment)
        start = end
    if start > len(view):
        # The last line has no end.
        last = found[-1]
        last.end = len(view)
        if last is blank:
            last.first = last.last = last.end
    if is_decimal(view):
        _note_tops(found, view, text)
    return found


def is_decimal(view: str) -> bool:
    """Tell whether the headings of a text may be numbered 1, 1.1, 1.2."""
    return "1.1" in view and _FIRST.search(view) is not None


def _note_tops(segments: list[Segment], view: str, text: str) -> None:
    """Note the numbers of the top level of a decimal document: 1总则."""
    for segment in segments:
        if segment.marker is None and segment.kind == "TEXT":
            match = TOP.match(view, segment.first, segment.last)
            if match is not None:
                segment.marker = marker_of(match, text)


def note_opening(segment: Segment, view: str, text: str, profile: Profile) -> None:
    """Note on a segment what it opens with."""
    opener = view[segment.first]
    if opener in _RESIDUE_OPENERS:
        residue = _RESIDUE.match(view, segment.first, segment.last - 1)
        if residue is not None:
            segment.first = residue.end()
            opener = view[segment.first]
    if opener in OPENERS:
        match = MARKER.match(view, segment.first, segment.last)
        if match is not None:
            segment.marker = marker_of(match, text)
            return
    if opener in _label_openers(profile):
        label = _label_pattern(profile).match(view, segment.first, segment.last)
        if label is not None and label.lastgroup is not None:
            segment.kind = label.lastgroup
