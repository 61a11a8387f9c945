"""What cnpolicy is timed at: parsing, giving back, exporting.

In: the texts of the seeds. Out: a `Subject` for each operation. The seeds are parsed
as they are, one document each; the same seeds with their line breaks lost, or broken
as in a PDF, show what the recovery of paragraphs costs.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import translate
from peers import Subject

import cnpolicy
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.parser import _tree
from cnpolicy.vocabulary.profile import PLAN

PARSE = "cnpolicy.parse"
"""The row that the ratios are about: string to tree with responsibilities."""

SKELETON = "cnpolicy: tree without annotations"
"""Segments, levels and Lark only."""

MEANING = "cnpolicy: targets, deadlines, citations, organizations"
"""What is read from a finished tree when it is asked for."""

LAYOUTS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("run-on, one space", partial(translate.run_on, joint=" ")),
    ("run-on, two U+3000", partial(translate.run_on, joint="\u3000\u3000")),
    ("run-on, nothing", partial(translate.run_on, joint="")),
    ("wrapped at 35, CRLF", translate.wrapped),
)
"""The seeds in the layouts they are found in."""


def size_of(texts: Sequence[str]) -> int:
    """Bytes of UTF-8."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)


def as_they_are(texts: Sequence[str]) -> Subject:
    """Prepare the parsing of the seeds."""
    run = partial(_each, cnpolicy.parse, texts)
    return Subject(PARSE, run, _headings(texts))


def all_ours(texts: Sequence[str]) -> list[Subject]:
    """Prepare every operation on the seeds."""
    documents = [cnpolicy.parse(text) for text in texts]
    for document, text in zip(documents, texts, strict=True):
        if cnpolicy.unparse(document) != text:
            raise AssertionError("a seed did not come back whole: nothing to time")
    return [
        Subject(SKELETON, partial(_each, _skeleton, texts)),
        as_they_are(texts),
        Subject(MEANING, partial(_each, _meaning, documents)),
        Subject("cnpolicy.tasks", partial(_each, cnpolicy.tasks, documents)),
        Subject("cnpolicy.unparse", partial(_each, cnpolicy.unparse, documents)),
        Subject("cnpolicy.to_json", partial(_each, cnpolicy.to_json, documents)),
    ]


def _skeleton(text: str) -> object:
    """Build the tree alone: the part of `parse` before the annotations."""
    return _tree(text, simplified_view(text), PLAN)


def _meaning(document: cnpolicy.Document) -> object:
    """Read every annotation that `parse` leaves for later."""
    return (
        cnpolicy.targets(document),
        cnpolicy.deadlines(document),
        cnpolicy.citations(document),
        cnpolicy.organizations(document),
    )


def all_layouts(texts: Sequence[str]) -> list[Subject]:
    """Prepare the parsing of the seeds in the other layouts."""
    subjects: list[Subject] = []
    for name, change in LAYOUTS:
        changed = [change(text) for text in texts]
        run = partial(_each, cnpolicy.parse, changed)
        row = f"{PARSE}, {name}"
        subjects.append(Subject(row, run, _headings(changed), size=size_of(changed)))
    return subjects


def _headings(texts: Sequence[str]) -> int:
    """Count the numbered headings that cnpolicy finds."""
    outlines = (cnpolicy.outline(cnpolicy.parse(text)) for text in texts)
    return sum(item.marker is not None for items in outlines for item in items)


def _each(function: Callable[[Any], object], inputs: Sequence[Any]) -> None:
    """Call `function` on every input and drop what it gives."""
    for item in inputs:
        function(item)
