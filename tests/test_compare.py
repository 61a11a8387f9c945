"""Two documents side by side: what is the same is kept, what is not is called out."""

import sys
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import CnpolicyError, Document, parse
from cnpolicy.analysis.alignment import Wording, align, likeness
from cnpolicy.analysis.comparison import compare
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.comparison import Change, ChangeKind, Comparison
from support import strategies
from support.golden_tables import seed
from support.hostile_texts import BUILDERS, SMALL, Hostile
from support.row_batches import about, batched

KEPT, CHANGED, MOVED = ChangeKind.KEPT, ChangeKind.CHANGED, ChangeKind.MOVED
ADDED, DROPPED = ChangeKind.ADDED, ChangeKind.DROPPED

PLAN = """\
山西省知识产权规划
一、总体要求
（一）指导思想
坚持以新发展理念为指导，推动知识产权事业高质量发展。
二、主要任务
（二）加强司法保护
完善知识产权审判机制，建设专业化审判队伍。（省法院、省检察院负责）
（三）加强行政保护
健全省市县三级执法联动机制，到2025年查处案件1000件。（省市场监管局牵头）
（四）促进转化运用
培育知识产权运营机构，建设交易平台，发明专利拥有量达到12件。
"""


def after(*edits: tuple[str, str]) -> Comparison:
    """What became of the plan by some edits, each of which must apply."""
    text = PLAN
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return compare(parse(PLAN), parse(text))


def unlike(comparison: Comparison) -> list[Change]:
    """The changes that are not kept provisions."""
    return [change for change in comparison.changes if change.kind is not KEPT]


# --------------------------------------------------------------------------- the law


def all_kept(document: Document) -> None:
    """Assert that a document is the same as itself."""
    changes = compare(document, document).changes
    for change in changes:
        assert change.kind is KEPT, change
        assert change.similarity == 1.0
        assert change.before == change.after
        assert change.before is not None
        assert change.after is not None
        assert change.before.span == change.after.span
        assert (change.moved, change.roles, change.targets) == (False, (), ())
    spans = [change.after.span for change in changes if change.after]
    assert spans == sorted(spans)


@pytest.mark.law
@given(
    st.one_of(
        strategies.vocabulary,
        strategies.edited(),
        strategies.documents().map(lambda made: made.text),
    )
)
def test_a_document_is_the_same_as_itself(text: str) -> None:
    """`compare(d, d)` is all kept."""
    all_kept(parse(text))


@batched(BUILDERS)
def test_hostile_texts_are_the_same_as_themselves(rows: Sequence[Hostile]) -> None:
    """Also a thousand equal lines are paired in order."""
    for hostile in rows:
        with about(hostile):
            all_kept(parse(hostile.build(SMALL)))


@pytest.mark.parametrize(
    ("number", "count"),
    [("000", 40), ("001", 54), ("002", 24), ("003", 69), ("004", 100)],
)
def test_seeds_are_the_same_as_themselves(number: str, count: int) -> None:
    """Every provision of a seed is kept."""
    all_kept(seed(number))
    assert len(compare(seed(number), seed(number)).kept) == count


@given(strategies.edited(), strategies.edited())
def test_every_portion_is_told_of_once(one: str, other: str) -> None:
    """Both documents are told of wholly, whatever they are, and the same both ways."""
    a, b = parse(one), parse(other)
    comparison = compare(a, b)
    old = compare(a, a).changes
    new = compare(b, b).changes
    told = comparison.changes
    assert sorted(c.before.span for c in told if c.before) == sorted(
        c.before.span for c in old if c.before
    )
    assert [c.after.span for c in told if c.after] == [
        c.after.span for c in new if c.after
    ]
    for change in told:
        assert (change.before is None) == (change.kind is ADDED)
        assert (change.after is None) == (change.kind is DROPPED)
        assert 0.0 <= change.similarity <= 1.0
        if change.kind is MOVED:
            assert change.moved
    parts = (comparison.kept, comparison.changed, comparison.moved)
    others = (comparison.added, comparison.dropped)
    assert sum(map(len, parts + others)) == len(told)


# --------------------------------------------------------------------------- changes


def test_a_new_number_is_no_change() -> None:
    """（四） that became （五） is kept, and so are full-width signs."""
    comparison = after(
        ("（四）", "（五）"),
        ("（三）加强", "（四）加强知识产权宣传\n开展宣传周活动。\n（三）加强"),
        ("，建设专业化", ",建设专业化"),
    )
    [change] = unlike(comparison)
    assert change.kind is ADDED
    assert change.after is not None
    assert change.after.title == "加强知识产权宣传"


def test_changed_words() -> None:
    """A measure in other words is changed, and as alike as its words are."""
    [change] = unlike(after(("建设专业化审判队伍", "建设审判人才队伍")))
    assert change.kind is CHANGED
    assert 0.7 < change.similarity < 1.0
    assert change.roles == ()


def test_changed_bodies() -> None:
    """The same words done by other bodies are changed, and the bodies named."""
    [change] = unlike(
        after(("省法院、省检察院负责", "省法院牵头，山西省人民检察院、省司法厅负责"))
    )
    assert change.kind is CHANGED
    assert change.similarity == 1.0
    assert [(r.role, r.normalized, r.added) for r in change.roles] == [
        (Role.RESPONSIBLE, "山西省高级人民法院", False),
        (Role.LEAD, "山西省高级人民法院", True),
        (Role.RESPONSIBLE, "山西省司法厅", True),
    ]


