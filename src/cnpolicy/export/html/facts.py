"""What a page shows of one document: everything the library finds in it, at one place.

In: a document. Out: `Facts`. The marks in the text, the lists beside it and the sums of
the first page are all made from them, so that they agree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from pathlib import PurePath

from attrs import define, frozen

from cnpolicy.analysis.tasks import tasks
from cnpolicy.annotation.citations.citations import citations
from cnpolicy.annotation.deadlines.deadlines import deadlines
from cnpolicy.annotation.organizations.organizations import organizations
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.checks.checker import check
from cnpolicy.checks.findings import Finding
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.model.nodes import (
    Attachment,
    Document,
    Heading,
    Leaf,
    Notice,
    Section,
    unparse,
)
from cnpolicy.model.provenance import DocumentIdentity
from cnpolicy.model.results.citations import Citation
from cnpolicy.model.results.deadlines import Deadline
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.outline import OutlineItem, outline
from cnpolicy.model.results.targets import Target
from cnpolicy.model.results.tasks import Task
from cnpolicy.model.spans import Span, position
from cnpolicy.model.visitors import walk
from cnpolicy.parser import parse

# A heading that is all body is shown by this many of its first characters.
_LABEL = 24


@frozen
class PageSection:
    """A heading of the outline with the stretch of text under it."""

    item: OutlineItem
    """The heading."""

    span: Span
    """From its number to the next heading of its depth or above."""

    label: str
    """Its number and title as written; its first words if it has no title."""


@define(slots=False)
class Facts:
    """One document and all that is found in it."""

    document: Document
    """The document; every span in it is a place in `text`."""

    text: str
    """Its text."""

    @classmethod
    def of(cls, document: Document) -> Facts:
        """Gather the facts of a document; one that was edited is parsed anew."""
        text = unparse(document)
        if not text or not _is_as_parsed(document):
            document = parse(text)
        return cls(document, text)

    @property
    def identity(self) -> DocumentIdentity:
        """By what it is known."""
        return self.document.identity

    @property
    def file(self) -> str | None:
        """The name of its file, without the folder; None if it came from none."""
        path = self.identity.file
        return PurePath(path).name if path else None

    @cached_property
    def sections(self) -> Sequence[PageSection]:
        """Its headings in the order of the text."""
        items = outline(self.document)
        edges = [*_part_edges(self.document), len(self.text)]
        parts = [bisect_right(edges, item.span.start) for item in items]
        # No section reaches into the next part.
        ends = [edges[min(part, len(edges) - 1)] for part in parts]
        open_: list[int] = []
        for index, item in enumerate(items):
            while open_ and items[open_[-1]].depth >= item.depth:
                before = open_.pop()
                ends[before] = min(ends[before], item.span.start)
            open_.append(index)
        return [
            PageSection(item, Span(item.span.start, end), self._label(item, end))
            for item, end in zip(items, ends, strict=True)
        ]

    def _label(self, item: OutlineItem, end: int) -> str:
        """Write number and title of a heading, or number and first words."""
        marker = item.marker.text if item.marker else ""
        start = item.marker.span.end if item.marker else item.span.start
        if marker and self.text[start : start + 1].isspace():
            marker += " "  # 第一章 总则
        if item.title:
            return marker + item.title
        words = "".join(self.text[start : min(end, start + 2 * _LABEL)].split())
        return marker + words[:_LABEL] + "…" * (len(words) > _LABEL)

    @cached_property
    def mentions(self) -> Sequence[OrganizationMention]:
        """The bodies that its clauses name."""
        return organizations(self.document)

    @cached_property
    def tasks(self) -> Sequence[Task]:
        """Its measures."""
        return tasks(self.document)

    @cached_property
    def targets(self) -> Sequence[Target]:
        """Its quantities."""
        return targets(self.document)

    @cached_property
    def deadlines(self) -> Sequence[Deadline]:
        """Its dates and periods."""
        return deadlines(self.document)

    @cached_property
    def citations(self) -> Sequence[Citation]:
        """The documents it names."""
        return citations(self.document)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What is wrong or doubtful in it."""
        return check(self.document)

    @cached_property
    def _lines(self) -> Sequence[int]:
        return line_starts(self.text)

    @cached_property
    def _section_starts(self) -> Sequence[int]:
        return [section.span.start for section in self.sections]

    def line_of(self, offset: int) -> int:
        """Return the number of the line of an offset, from 1."""
        return position(self._lines, offset).line

    def section_of(self, offset: int) -> int:
        """Return the index of the innermost section at an offset; -1 outside all."""
        index = bisect_right(self._section_starts, offset) - 1
        if index < 0 or offset >= self.sections[index].span.end:
            return -1
        return index


def _is_as_parsed(document: Document) -> bool:
    """Tell whether each leaf stands where its span says, and sections have headings."""
    offset = 0
    for node in walk(document):
        if isinstance(node, Section):
            if not (node.children and isinstance(node.children[0], Heading)):
                return False
        elif isinstance(node, Leaf):
            if node.span != (offset, offset + len(node.text)):
                return False
            offset += len(node.text)
    return True


def _part_edges(document: Document) -> list[int]:
    """Return where the parts of a document begin and end that number for themselves."""
    edges: set[int] = set()
    for child in document.children:
        if isinstance(child, Notice | Attachment):
            edges.update(child.span)
    return sorted(edges)
