"""Bombs: files of some kilobytes that ask for gigabytes. They are refused in time."""

import io
import zipfile
import zlib
from functools import cache

import pytest
from reader_files import (
    NAMESPACES,
    WORD,
    archive,
    docx,
    ofd,
    ofd_page,
    para,
    raw_pdf,
    stream,
)
from reader_memory import MIB, measured, posix

from cnpolicy import ReadError
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind

NAMES = NAMESPACES.format(word=WORD)


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


# ---------------------------------------------------------------------------- PDF bombs


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
