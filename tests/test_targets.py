"""Targets: what is measured, how much, how it is bounded, and when."""

import gc
import weakref
from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import Cell, Document, Leaf, Paragraph, Row, Table, parse, unparse, walk
from cnpolicy.annotation.targets.figures.decimals import han_figure, plain_figure
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.lexical.numerals import to_han
from cnpolicy.model.results.targets import Comparator, Target
from cnpolicy.vocabulary.quantity_words import (
    BOUNDS,
    CLOSES,
    CONVERSIONS,
    GUARDED_UNITS,
    LATIN_UNITS,
    LONG_UNITS,
    PLAIN_UNITS,
)
from support import hostile_texts as hostile
from support import strategies
from support.golden_tables import seed
from support.jsonl import DATA, rows
from support.row_batches import about, batched

CASES = rows("targets.jsonl")
SEED_ROWS = rows("seed_quantities.jsonl")


def said(target: Target, text: str, keys: set[str]) -> dict[str, Any]:
    """What a target says, in the terms of the tables."""
    baseline = target.baseline
    everything = {
        "text": target.quantity.of(text),
        "low": str(target.low),
        "high": str(target.high),
        "unit": target.unit,
        "comparator": target.comparator.value,
        "normalized": [str(target.normalized.low), target.normalized.unit],
        "name": target.name,
        "change": target.change.value if target.change else None,
        "kind": target.kind.value,
        "year": target.year,
        "inferred_year": target.inferred_year,
        "period": target.period,
        "attribute": target.attribute,
        "per": target.per,
        "whole": target.whole,
        "baseline": None
        if baseline is None
        else [
            baseline.words,
            None if baseline.low is None else str(baseline.low),
            baseline.year,
        ],
    }
    return {key: everything[key] for key in everything if key in keys}


# ------------------------------------------------------------------------------ tables


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_sentence(case: dict[str, Any]) -> None:
    """Each sentence of the table holds its quantities and no others."""
    found = targets(parse(case["text"]))
    expected = case["targets"]
    assert [t.quantity.of(case["text"]) for t in found] == [e["text"] for e in expected]
    for target, row in zip(found, expected, strict=True):
        assert said(target, case["text"], set(row)) == row


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_seed(number: str) -> None:
    """The seeds hold the quantities that were found by hand, and no others."""
    document = seed(number)
    expected = [row for row in SEED_ROWS if row["seed"] == number]
    found = [
        {
            "seed": number,
            "at": target.quantity.start,
            "low": target.low,
            "high": target.high,
            "unit": target.unit,
            "comparator": target.comparator.value,
            "kind": target.kind.value,
            "change": target.change is not None,
        }
        for target in targets(document)
    ]
    for row in expected:
        row = {**row, "low": Decimal(row["low"]), "high": Decimal(row["high"])}
        del row["text"]
        assert row in found
    assert len(found) == len(expected)


# --------------------------------------------------------------------- indicator tables


def table(*lines: str, header_rows: int = 1) -> Document:
    """A document with one table, its cells given with | between."""
    rows_of = []
    for line in lines:
        values = line.split("|")
        ends = ["\t"] * (len(values) - 1) + ["\n"]
        cells = [
            Cell(value + end, value) for value, end in zip(values, ends, strict=True)
        ]
        rows_of.append(Row(tuple(cells)))
    return Document((Table(tuple(rows_of), header_rows=header_rows),))


def test_an_indicator_table() -> None:
    """A row gives what was and what is to be, the one as baseline of the other."""
    document = table(
        "序号|指标名称|单位|2020年现状|2025年目标|属性",
        "1|粮食综合生产能力|万吨|1075|≥1075|约束性",
        "2|肉类总产量|万吨|158|180左右|预期性",
    )
    text = unparse(document)
    found = targets(document)
    assert [t.quantity.of(text) for t in found] == ["1075", "1075", "158", "180"]
    assert [t.kind.value for t in found] == ["achieved", "planned"] * 2
    assert [t.year for t in found] == [2020, 2025] * 2
    assert [t.comparator.value for t in found] == ["=", ">=", "=", "≈"]
    assert {t.unit for t in found} == {"万吨"}
    assert found[3].normalized.low == Decimal(1_800_000)
    assert found[3].baseline is not None
    assert found[3].baseline.low == Decimal(158)
    assert found[3].baseline.year == 2020
    assert found[3].name == "肉类总产量"
    assert found[3].name_span is not None
    assert found[3].name_span.of(text) == "肉类总产量"
    assert [t.attribute for t in found] == ["约束性"] * 2 + ["预期性"] * 2
    assert found[0].scope.of(text).startswith("1\t粮食")


