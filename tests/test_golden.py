"""What the library says of the seeds and the passages, as text: `golden/`.

Of the five seeds all that `parse` says, their targets and deadlines; of each passage of
`corpus/` what its outline there does not: what each leaf is, diagnostics, clauses,
targets, deadlines.

A change of what is said is a change of these files, to be read before it is kept:

    python -m pytest tests/test_golden.py --update-golden && git diff tests/golden

A missing file fails, and nothing is written unasked.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cnpolicy import (
    Document,
    Leaf,
    Responsibility,
    deadlines,
    outline,
    parse,
    targets,
    walk,
)
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.model.spans import position
from support.corpus_cases import FOLDER as CORPUS
from support.corpus_cases import cases
from support.laws import boxes
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
        lines += _clause(clause, text, place(clause.clause.start))
    lines += ["", "# diagnostics"]
    for found in document.diagnostics:
        lines.append(f"{found.code} ({place(found.span.start)}) {found.message}")
    lines += ["", "# targets", *_targets(document, text)]
    lines += ["", "# deadlines", *_deadlines(document, text)]
    return "\n".join(lines) + "\n"


def _targets(document: Document, text: str) -> Iterator[str]:
    for target in targets(document):
        amount = f"{target.low}–{target.high} {target.unit}"
        yield f"{target.quantity.of(text)} | {target.comparator.value} {amount}"
        for name in ("name", "change", "year", "inferred_year", "period", "per"):
            said = getattr(target, name)
            if said is not None:
                yield f"    {name}: {getattr(said, 'value', said)}"
        if target.baseline is not None:
            yield f"    baseline: {target.baseline.span.of(text)}"
        yield f"    {target.kind.value}{'' if target.whole else ', of a part'}"


def _deadlines(document: Document, text: str) -> Iterator[str]:
    for deadline in deadlines(document):
        dates = [deadline.start, deadline.date, deadline.inferred]
        days = " ".join(str(date) if date else "-" for date in dates)
        yield f"{deadline.words} | {deadline.kind.value} {days}"
        yield f"    binds: {_short(deadline.scope.of(text))}"


def _short(words: str) -> str:
    """How a passage begins and ends."""
    words = " ".join(words.split())
    return words if len(words) <= 16 else f"{words[:10]}…{words[-5:]}"


def passage(document: Document, text: str) -> Iterator[str]:
    """Say what a passage holds beside its outline."""
    for leaf in walk(document):
        if isinstance(leaf, Leaf) and leaf.text.strip():
            yield f"{type(leaf).__name__} {_short(leaf.text)}"
    for found in document.diagnostics:
        yield f"! {found.code} {_short(found.span.of(text))}"
    for clause in document.responsibilities:
        yield from _clause(clause, text, "clause")
    yield from _targets(document, text)
    yield from _deadlines(document, text)


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


def _clause(clause: Responsibility, text: str, place: str) -> Iterator[str]:
    yield f"{clause.clause.of(text)}  ({place})"
    for name in ("lead", "responsible", "support", "guide"):
        bodies = getattr(clause, name)
        if bodies:
            yield f"    {name}: {' / '.join(body.name for body in bodies)}"
    for name in ("manner", "deadline"):
        words = getattr(clause, name)
        if words:
            yield f"    {name}: {words}"
    if clause.open_list:
        yield "    and others"
    if clause.inferred_lead:
        yield f"    inferred lead: {clause.inferred_lead.name}"
    scope = clause.scope.of(text).strip()
    yield f"    governs: {scope[:16]} … {len(scope)} characters"


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


@pytest.mark.parametrize("stem", sorted(path.stem for path in CORPUS.glob("*.txt")))
def test_passages(stem: str, request: pytest.FixtureRequest) -> None:
    """The library says of each passage what it said when that was last agreed to."""
    lines: list[str] = []
    for case in cases():
        name, _, title = case.id.partition(": ")
        if name == stem:
            lines += [f"# {title}", *passage(parse(case.text), case.text), ""]
    said = "\n".join(lines)
    golden = FOLDER / "corpus" / f"{stem}.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert golden.is_file(), f"{golden.name} is missing: run with --update-golden"
    assert said == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Each file belongs to a seed, or to a file of passages."""
    assert {path.name for path in FOLDER.glob("*.txt")} == {path.name for path in SEEDS}
    assert {path.name for path in FOLDER.glob("corpus/*.txt")} == {
        path.name for path in CORPUS.glob("*.txt")
    }
