"""DOCX: runs, revisions, fields, tables, text boxes, the parts of the package."""

import io

import pytest
from reader_files import (
    PLAN,
    STRICT_WORD,
    archive,
    assert_source,
    cell_xml,
    docx,
    para,
    table_xml,
)

from cnpolicy import ReadError
from cnpolicy.readers import Kind, read


def text_of(body: str, **parts: str) -> str:
    """Return the text of a document made of pieces of XML."""
    return assert_source(read(docx(body, **parts))).text


def run(inner: str) -> str:
    """Return a `w:r`."""
    return f"<w:r>{inner}</w:r>"


def words(text: str) -> str:
    """Return a run with words."""
    return run(f'<w:t xml:space="preserve">{text}</w:t>')


def paragraph(*runs: str) -> str:
    """Return a `w:p` of runs."""
    return f"<w:p>{''.join(runs)}</w:p>"


def field(instruction: str, result: str | None = None) -> str:
    """Return a field of several runs."""
    separate = run('<w:fldChar w:fldCharType="separate"/>') + (result or "")
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f"<w:instrText>{instruction}</w:instrText>")
        + (separate if result is not None else "")
        + run('<w:fldChar w:fldCharType="end"/>')
    )


BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent>"
)


# --------------------------------------------------------------------------- paragraphs


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para("甲") + para("乙"), "甲\n乙"),
        (para("甲") + para() + para("乙"), "甲\n\n乙"),
        (para() + para("甲"), "\n甲"),
        (paragraph(words("总体"), words("要 求 ")), "总体要 求 "),
        (paragraph(words("甲"), run("<w:br/>"), words("乙")), "甲\n乙"),
        (paragraph(words("甲"), run("<w:cr/>"), words("乙")), "甲\n乙"),
        (paragraph(words("甲"), run('<w:br w:type="page"/>')) + para("乙"), "甲\n乙"),
        (paragraph(run('<w:br w:type="page"/>'), words("乙")), "乙"),
        (paragraph(words("甲"), run('<w:br w:type="page"/>'), words("乙")), "甲\n乙"),
        (paragraph(words("甲"), run("<w:tab/>"), words("乙")), "甲\t乙"),
        (paragraph(words("20"), run("<w:noBreakHyphen/>"), words("25")), "20-25"),
        (paragraph(words("甲"), run("<w:softHyphen/>"), words("乙")), "甲乙"),
        (paragraph(f"<w:hyperlink>{words('链接')}</w:hyperlink>"), "链接"),
        (paragraph(f"<w:smartTag>{words('甲')}</w:smartTag>"), "甲"),
        (
            paragraph(
                "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>"
                f"{words('甲')}</w:sdtContent></w:sdt>"
            ),
            "甲",
        ),
        (
            f"<w:sdt><w:sdtContent>{para('甲')}{para('乙')}</w:sdtContent></w:sdt>",
            "甲\n乙",
        ),
        (f"<w:customXml>{para('甲')}</w:customXml>{para('乙')}", "甲\n乙"),
        (
            paragraph(
                run(
                    "<w:ruby><w:rt><w:r><w:t>lì</w:t></w:r></w:rt><w:rubyBase><w:r>"
                    "<w:t>利</w:t></w:r></w:rubyBase></w:ruby>"
                )
            ),
            "利",
        ),
        (paragraph("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"), ""),
        (
            paragraph(
                "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r>"
                "</m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
            ),
            "x=1/2",
        ),
        ("<w:sectPr/>", ""),
    ],
)
def test_paragraphs(body, expected):
    assert text_of(body) == expected


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ('w:font="Wingdings" w:char="F0FE"', "☑"),
        ('w:font="Wingdings" w:char="00A8"', "□"),
        ('w:font="Wingdings" w:char="F081"', "①"),
        ('w:font="Wingdings 2" w:char="F052"', "☑"),
        ('w:font="Times New Roman" w:char="2460"', "①"),
        ('w:font="Wingdings" w:char="F001"', ""),
        ('w:char="zz"', ""),
        ('w:char="D800"', ""),
        ("", ""),
    ],
)
def test_symbols(symbol, expected):
    assert text_of(paragraph(run(f"<w:sym {symbol}/>"))) == expected


def test_outline_levels_are_a_hint():
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="4"><w:basedOn w:val="2"/><w:pPr>'
        '<w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    body = "".join(para("甲", style=str(style)) for style in range(1, 6))
    body += para("乙", style="1", properties='<w:outlineLvl w:val="2"/>')
    body += para("丙", style="1", properties='<w:outlineLvl w:val="9"/>')
    source = read(docx(body, styles=styles))
    levels = [origin.outline_level for origin in source.origins]
    assert levels == [1, 2, 2, None, None, 3, None]


