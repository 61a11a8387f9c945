"""Frame: what surrounds the numbered text.

In: segments, and the Simplified view. Out: the same segments with the kind of those
that belong to the frame of the document (title, 文号, 主送机关, 署名, 成文日期, 公开属性,
attachment lines, page furniture), and the places where another part begins: the plan
behind its notice, an attachment, the back matter.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from cnpolicy.layout import Segment
from cnpolicy.profiles import Profile
from cnpolicy.series import Key, key_of

SPACE = r"[ \t\u3000\xa0\u2002\u2003]"

# A line of the frame is short; body paragraphs are never matched against patterns.
LONGEST_LINE = 90
LONGEST_TITLE = 80
LONGEST_ADDRESSEES = 600

_DIGIT = r"[0-9０-９〇○零ＯOo一二三四五六七八九十]"
DATE = re.compile(
    rf"[（(]?{SPACE}*(?P<year>{_DIGIT}{{4}}){SPACE}*年{SPACE}*"
    rf"(?P<month>{_DIGIT}{{1,3}}){SPACE}*月{SPACE}*(?P<day>{_DIGIT}{{1,3}}){SPACE}*日"
    rf"{SPACE}*[）)]?"
)
NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z（()）·]{1,24}"
    rf"{SPACE}*[〔\[［﹝（(【]{SPACE}*(?:19|20)?[0-9０-９]{{2,4}}{SPACE}*[〕\]］﹞）)】]"
    rf"{SPACE}*第?{SPACE}*[0-9０-９]{{1,5}}{SPACE}*号"
)
DECREE = re.compile(
    rf"[\u4e00-\u9fff]{{2,24}}令{SPACE}*第?{SPACE}*[0-9一-十百〇]{{1,5}}{SPACE}*号"
)
_ADDRESSEES_END = re.compile(
    r"(?:政府|部门|单位|机构|机关|委员会|委|办|局|厅|院|院校|学校|高校|企业|公司|管委会|处|室|镇"
    r"|乡|街道|社区|组织|团体|集团|银行|队|中心|会|部|署|行|办公室|所|站|社|村|法院|检察院|单位等"
    rf"|各有关方面|个人|同志|党委|党组|区|县|市|省|州|盟|旗){SPACE}*(?:[（(][^（()）]{{1,40}}[）)])?"
    rf"{SPACE}*[：:]"
)
_ADDRESSEES_NOT = re.compile(
    r"[。！？]|如下|下列|以下|现就|措施|意见[：:]|通知[：:]|要求[：:]"
)
_ANNEX = re.compile(
    rf"附{SPACE}{{0,4}}件{SPACE}*(?P<number>[0-9０-９一二三四五六七八九十]{{0,3}})"
)
_ANNEX_ALONE = re.compile(
    rf"附{SPACE}{{0,4}}件{SPACE}*[0-9０-９一二三四五六七八九十]{{0,3}}{SPACE}*[：:]?"
)
_TITLE_TAIL = re.compile(
    rf"{SPACE}*(?:[（(〔\[][^（()）]{{1,24}}[）)〕\]])?{SPACE}*[》”]?{SPACE}*(?:[（(][^（()）]{{1,12}}[）)])?$"
)
_NOT_TITLE = re.compile(
    r"[。；;！？!?]|[：:，,、]$|^(?:现|为|根据|附|注|来源|第.{1,3}[章节条])"
)
_NOTICE_LEAD = re.compile(
    r"印发|转发|批转|发给你们|下发|遵照执行|贯彻执行|贯彻落实|组织实施|认真执行|参照执行"
)


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


@cache
def _patterns(profile: Profile) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns of a profile: furniture, publicity, head, kinds, issuers."""
    return (
        re.compile("|".join(f"(?:{one})" for one in profile.furniture)),
        re.compile("|".join(f"(?:{one})" for one in profile.publicity)),
        re.compile("|".join(f"(?:{one})" for one in profile.head_furniture)),
        re.compile(
            "(?:" + "|".join(sorted(profile.kinds, key=len, reverse=True)) + ")$"
        ),
        re.compile("(?:" + "|".join(profile.issuer_endings) + ")$"),
    )


# ------------------------------------------------------------------- before the levels


def mark_lines(segments: list[Segment], view: str, profile: Profile) -> None:
    """Give lines that tell by themselves what they are their kind."""
    furniture, publicity, _, _, _ = _patterns(profile)
    for segment in segments:
        if segment.kind != "TEXT" or segment.last - segment.first > LONGEST_LINE:
            continue
        if segment.marker is not None and segment.marker.ordinal is not None:
            continue
        first, last = segment.first, segment.last
        if DATE.fullmatch(view, first, last):
            segment.kind = "DATE"
        elif publicity.fullmatch(view, first, last):
            segment.kind = "PUBLICITY"
        elif NUMBER.fullmatch(view, first, last):
            segment.kind = "NUMBER"
        elif _ANNEX.match(view, first, last):
            segment.kind = "ANNEX"
        elif furniture.fullmatch(view, first, last):
            segment.kind = "FURNITURE"


