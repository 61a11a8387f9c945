"""Passages and the outline that they must give: `corpus/*.txt`.

The form is that of tree-sitter: a title between two rules of `=`, the passage, a rule
of `-`, the outline. An attribute under the title changes how the passage is read:
`:escaped` turns Python escapes into characters, `:frame` asks what the head and the
tail say as well (title, number, to, date), before the outline. One line of outline is

    depth marker | title          a heading; no title if the paragraph is all body
    box label | title             a box, its own headings below it as `box-depth …`
    lead | words                  the lead sentence of a paragraph
    notice | title, attachment | title
"""

from collections.abc import Iterator

import pytest

from cnpolicy import Attachment, Box, Document, Node, Notice, Paragraph, Section, Title
from support.corpus_cases import Case, cases
from support.laws import assert_laws, squeezed


def outline(document: Document) -> tuple[str, ...]:
    """The outline of a document as the corpus writes it."""
    return tuple(_lines(document, 0, ""))


def frame(document: Document) -> tuple[str, ...]:
    """What the frame of a document says; nothing of what it does not."""
    about = document.metadata
    said = {
        "title": about.title,
        "number": about.doc_number,
        "to": about.addressees,
        "date": about.date,
        "signers": "、".join(about.signers),
    }
    return tuple(f"{name} | {words}" for name, words in said.items() if words)


def _lines(node: Node, depth: int, prefix: str) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Section):
            marker = child.marker.text if child.marker else ""
            title = f" {child.title}" if child.title is not None else ""
            yield f"{prefix}{depth + 1} {marker} |{title}"
            yield from _lines(child, depth + 1, prefix)
        elif isinstance(child, Box):
            title = f" {child.title}" if child.title is not None else ""
            yield f"box {child.label} |{title}"
            yield from _lines(child, 0, "box-")
        elif isinstance(child, Notice | Attachment):
            lines = [one.text for one in child.children if isinstance(one, Title)]
            words = squeezed("".join(lines))
            yield f"{type(child).__name__.lower()} | {words}".rstrip()
            yield from _lines(child, 0, "")
        elif isinstance(child, Paragraph) and child.lead is not None:
            yield f"lead | {child.lead}"


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.id)
def test_corpus(case: Case) -> None:
    """The passage has exactly this outline, and obeys every law."""
    document = assert_laws(case.text)
    said = frame(document) if case.frame else ()
    assert (*said, *outline(document)) == case.outline


def test_ids_are_unique() -> None:
    """A case can be named."""
    names = [case.id for case in cases()]
    assert len(set(names)) == len(names)
