"""Endings: where a title, a date or a signature ends inside running text.

In: the Simplified view and a stretch of it. Out: the places where the title ends that
stands there, and where dates of issue, the bodies that sign and 公开 notes are to be
cut out.
"""

from __future__ import annotations

from cnpolicy.lexical.issue_dates import DATE
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS, BLANKS_AND_TABS, GAP, skip_gap
from cnpolicy.vocabulary.profile import Profile

_PUBLICITY = lazy(r"[（(](?:此件|本文|此件主动)[^（()）。]{2,12}[）)]")
# 自2021年…起; 成文日期：2021年… is a line of the page's register.
_NO_DATE_BEFORE = lazy(r"(?:自|于|从|到|至|截至|以|在|即|为|是|《|“|（|\(|：|:)[ ]*$")
_NO_DATE_AFTER = lazy(
    f"[{BLANKS_AND_TABS}]*(?:星期|周[一二三四五六日])"
    r"|[ ]*(?:[0-9]{1,2}[时点:：]|[上下][午班]|中午|晚|凌晨|起|"
    r"之?前|以前|后|，|,|、|至|—|-|印发|发布|公布|施行|以|在|的|召|，|第)"
)
# 2011年12月15日某市人民政府令第61号公布: the history of a regulation, no signature.
_DECREED = lazy(r"[^。（(\r\n]{0,40}?(?:令第|公布|发布|修订|修正|通过)")
_ALONE = lazy(f"[{BLANKS}]$")

# 现将《…》印发给你们: the plan that follows is called so.
_NAME = lazy(r"《([^《》\r\n]{6,80})》")
LONGEST_LEAD = 800
_QUOTES = str.maketrans("〈〉<>", "《》《》")

# Where a title has ended at the latest.
_SENTENCE_END = lazy("[。；：！？]")
# What no title holds, and how a text begins that cites one.
SENTENCE = lazy(f"[。；：！？]|^[{BLANKS}]*(?:根据|按照|依据|为|现)")

# What follows a title that runs on: who is addressed, or how a text begins. Each
# alternative begins with one character, so that the search goes fast.
_YEAR = "(?:19|20)[0-9]{2}年"
_BEHIND_TITLE = lazy(
    f"各|国务院各|“为|为|根据|按照|依据|目[{BLANKS}]*录|前[{BLANKS}]*言"
    rf"|第一|第[1１][章编]|1[.．、]总则|一、|壹、|（一）(?![项款])|\(一\)(?![项款])|有关|（{_YEAR}[0-9]|\({_YEAR}[0-9]|——?{_YEAR}"
    r"|19[0-9]{2}年[，,]|20[0-9]{2}年[，,]|“十[一二三四五六]五”(?:时期|期间)"
)
# …的复函某市财政局： the addressees need not begin with 各.
_TITLE_TO = lazy(
    r"的(?:通知|意见|复函|函|批复|决定|报告|请示)(?=[^。：:；《》的]{2,80}"
    r"(?:政府|委员会|[局厅委部院会处办]|公司|单位|部门)[：:])"
)
TITLE_BRACKET = lazy(r"[（(][^（()）。]{1,24}[）)]$")
# 我院1984年9月17日…: who speaks does not sign so.
_OURS = lazy(r"[我本该贵你][院局部委会办厅署行司社]$")
# 市长：某某, under a decree.
_PERSON = lazy(
    f"(?:[省市县区州][{BLANKS}]{{0,2}}长|主席|部长|局长|主任|署长|行长|院长|厅长|总理)"
    rf"[{BLANKS}：:]*[\u4e00-\u9fff]{{1,3}}(?:[{BLANKS}]{{0,2}}[\u4e00-\u9fff])?$"
)


def front_matter_title_end(
    simplified: str, start: int, end: int, profile: Profile
) -> int | None:
    """Return where a title inside running text ends; None if there is none."""
    closed = _SENTENCE_END.search(simplified, start, end)
    stop = end if closed is None else closed.end()
    for match in _BEHIND_TITLE.finditer(simplified, start, stop):
        words = simplified[start : match.start()].rstrip(BLANKS)
        if SENTENCE.search(words):
            break
        if TITLE_BRACKET.sub("", words).rstrip(GAP).endswith(profile.kinds):
            return start + len(words)
    addressed = _TITLE_TO.search(simplified, start, end)
    if addressed is None or SENTENCE.search(simplified[start : addressed.end()]):
        return None
    return addressed.end()


