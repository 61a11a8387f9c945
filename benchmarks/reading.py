"""What is in a document, in one form for the gold and for the library.

In: a gold file, or a text. Out: a `Reading`: headings, clauses, boxes, lead sentences,
quantities and metadata with their places. Offsets are code points into the text as
decoded, with its line endings untouched. The format of the gold is described in
`docs/accuracy.md`.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen

import cnpolicy

ROLES = ("lead", "responsible", "support")
"""The roles that are scored; 指导 counts as responsible in the gold."""

METADATA = ("title", "doc_number", "addressees", "date")
"""The metadata that are scored."""

Quantity = tuple[int, float, float, str, str]
"""Place of the first digit, low, high, unit, comparator."""


@frozen
class Section:
    """One numbered heading."""

    depth: int
    """Its depth in the tree, 1 at the top."""

    parent: int
    """Where the marker of its parent stands; -1 at the top."""

    heading: str
    """Its words, squeezed."""


@frozen
class Clause:
    """One clause of responsibility."""

    at: int
    """Its first character."""

    end: int
    """Behind its last character."""

    roles: tuple[tuple[str, str], ...]
    """Pairs of a role and an organisation as written."""

    prose: bool = False
    """Whether it is running prose: found or not, it does not count."""

    def likeness(self, other: "Clause") -> float:
        """Shared characters as a share of the stretch both cover together."""
        shared = min(self.end, other.end) - max(self.at, other.at)
        together = max(self.end, other.end) - min(self.at, other.at)
        return shared / together if shared > 0 else 0.0


@frozen
class Reading:
    """What is in a document."""

    sections: dict[int, Section]
    """The headings, by the place of their marker."""

    clauses: tuple[Clause, ...]
    """The clauses of responsibility."""

    boxes: dict[int, int]
    """The ends of the boxes, by the place of their first character."""

    leads: frozenset[tuple[int, str]]
    """Place and words of the lead sentences."""

    quantities: frozenset[Quantity]
    """The quantities."""

    conditions: frozenset[int]
    """Places of quantities that are conditions: found or not, they do not count."""

    kinds: dict[int, str]
    """achieved, planned or condition, by the place of the quantity."""

    metadata: dict[str, str]
    """Those of `METADATA`, squeezed; empty where the document is silent."""

    listed: frozenset[str] = frozenset()
    """The keys that the gold has; what it has not is not judged."""


def squeeze(words: str | None) -> str:
    """Drop all space, and stops and colons at the end."""
    return "".join((words or "").split()).rstrip("。.:：")


def visible(text: str, at: int) -> int:
    """Move on to the first visible character: a node may own its indent."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


# ------------------------------------------------------------------------------- gold


def from_gold(path: Path) -> tuple[str, Reading]:
    """Read a gold file; return the name of its text, and what is in it."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    sections = gold.get("sections", [])
    places = [entry["at"] for entry in sections]
    quantities = gold.get("quantities", [])
    return gold["file"], Reading(
        sections={
            entry["at"]: Section(
                entry["depth"],
                places[entry["parent"]] if entry["parent"] >= 0 else -1,
                squeeze(entry["heading"]),
            )
            for entry in sections
        },
        clauses=tuple(map(_gold_clause, gold.get("responsibilities", []))),
        boxes={entry["at"]: entry["end"] for entry in gold.get("boxes", [])},
        leads=frozenset(
            (entry["at"], squeeze(entry["lead"])) for entry in gold.get("leads", [])
        ),
        quantities=frozenset(
            _quantity(**entry) for entry in quantities if entry["kind"] != "condition"
        ),
        conditions=frozenset(
            entry["at"] for entry in quantities if entry["kind"] == "condition"
        ),
        kinds={entry["at"]: entry["kind"] for entry in quantities},
        metadata={name: squeeze(gold[name]) for name in METADATA if name in gold},
        listed=frozenset(gold),
    )


def _gold_clause(entry: dict[str, Any]) -> Clause:
    """One clause of the gold."""
    roles = tuple((role, name) for role in ROLES for name in entry[role])
    return Clause(entry["at"], entry["end"], roles, entry.get("kind") == "prose")


def _quantity(
    at: int,
    low: str | Decimal,
    high: str | Decimal,
    unit: str,
    comparator: str,
    **_: object,
) -> Quantity:
    """A quantity in the form that is compared."""
    return at, float(low), float(high), unit, comparator


# ---------------------------------------------------------------------------- library


def from_library(text: str) -> tuple[Reading, bool]:
    """Return what cnpolicy says of a text, and whether the text comes back whole."""
    document = cnpolicy.parse(text)
    nodes = list(cnpolicy.walk(document))
    metadata = document.metadata
    found = _targets(document)
    reading = Reading(
        sections=_sections(document, text),
        clauses=tuple(
            Clause(
                clause.clause.start,
                clause.clause.end,
                tuple(
                    (role, body.name)
                    for role in ROLES
                    for body in getattr(clause, role)
                ),
            )
            for clause in cnpolicy.responsibilities(document)
        ),
        boxes={
            visible(text, node.span.start): node.span.end
            for node in nodes
            if isinstance(node, cnpolicy.Box)
        },
        leads=frozenset(
            (visible(text, node.span.start), squeeze(node.lead))
            for node in nodes
            if isinstance(node, cnpolicy.Paragraph) and node.lead
        ),
        quantities=frozenset(
            _quantity(
                each.quantity.start, each.low, each.high, each.unit, each.comparator
            )
            for each in found
        ),
        conditions=frozenset(),
        kinds={each.quantity.start: each.kind.value for each in found},
        metadata={
            "title": squeeze(document.title),
            "doc_number": squeeze(metadata.doc_number),
            "addressees": squeeze(metadata.addressees),
            "date": str(metadata.date or ""),
        },
    )
    return reading, cnpolicy.unparse(document) == text


def _clause(found: cnpolicy.Responsibility) -> Clause:
    """One clause of the library."""
    roles = tuple((role, body.name) for role in ROLES for body in getattr(found, role))
    return Clause(found.clause.start, found.clause.end, roles)


def _sections(document: cnpolicy.Document, text: str) -> dict[int, Section]:
    """The outline with the place of each heading's parent."""
    sections: dict[int, Section] = {}
    above: list[tuple[int, int]] = []  # depth and place of the headings still open
    for item in cnpolicy.outline(document):
        if item.marker is None:
            continue
        while above and above[-1][0] >= item.depth:
            above.pop()
        at = visible(text, item.span.start)
        parent = above[-1][1] if above else -1
        sections[at] = Section(item.depth, parent, squeeze(item.title))
        above.append((item.depth, at))
    return sections


def _targets(document: cnpolicy.Document) -> tuple[cnpolicy.Target, ...]:
    """The quantities; none from a version without `targets`."""
    targets = getattr(cnpolicy, "targets", None)
    return targets(document) if targets is not None else ()
