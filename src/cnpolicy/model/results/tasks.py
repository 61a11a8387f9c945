"""The task: one measure of a document, as one row of a 任务分工表.

Defines `Task`, made by `analysis.tasks`, and the two views of many, made by
`analysis.task_views`.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from attrs import field, frozen

from cnpolicy.model.responsibilities import Person, Role
from cnpolicy.model.results.citations import Citation
from cnpolicy.model.results.deadlines import Deadline
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.targets import Target
from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import NOWHERE, Span


@shown
@frozen(repr=False)
class Task:
    """One measure: who does what, by when, with which target."""

    SHOWN: ClassVar = (
        "number",
        "title",
        "lead",
        "responsible",
        "support",
    )

    number: tuple[str, ...]
    """The marks of the headings above it, as written: 三、 (四)."""

    path: tuple[str, ...]
    """The titles of these headings, empty where a numbered paragraph has none."""

    title: str | None
    """Its lead sentence, or the title of its section; None without either."""

    text: str
    """Its words, without number, heading and clause; one paragraph a line. The lead
    sentence of a paragraph stays; a heading without text is the text."""

    lead: tuple[OrganizationMention, ...] = ()
    """牵头 bodies, as stated."""

    responsible: tuple[OrganizationMention, ...] = ()
    """Bodies that are 负责 or 责任单位."""

    support: tuple[OrganizationMention, ...] = ()
    """Bodies that are 配合 or 参与."""

    guide: tuple[OrganizationMention, ...] = ()
    """Bodies that 指导."""

    inferred_lead: OrganizationMention | None = None
    """The lead by a rule of the document (列第一位者为牵头单位); never stated."""

    open_list: bool = False
    """Whether the clause leaves its list open by 等."""

    manner: str | None = None
    """How, as written (按职责分工负责); None if the clause does not say."""

    inferred_bodies: bool = False
    """Whether its bodies are those of the table row above, whose cells were empty
    here; as stated if False."""

    persons: tuple[Person, ...] = ()
    """责任领导, 责任人 and the like, who are no bodies."""

    clause_deadline: str | None = None
    """By when, in the words of the clause; None if it does not say."""

    deadlines: tuple[Deadline, ...] = ()
    """Every date and period its text and clause set, in order."""

    targets: tuple[Target, ...] = ()
    """The quantities in its text."""

    citations: tuple[Citation, ...] = ()
    """The documents its text cites."""

    boxes: tuple[str, ...] = ()
    """The boxes in it: 专栏1 高价值专利培育工程."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """What the clause governs; of an unassigned measure, where it stands."""

    clause: Span | None = field(eq=False, repr=False, default=None)
    """Where the clause stands; None if the measure is unassigned."""

    @property
    def assigned(self) -> bool:
        """Tell whether a clause says who does it."""
        return self.clause is not None

    @property
    def deadline(self) -> str | None:
        """By when: the words of the clause, or those of the text; None without."""
        if self.clause_deadline:
            return self.clause_deadline
        words = dict.fromkeys(item.words for item in self._due_by)
        return "；".join(words) or None

    @property
    def due(self) -> datetime.date | None:
        """The last day that the words of `deadline` state; None if they state none."""
        return max((d.date for d in self._due_by if d.date), default=None)

    @property
    def inferred_due(self) -> datetime.date | None:
        """The last day by the date of the document (年内); None if `due` is stated."""
        if self.due is not None:
            return None
        return max((d.inferred for d in self._due_by if d.inferred), default=None)

    @property
    def _due_by(self) -> tuple[Deadline, ...]:
        """The deadlines that the words are of: those of the clause, if it has words.

        A row of a table may have them from a merged cell above.
        """
        if self.clause_deadline is None or self.clause is None:
            return self.deadlines
        own = tuple(d for d in self.deadlines if self.clause.contains(d.span))
        return own or tuple(
            d for d in self.deadlines if d.words == self.clause_deadline
        )

    @property
    def organizations(self) -> tuple[OrganizationMention, ...]:
        """Every body that the clause states, in the order of the roles."""
        return self.lead + self.responsible + self.support + self.guide


ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT, Role.GUIDE)
"""The roles of bodies, the weightiest first."""


@shown
@frozen(repr=False)
class TaskRow:
    """One row of the long form: task 3, 山西省财政厅, responsible."""

    SHOWN: ClassVar = (
        "number",
        "normalized",
        "role",
    )

    number: int
    """Which task it is, counted from 1 in the order they were given."""

    task: Task
    """The task."""

    role: Role | None
    """What the body is in it; None if the task is unassigned."""

    name: str | None
    """The body as written; None if the task is unassigned."""

    normalized: str | None
    """Its full name; None if the task is unassigned."""

    inferred: bool = False
    """Whether the role is by a rule of the document or the table row above, not
    stated."""

    @property
    def title(self) -> str | None:
        """The title of the task; None if it has none."""
        return self.task.title


@shown
@frozen(repr=False)
class BodyTasks:
    """What one body has to do: 山西省市场监督管理局 leads 12 tasks and joins 7."""

    normalized: str
    """Its full name."""

    names: tuple[str, ...]
    """How the documents call it, in the order of the text."""

    group: bool
    """Whether it is a collective: 各市、县人民政府."""

    lead: tuple[Task, ...] = ()
    """Tasks it leads, as stated."""

    inferred_lead: tuple[Task, ...] = ()
    """Tasks it leads by a rule of the document or the table row above."""

    responsible: tuple[Task, ...] = ()
    """Tasks it is responsible for."""

    support: tuple[Task, ...] = ()
    """Tasks it helps with."""

    guide: tuple[Task, ...] = ()
    """Tasks in which it guides others."""

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task that names it, each once: those it leads first."""
        roles = self.lead + self.inferred_lead + self.responsible
        found = {id(task): task for task in roles + self.support + self.guide}
        return tuple(found.values())
