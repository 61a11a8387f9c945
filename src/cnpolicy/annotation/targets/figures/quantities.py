"""Quantities: figures with units, and the words that bear on them.

In: the Simplified view of a text, the text, and a stretch of it (a leaf without its
marker). Out: `Quantity`s in order: where each stands, its ends, unit, comparator, and
whether it is a change. What it measures, and when, is read by `targets`.

A figure with a unit is found by one regular expression that takes time in proportion
to the text; only the phrase around it goes to `grammar/target.lark`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from cnpolicy.annotation.targets.figures.amounts import below_zero, measure
from cnpolicy.annotation.targets.figures.counting import (
    Sight,
    counts,
    may_count,
    names_thing,
)
from cnpolicy.annotation.targets.figures.quantity_grammar import (
    Measured,
    Phrase,
    QuantityToken,
    find_phrase,
)
from cnpolicy.annotation.targets.figures.quantity_patterns import CLOSE, figures_in
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.lexical.numerals import ARABIC_DIGITS
from cnpolicy.model.results.targets import Amount, Comparator, Direction
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.quantity_words import (
    BOUND_VERBS,
    BOUNDS,
    CHANGES,
    CLOSES,
    POINTS,
    RATES,
    RELATIVE,
)


@frozen
class Quantity:
    """A figure with its unit and the words around it: `力争超过1.5亿元`."""

    span: Span
    """From the first digit to behind the unit."""

    whole: Span
    """The same with the words before (力争超过) and behind (以上) it."""

    low: Decimal
    """The lower end as written: 8.5 in 8.5万件."""

    high: Decimal
    """The upper end as written; equal to `low` if it is no range."""

    unit: str
    """The unit as written, with its magnitude, without space: 万件."""

    normalized: Amount
    """The same without magnitude."""

    comparator: Comparator
    """How the figure bounds what it measures."""

    change: Direction | None
    """Which way it moves; None if it is a level."""

    pace: str | None
    """Over what it is counted, as said right before it: 年均; None if unsaid."""

    base: Span | None = None
    """What it is a share of, behind the word that bounds it; None if unsaid."""


def quantities_in(
    simplified: str, text: str, start: int, end: int
) -> Iterator[Quantity]:
    """Yield the quantities of `simplified[start:end]` in order.

    Law: takes time in proportion to the stretch; they do not overlap.
    """
    done = start
    for at in figures_in(simplified, start, end):
        if at < done:
            continue
        arabic = simplified[at] in ARABIC_DIGITS
        if (
            _is_tail(simplified, start, at)
            if arabic
            else not may_count(simplified, at, end)
        ):
            continue
        phrase = find_phrase(simplified, done, at, end)
        if phrase is None:
            continue
        done = phrase.end
        for amount, quantity in _quantities(simplified, text, phrase):
            bounded = quantity.comparator is not Comparator.EQUAL
            if counts(Sight(simplified, start, end, amount, bounded)):
                done = max(done, quantity.whole.end)
                yield quantity


def _is_tail(simplified: str, start: int, at: int) -> bool:
    """Tell whether a figure is the end of a number like 1.2.3."""
    return (
        at - start > 1
        and simplified[at - 1] in ".．"
        and simplified[at - 2] in ARABIC_DIGITS
    )


# -------------------------------------------------------------------------------- words

# 每年至少举办|1次 (seed 004:97), 每户最多补贴|3亩: a verb stands between.
_FAR_BOUND = lazy(
    rf"(?P<word>至少|最少|最低|至多|最多|最长|最高|不超过|不少于|不低于)(?:可|可以|能|应|要)?"
    rf"(?P<verb>{any_of(BOUND_VERBS)})(?:其|了)?\Z"
)
_FAR_WIDTH = 14
# 超过80人|（含80人）, 10家|（不含）以上
_SAME = lazy(
    r"[（(](?P<no>不|未)?[包]?含(?P<figure>[0-9.]{0,12}[万亿]?)(?P<unit>[\u4e00-\u9fff%％]{0,4})[）)]"
    rf"(?P<close>{CLOSE})?"
)
_OPENED = {
    Comparator.AT_LEAST: Comparator.MORE,
    Comparator.AT_MOST: Comparator.LESS,
}
_CLOSED = {strict: open_ for open_, strict in _OPENED.items()}
# 不低于评估价的|70％, 不超过职工总数|20%: what the share is of stands between.
_BOUND_OF_SHARE = lazy(
    r"(?P<word>不得?(?:低于|少于|超过|高于|多于))(?P<base>[\u4e00-\u9fff]{2,24}?)的?\Z"
)
_SHARE_WIDTH = 32
_WORD_CHANGE = {
    word: change
    for table in (CHANGES, RATES)
    for change, words in table.items()
    for word in words
}
# Two tables: ≥ before a figure and ≥ behind it bound it from different sides.
_BOUND = {word: sign for sign, words in BOUNDS.items() for word in words}
_CLOSE = {word: sign for sign, words in CLOSES.items() for word in words}
# 自然增长率为-|1.48‰
_MINUS = lazy(r"(?:[为是至到达在]|增长|增速|增幅|率|温)[-－−]\Z")
_MINUS_WIDTH = 3
_INEQUALITIES = frozenset(
    (Comparator.MORE, Comparator.AT_LEAST, Comparator.LESS, Comparator.AT_MOST)
)
_CLAUSE_WIDTH = 30
_CLAUSE_BACKWARD = lazy(r"[^，,。；;：:！？]*+")
_FAR_CHANGE = lazy("|".join(w for ws in CHANGES.values() for w in ws if len(w) > 1))


def _quantities(
    simplified: str, text: str, phrase: Phrase
) -> Iterator[tuple[Measured, Quantity]]:
    """Yield the quantities of a phrase; what bounds one of a list bounds them all."""
    words, start, end = phrase.words, phrase.start, phrase.end
    change = _change(words)
    pace = next((word.value for word in words if word.type == "PACE"), None)
    bound = next((w.value for w in reversed(words) if w.type == "BOUND"), None)
    base: Span | None = None
    if bound is None and (
        far := _FAR_BOUND.search(simplified, max(0, start - _FAR_WIDTH), start)
    ):
        bound = far["word"]
    elif bound is None and change is None and _is_share(phrase.amounts[0].unit):
        far = _BOUND_OF_SHARE.search(simplified, max(0, start - _SHARE_WIDTH), start)
        if far is not None:
            bound, base, start = far["word"], Span(*far.span("base")), far.start()
    for number, amount in enumerate(_with_units(phrase.amounts)):
        found = measure(amount, text)
        if found is None:
            continue
        at, to = amount.first.start, amount.last.end
        if number == 0 and _MINUS.search(simplified, max(0, at - _MINUS_WIDTH), at):
            found, start = below_zero(found), at - 1
        moved = change
        if moved and amount.unit not in RELATIVE and names_thing(simplified, end):
            moved = None  # 打造提升10个区域公用品牌 (seed 004:45) is no change
        if moved is None and amount.unit in POINTS:
            moved = _far_change(simplified, start)
        last = number == len(phrase.amounts) - 1
        # 98公里、110千伏及以上: the bound is of its own unit.
        alike = amount.unit == phrase.amounts[-1].unit
        close = amount.close or (phrase.amounts[-1].close if alike else "")
        comparator = _comparator(bound, amount.more, close)
        bounded = amount.close if simplified.startswith(amount.close, to) else ""
        behind = end if last else to + len(bounded)
        if same := _same(simplified, behind, amount):
            comparator, behind = _with_end(comparator, same), same.end()
        quantity = Quantity(
            span=Span(at, to),
            whole=Span(at if number else start, behind),
            low=found.low,
            high=found.high,
            unit=found.unit,
            normalized=found.normalized,
            comparator=comparator,
            change=moved,
            pace=pace,
            base=base,
        )
        yield amount, quantity


def _with_units(amounts: list[Measured]) -> list[Measured]:
    """Amounts of which the last names the unit of all: 1个和2个|百分点, 60、70|％."""
    found = [amounts[-1]]
    for one in reversed(amounts[:-1]):
        behind = found[-1].last
        unit = behind.unit
        bare = not (one.unit or one.scale)
        points = unit is not None and unit.value in POINTS and one.unit == "个"
        if bare:
            one = one._replace(last=one.last._replace(unit=unit, scale=behind.scale))
        elif points and unit is not None and unit.value.startswith("个"):
            one = one._replace(last=one.last._replace(unit=unit))
        found.append(one)
    return found[::-1]


def _same(simplified: str, at: int, amount: Measured) -> re.Match[str] | None:
    """The bracket behind a figure that tells whether it counts itself: （含80人）."""
    match = _SAME.match(simplified, at)
    if match is None:
        return None
    written = f"{amount.last.figure}{amount.scale}"
    if match["figure"] and match["figure"] != written:
        return None  # （含20座超充站）
    if match["unit"] not in (
        "",
        "本数",
        "本级",
        amount.unit,
        amount.scale + amount.unit,
    ):
        return None
    return match


def _with_end(comparator: Comparator, same: re.Match[str]) -> Comparator:
    """A comparator that counts its end or does not, as a bracket says."""
    close = _CLOSE[same["close"]] if same["close"] else comparator
    return (_OPENED if same["no"] else _CLOSED).get(close, close)


def _is_share(unit: str) -> bool:
    """Tell whether a unit measures a share or a multiple of something."""
    return unit.endswith("分之") or (unit in RELATIVE and unit not in POINTS)


def _change(words: list[QuantityToken]) -> Direction | None:
    """Which way the words before a figure say it moves; None if it is a level."""
    change = None
    rate = False
    for word in words:
        if word.type in ("CHANGE", "RATE"):
            change = _WORD_CHANGE[word.value]
            rate = word.type == "RATE"
        elif word.type == "REACH" and not rate:
            change = None  # 增长到4.4件, 提高至10件; but 增速达到8%
    return change


def _far_change(simplified: str, at: int) -> Direction | None:
    """Which way the clause before a figure in points moves, if it says so.

    提高全要素生产率2个百分点 moves; 高于全国2个百分点 tells a difference.
    """
    clause = _CLAUSE_BACKWARD.match(simplified[max(0, at - _CLAUSE_WIDTH) : at][::-1])
    words = _FAR_CHANGE.findall(clause[0][::-1]) if clause else []
    return _WORD_CHANGE[words[-1]] if words else None


def _comparator(bound: str | None, more: bool, close: str) -> Comparator:
    """How the words around a figure bound it."""
    before = _BOUND[bound] if bound else None
    behind = _CLOSE[close] if close else None
    if behind is Comparator.ABOUT:
        return behind
    if before in _INEQUALITIES:
        assert before is not None
        return before
    if behind is not None:
        return behind
    if before is Comparator.ABOUT:
        return before
    return Comparator.MORE if more else before or Comparator.EQUAL
