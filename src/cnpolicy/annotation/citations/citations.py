"""Citations: the documents a document names.

In: a finished tree. Out: `Citation`s in the order of the text: the title between
《》, the 文号 behind it, what the document does with it (依据, 贯彻落实, 修订 …), the
short name it is given (以下简称《规划》), and for a short name the title it stands for.
"""

from bisect import bisect_right
from collections.abc import Iterator

from attrs import evolve

from cnpolicy.annotation.citations.citation_roles import roles_of
from cnpolicy.annotation.citations.quoted_titles import Attached, attachments, titles_in
from cnpolicy.annotation.document_text import DocumentText, LeafInContext, document_text
from cnpolicy.annotation.flowing_text import FlowingText, flowing_text
from cnpolicy.lexical.document_numbers import normal_number, numbers_in
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import (
    Cell,
    Document,
    DocumentNumber,
    Heading,
    ListItem,
    Paragraph,
)
from cnpolicy.model.results.citations import Citation, CitationRole
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.spans import Span


def citations(document: Document) -> Results[Citation]:
    """Return the documents that a document names, in the order of the text.

    Among them are short names that were introduced before (《规划》, and “规划” if it
    was introduced so) with the title they stand for, and a 文号 that stands alone.

    Law: never raises on content; takes time in proportion to the text.
    """
    expect(document, Document, "citations")
    flow = flowing_text(document_text(document))
    reader = _Reader(flow, document.metadata.doc_number)
    found = [
        citation
        for passage in flow.passages
        if not isinstance(passage.leaf, DocumentNumber)
        for citation in reader.read(passage)
    ]
    found += reader.quoted()
    placed = [_placed(flow, citation) for citation in found]
    return Results(sorted(placed, key=lambda citation: citation.span), Citation)


def _placed(flow: FlowingText, citation: Citation) -> Citation:
    """A citation that was read in the flow, with its places in the text."""
    title, number, pinpoint = (
        span and flow.real(span)
        for span in (citation.title_span, citation.number_span, citation.pinpoint_span)
    )
    return evolve(
        citation,
        title_span=title,
        number_span=number,
        pinpoint_span=pinpoint,
        span=flow.real(citation.span),
    )


class _Reader:
    """Reads passages one after the other, and remembers short names."""

    def __init__(self, source: DocumentText, own: str | None) -> None:
        self.source = source
        self.simplified = source.simplified
        self.own = own
        self.short: dict[str, str] = {}  # short name to title
        self.quotable: dict[str, tuple[int, str]] = {}  # those in “”, and since when

    def read(self, passage: LeafInContext) -> Iterator[Citation]:
        """Yield the citations of one leaf."""
        simplified = self.simplified
        if not _NAMES.search(simplified, passage.start, passage.end):
            return
        places: list[tuple[Span, Attached]] = []
        for place in titles_in(simplified, passage.start, passage.end):
            # 《规划》 in （以下简称《规划》） is no citation of its own.
            if not places or place.start >= places[-1][1].end:
                places.append((place, attachments(simplified, place.end, passage.end)))
        roles = roles_of(
            simplified,
            passage,
            [
                Span(
                    place.start, behind.pinpoint.end if behind.pinpoint else behind.end
                )
                for place, behind in places
            ],
        )
        covered = passage.start
        for (place, behind), role in zip(places, roles, strict=True):
            yield from self._numbers(passage, covered, place.start)
            yield self._titled(place, behind, role)
            covered = behind.end
        yield from self._numbers(passage, covered, passage.end)

    def _titled(
        self, place: Span, behind: Attached, role: CitationRole | None
    ) -> Citation:
        """Make the citation of a title; learn its short name, or look it up."""
        title_span = Span(place.start + 1, place.end - 1)
        title = self._said(title_span)
        resolves = self.short.get(title)
        full = resolves or title
        if behind.abbreviation is not None:
            short = self._said(behind.abbreviation)
            self.short[short] = full
            if behind.quoted:
                self.quotable[short] = (behind.end, full)
        return Citation(
            title=title,
            number=self._number(behind.number),
            role=role,
            abbreviation=(
                self._said(behind.abbreviation) if behind.abbreviation else None
            ),
            resolves=resolves if resolves != title else None,
            pinpoint=self._said(behind.pinpoint) if behind.pinpoint else None,
            title_span=title_span,
            number_span=behind.number,
            pinpoint_span=behind.pinpoint,
            span=Span(place.start, behind.end),
        )

    def _numbers(
        self, passage: LeafInContext, start: int, end: int
    ) -> Iterator[Citation]:
        """Yield the 文号 that stand without a title in a stretch of a leaf."""
        if not isinstance(passage.leaf, _PROSE):
            return
        for span in numbers_in(self.simplified, start, end):
            number = self._number(span)
            if number != self.own:
                role = roles_of(self.simplified, passage, [span])[0]
                yield Citation(None, number, role, number_span=span, span=span)

    def quoted(self) -> Iterator[Citation]:
        """Yield where a short name introduced in “” is used in “”."""
        if not self.quotable:
            return
        passages = self.source.passages
        for match in _QUOTED_NAME.finditer(self.simplified):
            span, whole = Span(*match.span("name")), Span(*match.span())
            since, full = self.quotable.get(
                self._said(span), (len(self.simplified), "")
            )
            at = bisect_right(passages, whole.start, key=lambda leaf: leaf.start) - 1
            if whole.start < since or at < 0 or whole.end > passages[at].end:
                continue
            yield Citation(
                self._said(span),
                role=roles_of(self.simplified, passages[at], [whole])[0],
                resolves=full,
                title_span=span,
                span=whole,
            )

    def _said(self, span: Span) -> str:
        """The words of a stretch without space."""
        return "".join(span.of(self.source.text).split())

    def _number(self, span: Span | None) -> str | None:
        """A 文号 in its normal form; None without a place."""
        return normal_number(self._said(span)) if span else None


_NAMES = lazy("[》号]")  # what closes a title, and what ends a 文号
_PROSE = (Paragraph, ListItem, Heading, Cell)
_QUOTED_NAME = lazy(r"[“\"](?P<name>[^“”\"《》\r\n]{1,24})[”\"]")
