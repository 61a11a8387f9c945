"""Which times in prose set a deadline, and of what kind.

In: a `Time` and the leaf it stands in. Out: a `DeadlineKind`, or None: a time in the
past, a time from which something is counted, or an amount per year sets no deadline.
The rules against it are named and tried in order.
"""

import datetime
from collections.abc import Callable

from cnpolicy.annotation.document_text import LeafInContext
from cnpolicy.annotation.flowing_text import FlowingText
from cnpolicy.annotation.temporal_context import TemporalContext
from cnpolicy.annotation.time_expressions.time_expressions import (
    Time,
    TimeForm,
    is_base,
)
from cnpolicy.annotation.time_expressions.time_forms import SHARED_END
from cnpolicy.annotation.time_expressions.time_values import day_of
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.nodes import Heading
from cnpolicy.model.results.deadlines import DeadlineKind
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.word_lists import listed

_IN_FORCE = lazy(r"(?:有效期限?|有效|施行|执行|试行)(?:[到至]|为|自)?\Z")
_DID = lazy(
    r"[，,]?已|[^，,。；;：:（(已]{1,24}已(?:经|编制|完成|建成|印发|出台|启动)"
    r"|[^，,。；;：:（(]{1,8}[\u4e00-\u9fff](?<!为)了(?!解)"
)
_ALLOWANCE = lazy(
    r"[^，,。；;]{0,10}?(?:不超过|不得超过|不高于|最高|最多|至多|上限|封顶)"
    r"|平均|均|(?:所[涉需])?的?(?:开支|支出|费用|租金|经费)|(?:预留|增拨)(?:约|近)?[0-9.]"
    r"|(?:(?:按|给予|补助|补贴|奖补|奖励|报销|发放)[^，,。；;0-9]{0,8})?(?:约|近)?[0-9.,]{1,12}[万亿]?元"
)
_WHO_DOES = lazy(r"[^，,。；;：:]{0,40}[0-9][^，,。；;：:0-9]{1,12}的[，,]")
_NOT_DUE = lazy(
    r"(?:[^，,。；;]{0,6}?(?:不得|不再|不予|未|没有|受到|受过|有过|发生(?!地)|累计|曾|被|无|连续|出现|免|享受|保持"
    r"|禁止|有效|一次)|的)"
)
_DUE = lazy(
    r"[^，,。；;：:]{0,6}?(?:完成|建成|启动|出台|印发|投用|投产|开工|竣工|报送|上报|结束|到位|达标|截止)"
)
# 2000年底前建成的|小区: which ones, not by when
_WHICH = lazy(
    r"[^，,。；;]{0,6}?(?:建成|建设|竣工|投用|投产|注册|登记|出生|取得|签订|设立|成立|入职|开工|出台|印发|发布)"
    r"(?:并[^，,。；;]{1,8})?的(?!目标|任务|要求)"
)
# 1月21日至27日|放假, 秋冬季（10月至次年3月|）为重点时段
_IS_NO_TASK = lazy(
    r"(?:[（(][^（()）]{1,8}[）)])?(?:放假|调休|休假|上班)|[）)]为(?:重点)?(?:时[段期]|期间)"
)
# 2019年10月至2020年3月|，空气质量同比改善
_COMPARES = lazy(r"[，,]?[^，,。；;]{1,24}同比")
_GREW = lazy(r"[，,][^。；;]{1,60}?[0-9][^。；;]{0,8}[，,](?:同比|[比较](?:上年|去年))")
_IS_WHEN = frozenset("为于在是即：:（(自从")
# 截止时间为|2024年8月1日
_LIMIT_IS = lazy(
    r"(?:截止|完成|报送|申报|报名|验收|整改|办结|竣工)(?:时间|日期|期限|时限)(?:定?为|是|：|:|在)\Z"
)
_DAYS = frozenset((TimeForm.DATE, TimeForm.RELATIVE))
_DATING = frozenset("于在")
_NAMED_PART = lazy(r"月|半年|季度|^年[底末]")
_YEARS_TO_COME = frozenset(("明年", "后年", "来年"))
# “十四五”时期（2021—2025年），是我国… tells what the time is (seed 004:5).
_IS = lazy(r"的|(?:[（(][^（()）]{0,20}[）)])?[，,]?是")
# 6月底|、12月底前: the 前 is of both.
_SHARES_END = lazy(SHARED_END)
_OPEN, _CLOSED = ("（", "("), ("）", ")")
_STAGE = lazy(r"[^。，,；;]{2,20}(?:阶段|步骤?)")
_EXPECTS = ("预计", "计划", "拟于", "将于", "定于", "预计于", "预计在", "计划于")
_MOVES_TO = frozenset(way + to for way in "降增升减" for to in "至到")
_MOVED = lazy(r"[高长升加降低少缩大增减][到至]\Z")
_TABLE_TITLE = lazy(r"[^，,。；;：:\n]{0,24}(?:指标|目标|任务|项目|工程|一览|表)\s*\Z")
_LEVEL = lazy(r"(?:控制在|稳定在|保持在|[短缩少低][到至]|[降减]至)\Z")
_SHARE = lazy(r"[0-9.]{1,6}[%％]")
_OPENERS = "，,。；;：:（(、！"
_PAST_LEADS = frozenset(
    listed("较 比 与 同 相较于 相比 相对于 较之 从 由 自 截至 截止 截止到 截至到 以")
)
_UP_TO = frozenset(listed("截至 截止 截止到 截至到"))
_BY_LEADS = frozenset(listed("到 至 力争 争取 确保"))
_STRIVES = frozenset(listed("力争 争取 确保"))
_PER_HEAD = ("每人", "每户", "每亩", "每家", "每个")
_DONE = lazy(
    r"[^，,。；;：:]{0,30}?(?:完成|建成|实现|达到|启动|出台|印发|投用|投产|开工|竣工|新增"
    r"|建立|形成|培育|全覆盖|取得|基本|力争|争取|全面|达标|到位|开展|推出|制定|组织|完工|投运|投入|通车|交付|结束|上线|验收|报送|上报|召开|举办|试点|巩固|深化|推广|推开|提升|总结|收官"
    r"|进行|改造|翻新|修复|修缮|更新|整治|升级|落成|兴建|增(?:加(?!值)|设)|成立|推行|[降减增升高短][至到])"
)


