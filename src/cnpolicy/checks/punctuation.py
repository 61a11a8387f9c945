"""Rules of punctuation: doubled marks, mixed widths, space, missing full stops.

In: a `CheckedDocument`. Out: slips. GB/T 15834-2011 asks for full-width marks; a
document that is written in half-width ones throughout, as web copies are, is one
decision, not a thousand slips, so that each mark is compared with the rest of its
document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cnpolicy.annotation.document_text import NO_BODY, LeafInContext, Quotes, quoted_in
from cnpolicy.checks.checked_document import CheckedDocument, is_han
from cnpolicy.checks.findings import Edit, RawFinding
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS, SPACES
from cnpolicy.model.metadata import Layout
from cnpolicy.model.nodes import BoxHeading, Cell, Heading, ListItem, Paragraph
from cnpolicy.model.spans import Span

FULL_OF = dict(zip(",;:?!()", "，；：？！（）", strict=True))
"""The full-width form of each half-width mark that is compared."""

HALF_OF = {full: half for half, full in FULL_OF.items()}
"""The half-width form of each full-width mark."""

# ------------------------------------------------------------------------------ doubled

_RUN = lazy(r"[，,；;：:、。]{2,}")
_ELLIPSIS = 3
# Of two different marks side by side (。，) it is unknown which was meant. A closing 》
# or ” between them makes the pair legal.
_NAMES = str.maketrans("，；：", ",;:")


def doubled(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say where a mark stands twice, or beside one that excludes it."""
    text = subject.text
    for match in _RUN.finditer(text):
        span = Span(*match.span())
        run = match[0]
        if run.isascii() and not _beside_han(text, span):
            continue  # std::vector, ;;
        kinds = set(run.translate(_NAMES))
        if len(kinds) > 1:
            yield RawFinding("clashing-punctuation", span, {"found": run})
        elif kinds == {"。"} and len(run) >= _ELLIPSIS:
            yield RawFinding("doubled-punctuation", span, {"found": run}, "……")
        else:
            yield RawFinding(
                "doubled-punctuation",
                span,
                {"found": run},
                run[0],
                (Edit(Span(span.start + 1, span.end), ""),),
            )


def _beside_han(text: str, span: Span) -> bool:
    """Tell whether a Chinese character stands before or behind a span."""
    start, end = span
    return is_han(text[start - 1 : start]) or is_han(text[end : end + 1])


# ------------------------------------------------------------------------------- widths

_MARK = lazy(r"[，；：？！（）,;:?!()]")
_ENTITY = lazy(r"&#?[A-Za-z0-9]{2,8}\Z")
# What stands at a mark in Chinese text beside Chinese characters.
_CHINESE = frozenset("、。“”‘’《》〈〉〔〕【】（）％")
_ENOUGH = 3
_WHOLE = 10
_MOSTLY = 3
"""A width is that of the document if its marks are this many times as many as those of
the other."""


class _Mark(NamedTuple):
    """One mark of punctuation, or a pair of brackets."""

    places: tuple[int, ...]
    """Where it stands; of a pair both places."""

    full: tuple[bool, ...]
    """Whether it is full-width there."""


