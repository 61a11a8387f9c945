"""Provisions: a document cut into the pieces that people speak of as one thing.

In: a document. Out: `Provision`s, in order: a section without subsections with all its
text, or one paragraph of it where each opens with a lead sentence or closes with a
clause of its own. The task table and the comparison of documents are made of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from cnpolicy.annotation.document_text import (
    DocumentText,
    LeafInContext,
    TreePath,
    document_text,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_ends import LINE_END
from cnpolicy.model.nodes import (
    Box,
    Caption,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Row,
    Section,
    Table,
)
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.title_words import BACKGROUND, WORK_VERBS

# ------------------------------------------------------------------------- the tables


_BACKGROUND = lazy(rf"(?:{'|'.join(BACKGROUND)})(?:[（(].*)?$")
_WORK = lazy("|".join(WORK_VERBS))
_JOINED = lazy(r"(?:以及|和|与|及|、|，|,|暨)")
_WRAP = lazy(rf"[^\S\r\n]*(?:{LINE_END.pattern})\s*")


def is_background(title: str) -> bool:
    """Tell whether a title in Simplified characters is one of a background chapter.

    >>> is_background("发展基础与面临形势"), is_background("夯实发展基础")
    (True, False)
    """
    last = _JOINED.split(title)[-1]
    if _WORK.match(title) or _WORK.match(last):
        return False
    return _BACKGROUND.search(last) is not None


# ----------------------------------------------------------------------- the provisions


class Provision:
    """A piece of a document that people speak of as one thing."""

    __slots__ = ("boxes", "end", "leaf_section", "passages", "place", "start")

    def __init__(self, first: LeafInContext, place: TreePath) -> None:
        """Begin with the leaf `first`, in the section or part `place`."""
        self.start = first.start
        """Offset of its first character."""
        self.end = first.end
        """Offset behind its last character."""
        self.place = place
        """The section it belongs to, or the part of the document without one."""
        self.passages = [first]
        """Its leaves, without blank ones and furniture."""
        self.boxes: list[TreePath] = []
        """The boxes in it."""
        self.leaf_section = True
        """Whether its section has no subsections."""

    @property
    def span(self) -> Span:
        """Where it stands, from the number of its heading to its last line end."""
        return Span(self.start, self.end)

    @property
    def in_section(self) -> bool:
        """Tell whether it belongs to a numbered section."""
        return isinstance(self.place.node, Section)

    @property
    def opens_section(self) -> bool:
        """Tell whether it begins with the heading of its section."""
        first = self.passages[0]
        return isinstance(first.leaf, Heading) and first.place is self.place

    @property
    def lead(self) -> str | None:
        """The lead sentence it opens with; None if it has none."""
        leaf = self.passages[0].leaf
        return leaf.lead if isinstance(leaf, Paragraph) else None

    @property
    def title(self) -> str | None:
        """Its lead sentence, or the title of its section; None without either."""
        if self.lead:
            return self.lead
        heading = heading_of(self.place)
        return heading.title if heading else None

    @property
    def sections(self) -> tuple[TreePath, ...]:
        """The numbered sections it stands in, from the top down."""
        around = [p for p in self.place.upward() if isinstance(p.node, Section)]
        return tuple(reversed(around))

    @property
    def number(self) -> tuple[str, ...]:
        """The marks of its sections, as written: 三、 (四)."""
        headings = map(heading_of, self.sections)
        return tuple(h.marker.text if h and h.marker else "" for h in headings)

    @property
    def path(self) -> tuple[str, ...]:
        """The titles of its sections, empty where a section has none."""
        headings = map(heading_of, self.sections)
        return tuple((h.title or "") if h else "" for h in headings)

    @property
    def background(self) -> bool:
        """Tell whether a section it stands in gives reasons and aims only."""
        return any(is_background(p.title) for p in self.sections)

    @property
    def is_table(self) -> bool:
        """Tell whether it is nothing but a table, with its heading and caption."""
        inside = [_in_table(passage.place) for passage in self.passages]
        return any(inside) and all(
            there or isinstance(passage.leaf, Heading | Caption)
            for there, passage in zip(inside, self.passages, strict=True)
        )

    @property
    def heading_only(self) -> bool:
        """Tell whether it is a heading without text."""
        return len(self.passages) == 1 and has_own_line(self.passages[0])


def provisions(
    document: Document, breaks: Iterable[int] = ()
) -> tuple[DocumentText, tuple[Provision, ...]]:
    """Cut a document into provisions; also at `breaks`, offsets of the text.

    Together they hold every leaf except blank ones, furniture, and the frame of the
    document (title, 文号, 署名). Time is linear.
    """
    source = document_text(document)
    cuts = sorted(breaks)
    found: list[Provision] = []
    parents: set[int] = set()
    current: Provision | None = None
    index = 0
    for passage in source.passages:
        place = _home(passage.place)
        boxed = _is_set_in(passage.place)
        cut = index
        while index < len(cuts) and cuts[index] <= passage.start:
            index += 1
        if isinstance(place.node, Section):
            if place.up is not None:
                parents.add(id(place.up))
        elif not boxed and not isinstance(passage.leaf, Paragraph | ListItem):
            current = None  # the frame
            continue
        if (
            current is None
            or current.place is not place
            or cut != index
            or not (boxed or _goes_on(passage, place))
        ):
            current = Provision(passage, place)
            found.append(current)
        else:
            current.passages.append(passage)
            current.end = passage.end
        box = _box(passage.place)
        if box is not None and (not current.boxes or current.boxes[-1] is not box):
            current.boxes.append(box)
    for provision in found:
        provision.leaf_section = id(provision.place) not in parents
    return source, tuple(found)


def _goes_on(passage: LeafInContext, place: TreePath) -> bool:
    """Tell whether a leaf outside boxes belongs to the provision before it."""
    if not isinstance(place.node, Section) or isinstance(passage.leaf, Heading):
        return False
    return not (isinstance(passage.leaf, Paragraph) and passage.leaf.lead)


def heading_of(place: TreePath) -> Heading | None:
    """Return the heading of a section; None of anything else, or if it has none."""
    node = place.node
    first = node.children[0] if node.children else None
    return first if isinstance(node, Section) and isinstance(first, Heading) else None


def has_own_line(passage: LeafInContext) -> bool:
    """Tell whether a leaf is a heading with nothing behind its title."""
    leaf = passage.leaf
    if not isinstance(leaf, Heading) or leaf.title is None:
        return False
    # A title may stand on two lines of a page.
    rest = "".join(leaf.text[passage.first - passage.start :].split())
    return len(rest.strip("。．.")) <= len("".join(leaf.title.split()))


ProvisionPart = tuple[LeafInContext, Span]
"""A leaf, and what of it is meant: all of its words, or some."""


def parts_of(source: DocumentText, stretch: Span) -> Iterator[ProvisionPart]:
    """Yield the leaves that begin or go on in a stretch, with their words there."""
    starts = source.passages
    index = bisect_right(starts, stretch.start, key=lambda passage: passage.start) - 1
    # By index: `islice` would go through all items before the first one each time.
    for passage in map(starts.__getitem__, range(max(0, index), len(starts))):
        if passage.start >= stretch.end:
            return
        start = max(_words_at(passage), stretch.start)
        end = min(passage.end, stretch.end)
        if start < end or passage.start >= stretch.start:
            yield passage, Span(start, max(start, end))


def text_of(
    text: str,
    pieces: Iterable[ProvisionPart],
    without: Sequence[Span],
    *,
    heading: bool = False,
) -> str:
    """Return the words of leaves, one paragraph a line, without numbers and clauses.

    A heading is left out where other text follows, unless `heading` asks for it.
    `text` is that of the source, or its simplified; `without` is what `merged` gives.
    """
    lines = [
        (passage, words)
        for passage, span in pieces
        if (words := _WRAP.sub("", cut_out(text, *span, without).strip()))
    ]
    if len(lines) > 1 and has_own_line(lines[0][0]) and not heading:
        del lines[0]
    return "".join(
        words if _continues(passage) or at == 0 else f"\n{words}"
        for at, (passage, words) in enumerate(lines)
    )


def _continues(passage: LeafInContext) -> bool:
    """Tell whether a leaf is the rest of the paragraph on the page before."""
    return isinstance(passage.leaf, Paragraph) and passage.leaf.continues


def _words_at(passage: LeafInContext) -> int:
    """Where the words of a leaf begin: behind the number of a heading."""
    return passage.first if isinstance(passage.leaf, Heading) else passage.start


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def cut_out(text: str, start: int, end: int, without: Sequence[Span]) -> str:
    """Return `text[start:end]` without some spans (as `merged` gives them)."""
    pieces: list[str] = []
    index = bisect_right(without, start, key=lambda span: span.end)
    while index < len(without) and without[index].start < end:
        pieces.append(text[start : max(start, without[index].start)])
        start = max(start, without[index].end)
        index += 1
    pieces.append(text[start:end])
    return "".join(pieces)


def _home(place: TreePath) -> TreePath:
    """The section or part of the document that holds a place; no box, no table.

    The sections inside a box are the box's own.
    """
    home = place
    for around in place.upward():
        if isinstance(around.node, Box | Table | Row):
            home = around.up or around
        elif not isinstance(around.node, Section):
            return home if isinstance(home.node, Section) else around
    return home


def _is_set_in(place: TreePath) -> bool:
    """Tell whether a place lies in a box or a table."""
    return any(isinstance(p.node, Box | Table) for p in place.upward())


def _in_table(place: TreePath) -> bool:
    """Tell whether a place lies in a table."""
    return any(isinstance(p.node, Table) for p in place.upward())


def _box(place: TreePath) -> TreePath | None:
    """The innermost box around a place; None outside boxes."""
    return next((p for p in place.upward() if isinstance(p.node, Box)), None)
