"""Tasks that stand in a table: what the columns beside the bodies say.

In: rows of tables, and tasks. Out: the words of the number, the heading and the measure
of a row; and the tasks again, those of rows that only repeat a measure of the text
merged with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from attrs import evolve

from cnpolicy.annotation.document_text import TreePath
from cnpolicy.annotation.organizations.jurisdictions import simplified_words
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.marker_syntax import marker_at
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.model.metadata import Script
from cnpolicy.model.nodes import Row, Table
from cnpolicy.model.results.tasks import Task
from cnpolicy.model.row_kinds import RowKind
from cnpolicy.model.spans import Span

# What columns are called. The last column that fits holds the measure (具体举措 behind
# 重点任务), the first one the heading above it.
_NUMBER = lazy(r"序号|编号|编码")
_TASK = lazy(
    r"任务|举措|措施|内容|事项|项目|工作|要点|目标任务|名称|指标|分类|类别|领域"
)
_NO_TASK = lazy(r"单位|部门|责任|牵头|配合|时限|时间|期限|进度|备注|领导|联系|分工")
_LOOSE = lazy(r"[\s。．.,，、；;：:（）()“”\"]+")


class RowWords(NamedTuple):
    """What a row says beside who does it."""

    number: str
    """Its number as written; empty if the table has none."""

    heading: str
    """What stands above its measure: 重点任务; empty if there is only one column."""

    measure: str
    """The measure itself; empty if no column holds one."""

    group_numbers: tuple[str, ...] = ()
    """The numbers of the groups of rows it stands in; empty where one has none."""

    group_titles: tuple[str, ...] = ()
    """Their titles."""

    inherited: tuple[Span, ...] = ()
    """Where words stand that merged cells of rows above say for this one, too."""


class _Group(NamedTuple):
    """An open group of rows: 一、知识产权保护方面."""

    number: str
    title: str
    style: MarkerStyle | None


class TaskTables:
    """Reads the rows of task tables, each table once."""

    def __init__(self) -> None:
        """Begin without any table."""
        self._rows: dict[int, dict[int, RowWords]] = {}

    def row(self, place: TreePath) -> RowWords | None:
        """Return the words of the row that a cell stands in; None outside tables."""
        row = place.node
        table = place.up.node if place.up else None
        if not isinstance(row, Row) or not isinstance(table, Table):
            return None
        if id(table) not in self._rows:
            self._rows[id(table)] = _read(table)
        return self._rows[id(table)].get(id(row))


def _read(table: Table) -> dict[int, RowWords]:
    """Read every row; an empty cell of the heading repeats the one above it."""
    plain = [
        "".join(simplified_words(name, Script.MIXED).split()) for name in table.columns
    ]
    numbers = [at for at, name in enumerate(plain) if _NUMBER.search(name)]
    words = [
        at
        for at, name in enumerate(plain)
        if _TASK.search(name) and not _NO_TASK.search(name) and at not in numbers
    ]
    found: dict[int, RowWords] = {}
    above = ""
    groups: list[_Group] = []
    opened = False  # whether a title of a group stands right above
    for row in table.rows[table.header_rows :]:
        if row.kind is RowKind.GROUP:
            _open_group(groups, row.cells[0].value, opened)
            above, opened = "", True
        if row.kind is not RowKind.DATA:
            continue
        opened = False
        cells = [cell.value for cell in row.cells]

        def cell_of(at: int, cells: list[str] = cells) -> str:
            return cells[at].strip() if at < len(cells) else ""

        above = (cell_of(words[0]) if len(words) > 1 else "") or above
        found[id(row)] = RowWords(
            cell_of(numbers[0]) if numbers else "",
            above,
            cell_of(words[-1]) if words else "",
            tuple(group.number for group in groups),
            tuple(group.title for group in groups),
            tuple(cell.value_span for cell in row.cells if cell.value_span),
        )
    return found


def _open_group(groups: list[_Group], words: str, nested: bool) -> None:
    """Open a group of rows; one of a style that is open already closes it.

    `nested` tells that the title of the group around it stands right above.
    """
    marker = marker_at(simplified_words(words, Script.MIXED), 0, words)
    style = marker.style if marker is not None and marker.ordinal else None
    at = next((i for i, group in enumerate(groups) if group.style is style), None)
    if at is not None:
        del groups[at:]
    elif not nested and style is None:
        groups.clear()
    if marker is None or style is None:
        groups.append(_Group("", words, None))
    else:
        groups.append(_Group(marker.text, words[marker.span.end :].strip(), style))


def merge_rows(tasks: Iterable[Task], rows: Iterable[Task]) -> list[Task]:
    """Give the measures of the text the bodies that a table names for them.

    `rows` are the tasks of table rows. One whose measure has the words or the title of
    a single unassigned task is that task: it keeps its place and its words. The others
    are tasks of their own.
    """
    found = list(tasks)
    rows = list(rows)
    by_words: dict[str, list[int]] = {}
    for index, task in enumerate(found):
        if not task.assigned:
            for words in {_key(task.text), _key(task.title or "")} - {""}:
                by_words.setdefault(words, []).append(index)
    headings = Counter(_key(row.title or "") for row in rows)
    for row in rows:
        title = _key(row.title or "")
        keys = [_key(row.text)] + ([title] if headings[title] == 1 else [])
        places = next((by_words[key] for key in keys if key in by_words), [])
        if len(places) != 1 or found[places[0]].assigned:
            found.append(row)
            continue
        task = found[places[0]]
        found[places[0]] = evolve(
            row,
            number=task.number,
            path=task.path,
            title=task.title,
            text=task.text,
            deadlines=task.deadlines + row.deadlines,
            targets=task.targets + row.targets,
            citations=task.citations + row.citations,
            boxes=task.boxes,
            span=task.span,
        )
    return found


def _key(words: str) -> str:
    """Return words as they are compared: without space and punctuation."""
    return _LOOSE.sub("", words)
