"""Deadlines: by when, how often, or how long something is to be done.

In: a finished tree. Out: `Deadline`s in the order of the text, each with the words as
written, the latest day they mean, and the clause, sentence or section they bind. What
follows only from the date of the document (年内, 6月底前) is kept apart from what is
stated.

Three places hold them: prose (2022年12月底前完成…), labels (完成时限：2019年6月底前),
and the column 完成时限 of a table. Dates of what has been are none.
"""

import datetime
from collections.abc import Iterator
from itertools import groupby, zip_longest

from attrs import evolve

from cnpolicy.annotation.deadlines.deadline_days import DeadlineDays
from cnpolicy.annotation.deadlines.deadline_rules import DeadlineRules
from cnpolicy.annotation.document_text import (
    DocumentText,
    LeafInContext,
    Quotes,
    TreePath,
    document_text,
    sentences,
)
from cnpolicy.annotation.flowing_text import FlowingText, flowing_text
from cnpolicy.annotation.temporal_context import TemporalContext, temporal_context
from cnpolicy.annotation.time_expressions.time_expressions import (
    Time,
    TimeForm,
    times_in,
)
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.lexical.line_shapes import CELL_BARS
from cnpolicy.lexical.whitespace import BLANKS, BLANKS_AND_BREAKS, SPACES
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import Document, Section, Table
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.deadlines import Deadline, DeadlineKind
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.responsibility_words import WORDS
from cnpolicy.vocabulary.word_lists import listed


def deadlines(document: Document) -> Results[Deadline]:
    """Return when things are to be done, in the order of the text.

    Law: never raises on content; takes time in proportion to the text.
    """
    expect(document, Document, "deadlines")
    source = document_text(document)
    if Deadline not in source.kept:  # `tasks` asks for them too
        source.kept[Deadline] = _read(document, source)
    found: Results[Deadline] = source.kept[Deadline]
    return found


def _read(document: Document, source: DocumentText) -> Results[Deadline]:
    """Read the times of a document."""
    flow = flowing_text(source)
    reader = _Reader(flow, temporal_context(document, flow), document.metadata.date)
    found: list[Deadline] = []
    for table, passages in flow.body():
        if table is not None:
            found += reader.table(table, passages)
            continue
        for passage in passages:
            found += reader.read(passage)
    placed = [evolve(item, span=flow.real(item.span)) for item in found]
    return Results(placed, Deadline)


# ------------------------------------------------------------------------------- words

# Every label has one of these: it is faster to look for seven words than for thirty.
LABEL_CORES = listed("时限 时间 期限 日期 节点 进度 年限")
_LABEL_WORDS = tuple(word for word, role in WORDS.whole_labels if role is Role.DEADLINE)
_LABELS = any_of(_LABEL_WORDS)
_LABEL = lazy(
    rf"(?<![\u4e00-\u9fff])(?:{_LABELS})[{BLANKS}*】]{{0,4}}[：:]"
    f"[{BLANKS}*]{{0,4}}"
    r"(?P<value>[^；;。，,\r\n）)】\]〕］]{1,40})"
)
_COLUMN = lazy(rf"(?:{_LABELS})(?:[（(].*[）)])?")
_LASTING = listed(
    "持续推进 长期坚持 持续实施 长期推进 持续开展 长期实施 持续落实 长期任务 长期落实 "
    "常态化推进 常态推进 常态化开展 常态长效 持续深化 持续用力 持续 长期 常态化 全年"
)
_TERMS = listed("近期 中期 远期 中远期 近中期")
# 近期，市政府印发了…: what was done lately.
_LATELY = r"(?!近期[，,][^，,。；;]{1,20}(?:印发|发布|召开|发放|出台|公布))"
_ALONE = lazy(rf"{_LATELY}(?:{any_of(_LASTING + _TERMS)})(?=[，,。；;）)\r\n]|\Z)")
# 计划近期|开工, but 近期工作
_SOON = lazy(
    rf"(?:计划|拟|拟于|预计|力争|争取|将于|将在|可在)(?P<term>{any_of(_TERMS)})"
    r"(?=开工|动工|启动|完成|建成|投用|投入|实施|开展|竣工|完工|出台|印发|推出|进场|招标)"
)
_ALWAYS = lazy(r"持续|长期|常态|全年|始终|经常")
_CLOSES = lazy(
    f"[{SPACES}]*(?:全部|全面|基本|要|须|应)?(?:完成|实现|建成|落实|到位|取得成效|达标"
    r"|结束|见效|实施|公布|印发|出台|投用|启用|并公布实施)?(?:完成|到位|实施|任务|目标)?"
    r"[。；;！]?\s*\Z"
)
_BREAK = "，,；;：:"
_HARD_BREAK = "；;"
_COMMAS = ("，", ",")
_AND = ("和", "、", "及", "与")
_JOINED = lazy(r"[和、及与或\s]{0,4}")
_CELL = BLANKS_AND_BREAKS + CELL_BARS


