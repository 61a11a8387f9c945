"""Deadlines: by when, how often, or how long something is to be done.

In: a finished tree. Out: `Deadline`s in the order of the text, each with the words as
written, the latest day they mean, and the clause, sentence or section they bind. What
follows only from the date of the document (年内, 6月底前) is kept apart from what is
stated.

Three places hold them: prose (2022年12月底前完成…), labels (完成时限：2019年6月底前),
and the column 完成时限 of a table. Dates of what has been are none.
"""

import datetime
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import groupby, zip_longest

from attrs import evolve, field, frozen

from cnpolicy.annotate.clocks import is_base
from cnpolicy.annotate.flow import Flow, flow_of
from cnpolicy.annotate.passages import (
    Passage,
    Place,
    Quotes,
    sentences,
    source_of,
)
from cnpolicy.annotate.phrases import any_of
from cnpolicy.annotate.settings import Setting, setting_of
from cnpolicy.annotate.stretches import first_of, last_of, trim
from cnpolicy.annotate.times import Time, TimeForm, times_in
from cnpolicy.annotate.units import listed
from cnpolicy.annotations import NOWHERE
from cnpolicy.nodes import Document, Heading, Section, Table
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

    unknown: str | None = None
    """What its day hangs on that the text does not tell: 春节, 印发, 成文日期; None if
    the day is known, or the words set none (每年, 持续推进)."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where its words stand."""

    scope: Span = field(eq=False, repr=False, default=NOWHERE)
    """What it binds: the clauses of its sentence, of a label its section or leaf, of a
    table the row."""


def deadlines(document: Document) -> tuple[Deadline, ...]:
    """Return when things are to be done, in the order of the text.

    Law: never raises on content; takes time in proportion to the text.
    """
    flow = flow_of(source_of(document))
    reader = _Reader(flow, setting_of(document, flow), document.metadata.date)
    found: list[Deadline] = []
    for table, passages in flow.body():
        if table is not None:
            found += reader.table(table, passages)
            continue
        for passage in passages:
            found += reader.read(passage)
    return tuple(evolve(item, span=flow.real(item.span)) for item in found)


# ------------------------------------------------------------------------------- words

