"""Tables as documents write them, and as readers and converters leave them.

In: choices (`byte_choices.py`). Out: the text of a table, or of a passage with tables.
Tables come in every kind the library knows and some it does not: cells between tabs
(what the readers of DOCX and HTML give), pipes, Markdown, drawn lines, one cell a line,
columns of spaces, cells run together. What stands around one, and how the lines are
laid out, is chosen as well. A new kind or a new form of number joins a table here.
"""

from __future__ import annotations

from collections.abc import Callable

from cnpolicy.lexical.numerals import to_han
from support.byte_choices import Choices

Grid = list[list[str]]
"""The words of each cell, row after row; the first row names the columns."""


# -------------------------------------------------------------------------------- words

_TASKS = (
    "推进老旧小区改造",
    "推进全市老旧小区改造工程",
    "健全体制机制，完善政策措施。",
    "坚持系统观念统筹推进有关工作健全体制机制完善政策措施",
    "加强组织领导",
)
_BODIES = (
    "市住房城乡建设局",
    "市财政局",
    "市发展改革委、市财政局",
    "各区县人民政府",
    "",
)
_DATES = ("2025年12月底前", "2025年底", "长期坚持", "2025年6月底前完成", "")
_NAMES = (
    "发明专利拥有量",
    "每万人口高价值发明专利拥有量",
    "研发经费投入强度（%）",
    "粮食综合生产能力",
    "单位地区生产总值能耗降低",
)
_FIGURES = ("12", "2.5", "10 000", "[累计达到1000]", "≥8", "5左右", "——", "-", "")
_KINDS = ("预期性", "约束性", "预 期 性", "")
_UNITS = ("件", "万元/人", "%", "亿 元", "")
_LATIN = ("ed_type", "varchar(16)", "ptype", "_type", "or_type", "")
_NOTES = ("阅读类型", "政策对象类型", "收藏类型", "注释 ", "7.ge_c数据类型")

_COLUMNS: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = (
    (("重点任务", _TASKS), ("牵头单位", _BODIES), ("完成时限", _DATES)),
    (("指标", _NAMES), ("数值", _FIGURES)),
    (
        ("重点任务", _TASKS),
        ("牵头单位", _BODIES),
        ("配合单位", _BODIES),
        ("完成时限", _DATES),
    ),
    (
        ("指标", _NAMES),
        ("单位", _UNITS),
        ("2020年", _FIGURES),
        ("2025年", _FIGURES),
        ("属性", _KINDS),
    ),
    (("字段名", _LATIN), ("数据类型", _LATIN), ("注释", _NOTES)),
    (
        ("“十四五”规划\n目标", _TASKS),
        ("责任领导", ("张某某", "李 某")),
        ("备注", ("",)),
    ),
)
"""The columns of a table, each with what may stand below its name."""


def _circled(number: int) -> str:
    return chr(0x2460 + (number - 1) % 20)