def test_a_table_of_tasks_is_no_table_of_indicators() -> None:
    """Its deadlines are no figures; the figures of its measures are."""
    found = targets(
        table(
            "重点任务|具体举措|牵头单位|完成时限",
            "强化创造|新建示范中心10家|市科技局|2023年12月底",
            "强化保护|查处案件500件以上|市公安局|每年",
        )
    )
    assert [(t.name, str(t.low), t.unit) for t in found] == [
        ("示范中心", "10", "家"),
        ("案件", "500", "件"),
    ]


def test_units_and_brackets_of_a_table() -> None:
    """The unit may stand in the cell or behind the name; [1000] is a sum of years."""
    found = targets(
        table(
            "指标|2020年|2025年|年均增长|指标性质",
            "城镇化率（%）|60.5|65以上|——|预期性",
            "新增就业（万人）|-|[1000]|8%左右|约束性",
        )
    )
    assert [(t.name, str(t.low), t.unit, t.period) for t in found] == [
        ("城镇化率", "60.5", "%", None),
        ("城镇化率", "65", "%", None),
        ("新增就业", "1000", "万人", "累计"),
        ("新增就业", "8", "%", "年均"),
    ]


def test_a_heading_over_two_rows() -> None:
    """The rows of a heading are read together."""
    document = table(
        "指标|单位|规划|规划|属性",
        "|||2025年|",
        "专利|件|3|5|预期性",
        header_rows=2,
    )
    assert [(t.name, t.year) for t in targets(document)] == [
        ("专利", None),
        ("专利", 2025),
    ]


def test_merged_cells_on_the_left() -> None:
    """A cell that spans rows is missing in some of them: the right side still fits."""
    found = targets(
        table(
            "序号|类别|指标|单位|2020年|2025年",
            "1|治理|达标率|%|80|95",
            "2|覆盖率|%|46|100",
        )
    )
    assert [(t.name, str(t.low)) for t in found] == [
        ("达标率", "80"),
        ("达标率", "95"),
        ("覆盖率", "46"),
        ("覆盖率", "100"),
    ]


def test_a_row_that_fits_no_column_is_left_out() -> None:
    """What cannot be told is not guessed."""
    found = targets(
        table("指标|单位|2020年|2025年", "海绵城市|%|设区市≥25|县级市≥20|其他≥15|多")
    )
    assert found == ()


def test_cells_of_other_tables_are_read_as_text() -> None:
    """A table of tasks has no figures in columns, but its cells speak of them."""
    document = table("任务|责任单位", "新建示范区3个|市财政局", "5个|各区县")
    assert [str(t.low) for t in targets(document)] == ["3"]


# -------------------------------------------------------------------------- properties

_NAMES = ("发明专利拥有量", "高新技术企业", "森林覆盖率", "公路里程")
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 10**8, "万亿": 10**12}
_UNITS = ("件", "家", "亩", "公里", "人次", "立方米/小时", "台（套）", "元")


