"""Damages files of every format and reads them: see README.md beside this file.

In: a seed, minutes, and folders of files if wanted. Out: each file that gives anything
but a `Source` that keeps its laws or one clear `CnpolicyError`, in a folder, with what
it broke; the exit code is 1 if there was one. The same seed gives the same files.
"""

from __future__ import annotations

import argparse
import io
import re
import struct
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from random import Random

from attrs import frozen
from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "readers"))

from hostile_files import odt
from reader_files import (
    PLAN,
    archive,
    assert_source,
    cell_xml,
    docx,
    ofd_of,
    page,
    para,
    pdf,
    table_xml,
)

import cnpolicy
from cnpolicy import DecodeError, ReadError
from cnpolicy.readers import Source
from cnpolicy.readers.pdf import reader as pdf_reader

SECONDS = 20.0
"""A file takes too long that takes more processor time; they are small."""


@frozen
class Sample:
    """A whole file, to be damaged."""

    name: str
    """Its name, whose ending is its format."""

    data: bytes
    """Its bytes."""


# ------------------------------------------------------------------------------ samples

_ROWS = (
    ("序号", "重点任务", "牵头单位", "完成时限"),
    ("1", "修订目录", "市司法局", "2025年底"),
    ("2", "开展试点", "", "2026年6月底"),
)


def _html() -> bytes:
    """Return a page with a heading, a table and what is hidden."""
    rows = "".join(
        "<tr>" + "".join(f"<td rowspan=1 colspan='1'>{word}</td>" for word in row)
        for row in _ROWS
    )
    body = "".join(f"<p>{line}</p>" for line in PLAN)
    return page(f"<h2>{PLAN[0]}</h2>{body}<table>{rows}</table><ol><li>一</ol>")


def _docx() -> bytes:
    """Return a document with numbers, a table, a footnote and deleted words."""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(para(line) for line in PLAN)
    body += f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>加强领导。</w:t></w:r></w:p>" * 2
    merges = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    cells = [
        [cell_xml(para(word), properties=merge) for word in row]
        for row, merge in zip(_ROWS, merges, strict=True)
    ]
    body += table_xml(*cells)
    body += "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r>"
    body += '<w:footnoteReference w:id="2"/></w:r></w:p>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return docx(body, numbering)


def _odt() -> bytes:
    """Return a document of OpenDocument with a list and a table."""
    body = "".join(f"<text:p>{line}</text:p>" for line in PLAN)
    item = "<text:list-item><text:p>甲</text:p></text:list-item>"
    body += f"<text:list>{item}</text:list>"
    rows = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell table:number-columns-spanned="1">'
            f"<text:p>{word}</text:p></table:table-cell>"
            for word in row
        )
        + "</table:table-row>"
        for row in _ROWS
    )
    return odt(f"{body}<table:table>{rows}</table:table>")


def _xlsx() -> bytes:
    """Return a workbook with a merged title."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("任务")
        sheet.merge_range(0, 0, 0, 3, PLAN[0])
        for at, row in enumerate(_ROWS, 1):
            sheet.write_row(at, 0, row)
    return buffer.getvalue()


def _mail(*files: Sample) -> bytes:
    """Return a message with files."""
    message = EmailMessage()
    message["Subject"] = "规划印发"
    message.set_content("\n".join(PLAN))
    for file in files:
        kind = {"maintype": "application", "subtype": "octet-stream"}
        message.add_attachment(file.data, filename=file.name, **kind)
    return message.as_bytes()


def samples() -> tuple[Sample, ...]:
    """Return a file of every format."""
    text = "\n".join(PLAN)
    table = "|序号|任务|\n|---|---|\n|1|甲|\n<table><tr><td>乙</table>\n"
    made = (
        Sample("plan.txt", text.encode()),
        Sample("plan-gb.txt", text.encode("gb18030")),
        Sample("plan-16.txt", text.encode("utf-16")),
        Sample("plan.md", f"# {PLAN[0]}\n\n- **{PLAN[2]}**\n\n{table}".encode()),
        Sample("plan.html", _html()),
        Sample("plan.docx", _docx()),
        Sample("plan.odt", _odt()),
        Sample("plan.xlsx", _xlsx()),
        Sample("plan.ofd", ofd_of(list(PLAN))),
        Sample("plan.pdf", pdf([list(PLAN)] * 2)),
    )
    web = EmailMessage()
    web.set_content(_html().decode(), subtype="html", cte="quoted-printable")
    held = {file.name: file.data for file in made[3:6]}
    return (
        *made,
        Sample("plan.mht", web.as_bytes()),
        Sample("plan.eml", _mail(*made[4:6])),
        Sample("plan.zip", archive({"附件/说明.txt": text.encode(), **held})),
    )


# ------------------------------------------------------------------------------- damage

_ODD = ("", "-1", "99999999999", "1e999", "nan", "0", "%1%2%9", "\u0001", "。" * 5000)
_BYTES = (b"\0", b"\xff", b"<", b">", b"&#x0;", b"\r", b"\xef\xbb\xbf", b"]]>")


# What reading an archive raises that was damaged before.
_NO_ARCHIVE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(OSError, EOFError, ValueError, LookupError, RuntimeError),
)


def damaged(data: bytes, rng: Random) -> bytes:
    """Return a file with some damage: to its archive, its pieces or its bytes."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        edit: Callable[[bytes, Random], bytes] = _other_pieces
        if zipfile.is_zipfile(io.BytesIO(data)):
            edit = _other_part
        if rng.random() < 0.3:
            edit = rng.choice(_EDITS)
        with suppress(*_NO_ARCHIVE):
            data = edit(data, rng)
    return data


