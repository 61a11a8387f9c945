"""Files made to do harm: one `ReadError` or `DecodeError`, little memory, nothing left.

Each file is read in a process of its own, whose memory is measured.
"""

import inspect
import io
import json
import os
import subprocess
import sys
import zipfile
import zlib
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_files import (
    NAMESPACES,
    OFD,
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

from cnpolicy import CnpolicyError, DecodeError, ReadError
from cnpolicy.readers import Kind, limits, read

MIB = 1024 * 1024
NAMES = NAMESPACES.format(word=WORD)

# Reads a file and reports what became of it, its own memory and that of its children.
MEASURE = """
import json, pathlib, resource, sys
from cnpolicy import CnpolicyError
from cnpolicy.readers import Kind, read
kind = Kind(sys.argv[2]) if sys.argv[2] else None
data = pathlib.Path(sys.argv[1]).read_bytes()
try:
    source = read(data, kind=kind)
    outcome = f"{len(source.text)} characters"
except CnpolicyError as error:
    outcome = f"{type(error).__name__}: {error}"
unit = 1 if sys.platform == "darwin" else 1024
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
status = pathlib.Path("/proc/self/status")
if status.exists():
    # `ru_maxrss` goes on from the process that started this one.
    own = int(status.read_text().split("VmHWM:")[1].split()[0]) * 1024
below = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
print(json.dumps([outcome, own + below]))
"""


def measured(data: bytes, folder, kind: Kind | None = None) -> str:
    """Read a file in a process of its own and return what became of it."""
    path = folder / "file"
    path.write_bytes(data)
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            MEASURE,
            path,
            kind.value if kind else "",
        ],
        capture_output=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert not done.stderr
    outcome, memory = json.loads(done.stdout)
    assert memory < 300 * MIB, f"{memory // MIB} MiB, {outcome}"
    return outcome


posix = pytest.mark.skipif(os.name != "posix", reason="measures memory as POSIX does")


# ---------------------------------------------------------------------------- zip bombs


def packed(
    name: str, piece: bytes, times: int, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return an archive with a part that is `piece` so many times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method, compresslevel=1) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        with out.open(name, "w", force_zip64=True) as part:
            for _ in range(times):
                part.write(piece)
    return buffer.getvalue()


@posix
@pytest.mark.parametrize("name", ["word/document.xml", "OFD.xml"])
def test_zip_bomb(name, tmp_path):
    data = packed(name, b" " * MIB, 400)
    assert len(data) < 4 * MIB
    assert measured(data, tmp_path).startswith("ReadError: unsafe")


@posix
@pytest.mark.parametrize("size", [10, 20 * MIB])
def test_zip_bomb_that_lies_about_its_size(size, tmp_path):
    data = packed("word/document.xml", b" " * MIB, 400)
    real = (400 * MIB).to_bytes(4, "little")
    assert real in data
    data = data.replace(real, size.to_bytes(4, "little"))
    assert measured(data, tmp_path).startswith("ReadError")


@posix
def test_archive_of_many_files(tmp_path):
    data = archive({"[Content_Types].xml": "", "word/document.xml": "<x/>"})
    entry = b"PK\x01\x02" + bytes(42)
    assert measured(data + entry * 1_000_000, tmp_path).startswith("ReadError: unsafe")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packed_by_methods_without_a_bound(method):
    with pytest.raises(ReadError, match="unusual method"):
        read(packed("word/document.xml", b" " * MIB, 1, method))


def test_caps_of_an_archive(monkeypatch):
    data = docx("".join(map(para, PLAN)) * 200)
    assert read(data).text
    monkeypatch.setattr(limits, "RATIO_FROM_BYTES", 1000)
    monkeypatch.setattr(limits, "MAX_RATIO", 5)
    with pytest.raises(ReadError, match="5 times"):
        read(data)
    monkeypatch.setattr(limits, "MAX_PART_BYTES", 1000)
    with pytest.raises(ReadError, match="1000 bytes"):
        read(data)
    monkeypatch.setattr(limits, "MAX_ENTRIES", 2)
    with pytest.raises(ReadError, match="more than 2 files"):
        read(data)


