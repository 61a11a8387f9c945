"""`cnpolicy responsibilities`: who does what.

In: a document. Out: one row for each clause, under the section in which it stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cnpolicy.cli.command import table_command
from cnpolicy.cli.console import Column, Row, plain
from cnpolicy.cli.reading import Job
from cnpolicy.model.nodes import Box, Branch, Document, Section
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.results.tasks import ROLES
from cnpolicy.model.spans import Span

_ROLES = tuple(role.value for role in ROLES)


def _with_open(role: str) -> Callable[[Row], object]:
    """Show the names of a role with the 等 that leaves their list open."""

    def show(row: Row) -> str:
        return plain(row[role]) + ("等" if role in row["open"] else "")

    return show


_COLUMNS = (
    Column("section", head=True),
    Column("lead", show=_with_open("lead")),
    Column("inferred_lead"),
    Column("responsible", show=_with_open("responsible")),
    Column("support", show=_with_open("support")),
    Column("guide", show=_with_open("guide")),
    Column("manner"),
    Column("deadline"),
    Column("line", right=True),
)


@table_command("responsibilities", _COLUMNS)
def show(job: Job) -> Iterator[Row]:
    """Print who does what, by when."""
    places = _places(job.document)
    for item in job.document.responsibilities:
        inferred = item.inferred_lead
        yield {
            "section": _place_of(item.clause, places),
            **{role: [body.name for body in getattr(item, role)] for role in _ROLES},
            "inferred_lead": inferred.name if inferred else None,
            "inferred_bodies": item.inferred_bodies,
            "open": list(_open_roles(item, job.text)),
            "manner": item.manner,
            "deadline": item.deadline,
            **job.place(item.clause.start),
            "clause": item.clause.of(job.text),
            "span": item.clause,
        }


def _open_roles(item: Responsibility, text: str) -> Iterator[str]:
    """Yield the roles whose names are followed by 等 in the text."""
    for role in _ROLES:
        for body in getattr(item, role):
            if text.startswith("等", body.span.end):
                yield role
                break


class _Place(NamedTuple):
    """A section or a box, with its name from the top of its part."""

    span: Span
    """Where it stands."""

    path: str
    """The markers down to it: 三、（四）."""

    title: str
    """Its own words; empty if it has none."""

    parent: int
    """The index of the place that holds it; -1 for none."""


def _places(document: Document) -> list[_Place]:
    """Return the sections and boxes of a document in the order of the text."""
    places: list[_Place] = []
    _collect(document, -1, places)
    return places


def _collect(branch: Branch, parent: int, places: list[_Place]) -> None:
    """Append the places below `branch`."""
    path = places[parent].path if parent >= 0 else ""
    for child in branch.children:
        if isinstance(child, Section):
            marker = child.marker.text if child.marker else ""
            places.append(_Place(child.span, path + marker, child.title or "", parent))
            _collect(child, len(places) - 1, places)
        elif isinstance(child, Box):
            places.append(_Place(child.span, path + child.label, "", parent))
            _collect(child, len(places) - 1, places)
        elif isinstance(child, Branch):
            _collect(child, -1, places)


def _place_of(span: Span, places: list[_Place]) -> str:
    """Return the name of the innermost place that holds `span`."""
    index = bisect_right(places, span.start, key=lambda place: place.span.start) - 1
    while index >= 0 and not places[index].span.contains(span):
        index = places[index].parent
    return places[index].path + places[index].title if index >= 0 else ""
