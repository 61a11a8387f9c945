"""The sentences of a document as they are read, without the breaks of a layout.

In: a `DocumentText`. Out: a `FlowingText`, which is a document text itself: paragraphs
in one piece each, without line breaks, page lines and blanks inside figures (60⏎0亿元,
2025 年 12 月, 23 456人), signs in one width; and the place in the text of every place
in it. Figures and times are read in it, so that where a line ends changes none of them.

Lines that the tree holds as paragraphs of their own are joined where a margin cut a
sentence: the first stops short of an end, is about as wide as the next or wider, and
reads as prose. A figure that is cut is joined on less evidence than a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cnpolicy.annotation.document_text import DocumentText, LeafInContext
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.nodes import Heading, ListItem, Paragraph
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.quantity_words import BOUNDS, CHANGES

# One column for a Latin letter, two for a Han character.
_NARROWEST_CUT_FIGURE = 16
_NARROWEST_LINE = 24
_UNEVEN = 4
_FEWEST_FULL = 3
_SHARE_FULL = 0.4
_LONGEST_HEADING = 60

_ENDS = frozenset("。！？!?：:；;）)】]〕」』")
_PROSE = lazy("[，,。；;、]")
_HAN = lazy("[\u4e00-\u9fff]")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_GOES_ON = lazy(r"[0-9０-９.．%％‰﹪万亿千百十]|个|元|人|件|家|亩|吨|公里|年")
# 2.1万⏎人次, 3000万元⏎以上: a figure may end in its size, a bound is behind its unit.
_SIZE_END = lazy(r"[0-9０-９][千百十]?[万亿]{1,2}\Z")
_MEASURED_END = lazy(r"[0-9０-９][^，,。；;：:、\s0-9]{0,5}\Z")
_BOUND_GOES_ON = lazy(r"(?:及|或)?(?:以上|以下|以内)|左右|上下(?!级)")

_PAGE_LINE = lazy(r"\s*[-—–－·]+\s*[0-9０-９]{1,4}\s*[-—–－·]*\s*")
# No line ends with 超过 or 达到: the figure stands in the next.
_LEADING_UP = (
    *("达到", "提高到", "增加到", "稳定在", "控制在"),
    *(
        word
        for table in (BOUNDS, CHANGES)
        for words in table.values()
        for word in words
        if len(word) > 1
    ),
)
_OWN_YEAR = lazy(r"(?:19|20)[0-9]{2}[ ]?年")

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
_GAPS = lazy(rf"[\s{_INVISIBLE}]++")
_WIDEST_GAP = 3
_THOUSANDS_BEFORE = lazy(r"(?<![0-9０-９.．,，])[0-9０-９]{1,3}(?: [0-9０-９]{3})*\Z")
_THOUSANDS_BEHIND = lazy(r"[0-9０-９]{3}(?![0-9０-９年])")
_SPACED_FIGURE = lazy(r"[0-9０-９.．,，—–~-]{1,12}(?:[ \xa0]|[%％‰])")
_UNIT_LIKE = lazy(r"[\u4e00-\u9fff%％‰﹪]")
_DATE_PARTS = frozenset("年月")

# Each sign becomes one sign, so that places stay.
_ONE_WIDTH = {
    **{chr(0xFF10 + n): str(n) for n in range(10)},
    **{chr(0xFF21 + n): chr(0x41 + n) for n in range(26)},
    **{chr(0xFF41 + n): chr(0x61 + n) for n in range(26)},
    "(": "（",
    ")": "）",
    ";": "；",
    "．": ".",
}
_OTHER_WIDTH = lazy("[Ａ-Ｚａ-ｚ０-９();．]")
_LIST_COMMA = lazy(r"(?<![0-9]),|,(?![0-9]{3}(?![0-9]))")
_WIDE_THOUSANDS = lazy(r"(?<=[0-9])(?<![0-9]{4})，(?=[0-9]{3}(?![0-9]))")
_LABEL_COLON = lazy(r"(?<![0-9]):|:(?![0-9])")


class FlowingLeaf(LeafInContext):
    """A leaf, or the leaves that a margin cut it into, in places of the flow."""

    __slots__ = ("_span", "torn")

    def __init__(
        self, leaves: list[LeafInContext], start: int, first: int, end: int, torn: bool
    ) -> None:
        """Make a part of the flow, which begins at `start`, of some leaves."""
        super().__init__(leaves[0].leaf, start, first, leaves[0].place)
        self.end = end
        self._span = Span(leaves[0].start, leaves[-1].end)
        self.torn = torn
        """Whether digits end the line before it that may belong to its first figure."""

    @property
    def span(self) -> Span:
        """Where the leaves stand in the text."""
        return self._span


class FlowingText(DocumentText):
    """A document as figures and times are read."""

    __slots__ = ("_flat", "_real")

    def __init__(self, source: DocumentText) -> None:
        """Take the passages of `source` in order."""
        self._flat: list[int] = []
        """Where each stretch that is kept begins in the flow."""
        self._real: list[int] = []
        """Where it begins in the text."""
        self.passages: list[LeafInContext] = []
        self.kept = {}
        self._body = None
        self._times = {}
        self._republic = source.republic
        pieces: list[Span] = []
        size = 0
        before: LeafInContext | None = None
        for leaves in _joined(source, _margin(source)):
            start = size
            first = start
            for number, leaf in enumerate(leaves):
                last = number == len(leaves) - 1
                for piece in _pieces(source.simplified, leaf, last=last):
                    self._flat.append(size)
                    self._real.append(piece.start)
                    if number == 0 and piece.start < leaf.first:
                        first = size + min(leaf.first, piece.end) - piece.start
                    pieces.append(piece)
                    size += piece.end - piece.start
            torn = before is not None and _is_torn(source.simplified, before, leaves[0])
            self.passages.append(FlowingLeaf(leaves, start, first, size, torn))
            if not _is_page_line(source.simplified, leaves[-1]):
                before = leaves[-1]
        self.text = "".join([piece.of(source.text) for piece in pieces])
        simplified = "".join([piece.of(source.simplified) for piece in pieces])
        simplified = _LIST_COMMA.sub(
            "，", _OTHER_WIDTH.sub(lambda sign: _ONE_WIDTH[sign[0]], simplified)
        )
        simplified = _WIDE_THOUSANDS.sub(",", simplified)
        self.simplified = _LABEL_COLON.sub("：", simplified)

    def place(self, at: int) -> int:
        """Return where in the text a character of the flow stands."""
        piece = bisect_right(self._flat, at) - 1
        return self._real[piece] + at - self._flat[piece] if piece >= 0 else at

    def real(self, span: Span) -> Span:
        """Return where in the text a stretch of the flow stands."""
        start = self.place(span.start)
        if span.end <= span.start:
            return Span(start, start)
        return Span(start, self.place(span.end - 1) + 1)


def flowing_text(source: DocumentText) -> FlowingText:
    """Return the flow of a source, kept with it."""
    kept = source.kept.get(FlowingText)
    if kept is None:
        kept = source.kept[FlowingText] = FlowingText(source)
    assert isinstance(kept, FlowingText)
    return kept


# ---------------------------------------------------------------------- lines to join


class _Width(NamedTuple):
    """How wide a line is: pages are set by columns, plain text by signs."""

    columns: int
    signs: int

    def reaches(self, other: _Width) -> bool:
        """Tell whether it ends about where another does, or beyond, by either."""
        return (
            self.columns >= other.columns - _UNEVEN
            or self.signs >= other.signs - _UNEVEN // 2
        )


def _width(line: str) -> _Width:
    """How wide a line is printed; two columns for a Han character."""
    narrow = len(line.encode("ascii", "ignore"))
    return _Width(2 * len(line) - narrow, len(line))


def _margin(source: DocumentText) -> _Width | None:
    """How wide the lines of a page are; None unless many end at one margin."""
    widths = [
        _width(line.strip())
        for passage in source.passages
        if isinstance(passage.leaf, Paragraph)
        for line in source.simplified[passage.start : passage.end].split("\n")
        if not line.isspace()
    ]
    if len(widths) < _FEWEST_FULL:
        return None
    widest = _Width(max(w.columns for w in widths), max(w.signs for w in widths))
    full = sum(width.reaches(widest) for width in widths)
    if full < _FEWEST_FULL or full < len(widths) * _SHARE_FULL:
        return None
    return widest if widest.columns >= _NARROWEST_CUT_FIGURE else None


def _joined(
    source: DocumentText, margin: _Width | None
) -> Iterator[list[LeafInContext]]:
    """Yield the leaves in order, those of one cut paragraph together."""
    group: list[LeafInContext] = []
    for passage in source.passages:
        if group and _continues(source, group[-1], passage, margin):
            group.append(passage)
            continue
        if group:
            yield group
        group = [passage]
    if group:
        yield group


_CUT_LEAVES = (Paragraph, ListItem, Heading)


def _continues(
    source: DocumentText,
    line: LeafInContext,
    following: LeafInContext,
    margin: _Width | None,
) -> bool:
    """Tell whether a margin cut one sentence into two leaves."""
    if not isinstance(following.leaf, Paragraph) or not isinstance(
        line.leaf, _CUT_LEAVES
    ):
        return False
    if line.place is not following.place or not _adjoin(source, line, following):
        return False
    if following.leaf.continues:
        return True
    simplified = source.simplified
    if simplified[following.start : following.start + 1].isspace():
        return False  # a paragraph of its own is indented
    before = simplified[line.first : line.end].rstrip()
    if not before or before[-1] in _ENDS or not _HAN.search(before):
        return False
    after = simplified[following.start : following.end].split("\n", 1)[0].strip()
    if not after:
        return False
    # A heading may stand before it on the same line: 4.创新。专利申请量1293⏎6件.
    low = simplified.rfind("\n", max(0, line.start - _LONGEST_HEADING), line.start) + 1
    last_line = simplified[low or line.start : line.end].rstrip().rpartition("\n")[2]
    wide, behind = _width(last_line.strip()), _width(after)
    if before.endswith(_LEADING_UP) and after[0] in _DIGITS:
        return not _OWN_YEAR.match(after)
    figure = before[-1] in _DIGITS and _GOES_ON.match(after) is not None
    sized = _SIZE_END.search(before) is not None and _GOES_ON.match(after) is not None
    bound = _BOUND_GOES_ON.match(after) or (before[-1] == "以" and after[0] in "上下内")
    if sized or (bound and _MEASURED_END.search(before)):
        return True
    # （某政发〔20⏎24〕7号）: a bracket is open.
    open_number = before.rfind("〔") > before.rfind("〕")
    if figure and (open_number or _PROSE.search(before)) and not _OWN_YEAR.match(after):
        return True
    if not wide.reaches(behind):
        return False  # no margin is there: the line behind goes far beyond it
    if figure:
        return wide.columns >= _NARROWEST_CUT_FIGURE
    if margin is not None:
        return wide.reaches(margin) and not isinstance(line.leaf, Heading)
    return (
        wide.columns >= _NARROWEST_LINE
        and not isinstance(line.leaf, Heading)
        and _PROSE.search(before) is not None
    )


def _adjoin(
    source: DocumentText, line: LeafInContext, following: LeafInContext
) -> bool:
    """Tell whether only lines of the page stand between two leaves."""
    between = source.text[line.end : following.start]
    return not between or not between.isspace()


def _is_torn(simplified: str, line: LeafInContext, following: LeafInContext) -> bool:
    """Tell whether digits at the end of a line may go on in the next."""
    if following.first != following.start or not _is_text(following):
        return False
    before, after = (
        simplified[line.start : line.end].rstrip(),
        following.leaf.text.lstrip(),
    )
    return (
        _is_text(line)
        and before[-1:] in _DIGITS
        and (after[:1] in _DIGITS or after[:1] in ".．")
    )


def _is_page_line(simplified: str, passage: LeafInContext) -> bool:
    """Tell whether a leaf is a page number that the tree took for text."""
    return _PAGE_LINE.fullmatch(simplified, passage.start, passage.end) is not None


def _is_text(passage: LeafInContext) -> bool:
    return isinstance(passage.leaf, _CUT_LEAVES)


# ----------------------------------------------------------------------- gaps to close


def _pieces(simplified: str, leaf: LeafInContext, *, last: bool) -> Iterator[Span]:
    """Yield what is kept of a leaf: all except line breaks and gaps inside figures."""
    done, end = leaf.start, leaf.end
    for gap in _GAPS.finditer(simplified, leaf.start, leaf.end):
        start, stop = gap.span()
        if stop == end and last:
            break
        if stop < end and not _closes(simplified, leaf, start, stop):
            continue
        if done < start:
            yield Span(done, start)
        done = stop
    if done < end:
        yield Span(done, end)


def _closes(simplified: str, leaf: LeafInContext, start: int, stop: int) -> bool:
    """Tell whether a gap is only layout."""
    gap, before, after = (
        simplified[start:stop],
        simplified[start - 1 : start],
        simplified[stop],
    )
    if start < leaf.first:
        return False
    if "\n" in gap or "\r" in gap:
        return not (_is_latin(before) and _is_latin(after))
    if gap.strip(_INVISIBLE) == "":
        return True
    if "\t" in gap or len(gap) > _WIDEST_GAP:
        return False
    if before in _DIGITS:
        if after in _DIGITS:
            return len(gap) == 1 and _are_thousands(simplified, start, stop)
        return _UNIT_LIKE.match(simplified, stop) is not None
    if after not in _DIGITS or "\u3000" in gap or not _HAN.match(before):
        return False
    return before in _DATE_PARTS or _SPACED_FIGURE.match(simplified, stop) is not None


def _are_thousands(simplified: str, start: int, stop: int) -> bool:
    """Tell whether a blank parts the thousands of a figure: 23 456."""
    near = simplified[max(0, start - 16) : start].replace("\xa0", " ")
    return (
        _THOUSANDS_BEFORE.search(near) is not None
        and _THOUSANDS_BEHIND.match(simplified, stop) is not None
    )


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
