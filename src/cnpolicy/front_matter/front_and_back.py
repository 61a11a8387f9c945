"""Front and back: what surrounds the numbered text.

In: segments with their levels and parts, and the Simplified view. Out: the same
segments, with the kind of those that stand around it (title, 主送机关, 署名), and
with a mark where the back matter begins.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cnpolicy.front_matter.covers import find_cover
from cnpolicy.front_matter.document_parts import (
    LONGEST_ADDRESSEES,
    NOTICE_LEAD,
    is_long,
)
from cnpolicy.front_matter.headlines import headline
from cnpolicy.front_matter.line_kinds import LONGEST_LINE, patterns
from cnpolicy.front_matter.title_block import LONGEST_TITLE, TitleBlocks, is_title
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS, SPACE
from cnpolicy.segmentation.segment import (
    ADDRESSEES,
    ATTACHMENT_LINE,
    BLANK,
    DOCUMENT_NUMBER,
    FURNITURE,
    ISSUE_DATE,
    PUBLICITY,
    SIGNATURE,
    TEXT,
    TITLE,
    DocumentPart,
    Segment,
)
from cnpolicy.vocabulary.profile import Profile

_ADDRESSED = (
    r"(?:政府|部门|单位|机构|机关|委员会|委|办|局|厅|院|院校|学校|高校|企业|公司|管委会|处|室|镇"
    r"|乡|街道|社区|组织|团体|集团|银行|队|中心|会|部|署|行|办公室|所|站|社|村|法院|检察院|单位等"
    rf"|中小学|[大中小]学|学院|幼儿园|各有关方面|个人|同志|党委|党组|区|县|市|省|州|盟|旗){SPACE}*(?:[（(][^（()）]{{1,40}}[）)])?"
)
_ADDRESSEES_END = lazy(rf"{_ADDRESSED}{SPACE}*[：:]")
_ADDRESSEES_LAST = lazy(rf"{_ADDRESSED}$")
# The first words of a list of addressees whose colon is lost, or that goes on in the
# next line: 各区教育局，市直各学校⏎; the second ends with a comma.
_ADDRESSEES_BEGIN = lazy(r"(?:各|有关|市直|县直|区直|省直)[^。；;：:！？《》]{2,200}$")
_ADDRESSEES_NOT = lazy(
    r"[。！？]|如下|下列|以下|现就|措施|意见[：:]|通知[：:]|要求[：:]"
)
# 成员单位： opens a list and addresses nobody.
_LIST_OF_BODIES = lazy(r"成员|责任|牵头|配合|主管|主办|承办|编制|批准|起草|组织|联系")
# 张某代表：⏎您提出的…, 张某委员：⏎《关于…的提案》收悉: an answer to a delegate.
# 各位代表： is a greeting in a speech.
_ANSWERED = lazy(
    r"(?!各位|全体|尊敬|亲爱)[\u4e00-\u9fff、，·]{2,40}"
    rf"(?:等[0-9{ONE_TO_TEN}]{{1,2}}[位名])?"
    r"(?:代表|委员|先生|女士|同学)"
    r"(?:[（(][^（()）]{1,20}[）)])?[：:]$"
)
_TO_YOU = lazy(
    f"[{BLANKS}]*(?:您|你|贵|《[^《》]{{4,80}}》[^。，：]{{0,40}}(?:收悉|收到|敬悉))"
)
# Segments before the first heading that are looked at for the title.
LONGEST_HEAD = 80


def mark_frame(
    segments: list[Segment], simplified: str, profile: Profile, known: str
) -> None:
    """Mark titles, addressees, signatures and back matter of each part.

    `known` is what a notice says of its plan, without marks.
    """
    _mark_annex_list(segments)
    starts = [i for i, segment in enumerate(segments) if segment.part is not None]
    for start, end in pairwise([0, *starts, len(segments)]):
        if start == end:
            continue
        ranked = [
            i for i in range(start, end) if segments[i].rank and not segments[i].boxed
        ]
        head = ranked[0] if ranked else end
        _mark_head(segments, simplified, profile, start, head, known)
        if ranked:
            _mark_back(segments, simplified, profile, ranked[-1], end)
        elif segments[start].part is not DocumentPart.ATTACHMENT:
            _mark_signature(segments, simplified, profile, start, end)
    _open_notice(segments)


def _open_notice(segments: list[Segment]) -> None:
    """Let the notice begin with the first line of its frame, behind page furniture."""
    main = DocumentPart.MAIN
    if any(segment.part is main for segment in segments):
        first = next(s for s in segments if s.kind not in (FURNITURE, BLANK))
        if first.part is None:
            first.part = DocumentPart.NOTICE


def _mark_head(
    segments: list[Segment],
    simplified: str,
    profile: Profile,
    start: int,
    end: int,
    known: str,
) -> None:
    """Mark title lines and addressees between `start` and the first heading."""
    if _mark_cover(segments, simplified, profile, start, end):
        return
    blocks = TitleBlocks(segments, simplified, profile)
    lines: list[int] = []
    block: list[int] = []
    above: list[int] = []
    for index in range(start, min(end, start + LONGEST_HEAD)):
        segment = segments[index]
        if segment.kind is TITLE and index == start:
            block = [index]
            break
        if segment.kind is not TEXT:
            continue
        if _is_addressees(segment, simplified) or _is_answered(
            segments, simplified, index
        ):
            segment.kind = ADDRESSEES
            while lines and _is_begun(segments[lines[-1]], simplified):
                segments[lines.pop()].kind = ADDRESSEES
            break
        if (
            lines
            and simplified[segment.first] in "各有市县区省"
            and _lost_their_colon(segments, simplified, index, profile)
        ):
            segment.kind = ADDRESSEES
            break
        short = segment.last - segment.first <= LONGEST_TITLE
        if (
            short
            or _is_begun(segment, simplified)
            or is_title(segment, simplified, profile)
        ):
            lines.append(index)
        else:
            block, above = _find_title(blocks, start, index, lines, known)
            if block:
                break
            lines.clear()
    if not block:
        block, above = _find_title(blocks, start, end, lines, known)
    for index in above:
        segments[index].kind = FURNITURE
    for index in block:
        segments[index].kind = TITLE
    _mark_furniture(segments, simplified, profile, start, block[0] if block else start)
    if block:
        _mark_signature(segments, simplified, profile, block[-1], end)


def _mark_cover(
    segments: list[Segment], simplified: str, profile: Profile, start: int, end: int
) -> bool:
    """Mark what stands on a cover; tell whether there is one."""
    cover = find_cover(segments, simplified, profile, start, end)
    if cover is None:
        return False
    for index in cover.title:
        segments[index].kind = FURNITURE if cover.repeated else TITLE
    for index in cover.repeated:
        segments[index].kind = TITLE
    for index in cover.issuers:
        segments[index].kind = SIGNATURE
    for index in cover.labels:
        segments[index].kind = FURNITURE
    if cover.date is not None:
        segments[cover.date].kind = ISSUE_DATE
    _mark_furniture(segments, simplified, profile, start, cover.title[0])
    return True


def _find_title(
    blocks: TitleBlocks, start: int, end: int, lines: list[int], known: str
) -> tuple[list[int], list[int]]:
    """Return the title among the lines of a head, and its repetitions above it.

    `start` and `end` are the indexes of the first segment and of that behind the head.
    """
    block, above = blocks.last(lines, known)
    if block or blocks.segments[start].part is DocumentPart.ATTACHMENT:
        return block, above
    found = headline(
        blocks.segments, blocks.simplified, blocks.profile, start, end, lines
    )
    return found, []


def _mark_furniture(
    segments: list[Segment], simplified: str, profile: Profile, start: int, title: int
) -> None:
    """Mark letterheads and captions of the page above the title as furniture."""
    pattern = patterns(profile).letterhead
    seen = False
    for index in range(start, title):
        segment = segments[index]
        if segment.kind is FURNITURE:
            # 首页 > 政务公开 > 正文, one word a line.
            seen = True
        elif segment.kind is TEXT:
            if pattern.fullmatch(simplified, segment.first, segment.last):
                segment.kind, seen = FURNITURE, True
            elif seen and segment.last - segment.first <= LONGEST_LINE:
                # An encyclopedia describes the document above its text.
                segment.kind = FURNITURE


def _is_addressees(segment: Segment, simplified: str) -> bool:
    """Tell whether a line names the addressees: it ends with bodies and a colon."""
    first, last = segment.first, segment.last
    if simplified[last - 1] not in "：:" or last - first > LONGEST_ADDRESSEES:
        return False
    if segment.marker is not None or _LIST_OF_BODIES.match(simplified, first):
        return False
    if _ADDRESSEES_NOT.search(simplified, first, last):
        return False
    return any(
        match.end() == last
        for match in _ADDRESSEES_END.finditer(simplified, max(first, last - 60), last)
    )


def _is_answered(segments: list[Segment], simplified: str, index: int) -> bool:
    """Tell whether a line names the persons to whom an answer is given."""
    segment = segments[index]
    if simplified[segment.last - 1] not in "：:" or not _ANSWERED.match(
        simplified, segment.first, segment.last
    ):
        return False
    below = _nearest(segments[index + 1 : index + 4])
    return below is not None and bool(_TO_YOU.match(simplified, below.first))


def _is_begun(segment: Segment, simplified: str) -> bool:
    """Tell whether a line begins a list of addressees that goes on in the next."""
    return simplified[segment.last - 1] in "，、," and bool(
        _ADDRESSEES_BEGIN.match(simplified, segment.first, segment.last)
    )


def _lost_their_colon(
    segments: list[Segment], simplified: str, index: int, profile: Profile
) -> bool:
    """Tell whether a line names the addressees although no colon ends it.

    It stands right below the title or the 文号, and right above what is said to them.
    """
    segment = segments[index]
    if not (
        _ADDRESSEES_BEGIN.match(simplified, segment.first, segment.last)
        and _ADDRESSEES_LAST.search(
            simplified, max(segment.first, segment.last - 60), segment.last
        )
    ):
        return False
    above = _nearest(segments[max(0, index - 3) : index][::-1])
    below = _nearest(segments[index + 1 : index + 3])
    return (
        above is not None
        and below is not None
        and (above.kind is DOCUMENT_NUMBER or is_title(above, simplified, profile))
        and below.marker is None
        and below.last - below.first <= LONGEST_ADDRESSEES
        and NOTICE_LEAD.search(simplified, below.first, below.last) is not None
    )


def _nearest(segments: list[Segment]) -> Segment | None:
    """The first segment that is not blank."""
    return next((segment for segment in segments if segment.kind is not BLANK), None)


def _mark_signature(
    segments: list[Segment], simplified: str, profile: Profile, start: int, end: int
) -> None:
    """Mark the bodies that stand right above a date as signatures."""
    for index in range(end - 1, start, -1):
        if segments[index].kind is ISSUE_DATE:
            _sign_above(segments, simplified, profile, index, start)


def _sign_above(
    segments: list[Segment], simplified: str, profile: Profile, date: int, start: int
) -> int:
    """Mark the signatures above a date; return where they begin."""
    issuers = patterns(profile).issuer_end
    begin = date
    for index in range(date - 1, start - 1, -1):
        segment = segments[index]
        if segment.kind is BLANK:
            continue
        words = simplified[segment.first : segment.last].rstrip("）)")
        if (
            segment.kind is not TEXT
            or segment.marker is not None
            or len(words) > 40
            or not issuers.search(re.sub(r"[（(].*", "", words))
        ):
            break
        segment.kind = SIGNATURE
        begin = index
    return begin


_TAIL = frozenset(
    {ISSUE_DATE, PUBLICITY, FURNITURE, BLANK, ATTACHMENT_LINE, DOCUMENT_NUMBER}
)


def _mark_back(
    segments: list[Segment], simplified: str, profile: Profile, heading: int, end: int
) -> None:
    """Mark where the back matter behind the last heading begins."""
    begin = end
    for index in range(end - 1, heading, -1):
        segment = segments[index]
        if segment.kind not in _TAIL:
            break
        if segment.kind is not BLANK:
            begin = index
    # A date with long text behind it is no end of the document.
    after = max(
        (i for i in range(heading, end) if is_long(segments[i])), default=heading
    )
    for index in range(after + 1, end):
        if segments[index].kind is ISSUE_DATE:
            begin = min(
                begin, _sign_above(segments, simplified, profile, index, after + 1)
            )
            break
    while segments[begin - 1].kind is BLANK:
        begin -= 1
    for segment in segments[begin:end]:
        segment.boxed = False
    while begin < end and segments[begin].kind is BLANK:
        begin += 1
    if begin < end:
        segments[begin].part = DocumentPart.BACK


def _mark_annex_list(segments: list[Segment]) -> None:
    """Let the later lines of a list of attachments belong to it: ⏎2.考核办法."""
    listing = False
    for segment in segments:
        if segment.kind is ATTACHMENT_LINE:
            listing = True
        elif segment.kind is TEXT and listing and not segment.rank:
            if segment.marker is None or segment.marker.ordinal is None:
                listing = False
            else:
                segment.kind = ATTACHMENT_LINE
        elif segment.kind is not BLANK:
            listing = False
