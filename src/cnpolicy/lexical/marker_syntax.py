"""How each style of marker is written, and which marker stands at a place.

In: a text (its Simplified view) and an offset. Out: the `Marker` that stands there,
or None. *The delimiter decides the style, the numeral script does not*; half-width
and full-width forms are the same. Whether a marker opens a heading is not decided
here: `numbering` does, from all markers of the document together.
"""

import re
from functools import lru_cache

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import (
    ARABIC,
    FORMAL,
    HAN,
    ONE_TO_TEN,
    SIGNS,
    to_int,
)
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS, BLANKS_AND_TABS
from cnpolicy.model.markers import Marker, MarkerStyle, NumeralScript
from cnpolicy.model.spans import new_span

# The space that may stand inside a marker (`一 、`) or between characters of it.
GAP = f"[{BLANKS_AND_TABS}]"

# Parts of patterns that ask whether some number stands there, whatever it heads.
HAN_COMMA = f"[{ONE_TO_TEN}]{{1,3}}、"
"""一、, 十二、."""

IN_BRACKETS = f"[（(][{ONE_TO_TEN}0-9]{{1,3}}[）)]"
"""（一）, (12)."""

DIVISION = f"第[{ONE_TO_TEN}]{{1,4}}[编章节条]"
"""第二章, 第十五条."""

NTH = f"第[{ONE_TO_TEN}百千零〇]{{1,7}}"
"""第一百零二: what 条, 章 or another word follows."""

LABEL_NUMBER = f"[0-9０-９{ONE_TO_TEN}]{{1,3}}"
"""The number of a label: 专栏1, 附件二."""

ENCLOSED = "①-⑳㈠-㈩⑴-⒇⒈-⒛Ⅰ-Ⅻ"
"""Numbers in one character, for a class of a pattern: `f"[{ENCLOSED}]"`."""

_HAN = f"[{HAN}]"
_ARABIC = f"[{ARABIC}]"
_NUMERAL = f"(?:{_HAN}{{1,9}}|{_ARABIC}{{1,9}})"
STROKES = "-—–―－─ー"
"""OCR reads 一, a single stroke, as a dash: —、总体要求. ——、 is none."""


def _signs(*styles: MarkerStyle) -> str:
    """Return the characters that are markers of these styles by themselves."""
    return "".join(sign for row in SIGNS if row.style in styles for sign in row.values)


def _before(delimiter: str, *, words: bool) -> list[str]:
    """Return, a row each, the characters that a delimiter behind makes a marker."""
    rows = (row for row in SIGNS if delimiter in row.delimiters and row.words is words)
    return ["".join(row.values) for row in rows]


_BEFORE_COMMA = "".join(
    [f"[{STROKES}{''.join(_before('、', words=False))}]"]
    # 甲、乙两地 and 甲、乙、丙 are enumerations.
    + [f"|[{row}](?={GAP}?、(?!{GAP}?[{row}]))" for row in _before("、", words=True)]
)
_BEFORE_DOT = f"[{''.join(_before('.', words=False))}]"
_DOTTED = f"[{_signs(MarkerStyle.DOT)}]"

# What stands behind the number of a division: 第二章.
_DIVISIONS: tuple[tuple[MarkerStyle, str], ...] = (
    (MarkerStyle.PART, "[编篇]|部分"),
    (MarkerStyle.SUBPART, "分编"),
    (MarkerStyle.CHAPTER, "章"),
    (MarkerStyle.SECTION, "节"),
    (
        MarkerStyle.ARTICLE,
        # 第十条之一 is an article put in later; 第一条规定 is a reference.
        f"条(?:{GAP}?之{GAP}?(?P<inserted>[{ONE_TO_TEN}]{{1,3}})"
        "(?![个种类点项名员年月]))?",
    ),
)
# The other forms. Order matters where one begins like another: 1.1 before 1.; elsewhere
# the commonest comes first.
_FORMS: tuple[tuple[MarkerStyle, str], ...] = (
    (
        MarkerStyle.DECIMAL,
        rf"(?P<n_decimal>{_ARABIC}{{1,3}}(?:[.．](?!0{_ARABIC}){_ARABIC}{{1,2}}){{1,4}})"
        # A quantity is no marker: 1.5%, 2.69 万亿元, 4.5‰.
        rf"(?!{_ARABIC}|[.．、]?{_ARABIC}|{GAP}?[%％‰℃万亿])[.．、]?",
    ),
    (
        MarkerStyle.COMMA,
        rf"(?P<n_comma>{_NUMERAL}|{_BEFORE_COMMA}){GAP}?、",
    ),
    # 3．2020年底前 is item 3 and a year; 2.5亿元 is a quantity.
    (
        MarkerStyle.DOT,
        rf"(?P<n_dot>{_NUMERAL}|{_DOTTED}|{_BEFORE_DOT})"
        rf"(?:(?<={_DOTTED})|{GAP}?[.．](?!{_ARABIC}{{1,3}}(?!{_ARABIC})))",
    ),
    (
        MarkerStyle.HALF_PAREN,
        rf"(?P<n_half_paren>{_NUMERAL})[）)]",
    ),
    (MarkerStyle.ORDINAL_IS, rf"(?P<n_ordinal_is>{_HAN}{{1,3}})是"),
    (
        MarkerStyle.CIRCLED,
        rf"(?P<n_circled>[{_signs(MarkerStyle.CIRCLED, MarkerStyle.PAREN)}])[、.．]?",
    ),
    (MarkerStyle.SPACE, rf"(?P<n_space>{_ARABIC}{{1,2}}){GAP}{{1,4}}"),
    (MarkerStyle.DASH, r"(?:—{1,3}|－－|──|--?|–)"),
    (MarkerStyle.BULLET, r"[•●·◆■▪○◇□➢]"),
)


