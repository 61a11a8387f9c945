"""The same text in wide figures, with a margin, with an empty line below each."""

import pytest

from cnpolicy import outline, parse, targets, unparse
from cnpolicy.segmentation.close_blank_lines import close_blank_lines

WRAPPED = (
    "某市灯塔规划\n一、总体目标\n"
    "到2027年，全市建成灯塔1200座，亮灯率达到98.5%，带动就业5万人，方便渔民安全\n"
    "出海，保障航道畅通，形成覆盖近海的导航网络，并且逐步完善夜间值守制度，提高服务\n"
    "水平。\n二、主要任务\n"
    "（一）修缮灯塔。按照先急后缓的次序，分批修缮年久失修的灯塔，更换老旧灯具，同时\n"
    "建立巡查制度，发现问题及时处理，确保灯塔正常运行，各县要把灯塔修缮列入年度计划\n"
    "，落实资金。\n（二）培训人员。组织灯塔看护人员参加培训，提高业务能力，稳定队伍，\n"
    "改善工作条件，为看护人员办理保险。\n三、保障措施\n"
)
DECIMAL = (
    "某市规程\n1总则\n1.1目的\n规范管理。\n1.2范围\n本市。\n"
    "2检修\n2.1灯具\n应当合格。\n"
)
TABLE = (
    "某县任务表\n序号\n任务\n责任单位\n1\n修建灯塔\n县港航局\n2\n清理航道\n县水务局\n"
)
WIDE = {0x30 + value: 0xFF10 + value for value in range(10)}

MARGINS = {
    "margin": lambda text: "".join(f"    {line}\n" for line in text.splitlines()),
    "wide-margin": lambda text: "".join(
        f"\u3000\u3000{line}\n" for line in text.splitlines()
    ),
    "empty-lines": lambda text: text.replace("\n", "\n\n"),
    "empty-lines-crlf": lambda text: text.replace("\n", "\r\n\r\n"),
}


@pytest.mark.parametrize("name", MARGINS)
def test_layouts_of_a_wrapped_text(name: str) -> None:
    """The lines of a paragraph are joined, whatever stands around each of them."""
    text = MARGINS[name](WRAPPED)
    document = parse(text)
    assert unparse(document) == text
    assert [(i.depth, i.title) for i in outline(document)] == [
        *[(1, "总体目标"), (1, "主要任务"), (2, "修缮灯塔"), (2, "培训人员")],
        (1, "保障措施"),
    ]
    assert [f"{t.low}{t.unit}" for t in targets(document)] == [
        "1200座",
        "98.5%",
        "5万人",
    ]


@pytest.mark.parametrize("parting", ["\n\n", "\r\n\r\n"])
def test_paragraphs_parted_by_empty_lines(parting: str) -> None:
    """Paragraphs that end with a stop are not taken for lines of one."""
    lines = [
        f"第{n}座灯塔由县港航局看护，每日巡查，按时报告，不得擅离。" for n in range(12)
    ]
    document = parse(parting.join(lines) + "\n")
    assert [type(child).__name__ for child in document.children].count(
        "Paragraph"
    ) == 12


@pytest.mark.parametrize("text", [DECIMAL, TABLE, WRAPPED])
def test_wide_figures(text: str) -> None:
    """Figures in full width number, count and stand in tables as others do."""
    wide = text.translate(WIDE)
    document, narrow = parse(wide), parse(text)
    assert unparse(document) == wide
    assert document.script == narrow.script
    assert [(i.depth, i.title) for i in outline(document)] == [
        (i.depth, i.title) for i in outline(narrow)
    ]
    assert [c.organizations for c in document.responsibilities] == [
        c.organizations for c in narrow.responsibilities
    ]
    assert [(t.low, t.unit) for t in targets(document)] == [
        (t.low, t.unit) for t in targets(narrow)
    ]


def test_the_view_of_closed_lines_is_as_long() -> None:
    """Line ends above empty lines are spaces, and nothing else changes."""
    view = WRAPPED.replace("\n", "\n\n")
    closed = close_blank_lines(view)
    assert len(closed) == len(view)
    assert closed.replace(" ", "") == WRAPPED
    assert close_blank_lines(WRAPPED) == WRAPPED


@pytest.mark.parametrize("sign", "\t|｜│")
def test_rows_of_one_width_are_no_lines_of_a_paragraph(sign: str) -> None:
    """Empty lines between the rows of a table stay; between lines beside it they go."""
    row = sign.join(["每万人口高价值发明专利拥有量", "{}", "12\n\n"])
    rows = "".join(map(row.format, range(10, 20)))
    assert close_blank_lines(rows) == rows
    beside = close_blank_lines(WRAPPED.replace("\n", "\n\n") + rows[: rows.index("\n")])
    assert "渔民安全 \n出海" in beside
