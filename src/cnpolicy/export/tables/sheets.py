"""The sheets of a workbook: tasks, bodies, targets, deadlines, diagnostics.

In: a `Portfolio`. Out: a `Sheet` each. The task table has the columns that governments
publish (`TASK_COLUMNS`), with the last day as a date beside the words, and in a
workbook of several documents whose each row is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from cnpolicy.analysis.heading_paths import HeadingPaths
from cnpolicy.analysis.task_views import by_organization, long_rows
from cnpolicy.annotation.deadlines.deadlines import deadlines
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.export.spreadsheets.cell_text import clean
from cnpolicy.export.tables.portfolio import Entry, Portfolio
from cnpolicy.export.tables.sheet import Cell, Day, Sheet, SheetColumn
from cnpolicy.export.tables.task_cells import ROLE_NAMES, heading, sign_of, task_cells
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.model.diagnostics import Severity
from cnpolicy.model.nodes import Document, unparse
from cnpolicy.model.results.deadlines import Deadline, DeadlineKind
from cnpolicy.model.results.targets import Direction, Target, TargetKind
from cnpolicy.model.results.tasks import Task, TaskRow
from cnpolicy.model.spans import Span, position

TASK_TABLE = "任务分工表"
"""The name of the first sheet."""

_NUMBER = SheetColumn("序号", 6)
_DATE = SheetColumn("截止日期", 12)


TASK_COLUMNS = (
    _NUMBER,
    SheetColumn("重点任务", 26),
    SheetColumn("具体举措", 52),
    SheetColumn("牵头单位", 16),
    SheetColumn("责任单位", 24),
    SheetColumn("配合单位", 18),
    SheetColumn("责任人", 14, optional=True),
    SheetColumn("完成时限", 12),
    _DATE,
    SheetColumn("目标", 24),
)
"""The columns of the task table, in the order governments publish them."""

PUBLISHED = tuple(
    one.heading for one in TASK_COLUMNS if not one.optional and one is not _DATE
)
"""The headings of those that governments publish: the number, and `TaskCells`."""


def task_sheet(portfolio: Portfolio) -> Sheet:
    """Make the task table: one row a task."""
    columns = portfolio.columns(*TASK_COLUMNS)
    rows = [
        portfolio.row(entry, number, *_task_cells(task))
        for entry in portfolio.entries
        for number, task in entry.numbered()
    ]
    return Sheet(TASK_TABLE, portfolio.title(TASK_TABLE), columns, tuple(rows))


def _task_cells(task: Task) -> Iterator[Cell]:
    """Yield the cells of a task without its number."""
    *bodies, when, figures = map(clean, task_cells(task))
    yield from bodies
    yield clean("、".join(f"{one.label}：{one.name}" for one in task.persons))
    yield when
    yield _day(task.due, task.inferred_due)
    yield figures


def _day(stated: datetime.date | None, inferred: datetime.date | None) -> Day | None:
    """Return the day of a cell: the stated one, or else the inferred one."""
    if stated is not None:
        return Day(stated)
    return None if inferred is None else Day(inferred, inferred=True)


def long_sheet(portfolio: Portfolio) -> Sheet:
    """Make the long form: one row a task, a body and a role."""
    columns = portfolio.columns(
        _NUMBER,
        SheetColumn("重点任务", 26),
        SheetColumn("具体举措", 52),
        SheetColumn("角色", 8),
        SheetColumn("单位", 20),
        SheetColumn("单位全称", 28),
        SheetColumn("是否推定", 10),
        SheetColumn("完成时限", 14),
        _DATE,
    )
    rows = [
        portfolio.row(entry, entry.first - 1 + row.number, *_long_cells(row))
        for entry in portfolio.entries
        for row in long_rows(entry.tasks)
    ]
    name = "任务单位对照"
    return Sheet(name, portfolio.title(f"{name}表"), columns, tuple(rows))


def _long_cells(row: TaskRow) -> Iterator[Cell]:
    """Yield the cells of a row of the long form without its number."""
    task = row.task
    yield clean(heading(task))
    yield clean(task.text)
    yield ROLE_NAMES[row.role] if row.role else ""
    yield clean(row.name or "")
    yield clean(row.normalized or "")
    yield "是" if row.inferred else ""
    yield clean(task.deadline or "")
    yield _day(task.due, task.inferred_due)


def bodies_sheet(portfolio: Portfolio) -> Sheet:
    """Make the table of bodies: how many tasks each has in which role, and which."""
    numbers = {id(task): at for at, task in enumerate(portfolio.tasks, 1)}
    columns = (
        _NUMBER,
        SheetColumn("单位全称", 32),
        SheetColumn("文中名称", 24),
        SheetColumn("合计", 6),
        SheetColumn("牵头任务序号", 22),
        SheetColumn("牵头（推定）任务序号", 22, optional=True),
        SheetColumn("责任任务序号", 22),
        SheetColumn("配合任务序号", 22),
        SheetColumn("指导任务序号", 22, optional=True),
    )

    def listed(of: tuple[Task, ...]) -> str:
        return "、".join(str(numbers[id(task)]) for task in of)

    rows: list[tuple[Cell, ...]] = [
        (
            at,
            clean(body.normalized),
            clean("、".join(body.names)),
            len(body.tasks),
            listed(body.lead),
            listed(body.inferred_lead),
            listed(body.responsible),
            listed(body.support),
            listed(body.guide),
        )
        for at, body in enumerate(by_organization(portfolio.tasks), 1)
    ]
    name = "单位任务汇总"
    return Sheet(name, portfolio.title(f"{name}表"), columns, tuple(rows))


WIDEST_MATRIX = 60
"""A matrix of more bodies is too wide to read; the table of bodies has the same
facts."""

_MARKS = {"lead": "牵", "responsible": "责", "support": "配", "guide": "指"}


def matrix_sheet(portfolio: Portfolio) -> Sheet | None:
    """Make the matrix of tasks and bodies; None if it would be too wide to read."""
    bodies = by_organization(portfolio.tasks)
    if not bodies or len(bodies) > WIDEST_MATRIX:
        return None
    columns = (
        _NUMBER,
        SheetColumn("重点任务", 36),
        *(SheetColumn(clean(body.normalized), 8) for body in bodies),
    )
    places = {body.normalized: at for at, body in enumerate(bodies)}
    rows: list[tuple[Cell, ...]] = []
    for number, task in enumerate(portfolio.tasks, 1):
        marks: list[list[str]] = [[] for _ in bodies]
        if task.inferred_lead is not None:
            marks[places[task.inferred_lead.normalized]].append("牵（推定）")
        for role, mark in _MARKS.items():
            for one in getattr(task, role):
                marks[places[one.normalized]].append(mark)
        cells = ["、".join(dict.fromkeys(found)) for found in marks]
        rows.append((number, clean(heading(task)), *cells))
    name = "任务单位矩阵"
    return Sheet(name, portfolio.title(f"{name}"), columns, tuple(rows))


_KINDS = {
    TargetKind.ACHIEVED: "已完成",
    TargetKind.PLANNED: "目标",
    TargetKind.CONDITION: "条件",
}
_CHANGES = {Direction.INCREASE: "增加", Direction.DECREASE: "减少"}


def target_sheet(portfolio: Portfolio) -> Sheet:
    """Make the table of quantities, each figure a number for calculation."""
    columns = portfolio.columns(
        _NUMBER,
        SheetColumn("指标", 28),
        SheetColumn("性质", 8),
        SheetColumn("关系", 6),
        SheetColumn("数值", 12),
        SheetColumn("上限", 10, optional=True),
        SheetColumn("单位", 10),
        SheetColumn("增减", 8),
        SheetColumn("年份", 8),
        SheetColumn("推定年份", 10, optional=True),
        SheetColumn("基期", 18, optional=True),
        SheetColumn("属性", 10, optional=True),
        SheetColumn("原文", 16),
        SheetColumn("所在位置", 36),
    )
    rows: list[tuple[Cell, ...]] = []
    for entry in portfolio.entries:
        for found, words, where in _figures(entry):
            number = len(rows) + 1
            rows.append(
                portfolio.row(entry, number, *_target_cells(found, words, where))
            )
    name = "指标"
    return Sheet(name, portfolio.title(f"{name}表"), columns, tuple(rows))


def _figures(entry: Entry) -> Iterator[tuple[Target, str, str]]:
    """Yield the targets of a document with their words and the headings above them.

    Of tasks alone, those of the tasks, with the headings of the task.
    """
    if entry.document is None:
        for task in entry.tasks:
            for one in task.targets:
                yield one, "", heading(task).replace("\n", " > ")
        return
    text, above = unparse(entry.document), HeadingPaths(entry.document)
    for one in targets(entry.document):
        yield one, one.quantity.of(text), " > ".join(above.at(one.quantity.start))


def _target_cells(found: Target, words: str, where: str) -> Iterator[Cell]:
    """Yield the cells of a target without its number."""
    yield clean(found.name or "")
    yield _KINDS[found.kind]
    yield sign_of(found) or "＝"
    yield found.low
    yield found.high if found.high != found.low else None
    yield clean(found.unit)
    yield _CHANGES[found.change] if found.change else ""
    yield found.year
    yield found.inferred_year
    yield clean(found.baseline.words if found.baseline else "")
    yield found.attribute or ""
    yield clean(words)
    yield clean(where)


_TIMES = {
    DeadlineKind.BY: "期限",
    DeadlineKind.IN: "时段",
    DeadlineKind.EVERY: "周期",
    DeadlineKind.CONTINUOUS: "长期",
    DeadlineKind.PERIOD_END: "期末",
}
_LONGEST_MATTER = 200
_NEVER = datetime.date.max


def deadline_sheet(portfolio: Portfolio) -> Sheet:
    """Make the table of deadlines, the earliest first; those without a day are last."""
    columns = portfolio.columns(
        _NUMBER,
        _DATE,
        SheetColumn("时限", 18),
        SheetColumn("类型", 8),
        SheetColumn("事项", 60),
        SheetColumn("任务序号", 10),
        SheetColumn("牵头单位", 18),
        SheetColumn("责任单位", 24),
    )
    found = [
        (one, entry, task, matter)
        for entry in portfolio.entries
        for one, task, matter in _times(entry)
    ]
    found.sort(key=lambda row: row[0].date or row[0].inferred or _NEVER)
    rows = [
        portfolio.row(
            entry,
            number,
            _day(one.date, one.inferred),
            clean(one.words),
            _TIMES[one.kind],
            clean(matter),
            task[0] if task else None,
            clean("、".join(body.name for body in task[1].lead)) if task else "",
            clean("、".join(body.name for body in task[1].responsible)) if task else "",
        )
        for number, (one, entry, task, matter) in enumerate(found, 1)
    ]
    name = "时限"
    return Sheet(name, portfolio.title(f"{name}表"), columns, tuple(rows))


def _times(
    entry: Entry,
) -> Iterator[tuple[Deadline, tuple[int, Task] | None, str]]:
    """Yield the deadlines of a document, each with its task and what it binds."""
    owners = {
        one.span: (number, task)
        for number, task in entry.numbered()
        for one in task.deadlines
    }
    if entry.document is None:
        for number, task in entry.numbered():
            for one in task.deadlines:
                yield one, (number, task), _shortened(task.title or task.text)
        return
    text = unparse(entry.document)
    for one in deadlines(entry.document):
        yield one, owners.get(one.span), _shortened(one.scope.of(text))


def _shortened(words: str) -> str:
    """Return words on one line, cut where they are many."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST_MATTER else flat[:_LONGEST_MATTER] + "……"


