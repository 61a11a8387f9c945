"""What a reader gives back.

In: the pieces of text a reader finds, in order. Out: `Source`: the text, what the
carrier states about the document, the source map (`Origin`), and `Note` for everything
that was in the file and is not in the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from attrs import field, frozen

from cnpolicy.model.spans import Span

_PAGE = re.compile(r"page (\d+)")


class Kind(Enum):
    """In which format a document came."""

    TEXT = "text"
    """Plain text in any encoding."""

    HTML = "html"
    """A web page."""

    DOCX = "docx"
    """Office Open XML, as Word and WPS save it."""

    PDF = "pdf"
    """PDF with a text layer."""

    OFD = "ofd"
    """OFD, the format of official documents of GB/T 33190."""

    MARKDOWN = "markdown"
    """Markdown, recognised by the name of the file only."""

    DOC = "doc"
    """.doc, .wps or .rtf, converted by LibreOffice."""


@frozen
class Origin:
    """Where a piece of the text comes from: `一、` from the numbering of `w:p[3]`.

    Origins are in order and do not overlap. What none of them covers (the line ends,
    the tabs between cells) was put there by the reader.
    """

    span: Span
    """The piece of `Source.text`."""

    where: str
    """Its place in the file: an XPath (HTML, DOCX), a page (PDF, OFD), a line and
    column (Markdown), `file` (plain text)."""

    synthetic: bool = False
    """True for characters that the file does not hold: automatic numbers."""

    outline_level: int | None = None
    """Heading level that the file states (1 is the highest), None without one."""

    @property
    def page(self) -> int | None:
        """The page it stands on, from 1; None if the format has no pages."""
        found = _PAGE.fullmatch(self.where)
        return int(found[1]) if found else None


class NoteText(NamedTuple):
    """One row of the table of notes."""

    english: str
    """What was done, with `{}` for the detail."""

    chinese: str
    """The same for a Chinese reader."""


NOTES: dict[str, NoteText] = {
    "deleted": NoteText("deleted text left out: {}", "已删除的修订内容未读入：{}"),
    "moved": NoteText(
        "text moved elsewhere left out: {}", "已移走的修订内容未读入：{}"
    ),
    "hidden": NoteText("hidden text left out: {}", "隐藏文字未读入：{}"),
    "image": NoteText("picture left out: {}", "图片未读入：{}"),
    "object": NoteText("embedded object left out: {}", "嵌入对象未读入：{}"),
    "symbol": NoteText(
        "symbol without text left out: {}", "无对应文字的符号未读入：{}"
    ),
    "field": NoteText("field without result left out: {}", "无结果的域未读入：{}"),
    "footnote": NoteText("footnote left out of the text: {}", "脚注未并入正文：{}"),
    "textbox": NoteText(
        "text box put after the paragraph that holds it: {}",
        "文本框移至所在段落之后：{}",
    ),
    "imported": NoteText("imported part left out: {}", "外部导入部分未读入：{}"),
    "page-without-text": NoteText("page without text layer: {}", "无文字层的页面：{}"),
    "page-unmapped": NoteText(
        "page whose font does not say which characters it shows: {}",
        "字体未给出字符编码、无法读出文字的页面：{}",
    ),
    "page-order": NoteText(
        "lines of this page were put in order by their height: {}",
        "本页各行按位置重新排序：{}",
    ),
    "converted": NoteText("converted before reading: {}", "读取前已转换：{}"),
}


@frozen
class Note:
    """Something the file holds and the text does not: a deleted 加快, a picture."""

    code: str
    """Stable name, a key of `NOTES`."""

    offset: int
    """Where in `Source.text` it would stand."""

    where: str
    """Its place in the file, as in `Origin.where`."""

    detail: str = ""
    """Its first words, or its name; empty if it has none."""

    @property
    def message(self) -> str:
        """The note in English."""
        return NOTES[self.code].english.format(self.detail)

    @property
    def message_zh(self) -> str:
        """The note in Chinese."""
        return NOTES[self.code].chinese.format(self.detail)


def _plain(metadata: Mapping[str, str]) -> dict[str, str]:
    """Copy the metadata, so that the caller's own mapping stays his."""
    return dict(metadata)


@frozen
class Source:
    """The text of one file with its source map: what `read` returns."""

    text: str
    """The text for `parse`: one paragraph a line, the cells of a table row divided by
    tabs. Text files are given as they are."""

    kind: Kind
    """The format that was found in the bytes."""

    metadata: Mapping[str, str] = field(factory=dict, converter=_plain, hash=False)
    """What the carrier states in its own words (索引号, 发文机构, 发布日期); the names
    of file properties begin with 文件. Empty if it states nothing."""

    origins: tuple[Origin, ...] = ()
    """The source map, in order."""

    notes: tuple[Note, ...] = ()
    """What was left out or moved, in the order of the file."""

    file: str | None = field(eq=False, default=None, kw_only=True)
    """The path that `read` was given; None for bytes."""

    def origin_at(self, offset: int) -> Origin | None:
        """Return the origin of the character at `offset`, None for the reader's own."""
        at = bisect_right(self.origins, offset, key=lambda origin: origin.span.start)
        if at == 0:
            return None
        origin = self.origins[at - 1]
        return origin if offset < origin.span.end else None

    def origins_in(self, span: Span) -> tuple[Origin, ...]:
        """Return the origins of which a part stands in `span`, in order."""
        first = bisect_right(
            self.origins, span.start, key=lambda origin: origin.span.end
        )
        last = bisect_left(self.origins, span.end, key=lambda origin: origin.span.start)
        return self.origins[first:last]


# Words of a note: enough to recognise the place, not enough to be a second text.
_DETAIL_CHARS = 60


class SourceBuilder:
    """Collects the pieces of a text and keeps their offsets."""

    def __init__(self) -> None:
        """Begin with an empty text."""
        self._pieces: list[str] = []
        self._origins: list[Origin] = []
        self._notes: list[Note] = []
        self._length = 0

    @property
    def length(self) -> int:
        """How many characters were added."""
        return self._length

    def add(
        self,
        text: str,
        where: str | None = None,
        *,
        synthetic: bool = False,
        outline_level: int | None = None,
    ) -> None:
        """Add `text`, found at `where`; without a place it is the reader's own."""
        if not text:
            return
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        if where is None:
            return
        last = self._origins[-1] if self._origins else None
        if (
            last is not None
            and last.span.end == start
            and last.where == where
            and last.synthetic == synthetic
            and last.outline_level == outline_level
        ):
            span = Span(last.span.start, self._length)
            self._origins[-1] = Origin(span, where, synthetic, outline_level)
        else:
            span = Span(start, self._length)
            self._origins.append(Origin(span, where, synthetic, outline_level))

    def note(self, code: str, where: str, detail: str = "") -> None:
        """Note that something of the file is not in the text here."""
        detail = " ".join(detail.split())
        if len(detail) > _DETAIL_CHARS:
            detail = detail[:_DETAIL_CHARS] + "…"
        self._notes.append(Note(code, self._length, where, detail))

    def build(self, kind: Kind, metadata: Mapping[str, str] | None = None) -> Source:
        """Return everything that was added as a `Source`."""
        return Source(
            text="".join(self._pieces),
            kind=kind,
            metadata=metadata or {},
            origins=tuple(self._origins),
            notes=tuple(self._notes),
        )
