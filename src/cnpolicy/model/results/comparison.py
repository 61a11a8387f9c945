"""What a comparison of two documents says: the classes.

Defines `Comparison` and what it is made of; `compare` makes one.
"""

from enum import Enum
from typing import ClassVar

from attrs import field, frozen

from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.targets import Target
from cnpolicy.model.short_repr import html_of, shown
from cnpolicy.model.spans import NOWHERE, Span


class ChangeKind(Enum):
    """What became of a provision."""

    KEPT = "kept"
    """The same words under the same heading, done by the same bodies."""

    CHANGED = "changed"
    """Other words, or other bodies."""

    MOVED = "moved"
    """The same words and bodies under another heading."""

    ADDED = "added"
    """Only in the second document."""

    DROPPED = "dropped"
    """Only in the first document."""


@shown
@frozen(repr=False)
class ComparedProvision:
    """A provision of one of the documents."""

    number: tuple[str, ...]
    """The marks of the headings above it: 三、 (四)."""

    path: tuple[str, ...]
    """The titles of these headings, empty where one has none."""

    title: str | None
    """Its lead sentence, or the title of its section; None without either."""

    text: str
    """Its words, without number and clause."""

    organizations: tuple[OrganizationMention, ...] = field(default=(), repr=False)
    """The bodies that clauses name for it."""

    deadlines: tuple[str, ...] = ()
    """By when, in the words of its clauses and of its text."""

    targets: tuple[Target, ...] = field(default=(), repr=False)
    """The quantities in it."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where it stands in its document."""


@shown
@frozen(repr=False)
class RoleChange:
    """A body that gained or lost a role: + 山西省财政厅 responsible."""

    role: Role
    """The role."""

    normalized: str
    """The full name of the body."""

    added: bool
    """Whether the second document gives it the role; otherwise the first did."""

    inferred: bool = False
    """Whether the role is by a rule of the document, not stated."""


@shown
@frozen(repr=False)
class TargetChange:
    """A target that changed: 发明专利拥有量 10件 → 12件."""

    before: Target | None
    """The target in the first document; None if it is new."""

    after: Target | None
    """The target in the second document; None if it was dropped."""


@shown
@frozen(repr=False)
class Change:
    """What became of one provision."""

    kind: ChangeKind
    """What became of it."""

    before: ComparedProvision | None
    """The provision of the first document; None if it was added."""

    after: ComparedProvision | None
    """The provision of the second document; None if it was dropped."""

    similarity: float
    """How alike the words are, from 0 to 1; 0 if there is only one."""

    moved: bool = False
    """Whether it stands under another heading; also for a changed one."""

    roles: tuple[RoleChange, ...] = ()
    """Bodies that gained or lost a role, those of the first document first."""

    deadline_changed: bool = False
    """Whether its clauses or its text set other deadlines."""

    targets: tuple[TargetChange, ...] = ()
    """Targets that are not the same."""


@shown
@frozen(repr=False)
class Comparison:
    """Two documents side by side."""

    SHOWN: ClassVar = (
        "kept",
        "changed",
        "moved",
        "added",
        "dropped",
    )

    changes: tuple[Change, ...]
    """Every provision of both, in the order of the second document; a dropped one
    stands behind what it followed."""

    def _repr_html_(self) -> str:
        """Show what changed as a table, in a notebook."""
        return html_of("comparison_html", self)

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def kept(self) -> tuple[Change, ...]:
        """What both have."""
        return self.of_kind(ChangeKind.KEPT)

    @property
    def changed(self) -> tuple[Change, ...]:
        """What has other words or other bodies."""
        return self.of_kind(ChangeKind.CHANGED)

    @property
    def moved(self) -> tuple[Change, ...]:
        """What only stands elsewhere."""
        return self.of_kind(ChangeKind.MOVED)

    @property
    def added(self) -> tuple[Change, ...]:
        """What only the second has."""
        return self.of_kind(ChangeKind.ADDED)

    @property
    def dropped(self) -> tuple[Change, ...]:
        """What only the first has."""
        return self.of_kind(ChangeKind.DROPPED)
