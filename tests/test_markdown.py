"""`export.markdown`: what a Markdown reader shows are the words of the document."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from cnpolicy.export.markdown import escape, heading_words, to_markdown, to_outline
from cnpolicy.lexical.marker_syntax import marker_at
from cnpolicy.model.nodes import (
    Attachment,
    Blank,
    Box,
    BoxHeading,
    Caption,
    Cell,
    Document,
    Furniture,
    Heading,
    Leaf,
    ListItem,
    Node,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
)
from cnpolicy.model.visitors import walk
from cnpolicy.parser import parse
from support.hostile_texts import BUILDERS, SMALL
from support.odd_texts import ODDITIES
from support.row_batches import about, batched
from support.trees import documents, texts

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))

NASTY = [
    "<script>alert(1)</script>",
    "研发|投入",
    "# 号",
    "C# 与 F#",
    "`代码`",
    "1. 第一",
    "2021) 年",
    "- 项",
    "+ 项",
    "* 项",
    "-",
    "---",
    "===",
    "> 引",
    "```\n代码\n```",
    "~~~",
    "a~~b~~c",
    "*强调* _强调_ **强调** __强调__",
    "[链接](http://a.cn) ![图](b.png)",
    "[注]: http://a.cn",
    "&amp; &lt; &#35; &",
    "\\ \\* 反斜线\\",
    "|a|b|\n|---|---|\n|1|2|",
    "　　缩进",
    "    代码块",
    "\t制表",
    "标题\n第二行",
    "$x$",
    "<!-- 注释 -->",
    "http://www.gov.cn/a_b_c",
    "1986.",
    "一、1. 2) #",
]


def heading(text: str, title: str | None) -> Heading:
    """A heading with the marker that its text opens with."""
    return Heading(text, marker_at(text, 0), title)


# --------------------------------------------------------------------- by a real reader


@cache
def a_reader() -> Any:
    """markdown-it-py, as most programs set it up."""
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    return reader.enable(["table", "strikethrough"])


def inlines(markdown: str) -> list[str]:
    """The words of each block as a Markdown reader shows them.

    Fails where it finds markup within a line other than bold type.
    """
    shown = []
    for token in a_reader().parse(markdown):
        assert token.type not in ("code_block", "fence", "hr", "html_block"), token
        if token.type == "inline":
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {"text", "strong_open", "strong_close"}, token.content
            shown.append("".join(child.content for child in token.children or ()))
    return shown


def flat(words: str) -> str:
    """The words without what Markdown has no way to show."""
    return re.sub(r"\s+", "", words).replace("\0", "\ufffd")


@pytest.mark.parametrize("words", NASTY)
@settings(max_examples=25)
@given(more=texts)
def test_a_reader_shows_escaped_words(words: str, more: str) -> None:
    """As a paragraph, a heading, an item, a quotation and a cell of a table."""
    for text in (words, words + more, more + words):
        escaped = escape(text)
        assert "\n" not in escaped
        for form in ("{}", "# {}", "- {}", "> {}", "**一**\n\n{}\n\n# 二"):
            assert flat(text) in map(flat, inlines(form.format(escaped))) or not escaped
        table = f"| {escaped} | 乙 |\n| --- | --- |\n"
        assert list(map(flat, inlines(table))) == [flat(text), "乙"]


# What a heading, an item or a cell may lose: the stop behind a title, the sign of an
# item, the separators of a row, a byte order mark in the indent.
LOST = re.compile(r"[。．.：:；;—–─－\-•●·◆■▪○◇□➢|\s\ufeff]+")


def words_of(node: Node) -> str:
    """The words that stand in the leaves of a document, without page furniture."""
    text = "".join(
        leaf.text
        for leaf in walk(node)
        if isinstance(leaf, Leaf) and not isinstance(leaf, Furniture)
    )
    return LOST.sub("", text).replace("\0", "\ufffd")


def assert_shows(document: Document) -> None:
    """A reader shows the words of the document, all of them, in order."""
    shown = "".join(inlines(to_markdown(document)))
    assert LOST.sub("", shown) == words_of(document)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_a_reader_shows_every_word_of_a_seed(path: Path) -> None:
    """Nothing is lost but page furniture, and nothing comes from anywhere else."""
    assert_shows(parse(path.read_text(encoding="utf-8")))


@batched(BUILDERS)
def test_a_reader_shows_every_word_of_a_hostile_text(rows) -> None:
    """The texts that parsers break on."""
    for hostile in rows:
        with about(hostile):
            assert_shows(parse(hostile.build(SMALL)))


@batched(ODDITIES)
def test_a_reader_shows_every_word_of_an_odd_text(rows) -> None:
    """The characters that readers break on."""
    for oddity in rows:
        with about(oddity):
            assert_shows(parse(oddity.text))


@given(documents())
def test_any_tree_has_a_markdown(document: Document) -> None:
    """One whose fields do not fit together, too; and it ends with one line end."""
    markdown = to_markdown(document)
    assert markdown == "" or (markdown[-1] == "\n" and markdown[-2:] != "\n\n")


# ---------------------------------------------------------------------------- the form

PLAN = Document(
    (
        Furniture("首页 > 正文\n"),
        Notice((Title("关于印发\n"), Blank("\n"), Title("规划的通知\n"))),
        Section(
            (
                heading("一、规划背景\n", "规划背景"),
                Paragraph("　　完善政策。健全机制。\n", "完善政策"),
                Section(
                    (
                        heading("（一）加强保护。健全。（省局牵头）\n", "加强保护"),
                        ListItem("——目标一\n", marker_at("——目标一", 0)),
                        ListItem("一是目标二\n", marker_at("一是目标二", 0)),
                    )
                ),
                Section((heading("（二）本条全是正文，没有标题。\n", None),)),
                Box(
                    (
                        BoxHeading("专栏1　培育工程\n", "专栏1", 1, "培育工程"),
                        Section((heading("1.培育。做好。\n", "培育"),)),
                    )
                ),
                Caption("表1 主要指标\n"),
                Table(
                    (
                        Row((Cell("指标\t", "指标"), Cell("2025\n", "2025"))),
                        Row((Cell("研发|投入\n", "研发|投入"),)),
                    )
                ),
            )
        ),
        Attachment(
            (
                Title("附表\n"),
                Section((heading("第一章　总则\n", "总则"), Paragraph("完。"))),
            )
        ),
    )
)

MARKDOWN = """\
# 关于印发规划的通知

