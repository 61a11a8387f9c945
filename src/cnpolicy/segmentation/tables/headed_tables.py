"""Tables of one cell a line without a column of numbers, known by their head.

In: the words of the lines of a text that are not blank. Out: where such tables stand,
by the lines of their rows. 工作任务, 责任单位 and 完成时限 alone on their lines are the
head; what follows is a table as long as each row has a body where the head names one,
and a time where it names one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.vocabulary.column_words import (
    BODY_HEADS,
    OTHER_HEADS,
    PERSON_HEADS,
    THING_HEADS,
    TIME_HEADS,
)

_COLUMNS = THING_HEADS | BODY_HEADS | TIME_HEADS | PERSON_HEADS | OTHER_HEADS
_FEWEST_COLUMNS = 2
_FEWEST_ROWS = 2
_MOST_COLUMNS = 8
_LONGEST_CELL = 600
_MOST_UNKNOWN = 2
_UNKNOWN = lazy(r"[\u4e00-\u9fff]{2,8}")

_NAME = (
    r"(?:[省市县区州盟旗镇乡各][^，,。；;：:、\s]{1,24}"
    r"|[^，,。；;：:、\s]{1,20}(?:局|委|办|厅|部|会|院|中心|政府|街道|公司|支队|大队))"
)
_NAMES = lazy(rf"{_NAME}(?:[、，,；;\s]{_NAME}){{0,20}}等?")
_TIME = lazy(r"[^。]{0,30}(?:[0-9年月日底]|长期|持续|常态|立即|立行)[^。]{0,30}")


def headed_tables(words: Sequence[str]) -> Iterator[list[range]]:
    """Yield the rows of each table by their lines, the head first.

    Law: takes time in proportion to the words.
    """
    line = 0
    while line < len(words):
        if words[line] not in THING_HEADS:
            line += 1
            continue
        rows = _rows(words, line)
        yield from [rows] if len(rows) > _FEWEST_ROWS else []
        line = rows[-1].stop if rows else line + 1


def _rows(words: Sequence[str], head: int) -> list[range]:
    """The rows of a table whose head begins at a line; the head alone without any."""
    end = _known_end(words, head)
    named = words[head:end]
    if len(named) < _FEWEST_COLUMNS or BODY_HEADS.isdisjoint(named):
        return [range(head, max(end, head + 1))]
    tables = (_with_head(words, head, end + more) for more in range(_MOST_UNKNOWN + 1))
    # A column may be called by a name that no table of heads has: 进展情况.
    return next(
        (rows for rows in tables if len(rows) > _FEWEST_ROWS), [range(head, end)]
    )


def _known_end(words: Sequence[str], head: int) -> int:
    """Where the head of a table ends, by the last name that a table of heads has."""
    end = line = head
    while line < len(words) and line - head < _MOST_COLUMNS:
        if words[line] in _COLUMNS:
            end = line + 1
        elif line - end >= _MOST_UNKNOWN or not _UNKNOWN.fullmatch(words[line]):
            break
        line += 1
    return end


def _with_head(words: Sequence[str], head: int, end: int) -> list[range]:
    """The rows of a table whose head ends at a line, as far as they fit."""
    named = words[head:end]
    rows = [range(head, end)]
    if not all(one in _COLUMNS or _UNKNOWN.fullmatch(one) for one in named):
        return rows
    while end + len(named) <= len(words):
        cells = words[end : end + len(named)]
        if not all(map(_fits, named, cells)):
            break
        rows.append(range(end, end + len(named)))
        end += len(named)
    return rows


def _fits(column: str, cell: str) -> bool:
    """Tell whether a line may be a cell of a column."""
    if column in BODY_HEADS:
        return _NAMES.fullmatch(cell) is not None
    if column in TIME_HEADS:
        return _TIME.fullmatch(cell) is not None
    return len(cell) <= _LONGEST_CELL and cell not in _COLUMNS
