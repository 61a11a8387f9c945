"""Plans made for the benchmark of files, with all that is in them.

In: the number of a plan. Out: `Plan`: its paragraphs and tables in order, and what a
reader has to find: the outline, the clauses, the rows of its task tables. The same
number always gives the same plan.
"""

from __future__ import annotations

import random

from attrs import field, frozen

_BODIES = [
    "市发展改革委",
    "市财政局",
    "市住房城乡建设局",
    "市工业和信息化局",
    "市生态环境局",
    "市农业农村局",
    "市交通运输局",
    "市科技局",
    "市教育局",
    "市民政局",
    "市商务局",
    "市司法局",
    "市市场监管局",
    "市统计局",
    "市文化和旅游局",
    "市卫生健康委",
    "市人力资源社会保障局",
    "市自然资源和规划局",
    "市水务局",
]
_VERBS = [
    "推进",
    "完善",
    "加快",
    "开展",
    "实施",
    "落实",
    "强化",
    "优化",
    "深化",
    "健全",
]
_AREAS = ["全市", "中心城区", "农村地区", "产业园区", "重点领域", "重点行业"]
_WORKS = [
    "老旧小区改造",
    "数字化转型",
    "人才引进培育",
    "营商环境建设",
    "生态环境治理",
    "公共服务供给",
    "交通基础设施建设",
    "科技成果转化",
    "乡村产业发展",
    "安全生产监管",
    "养老服务体系",
    "口袋公园建设",
    "智慧停车设施",
    "雨污分流管网",
    "普惠托育机构",
    "知识产权保护",
    "中小企业服务",
    "绿色低碳发展",
]
_CLAUSES = [
    "坚持问题导向和目标导向相统一",
    "完善政策措施",
    "加强要素保障",
    "压实工作责任",
    "健全长效机制",
    "强化督导检查",
    "细化工作举措",
    "推动任务落地见效",
    "加强部门协同",
    "提升服务水平",
    "支持企业加大研发投入",
    "严格落实主体责任",
    "统筹推进重点项目",
]
_DATES = ["2025年12月底前", "2026年6月底前", "2025年底前", "2026年9月30日前"]
_HAN = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """Return a number below 100 in Chinese characters."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _HAN[tens - 1] + "十")
    return head + (_HAN[ones - 1] if ones else "")


@frozen
class Clause:
    """Who does something, and by when."""

    lead: str
    """The body that leads."""

    support: tuple[str, ...]
    """The bodies that help."""

    deadline: str
    """Until when."""


@frozen
class TaskRow:
    """A row of a task table."""

    number: int
    """Its number."""

    words: str
    """Its measure."""

    clause: Clause
    """Who does it; a cell of it may be merged with that of the row above."""

    merged: bool = False
    """Whether its lead stands in the cell of the row above."""


@frozen
class Block:
    """A paragraph, or a table where it has rows."""

    text: str = ""
    """Its words."""

    kind: str = "body"
    """title, heading, body or table."""

    groups: tuple[tuple[str, tuple[TaskRow, ...]], ...] = ()
    """The rows of a table under the titles of their groups; "" without one."""


@frozen
class Plan:
    """A plan and what is in it."""

    blocks: tuple[Block, ...]
    """What it is made of."""

    outline: tuple[tuple[str, str], ...]
    """Mark and title of each heading, in order."""

    clauses: tuple[Clause, ...]
    """The clauses of its text."""

    rows: tuple[TaskRow, ...] = field(factory=tuple)
    """The rows of its tables."""


HEADER = ("序号", "重点任务", "牵头单位", "配合单位", "完成时限")
"""The columns of the task tables."""


def made_plan(number: int, pages: int | None = None) -> Plan:
    """Make a plan of so many pages.

    Without `pages` those of higher numbers are longer, from one page to forty.
    """
    rng = random.Random(number)
    maker = _Maker(rng)
    pages = 1 + number * 39 // 99 if pages is None else pages
    maker.plan(measures=max(3, int(pages * 3.2)))
    return Plan(
        tuple(maker.blocks),
        tuple(maker.outline),
        tuple(maker.clauses),
        tuple(maker.rows),
    )


class _Maker:
    """Writes one plan."""

    def __init__(self, rng: random.Random) -> None:
        """Begin with nothing."""
        self.rng = rng
        self.blocks: list[Block] = []
        self.outline: list[tuple[str, str]] = []
        self.clauses: list[Clause] = []
        self.rows: list[TaskRow] = []

    def plan(self, measures: int) -> None:
        """Write the whole."""
        rng = self.rng
        self.blocks.append(Block(f"某市{rng.choice(_WORKS)}行动方案", "title"))
        self.blocks.append(Block(self.sentences(2)))
        self.heading("一、", "总体要求", "")
        self.blocks.append(Block(self.sentences(3)))
        chapter = 2
        left = measures
        while left > 0:
            self.heading(f"{numeral(chapter)}、", self.work(), "")
            count = min(left, rng.randint(3, 9))
            for item in range(1, count + 1):
                self.measure(f"（{numeral(item)}）")
            left -= count
            chapter += 1
        self.heading(f"{numeral(chapter)}、", "保障措施", "")
        self.blocks.append(Block(self.sentences(2)))
        annexes = 1 if measures < 12 else rng.randint(1, 4)
        for annex in range(1, annexes + 1):
            self.annex(annex, table=annex == 1, size=min(60, 3 + measures // 2))

    def annex(self, number: int, *, table: bool, size: int) -> None:
        """Write an annex: a task table, or headings that every annex has."""
        self.blocks.append(Block(f"附件{number}", "annex"))
        if table:
            self.blocks.append(Block("重点任务分工表", "title"))
            self.table(size)
            return
        self.blocks.append(Block(f"某市{self.rng.choice(_WORKS)}工作方案", "title"))
        for item, title in enumerate(("组织领导", "督导检查", "宣传引导"), 1):
            self.heading(f"{numeral(item)}、", title, "")
            self.blocks.append(Block(self.sentences(2)))

    def table(self, size: int) -> None:
        """Write a task table, sometimes with groups and with merged cells."""
        rng = self.rng
        grouped = size > 5 and rng.random() < 0.5
        merging = rng.random() < 0.5
        groups: list[tuple[str, tuple[TaskRow, ...]]] = []
        number = 0
        while number < size:
            count = min(size - number, rng.randint(3, 8) if grouped else size)
            rows: list[TaskRow] = []
            for at in range(count):
                number += 1
                clause = self.clause()
                merged = merging and at > 0 and rng.random() < 0.3
                if merged:
                    clause = Clause(
                        rows[-1].clause.lead, clause.support, clause.deadline
                    )
                rows.append(TaskRow(number, self.work(long=True), clause, merged))
            title = (
                f"{numeral(len(groups) + 1)}、{rng.choice(_WORKS)}方面（共{count}项）"
            )
            groups.append((title if grouped else "", tuple(rows)))
            self.rows += rows
        self.blocks.append(Block("", "table", tuple(groups)))

    def heading(self, mark: str, title: str, rest: str) -> None:
        """Write a heading, with the text that runs on behind it."""
        self.outline.append((mark, title))
        words = f"{mark}{title}{'。' + rest if rest else ''}"
        self.blocks.append(Block(words, "body" if rest else "heading"))

    def measure(self, mark: str) -> None:
        """Write a measure with its clause."""
        clause = self.clause()
        self.clauses.append(clause)
        support = f"，{'、'.join(clause.support)}配合" if clause.support else ""
        said = f"（{clause.lead}牵头{support}，{clause.deadline}完成）"
        self.heading(mark, self.work(), self.sentences(self.rng.randint(1, 4)) + said)

    def clause(self) -> Clause:
        """Choose who does something."""
        lead, *support = self.rng.sample(_BODIES, self.rng.randint(1, 3))
        return Clause(lead, tuple(support), self.rng.choice(_DATES))

    def work(self, *, long: bool = False) -> str:
        """Return what is done."""
        rng = self.rng
        words = rng.choice(_VERBS) + rng.choice(_AREAS) + rng.choice(_WORKS)
        if long and rng.random() < 0.5:
            words += f"，新增项目{rng.randint(2, 90)}个，{rng.choice(_CLAUSES)}"
        return words

    def sentences(self, count: int) -> str:
        """Return some sentences with figures in them."""
        rng = self.rng
        found = []
        for _ in range(count):
            words = "，".join(rng.sample(_CLAUSES, rng.randint(2, 5)))
            if rng.random() < 0.5:
                words += f"，到2025年完成投资{rng.randint(2, 90)}亿元"
            found.append(words + "。")
        return "".join(found)
