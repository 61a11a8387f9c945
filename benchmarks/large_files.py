"""Long files: what a PDF of 195 pages costs, with and without tables, and a DOCX.

Usage: python benchmarks/large_files.py [FOLDER]

In: the seeds, written one behind the other as DOCX, with task tables or without, and
printed by LibreOffice; the files are kept in FOLDER if one is named. Out: for each file
what reading and parsing it takes, in seconds of processor time and in MB at the peak,
and beside it what pdfplumber takes for its text and its tables, if it is installed.
Each runs in a process of its own. Run with `--child WHAT FILE` it is that process.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from file_makers import to_pdfs

SEEDS = Path(__file__).parents[1] / "seeds"
SOURCE = Path(__file__).parents[1] / "src"
PAGES = 195
CHARACTERS = 119_000
# A task table of so many rows stands behind every so many paragraphs.
ROWS, EVERY = 24, 12
HEADER = ("序号", "重点任务", "牵头单位", "配合单位", "完成时限")
BODIES = ("市发展改革委", "市教育局", "市科技局", "市公安局", "市民政局", "市司法局")


def paragraphs() -> Iterator[str]:
    """Yield the paragraphs of the seeds, over and over."""
    while True:
        for path in sorted(SEEDS.glob("0*.txt")):
            lines = path.read_text(encoding="utf-8").split("\n")
            yield from (line.strip() for line in lines if line.strip())


def write_docx(path: Path, characters: int, *, tables: bool) -> None:
    """Write a document of so many characters of text, its tables beside."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = docx.Document()
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(16)
    document.sections[0].header.paragraphs[0].text = "某市人民政府文件"
    size = number = 0
    for at, words in enumerate(paragraphs()):
        if size >= characters:
            break
        paragraph = document.add_paragraph(words)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Pt(32)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(28)
        size += len(words)
        if tables and at % EVERY == EVERY - 1:
            number = _add_table(document, number)
    document.save(str(path))


def _add_table(document: Any, number: int) -> int:
    """Add a task table; return the number of its last row."""
    from docx.shared import Pt

    table = document.add_table(ROWS + 1, len(HEADER))
    table.style = "Table Grid"
    for at, row in enumerate(table.rows):
        first, second = BODIES[at % len(BODIES)], BODIES[(at + 2) % len(BODIES)]
        words = (
            HEADER
            if at == 0
            else (
                str(number + at),
                f"建设平台并完善制度{at}",
                first,
                second,
                "2025年底",
            )
        )
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
            cell.paragraphs[0].runs[0].font.size = Pt(10.5)
    return number + ROWS


def pages_of(path: Path) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def make(folder: Path) -> list[Path]:
    """Make the files; the PDFs have about as many pages as `PAGES`."""
    found = []
    for name, tables in (("text", False), ("tables", True)):
        trial = folder / f"{name}.docx"
        characters = 40_000
        for _ in range(2):
            write_docx(trial, characters, tables=tables)
            (printed,) = to_pdfs([trial], folder)
            characters = round(characters * PAGES / pages_of(printed))
        found.append(printed)
    long = folder / "long.docx"
    write_docx(long, CHARACTERS, tables=False)
    return [*found, long]


# ---------------------------------------------------------------------------- a child


def _seconds() -> float:
    """Return the processor time that this process and those that it started took."""
    return sum(
        found.ru_utime + found.ru_stime
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        for found in [resource.getrusage(who)]
    )


def _peak() -> float:
    """Return the most memory that this process held, in MB.

    `ru_maxrss` would count what its starter held.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def ours(path: Path) -> dict[str, float]:
    """Read and parse a file."""
    import cnpolicy

    start = _seconds()
    source = cnpolicy.read(path)
    read = _seconds() - start
    document = cnpolicy.parse(source)
    whole = _seconds() - start
    tables = [one for one in cnpolicy.walk(document) if isinstance(one, cnpolicy.Table)]
    return {
        "seconds": whole,
        "read": read,
        "characters": len(source.text),
        "tables": len(tables),
        "tasks": len(cnpolicy.tasks(document)),
    }


def plumber_text(path: Path) -> dict[str, float]:
    """Take the text of each page with pdfplumber."""
    import pdfplumber

    start = _seconds()
    characters = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            characters += len(page.extract_text())
            page.close()
    return {"seconds": _seconds() - start, "characters": characters}


def plumber_tables(path: Path) -> dict[str, float]:
    """Take text and tables of each page with pdfplumber."""
    import pdfplumber

    start = _seconds()
    characters = tables = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            characters += len(page.extract_text())
            tables += len(page.extract_tables())
            page.close()
    seconds = _seconds() - start
    return {"seconds": seconds, "characters": characters, "tables": tables}


WAYS: dict[str, Callable[[Path], dict[str, float]]] = {
    "cnpolicy": ours,
    "pdfplumber, text": plumber_text,
    "pdfplumber, text and tables": plumber_tables,
}


def child(way: str, path: Path) -> None:
    """Measure one way in this process."""
    found = WAYS[way](path)
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({**found, "own": _peak(), "worker": worker}))


def main(folder: Path) -> None:
    """Measure every way on every file and print a table."""
    print("| file | with | seconds | of these read | MB | MB of the worker | tables |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    for path in make(folder):
        for way in WAYS if path.suffix == ".pdf" else ["cnpolicy"]:
            done = subprocess.run(
                [sys.executable, __file__, "--child", way, str(path)],
                capture_output=True,
                text=True,
                env=environment,
            )
            if done.returncode:
                print(f"| {path.name} | {way} | {done.stderr.splitlines()[-1]} |")
                continue
            row = json.loads(done.stdout)
            name = path.name
            if path.suffix == ".pdf":
                name += f", {pages_of(path)} pages"
            print(
                f"| {name}, {row['characters']:,} characters | {way} "
                f"| {row['seconds']:.1f} | {row.get('read', row['seconds']):.1f} "
                f"| {row['own']:.0f} | {row['worker']:.0f} | {row.get('tables', '')} |"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
    elif len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
