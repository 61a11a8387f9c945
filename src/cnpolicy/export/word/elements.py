"""Elements of WordprocessingML, of which Word documents are made (ISO/IEC 29500).

In: names, attributes and words. Out: elements of lxml (extra `docx`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from cnpolicy.export.spreadsheets.cell_text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of all names here."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@frozen
class Typeface:
    """How words are set: 仿宋_GB2312 in 五号, which is 10.5 points."""

    font: str
    """The name of the font."""

    half_points: int
    """Its size in halves of a point."""


def qualified(name: str) -> str:
    """Return a name with its namespace, as lxml writes it."""
    return f"{{{WORD}}}{name}"


def element(name: str, /, *children: _Element | None, **attributes: object) -> _Element:
    """Return an element of Word with its attributes and its children.

    A child that is None is left out, and so is an attribute that is None.
    """
    from lxml import etree

    made = etree.Element(qualified(name), nsmap={"w": WORD})
    for key, value in attributes.items():
        if value is not None:
            made.set(qualified(key), str(value))
    made.extend(child for child in children if child is not None)
    return made


def properties(typeface: Typeface) -> _Element:
    """Return the properties of words in a typeface."""
    font, size = typeface.font, typeface.half_points
    return element(
        "rPr",
        element("rFonts", ascii=font, eastAsia=font, hAnsi=font, cs=font, hint=_EAST),
        element("sz", val=size),
        element("szCs", val=size),
        element("lang", val="zh-CN", eastAsia="zh-CN"),
    )


_EAST = "eastAsia"
"""Signs that stand in both scripts, such as “”, are taken from the Chinese font."""


def run(words: str, typeface: Typeface) -> _Element:
    """Return words in a typeface; line ends and tabs are those of Word."""
    return element("r", properties(typeface), *_words(clean(words)))


def _words(words: str) -> Iterator[_Element]:
    """Yield the elements of the words of a run."""
    from lxml import etree

    ends = [-1, *(at for at, sign in enumerate(words) if sign in "\n\t"), len(words)]
    for before, end in pairwise(ends):
        if end > before + 1:
            text = etree.Element(qualified("t"), nsmap={"w": WORD})
            text.text = words[before + 1 : end]
            text.set(_SPACE, "preserve")
            yield text
        if end < len(words):
            yield element("br" if words[end] == "\n" else "tab")


def field(code: str, shown: str, typeface: Typeface) -> Iterator[_Element]:
    """Yield the runs of a field, such as PAGE, which Word computes; `shown` until then.

    They are the long form of a field, which every program knows.
    """
    from lxml import etree

    instruction = etree.Element(qualified("instrText"), nsmap={"w": WORD})
    instruction.text = code
    yield element("r", properties(typeface), element("fldChar", fldCharType="begin"))
    yield element("r", properties(typeface), instruction)
    yield element("r", properties(typeface), element("fldChar", fldCharType="separate"))
    yield run(shown, typeface)
    yield element("r", properties(typeface), element("fldChar", fldCharType="end"))


def serialized(root: _Element) -> bytes:
    """Return the bytes of a part of a package."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
