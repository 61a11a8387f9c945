"""The targets of a row of a table of indicators.

In: what `indicator_tables` read of it. Out: `Target`s, the first past figure of which
is the baseline of the others.
"""

from collections.abc import Iterator

from cnpolicy.annotation.targets.indicator_tables import Column, TableReading
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.results.targets import Baseline, Direction, Target, TargetKind
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.quantity_words import CHANGES

_GROWS = lazy(r"增长|增速|增幅|年增")
# A cell that tells how much it moves: 提高1岁.
_CHANGE = {word: change for change, words in CHANGES.items() for word in words}


def indicator_targets(
    text: str, scope: Span, readings: list[TableReading], horizon: int | None
) -> Iterator[Target]:
    """Yield the targets of one indicator; its first figure is the baseline.

    `scope` is its row, `horizon` the last year of the plan.
    """
    base: Baseline | None = None
    for reading in readings:
        head = reading.head
        name = words_of(text, reading.name) or ""
        past = head.column is Column.BASE
        moved = _CHANGE.get(reading.label)
        label = "" if moved else reading.label
        if moved is None and _GROWS.search(head.words):
            moved = Direction.INCREASE
        yield Target(
            quantity=reading.quantity,
            low=reading.low,
            high=reading.high,
            unit=reading.unit,
            normalized=reading.normalized,
            comparator=reading.comparator,
            name=f"{name}（{label}）" if label else name,
            name_span=reading.name,
            change=moved,
            baseline=None if past else base,
            year=head.year,
            inferred_year=None if past or head.year else horizon,
            period="累计" if reading.cumulative else head.pace,
            kind=TargetKind.ACHIEVED if past else TargetKind.PLANNED,
            attribute=reading.attribute,
            scope=scope,
        )
        if past and base is None:
            base = Baseline(
                words_of(text, reading.quantity) or "",
                reading.low,
                reading.high,
                head.year,
                reading.quantity,
            )


def words_of(text: str, span: Span | None) -> str | None:
    """The words at a place without the space inside; None without a place."""
    return "".join(span.of(text).split()) if span else None
