"""The words of a task in the cells of a 任务分工表, of whatever kind of file.

In: a task. Out: its words, cell by cell. Which columns a table has stands in `sheets`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.targets import Comparator, Direction, Target, TargetKind
from cnpolicy.model.results.tasks import Task
from cnpolicy.vocabulary.quantity_words import PACES

ROLE_NAMES = {
    Role.LEAD: "牵头",
    Role.RESPONSIBLE: "责任",
    Role.SUPPORT: "配合",
    Role.GUIDE: "指导",
}
"""What the roles are called in a table with a row for each body."""

_SIGNS = {
    Comparator.EQUAL: "",
    Comparator.MORE: "＞",
    Comparator.AT_LEAST: "≥",
    Comparator.LESS: "＜",
    Comparator.AT_MOST: "≤",
    Comparator.ABOUT: "约",
    Comparator.NEARLY: "近",
}
_INFERRED = "（推定）"
_CHANGES = {Direction.INCREASE: "增加", Direction.DECREASE: "减少"}


def heading(task: Task) -> str:
    """Write the headings above a task, one a line: 三、… and （四）…."""
    above = zip(task.number, task.path, strict=True)
    parts = [number + title for number, title in above]
    if task.title and task.title not in task.path[-1:]:
        parts.append(task.title)
    return "\n".join(part for part in parts if part)


def targets_of(task: Task) -> str:
    """Write the targets of a task: 发明专利拥有量≥12件（2025年）."""
    planned = (item for item in task.targets if item.kind is TargetKind.PLANNED)
    return "\n".join(map(_target, planned))


class TaskCells(NamedTuple):
    """The words of a task by column, in the order governments publish them."""

    heading: str
    """重点任务: the headings above it, one a line."""

    text: str
    """具体举措: its own words."""

    lead: str
    """牵头单位."""

    responsible: str
    """责任单位."""

    support: str
    """配合单位."""

    deadline: str
    """完成时限: the words of the text."""

    targets: str
    """目标."""


def task_cells(task: Task) -> TaskCells:
    """Return the words of a task.

    A lead that a rule of the document gives and no clause states, and bodies that a
    row of a table has from the row above, are marked （推定）; a body that guides
    stands among those that help, marked （指导）; 等 closes a list that the clause
    leaves open. Of the quantities only those that are planned are targets.
    """
    lead = _names(task, task.lead)
    inferred = task.inferred_lead
    if inferred is not None:
        lead = "、".join(part for part in (lead, inferred.name + _INFERRED) if part)
    responsible = _names(task, task.responsible)
    support = _names(task, task.support)
    if task.open_list:
        # 等 closes the last list of the clause.
        if support:
            support += "等"
        elif responsible:
            responsible += "等"
        elif lead:
            lead += "等"
    mark = _INFERRED * task.inferred_bodies
    guides = "、".join(f"{body.name}（指导）{mark}" for body in task.guide)
    return TaskCells(
        heading(task),
        task.text,
        lead,
        responsible,
        "、".join(part for part in (support, guides) if part),
        task.deadline or "",
        targets_of(task),
    )


def sign_of(item: Target) -> str:
    """Return the sign of how a figure bounds what it measures; nothing for equal."""
    return _SIGNS[item.comparator]


def _names(task: Task, bodies: Iterable[OrganizationMention]) -> str:
    """Join the names of bodies as a clause does; those that are inferred say so."""
    mark = _INFERRED * task.inferred_bodies
    return "、".join(body.name + mark for body in bodies)


def _target(item: Target) -> str:
    """Write one target."""
    low, high, unit = item.low, item.high, item.unit
    if unit.endswith("分之"):  # 五分之四 is 80%
        low, high, unit = item.normalized.low, item.normalized.high, "%"
    figure = f"{low:f}" if low == high else f"{low:f}—{high:f}"
    year = item.year or item.inferred_year
    name = item.name or ""
    pace = item.period if item.period in PACES and item.period not in name else None
    return "".join(
        (
            name,
            pace or "",
            _CHANGES[item.change] if item.change else "",
            _SIGNS[item.comparator],
            figure,
            unit,
            f"（{year}年）" if year else "",
        )
    )
