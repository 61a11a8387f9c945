"""What a DOCX holds beside its paragraphs, and how large it may be."""

import pytest
from reader_files import (
    NAMESPACES,
    OFFICIAL,
    WORD,
    abstract_xml,
    archive,
    assert_source,
    cell_xml,
    docx,
    num_xml,
    para,
    paragraph,
    run,
    table_xml,
    words,
)

from cnpolicy import ReadError
from cnpolicy.readers import limits, read
from cnpolicy.readers.docx.formatting import FormattingFilter

NAMES = NAMESPACES.format(word=WORD)
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
NUMBERING = abstract_xml(1, *OFFICIAL) + num_xml(1, 1)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships">{}</Relationships>'
)
RELATION = '<Relationship Id="{}" Type="http://x/{}" Target="{}"/>'
PAGE = "<html><body><p>一、重点任务</p><p>（一）优化环境。</p></body></html>"
MHT = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    'Content-Type: text/html; charset="utf-8"\n\n' + PAGE + "\n--b--\n"
)
TABLE = (
    "<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>甲</td></tr></table>"
)


def related(body: str, *parts: tuple[str, str, str | bytes]) -> bytes:
    """Return a DOCX with parts: each a type of relation, a name and its bytes."""
    listed = "".join(
        RELATION.format(f"r{at}", kind, name)
        for at, (kind, name, _) in enumerate(parts)
    )
    files = {f"word/{name}": data for _, name, data in parts}
    files["word/_rels/document.xml.rels"] = RELATIONS.format(listed)
    return docx(body, parts=files)


# ------------------------------------------------------------------------------ numbers


def test_hidden_numbered_paragraphs_count():
    """Word does not show them, and goes on behind them."""
    body = para("甲", 1, 0) + para("", 1, 0, properties=HIDDEN) + para("乙", 1, 0)
    source = assert_source(read(docx(body, NUMBERING)))
    assert source.text == "一、甲\n三、乙"
    assert [(note.code, note.detail) for note in source.notes] == [("hidden", "二、")]


def test_hidden_paragraphs_without_number_are_nothing():
    source = read(docx(para("甲") + para("", properties=HIDDEN) + para("乙")))
    assert (source.text, source.notes) == ("甲\n乙", ())


# ---------------------------------------------------------------------------- altChunk


@pytest.mark.parametrize(
    "part", [PAGE, MHT, docx(para("一、重点任务") + para("（一）优化环境。"))]
)
def test_a_body_that_is_imported_is_read(part):
    body = para("前言") + '<w:altChunk r:id="r0"/>' + para("结语")
    source = assert_source(read(related(body, ("aFChunk", "a.bin", part))))
    assert source.text == "前言\n一、重点任务\n（一）优化环境。\n结语"
    place = source.text.index("优化")
    assert source.origin_at(place).where.startswith("/w:document/w:body/w:altChunk[1] ")
    texts = [one.span.of(source.text) for one in source.structure.paragraphs]
    assert texts == source.text.split("\n")


def test_tables_of_an_imported_page_are_tables():
    page = f"<html><body><p>任务</p>{TABLE}</body></html>"
    source = assert_source(
        read(related('<w:altChunk r:id="r0"/>', ("aFChunk", "a.html", page)))
    )
    (table,) = source.structure.tables
    assert [cell.span.of(source.text) for cell in table.rows[1].cells] == ["1", "甲"]


@pytest.mark.parametrize("part", [b"", b"{\\rtf1 x}", b"\x89PNG\r\n"])
def test_what_cannot_be_imported_is_noted(part):
    source = read(related('<w:altChunk r:id="r0"/>', ("aFChunk", "a.bin", part)))
    assert [note.code for note in source.notes] == ["imported"]


def test_imports_do_not_go_round():
    """A document that imports another; what that one imports is noted."""
    inner = related('<w:altChunk r:id="r0"/>', ("aFChunk", "a.html", PAGE))
    body = '<w:altChunk r:id="r0"/>' * 3
    source = assert_source(read(related(body, ("aFChunk", "a.docx", inner))))
    assert source.text == ""
    assert {note.code for note in source.notes} == {"imported"}


@pytest.mark.parametrize("target", ["../../etc/passwd", "/etc/passwd", "file:///etc/x"])
def test_an_import_from_outside_is_none(target):
    listed = RELATIONS.format(RELATION.format("r0", "aFChunk", target))
    parts = {"word/_rels/document.xml.rels": listed}
    source = read(docx('<w:altChunk r:id="r0"/>' + para("甲"), parts=parts))
    assert source.text == "甲"


# ------------------------------------------------------------------------- silent parts


