"""Web pages: which part is the document, how its elements become lines."""

import pytest
from reader_files import (
    FOOTER,
    NAVIGATION,
    PLAN,
    SIDEBAR,
    assert_source,
    page,
    paragraphs_html,
)

from cnpolicy.readers.dispatch import read
from cnpolicy.readers.html.page_words import CONTAINERS, LIKELY_CONTAINERS

TEXT = "\n".join(PLAN)
CONTENT = paragraphs_html(list(PLAN))


def lines(content: str, **parts: str) -> list[str]:
    """Return the lines of a page with this body."""
    return assert_source(read(page(content, **parts))).text.split("\n")


# ---------------------------------------------------------------------- where it stands


@pytest.mark.parametrize("name", sorted(CONTAINERS | LIKELY_CONTAINERS))
@pytest.mark.parametrize("attribute", ["id", "class"])
def test_known_containers(name, attribute):
    content = f'<div {attribute}="{name}">{CONTENT}</div>'
    data = page(content, before=NAVIGATION, after=SIDEBAR + FOOTER)
    assert assert_source(read(data)).text == TEXT


@pytest.mark.parametrize("name", ["TRS_Editor view", "Zoom", "ucap-content"])
def test_container_names_without_case_and_among_others(name):
    content = f'<div class="box {name} clearfix">{CONTENT}</div>'
    assert lines(content, before=NAVIGATION, after=FOOTER) == list(PLAN)


@pytest.mark.parametrize("tag", ["article", "main"])
def test_containers_by_tag(tag):
    content = f"<{tag}>{CONTENT}</{tag}>"
    assert lines(content, before=NAVIGATION, after=FOOTER) == list(PLAN)


@pytest.mark.parametrize(
    "content",
    [
        f'<div class="x1">{CONTENT}</div>',
        f"<table><tr><td>{SIDEBAR}</td><td>{CONTENT}</td></tr></table>",
        f'<div class="w"><div>{CONTENT}</div></div>{SIDEBAR}',
        f'<div class="w"><h1>{PLAN[0]}</h1><div class="y">'
        f"{paragraphs_html(list(PLAN[1:]))}</div></div>",
        CONTENT,
    ],
)
def test_unknown_containers(content):
    data = page(content, before=NAVIGATION, after=FOOTER)
    text = assert_source(read(data)).text
    assert TEXT in text
    assert "栏目" not in text
    assert "相关链接" not in text or "关于某某工作的通知" not in text


def test_unknown_container_excludes_the_footer():
    content = f'<div class="x1">{CONTENT}</div>'
    assert lines(content, before=NAVIGATION, after=FOOTER) == list(PLAN)


def test_container_of_a_common_name_that_holds_little():
    """`.content` may be a widget; the document is elsewhere."""
    content = f'<div class="content">分享到微信</div><div class="x1">{CONTENT}</div>'
    assert lines(content) == list(PLAN)


def test_empty_container_is_passed_over():
    content = f'<div id="zoom"></div><div class="pages_content">{CONTENT}</div>'
    assert lines(content) == list(PLAN)


def test_nested_containers_are_read_once():
    content = (
        f'<div class="article-content"><div class="TRS_Editor"><div id="zoom">{CONTENT}'
        "</div></div></div>"
    )
    assert lines(content, before=NAVIGATION) == list(PLAN)


def test_several_containers_of_one_name_are_all_read():
    content = (
        f'<div class="TRS_Editor">{CONTENT}</div><p>分隔</p>'
        '<div class="TRS_Editor"><p>附件1 重点任务分工表，逐项列出责任单位</p></div>'
    )
    assert lines(content) == [*PLAN, "附件1 重点任务分工表，逐项列出责任单位"]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href=1>上一篇</a></nav>",
        '<div class="share">分享到</div>',
        '<div class="bdsharebuttonbox">微信 微博</div>',
        "<footer>扫一扫在手机打开当前页</footer>",
        '<div id="qrcode">扫一扫</div>',
    ],
)
def test_furniture_inside_the_container(furniture):
    assert lines(f'<div id="zoom">{CONTENT}{furniture}</div>') == list(PLAN)


def test_container_behind_the_end_of_the_page():
    content = (
        f'<div class="pages_content">首页</div></body></html><div id="zoom">{CONTENT}'
    )
    assert lines(content, after="</div>") == list(PLAN)