def cut_dates(
    cuts: set[int], simplified: str, start: int, end: int, profile: Profile
) -> None:
    """Cut out dates of issue with the bodies that sign them, and 公开 notes."""
    dated = (
        simplified.find("年", start, end) >= 0
        and simplified.find("日", start, end) >= 0
    )
    for match in DATE.finditer(simplified, start, end) if dated else ():
        before = simplified[max(start, match.start() - 3) : match.start()]
        if _NO_DATE_BEFORE.search(before) or _NO_DATE_AFTER.match(
            simplified, match.end(), end
        ):
            continue
        if _DECREED.match(simplified, match.end(), end):
            continue
        if (
            simplified[match.start()] in "（("
            and simplified[match.end() - 1] not in "）)"
        ):
            continue
        signed = _signature_start(simplified, start, match.start(), profile)
        named = _name_end(simplified, start, match.end(), end)
        alone = _ALONE.search(before) is not None or (
            match.start() == start
            and (
                named is not None
                or _stands_alone(simplified, match.end(), end, profile)
            )
        )
        bracketed = (
            before.endswith(profile.kinds) and simplified[match.start()] in "（("
        )
        closed = before[-1:] in "。）)" and (
            named
            or _ends(simplified, match.end())
            or _PUBLICITY.match(simplified, match.end())
        )
        if signed is None and not (alone or bracketed or closed):
            continue
        cuts.update((match.start(), match.end()))
        if signed is not None:
            cuts.add(signed)
        _cut_title(cuts, simplified, (start, match.end()), end, profile)
    noted = (
        simplified.find("件", start, end) >= 0
        or simplified.find("本文", start, end) >= 0
    )
    for note in _PUBLICITY.finditer(simplified, start, end) if noted else ():
        cuts.update((note.start(), note.end()))
        _cut_title(cuts, simplified, (start, note.end()), end, profile)


def _stands_alone(simplified: str, place: int, end: int, profile: Profile) -> bool:
    """Tell whether a date that opens a line is said by itself, or above a title.

    2024年7月2日发生碰撞事故3起。 is a sentence.
    """
    if place >= end or simplified[place] in GAP or simplified[place] in "（(\r\n":
        return True
    return (
        front_matter_title_end(simplified, place, min(end, place + 120), profile)
        is not None
    )


def _cut_title(
    cuts: set[int], simplified: str, said: tuple[int, int], end: int, profile: Profile
) -> None:
    """Cut behind the title that follows a date or a note.

    `said` is where the notice stands, which may give the name of its plan.
    """
    title = _name_end(simplified, *said, end)
    if title is None:
        title = front_matter_title_end(
            simplified, said[1], min(end, said[1] + 120), profile
        )
    if title is not None:
        cuts.add(title)


def _name_end(simplified: str, start: int, place: int, end: int) -> int | None:
    """Return where a name ends that stands at a place and, in 《》, before it."""
    place = skip_gap(simplified, place, end)
    for match in _NAME.finditer(simplified, max(start, place - LONGEST_LEAD), place):
        # 《落实〈报告〉方案》 is called 落实《报告》方案 where it stands itself.
        size = len(match[1])
        if simplified[place : place + size].translate(_QUOTES) == match[1].translate(
            _QUOTES
        ):
            return place + size
    return None


def _ends(simplified: str, place: int) -> bool:
    """Tell whether nothing follows a place."""
    return not simplified[place : place + 200].strip()


def _signature_start(
    simplified: str, start: int, date: int, profile: Profile
) -> int | None:
    """Return where the name of the signing body begins; None if none stands there."""
    words = simplified[max(start, date - 40) : date].rstrip()
    if _OURS.search(words):
        return None
    if not words.endswith(profile.issuer_endings):
        person = _PERSON.search(words)
        return None if person is None else max(start, date - 40) + person.start()
    cut = max(words.rfind(mark) for mark in f"。；：”》）){BLANKS}")
    return max(start, date - 40) + cut + 1 if cut >= 0 or date - start <= 40 else None
