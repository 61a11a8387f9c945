"""ODT: text, automatic numbers, tables, what is left out."""

import pytest
from hostile_files import changed, odt
from reader_files import assert_source

from cnpolicy import ReadError
from cnpolicy.readers import Kind, read
from cnpolicy.readers.odt.lists import _FORMATS

NUMBER = (
    '<text:list-level-style-number text:level="{}" style:num-format="{}" '
    'style:num-prefix="{}" style:num-suffix="{}" text:start-value="{}"/>'
)
OFFICIAL = (
    '<text:list-style style:name="L">'
    + NUMBER.format(1, "一, 二, 三, ...", "", "、", 1)
    + NUMBER.format(2, "一, 二, 三, ...", "（", "）", 1)
    + NUMBER.format(3, "1", "", ".", 1)
    + "</text:list-style>"
)


def p(words: str) -> str:
    """Return a paragraph."""
    return f"<text:p>{words}</text:p>"


def item(*inner: str, more: str = "") -> str:
    """Return an item of a list."""
    return f"<text:list-item{more}>{''.join(inner)}</text:list-item>"


def listed(*items: str, more: str = "") -> str:
    """Return a list in the official style."""
    return f'<text:list text:style-name="L"{more}>{"".join(items)}</text:list>'


def lines(body: str, **parts: str) -> list[str]:
    """Return the lines of a document."""
    source = assert_source(read(odt(body, **parts)))
    assert source.kind is Kind.ODT
    return source.text.split("\n")


def test_numbers_of_lists():
    """Items count on over the levels below them, and lists that continue one."""
    inner = "<text:list>" + item(p("甲")) + item(p("乙")) + "</text:list>"
    body = listed(item(p("总体要求"), inner), item(p("任务"), inner))
    body += listed(item(p("保障")), more=' text:continue-numbering="true"')
    body += listed(item(p("另起")))
    assert lines(body, automatic=OFFICIAL) == [
        "一、总体要求",
        "（一）甲",
        "（二）乙",
        "二、任务",
        "（一）甲",
        "（二）乙",
        "三、保障",
        "一、另起",
    ]


def test_only_the_first_paragraph_of_an_item_has_a_number():
    body = listed(item(p("甲"), p("续")), item(p("乙"), more=' text:start-value="5"'))
    body += listed(
        "<text:list-header>" + p("头") + "</text:list-header>",
        more=' text:continue-numbering="true"',
    )
    assert lines(body, automatic=OFFICIAL) == ["一、甲", "续", "五、乙", "头"]


def test_an_item_that_only_holds_a_list_does_not_count():
    deep = "<text:list>" + item(p("甲")) + "</text:list>"
    body = listed(item(deep)) + listed(
        item("<text:list>" + item(p("乙")) + "</text:list>"),
        more=' text:continue-numbering="true"',
    )
    assert lines(body, automatic=OFFICIAL) == ["（一）甲", "（二）乙"]


def test_lists_that_go_on_with_a_named_one():
    body = listed(item(p("甲")), more=' xml:id="a"') + listed(item(p("乙")))
    body += listed(item(p("丙")), more=' text:continue-list="a"')
    assert lines(body, automatic=OFFICIAL) == ["一、甲", "一、乙", "二、丙"]


def test_headings_are_numbered_by_the_outline():
    outline = "<text:outline-style>" + NUMBER.format(1, "1", "第", "章 ", 1)
    outline += NUMBER.format(2, "", "", "", 1) + "</text:outline-style>"
    heading = '<text:h text:outline-level="{}"{}>{}</text:h>'
    body = heading.format(1, "", "总则") + heading.format(2, "", "甲")
    body += heading.format(1, ' text:is-list-header="true"', "附件")
    body += heading.format(1, "", "任务")
    source = assert_source(read(odt(body, styles=outline)))
    assert source.text == "第1章 总则\n甲\n附件\n第2章 任务"
    levels = [one.heading_level for one in source.structure.paragraphs]
    assert levels == [1, 2, 1, 1]
    assert source.structure.paragraphs[0].number.of(source.text) == "第1章 "


