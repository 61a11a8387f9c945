"""Frame: what surrounds the numbered text, and where its parts begin.

In: segments, and the Simplified view. Out: the same segments, with the kind of those
that belong to the frame (title, 主送机关, 署名), and with a mark where another part
begins: the plan behind its notice, an attachment, the back matter.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cnpolicy.layout import Part, Segment
from cnpolicy.lines import LONGEST_LINE, SPACE, patterns
from cnpolicy.patterns import lazy
from cnpolicy.profiles import Profile
from cnpolicy.series import Key, key_of

LONGEST_TITLE = 80
LONGEST_ADDRESSEES = 600

_ADDRESSEES_END = lazy(
    r"(?:政府|部门|单位|机构|机关|委员会|委|办|局|厅|院|院校|学校|高校|企业|公司|管委会|处|室|镇"
    r"|乡|街道|社区|组织|团体|集团|银行|队|中心|会|部|署|行|办公室|所|站|社|村|法院|检察院|单位等"
    rf"|各有关方面|个人|同志|党委|党组|区|县|市|省|州|盟|旗){SPACE}*(?:[（(][^（()）]{{1,40}}[）)])?"
    rf"{SPACE}*[：:]"
)
_ADDRESSEES_NOT = lazy(
    r"[。！？]|如下|下列|以下|现就|措施|意见[：:]|通知[：:]|要求[：:]"
)
_ANNEX_ALONE = lazy(
    rf"附{SPACE}{{0,4}}件{SPACE}*[0-9０-９一二三四五六七八九十]{{0,3}}{SPACE}*[：:]?"
)
_ANNEX_NUMBERED = lazy(
    rf"附{SPACE}{{0,4}}件{SPACE}*[0-9０-９一二三四五六七八九十]{{1,3}}{SPACE}*[：:]?"
    r"(?=[\u4e00-\u9fff“《])"
)
_TITLE_TAIL = lazy(
    rf"{SPACE}*+(?:[（(〔\[][^（()）]{{1,24}}[）)〕\]])?{SPACE}*+[》”]?{SPACE}*+"
    r"(?:[（(][^（()）]{1,12}[）)])?$"
)
_NOT_TITLE = lazy(
    r"[。；;！？!?]|[：:，,、]$|^(?:现|为|根据|附|注|来源|第.{1,3}[章节条])"
)
# 和二〇三五年远景目标纲要, （2021—2025年）: the title goes on in the next line.
_TITLE_GOES_ON = lazy(r"[和与及暨][^，。：]{2,40}$|[（(][^（()）。]{2,24}[）)]$")
_NOTICE_LEAD = lazy(
    r"印发|转发|批转|发给你们|下发|遵照执行|贯彻执行|贯彻落实|组织实施|认真执行|参照执行"
)
# Segments before the first heading that are looked at for the title.
LONGEST_HEAD = 80


# ------------------------------------------------------------------- before the levels


def find_parts(segments: list[Segment], view: str, profile: Profile) -> None:
    """Mark where the plan behind a notice and the attachments begin.

    A notice ends with its date; the plan it issues begins with the next title. An
    attachment begins with a line 附件, or with a title before the numbering starts
    afresh (five plans under one notice, the same document twice).
    """
    dated = issued = planned = False
    lines: list[int] = []
    titles: list[int] = []
    top: Key | None = None
    for index, segment in enumerate(segments):
        kind = segment.kind
        if kind == "DATE":
            dated, lines, titles = True, [], []
        elif kind == "ANNEX":
            if _opens_attachment(segments, view, index):
                segment.part = Part.ATTACHMENT
                dated, top = False, None
        elif segment.marker is not None and segment.marker.ordinal is not None:
            key = None if segment.soft else key_of(segment.marker)
            if key is not None and segment.marker.ordinal == 1:
                if key is top and titles and segments[titles[0]].part is None:
                    segments[titles[0]].part = Part.ATTACHMENT
                top = top or (key if key <= Key.HAN_COMMA else None)
            dated, lines, titles = False, [], []
        elif kind == "TEXT":
            if not issued and segment.last - segment.first <= LONGEST_ADDRESSEES:
                issued = bool(_NOTICE_LEAD.search(view, segment.first, segment.last))
            lines.append(index)
            if _is_title(segment, view, profile):
                titles = titles or _title_block(segments, view, profile, lines)
                if dated and issued and not planned and titles:
                    segments[titles[0]].part = Part.MAIN
                    planned, top = True, None
                dated = False
            elif segment.last - segment.first > LONGEST_TITLE:
                dated = False
        elif kind not in ("BLANK", "PUBLICITY", "FURNITURE", "NUMBER"):
            dated = False


def _opens_attachment(segments: list[Segment], view: str, index: int) -> bool:
    """Tell whether an attachment line opens an attachment or only lists it.

    附件2 alone on its line opens one; 附件1突发环境事件分级标准 does where no list of
    attachments and no signature is around it.
    """
    segment = segments[index]
    if _ANNEX_ALONE.fullmatch(view, segment.first, segment.last):
        return not any(other.soft for other in segments[index + 1 : index + 2])
    if not _ANNEX_NUMBERED.match(view, segment.first, segment.last):
        return False
    around = segments[max(0, index - 2) : index] + segments[index + 1 : index + 6]
    return not any(other.kind in ("ANNEX", "DATE") for other in around)


def _is_title(segment: Segment, view: str, profile: Profile) -> bool:
    """Tell whether a line reads like the last line of a title."""
    words = view[segment.first : segment.last]
    if len(words) > LONGEST_TITLE or segment.kind != "TEXT":
        return False
    if _NOT_TITLE.search(words):
        return False
    bare = _TITLE_TAIL.sub("", words)
    return bool(patterns(profile).kind_end.search(bare))


# -------------------------------------------------------------------- after the levels


def mark_frame(segments: list[Segment], view: str, profile: Profile) -> None:
    """Mark titles, addressees, signatures and back matter of each part."""
    _mark_annex_list(segments)
    starts = [i for i, segment in enumerate(segments) if segment.part is not None]
    for start, end in pairwise([0, *starts, len(segments)]):
        if start == end:
            continue
        ranked = [
            i for i in range(start, end) if segments[i].rank and not segments[i].boxed
        ]
        _mark_head(segments, view, profile, start, ranked[0] if ranked else end)
        if ranked:
            _mark_back(segments, view, profile, ranked[-1], end)
        elif segments[start].part is not Part.ATTACHMENT:
            _mark_signature(segments, view, profile, start, end)
    _open_notice(segments)


def _open_notice(segments: list[Segment]) -> None:
    """Let the notice begin with the first line of its frame, behind page furniture."""
    if any(segment.part is Part.MAIN for segment in segments):
        first = next(s for s in segments if s.kind not in ("FURNITURE", "BLANK"))
        if first.part is None:
            first.part = Part.NOTICE


def _mark_head(
    segments: list[Segment], view: str, profile: Profile, start: int, end: int
) -> None:
    """Mark title lines and addressees between `start` and the first heading."""
    lines: list[int] = []
    block: list[int] = []
    for index in range(start, min(end, start + LONGEST_HEAD)):
        segment = segments[index]
        if segment.kind != "TEXT":
            continue
        if _is_addressees(segment, view):
            segment.kind = "ADDRESSEES"
            break
        if segment.last - segment.first <= LONGEST_TITLE:
            lines.append(index)
        else:
            block = block or _title_block(segments, view, profile, lines)
            if block:
                break
            lines.clear()
    block = block or _title_block(segments, view, profile, lines)
    for index in block:
        segments[index].kind = "TITLE"
    _mark_furniture(segments, view, profile, start, block[0] if block else start)


def _title_block(
    segments: list[Segment], view: str, profile: Profile, lines: list[int]
) -> list[int]:
    """Return the lines that make up the title among the lines of the head."""
    issuers = patterns(profile).issuer_end

    def words(place: int) -> str:
        segment = segments[lines[place]]
        return view[segment.first : segment.last]

    for last in range(len(lines)):
        if not _is_title(segments[lines[last]], view, profile):
            continue
        first = last
        while first and last - first < 5:
            if "关于" in words(first)[1:]:
                break
            above = words(first - 1)
            if _NOT_TITLE.search(above):
                break
            if words(first).startswith("关于"):
                if issuers.search(above):
                    first -= 1
                    continue
                break
            if not any("关于" in words(i) for i in range(max(0, first - 3), first)):
                break
            first -= 1
        while last + 1 < len(lines) and _TITLE_GOES_ON.match(words(last + 1)):
            last += 1
        return lines[first : last + 1]
    return []


def _mark_furniture(
    segments: list[Segment], view: str, profile: Profile, start: int, title: int
) -> None:
    """Mark letterheads and captions of the page above the title as furniture."""
    pattern = patterns(profile).letterhead
    seen = False
    for index in range(start, title):
        segment = segments[index]
        if segment.kind == "FURNITURE":
            # 首页 > 政务公开 > 正文, one word a line.
            seen = True
        elif segment.kind == "TEXT":
            if pattern.fullmatch(view, segment.first, segment.last):
                segment.kind, seen = "FURNITURE", True
            elif seen and segment.last - segment.first <= LONGEST_LINE:
                # An encyclopedia tells of the document before it gives it.
                segment.kind = "FURNITURE"


def _is_addressees(segment: Segment, view: str) -> bool:
    """Tell whether a line names the addressees: it ends with bodies and a colon."""
    first, last = segment.first, segment.last
    if view[last - 1] not in "：:" or last - first > LONGEST_ADDRESSEES:
        return False
    if segment.marker is not None or _ADDRESSEES_NOT.search(view, first, last):
        return False
    return any(
        match.end() == last
        for match in _ADDRESSEES_END.finditer(view, max(first, last - 60), last)
    )


def _mark_signature(
    segments: list[Segment], view: str, profile: Profile, start: int, end: int
) -> None:
    """Mark the bodies that stand right above a date as signatures."""
    for index in range(end - 1, start, -1):
        if segments[index].kind == "DATE":
            _sign_above(segments, view, profile, index, start)


def _sign_above(
    segments: list[Segment], view: str, profile: Profile, date: int, start: int
) -> int:
    """Mark the signatures above a date; return where they begin."""
    issuers = patterns(profile).issuer_end
    begin = date
    for index in range(date - 1, start - 1, -1):
        segment = segments[index]
        if segment.kind == "BLANK":
            continue
        words = view[segment.first : segment.last].rstrip("）)")
        if (
            segment.kind != "TEXT"
            or segment.marker is not None
            or len(words) > 40
            or not issuers.search(re.sub(r"[（(].*", "", words))
        ):
            break
        segment.kind = "SIGNATURE"
        begin = index
    return begin


_TAIL = frozenset({"DATE", "PUBLICITY", "FURNITURE", "BLANK", "ANNEX", "NUMBER"})


def _mark_back(
    segments: list[Segment], view: str, profile: Profile, heading: int, end: int
) -> None:
    """Mark where the back matter behind the last heading begins."""
    begin = end
    for index in range(end - 1, heading, -1):
        segment = segments[index]
        if segment.kind not in _TAIL:
            break
        if segment.kind != "BLANK":
            begin = index
    # A date with long text behind it is no end of the document.
    after = max(
        (i for i in range(heading, end) if _is_long(segments[i])), default=heading
    )
    for index in range(after + 1, end):
        if segments[index].kind == "DATE":
            begin = min(begin, _sign_above(segments, view, profile, index, after + 1))
            break
    while segments[begin - 1].kind == "BLANK":
        begin -= 1
    for segment in segments[begin:end]:
        segment.boxed = False
    while begin < end and segments[begin].kind == "BLANK":
        begin += 1
    if begin < end:
        segments[begin].part = Part.BACK


def _is_long(segment: Segment) -> bool:
    """Tell whether a segment is a paragraph of the body."""
    return segment.kind == "TEXT" and segment.last - segment.first > LONGEST_LINE


def _mark_annex_list(segments: list[Segment]) -> None:
    """Let the later lines of a list of attachments belong to it: ⏎2.考核办法."""
    listing = False
    for segment in segments:
        if segment.kind == "ANNEX":
            listing = True
        elif segment.kind == "TEXT" and listing and not segment.rank:
            if segment.marker is None or segment.marker.ordinal is None:
                listing = False
            else:
                segment.kind = "ANNEX"
        elif segment.kind != "BLANK":
            listing = False
