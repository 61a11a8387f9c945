"""DOCX: tables, text boxes, notes, pictures, the parts of the package, damage."""

import io
import zipfile

import pytest
from reader_files import (
    BOX,
    NAMESPACES,
    OFFICIAL,
    PLAN,
    STRICT_WORD,
    WORD,
    abstract_xml,
    archive,
    assert_source,
    cell_xml,
    docx,
    docx_text,
    num_xml,
    para,
    paragraph,
    run,
    table_xml,
    words,
)

from cnpolicy import ReadError
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind

# ------------------------------------------------------------------------------- tables


def span(count: int) -> str:
    """Return the property of a cell over several columns."""
    return f'<w:gridSpan w:val="{count}"/>'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[cell_xml(para("甲")), cell_xml(para("乙"))]], "甲\t乙"),
        ([[cell_xml(para("甲"), para("乙")), cell_xml(para("丙"))]], "甲 乙\t丙"),
        ([[cell_xml(para("甲"), para()), cell_xml(para())]], "甲\t"),
        ([[cell_xml(para()), cell_xml(para())], [cell_xml(para("a"))] * 2], "a\ta"),
        (
            [
                [cell_xml(para("一"), properties=span(2)), cell_xml(para("b"))],
                [cell_xml(para("1")), cell_xml(para("2")), cell_xml(para("3"))],
            ],
            "一\t\tb\n1\t2\t3",
        ),
        (
            [
                [
                    cell_xml(para("a"), properties='<w:vMerge w:val="restart"/>'),
                    cell_xml(para("b")),
                ],
                [cell_xml(para("a"), properties="<w:vMerge/>"), cell_xml(para("c"))],
            ],
            "a\tb\n\tc",
        ),
        # A table of one column is a frame: 专栏.
        (
            [[cell_xml(para("专栏1 工程"))], [cell_xml(para("甲"), para("乙"))]],
            "专栏1 工程\n甲\n乙",
        ),
        (
            [[cell_xml(para("x"), properties=span(9**9)), cell_xml(para("y"))]],
            "x" + "\t" * 63 + "y",
        ),
        ([], ""),
        ([[]], ""),
    ],
)
def test_tables(rows, expected):
    assert docx_text(table_xml(*rows)) == expected


def test_line_ends_and_tabs_in_cells():
    inner = paragraph(
        words("甲"), run("<w:br/>"), words("乙"), run("<w:tab/>"), words("丙")
    )
    rows = [[cell_xml(inner), cell_xml(para("丁"))]]
    assert docx_text(table_xml(rows[0])) == "甲 乙 丙\t丁"


def test_columns_before_and_after_a_row():
    row = (
        '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="2"/></w:trPr>'
        f"{cell_xml(para('甲'))}{cell_xml(para('乙'))}</w:tr>"
    )
    assert docx_text(f"<w:tbl>{row}</w:tbl>") == "\t甲\t乙\t\t"


def test_table_in_a_table():
    inner = table_xml([cell_xml(para("1")), cell_xml(para("2"))])
    assert docx_text(
        table_xml([cell_xml(para("甲"), inner), cell_xml(para("乙"))])
    ) == ("甲 1 2\t乙")
    assert docx_text(table_xml([cell_xml(para("甲"), inner)])) == "甲\n1\t2"


def test_document_in_a_frame_of_two_columns():
    cells = [cell_xml(para("目录")), cell_xml(*(para(text) for text in PLAN * 2))]
    assert docx_text(table_xml(cells)).split("\n") == ["目录", *PLAN, *PLAN]


def test_places_in_tables():
    cells = [cell_xml(para("甲")), cell_xml(para("乙"), para("丙"))]
    source = assert_source(read(docx(para("首") + table_xml(cells))))
    row = "/w:document/w:body/w:tbl[1]/w:tr[1]"
    assert [origin.where for origin in source.origins] == [
        "/w:document/w:body/w:p[1]",
        f"{row}/w:tc[1]/w:p[1]",
        f"{row}/w:tc[2]/w:p[1]",
        f"{row}/w:tc[2]/w:p[2]",
    ]