@pytest.mark.parametrize("form", _FORMATS)
def test_every_format_is_written_by_its_first_sign(form):
    style = '<text:list-style style:name="L">' + NUMBER.format(1, form, "", "", 1)
    body = listed(item(p("x")))
    (line,) = lines(body, automatic=style + "</text:list-style>")
    assert line.removesuffix("x").rstrip() == form


def test_levels_above_are_shown_as_the_style_says():
    style = (
        '<text:list-style style:name="L">'
        + NUMBER.format(1, "1", "", ".", 1)
        + NUMBER.format(2, "1", "", "", 1).replace("/>", ' text:display-levels="2"/>')
        + "</text:list-style>"
    )
    inner = "<text:list>" + item(p("x")) + item(p("y")) + "</text:list>"
    body = listed(item(p("甲"), inner))
    assert lines(body, automatic=style) == ["1.甲", "1.1 x", "1.2 y"]


def test_white_space():
    """Runs of white space are one space; what the format states stays."""
    body = p("  甲 \n 乙<text:s text:c='3'/>丙<text:tab/>丁<text:line-break/>戊 ")
    assert lines(body) == ["甲 乙   丙\t丁", "戊"]


def test_tables_keep_what_they_merge():
    cell = "<table:table-cell{}>{}</table:table-cell>"
    covered = "<table:covered-table-cell/>"
    row = "<table:table-row>{}</table:table-row>"
    head = row.format("".join(cell.format("", p(x)) for x in ("序号", "任务", "单位")))
    first = row.format(
        cell.format("", p("1"))
        + cell.format("", p("甲") + p("乙"))
        + cell.format(' table:number-rows-spanned="2"', p("市水利局"))
    )
    second = row.format(cell.format("", p("2")) + cell.format("", p("丙")) + covered)
    body = (
        "<table:table><table:table-header-rows>"
        f"{head}</table:table-header-rows>{first}{second}</table:table>"
    )
    source = assert_source(read(odt(p("任务表") + body)))
    assert source.text == ("任务表\n序号\t任务\t单位\n1\t甲 乙\t市水利局\n2\t丙\t")
    (table,) = source.structure.tables
    assert [row.header for row in table.rows] == [True, False, False]
    assert table.rows[1].cells[2].rows == 2


def test_a_table_of_one_column_is_a_frame():
    cell = f"<table:table-cell>{p('专栏1')}{p('甲')}</table:table-cell>"
    body = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    assert lines(body) == ["专栏1", "甲"]


def test_what_is_left_out_is_noted():
    body = (
        '<text:tracked-changes><text:changed-region xml:id="c"><text:deletion>'
        "<text:p>加快</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
        '<text:p>推进<text:change text:change-id="c"/>改革<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>注释</text:p></text:note-body></text:note>"
        "<office:annotation><dc:creator>某</dc:creator><text:p>批注</text:p>"
        '</office:annotation><draw:frame draw:name="图"><draw:image/></draw:frame>'
        "<draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box>"
        "</draw:frame></text:p>"
        '<text:section text:display="none"><text:p>隐藏</text:p></text:section>'
    )
    source = assert_source(read(odt(body)))
    assert source.text == "推进改革\n框内"
    assert [(note.code, note.detail) for note in source.notes] == [
        ("deleted", "加快"),
        ("footnote", "注释"),
        ("comment", "批注"),
        ("image", "图"),
        ("textbox", "框内"),
        ("hidden", "隐藏"),
    ]
    assert source.structure.footnotes[0].text == "注释"
    assert source.metadata == {"文件标题": "某市规划"}


def test_encrypted():
    manifest = "<m:manifest xmlns:m='x'><m:encryption-data/></m:manifest>"
    with pytest.raises(ReadError, match="encrypted"):
        read(odt(p("甲"), parts={"META-INF/manifest.xml": manifest}))


@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "meta.xml"])
def test_document_types(part):
    bomb = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"
    with pytest.raises(ReadError, match="document type"):
        read(changed(odt(p("甲")), {part: bomb}))


def test_cut_off():
    data = odt(p("一、总体要求"))
    for end in range(4, len(data) - 1, max(1, len(data) // 100)):
        with pytest.raises(ReadError):
            read(data[:end])


def test_deep_nesting():
    body = "<text:list><text:list-item>" * 200 + p("甲")
    body += "</text:list-item></text:list>" * 200
    with pytest.raises(ReadError):
        read(odt(body))