def test_page_inside_a_page():
    inner = f"<html><head><title>x</title></head><body>{CONTENT}</body></html>"
    content = f'<div id="zoom">{inner}</div><div class="foot">页脚</div>'
    assert lines(content, before=NAVIGATION) == list(PLAN)


def test_hidden_page_and_hidden_container():
    """Scripts show what was hidden while the page loads."""
    content = f'<div id="zoom" style="display:none">{CONTENT}</div>'
    data = page(content, before=NAVIGATION).replace(
        b"<body>", b'<body style="display:none">'
    )
    assert assert_source(read(data)).text == TEXT


def test_fragment_without_html():
    assert assert_source(read(CONTENT.encode())).text == TEXT


# -------------------------------------------------------------------- elements to lines


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>一、总体<b>要求</b></p>", ["一、总体要求"]),
        ("<p>一</p><p>二</p>", ["一", "二"]),
        ("<p>一<br>二<br/><br>三</p>", ["一", "二", "三"]),
        ("<div>一<p>二</p>三</div>", ["一", "二", "三"]),
        ("<p>　　一、总体</p>", ["　　一、总体"]),
        ("<p>&nbsp;&nbsp;一、&emsp;总体</p>", ["\u00a0\u00a0一、\u2003总体"]),
        ("<p>&amp;nbsp;&amp;nbsp;一</p>", ["\u00a0\u00a0一"]),
        ("<p>&nbsp;</p><p> </p><p>\u3000</p><p>一</p>", ["一"]),
        ("<p>  一  二\t三  </p>", ["一 二 三"]),
        (
            "<p>指导\n      思想，到2025\n年底前 A\nB</p>",
            ["指导思想，到2025年底前 A B"],
        ),
        (
            "<pre>一、总体\n  （一）指导\r\n\n二</pre>",
            ["一、总体", "  （一）指导", "二"],
        ),
        ("<p>一<!-- 注释 -->二<!-- <p> -->三</p>", ["一二三"]),
        ("<p>一</p><!-- 未完 <p>二</p>", ["一"]),
        ("<p>一</p>--&gt;<p>二</p>", ["一", "-->", "二"]),
        ("<p>一<script>var a='</p><p>二';</script>三</p>", ["一三"]),
        ("<p>一<STYLE>p{color:red}</STYLE >三</p>", ["一三"]),
        ("<p>一</p><script>unclosed <p>二</p>", ["一"]),
        ("<p>一<span style='display: none'>二</span>三</p>", ["一三"]),
        ("<p>一<span style='visibility:hidden;color:red'>二</span>三</p>", ["一三"]),
        ("<p>一<span style='font-size:0px'>二</span>三</p>", ["一三"]),
        ("<p>一<span style='font-size:0.9em'>二</span>三</p>", ["一二三"]),
        ("<p hidden>一</p><p>二</p>", ["二"]),
        ("<p>一<select><option>二</select>三</p>", ["一三"]),
        ("<p>一<noscript>二</noscript>三<template>四</template></p>", ["一三"]),
        ("<p>水<ruby>利<rp>(</rp><rt>lì</rt></ruby>厅</p>", ["水利厅"]),
        ("<h2>一</h2>正文<hr>二", ["一", "正文", "二"]),
        ("<dl><dt>一</dt><dd>二</dd></dl>", ["一", "二"]),
        ("<ul><li>一</li><li>二</li></ul>", ["一", "二"]),
        ("<p>一<o:p>二</o:p></p>", ["一二"]),
        ("<p>一\x00二</p>", ["一二"]),
        ("<p>&#20013;&lt;&#x56fd;&gt;</p>", ["中<国>"]),
        ("<p>㐂𠀀</p>", ["㐂𠀀"]),
    ],
)
def test_lines(content, expected):
    assert lines(f'<div id="zoom">{content}</div>') == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<ol><li>甲</li><li>乙</li></ol>", ["1.甲", "2.乙"]),
        ("<ol start=3 type=a><li>甲<li>乙</ol>", ["c.甲", "d.乙"]),
        ("<ol type=I><li>甲<li value=5>乙<li>丙</ol>", ["I.甲", "V.乙", "VI.丙"]),
        (
            "<ol style='list-style-type: cjk-ideographic'><li><p>甲</p><p>续</p>"
            "<li>乙</ol>",
            ["一、甲", "续", "二、乙"],
        ),
        ("<ol style='list-style:none'><li>甲</ol>", ["甲"]),
        ("<ol><li style='list-style-type:none'>甲<li>乙</ol>", ["甲", "1.乙"]),
        (
            "<ol><li>一、甲<li>（二）乙<li>第三条 丙</ol>",
            ["一、甲", "（二）乙", "第三条 丙"],
        ),
        ("<ol><li>甲<ul><li>子</ul><li>乙</ol>", ["1.甲", "子", "2.乙"]),
        ("<ol><li>甲<ol><li>子</ol><li>乙</ol>", ["1.甲", "1.子", "2.乙"]),
        ("<ol><li></li><li>乙</ol>", ["2.乙"]),
        ("<ol start=x><li value=-1>甲</ol>", ["1.甲"]),
        ("<li>甲</li>", ["甲"]),
    ],
)
def test_numbers_that_browsers_write(content, expected):
    assert lines(f'<div id="zoom">{content}</div>') == expected


