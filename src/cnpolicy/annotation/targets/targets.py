"""Targets: every quantity of a document with what it measures, and when.

In: a finished tree. Out: `Target`s in the order of the text: figure, unit, comparator,
name, change, baseline, year, and whether it is achieved, planned or a condition. What
the text states and what is inferred from the document around it are kept apart.

Quantities are found in leaves; indicator tables are read as tables (`indicators`).
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
from cnpolicy.annotation.flowing_text import FlowingText, flowing_text
from cnpolicy.annotation.targets.figures.denominators import per_of
from cnpolicy.annotation.targets.figures.doubtful_figures import is_whole
from cnpolicy.annotation.targets.figures.listed_figures import ListedFigures
from cnpolicy.annotation.targets.figures.quantities import Quantity, quantities_in
from cnpolicy.annotation.targets.indicator_tables import (
    WIDTH_ABOVE,
    Slot,
    heads_of,
    read_row,
    unit_above,
)
from cnpolicy.annotation.targets.indicator_targets import indicator_targets, words_of
from cnpolicy.annotation.targets.kinds.condition_lists import ConditionLists
from cnpolicy.annotation.targets.kinds.target_kinds import Moment, kind_of
from cnpolicy.annotation.targets.mere_durations import is_mere_duration
from cnpolicy.annotation.targets.target_lines import (
    TargetLine,
    measured,
    moves_on,
    name_in_line,
)
from cnpolicy.annotation.targets.time_in_force import TimeInForce
from cnpolicy.annotation.temporal_context import TemporalContext, temporal_context
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_shapes import CELL_BARS
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import Document, Table
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.results.targets import Direction, Target, TargetKind
from cnpolicy.model.spans import Span


def targets(document: Document) -> Results[Target]:
    """Return every quantity with a unit in the body, in the order of the text.

    Dates, document and article numbers, ranks (第3位) and quantities inside the titles
    of cited documents are none. Conditions (投入超过1000万元的企业) are among them,
    with `kind` telling so.

    Law: never raises on content; takes time in proportion to the text.
    """
    expect(document, Document, "targets")
    source = document_text(document)
    if Target not in source.kept:  # `tasks` asks for them too
        source.kept[Target] = _read(document, source)
    found: Results[Target] = source.kept[Target]
    return found


def _read(document: Document, source: DocumentText) -> Results[Target]:
    """Read the quantities of a document."""
    flow = flowing_text(source)
    reader = _Reader(flow, temporal_context(document, flow))
    found: list[Target] = []
    for table, passages in flow.body():
        if table is not None:
            found += reader.table(table, passages)
            continue
        for passage in passages:
            found += reader.read(passage)
    return Results([_placed(flow, target) for target in found], Target)


def _placed(flow: FlowingText, target: Target) -> Target:
    """A target that was read in the flow, with its places in the text."""
    baseline, name = target.baseline, target.name_span
    return evolve(
        target,
        quantity=flow.real(target.quantity),
        name_span=flow.real(name) if name else None,
        baseline=evolve(baseline, span=flow.real(baseline.span)) if baseline else None,
    )


_SEPARATORS = BLANKS_AND_BREAKS + CELL_BARS
_ATTRIBUTE = lazy(r"[^，,。；;]{0,12}?[（(\[【〔](?P<attribute>约束性|预期性)")


class _Reader:
    """Reads passages one after the other."""

    def __init__(self, source: FlowingText, setting: TemporalContext) -> None:
        self.source = source
        self.setting = setting
        self.lists = ConditionLists(source.simplified)

    def read(self, passage: LeafInContext) -> list[Target]:
        """Return the targets of one leaf."""
        simplified = self.source.simplified
        listed = self.lists.holds(passage)
        found = list(
            quantities_in(simplified, self.source.text, passage.first, passage.end)
        )
        if not found or self._is_cell(passage, found):
            return []
        bounds = sentences(simplified, passage.first, passage.end)
        line = TargetLine(
            passage, listed, TimeInForce(self.source, passage), next(bounds)
        )
        quotes = Quotes(quoted_in(simplified, passage))
        for quantity in found:
            if quotes.hold(quantity.span.start):
                continue
            while line.sentence.end <= quantity.span.start:
                line.sentence = next(bounds)
                line.first = len(line.made)
            line.clock.move(quantity.whole.start, line.sentence.start)
            target = self._target(line, quantity)
            if line.made and moves_on(line.made[-1], target.baseline):
                line.made[-1] = _moved_from(
                    line, line.made[-1], target, self.setting.written
                )
            line.made.append(target)
            line.quantities.append(quantity)
        ListedFigures(
            simplified, self.source.text, line.made, line.quantities, line.clock
        ).settle()
        return [
            target
            for number, (target, quantity) in enumerate(
                zip(line.made, line.quantities, strict=True)
            )
            if not is_mere_duration(
                quantity, words_of(simplified, target.name_span), target.kind
            )
            or target.baseline
            or (number + 1 < len(line.made) and line.made[number + 1].baseline)
        ]

    def table(self, table: TreePath, cells: list[LeafInContext]) -> Iterator[Target]:
        """Yield the targets of a table, read by its columns or cell by cell."""
        node = table.node
        assert isinstance(node, Table)
        kept = set(map(id, (*node.rows[: node.header_rows], *node.body)))
        rows = [
            list(row)
            for place, row in groupby(cells, lambda cell: cell.place)
            if id(place.node) in kept
        ]
        slots = [[self._slot(cell) for cell in row] for row in rows]
        count = node.header_rows
        widths = Counter(len(row) for row in slots[count:])
        width = widths.most_common(1)[0][0] if widths else 0
        heads = heads_of(slots[:count], width, self.setting.present)
        if not heads:
            for cell in cells:
                yield from self.read(cell)
            return
        above = unit_above(self.source.simplified, cells[0].start)
        written: dict[str, str] = {}
        for row, own in zip(rows[count:], slots[count:], strict=True):
            readings = [
                evolve(one, unit=self._as_written(one.unit, cells, written))
                for one in read_row(heads, own, above)
            ]
            span = row[0].place.span
            yield from indicator_targets(
                self.source.text, span, readings, self.setting.horizon
            )

    def _as_written(
        self, unit: str, cells: list[LeafInContext], written: dict[str, str]
    ) -> str:
        """A unit of a table as it is written: 億元; `written` keeps those known."""
        found = written.get(unit)
        if found is None:
            start = max(0, cells[0].start - WIDTH_ABOVE)
            at = self.source.simplified.find(unit, start, cells[-1].end)
            found = self.source.text[at : at + len(unit)] if at >= 0 else unit
            written[unit] = found
        return found

    def _slot(self, cell: LeafInContext) -> Slot:
        """A cell without space and separators."""
        shown = self.source.simplified[cell.start : cell.end]
        words = shown.strip(_SEPARATORS)
        return Slot(cell.start + shown.find(words), words)

    def _is_cell(self, passage: LeafInContext, found: list[Quantity]) -> bool:
        """Tell whether a line is only a figure: a cell of a table that was lost."""
        simplified, whole = self.source.simplified, found[0].whole
        return len(found) == 1 and not (
            simplified[passage.first : whole.start].strip()
            or simplified[whole.end : passage.end].strip()
        )

    def _target(self, line: TargetLine, quantity: Quantity) -> Target:
        """Put together what is said of a quantity."""
        simplified, text = self.source.simplified, self.source.text
        clock, last = line.clock, line.last
        name_span, baseline = measured(self.source, line, quantity)
        change = quantity.change
        if (
            change is None
            and name_span is not None
            and _lowers(simplified, name_span, quantity)
        ):
            change = Direction.DECREASE
        setting = self.setting
        passage = line.passage
        closing = clock.closing_year(quantity.whole.end, line.sentence.end)
        stated = closing or clock.year
        back = setting.looks_back(passage)
        moment = Moment(
            stated or setting.turned(clock.turn),
            setting.present,
            clock.is_past(setting.present) or (clock.turn or 0) < 0,
            clock.follows_past(setting.present),
            back,
            setting.reviews(passage) or (setting.reports and back),
            setting.is_about_goals(passage),
            setting.plans,
            line.listed or self.lists.holds_inline(passage, quantity.whole.start),
            last.kind if last else None,
            bool(line.made)
            and clock.turn is None
            and line.made[-1].kind is TargetKind.ACHIEVED
            and setting.only_tells(passage),
        )
        kind = kind_of(simplified, quantity, line.sentence, moment)
        attribute = _ATTRIBUTE.match(simplified, quantity.whole.end, line.sentence.end)
        return Target(
            quantity=quantity.span,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            normalized=quantity.normalized,
            comparator=quantity.comparator,
            name=name_in_line(self.source, line, name_span, quantity),
            name_span=name_span,
            change=change,
            baseline=baseline,
            year=stated,
            inferred_year=None if stated else self._inferred_year(line, quantity, kind),
            period=quantity.pace or clock.cadence(text, quantity) or clock.plan(text),
            kind=kind,
            per=per_of(simplified, text, quantity, line.sentence.start),
            whole=is_whole(simplified, line.passage, quantity),
            attribute=attribute["attribute"] if attribute else None,
            scope=line.passage.span,
        )

    def _inferred_year(
        self, line: TargetLine, quantity: Quantity, kind: TargetKind
    ) -> int | None:
        """The year a quantity holds for, where its sentence names none."""
        setting, clock = self.setting, line.clock
        if kind is TargetKind.CONDITION:
            return None
        if clock.plan_year is not None:
            return clock.plan_year
        if (turned := setting.turned(clock.turn)) is not None:
            told = setting.told_in_title if clock.turn == 0 else None
            return told if told and setting.looks_back(line.passage) else turned
        said = self.source.simplified[line.sentence.start : quantity.whole.start]
        if kind is TargetKind.ACHIEVED:
            told = setting.past_year(line.passage)
            return told or (None if _UNTIL_NOW.search(said) else clock.earlier)
        if setting.one_year and _AHEAD.search(said):
            return None  # 未来五年, in a plan of one year
        told = setting.past_year(line.passage)
        if told and not clock.earlier and setting.looks_back(line.passage):
            return told  # 预计年内完成…, in a review of that year
        return (
            clock.earlier
            or setting.goal_year(line.passage)
            or setting.goal_before(line.passage)
            or setting.horizon
        )


def _moved_from(
    line: TargetLine, first: Target, then: Target, written: int | None
) -> Target:
    """What a figure is measured from: 由15个工作日|压缩至5个工作日 is what is now."""
    began = line.clock.began or line.clock.base
    year = then.baseline.year if then.baseline else None
    if first.kind is not TargetKind.PLANNED and began is None and year is None:
        return first
    if then.baseline is not None and _AT_PRESENT.match(then.baseline.words):
        # 于2026年由现时8000张增至12000张
        return evolve(first, kind=TargetKind.ACHIEVED, year=None, inferred_year=written)
    return evolve(
        first, kind=TargetKind.ACHIEVED, year=year or began, inferred_year=None
    )


_AT_PRESENT = lazy("目前|[现現][时時在有]|当前")
_UNTIL_NOW = lazy(r"目前|现有|截[至止](?![0-9]{1,2}月)|累计|以来")
_AHEAD = lazy(r"(?:未来|今后)[一二三四五十两0-9]{1,3}个?年")
_LOWERING = ("降低", "减少", "削减", "压减")
_TO = lazy("[到至为]")


def _lowers(simplified: str, name: Span, quantity: Quantity) -> bool:
    """Tell whether a verb before the name lowers it: 降低|企业用能成本|10亿元."""
    return (
        name.end == quantity.whole.start
        and simplified.endswith(_LOWERING, 0, name.start)
        and not _TO.search(simplified, quantity.whole.start, quantity.span.start)
    )
