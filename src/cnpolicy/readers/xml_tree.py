"""XML parsed with caution, for DOCX and OFD.

In: the bytes of an XML part. Out: its root element. Document types, entities and the
network stay closed; what is not well-formed or would grow beyond the caps of `limits`
raises `ReadError`. Needs lxml.
"""

import re

from lxml import etree

from cnpolicy.readers import limits
from cnpolicy.readers.refusals import refused, too_much_memory

# Encodings whose `<` is the byte 0x3C and nothing else is, or is so with NULs between:
# only then does counting bytes bound the tree. UTF-7 would hide its markup.
_ENCODINGS = frozenset(
    {"utf-8", "utf8", "utf-16", "us-ascii", "gb18030", "gbk", "gb2312"}
)
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([^"'>]*)["']""")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

# Measured with libxml2 2.14: an element takes 125 bytes, a text node as much, an
# attribute with its value 230; the rest of the 400 is the line and its origin that a
# reader may make of an element. Characters are held up to four times (bytes, tree,
# pieces, text).
_ELEMENT, _TEXT, _ATTRIBUTE, _BYTE = 400, 125, 230, 4


def tree_cost(data: bytes) -> int:
    """Return an upper bound of the memory that the tree of `data` will take."""
    starts = data.count(b"<") - data.count(b"</")
    texts = data.count(b">") - data.count(b"><")
    attributes = data.count(b"=")
    return (
        _ELEMENT * starts + _TEXT * texts + _ATTRIBUTE * attributes + _BYTE * len(data)
    )


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root element of the part `name`, without comments.

    Raises `ReadError` for anything but a plain, well-formed document.
    """
    plain = data.replace(b"\x00", b"") if b"\x00" in data else data
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    if not plain.lstrip().startswith(b"<"):
        raise refused("part-no-xml", name)
    declared = _ENCODING.match(plain)
    if declared and declared[1].decode("ascii", "replace").lower() not in _ENCODINGS:
        raise refused("part-encoding", name)
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        # No office format has one; a bomb of entities and a theft of files need it.
        raise refused("document-type", name)
    if tree_cost(plain) > limits.scaled(limits.MAX_TREE_BYTES):
        raise too_much_memory(name)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise refused("part-bad-xml", name, error) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused("document-type", name)
    return root


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for an entity.

    Strict and transitional Office XML differ in their namespaces only.
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name without namespace, None if it is missing."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of this local name, None if there is none."""
    for candidate in element:
        if local(candidate) == name:
            return candidate
    return None
