"""Files that are large honestly, or pretend to be: read within 300 MiB, or refused."""

import io
import zipfile

import pytest
from reader_files import NAMESPACES, OFD, PLAN, WORD, page, paragraphs_html, text_object
from reader_memory import MIB, measured, posix

from cnpolicy import ReadError
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind

pytestmark = pytest.mark.slow

NAMES = NAMESPACES.format(word=WORD)


# -------------------------------------------------------------------------- large trees


def stored(parts: dict[str, bytes]) -> bytes:
    """Return an archive whose parts are not packed, so that no ratio tells."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return buffer.getvalue()


def stored_docx(content: bytes) -> bytes:
    """Return a DOCX with this main part."""
    return stored({"[Content_Types].xml": b"<Types/>", "word/document.xml": content})


BODY = f"<w:document {NAMES}><w:body>".encode()
END = b"</w:body></w:document>"


@posix
@pytest.mark.parametrize(
    ("piece", "size"),
    [
        (b"<w:p/>", 30 * MIB),
        (b"<w:p/>", 460_000 * 6),
        (b"<w:p><w:r><w:t>x</w:t></w:r></w:p>", 30 * MIB),
        (b"<w:p><w:r><w:t>x</w:t></w:r></w:p>", 110_000 * 34),
        (b"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc/></w:tr></w:tbl>", 80_000 * 53),
        (b'<w:p a="x"/>', 300_000 * 12),
        (
            b"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='63'/></w:tcPr></w:tc><w:tc>"
            b"<w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            50_000 * 121,
        ),
        (b"<w:p><w:r><w:del><w:t>x</w:t></w:del></w:r></w:p>", 80_000 * 49),
        (
            b"<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p>",
            60_000 * 68,
        ),
    ],
)
def test_large_docx(piece, size, tmp_path):
    content = BODY + piece * (size // len(piece)) + END
    outcome = measured(stored_docx(content), tmp_path)
    assert outcome.startswith("ReadError: unsafe") or outcome.endswith("characters")


@posix
def test_large_docx_of_text(tmp_path):
    text = "规划" * 1_300_000
    content = BODY + (f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" * 4).encode() + END
    assert measured(stored_docx(content), tmp_path)


@posix
@pytest.mark.parametrize(
    ("piece", "size"),
    [
        ("<p>", 20 * MIB),
        ("<p>x", 240_000 * 4),
        ("<br>x", 200_000 * 5),
        ("<div>", 10 * MIB),
        ("<table><tr><td>x<td>y</table>", 3 * MIB),
        ("<p a=b c d>", 100_000 * 11),
        ("规划", 20 * MIB),
        ("x ", 20 * MIB),
        ("<a href=x>y</a>", 2 * MIB),
        ("<td colspan=200>", 200_000),
        ("<td colspan=200 rowspan=9999>x", 900_000),
        ("<td colspan=99 rowspan=9999>x<td>y" + "<tr><td>z" * 2000, 2 * MIB),
        ("<div class=zoom>" + "规" * 30 + "</div>", 3 * MIB),
        ("<ol><li>", 20_000),
        ("&lt;", 20 * MIB),
        ("<!--", 10 * MIB),
        ("<script>", 10 * MIB),
        ("<", 20 * MIB),
        ("<p ", 10 * MIB),
        ('<p a="', 10 * MIB),
        ("\u00a0", 10 * MIB),
        ("索 ", 10 * MIB),
        ("<p>索引号", 1 * MIB),
        ("<p style='display:none'>x</p>", 2 * MIB),
        ("<img>", 500_000),
        ("&nbsp;\n", 10 * MIB),
        ("xy\n", 10 * MIB),
        ("规\n划\n", 10 * MIB),
        ("\n" + " " * 999, 10 * MIB),
        ("<pre>" + "甲\n" * 99, 2 * MIB),
    ],
)
def test_large_html(piece, size, tmp_path):
    start = (
        "<html><body><div id=zoom><table><tr>" if "colspan" in piece else "<html><body>"
    )
    data = start.encode() + piece.encode() * (size // len(piece.encode()))
    outcome = measured(data, tmp_path, Kind.HTML)
    assert outcome.startswith("ReadError") or outcome.endswith("characters")


def test_tag_with_many_attributes():
    """libxml2 takes 12 s for these."""
    for join in (" {}", ' {}="x"', "/{}", "\n{}=x"):
        attributes = "".join(join.format(f"a{i}") for i in range(100_000))
        with pytest.raises(ReadError, match="attributes"):
            read(f"<html><body><p{attributes}>甲</p>".encode())


def test_page_with_a_picture_inside():
    """A picture in an attribute is long and is no attack."""
    picture = "data:image/png;base64," + "iVBORw0KGgo/AAAA+" * 100_000
    content = (
        paragraphs_html(list(PLAN)) + f'<img src="{picture}"><p title="{"甲 " * 3000}">'
    )
    assert "重点任务" in read(page(content)).text


@posix
@pytest.mark.parametrize(
    "piece",
    ["x\n", "规划", "**a** ", "\\", "[a](b)", "<br>", "&amp;", "- ", "`a`", "# \n"],
)
def test_large_markdown(piece, tmp_path):
    data = piece.encode() * (199_000 // max(1, len(piece) // 2))
    outcome = measured(data, tmp_path, Kind.MARKDOWN)
    assert outcome.startswith("ReadError") or outcome.endswith("characters")


@posix
def test_large_text(tmp_path):
    assert measured("规划\n".encode() * (8 * MIB), tmp_path).endswith("characters")


@posix
@pytest.mark.parametrize(
    ("element", "count"),
    [(text_object(20, 30, "x"), 20_000), (text_object(20, 30, "x" * 99), 20_000)],
)
def test_large_ofd(element, count, tmp_path):
    pages = '<Page BaseLoc="/P.xml"/>' * 3
    root = f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody>"
    parts = {
        "OFD.xml": f"{root}</ofd:OFD>",
        "D.xml": f"<x><Pages>{pages}</Pages></x>",
        "P.xml": f"<ofd:Page {OFD}>{element * count}</ofd:Page>",
    }
    data = stored({name: content.encode() for name, content in parts.items()})
    outcome = measured(data, tmp_path)
    assert outcome.startswith("ReadError: unsafe") or outcome.endswith("characters")
