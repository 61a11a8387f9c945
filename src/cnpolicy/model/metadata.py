"""What is said about a document beside its tree.

Defines the class of the metadata, and the names of scripts and layouts.
"""

from __future__ import annotations

import datetime
from enum import Enum

from attrs import frozen

from cnpolicy.model.short_repr import shown


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


@shown
@frozen(repr=False)
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

    signers: tuple[str, ...] = ()
    """签发人: the persons who answer for a report to a higher body, 签发人：李某."""
