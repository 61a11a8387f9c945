"""Lines of the frame that tell by themselves what they are.

In: segments, and the Simplified view. Out: the same segments, with the kind of those
that are a 成文日期, a 公开属性, a 文号, an attachment line or page furniture.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, TypeGuard

from cnpolicy.lexical.document_numbers import DECREE_NUMBER, NUMBER
from cnpolicy.lexical.issue_dates import DATE, DATE_IN_FIGURES, PARTIAL_DATE
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS, BLANKS_AND_TABS, GAP, SPACE
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.model.responsibilities import Role
from cnpolicy.segmentation.segment import (
    ATTACHMENT_LINE,
    BLANK,
    DOCUMENT_NUMBER,
    FURNITURE,
    ISSUE_DATE,
    PUBLICITY,
    TEXT,
    Segment,
    SegmentKind,
)
from cnpolicy.vocabulary.profile import Profile

# A line of the frame is short; body paragraphs are never matched against patterns.
LONGEST_LINE = 90
LONGEST_SIGNATURE = 40

# 发文机构某市政府发文字号某政发〔2021〕3号 is a register that lost its blanks.
_REGISTER_LABELS = ("发文机构", "发文机关", "发文字号", "索引号")
# A number without the letters of a body: 〔2021〕第3号.
_BODILESS = lazy(
    rf"[〔\[［](?:19|20)[0-9]{{2}}[〕\]］]{SPACE}*第?{SPACE}*[0-9]{{1,5}}{SPACE}*号"
)
# 某市人民政府令⏎第82号: a decree says by whom in one line, and its number in the next.
_BY_WHOM = lazy(r"[\u4e00-\u9fff（()）]{2,30}(?:令|公告|通告)")
_WHICH = lazy(
    rf"[（(〔\[]?{SPACE}*(?:(?:19|20)[0-9]{{2}}{SPACE}*年?{SPACE}*)?第{SPACE}*"
    rf"[0-9{ONE_TO_TEN}百〇零]{{1,5}}{SPACE}*号{SPACE}*[）)〕\]]?"
)
_PARTIAL_ENDS = frozenset(f"月日0123456789０１２３４５６７８９〇○零{ONE_TO_TEN}")
# A date begins with the first digit of a year of these centuries.
_CENTURIES = frozenset("12１２一二")
_BODY_BEHIND = lazy(rf"{SPACE}*[，,、]{SPACE}*(?P<name>[\u4e00-\u9fff]{{2,20}})")
# A register may be a list: `- 索 引 号：…`, `∙【字 号】…`.
_BULLET = f"(?:[-•∙·●▪|][{BLANKS_AND_TABS}]*)?"
# 实施办法（试行）, 若干措施20条, 工作安排, 政务公开指引
_LAST_SIGNS = frozenset(
    "）)〕]》”条排署结打算路书议报引图册约纲略录话典领账复同定识辞信解释工要事目程文"
)
# 文种：批复 beside 来源：…: a label and what it says. To whom a document goes, it says
# itself.
_LABELLED = lazy(
    # 国家统计局：三季度经济平稳增长 is a headline.
    r"(?!主送|抄送|抄报|附件|公开|[\u4e00-\u9fff]{1,5}[局厅委院社][：:][^\r\n]{8})"
    rf"[\u4e00-\u9fff]{{2,6}}[{BLANKS}]{{0,4}}[：:]"
    r"[^。；]{1,60}"
)
_ANNEX = lazy(f"附{SPACE}{{0,4}}件{SPACE}*(?P<number>[0-9０-９{ONE_TO_TEN}]{{0,3}})")


# 1.关于加强保护的意见.pdf
_FILE = lazy(r"\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar|ceb)$")
# 1. 1、本文档共5页: a page that shares documents.
_SHARED = lazy(r"(?:[0-9]{1,2}[.、] ?){1,2}本文档(?:共[0-9]|由)")
# > between the words of a breadcrumb that stand one a line.
_ARROW = lazy(r"(?:-?[>＞»›]{1,3})")
# The last of them may be the title.
LONGEST_CRUMB = 12


class Patterns(NamedTuple):
    """The patterns of a profile; each compiles when it is first used."""

    furniture: re.Pattern[str]
    """Whole lines that belong to the page."""

    publicity: re.Pattern[str]
    """Whole lines that state the 公开属性."""

    letterhead: re.Pattern[str]
    """Whole lines above the title that belong to the page."""

    kind_end: re.Pattern[str]
    """The end of a title: what kind of document it is."""

    issuer_end: re.Pattern[str]
    """The end of the name of an issuing body."""

    last_signs: frozenset[str]
    """What the last line of a title can end with."""

    imprint: tuple[str, ...]
    """Labels by which a page names its makers, or a task its bodies: 主办单位：."""

    partner: tuple[str, ...]
    """Labels that only a task has, below such a one: 协办单位：."""


@cache
def patterns(profile: Profile) -> Patterns:
    """Put the patterns of a profile together, once."""
    kinds = sorted(profile.kinds, key=len, reverse=True)
    words = profile.responsibility
    paired = sorted({word for pair in words.pairs for word in pair})
    support = {word for word, role in words.label_stems if role is Role.SUPPORT}
    return Patterns(
        lazy(
            _BULLET + "(?:" + "|".join(f"(?:{one})" for one in profile.furniture) + ")"
        ),
        lazy("|".join(f"(?:{one})" for one in profile.publicity)),
        lazy("|".join(f"(?:{one})" for one in profile.head_furniture)),
        lazy("(?:" + "|".join(kinds) + ")$"),
        lazy("(?:" + "|".join(profile.issuer_endings) + ")$"),
        frozenset(kind[-1] for kind in kinds) | _LAST_SIGNS,
        tuple(
            word + label
            for word in paired
            if word not in support
            for label in ("单位：", "单位:")
        ),
        tuple(
            word + head + colon
            for word in paired
            if word in support
            for head in ("单位", "部门", "")
            for colon in "：:"
        ),
    )


def mark_lines(segments: list[Segment], simplified: str, profile: Profile) -> None:
    """Give lines that tell by themselves what they are their kind."""
    known = patterns(profile)
    _mark_columns(segments, simplified)
    numbered = False
    told = False  # whether a sentence stands above
    previous: Segment | None = None
    decree: Segment | None = None
    for segment in segments:
        if segment.kind is BLANK:
            continue
        above, decree = decree, None
        before, previous = previous, segment
        first, last = segment.first, segment.last
        if segment.kind is not TEXT:
            continue
        told = told or simplified[last - 1] == "。"
        if last - first > LONGEST_LINE:
            continue
        if segment.marker is not None and segment.marker.ordinal is not None:
            if _FILE.search(simplified, max(first, last - 8), last) or _SHARED.match(
                simplified, first, last
            ):
                segment.kind, segment.marker = FURNITURE, None
            else:
                numbered = True
            continue
        kind = _kind_alone(simplified, first, last, known)
        if kind is not None:
            segment.kind = kind
            # 文种：批复 above a line of the page.
            if kind is FURNITURE and (
                _is_crumb(before, segment, simplified)
                or (not numbered and _is_label(before, simplified))
            ):
                before.kind = FURNITURE
        elif _is_crumb(segment, before, simplified):
            segment.kind = FURNITURE
        elif above is not None and _WHICH.fullmatch(simplified, first, last):
            above.kind = segment.kind = DOCUMENT_NUMBER
        elif (
            not numbered
            and before is not None
            and before.kind is FURNITURE
            and _is_label(segment, simplified)
        ):
            segment.kind = FURNITURE
        elif _is_partial_date(
            simplified, first, last, numbered or told
        ) and _is_signature(before, simplified, known.issuer_end):
            segment.kind = ISSUE_DATE
        elif simplified[last - 1] in "令告" and _BY_WHOM.fullmatch(
            simplified, first, last
        ):
            decree = segment
    if any(segment.kind is FURNITURE for segment in segments) and any(
        label in simplified for label in known.imprint
    ):
        _keep_clauses(segments, simplified, known)


def _mark_columns(segments: list[Segment], simplified: str) -> None:
    """Mark 第一篇：某市政府文件 above 某市政府文件: a collection names what follows."""
    above: Segment | None = None
    part = MarkerStyle.PART
    for segment in segments:
        if segment.kind is BLANK:
            continue
        if (
            above is not None
            and above.marker is not None
            and above.marker.style is part
        ):
            words = simplified[above.marker.span.end : above.last]
            if words[:1] in "：:" and (
                words[1:].strip() == simplified[segment.first : segment.last]
            ):
                above.kind, above.marker = FURNITURE, None
        above = segment


def _kind_alone(
    simplified: str, first: int, last: int, known: Patterns
) -> SegmentKind | None:
    """Return the kind of a line that needs no other line to tell it, or None."""
    end = simplified[last - 1]
    if end in "日）)" and DATE.fullmatch(simplified, first, last):
        return ISSUE_DATE
    if simplified[first] in _CENTURIES and _is_dated(simplified, first, last, known):
        return ISSUE_DATE
    if known.publicity.fullmatch(simplified, first, last):
        return PUBLICITY
    if end in "号）)" and _is_number(simplified, first, last):
        return DOCUMENT_NUMBER
    if simplified[first] == "附" and _ANNEX.match(simplified, first, last):
        return ATTACHMENT_LINE
    if known.furniture.fullmatch(simplified, first, last):
        return FURNITURE
    return None


def _is_dated(simplified: str, first: int, last: int, known: Patterns) -> bool:
    """Tell whether a line is a date and the body that issued: 1990年3月10日，铁道部."""
    date = DATE.match(simplified, first, last)
    if date is None:
        return False
    body = _BODY_BEHIND.fullmatch(simplified, date.end(), last)
    return body is not None and known.issuer_end.search(body["name"]) is not None


def _is_number(simplified: str, first: int, last: int) -> bool:
    """Tell whether a line is a 文号: 国发〔2021〕1号, （国发〔2021〕1号）.

    Few lines have its sign, and fewer are those of a decree, whose pattern is long.
    """
    words = simplified[first:last]
    if "号" not in words or words.startswith(_REGISTER_LABELS):
        return False
    bracketed = words[0] in "（(" and words[-1] in "）)"
    return bool(
        NUMBER.fullmatch(words[1:-1].strip(GAP) if bracketed else words)
        or (("令" in words or "告" in words) and DECREE_NUMBER.fullmatch(words))
        or _BODILESS.fullmatch(words)
    )


def _is_partial_date(simplified: str, first: int, last: int, ends: bool) -> bool:
    """Tell whether a line is a date without its day, or in figures at an end."""
    return simplified[last - 1] in _PARTIAL_ENDS and bool(
        (ends and DATE_IN_FIGURES.fullmatch(simplified, first, last))
        or PARTIAL_DATE.fullmatch(simplified, first, last)
    )


def _keep_clauses(segments: list[Segment], simplified: str, known: Patterns) -> None:
    """Make lines text again that say who does a task, not who runs the page.

    主办单位：县林业局⏎协办单位：县水务局 is a clause in two lines; an imprint has no
    协办单位.
    """
    imprint: list[Segment] = []
    for segment in segments:
        if segment.kind is BLANK:
            continue
        if segment.kind is FURNITURE and simplified.startswith(
            known.imprint, segment.first, segment.last
        ):
            imprint.append(segment)
            words = simplified[segment.first : segment.last]
            if any(label in words for label in known.partner):
                segment.kind = TEXT  # 主办单位：县林业局　会办单位：县水务局
        elif imprint:
            if simplified.startswith(known.partner, segment.first, segment.last):
                for line in imprint:
                    line.kind = TEXT
            imprint = []
    _keep_repeated(segments, simplified, known)


def _keep_repeated(segments: list[Segment], simplified: str, known: Patterns) -> None:
    """Make lines text again that say below one number after the other who does it.

    一、…⏎承办单位：县林业局⏎二、…⏎承办单位：县水务局; a page names its makers once.
    """
    below: dict[str, dict[int, Segment]] = {}
    number = 0
    for segment in segments:
        if segment.marker is not None:
            number += 1
        elif number and segment.kind is FURNITURE:
            words = simplified[segment.first : segment.last]
            label = next((one for one in known.imprint if words.startswith(one)), None)
            if label is not None:
                below.setdefault(label, {})[number] = segment
    for lines in below.values():
        for segment in lines.values() if len(lines) > 1 else ():
            segment.kind = TEXT


def _is_label(segment: Segment | None, simplified: str) -> TypeGuard[Segment]:
    """Tell whether a line is a label of the page with what it says."""
    return (
        segment is not None
        and segment.kind is TEXT
        and _LABELLED.fullmatch(simplified, segment.first, segment.last) is not None
    )


def _is_crumb(
    word: Segment | None, arrow: Segment | None, simplified: str
) -> TypeGuard[Segment]:
    """Tell whether a line is a word of a breadcrumb whose arrow is a line of its own.

    首页⏎>⏎政务公开⏎>⏎规划计划
    """
    return (
        word is not None
        and arrow is not None
        and arrow.kind is FURNITURE
        and word.kind is TEXT
        and word.last - word.first <= LONGEST_CRUMB
        and _ARROW.fullmatch(simplified, arrow.first, arrow.last) is not None
    )


def _is_signature(
    segment: Segment | None, simplified: str, signed: re.Pattern[str]
) -> bool:
    """Tell whether a line may be the name of a body that signs."""
    return (
        segment is not None
        and segment.last - segment.first <= LONGEST_SIGNATURE
        and signed.search(simplified, segment.first, segment.last) is not None
    )
