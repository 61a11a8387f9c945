"""Quantities: figures with units, and the words that bear on them.

In: the Simplified view of a text, the text, and a stretch of it (a leaf without its
marker). Out: `Quantity`s in order: where each stands, its ends, unit, comparator, and
whether it is a change. What it measures, and when, is read by `targets`.

A figure with a unit is found by one regular expression that takes time in proportion
to the text; only the phrase around it goes to `grammar/target.lark`.
"""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from cnpolicy.annotation.targets.amounts import measure
from cnpolicy.annotation.targets.quantity_grammar import (
    Measured,
    Phrase,
    QuantityToken,
    find_phrase,
)
from cnpolicy.annotation.targets.quantity_patterns import (
    LAST_OF_WORDS,
    PROOF,
    PROOF_WIDTH,
    figures_in,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ARABIC_DIGITS
from cnpolicy.model.spans import Span
from cnpolicy.model.targets import Amount, Comparator, Direction
from cnpolicy.vocabulary.quantity_words import (
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


def quantities_in(view: str, text: str, start: int, end: int) -> Iterator[Quantity]:
    """Yield the quantities of `view[start:end]` in order.

    Law: takes time in proportion to the stretch; they do not overlap.
    """
    done = start
    for at in figures_in(view, start, end):
        if at < done:
            continue
        arabic = view[at] in ARABIC_DIGITS
        if _is_tail(view, start, at) if arabic else not _may_count(view, at, end):
            continue
        phrase = find_phrase(view, done, at, end, certain=arabic)
        if phrase is None:
            continue
        done = phrase.end
        for amount, quantity in _quantities(view, text, phrase):
            if (_counts if arabic else _proves)(view, start, end, amount, quantity):
                yield quantity


def _is_tail(view: str, start: int, at: int) -> bool:
    """Tell whether a figure is the end of a number like 1.2.3."""
    return at - start > 1 and view[at - 1] in ".．" and view[at - 2] in ARABIC_DIGITS


def _may_count(view: str, at: int, end: int) -> bool:
    """Tell whether Han numerals may count something: whether it pays to look closer.

    Most (一批, 进一步, “十四五”) have no word before them and none behind that could
    prove it.
    """
    before = view[at - 1 : at]
    if before in _NOT_BEFORE_HAN:
        return False
    if before in LAST_OF_WORDS:
        return True
    return PROOF.search(view, at, min(end, at + PROOF_WIDTH)) is not None


# ---------------------------------------------------------------------------- plausible

_RANKS = frozenset("第每逢×xX*隔:：∶")
_RANK_UNITS = frozenset("位名强")
_LABEL = lazy(r"(?:附?表|附?图|附件|专栏|第|版本|型号)[ \u3000]?\Z")
_LONGEST_TERM = {"年": 50, "日": 366}
_DAY = 24
_CIRCLE = lazy(r"[\u4e00-\u9fff“”]{0,8}圈")
_MAGNITUDES_ALONE = frozenset("万亿")
_NOT_BEFORE_HAN = frozenset("第每前上万亿几数零〇逢隔")
_PROVING = tuple(
    word
    for comparator, words in BOUNDS.items()
    if comparator not in (Comparator.NEARLY, Comparator.ABOUT)
    for word in words
)
_MOVING = (
    *(
        word + tail
        for words in CHANGES.values()
        for word in words
        for tail in ("", "了")
    ),
    *(word for words in RATES.values() for word in words),
    "达到",
)


def _counts(
    view: str, start: int, limit: int, amount: Measured, quantity: Quantity
) -> bool:
    """Tell whether an amount in digits counts something, inside `start:limit`."""
    at, to, unit = amount.first.start, amount.last.end, amount.unit
    before = view[at - 1] if at > start else ""
    behind = view[to] if to < limit else ""
    if before in _RANKS or (before == "前" and unit in _RANK_UNITS):
        return False  # 第3位 (seed 001:41), 每10万人, 7×24小时, ×100%, 4:3:2:1
    if before.isascii() and before.isalpha() and unit not in RELATIVE:
        return False  # PM2.5, GB50014; but GDP2.5%
    if behind in ARABIC_DIGITS and unit not in _LONGEST_TERM:
        return False  # cells run together: 27.8%1316105 (document 019)
    if unit in _LONGEST_TERM and (
        before in "月近"
        or (amount.last.figure or 0) > _LONGEST_TERM[unit]
        or view[at] in "0０"
    ):
        return False  # 2025年, 6月30日, 08年, 近10年
    if behind == "级" and unit not in RELATIVE:
        return False  # 5000吨级码头, 10亿元级产业: classes of things
    if not unit and amount.scale[-1:] not in _MAGNITUDES_ALONE:
        return False
    bare = quantity.comparator is Comparator.EQUAL
    if unit == "小时" and bare and quantity.low == _DAY and _names(view, to):
        return False  # 24小时在线客服: around the clock
    if unit in ("小时", "分钟") and _CIRCLE.match(view, to, limit):
        return False  # 15分钟生活圈: a name
    return _LABEL.search(view, max(start, at - 4), at) is None


def _proves(
    view: str, start: int, _: int, amount: Measured, quantity: Quantity
) -> bool:
    """Tell whether an amount in Han numerals counts something.

    一批, 三级 and 两个屏障 count nothing; a bound (两个以上, 不少于三家), a share
    (百分之五十) or a multiple behind a verb of change (翻一番) does.
    """
    if amount.unit.endswith("分之") or (amount.close and amount.close != "内"):
        return True
    before = view[max(start, amount.first.start - 5) : amount.first.start].rstrip()
    if amount.unit in ("番", "倍", "成"):
        return before.endswith(_MOVING)
    return bool(amount.unit) and before.endswith(_PROVING)


# -------------------------------------------------------------------------------- words

_AT_LEAST = lazy(r"至少[\u4e00-\u9fff]{1,6}\Z")
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
_INEQUALITIES = frozenset(
    (Comparator.MORE, Comparator.AT_LEAST, Comparator.LESS, Comparator.AT_MOST)
)
_NO_NOUN = frozenset("，,。；;、：:！？）)】]〕的并且而但和或及与以时后前.．/")
_CLAUSE_WIDTH = 30
_CLAUSE_BACKWARD = lazy(r"[^，,。；;：:！？]*+")
_FAR_CHANGE = lazy("|".join(w for ws in CHANGES.values() for w in ws if len(w) > 1))


def _quantities(
    view: str, text: str, phrase: Phrase
) -> Iterator[tuple[Measured, Quantity]]:
    """Yield the quantities of a phrase; what bounds one of a list bounds them all."""
    words, start, end = phrase.words, phrase.start, phrase.end
    change = _change(words)
    pace = next((word.value for word in words if word.type == "PACE"), None)
    bound = next((w.value for w in reversed(words) if w.type == "BOUND"), None)
    base: Span | None = None
    if bound is None and _AT_LEAST.search(view, max(0, start - 10), start):
        bound = "至少"  # 每年至少举办1次 (seed 004:97)
    elif bound is None and change is None and _is_share(phrase.amounts[0].unit):
        far = _BOUND_OF_SHARE.search(view, max(0, start - _SHARE_WIDTH), start)
        if far is not None:
            bound, base, start = far["word"], Span(*far.span("base")), far.start()
    for number, amount in enumerate(phrase.amounts):
        found = measure(amount, text)
        if found is None:
            continue
        moved = change
        if moved and amount.unit not in RELATIVE and _names(view, end):
            moved = None  # 打造提升10个区域公用品牌 (seed 004:45) is no change
        if moved is None and amount.unit in POINTS:
            moved = _far_change(view, start)
        at, to = amount.first.start, amount.last.end
        last = number == len(phrase.amounts) - 1
        quantity = Quantity(
            span=Span(at, to),
            whole=Span(at if number else start, end if last else to),
            low=found.low,
            high=found.high,
            unit=found.unit,
            normalized=found.normalized,
            comparator=_comparator(
                bound, amount.more, amount.close or phrase.amounts[-1].close
            ),
            change=moved,
            pace=pace,
            base=base,
        )
        yield amount, quantity


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


def _far_change(view: str, at: int) -> Direction | None:
    """Which way the clause before a figure in points moves, if it says so.

    提高全要素生产率2个百分点 moves; 高于全国2个百分点 tells a difference.
    """
    clause = _CLAUSE_BACKWARD.match(view[max(0, at - _CLAUSE_WIDTH) : at][::-1])
    words = _FAR_CHANGE.findall(clause[0][::-1]) if clause else []
    return _WORD_CHANGE[words[-1]] if words else None


def _names(view: str, at: int) -> bool:
    """Tell whether the thing counted follows: 10个|区域公用品牌."""
    return at < len(view) and not view[at].isspace() and view[at] not in _NO_NOUN


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
