"""Deadlines: by when, how often, how long; and what they bind."""

import calendar
import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import Leaf, Span, parse, walk
from cnpolicy.annotation.deadlines.deadlines import LABEL_CORES, deadlines
from cnpolicy.annotation.time_expressions.time_expressions import TimeForm, times_in
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.deadlines import Deadline, DeadlineKind
from cnpolicy.vocabulary.responsibility_words import WORDS
from support import hostile_texts as hostile
from support import strategies
from support.golden_tables import seed
from support.jsonl import rows
from support.row_batches import about, batched

CASES = rows("deadlines.jsonl")


def said(deadline: Deadline, text: str, keys: set[str]) -> dict[str, Any]:
    """What a deadline says, in the terms of the table."""

    def day(date: datetime.date | None) -> str | None:
        return date.isoformat() if date else None

    everything = {
        "words": deadline.words,
        "kind": deadline.kind.value,
        "date": day(deadline.date),
        "start": day(deadline.start),
        "inferred": day(deadline.inferred),
        "unknown": deadline.unknown,
        "scope": deadline.scope.of(text),
    }
    return {key: everything[key] for key in everything if key in keys}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_sentence(case: dict[str, Any]) -> None:
    """Each sentence of the table sets its deadlines and no others."""
    text = case["text"]
    found = deadlines(parse(text))
    expected = case["deadlines"]
    assert [item.words for item in found] == [row["words"] for row in expected]
    for deadline, row in zip(found, expected, strict=True):
        if "scope" in row:
            row = {**row, "scope": row["scope"].strip()}
        told = said(deadline, text, set(row))
        assert {**told, "scope": told.get("scope", "").strip()} == {"scope": "", **row}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", ["2025年"]),
        ("001", ["2025年", "每年", "每年"]),
        ("002", ["2022年", "2025年"]),
        ("003", ["2025年"]),
        ("004", ["“十四五”末", "每年", "每年", "每年", "每年", "每年"]),
    ],
)
def test_a_seed(number: str, expected: list[str]) -> None:
    """The seeds set the deadlines that a reader finds in them."""
    assert [item.words for item in deadlines(seed(number))] == expected


_TAILS = ("底前", "底", "前", "末前")


@pytest.mark.law
@given(
    st.integers(1990, 2060),
    st.integers(1, 12) | st.none(),
    st.sampled_from(_TAILS),
    st.sampled_from(("", " ")),
)
def test_a_made_deadline_comes_back(
    year: int, month: int | None, tail: str, space: str
) -> None:
    """A date that was written is read, to its last day."""
    words = f"{year}{space}年" + (f"{space}{month}{space}月" if month else "") + tail
    text = f"力争{words}完成建设。"
    [deadline] = deadlines(parse(text))
    last = month or 12
    assert deadline.words == "".join(words.split())
    assert deadline.kind is DeadlineKind.BY
    assert deadline.date == datetime.date(
        year, last, calendar.monthrange(year, last)[1]
    )
    assert deadline.scope == Span(0, len(text))


@pytest.mark.law
@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)))
def test_a_made_day_comes_back(day: datetime.date) -> None:
    """A day that was written is that day."""
    text = f"{day.year}年{day.month}月{day.day}日前完成。"
    [deadline] = deadlines(parse(text))
    assert deadline.date == day


@given(st.sampled_from("一二三四五六七八"), st.sampled_from(("", "“")))
def test_five_year_periods(number: str, quote: str) -> None:
    """The tenth plan began in 2001; each lasts five years."""
    words = f"{quote}十{number}五{'”' if quote else ''}期间"
    [time] = times_in(words, 0, len(words))
    assert time.form is TimeForm.PLAN
    assert time.first is not None
    assert time.last is not None
    ordinal = "一二三四五六七八".index(number) + 11
    assert time.first.year == 2001 + 5 * (ordinal - 10)
    assert time.last == datetime.date(time.first.year + 4, 12, 31)


INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
"""Signs without width, which are no part of words."""


@given(
    st.one_of(
        strategies.anything,
        strategies.vocabulary,
        strategies.edited(),
        st.text(
            "0123456789年月日底前内末到至每十四五“”，。；完成时限：持续推进《》\n\t ",
            max_size=80,
        ),
    )
)
def test_any_text(text: str) -> None:
    """No text raises; places are right, in order, and inside one leaf."""
    document = parse(text)
    leaves = [node for node in walk(document) if isinstance(node, Leaf)]
    whole = Span(0, len(text))
    place = 0
    for deadline in deadlines(document):
        assert deadline.span.start >= place
        place = deadline.span.end
        assert any(leaf.span.contains(deadline.span) for leaf in leaves)
        assert whole.contains(deadline.scope)
        assert deadline.scope.contains(deadline.span)
        shown = deadline.span.of(text).translate(INVISIBLE)
        assert deadline.words == "".join(shown.split())
        assert deadline.date is None or deadline.inferred is None
        if deadline.start is not None:
            assert deadline.date is not None
            assert deadline.start <= deadline.date


@batched(hostile.BUILDERS)
def test_hostile_texts(rows: Sequence[hostile.Hostile]) -> None:
    """What is made to break readers does not break this one."""
    for row in rows:
        with about(row):
            document = parse(row.build(hostile.SMALL))
            assert deadlines(document) == deadlines(document)


def test_every_label_is_looked_for() -> None:
    """No label for deadlines lacks what a text is first searched for."""
    for word, role in WORDS.whole_labels:
        if role is Role.DEADLINE:
            assert any(core in word for core in LABEL_CORES), word