def test_changed_targets() -> None:
    """A target that changed is named with what it was."""
    changes = unlike(after(("1000件", "1200件"), ("达到12件", "超过15件")))
    found = [
        (change.before.high, change.after.high)
        for provision in changes
        for change in provision.targets
        if change.before and change.after
    ]
    assert [(int(old), int(new)) for old, new in found] == [(1000, 1200), (12, 15)]
    assert all(len(provision.targets) == 1 for provision in changes)


def test_a_new_and_a_lost_target() -> None:
    """A target in one document only is named with nothing beside it."""
    [change] = unlike(after(("，发明专利拥有量达到12件", "")))
    [target] = change.targets
    assert target.before is not None
    assert target.after is None
    [change] = unlike(after(("建设交易平台", "建设交易平台3个")))
    [target] = change.targets
    assert target.before is None
    assert target.after is not None


def test_a_moved_measure() -> None:
    """The same words under another chapter are moved, not dropped and added."""
    text = PLAN.replace("（三）加强行政保护", "三、行政保护\n（三）加强行政保护")
    comparison = compare(parse(PLAN), parse(text))
    assert [(c.kind, c.moved) for c in unlike(comparison)] == [
        (ADDED, False),
        (MOVED, True),
        (MOVED, True),
    ]


def test_a_rewritten_heading_is_the_same_heading() -> None:
    """What stands under it stays: nothing below is moved."""
    [change] = unlike(after(("二、主要任务", "二、切实抓好以下工作")))
    assert (change.kind, change.moved) == (CHANGED, False)


def test_a_dropped_measure_stands_where_it_was() -> None:
    """A dropped provision comes behind what it followed."""
    start, end = PLAN.index("（三）"), PLAN.index("（四）")
    comparison = compare(parse(PLAN), parse(PLAN[:start] + PLAN[end:]))
    kinds = [change.kind for change in comparison.changes]
    [dropped] = comparison.dropped
    assert dropped.before is not None
    assert dropped.before.title == "加强行政保护"
    before = comparison.changes[kinds.index(DROPPED) - 1].before
    assert before is not None
    assert before.title == "加强司法保护"


def test_a_traditional_and_a_simplified_version() -> None:
    """Script does not make a difference, and neither do the words of Taiwan."""
    text = (
        "山西省智慧財產權規劃\n一、總體要求\n（一）指導思想\n"
        "堅持以新發展理念為指導，推動智慧財產權事業高質量發展。\n"
    )
    comparison = compare(parse(PLAN), parse(text))
    assert not comparison.changed
    assert len(comparison.kept) == 2


def test_a_national_and_a_provincial_plan() -> None:
    """Seed 000 follows seed 003: what both have is found, also in other words."""
    comparison = compare(seed("003"), seed("000"))
    pairs = {
        (change.before.title, change.after.title)
        for change in (*comparison.kept, *comparison.changed)
        if change.before and change.after
    }
    assert ("指导思想", "指導思想") in pairs
    assert ("加大投入力度", "強化資金保障") in pairs


def test_how_alike_may_be_chosen() -> None:
    """Provisions less alike than asked for are dropped and added."""
    renamed = PLAN.replace("（二）加强司法保护", "（二）健全审判体系")
    edited = parse(renamed.replace("建设专业化审判队伍", "建设审判人才队伍"))
    strict = compare(parse(PLAN), edited, min_similarity=1)
    assert (len(strict.dropped), len(strict.added)) == (1, 1)
    for wrong in (-0.1, 1.1):
        with pytest.raises(ValueError, match="min_similarity"):
            compare(edited, edited, min_similarity=wrong)


def test_the_same_title_is_the_same_measure() -> None:
    """Whatever stands under it; the verb before it makes no other title."""
    edits = (
        (
            "（三）加强行政保护\n健全省市县三级执法联动机制",
            "（三）强化行政保护\n开展专项行动",
        ),
        ("完善知识产权审判机制，建设专业化审判队伍。", "设立巡回法庭。"),
    )
    changed = after(*edits).changed
    assert [
        (c.before.title, c.after.title) for c in changed if c.before and c.after
    ] == [
        ("加强司法保护", "加强司法保护"),
        ("加强行政保护", "强化行政保护"),
    ]
    assert not after(*edits).dropped


# ------------------------------------------------------------------------- alignment


def test_equal_wordings_are_paired_in_order() -> None:
    """Ten equal lines and ten equal lines are ten pairs, first with first."""
    lines = [Wording((), "", "健全机制")] * 10
    assert [(p.left, p.right) for p in align(lines, lines, 0.5)] == [
        (index, index) for index in range(10)
    ]


def test_long_texts_are_compared_by_their_runs() -> None:
    """A text of many pages is compared as well, roughly."""
    text = "".join(chr(0x4E00 + index % 2000) for index in range(9000))
    assert likeness(text, text) == 1.0
    assert likeness(text, text[:4500] + "甲" * 100) > 0.8
    assert likeness(text, "甲" * 9000) < 0.01


def test_without_rapidfuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    from cnpolicy.analysis import alignment

    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    alignment._ratio.cache_clear()
    with pytest.raises(CnpolicyError, match=r'pip install "cnpolicy\[compare\]"'):
        compare(parse("一、甲\n"), parse("一、甲\n"))
    alignment._ratio.cache_clear()