class DeadlineRules:
    """The rules, for one document."""

    def __init__(
        self,
        source: FlowingText,
        setting: TemporalContext,
        written: datetime.date | None,
    ) -> None:
        """Take the text, what is known of its time, and its day."""
        self.simplified = source.simplified
        self.setting = setting
        self.written = written

    def kind(self, time: Time, passage: LeafInContext) -> DeadlineKind | None:
        """Tell how a time in prose limits what it binds; None if it does not."""
        if any(rule(self, time, passage) for rule in _SETS_NONE):
            return None
        return self._limits(time, passage)

    def _is_start(self, time: Time, _: LeafInContext) -> bool:
        """自2021年起, 2021年以来, 较2015年; but 自6月1日至30日 has an end."""
        if time.tail.endswith(("起", "开始", "以来", "初")):
            return True
        if time.form is TimeForm.RANGE and self.simplified.startswith(
            "起", time.span.end
        ):
            return True  # 2024/25学年起增加名额
        ahead = self.written and time.last and time.last > self.written
        if ahead and time.lead in _UP_TO:
            return False  # 采样时间截至2024年11月底
        bounded = time.form in (TimeForm.RANGE, TimeForm.DURATION)
        return time.lead in _PAST_LEADS and not bounded

    def _is_base(self, time: Time, _: LeafInContext) -> bool:
        """达到2022年的2.5倍, 在2020年基础上, 降至2020年5%."""
        simplified, start = self.simplified, time.span.start
        moved = simplified[max(0, start - 2) : start] in _MOVES_TO
        if moved and _SHARE.match(simplified, time.span.end):
            return True
        return is_base(simplified, time)

    def _is_over(self, time: Time, _: LeafInContext) -> bool:
        """A year before the plan begins, a day of this year before it was written."""
        present = self.setting.present
        if time.relative is not None and (time.relative.years or 0) < 0:
            return True
        if time.relative is not None and time.relative.years == 0 and self.written:
            last = time.relative.from_day(self.written)
            if last is not None and last < self.written:
                return True  # 今年6月底, written in October
        return time.year is not None and present is not None and time.year < present

    def _is_looked_back_on(self, time: Time, passage: LeafInContext) -> bool:
        """A time in a chapter on what has been."""
        if not self.setting.looks_back(passage):
            return False
        if _MOVED.search(self.simplified, max(0, time.span.start - 2), time.span.start):
            return True  # 提高到2020年的77.9%
        stated = time.form is not TimeForm.EVERY and time.year is not None
        if time.lead in _STRIVES:
            return False  # in a review of work: 力争春节前开工
        return not (stated and time.lead in _BY_LEADS)

    def _is_done(self, time: Time, _: LeafInContext) -> bool:
        """2022年已完成试点, 3月25日至30日开展了检查, 1月至3月，…同比改善."""
        ranged = time.form is TimeForm.RANGE and time.lead not in _BY_LEADS
        if ranged and _COMPARES.match(self.simplified, time.span.end):
            return True
        if _IS_NO_TASK.match(self.simplified, time.span.end):
            return True
        own = self.written is not None and time.year == self.written.year
        if own and not self.setting.plans and time.form is TimeForm.DATE:
            whole = time.first != time.last and not (time.lead or time.tail)
            if whole and _GREW.match(self.simplified, time.span.end):
                return True  # 2022年，安排资金70亿元，比上年增加10亿元
        return _DID.match(self.simplified, time.span.end) is not None

    def _is_validity(self, time: Time, _: LeafInContext) -> bool:
        """有效期至2025年12月31日, 有效期5年内."""
        at = time.span.start
        return _IN_FORCE.search(self.simplified, max(0, at - 8), at) is not None

    def _is_allowance(self, time: Time, passage: LeafInContext) -> bool:
        """每人每年500元, 每年不超过5万元, 逐年提高."""
        if time.form is not TimeForm.EVERY:
            return False
        simplified, at = self.simplified, time.span.start
        return (
            simplified[at] not in "每按"
            or simplified.startswith(_PER_HEAD, max(at - 2, passage.first))
            or _ALLOWANCE.match(simplified, time.span.end) is not None
        )

    def _is_condition(self, time: Time, _: LeafInContext) -> bool:
        """5年内不得从事, 3年内未受处罚, 2年内的企业, 每年采购500万元以上的，."""
        if time.form is TimeForm.EVERY:
            return _WHO_DOES.match(self.simplified, time.span.end) is not None
        at = time.span.start
        if time.form is TimeForm.DURATION and _LEVEL.search(
            self.simplified, max(0, at - 4), at
        ):
            return True  # 平均住院日控制在8天以内
        return time.form is TimeForm.DURATION and (
            _NOT_DUE.match(self.simplified, time.span.end) is not None
        )

    def _is_which(self, time: Time, _: LeafInContext) -> bool:
        """改造2000年底前建成的小区 tells which, 2025年底前建成… tells by when."""
        simplified, end = self.simplified, time.span.end
        ranged = time.form is TimeForm.RANGE and not time.tail
        if ranged and simplified.startswith(("之", "的"), end):
            return True  # 关于1月至6月的工作情形
        return _WHICH.match(self.simplified, time.span.end) is not None

    def _is_figure(self, time: Time, _: LeafInContext) -> bool:
        """2025.11 in prose may be anything, 2025-11-30前 and 至2025.11.30 are dates."""
        if not time.figures or time.tail:
            return False
        return time.form is not TimeForm.RANGE and time.lead not in _BY_LEADS

    def _limits(self, time: Time, passage: LeafInContext) -> DeadlineKind | None:
        """How a time in prose limits; None if it only dates something."""
        simplified, span, tail = self.simplified, time.span, time.tail
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
            runs = tail in ("期间", "时期", "期") and not _IS.match(
                simplified, span.end
            )
            if isinstance(passage.leaf, Heading):
                # “十四五”时期发展目标 is what a chapter is about.
                runs = runs and self._goes_on(span, passage)
            if _TABLE_TITLE.match(simplified, span.end, passage.end):
                return None  # “十四五”时期主要指标
            begins = self.opens(span, passage) or time.lead in _DATING
            return DeadlineKind.IN if runs and begins else None
        before = simplified[max(passage.first, span.start - 10) : span.start]
        if time.form in _DAYS and _LIMIT_IS.search(before):
            return DeadlineKind.BY
        if tail.endswith(("前", "底", "末")) or time.lead in _BY_LEADS:
            said = tail or span.of(simplified).endswith(("内", "底", "末"))
            a_day = time.relative is not None and time.relative.day is not None
            bare = time.form is TimeForm.RELATIVE and not (said or a_day)
            if time.lead in _STRIVES and not said and not self._goes_on(span, passage):
                return None  # 确保2023年《政府工作报告》落实
            return None if bare else DeadlineKind.BY
        if tail.endswith(("内", "期间", "半年", "季度")):
            return DeadlineKind.IN
        if time.form is TimeForm.RELATIVE and span.of(simplified).endswith("内"):
            return DeadlineKind.IN
        if time.form in _DAYS and _SHARES_END.match(simplified, span.end):
            return DeadlineKind.BY
        if not self._is_period(time, passage):
            return None
        ends = span.of(simplified).endswith(("底", "末"))
        return DeadlineKind.BY if ends else DeadlineKind.IN

    def _is_period(self, time: Time, passage: LeafInContext) -> bool:
        """Tell whether a time without 前 or 底 is when something is to be done."""
        simplified, span = self.simplified, time.span
        opens = self.opens(span, passage)
        ranged = time.form is TimeForm.RANGE and "月" in span.of(simplified)
        if ranged and (time.lead or opens or simplified[span.start - 1] in _IS_WHEN):
            return True
        if time.form is TimeForm.RELATIVE:
            word = span.of(simplified)
            if word[:2] not in _YEARS_TO_COME and not _NAMED_PART.search(word):
                return False
            return (
                opens
                and not self._is_gone(time)
                and _DONE.match(simplified, span.end, passage.end) is not None
            )
        if time.tail not in ("", "中") or not (opens or time.lead in _DATING):
            return False
        if _IS.match(simplified, span.end):
            return False  # 2024年是收官之年
        if time.first == time.last:
            # 2020年7月17日，国家发展改革委… dates what was done.
            to_come = self.written and time.last and time.last > self.written
            return bool(to_come) and _DUE.match(simplified, span.end) is not None
        if self.is_stage(span, passage):
            return True
        return self._goes_on(span, passage)

    def _goes_on(self, span: Span, passage: LeafInContext) -> bool:
        """Tell whether a clause goes on behind a time with what is to be done."""
        follows = self.simplified.startswith(("，", ",", "每年"), span.end)
        done = _DONE.match(self.simplified, span.end, passage.end)
        return follows or done is not None

    def _is_gone(self, time: Time) -> bool:
        """1月召开会议, written in March: no month of next year is meant."""
        relative = time.relative
        if relative is None or relative.years is not None or self.written is None:
            return False
        day = day_of(self.written.year, relative.month, relative.day)
        return day is not None and day < self.written

    def is_stage(self, span: Span, passage: LeafInContext) -> bool:
        """Tell whether a time stands behind a title: 动员部署阶段（2023年3月）."""
        simplified, before = self.simplified, span.start - 1
        if (
            simplified[before : span.start] not in _OPEN
            or simplified[span.end : span.end + 1] not in _CLOSED
        ):
            return False
        titled = isinstance(passage.leaf, Heading)
        return titled or _STAGE.fullmatch(simplified, passage.first, before) is not None

    def opens(self, span: Span, passage: LeafInContext) -> bool:
        """Tell whether a time stands at the beginning of a clause."""
        before = self.simplified[max(passage.first, span.start - 3) : span.start]
        if not before or before.endswith(_EXPECTS):
            return True
        return before[-1] in _OPENERS or before[-1].isspace()


_SETS_NONE: tuple[Callable[[DeadlineRules, Time, LeafInContext], bool], ...] = (
    DeadlineRules._is_start,
    DeadlineRules._is_base,
    DeadlineRules._is_over,
    DeadlineRules._is_looked_back_on,
    DeadlineRules._is_done,
    DeadlineRules._is_validity,
    DeadlineRules._is_allowance,
    DeadlineRules._is_condition,
    DeadlineRules._is_which,
    DeadlineRules._is_figure,
)
"""What makes a time in prose set no deadline, tried in order."""
