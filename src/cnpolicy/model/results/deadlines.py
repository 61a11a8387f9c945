"""Deadlines: by when, since when, how often.

Defines the class of a deadline, and its kinds.
"""

import datetime
from enum import StrEnum

from attrs import field, frozen

from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import NOWHERE, Span


class DeadlineKind(StrEnum):
    """How a deadline limits what it binds."""

    BY = "by"
    """Up to a day: 2020年底前, 到2025年."""

    IN = "in"
    """Within a time: 年内, 2022年上半年, “十四五”期间, 近期."""

    EVERY = "every"
    """Again and again: 每年, 每半年."""

    CONTINUOUS = "continuous"
    """Without end: 持续推进, 长期坚持."""

    PERIOD_END = "period-end"
    """At the end of a plan: “十四五”末."""


@shown
@frozen(repr=False)
class Deadline:
    """A time by which something is to be done: `2022年12月底前完成`."""

    words: str
    """As written, without space, without the preposition (2025年 of 到2025年)."""

    kind: DeadlineKind
    """How it limits what it binds."""

    date: datetime.date | None = None
    """The last day it means; None if the words alone give none."""

    start: datetime.date | None = None
    """The first day of a period (“十四五”期间); None otherwise."""

    inferred: datetime.date | None = None
    """The last day by the year its sentence names before, by the date of the document,
    or by the one year of its title; None if stated or unknown."""

    unknown: str | None = None
    """What its day hangs on that the text does not tell: 春节, 印发, 成文日期; None if
    the day is known, or the words set none (每年, 持续推进)."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where its words stand."""

    scope: Span = field(eq=False, repr=False, default=NOWHERE)
    """What it binds: the clauses of its sentence, of a label its section or leaf, of a
    table the row."""
