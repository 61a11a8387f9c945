"""Indicators: the quantities of a table 指标 | 单位 | 2020年 | 2025年 | 属性.

In: the cells of a table, row by row, and the Simplified view of the text. Out: one
`TableReading` a figure: what it measures, its unit, its year, whether its column tells
what was or what is to be, and the figure it starts from. Cells are matched with the
columns from the right, because the text of a table often lost merged cells of its left
side (综合治理 over three rows). A row that fits no column is left out, not guessed.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from attrs import frozen

from cnpolicy.annotation.targets.figures.amounts import normalize
from cnpolicy.annotation.targets.figures.decimals import plain_figure
from cnpolicy.annotation.targets.figures.quantity_patterns import CELL, UNIT
from cnpolicy.annotation.time_expressions.time_expressions import times_in
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.results.targets import Amount, Comparator
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.quantity_words import BOUNDS, CLOSES, MAGNITUDE, RELATIVE
from cnpolicy.vocabulary.word_lists import listed


class Column(Enum):
    """What a column of an indicator table holds."""

    ORDINAL = "ordinal"
    """序号."""

    NAME = "name"
    """指标, 项目, 任务."""

    UNIT = "unit"
    """单位."""

    BASE = "base"
    """What was: 2020年现状, 基期值."""

    GOAL = "goal"
    """What is to be: 2025年目标."""

    PACE = "pace"
    """What it comes to in a year or over all years: 年均增长, 累计."""

    ATTRIBUTE = "attribute"
    """属性: 约束性 or 预期性."""

    OTHER = "other"
    """Anything else."""


class Head(NamedTuple):
    """A column with what its heading says."""

    column: Column
    """What it holds."""

    year: int | None
    """The year it names; None if it names none."""

    words: str
    """Its heading, in Simplified characters without space."""

    unit: str = ""
    """The unit it names: % of 年均增速（%）; empty if it names none."""

    @property
    def pace(self) -> str | None:
        """Over what its figures are counted: 年均, 累计; None if it does not say."""
        return next((word for word in ("年均", "累计") if word in self.words), None)


class Slot(NamedTuple):
    """A cell of a row as the table reader sees it."""

    start: int
    """Offset of its first visible character."""

    words: str
    """Its words in Simplified characters."""


@frozen
class TableReading:
    """One figure of an indicator table."""

    quantity: Span
    """The figure, with its unit if the cell has one."""

    low: Decimal
    """Its lower end."""

    high: Decimal
    """Its upper end."""

    unit: str
    """The unit with its magnitude; empty if neither cell, column nor name gives one."""

    normalized: Amount
    """The same without magnitude."""

    comparator: Comparator
    """How the figure bounds what it measures."""

    name: Span
    """Where the name of the indicator stands."""

    label: str
    """What the cell says before the figure: 设区市 of 设区市≥25; mostly empty."""

    head: Head
    """Its column."""

    attribute: str | None
    """约束性 or 预期性; None if the row does not say."""

    cumulative: bool
    """Whether the figure stands in brackets, which mean the sum of all years."""


_ROLES: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.ORDINAL, lazy(r"序号?|编号|No\.?")),
    (Column.UNIT, lazy(r"(?:计量|指标)?单位")),
    (Column.OTHER, lazy(r".*(?:单位|部门|责任|牵头|配合|时限|期限|备注|联系).*")),
    (Column.ATTRIBUTE, lazy(r".{0,4}(?:属性|性质|指标类型)")),
    (Column.PACE, lazy(r".*(?:年均|年增|累计|增速|增长|增减|变化).*")),
    (Column.BASE, lazy(r".*(?:现状|基期|基准|基数|完成|实际|实绩|已).*")),
    (Column.GOAL, lazy(r".*(?:目标|规划|计划|预期|期末|指标值|任务值|计划任务).*")),
    (Column.NAME, lazy(r".*(?:指标|项目|名称|任务|内容|类别|领域).*")),
)
# A table with these is one of tasks; what figures it has stand in sentences.
_OF_TASKS = lazy(r"举措|措施|时限|期限")
_VALUE_COLUMN = lazy(r".{0,6}(?:目标值|指标值|任务值|计划数|目标数|任务数)(?:[（(].*)?")
# 单位：亿元 above the table: the unit of what names none.
_ABOVE = lazy(r"单位[:：]\s*(?P<unit>[^\s，,。；;、（()）]{1,8})\s*[）)]?\s*\Z")
WIDTH_ABOVE = 60
"""How far above a table its unit may stand."""
_ATTRIBUTES = lazy(r"(?P<attribute>约束性|预期性|引导性|约束|预期)(?:指标)?\Z")
_NOTHING = lazy(r"[-—–－/／\s]*\Z")
_NAME_UNIT = lazy(r"\s*[（(](?P<unit>[^（()）]{1,14})[）)]\s*\Z")
_IS_UNIT = lazy(rf"(?:{MAGNITUDE})?{UNIT}|{MAGNITUDE}")
_RATE = lazy(r"增[长速幅减]|变化|累计?增|降幅|占比|比[重例]")
_SIZE = lazy(rf"(?P<scale>{MAGNITUDE})?(?P<unit>[\s\S]*)")
_FIGURE_LIKE = lazy(r"[^0-9０-９]{0,14}[0-9０-９]")
# A name has a word and no bounded figure: no ——, no 县级市≥20.
_NAMES = lazy(r"(?![^0-9０-９]*[≥≤＞＜≧≦])[\s\S]*[\u4e00-\u9fffA-Za-z]")
_VALUES = frozenset((Column.BASE, Column.GOAL, Column.PACE))
_BOUND = {word: sign for sign, words in BOUNDS.items() for word in words}
_CLOSE = {word: sign for sign, words in CLOSES.items() for word in words}
# The second halves of headings that were broken into two cells.
_BROKEN = frozenset(listed("目标 情况 属性 值 任务 目标值 完成值 增长率"))


def heads_of(
    rows: Sequence[Sequence[Slot]], width: int, present: int | None
) -> tuple[Head, ...]:
    """Read the headings of a table; empty if it is no table of indicators.

    `rows` are the rows that name the columns, `width` is how many cells most other
    rows have, `present` is the first year that is not past.
    """
    if not rows:
        return ()
    written: list[str] = []
    for slot in rows[0]:
        words = "".join(slot.words.split())
        if words in _BROKEN and written and len(rows[0]) > width:
            written[-1] += words
        else:
            written.append(words)
    for row in rows[1:]:
        if len(row) == len(written):
            written = [
                above + "".join(slot.words.split())
                for above, slot in zip(written, row, strict=True)
            ]
    measured = any(_VALUE_COLUMN.fullmatch(words) for words in written)
    if not measured and any(_OF_TASKS.search(words) for words in written):
        return ()
    heads = tuple(_head(words, present) for words in written)
    kinds = {head.column for head in heads}
    return heads if Column.NAME in kinds and kinds & _VALUES else ()


def _head(words: str, present: int | None) -> Head:
    """Read one heading: its words decide, then its year."""
    year = next(
        (time.year for time in times_in(words, 0, len(words)) if time.year), None
    )
    said = _NAME_UNIT.search(words)
    unit = said["unit"] if said and _IS_UNIT.fullmatch(said["unit"]) else ""
    bare = words[: said.start()] if said and unit else words
    column = next(
        (column for column, words_of in _ROLES if words_of.fullmatch(bare)),
        Column.OTHER,
    )
    if year is not None and column in (Column.OTHER, Column.NAME):
        past = present is not None and year < present
        column = Column.BASE if past else Column.GOAL
    return Head(column, year, words, unit)


def unit_above(simplified: str, start: int) -> str:
    """The unit that the line above a table gives for all of it; empty without one."""
    match = _ABOVE.search(simplified, max(0, start - WIDTH_ABOVE), start)
    unit = match["unit"] if match else ""
    return unit if _IS_UNIT.fullmatch(unit) else ""


def read_row(
    heads: Sequence[Head], row: Sequence[Slot], above: str = ""
) -> Iterator[TableReading]:
    """Yield the figures of a row; nothing if it does not fit the columns.

    `above` is the unit of what names none.
    """
    places = _align(heads, row)
    if places is None:
        return
    name = next((slot for head, slot in places if head.column is Column.NAME), None)
    if name is None:
        return
    unit = next((slot.words for head, slot in places if head.column is Column.UNIT), "")
    said = _NAME_UNIT.search(name.words)
    if said is not None:
        unit = unit or said["unit"]
    unit = unit or above
    end = said.start() if said is not None and said["unit"] == unit else len(name.words)
    named = Span(name.start, name.start + end)
    attribute = None
    for head, slot in places:
        match = _ATTRIBUTES.match(slot.words)
        if head.column is Column.ATTRIBUTE and match:
            attribute = match["attribute"].removesuffix("性") + "性"
    for head, slot in reversed(places):
        if head.column in _VALUES:
            own = _unit_of(head, "".join(unit.split()))
            yield from _figures(head, slot, own, named, attribute)


def _unit_of(head: Head, unit: str) -> str:
    """The unit of a column: its own, else that of the row, unless it holds rates."""
    if head.unit:
        return head.unit
    rates = head.column is Column.PACE and _RATE.search(head.words) is not None
    return "" if rates and unit not in RELATIVE else unit


def _align(
    heads: Sequence[Head], row: Sequence[Slot]
) -> list[tuple[Head, Slot]] | None:
    """Match cells with columns from the right; None if a figure has no column."""
    places: list[tuple[Head, Slot]] = []
    at = len(row) - 1
    for head in reversed(heads):
        if at < 0:
            break
        words = row[at].words
        if head.column is Column.ATTRIBUTE and not _ATTRIBUTES.match(words):
            continue
        if head.column in _VALUES and not (
            _FIGURE_LIKE.match(words) or _NOTHING.match(words)
        ):
            return None
        if head.column is Column.UNIT and _FIGURE_LIKE.match(words):
            return None
        if head.column is Column.NAME and any(
            known.column is Column.NAME for known, _ in places
        ):
            break  # columns left of the name group it: 类别
        if head.column is Column.NAME and not _NAMES.match(words):
            return None  # a cell more than the columns know
        places.append((head, row[at]))
        at -= 1
    return places


def _figures(
    head: Head, slot: Slot, unit: str, name: Span, attribute: str | None
) -> Iterator[TableReading]:
    """Yield the figures of one cell; several if it has parts (设区市≥25 县级市≥20)."""
    for match in CELL.finditer(slot.words):
        low = plain_figure(match["low"])
        high = plain_figure(match["high"]) if match["high"] else low
        if match["minus"]:
            low, high = -low, -high
        written = "".join((match["unit"] or "").split()) or unit
        size = _SIZE.match(written)
        assert size is not None
        before = _BOUND.get(match["bound"] or "")
        behind = _CLOSE.get(match["close"] or "")
        yield TableReading(
            quantity=Span(
                slot.start + match.start("low"),
                slot.start
                + max(match.end("low"), match.end("high"), match.end("unit")),
            ),
            low=min(low, high),
            high=max(low, high),
            unit=written,
            normalized=normalize(
                min(low, high), max(low, high), size["scale"] or "", size["unit"]
            ),
            comparator=before or behind or Comparator.EQUAL,
            name=name,
            label="".join((match["label"] or "").split()),
            head=head,
            attribute=attribute,
            cumulative=bool(match["open"]),
        )
