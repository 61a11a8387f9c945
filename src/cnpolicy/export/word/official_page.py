"""The page of an official document in Word, as GB/T 9704 has it.

In: an empty document of python-docx. Out: the same with its paper, its fonts and its
page numbers; and paragraphs to put into it.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cnpolicy.errors import CnpolicyError
from cnpolicy.export.spreadsheets.cell_text import clean
from cnpolicy.export.word.elements import (
    Typeface,
    element,
    field,
    properties,
    qualified,
    run,
    serialized,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

# A fixed date makes the same content the same file.
_CREATED = (2000, 1, 1, 0, 0, 0)

_PAGE_TYPE = Typeface("宋体", 28)

_FALLBACKS = {
    "方正小标宋简体": ("宋体", "auto"),
    "楷体_GB2312": ("楷体", "modern"),
    "黑体": ("SimHei", "modern"),
    "仿宋_GB2312": ("仿宋", "modern"),
    "宋体": ("SimSun", "auto"),
}
"""For each font, the one that a program takes in its place, and its family."""


def new_document(
    title: str, parts: Iterable[_Element], usual: Typeface, *, landscape: bool
) -> bytes:
    """Return the bytes of a Word document: `parts` on A4 paper, in the `usual` type.

    The same input gives the same bytes. Raises `CnpolicyError` without python-docx.
    """
    try:
        import docx
    except ImportError as error:
        raise CnpolicyError(
            'a Word document needs python-docx: pip install "cnpolicy[docx]"'
        ) from error
    document = docx.Document()
    _set_up(document, title, usual, landscape)
    body = document.element.body
    for part in parts:
        body.insert(len(body) - 1, part)  # The last one sets up the page.
    made = io.BytesIO()
    document.save(made)
    return _dated(made)


def _dated(made: io.BytesIO) -> bytes:
    """Return a package whose parts all have the same fixed date."""
    dated = io.BytesIO()
    with (
        zipfile.ZipFile(made) as old,
        zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _CREATED)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return dated.getvalue()


def _set_up(
    document: WordDocument, title: str, usual: Typeface, landscape: bool
) -> None:
    """Set up the page, the fonts, the page number and the properties."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    relations = document.part.package.rels
    for key, relation in list(relations.items()):
        if relation.reltype.endswith("/thumbnail"):  # a picture of the empty template
            del relations[key]
    about = document.core_properties
    about.title = clean(title)[:255]
    about.author = about.comments = ""
    about.language = "zh-CN"
    about.created = about.modified = datetime.datetime(*_CREATED[:3])
    section = document.sections[0]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin, section.bottom_margin = Mm(25), Mm(25)
        section.footer_distance = Mm(12)
    else:
        # GB/T 9704: 156 mm by 225 mm of words, 37 mm above and 28 mm left of them.
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    footer = section.footer.paragraphs[0]._p
    footer.getparent().replace(footer, _page_number())
    _set_fonts(document, usual)


def _set_fonts(document: WordDocument, usual: Typeface) -> None:
    """Make `usual` the typeface of all words, and name what stands for a font."""
    normal = document.styles["Normal"].element
    for old in normal.findall(qualified("rPr")):
        normal.remove(old)
    normal.append(properties(usual))
    fonts = [
        element(
            "font",
            element("altName", val=other),
            element("charset", val="86"),
            element("family", val=family),
            name=font,
        )
        for font, (other, family) in _FALLBACKS.items()
    ]
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = serialized(element("fonts", *fonts))


def _page_number() -> _Element:
    """The foot of a page: — 1 — in 四号, as GB/T 9704 has it, in the middle."""
    return paragraph(
        "center",
        run("— ", _PAGE_TYPE),
        *field("PAGE", "1", _PAGE_TYPE),
        run(" —", _PAGE_TYPE),
    )


def paragraph(
    alignment: str,
    *runs: _Element,
    before: tuple[_Element, ...] = (),
    after: tuple[_Element, ...] = (),
    space: int = 0,
    indent: _Element | None = None,
) -> _Element:
    """A paragraph; `before` and `after` are properties by where they have to stand."""
    return element(
        "p",
        element(
            "pPr",
            *before,
            element("spacing", before=0, after=space, line=240, lineRule="auto"),
            indent,
            element("jc", val=alignment),
            *after,
        ),
        *runs,
    )
