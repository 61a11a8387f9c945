"""Tables in text: rows and cells come out as they stand, and lose no character."""

import pytest

import cnpolicy
from cnpolicy import Caption, Table
from cnpolicy.vocabulary.column_words import BODY_HEADS, PERSON_HEADS, TIME_HEADS
from support.laws import assert_laws

TABS = """表1 主要指标
指标\t单位\t2020年\t2025年\t属性
专利\t件\t2.2\t4.4\t预期性
商标\t万件\t8\t\t约束性

二、保障措施
"""
PIPES = """| 序号 | 任务 | 牵头单位 |
| --- | --- | --- |
| 1 | 建设平台 | 市工信局 |
| 2 |  | 市科技局 |
"""
DRAWN = """┌──┬────┐
│序号│任务│
├──┼────┤
│1│建设│
└──┴────┘
"""
LOOSE = "\n\n".join(
    [
        *("表2 完成情况", "序号", "项目", "单位", "2020年"),
        *("1", "整治河道", "条", "350", "2", "改造管网", "公里", "62"),
        "注：以上为统计数据，来源于各地上报。",
    ]
)


def numbered(first: str, second: str) -> str:
    """A task table of one cell a line, its rows numbered so."""
    head = ["序 号", "工作内容", "牵头单位"]
    return "\n".join(
        [*head, first, "修建图书馆。", "县文旅局", second, "增设书屋。", "县教体局", ""]
    )


CASES = {
    "tabs": (
        TABS,
        [
            ["指标", "单位", "2020年", "2025年", "属性"],
            ["专利", "件", "2.2", "4.4", "预期性"],
            ["商标", "万件", "8", "", "约束性"],
        ],
    ),
    "pipes": (
        PIPES,
        [
            ["序号", "任务", "牵头单位"],
            ["1", "建设平台", "市工信局"],
            ["2", "", "市科技局"],
        ],
    ),
    "drawn": (DRAWN, [["序号", "任务"], ["1", "建设"]]),
    **{
        f"one cell a line, numbered {first}": (
            numbered(first, second),
            [
                ["序 号", "工作内容", "牵头单位"],
                [first, "修建图书馆。", "县文旅局"],
                [second, "增设书屋。", "县教体局"],
            ],
        )
        for first, second in (
            *(("1.", "2."), ("1、", "2、"), ("（1）", "（2）"), ("01", "02")),
            *(("一", "二"), ("①", "②")),
        )
    },
    "one cell a line": (
        LOOSE,
        [
            ["序号", "项目", "单位", "2020年"],
            ["1", "整治河道", "条", "350"],
            ["2", "改造管网", "公里", "62"],
        ],
    ),
    "figures like numbers of headings": (
        LOOSE.replace("350", "3.5").replace("62", "6.2"),
        [
            ["序号", "项目", "单位", "2020年"],
            ["1", "整治河道", "条", "3.5"],
            ["2", "改造管网", "公里", "6.2"],
        ],
    ),
}


def tables(text: str) -> list[Table]:
    """The tables of a text, in order."""
    return [n for n in cnpolicy.walk(cnpolicy.parse(text)) if isinstance(n, Table)]


@pytest.mark.parametrize("name", CASES)
def test_cells_come_out(name: str) -> None:
    """Each carrier gives the same rows and cells."""
    text, rows = CASES[name]
    (table,) = tables(text)
    assert [[cell.value for cell in row.cells] for row in table.rows] == rows
    for row in table.rows:
        for cell in row.cells:
            assert cell.span.of(text).strip(" |│\t\r\n") == cell.value


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_obey_the_laws(name: str, end: str) -> None:
    """A table loses nothing, whatever its line ends."""
    assert_laws(CASES[name][0].replace("\n", end))


@pytest.mark.parametrize(
    "text",
    [
        "正文一句。\t尾巴\n下一段正文。\n",
        "一、目标\n1\n2\n3\n",
        "2020|2021\n",
        "第一段。\n\n1\n\n第二段。\n",
    ],
)
def test_stray_marks_are_no_table(text: str) -> None:
    """A tab, a pipe or a lone number does not make a table."""
    assert tables(text) == []


def test_caption_without_its_table_is_said() -> None:
    """A caption alone is kept, and remarked on; with its table it is not."""
    lost = cnpolicy.parse("表1 主要指标\n三、主要任务\n加强管理。\n")
    assert [d.code for d in lost.diagnostics] == [
        "caption-without-table",
        "numbering-excerpt",
    ]
    whole = cnpolicy.parse(TABS)
    assert [type(child) for child in whole.children[:2]] == [Caption, Table]
    assert "caption-without-table" not in {d.code for d in whole.diagnostics}


