"""The text cut into segments, one a line.

In: the Simplified view of a text. Out: `Segment`s that partition it: joined, they are
the text. A segment is one logical paragraph, or a run of empty lines. What opens it
(a marker, a box label, the label of a caption) is noted on it; what it means is
decided later, by `numbering` and `front_matter`.
"""

from __future__ import annotations

import re
from functools import cache

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_shapes import CLOSED
from cnpolicy.lexical.marker_syntax import LABEL_NUMBER, MARKER, OPENERS, TOP, marker_of
from cnpolicy.lexical.numerals import FORMAL, ONE_TO_TEN, to_int
from cnpolicy.lexical.whitespace import BLANKS, BLANKS_AND_TABS, SPACES
from cnpolicy.model.markers import Marker, MarkerStyle, NumeralScript
from cnpolicy.model.spans import new_span
from cnpolicy.segmentation.segment import BLANK, TEXT, Segment, SegmentKind
from cnpolicy.vocabulary.profile import Profile

# • 第 1 条, alone on its line or with a gap behind it.
_BULLETED = (
    f"[•●▪][{BLANKS_AND_TABS}]+(?=第[{BLANKS}]?[{ONE_TO_TEN}百千0-9]{{1,7}}[{BLANKS}]?"
    rf"(?:[编章节条][{BLANKS}]|\Z))"
)
# 1. 壹、內政: the list of Markdown counts a heading that has its own number.
_COUNTED_TWICE = (
    f"[0-9]{{1,2}}[.][{BLANKS}]+(?=(?:[{ONE_TO_TEN}]{{1,3}}|[{FORMAL}]{{1,2}})、"
    f"(?![{ONE_TO_TEN}{FORMAL}]{{1,3}}、))"
)
# 【一、总则】
_FRAMED = (
    f"【(?=(?:[{ONE_TO_TEN}]{{1,3}}、|[（(][{ONE_TO_TEN}]{{1,3}}[）)])"
    r"[^【】。]{2,30}\Z)"
)
# What may stand before the first word of a line without being part of it: characters
# without width (BOM, ZWSP), entities of HTML (&nbsp;), and Markdown (`## 第一章`,
# `# * 第一条`, `**一、总则`), and what a collection of laws puts before a number of the
# hierarchy (【章名】第一章), or a page before its text (【法规全文】一、总则).
_RESIDUE = lazy(
    "(?:(?:[\ufeff\u200b\u200c\u200d\u2060]++"
    "|#{1,6}[ \t]+|[*>][ \t]+|[*]{2,3}(?=[^*\\s])"
    f"|&(?:nbsp|ensp|emsp);[{BLANKS}]*|【[编章节]名】[{BLANKS_AND_TABS}]*(?=第)"
    f"|【(?:法规|政策|文件|条例|规章)?(?:全文|正文|内容|原文)】[{BLANKS_AND_TABS}]*"
    f"(?=[{ONE_TO_TEN}]{{1,3}}、|第|[（(][{ONE_TO_TEN}]|[0-9]{{1,2}}[.．、])"
    f"|{_BULLETED}|{_COUNTED_TWICE}|{_FRAMED})"
    r"\s*)++"
)
_RESIDUE_OPENERS = frozenset("\ufeff\u200b\u200c\u200d\u2060#*>&【•●▪0123456789")

