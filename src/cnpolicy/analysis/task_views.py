"""Views of tasks: one row a body, one entry a body.

In: tasks, from one document or from several. Out: `TaskRow`s, the long form of the
task table (a task, a body, a role), and `BodyTasks`, everything one body has to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cnpolicy.model.arguments import expect_all
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.results.tasks import ROLES, BodyTasks, Task, TaskRow


def long_rows(tasks: Iterable[Task]) -> Results[TaskRow]:
    """Return one row for each task, body and role; one without body if unassigned."""
    every = expect_all(tasks, Task, "long_rows")
    numbered = enumerate(every, 1)
    rows = [row for number, task in numbered for row in _rows(number, task)]
    return Results(rows, TaskRow)


def by_organization(tasks: Iterable[Task]) -> Results[BodyTasks]:
    """Return what each body has to do, the body with most tasks first.

    Bodies are told apart by their full names, so that 省市场监管局 and
    山西省市场监管局 are one; bodies with equally many tasks stay in the order of the
    text.
    """
    names: dict[str, dict[str, None]] = {}
    groups: dict[str, bool] = {}
    lists: dict[tuple[str, str], list[Task]] = {}
    for task in expect_all(tasks, Task, "by_organization"):
        for kind, mention in _mentions(task):
            if mention.inferred and mention.role is Role.LEAD:
                kind = "inferred"
            full = mention.normalized
            names.setdefault(full, {})[mention.name] = None
            groups[full] = mention.group
            had = lists.setdefault((full, kind), [])
            if not had or had[-1] is not task:
                had.append(task)
    bodies = (
        BodyTasks(
            full,
            tuple(written),
            groups[full],
            *(
                tuple(lists.get((full, kind), ()))
                for kind in ("lead", "inferred", "responsible", "support", "guide")
            ),
        )
        for full, written in names.items()
    )
    return Results(sorted(bodies, key=lambda body: -len(body.tasks)), BodyTasks)


def _mentions(task: Task) -> Iterator[tuple[str, OrganizationMention]]:
    """Yield the bodies of a task with their roles, the inferred lead apart."""
    for role in ROLES:
        for mention in getattr(task, role.value):
            yield role.value, mention
    if task.inferred_lead is not None:
        yield "inferred", task.inferred_lead


def _rows(number: int, task: Task) -> Iterator[TaskRow]:
    """Yield the long rows of one task."""
    if not task.assigned:
        yield TaskRow(number, task, None, None, None)
    for _, mention in _mentions(task):
        yield TaskRow(
            number,
            task,
            mention.role,
            mention.name,
            mention.normalized,
            mention.inferred,
        )