_PIECES = re.compile(rb"(<[^<>]*>|\r?\n)")


def _other_pieces(data: bytes, rng: Random) -> bytes:
    """Drop, repeat, move or fill tags, lines and what stands between them."""
    pieces = _PIECES.split(data)
    start = rng.randrange(len(pieces))
    end = start + rng.choice((1, 1, 2, 8))
    taken = pieces[start:end]
    kind = rng.randrange(4)
    if kind == 0:
        pieces[start:end] = []
    elif kind == 1:
        pieces[start:end] = taken * rng.choice((2, 3, 400))
    elif kind == 2:
        pieces[start:end] = []
        at = rng.randint(0, len(pieces))
        pieces[at:at] = taken
    else:
        pieces[start] = rng.choice(_ODD).encode()
    return b"".join(pieces)


def _stretch(data: bytes, rng: Random) -> tuple[int, int]:
    """Return where a piece of a file begins and ends."""
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.choice((1, 2, 8, 64, 512)))


def _flip(data: bytes, rng: Random) -> bytes:
    """Change a byte."""
    at = rng.randrange(len(data) or 1)
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _insert(data: bytes, rng: Random) -> bytes:
    """Put some bytes in."""
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(_BYTES) * rng.choice((1, 1, 40)) + data[at:]


def _cut(data: bytes, rng: Random) -> bytes:
    """Drop the end."""
    return data[: rng.randint(0, len(data))]


def _drop(data: bytes, rng: Random) -> bytes:
    """Drop a piece."""
    start, end = _stretch(data, rng)
    return data[:start] + data[end:]


def _repeat(data: bytes, rng: Random) -> bytes:
    """Repeat a piece, sometimes very often."""
    start, end = _stretch(data, rng)
    return data[:start] + data[start:end] * rng.choice((2, 3, 300)) + data[end:]


def _move(data: bytes, rng: Random) -> bytes:
    """Put a piece elsewhere."""
    start, end = _stretch(data, rng)
    rest = data[:start] + data[end:]
    at = rng.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


_EDITS: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_flip, _insert, _cut),
    *(_drop, _repeat, _move),
)


