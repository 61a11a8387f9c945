"""Parts: where a notice, its plan and the attachments begin.

In: segments before their levels are known, and the Simplified view. Out: the same
segments, with a mark where another part begins; and the lines of a list of attachments
marked as such.
"""

from __future__ import annotations

from cnpolicy.front_matter.line_kinds import LONGEST_LINE
from cnpolicy.front_matter.title_block import LONGEST_TITLE, TitleBlocks, bare, is_title
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.marker_syntax import LABEL_NUMBER
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import SPACE
from cnpolicy.numbering.series import Key, key_of
from cnpolicy.segmentation.segment import (
    ATTACHMENT_LINE,
    BLANK,
    DOCUMENT_NUMBER,
    FURNITURE,
    ISSUE_DATE,
    PUBLICITY,
    TABLE,
    TEXT,
    TITLE,
    DocumentPart,
    Segment,
)
from cnpolicy.vocabulary.profile import Profile

LONGEST_ADDRESSEES = 600

_ANNEX_ALONE = lazy(
    f"附{SPACE}{{0,4}}件{SPACE}*[0-9０-９{ONE_TO_TEN}]{{0,3}}{SPACE}*[：:]?"
)
# 附件：1.…
_ANNEX_FIRST = lazy(rf"附{SPACE}{{0,4}}件{SPACE}*[：:]{SPACE}*[1１一][.．、]")
_ANNEX_NUMBERED = lazy(
    f"附{SPACE}{{0,4}}件{SPACE}*{LABEL_NUMBER}{SPACE}*[：:]?"
    r"(?=[\u4e00-\u9fff“《])"
)
# A notice has no more attachments than this.
LONGEST_LIST = 60
# A list that was copied may lack so many of its numbers.
MOST_LACKING = 2
NOTICE_LEAD = lazy(
    r"印发|印送|转发|批转|给你们|下发|遵照执行|贯彻执行|贯彻落实|组织实施|认真执行|参照执行"
    r"|现予以?(?:公布|发布)|征求意见"
)
# 现将《…》印发给你们 issues a document; 某市印发《…》 only reports one.
_SAID = lazy(
    r"你们|现予|现将|现印发|现转发|现下发|请[^。]{0,12}(?:贯彻|遵照|执行|落实)"
)
_TITLES = lazy("《([^《》]+)》")
# 《〈政府工作报告〉任务分工》 has 《政府工作报告》任务分工 as its title.
_INNER = str.maketrans("〈〉<>", "《》《》")
# Lines of a page before its document.
LONGEST_REGISTER = 40
# The name of a plan that a notice gives is not shorter.
SHORTEST_NAME = 6


def find_parts(segments: list[Segment], simplified: str, profile: Profile) -> str:
    """Mark where the plan behind a notice and the attachments begin.

    Returns what the notice says of its plan, without marks: its name stands there.

    A notice ends with its date; the plan it issues begins with the next title. Where
    it has no date, the plan begins with the title that the notice names. An attachment
    begins with a line 附件, or with a title before the numbering starts afresh (five
    plans under one notice, the same document twice).
    """
    finder = _PartFinder(segments, simplified, profile)
    for index, segment in enumerate(segments):
        finder.take(index, segment)
    finder.drop_empty_plan()
    return finder.lead