def test_headers_and_footers_are_noted_once_each():
    head = f"<w:hdr {NAMES}>{para('某市人民政府文件')}</w:hdr>"
    foot = f"<w:ftr {NAMES}>{para('抄送：市委。')}</w:ftr>"
    number = f"<w:ftr {NAMES}>{para('— 1 —')}</w:ftr>"
    parts = [("header", "h1.xml", head), ("header", "h2.xml", head)]
    parts += [("footer", "f1.xml", foot), ("footer", "f2.xml", number)]
    source = assert_source(read(related(para("甲"), *parts)))
    assert [(note.code, note.words) for note in source.notes] == [
        ("header", "某市人民政府文件"),
        ("footer", "抄送：市委。"),
    ]


def test_comments_and_footnotes_are_noted_in_full():
    long = "规模以上工业企业数字化转型覆盖率" * 9
    comments = f'<w:comments {NAMES}><w:comment w:id="1">{para(long)}</w:comment>'
    notes = f'<w:footnotes {NAMES}><w:footnote w:id="1">{para(long)}</w:footnote>'
    signs = run('<w:commentReference w:id="1"/>') + run(
        '<w:footnoteReference w:id="1"/>'
    )
    body = paragraph(words("甲"), signs, words("乙"), signs)
    source = assert_source(
        read(
            docx(
                body,
                parts={
                    "word/comments.xml": comments + "</w:comments>",
                    "word/footnotes.xml": notes + "</w:footnotes>",
                },
            )
        )
    )
    assert source.text == "甲乙"
    assert [(note.code, note.detail) for note in source.notes] == [
        ("comment", long),
        ("footnote", long),
    ]
    assert source.structure.footnotes[0].text == long


def test_a_picture_alone_is_said_to_be_one():
    picture = paragraph(run("<w:drawing><wp:docPr name='图'/></w:drawing>"))
    with pytest.raises(ReadError, match=r"1 picture.* OCR"):
        read(docx(picture))
    assert read(docx(picture + para("甲"))).text == "\n甲"


# ------------------------------------------------------------------------------- limits

LOOKS = (
    '<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋"/><w:sz w:val="21"/>'
    '<w:lang w:val="en-US"/></w:rPr>'
)


@pytest.mark.slow
def test_long_tables_are_read():
    """4,000 rows of 7 cells with a font on each: 20 MB of XML."""
    cell = cell_xml(
        f"<w:p><w:pPr><w:jc w:val='center'/>{LOOKS}</w:pPr><w:r>{LOOKS}<w:t>市财政局"
        "</w:t></w:r></w:p>",
        properties='<w:tcW w:w="1200" w:type="dxa"/><w:tcBorders>'
        '<w:top w:val="single"/></w:tcBorders><w:vAlign w:val="center"/>',
    )
    source = read(docx(table_xml(*[[cell] * 7] * 4000)))
    assert source.text.count("\n") == 3999


def test_formatting_is_no_text():
    """The same comes of a document with it and without."""
    body = (
        f'<w:p w:rsidR="00AB12CD" w14:paraId="1234ABCD"><w:pPr><w:pStyle w:val="1"/>'
        f"{LOOKS}</w:pPr><w:bookmarkStart w:id='1' w:name='a'/>"
        f"<w:r w:rsidRPr='00000001'>{LOOKS}<w:t>甲 &lt;w:b/&gt; 乙</w:t><w:tab/></w:r>"
        "<w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>"
    )
    kept = FormattingFilter()(body.encode()).decode()
    assert len(kept) < len(body)
    assert "vanish" in kept
    assert "甲 &lt;w:b/&gt; 乙" in kept
    plain = paragraph(words("甲 &lt;w:b/&gt; 乙"), run("<w:tab/>"))
    assert read(docx(body.replace("w14:", "w:"))).text == read(docx(plain)).text


@pytest.mark.parametrize("text", ["<w:b/>", "<w:rPr></w:rPr>", "<w:jc w:val='x'/>"])
def test_what_looks_like_formatting_in_a_literal_is_text(text):
    body = paragraph(run(f"<w:t><![CDATA[甲{text}乙]]></w:t>"))
    assert read(docx(body)).text == f"甲{text}乙"


def test_a_trusted_file_may_have_more(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TEXT_CHARS", 100)
    data = docx(para("甲" * 60) * 2)
    with pytest.raises(ReadError, match="max_memory"):
        read(data)
    assert len(read(data, max_memory=2 * limits.MAX_MEMORY).text) == 121
    with pytest.raises(ReadError, match="max_memory"):
        read(data)


def test_an_empty_document_is_blank_and_no_error():
    assert read(docx(para())).text == ""
    with pytest.raises(ReadError, match="empty"):
        read(b"")
    with pytest.raises(ReadError):
        read(archive({"word/document.xml": ""}))