def test_places_are_xpaths():
    from lxml import etree

    body = (
        para("首") + f"<w:sdt><w:sdtContent>{para('甲')}</w:sdtContent></w:sdt>"
        f"<w:ins>{para('丙')}</w:ins>"
        + paragraph(words("丁"), run(BOX.format(para("框"))))
        + f"<mc:AlternateContent><mc:Choice>{para('选')}</mc:Choice>"
        + "</mc:AlternateContent>"
        + table_xml([cell_xml(para("乙")), cell_xml(para("戊"))])
    )
    data = docx(body)

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        root = etree.fromstring(parts.read("word/document.xml"))
    source = assert_source(read(data))
    assert source.text == "首\n甲\n丙\n丁\n框\n选\n乙\t戊"
    for origin in source.origins:
        (element,) = root.xpath(origin.where, namespaces=root.nsmap)
        assert origin.span.of(source.text) in "".join(element.itertext())


# --------------------------------------------------------------- boxes, notes, pictures


def test_text_box_follows_its_paragraph_and_counts_alone():

    numbering = abstract_xml(7, *OFFICIAL) + num_xml(1, 7)
    box = BOX.format(para("框", 1, 0) + para("框", 1, 0))
    anchored = para("甲", 1, 0).replace("</w:p>", run(box) + "</w:p>")
    source = assert_source(read(docx(anchored + para("乙", 1, 0), numbering)))
    assert source.text == "一、甲\n一、框\n二、框\n二、乙"
    assert [note.code for note in source.notes] == ["textbox"]


def test_text_box_in_a_cell_and_empty_box():
    inner = paragraph(words("甲"), run(BOX.format(para("框"))))
    assert docx_text(table_xml([cell_xml(inner), cell_xml(para("乙"))])) == "甲 框\t乙"
    assert docx_text(paragraph(words("甲"), run(BOX.format(para())))) == "甲"


def test_pictures_and_objects_are_noted():
    drawing = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="流程图"/>'
        "</wp:inline></w:drawing>"
    )
    pict = "<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"
    source = read(
        docx(paragraph(words("甲"), run(drawing), run(pict), run("<w:object/>")))
    )
    assert source.text == "甲"
    assert [(note.code, note.detail) for note in source.notes] == [
        ("image", "流程图"),
        ("image", ""),
        ("object", ""),
    ]


def test_footnotes_are_noted_with_their_words():
    notes = (
        '<w:footnotes xmlns:w="{}"><w:footnote w:id="2"><w:p><w:r><w:t>按不变价计算。'
        "</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )

    body = paragraph(
        words("增长"),
        run('<w:footnoteReference w:id="2"/>'),
        run('<w:endnoteReference w:id="2"/>'),
        words("5%"),
    )
    data = docx(body, parts={"word/footnotes.xml": notes.format(WORD)})
    source = assert_source(read(data))
    assert source.text == "增长5%"
    assert [(note.code, note.detail) for note in source.notes] == [
        ("footnote", "按不变价计算。"),
        ("footnote", ""),
    ]


def test_footnote_that_is_not_there():
    source = read(docx(paragraph(run('<w:footnoteReference w:id="9"/>'), words("甲"))))
    assert [(note.code, note.detail) for note in source.notes] == [("footnote", "")]


def test_nothing_is_noted_for_nothing():
    empty = paragraph(
        "<w:del/><w:moveFrom/>",
        run("<w:rPr><w:vanish/></w:rPr>"),
        run("<mc:AlternateContent/>"),
        f"<w:del>{run('<w:delText>' + '长' * 200 + '</w:delText>')}</w:del>",
    )
    source = assert_source(read(docx(empty)))
    assert source.text == ""
    assert [note.detail for note in source.notes] == ["长" * 60 + "…"]


def test_fraction_without_its_parts():
    part = "<m:num><m:r><m:t>1</m:t></m:r></m:num>"
    assert docx_text(paragraph(f"<m:oMath><m:f>{part}</m:f></m:oMath>")) == "1"


def test_styles_that_are_none():
    styles = "<w:latentStyles/><w:style/>"
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/>'
        "</w:style>"
        for at in range(50)
    )
    assert docx_text(para("甲", style="s0"), styles=styles + chain) == "甲"