_LOOSE = "前"


class _Reader:
    """Reads passages one after the other."""

    def __init__(
        self,
        source: FlowingText,
        setting: TemporalContext,
        written: datetime.date | None,
    ) -> None:
        self.source = source
        self.simplified = source.simplified
        self.setting = setting
        self.rules = DeadlineRules(source, setting, written)
        self.days = DeadlineDays(self.simplified, written, setting.one_year)
        self.labelled = any(core in self.simplified for core in LABEL_CORES) and any(
            word in self.simplified for word in _LABEL_WORDS
        )

    # ------------------------------------------------------------------------ prose

    def read(self, passage: LeafInContext) -> Iterator[Deadline]:
        """Yield the deadlines of one leaf."""
        labels = list(self._labels(passage)) if self.labelled else []
        if not labels:
            yield from self._prose(passage)
            return
        taken = Quotes([label.span for label in labels])
        free = [
            found
            for found in sorted(self._prose(passage), key=lambda item: item.span)
            if not taken.hold(found.span.start)
        ]
        yield from sorted([*labels, *free], key=lambda found: found.span)

    def _prose(self, passage: LeafInContext) -> Iterator[Deadline]:
        """Yield the deadlines that stand in sentences, with what they bind."""
        simplified = self.simplified
        items = self._unbound(passage)
        if not items:
            return
        chains: list[list[Deadline]] = []
        for item in items:
            # 在2008年底和2010年底，分别…: both bind the same.
            last = chains[-1][-1].span.end if chains else 0
            gap = simplified[last : item.span.start][:5] if chains else ""
            # 2021—2025年，每年改造100个: both bind what follows.
            every = item.kind is DeadlineKind.EVERY and gap in _COMMAS
            if chains and (every or _JOINED.fullmatch(gap)):
                chains[-1].append(item)
            else:
                chains.append([item])
        place = passage.place
        bounds = sentences(simplified, passage.first, passage.end)
        sentence = Span(0, 0)
        before = 0
        for chain, following in zip_longest(chains, chains[1:]):
            span = Span(chain[0].span.start, chain[-1].span.end)
            while sentence.end <= span.start:
                sentence = next(bounds)
            after = following[0].span.start if following else sentence.end
            scope = self._bound(span, sentence, before, min(after, sentence.end))
            scope = self.source.real(scope)
            if self.rules.is_stage(span, passage) and isinstance(place.node, Section):
                scope = place.span
            yield from (evolve(item, scope=scope) for item in chain)
            before = span.end

    def _bound(self, span: Span, sentence: Span, before: int, after: int) -> Span:
        """Return the part of a sentence that a deadline binds.

        At the beginning of a clause it binds what follows, up to the next deadline; at
        the end (…，2020年底前完成。) what stands before.
        """
        simplified = self.simplified
        low = max(sentence.start, before)
        start = last_of(simplified, _BREAK, low, span.start)
        end = after
        if after < sentence.end:
            # What stands behind a ； with another deadline belongs to that one.
            soft = last_of(simplified, _BREAK, span.end, after)
            hard = last_of(simplified, _HARD_BREAK, span.end, after)
            end = soft if hard == span.end else hard
        first = [
            at
            for sign in _HARD_BREAK
            if (at := simplified.find(sign, span.end, end)) >= 0
        ]
        tail = min([*(at + 1 for at in first), end])
        if _CLOSES.match(simplified, span.end, tail):
            start, end = last_of(simplified, _HARD_BREAK, low, span.start), tail
            if start == before > sentence.start:
                # What stands before the first break belongs to the deadline there.
                start = first_of(simplified, _BREAK, low, span.start)
        return trim(simplified, start, end)

    def _unbound(self, passage: LeafInContext) -> list[Deadline]:
        """Return the deadlines of a leaf in order, without what they bind."""
        simplified = self.simplified
        found: list[Deadline] = []
        named: Time | None = None
        until: Time | None = None
        for time in self.source.times(passage):
            kind = self.rules.kind(time, passage)
            if kind is None and until is not None and self._lists(until, time):
                kind = DeadlineKind.BY  # 到2022年和|2030年
            if kind is None:
                continue
            until = time if kind is DeadlineKind.BY else None
            if time.relative and named and not self._parts(named, time):
                # 2026年6月底前完成摸底，|9月底前|完成整治: in the year just named.
                time = in_year(time, named)
            elif time.last is not None:
                named = time
            found.append(self._timed(time, kind))
        found += (
            self._make(
                Span(match.start(), match.end()),
                DeadlineKind.IN if match[0] in _TERMS else DeadlineKind.CONTINUOUS,
            )
            for match in _ALONE.finditer(simplified, passage.first, passage.end)
            if self.rules.opens(Span(*match.span()), passage)
        )
        found += (
            self._make(Span(*match.span("term")), DeadlineKind.IN)
            for match in _SOON.finditer(simplified, passage.first, passage.end)
        )
        return sorted(found, key=lambda item: item.span)

    def _lists(self, first: Time, then: Time) -> bool:
        """Tell whether a bare year is listed behind another: 到2022年和2030年，."""
        gap = self.simplified[first.span.end : then.span.start]
        bare = then.form is first.form and not (first.tail or then.tail)
        return (
            bare
            and then.year is not None
            and gap in _AND
            and self.simplified[then.span.end : then.span.end + 1] in _COMMAS
        )

    def _parts(self, first: Time, then: Time) -> bool:
        """Tell whether a sentence ends between two times."""
        return self.simplified.find("。", first.span.end, then.span.start) >= 0

    # --------------------------------------------------------------- labels, tables

    def _labels(self, passage: LeafInContext) -> Iterator[Deadline]:
        """Yield the deadlines behind labels: 完成时限：2019年6月底前."""
        simplified = self.simplified
        for match in _LABEL.finditer(simplified, passage.first, passage.end):
            span = trim(simplified, *match.span("value"))
            own = not simplified[passage.first : match.start()].strip()
            place = passage.place
            section = own and isinstance(place.node, Section)
            yield self._valued(span, place.span if section else passage.span)

    def table(self, table: TreePath, cells: list[LeafInContext]) -> Iterator[Deadline]:
        """Yield the deadlines of the column 完成时限; of other tables, of the cells."""
        assert isinstance(table.node, Table)
        rows = [list(row) for _, row in groupby(cells, lambda cell: cell.place)]
        heads = [self._words(cell) for cell in rows[0]]
        column = next(
            (at for at, words in enumerate(heads) if _COLUMN.fullmatch(words)), None
        )
        body = set(map(id, table.node.body))
        for row in rows[table.node.header_rows :]:
            if id(row[0].place.node) not in body:
                continue
            for at, cell in enumerate(row):
                if len(row) != len(heads) or column is None:
                    yield from self.read(cell)
                elif at == column and self._words(cell):
                    shown = self.simplified[cell.start : cell.end]
                    span = trim(
                        self.simplified,
                        cell.start,
                        cell.start + len(shown.rstrip(_CELL)),
                    )
                    yield self._valued(span, cell.place.span)

    def _words(self, cell: LeafInContext) -> str:
        """The words of a cell without space and separators."""
        return self.simplified[cell.start : cell.end].strip(_CELL)

    def _valued(self, span: Span, scope: Span) -> Deadline:
        """Read the value of a label or a cell: a date, a cadence, or 持续推进."""
        words = span.of(self.simplified)
        times = list(times_in(self.simplified, span.start, span.end))
        if not times and not _ALWAYS.search(words):
            # 12月, 三季度: a label makes a deadline of what is none in prose.
            times = list(times_in(words + _LOOSE, 0, len(words) + len(_LOOSE)))
        if times:
            time = times[-1]
            kind = DeadlineKind.BY
            if time.form is TimeForm.EVERY:
                kind = DeadlineKind.EVERY
            elif time.form is TimeForm.PLAN and time.tail.endswith("末"):
                kind = DeadlineKind.PERIOD_END
            elif time.form in (TimeForm.RANGE, TimeForm.DURATION) or words.endswith(
                ("内", "期间", "半年")
            ):
                kind = DeadlineKind.IN
            return evolve(self._timed(time, kind, span), scope=scope)
        lasting = _ALWAYS.search(words) is not None
        kind = DeadlineKind.CONTINUOUS if lasting else DeadlineKind.BY
        return evolve(self._make(span, kind), scope=scope)

    # ---------------------------------------------------------------------- making

    def _timed(
        self, time: Time, kind: DeadlineKind, span: Span | None = None
    ) -> Deadline:
        """Make a deadline of a time."""
        period = time.form in (TimeForm.RANGE, TimeForm.PLAN) or (
            kind is DeadlineKind.IN and time.last is not None
        )
        start = time.first if period and kind is DeadlineKind.IN else None
        if kind is DeadlineKind.EVERY:
            return self._make(span or time.span, kind)
        made = self._make(span or time.span, kind, time.last, start)
        if time.last:
            return made
        inferred = self.days.inferred(time)
        unknown = None if inferred else self.days.unknown(time)
        return evolve(made, inferred=inferred, unknown=unknown)

    def _make(
        self,
        span: Span,
        kind: DeadlineKind,
        date: datetime.date | None = None,
        start: datetime.date | None = None,
    ) -> Deadline:
        words = "".join(span.of(self.source.text).split())
        return Deadline(words, kind, date, start, span=span)


def in_year(time: Time, named: Time) -> Time:
    """Return a time without a year, counted from one of its sentence that has one."""
    relative = time.relative
    open_ = relative and (relative.years, relative.months, relative.quarters)
    if open_ != (None, None, None) or relative is None or named.year is None:
        return time
    return evolve(time, relative=evolve(relative, base=named.year))


def last_of(simplified: str, signs: str, start: int, end: int) -> int:
    """Return the place behind the last of some signs; the start without one."""
    return max(start, *(simplified.rfind(sign, start, end) + 1 for sign in signs))


def first_of(simplified: str, signs: str, start: int, end: int) -> int:
    """Return the place behind the first of some signs; the start without one."""
    found = [at + 1 for sign in signs if (at := simplified.find(sign, start, end)) >= 0]
    return min(found, default=start)


def trim(simplified: str, start: int, end: int) -> Span:
    """Return a stretch without the space around it."""
    shown = simplified[start:end]
    first = start + len(shown) - len(shown.lstrip())
    return Span(first, max(first, start + len(shown.rstrip())))