class _PartFinder:
    """Reads the segments in order and remembers what has been seen."""

    def __init__(
        self, segments: list[Segment], simplified: str, profile: Profile
    ) -> None:
        self.lead = ""
        """What the notice says of its plan, without marks; each title in it once more,
        in a line of its own. Empty before it does."""
        self._segments = segments
        self._view = simplified
        self._profile = profile
        self._blocks = TitleBlocks(segments, simplified, profile)
        self._dated = False  # a date stands above, with no body text after it
        self._issued = False  # a notice has said that it issues something
        self._numbered = False
        self._said = ""  # all that notices have said so, without space
        self._plan: Segment | None = None  # where the plan begins
        self._annex: Segment | None = None  # the line 附件 right above
        self._lines: list[int] = []  # of a head that is being read
        self._titles: list[int] = []  # those of its first title
        self._top: Key | None = None  # how the document numbers its first level

    def take(self, index: int, segment: Segment) -> None:
        """Read one segment."""
        kind = segment.kind
        if kind is BLANK:
            return
        if kind is ISSUE_DATE:
            self._dated = True
            self._begin_head()
        elif kind is ATTACHMENT_LINE:
            self._take_attachment_line(index, segment)
        elif (marker := segment.marker) is not None and marker.ordinal is not None:
            key = None if segment.tentative else key_of(marker)
            self._take_number(marker.ordinal, key)
        elif kind is TEXT:
            self._take_text(index, segment)
        elif kind not in (PUBLICITY, FURNITURE, DOCUMENT_NUMBER):
            self._dated = False

    def drop_empty_plan(self) -> None:
        """Take back a plan with no document behind its title."""
        plan = self._plan
        if plan is not None and not _is_followed(self._segments, plan):
            plan.part = None
            plan.kind = TEXT if plan.kind is TITLE else plan.kind

    def _begin_head(self) -> None:
        """Forget the lines that may have been a title."""
        self._lines, self._titles = [], []

    def _take_attachment_line(self, index: int, segment: Segment) -> None:
        """Read 附件1, which opens an attachment or a list of them."""
        if not _opens_attachment(self._segments, self._view, index):
            _take_list(self._segments, self._view, index)
            return
        # A text that begins with 附件1 has nothing that it is attached to.
        if self._lines or self._numbered or index > LONGEST_REGISTER:
            segment.part = DocumentPart.ATTACHMENT
        self._dated, self._top, self._annex = False, None, segment
        self._begin_head()

    def _take_number(self, number: int, key: Key | None) -> None:
        """Read a numbered paragraph: 1 of the first level again is another document."""
        self._numbered = True
        if key is not None and number == 1:
            titles = self._titles
            if key is self._top and titles and self._segments[titles[0]].part is None:
                self._segments[titles[0]].part = DocumentPart.ATTACHMENT
            self._top = self._top or (key if key <= Key.HAN_COMMA else None)
        self._dated, self._annex = False, None
        self._begin_head()

    def _take_text(self, index: int, segment: Segment) -> None:
        """Read a line or a paragraph: what a notice says, a title, or neither."""
        title = is_title(segment, self._view, self._profile)
        if self._issues(segment):
            self._take_lead(segment, title)
        if (
            self._dated
            and not (title or self._plan)
            and _repeats(segment, self._view, self._said)
        ):
            # …实施细则及文种式样: what the notice calls it is its title.
            segment.kind, segment.part = TITLE, DocumentPart.MAIN
            self._plan, self._top, self._dated = segment, None, False
            return
        self._lines.append(index)
        if title:
            self._take_title()
            self._dated = False
        elif segment.last - segment.first > LONGEST_TITLE:
            self._dated = False

    def _issues(self, segment: Segment) -> bool:
        """Tell whether a paragraph says that a notice issues something."""
        return (
            not (self._issued and (self.lead or self._numbered))
            and segment.last - segment.first <= LONGEST_ADDRESSEES
            and NOTICE_LEAD.search(self._view, segment.first, segment.last) is not None
        )

    def _take_lead(self, segment: Segment, title: bool) -> None:
        """Remember what a notice says of what it issues."""
        self._issued = True
        words = self._view[segment.first : segment.last]
        if len(self._said) < LONGEST_ADDRESSEES:
            self._said += _plain(words)
        if not title and _SAID.search(self._view, segment.first, segment.last):
            titles = [bare(title) for title in _TITLES.findall(words)]
            self.lead = "\n".join([bare(words), *titles, ""])
            self._begin_head()

    def _take_title(self) -> None:
        """Read a title, which may be that of the plan that a notice issues."""
        self._titles = self._titles or self._blocks.first(self._lines, self.lead)
        named = self._dated or (
            not self._numbered
            and _is_named(self._blocks.joined(self._titles), self.lead)
        )
        if self._issued and self._plan is None and self._titles and named:
            # What a notice issues is the plan, even as its 附件1.
            self._plan = self._annex or self._segments[self._titles[0]]
            self._plan.part = DocumentPart.MAIN
            self._top = None


def _is_named(title: str, lead: str) -> bool:
    """Tell whether a title is what the lead of a notice says it issues.

    Both are without marks; a notice may leave out a word of the title.
    """
    return len(title) >= SHORTEST_NAME and (
        title in lead or (title[-8:] in lead and title[:4] in lead and len(title) > 12)
    )


def _plain(words: str) -> str:
    """Words without space; a title inside a title has the same brackets as alone."""
    return "".join(words.split()).translate(_INNER)