def test_caps_of_a_tree(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TREE_BYTES", 5000)
    for data in (WHOLE[Kind.DOCX], WHOLE[Kind.OFD], WHOLE[Kind.HTML]):
        with pytest.raises(ReadError, match="too large a tree"):
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
    from cnpolicy.readers.xmltree import parse_xml

    xml = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'
    for codec in ("utf-7", "cp037", "utf-32"):
        with pytest.raises(ReadError):
            parse_xml(xml.format(codec).encode(codec), "x.xml")


def test_archive_in_parts_that_are_large_together(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TOTAL_BYTES", 1000)
    pages = [ofd_page(text_object(20, 30, "甲" * 99)) for _ in range(9)]
    with pytest.raises(ReadError, match="too many bytes"):
        read(ofd(pages))


# ---------------------------------------------------------------------------- XML bombs

LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
    + "]>"
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


@posix
@pytest.mark.parametrize("doctype", [LAUGHS, EXTERNAL, REMOTE])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("entity", ["&a9;", "&e;", ""])
def test_document_types_in_docx(doctype, codec, entity, tmp_path):
    body = para("甲").replace("甲", entity)
    xml = f"{doctype}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    if codec != "utf-8":
        xml = f'<?xml version="1.0" encoding="utf-16"?>{xml}'
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        with pytest.raises(ReadError):
            read(docx(para("甲"), parts={part: xml.encode(codec)}))


@pytest.mark.parametrize("doctype", [LAUGHS, EXTERNAL, REMOTE])
@pytest.mark.parametrize(
    "part", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"]
)
def test_document_types_in_ofd(doctype, part):
    with pytest.raises(ReadError, match="document type"):
        read(ofd([ofd_page()], parts={part: f"{doctype}<x>&a9;&e;</x>"}))


@posix
@pytest.mark.parametrize("doctype", [LAUGHS, EXTERNAL, REMOTE])
def test_entities_in_html_are_text(doctype, tmp_path):
    data = f"{doctype}<html><body><p>甲&a9;&e;乙</p></body></html>".encode()
    assert "root:" not in read(data, kind=Kind.HTML).text
    assert measured(data, tmp_path, Kind.HTML).endswith("characters")


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
        ("<p>", 60 * MIB),
        ("<p>x", 240_000 * 4),
        ("<br>x", 200_000 * 5),
        ("<div>", 10 * MIB),
        ("<table><tr><td>x<td>y</table>", 3 * MIB),
        ("<p a=b c d>", 100_000 * 11),
        ("规划", 20 * MIB),
        ("x ", 20 * MIB),
        ("<a href=x>y</a>", 2 * MIB),
        ("<td colspan=200>", 200_000),
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
    [(text_object(20, 30, "x"), 20_000), (text_object(20, 30, "x" * 99), 40_000)],
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


# ---------------------------------------------------------------------------- PDF bombs


def raw_pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects; the first is its catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return out + b"startxref\n%d\n%%%%EOF\n" % table


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


@cache
def spaces(size: int) -> bytes:
    """Return so many MiB of spaces, deflated."""
    packer = zlib.compressobj(9)
    pieces = [packer.compress(b" " * MIB) for _ in range(size)]
    return b"".join(pieces) + packer.flush()


HEAD = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
)
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents %s"
    b"/Resources<</XObject<</F 5 0 R>>>>>>"
)


def forms() -> bytes:
    """Return a PDF of forms that draw forms that draw forms, ten times each."""
    objects = [PAGE % b"4 0 R", stream(b"/F Do " * 10)]
    for at in range(12):
        inner = b"/F Do " * 10 if at < 11 else b"0 0 m 9 9 l S "
        resources = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + at)
        objects.append(
            stream(inner, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + resources)
        )
    return raw_pdf(*HEAD, *objects)


PDF_BOMBS = {
    "one stream": lambda: raw_pdf(
        *HEAD, PAGE % b"4 0 R", stream(spaces(400), b"/Filter/FlateDecode")
    ),
    "packed twice": lambda: raw_pdf(
        *HEAD,
        PAGE % b"4 0 R",
        stream(zlib.compress(spaces(400), 9), b"/Filter[/FlateDecode/FlateDecode]"),
    ),
    "one stream a thousand times": lambda: raw_pdf(
        *HEAD,
        PAGE % (b"[" + b"4 0 R " * 1000 + b"]"),
        stream(zlib.compress(b"0 0 m 9 9 l S " * MIB, 9), b"/Filter/FlateDecode"),
    ),
    "forms in forms": forms,
}


@posix
@pytest.mark.parametrize("name", PDF_BOMBS)
def test_pdf_bomb(name, tmp_path):
    assert measured(PDF_BOMBS[name](), tmp_path).startswith("ReadError: unsafe")


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
    assert_source(read(docx(body)))


def read_or_refused(data: bytes) -> None:
    """Assert that a file is read, or refused by one of two errors."""
    with suppress(ReadError, DecodeError):
        assert_source(read(data))


def test_pdf_damaged_anywhere():
    data = pdf([list(PLAN)])
    for place in range(9, len(data) - 10, len(data) // 12):
        read_or_refused(data[:place] + b"\x00\xff" + data[place + 2 :])
