"""Web pages: places of lines, metadata, encodings, pages without text."""

import pytest
from reader_files import NAVIGATION, PLAN, assert_source, page, paragraphs_html

from cnpolicy import DecodeError, ReadError
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind

TEXT = "\n".join(PLAN)
CONTENT = paragraphs_html(list(PLAN))


def lines(content: str, **parts: str) -> list[str]:
    """Return the lines of a page with this body."""
    return assert_source(read(page(content, **parts))).text.split("\n")


# ----------------------------------------------------------------------- the source map


def test_places_are_xpaths_of_the_page():
    from lxml import etree

    content = (
        f'<div><div class="x">{CONTENT}</div><ol><li>甲</li></ol><table><tr><td>1</td>'
        "<td><p>任务</p></td></tr></table><x:y>乙，丙。</x:y></div>"
    )
    for identity in ("", ' id="zoom"'):
        data = page(f"<div{identity}>{content}</div>")
        source = assert_source(read(data))
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
        assert len(source.origins) >= len(PLAN)
        for origin in source.origins:
            (element,) = root.xpath(origin.where)
            words = "".join("".join(element.itertext()).split())
            text = "".join(origin.span.of(source.text).split())
            assert origin.synthetic or text in words


def test_deep_pages_have_short_places():
    content = "<div>" * 300 + CONTENT + "</div>" * 300
    source = assert_source(read(page(content)))
    assert source.text == TEXT
    assert max(len(origin.where) for origin in source.origins) < 400


def test_notes():
    content = (
        '<p>一<img src="/a/b/表1.png">二</p><p style="display:none">机密</p>'
        '<iframe src="x.html"></iframe>'
    )
    source = assert_source(read(page(f'<div id="zoom">{content}</div>')))
    assert [(note.code, note.detail) for note in source.notes] == [
        ("image", "表1.png"),
        ("hidden", "机密"),
        ("object", "x.html"),
    ]


# ----------------------------------------------------------------------------- metadata

BLOCK = {
    "索引号": "000014349/2021-00044",
    "发文机构": "某市人民政府",
    "发布日期": "2021-10-11",
}


