"""Targets: every quantity of a document with what it measures, and when.

In: a finished tree. Out: `Target`s in the order of the text: figure, unit, comparator,
name, change, baseline, year, and whether it is achieved, planned or a condition. What
the text states and what is inferred from the document around it are kept apart.

Quantities are found in leaves; indicator tables are read as tables (`indicators`).
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import field, frozen

from cnpolicy.annotate.kinds import Moment, TargetKind, kind_of
from cnpolicy.annotate.measures import Amount
from cnpolicy.annotate.naming import name_of
from cnpolicy.annotate.passages import Passage, Source, sentences, source_of
from cnpolicy.annotate.quantities import Quantity, quantities_in
from cnpolicy.annotate.settings import Setting
from cnpolicy.annotate.times import Time, TimeForm, times_in
from cnpolicy.annotate.units import Change, Comparator
from cnpolicy.nodes import (
    NOWHERE,
    Addressees,
    AttachmentLine,
    Caption,
    Cell,
    Document,
    DocumentNumber,
    IssueDate,
    Publicity,
    Signature,
    Title,
)
from cnpolicy.spans import Span


@frozen
class Baseline:
    """What a quantity is measured from: 从“十二五”末的2.2件, 较“十三五”."""

    words: str
    """As written, without the preposition: “十二五”末的2.2件."""

    low: Decimal | None = None
    """The lower end of its figure, in the unit of the target; None without figure."""

    high: Decimal | None = None
    """The upper end of its figure; None without figure."""

    year: int | None = None
    """Its year: 2015 for “十二五”末; None if it names none."""

    span: Span = field(eq=False, repr=False, default=NOWHERE)
    """Where its words stand."""


@frozen
class Target:
    """A quantity with what it measures: `有效注册商标总量超过8.5万件`."""

    quantity: Span
    """From the first digit to behind the unit."""

    low: Decimal
    """The lower end as written: 8.5 in 8.5万件, 1 in 1~2个."""

    high: Decimal
    """The upper end as written; equal to `low` if it is no range."""

    unit: str
    """The unit as written, with its magnitude: 万件; empty if a table gives none."""

    normalized: Amount
    """The same without magnitude: 85000 件."""

    comparator: Comparator = Comparator.EQUAL
    """How the figure bounds what it measures."""

    name: str | None = None
    """What it measures, as written; None if the sentence does not tell."""

    name_span: Span | None = field(eq=False, repr=False, default=None)
    """Where the name stands; None without name."""

    change: Change | None = None
    """Which way it moves (增长60.3%); None if it is a level (达到10件)."""

    baseline: Baseline | None = None
    """What it is measured from; None if the text does not say."""

    year: int | None = None
    """The year it holds for, as its sentence states; None if it states none."""

    inferred_year: int | None = None
    """The year by the paragraph, the section or the plan; None if stated or unknown."""

    period: str | None = None
    """Over what it is counted, as written: 年均, 每年, 累计, “十四五”期间."""

    kind: TargetKind = TargetKind.PLANNED
    """Whether it is achieved, planned, or a condition."""

    attribute: str | None = None
    """约束性 or 预期性; None if the text does not say."""

    scope: Span = field(eq=False, repr=False, default=NOWHERE)
    """The leaf it stands in; of a table, the row."""


# These say what the document is, or belong to a table; none of them sets a target.
_NO_BODY = (
    Addressees,
    AttachmentLine,
    Caption,
    Cell,
    DocumentNumber,
    IssueDate,
    Publicity,
    Signature,
    Title,
)


def targets(document: Document) -> tuple[Target, ...]:
    """Return every quantity with a unit in the body, in the order of the text.

    Dates, document and article numbers, ranks (第3位) and quantities inside the titles
    of cited documents are none. Conditions (投入超过1000万元的企业) are among them, with
    `kind` telling so.

    Law: never raises on content; takes time in proportion to the text.
    """
    source = source_of(document)
    reader = _Reader(source, Setting(document, source))
    found = [
        target
        for passage in source.passages
        if not isinstance(passage.leaf, _NO_BODY)
        for target in reader.read(passage)
    ]
    return tuple(found)


_QUOTED = re.compile(r"《[^《》\r\n]{0,120}》|^[^《》]{0,120}》")
_LONE = 12
_ATTRIBUTE = re.compile(r"[^，,。；;]{0,12}?[（(\[【](?P<attribute>约束性|预期性)")
_COMPARED = re.compile(
    r"(?:[较比](?!重|例|率|值|亚|如|上(?!年))|相较于?|与|同(?!比|时|期|步))"
    r"(?P<words>[^，,。；;：:较比与]{1,24}?)(?:相比|同比)?[ \u3000]*\Z"
)
_REFERENCE = re.compile(r"年|[一二三四五]五|同期|以前|目前|现[在状有]|全国|平均|基[期数]|上[年期]")
_MOVES_FROM = re.compile(r"(?:从|由|自)(?P<words>[^，,。；;：:从由自]{0,30})\Z")
_NEAR = 40


class _Reader:
    """Reads passages one after the other."""

    def __init__(self, source: Source, setting: Setting) -> None:
        self.source = source
        self.setting = setting

    def read(self, passage: Passage) -> Iterator[Target]:
        """Yield the targets of one leaf."""
        view, text = self.source.view, self.source.text
        found = list(quantities_in(view, text, passage.first, passage.end))
        if not found or self.is_cell(passage, found):
            return
        if "》" in passage.leaf.text:
            quoted = [
                match.span()
                for match in _QUOTED.finditer(view[passage.start : passage.end])
            ]
            found = [q for q in found if not _inside(q.span.start - passage.start, quoted)]
        bounds = list(sentences(view, passage.first, passage.end))
        number = 0
        earlier: int | None = None
        sentence: _Sentence | None = None
        for quantity in found:
            while bounds[number].end <= quantity.span.start:
                number += 1
                if sentence is not None:
                    earlier, sentence = sentence.last_year or earlier, None
            if sentence is None:
                sentence = _Sentence(self, passage, bounds[number], earlier)
            yield sentence.target(quantity)

    def is_cell(self, passage: Passage, found: list[Quantity]) -> bool:
        """Tell whether a line is but a figure: a cell of a table that was lost."""
        return len(found) == 1 and not (
            self.source.view[passage.first : found[0].whole.start].strip()
            + self.source.view[found[0].whole.end : passage.end].strip()
        )
