"""The parts of a heading: its number, its words, and what follows on its line.

In: a heading. Out: `（四）`, `加强知识产权保护`, `。健全…`, which joined are its text.
"""

from __future__ import annotations

from attrs import frozen

from cnpolicy.model.nodes import BoxHeading, Heading


@frozen
class SplitHeading:
    """A heading in three: `（四）`, `加强保护`, `。健全机制。`; joined, its text."""

    num: str
    """Its number with the space before it; empty if the text does not begin with it."""

    heading: str
    """Its words with the space before them; empty without any."""

    body: str
    """What follows; empty if that is only space, which then ends the others."""

    label: str
    """The field that the number tells: `marker` of a section, `label` of a box."""

    def known(self) -> dict[str, object]:
        """Return the fields that the parts tell."""
        return known_fields(self.num, self.heading, self.label)


def known_fields(num: str, heading: str, label: str) -> dict[str, object]:
    """Return the fields of a heading that its number and its words tell."""
    known: dict[str, object] = {}
    if num:
        known[label] = num.strip()
    if heading:
        known["title"] = heading.strip()
    return known


def split_heading(leaf: Heading | BoxHeading) -> SplitHeading:
    """Return the parts of a heading."""
    text, at = leaf.text, 0
    if isinstance(leaf, Heading):
        label, number = "marker", leaf.marker.text if leaf.marker else ""
    else:
        label, number = "label", leaf.label
    num = _upto(text, at, number)
    at += len(num)
    heading = _upto(text, at, leaf.title or "")
    at += len(heading)
    body = text[at:]
    if body and not body.strip():
        if heading:
            heading, body = heading + body, ""
        elif num:
            num, body = num + body, ""
    return SplitHeading(num, heading, body, label)


def _upto(text: str, at: int, words: str) -> str:
    """Return the text from a place to the end of words that follow it after space."""
    start = text.find(words, at) if words.strip() else -1
    return "" if start < 0 or text[at:start].strip() else text[at : start + len(words)]
