"""Bodies as they are mentioned, with their full names.

Defines the classes of a mention, of a full name, of what it rests on, and of the region
whose document it is.
"""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from cnpolicy.model.responsibilities import Role
from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import NOWHERE, Span


class Basis(Enum):
    """A step from the name as written to the full name."""

    LEXICON = "lexicon"
    """A table has the name."""

    CARRIED = "carried prefix"
    """The place is that of the body before: 省卫生健康委、教育厅 → 省教育厅."""

    JURISDICTION = "jurisdiction"
    """省 or 市, or no place at all, means the place of the document."""

    GROUP = "group"
    """A collective (各市、县人民政府; 有关部门): it stays as it is written."""

    AS_WRITTEN = "as written"
    """No table has the name: it stays as it is written."""


@shown
@frozen(repr=False)
class FullName:
    """What a name means: 省市场监管局 → 山西省市场监督管理局."""

    normalized: str
    """The full name in Simplified characters; the name as written if unknown."""

    basis: tuple[Basis, ...]
    """The steps that led to it, in order."""

    place: Region | None = None
    """The place whose body it is; None for a central, a collective, an unknown one."""

    successor: str | None = None
    """What the body became, with 、 between several; None if it exists."""

    until: int | None = None
    """Year in which it was dissolved or renamed; None if it exists."""

    source: str | None = None
    """Where the lexicon has it from; None if it is not from there."""

    @property
    def group(self) -> bool:
        """Tell whether it is a collective, not one body."""
        return Basis.GROUP in self.basis

    @property
    def resolved(self) -> bool:
        """Tell whether a table gave the name, or it is a known form of a collective."""
        return Basis.AS_WRITTEN not in self.basis


@shown
@frozen(repr=False)
class OrganizationMention:
    """A body where a clause names it, with its role there and its full name."""

    name: str
    """The name as written."""

    role: Role
    """What the clause makes of it."""

    full_name: FullName
    """What the name means."""

    inferred: bool = False
    """Whether the role is by a rule of the document (列第一位者为牵头单位), or by the
    table row above, which an empty cell goes on with; stated if False."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where the name stands."""

    clause: Span = field(eq=False, repr=False, default=NOWHERE)
    """The clause that names it."""

    @property
    def normalized(self) -> str:
        """The full name in Simplified characters."""
        return self.full_name.normalized

    @property
    def group(self) -> bool:
        """Tell whether it is a collective, not one body."""
        return self.full_name.group


@shown
@frozen(repr=False)
class Region:
    """A province, prefecture or county: 淄博市 in 山东省."""

    full: str
    """What stands before a department: 山东省, 淄博市, 杭州市余杭区; empty for the
    whole country."""

    short: str
    """The name without 省, 市, 县: 淄博."""

    level: str
    """省 (also for 自治区, 直辖市), 市 (also for 自治州, 盟, 地区), 县, or 国."""

    parent: str | None = None
    """The place it lies in; None if it lies in none or that is not known."""


NATION = Region("", "", "国")
"""The place of documents of the Party centre, the State Council and its ministries."""
