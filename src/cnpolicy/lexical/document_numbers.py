"""文号: 国发〔2024〕7号, 国务院令第588号.

In: the Simplified view of a text and a stretch of it. Out: the places of numbers of
documents, and one way to write them; and their patterns, for larger patterns.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ARABIC_DIGITS, ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS, SPACE
from cnpolicy.model.spans import Span

NUMBER = lazy(
    r"[\u4e00-\u9fffA-Za-z（()）·]{1,24}"
    rf"{SPACE}*[〔\[［﹝（(【]{SPACE}*(?:19|20)?[0-9０-９]{{2,4}}{SPACE}*[〕\]］﹞）)】]"
    rf"{SPACE}*第?{SPACE}*[0-9０-９]{{1,5}}{SPACE}*号"
)
DECREE = lazy(
    rf"[\u4e00-\u9fff]{{2,24}}令{SPACE}*第?{SPACE}*[0-9一-十百〇]{{1,5}}{SPACE}*号"
)
# 某市人民政府令第82号, 主席令（九届第37号）, 某厅公告2023年第8号
DECREE_NUMBER = lazy(
    rf"[\u4e00-\u9fff]{{2,24}}(?:公告|通告){SPACE}*[（(]?(?:19|20)[0-9]{{2}}{SPACE}*年"
    rf"{SPACE}*第{SPACE}*[0-9]{{1,5}}{SPACE}*号[）)]?|"
    rf"{DECREE.pattern}"
    rf"|[\u4e00-\u9fff]{{2,24}}(?:令|(?<!的)公告){SPACE}*[（(][^（()）]{{0,8}}第?{SPACE}*"
    f"[0-9{ONE_TO_TEN}百〇零]{{1,5}}{SPACE}*号[）)]"
)
NUMBER_GAP = f"[{BLANKS_AND_BREAKS}]{{0,3}}+"
_DIGIT = "0-9０-９"
# A hard line break may stand inside a figure: （禾政发〔20⏎24〕7号）.
_FIGURES = rf"{NUMBER_GAP}(?P<year>[12１２](?:{NUMBER_GAP}[{_DIGIT}]){{3}}){NUMBER_GAP}"
_YEAR = rf"[〔\[［﹝（(【<〈]{_FIGURES}[〕\]］﹞）)】>〉]"
_SERIAL = (
    rf"{NUMBER_GAP}第?{NUMBER_GAP}"
    rf"(?P<serial>[{_DIGIT}](?:{NUMBER_GAP}[{_DIGIT}]){{0,4}}){NUMBER_GAP}号"
)
_ORGAN = r"[\u4e00-\u9fffA-Za-z·]{1,20}(?:[（(][\u4e00-\u9fff]{1,6}[）)])?"
CITED_NUMBER = (
    rf"(?P<number>{_ORGAN}{NUMBER_GAP}{_YEAR}{_SERIAL}"
    # 国务院令第588号, 主席令第五十七号, 省人大常委会公告第21号
    rf"|[\u4e00-\u9fff]{{2,24}}?(?:令|公告){NUMBER_GAP}(?:[〔（(]?[{_DIGIT}]{{4}}年?[〕）)]?{NUMBER_GAP})?"
    f"第{NUMBER_GAP}[{_DIGIT}{ONE_TO_TEN}百〇零]{{1,6}}{NUMBER_GAP}号)"
)
_YEAR_AND_SERIAL = lazy(rf"{_YEAR}{_SERIAL}")
_LONGEST_ORGAN = 12
_ORGAN_BACKWARD = lazy(rf"{NUMBER_GAP}[\u4e00-\u9fffA-Za-z]{{1,{_LONGEST_ORGAN}}}")
# What may stand right before a 文号 and is no part of it.
_NOT_ORGAN = lazy(
    r".*(?:根据|依据|按照|依照|遵照|参照|执行|落实|贯彻|关于|下发|印发|发布|公布|转发|废止|文件|通知|意见"
    r"|决定|规定|精神|要求|[和与及按见以对即原的])"
)


def numbers_in(simplified: str, start: int, end: int) -> Iterator[Span]:
    """Yield the 文号 of a stretch: 国发〔2018〕8号."""
    for match in _YEAR_AND_SERIAL.finditer(simplified, start, end):
        low = max(start, match.start() - _LONGEST_ORGAN - 3)
        organ = _ORGAN_BACKWARD.match(simplified[low : match.start()][::-1])
        if organ is None:
            continue
        first = match.start() - organ.end()
        before = _NOT_ORGAN.match(simplified, first, match.start())
        first = before.end() if before else first
        if first < match.start():
            yield Span(first, match.end())
            start = match.end()


_ASCII = str.maketrans({sign: str(value) for sign, value in ARABIC_DIGITS.items()})
_NORMAL = lazy(
    r"(?P<organ>.+?)[〔\[［﹝（(【<〈](?P<year>[0-9]{4})[〕\]］﹞）)】>〉]第?(?P<serial>[0-9]+)"
    r"(?P<sign>[号號])"
)


def normal_number(words: str) -> str:
    """Return a 文号 with 〔〕 around its year and without 第 and space.

    >>> normal_number("国发［2018］ 第８号")
    '国发〔2018〕8号'
    >>> normal_number("府農規[2023]第2號")
    '府農規〔2023〕2號'
    """
    plain = "".join(words.split()).translate(_ASCII)
    match = _NORMAL.fullmatch(plain)
    if match is None:
        return plain
    return f"{match['organ']}〔{match['year']}〕{match['serial']}{match['sign']}"