def _repeats(segment: Segment, simplified: str, said: str) -> bool:
    """Tell whether a line is the whole name of what a notice says it issues."""
    if segment.last - segment.first > LONGEST_TITLE:
        return False
    name = _plain(simplified[segment.first : segment.last]).strip("《》")
    place = said.find(name)
    if place < 0 or len(name) < SHORTEST_NAME:
        return False
    return said.startswith(("》", "的"), place + len(name))


def _is_followed(segments: list[Segment], title: Segment) -> bool:
    """Tell whether a title has a document behind it: 联系我们 and a date have none."""
    return any(
        segment.marker is not None or segment.kind is TABLE or is_long(segment)
        for segment in segments[segments.index(title) + 1 :]
    )


def _take_list(segments: list[Segment], simplified: str, index: int) -> None:
    """Let the numbered lines below 附件：⏎ or 附件：1.… belong to the list."""
    for item in _listed(segments, simplified, index):
        item.kind, item.marker = ATTACHMENT_LINE, None


def _listed(segments: list[Segment], simplified: str, index: int) -> list[Segment]:
    """Return the numbered lines behind a line 附件."""
    opening = segments[index]
    expected = 2 if _ANNEX_FIRST.match(simplified, opening.first, opening.last) else 1
    found: list[Segment] = []
    for segment in segments[index + 1 : index + 1 + LONGEST_LIST]:
        if segment.kind is BLANK:
            continue
        marker = segment.marker
        if (
            marker is None
            or not _counts_on(segment, simplified, expected)
            or not simplified[segment.first].isdigit()
            or segment.tentative
            or segment.last - segment.first > LONGEST_LINE
        ):
            break
        expected = (marker.ordinal or expected) + 1
        found.append(segment)
    return found


def _counts_on(segment: Segment, simplified: str, expected: int) -> bool:
    """Tell whether the number of a line goes on with a list, which may lack one.

    附件：1.方案⏎3.清单, but 3.加强督查。各单位… belongs to the text.
    """
    ordinal = segment.marker.ordinal if segment.marker else None
    if ordinal is None or not expected <= ordinal <= expected + MOST_LACKING:
        return False
    sentence = simplified.find("。", segment.first, segment.last) >= 0
    return ordinal == expected or not sentence


def _opens_attachment(segments: list[Segment], simplified: str, index: int) -> bool:
    """Tell whether an attachment line opens an attachment or only lists it.

    附件2 alone on its line opens one; 附件1突发环境事件分级标准 does where no list of
    attachments and no signature is around it.
    """
    segment = segments[index]
    if _ANNEX_ALONE.fullmatch(simplified, segment.first, segment.last):
        if _is_empty(segments, index):
            segment.kind = FURNITURE
            return False
        if any(other.tentative for other in segments[index + 1 : index + 2]):
            return False
        return not _opens_list(segments, simplified, index)
    if not _ANNEX_NUMBERED.match(simplified, segment.first, segment.last):
        return False
    around = segments[max(0, index - 2) : index] + segments[index + 1 : index + 6]
    return not any(other.kind in (ATTACHMENT_LINE, ISSUE_DATE) for other in around)


def _is_empty(segments: list[Segment], index: int) -> bool:
    """Tell whether only lines of the page follow 附件：, which is then its label for
    files."""
    behind = (s.kind for s in segments[index + 1 :] if s.kind is not BLANK)
    kind = next(behind, None)
    return kind is FURNITURE and all(other is FURNITURE for other in behind)


def _opens_list(segments: list[Segment], simplified: str, index: int) -> bool:
    """Tell whether the numbered lines behind 附件：⏎ are all that follows it.

    A list of attachments ends with the signature, or with the text.
    """
    listed = _listed(segments, simplified, index)
    if not listed:
        return False
    last = segments.index(listed[-1], index)
    after = [s for s in segments[last + 1 : last + 7] if s.kind is not BLANK][:3]
    return (
        not after
        or after[0].kind in (ISSUE_DATE, ATTACHMENT_LINE, PUBLICITY, FURNITURE)
        or any(
            s.kind is ISSUE_DATE and all(x.marker is None for x in after[:place])
            for place, s in enumerate(after)
        )
    )


def is_long(segment: Segment) -> bool:
    """Tell whether a segment is a paragraph of the body."""
    return segment.kind is TEXT and segment.last - segment.first > LONGEST_LINE
