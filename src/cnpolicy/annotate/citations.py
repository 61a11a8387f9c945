"""Citations: the documents a document names.

In: a finished tree. Out: `Citation`s in the order of the text: the title between 《》, the
文号 behind it, what the document does with it (依据, 贯彻落实, 修订 …), the short name it is
given (以下简称《规划》), and for a short name the title it stands for.

Titles nest (《关于印发〈…〉的通知》, also with <> and with 《》 inside 《》), touch each other, and
may be wrapped over lines. A 《 that nothing closes takes nothing with it: a title has a
longest length, and a full stop ends the search.
"""

from collections.abc import Iterator
from enum import StrEnum

from attrs import field, frozen

from cnpolicy.annotate.passages import Passage, Source, source_of
from cnpolicy.annotate.phrases import any_of
from cnpolicy.annotations import NOWHERE
from cnpolicy.nodes import Document, DocumentNumber
from cnpolicy.numerals import ARABIC_DIGITS
from cnpolicy.patterns import lazy
from cnpolicy.spans import Span


class CitationRole(StrEnum):
    """What a document does with the one it names."""

    BASIS = "依据"
    """It rests on it: 根据, 依据, 按照, 依照."""

    CARRIES_OUT = "贯彻落实"
    """It carries it out: 贯彻落实, 实施, 执行."""

    AMENDS = "修订"
    """It changes it: 修订, 修改, 完善."""

    MAKES = "制定"
    """It is to make it, or it was made: 制定, 编制, 出台."""

    REPEALS = "废止"
    """It ends it: 废止, 同时废止."""

    ISSUES = "印发"
    """It issues it: 印发, 转发, 发布."""


@frozen
class Citation:
    """A document that is named: `《国务院关于…的意见》（国发〔2018〕8号，以下简称《意见》）`."""

    title: str | None
    """What stands between 《 and 》, without space; None if only a 文号 is named."""

    number: str | None = None
    """Its 文号, brackets as 〔〕 and figures half-width; None if it is not given."""

    role: CitationRole | None = None
    """What the document does with it; None if the text does not tell."""

    abbreviation: str | None = None
    """The short name it is given here: 意见; None if it is given none."""

    resolves: str | None = None
    """The title this short name stands for; None if this is no short name."""

    title_span: Span | None = field(eq=False, repr=False, default=None)
    """Where the title stands, without 《》; None without title."""

    number_span: Span | None = field(eq=False, repr=False, default=None)
    """Where the 文号 stands; None without one."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """From the 《 to the 》, or behind the bracket that belongs to it."""


def citations(document: Document) -> tuple[Citation, ...]:
    """Return the documents that a document names, in the order of the text.

    Law: never raises on content; takes time in proportion to the text.
    """
    source = source_of(document)
    reader = _Reader(source)
    return tuple(
        citation
        for passage in source.passages
        if not isinstance(passage.leaf, DocumentNumber)
        for citation in reader.read(passage)
    )


# ------------------------------------------------------------------------------ titles

LONGEST_TITLE = 160
"""Longer is no title; the longest of 143 documents has 96 characters."""

_OPENS = "《〈"
_SIGNS = lazy(r"[《》〈〉。]")
_EMPTY = lazy(r"[\s《》〈〉]*")


def titles_in(view: str, start: int, end: int) -> Iterator[Span]:
    """Yield the outermost titles of `view[start:end]`, with their 《》.

    A title that is never closed yields what is complete inside it. Each sign is looked
    at once.
    """
    depth: list[int] = []
    whole: list[Span] = []
    for match in _SIGNS.finditer(view, start, end):
        sign, at = match[0], match.start()
        if depth and (sign == "。" or at - depth[0] > LONGEST_TITLE):
            yield from whole
            depth, whole = [], []
        if sign in _OPENS:
            # 〈 outside 《》 is a sign of comparison or an aside, no title.
            if depth or sign == "《":
                depth.append(at)
        elif depth and sign != "。":
            opened = depth.pop()
            if view[opened] == "《" and sign == "》":
                whole = [span for span in whole[-1:] if span.start < opened] + [
                    Span(opened, at + 1)
                ]
            if not depth:
                yield from whole
                whole = []
    yield from whole
