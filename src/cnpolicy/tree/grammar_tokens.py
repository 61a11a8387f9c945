"""Tokens: what the grammar reads, one or more segments each.

In: segments with kinds and ranks, the text and its Simplified view. Out: `TreeToken`s
in order, each carrying the leaf it stands for. Here a run-in heading is cut from its
body.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cnpolicy.front_matter.table_of_contents import Contents
from cnpolicy.headings.heading_titles import heading_titles
from cnpolicy.headings.lead_sentences import lead_sentences
from cnpolicy.headings.title_syntax import Words
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.marker_syntax import LABEL_NUMBER
from cnpolicy.lexical.numerals import ONE_TO_TEN, to_int
from cnpolicy.lexical.whitespace import BLANKS, BLANKS_AND_TABS, GAP, skip_gap
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.model.nodes import (
    Addressees,
    AttachmentLine,
    Blank,
    BoxHeading,
    Caption,
    DocumentNumber,
    Furniture,
    Heading,
    IssueDate,
    Leaf,
    ListItem,
    Node,
    Paragraph,
    Publicity,
    Signature,
    Title,
)
from cnpolicy.model.spans import Span, new_span
from cnpolicy.numbering.levels import MAX_RANK
from cnpolicy.segmentation.segment import (
    ADDRESSEES,
    ATTACHMENT_LINE,
    BLANK,
    BOX,
    CAPTION,
    DOCUMENT_NUMBER,
    FURNITURE,
    ISSUE_DATE,
    PUBLICITY,
    SIGNATURE,
    TEXT,
    TITLE,
    Segment,
    SegmentKind,
)
from cnpolicy.tree.box_extent import WHOLE_BOX
from cnpolicy.tree.uncertain_box import UncertainBox

_BOX_WORDS = lazy(
    r"【?(?P<label>(?:[\u4e00-\u9fff]{0,4}?专栏|[\u4e00-\u9fff]{2,4})"
    rf"(?:\s{{1,20}}(?=[（(0-9０-９{ONE_TO_TEN}])"
    f"|[{BLANKS}]{{0,2}}之?[{BLANKS}]{{0,2}})[（(]?"
    rf"(?P<number>[0-9０-９{ONE_TO_TEN}]{{0,3}})[）)]?)[\s:：】、.．]*"
)
# Where the content of a box begins that stands in the line of its title: at a number,
# a space, or the first of its projects (专栏2　保障工程|粮食工程：…).
_BOX_CONTENT = lazy(
    r"(?<=[\u4e00-\u9fff”）)])(?:(?=[（(][一1１][）)]|[1１][.．、](?![0-9])|①|一、)"
    f"|(?=[{BLANKS}])"
    r"|(?<=工程|项目|行动|计划|指标)(?=[\u4e00-\u9fff“”、]{2,20}[：:]))"
)
_CAPTION_WORDS = lazy(
    f"(?P<label>附表|附图|表|图)[{BLANKS}]*"
    f"(?P<number>{LABEL_NUMBER})"
    f"(?:[-—.．－][0-9０-９]{{1,2}})?[{BLANKS}:：]*"
)
_ANNEX_WORDS = lazy(
    f"(?P<label>(?:附[{BLANKS}]{{0,4}}件[{BLANKS}]*"
    f"[0-9０-９{ONE_TO_TEN}]{{0,3}})?)"
    f"[{BLANKS}:：.．、]*(?:[0-9０-９]{{1,2}}[.．、])?[{BLANKS}]*"
)
_WRAP = lazy(rf"[{BLANKS_AND_TABS}]*[\r\n]+[{BLANKS_AND_TABS}]*")


class TreeToken:
    """One terminal of the grammar, with the nodes it stands for.

    The time of parsing grows with the number of tokens. So the paragraphs right behind
    a heading, or behind one another, share one token, and blank lines belong to the
    token before them.
    """

    __slots__ = ("nodes", "run", "type")

    def __init__(self, kind: str, nodes: list[Node], run: str | None = None) -> None:
        self.type = kind
        self.nodes = nodes
        self.run = run
        """The terminal whose leaves, right behind, belong to this token; None: none."""


Maker = Callable[[Segment, str, str, Span], Leaf]


def tokens(
    segments: list[Segment], text: str, simplified: str, contents: Contents
) -> list[TreeToken]:
    """Return the tokens of a document; law: their leaves, joined, are the text."""
    titles = heading_titles(segments, simplified, contents)
    leads = lead_sentences(segments, simplified)
    found: list[TreeToken] = []
    last: TreeToken | None = None
    inside = False
    for index, segment in enumerate(segments):
        boxed, kind = segment.boxed, segment.kind
        if segment.part is not None:
            last = TreeToken(segment.part.value, [])
            found.append(last)
        if kind is BLANK and last is not None and inside is boxed and last.nodes:
            start, end = segment.start, segment.end
            last.nodes.append(Blank(text[start:end], span=new_span((start, end))))
        elif segment.rank:
            heading, rest = _heading(segment, text, titles.get(index))
            nodes: list[Node] = [heading]
            if rest < segment.end:
                span = new_span((rest, segment.end))
                nodes.append(Paragraph(text[rest : segment.end], span=span))
            last = TreeToken(_HEADINGS[boxed][segment.rank], nodes, _RUNS[boxed])
            found.append(last)
        else:
            terminal, leaf = _leaf(segment, text, simplified, leads.get(index))
            if boxed:
                terminal = _BOXED.get(terminal, "BTEXT")
            if last is not None and inside is boxed and terminal == last.run:
                last.nodes.append(leaf)
            else:
                last = TreeToken(terminal, [leaf], _RUNS_ON.get(terminal))
                found.append(last)
        inside = boxed or kind is BOX
    return found


def _leaf(
    segment: Segment, text: str, simplified: str, lead: int | None
) -> tuple[str, Node]:
    """Make the leaf of a segment that is no heading; return it behind its terminal.

    `lead` is where its lead sentence ends; None if it has none.
    """
    kind = segment.kind
    span = new_span((segment.start, segment.end))
    words = text[segment.start : segment.end]
    if kind is not TEXT:
        table = segment.table
        return kind, table or _MAKERS[kind](segment, text, simplified, span)
    marker = segment.marker
    if marker is None:
        sentence = None if lead is None else _unwrapped(text[segment.first : lead])
        return kind, Paragraph(words, sentence, segment.continues, span=span)
    if marker.ordinal is None or marker.style is MarkerStyle.ORDINAL_IS:
        return "ITEM", ListItem(words, marker, span=span)
    return kind, Paragraph(words, span=span)


def _heading(segment: Segment, text: str, words: Words | None) -> tuple[Heading, int]:
    """Make the heading of a segment; return it and where its body begins."""
    marker = segment.marker
    if marker is None:
        return _stated_heading(segment, text), segment.end
    title = title_span = None
    body = marker.span.end
    if words is not None and (
        body <= words.start < words.end <= words.body <= segment.last
    ):
        title = _unwrapped(text[words.start : words.end]) or None
        if title is not None:
            title_span = new_span((words.start, words.end))
            body = words.body
    body = skip_gap(text, body, segment.last)
    if body == segment.last:
        body = segment.end
    span = new_span((segment.start, body))
    own = text[segment.start : body]
    return Heading(own, marker, title, title_span, span=span), body


def _stated_heading(segment: Segment, text: str) -> Heading:
    """Make a heading without number, which the file states: all of it is its title."""
    span = new_span((segment.start, segment.end))
    own = new_span((segment.first, segment.last))
    words = own.of(text)
    if len(words) > 1 and words[-1] == "。":
        own, words = new_span((own.start, own.end - 1)), words[:-1]
    return Heading(span.of(text), None, _unwrapped(words), own, span=span)


def _unwrapped(words: str) -> str:
    """Return words without the line breaks of a wrapped text."""
    return _WRAP.sub("", words) if "\n" in words or "\r" in words else words


# ------------------------------------------------------------------------------ makers


def _box(segment: Segment, text: str, simplified: str, span: Span) -> Leaf:
    """`重点工程之三：企业知识产权运营能力提升工程`"""
    label, number, title = _labelled(_BOX_WORDS, segment, text, simplified)
    if title and simplified[segment.first] == "【":
        title = title.removesuffix("】") or None  # 【专栏1 创新工程】
    if title and segment.last - segment.first > WHOLE_BOX:
        cut = _BOX_CONTENT.search(simplified, segment.last - len(title), segment.last)
        title = title[: cut.start() - (segment.last - len(title))] if cut else title
    title = title and _unwrapped(title)
    make = BoxHeading if segment.box_end_is_certain else UncertainBox
    return make(text[span.start : span.end], label or "", number, title, span=span)


def _caption(segment: Segment, text: str, simplified: str, span: Span) -> Leaf:
    """`表1 通辽市“十四五”知识产权发展主要指标`"""
    label, number, title = _labelled(_CAPTION_WORDS, segment, text, simplified)
    return Caption(text[span.start : span.end], label, number, title, span=span)


def _annex(segment: Segment, text: str, simplified: str, span: Span) -> Leaf:
    """`附件：1.主要指标`"""
    label, _, title = _labelled(_ANNEX_WORDS, segment, text, simplified)
    return AttachmentLine(text[span.start : span.end], label, title, span=span)


def _labelled(
    pattern: re.Pattern[str], segment: Segment, text: str, simplified: str
) -> tuple[str | None, int | None, str | None]:
    """Split a labelled line into its label, its number and its words."""
    match = pattern.match(simplified, segment.first, segment.last)
    if match is None:
        return None, None, text[segment.first : segment.last]
    start, end = match.span("label")
    number = to_int(match["number"]) if "number" in pattern.groupindex else None
    title = text[match.end() : segment.last]
    written = _unwrapped(text[start:end]).rstrip(GAP)
    return written or None, number, title or None


def _plain(make: Callable[..., Leaf]) -> Maker:
    """A maker for leaves that only own their text."""

    def maker(segment: Segment, text: str, simplified: str, span: Span) -> Leaf:
        return make(text[span.start : span.end], span=span)

    return maker


# Terminals for what else may stand in a box; a date there is text to the grammar.
_BOXED = {
    "BLANK": "BBLANK",
    "ITEM": "BITEM",
    "CAPTION": "BCAPTION",
    "TABLE": "BTABLE",
    "FURNITURE": "BFURNITURE",
    "BOX": "BOX",
}
# The terminals of text and of headings by rank, outside boxes and in them, and the
# terminals besides headings that take the text behind them into their token.
_RUNS = ("TEXT", "BTEXT")
_HEADINGS = tuple(
    [f"{letter}{rank}" for rank in range(MAX_RANK + 1)] for letter in "LB"
)
_RUNS_ON = {"TEXT": "TEXT", "BTEXT": "BTEXT", "BOX": "BTEXT"}

_MAKERS: dict[SegmentKind, Maker] = {
    BLANK: _plain(Blank),
    BOX: _box,
    CAPTION: _caption,
    ATTACHMENT_LINE: _annex,
    TITLE: _plain(Title),
    DOCUMENT_NUMBER: _plain(DocumentNumber),
    ADDRESSEES: _plain(Addressees),
    SIGNATURE: _plain(Signature),
    ISSUE_DATE: _plain(IssueDate),
    PUBLICITY: _plain(Publicity),
    FURNITURE: _plain(Furniture),
}
