"""Damaged files and files beyond a cap: one `ReadError` or `DecodeError`."""

import inspect
import io
import sys
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_files import (
    NAMESPACES,
    PLAN,
    WORD,
    archive,
    assert_source,
    docx,
    ofd,
    ofd_of,
    ofd_page,
    page,
    para,
    paragraphs_html,
    pdf,
    text_object,
)

from cnpolicy import DecodeError, ReadError
from cnpolicy.readers import limits
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind

NAMES = NAMESPACES.format(word=WORD)


# ------------------------------------------------------------------- damage of any kind

WHOLE = {
    Kind.DOCX: docx("".join(map(para, PLAN))),
    Kind.OFD: ofd_of(list(PLAN)),
    Kind.HTML: page(paragraphs_html(list(PLAN))),
    Kind.TEXT: "\n".join(PLAN).encode(),
}


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.OFD])
def test_cut_off_archives(kind):
    data = WHOLE[kind]
    for end in range(4, len(data) - 1, max(1, len(data) // 150)):
        with pytest.raises(ReadError):
            read(data[:end])


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.TEXT])
def test_cut_off_text(kind):
    data = WHOLE[kind]
    for end in range(1, len(data)):
        read_or_refused(data[:end])


@given(
    st.sampled_from(list(WHOLE)),
    st.lists(
        st.tuples(st.integers(0, 10_000), st.binary(max_size=4), st.integers(0, 4)),
        min_size=1,
        max_size=6,
    ),
)
def test_damaged_anywhere(kind, edits):
    data = bytearray(WHOLE[kind])
    for place, new, old in edits:
        place %= len(data)
        data[place : place + old] = new
    read_or_refused(bytes(data))


@given(st.sampled_from([b"PK\x03\x04", b"%PDF-1.4", b"<html>", b""]), st.binary())
def test_noise(start, data):
    read_or_refused(start + data)


TAGS = (
    "p /p td table tr br ol li div__id=zoom pre h1 script /script a article nav /div "
    "/table /td /tr td__rowspan=3 td__colspan=2 x:y /ol ul /ul span b__hidden"
)
FRAGMENTS = st.lists(
    st.sampled_from(
        [f"<{tag}>".replace("__", " ") for tag in TAGS.split()]
        + ["一、", "甲，", " ", "\n", "&nbsp;", "<!--", "-->", "索引号："]
    ),
    min_size=1,
    max_size=40,
).map("".join)


@given(FRAGMENTS)
def test_any_page(content):
    with suppress(ReadError):
        assert_source(read(content.encode(), kind=Kind.HTML))


RUNS = st.lists(
    st.sampled_from(
        [
            "<w:p>",
            "</w:p>",
            "<w:r>",
            "</w:r>",
            "<w:t>甲</w:t>",
            "<w:tbl>",
            "</w:tbl>",
            "<w:tr>",
            "</w:tr>",
            "<w:tc>",
            "</w:tc>",
            "<w:del>",
            "</w:del>",
            "<w:br/>",
            "<w:fldChar w:fldCharType='begin'/>",
            "<w:fldChar w:fldCharType='end'/>",
            "<w:fldChar w:fldCharType='separate'/>",
            "<w:instrText>x</w:instrText>",
            "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
            "<w:txbxContent>",
            "</w:txbxContent>",
            "<w:drawing>",
            "</w:drawing>",
            "<w:tab/>",
            "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>",
        ]
    ),
    max_size=30,
)


@given(RUNS)
def test_any_document(pieces):
    """Close what is open, so that the XML is whole and its structure is not."""
    from lxml import etree

    parser = etree.XMLParser(recover=True)
    xml = f"<w:body {NAMES}>{''.join(pieces)}</w:body>"
    root = etree.fromstring(xml, parser)
    body = "".join(etree.tostring(child, encoding="unicode") for child in root)
    read_or_refused(docx(body))


def read_or_refused(data: bytes) -> None:
    """Assert that a file is read, or refused by one of two errors."""
    with suppress(ReadError, DecodeError):
        assert_source(read(data))


def test_pdf_damaged_anywhere():
    data = pdf([list(PLAN)])
    for place in range(9, len(data) - 10, len(data) // 12):
        read_or_refused(data[:place] + b"\x00\xff" + data[place + 2 :])


# -------------------------------------------------------------------------------- caps


def test_caps_of_an_archive(monkeypatch):
    data = docx("".join(map(para, PLAN)) * 200)
    assert read(data).text
    monkeypatch.setattr(limits, "RATIO_FROM_BYTES", 1000)
    monkeypatch.setattr(limits, "MAX_RATIO", 5)
    with pytest.raises(ReadError, match="5 times"):
        read(data)
    monkeypatch.setattr(limits, "MAX_RATIO", 500)
    monkeypatch.setattr(limits, "MAX_PART_BYTES", 1000)
    with pytest.raises(ReadError, match="more than 0 MiB"):
        read(data)
    monkeypatch.setattr(limits, "MAX_ENTRIES", 2)
    with pytest.raises(ReadError, match="more than 2 files"):
        read(data)


def test_caps_of_a_tree(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TREE_BYTES", 5000)
    for data in (WHOLE[Kind.DOCX], WHOLE[Kind.OFD], WHOLE[Kind.HTML]):
        with pytest.raises(ReadError, match="MiB of memory"):
            read(data)


def test_read_from_deep_inside_a_program():
    """What nests deeper than the stack allows is refused, not passed on."""
    nested = para("甲")
    for _ in range(60):
        nested = f"<w:tbl><w:tr><w:tc>{nested}</w:tc></w:tr></w:tbl>"
    data = docx(nested)
    assert read(data).text == "甲"

    def inside(depth: int) -> str:
        return inside(depth - 1) if depth else read(data).text

    limit = sys.getrecursionlimit()
    with pytest.raises(ReadError, match="too deep"):
        inside(limit - len(inspect.stack()) - 130)


def test_page_nested_too_deep():
    data = b"<html><body>" + b"<div>" * 3000 + "甲".encode()
    with pytest.raises(ReadError, match="too deep"):
        read(data)


def test_document_type_in_another_encoding():
    """A document type that no search for its bytes finds."""
    from cnpolicy.readers.xml_tree import parse_xml

    xml = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'
    for codec in ("utf-7", "cp037", "utf-32"):
        with pytest.raises(ReadError):
            parse_xml(xml.format(codec).encode(codec), "x.xml")


def test_archive_in_parts_that_are_large_together(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TOTAL_BYTES", 1000)
    pages = [ofd_page(text_object(20, 30, "甲" * 99)) for _ in range(9)]
    with pytest.raises(ReadError, match="more than 0 MiB"):
        read(ofd(pages))


def packed_docx(method: int) -> bytes:
    """Return a DOCX whose parts are packed by a method."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packed_by_methods_without_a_bound(method):
    with pytest.raises(ReadError, match="unusual method"):
        read(packed_docx(method))


@pytest.mark.parametrize("part", ["<a>\x00</b>", "<a>\n<b>\n</a>", "<a \n\n b=>"])
@pytest.mark.parametrize("name", ["word/document.xml", "OFD.xml", "content.xml"])
def test_an_error_is_one_line_whatever_the_file_says(name, part):
    files = {"mimetype": "application/vnd.oasis.opendocument.text"}
    with pytest.raises(ReadError) as caught:
        read(archive({**files, "[Content_Types].xml": "<Types/>", name: part}))
    assert "\n" not in str(caught.value)
    assert "\n" not in caught.value.message_zh
