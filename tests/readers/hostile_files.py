"""Small files that ask for much: what they say once they have shown a thousand times.

In: nothing. Out: `HOSTILE`, functions that make the bytes of a file, by what it does;
`without_packing`, for those that a limit on the ratio of packing would save.
"""

import io
import zipfile
from collections.abc import Callable

from reader_files import (
    OFD,
    abstract_xml,
    archive,
    cell_xml,
    docx,
    level_xml,
    num_xml,
    ofd,
    ofd_page,
    para,
    table_xml,
    text_object,
)

from cnpolicy.readers.source import Kind

LARGEST_PLAIN = 20_000_000
"""How many bytes an archive may have without packing."""


def long_numbers() -> bytes:
    """A number of 100,000 characters before each of 2,000 paragraphs."""
    levels = abstract_xml(1, level_xml(0, "decimal", "%1" + "第" * 100_000))
    return docx(para("甲", 1, 0) * 2000, levels + num_xml(1, 1))


def long_numbers_in_cells() -> bytes:
    """The same inside the cells of a table, which are kept until it ends."""
    levels = abstract_xml(1, level_xml(0, "decimal", "%1" + "第" * 100_000))
    row = [cell_xml(para("甲", 1, 0)), cell_xml(para("乙", 1, 0))]
    return docx(table_xml(*[row] * 1000), levels + num_xml(1, 1))


def long_footnote() -> bytes:
    """A footnote of a million characters that 3,000 places refer to."""
    sign = (
        '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{"注 " * 500_000}</w:t></w:r></w:p>'
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return docx(
        sign * 3000,
        parts={
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{namespace}">{note}'
            "</w:footnote></w:footnotes>"
        },
    )


def many_levels() -> bytes:
    """300 lists on one abstract list of 5,000 levels."""
    levels = "".join(level_xml(at % 9, "decimal", "%1.") for at in range(5000))
    numbers = "".join(num_xml(at, 1) for at in range(1, 301))
    body = "".join(para("甲", at, 0) for at in range(1, 301))
    return docx(body, abstract_xml(1, levels) + numbers)


def many_instructions() -> bytes:
    """A field whose instruction comes in 30,000 pieces."""
    piece = f"<w:r><w:instrText>{'x' * 200}</w:instrText></w:r>"
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return docx(f"<w:p>{begin}{piece * 30_000}</w:p>")


def fields_in_fields() -> bytes:
    """20,000 fields that begin and show nothing, and words behind each."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>甲</w:t></w:r>'
    return docx(f"<w:p>{begin * 20_000}</w:p>")


def repeated_templates() -> bytes:
    """200 pages that draw one template of 5,000 texts, 50 times each."""
    template = '<ofd:Template TemplateID="1"/>' * 50
    text = ofd_page(*[text_object(20, 30, "国" * 60)] * 5000)
    common = '<ofd:TemplatePage ID="1" BaseLoc="T.xml"/>'
    pages = [ofd_page(template=template)] * 200
    return ofd(pages, common=common, parts={"Doc_0/T.xml": text})


def units_in_units() -> bytes:
    """Composite units that draw ten units each, eight deep."""
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{at}">'
        + f'<ofd:CompositeObject ResourceID="{at + 1}"/>' * 10
        + "</ofd:CompositeGraphicUnit>"
        for at in range(1, 8)
    )
    last = f'<ofd:CompositeGraphicUnit ID="8">{text_object(20, 30, "国")}'
    units += last + "</ofd:CompositeGraphicUnit>"
    return ofd(
        [ofd_page('<ofd:CompositeObject ResourceID="1"/>')],
        common="<ofd:DocumentRes>R.xml</ofd:DocumentRes>",
        parts={"Doc_0/R.xml": f"<ofd:Res {OFD}>{units}</ofd:Res>"},
    )


def one_page_many_times() -> bytes:
    """19,000 pages that are one part."""
    pages = '<ofd:Page BaseLoc="Pages/Page_0/Content.xml"/>' * 19_000
    page = ofd_page(*[text_object(20, 30, "国" * 20)] * 2000)
    root = f"<ofd:Document {OFD}><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    return ofd([page], parts={"Doc_0/Document.xml": root})


def nested_headings() -> bytes:
    """13,000 headings inside one another."""
    return ("<html><body>" + "<h1>甲" * 13_000 + "</body></html>").encode()


def damaged_at_the_end() -> bytes:
    """10 MB of text whose last byte is none."""
    return "规划发展".encode() * 870_000 + b"\xff"


def damaged_gbk() -> bytes:
    """10 MB in GB18030 whose last byte is none."""
    return "规划发展".encode("gb18030") * 1_250_000 + b"\xff"


def far_cell() -> bytes:
    """A workbook of two cells, at the corners of the largest sheet there is."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return workbook(f"<sheetData>{cells}</sheetData>")


def many_merges() -> bytes:
    """A workbook with a sheet of merged cells over each other."""
    cells = "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="B{at}"><v>1</v></c></row>'
        for at in range(1, 2001)
    )
    merged = '<mergeCell ref="A1:B2000"/>' * 20_000
    return workbook(f"<sheetData>{cells}</sheetData><mergeCells>{merged}</mergeCells>")