# ---------------------------------------------------------------------------- revisions


def test_deletions_out_insertions_in():
    body = paragraph(
        words("甲"),
        f"<w:del>{run('<w:delText>删除的</w:delText>')}</w:del>",
        f"<w:ins>{words('加入的')}</w:ins>",
        f"<w:moveFrom>{words('移走的')}</w:moveFrom>",
        f"<w:moveTo>{words('移来的')}</w:moveTo>",
    )
    source = assert_source(read(docx(body)))
    assert source.text == "甲加入的移来的"
    assert [(note.code, note.detail, note.offset) for note in source.notes] == [
        ("deleted", "删除的", 0),
        ("moved", "移走的", 0),
    ]


def test_deleted_rows_and_blocks():
    cells = cell_xml(para("删")) + cell_xml(para("x"))
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{cells}</w:tr>"
    table = table_xml([cell_xml(para("甲")), cell_xml(para("乙"))])
    body = table.replace("</w:tbl>", f"{row}</w:tbl>")
    body += f"<w:ins>{para('丙')}</w:ins><w:del>{para('丁')}</w:del>"
    body += f"<w:moveFrom>{para('戊')}</w:moveFrom><w:moveTo>{para('己')}</w:moveTo>"
    source = assert_source(read(docx(body)))
    assert source.text == "甲\t乙\n丙\n己"
    assert [note.code for note in source.notes] == ["deleted", "deleted", "moved"]


def test_last_paragraph_whose_end_was_deleted():
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert text_of(para("甲") + para("乙", properties=deleted)) == "甲\n乙"


def test_hidden_text():
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    shown = '<w:rPr><w:vanish w:val="0"/></w:rPr>'
    body = paragraph(
        words("甲"), run(f"{hidden}<w:t>密</w:t>"), run(f"{shown}<w:t>乙</w:t>")
    )
    body += f"<w:p><w:pPr>{hidden}</w:pPr>{run(f'{hidden}<w:t>密</w:t>')}</w:p>"
    source = assert_source(read(docx(body)))
    assert source.text == "甲乙"
    assert [note.code for note in source.notes] == ["hidden", "hidden"]


# ------------------------------------------------------------------------------- fields


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(words("见第"), field("REF a", words("3")), words("条")), "见第3条"),
        (paragraph(field('HYPERLINK "x"', words("链接"))), "链接"),
        (paragraph(field("= 1 \\* GB3", words("①")), words("项")), "①项"),
        (paragraph(field("eq \\o\\ac(○,3)"), words("项")), "③项"),
        (paragraph(field("EQ \\o(○，２)"), words("项")), "②项"),
        (paragraph(field("eq \\o\\ac(○,99)"), words("项")), "项"),
        (paragraph(field('XE "索引"'), words("项")), "项"),
        (paragraph(f'<w:fldSimple w:instr="PAGE">{words("7")}</w:fldSimple>'), "7"),
        (paragraph(field("IF x", field("REF b", words("内")) + words("外"))), "内外"),
        (
            paragraph(
                run('<w:fldChar w:fldCharType="begin"/>'),
                run("<w:instrText>IF </w:instrText>"),
                field("REF b", words("不见")),
                run('<w:fldChar w:fldCharType="separate"/>'),
                words("见"),
                run('<w:fldChar w:fldCharType="end"/>'),
            ),
            "见",
        ),
        # A field that is never closed, and marks without a field.
        (
            paragraph(run('<w:fldChar w:fldCharType="begin"/>'), words("甲"))
            + para("乙"),
            "\n乙",
        ),
        (paragraph(run('<w:fldChar w:fldCharType="end"/>'), words("甲")), "甲"),
        (paragraph(run('<w:fldChar w:fldCharType="separate"/>'), words("甲")), "甲"),
        (paragraph(run("<w:instrText>甲</w:instrText>"), words("乙")), "乙"),
    ],
)
def test_fields(body, expected):
    assert text_of(body) == expected


def test_table_of_contents_spans_paragraphs():
    begin = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run("<w:instrText>TOC</w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
    )
    entry = words("一、总体要求") + run("<w:tab/>") + field("PAGEREF a", words("1"))
    body = paragraph(begin, entry) + paragraph(entry)
    body += paragraph(run('<w:fldChar w:fldCharType="end"/>')) + para("正文")
    assert text_of(body) == "一、总体要求\t1\n一、总体要求\t1\n\n正文"


