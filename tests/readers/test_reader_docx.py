"""DOCX: the words of paragraphs, revisions, hidden text, fields."""

import pytest
from reader_files import (
    assert_source,
    cell_xml,
    docx,
    docx_text,
    para,
    paragraph,
    run,
    table_xml,
    words,
)

from cnpolicy.readers.dispatch import read


def field(instruction: str, result: str | None = None) -> str:
    """Return a field of several runs."""
    separate = run('<w:fldChar w:fldCharType="separate"/>') + (result or "")
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f"<w:instrText>{instruction}</w:instrText>")
        + (separate if result is not None else "")
        + run('<w:fldChar w:fldCharType="end"/>')
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
    assert docx_text(body) == expected


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
    assert docx_text(paragraph(run(f"<w:sym {symbol}/>"))) == expected


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
    assert docx_text(para("甲") + para("乙", properties=deleted)) == "甲\n乙"


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
    assert docx_text(body) == expected


def test_table_of_contents_spans_paragraphs():
    begin = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run("<w:instrText>TOC</w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
    )
    entry = words("一、总体要求") + run("<w:tab/>") + field("PAGEREF a", words("1"))
    body = paragraph(begin, entry) + paragraph(entry)
    body += paragraph(run('<w:fldChar w:fldCharType="end"/>')) + para("正文")
    assert docx_text(body) == "一、总体要求\t1\n一、总体要求\t1\n\n正文"


def test_enclosed_number_is_synthetic():
    source = read(docx(paragraph(field("eq \\o\\ac(○,3)"), words("项"))))
    assert [origin.synthetic for origin in source.origins] == [True, False]


def test_field_without_result_is_noted():
    source = read(docx(paragraph(field("FORMCHECKBOX"), words("是"))))
    assert [(note.code, note.detail) for note in source.notes] == [
        ("field", "FORMCHECKBOX")
    ]