def test_imported_part_is_noted():
    (note,) = read(docx(para("甲") + '<w:altChunk r:id="rId9"/>')).notes
    assert (note.code, note.detail) == ("imported", "rId9")


# -------------------------------------------------------------------------- the package

RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def relation(kind: str, target: str, more: str = "") -> str:
    """Return one relation."""
    return f'<Relationship Id="r" Type="http://x/{kind}" Target="{target}" {more}/>'


def test_main_part_is_found_by_its_relation():

    names = NAMESPACES.format(word=WORD)
    main = f"<w:document {names}><w:body>{para('甲', 1, 0)}</w:body></w:document>"
    from reader_files import OFFICIAL, abstract_xml, num_xml

    lists = abstract_xml(7, *OFFICIAL) + num_xml(1, 7)
    data = archive(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": RELATIONS
            + relation("officeDocument", "/doc/main.xml")
            + relation("core-properties", "docProps/core.xml")
            + "</Relationships>",
            "doc/_rels/main.xml.rels": RELATIONS
            + relation("numbering", "../x/lists.xml")
            + relation(
                "styles", "http://example.com/styles.xml", 'TargetMode="External"'
            )
            + "</Relationships>",
            "doc/main.xml": main,
            "x/lists.xml": f"<w:numbering {names}>{lists}</w:numbering>",
            "docProps/core.xml": (
                '<cp:x xmlns:cp="c" xmlns:dc="d"><dc:title>规划</dc:title>'
                "<dc:creator> </dc:creator></cp:x>"
            ),
        }
    )
    source = assert_source(read(data))
    assert source.text == "一、甲"
    assert dict(source.metadata) == {"文件标题": "规划"}


def test_part_names_of_windows_programs():
    data = docx(para("甲")).replace(b"word/document.xml", b"word\\document.xml")
    assert read(data).text == "甲"


def test_strict_documents():
    assert read(docx(para("甲"), word=STRICT_WORD)).text == "甲"


def test_file_of_python_docx():
    """A file as another well-kept program writes it."""
    from docx import Document

    document = Document()
    document.core_properties.title = "水利规划"
    document.add_heading(PLAN[0], level=1)
    for text in PLAN[1:]:
        document.add_paragraph(text)
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("序号", "任务", "1", "防洪")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("第一步", style="List Number")
    document.add_paragraph("第二步", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    source = assert_source(read(buffer.getvalue()))
    assert source.kind is Kind.DOCX
    assert source.text.split("\n") == [
        *PLAN,
        "序号\t任务",
        "1\t防洪",
        "1.第一步",
        "2.第二步",
    ]
    assert source.origins[0].outline_level == 1
    assert source.metadata["文件标题"] == "水利规划"


# ------------------------------------------------------------------------------- damage


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": "<w:document"},
        {"word/document.xml": ""},
        {"word/document.xml": "no xml"},
        {"word/document.xml": "<x/>"},
        {"word/numbering.xml": "<w:numbering"},
        {"word/styles.xml": "<broken>"},
        {"word/document.xml": '<?xml version="1.0" encoding="UTF-7"?><x/>'},
        {"word/document.xml": "<d>" * 300 + "</d>" * 300},
    ],
)
def test_damaged_parts(parts):
    with pytest.raises(ReadError):
        read(docx(para("甲"), parts=parts))


def test_document_without_its_main_part():
    with pytest.raises(ReadError, match="lacks its part"):
        read(archive({"[Content_Types].xml": "<Types/>"}))


def test_encrypted_part():
    data = bytearray(docx(para("甲")))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(signature, place + 4)
    with pytest.raises(ReadError, match="encrypted"):
        read(bytes(data))


def test_deep_nesting_is_read_or_refused():
    cell = para("甲")
    for _ in range(60):
        cell = table_xml([cell_xml(cell), cell_xml(para("乙"))])
    assert "甲" in docx_text(cell)
    with pytest.raises(ReadError):
        read(docx("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200))