def test_numbers_in_cells_are_no_headings() -> None:
    """1.居民住宅 in a cell does not open a section."""
    text = (
        "（一）标准\n表6 设计标准\n类型\n\n标准\n\n特大城市\n\n"
        "1.居民住宅底层不进水；\n\n2.道路积水不超过15厘米。\n\n（二）措施\n"
    )
    outline = cnpolicy.outline(cnpolicy.parse(text))
    assert [item.title for item in outline] == ["标准", "措施"]


TASKS = """附表1 任务分工表
序号\t重点任务\t责任领导\t牵头单位\t责任单位\t完成时限
1\t建设平台\t张三\t市工信局\t市科技局、市财政局，各市、州、县人民政府\t2025年底前
2\t完善机制\t李四\t市发展改革委\t\t持续推进
"""


def test_task_table_names_who_does_what_by_when() -> None:
    """A row gives the bodies of its columns, its deadline, and itself as scope."""
    document = cnpolicy.parse(TASKS)
    first, second = document.responsibilities
    assert [body.name for body in first.lead] == ["市工信局"]
    assert [body.name for body in first.responsible] == [
        "市科技局",
        "市财政局",
        "各市、州、县人民政府",
    ]
    assert (first.deadline, second.deadline) == ("2025年底前", "持续推进")
    people = [(one.label, one.name) for one in first.persons + second.persons]
    assert people == [("责任领导", "张三"), ("责任领导", "李四")]
    assert second.responsible == ()
    assert first.scope.of(TASKS).startswith("1\t建设平台")
    for found in document.responsibilities:
        for body in found.organizations:
            assert body.span.of(TASKS) == body.name
            assert found.clause.contains(body.span)
    assert_laws(TASKS)


HELD = {
    **dict.fromkeys(sorted(BODY_HEADS), "市教育局"),
    **dict.fromkeys(sorted(TIME_HEADS), "2027年6月底"),
    **dict.fromkeys(sorted(PERSON_HEADS), "王某某"),
}


@pytest.mark.parametrize(("head", "cell"), HELD.items())
def test_what_makes_a_table_known_is_read_in_it(head: str, cell: str) -> None:
    """Each head of a table of one cell a line says what its column holds."""
    body = "责任单位" if head not in BODY_HEADS else "完成时限"
    other = "市水务局" if head not in BODY_HEADS else "2027年8月底"
    rows = [
        ["工作任务", head, body],
        ["疏浚河道。", cell, other],
        ["通水。", cell, other],
    ]
    document = cnpolicy.parse("\n".join(cell for row in rows for cell in row))
    assert len(document.responsibilities) == len(rows) - 1
    for found in document.responsibilities:
        names = [one.name for one in (*found.organizations, *found.persons)]
        said = [found.deadline] if cell[0] == "2" else names
        # A contact does nothing.
        assert (cell in said) is (head != "联系人")


@pytest.mark.parametrize(
    ("above", "kinds"),
    [("", []), ("任务分工表\n", ["Title"]), ("任务分工表\n\n", ["Title", "Blank"])],
)
def test_all_that_is_drawn_belongs_to_the_table(above: str, kinds: list[str]) -> None:
    """The upper border is no paragraph above the table."""
    document = cnpolicy.parse(above + DRAWN + "附件：1.清单\n")
    found = [type(node).__name__ for node in document.children]
    assert found == [*kinds, "Table", "AttachmentLine"]


@pytest.mark.parametrize(
    ("rows", "tables"),
    [
        ("第一章 总则\t1\n第二章 目标\t5\n", 0),
        ("第一章\t总则\t1\n第二章\t目标\t5\n", 0),
        ("一、总则\t……1\n二、目标\t……5\n", 0),
        ("序号\t名称\t数量\n1\t甲\t3\n2\t乙\t1\n", 1),
        ("1\t冲锋舟\t30\n2\t帐篷\t10\n", 1),
    ],
)
def test_entries_of_contents_are_no_rows(rows: str, tables: int) -> None:
    """Pages that count up below 目录 make contents; other figures make a table."""
    body = "第一章 总则\n落实战略。\n第二章 目标\n保护耕地。\n"
    document = assert_laws(f"云溪县规划\n目录\n{rows}{body}")
    found = [one for one in cnpolicy.walk(document) if isinstance(one, Table)]
    assert len(found) == tables
