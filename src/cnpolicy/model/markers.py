"""The class of a marker, with the styles and the scripts that it can have."""

from enum import Enum

from attrs import field, frozen

from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import Span


class MarkerStyle(Enum):
    """How a marker is delimited."""

    PART = "part"
    """第一编, 第一篇, 第一部分."""

    SUBPART = "subpart"
    """第一分编, between 编 and 章."""

    CHAPTER = "chapter"
    """第一章."""

    SECTION = "section"
    """第一节."""

    ARTICLE = "article"
    """第一条."""

    COMMA = "comma"
    """一、, 1、 and 甲、."""

    PAREN = "paren"
    """（一）, (1), ㈠."""

    DOT = "dot"
    """1. and 1．, 一., ⒈."""

    DECIMAL = "decimal"
    """1.1, 1.1.1: each component is a level."""

    HALF_PAREN = "half-paren"
    """1） and 一)."""

    CIRCLED = "circled"
    """①."""

    SPACE = "space"
    """1 总则, as decimal documents write their top level."""

    ORDINAL_IS = "ordinal-is"
    """一是, 二是: an enumeration, or a machine-translated 一、."""

    DASH = "dash"
    """—— , -- : an item without number."""

    BULLET = "bullet"
    """•, ●, ·, ◆ …: an item without number."""

    # Members are looked up in tables for every marker; Enum's own hash runs in Python.
    __hash__ = object.__hash__


class NumeralScript(Enum):
    """In which characters a number is written."""

    HAN = "han"
    """十六, 廿, 〇."""

    FORMAL = "formal"
    """壹, 貳, 參: written in full, as on a cheque."""

    ARABIC = "arabic"
    """16 or １６."""

    CIRCLED = "circled"
    """① … ㊿, one character for the whole marker."""

    ROMAN = "roman"
    """Ⅰ … Ⅻ, one character each."""

    STEM = "stem"
    """甲, 乙, 丙: the ten heavenly stems, in Taiwan and in older texts."""

    NONE = "none"
    """No number at all, as in the dash of ——."""

    # Members are looked up in tables for every marker; Enum's own hash runs in Python.
    __hash__ = object.__hash__


@shown
@frozen(repr=False)
class Marker:
    """The number or sign that opens a heading or an item: （四）."""

    text: str
    """As written, without the space around it: `（四）`."""

    style: MarkerStyle
    """How it is delimited."""

    script: NumeralScript
    """In which characters its number is written."""

    ordinal: int | None
    """Its number; of a decimal marker the last component, of 第十条之一 the first;
    None for —— and •."""

    path: tuple[int, ...] = ()
    """All components of a decimal marker (1.2.3 gives 1, 2, 3), or of an article that
    was put in later (第十条之一 gives 10, 1); else empty."""

    span: Span = field(eq=False, repr=False, default=Span(0, 0))
    """Where it stands, delimiters included."""
