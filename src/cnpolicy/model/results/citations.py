"""Citations: documents that a document names.

Defines the class of a citation, and the roles that it can have.
"""

from enum import StrEnum

from attrs import field, frozen

from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import NOWHERE, Span


class CitationRole(StrEnum):
    """What a document does with the one it names."""

    BASIS = "依据"
    """It rests on it: 根据, 依据, 按照, 依照."""

    CARRIES_OUT = "贯彻落实"
    """It carries it out: 贯彻落实, 实施, 执行."""

    AMENDS = "修订"
    """It changes it: 修订, 修改."""

    MAKES = "制定"
    """It is to make it, or tells that it was made: 制定, 编制, 出台."""

    REPEALS = "废止"
    """It ends it: 废止, 同时废止."""

    ISSUES = "印发"
    """It issues it: 印发, 转发, 发布."""


@shown
@frozen(repr=False)
class Citation:
    """A document that is named: `《…的意见》（国发〔2018〕8号，以下简称《意见》）`."""

    title: str | None
    """What stands between 《 and 》, without space; None if only a 文号 is named."""

    number: str | None = None
    """Its 文号, brackets as 〔〕 and figures half-width; None if it is not given."""

    role: CitationRole | None = None
    """What the document does with it; None if the text does not tell."""

    abbreviation: str | None = None
    """The short name it is given here: 意见; None if it is given none."""

    resolves: str | None = None
    """The title this short name stands for; None if this is no short name."""

    pinpoint: str | None = None
    """The place in it that is meant, without space: 第十九条第二款; None if none is."""

    title_span: Span | None = field(eq=False, repr=False, default=None)
    """Where the title stands, without 《》; None without title."""

    number_span: Span | None = field(eq=False, repr=False, default=None)
    """Where the 文号 stands; None without one."""

    pinpoint_span: Span | None = field(eq=False, repr=False, default=None)
    """Where the place is named; None without one."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """From the 《 to the 》, or behind the bracket that belongs to it."""
