"""Covers: the page that stands before a document.

In: the segments of a head with their kinds, and the Simplified view. Out: which of
them are the title, and who issues the document. A cover has the title on one line or
several, of which only some end with the word for their kind, the issuer above or
below, and a date; the contents or the text follow:

    政策信息发布平台⏎需求规格说明书⏎⏎某市数据局⏎2018年12月⏎⏎目录
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cnpolicy.front_matter.line_kinds import patterns
from cnpolicy.front_matter.title_block import LONGEST_COLUMN, bare, is_title
from cnpolicy.lexical.issue_dates import PARTIAL_DATE
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS, SPACE
from cnpolicy.segmentation.segment import (
    ATTACHMENT_LINE,
    BLANK,
    DOCUMENT_NUMBER,
    FURNITURE,
    ISSUE_DATE,
    PUBLICITY,
    TEXT,
    Segment,
)
from cnpolicy.vocabulary.profile import Profile

# A cover has no longer lines and no more of them, its title included.
LONGEST_LINE = 40
MOST_LINES = 12
# The title itself is broken over no more.
MOST_TITLE_LINES = 5

_CONTENTS = lazy(rf"[（(【\[]?目[{BLANKS}]{{0,6}}[录次]")
# 编制单位：某市规划院, 编制时间：2018年12月
_LABEL = lazy(
    r"(?:编制|编写|起草|组织|委托|承担|设计|研究|完成|发布|印制|主编|牵头)(?:单位|机构|机关|部门)"
    r"[：:]"
)
_DATED = lazy(
    rf"(?:(?:编制|编写|发布|印制|完成)?(?:时间|日期)[：:])?(?:{PARTIAL_DATE.pattern}"
    # 中华民国97年7月编印
    rf"|(?:中华)?民国{SPACE}*[0-9{ONE_TO_TEN}]{{1,4}}{SPACE}*年{SPACE}*[0-9{ONE_TO_TEN}]{{1,2}}"
    rf"{SPACE}*月(?:{SPACE}*[0-9{ONE_TO_TEN}]{{1,3}}{SPACE}*日)?){SPACE}*"
    r"(?:编印|编制|编写|印制|印行|印发|发布|出版|修订|修正|订定|[编印])?"
)
# A notice has a letterhead and no cover; its title is found by its words.
_OF_NOTICE = lazy(r"关于|印发|转发|批转|的通知$|令$|第.{1,4}号")
_PLAIN = lazy(
    rf"[\u4e00-\u9fff0-9A-Za-z〇○“”‘’《》〈〉（()）、.—+·\-{BLANKS}]{{2,40}}$"
)
# The site that shows the document.
_SITE = lazy(r"(?:网|网站|门户|频道|栏目)$")
_FOREIGN = lazy(r"[A-Za-z0-9 ,.&:'()/-]{4,}$")
_ABOVE = frozenset({FURNITURE, DOCUMENT_NUMBER, ATTACHMENT_LINE, PUBLICITY})


class Cover(NamedTuple):
    """What the lines of a cover are, by index."""

    title: tuple[int, ...]
    """The lines of the title."""

    repeated: tuple[int, ...]
    """Those of the same title behind the contents; () if it does not come again."""

    issuers: tuple[int, ...]
    """The names of bodies above and below the title."""

    labels: tuple[int, ...]
    """Lines that say who wrote it: 编制单位：某市规划院."""

    date: int | None
    """The line that says when, None if none does."""


def find_cover(
    segments: Sequence[Segment],
    simplified: str,
    profile: Profile,
    start: int,
    end: int,
) -> Cover | None:
    """Return what a part begins with if that is a cover, else None.

    `start` and `end` are the indexes of its first segment and of its first heading.
    """
    reader = _CoverReader(segments, simplified, profile)
    return reader.read(start, end)


class _CoverReader:
    """Reads the lines of one cover."""

    def __init__(
        self, segments: Sequence[Segment], simplified: str, profile: Profile
    ) -> None:
        self._segments = segments
        self._view = simplified
        self._profile = profile
        self._known = patterns(profile)

    def read(self, start: int, end: int) -> Cover | None:
        """Return the cover between two indexes, None if there is none."""
        lines, date, behind = self._lines(start, end)
        upper, title, lower = self._parted(lines)
        contents = self._opens_contents(behind, end)
        whole = date is not None and self._segments[date].kind is ISSUE_DATE
        whole = whole and self._words(date or 0).endswith("日")
        if not title or not (contents or (date is not None and (lower or not whole))):
            # A page gives a date of its own below the title that it shows.
            return None
        if not self._is_title(title, contents):
            return None
        repeated = self._again(bare("".join(map(self._words, title))), behind, end)
        bodies = upper + lower
        labels = tuple(at for at in bodies if _LABEL.match(self._words(at)))
        issuers = tuple(at for at in bodies if at not in labels)
        return Cover(tuple(title), tuple(repeated), issuers, labels, date)

    def _words(self, index: int) -> str:
        """What is visible of a segment."""
        segment = self._segments[index]
        return self._view[segment.first : segment.last]

    def _lines(self, start: int, end: int) -> tuple[list[int], int | None, int]:
        """Return the lines down to the date, the date, and the index behind them."""
        lines: list[int] = []
        for index in range(start, end):
            segment = self._segments[index]
            if segment.kind is BLANK or (segment.kind in _ABOVE and not lines):
                continue
            words = self._words(index)
            if segment.kind is ISSUE_DATE or (
                segment.kind is TEXT and _DATED.fullmatch(words)
            ):
                alone = words[0] not in "（("
                return (lines, index, index + 1) if alone else ([], None, index)
            if (
                segment.kind is not TEXT
                or segment.marker is not None
                or len(words) > LONGEST_LINE
                or _CONTENTS.fullmatch(words)
                or len(lines) == MOST_LINES
            ):
                return lines, None, index
            lines.append(index)
        return lines, None, end

    def _parted(self, lines: list[int]) -> tuple[list[int], list[int], list[int]]:
        """Part the lines of a cover into bodies, the title, and bodies."""
        first, last = 0, len(lines)
        while last and self._is_body(lines[last - 1]):
            last -= 1
        while first < last and self._is_body(lines[first]):
            first += 1
        title = lines[first:last]
        while title and _FOREIGN.match(self._words(title[-1])):
            title.pop()
        if len(title) > 1 and self._is_of_page(title[0]):
            title = title[1:]
        return lines[:first], title, lines[last:]

    def _is_body(self, index: int) -> bool:
        """Tell whether a line names a body that may issue a document."""
        words = self._words(index)
        return (
            self._known.issuer_end.search(words) is not None
            and not is_title(self._segments[index], self._view, self._profile)
        ) or _LABEL.match(words) is not None

    def _is_of_page(self, index: int) -> bool:
        """Tell whether a line names a site or a column of one: 规划计划."""
        words = self._words(index)
        return _SITE.search(words) is not None or (
            len(words) <= LONGEST_COLUMN
            and is_title(self._segments[index], self._view, self._profile)
        )

    def _is_title(self, lines: list[int], contents: bool) -> bool:
        """Tell whether lines that follow one another are one title."""
        if len(lines) > MOST_TITLE_LINES:
            return False
        words = list(map(self._words, lines))
        if any(_OF_NOTICE.search(one) or not _PLAIN.match(one) for one in words):
            return False
        if any(self._known.letterhead.fullmatch(one) for one in words):
            return False
        bared = list(map(bare, words))
        if any(one in other for one in bared for other in bared if one is not other):
            # A page gives the title before the document does.
            return False
        if any(
            segment.kind is not TEXT
            for segment in self._segments[lines[0] : lines[-1] + 1]
        ):
            return False
        return contents or any(
            is_title(self._segments[index], self._view, self._profile)
            for index in lines
        )

    def _opens_contents(self, index: int, end: int) -> bool:
        """Tell whether a table of contents is what follows."""
        while index < end and self._segments[index].kind is BLANK:
            index += 1
        return (
            index < end
            and self._segments[index].kind in (FURNITURE, TEXT)
            and _CONTENTS.match(self._words(index)) is not None
        )

    def _again(self, title: str, start: int, end: int) -> list[int]:
        """Return the lines that say the title once more before the text begins."""
        found: list[int] = []
        said = ""
        for index in range(start, end):
            segment = self._segments[index]
            if segment.kind is not TEXT or segment.last - segment.first > LONGEST_LINE:
                if segment.kind is not BLANK:
                    found, said = [], ""
                continue
            words = bare(self._words(index))
            if not title.startswith(said + words):
                found, said = [], ""
            if title.startswith(said + words):
                found.append(index)
                said += words
            if said == title:
                return found
        return []