def widths(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say which marks are of another width than those of the document."""
    text = subject.text
    marks = [
        mark for passage in subject.passages for mark in _marks(text, passage.span)
    ]
    full = sum(sum(mark.full) for mark in marks)
    half = sum(len(mark.full) for mark in marks) - full
    few, many = sorted((full, half))
    if not few:
        if half >= _WHOLE:
            first = marks[0].places[0]
            yield RawFinding("half-width", Span(first, first + 1))
        return
    if many < _ENOUGH or few * _MOSTLY > many:
        rarer = full < half
        places = (
            place
            for mark in marks
            for place, is_full in zip(mark.places, mark.full, strict=True)
            if is_full is rarer
        )
        first = min(places)
        span = Span(first, first + 1)
        yield RawFinding("undecided-width", span, {"full": full, "half": half})
        return
    wanted = full > half
    table = FULL_OF if wanted else HALF_OF
    names = ("full", "全角") if wanted else ("half", "半角")
    words = dict(zip(("mostly", "mostly_zh"), names, strict=True))
    for mark in marks:
        wrong = [
            Span(place, place + 1)
            for place, is_full in zip(mark.places, mark.full, strict=True)
            if is_full is not wanted
        ]
        if wrong:
            edits = tuple(Edit(span, table[span.of(text)]) for span in wrong)
            span = wrong[0]
            found = span.of(text)
            yield RawFinding(
                "mixed-width", span, {"found": found, **words}, table[found], edits
            )


def _marks(text: str, span: Span) -> Iterator[_Mark]:
    """Yield the marks of a leaf that stand in Chinese text."""
    opened: list[int] = []
    for match in _MARK.finditer(text, *span):
        place, mark = match.start(), match[0]
        if mark in "(（":
            opened.append(place)
        elif mark in ")）" and opened:
            pair = opened.pop(), place
            if any(_in_chinese(text, one) for one in pair):
                yield _Mark(pair, tuple(text[one] in HALF_OF for one in pair))
        elif _in_chinese(text, place) and not _is_residue(text, place):
            yield _Mark((place,), (mark in HALF_OF,))
    for place in opened:
        if _in_chinese(text, place):
            yield _Mark((place,), (text[place] in HALF_OF,))


def _in_chinese(text: str, place: int) -> bool:
    """Tell whether the mark at `place` has a Chinese character beside it."""
    return any(
        is_han(one) or one in _CHINESE
        for one in (text[place - 1 : place], text[place + 1 : place + 2])
    )


def _is_residue(text: str, place: int) -> bool:
    """Tell whether a mark was left by a converter: &nbsp; and the ?? of lost text."""
    if text[place] == ";":
        return _ENTITY.search(text, max(0, place - 10), place) is not None
    if text[place] not in "?!":
        return False
    return text[place] in (text[place - 1 : place], text[place + 1 : place + 2])


# -------------------------------------------------------------------------------- space

_BODY = (Paragraph, ListItem, Heading)
_LINES = (Layout.LINES,)
"""Where space is space: in the other layouts it is what is left of a line end."""

_SPACE = lazy(rf"(?<=[\u4e00-\u9fff])[{BLANKS}]{{1,2}}(?=[\u4e00-\u9fff])")
_ISSUERS = ("中共中央", "办公厅", "办公室", "人民政府")
_LONG = 20
"""Shorter lines are set by hand: 目　录, 联系人：张三 电话."""


def spaces(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say where a space stands between two characters of a sentence."""
    text = subject.text
    if subject.document.layout not in _LINES:
        return
    for passage in subject.passages:
        if not isinstance(passage.leaf, _BODY) or not _is_sentence(text, passage):
            continue
        quotes = Quotes(quoted_in(subject.simplified, passage))
        for match in _SPACE.finditer(text, passage.first + 1, passage.end):
            # 《中共中央 国务院关于…》, and the same two in prose.
            at = match.start()
            if quotes.hold(at) or text.endswith(_ISSUERS, max(0, at - 4), at):
                continue
            yield RawFinding("space-in-sentence", Span(*match.span()), {}, "")


def _is_sentence(text: str, passage: LeafInContext) -> bool:
    """Tell whether a leaf is long enough, and punctuated, to be running text."""
    words = text[passage.first : passage.end].strip()
    return len(words) > _LONG and any(sign in words for sign in "，,。；;")


# ---------------------------------------------------------------------------- full stop

_STOPS = frozenset("。！？；：…!?;:.．—|」』】〕]）)>")
_CLOSERS = "”’》〉\"'"


# What stands behind a label is no sentence: …建设。完成时限：2023年底
_VALUE = lazy(
    r"(?:单位|部门|时限|时间|期限|电话|邮箱|地址|网址|人)[：:][^。；;：:]{1,60}\Z"
)


def full_stops(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say which paragraphs of sentences end without a full stop."""
    text = subject.text
    if subject.document.layout not in _LINES:
        return
    for passage in subject.passages:
        leaf = passage.leaf
        if isinstance(leaf, (*NO_BODY, BoxHeading, Cell)):
            continue
        if not isinstance(leaf, _BODY):
            continue
        words = text[passage.first : passage.end].rstrip()
        body = words
        if isinstance(leaf, Heading) and leaf.title is not None:
            _, _, body = words.partition(leaf.title)
        # One full stop inside tells that its writer uses them here.
        if "。" not in body[:-1].lstrip(f"。{SPACES}") or len(body) <= _LONG:
            continue
        if _VALUE.search(subject.simplified, passage.first, passage.first + len(words)):
            continue
        last = words.rstrip(_CLOSERS)[-1:]
        if last in _STOPS or not last:
            continue
        end = passage.first + len(words)
        yield RawFinding(
            "missing-full-stop",
            Span(end - 1, end),
            {},
            "。" if last in "，,、" else words[-1] + "。",
        )