# One of these is in every label: six to look for in a text, not twenty-three.
LABEL_CORES = listed("时限 时间 期限 日期 节点 进度")
_LABEL_WORDS = tuple(word for word, role in WORDS.whole_labels if role is Role.DEADLINE)
_LABELS = any_of(_LABEL_WORDS)
_LABEL = lazy(
    rf"(?<![\u4e00-\u9fff])(?:{_LABELS})[ \u3000\xa0*】]{{0,4}}[：:]"
    r"[ \u3000\xa0*]{0,4}"
    r"(?P<value>[^；;。，,\r\n）)】\]〕］]{1,40})"
)
_COLUMN = lazy(rf"(?:{_LABELS})(?:[（(].*[）)])?")
_LASTING = listed(
    "持续推进 长期坚持 持续实施 长期推进 持续开展 长期实施 持续落实 长期任务 长期落实 "
    "常态化推进 常态推进 常态化开展 常态长效 持续深化 持续用力 持续 长期 常态化 全年"
)
_TERMS = listed("近期 中期 远期 中远期 近中期")
_ALONE = lazy(rf"(?:{any_of(_LASTING + _TERMS)})(?=[，,。；;）)\r\n]|\Z)")
_ALWAYS = lazy(r"持续|长期|常态|全年|始终|经常")
_DONE = lazy(
    r"[^，,。；;：:]{0,30}?(?:完成|建成|实现|达到|启动|出台|印发|投用|投产|开工|竣工|新增"
    r"|建立|形成|培育|全覆盖|取得|基本|力争|争取|全面|达标|到位|开展|推出|制定|组织)"
)
_CLOSES = lazy(
    r"[ \u3000]*(?:全部|全面|基本|要|须|应)?(?:完成|实现|建成|落实|到位|取得成效|达标"
    r"|结束|见效|实施|公布|印发|出台|投用|启用|并公布实施)?(?:完成|到位|实施|任务|目标)?"
    r"[。；;！]?\s*\Z"
)
_BREAK = "，,；;：:"
_HARD_BREAK = "；;"
_IN_FORCE = lazy(r"(?:有效期限?|有效|施行|执行|试行)(?:[到至]|为|自)?\Z")
_DID = lazy(r"[，,]?已|[^，,。；;：:（(]{1,8}[\u4e00-\u9fff](?<!为)了(?!解)")
_ALLOWANCE = lazy(
    r"[^，,。；;]{0,10}?(?:不超过|不得超过|不高于|最高|最多|至多|上限|封顶)"
    r"|(?:按|给予|补助|补贴|奖补|奖励|报销|发放)?[^，,。；;0-9]{0,8}[0-9.]{1,12}[万亿]?元"
)
_NOT_DUE = lazy(
    r"(?:[^，,。；;]{0,6}?(?:不得|不再|不予|未|没有|受到|发生|累计|曾|被|无|连续|出现|免|享受|保持"
    r"|禁止|有效|一次)|的)"
)
_DUE = lazy(
    r"[^，,。；;：:]{0,6}?(?:完成|建成|启动|出台|印发|投用|投产|开工|竣工|报送|上报|结束|到位|达标|截止)"
)
_IS_WHEN = frozenset("为于在是：:（(自从")
_YEARS_TO_COME = frozenset(("明年", "后年", "来年"))
_COMMAS = ("，", ",")
_JOINED = lazy(r"[和、及与或\s]{0,4}")
# “十四五”时期（2021—2025年），是我国… tells what the time is (seed 004:5).
_IS = lazy(r"(?:[（(][^（()）]{0,20}[）)])?[，,]?是")
_OPEN, _CLOSED = ("（", "("), ("）", ")")
_STAGE = lazy(r"[^。，,；;]{2,20}(?:阶段|步骤?)")
_OPENERS = "，,。；;：:（(、！"
_CELL = " \t\r\n\u3000\xa0|｜│┃║"
_PAST_LEADS = frozenset(
    listed("较 比 与 同 相较于 相比 相对于 较之 从 由 自 截至 截止 截止到 截至到 以")
)
_BY_LEADS = frozenset(listed("到 至 力争 争取 确保"))
_PER_HEAD = ("每人", "每户", "每亩", "每家", "每个")


_LOOSE = "前"
_ISSUED = frozenset(listed("印发 发布 公布 下发 签发 发文"))