def find_parts(segments: list[Segment], view: str, profile: Profile) -> dict[int, Part]:
    """Return where the plan behind a notice and the attachments begin.

    A notice ends with its date; the plan it issues begins with the next title. An
    attachment begins with a line 附件, or with a title before the numbering starts
    afresh (five plans under one notice, the same document twice).
    """
    parts: dict[int, Part] = {}
    dated = issued = False
    lines: list[int] = []
    titles: list[int] = []
    top: Key | None = None
    for index, segment in enumerate(segments):
        kind = segment.kind
        if kind == "DATE":
            dated, lines, titles = True, [], []
        elif kind == "ANNEX":
            if _ANNEX_ALONE.fullmatch(view, segment.first, segment.last):
                parts[index] = Part.ATTACHMENT
                dated, top = False, None
        elif segment.marker is not None and segment.marker.ordinal is not None:
            key = None if segment.soft else key_of(segment.marker)
            if key is not None and segment.marker.ordinal == 1:
                if key is top and titles:
                    parts.setdefault(titles[0], Part.ATTACHMENT)
                top = top or (key if key <= Key.HAN_COMMA else None)
            dated, lines, titles = False, [], []
        elif kind == "TEXT":
            if not issued and segment.last - segment.first <= LONGEST_ADDRESSEES:
                issued = bool(_NOTICE_LEAD.search(view, segment.first, segment.last))
            lines.append(index)
            if _is_title(segment, view, profile):
                titles = titles or _title_block(segments, view, profile, lines)
                if dated and issued and Part.MAIN not in parts.values():
                    parts[titles[0]] = Part.MAIN
                    top = None
                dated = False
            elif segment.last - segment.first > LONGEST_TITLE:
                dated = False
        elif kind not in ("BLANK", "PUBLICITY", "FURNITURE", "NUMBER"):
            dated = False
    return parts


def _is_title(segment: Segment, view: str, profile: Profile) -> bool:
    """Tell whether a line reads like the last line of a title."""
    words = view[segment.first : segment.last]
    if len(words) > LONGEST_TITLE or segment.kind != "TEXT":
        return False
    if _NOT_TITLE.search(words):
        return False
    bare = _TITLE_TAIL.sub("", words)
    return bool(_patterns(profile)[3].search(bare))


# -------------------------------------------------------------------- after the levels


def mark_frame(
    segments: list[Segment], view: str, profile: Profile, parts: dict[int, Part]
) -> dict[int, Part]:
    """Mark titles, addressees, signatures and back matter; return all parts."""
    _mark_annex_list(segments)
    starts = [0, *sorted(parts), len(segments)]
    found = dict(parts)
    for start, end in zip(starts, starts[1:], strict=False):
        if start == end:
            continue
        heading = next(
            (
                i
                for i in range(start, end)
                if segments[i].rank and not segments[i].boxed
            ),
            end,
        )
        _mark_head(segments, view, profile, start, min(heading, end))
        if parts.get(start) is not Part.ATTACHMENT and heading == end:
            _mark_signature(segments, view, profile, start, end)
        back = _mark_back(segments, view, profile, heading, end)
        if back < end:
            found[back] = Part.BACK
    _open_notice(segments, found)
    return found


def _open_notice(segments: list[Segment], parts: dict[int, Part]) -> None:
    """Let the notice begin with the first line of its frame, behind page furniture."""
    main = next((i for i, part in parts.items() if part is Part.MAIN), None)
    if main is None:
        return
    for index in range(main):
        if segments[index].kind not in ("FURNITURE", "BLANK"):
            parts[index] = Part.NOTICE
            return


def _mark_head(
    segments: list[Segment], view: str, profile: Profile, start: int, end: int
) -> None:
    """Mark title lines and addressees between `start` and the first heading."""
    lines: list[int] = []
    for index in range(start, end):
        segment = segments[index]
        if segment.kind == "BLANK":
            continue
        if segment.kind == "TEXT":
            if _is_addressees(segment, view):
                segment.kind = "ADDRESSEES"
                break
            if segment.last - segment.first <= LONGEST_TITLE:
                lines.append(index)
            elif any(segments[i].kind == "TITLE" for i in range(start, index)) or (
                _title_block(segments, view, profile, lines)
            ):
                break
            else:
                lines.clear()
    block = _title_block(segments, view, profile, lines)
    for index in block:
        segments[index].kind = "TITLE"
    _mark_furniture(segments, view, profile, start, block[0] if block else start)


def _title_block(
    segments: list[Segment], view: str, profile: Profile, lines: list[int]
) -> list[int]:
    """Return the lines that make up the title among the lines of the head."""
    issuers = _patterns(profile)[4]

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
        return lines[first : last + 1]
    return []


def _mark_furniture(
    segments: list[Segment], view: str, profile: Profile, start: int, title: int
) -> None:
    """Mark letterheads and captions of the page above the title as furniture."""
    pattern = _patterns(profile)[2]
    seen = False
    for index in range(start, title):
        segment = segments[index]
        if segment.kind == "TEXT":
            if pattern.fullmatch(view, segment.first, segment.last):
                segment.kind, seen = "FURNITURE", True
            elif seen:
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
    issuers = _patterns(profile)[4]
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
) -> int:
    """Return where the back matter behind the last heading begins; `end` if none."""
    if heading >= end:
        return end
    last = max(i for i in range(heading, end) if segments[i].rank)
    begin = end
    for index in range(end - 1, last, -1):
        segment = segments[index]
        if segment.kind not in _TAIL:
            break
        if segment.kind != "BLANK":
            begin = index
    for index in range(last + 1, end):
        if segments[index].kind == "DATE" and not _resumes(segments, index, end):
            begin = min(begin, _sign_above(segments, view, profile, index, last + 1))
            break
    for index in range(begin, end):
        segments[index].boxed = False
    return begin


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


def _resumes(segments: list[Segment], date: int, end: int) -> bool:
    """Tell whether long text follows a date, so that it is no end of the document."""
    return any(
        segment.kind == "TEXT" and segment.last - segment.first > LONGEST_LINE
        for segment in segments[date + 1 : end]
    )
