"""References: titles between 《》, and the 文号 and short names behind them.

In: the Simplified view of a text and a stretch of it. Out: places: of titles, of what
is attached to a title in brackets, of a 文号 that stands alone.

Titles nest (《关于印发〈…〉的通知》, also 《》 inside 《》), touch each other, and may
be wrapped over lines. A 《 that nothing closes takes nothing with it: a title has a
longest length, and a full stop ends the search.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cnpolicy.numerals import ARABIC_DIGITS
from cnpolicy.patterns import lazy
from cnpolicy.spans import Span

LONGEST_TITLE = 160
"""Longer is no title; the longest met in 143 documents has 96 characters."""

_SIGNS = lazy("[《》。]")


def titles_in(view: str, start: int, end: int) -> Iterator[Span]:
    """Yield the outermost titles of `view[start:end]` in order, with their 《》.

    Of a title that is never closed, what is complete inside it is a title.

    >>> text = "《关于印发〈规划〉的通知》《办法》"
    >>> [span.of(text) for span in titles_in(text, 0, len(text))]
    ['《关于印发〈规划〉的通知》', '《办法》']
    """
    opened: list[int] = []
    closed: list[Span] = []  # complete titles inside the one that is open
    for match in _SIGNS.finditer(view, start, end):
        sign, at = match[0], match.start()
        if sign == "。":
            opened = []
        else:
            # Both lists hold no more than the signs of one longest title.
            while opened and at - opened[0] > LONGEST_TITLE:
                del opened[0]
        if sign == "《":
            opened.append(at)
        elif sign == "》" and opened:
            first = opened.pop()
            closed = [span for span in closed if span.start < first]
            if view[first + 1 : at].strip():
                closed.append(Span(first, at + 1))
        limit = opened[0] if opened else end
        while closed and closed[0].start < limit:
            yield closed.pop(0)
    yield from closed


# ---------------------------------------------------------------------------- numbers

_GAP = r"[ \t\u3000\xa0\r\n]{0,3}+"
_DIGIT = "0-9０-９"
_FIGURES = rf"{_GAP}(?P<year>[12１２][{_DIGIT}]{{3}}){_GAP}"
_YEAR = rf"[〔\[［﹝（(【<〈]{_FIGURES}[〕\]］﹞）)】>〉]"
_SERIAL = rf"{_GAP}第?{_GAP}(?P<serial>[{_DIGIT}]{{1,5}}){_GAP}号"
_ORGAN = r"[\u4e00-\u9fffA-Za-z·]{1,20}(?:[（(][\u4e00-\u9fff]{1,6}[）)])?"
_NUMBER = (
    rf"(?P<number>{_ORGAN}{_GAP}{_YEAR}{_SERIAL}"
    # 国务院令第588号, 主席令第五十七号
    rf"|[\u4e00-\u9fff]{{2,24}}?令{_GAP}(?:[〔（(]?[{_DIGIT}]{{4}}年?[〕）)]?{_GAP})?"
    rf"第{_GAP}[{_DIGIT}一二三四五六七八九十百〇零]{{1,6}}{_GAP}号)"
)
_SHORT = (
    r"(?:以下|下文|下)?(?:均|统一)?(?:简称|统称|称)(?:为|作|:|：)?"
    r"(?:《(?P<title>[^《》\r\n]{1,40})》|[“‘\"](?P<quote>[^“”‘’\"\r\n]{1,40})[”’\"]"
    r"|“《(?P<both>[^《》\r\n]{1,40})》”|(?P<bare>[^（()）《》“”，,。；;\r\n]{2,20}))"
)
_BRACKET = lazy(
    rf"{_GAP}[（(\[［【〔]{_GAP}(?:{_NUMBER})?(?:{_GAP}[，,；;、]?{_GAP}{_SHORT})?"
    rf"{_GAP}[）)\]］】〕]"
)
_BARE_NUMBER = lazy(rf"{_GAP}{_NUMBER}")


class Attached(NamedTuple):
    """What stands in brackets behind a title and belongs to it."""

    end: int
    """Offset behind the last bracket; the end of the title without one."""

    number: Span | None
    """Where the 文号 stands."""

    abbreviation: Span | None
    """Where the short name stands, without its marks."""

    quoted: bool
    """Whether the short name stands in “”."""


def attachments(view: str, at: int, end: int) -> Attached:
    """Read the brackets behind a title: （国发〔2018〕8号，以下简称《意见》）."""
    number: Span | None = None
    short: Span | None = None
    quoted = False
    match = _BARE_NUMBER.match(view, at, end)
    if match is not None and match["year"]:
        number, at = Span(*match.span("number")), match.end()
    for _ in range(2):
        match = _BRACKET.match(view, at, end)
        if match is None or match.end() - at > LONGEST_TITLE:
            break
        groups = [g for g in ("title", "quote", "both", "bare") if match[g]]
        if not match["number"] and not groups:
            break
        if match["number"] and number is None:
            number = Span(*match.span("number"))
        if groups and short is None:
            short = Span(*match.span(groups[0]))
            quoted = groups[0] in ("quote", "both")
        at = match.end()
    return Attached(at, number, short, quoted)


_YEAR_AND_SERIAL = lazy(rf"{_YEAR}{_SERIAL}")
_LONGEST_ORGAN = 12
_ORGAN_BACKWARD = lazy(rf"{_GAP}[\u4e00-\u9fffA-Za-z]{{1,{_LONGEST_ORGAN}}}")
# What may stand right before a 文号 and is no part of it.
_NOT_ORGAN = lazy(
    r".*(?:根据|依据|按照|依照|遵照|参照|执行|落实|贯彻|关于|下发|印发|发布|公布|转发|废止|文件|通知|意见"
    r"|决定|规定|精神|要求|[和与及按见以对即原的])"
)


def numbers_in(view: str, start: int, end: int) -> Iterator[Span]:
    """Yield the 文号 of a stretch: 国发〔2018〕8号."""
    for match in _YEAR_AND_SERIAL.finditer(view, start, end):
        low = max(start, match.start() - _LONGEST_ORGAN - 3)
        organ = _ORGAN_BACKWARD.match(view[low : match.start()][::-1])
        if organ is None:
            continue
        first = match.start() - organ.end()
        before = _NOT_ORGAN.match(view, first, match.start())
        first = before.end() if before else first
        if first < match.start():
            yield Span(first, match.end())
            start = match.end()


_ASCII = str.maketrans({sign: str(value) for sign, value in ARABIC_DIGITS.items()})
_NORMAL = lazy(
    r"(?P<organ>.+?)[〔\[［﹝（(【<〈](?P<year>[0-9]{4})[〕\]］﹞）)】>〉]第?(?P<serial>[0-9]+)号"
)


def normal_number(words: str) -> str:
    """Return a 文号 with 〔〕 around its year and without 第 and space.

    >>> normal_number("国发［2018］ 第８号")
    '国发〔2018〕8号'
    """
    plain = "".join(words.split()).translate(_ASCII)
    match = _NORMAL.fullmatch(plain)
    if match is None:
        return plain
    return f"{match['organ']}〔{match['year']}〕{match['serial']}号"