class _Reader:
    """Reads passages one after the other."""

    def __init__(
        self, source: Flow, setting: Setting, written: datetime.date | None
    ) -> None:
        self.source = source
        self.view = source.view
        self.setting = setting
        self.written = written
        self.labelled = any(core in self.view for core in LABEL_CORES) and any(
            word in self.view for word in _LABEL_WORDS
        )

    # ------------------------------------------------------------------------ prose

    def read(self, passage: Passage) -> Iterator[Deadline]:
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

    def _prose(self, passage: Passage) -> Iterator[Deadline]:
        """Yield the deadlines that stand in sentences, with what they bind."""
        view = self.view
        items = self._unbound(passage)
        if not items:
            return
        chains: list[list[Deadline]] = []
        for item in items:
            # 在2008年底和2010年底，分别… (document 019): both bind the same.
            last = chains[-1][-1].span.end if chains else 0
            gap = view[last : item.span.start][:5] if chains else ""
            # 2021—2025年，每年改造100个: both bind what follows.
            every = item.kind is DeadlineKind.EVERY and gap in _COMMAS
            if chains and (every or _JOINED.fullmatch(gap)):
                chains[-1].append(item)
            else:
                chains.append([item])
        place = passage.place
        bounds = sentences(view, passage.first, passage.end)
        sentence = Span(0, 0)
        before = 0
        for chain, following in zip_longest(chains, chains[1:]):
            span = Span(chain[0].span.start, chain[-1].span.end)
            while sentence.end <= span.start:
                sentence = next(bounds)
            after = following[0].span.start if following else sentence.end
            scope = self._bound(span, sentence, before, min(after, sentence.end))
            scope = self.source.real(scope)
            if self._is_stage(span, passage) and isinstance(place.node, Section):
                scope = place.span
            yield from (evolve(item, scope=scope) for item in chain)
            before = span.end

    def _bound(self, span: Span, sentence: Span, before: int, after: int) -> Span:
        """Return the part of a sentence that a deadline binds.

        At the beginning of a clause it binds what follows, up to the next deadline; at
        the end (…，2020年底前完成。) what stands before.
        """
        view = self.view
        low = max(sentence.start, before)
        start = last_of(view, _BREAK, low, span.start)
        end = after
        if after < sentence.end:
            # What stands behind a ； with another deadline belongs to that one.
            soft = last_of(view, _BREAK, span.end, after)
            hard = last_of(view, _HARD_BREAK, span.end, after)
            end = soft if hard == span.end else hard
        first = [
            at for sign in _HARD_BREAK if (at := view.find(sign, span.end, end)) >= 0
        ]
        tail = min([*(at + 1 for at in first), end])
        if _CLOSES.match(view, span.end, tail):
            start, end = last_of(view, _HARD_BREAK, low, span.start), tail
            if start == before > sentence.start:
                # What stands before the first break belongs to the deadline there.
                start = first_of(view, _BREAK, low, span.start)
        return trim(view, start, end)

    def _unbound(self, passage: Passage) -> list[Deadline]:
        """Return the deadlines of a leaf in order, without what they bind."""
        view = self.view
        found = [
            deadline
            for time in self.source.times(passage)
            if (deadline := self._of_time(time, passage)) is not None
        ]
        found += (
            self._make(
                Span(match.start(), match.end()),
                DeadlineKind.IN if match[0] in _TERMS else DeadlineKind.CONTINUOUS,
            )
            for match in _ALONE.finditer(view, passage.first, passage.end)
            if self._opens(Span(*match.span()), passage)
        )
        return sorted(found, key=lambda item: item.span)

    def _of_time(self, time: Time, passage: Passage) -> Deadline | None:
        """Return the deadline a time in prose sets; None if it sets none."""
        if any(rule(self, time, passage) for rule in _SETS_NONE):
            return None
        kind = self._kind(time, passage)
        return None if kind is None else self._timed(time, kind)

    # Rules by which a time in prose sets no deadline, in the order of _SETS_NONE.

    def _is_start(self, time: Time, _: Passage) -> bool:
        """自2021年起, 2021年以来, 较2015年; but 自6月1日至30日 has an end."""
        if time.tail.endswith(("起", "开始", "以来", "初")):
            return True
        bounded = time.form in (TimeForm.RANGE, TimeForm.DURATION)
        return time.lead in _PAST_LEADS and not bounded

    def _is_base(self, time: Time, _: Passage) -> bool:
        """达到2022年的2.5倍, 在2020年基础上."""
        return is_base(self.view, time)

    def _is_over(self, time: Time, _: Passage) -> bool:
        """A year before the plan begins."""
        present = self.setting.present
        return time.year is not None and present is not None and time.year < present

    def _is_looked_back_on(self, time: Time, passage: Passage) -> bool:
        """A time in a chapter on what has been."""
        if not self.setting.looks_back(passage.place):
            return False
        stated = time.form is not TimeForm.EVERY and time.year is not None
        return not (stated and time.lead in _BY_LEADS)

    def _is_done(self, time: Time, _: Passage) -> bool:
        """2022年已完成试点, 3月25日至30日开展了检查."""
        return _DID.match(self.view, time.span.end) is not None

    def _is_validity(self, time: Time, _: Passage) -> bool:
        """有效期至2025年12月31日, 有效期5年内."""
        at = time.span.start
        return _IN_FORCE.search(self.view, max(0, at - 8), at) is not None

    def _is_allowance(self, time: Time, passage: Passage) -> bool:
        """每人每年500元, 每年不超过5万元, 逐年提高."""
        if time.form is not TimeForm.EVERY:
            return False
        view, at = self.view, time.span.start
        return (
            view[at] != "每"
            or view.startswith(_PER_HEAD, max(at - 2, passage.first))
            or _ALLOWANCE.match(view, time.span.end) is not None
        )

    def _is_condition(self, time: Time, _: Passage) -> bool:
        """5年内不得从事, 3年内未受处罚, 2年内的企业."""
        return time.form is TimeForm.DURATION and (
            _NOT_DUE.match(self.view, time.span.end) is not None
        )

    def _is_figure(self, time: Time, _: Passage) -> bool:
        """2025.11 in prose may be anything, 2025-11-30前 and 至2025.11.30 are dates."""
        if not time.figures or time.tail:
            return False
        return time.form is not TimeForm.RANGE and time.lead not in _BY_LEADS

    def _kind(self, time: Time, passage: Passage) -> DeadlineKind | None:
        """How a time in prose limits; None if it only dates something."""
        view, span, tail = self.view, time.span, time.tail
        kinds = {
            TimeForm.EVERY: DeadlineKind.EVERY,
            TimeForm.DURATION: DeadlineKind.IN,
            TimeForm.EVENT: DeadlineKind.BY,
        }
        if time.form in kinds:
            return kinds[time.form]
        if time.form is TimeForm.PLAN:
            if tail in ("末", "期末", "规划末"):
                return DeadlineKind.PERIOD_END
            runs = tail in ("期间", "时期", "期") and not _IS.match(view, span.end)
            return DeadlineKind.IN if runs and self._opens(span, passage) else None
        if tail.endswith(("前", "底", "末")) or time.lead in _BY_LEADS:
            bare = time.form is TimeForm.RELATIVE and not tail
            return None if bare else DeadlineKind.BY
        if tail.endswith(("内", "期间", "半年", "季度")):
            return DeadlineKind.IN
        if time.form is TimeForm.RELATIVE and span.of(view).endswith("内"):
            return DeadlineKind.IN
        return DeadlineKind.IN if self._is_period(time, passage) else None

    def _is_period(self, time: Time, passage: Passage) -> bool:
        """Tell whether a time without 前 or 底 is when something is to be done."""
        view, span = self.view, time.span
        opens = self._opens(span, passage)
        if time.form is TimeForm.RANGE and "月" in span.of(view):
            if time.lead or opens or view[span.start - 1] in _IS_WHEN:
                return True
        if time.form is TimeForm.RELATIVE:
            word = span.of(view)
            if word[:2] not in _YEARS_TO_COME and "月" not in word:
                return False
            return opens and _DONE.match(view, span.end) is not None
        if time.tail or not opens:
            return False
        if time.first == time.last:
            # 2020年7月17日，国家发展改革委… dates what was done.
            to_come = self.written and time.last and time.last > self.written
            return bool(to_come) and _DUE.match(view, span.end) is not None
        if self._is_stage(span, passage):
            return True
        follows = view.startswith(("，", ","), span.end)
        return follows or _DONE.match(view, span.end) is not None

    def _is_stage(self, span: Span, passage: Passage) -> bool:
        """Tell whether a time stands behind a title: 动员部署阶段（2023年3月）."""
        view, before = self.view, span.start - 1
        if (
            view[before : span.start] not in _OPEN
            or view[span.end : span.end + 1] not in _CLOSED
        ):
            return False
        titled = isinstance(passage.leaf, Heading)
        return titled or _STAGE.fullmatch(view, passage.first, before) is not None

    def _opens(self, span: Span, passage: Passage) -> bool:
        """Tell whether a time stands at the beginning of a clause."""
        before = self.view[max(passage.first, span.start - 1) : span.start]
        return not before or before in _OPENERS or before.isspace()

    # --------------------------------------------------------------- labels, tables

    def _labels(self, passage: Passage) -> Iterator[Deadline]:
        """Yield the deadlines behind labels: 完成时限：2019年6月底前."""
        view = self.view
        for match in _LABEL.finditer(view, passage.first, passage.end):
            span = trim(view, *match.span("value"))
            own = not view[passage.first : match.start()].strip()
            place = passage.place
            section = own and isinstance(place.node, Section)
            yield self._valued(span, place.span if section else passage.span)

    def table(self, table: Place, cells: list[Passage]) -> Iterator[Deadline]:
        """Yield the deadlines of the column 完成时限; of other tables, of the cells."""
        assert isinstance(table.node, Table)
        rows = [list(row) for _, row in groupby(cells, lambda cell: cell.place)]
        heads = [self._words(cell) for cell in rows[0]]
        column = next(
            (at for at, words in enumerate(heads) if _COLUMN.fullmatch(words)), None
        )
        for row in rows[table.node.header_rows :]:
            for at, cell in enumerate(row):
                if len(row) != len(heads) or column is None:
                    yield from self.read(cell)
                elif at == column and self._words(cell):
                    shown = self.view[cell.start : cell.end]
                    span = trim(
                        self.view, cell.start, cell.start + len(shown.rstrip(_CELL))
                    )
                    yield self._valued(span, cell.place.span)

    def _words(self, cell: Passage) -> str:
        """The words of a cell without space and separators."""
        return self.view[cell.start : cell.end].strip(_CELL)

    def _valued(self, span: Span, scope: Span) -> Deadline:
        """Read the value of a label or a cell: a date, a cadence, or 持续推进."""
        words = span.of(self.view)
        times = list(times_in(self.view, span.start, span.end))
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
        inferred = self._inferred(time)
        unknown = None if inferred else self._unknown(time)
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

    def _inferred(self, time: Time) -> datetime.date | None:
        """The last day of a time that is counted from that of the document."""
        if time.relative is not None and self.written is not None:
            return time.relative.from_day(self.written)
        if time.duration is not None and time.since is not None:
            first = self._beginning(time.since)
            return first and time.duration.from_day(first)
        return None

    def _beginning(self, since: str) -> datetime.date | None:
        """The day something was issued, passed or put in force, if it is known."""
        if since in _ISSUED:
            return self.written
        pattern = _BEGUN.get(since)
        match = pattern.search(self.view) if pattern else None
        if match is None:
            return None
        times = times_in(self.view, match.start("date"), match.end("date"))
        return next((time.last for time in times if time.first == time.last), None)

    def _unknown(self, time: Time) -> str | None:
        """What the day of a time hangs on."""
        if time.event:
            return time.event
        if time.duration is not None:
            return time.since or _BEGINNING
        return _ISSUE if time.relative is not None and not self.written else _YEAR


_BEGINNING, _ISSUE, _YEAR = "起算之日", "成文日期", "年份"
_DATE = r"(?P<date>[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日)"
_IN_FORCE_SINCE = lazy(rf"自{_DATE}起(?:正式|开始)?(?:施行|实施|执行|生效)")
_PASSED = lazy(rf"{_DATE}[^，,。；;（）()]{{0,40}}通过")
_BEGUN = {
    **dict.fromkeys(("施行", "实施", "生效"), _IN_FORCE_SINCE),
    **dict.fromkeys(("通过", "批准"), _PASSED),
}

_SETS_NONE: tuple[Callable[[_Reader, Time, Passage], bool], ...] = (
    _Reader._is_start,
    _Reader._is_base,
    _Reader._is_over,
    _Reader._is_looked_back_on,
    _Reader._is_done,
    _Reader._is_validity,
    _Reader._is_allowance,
    _Reader._is_condition,
    _Reader._is_figure,
)
"""What makes a time in prose set no deadline, tried in order."""
