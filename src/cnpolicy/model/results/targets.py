"""Targets: the quantities of a document.

Defines the class of a target, with the classes of its parts.
"""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from attrs import field, frozen

from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import NOWHERE, Span


class Comparator(StrEnum):
    """How a figure bounds what it measures; equal to the sign it is written with."""

    EQUAL = "="
    """达到10件, or nothing said."""

    MORE = ">"
    """超过10件, 10余件."""

    AT_LEAST = ">="
    """10件以上, 不少于10件."""

    LESS = "<"
    """低于10件, 不足10件."""

    AT_MOST = "<="
    """10件以内, 不超过10件."""

    ABOUT = "≈"
    """10件左右, 约10件."""

    NEARLY = "<≈"
    """近10件."""


class Direction(StrEnum):
    """Which way a quantity moves that is a change, not a level."""

    INCREASE = "increase"
    """增长60.3%, 提高2个百分点, 翻一番."""

    DECREASE = "decrease"
    """下降16%, 再降50个基点."""


@shown
@frozen(repr=False)
class Amount:
    """A figure counted in a unit without magnitude: 8.5万件 is 85000 件."""

    low: Decimal
    """The lower end; the figure itself if it is no range."""

    high: Decimal
    """The upper end; the figure itself if it is no range."""

    unit: str
    """What is counted, in Simplified characters: 件, %, 百分点; empty if unsaid."""


class TargetKind(StrEnum):
    """What a quantity is in the plan."""

    ACHIEVED = "achieved"
    """Reached before: 全市累计发明专利申请24500件."""

    PLANNED = "planned"
    """To be reached: 有效注册商标总量超过8.5万件."""

    CONDITION = "condition"
    """What marks out something else: 投入超过1000万元的企业."""


@shown
@frozen(repr=False)
class Baseline:
    """What a quantity is measured from: 从“十二五”末的2.2件, 较“十三五”."""

    words: str
    """As written, without the preposition: “十二五”末的2.2件."""

    low: Decimal | None = None
    """The lower end of its figure, in the unit of the target; None without figure."""

    high: Decimal | None = None
    """The upper end of its figure; None without figure."""

    year: int | None = None
    """Its year: 2015 for “十二五”末; None if it names none."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where its words stand."""


@shown
@frozen(repr=False)
class Target:
    """A quantity with what it measures: `有效注册商标总量超过8.5万件`."""

    SHOWN: ClassVar = ("name",)

    quantity: Span
    """From the first digit to behind the unit; the figure alone where its unit stands
    behind a later one (60、70%)."""

    low: Decimal
    """The lower end as written: 8.5 in 8.5万件, 1 in 1~2个."""

    high: Decimal
    """The upper end as written; equal to `low` if it is no range."""

    unit: str
    """The unit as written, with its magnitude: 万件; empty if a table gives none."""

    normalized: Amount
    """The same without magnitude: 85000 件."""

    comparator: Comparator = Comparator.EQUAL
    """How the figure bounds what it measures."""

    name: str | None = None
    """What it measures, as written; None if the sentence does not tell."""

    name_span: Span | None = field(eq=False, repr=False, default=None)
    """Where the name stands; None without name."""

    change: Direction | None = None
    """Which way it moves (增长60.3%); None if it is a level (达到10件)."""

    baseline: Baseline | None = None
    """What it is measured from; None if the text does not say."""

    year: int | None = None
    """The year it holds for, as its sentence states; None if it states none."""

    inferred_year: int | None = None
    """The year by the paragraph, the section or the plan; None if stated or unknown."""

    period: str | None = None
    """Over what it is counted, as written: 年均, 每年, 累计, “十四五”期间."""

    kind: TargetKind = TargetKind.PLANNED
    """Whether it is achieved, planned, or a condition."""

    per: str | None = None
    """By what it is divided, as written: 每人每月 of 每人每月500元, 吨 of 5元/吨; None
    if it is counted as a whole."""

    whole: bool = True
    """Whether its figure was read whole; False if digits before it, in the line above
    or behind a blank, may belong to it: then look at the text."""

    attribute: str | None = None
    """约束性 or 预期性; None if the text does not say."""

    scope: Span = field(eq=False, repr=False, default=NOWHERE)
    """The leaf it stands in; of a table, the row."""