@pytest.mark.parametrize(
    "block",
    [
        "<table><tr><td>索 引 号：</td><td>000014349/2021-00044</td><td>发文机关：</td>"
        "<td>某市人民政府</td></tr><tr><td>发布日期：</td><td>2021-10-11</td></tr></table>",
        "<ul><li><b>索引号：</b>000014349/2021-00044</li>"
        "<li><b>发文机关：</b>某市人民政府</li><li><b>发布日期：</b>2021-10-11</li></ul>",
        "<dl><dt>索引号</dt><dd>000014349/2021-00044</dd><dt>发布机构</dt>"
        "<dd>某市人民政府</dd><dt>发布日期</dt><dd>2021-10-11</dd></dl>",
        "<p>[索引号]&nbsp;000014349/2021-00044 　　[发文机构]&nbsp;某市人民政府 　　"
        "[发布日期] 2021-10-11</p>",
        "<p>【索引号】000014349/2021-00044 【发文机关】某市人民政府 "
        "【发布时间】2021-10-11</p>",
        "<div><span>索引号:</span><span>000014349/2021-00044</span></div><div><span>"
        "发文机构:</span><span>某市人民政府</span></div><div>发布日期：2021-10-11</div>",
        "<table><tr><th>索引号</th><th>发文机关</th></tr></table>"
        "<p>索引号：000014349/2021-00044 | 发文机关：某市人民政府 | "
        "发布日期：2021-10-11</p>",
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_metadata_block(block, inside):
    content = f'<div id="zoom">{CONTENT}</div>'
    if inside:
        content = f'<div id="zoom">{block}{CONTENT}</div>'
        block = ""
    source = assert_source(read(page(content, before=NAVIGATION + block)))
    assert dict(source.metadata) == BLOCK


def test_metadata_of_meta_tags():
    head = (
        '<meta name="ArticleTitle" content="某市水利规划">'
        '<meta name="PubDate" content="2021-10-11 09:00">'
        '<meta name="ContentSource" content="市水利局"><meta name="Description">'
    )
    source = read(page(CONTENT, head=head))
    assert dict(source.metadata) == {
        "标题": "某市水利规划",
        "发布日期": "2021-10-11 09:00",
        "来源": "市水利局",
    }


@pytest.mark.parametrize(
    ("head", "before", "title"),
    [
        ("<title>关于印发规划的通知_某市人民政府</title>", "", "关于印发规划的通知"),
        ("<title>关于印发规划的通知 - 政策 - 某市</title>", "", "关于印发规划的通知"),
        ("<title>x</title>", "<h1>水利<br>规划</h1>", "水利规划"),
        ("<title>“十四五”规划</title>", "<h1>a</h1><h1>b</h1>", "“十四五”规划"),
    ],
)
def test_title(head, before, title):
    source = read(page(f'<div id="zoom">{CONTENT}</div>', head=head, before=before))
    assert source.metadata["标题"].startswith(title)


def test_words_of_the_document_are_no_metadata():
    text = "<p>标题：一级标题用黑体。</p><p>来源：财政资金。</p><p>名称 规格</p>"
    source = read(page(f'<div id="zoom">{CONTENT}{text}</div>'))
    assert dict(source.metadata) == {}


def test_no_metadata():
    assert dict(read(page(CONTENT)).metadata) == {}


# ---------------------------------------------------------------------------- encodings


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16", "utf-8-sig", "cp950"])
@pytest.mark.parametrize("stated", ["utf-8", "gb2312", "big5", ""])
def test_encodings(codec, stated):
    """The bytes are believed before the statement."""
    text = "各級政府要加強領導，落實責任。" * 9 if codec == "cp950" else TEXT
    meta = f'<meta charset="{stated}">' if stated else ""
    html = f"<html><head>{meta}</head><body><p>{text}</p></body></html>"
    source = read(html.encode(codec))
    assert source.text.replace("\n", "") == text.replace("\n", "")


def test_stated_encoding_decides_where_bytes_do_not():
    rare = "龘靐齉爩麤灪纞虋鱻麣饢籲"
    html = f'<html><head><meta charset="gb18030"></head><body><p>{rare}</p></body>'
    assert read(html.encode("gb18030")).text == rare


def test_xhtml_declaration_does_not_matter():
    html = f'<?xml version="1.0" encoding="gb2312"?><html><body>{CONTENT}</body></html>'
    assert read(html.encode()).text == TEXT


def test_stated_encoding_that_is_wrong_or_unknown():
    rare = "龘靐齉爩麤灪纞虋鱻麣饢籲" * 9
    for stated in ("utf-8", "x-user-defined"):
        html = f'<html><head><meta charset="{stated}"></head><body><p>{rare}</p></body>'
        with pytest.raises(DecodeError):
            read(html.encode("gb18030"))


def test_truncated_in_a_character():
    with pytest.raises(DecodeError):
        read(page("<p>" + TEXT * 3)[: -len("</body></html>") - 1])


# ------------------------------------------------------------------------------ nothing


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"<html><body></body></html>",
        b"<html><body><script>1</script></body></html>",
        b"<!DOCTYPE html>",
        b"<html><body>&nbsp;<p> </p></body></html>",
        b"<html><!-- ",
    ],
)
def test_page_without_text(data):
    with pytest.raises(ReadError, match="no text"):
        read(data)


def test_unclosed_tags_lose_nothing():
    """libxml2 drops what is nested deeper than 256 elements if it is not told."""
    content = "".join(f"<font><span>{text}<br>" for text in PLAN * 30)
    assert lines(f'<div id="zoom">{content}</div>') == list(PLAN) * 30


def test_kind():
    assert read(page(CONTENT)).kind is Kind.HTML


# ----------------------------------------------------------------------- what is hidden

HIDING = ["ng-hide", "hide", "hidden", "d-none", "layui-hide", "el-hidden", "sr-only"]