def _other_part(data: bytes, rng: Random) -> bytes:
    """Return an archive with one part damaged, dropped, doubled or renamed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
        warnings.catch_warnings(),
    ):
        # A name that comes twice is part of the damage.
        warnings.simplefilter("ignore")
        names = before.namelist()
        chosen = rng.choice(names)
        for name in names:
            part = before.read(name)
            if name == chosen:
                kind = rng.random()
                if kind < 0.05:
                    continue
                if kind < 0.1:
                    again = rng.choice([name, "../" + name, rng.choice(names)])
                    after.writestr(again, part)
                part = _other_tree(part, rng) if kind < 0.8 else damaged(part, rng)
            after.writestr(name, part)
    return buffer.getvalue()


def _other_tree(part: bytes, rng: Random) -> bytes:
    """Return XML with an element dropped, doubled, moved, nested or changed."""
    try:
        root = etree.fromstring(part)
    except (etree.XMLSyntaxError, ValueError):
        return rng.choice(_EDITS)(part, rng)
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    one, other = rng.choice(elements), rng.choice(elements)
    above = one.getparent()
    kind = rng.randrange(7)
    if kind == 0 and above is not None:
        above.remove(one)
    elif kind == 1 and above is not None:
        for _ in range(rng.choice((1, 2, 200))):
            above.insert(above.index(one), etree.fromstring(etree.tostring(one)))
    elif kind == 2:
        other.append(etree.fromstring(etree.tostring(one)))
    elif kind == 3:
        for _ in range(rng.choice((1, 30, 300, 3000))):
            one = etree.SubElement(one, other.tag)
        one.text = "甲"
    elif kind == 4 and one.attrib:
        one.set(rng.choice(list(one.attrib)), _clean(rng.choice(_ODD)))
    elif kind == 5 and one.attrib:
        del one.attrib[rng.choice(list(one.attrib))]
    else:
        one.text = _clean(rng.choice((*_ODD, other.text or "")))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _clean(words: str) -> str:
    """Return what XML can hold of some words."""
    return words.replace("\u0001", "\u3000")


# --------------------------------------------------------------------------------- laws

_SEVERAL = (".zip", ".eml")
"""Endings of files that hold others."""


def fault_of(name: str, data: bytes) -> str | None:
    """Return what a file breaks: its last frame and exception; None if nothing."""
    began = time.process_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert_file(name, data)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        return f"{place} {type(error).__name__}: {str(error)[:80]}"
    if time.process_time() - began > SECONDS:
        return "takes too long"
    return None


def assert_file(name: str, data: bytes) -> None:
    """Assert that a file, and each file in it, is read by the laws or refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            source = cnpolicy.read(path)
        except (ReadError, DecodeError) as error:
            assert_refusal(error)
        else:
            assert_read(source)
        if path.suffix in _SEVERAL:
            for found in cnpolicy.read_all(path):
                if found.source is not None:
                    assert_read(found.source)
                elif found.error is not None:
                    assert_refusal(found.error)


def assert_read(source: Source) -> None:
    """Assert the laws of what was read, and that its tree gives its text back."""
    assert_source(source)
    document = cnpolicy.parse(source)
    assert cnpolicy.unparse(document) == source.text
    cnpolicy.tasks(document)


def assert_refusal(error: ReadError | DecodeError) -> None:
    """Assert that an error is one line in both languages."""
    for words in (str(error), error.message_zh):
        assert words.strip()
        assert "\n" not in words


def _watch_worker() -> None:
    """Let an exception in the process that reads a PDF be one here.

    That the library it uses ends the process is what the process is for.
    """
    talk = pdf_reader._talk

    def watched(*asked: object) -> tuple[int, bytes]:
        code, output = talk(*asked)  # type: ignore[arg-type]
        assert code != 1, "an exception in the process that reads a PDF"
        return code, output

    pdf_reader._talk = watched


def files_of(folders: Sequence[Path]) -> tuple[Sample, ...]:
    """Return the files of folders; those of the tests without any."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*.*"))]
    found = tuple(Sample(path.name, path.read_bytes()) for path in paths)
    if folders and not found:
        raise SystemExit("no files in these folders")
    return found or samples()


def mutant(seed: int, number: int, files: Sequence[Sample]) -> Sample:
    """Return the damaged file that has this number."""
    rng = Random(f"{seed} {number}")
    sample = files[number % len(files)]
    return Sample(sample.name, damaged(sample.data, rng))


def main(arguments: Sequence[str] | None = None) -> int:
    """Damage files until the time is up; return 1 if one broke a law."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--finds", type=Path, default=Path("file-finds"))
    parser.add_argument("folders", nargs="*", type=Path)
    asked = parser.parse_args(arguments)
    _watch_worker()
    files = files_of(asked.folders)
    faults: set[str] = set()
    until = time.monotonic() + 60 * asked.minutes
    number = 0
    while time.monotonic() < until:
        file = mutant(asked.seed, number, files)
        fault = fault_of(file.name, file.data)
        if fault is not None and fault not in faults:
            faults.add(fault)
            asked.finds.mkdir(exist_ok=True)
            path = asked.finds / f"{asked.seed}-{number}-{file.name}"
            path.write_bytes(file.data)
            sys.stdout.write(f"{path}: {fault}\n")
        number += 1
    sys.stdout.write(f"{number} files, {len(faults)} finds\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
