"""The places of a document that a reference can name by a number.

In: the text of a document, as `document_text` gives it. Out: `NumberedPlaces`, which
answers where 第二章第三节, the second paragraph of an article, 专栏2 or 附件1 stands.
The text is read only one time; then each question is a search in a sorted list.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from cnpolicy.annotation.document_text import DocumentText, LeafInContext, TreePath
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN, to_int
from cnpolicy.lexical.pinpoints import pinpoints_in
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.model.markers import Marker
from cnpolicy.model.nodes import (
    Attachment,
    AttachmentLine,
    BoxHeading,
    Caption,
    Heading,
    Notice,
    Paragraph,
)
from cnpolicy.model.results.references import Pinpoint, Unit
from cnpolicy.model.spans import Span

NUMBERED = frozenset(
    (Unit.PART, Unit.SUBPART, Unit.CHAPTER, Unit.SECTION, Unit.ARTICLE)
)
"""Units that have numbers of their own in a text: 第X条 and all above it."""

_LOOSE = frozenset((Unit.PARAGRAPH, Unit.ITEM, Unit.SUBITEM))
_DIGITS = lazy(f"[0-9０-９]{{1,3}}|[{ONE_TO_TEN}]{{1,3}}")
_CAPTION_UNITS = {"表": Unit.TABLE, "图": Unit.FIGURE}

_Key = tuple[int, Unit, int, int]


class NumberedPlaces:
    """Where the numbered places of one document stand."""

    def __init__(self, source: DocumentText) -> None:
        """Note every section, article, paragraph, box, attachment and caption."""
        self.units: set[Unit] = set()
        """The units that the document has."""
        self._sections: dict[_Key, list[TreePath]] = {}
        self._ordered: dict[tuple[int, Unit], list[TreePath]] = {}
        self._unit_of: dict[int, Unit] = {}
        self._children: dict[tuple[int, int], TreePath | None] = {}
        self._siblings: dict[int, list[TreePath]] = {}
        self._paragraphs: dict[int, list[LeafInContext]] = {}
        self._set_in: dict[tuple[Unit, int], Span | None] = {}
        self._attachments: dict[int, TreePath] = {}
        self._opened: set[int] = set()
        for passage in source.passages:
            self._note(passage)
        for number, place in self._attachments.items():
            self._set_in[Unit.ATTACHMENT, number] = place.span

    # ------------------------------------------------------------------- what there is

    def _note(self, passage: LeafInContext) -> None:
        """Note what one leaf opens."""
        leaf, place = passage.leaf, passage.place
        if isinstance(leaf, Heading):
            self._note_section(place, leaf.marker)
        elif isinstance(leaf, Paragraph):
            self._paragraphs.setdefault(id(place), []).append(passage)
        elif isinstance(leaf, BoxHeading) and leaf.ordinal is not None:
            self._once(Unit.BOX, leaf.ordinal, place.span)
        elif isinstance(leaf, Caption):
            label = simplified_view(leaf.label or "")
            unit = _CAPTION_UNITS.get(label[-1:]) or _CAPTION_UNITS.get(label[:1])
            if unit is not None and leaf.ordinal is not None:
                self._once(unit, leaf.ordinal, passage.span)
        elif isinstance(leaf, AttachmentLine) and isinstance(place.node, Attachment):
            self._note_attachment(place, leaf.label or "")

    def _note_attachment(self, place: TreePath, label: str) -> None:
        """Note an attachment under the number of its first line, else by its place."""
        if id(place) in self._opened:
            return
        self._opened.add(id(place))
        match = _DIGITS.search(label)
        number = to_int(match[0]) if match else None
        self._attachments.setdefault(number or len(self._opened), place)

    def _note_section(self, place: TreePath, marker: Marker | None) -> None:
        """Note a section under its unit, and as a child of the one around it."""
        if marker is None or marker.ordinal is None:
            return
        words = simplified_view(marker.text)
        step = next(pinpoints_in(words, 0, len(words)), None)
        if step is not None and len(step.paths) == 1:
            (last,) = step.paths[0][-1:]
            if last.unit in NUMBERED:
                part = id(part_of(place))
                key = (part, last.unit, last.ordinal, last.inserted)
                self.units.add(last.unit)
                self._unit_of[id(place)] = last.unit
                self._sections.setdefault(key, []).append(place)
                self._ordered.setdefault((part, last.unit), []).append(place)
        if place.up is not None:
            child = (id(place.up), marker.ordinal)
            self._children[child] = None if child in self._children else place
            self._siblings.setdefault(id(place.up), []).append(place)

    def _once(self, unit: Unit, ordinal: int, span: Span) -> None:
        """Note a box or a caption; two of one number point nowhere."""
        key = unit, ordinal
        self._set_in[key] = None if key in self._set_in else span

    # ----------------------------------------------------------------------- questions

    def enclosing(self, place: TreePath, unit: Unit) -> TreePath | None:
        """Return the section of a unit that a place lies in; None outside of any."""
        if unit is Unit.ITEM:
            around = [*place.upward()]
            for inner, outer in pairwise(around):
                if self._unit_of.get(id(outer)) is Unit.ARTICLE:
                    return inner
            return None
        return next(
            (up for up in place.upward() if self._unit_of.get(id(up)) is unit), None
        )

    def set_in(self, unit: Unit, ordinal: int) -> Span | None:
        """Return where a box, caption or attachment stands; None if it is unknown."""
        return self._set_in.get((unit, ordinal))

    def has(self, unit: Unit, ordinal: int) -> bool:
        """Tell whether there is such a box, caption or attachment."""
        return (unit, ordinal) in self._set_in

    @property
    def attachments(self) -> int:
        """How many attachments there are."""
        return len(self._attachments)

    def find(self, path: tuple[Pinpoint, ...], passage: LeafInContext) -> Span | None:
        """Return where the place at the end of `path` stands, seen from a leaf."""
        found: TreePath | None = None
        for number, step in enumerate(path):
            last = number == len(path) - 1
            if step.unit is Unit.PARAGRAPH:
                article = found or self.enclosing(passage.place, Unit.ARTICLE)
                span = article and self._paragraph(article, step.ordinal, passage)
                if last:
                    return span or None
                found = article  # the items stand below the article
                continue
            if step.ordinal < 0:
                before = self._before(step, passage)
                if last or len(before) != 1:
                    return _cover(before) if last else None
                found = before[0]
            elif step.ordinal == 0:
                found = self.enclosing(passage.place, step.unit)
            else:
                found = self._below(found, step, passage)
            if found is None:
                return None
        return found.span if found else None

    def _below(
        self, outer: TreePath | None, step: Pinpoint, passage: LeafInContext
    ) -> TreePath | None:
        """Return the section of one step inside another, or seen from a leaf."""
        if step.unit in _LOOSE:
            above = Unit.ARTICLE if step.unit is Unit.ITEM else Unit.ITEM
            around = outer or self.enclosing(passage.place, above)
            return around and self._children.get((id(around), step.ordinal))
        parts = [id(place) for place in _parts(passage.place)]
        for part in parts:
            known = self._sections.get((part, *step), [])
            if outer is None and len(known) > 1:
                outer = self._nearest(passage.place, step.unit)
            if outer is not None:
                first = bisect_left(known, outer.start, key=_start)
                known = known[first : bisect_left(known, outer.end, key=_start)]
            if len(known) == 1:
                return known[0]
        return None

    def _nearest(self, place: TreePath, unit: Unit) -> TreePath | None:
        """Return the section around a place in which a unit is numbered."""
        home = self.enclosing(place, unit)
        return home.up if home else next(iter(place.upward()), None)

    def _paragraph(
        self, article: TreePath, ordinal: int, passage: LeafInContext
    ) -> Span | None:
        """Return a paragraph of an article: the n-th, this one, or those before it."""
        known = self._paragraphs.get(id(article), [])
        if ordinal > 0:
            return known[ordinal - 1].span if ordinal <= len(known) else None
        here = bisect_right(known, passage.start, key=_start_of_leaf) - 1
        if ordinal == 0:
            return known[here].span if here >= 0 else None
        first = here + ordinal
        if first < 0:
            return None
        return Span(known[first].start, known[here - 1].end)

    def _before(self, step: Pinpoint, passage: LeafInContext) -> list[TreePath]:
        """Return the sections of a unit right before the one around a leaf."""
        home = self.enclosing(passage.place, step.unit)
        if home is None:
            return []
        if step.unit is Unit.ITEM:
            known = self._siblings.get(id(home.up), [])
        else:
            known = self._ordered.get((id(part_of(home)), step.unit), [])
        here = bisect_left(known, home.start, key=_start)
        first = here + step.ordinal
        return known[first:here] if first >= 0 else []


def _cover(places: list[TreePath]) -> Span | None:
    """Return the span of a run of sections; None without any."""
    return Span(places[0].start, places[-1].end) if places else None


def part_of(place: TreePath) -> TreePath:
    """Return the notice, attachment or document that a place belongs to."""
    return next(_parts(place))


def _parts(place: TreePath) -> Iterator[TreePath]:
    """Yield the part a place belongs to, and the document around it."""
    for around in place.upward():
        if around.up is None or isinstance(around.node, Attachment | Notice):
            yield around


def _start(place: TreePath) -> int:
    return place.start


def _start_of_leaf(passage: LeafInContext) -> int:
    return passage.start