def _named(forms: tuple[tuple[MarkerStyle, str], ...]) -> str:
    """Return an alternation of forms, each a group that is called as its style."""
    return "|".join(f"(?P<{style.name.lower()}>{form})" for style, form in forms)


# One alternation, tried at one place only; the last group that it closes is called as
# the style, and the number is in the group that `_NUMBERS` names.
_PAREN = (
    MarkerStyle.PAREN,
    rf"[（(]{GAP}?(?P<n_paren>{_NUMERAL}|[{STROKES}]){GAP}?[）)]",
)
MARKER = lazy(
    f"{_named((_PAREN,))}"
    f"|第{GAP}?(?P<n_division>{_NUMERAL}){GAP}?(?:{_named(_DIVISIONS)})"
    f"|{_named(_FORMS)}"
)
"""Matches a marker at one place: use `MARKER.match(text, offset)` only."""

# 1总则, 2组织机构: the top level of a decimal document, without a gap. A figure with a
# unit is none.
TOP = lazy(
    rf"(?P<space>(?P<n_space>{_ARABIC}{{1,2}})(?=[\u4e00-\u9fff])"
    r"(?![年月日个家件项户名人亩万亿元千百十号位条次岁天小分秒周级类种层倍成楼所座台套吨米公章节]))"
)
"""Matches such a number at one place."""

OPENERS = frozenset("第（(—－─-–―ー•●·◆■▪○◇□➢" + HAN + ARABIC).union(
    *(row.values for row in SIGNS)
)
"""The characters a marker can begin with: a quick test before the pattern."""

_STYLES = {style.name.lower(): style for style in MarkerStyle}
_NUMBERS = {
    name: f"n_{name}"
    for name, style in _STYLES.items()
    if style not in (MarkerStyle.DASH, MarkerStyle.BULLET)
} | {style.name.lower(): "n_division" for style, _ in _DIVISIONS}
"""The group of the number, by the group of the style."""

_SIGNS = {sign: row for row in SIGNS for sign in row.values}
"""The table of each number of one character."""

_DOTS = lazy(r"[.．]")


def marker_at(simplified: str, offset: int, text: str | None = None) -> Marker | None:
    """Return the marker that starts at `offset` of `simplified`, or None.

    `simplified` is the Simplified view; `text`, of the same length, gives the
    characters as written (by default those of the view).

    >>> marker_at("（四）加强保护。", 0).ordinal
    4
    >>> marker_at("1.5%的企业", 0) is None
    True
    """
    match = MARKER.match(simplified, offset)
    return (
        None
        if match is None
        else marker_of(match, simplified if text is None else text)
    )


def marker_of(match: re.Match[str], text: str) -> Marker | None:
    """Turn a match of `MARKER` into a `Marker`; None where its number is none."""
    group = match.lastgroup or ""
    number = match[_NUMBERS[group]] if group in _NUMBERS else ""
    inserted = match["inserted"] if group == "article" else None
    meaning = _meaning(group, number, inserted)
    if meaning is None:
        return None
    style, script, ordinal, path = meaning
    start, end = match.span()
    written = text[start:end].rstrip(BLANKS_AND_BREAKS)
    span = new_span((start, start + len(written)))
    return Marker(written, style, script, ordinal, path, span)


@lru_cache(maxsize=4096)
def _meaning(
    group: str, number: str, inserted: str | None
) -> tuple[MarkerStyle, NumeralScript, int | None, tuple[int, ...]] | None:
    """Return style, script, ordinal and path of a marker; None where it has no number.

    A document has few different numbers, and each style begins with the same ones.
    """
    style = _STYLES[group]
    if not number:
        return style, NumeralScript.NONE, None, ()
    if style is MarkerStyle.DECIMAL:
        path = tuple(to_int(part) or 0 for part in _DOTS.split(number))
        return None if 0 in path else (style, NumeralScript.ARABIC, path[-1], path)
    if number in STROKES:
        return style, NumeralScript.HAN, 1, ()
    ordinal = to_int(number)
    if not ordinal:
        return None
    sign = _SIGNS.get(number)
    if sign is not None:
        return sign.style or style, sign.script, ordinal, ()
    path = () if inserted is None else (ordinal, to_int(inserted) or 0)
    return style, _script_of(number), ordinal, path


def _script_of(number: str) -> NumeralScript:
    """Tell in which characters a number of several is written."""
    if number[0] in ARABIC:
        return NumeralScript.ARABIC
    return NumeralScript.FORMAL if number[0] in FORMAL else NumeralScript.HAN