_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_LONGEST_QUOTE = 60


def doubt_sheet(portfolio: Portfolio) -> Sheet:
    """Make the table of what the parser was not sure of."""
    columns = portfolio.columns(
        _NUMBER,
        SheetColumn("程度", 8),
        SheetColumn("疑点", 40),
        SheetColumn("代码", 22),
        SheetColumn("行", 6),
        SheetColumn("页", 6, optional=True),
        SheetColumn("原文", 50),
    )
    rows: list[tuple[Cell, ...]] = []
    for entry in portfolio.entries:
        if entry.document is not None:
            for cells in _doubts(entry.document):
                rows.append(portfolio.row(entry, len(rows) + 1, *cells))
    name = "疑点"
    return Sheet(name, portfolio.title(f"识别{name}"), columns, tuple(rows))


def _doubts(document: Document) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of the diagnostics of a document without their numbers."""
    text = unparse(document)
    starts = line_starts(text)
    for one in document.diagnostics:
        yield (
            _SEVERITIES[one.severity],
            clean(one.message_zh),
            one.code,
            position(starts, one.span.start).line,
            document.origin_of(one.span).page,
            clean(_quoted(one.span, text)),
        )


def _quoted(span: Span, text: str) -> str:
    """Return the words at a place, cut where they are many."""
    words = " ".join(span.of(text).split())
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "……"


def sheets_of(portfolio: Portfolio, *, long: bool) -> Iterable[Sheet]:
    """Return the sheets of a workbook in order; `long` puts the long form first."""
    tables = [task_sheet(portfolio), long_sheet(portfolio)]
    found: list[Sheet | None] = [*(reversed(tables) if long else tables)]
    found += [bodies_sheet(portfolio), matrix_sheet(portfolio)]
    found += [target_sheet(portfolio), deadline_sheet(portfolio)]
    if portfolio.documents:
        found.append(doubt_sheet(portfolio))
    return [one for one in found if one is not None]
