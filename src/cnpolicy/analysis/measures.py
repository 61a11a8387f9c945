"""Measures: which provisions of a document tell somebody to do something.

In: the provisions of a document. Out: yes or no for each that no clause speaks of. A
sentence on entry into force, repeal, purpose, definition or scope is no measure. Bodies
and duties in an emergency plan are none either; an article of a law is one only if it
charges a body; a bulletin has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnpolicy.analysis.provisions import Provision, heading_of
from cnpolicy.analysis.span_index import SpanIndex
from cnpolicy.annotation.document_text import DocumentText
from cnpolicy.annotation.temporal_context import temporal_context
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.model.nodes import Attachment, Document, Heading, Paragraph
from cnpolicy.model.results.targets import Target, TargetKind
from cnpolicy.vocabulary.measure_words import (
    CHARGED,
    EMERGENCY,
    FORMAL_SENTENCES,
    FORMAL_SIGNS,
    FORMS,
    REPORTS,
    RULINGS,
    STANDING,
)
from cnpolicy.vocabulary.title_words import WORK_VERBS

# Longer paragraphs say more than when a text comes into force.
LONGEST_FORMAL = 400
# A paragraph with fewer figures may still be an order with its reason.
FEWEST_FIGURES = 3

_FORMAL = lazy("|".join(f"(?:{form})" for form in FORMAL_SENTENCES))
_CHARGED = lazy(CHARGED)
_STANDING = lazy(rf"(?:{'|'.join(f'(?:{form})' for form in STANDING)})\Z")
_ORDER = lazy(rf"(?:^|[。；！\n])(?:{'|'.join(WORK_VERBS)})")
_STOPS = lazy("[。；;！!]+")
_COMMA = lazy(r"[，,](?=(?:有效期|试行期|其[余馀]|文中|原?《|此前|以前|本|自|从|由))")


def is_formal(words: str) -> bool:
    """Tell whether all sentences of a paragraph are about the text itself.

    >>> is_formal("本方案自2024年6月1日起施行，原《补贴方案》同时废止。")
    True
    >>> is_formal("废止一批过时文件。")
    False
    """
    words = "".join(words.split())
    if len(words) > LONGEST_FORMAL or not any(sign in words for sign in FORMAL_SIGNS):
        return False
    return all(
        _FORMAL.fullmatch(sentence)
        or all(_FORMAL.fullmatch(part) for part in _COMMA.split(sentence))
        for sentence in _STOPS.split(words)
        if sentence
    )


def formal_paragraphs(source: DocumentText) -> Iterator[int]:
    """Yield where paragraphs begin that are about the text itself.

    One right behind a heading is the text of its section and does not count by itself.
    """
    below_heading = False
    for passage in source.passages:
        if (
            isinstance(passage.leaf, Paragraph)
            and not below_heading
            and is_formal(source.simplified[passage.start : passage.end])
        ):
            yield passage.start
        below_heading = isinstance(passage.leaf, Heading)


class Measures:
    """Answers for one document."""

    def __init__(
        self, document: Document, source: DocumentText, figures: Sequence[Target]
    ) -> None:
        """Look at the title of the document; `figures` are its targets, in order."""
        self._view = source.simplified
        self._reports = _is_named(document, REPORTS)
        self._rules = _is_named(document, RULINGS)
        self._prepares = _is_named(document, EMERGENCY)
        self._figures = SpanIndex(figures, lambda item: item.quantity)
        self._times = temporal_context(document, source)

    def tells(self, provision: Provision) -> bool:
        """Tell whether a provision without a clause is a measure."""
        if self._reports or _is_in_form(provision):
            return False
        if self._prepares and self._stands(provision):
            return False
        words = "".join(
            self._view[passage.first : passage.end] for passage in provision.passages
        )
        if not words.strip():
            return False  # a number whose words a clause has taken
        if is_formal(words) or self._tells_of_the_past(provision, words):
            return False
        ruled = self._rules or _is_article(provision)
        return not ruled or _CHARGED.search(words) is not None

    def _stands(self, provision: Provision) -> bool:
        """Tell whether a provision of an emergency plan says who there is, or what."""
        titles = (provision.title or "", *provision.path)
        return any(_STANDING.search(simplified_view(title)) for title in titles)

    def _tells_of_the_past(self, provision: Provision, words: str) -> bool:
        """Tell whether a provision gives figures that were achieved, and no order.

        Where its section looks back, it need not give many.
        """
        figures = self._figures.within([provision.span])
        back = self._times.looks_back(provision.passages[0])
        return (
            (back or len(figures) >= FEWEST_FIGURES)
            and all(figure.kind is TargetKind.ACHIEVED for figure in figures)
            and _ORDER.search(words) is None
        )


def _is_named(document: Document, endings: tuple[str, ...]) -> bool:
    """Tell whether the title of a document, or of its notice, ends with a word."""
    titles = (document.metadata.title, document.metadata.notice_title)
    return any(
        simplified_view(title).rstrip("）)").endswith(endings)
        for title in titles
        if title
    )


def _is_in_form(provision: Provision) -> bool:
    """Tell whether a provision stands in an attachment that is to be filled in."""
    for place in provision.place.upward():
        if isinstance(place.node, Attachment):
            title = place.node.title
            return title is not None and simplified_view(title).endswith(FORMS)
    return False


def _is_article(provision: Provision) -> bool:
    """Tell whether a provision belongs to an article: 第三条."""
    headings = map(heading_of, provision.sections)
    return any(
        heading is not None
        and heading.marker is not None
        and heading.marker.style is MarkerStyle.ARTICLE
        for heading in headings
    )