def test_numbers_are_synthetic():
    source = read(page('<div id="zoom"><ol><li>甲</li></ol></div>'))
    number, words = source.origins
    assert (number.span.of(source.text), number.synthetic) == ("1.", True)
    assert (words.span.of(source.text), words.synthetic) == ("甲", False)


def test_heading_levels_are_a_hint():
    source = read(page('<div id="zoom"><h1>规划</h1><h3>一、总</h3><p>正文</p></div>'))
    assert [origin.outline_level for origin in source.origins] == [1, 3, None]


# ------------------------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>防洪</td></tr>",
            ["序号\t任务", "1\t防洪"],
        ),
        (
            "<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c<td>d</tbody>",
            ["a\tb", "c\td"],
        ),
        (
            "<tr><td rowspan=2>1</td><td>甲</td></tr><tr><td>乙</td></tr>"
            "<tr><td>2</td><td>丙</td></tr>",
            ["1\t甲", "\t乙", "2\t丙"],
        ),
        (
            "<tr><td colspan=2>一、防洪</td><td>丁</td></tr><tr><td>1<td>2<td>3</tr>",
            ["一、防洪\t\t丁", "1\t2\t3"],
        ),
        (
            "<tr><td rowspan=3 colspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>"
            "<tr><td>d</td><td>e</td></tr>",
            ["a\t\tb", "\t\tc", "\t\td\te"],
        ),
        (
            "<tr><td><p>市水利局</p><p>市财政局</p></td><td>a<br>b</td></tr>",
            ["市水利局 市财政局\ta b"],
        ),
        ("<tr><td>a\tb</td><td>c</td></tr><tr><td></td><td> </td></tr>", ["a b\tc"]),
        ("<caption>表1 任务</caption><tr><td>a<td>b</tr>", ["表1 任务", "a\tb"]),
        ("<tr><td colspan=999999999999>a</td></tr>", ["a"]),
        ("<tr><td colspan=0 rowspan=-1>a</td><td colspan=x>b</td></tr>", ["a\tb"]),
    ],
)
def test_rows(table, expected):
    assert lines(f'<div id="zoom"><table>{table}</table></div>') == expected


def test_layout_table_is_no_table():
    cells = f"<tr><td></td><td>{CONTENT}</td></tr>"
    assert lines(f"<table>{cells}</table>") == list(PLAN)


def test_document_beside_a_menu_in_a_layout_table():
    text = paragraphs_html(list(PLAN) * 3)
    cells = f"<tr><td>公开目录 公开指南</td><td>{text}</td></tr>"
    content = f'<div class="TRS_Editor"><table>{cells}</table></div>'
    assert lines(content)[1:] == list(PLAN) * 3


def test_container_inside_a_cell():
    content = (
        f'<table><tr><td>左侧</td><td><div id="zoom">{CONTENT}</div></td></tr></table>'
    )
    assert lines(content) == list(PLAN)


def test_table_in_a_layout_table():
    inner = "<table><tr><td>序号</td><td>任务</td></tr></table>"
    content = f'<div id="zoom"><table><tr><td><p>一</p>{inner}</td></tr></table></div>'
    assert lines(content) == ["一", "序号\t任务"]
