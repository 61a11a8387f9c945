"""Web pages of governments.

In: the bytes of a page, or of a piece of one. Out: the text of its document as a
`Source`, one paragraph a line, and what the page states about the document as
metadata. Navigation, footers, scripts and hidden text stay out. Needs lxml.
"""

import re

from lxml import etree

from cnpolicy.errors import DecodeError
from cnpolicy.readers import limits
from cnpolicy.readers.encoding import decode
from cnpolicy.readers.html.content import choose_content
from cnpolicy.readers.html.lines import LineWriter
from cnpolicy.readers.html.page_metadata import page_metadata
from cnpolicy.readers.html.tables import table_shapes
from cnpolicy.readers.refusals import refused, too_much_memory
from cnpolicy.readers.source import Kind, Source, SourceBuilder

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""",
    re.IGNORECASE,
)
_CHARSET_WITHIN = 4096

# What browsers take the names for: GB 2312 is read as its superset everywhere.
_CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "big5": "cp950",
    "big5-hkscs": "big5hkscs",
}

_DROPPED = re.compile(rb"<!--|<(script|style)(?=[\s/>])", re.IGNORECASE)
_DROPPED_END = {
    b"script": re.compile(rb"</script(?=[\s/>])[^>]*>?", re.IGNORECASE),
    b"style": re.compile(rb"</style(?=[\s/>])[^>]*>?", re.IGNORECASE),
}
# A tag as HTML 5 reads it: quotes count behind an equals sign only.
_TAG = re.compile(rb"""<[a-zA-Z](?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))*+""")
# What follows these belongs to the page as well; libxml2 makes it a second document.
_PAGE_END = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_PAGE_START = re.compile("<(?:html|body)[\\s>]", re.IGNORECASE)
_PAGE_CLOSE = re.compile("</(?:body|html)\\s*>", re.IGNORECASE)
# Pictures written into the page: up to some MiB in one attribute.
_DATA_URI = re.compile(rb"""data:[\w/+.-]*;base64,[\w+/=\s%-]*+""")

# Measured with libxml2 2.14: an element takes 125 bytes, a text node as much, an
# attribute up to 230; the rest of the 700 is what the choice of the content and the
# lines keep of an element. Line ends matter where they are kept, in `<pre>`, and where
# white space is collapsed.
_ELEMENT, _TEXT, _ATTRIBUTE, _BYTE = 700, 125, 230, 8
_LINE_END, _KEPT_LINE_END = 100, 400
_PRE = re.compile(rb"<pre\b", re.IGNORECASE)


def read_html(data: bytes, charset: str | None = None) -> Source:
    """Read a web page; `charset` is what its carrier says of its encoding.

    Raises `ReadError` for a page without text or beyond the caps, `DecodeError` for
    one in no known encoding.
    """
    text = _decoded(data, charset)
    root = parse_page(text)
    builder = SourceBuilder()
    content = choose_content(root)
    around = {above for found in content.roots for above in found.iterancestors()}
    writer = LineWriter(builder, content, table_shapes(root) - around)
    writer.write(root)
    if not builder.length:
        raise refused("page-empty")
    if _PAGE_START.search(text) and not _PAGE_CLOSE.search(text):
        builder.note("cut-off", "file")
    return builder.build(Kind.HTML, page_metadata(root, writer.outside, writer.inside))


def _decoded(data: bytes, charset: str | None) -> str:
    """Decode a page by its bytes first, by the encoding that it states second. Many
    pages state gb2312 and are UTF-8.
    """
    try:
        return decode(data)
    except DecodeError:
        stated = _CHARSET.search(data[:_CHARSET_WITHIN])
        name = stated[1].decode("ascii") if stated else charset or ""
        codec = _CODECS.get(name.lower())
        if codec is None:
            raise
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            pass
        raise


def parse_page(text: str) -> etree._Element:
    """Return the root element of a page. Raises `ReadError` beyond the caps."""
    data = text.replace("\x00", "").encode("utf-8", "replace")
    data = _DATA_URI.sub(b"", _without_scripts(data))
    data = _PAGE_END.sub(b"", data)
    _check_cost(data)
    # libxml2 drops, without a word, everything nested deeper than 256 elements unless
    # the tree may be huge; pages with unclosed <font> reach that. The caps are ours.
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except (etree.LxmlError, ValueError) as error:
        raise refused("page-damaged", error) from None
    if root is None:
        raise refused("page-empty")
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise refused("deep", ("the page", "网页"))
    return root


def _without_scripts(data: bytes) -> bytes:
    """Remove comments, scripts and style sheets, which hold no text and much `<`."""
    kept = []
    place = 0
    while found := _DROPPED.search(data, place):
        kept.append(data[place : found.start()])
        if found[1] is None:
            end = data.find(b"-->", found.start() + 2)
            place = end + 3 if end >= 0 else len(data)
        else:
            close = _DROPPED_END[found[1].lower()].search(data, found.end())
            place = close.end() if close else len(data)
    kept.append(data[place:])
    return b"".join(kept)


def _check_cost(data: bytes) -> None:
    """Raise `ReadError` if parsing would take too much memory or time."""
    most = limits.scaled(limits.MAX_TREE_BYTES)
    line_end = _KEPT_LINE_END if _PRE.search(data) else _LINE_END
    texts = data.count(b">") - data.count(b"><")
    cost = _TEXT * texts + line_end * data.count(b"\n") + _BYTE * len(data)
    for found in _TAG.finditer(data):
        tag = found[0]
        # Each of these may begin an attribute: a name needs no value.
        inside = len(tag.split()) + tag.count(b"/") + tag.count(b"=")
        if inside > limits.MAX_ATTRIBUTES and _attributes(tag) > limits.MAX_ATTRIBUTES:
            raise refused("attributes")
        cost += _ELEMENT + _ATTRIBUTE * (inside - 1)
        if cost > most:
            break
    if cost > most:
        raise too_much_memory("the page")


_VALUE = re.compile(rb"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+)""")


def _attributes(tag: bytes) -> int:
    """Count the attributes of a long tag, without what stands in their values."""
    return len(_VALUE.sub(b" ", tag).replace(b"/", b" ").split()) - 1