def workbook(sheet: str) -> bytes:
    """Return a workbook whose one sheet is a piece of XML."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("表")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    names = f'<worksheet xmlns="{main}">'
    return changed(
        buffer.getvalue(), {"xl/worksheets/sheet1.xml": f"{names}{sheet}</worksheet>"}
    )


def changed(
    data: bytes, parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return an archive with other parts in place of some of its own."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(buffer, "w", method) as after,
    ):
        for name in before.namelist():
            after.writestr(name, parts.get(name, before.read(name)))
    return buffer.getvalue()


def repeated_cells() -> bytes:
    """An ODT whose rows, cells and blanks are said to come a million times."""
    cell = '<table:table-cell table:number-columns-repeated="999999"><text:p>甲'
    cell += '<text:s text:c="99999999"/></text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="999999">{cell * 2}'
    return odt(f"<table:table>{row}</table:table-row></table:table>")


def odt(
    body: str,
    styles: str = "",
    automatic: str = "",
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """Return an ODT file made of pieces of XML."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(
        f'xmlns:{name}="{urn}:{name}:1.0"'
        for name in ("office", "text", "table", "style", "draw", "meta")
    )
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    names += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    files: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {names}><office:automatic-styles>"
        f"{automatic}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {names}><office:styles>{styles}"
        "</office:styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {names}><office:meta>"
        "<dc:title>某市规划</dc:title></office:meta></office:document-meta>",
    }
    return archive(files | (parts or {}))


def parts_in_parts() -> bytes:
    """A message of 200 parts inside one another, and 10 MB of lines in the last."""
    head = "From: a@b.cn\nTo: c@d.cn\nSubject: x\nMIME-Version: 1.0\n"
    nest = "".join(
        f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n'
        for at in range(199)
    )
    return (head + nest + "Content-Type: text/plain\n\n" + "a\n" * 2_000_000).encode()


def archive_in_archive() -> bytes:
    """An archive in an archive in an archive, ten deep."""
    data = "一、总体要求".encode()
    for _ in range(10):
        data = archive({"a.zip": data})
    return data


def archive_of_zeros() -> bytes:
    """An archive of texts that unpack to a thousand times their size."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for at in range(20):
            out.writestr(f"{at}.txt", b"a" * 30_000_000)
    return buffer.getvalue()


def tables_that_never_end() -> bytes:
    """60,000 tables of HTML in Markdown, of which none ends."""
    return b"<table><tr><td>x\n" * 60_000


def without_packing(data: bytes) -> bytes | None:
    """Return an archive without packing; None for another file, and a large one."""
    if not data.startswith(b"PK"):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_PLAIN:
            return None
    return changed(data, {}, zipfile.ZIP_STORED)


HOSTILE: dict[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        long_numbers,
        long_numbers_in_cells,
        long_footnote,
        many_levels,
        many_instructions,
        fields_in_fields,
        repeated_templates,
        units_in_units,
        one_page_many_times,
        nested_headings,
        damaged_at_the_end,
        damaged_gbk,
        far_cell,
        many_merges,
        repeated_cells,
        parts_in_parts,
        archive_in_archive,
        archive_of_zeros,
        tables_that_never_end,
    )
}

KINDS = {"tables_that_never_end": Kind.MARKDOWN}
"""The kind of each file that does not tell it itself."""
