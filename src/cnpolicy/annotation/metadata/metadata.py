"""Metadata: what the head and the tail of a document say about it.

In: a tree, and the Simplified view of its text. Out: `Metadata`. Only stated facts
are read; the one inference is the title of a plan that stands nowhere but inside the
《》 of the notice that issues it (seed 003:3).
"""

from __future__ import annotations

import datetime
import re

from cnpolicy.annotation.metadata.issuers import read_issuers, read_signers
from cnpolicy.annotation.metadata.page_register import Register, read_register
from cnpolicy.lexical.document_numbers import DECREE
from cnpolicy.lexical.issue_dates import DATE, date_of
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS
from cnpolicy.model.metadata import Metadata
from cnpolicy.model.nodes import (
    Addressees,
    Attachment,
    AttachmentLine,
    Blank,
    Branch,
    DocumentNumber,
    Furniture,
    IssueDate,
    Leaf,
    ListItem,
    Notice,
    Paragraph,
    Publicity,
    Section,
    Table,
    Title,
    title_of,
    unparse,
)

# 印发《某市规划》的通知, but not 印发《政府工作报告》任务分工的通知.
_ISSUED = lazy(
    r"(?:印发|转发|批转|发布|公布|下发)[《〈](?P<title>.+)[》〉]"
    r"(?!(?!等)[\u4e00-\u9fff“”]{0,20}"
    r"(?:方案|分工|分解|计划|办法|措施|清单|细则|意见|规划|任务)(?:的|\Z))"
)
# 现就有关事项通知如下：, in either script.
_TELLS = lazy(r"(?:通知|通[报報]|要求|事[项項]|工作)[^。；：:]{0,8}如下[：:。]?\s*$")
# 【政策文件】某市人民政府关于…的通知: the name of a column before the title.
_COLUMN = lazy(r"^【[^【】]{2,20}】(?=[^【】]{8})")
# 应急预案—某市总体应急预案: the column is called as the title ends.
_COLUMN_OF_KIND = lazy(r"(?P<kind>[\u4e00-\u9fff]{2,6})[—–－|｜丨-]{1,2}(?=[^—]{8})")
_QUOTED = lazy(r"^《(?P<title>.+)》$")
# All but the last date of some words.
_LAST_DATE = lazy(f"^.*(?=[0-9〇○{ONE_TO_TEN}]{{4}}年[^年]*$)")
_SPACE = lazy(r"\s+")
_BEFORE_DAY = "—－-（("
_DELIVERED = lazy(
    rf"[{re.escape(_BEFORE_DAY)}]{{1,2}}{DATE.pattern}"
    r"(?:在[^。；]{4,60}(?:会|会议)上|[^。；]{4,60}会议?(?:审议)?通过)[）)]?"
)
# 2018年5月30日市政府第3次常务会议通过; a text may begin with any day.
_MADE = lazy(r"通过|公布|发布|批准|印发|修订|修正|施行")
# 根据1997年9月8日财政部发布的目录失效
_ENDED = lazy(r"失效|废止")
LONGEST_HISTORY = 60
# A page may say it beside its own title.
_ADOPTED = lazy(r"会议.{0,12}通过")
_CONTENTS = lazy(r"目[录錄次]$")
_BRACKETS = "（）()【】"
# Without this word no register gives a 公开属性.
_OPENNESS = "公开"
_MARGIN = f"{BLANKS_AND_BREAKS}:："
# What the first line of a number in two lines ends with: 某市人民政府令⏎第82号.
_DECREES = ("令", "公告", "通告")


def read_metadata(document: Branch, simplified: str) -> Metadata:
    """Read the metadata of a document from the leaves of its frame."""
    notice = next((c for c in document.children if isinstance(c, Notice)), None)
    frame = [*_frame(notice), *_frame(document)] if notice else list(_frame(document))
    title, notice_title = _titles(document, notice)
    dates = _dates(frame)
    numbers = [leaf for leaf in frame if isinstance(leaf, DocumentNumber)]
    publicity = next((leaf for leaf in frame if isinstance(leaf, Publicity)), None)
    number = _document_number(numbers)
    date = next((d for leaf in dates if (d := date_of(_view(leaf, simplified)))), None)
    if not numbers and not dates:
        number, date = _decree(document, simplified)
    date = date or _delivered(document, simplified)
    open_ = publicity.text.strip().strip("（）()【】[]") if publicity else None
    silent = open_ is None and _OPENNESS in simplified
    if title is None or number is None or date is None or silent:
        register = _register(document, notice, simplified)
        if title is None and register.title is not None:
            title, notice_title = _plan_and_notice(register.title)
        number, date = number or register.number, date or register.date
        open_ = open_ or register.publicity
    return Metadata(
        title=title,
        notice_title=notice_title,
        issuers=read_issuers(
            frame, notice_title or title, notice or document, document
        ),
        doc_number=number,
        addressees=_addressees(frame),
        date=date,
        publicity=open_,
        attachments=_attachments(document),
        signers=read_signers(frame, simplified),
    )


def _dates(frame: list[Leaf]) -> list[IssueDate]:
    """The dates of a frame, the one that counts first.

    A date above the text is that of the page, unless it stands in brackets or alone.
    """
    above: list[IssueDate] = []
    below: list[IssueDate] = []
    begun = False
    for leaf in frame:
        if isinstance(leaf, Paragraph):
            begun = begun or leaf.text.rstrip()[-1:] in "。：:"
        elif isinstance(leaf, IssueDate):
            own = begun or leaf.text.strip()[0] in _BRACKETS
            (below if own else above).append(leaf)
    return below + above


