"""Tables as the parser should build them: a `Table` node with its rows and cells.

In: choices (`byte_choices.py`) and a line end. Out: the node of a table. Here the kinds
of table stand that the library knows for sure; every other text of tables is made by
`made_tables.py`.
"""

from __future__ import annotations

from attrs import frozen

from cnpolicy import Blank, Cell, Furniture, Node, Row, Table
from cnpolicy.model.row_kinds import RowKind
from support.byte_choices import Choices

_NAMES = (
    "发明专利拥有量",
    "每万人口高价值发明专利拥有量",
    "研发经费投入强度（%）",
    "知识产权质押融资额",
    "万元地区生产总值用水量下降，较2020年",
)
_FIGURES = ("12", "2.5", "10 000", "[1000]", "≥8", "5左右", "——")
_COLUMNS = (
    ("指标", _NAMES),
    ("2020年", (*_FIGURES, "")),
    ("2025年", _FIGURES),
    ("属性", ("预期性", "约束性", "预 期 性")),
)
_NUMBERS = (None, "{}", "{}.", "{}、", "（{}）", "0{}")
_COUNTS = (1, 2, 3, 8, 12, 20)


@frozen
class Lines:
    """How the cells of a table are parted."""

    sign: str
    """What stands between two cells."""
    outer: bool = False
    """Whether it stands at both ends of a row as well."""
    rule: str = ""
    """One cell of the line below the header; empty if there is none."""
    bottom: str = ""
    """The line below the last row, as one cell of it."""


_LINES = (
    Lines("\t"),
    Lines("|", outer=True),
    Lines("|"),
    Lines("|", outer=True, rule="---"),
    Lines("｜", outer=True),
    Lines("│", outer=True, rule="──", bottom="──"),
    Lines("║", outer=True, rule="══"),
)


def table(choices: Choices, end: str) -> Table:
    """The node of one table, even rows or varied ones, numbered or not."""
    choices.begin()
    lines, number = choices.pick(_LINES), choices.pick(_NUMBERS)
    columns = _COLUMNS[: 4 if choices.coin() else 3]
    count, varied = choices.pick(_COUNTS), choices.coin()
    spaced = choices.one_in(6)
    model = [choices.pick(words) for _, words in columns]
    rows = [[name for name, _ in columns]]
    for _ in range(count):
        rows.append([choices.pick(words) for _, words in columns] if varied else model)
    if number is not None:
        rows = [[number.format(at), *row] for at, row in enumerate(rows)]
        rows[0][0] = "序号"
    children: list[Node] = []
    for at, row in enumerate(rows):
        kind = RowKind.DATA if at else RowKind.HEADER
        children.append(_row(row, kind, lines, end))
        if at == 0 and lines.rule:
            children.append(_drawn(lines.rule, len(row), lines, end))
        if spaced and at + 1 < len(rows):
            children.append(Blank(end))
    if lines.bottom:
        children.append(_drawn(lines.bottom, len(rows[0]), lines, end))
    return Table(tuple(children))


def _row(words: list[str], kind: RowKind, lines: Lines, end: str) -> Row:
    """A row; a cell owns the sign behind it, the first one that before it as well."""
    pieces = [word + lines.sign for word in words[:-1]] + [words[-1]]
    if lines.outer:
        pieces[0] = lines.sign + pieces[0]
        pieces[-1] += lines.sign
    pieces[-1] += end
    cells = zip(pieces, words, strict=True)
    return Row(tuple(Cell(piece, word) for piece, word in cells), kind)


def _drawn(piece: str, count: int, lines: Lines, end: str) -> Furniture:
    """A line that only draws."""
    sign = lines.sign if lines.sign in "|║" else "┼"
    return Furniture(sign + sign.join([piece] * count) + sign + end)
