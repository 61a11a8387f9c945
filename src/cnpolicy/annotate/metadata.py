"""Metadata: what the head and the tail of a document say about it.

In: a tree, and the Simplified view of its text. Out: `Metadata`. Only stated facts
are read; the one inference is the title of a plan that stands nowhere but inside the
《》 of the notice that issues it (seed 003:3).
"""

from __future__ import annotations

import datetime
import re

from cnpolicy.annotations import Metadata
from cnpolicy.lines import DATE, DECREE
from cnpolicy.nodes import (
    Addressees,
    Attachment,
    AttachmentLine,
    Branch,
    Document,
    DocumentNumber,
    IssueDate,
    Leaf,
    Notice,
    Paragraph,
    Publicity,
    Section,
    Signature,
    title_of,
)
from cnpolicy.numerals import to_int
from cnpolicy.patterns import lazy
from cnpolicy.script import simplified_view

_ISSUED = lazy(r"(?:印发|转发|批转|发布|公布|下发)(?:《(?P<title>.+)》)")
_ISSUER = lazy(
    r"^(?P<title>.{2,60}?(?:政府|政府办公[厅室]|国务院|国务院办公厅|办公[厅室]|委员会|[部厅局委署院会]))"
    r"\s*(?=关于|印发|转发|批转)"
)
_QUOTED = lazy(r"^《(?P<title>.+)》$")
# All but the last date of some words.
_LAST_DATE = lazy(r"^.*(?=[0-9〇○一二三四五六七八九十]{4}年[^年]*$)")
_SPACE = lazy(r"\s+")
_NAMES = lazy(r"[\s、，]+")


def read_metadata(document: Document, view: str) -> Metadata:
    """Read the metadata of a document from the leaves of its frame."""
    notice = next((c for c in document.children if isinstance(c, Notice)), None)
    frame = [*_frame(notice), *_frame(document)] if notice else list(_frame(document))
    title, notice_title = _titles(document, notice)
    dates = [leaf for leaf in frame if isinstance(leaf, IssueDate)]
    numbers = [leaf for leaf in frame if isinstance(leaf, DocumentNumber)]
    addressees = next((leaf for leaf in frame if isinstance(leaf, Addressees)), None)
    publicity = next((leaf for leaf in frame if isinstance(leaf, Publicity)), None)
    decree_number, decree_date = (None, None)
    if not numbers and not dates:
        decree_number, decree_date = _decree(document, view)
    return Metadata(
        title=title,
        notice_title=notice_title,
        issuers=_issuers(frame, notice_title or title),
        doc_number=_SPACE.sub("", numbers[0].text) if numbers else decree_number,
        addressees=None
        if addressees is None
        else addressees.text.strip(" \t\r\n\u3000\xa0:："),
        date=next(
            (d for leaf in dates if (d := date_of(_view(leaf, view)))), decree_date
        ),
        publicity=None
        if publicity is None
        else publicity.text.strip().strip("（）()【】[]"),
        attachments=_attachments(document),
    )


def date_of(words: str) -> datetime.date | None:
    """Return the date in words like 2021年12月10日 or 二○○七年十一月二十二日.

    None if there is none, or if it is no day of the calendar (2020年月日).
    """
    match = DATE.search(words)
    if match is None:
        return None
    parts = [to_int(match[name]) for name in ("year", "month", "day")]
    try:
        return datetime.date(*(part or 0 for part in parts))
    except ValueError:
        return None


def _view(leaf: Leaf, view: str) -> str:
    return view[leaf.span.start : leaf.span.end]


def _frame(branch: Branch) -> list[Leaf]:
    """The leaves of a part that stand outside its sections, boxes and parts."""
    return [child for child in branch.children if isinstance(child, Leaf)]


def _titles(document: Document, notice: Notice | None) -> tuple[str | None, str | None]:
    """The title of the plan and that of its notice."""
    main = title_of(document.children)
    issued = title_of(notice.children) if notice is not None else None
    main = _within(_QUOTED, main) or main
    if notice is None and main is not None:
        return (_within(_ISSUED, main) or main), (
            main if _within(_ISSUED, main) else None
        )
    if main is None and issued is not None:
        return _within(_ISSUED, issued) or issued, issued
    return main, issued


def _within(pattern: re.Pattern[str], title: str | None) -> str | None:
    """Return the group `title` of a pattern in a title, in its own characters."""
    match = pattern.search(simplified_view(title or ""))
    if match is None or title is None:
        return None
    return title[match.start("title") : match.end("title")]


def _issuers(frame: list[Leaf], title: str | None) -> tuple[str, ...]:
    """Who signs; else who stands at the head of the title."""
    signed = [
        name
        for leaf in frame
        if isinstance(leaf, Signature)
        for name in _NAMES.split(leaf.text.strip())
        if name
    ]
    if signed:
        return tuple(dict.fromkeys(signed))
    names = _within(_ISSUER, title)
    return tuple(_NAMES.split(names)) if names else ()


def _decree(document: Document, view: str) -> tuple[str | None, datetime.date | None]:
    """The number and date of the decree that a regulation names under its title."""
    for child in document.children:
        if isinstance(child, Section):
            break
        if isinstance(child, Paragraph):
            words = _SPACE.sub("", _view(child, view))
            first = DATE.search(words)
            if first is None or first.start() > 2:
                continue
            number = DECREE.search(words)
            if number is None:
                return None, date_of(words) if len(words) < 60 else None
            # The date of the decree is the last one before it.
            start = number.start() + number[0].rfind("日") + 1
            before = words[:start]
            return words[start : number.end()], date_of(_LAST_DATE.sub("", before))
    return None, None


def _attachments(document: Document) -> tuple[str, ...]:
    """The names of the attachments, from the list or from the attachments."""
    listed = [
        child.title
        for part in (document, *document.children)
        if isinstance(part, Document | Notice)
        for child in part.children
        if isinstance(child, AttachmentLine) and child.title
    ]
    if listed:
        return tuple(listed)
    titles = (c.title for c in document.children if isinstance(c, Attachment))
    return tuple(title for title in titles if title)
