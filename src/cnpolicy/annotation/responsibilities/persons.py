"""Persons that a clause makes responsible, who are no bodies.

In: a clause that has a label of persons (责任领导：, 责任人：), or a row of a table
that has such a column, and the Simplified view of the text. Out: `Person`s, named as
written. A contact (联系人, 电话) is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.annotation.responsibilities.clauses.clause_patterns import CLOSERS, SPACE
from cnpolicy.annotation.responsibilities.clauses.clause_tables import ClauseTables
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.nodes import Cell, Row
from cnpolicy.model.responsibilities import Person, Role
from cnpolicy.model.spans import new_span

_END = lazy(r"[；;。\r\n]")
# A name with what stands in brackets behind it: 王某某（市长、市河长）.
_NAME = lazy(r"[^、，,；;/／（(]+(?:[（(][^（）()]*[）)])?[^、，,；;/／（(]*")
# 张某某　李某, but 副市长 王某某 and 张　某 are one.
_SPACED = lazy(r"[\u4e00-\u9fff]{1,3}[^\W长任记官员师理席](?:\s+[\u4e00-\u9fff]{2,4})+")
_APART = lazy(r"\S+")
_COLUMN = lazy(r"(?:领导|责任人|负责人)(?:[（(].*)?$")
_MARGIN = SPACE + "【】：:"


def persons_in(
    tables: ClauseTables, text: str, simplified: str, start: int, end: int
) -> Iterator[Person]:
    """Yield the persons that the clause at `start:end` names behind a label."""
    labels = list(tables.patterns.label.finditer(simplified, start, end))
    for at, label in enumerate(labels):
        if tables.roles[label["stem"] or label["whole"]] is Role.PERSON:
            after = labels[at + 1].start() if at + 1 < len(labels) else end
            stop = _END.search(simplified, label.end(), after)
            words = label.group().strip(_MARGIN)
            first = label.start() + label.group().find(words)
            yield from _persons(
                text[first : first + len(words)],
                text,
                label.end(),
                _without_closer(
                    simplified, label.end(), stop.start() if stop else after
                ),
            )


def person_columns(header: tuple[Row, ...], simplified: str) -> dict[int, str]:
    """Return the columns of a table that name persons, each with what it is called."""
    found: dict[int, str] = {}
    for row in header:
        for place, cell in enumerate(row.cells):
            words = "".join(simplified[cell.span.start : cell.span.end].split())
            if _COLUMN.search(words):
                found.setdefault(place, "".join(cell.value.split()))
    return found


def persons_of_row(row: Row, columns: dict[int, str], text: str) -> Iterator[Person]:
    """Yield the persons that the cells of a row name."""
    cells: tuple[Cell, ...] = row.cells
    for place, label in columns.items():
        if place < len(cells):
            span = cells[place].span
            yield from _persons(label, text, span.start, span.end)


def _without_closer(simplified: str, start: int, end: int) -> int:
    """Return where words end without the bracket that closes the clause."""
    while start < end and simplified[end - 1] in SPACE:
        end -= 1
    words = simplified[start:end]
    opened = sum(words.count(sign) for sign in "（([【")
    closed = sum(words.count(sign) for sign in "）)]】")
    if closed > opened and words[-1] in CLOSERS:
        end -= 1
    return end


def _persons(label: str, text: str, start: int, end: int) -> Iterator[Person]:
    """Yield the persons in a list of names."""
    for match in _NAME.finditer(text, start, end):
        if _SPACED.fullmatch(match.group().strip()):
            apart = _APART.finditer(text, *match.span())
            places = [name.span() for name in apart]
        else:
            places = [match.span()]
        for left, right in places:
            words = text[left:right]
            name = words.strip(SPACE + "。")
            if name:
                first = left + words.find(name)
                yield Person(name, label, new_span((first, first + len(name))))
