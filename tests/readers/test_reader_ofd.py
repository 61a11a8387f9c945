"""OFD: text objects into lines, templates, the parts of the package."""

import pytest
from reader_files import (
    OFD,
    PLAN,
    archive,
    assert_source,
    ofd,
    ofd_of,
    ofd_page,
    text_object,
)

from cnpolicy import ReadError
from cnpolicy.readers import limits
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind


def lines(*objects: str) -> list[str]:
    """Return the lines of one page with these text objects."""
    return assert_source(read(ofd([ofd_page(*objects)]))).text.split("\n")


def test_plan():
    source = assert_source(read(ofd_of(list(PLAN), width=99)))
    assert source.kind is Kind.OFD
    assert source.text == "\n".join(PLAN)
    assert source.origins[0].where == "page 1"


def test_pages_in_order():
    pages = [ofd_page(text_object(20, 30, text)) for text in "甲乙丙"]
    source = assert_source(read(ofd(pages)))
    assert source.text == "甲\n乙\n丙"
    assert [origin.where for origin in source.origins] == ["page 1", "page 2", "page 3"]


def test_order_is_that_of_the_page_not_of_the_file():
    assert lines(
        text_object(20, 60, "第三行"),
        text_object(20, 20, "第一行"),
        text_object(20, 40, "第二行"),
    ) == ["第一行", "第二行", "第三行"]


def test_pieces_of_a_line():
    assert lines(
        text_object(50, 30, "要求"),
        text_object(40, 30.3, "总体"),
        text_object(20, 30, "一、"),
        text_object(100, 30, "2025"),
    ) == ["一、 总体要求 2025"]


def test_text_drawn_twice_to_be_bold():
    assert lines(text_object(20, 30, "规划"), text_object(20.2, 30, "规划")) == ["规划"]


def test_matrix_of_an_object():
    moved = text_object(20, 30, "下", 'CTM="1 0 0 1 0 50"')
    large = text_object(20, 100, "大字", 'CTM="2 0 0 2 0 -2"', size=3)
    assert lines(
        moved, text_object(20, 60, "上"), large, text_object(33, 101, "后")
    ) == [
        "上",
        "下",
        "大字后",
    ]


@pytest.mark.parametrize(
    "steps",
    ["5 5", "g 2 5", "g 1 5 5", "g 99 5", "g 2", "g x 5", "5", "", "x", "1e999 5"],
)
def test_steps_between_characters(steps):
    """However they are written, the text is whole and in its line."""
    code = f'<ofd:TextCode X="0" Y="5" DeltaX="{steps}">总体要</ofd:TextCode>'
    first = f'<ofd:TextObject Boundary="20 25 50 5" Size="5">{code}</ofd:TextObject>'
    (line,) = lines(first, text_object(60, 30, "求"))
    assert line.replace(" ", "") == "总体要求"


@pytest.mark.parametrize(
    "value", ["", "x", "1", "inf inf inf inf", "nan 1 2 3", "1e400 0 0 0"]
)
@pytest.mark.parametrize("name", ["Boundary", "CTM", "Size"])
def test_numbers_that_are_none(name, value):
    code = "<ofd:TextCode>总体要求</ofd:TextCode>"
    item = f'<ofd:TextObject {name}="{value}">{code}</ofd:TextObject>'
    assert lines(item) == ["总体要求"]


def test_several_codes_in_one_object():
    codes = (
        '<ofd:TextCode X="0" Y="5">甲</ofd:TextCode>'
        '<ofd:TextCode Y="15">乙</ofd:TextCode>'
    )
    item = f'<ofd:TextObject Boundary="20 20 50 50" Size="5">{codes}</ofd:TextObject>'
    assert lines(item) == ["甲", "乙"]


def test_objects_in_blocks():
    inner = f"<ofd:PageBlock>{text_object(20, 30, '甲')}</ofd:PageBlock>"
    assert lines(f"<ofd:PageBlock>{inner}</ofd:PageBlock>") == ["甲"]


def test_empty_codes():
    empty = '<ofd:TextObject Boundary="0 0 1 1"><ofd:TextCode/> </ofd:TextObject>'
    assert lines(empty, text_object(20, 30, "甲")) == ["甲"]


def test_template():
    head = ofd_page(text_object(40, 20, "某市人民政府文件"))
    common = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    use = '<ofd:Template TemplateID="9" ZOrder="Background"/>'
    pages = [ofd_page(text_object(20, 60, text), template=use) for text in "甲乙"]
    data = ofd(pages, common=common, parts={"Doc_0/Tpls/Tpl_0/Content.xml": head})
    assert (
        assert_source(read(data)).text == "某市人民政府文件\n甲\n某市人民政府文件\n乙"
    )


def test_template_that_is_not_listed():
    page = ofd_page(
        text_object(20, 60, "甲"), template='<ofd:Template TemplateID="9"/>'
    )
    assert read(ofd([page])).text == "甲"


def test_page_without_text_is_noted():
    source = assert_source(read(ofd([ofd_page(text_object(20, 30, "甲")), ofd_page()])))
    assert [(note.code, note.where) for note in source.notes] == [
        ("page-without-text", "page 2")
    ]


def test_properties():
    info = (
        "<ofd:Title>水利规划</ofd:Title><ofd:Author/><ofd:CustomDatas>"
        '<ofd:CustomData Name="发文机关">某市人民政府</ofd:CustomData>'
        '<ofd:CustomData Name="">x</ofd:CustomData></ofd:CustomDatas>'
    )
    source = read(ofd([ofd_page(text_object(20, 30, "甲"))], info=info))
    assert dict(source.metadata) == {"文件标题": "水利规划", "发文机关": "某市人民政府"}