## 一、规划背景

**完善政策**。健全机制。

### （一）加强保护

健全。（省局牵头）

- 目标一
- 一是目标二

（二）本条全是正文，没有标题。

> **专栏1　培育工程**
>
> **1.培育**
>
> 做好。

**表1 主要指标**

| 指标 | 2025 |
| --- | --- |
| 研发\\|投入 |  |

# 附表

## 第一章 总则

完。
"""

OUTLINE = """\
一、规划背景
  （一）加强保护
  （二）本条全是正文，没有标题。
【附件】附表
  第一章 总则
"""


def test_each_part_has_its_form() -> None:
    """Titles, sections, leads, items, boxes, tables; furniture has none."""
    assert to_markdown(PLAN) == MARKDOWN
    assert_shows(PLAN)


def test_the_outline_is_indented() -> None:
    """Two spaces a level; an attachment, which numbers afresh, stands over its own."""
    assert to_outline(PLAN) == OUTLINE


def test_an_empty_document_gives_nothing() -> None:
    """No heading, no line."""
    assert to_markdown(Document(())) == to_outline(Document(())) == ""


def test_below_six_degrees_a_heading_is_a_bold_item() -> None:
    """Markdown knows six."""
    section = Section((heading("⑤最深\n", "最深"), Paragraph("文")))
    for _ in range(5):
        section = Section((heading("一、上\n", "上"), section))
    lines = to_markdown(Document((section,))).split("\n\n")
    assert lines == [*(f"{'#' * n} 一、上" for n in range(2, 7)), "- **⑤最深**", "文\n"]


@pytest.mark.parametrize(
    ("text", "title", "markdown"),
    [
        ("一、目标\n", "目标", "## 一、目标\n"),
        ("一、目标。\n", "目标", "## 一、目标\n"),
        ("一、目标：到2025年\n", "目标", "## 一、目标\n\n到2025年\n"),
        ("一、加强\r\n保护。健全\n", "加强保护", "## 一、加强保护\n\n健全\n"),
        # 一 stands in the marker, too.
        ("一、一\n", "一", "## 一、一\n"),
        # An edited title: the text is kept beside it.
        ("一、目标。文\n", "新标题", "## 一、新标题\n\n一、目标。文\n"),
        ("第一条 本办法适用\n", None, "第一条 本办法适用\n"),
    ],
)
def test_a_heading_and_the_text_behind_it(
    text: str, title: str | None, markdown: str
) -> None:
    """Are a heading and a paragraph."""
    section = Section((heading(text, title),))
    assert to_markdown(Document((section,))) == markdown


@pytest.mark.parametrize(
    ("text", "lead", "markdown"),
    [
        ("完善政策。健全", "完善政策", "**完善政策**。健全\n"),
        ("“双创”政策。健全", "“双创”政策", "**“双创”政策**。健全\n"),
        ("完善“双创”。健全", "完善“双创”", "**完善“双创”**。健全\n"),
        # Bold type would not end here: `**完善**政策` is read as it stands.
        ("完善政策", "完善", "完善政策\n"),
        ("完善政策", "另一句", "完善政策\n"),
    ],
)
def test_a_lead_is_bold(text: str, lead: str, markdown: str) -> None:
    """Where Markdown lets it be."""
    document = Document((Paragraph(text, lead),))
    assert to_markdown(document) == markdown
    assert_shows(document)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("提高\n水平", "提高水平"),
        ("use of\nAI", "use of AI"),
        ("AI\n应用", "AI应用"),
        ("　提高 \r\n\r\n　水平\r", "提高水平"),
    ],
)
def test_a_line_break_is_no_space_in_chinese(text: str, shown: str) -> None:
    """But one between Latin words is."""
    assert escape(text) == shown


def test_what_is_all_body_is_shown_by_its_first_words() -> None:
    """In the outline."""
    words = "（三）" + "健全知识产权保护机制" * 5
    assert heading_words(heading(words, None)) == words[:24] + "…"
