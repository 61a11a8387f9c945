"""Phrasing: the phrase of a quantity, read by the grammar.

In: the Simplified view of a text and the place of a figure. Out: a `Phrase`, if the
figure has a unit: the words before it (力争超过) and what is measured (1.5亿元). One
regular expression cuts the figures, one the words before them, backward;
`grammar/target.lark` says how they belong together.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from cnpolicy.annotation.targets.figures.decimals import han_figure, plain_figure
from cnpolicy.annotation.targets.figures.quantity_patterns import (
    BEFORE,
    BEFORE_WIDTH,
    MOST_WORDS,
    VALUE,
    WORDS,
)
from cnpolicy.grammars import Parser, build_parser
from cnpolicy.lexical.numerals import ARABIC_DIGITS


class QuantityToken(NamedTuple):
    """A word or a sign of a phrase."""

    type: str
    """The terminal of the grammar it is; empty for a word without weight."""

    value: str
    """Its characters, in Simplified."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset behind its last character."""


class Value(NamedTuple):
    """One figure with its magnitude and unit: 8.5万件."""

    start: int
    """Offset of its first digit."""

    end: int
    """Offset behind it."""

    figure: Decimal | None
    """Its number; None if its Han numerals are none."""

    scale: QuantityToken | None
    """Its magnitude: 万."""

    unit: QuantityToken | None
    """Its unit: 件."""

    more: bool
    """Whether 余 or 多 stands in it."""


class Measured(NamedTuple):
    """A figure or a range with the word behind it: 50万—300万只, 70％以上."""

    first: Value
    """The figure, or the first of the range."""

    last: Value
    """The figure, or the last of the range."""

    close: str
    """The word behind it: 以上; empty if there is none."""

    @property
    def unit(self) -> str:
        """Its unit without magnitude, in Simplified characters; empty if unsaid."""
        token = self.last.unit or self.first.unit
        return token.value if token else ""

    @property
    def scale(self) -> str:
        """The magnitude of its last figure; empty if it has none."""
        return self.last.scale.value if self.last.scale else ""

    @property
    def more(self) -> bool:
        """Whether 余 or 多 stands in it."""
        return self.first.more or self.last.more


class Phrase(NamedTuple):
    """What the grammar makes of a phrase."""

    words: list[QuantityToken]
    """The words before the figures: 年均, 超过."""

    amounts: list[Measured]
    """What is measured; several if they are listed: 55％、70％以上."""

    start: int
    """Offset of the first word before the figures, or of the first figure."""

    end: int
    """Offset behind the last word: 以上."""


# ------------------------------------------------------------------------------ grammar

# A phrase is parsed for the kinds of its tokens only, so that each sequence of kinds
# is parsed once: what comes back is made of places in the sequence.
_Places = tuple[int, ...]
_Bounded = tuple[tuple[_Places, ...], int | None]


class _Shape(NamedTuple):
    """How the tokens of a phrase belong together, by their numbers."""

    words: int
    """How many words stand before the figures."""

    amounts: tuple[_Bounded, ...]
    """The values of each amount, and the word behind it."""


class _Kind:
    """A token as the parser wants it: a terminal, and its number in the phrase."""

    __slots__ = ("type", "value")

    def __init__(self, kind: str, number: int) -> None:
        self.type = kind
        self.value = number


def _start(children: list[Any]) -> _Shape:
    words = sum(type(child) is _Kind for child in children)
    return _Shape(words, tuple(children[words:]))


def _bounded(children: list[Any]) -> _Bounded:
    return children[0], children[1].value if len(children) > 1 else None


def _amount(children: list[_Places]) -> tuple[_Places, ...]:
    return tuple(children)


def _value(children: list[_Kind]) -> _Places:
    return tuple(child.value for child in children)


# One rule, one class.
_RULES = {"start": _start, "bounded": _bounded, "amount": _amount, "value": _value}


@cache
def _parser() -> Parser:
    """Build the parser of `target.lark`, once per process."""
    return build_parser("target", SimpleNamespace(**_RULES))


