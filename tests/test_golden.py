"""What the library says of the five seeds, in full, as text: `golden/`.

A change of what is said is a change of these files, to be read before it is kept:

    python -m pytest tests/test_golden.py --update-golden && git diff tests/golden

A missing file fails, and nothing is written unasked.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cnpolicy import Document, outline, parse
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.model.spans import position
from support.laws import boxes
from support.said import said_of_clause, said_of_deadlines, said_of_targets
from support.strategies import SEEDS, seed_text

FOLDER = Path(__file__).parent / "golden"


def report(document: Document, text: str) -> str:
    """Say in plain text what a document holds; places are `line:column`."""
    starts = line_starts(text)

    def place(offset: int) -> str:
        line, column = position(starts, offset)
        return f"{line}:{column}"

    lines = [*_metadata(document), "", "# outline"]
    for item in outline(document):
        marker = item.marker.text if item.marker else ""
        indent = "  " * item.depth
        title = f" {item.title}" if item.title is not None else ""
        part = f"[{item.part}] " if item.part else ""
        lines.append(f"{indent}{part}{marker} |{title}  ({place(item.span.start)})")
    lines += ["", "# boxes"]
    for box in boxes(document):
        last = text[: box.span.end].rstrip()
        end = "certain" if box.end_certain else "inferred"
        where = f"{place(box.span.start)} to {place(len(last))}, end {end}"
        lines.append(f"{box.label} | {box.title}  ({where})")
    lines += ["", "# responsibilities"]
    for clause in document.responsibilities:
        lines += said_of_clause(clause, text, place(clause.clause.start))
    lines += ["", "# diagnostics"]
    for found in document.diagnostics:
        lines.append(f"{found.code} ({place(found.span.start)}) {found.message}")
    lines += ["", "# targets", *said_of_targets(document, text)]
    lines += ["", "# deadlines", *said_of_deadlines(document, text)]
    return "\n".join(lines) + "\n"


def _metadata(document: Document) -> Iterator[str]:
    yield "# metadata"
    yield f"script: {document.script.value}"
    yield f"layout: {document.layout.value}"
    about = document.metadata
    yield f"title: {about.title}"
    yield f"notice title: {about.notice_title}"
    yield f"issuers: {'; '.join(about.issuers) or None}"
    yield f"document number: {about.doc_number}"
    yield f"addressees: {about.addressees}"
    yield f"date: {about.date}"
    yield f"publicity: {about.publicity}"
    yield f"attachments: {'; '.join(about.attachments) or None}"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_golden(path: Path, request: pytest.FixtureRequest) -> None:
    """The library says of a seed what it said when the file was last agreed to."""
    text = seed_text(path)
    said = report(parse(text), text)
    golden = FOLDER / path.name
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert golden.is_file(), f"{golden.name} is missing: run with --update-golden"
    assert said == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Each file belongs to a seed."""
    assert {path.name for path in FOLDER.glob("*.txt")} == {path.name for path in SEEDS}
