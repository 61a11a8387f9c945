"""Collects what takes part in the numbering of a document.

In: segments, and the Simplified view. Out: `NumberingEvent`s in order: each marker that
may open a heading, with what stands around it, and what breaks a series.
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.lexical.numerals import ARABIC, HAN, ONE_TO_TEN, ROMAN
from cnpolicy.lexical.quotations import Quotations
from cnpolicy.lexical.whitespace import BLANKS
from cnpolicy.model.markers import Marker, MarkerStyle, NumeralScript
from cnpolicy.numbering.candidates import (
    Candidate,
    Interruption,
    NumberingEvent,
    Preceding,
)
from cnpolicy.numbering.series import key_of
from cnpolicy.numbering.series_context import note_context
from cnpolicy.segmentation.segment import (
    ATTACHMENT_LINE,
    BLANK,
    BOX,
    CAPTION,
    FURNITURE,
    TABLE,
    TEXT,
    Segment,
)
from cnpolicy.vocabulary.quantity_words import GUARDED_UNITS, LONG_UNITS, PLAIN_UNITS

# A line at least this long without closing punctuation is a sentence cut in two.
UNFINISHED = 24
_CLOSED = frozenset("。；：！？.;:!?…”’）)】〕］]》、")
_SENTENCE_END = frozenset("。！？…）)】〕］]")
# A heading alone on its line is no longer than this.
LONGEST_ALONE = 60
# A cell of a table that lost its lines is no longer than this.
LONGEST_CELL = 60
# What cannot follow a marker that opens a heading: another number of an enumeration
# (十、百、千; 一、二、三产业), closing punctuation. Few headings open with such a
# character, so that this test rules out most matches quickly.
_NO_HEADING = lazy(
    f"[{BLANKS}]*(?:[{HAN}]{{1,3}}、|[{ARABIC}]{{1,3}}、|[，,。；;）)％%]|[至到]第"
    f"|[和及或至到][（(][{ONE_TO_TEN}]+[）)])"
)
_NO_HEADING_OPENERS = frozenset(f"{BLANKS}，,。；;）)％%至到和及或{HAN}{ARABIC}")
# Inside a line, the rest of a reference cannot follow either: （一）项, （二）第一款.
# At the start of a line, （二）项目名称和项目编号 is an item.
_CITED = lazy(f"[{BLANKS}]*(?:[项款](?![目式])|第[{ONE_TO_TEN}]+[款项条])")
# 第三条规定的, 第九条第二款: a reference to an article, not the article. 第三十条中标人
# and 第六条和谐社区 are articles: 中 and 和 refer only before another number.
_REFERENCE = lazy(
    r"规定|所列|所称|所述|的|[和与及或至到]者?[第本《0-9]|以及|[、，,；;）)》]|以[上下内]"
    f"|中(?:规定|的|所)|第.{{1,3}}[款项条节章]|之[{ONE_TO_TEN}]+规定"
)
# What opens a heading only if the words behind it allow that.
_DOUBTFUL = frozenset({MarkerStyle.ORDINAL_IS, MarkerStyle.SPACE, MarkerStyle.DECIMAL})
_BY_LAW = frozenset(
    {
        MarkerStyle.PART,
        MarkerStyle.SUBPART,
        MarkerStyle.CHAPTER,
        MarkerStyle.SECTION,
        MarkerStyle.ARTICLE,
    }
)
# A note or a list that numbers its own lines, the first behind a label: 注：1. …
_LISTED = lazy(
    f"(?:注|备注|说明|附注|附件|附表|附图|附)[{BLANKS}]*[：:][{BLANKS}]*"
    r"[（(]?[1１一①][.．、）)]?"
)
# One that numbers the lines below its label.
_NOTE = lazy(rf"[（(【\[]?(?:注|备注|附注|注释|注解|说明)[）)】\]]?[{BLANKS}]*[：:]?")
_NOTED_ENDS = frozenset("注释解明：:）)】]")
_LISTED_OPENERS = frozenset("注备说附（(【[")
# A heading as short as this may end with a colon; more is a sentence that announces.
LONGEST_ANNOUNCING = 24
_ANNOUNCES = lazy(r"(?:应当|下列|以下|如下|之一|修改为|规定)[^。]{0,12}[：:]")
# 1.2 2027年目标, 1.3 5G基站布局, 1.4 4G网络: a title may begin with a figure or a Latin
# word, or be the name of a class (I级). A row of figures is no title, and 1.3 亿元 is
# none.
_MEASURED = (
    rf"[{BLANKS}]+[0-9A-Za-z.]{{1,6}}[ ]?[\u4e00-\u9fff]{{0,2}}(?:以[上下内]|左右)"
)
_FIGURE_TITLE = lazy(
    rf"(?!{_MEASURED})(?:"
    rf"[{BLANKS}]+[0-9A-Za-z][0-9A-Za-z+./-]{{0,11}}[ ]?[\u4e00-\u9fff“][^0-9]{{2}}"
    rf"|[{BLANKS}]+(?:[0-9]?[A-Z]|[a-z])[A-Za-z+./-]{{0,11}}[ ]?[\u4e00-\u9fff]{{2}}"
    f"|[{BLANKS}]*[IVX]{{1,4}}级)"
)
# 达到⏎1.1件，乙类…; 到 1.1 亿元以上: a figure whose line was broken, or with blanks.
_UNITS = any_of((*GUARDED_UNITS, *PLAIN_UNITS, *LONG_UNITS, "元"))
_IS_FIGURE = lazy(
    rf"[十百千万亿]{{0,2}}(?:{_UNITS}|[万亿])"
    r"(?=[，,。；;、）)的]|以[上下内]|左右|\Z)"
)
_WIDTH_BEHIND = 12


def collect_candidates(
    segments: list[Segment],
    simplified: str,
    breaks: frozenset[int] = frozenset(),
    *,
    wrapped: bool = False,
) -> list[NumberingEvent]:
    """Collect what takes part in the numbering, in order.

    `breaks` are the indexes behind which it begins afresh; `wrapped` tells whether the
    lines are broken at a width.
    """
    events: list[NumberingEvent] = []
    marked = [segment for segment in segments if segment.marker is not None]
    decimal = any(
        segment.marker.style is MarkerStyle.DECIMAL
        for segment in marked
        if segment.marker
    )
    run_on = _is_run_on(marked, simplified)
    quoted = Quotations(simplified)
    long_text = Interruption.TEXT
    paths: set[tuple[int, ...]] = set()
    before: Segment | None = None
    visible: Segment | None = None
    for index, segment in enumerate(segments):
        if segment.part is not None or index in breaks:
            events.append((index, Interruption.BREAK))
        marker = segment.marker
        if marker is not None:
            key = key_of(marker)
            if (
                key is not None
                and (
                    marker.span.end < segment.last
                    or (_is_next(marker, paths) and _has_words(segments, index))
                )
                and _may_head(segment, marker, simplified, decimal)
                and not quoted.hold(marker.span.start)
            ):
                paths.add(marker.path)
                item = Candidate(segment, key, marker, run_on, wrapped)
                _note_line(item, before, visible, simplified, events)
                events.append((index, item))
        elif segment.kind is BOX:
            events.append((index, Interruption.BOX))
        elif segment.kind is CAPTION:
            events.append((index, Interruption.TABLE))
        elif segment.kind is TABLE:
            # Its rows are all there: what follows is no cell of a table that was lost.
            captioned = visible is not None and visible.kind is CAPTION
            if captioned and events[-1][1] is Interruption.TABLE:
                events.pop()
        elif segment.kind in (TEXT, ATTACHMENT_LINE):
            opens_list = _opens_list(segment, simplified)
            if opens_list is not None:
                events.append((index, opens_list))
            elif segment.last - segment.first > LONGEST_CELL:
                events.append((index, long_text))
        before = segment
        if segment.kind not in (BLANK, FURNITURE):
            visible = segment
    note_context(events)
    return events


def _note_line(
    item: Candidate,
    before: Segment | None,
    visible: Segment | None,
    simplified: str,
    events: list[NumberingEvent],
) -> None:
    """Note on an item how its line looks, and what stands before it.

    `before` is the segment before it, `visible` the last one with words of the text,
    `events` what stands above.
    """
    segment = item.segment
    if visible is not None:
        item.sign = simplified[visible.last - 1]
        item.announced = item.sign in "：:" and _is_sentence(visible, simplified)
    item.parted = simplified[segment.last - 1] in "；;"
    item.unfinished = _is_unfinished(before, simplified)
    item.alone = _is_alone(segment, item.marker, simplified)
    item.long = segment.last - segment.first > LONGEST_CELL
    if segment.tentative:
        item.preceding = _preceding(segment, before, simplified)
        item.listed = bool(events) and _goes_on(events[-1][1], item, simplified)


def _goes_on(
    before: Candidate | Interruption, item: Candidate, simplified: str
) -> bool:
    """Tell whether an item is the next of a list that semicolons part.

    The list begins right behind a title: …数据项1.名称：…；2.日期：…
    """
    return (
        type(before) is Candidate
        and item.sign in "；;"
        and before.key is item.key
        and before.number + 1 == item.number
        and (before.listed or before.preceding is Preceding.GLUED)
        and simplified.find("。", before.segment.first, before.segment.last) < 0
    )


def _is_next(marker: Marker, paths: set[tuple[int, ...]]) -> bool:
    """Tell whether a number alone on its line may be the next one of its series.

    1.2 behind 1.1 may; 14.6 is the cell of a table. `paths` are those that stand above.
    """
    path = marker.path
    if marker.style is not MarkerStyle.DECIMAL or path[-1] == 1:
        return True
    return (*path[:-1], path[-1] - 1) in paths


def _has_words(segments: list[Segment], index: int) -> bool:
    """Tell whether a number alone on its line may have its words in the next one.

    (3) right above 一、 is the number of a page.
    """
    below = next(
        (s for s in segments[index + 1 : index + 4] if s.kind is not BLANK), None
    )
    marker = segments[index].marker
    if (
        below is None
        or below.marker is None
        or marker is None
        or marker.script is not NumeralScript.ARABIC
    ):
        return True
    key, other = key_of(marker), key_of(below.marker)
    return key is None or other is None or other >= key


def _is_sentence(segment: Segment, simplified: str) -> bool:
    """Tell whether a line is a sentence rather than a heading."""
    marker = segment.marker
    return (
        marker is None
        or marker.style is MarkerStyle.ARTICLE
        or segment.last - marker.span.end > LONGEST_ANNOUNCING
        or _ANNOUNCES.search(simplified, marker.span.end, segment.last) is not None
    )


def _preceding(segment: Segment, before: Segment | None, simplified: str) -> Preceding:
    """Tell what stands before a marker inside a line."""
    place = segment.first - 1
    while place > 0 and simplified[place].isspace():
        place -= 1
    char = simplified[place]
    if segment.first - 1 - place > 1:
        return Preceding.WIDE
    # ”（二） closes a sentence if the sentence ended inside: …。”（二）
    quoted = char in "”’" and simplified[place - 1] in "。！？"
    if char in _SENTENCE_END or quoted:
        return Preceding.CLOSED
    if char in "；;：:":
        return Preceding.OPEN
    if place < segment.first - 1:
        broken = simplified[segment.first - 1] in "\r\n"
        return Preceding.WRAPPED if broken else Preceding.SPACED
    if segment.marker is not None and segment.marker.style in _BY_LAW:
        return Preceding.GLUED
    if before is None or before.marker is None:
        return Preceding.TIGHT
    if before.marker.style is MarkerStyle.ARTICLE:
        # An article has a body and no title that could run into the marker.
        return Preceding.TIGHT
    runs_on = "。" not in simplified[before.first : before.last]
    return Preceding.GLUED if runs_on else Preceding.TIGHT


def _is_run_on(segments: list[Segment], simplified: str) -> bool:
    """Tell whether most numbers of a document stand inside lines."""
    inside = outside = 0
    for segment in segments:
        marker = segment.marker
        if marker is not None and marker.ordinal is not None:
            if not segment.tentative or simplified[segment.first - 1] in "\r\n":
                outside += 1
            elif simplified[segment.first - 1] not in "；;：:":
                inside += 1
    return inside > outside


def _may_head(segment: Segment, marker: Marker, simplified: str, decimal: bool) -> bool:
    """Tell whether a marker may open a heading, whatever stands around it."""
    style = marker.style
    after = marker.span.end
    if style in _BY_LAW:
        if (
            segment.tentative
            and simplified[max(0, segment.first - 4) : segment.first].rstrip()[-1:]
            == "》"
        ):
            return False  # 《渔港条例》第十二条
        return not _REFERENCE.match(simplified, after, segment.last)
    if simplified[after : after + 1] in _NO_HEADING_OPENERS and _NO_HEADING.match(
        simplified, after, segment.last
    ):
        return False
    if segment.tentative and _CITED.match(simplified, after, segment.last):
        return False
    if style not in _DOUBTFUL:
        return True
    if style is MarkerStyle.ORDINAL_IS:
        return "。" not in simplified[after : segment.last]
    if style is MarkerStyle.SPACE:
        return decimal and _is_han(simplified, after, segment.last)
    if _REFERENCE.match(simplified, after, segment.last):
        return False  # 2.3.2的方法
    if len(marker.path) == 2 and _IS_FIGURE.match(
        _behind(simplified, after, segment.last)
    ):
        return False
    return (
        _is_han(simplified, after, segment.last)
        or _FIGURE_TITLE.match(simplified, after, segment.last) is not None
    )


def _is_han(simplified: str, start: int, end: int) -> bool:
    """Tell whether the next visible character is a Han character or a quote.

    A Roman numeral may stand before it: 1.3.1 Ⅰ级响应.
    """
    rest = _behind(simplified, start, end)
    if rest and rest[0] in ROMAN:
        rest = rest[1:].lstrip()
    return bool(rest) and (rest[0] >= "\u3400" or rest[0] in "“《")


def _behind(simplified: str, start: int, end: int) -> str:
    """Return how the words behind a number begin.

    `end` is the end of its line; those of the next line count if it is alone.
    """
    width = start + _WIDTH_BEHIND
    return simplified[start : min(end, width) if end > start else width].lstrip()


def _is_unfinished(before: Segment | None, simplified: str) -> bool:
    """Tell whether the line before stops in the middle of a sentence."""
    return (
        before is not None
        and before.kind is TEXT
        and before.last - before.first >= UNFINISHED
        and simplified[before.last - 1] not in _CLOSED
    )


def _is_alone(segment: Segment, marker: Marker, simplified: str) -> bool:
    """Tell whether a line is a heading with no body behind it."""
    start = marker.span.end
    if segment.last - start > LONGEST_ALONE:
        return False
    return simplified.find("。", start, segment.last - 1) < 0


def _opens_list(segment: Segment, simplified: str) -> Interruption | None:
    """Tell whether a line opens a note or list with its first number in it."""
    if simplified[segment.first] not in _LISTED_OPENERS:
        return None
    match = _LISTED.match(simplified, segment.first)
    if match is None:
        noted = simplified[segment.last - 1] in _NOTED_ENDS and _NOTE.fullmatch(
            simplified, segment.first, segment.last
        )
        return Interruption.NOTE if noted else None
    return Interruption.HAN_LIST if "一" in match[0] else Interruption.LIST