def test_names_from_the_root_of_the_archive():
    page = ofd_page(text_object(20, 30, "甲"))
    for location in ("/Doc_0/P/C.xml", "P/C.xml", "Doc_0/P/C.xml", "../Doc_0/P/C.xml"):
        listed = f'<ofd:Page BaseLoc="{location}"/>'
        data = archive(
            {
                "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>"
                "/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
                "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:Pages>{listed}"
                "</ofd:Pages></ofd:Document>",
                "Doc_0/P/C.xml": page,
            }
        )
        assert read(data).text == "甲"


def test_several_documents_in_one_file():
    def body(at: int) -> str:
        return f"<ofd:DocBody><ofd:DocRoot>D{at}.xml</ofd:DocRoot></ofd:DocBody>"

    def document(at: int) -> str:
        return (
            f"<ofd:Document {OFD}><ofd:Pages><ofd:Page BaseLoc='P{at}.xml'/>"
            "</ofd:Pages></ofd:Document>"
        )

    data = archive(
        {"OFD.xml": f"<ofd:OFD {OFD}><ofd:Versions/>{body(0)}{body(1)}</ofd:OFD>"}
        | {f"D{at}.xml": document(at) for at in (0, 1)}
        | {f"P{at}.xml": ofd_page(text_object(20, 30, "甲乙"[at])) for at in (0, 1)}
    )
    source = assert_source(read(data))
    assert source.text == "甲\n乙"
    assert [origin.where for origin in source.origins] == ["page 1", "page 2"]


# ------------------------------------------------------------------------------- damage


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"OFD.xml": "<x"}, "damaged"),
        ({"OFD.xml": "<x><DocBody/></x>"}, "does not name"),
        ({"OFD.xml": "<x/>"}, "no text layer"),
        ({"Doc_0/Document.xml": "<x/>"}, "no pages"),
        ({"Doc_0/Document.xml": "<x><Pages><Page/></Pages></x>"}, "no text layer"),
        ({"Doc_0/Pages/Page_0/Content.xml": ""}, "no XML"),
        ({"Doc_0/Pages/Page_0/Content.xml": "<x/>"}, "no text layer"),
        ({"Doc_0/Document.xml": '<x><Pages><Page BaseLoc="no"/></Pages></x>'}, "lacks"),
        ({"Encryptions.xml": "<x/>"}, "encrypted"),
        ({"Doc_0/decryptseed.dat": "x"}, "encrypted"),
    ],
)
def test_damaged_files(parts, message):
    with pytest.raises(ReadError, match=message):
        read(ofd([ofd_page(text_object(20, 30, "甲"))], parts=parts))


def test_too_many_pages(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PAGES", 2)
    page = ofd_page(text_object(20, 30, "甲"))
    assert read(ofd([page] * 2)).text == "甲\n甲"
    with pytest.raises(ReadError, match="more than 2 pages"):
        read(ofd([page] * 3))


def test_too_many_characters(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TEXT_CHARS", 3)
    with pytest.raises(ReadError, match="characters"):
        read(ofd([ofd_page(text_object(20, 30, "总体要求"))]))


# ---------------------------------------------------------------------- composite units


def composed(*units: str, drawn: str) -> bytes:
    """Return an OFD with composite units, of which its page draws some."""
    listed = "".join(units)
    return ofd(
        [ofd_page(drawn)],
        common="<ofd:DocumentRes>Res.xml</ofd:DocumentRes>",
        parts={
            "Doc_0/Res.xml": f"<ofd:Res {OFD}><ofd:CompositeGraphicUnits>{listed}"
            "</ofd:CompositeGraphicUnits></ofd:Res>"
        },
    )


def unit(identity: int, *inner: str) -> str:
    """Return a composite unit."""
    return (
        f'<ofd:CompositeGraphicUnit ID="{identity}"><ofd:Content>{"".join(inner)}'
        "</ofd:Content></ofd:CompositeGraphicUnit>"
    )


def drawing(identity: int, boundary: str = "0 0 210 297", more: str = "") -> str:
    """Return an object that draws a composite unit."""
    return (
        f'<ofd:CompositeObject ResourceID="{identity}" Boundary="{boundary}" {more}/>'
    )


def test_text_of_composite_units_is_read_where_it_is_drawn():
    first, second = text_object(20, 30, "一、总体要求"), text_object(20, 10, "（二）乙")
    data = composed(
        unit(1, first),
        unit(2, second),
        drawn=drawing(2, "0 40 210 297") + text_object(20, 40, "（一）甲") + drawing(1),
    )
    assert assert_source(read(data)).text == "一、总体要求\n（一）甲\n（二）乙"


def test_units_in_units_are_moved_twice():
    inner = text_object(0, 5, "乙")
    data = composed(
        unit(1, drawing(2, "0 20 99 99", 'CTM="2 0 0 2 0 0"')),
        unit(2, inner),
        drawn=drawing(1, "0 30 99 99")
        + text_object(0, 50, "甲")
        + text_object(0, 70, "丙"),
    )
    assert assert_source(read(data)).text == "甲\n乙\n丙"


def test_units_that_draw_themselves_end():
    data = composed(
        unit(1, text_object(20, 30, "甲"), drawing(2)),
        unit(2, drawing(1), drawing(2), drawing(9)),
        drawn=drawing(1),
    )
    assert assert_source(read(data)).text == "甲"


def test_a_template_named_twice_is_drawn_once():
    template = '<ofd:Template TemplateID="1"/>'
    common = '<ofd:TemplatePage ID="1" BaseLoc="T.xml"/>'
    data = ofd(
        [ofd_page(text_object(20, 60, "正文"), template=template * 3)],
        common=common,
        parts={"Doc_0/T.xml": ofd_page(text_object(20, 30, "红头"))},
    )
    assert assert_source(read(data)).text == "红头\n正文"
