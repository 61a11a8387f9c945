"""What is put into a plan and is no heading of it changes no heading.

Contents lists, provisions quoted from a law, notes, pages and their labels stand in
real documents beside the numbers of the document, with numbers of their own.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

import cnpolicy
from cnpolicy import Furniture, Paragraph, Section
from support.laws import assert_laws
from support.plan_texts import plan_text
from support.relayout import Entry, entries, wrapped

PLANS = st.integers(0, 400).map(plan_text)
FEW = settings(max_examples=12, deadline=None)
"""A plan takes a while to read, and each is read several times."""

PREFACE = "这项工作关系全市发展大局，是今后一个时期的重要任务。"


def lines_of(text: str) -> list[str]:
    """The paragraphs of a plan."""
    return text.splitlines()


def first_heading(lines: list[str]) -> int:
    """The line of the first numbered heading."""
    return next(
        i for i, line in enumerate(lines) if line.startswith(("一、", "第一章"))
    )


def titled(text: str) -> list[str]:
    """The numbered lines of a plan as a contents list repeats them."""
    document = cnpolicy.parse(text)
    return [
        f"{item.marker.text}{' ' if item.marker.text[-1] == '章' else ''}{item.title}"
        for item in cnpolicy.outline(document)
        if item.marker and item.title and item.depth <= 2
    ]


@FEW
@given(
    text=PLANS,
    label=st.sampled_from(["目录", "目　录", "目次", "目录 页码"]),
    page=st.sampled_from(["", " {}", "……{}", " {0}–{0}", "..........{}"]),
    named=st.booleans(),
)
def test_a_contents_list_changes_no_heading(
    text: str, label: str, page: str, named: bool
) -> None:
    """With pages or without, with a preface behind it that it names or does not."""
    lines = lines_of(text)
    first = first_heading(lines)
    listed = (["前言"] if named else []) + titled(text)
    contents = [entry + page.format(n + 1) for n, entry in enumerate(listed)]
    made = [*lines[:first], label, *contents, "前言", PREFACE, *lines[first:]]
    written = "\n".join(made) + "\n"
    document = assert_laws(written)
    assert entries(written) == entries(text)
    furniture = [n.text for n in cnpolicy.walk(document) if isinstance(n, Furniture)]
    assert PREFACE + "\n" not in furniture


@FEW
@given(
    text=PLANS,
    start=st.integers(2, 7),
    size=st.integers(1, 4),
    form=st.sampled_from(["（{}）", "({})"]),
)
def test_provisions_quoted_change_no_heading(
    text: str, start: int, size: int, form: str
) -> None:
    """The items of a law that are quoted begin anywhere, behind a colon."""
    lines = lines_of(text)
    at = next(i for i, line in enumerate(lines) if line.startswith(("二、", "第二章")))
    numbers = "一二三四五六七八九十"[start - 1 : start - 1 + size]
    quoted = [
        f"{form.format(number)}遵守第{number}项要求，不得违反；" for number in numbers
    ]
    law = "《管理条例》第三十条规定，从事下列活动的单位应当履行以下义务："
    written = "\n".join([*lines[:at], law, *quoted, *lines[at:]]) + "\n"
    assert_laws(written)
    assert entries(written) == entries(text)


@FEW
@given(text=PLANS, label=st.sampled_from(["注：", "备注：", "附注：", "【注】"]))
def test_notes_at_the_end_change_no_heading(text: str, label: str) -> None:
    """They number themselves, below their label."""
    notes = [label, "1.本文数据为初步统计数。", "2.部分数据因四舍五入存在误差。"]
    written = text + "\n".join(notes) + "\n"
    assert_laws(written)
    assert entries(written) == entries(text)


@FEW
@given(
    text=PLANS,
    width=st.integers(24, 40),
    size=st.integers(2, 5),
    offset=st.integers(0, 30),
)
def test_an_enumeration_within_a_wrapped_sentence_changes_no_heading(
    text: str, width: int, size: int, offset: int
) -> None:
    """Wherever the lines break, its items are no headings."""
    layout = wrapped(width, page=0, end="\n")
    lines = lines_of(text)
    at = next(i for i, line in enumerate(lines) if line.startswith(("二、", "第二章")))
    items = "；".join(
        f"（{number}）安排资金支持企业改造设备" for number in "一二三四五"[:size]
    )
    opening = "有关部门经过调研，" + "听取企业和群众的意见建议，" * 2
    sentence = f"{opening[: 9 + offset]}拟从以下方面给予支持：{items}，并做好跟踪服务。"
    with_it = "\n".join([*lines[:at], sentence, *lines[at:]]) + "\n"
    written = layout(with_it)
    assert_laws(written)
    assert entries(written) == entries(layout(text))


@FEW
@given(
    text=PLANS,
    labels=st.lists(
        st.sampled_from(
            ["文种：计划", "来源：市政府网", "采集时间：2025-01-02", "栏目：规划计划"]
        ),
        unique=True,
        max_size=4,
    ),
    crumb=st.sampled_from(["", "首页 > 公开 > 规划", "当前位置：首页\n> 公开 > 规划"]),
    day=st.sampled_from(["", "2024年11月20日    星期三", "今天是2024年11月20日 周三"]),
)
def test_the_head_of_a_page_is_no_title(
    text: str, labels: list[str], crumb: str, day: str
) -> None:
    """Labels, breadcrumbs and the day of a page stand above the title."""
    head = [line for line in (day, crumb, *labels) if line]
    if labels and not crumb:
        head.append("来源：市政府网站")
    written = "".join(f"{line}\n" for line in head) + text
    document = assert_laws(written)
    assert document.metadata.title == cnpolicy.parse(text).metadata.title
    assert entries(written) == entries(text)


def sections(text: str) -> list[Entry]:
    """The sections of a text, with the words of each that has no title."""
    found: list[Entry] = []
    for node in cnpolicy.walk(cnpolicy.parse(text)):
        if isinstance(node, Section) and node.marker:
            words = [c.text for c in node.children if isinstance(c, Paragraph)]
            found.append((0, node.marker.ordinal, "".join("".join(words).split())))
    return found


@FEW
@given(text=PLANS, every=st.integers(3, 6))
def test_pages_behind_paragraphs_are_cut_off(text: str, every: int) -> None:
    """A number behind the last word of a page belongs to no paragraph."""
    lines = lines_of(text)
    page = 0
    made: list[str] = []
    for index, line in enumerate(lines):
        if index % every == every - 1 and line.endswith("。"):
            page += 1
            line = f"{line}{page}"
        made.append(line)
    written = "\n".join(made) + "\n"
    assert_laws(written)
    if page >= 3:
        assert sections(written) == sections(text)