# A line with its end, in a text that has ends of several kinds.
_LINES = lazy(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

_FIRST = lazy(rf"1\.1(?<![0-9.]1\.1)[{SPACES}]{{0,2}}(?![万亿])[\u4e00-\u9fff]")
# An excerpt may begin with 3, above 3.1. It is looked for around each .1, which few
# texts have.
_CHILD = lazy(rf"\.1[{SPACES}]{{0,2}}(?![万亿])[\u4e00-\u9fff]")
_LONGEST_ABOVE = 60
_LATER_FIRST = lazy(
    f"(?m)^[{BLANKS}]{{0,4}}(?P<top>[2-9]|[1-4][0-9])[{BLANKS}]{{0,4}}"
    r"[\u4e00-\u9fff“][^\n]{0,40}\s{1,4}"
    rf"(?P=top)\.1[{SPACES}]{{0,2}}(?![万亿])[\u4e00-\u9fff]"
)


# A title that begins with a figure right behind the dot of its number: 2.10项,
# 3.5G基站, 4.120急救; not 1.2.3, 2.5%, 2.69万亿. By itself 2.10 is a decimal, and 4.120
# no marker at all; that 1. stands above it and 3. below tells.
_FIGURE_TITLE = lazy(
    r"(?P<number>[0-9]{1,2})[.．](?=(?P<figure>[0-9]{1,3})"
    rf"(?![0-9.．、，,）)])[{BLANKS}]?(?P<words>[A-Za-z\u4e00-\u9fff“]))"
)
_UNITS = frozenset("万亿％%‰倍")
_FIGURE_LINE = lazy(
    rf"(?m)^[{BLANKS}]{{0,4}}[0-9]{{1,2}}[.．][0-9]{{1,3}}[{BLANKS}]?[^\W\d]"
)
# II. 良好管治, in Latin letters.
_ROMAN_LINE = lazy(
    rf"(?P<number>[IVX]{{1,5}})(?P<sign>[.．、])[{BLANKS_AND_TABS}]*[\u4e00-\u9fff「“《]"
)
_ROMANS = [
    ten + one
    for ten in ("", "X")
    for one in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
][1:]
FEWEST_ROMANS = 2
# A heading above may be without a stop.
LONGEST_HEADING = 30


@cache
def _label_pattern(profile: Profile) -> re.Pattern[str]:
    """Match the opening of a box heading or of a caption.

    A box has a number or a colon (专栏1, 重点工程之三：, 专栏：, 【专栏2】), a caption
    a number (表1, 附表 2, 图1-1): 重点工程建设, 专栏1所列工程 and 表明 open neither.
    """
    number = f"{LABEL_NUMBER}"
    boxes = "|".join(map(re.escape, profile.box_labels))
    captions = "|".join(map(re.escape, profile.caption_labels))
    return re.compile(
        f"(?P<BOX>【?(?:{boxes})(?:[{BLANKS}]{{0,2}}之?[{BLANKS}]{{0,2}}"
        rf"(?:{number}|[（(]{number}[）)])"
        f"(?=[{BLANKS_AND_TABS}:：“《—】-]|[、.．](?![0-9])|$"
        r"|(?![所中的列是为和及与至])[^\W\d])"
        r"|(?=[:：】])))"
        f"|(?P<CAPTION>(?:{captions})[{BLANKS}]{{0,2}}"
        f"{LABEL_NUMBER}(?:[-—.．－][0-9０-９]{{1,2}})?"
        rf"(?=[{BLANKS_AND_TABS}:：“《]|$|[^\W\d]))"
    )


@cache
def _label_openers(profile: Profile) -> frozenset[str]:
    """Characters a box label or caption label can begin with."""
    labels = (*profile.box_labels, *profile.caption_labels)
    return frozenset("【").union(label[0] for label in labels)


def segments(simplified: str, text: str, profile: Profile) -> list[Segment]:
    """Cut the text at its line ends; runs of empty lines are one segment.

    Law: the segments partition the text.
    """
    found: list[Segment] = []
    start = 0
    blank: Segment | None = None
    openers = OPENERS | _RESIDUE_OPENERS | _label_openers(profile)
    line_end = _one_line_end(simplified)
    if line_end is None:
        lines, ending = _LINES.findall(simplified), 0
    else:
        lines, ending = simplified.split(line_end), len(line_end)
        if not lines[-1]:
            lines.pop()
    for line in lines:
        end = start + len(line) + ending
        behind = line.lstrip()
        if not behind:
            if blank is None:
                blank = Segment(start, end, end, end, BLANK)
                found.append(blank)
            else:
                blank.end = blank.first = blank.last = end
        else:
            blank = None
            first = end - ending - len(behind)
            segment = Segment(start, first, first + len(behind.rstrip()), end, TEXT)
            if behind[0] in openers:
                note_opening(segment, simplified, text, profile)
            found.append(segment)
        start = end
    if start > len(simplified):
        # The last line has no end.
        last = found[-1]
        last.end = len(simplified)
        if last is blank:
            last.first = last.last = last.end
    if is_decimal(simplified):
        _note_tops(found, simplified, text)
    elif _has_figure_titles(simplified):
        _note_figure_titles(found, simplified, text)
    if any(sign in simplified for sign in ("\nII.", "\nII．", "\nII、")):
        _note_romans(found, simplified, text)
    return found


def _one_line_end(simplified: str) -> str | None:
    """Return the line end of a text that has one kind of them, as most have.

    It is split there, which is faster than to look for any.
    """
    returns = simplified.count("\r")
    if not returns:
        return "\n"
    both = simplified.count("\r\n")
    return "\r\n" if both == returns == simplified.count("\n") else None


def is_decimal(simplified: str) -> bool:
    """Tell whether the headings of a text may be numbered 1, 1.1, 1.2."""
    if ".1" not in simplified:
        return False
    if "1.1" in simplified and _FIRST.search(simplified) is not None:
        return True
    return any(
        _LATER_FIRST.search(
            simplified, max(0, child.start() - _LONGEST_ABOVE), child.end()
        )
        for child in _CHILD.finditer(simplified)
    )


def _note_tops(segments: list[Segment], simplified: str, text: str) -> None:
    """Note the numbers of the top level of a decimal document: 1总则."""
    for segment in segments:
        if segment.marker is None and segment.kind is TEXT:
            match = TOP.match(simplified, segment.first, segment.last)
            if match is not None:
                segment.marker = marker_of(match, text)


def note_opening(
    segment: Segment, simplified: str, text: str, profile: Profile
) -> None:
    """Note on a segment what it opens with."""
    opener = simplified[segment.first]
    if opener in _RESIDUE_OPENERS:
        residue = _RESIDUE.match(simplified, segment.first, segment.last - 1)
        if residue is not None:
            segment.first = residue.end()
            opener = simplified[segment.first]
    if opener in OPENERS:
        match = MARKER.match(simplified, segment.first, segment.last)
        if match is not None:
            segment.marker = marker_of(match, text)
            return
    if opener in _label_openers(profile):
        label = _label_pattern(profile).match(simplified, segment.first, segment.last)
        if label is not None and label.lastgroup is not None:
            segment.kind = SegmentKind(label.lastgroup)


def _note_romans(segments: list[Segment], simplified: str, text: str) -> None:
    """Note Roman numbers in Latin letters that count lines from I: II. 良好管治."""
    found: list[tuple[Segment, re.Match[str]]] = []
    for segment in segments:
        match = _ROMAN_LINE.match(simplified, segment.first, segment.last)
        if match is not None and segment.marker is None and segment.kind is TEXT:
            if match["number"] not in _ROMANS[len(found) : len(found) + 1]:
                return
            found.append((segment, match))
    if len(found) < FEWEST_ROMANS:
        return
    for number, (segment, match) in enumerate(found, 1):
        span = new_span((segment.first, match.end("sign")))
        comma = match["sign"] == "、"
        style = MarkerStyle.COMMA if comma else MarkerStyle.DOT
        segment.marker = Marker(
            span.of(text), style, NumeralScript.ROMAN, number, (number,), span
        )


# -------------------------------------------------- titles that begin with a figure


def _has_figure_titles(simplified: str) -> bool:
    """Tell whether some line may have such a title."""
    return _FIGURE_LINE.search(simplified) is not None


def _note_figure_titles(segments: list[Segment], simplified: str, text: str) -> None:
    """Note the numbers of lines whose words begin with a figure."""
    last = 0  # the number of the item above
    above: Segment | None = None
    for index, segment in enumerate(segments):
        if segment.kind is BLANK:
            continue
        number = _dotted(segment)
        if number is None and _is_open(segment) and _ends(above, simplified):
            match = _FIGURE_TITLE.match(simplified, segment.first, segment.last)
            if match is not None and int(match["number"]) == last + 1:
                sure = last > 0 and (
                    match["words"].isascii()
                    or (len(match["figure"]) > 1 and match["words"] not in _UNITS)
                )
                if sure or _goes_on(segments, index, simplified, last + 2):
                    number, end = last + 1, match.end("number") + 1
                    one = MARKER.match(simplified, segment.first, end)
                    segment.marker = None if one is None else marker_of(one, text)
        last = last if number is None else number
        above = segment


def _dotted(segment: Segment) -> int | None:
    """Return the number of a line that opens with one and a dot."""
    marker = segment.marker
    if (
        marker is None
        or marker.style is not MarkerStyle.DOT
        or marker.script is not NumeralScript.ARABIC
    ):
        return None
    return marker.ordinal


def _is_open(segment: Segment) -> bool:
    """Tell whether the number of a line may be read otherwise."""
    marker = segment.marker
    return segment.kind is TEXT and (
        marker is None
        or (marker.style is MarkerStyle.DECIMAL and len(marker.path) == 2)
    )


def _ends(above: Segment | None, simplified: str) -> bool:
    """Tell whether the line above does not go on."""
    return above is not None and (
        simplified[above.last - 1] in CLOSED
        or (above.marker is not None and above.last - above.first <= LONGEST_HEADING)
    )


def _goes_on(segments: list[Segment], index: int, simplified: str, number: int) -> bool:
    """Tell whether the next number with a dot below a line is this one."""
    for place in range(index + 1, len(segments)):
        segment = segments[place]
        found = _dotted(segment)
        if found is None and _is_open(segment):
            match = _FIGURE_TITLE.match(simplified, segment.first, segment.last)
            found = None if match is None else to_int(match["number"])
        if found is not None:
            return found == number
    return False
