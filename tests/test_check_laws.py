"""The check on any text: findings stand in it, and mending is done once and for all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import Span, outline, parse
from cnpolicy.checks.checker import check, fix
from cnpolicy.checks.findings import OFFICIAL
from cnpolicy.checks.fixes import mend
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.lexical.numerals import to_han
from cnpolicy.model.spans import position
from support.hostile_texts import BUILDERS, SMALL, Hostile
from support.row_batches import about, batched
from support.strategies import (
    SEEDS,
    anything,
    documents,
    edited,
    numbered_lines,
    seed_text,
    vocabulary,
)

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.txt"))
texts = st.one_of(anything, vocabulary, numbered_lines(), edited())


def assert_check(text: str) -> None:
    """What must hold for every text."""
    document = parse(text)
    findings = check(document)
    whole = Span(0, len(text))
    starts = line_starts(text)
    assert list(findings) == sorted(findings, key=lambda one: (one.span, one.code))
    edits = []
    for item in findings:
        assert whole.contains(item.span)
        assert item.position == position(starts, item.span.start)
        assert item.end == position(starts, item.span.end)
        assert item.severity is OFFICIAL.severities[item.code]
        assert item.message
        assert item.message_zh
        assert item.suggestion != item.span.of(text)
        edits += item.fix
        for edit in item.fix:
            assert whole.contains(edit.span)
            assert edit.span.start < edit.span.end
            assert edit.replacement != edit.span.of(text)
    places = [i for edit in edits for i in range(*edit.span)]
    assert len(places) == len(set(places)), "edits overlap"
    assert_fix(text)


def assert_fix(text: str) -> None:
    """Mending is idempotent and keeps the outline."""
    mended = mend(text, OFFICIAL)
    assert (mended.text == text) == (mended.edits == 0)
    if not mended.edits:
        return
    assert mend(mended.text, OFFICIAL) == (mended.text, 0)
    before, after = (outline(parse(one)) for one in (text, mended.text))
    assert shape(before) == shape(after)


def shape(items: Any) -> list[tuple[int, int, int | None, bool]]:
    """Part, depth and number of each heading, and whether it has a title."""
    return [(x.part, x.depth, x.ordinal, x.title is None) for x in items]


@pytest.mark.law
@given(texts)
def test_any_text(text: str) -> None:
    """Arbitrary text, the library's own words in any order, documents cut about."""
    assert_check(text)


@pytest.mark.law
@given(documents())
def test_generated_documents(made: Any) -> None:
    """Documents whose tree is known."""
    assert_check(made.text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds(path: Path) -> None:
    """Real documents."""
    assert_check(seed_text(path))


@pytest.mark.slow
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_passages(path: Path) -> None:
    """Passages of many documents below one another, as no document is."""
    assert_check(seed_text(path))


@batched(BUILDERS)
def test_hostile(rows: Sequence[Hostile]) -> None:
    """Texts that grow, while they are small."""
    for row in rows:
        with about(row):
            assert_check(row.build(SMALL))


# ------------------------------------------------------- slips put in, and taken out

_SLOTS = ("，", "；", "。", "（试行）", "〔2020〕5号", "、")
_SPOILT = {
    "，": ("，，", ",", "，,"),
    "；": ("；；", ";"),
    "。": ("。。",),
    "（试行）": ("(试行)", "（试行)"),
    "〔2020〕5号": ("[2020]5号", "（2020）5号", "〔2020〕第5号", "〔2020〕005号"),
    "、": ("、、",),
}


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    """A clean plan, and the same with slips that can be mended."""
    clean = ["某市发展规划\n"]
    dirty = ["某市发展规划\n"]
    base = "坚持系统观念，统筹推进（试行），健全机制；完善制度，形成合力。"
    for number in range(1, draw(st.integers(2, 5))):
        mark = to_han(number) + "、"
        wrong = draw(st.sampled_from((mark, mark, to_han(number) + ".")))
        clean.append(f"{mark}总体要求\n{base * 2}\n")
        dirty.append(f"{wrong}总体要求\n{base * 2}\n")
        for item in range(1, draw(st.integers(1, 4))):
            mark = f"（{to_han(item)}）"
            wrong = draw(st.sampled_from((mark, mark, mark + "、")))
            slot = draw(st.sampled_from(_SLOTS))
            bad = draw(st.sampled_from((slot, *_SPOILT[slot])))
            for pieces, one, words in ((clean, mark, slot), (dirty, wrong, bad)):
                pieces.append(f"{one}健全体系。统筹政策{words}推进实施，见成效。\n")
    return "".join(clean), "".join(dirty)


@pytest.mark.law
@given(spoilt())
def test_slips_that_were_put_in_are_taken_out(pair: tuple[str, str]) -> None:
    """Nothing else changes."""
    clean, dirty = pair
    assert fix(clean) == clean
    assert fix(dirty) == clean