def _document_number(numbers: list[DocumentNumber]) -> str | None:
    """The first 文号; that of a decree may stand in two lines."""
    if not numbers:
        return None
    words = [_SPACE.sub("", leaf.text).strip("#*>") for leaf in numbers[:2]]
    if words[0].endswith(_DECREES) and len(words) > 1:
        return words[0] + words[1].strip(_BRACKETS)
    first = words[0]
    return first[1:-1] if first[0] in _BRACKETS and first[-1] in _BRACKETS else first


def _addressees(frame: list[Leaf]) -> str | None:
    """The 主送机关 without its colon; a list broken over lines is joined."""
    lines: list[str] = []
    for leaf in frame:
        if isinstance(leaf, Addressees):
            lines.append(leaf.text.strip(_MARGIN))
        elif lines and not isinstance(leaf, Blank):
            break
    return "".join(lines) or None


def _register(document: Branch, notice: Notice | None, simplified: str) -> Register:
    """What the page states above the document."""
    leaves: list[tuple[str, str]] = []
    for part in (document, notice):
        for child in () if part is None else part.children:
            if isinstance(child, Section):
                break
            if isinstance(child, Furniture | Table):
                leaves.append(
                    (simplified[child.span.start : child.span.end], unparse(child))
                )
    return read_register(leaves) if leaves else Register()


def _view(leaf: Leaf, simplified: str) -> str:
    return simplified[leaf.span.start : leaf.span.end]


def _frame(branch: Branch) -> list[Leaf]:
    """The leaves of a part that stand outside its sections, boxes and parts."""
    return [child for child in branch.children if isinstance(child, Leaf)]


def _titles(document: Branch, notice: Notice | None) -> tuple[str | None, str | None]:
    """The title of the plan and that of its notice."""
    main = title_of(document.children)
    issued = title_of(notice.children) if notice is not None else None
    main = _within(_QUOTED, main) or main
    main = main and _own_title(main)
    if main is not None and issued is not None:
        # 某市应急预案目录: the title stands before the word for its contents.
        bare = _CONTENTS.sub("", main)
        main = bare if bare in issued else main
    if main is not None and _CONTENTS.search(main) and _lists_headings(document):
        main = _CONTENTS.sub("", main).rstrip()
    if notice is None and main is not None:
        # What follows …有关事项通知如下： is the notice's own, and no plan.
        own = any(
            isinstance(leaf, Paragraph) and _TELLS.search(leaf.text)
            for leaf in _frame(document)
        )
        return (main, None) if own else _plan_and_notice(main)
    if main is None and issued is not None:
        return _plan_and_notice(issued)[0], issued
    return main, None if issued == main else issued


def _own_title(title: str) -> str:
    """The title without the name of the column in which a page shows it."""
    title = _COLUMN.sub("", title)
    column = _COLUMN_OF_KIND.match(title)
    if column is None or not title.endswith(column["kind"]):
        return title
    return title[column.end() :]


def _lists_headings(document: Branch) -> bool:
    """Tell whether the first line below the title is the first heading, as contents."""
    below: str | None = None
    for child in document.children:
        if isinstance(child, Title):
            below = ""
        elif isinstance(child, Furniture) and below == "":
            below = "".join(child.text.split())
        elif isinstance(child, Section):
            title = "".join((child.title or "").split())
            return bool(below and title) and title in (below or "")
    return False


def _plan_and_notice(title: str) -> tuple[str, str | None]:
    """The title of the plan that a notice names in its own, and that of the notice.

    The second is None if the title is that of a plan.
    """
    plan = _within(_ISSUED, title)
    return (title, None) if plan is None else (plan, title)


def _within(pattern: re.Pattern[str], title: str | None) -> str | None:
    """Return the group `title` of a pattern in a title, in its own characters."""
    if title is None:
        return None
    match = pattern.search(simplified_view(title))
    if match is None:
        return None
    return title[match.start("title") : match.end("title")]


def _decree(
    document: Branch, simplified: str
) -> tuple[str | None, datetime.date | None]:
    """The number and date of the decree that a regulation names under its title."""
    for child in document.children:
        if isinstance(child, Section):
            break
        if isinstance(child, Paragraph | Furniture):
            words = _SPACE.sub("", _view(child, simplified))
            if isinstance(child, Furniture) and not _ADOPTED.search(words):
                continue
            first = DATE.search(words) if "年" in words else None
            if first is None or first.start() > 2:
                continue
            number = DECREE.search(words)
            if number is None:
                made = (
                    len(words) < LONGEST_HISTORY
                    and _MADE.search(words)
                    and not _ENDED.search(words)
                )
                return None, date_of(words) if made else None
            # The date of the decree is the last one before it.
            start = number.start() + number[0].rfind("日") + 1
            before = words[:start]
            return words[start : number.end()], date_of(_LAST_DATE.sub("", before))
    return None, None


def _delivered(document: Branch, simplified: str) -> datetime.date | None:
    """The day a report was given: ——2022年1月17日在某市人民代表大会会议上."""
    for child in document.children:
        if isinstance(child, Section):
            break
        if isinstance(child, Paragraph | ListItem):
            words = _SPACE.sub("", _view(child, simplified)[:200])
            if words[:1] in _BEFORE_DAY and _DELIVERED.match(words):
                return date_of(words)
    return None


def _attachments(document: Branch) -> tuple[str, ...]:
    """The names of the attachments, from the list or from the attachments."""
    listed = [
        child.title
        for part in (document, *document.children)
        if part is document or isinstance(part, Notice)
        for child in part.children
        if isinstance(child, AttachmentLine) and child.title
    ]
    if listed:
        return tuple(listed)
    titles = (c.title for c in document.children if isinstance(c, Attachment))
    return tuple(title for title in titles if title)