_NUMBERS: tuple[Callable[[int], str], ...] = (
    str,
    "{}.".format,
    "{}、".format,
    lambda number: f"（{to_han(number)}）",
    lambda number: f"{to_han(number)}、",
    lambda number: f"（{number}）",
    lambda number: f"1.{number}",
    lambda number: f"{number:02}",
    _circled,
    lambda number: "".join(chr(ord(sign) + 0xFEE0) for sign in str(number)),
    lambda number: f"第{to_han(number)}条",
    lambda number: f"专栏{number}",
    lambda number: str(number // 3 + 1),
    lambda number: "" if number % 3 != 1 else str(number // 3 + 1),
)
"""How the first column numbers the rows; the last two as merged cells leave it."""

_LENGTHS = (2, 3, 5, 8, 10, 12, 20)


def grid(choices: Choices) -> Grid:
    """The cells of a table: even rows or varied ones, numbered or not."""
    columns = choices.pick(_COLUMNS)
    count = choices.pick(_LENGTHS)
    number = choices.pick((None, *_NUMBERS))
    start = choices.pick((1, 1, 1, 1, 2, 7))
    varied = choices.coin()
    model = [choices.pick(words) for _, words in columns]
    header = [name for name, _ in columns]
    if number is not None:
        header.insert(0, choices.pick(("序号", "序", "")))
    rows = [header]
    for at in range(count):
        cells = [choices.pick(words) for _, words in columns] if varied else [*model]
        if number is not None:
            cells.insert(0, number(start + at))
        rows.append(cells)
    if choices.one_in(4):
        # A group of rows has a name of its own in a merged cell.
        rows.insert(
            1 + choices.below(count), ["一、重点任务", *[""] * (len(header) - 1)]
        )
    return rows


# -------------------------------------------------------------------------------- kinds


def _one_line(words: str) -> str:
    """The words of a cell on one line, as readers write them."""
    return words.replace("\n", " ")


def _tabs(cells: Grid, choices: Choices) -> list[str]:
    """Tabs between the cells, as the readers of DOCX and HTML join a row."""
    behind = choices.pick(("", "", "\t", " "))
    return ["\t".join(map(_one_line, row)) + behind for row in cells]


def _pipes(cells: Grid, choices: Choices) -> list[str]:
    """`|序号|任务|`, or without the outer pipes."""
    sign = choices.pick(("|", " | ", "｜", "│"))
    outer = choices.coin()
    rows = [sign.join(map(_one_line, row)) for row in cells]
    return [f"{sign}{row}{sign}".strip() for row in rows] if outer else rows


def _markdown(cells: Grid, choices: Choices) -> list[str]:
    """Pipes, and a rule below the header."""
    rows = ["| " + " | ".join(map(_one_line, row)) + " |" for row in cells]
    rule = choices.pick(("---", ":---:", "-"))
    return [rows[0], "|" + "|".join([rule] * len(cells[0])) + "|", *rows[1:]]


def _drawn(cells: Grid, choices: Choices) -> list[str]:
    """Cells in drawn lines: ├──┼──┤."""
    every = choices.coin()
    width = len(cells[0])
    rows: list[str] = ["┌" + "┬".join(["──"] * width) + "┐"]
    for at, row in enumerate(cells):
        rows.append("│" + "│".join(map(_one_line, row)) + "│")
        if at == 0 or (every and at + 1 < len(cells)):
            rows.append("├" + "┼".join(["──"] * width) + "┤")
    return [*rows, "└" + "┴".join(["──"] * width) + "┘"]


def _loose(cells: Grid, choices: Choices) -> list[str]:
    """One cell a line; empty cells are lost, or leave an empty line."""
    behind = choices.pick(("", "\n", " |", "\n\n"))
    kept = choices.coin()
    return [word + behind for row in cells for word in row if word or kept]


def _spaces(cells: Grid, choices: Choices) -> list[str]:
    """Columns with spaces between, as the text of a PDF has them."""
    gap = choices.pick(("  ", " ", "\u3000\u3000", "      "))
    return [gap.join(word for word in row if word) for row in cells]


def _run_together(cells: Grid, choices: Choices) -> list[str]:
    """All cells in one line: 1粮食综合生产能力万吨1075≥1075约束性2肉类总产量."""
    gap = choices.pick(("", " "))
    return [gap.join(_one_line(word) for row in cells for word in row)]


KINDS = (_tabs, _pipes, _markdown, _drawn, _loose, _spaces, _run_together)
"""Every kind of table."""

_EVERY = (4, 6, 10)


def table_lines(choices: Choices) -> list[str]:
    """The lines of a table of any kind, perhaps over several pages."""
    choices.begin()
    cells = grid(choices)
    choices.begin()
    lines = choices.pick(KINDS)(cells, choices)
    broken = choices.pick((None, None, None, "", "{}", "— {} —", "header", "other"))
    if broken is None:
        return lines
    every = choices.pick(_EVERY)
    found: list[str] = []
    for at, line in enumerate(lines):
        if at and at % every == 0:
            found.append(_page_break(broken, lines[0], at // every, choices))
        found.append(line)
    return found


def _page_break(kind: str, header: str, page: int, choices: Choices) -> str:
    """What stands between the rows where a page ends."""
    if kind == "header":
        return header
    if kind == "other":
        return choices.pick(BLOCKS)
    return kind.format(page)


# -------------------------------------------------------------------- what surrounds it

_SENTENCES = (
    "各级各部门要充分认识做好重点工作的重要意义，加强组织领导，细化工作措施，压实工作责任，"
    "确保各项任务落到实处、取得实效。"
)
BLOCKS = (
    "加强组织领导。",
    "一、重点任务",
    "（一）加强统筹协调。" + _SENTENCES,
    _SENTENCES * 2,
    "1.推进老旧小区改造。（市财政局负责）",
    "某市2025年重点任务分工表",
    "附件",
    "附件1",
    "表1 主要指标",
    "专栏1 重点工程",
    "注：1.指标值为累计数。",
    "单位：万元",
    "三、健全体制机制完善政策措施",
    "1总则",
    "1.1编制目的",
    "2组织体系",
    "——坚持系统观念。",
    "某市人民政府",
    "2025年1月2日",
    "目录",
    "二、保障措施",
    "2",
    "坚持系统观念统筹推进有关工作健全体制机制完",
)
"""What stands above and below a table, a paragraph a row."""

_WIDTHS = (0, 0, 0, 15, 18, 20, 22, 26, 28, 30, 32, 35, 38, 42, 60)
_ENDS = ("\n", "\n", "\n", "\r\n", "\n\n", " ", "", "\u3000\u3000", "\r")


def wrapped(lines: list[str], width: int) -> list[str]:
    """Lines broken after so many characters; 0 breaks none."""
    if not width:
        return lines
    return [
        line[at : at + width]
        for line in lines
        for at in range(0, max(1, len(line)), width)
    ]


def blocks(choices: Choices) -> list[str]:
    """Some paragraphs, one of them perhaps many times."""
    choices.begin()
    lines = [choices.pick(BLOCKS) for _ in range(choices.pick((0, 1, 1, 2, 3)))]
    if choices.one_in(3):
        lines += [choices.pick(BLOCKS)] * choices.pick((2, 4, 8, 12))
    return lines


def passage(choices: Choices) -> str:
    """A passage with one table or two, in a layout."""
    lines = blocks(choices)
    for _ in range(choices.pick((1, 1, 1, 2))):
        table = table_lines(choices)
        around = blocks(choices)
        width, inside = choices.pick(_WIDTHS), choices.one_in(3)
        lines = wrapped(lines, width)
        lines += wrapped(table, width) if inside else table
        lines += wrapped(around, width)
    end = choices.pick(_ENDS)
    return end.join(lines) + choices.pick(("", end))
