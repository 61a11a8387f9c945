"""References: places of documents that a text points to.

Defines the classes of a reference and of the steps that lead to its place.
"""

from enum import Enum
from typing import NamedTuple

from attrs import field, frozen

from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import NOWHERE, Span


class Unit(Enum):
    """What a step of a reference counts."""

    PART = "编"
    """编, 篇 or 部分."""

    SUBPART = "分编"
    """分编, a part of a 编."""

    CHAPTER = "章"
    """章."""

    SECTION = "节"
    """节."""

    ARTICLE = "条"
    """条."""

    PARAGRAPH = "款"
    """款: a paragraph of an article, which has no number of its own."""

    ITEM = "项"
    """项: （一） below an article."""

    SUBITEM = "目"
    """目: 1. below an item."""

    BOX = "专栏"
    """专栏2, 重点工程3."""

    ATTACHMENT = "附件"
    """附件1."""

    TABLE = "表"
    """表1, 附表2."""

    FIGURE = "图"
    """图1, 附图2."""


class Pinpoint(NamedTuple):
    """One step of a reference: the 第十九条 of 第十九条第二款."""

    unit: Unit
    """What is counted."""

    ordinal: int
    """Which one, from 1; 0 in 本条, -1 in 前款, -2 for the first of 前两款."""

    inserted: int = 0
    """The 1 of 第十九条之一; 0 without one."""


@shown
@frozen(repr=False)
class Reference:
    """A place that the text points to: 本办法第六条, 前款, 《条例》第十九条, 专栏2."""

    text: str
    """The words that point, without space: 第十九条第二款."""

    document: str | None
    """The other document it stands in, by its title between 《》 or by its name as
    written (行政处罚法); None if it is this one, or the text does not say which."""

    path: tuple[Pinpoint, ...]
    """The steps, from the outside in, as far as the text says them."""

    target: Span | None = field(eq=False, default=None)
    """Where the place stands in this text: `node.span` of the section, paragraph, box,
    attachment or caption; None if it is not in this text."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where the words stand; from the 《 on if a title is part of them."""