@pytest.mark.parametrize("name", HIDING)
def test_what_a_class_hides_is_noted_and_not_read(name):
    hidden = f'<div class="x {name}"><p>扫描二维码，下载客户端。</p></div>'
    for container in ('<div id="zoom">{}</div>', "<div>{}</div>"):
        source = assert_source(read(page(container.format(CONTENT + hidden))))
        assert source.text == TEXT
        assert [(note.code, note.detail) for note in source.notes] == [
            ("hidden", "扫描二维码，下载客户端。")
        ]


@pytest.mark.parametrize("name", HIDING)
def test_a_page_that_a_script_shows_is_read(name):
    """Where all the prose is hidden, nothing is: it is shown when the page is open."""
    assert read(page(f'<div class="{name}">{CONTENT}</div>')).text == TEXT
    inside = f'<div class="{name}"><div id="zoom">{CONTENT}</div></div>'
    assert read(page(f"<p>主办：某市。</p>{inside}")).text == TEXT


@pytest.mark.parametrize("name", ["hidden-title", "hide-xs", "unhidden", "HIDE_x"])
def test_classes_that_only_look_so_hide_nothing(name):
    content = f'<div id="zoom">{CONTENT}<p class="{name}">附则。</p></div>'
    assert read(page(content)).text == f"{TEXT}\n附则。"


# ---------------------------------------------------------------- labels of the carrier


@pytest.mark.parametrize(
    ("before", "stated"),
    [
        (
            "<div><span>发布时间：2025-06-03</span><span>来源：某局</span>"
            "<span>文章类型：原创</span></div>",
            {"发布日期": "2025-06-03", "来源": "某局"},
        ),
        (
            "<p><span>索 引 号：<span></span></span><span>主题分类：教育</span></p>",
            {"主题分类": "教育"},
        ),
        ("<p>文号：国发〔2024〕1号 浏览次数：12</p>", {"文号": "国发〔2024〕1号"}),
        ("<dl><dt>主题词：</dt><dd></dd></dl><p>扫一扫</p>", {}),
        ("<dl><dt>主题词：</dt><dd>水利</dd></dl><p>扫一扫</p>", {"主题词": "水利"}),
        ("<ul><li><b>文号：</b><i></i></li><li>打印本页</li></ul>", {}),
        ("<ul><li><b>文号：</b></li><li>点击量：3</li></ul>", {}),
        ("<p>文号：国发〔<b>2024</b>〕1号</p>", {"文号": "国发〔2024〕1号"}),
        ("<p>索<i>引</i>号：<b>12</b></p>", {"索引号": "12"}),
        (
            "<div>某政发〔2024〕12号　发布时间：2024-03-05</div>",
            {"发布日期": "2024-03-05", "文号": "某政发〔2024〕12号"},
        ),
        (
            "<p><span>某办函〔2024〕3号</span><i>打印</i></p>",
            {"文号": "某办函〔2024〕3号"},
        ),
        ("<ul><li>某政发〔2023〕1号<li>某政发〔2023〕2号</ul>", {}),
        ("<p>某政发〔2023〕1号文件解读</p>", {}),
    ],
)
def test_labels_with_their_own_values(before, stated):
    source = read(page(f'{before}<div id="zoom">{CONTENT}</div>'))
    assert source.metadata == stated
    assert source.text == TEXT


def test_an_empty_cell_is_no_value():
    table = (
        "<table><tr><td><table><tr><td>主 题 词：</td><td></td></tr></table></td></tr>"
        "</table><p>扫一扫</p>"
    )
    assert read(page(f'{table}<div id="zoom">{CONTENT}</div>')).metadata == {}


# ----------------------------------------------------------------------- cut-off pages


def test_a_page_that_breaks_off_says_so():
    whole = page(f'<div id="zoom">{CONTENT}</div>')
    assert not read(whole).notes
    cut = whole[: whole.index(b"</div>")]
    assert [note.code for note in assert_source(read(cut)).notes] == ["cut-off"]
    # A piece of a page has no end tags to miss.
    assert not read(CONTENT.encode()).notes
