"""Leaves: segments turned into the tokens that the grammar reads.

In: segments with kinds and ranks, the text and its Simplified view. Out: `Token`s in
order, each carrying the leaf it stands for. Here a run-in heading is cut from its
body, and lead sentences and titles are recognised by what their siblings do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from cnpolicy.contents import LONGEST_ENTRY, Contents, title_in_contents
from cnpolicy.frame import Part
from cnpolicy.glued import title_end
from cnpolicy.layout import Segment
from cnpolicy.levels import MAX_RANK
from cnpolicy.markers import MarkerStyle
from cnpolicy.nodes import (
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
    Paragraph,
    Publicity,
    Signature,
    Title,
)
from cnpolicy.numerals import to_int
from cnpolicy.spans import Span
from cnpolicy.titles import Vote, Words, heading_words, lead_words

_SENTENCE_ENDS = "。；;：:，,"

# So many of the headings inside lines must run into their bodies.
GLUED_SHARE = 0.5

# The title of an article stands alone on its line (第一条  目的依据).
LONGEST_ARTICLE_TITLE = 30

GAP = " \t\u3000\xa0\u2002\u2003"

_BOX_WORDS = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{2,4}[ \u3000\xa0]{0,2}之?[ \u3000\xa0]{0,2}"
    r"(?P<number>[0-9０-９一二三四五六七八九十]{0,3}))[ \u3000\xa0:：]*"
)
_CAPTION_WORDS = re.compile(
    r"(?P<label>附表|附图|表|图)[ \u3000\xa0]*(?P<number>[0-9０-９一二三四五六七八九十]{1,3})"
    r"(?:[-—.．－][0-9０-９]{1,2})?[ \u3000\xa0:：]*"
)
_ANNEX_WORDS = re.compile(
    r"(?P<label>(?:附[ \u3000\xa0]{0,4}件[ \u3000\xa0]*[0-9０-９一二三四五六七八九十]{0,3})?)"
    r"[ \u3000\xa0:：.．、]*(?:[0-9０-９]{1,2}[.．、])?[ \u3000\xa0]*"
)
_WRAP = re.compile(r"[ \t\u3000\xa0]*[\r\n]+[ \t\u3000\xa0]*")
# 第七条【信息公示】…, 第一條(目的依據)…: the bracket is the article's title.
_BRACKETED_TITLE = re.compile(r"[ \u3000\xa0]*[【（(](?P<title>[^】）)。；]{2,24})[】）)]")


class Token:
    """One terminal of the grammar, with the leaf it stands for.

    Lark borrows the position of the last token for the end of its input, so the
    attributes it asks for are there; nothing else uses them.
    """

    __slots__ = ("node", "type")

    line = column = end_line = end_column = start_pos = end_pos = None

    def __init__(self, kind: str, node: Leaf | None) -> None:
        self.type = kind
        self.node = node


class OpenBox(BoxHeading):
    """A box heading on its way to a `Box`, which keeps whether its end is known."""


Maker = Callable[[Segment, str, str, Span], Leaf]


def tokens(
    segments: list[Segment],
    text: str,
    view: str,
    parts: Mapping[int, Part],
    contents: Contents,
) -> Iterator[Token]:
    """Yield the tokens of a document; law: their leaves, joined, are the text."""
    titles = _titles(segments, view, contents)
    leads = _leads(segments, view)
    for index, segment in enumerate(segments):
        if index in parts:
            yield Token(parts[index].value, None)
        kind = segment.kind
        boxed = "B" if segment.boxed else ""
        if segment.rank:
            level = f"{boxed or 'L'}{segment.rank}"
            heading, rest = _heading(segment, text, titles[index])
            yield Token(level, heading)
            if rest < segment.end:
                yield Token(
                    boxed + "TEXT",
                    Paragraph(text[rest : segment.end], span=Span(rest, segment.end)),
                )
            continue
        span = Span(segment.start, segment.end)
        if kind == "BLANK":
            yield Token(boxed + "BLANK", Blank(text[span.start : span.end], span=span))
        elif kind == "TEXT" and segment.marker is None:
            stop = leads.get(index)
            yield Token(
                boxed + "TEXT",
                Paragraph(
                    text[span.start : span.end],
                    None if stop is None else _unwrapped(text[segment.first : stop]),
                    span=span,
                ),
            )
        elif kind in _MAKERS:
            terminal = kind if not boxed else _BOXED.get(kind, "BTEXT")
            yield Token(terminal, _MAKERS[kind](segment, text, view, span))
        else:
            yield _item(segment, text, boxed, span)


def _item(segment: Segment, text: str, boxed: str, span: Span) -> Token:
    """A line with a sign of its own that is no heading: ——, 一是, or a stray number."""
    marker = segment.marker
    words = text[span.start : span.end]
    if marker is not None and (
        marker.ordinal is None or marker.style is MarkerStyle.ORDINAL_IS
    ):
        return Token(boxed + "ITEM", ListItem(words, marker, span=span))
    return Token(boxed + "TEXT", Paragraph(words, span=span))


def _heading(segment: Segment, text: str, words: Words | None) -> tuple[Heading, int]:
    """Make the heading of a segment; return it with the offset where its body begins."""
    marker = segment.marker
    assert marker is not None
    if words is None:
        body = _skip_gap(text, marker.span.end, segment.last)
        if body == segment.last:
            body = segment.end
        span = Span(segment.start, body)
        return Heading(text[span.start : body], marker, None, None, span=span), body
    opening = _skip_gap(text, marker.span.end, words.end)
    if words.end < words.body and text[opening] in "【（(" and text[words.end] in "】）)":
        opening += 1
    title = Span(opening, words.end)
    body = _skip_gap(text, words.body, segment.last)
    if body == segment.last:
        body = segment.end
    span = Span(segment.start, body)
    return (
        Heading(
            text[span.start : body],
            marker,
            _unwrapped(title.of(text)),
            title,
            span=span,
        ),
        body,
    )


def _unwrapped(words: str) -> str:
    """Return words without the line breaks of a wrapped text."""
    return _WRAP.sub("", words) if "\n" in words or "\r" in words else words


def _skip_gap(text: str, start: int, end: int) -> int:
    """Return the offset of the next character that is no space, at most `end`."""
    while start < end and text[start] in GAP:
        start += 1
    return start


# ------------------------------------------------------------------ by what siblings do


def _titles(
    segments: list[Segment], view: str, contents: Contents
) -> dict[int, Words | None]:
    """Return where the title of each heading stands; None for one that is all body."""
    words = _all_words(segments, view)
    if contents:
        _use_contents(words, segments, view, contents)
    groups = _siblings(segments)
    votes: dict[tuple[int, bool, int], int] = {}
    for index, found in words.items():
        group = groups[index]
        for name in (group, (-2, *group[1:])):
            votes[name] = votes.get(name, 0) + found.vote
    titles: dict[int, Words | None] = {}
    for index, found in words.items():
        group = groups[index]
        habit = votes[group] or votes[(-2, *group[1:])]
        alone = found.body >= segments[index].last and found.vote is Vote.TITLE
        unsure = found.vote is Vote.UNSURE and habit == 0
        body = found.vote is Vote.BODY or unsure or (habit < 0 and not alone)
        titles[index] = None if body else found
    return titles


def _use_contents(
    words: dict[int, Words], segments: list[Segment], view: str, contents: Contents
) -> None:
    """Let the table of contents say where the titles that it lists end."""
    for index, found in words.items():
        segment = segments[index]
        marker = segment.marker
        if marker is None or found.body >= segment.last:
            continue
        start = _words_start(segment, view)
        behind = view[start : min(segment.last, start + 2 * LONGEST_ENTRY)]
        number = "".join(marker.span.of(view).split())
        length = title_in_contents(contents, number, "".join(behind.split()))
        if length:
            end = start
            while length:
                length -= not view[end].isspace()
                end += 1
            words[index] = Words(Vote.TITLE, end, end)


def _siblings(segments: list[Segment]) -> dict[int, tuple[int, bool, int]]:
    """Return the group of each heading: its parent, whether it is boxed, its rank."""
    groups: dict[int, tuple[int, bool, int]] = {}
    parents: list[int] = [-1] * (MAX_RANK + 2)
    for index, segment in enumerate(segments):
        rank = segment.rank
        if rank:
            groups[index] = (parents[rank - 1], segment.boxed, rank)
            parents[rank:] = [index] * (len(parents) - rank)
    return groups


def _all_words(segments: list[Segment], view: str) -> dict[int, Words]:
    """Judge the words of every heading, and what all of them together say."""
    words: dict[int, Words] = {}
    ends: dict[int, int] = {}
    article = MAX_RANK + 1
    for index, segment in enumerate(segments):
        if not segment.rank or segment.marker is None:
            continue
        found = _words(segment, view)
        if segment.rank <= article:
            is_article = segment.marker.style is MarkerStyle.ARTICLE
            article = segment.rank if is_article else MAX_RANK + 1
        elif view[segment.last - 1] in _SENTENCE_ENDS:
            # The items of an article are sentences of it.
            found = Words(Vote.BODY, found.end, found.body)
        if segment.soft and found.body < segment.last:
            ends[index] = title_end(view, _words_start(segment, view), segment.last)
        words[index] = found
    # Where most titles of a rank run into their bodies, the words tell where they end.
    told = Counter(segments[index].rank for index, end in ends.items() if end)
    every = Counter(segments[index].rank for index in ends)
    for index, end in ends.items():
        rank = segments[index].rank
        if end and told[rank] >= GLUED_SHARE * every[rank]:
            words[index] = Words(Vote.TITLE, end, end)
    return words


def _words_start(segment: Segment, view: str) -> int:
    """Return where the words behind the marker of a heading begin."""
    marker = segment.marker
    after = segment.first if marker is None else marker.span.end
    return _skip_gap(view, after, segment.last)


def _words(segment: Segment, view: str) -> Words:
    """Judge the words behind the marker of one heading."""
    marker = segment.marker
    assert marker is not None
    start = _words_start(segment, view)
    if marker.style is MarkerStyle.ARTICLE:
        bracket = _BRACKETED_TITLE.match(view, start, segment.last)
        if bracket:
            return Words(Vote.TITLE, bracket.end("title"), bracket.end())
        if (
            view.find("。", start, segment.last) >= 0
            or segment.last - start > LONGEST_ARTICLE_TITLE
            or view[segment.last - 1] in _SENTENCE_ENDS
        ):
            return Words(Vote.BODY, start, start)
    return heading_words(view, start, segment.last)


def _leads(segments: list[Segment], view: str) -> dict[int, int]:
    """Return where the lead sentence of each paragraph that has one ends.

    A lead needs company: at least two paragraphs of one parent with one
    (patterns 10 #28).
    """
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    parent = box = -1
    for index, segment in enumerate(segments):
        if segment.rank:
            parent = index
        elif segment.kind == "BOX":
            box = index
        elif segment.kind == "TEXT" and segment.marker is None:
            stop = lead_words(view, segment.first, segment.last)
            if stop:
                group = (parent, box if segment.boxed else -1)
                groups.setdefault(group, []).append((index, stop))
    return {
        index: stop
        for group in groups.values()
        if len(group) > 1
        for index, stop in group
    }


# ------------------------------------------------------------------------------ makers


def _box(segment: Segment, text: str, view: str, span: Span) -> Leaf:
    """`重点工程之三：企业知识产权运营能力提升工程`"""
    label, number, title = _labelled(_BOX_WORDS, segment, text, view)
    make = BoxHeading if segment.certain else OpenBox
    return make(text[span.start : span.end], label or "", number, title, span=span)


def _caption(segment: Segment, text: str, view: str, span: Span) -> Leaf:
    """`表1 通辽市“十四五”知识产权发展主要指标`"""
    label, number, title = _labelled(_CAPTION_WORDS, segment, text, view)
    return Caption(text[span.start : span.end], label, number, title, span=span)


def _annex(segment: Segment, text: str, view: str, span: Span) -> Leaf:
    """`附件：1.主要指标`"""
    label, _, title = _labelled(_ANNEX_WORDS, segment, text, view)
    return AttachmentLine(text[span.start : span.end], label, title, span=span)


def _labelled(
    pattern: re.Pattern[str], segment: Segment, text: str, view: str
) -> tuple[str | None, int | None, str | None]:
    """Split a labelled line into its label, its number and its words."""
    match = pattern.match(view, segment.first, segment.last)
    if match is None:
        return None, None, text[segment.first : segment.last]
    start, end = match.span("label")
    number = to_int(match["number"]) if "number" in pattern.groupindex else None
    title = text[match.end() : segment.last]
    return text[start:end].rstrip(GAP) or None, number, title or None


def _plain(make: Callable[..., Leaf]) -> Maker:
    """A maker for leaves that only own their text."""

    def maker(segment: Segment, text: str, view: str, span: Span) -> Leaf:
        return make(text[span.start : span.end], span=span)

    return maker


# Terminals for what else may stand in a box; a date there is text to the grammar.
_BOXED = {"CAPTION": "BCAPTION", "FURNITURE": "BFURNITURE", "BOX": "BOX"}

_MAKERS: dict[str, Maker] = {
    "BOX": _box,
    "CAPTION": _caption,
    "ANNEX": _annex,
    "TITLE": _plain(Title),
    "NUMBER": _plain(DocumentNumber),
    "ADDRESSEES": _plain(Addressees),
    "SIGNATURE": _plain(Signature),
    "DATE": _plain(IssueDate),
    "PUBLICITY": _plain(Publicity),
    "FURNITURE": _plain(Furniture),
}
