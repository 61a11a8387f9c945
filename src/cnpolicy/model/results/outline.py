"""The outline: every heading with its depth and path, flat.

In: a tree. Out: `OutlineItem`s in the order of the text. Depth is depth in the tree
within a part: skipped levels do not count, and the top of each part is 1.
"""

from attrs import field, frozen

from cnpolicy.model.arguments import expect
from cnpolicy.model.markers import Marker
from cnpolicy.model.nodes import Attachment, Branch, Document, Notice, Section
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import NOWHERE, Span


@shown
@frozen(repr=False)
class OutlineItem:
    """One heading: depth 2, （四）, 加强知识产权司法保护."""

    depth: int
    """1 for the top level of its part."""

    marker: Marker | None
    """Its number."""

    ordinal: int | None
    """The value of its number."""

    title: str | None
    """Its words; None if the paragraph is all body."""

    span: Span = field(eq=False, default=NOWHERE)
    """From the first character of the marker to the end of the heading."""

    path: tuple[str, ...] = ()
    """The markers from the top of the part down to this one, as written."""

    part: int = 0
    """0 for the main document, 1, 2, … for the attachments, -1 for a notice."""


def outline(root: Branch) -> Results[OutlineItem]:
    """Return the headings below `root` in the order of the text.

    The headings of boxes are not among them: a box numbers its own content.
    """
    expect(root, Branch, "outline")
    items: list[OutlineItem] = []
    attachments = 0
    _collect(root, (), 0, items)
    if isinstance(root, Document):
        for child in root.children:
            if isinstance(child, Attachment):
                attachments += 1
                _collect(child, (), attachments, items)
            elif isinstance(child, Notice):
                _collect(child, (), -1, items)
        items.sort(key=lambda item: item.span)
    return Results(items, OutlineItem)


def _collect(
    branch: Branch, path: tuple[str, ...], part: int, items: list[OutlineItem]
) -> None:
    """Append the sections below `branch`; depth is the length of the path."""
    for child in branch.children:
        if isinstance(child, Section):
            heading = child.heading
            marker = heading.marker
            below = (*path, marker.text if marker else "")
            items.append(
                OutlineItem(
                    depth=len(below),
                    marker=marker,
                    ordinal=marker.ordinal if marker else None,
                    title=heading.title,
                    span=_heading_span(child),
                    path=below,
                    part=part,
                )
            )
            _collect(child, below, part, items)


def _heading_span(section: Section) -> Span:
    """The heading without indent and trailing space."""
    heading = section.heading
    start = heading.marker.span.start if heading.marker else heading.span.start
    return Span(start, heading.span.start + len(heading.text.rstrip()))