def test_enclosed_number_is_synthetic():
    source = read(docx(paragraph(field("eq \\o\\ac(○,3)"), words("项"))))
    assert [origin.synthetic for origin in source.origins] == [True, False]


def test_field_without_result_is_noted():
    source = read(docx(paragraph(field("FORMCHECKBOX"), words("是"))))
    assert [(note.code, note.detail) for note in source.notes] == [
        ("field", "FORMCHECKBOX")
    ]


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
            "x" + "\t" * 200 + "y",
        ),
        ([], ""),
        ([[]], ""),
    ],
)
def test_tables(rows, expected):
    assert text_of(table_xml(*rows)) == expected


def test_line_ends_and_tabs_in_cells():
    inner = paragraph(
        words("甲"), run("<w:br/>"), words("乙"), run("<w:tab/>"), words("丙")
    )
    rows = [[cell_xml(inner), cell_xml(para("丁"))]]
    assert text_of(table_xml(rows[0])) == "甲 乙 丙\t丁"


def test_columns_before_and_after_a_row():
    row = (
        '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="2"/></w:trPr>'
        f"{cell_xml(para('甲'))}{cell_xml(para('乙'))}</w:tr>"
    )
    assert text_of(f"<w:tbl>{row}</w:tbl>") == "\t甲\t乙\t\t"


def test_table_in_a_table():
    inner = table_xml([cell_xml(para("1")), cell_xml(para("2"))])
    assert text_of(table_xml([cell_xml(para("甲"), inner), cell_xml(para("乙"))])) == (
        "甲 1 2\t乙"
    )
    assert text_of(table_xml([cell_xml(para("甲"), inner)])) == "甲\n1\t2"


def test_document_in_a_frame_of_two_columns():
    cells = [cell_xml(para("目录")), cell_xml(*(para(text) for text in PLAN * 2))]
    assert text_of(table_xml(cells)).split("\n") == ["目录", *PLAN, *PLAN]


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
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        root = etree.fromstring(parts.read("word/document.xml"))
    source = assert_source(read(data))
    assert source.text == "首\n甲\n丙\n丁\n框\n选\n乙\t戊"
    for origin in source.origins:
        (element,) = root.xpath(origin.where, namespaces=root.nsmap)
        assert origin.span.of(source.text) in "".join(element.itertext())


# --------------------------------------------------------------- boxes, notes, pictures


def test_text_box_follows_its_paragraph_and_counts_alone():
    from reader_files import OFFICIAL, abstract_xml, num_xml

    numbering = abstract_xml(7, *OFFICIAL) + num_xml(1, 7)
    box = BOX.format(para("框", 1, 0) + para("框", 1, 0))
    anchored = para("甲", 1, 0).replace("</w:p>", run(box) + "</w:p>")
    source = assert_source(read(docx(anchored + para("乙", 1, 0), numbering)))
    assert source.text == "一、甲\n一、框\n二、框\n二、乙"
    assert [note.code for note in source.notes] == ["textbox"]


def test_text_box_in_a_cell_and_empty_box():
    inner = paragraph(words("甲"), run(BOX.format(para("框"))))
    assert text_of(table_xml([cell_xml(inner), cell_xml(para("乙"))])) == "甲 框\t乙"
    assert text_of(paragraph(words("甲"), run(BOX.format(para())))) == "甲"


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
    from reader_files import WORD

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
    assert text_of(paragraph(f"<m:oMath><m:f>{part}</m:f></m:oMath>")) == "1"


def test_styles_that_are_none():
    styles = "<w:latentStyles/><w:style/>"
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/>'
        "</w:style>"
        for at in range(50)
    )
    assert text_of(para("甲", style="s0"), styles=styles + chain) == "甲"


def test_imported_part_is_noted():
    (note,) = read(docx(para("甲") + '<w:altChunk r:id="rId9"/>')).notes
    assert (note.code, note.detail) == ("imported", "rId9")


# -------------------------------------------------------------------------- the package

RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def relation(kind: str, target: str, more: str = "") -> str:
    """Return one relation."""
    return f'<Relationship Id="r" Type="http://x/{kind}" Target="{target}" {more}/>'


def test_main_part_is_found_by_its_relation():
    from reader_files import NAMESPACES, WORD

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
    assert "甲" in text_of(cell)
    with pytest.raises(ReadError):
        read(docx("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200))
