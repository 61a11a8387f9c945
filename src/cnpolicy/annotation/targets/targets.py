"""Targets: every quantity of a document with what it measures, and when.

In: a finished tree. Out: `Target`s in the order of the text: figure, unit, comparator,
name, change, baseline, year, and whether it is achieved, planned or a condition. What
the text states and what is inferred from the document around it are kept apart.

Quantities are found in leaves; tables of indicators by `indicator_tables`.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from attrs import evolve

from cnpolicy.annotation.document_text import (
    DocumentText,
    LeafInContext,
    Quotes,
    TreePath,
    document_text,
    quoted_in,
    sentences,
)
from cnpolicy.annotation.targets.baselines import baseline_of
from cnpolicy.annotation.targets.indicator_tables import (
    Column,
    Slot,
    TableReading,
    heads_of,
    read_row,
)
from cnpolicy.annotation.targets.quantities import Quantity, quantities_in
from cnpolicy.annotation.targets.target_kinds import Moment, kind_of
from cnpolicy.annotation.targets.target_names import name_of
from cnpolicy.annotation.targets.time_in_force import TimeInForce
from cnpolicy.annotation.temporal_context import TemporalContext, temporal_context
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import Document, Table
from cnpolicy.model.results import Results
from cnpolicy.model.spans import Span
from cnpolicy.model.targets import Baseline, Comparator, Direction, Target, TargetKind


def targets(document: Document) -> Results[Target]:
    """Return every quantity with a unit in the body, in the order of the text.

    Dates, document and article numbers, ranks (第3位) and quantities inside the titles
    of cited documents are none. Conditions (投入超过1000万元的企业) are among them,
    with `kind` telling so.

    Law: never raises on content; takes time in proportion to the text.
    """
    expect(document, Document, "targets")
    source = document_text(document)
    reader = _Reader(source, temporal_context(document, source))
    found: list[Target] = []
    for table, passages in source.body():
        if table is not None:
            found += reader.table(table, passages)
            continue
        for passage in passages:
            found += reader.read(passage)
    return Results(found, Target)


_GROWS = lazy(r"增长|增速|增幅|年增")
_AND = lazy(r"(?:、|，?[且并]|和)[^，,。；;]{0,24}\Z")
_SEPARATORS = " \t\r\n\u3000\xa0|｜│┃║"
_ATTRIBUTE = lazy(r"[^，,。；;]{0,12}?[（(\[【〔](?P<attribute>约束性|预期性)")


class _Reader:
    """Reads passages one after the other."""

    def __init__(self, source: DocumentText, setting: TemporalContext) -> None:
        self.source = source
        self.setting = setting

    def read(self, passage: LeafInContext) -> list[Target]:
        """Return the targets of one leaf."""
        view = self.source.view
        found = list(quantities_in(view, self.source.text, passage.first, passage.end))
        if not found or self._is_cell(passage, found):
            return []
        made: list[Target] = []
        ends: list[int] = []
        clock = TimeInForce(self.source, passage)
        quotes = Quotes(quoted_in(view, passage))
        bounds = sentences(view, passage.first, passage.end)
        sentence = next(bounds)
        last: Target | None = None
        last_quantity: Quantity | None = None
        for quantity in found:
            if quotes.hold(quantity.span.start):
                continue
            while sentence.end <= quantity.span.start:
                sentence = next(bounds)
                last = last_quantity = None
            clock.move(quantity.whole.start, sentence.start)
            last = self._target(passage, sentence, clock, quantity, last, last_quantity)
            if made and _moves_on(made[-1], last):
                # 由15个工作日|压缩至5个工作日: the first is what is now.
                made[-1] = evolve(
                    made[-1],
                    kind=TargetKind.ACHIEVED,
                    year=last.baseline.year if last.baseline else None,
                    inferred_year=None,
                )
            last_quantity = quantity
            made.append(last)
            ends.append(quantity.whole.end)
        return self._conditions(made, ends)

    def _conditions(self, made: list[Target], ends: list[int]) -> list[Target]:
        """Make a bounded target a condition if one is that is listed with it.

        营业收入5亿元以上、研发投入强度5%以上的企业: both mark out the company.
        """
        condition = TargetKind.CONDITION
        for number in range(len(made) - 2, -1, -1):
            target, later = made[number], made[number + 1]
            if (
                later.kind is condition
                and target.kind is not condition
                and target.comparator is not Comparator.EQUAL
                and _AND.match(self.source.view, ends[number], later.quantity.start)
            ):
                made[number] = evolve(target, kind=condition, inferred_year=None)
        return made

    def table(self, table: TreePath, cells: list[LeafInContext]) -> Iterator[Target]:
        """Yield the targets of a table, read by its columns or cell by cell."""
        node = table.node
        assert isinstance(node, Table)
        rows = [list(row) for _, row in groupby(cells, lambda cell: cell.place)]
        slots = [[self._slot(cell) for cell in row] for row in rows]
        count = node.header_rows
        widths = Counter(len(row) for row in slots[count:])
        width = widths.most_common(1)[0][0] if widths else 0
        heads = heads_of(slots[:count], width, self.setting.present)
        if not heads:
            for cell in cells:
                yield from self.read(cell)
            return
        for row, own in zip(rows[count:], slots[count:], strict=True):
            yield from self._row(row[0].place, list(read_row(heads, own)))

    def _slot(self, cell: LeafInContext) -> Slot:
        """A cell without space and separators."""
        shown = self.source.view[cell.start : cell.end]
        words = shown.strip(_SEPARATORS)
        return Slot(cell.start + shown.find(words), words)

    def _row(self, row: TreePath, readings: list[TableReading]) -> Iterator[Target]:
        """Yield the targets of one indicator; its first figure is the baseline."""
        text = self.source.text
        base: Baseline | None = None
        for reading in readings:
            head = reading.head
            name = _words(text, reading.name) or ""
            past = head.column is Column.BASE
            yield Target(
                quantity=reading.quantity,
                low=reading.low,
                high=reading.high,
                unit=reading.unit,
                normalized=reading.normalized,
                comparator=reading.comparator,
                name=f"{name}（{reading.label}）" if reading.label else name,
                name_span=reading.name,
                change=Direction.INCREASE if _GROWS.search(head.words) else None,
                baseline=None if past else base,
                year=head.year,
                inferred_year=None if past or head.year else self.setting.horizon,
                period="累计" if reading.cumulative else head.pace,
                kind=TargetKind.ACHIEVED if past else TargetKind.PLANNED,
                attribute=reading.attribute,
                scope=row.span,
            )
            if past and base is None:
                base = Baseline(
                    _words(text, reading.quantity) or "",
                    reading.low,
                    reading.high,
                    head.year,
                    reading.quantity,
                )

    def _is_cell(self, passage: LeafInContext, found: list[Quantity]) -> bool:
        """Tell whether a line is but a figure: a cell of a table that was lost."""
        view, whole = self.source.view, found[0].whole
        return len(found) == 1 and not (
            view[passage.first : whole.start].strip()
            or view[whole.end : passage.end].strip()
        )

    def _target(
        self,
        passage: LeafInContext,
        sentence: Span,
        clock: TimeInForce,
        quantity: Quantity,
        last: Target | None,
        last_quantity: Quantity | None,
    ) -> Target:
        """Put together what is said of a quantity; `last` is the one before it."""
        view, text = self.source.view, self.source.text
        start = last_quantity.whole.end if last_quantity else sentence.start
        between = view[start : quantity.whole.start].strip(" 、和及与") if last else "-"
        baseline = baseline_of(view, text, sentence, quantity, last_quantity)
        if last is not None and not between:
            name_span = last.name_span  # 55％、70％以上; from 2.2件 to 4.4件
            if start < quantity.whole.start and quantity.change:
                baseline = last.baseline  # a list is measured from one baseline
        else:
            name_span = name_of(view, quantity, start, passage.end)
            behind = name_span is None or name_span.start >= quantity.span.end
            if last is not None and behind and (baseline or quantity.change):
                name_span = last.name_span  # 24500件,比“十二五”期间同比增长60.3%
        change = quantity.change
        if (
            change is None
            and name_span is not None
            and _lowers(view, name_span, quantity)
        ):
            change = Direction.DECREASE
        setting = self.setting
        moment = Moment(
            clock.year,
            setting.present,
            clock.is_past(setting.present),
            setting.looks_back(passage.place),
            last.kind if last else None,
        )
        kind = kind_of(view, quantity, sentence, moment)
        attribute = _ATTRIBUTE.match(view, quantity.whole.end, sentence.end)
        return Target(
            quantity=quantity.span,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            normalized=quantity.normalized,
            comparator=quantity.comparator,
            name=_words(text, name_span),
            name_span=name_span,
            change=change,
            baseline=baseline,
            year=clock.year,
            inferred_year=self._inferred_year(passage, clock, kind),
            period=quantity.pace or clock.cadence(text, quantity) or clock.plan(text),
            kind=kind,
            attribute=attribute["attribute"] if attribute else None,
            scope=passage.span,
        )

    def _inferred_year(
        self, passage: LeafInContext, clock: TimeInForce, kind: TargetKind
    ) -> int | None:
        """The year a quantity holds for, where its sentence names none."""
        if clock.year is not None or kind is TargetKind.CONDITION:
            return None
        if clock.plan_year is not None:
            return clock.plan_year
        if kind is TargetKind.ACHIEVED:
            return None
        return clock.earlier or self.setting.goal_year(passage) or self.setting.horizon


_LOWERING = ("降低", "减少", "削减", "压减")
_TO = lazy("[到至为]")


def _lowers(view: str, name: Span, quantity: Quantity) -> bool:
    """Tell whether a verb before the name lowers it: 降低|企业用能成本|10亿元."""
    return (
        name.end == quantity.whole.start
        and view.endswith(_LOWERING, 0, name.start)
        and not _TO.search(view, quantity.whole.start, quantity.span.start)
    )


def _moves_on(first: Target, then: Target) -> bool:
    """Tell whether a figure is what the next one is measured from."""
    baseline = then.baseline
    return (
        baseline is not None
        and baseline.low is not None
        and baseline.span.end == first.quantity.end
        and first.kind is TargetKind.PLANNED
    )


def _words(text: str, span: Span | None) -> str | None:
    """The words at a place without the space inside; None without a place."""
    return "".join(span.of(text).split()) if span else None
