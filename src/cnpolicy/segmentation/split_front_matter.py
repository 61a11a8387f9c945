"""Head and tail run together: title, 文号, 主送机关, 署名 and date in one line.

In: segments cut at line ends. Out: the same text, with the lines before the first
number and at the very end cut where one element of the frame meets the next:
`…的意见渝府发〔2019〕17号各区县人民政府，有关单位：近年来，…`. What each piece is,
`front_matter` says afterwards.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from cnpolicy.lexical.document_numbers import DECREE_NUMBER
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS, GAP, skip_gap
from cnpolicy.segmentation.cut_segment import cut_segment
from cnpolicy.segmentation.front_matter_ends import (
    SENTENCE,
    TITLE_BRACKET,
    cut_dates,
    front_matter_title_end,
)
from cnpolicy.segmentation.segment import BLANK, TABLE, TEXT, Segment
from cnpolicy.segmentation.spaces_as_breaks import is_bracketed
from cnpolicy.segmentation.split_lines import note_opening
from cnpolicy.vocabulary.profile import Profile

# The head of a document is not longer than this; a notice may hold some paragraphs.
LONGEST_HEAD = 6000
LONGEST_TAIL = 400
# A shorter line is one element.
SHORTEST = 14
# A title that its 文号 is glued to is not shorter.
SHORTEST_TITLE = 8
# Less than this behind a title is its own: （试行）
SHORTEST_REST = 4
# A longer line may hold the whole head, its line ends turned into space.
LONGEST_ELEMENT = 140
_WIDE_GAP = lazy(f"[{BLANKS}]{{2,}}")
FEWEST_GAPS = 3
_GAP = lazy(f"[{BLANKS}]+")
_SET_OFF = lazy(r"[0-9][0-9.,—–~-]{0,11}(?:[ \xa0][\u4e00-\u9fff]|[%％‰])")
_SET_OFF_BEFORE = lazy(r"[\u4e00-\u9fff][ \xa0][0-9][0-9.,—–~-]{0,11}\Z")
_LONGEST_FIGURE = 14
_IN_NUMBERS = frozenset("0123456789年月日第号〔〕[]［］")

# How the first number of a document is written, and what may stand before it.
_FIRST_NUMBERS = (
    *("一、", "一 、", "第一编", "第一篇", "第一章", "第一条", "第一部分"),
    *("壹、", "第1章", "第1条", "（一）", "(一)", "1.", "1．", "1、"),
    *("1 总则", "1总则", "1　总则"),
)
_BEFORE_NUMBER = f"\n\r。：:{BLANKS}"
# The year and number of a 文号; the letters before it are read backwards.
_YEAR_NUMBER = lazy(
    r"[〔\[［﹝（(【](?:19|20)[0-9]{2}[〕\]］﹞）)】][ ]*第?[ ]*[0-9]{1,5}[ ]*号"
)
_PREFIX = lazy(rf"[\u4e00-\u9fff]{{2,24}}[{BLANKS}]{{0,4}}$")
# 按照国办发〔2020〕4号文件要求 cites a document; it is not the number of this one.
_CITING = lazy(r"根据|依据|按照|依照|遵照|参照|执行|落实|贯彻|废止|详见")
_CITED = lazy(r"[ ]*(?:文|等|的|和|及|与|要求|精神|规定|[、，,；;。）)》])")
# 2026年重点工作任务（某政发〔2026〕2号): with its number it is a title.
_KINDS_WITHOUT_NAME = ("任务", "重点工作", "分工", "事项", "情况")
_ADDRESSED_AT_ONCE = lazy(
    r"[^。：:！？；《》\r\n]{2,200}?(?:政府|部门|单位|机构|机关|委员会|[局厅委部院会处]|公司|团"
    r"|大学|学院)(?:[（(][^（()）]{1,20}[）)])?[：:]"
)
_TOLD = lazy(
    f"[{BLANKS}]*(?:《[^《》]{{4,80}}》已|现将|为|根据|经|你[省市县区厅局委]|贵)"
)
_ADDRESSED = lazy(
    r"(?:各|国务院各|省政府|市政府|县政府|有关|市级|省级|区政府|机关)[^。：:！？《》\r\n]{2,400}[：:]"
)
# What may stand between a 文号 or title and the addressees.
_BETWEEN = lazy(r"[^\u4e00-\u9fffA-Za-z0-9]{0,3}")
# （2022年7月29日某省人民代表大会常务委员会第三十六次会议通过）
_HISTORY = lazy(
    r"[（(](?:19|20)[0-9]{2}年[^（()）。]{4,200}(?:通过|公布|发布|批准|修订|修正|施行)[）)]"
)
# …的决定　附：修正本
_APPENDED = lazy(rf"[{BLANKS}]*附[：:]修[正订](?:文本|本)\Z")
_LONGEST_APPENDED = 12
# 来源：某市政府网 2021年7月19日: the page dates what it shows.
_SOURCE = lazy(r"(?:信息|文章|稿件)?来源[：:]")
LONGEST_SOURCE = 60
_FULL_TEXT = lazy(r"全文如下[：:。]")


def cut_head(
    segments: list[Segment], simplified: str, text: str, profile: Profile
) -> list[Segment]:
    """Cut the lines of the head and of the tail where their elements meet."""
    head = _head_end(simplified)
    tail = len(simplified) - LONGEST_TAIL
    first = bisect_left(segments, head, key=attrgetter("start"))
    last = bisect_left(segments, tail, key=attrgetter("last"))
    found: list[Segment] = []
    for segment in segments[:first]:
        for piece in _at_gaps(segment, simplified, text, profile, head):
            found += _cut(piece, simplified, text, profile, head, tail)
    found += segments[first:last]
    for segment in segments[max(first, last) :]:
        found += _cut(segment, simplified, text, profile, head, tail)
    return found


def _at_gaps(
    segment: Segment, simplified: str, text: str, profile: Profile, head: int
) -> list[Segment]:
    """Cut a line that holds a whole head where its line ends became space."""
    if (
        segment.last - segment.first < LONGEST_ELEMENT
        or segment.marker is not None
        or segment.kind in (BLANK, TABLE)
        or is_bracketed(simplified, segment.first, segment.last)
    ):
        return [segment]
    cuts = _gaps(simplified, segment.first, min(segment.last, head))
    if cuts and head < segment.last:
        # A title right above the first number stands alone.
        words = simplified[cuts[-1] : head].rstrip(GAP)
        if TITLE_BRACKET.sub("", words).endswith(profile.kinds):
            cuts.append(head)
    return _pieces(segment, simplified, text, profile, cuts) if cuts else [segment]


def _gaps(simplified: str, start: int, end: int) -> list[int]:
    """Return where gaps end that stand for line ends.

    Where there are wide ones, a narrow one is none.
    """
    for pattern in (_WIDE_GAP, _GAP):
        found = [start]
        for match in pattern.finditer(simplified, start, end):
            before, after = (
                simplified[match.start() - 1],
                simplified[match.end() : match.end() + 1],
            )
            # 2021 年 3 月, 国发 〔2021〕 35 号
            inside = before in _IN_NUMBERS and after in _IN_NUMBERS
            if after in "〔[［）)" or (inside and before not in "日号"):
                continue
            # 达到 30 张, 增长 4.5%: a figure that is set off.
            if _SET_OFF.match(simplified, match.end()) or _SET_OFF_BEFORE.search(
                simplified, max(start, match.start() - _LONGEST_FIGURE), match.start()
            ):
                continue
            # 目  录; the gap before the first number is for `split_run_on` to judge.
            if match.start() - found[-1] > 1 and match.end() < end:
                found.append(match.end())
        if len(found) > FEWEST_GAPS:
            return found[1:]
    return []


def _cut(
    segment: Segment, simplified: str, text: str, profile: Profile, head: int, tail: int
) -> list[Segment]:
    """Cut one line of the head or the tail."""
    size = segment.last - segment.first
    if size < SHORTEST or segment.kind in (BLANK, TABLE):
        return [segment]
    if size <= LONGEST_SOURCE and _SOURCE.match(simplified, segment.first):
        return [segment]
    cuts: set[int] = set()
    if segment.start < head and segment.marker is None:
        _cut_head(cuts, segment, simplified, head, profile)
    if segment.last > tail:
        cut_dates(cuts, simplified, max(segment.first, tail), segment.last, profile)
    marker = segment.marker
    inside = segment.first if marker is None else marker.span.end
    places = sorted(cut for cut in cuts if inside < cut < segment.last)
    return _pieces(segment, simplified, text, profile, places) if places else [segment]


def _head_end(simplified: str) -> int:
    """Return where the first number of a document stands: the head ends there."""
    end = min(len(simplified), LONGEST_HEAD)
    for number in _FIRST_NUMBERS:
        place = simplified.find(number, 0, end)
        while place > 0 and not (
            simplified[place - 1] in _BEFORE_NUMBER
            or (number[0] == "第" and simplified[place + len(number) :][:1].isspace())
        ):
            place = simplified.find(number, place + 1, end)
        if place >= 0:
            end = place
    return end


def _cut_head(
    cuts: set[int], segment: Segment, simplified: str, head: int, profile: Profile
) -> None:
    """Collect the cuts inside one line of the head."""
    start, end = segment.first, min(segment.last, head)
    appended = _APPENDED.search(simplified, max(start, end - _LONGEST_APPENDED), end)
    if appended is not None:
        cuts.add(skip_gap(simplified, appended.start(), end))
    decree = None
    if any(simplified.find(sign, start, start + 28) >= 0 for sign in ("令", "告")):
        decree = DECREE_NUMBER.match(simplified, start, end)
    if decree is not None and decree.end() < end:
        cuts.add(decree.end())
        title = front_matter_title_end(
            simplified, decree.end(), min(end, decree.end() + 160), profile
        )
        if title is not None:
            cuts.add(title)
        cut_dates(cuts, simplified, decree.end(), end, profile)
        return
    number = _document_number(simplified, start, min(end, start + 600), profile)
    if number is not None:
        cuts.update(number)
        # The title may stand behind its 文号.
        behind = skip_gap(simplified, number[1], end)
        title = front_matter_title_end(
            simplified, behind, min(end, behind + 160), profile
        )
        if title is not None and "关于" in simplified[behind:title]:
            cuts.add(title)
            addressed = title
        else:
            addressed = number[1]
    else:
        # A newspaper describes a document above its text.
        announced = _FULL_TEXT.search(simplified, start, min(end, start + 600))
        if announced is not None:
            cuts.add(announced.end())
            start = announced.end()
        title = front_matter_title_end(
            simplified, start, min(end, start + 200), profile
        )
        addressed = start if title is None else title
        if title is not None and end - title > SHORTEST_REST:
            cuts.add(title)
    history = _HISTORY.match(simplified, addressed, end)
    if history is not None:
        cuts.update(history.span())
    match = _ADDRESSED.search(simplified, addressed, min(end, addressed + 440))
    if match is not None and _BETWEEN.fullmatch(simplified, addressed, match.start()):
        cuts.update((match.start(), match.end()))
    elif any(simplified.find(sign, addressed, addressed + 220) >= 0 for sign in "：:"):
        match = _ADDRESSED_AT_ONCE.match(simplified, addressed, end)
        # Behind the addressees at the start of a text stands what the text says to
        # them.
        if match is not None and (
            addressed > start or _TOLD.match(simplified, match.end(), end)
        ):
            cuts.update((match.start(), match.end()))
    cut_dates(cuts, simplified, start, end, profile)


def _document_number(
    simplified: str, start: int, end: int, profile: Profile
) -> tuple[int, int] | None:
    """Return where a 文号 stands, without the title it is glued to."""
    for match in _YEAR_NUMBER.finditer(simplified, start, end):
        before = simplified[max(start, match.start() - 28) : match.start()]
        prefix = _PREFIX.search(before)
        if prefix is None:
            continue
        opening = before[: prefix.start()][-1:]
        if opening and opening in "（(《":
            if opening != "《":
                number = _bracketed(simplified, start, match, prefix[0], end, profile)
                if number is not None:
                    return number
            continue
        if _CITING.search(prefix[0]) or _CITED.match(simplified, match.end()):
            continue
        words = prefix[0].rstrip()
        begin = match.start() - len(prefix[0])
        for size in range(2, min(len(words), 9)):
            title = words[: len(words) - size]
            # 联防联控机制综发〔2022〕71号 is one number: no title is so short.
            if len(title) < SHORTEST_TITLE and not before[: prefix.start()]:
                continue
            if title.endswith((*profile.kinds, "文件")):
                begin += len(words) - size
                break
        return begin, match.end()
    return None


def _bracketed(
    simplified: str,
    start: int,
    match: re.Match[str],
    prefix: str,
    end: int,
    profile: Profile,
) -> tuple[int, int] | None:
    """Return where a 文号 in brackets stands that a title ends with.

    关于推进政务公开的通知（某办发〔2017〕2号）: behind the title of this document; a
    text that cites another goes on.
    """
    opening, closing = match.start() - len(prefix) - 1, match.end() + 1
    title = simplified[start:opening].rstrip(BLANKS)
    if (
        simplified[match.end() : closing] in ("）", ")")
        and (
            closing >= end
            or simplified[closing].isspace()
            or _ADDRESSED.match(simplified, closing, end)
        )
        and title.endswith((*profile.kinds, *_KINDS_WITHOUT_NAME))
        and not SENTENCE.search(title)
    ):
        return opening, closing
    return None


def _pieces(
    segment: Segment, simplified: str, text: str, profile: Profile, cuts: list[int]
) -> list[Segment]:
    """Cut one segment, and note what opens each piece."""
    head, *rest = cut_segment(segment, simplified, cuts, TEXT)
    head.kind, head.marker = segment.kind, segment.marker
    for piece in rest:
        note_opening(piece, simplified, text, profile)
    return [head, *rest]
