"""Responsibility clauses, made and of any text: they come back, and nothing raises."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.hostile_texts import BUILDERS, SMALL, Hostile
from support.read_clauses import ROLES, assert_lawful, read, said
from support.row_batches import about, batched

BODIES = (
    *("省财政厅", "市发展改革委", "文化和旅游部", "工业和信息化部", "太原海关"),
    *("住房和城乡建设部", "水利和湖泊局", "最高人民法院", "人行南昌中心支行", "团省委"),
    *(
        "省妇联",
        "各市、州、县人民政府",
        "各县（市、区）人民政府",
        "市交通委（市道运局）",
    ),
    *("赣江新区管委会", "有关部门", "各金融机构", "17个市级帮扶集团牵头单位"),
    *("省委组织部", "自由贸易试验区管委会", "中国贸促会", "国务院国资委", "高等学校"),
)
# What a clause says of its lists of bodies, each list with its role.
FORMS = (
    ("{0}负责", ("responsible",)),
    ("{0}等按职责分工负责", ("responsible",)),
    ("{0}牵头", ("lead",)),
    ("{0}牵头，{1}负责", ("lead", "responsible")),
    ("{0}牵头，{1}等按照各自职责分工负责", ("lead", "responsible")),
    ("{0}牵头，{1}配合，{2}指导", ("lead", "support", "guide")),
    ("{0}会同{1}负责", ("lead", "responsible")),
    ("由{0}牵头实施，2025年底前完成", ("lead",)),
    ("{0}指导，{1}负责落实。以下均需各地落实，不再列出", ("guide", "responsible")),
    ("责任单位：{0}", ("responsible",)),
    ("牵头单位：{0}；责任单位：{1}", ("lead", "responsible")),
    ("牵头部门：{0}，参与部门：{1}；完成时限：持续推进", ("lead", "support")),
    ("责任单位：{0}牵头，{1}配合", ("lead", "support")),
    ("责任单位：{0}等；{1}", ("responsible", "responsible")),
)
WIDTHS = (
    {},
    str.maketrans("，：；", ",:;"),
)
BRACKETS = ("（）", "()", "[]", "〔〕", "【】", "（)", "［］")
BEFORE = (
    "完善制度。",
    "（一）完善制度。健全机制。\n",
    "他说：“要落实。”",
    "完善制度。 ",
)


@pytest.mark.law
@given(
    st.lists(
        st.lists(st.sampled_from(BODIES), min_size=1, max_size=5, unique=True),
        min_size=3,
        max_size=3,
    ),
    st.sampled_from(FORMS),
    st.sampled_from(WIDTHS),
    st.sampled_from(BRACKETS),
    st.sampled_from(BEFORE),
    st.sampled_from(("、", "，", "和", "以及")),
)
def test_a_clause_comes_back_as_it_was_made(
    lists: list[list[str]],
    form: tuple[str, tuple[str, ...]],
    width: dict[int, int],
    brackets: str,
    before: str,
    last: str,
) -> None:
    """Whatever bodies stand in whatever form, each is found in its role, in order."""
    pattern, roles = form
    written = [
        "、".join(bodies[:-1]) + (last if bodies[1:] else "") + bodies[-1]
        for bodies in lists
    ]
    clause = brackets[0] + pattern.format(*written).translate(width) + brackets[1]
    text = before + clause
    (found,), diagnostics = read(text)
    assert found.clause.of(text) == clause
    expected: dict[str, list[str]] = {role: [] for role in ROLES}
    for bodies, role in zip(lists, roles, strict=False):
        expected[role] += [body.translate(width) for body in bodies]
    assert {role: said(found, text)[role] for role in ROLES} == expected
    assert found.open_list is ("等" in pattern)
    assert not diagnostics


# The words of clauses, and everything that may go wrong between them.
PIECES = st.sampled_from(
    (
        *("（", "）", "(", ")", "[", "]", "〔", "〕", "【", "】", "〈", "〉", "“", "”"),
        *(
            "，",
            "、",
            "；",
            "。",
            "：",
            ":",
            "/",
            " ",
            "\u3000",
            "\n",
            "\r\n",
            "*",
            ",",
        ),
        *("和", "与", "及", "以及", "等", "各", "由", "其", "会同", "党委", "政府"),
        *("市", "县", "州", "市财政局", "省教育厅", "各区", "高等学校", "有关部门"),
        *(
            "牵头",
            "负责",
            "配合",
            "参与",
            "指导",
            "落实",
            "按职责分工",
            "具体",
            "负责人",
        ),
        *(
            "责任单位",
            "牵头部门",
            "完成时限",
            "责任人",
            "主办单位",
            "一、",
            "（二）",
            "3.",
        ),
        *(
            "2025年底前",
            "持续推进",
            "列第一位者为牵头单位",
            "下同",
            "以下均需",
            "不再列出",
        ),
        *(
            "\x00",
            "\ud800",
            "\u2028",
            "\u200b",
            "負責",
            "責任單位",
            "a",
            "1",
            "《",
            "》",
        ),
    )
)


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_any_text_made_of_the_words_of_clauses(text: str, one_leaf: bool) -> None:
    """Nothing raises; clauses lie in order and hold their bodies."""
    assert_lawful(text, read(text, one_leaf))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Nothing raises on characters of any kind."""
    assert_lawful(text, read(text))


@batched(BUILDERS)
def test_hostile(rows: Sequence[Hostile]) -> None:
    """Whether the text is one leaf or many; the benchmark times the large ones."""
    for row in rows:
        with about(row):
            text = row.build(SMALL)
            for one_leaf in (True, False):
                assert_lawful(text, read(text, one_leaf))
