"""What is said about a document beside its tree.

In: nothing. Out: the attrs classes of responsibilities and metadata, and the names of
scripts and layouts. Each place is a span in the text given to `parse`; spans take no
part in equality. What is stated in the text and what is inferred are kept apart.
"""

from __future__ import annotations

import datetime
from enum import Enum

from attrs import field, frozen

from cnpolicy.spans import Span

NOWHERE = Span(0, 0)
"""The span of a node that was made by hand, not parsed."""


class Script(Enum):
    """In which Chinese script a text is written."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    MIXED = "mixed"
    """Mostly Simplified with some Traditional characters (馀, 後), or the reverse."""


class Layout(Enum):
    """How paragraphs are separated."""

    LINES = "lines"
    """One paragraph a line."""

    RUN_ON = "run-on"
    """Line breaks lost, or turned into spaces."""

    WRAPPED = "wrapped"
    """Hard line breaks inside paragraphs, as a PDF gives them."""

    MIXED = "mixed"
    """More than one of these."""


@frozen
class Organization:
    """A body named in a responsibility clause: `省市場監管局`, exactly as written."""

    name: str
    """The name as written."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where it stands."""


@frozen
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

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """Every body of the clause, in the order of the text."""
        everyone = self.lead + self.responsible + self.support + self.guide
        return tuple(sorted(everyone, key=lambda body: body.span))


@frozen
class Metadata:
    """What the head and the tail of a document say about it; None where silent."""

    title: str | None = None
    """The title of the plan (of the notice, if that is all there is)."""

    notice_title: str | None = None
    """The title of the notice that issues it."""

    issuers: tuple[str, ...] = ()
    """Who signs it."""

    doc_number: str | None = None
    """文号: 国发〔2021〕20号."""

    addressees: str | None = None
    """主送机关, without the colon."""

    date: datetime.date | None = None
    """成文日期."""

    publicity: str | None = None
    """公开属性: 此件公开发布."""

    attachments: tuple[str, ...] = ()
    """The names of its attachments."""