@lru_cache(maxsize=4096)
def _shape(kinds: tuple[str, ...]) -> _Shape | None:
    """Parse a sequence of kinds of tokens; None if the grammar knows no such phrase."""
    shape: _Shape | None = _parser()(
        [_Kind(kind, number) for number, kind in enumerate(kinds)]
    )
    return shape


def _value_of(tokens: list[QuantityToken]) -> Value:
    """Put the tokens of one value together."""
    parts = {token.type: token for token in tokens}
    written = parts["FIGURE"].value
    read = plain_figure if written[0] in ARABIC_DIGITS else han_figure
    return Value(
        tokens[0].start,
        tokens[-1].end,
        read(written),
        parts.get("SCALE"),
        parts.get("PARTS") or parts.get("UNIT"),
        "MORE" in parts,
    )


# ----------------------------------------------------------------------------- phrases


def find_phrase(simplified: str, start: int, at: int, end: int) -> Phrase | None:
    """Read the phrase whose figures begin at `at`; None if there is none.

    Its words are looked for behind `start`, its figures before `end`.
    """
    words = _words(simplified, max(start, at - BEFORE_WIDTH), at)
    joints = "、和" if any(word.value in _APART for word in words) else "、"
    figures = list(_figures(simplified, at, end, joints if words else ""))
    if not figures:
        return None
    first = words[0].start if words else at
    tokens = [word for word in words if word.type]
    for number, amount in enumerate(figures):
        if number:
            tokens.append(QuantityToken("_AND", "", amount[0].start, amount[0].start))
        tokens += amount
    shape = _shape(tuple(token.type for token in tokens))
    if shape is None:
        return None
    amounts = []
    for values, close in shape.amounts:
        read = [_value_of([tokens[at] for at in places]) for places in values]
        word = "" if close is None else tokens[close].value
        amounts.append(Measured(read[0], read[-1], word))
    return Phrase(tokens[: shape.words], amounts, first, figures[-1][-1].end)


_CARRY = ("PARTS", "FIGURE", "MORE", "SCALE", "REST", "UNIT", "CLOSE")
_AMOUNTS = 12
_APART = ("分别", "分别为")


def _figures(
    simplified: str, at: int, end: int, joints: str
) -> Iterator[list[QuantityToken]]:
    """Yield the tokens of each amount in a list of amounts (55％、70％以上).

    An amount without unit is none; it ends the list. Over one of the `joints` the unit
    of the last may be that of all (达到60、70％, 分别回落2.1和1.6个百分点).
    """
    amount: list[QuantityToken] = []
    bare: list[list[QuantityToken]] = []
    ranged = False
    for _ in range(_AMOUNTS):
        match = VALUE.match(simplified, at, end)
        if match is None:
            return
        amount += [
            QuantityToken(
                "MORE" if name == "REST" else name, match[name], *match.span(name)
            )
            for name in _CARRY
            if match[name] is not None
        ]
        at = match.end()
        following = at < end and match["JOINT"] and simplified[at] in _STARTS
        if match["TO"] and following and not ranged and match["CLOSE"] is None:
            amount.append(QuantityToken("_TO", match["TO"], *match.span("TO")))
            ranged = True
            continue
        if not (match["UNIT"] or match["PARTS"] or match["SCALE"]):
            if not (following and match["JOINT"] in tuple(joints)):
                return
            bare.append(amount)
            amount, ranged = [], False
            continue
        if match["UNIT"]:
            yield from bare
        elif bare:
            return
        joints, bare = "", []
        yield amount
        if match["TO"] or not following:
            return
        amount, ranged = [], False


_STARTS = frozenset("0123456789０１２３４５６７８９百一二两三四五六七八九十")


def _words(simplified: str, start: int, at: int) -> list[QuantityToken]:
    """The words right before a figure, in order; fillers have no type."""
    backward = simplified[start:at][::-1]
    found: list[QuantityToken] = []
    place = 0
    for _ in range(MOST_WORDS):
        match = BEFORE.match(backward, place)
        if match is None:
            break
        word = match["word"][::-1]
        place = match.end()
        found.append(
            QuantityToken(
                WORDS.get(word, ""), word, at - place, at - match.start("word")
            )
        )
    return found[::-1]