@st.composite
def made(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A clause with one quantity, and what it must say."""
    low = draw(st.decimals(0, 999_999, places=draw(st.integers(0, 3))))
    ranged = draw(st.booleans())
    high = low + draw(st.integers(1, 50)) if ranged else low
    scale = draw(st.sampled_from(sorted(_SCALES)))
    unit = draw(st.sampled_from(_UNITS))
    before = draw(
        st.sampled_from([(word, sign) for sign, ws in BOUNDS.items() for word in ws])
        | st.just(("", None))
    )
    after = ("", None)
    if not before[0]:
        choices = [
            (w, s) for s, ws in CLOSES.items() for w in ws if w not in "≤≥＜＞内"
        ]
        after = draw(st.sampled_from(choices) | st.just(("", None)))
    dash = draw(st.sampled_from(("~", "—", "-", "～", "至")))
    figure = f"{low}{dash}{high}" if ranged else str(low)
    space = draw(st.sampled_from(("", " ")))
    quantity = f"{figure}{space}{scale}{unit}"
    name = draw(st.sampled_from(_NAMES))
    text = f"{name}{before[0]}{quantity}{after[0]}。"
    return text, {
        "quantity": quantity,
        "low": low,
        "high": high,
        "unit": scale + unit,
        "factor": _SCALES[scale],
        "comparator": before[1] or after[1] or Comparator.EQUAL,
    }


@pytest.mark.law
@given(made())
def test_a_made_quantity_comes_back(case: tuple[str, dict[str, Any]]) -> None:
    """What was written is read: place, ends, unit, comparator, without magnitude."""
    text, expected = case
    [target] = targets(parse(text))
    assert target.quantity.of(text) == expected["quantity"]
    assert (target.low, target.high) == (expected["low"], expected["high"])
    assert target.unit == expected["unit"]
    assert target.comparator is expected["comparator"]
    assert target.normalized.low == expected["low"] * expected["factor"]
    assert target.normalized.high == expected["high"] * expected["factor"]
    assert target.change is None


def test_every_unit() -> None:
    """Each unit of the tables is read behind a figure."""
    for unit in (*LONG_UNITS, *PLAIN_UNITS, *GUARDED_UNITS, *LATIN_UNITS):
        [target] = targets(parse(f"办理时限达到12{unit}，。"))
        assert target.unit == unit
        assert target.normalized.unit == CONVERSIONS.get(unit, (None, unit))[1]


def test_every_guard() -> None:
    """A unit that begins another word is none there: 10分钟 are no 10分."""
    for unit, others in GUARDED_UNITS.items():
        for other in others:
            found = targets(parse(f"总量12{unit}{other}，。"))
            assert all(target.unit != unit for target in found), unit + other


@given(st.integers(1, 9999), st.sampled_from(("以上", "左右", "以内")))
def test_han_numerals(value: int, close: str) -> None:
    """A bounded figure in Han numerals has its value."""
    [target] = targets(parse(f"培育企业{to_han(value)}家{close}。"))
    assert target.low == target.high == value


@given(
    st.one_of(
        strategies.anything,
        strategies.vocabulary,
        strategies.edited(),
        st.text(
            "0123456789.，、。年月日%万亿个件一二百分之至到超过以上从增长《》约~—\n ",
            max_size=80,
        ),
    )
)
def test_any_text(text: str) -> None:
    """No text raises; places are right, in order, and begin in a leaf."""
    document = parse(text)
    leaves = [node for node in walk(document) if isinstance(node, Leaf)]
    place = 0
    for target in targets(document):
        assert target.quantity.start >= place
        place = target.quantity.end
        at = target.quantity.start
        assert any(leaf.span.start <= at < leaf.span.end for leaf in leaves)
        assert target.low <= target.high
        assert target.normalized.low <= target.normalized.high
        assert not target.low.is_nan()
        assert target.scope.contains(target.quantity)
        if target.name_span is None:
            assert target.name is None
        else:
            assert target.name
            assert target.scope.contains(target.name_span)
        if target.baseline is not None:
            assert target.baseline.words
        assert target.year is None or target.inferred_year is None


@batched(hostile.BUILDERS)
def test_hostile_texts(rows: Sequence[hostile.Hostile]) -> None:
    """What is made to break readers does not break this one."""
    for row in rows:
        with about(row):
            document = parse(row.build(hostile.SMALL))
            assert targets(document) == targets(document)


def test_an_edited_tree_is_read_as_it_is() -> None:
    """Places are those of `unparse`, also in a tree made by hand."""
    document = Document((Paragraph("新增3个示范区。\n"), Paragraph("新增5个平台。\n")))
    text = unparse(document)
    assert [t.quantity.of(text) for t in targets(document)] == ["3个", "5个"]


def test_a_leaf_of_a_tree_may_be_empty() -> None:
    """Behind a line that goes on, at the end, nothing may stand."""
    document = Document((Paragraph("新增3个示范区，其中一"), Paragraph("")))
    (target,) = targets(document)
    assert target.quantity.of(unparse(document)) == "3个"


def test_a_document_is_let_go() -> None:
    """What is kept of the last document does not keep the document."""
    document = parse("新增3个示范区。\n")
    assert targets(document)
    gone = weakref.ref(document)
    del document
    gc.collect()
    assert gone() is None


# ----------------------------------------------------------------------------- figures


@given(st.integers(0, 10**9), st.integers(0, 999))
def test_figures_in_digits(whole: int, decimals: int) -> None:
    """A figure with groups of three, half-width or full-width, has its value."""
    written = f"{whole:,}.{decimals:03}"
    wide = written.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert (
        plain_figure(written) == plain_figure(wide) == Decimal(f"{whole}.{decimals:03}")
    )


def test_figures_in_han() -> None:
    """万 multiplies what stands before it."""
    for high, low in product((1, 12, 305, 9999), (10, 250, 9999)):
        assert han_figure(f"{to_han(high)}万{to_han(low)}") == high * 10_000 + low
    assert han_figure("三点一四") == Decimal("3.14")
    assert han_figure("十十") is None


# ------------------------------------------------------------------------------- names

NAMED = [
    line.split("\t")
    for line in (DATA / "target_names.tsv").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_a_name_is_what_an_analyst_writes(text: str, names: str) -> None:
    """The examples of docs/accuracy.md: the noun phrase of the first column."""
    assert [t.name or "-" for t in targets(parse(text))] == names.split("|")
