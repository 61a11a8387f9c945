"""Markdown: what is markup, what is text, and where each piece stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_files import PLAN, assert_source

from cnpolicy import ReadError
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind, Source


def source_of(text: str) -> Source:
    """Return what is read of a Markdown text."""
    return assert_source(read(text.encode(), kind=Kind.MARKDOWN))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 一、总体要求", "一、总体要求"),
        ("###### 六", "六"),
        ("####### 七", "####### 七"),
        ("## 一、总体 ##  ", "一、总体"),
        ("##一、总体", "一、总体"),
        ("#", ""),
        ("#话题#", "#话题#"),
        ("#1 号", "#1 号"),
        ("一、总体\n===", "一、总体"),
        ("一、总体\n---\n正文", "一、总体\n正文"),
        ("正文" * 40 + "\n---", "正文" * 40),
        ("a\n\n***\n\n- - -\nb", "a\n\n\nb"),
        ("**一、总体**", "一、总体"),
        ("**“十四五”**规划", "“十四五”规划"),
        ("*甲*、_乙_、__丙__、~~丁~~、***戊***", "甲、乙、丙、丁、戊"),
        ("**甲*乙**丙", "甲*乙丙"),
        ("3 * 5 ** 7", "3 * 5 ** 7"),
        ("2*3、snake_case_name、____", "2*3、snake_case_name、____"),
        ("**未完", "**未完"),
        ("`a*b*` ``c`d`` `未完", "a*b* c`d `未完"),
        ("[规划](http://a.b/c_(d) '题')和[附件][1]及[注]", "规划和附件及[注]"),
        ("[**粗**](x)", "粗"),
        ("甲![图](a.png)乙", "甲乙"),
        ("[![图](a.png)](x)乙", "乙"),
        ("[1]: http://a.b\n正文", "正文"),
        ("甲](b)*", "甲](b)*"),
        ("[甲 **乙](c)**", "甲 **乙**"),
        ("<https://a.b>、<a@b.cn>", "https://a.b、a@b.cn"),
        ("甲<br>乙<BR/>丙", "甲\n乙\n丙"),
        ("<u>甲</u><font color='red'>乙</font>", "甲乙"),
        ("《<政府工作报告>任务分解表》 1<2", "《<政府工作报告>任务分解表》 1<2"),
        ("&lt;甲&gt;&nbsp;&#20013;&nosuch;", "<甲>\u00a0中&nosuch;"),
        (r"\*甲\* 1\. \a \\", r"*甲* 1. \a \ "[:-1]),
        ("- 甲\n* 乙\n+ 丙\n  - [ ] 丁\n- [x] 戊", "甲\n乙\n丙\n丁\n戊"),
        ("1. 甲\n2) 乙\n（1）丙", "1. 甲\n2) 乙\n（1）丙"),
        ("> 甲\n>> 乙\n> # 丙", "甲\n乙\n丙"),
        ("甲  \n乙\\\n丙", "甲\n乙\n丙"),
        ("| a | **b** |\n|---|:-:|\n| 1 | 2 |", "| a | b |\n|---|:-:|\n| 1 | 2 |"),
        ("```text\n# 不是\n**标题**\n```\n# 是", "# 不是\n**标题**\n是"),
        ("~~~\n```\n~~~\n甲", "```\n甲"),
        ("甲<!-- 注 -->乙", "甲乙"),
        ("甲<!-- 一\n二\n三 -->乙\n丙", "甲\n乙\n丙"),
        ("甲\n<!-- 注\n# 注\n-->\n乙", "甲\n乙"),
        ("甲<!-- 未完\n乙", "甲"),
        ("---\ntitle: x\n---\n甲", "甲"),
        ("---\n甲", "甲"),
        ("　　甲\n\n\n乙", "　　甲\n\n\n乙"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("\n", "\n"),
    ],
)
def test_text(text, expected):
    assert source_of(text).text == expected


def test_front_matter():
    source = source_of(
        '---\ntitle: "水利规划"\n发布日期: 2021-10-11\nempty:\n# x\n---\n甲'
    )
    assert dict(source.metadata) == {"title": "水利规划", "发布日期": "2021-10-11"}
    assert source.text == "甲"


def test_heading_levels_are_a_hint():
    source = source_of("# 甲\n### 乙\n正文\n丙\n===\n丁\n---")
    assert [origin.outline_level for origin in source.origins] == [1, 3, None, 1, 2]


def test_notes():
    source = source_of("甲![流程图](a.png)\n[^1]: 按不变价计算。\n乙")
    assert [(note.code, note.where, note.detail) for note in source.notes] == [
        ("image", "line 1", "流程图"),
        ("footnote", "line 2", "按不变价计算。"),
    ]
    assert source.text == "甲\n乙"


def places(text: str) -> None:
    """Assert that each piece stands in the file where its origin says."""
    source = source_of(text)
    lines = text.split("\n")
    for origin in source.origins:
        line, column = (int(part.split()[1]) for part in origin.where.split(", "))
        piece = origin.span.of(source.text)
        there = lines[line - 1][column - 1 :]
        assert there.startswith(piece) or there[0] in "&<"


def test_places():
    places("# **一、**总体\n正文[链接](x)后\\*\n- `a` &amp; b<br>c\n> d<!-- e\nf -->g")


def test_plan_as_markdown():
    text = f"# {PLAN[0]}\n\n" + "\n\n".join(
        f"## **{line}**" if line[1] == "、" else line for line in PLAN[1:]
    )
    lines = source_of(text).text.split("\n")
    assert [line for line in lines if line] == list(PLAN)


def test_too_many_marks():
    with pytest.raises(ReadError, match="marks"):
        read(b"*" * 200_001, kind=Kind.MARKDOWN)
    with pytest.raises(ReadError, match="lines"):
        read(b"\n" * 200_001, kind=Kind.MARKDOWN)


@given(st.text(alphabet="*_`[]()<>!#-|\\&;~ \n一a1.:=/", min_size=1))
def test_any_text_is_read(text):
    places(text)


@pytest.mark.parametrize(
    "piece",
    [
        "*",
        "**a ",
        "_a",
        "[",
        "](",
        "![",
        "`",
        "``` ",
        "<",
        "<a ",
        "<!--",
        "\\",
        "&a",
        "> ",
        "# ",
        "[a](",
        "*a**b***c",
        "`a``b",
        "[a]:",
        " ",
        "# a   ",
        "-",
        "=",
        "~~",
    ],
)
def test_repeated_marks_end(piece):
    """A text of one mark over and over is read, and what is left of it is there."""
    text = piece * (40_000 // len(piece))
    assert len(source_of(text).text) <= len(text)


# ----------------------------------------------------------------------- tables of HTML

ROWS = (
    "<tr><th>序号</th><th>任务</th><th>单位</th></tr>"
    '<tr><td>1</td><td>甲&amp;A<br>乙</td><td rowspan="2">市水利局</td></tr>'
    "<tr><td>2</td><td>*丙*</td></tr>"
)
IN_LINES = "序号\t任务\t单位\n1\t甲&A 乙\t市水利局\n2\t*丙*\t"


@pytest.mark.parametrize(
    "table",
    [
        f"<table>{ROWS}</table>",
        f"<html><body><table border=1>{ROWS}</table></body></html>",
        f"<TABLE>\n{ROWS}\n</TABLE>".replace("<tr>", "<tr>\n").replace(
            "</td>", "\n</td>"
        ),
        f"<table><thead>{ROWS.replace('</th></tr>', '</th></tr></thead><tbody>')}"
        "</tbody></table>",
    ],
)
def test_tables_of_html_keep_what_they_merge(table):
    source = source_of(f"# 一、任务\n\n{table}\n\n二、保障\n")
    assert source.text == f"一、任务\n\n{IN_LINES}\n\n二、保障\n"
    (stated,) = source.structure.tables
    assert [row.header for row in stated.rows] == [True, False, False]
    assert stated.rows[1].cells[2].rows == 2
    assert source.origin_at(source.text.index("市水利局")).where == "line 3"


def test_words_beside_a_table_are_lines():
    text = f"前 <table>{ROWS}</table>中<table><tr><td>框</td></tr></table> 后"
    assert source_of(text).text == f"前 \n{IN_LINES}\n中\n框\n 后"


def test_a_table_in_a_cell_is_its_words():
    inner = "<table><tr><td>x</td><td>y</td></tr></table>"
    text = f"<table><tr><td>甲</td><td>乙{inner}</td></tr></table>"
    assert source_of(text).text.split() == ["甲", "乙", "x", "y"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\n<table><tr><td>1</td></tr></table>\n```", None),
        ("<table> 没有结尾\n一、任务", " 没有结尾\n一、任务"),
        ("没有开头</table>\n一、任务", "没有开头\n一、任务"),
        ("<!-- <table><tr><td>1</td></tr></table> -->\n甲", "甲"),
    ],
)
def test_what_is_no_table(text, expected):
    source = source_of(text)
    assert not source.structure.tables
    if expected is not None:
        assert source.text == expected


def test_a_name_in_md_is_markdown_even_with_tables(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(f"一、任务\n<table>{ROWS}</table>", encoding="utf-8")
    assert read(path).kind is Kind.MARKDOWN
    path.write_text(
        f"<html><body><table>{ROWS}</table></body></html>", encoding="utf-8"
    )
    assert read(path).kind is Kind.MARKDOWN
