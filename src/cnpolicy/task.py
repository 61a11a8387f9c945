"""The task: one measure of a document, as one row of a 任务分工表.

In: nothing but the notions it gathers. Out: `Task`; made by `tasking`.
"""

from __future__ import annotations

import datetime

from attrs import field, frozen

from cnpolicy.annotate.citations import Citation
from cnpolicy.annotate.deadlines import Deadline
from cnpolicy.annotate.organizations import OrganizationMention
from cnpolicy.annotate.targets import Target
from cnpolicy.annotations import NOWHERE
from cnpolicy.spans import Span


@frozen
class Task:
    """One measure: who does what, by when, with which target."""

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

    deadline: str | None = None
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
    def due(self) -> datetime.date | None:
        """The last day that its text or clause states; None if it states none."""
        return max((d.date for d in self.deadlines if d.date), default=None)

    @property
    def organizations(self) -> tuple[OrganizationMention, ...]:
        """Every body that the clause states, in the order of the roles."""
        return self.lead + self.responsible + self.support + self.guide
