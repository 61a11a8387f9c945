"""Who does what.

Defines the classes of a responsibility and of a body named in it, and the roles that a
body can have. Each place is a span in the text given to `parse`; spans take no part in
equality. What is stated and what is inferred are kept apart.
"""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import NOWHERE, Span


@shown
@frozen(repr=False)
class Organization:
    """A body named in a responsibility clause: `省市場監管局`, exactly as written."""

    name: str
    """The name as written."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where it stands."""


@shown
@frozen(repr=False)
class Person:
    """A person whom a clause makes responsible: the 王某某 of `责任领导：王某某`."""

    name: str
    """The name as written, with what stands in brackets behind it."""

    label: str
    """What the clause calls the person: 责任领导, 责任人, 分管副市长."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where the name stands."""


@shown
@frozen(repr=False)
class Responsibility:
    """Who does what: `（省市场监管局牵头，省法院、省司法厅等按职责分工负责）`."""

    clause: Span
    """The clause with its brackets or label."""

    lead: tuple[Organization, ...] = ()
    """牵头 bodies, as stated."""

    responsible: tuple[Organization, ...] = ()
    """Bodies that are 负责 or 责任单位."""

    support: tuple[Organization, ...] = ()
    """Bodies that are 配合 or 参与."""

    guide: tuple[Organization, ...] = ()
    """Bodies that 指导."""

    open_list: bool = False
    """Whether the list is left open by 等."""

    manner: str | None = None
    """How, as written (按职责分工负责); None if it only says 负责 or nothing."""

    deadline: str | None = None
    """By when, as written (2019年6月底前); None if the clause does not say."""

    scope: Span = NOWHERE
    """What the clause governs: its paragraph, or the section it closes."""

    inferred_lead: Organization | None = None
    """The lead by a rule of the document (列第一位者为牵头单位，下同); never stated."""

    persons: tuple[Person, ...] = ()
    """责任领导, 责任人 and the like, who are no bodies; in the order of the text."""

    inferred_bodies: bool = False
    """Whether its bodies are those of the table row above, since its own cells are
    empty and the text does not say which are merged; stated if False."""

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """Every body of the clause, in the order of the text."""
        everyone = self.lead + self.responsible + self.support + self.guide
        return tuple(sorted(everyone, key=lambda body: body.span))


class Role(Enum):
    """What a label or a verb of a clause says of the words it governs."""

    LEAD = "lead"
    """牵头: the bodies lead."""

    RESPONSIBLE = "responsible"
    """负责, 责任单位: the bodies are responsible."""

    SUPPORT = "support"
    """配合, 参与: the bodies help."""

    GUIDE = "guide"
    """指导: the bodies guide others."""

    DEADLINE = "deadline"
    """完成时限: what follows is a date, not a body."""

    PERSON = "person"
    """责任人, 责任领导: what follows are persons, who are no bodies."""

    CONTACT = "contact"
    """联系人, 电话: what follows tells whom to ask, and makes nobody responsible."""


NO_BODIES = frozenset({Role.DEADLINE, Role.PERSON, Role.CONTACT})
"""What a label can say that names no body."""
