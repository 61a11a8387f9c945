"""Which format a file is in, told by its bytes.

In: the bytes of a file, and its name if it has one. Out: a `Kind`, or `ReadError` for
formats that are recognised and not read (pictures, presentations, encrypted files). The
name decides one thing only: whether a text is Markdown.
"""

import re

from cnpolicy.readers.refusals import refused
from cnpolicy.readers.source import Kind

# First bytes of what holds no text to read, with the words for the message.
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "picture", "PNG"),
    (b"\xff\xd8\xff", "picture", "JPEG"),
    (b"GIF8", "picture", "GIF"),
    (b"II*\x00", "picture", "TIFF"),
    (b"MM\x00*", "picture", "TIFF"),
    (b"\x1f\x8b", "packed", "gzip"),
    (b"Rar!", "packed", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "packed", "7z"),
)

# Parts by which archives of other programs are known.
_OTHER_ARCHIVES: tuple[tuple[str, tuple[str, str]], ...] = (
    ("ppt/presentation.xml", ("a presentation (PPTX)", "演示文稿（PPTX）")),
    ("meta-inf/container.xml", ("an e-book (EPUB)", "电子书（EPUB）")),
)
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
# What an OpenDocument file is stands in its media type.
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_OPEN_DOCUMENT = (
    "an OpenDocument workbook, presentation or drawing",
    "OpenDocument 表格、演示文稿或绘图",
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
_HTML_HEAD = re.compile(rb"<(?:!doctype\s+html|head|meta|title)\b", re.IGNORECASE)
# A piece of a page, as content management systems export it: it has no <html>.
_HTML_END_TAG = re.compile(
    rb"</(?:p|div|td|tr|table|li|ul|ol|span|font|h[1-6])\s*>", re.IGNORECASE
)
_HTML_END_TAGS = 3
_WORD_XML = re.compile(rb"<\?mso-application[^>]{0,200}Word\.Document|<pkg:package\b")
# The head of a message, or of a page with its pictures in one file (often a .doc by its
# name): lines of `Name: value`, then a blank one.
_HEADERS = re.compile(rb"(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*+)++\r?\n")
_HEADER_NAME = re.compile(rb"^([A-Za-z][\w-]*):", re.MULTILINE)
_OF_MAIL = frozenset(
    {b"received", b"message-id", b"return-path", b"delivered-to", b"to"}
)
_ARCHIVED = re.compile(
    rb"^content-type:\s*(?:multipart/related|text/html)", re.MULTILINE
)


def detect(data: bytes, name: str | None = None) -> Kind:
    """Return the format of `data`; `name` is the name of the file.

    Raises `ReadError` for formats that cannot be read, saying which.
    """
    for signature, code, name_of in _REFUSED:
        if data.startswith(signature):
            raise refused(code, name_of)
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
    message = _in_message(head)
    if message is not None:
        return message
    if _WORD_XML.search(head):
        return Kind.DOC
    marked = name is not None and name.lower().endswith(_MARKDOWN_SUFFIXES)
    page = _HTML_START.match(head) is not None
    # Converters write tables of HTML into Markdown, in a page each; a page by itself
    # has a head.
    if marked and not (page and _HTML_HEAD.search(head)):
        return Kind.MARKDOWN
    if page or _has_tags(head):
        return Kind.HTML
    return Kind.TEXT


def _has_tags(head: bytes) -> bool:
    """Tell whether enough end tags of HTML stand in the first bytes."""
    found = _HTML_END_TAG.finditer(head)
    return sum(1 for _ in zip(range(_HTML_END_TAGS), found, strict=False)) == (
        _HTML_END_TAGS
    )


def _in_message(head: bytes) -> Kind | None:
    """Tell messages and web archives by their header lines; None for neither."""
    found = _HEADERS.match(head.lstrip())
    if found is None:
        return None
    headers = found[0].lower()
    names = frozenset(_HEADER_NAME.findall(headers))
    if b"from" in names and not _OF_MAIL.isdisjoint(names) and b"subject" in names:
        return Kind.MAIL
    if b"mime-version" in names and _ARCHIVED.search(headers):
        return Kind.MHTML
    return None


def _in_archive(data: bytes) -> Kind:
    """Tell the formats apart that are ZIP archives."""
    # `zipfile` takes 10 ms to import, which text and web pages need not wait for.
    from cnpolicy.readers.archive import Archive

    with Archive(data) as archive:
        if "ofd.xml" in archive:
            return Kind.OFD
        if any(part in archive for part in _WORKBOOKS):
            return Kind.XLSX
        for part, what in _OTHER_ARCHIVES:
            if part in archive:
                raise refused("other-format", what)
        if "content.xml" in archive:
            stated = (archive.find("mimetype") or _OPEN_TEXT).strip()
            if stated.startswith(_OPEN_TEXT):
                return Kind.ODT
            raise refused("other-format", _OPEN_DOCUMENT)
        # Not by word/document.xml alone: some programs name it otherwise.
        if "[content_types].xml" in archive or "word/document.xml" in archive:
            return Kind.DOCX
    return Kind.ZIP


def _in_ole(data: bytes) -> Kind:
    """Tell the formats apart that are OLE files, by the names of their streams."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise refused("encrypted")
    if not has("WordDocument"):
        if has("Workbook"):
            return Kind.XLS
        if has("PowerPoint Document"):
            raise refused("other-format", ("a presentation (PPT)", "演示文稿（PPT）"))
    return Kind.DOC
