"""Watermarks of OFD and PDF: never in the body, and said in a note."""

import io

import pytest
from reader_files import OFD, assert_source, ofd, ofd_page, text_object
from reader_fonts import EMBEDDED, register

from cnpolicy import parse, responsibilities
from cnpolicy.readers import Source, read

MARK = "内部资料严禁外传"
LINES = (
    "一、加强组织领导，健全工作机制{}。",
    "二、落实第{}项责任，逐级压实。（市财政局牵头，",
    "第{}批单位、市教育局配合）",
)


def body(number: int) -> list[str]:
    """The text of a page, a text object a line."""
    return [
        text_object(25, 100 + 10 * at, line.format(number))
        for at, line in enumerate(LINES)
    ]


def slanted(x: float, y: float, words: str = MARK, size: float = 9) -> str:
    """A text object turned by 45 degrees."""
    turn = 'CTM="0.7071 -0.7071 0.7071 0.7071 0 0"'
    return text_object(x, y, words, turn, size)


def down(x: float, y: float, words: str = MARK) -> str:
    """Characters that stand upright, each lower than the one before."""
    steps = f"g {len(words) - 1} 9"
    return (
        f'<ofd:TextObject Boundary="{x} {y} 150 150" Size="9">'
        f'<ofd:TextCode X="0" Y="9" DeltaX="{steps}" DeltaY="{steps}">{words}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def template(words: str) -> tuple[str, dict[str, str]]:
    """A template with words, as a part of the file."""
    common = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    return common, {"Doc_0/Tpls/Tpl_0/Content.xml": ofd_page(words)}


def annotated(kind: str, inner: str) -> tuple[str, dict[str, str]]:
    """An annotation on the first page, as parts of the file."""
    listed = '<ofd:Page PageID="0"><ofd:FileLoc>Annot_0.xml</ofd:FileLoc></ofd:Page>'
    parts = {
        "Doc_0/Annots/Annotations.xml": f"<ofd:Annotations {OFD}>{listed}"
        "</ofd:Annotations>",
        "Doc_0/Annots/Annot_0.xml": f'<ofd:PageAnnot {OFD}><ofd:Annot Type="{kind}" '
        f'ID="3"><ofd:Appearance Boundary="0 0 210 297">{inner}</ofd:Appearance>'
        "</ofd:Annot></ofd:PageAnnot>",
    }
    return "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>", parts


def furniture(source: Source) -> list[str]:
    """What belongs to the pages."""
    spans = (span for page in source.structure.pages for span in page.furniture)
    return [span.of(source.text) for span in spans]


def assert_set_apart(source: Source, pages: int) -> None:
    """The mark is furniture of each page, in no line of the text, and said once."""
    assert_source(source)
    assert furniture(source).count(MARK) == pages
    assert source.text.count(MARK) == pages
    said = [(one.code, one.where, one.words) for one in source.notes]
    assert said == [("watermark", "page 1", MARK)]
    lines = source.text.split("\n")
    assert [line for line in lines if MARK in line] == [MARK] * pages
    clauses = responsibilities(parse(source))
    assert [clause.lead[0].name for clause in clauses] == ["市财政局"] * pages


@pytest.mark.parametrize("pages", [1, 2, 4])
@pytest.mark.parametrize("drawn", [slanted, down])
def test_slanted_words(drawn, pages):
    """A mark at a slant, drawn between the lines and over them."""
    parts = []
    for number in range(pages):
        first, *rest = body(number)
        parts.append(ofd_page(first, drawn(40, 112), *rest))
    assert_set_apart(read(ofd(parts)), pages)


def test_slanted_words_of_a_template():
    common, parts = template(slanted(40, 112))
    use = '<ofd:Template TemplateID="9" ZOrder="Background"/>'
    pages = [ofd_page(*body(number), template=use) for number in range(3)]
    assert_set_apart(read(ofd(pages, common=common, parts=parts)), 3)


def test_upright_words_under_the_text_of_every_page():
    """Upright, over other words, at one place of each page."""
    mark = text_object(60, 111, MARK, size=12)
    pages = [ofd_page(mark, *body(number)) for number in range(3)]
    assert_set_apart(read(ofd(pages)), 3)


def test_words_at_one_place_of_every_page_that_cover_none():
    """A form that is printed again is text, page by page."""
    label = text_object(25, 60, "填报单位（盖章）：市财政局")
    pages = [ofd_page(label, *body(number)) for number in range(3)]
    source = read(ofd(pages))
    assert not source.notes
    assert source.text.count("填报单位") == 3
    assert "填报单位（盖章）：市财政局" not in furniture(source)


def test_a_page_that_lies_aslant_is_text():
    """Where most of a page is at a slant, a scanner has read it so."""
    page = ofd_page(*(slanted(30, 60 + 12 * at, line) for at, line in enumerate(LINES)))
    source = read(ofd([page]))
    assert not source.notes
    assert all(line in source.text for line in LINES)


@pytest.mark.parametrize(
    ("kind", "inner", "note"),
    [
        ("Watermark", slanted(40, 112), ("watermark", MARK)),
        ("Watermark", "", ("watermark", "")),
        ("Highlight", text_object(40, 112, "此处待核"), ("comment", "此处待核")),
        ("Stamp", "", None),
        ("Link", text_object(40, 112, "链接"), None),
    ],
)
def test_what_is_put_upon_a_page(kind, inner, note):
    """An annotation is not in the text; its words are in a note."""
    common, parts = annotated(kind, inner)
    data = ofd([ofd_page(*body(1))], parts=parts)
    source = read(_with(data, common))
    assert MARK not in source.text
    assert "此处待核" not in source.text
    found = [(one.code, one.words) for one in source.notes]
    assert found == ([note] if note else [])


def _with(data: bytes, element: str) -> bytes:
    """Return an OFD with an element more in its document part."""
    import zipfile

    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            if name == "Doc_0/Document.xml":
                end = b"</ofd:Document>"
                text = text.replace(end, element.encode() + end)
            new.writestr(name, text)
    return buffer.getvalue()


def test_a_mark_of_a_pdf_is_said():
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    for _ in range(2):
        canvas.setFont(register(EMBEDDED), 12)
        for at, line in enumerate(LINES):
            canvas.drawString(80, 700 - 30 * at, line)
        canvas.saveState()
        canvas.translate(120, 560)
        canvas.rotate(45)
        canvas.drawString(0, 0, MARK)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    source = read(buffer.getvalue())
    assert furniture(source).count(MARK) == 2
    assert [(n.code, n.words) for n in source.notes] == [("watermark", MARK)]
