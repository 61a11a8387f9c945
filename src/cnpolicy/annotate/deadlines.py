"""Deadlines: by when, how often, or how long something is to be done.

In: a finished tree. Out: `Deadline`s in the order of the text, each with the words as
written, the latest day they mean, and the clause, sentence or section they bind. What
follows only from the date of the document (年内, 6月底前) is kept apart from what is stated.

Three places hold them: prose (2022年12月底前完成…), labels (完成时限：2019年6月底前), and the
column 完成时限 of a table. Dates of what has been are none.
"""

import calendar
import datetime
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from attrs import field, frozen

from cnpolicy.annotate.passages import (
    NO_BODY,
    Passage,
    Place,
    Source,
    quoted_in,
    sentences,
    source_of,
    table_of,
)
from cnpolicy.annotate.phrases import any_of
from cnpolicy.annotate.settings import Setting
from cnpolicy.annotate.times import Time, TimeForm, times_in
from cnpolicy.annotations import NOWHERE
from cnpolicy.nodes import Document, Section, Table
from cnpolicy.patterns import lazy
from cnpolicy.spans import Span
from cnpolicy.words import WORDS, Role


class DeadlineKind(StrEnum):
    """How a deadline limits what it binds."""

    BY = "by"
    """Up to a day: 2020年底前, 到2025年."""

    IN = "in"
    """Within a time: 年内, 2022年上半年, “十四五”期间, 近期."""

    EVERY = "every"
    """Again and again: 每年, 每半年."""

    CONTINUOUS = "continuous"
    """Without end: 持续推进, 长期坚持."""

    PERIOD_END = "period-end"
    """At the end of a plan: “十四五”末."""


@frozen
class Deadline:
    """A time by which something is to be done: `2022年12月底前完成`."""

    words: str
    """As written, without space, without the preposition (2025年 of 到2025年)."""

    kind: DeadlineKind
    """How it limits what it binds."""

    date: datetime.date | None = None
    """The last day it means; None if the words alone give none."""

    start: datetime.date | None = None
    """The first day of a period (“十四五”期间); None otherwise."""

    inferred: datetime.date | None = None
    """The last day by the date of the document; None if stated or unknown."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where its words stand."""

    scope: Span = field(eq=False, repr=False, default=NOWHERE)
    """What it binds: the clauses of its sentence, of a label its section or leaf, of a
    table the row."""


def deadlines(document: Document) -> tuple[Deadline, ...]:
    """Return when things are to be done, in the order of the text.

    Law: never raises on content; takes time in proportion to the text.
    """
    source = source_of(document)
    reader = _Reader(source, Setting(document, source), document.metadata.date)
    found: list[Deadline] = []
    for table, passages in groupby(source.passages, table_of):
        if table is not None:
            found += reader.table(table, list(passages))
            continue
        for passage in passages:
            if not isinstance(passage.leaf, NO_BODY):
                found += reader.read(passage)
    return tuple(found)


# ------------------------------------------------------------------------------- words

_LABELS = any_of(word for word, role in WORDS.whole_labels if role is Role.DEADLINE)
_LABEL = lazy(
    rf"(?<![\u4e00-\u9fff])(?:{_LABELS})[ \u3000\xa0*】]{{0,4}}[：:][ \u3000\xa0*]{{0,4}}"
    r"(?P<value>[^；;。，,\r\n）)】\]]{1,40})"
)
_COLUMN = lazy(rf"(?:{_LABELS})(?:[（(].*[）)])?")
_LASTING = (
    "持续推进 长期坚持 持续实施 长期推进 持续开展 长期实施 持续落实 长期任务 长期落实 常态化推进 "
    "常态推进 常态化开展 常态长效 持续深化 持续用力 持续 长期 常态化 全年"
)
_TERMS = "近期 中期 远期 中远期 近中期"
_ALONE = lazy(
    rf"(?<![^，,。；;：:（(、\s])(?:(?P<lasting>{any_of(_LASTING.split())})"
    rf"|(?P<term>{any_of(_TERMS.split())}))(?=[，,。；;）)\r\n]|\Z)"
)
_ALWAYS = lazy(r"持续|长期|常态|全年|始终|经常")
_DONE = lazy(
    r"[^，,。；;：:]{0,30}?(?:完成|建成|实现|达到|启动|出台|印发|投用|投产|开工|竣工|新增|建立|形成|培育"
    r"|全覆盖|取得|基本|力争|争取|全面|达标|到位|开展|推出|制定|组织)"
)
_CLOSES = lazy(
    r"[ \u3000]*(?:全部|全面|基本|要|须|应)?(?:完成|实现|建成|落实|到位|取得成效|达标|结束|见效|实施|公布"
    r"|印发|出台|投用|启用|并公布实施)?(?:完成|到位|实施|任务|目标)?[。；;！]?\s*\Z"
)
_BREAK = "，,；;：:"
_HARD_BREAK = "；;"
_PAST_LEADS = frozenset("较 比 与 同 相较于 相比 相对于 较之 从 由 自 截至 截止 截止到 截至到 以".split())
_BY_LEADS = frozenset("到 至 力争 争取 确保".split())
_PER_HEAD = ("每人", "每户", "每亩", "每家", "每个")


class _Reader:
    """Reads passages one after the other."""

    def __init__(
        self, source: Source, setting: Setting, written: datetime.date | None
    ) -> None:
        self.source = source
        self.view = source.view
        self.setting = setting
        self.written = written

    # ------------------------------------------------------------------------ prose

    def read(self, passage: Passage) -> Iterator[Deadline]:
        """Yield the deadlines of one leaf."""
        labels = list(self._labels(passage))
        free = [
            found
            for found in self._prose(passage)
            if not any(label.span.contains(found.span) for label in labels)
        ]
        yield from sorted([*labels, *free], key=lambda found: found.span)

    def _prose(self, passage: Passage) -> Iterator[Deadline]:
        """Yield the deadlines that stand in sentences, with what they bind."""
        view = self.view
        found = list(self._unbound(passage))
        if not found:
            return
        bounds = sentences(view, passage.first, passage.end)
        sentence = next(bounds)
        for number, item in enumerate(found):
            while sentence.end <= item.span.start:
                sentence = next(bounds)
            before = found[number - 1].span.end if number else 0
            after = found[number + 1].span.start if number + 1 < len(found) else None
            yield self._bind(item, sentence, before, after)

    def _bind(
        self, item: Deadline, sentence: Span, before: int, after: int | None
    ) -> Deadline:
        """Give a deadline the part of its sentence that it binds.

        At the beginning of a clause it binds what follows, up to the next deadline; at
        the end (…，2020年底前完成。) what stands before.
        """
        view, span = self.view, item.span
        low = max(sentence.start, before)
        start = max(view.rfind(sign, low, span.start) for sign in _BREAK) + 1 or low
        end = sentence.end
        if after is not None and after < end:
            start_of_next = max(view.rfind(sign, span.end, after) for sign in _BREAK) + 1
            end = start_of_next or after
        hard = [at for sign in _HARD_BREAK if (at := view.find(sign, span.end, end)) >= 0]
        tail = min([*(at + 1 for at in hard), end])
        if _CLOSES.match(view, span.end, tail):
            start = max(view.rfind(sign, low, span.start) for sign in _HARD_BREAK) + 1
            start, end = start or low, tail
        return _with(item, scope=_trim(view, start, end))
