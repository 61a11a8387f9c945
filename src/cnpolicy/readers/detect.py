"""Which format a file is in, told by its bytes.

In: the bytes of a file, and its name if it has one. Out: a `Kind`, or `ReadError` for
formats that are recognised and not read (pictures, workbooks, encrypted files). The
name decides one thing only: whether a text is Markdown.
"""

import re

from cnpolicy.errors import ReadError
from cnpolicy.readers.source import Kind

# First bytes of what holds no text to read, with the words for the message.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture (PNG): it needs OCR first"),
    (b"\xff\xd8\xff", "a picture (JPEG): it needs OCR first"),
    (b"GIF8", "a picture (GIF): it needs OCR first"),
    (b"II*\x00", "a picture (TIFF): it needs OCR first"),
    (b"MM\x00*", "a picture (TIFF): it needs OCR first"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
)

# Parts by which archives of other programs are known.
_OTHER_ARCHIVES: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "a workbook (XLSX)"),
    ("ppt/presentation.xml", "a presentation (PPTX)"),
    ("meta-inf/container.xml", "an e-book (EPUB)"),
    ("content.xml", "an OpenDocument file: save it as DOCX first"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_RTF = b"{\\rtf"

# The standard allows anything before the header, in practice a line of a web server.
_PDF = re.compile(rb"%PDF-\d\.\d")
_PDF_WITHIN = 1024

_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

_HEAD_BYTES = 65_536
# Atomic groups: else each comment could be read to the end of any later one.
_HTML_START = re.compile(
    rb"(?:(?><!--.*?-->)|<\?xml[^>]*+>|\s)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
# A piece of a page, as content management systems export it: it has no <html>.
_HTML_END_TAG = re.compile(
    rb"</(?:p|div|td|tr|table|li|ul|ol|span|font|h[1-6])\s*>", re.IGNORECASE
)
_HTML_END_TAGS = 3
_WORD_XML = re.compile(rb"<\?mso-application[^>]{0,200}Word\.Document|<pkg:package\b")
# A page with its pictures in one file, often under the name of a .doc.
_MHTML = re.compile(
    rb"(?:[\w-]{1,40}:[^\r\n]{0,200}\r?\n){0,20}?MIME-Version:", re.IGNORECASE
)
_MHTML_PARTS = b"multipart/related"


def detect(data: bytes, name: str | None = None) -> Kind:
    """Return the format of `data`; `name` is the name of the file.

    Raises `ReadError` for formats that cannot be read, saying which.
    """
    for signature, what in _REFUSED:
        if data.startswith(signature):
            raise ReadError(f"this is {what}")
    if data.startswith(_ZIP):
        return _in_archive(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    if data.startswith(_RTF):
        return Kind.DOC
    if _PDF.search(data[:_PDF_WITHIN]):
        return Kind.PDF
    # Without its NULs, UTF-16 shows its tags as ASCII.
    head = data[:_HEAD_BYTES].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _MHTML.match(head) and _MHTML_PARTS in head:
        raise ReadError(
            "this is a web archive (MHTML): open it in a browser or in Word and save "
            "it as a page or as DOCX"
        )
    if _WORD_XML.search(head):
        return Kind.DOC
    if _HTML_START.match(head):
        return Kind.HTML
    named = name is not None and name.lower().endswith(_MARKDOWN_SUFFIXES)
    # Markdown may hold a table of HTML; a piece of a page begins with a tag.
    if named and not head.lstrip().startswith(b"<"):
        return Kind.MARKDOWN
    if _has_tags(head):
        return Kind.HTML
    return Kind.MARKDOWN if named else Kind.TEXT


def _has_tags(head: bytes) -> bool:
    """Tell whether enough end tags of HTML stand in the first bytes."""
    found = _HTML_END_TAG.finditer(head)
    return sum(1 for _ in zip(range(_HTML_END_TAGS), found, strict=False)) == (
        _HTML_END_TAGS
    )


def _in_archive(data: bytes) -> Kind:
    """Tell the formats apart that are ZIP archives."""
    # `zipfile` takes 10 ms to import, which text and web pages need not wait for.
    from cnpolicy.readers.archive import Archive

    with Archive(data) as archive:
        if "ofd.xml" in archive:
            return Kind.OFD
        for part, what in _OTHER_ARCHIVES:
            if part in archive:
                raise ReadError(f"this is {what}, no document")
        # Not by word/document.xml alone: some programs name it otherwise.
        if "[content_types].xml" in archive or "word/document.xml" in archive:
            return Kind.DOCX
    raise ReadError("this is a ZIP archive, but no DOCX or OFD file")


def _in_ole(data: bytes) -> Kind:
    """Tell the formats apart that are OLE files, by the names of their streams."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise ReadError("the file is encrypted: a password is needed to read it")
    if not has("WordDocument"):
        if has("Workbook"):
            raise ReadError("this is a workbook (XLS), no document")
        if has("PowerPoint Document"):
            raise ReadError("this is a presentation (PPT), no document")
    return Kind.DOC
