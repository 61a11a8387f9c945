"""The check: what it finds, what it leaves alone, and what it mends."""

from pathlib import Path

import pytest
from attrs import evolve

from cnpolicy import NodeTransformer, Paragraph, Severity, Span, parse
from cnpolicy.checks.checked_document import CheckedDocument
from cnpolicy.checks.checker import check, fix
from cnpolicy.checks.findings import (
    NUMBERING,
    OFFICIAL,
    PROFILES,
    SLIPS,
    CheckProfile,
    Edit,
    RawFinding,
)
from cnpolicy.checks.fixes import Trial, apply
from cnpolicy.checks.rules import RULES, slips_of
from cnpolicy.model.diagnostics import CODES
from support.laws import headings
from support.strategies import SEEDS, seed_text

HEAD = "某市发展规划\n一、总体要求\n坚持问题导向，坚持系统观念，坚持依法保护。"
TAIL = "，健全机制；完善制度（试行）。\n"


def found(text: str, **settings: CheckProfile) -> list[tuple[str, str, str | None]]:
    """Return code, words and suggestion of each finding that is more than a remark."""
    return [
        (item.code, item.span.of(text), item.suggestion)
        for item in check(parse(text), **settings)
        if item.severity is not Severity.INFO
    ]


# ------------------------------------------------------------------------ single rules

_SLIPPED: tuple[tuple[str, str, str, str | None], ...] = (
    ("一、总则\n二.分则\n", "delimiter", "二.", "二、"),
    ("一、总则\n二 、分则\n", "delimiter", "二 、", "二、"),
    ("一、总则\n（一）、分则\n", "delimiter", "（一）、", "（一）"),
    ("一、总则\n（一）. 分则\n", "delimiter", "（一）.", "（一）"),
    ("一、总则\n1、分则\n2、附则\n", "delimiter", "1、", "1."),
    ("一、总则\n1．甲\n2．乙\n3、丙\n", "delimiter", "3、", "3．"),
    ("一、总则\n1）分则\n2）附则\n", "delimiter", "1）", "（1）"),
    ("（一）总则\n1.甲\n（一）乙\n一、丙\n", "level-order", "一、", None),
    ("1.总则\n（一）甲\n（二）乙\n2.分则\n", "level-order", "（一）", None),
    ("第一条 甲\n第一章 乙\n", "level-order", "第一章", None),
    ("一、总则\n三、分则\n", "numbering-gap", "三、", None),
    (f"{HEAD}同意(试行){TAIL}", "mixed-width", "(", "（"),
    (f"{HEAD}同意,试行{TAIL}", "mixed-width", ",", "，"),
    (f"{HEAD}同意，，试行{TAIL}", "doubled-punctuation", "，，", "，"),
    (f"{HEAD}同意，,试行{TAIL}", "doubled-punctuation", "，,", "，"),
    (f"{HEAD}同意。。。试行{TAIL}", "doubled-punctuation", "。。。", "……"),
    (f"{HEAD}同意。，试行{TAIL}", "clashing-punctuation", "。，", None),
    (f"{HEAD}依据《规划，试行{TAIL}", "unbalanced-bracket", "《", None),
    (f"{HEAD}依据规划》，试行{TAIL}", "unbalanced-bracket", "》", None),
    (f"{HEAD}以“人为本“，试行{TAIL}", "unbalanced-bracket", "“", "”"),
    (f"{HEAD}以“《人”》，试行{TAIL}", "crossed-brackets", "”", None),
    (f"{HEAD}依《关于《规划》的通知》{TAIL}", "nested-marks", "《", "〈"),
    (f"{HEAD}某政发[2020]5号{TAIL}", "document-number", "[2020]5号", "〔2020〕5号"),
    (f"{HEAD}某政发（2020）5号{TAIL}", "document-number", "（2020）5号", "〔2020〕5号"),
    (
        f"{HEAD}某政发〔2020〕第05号{TAIL}",
        *("document-number", "〔2020〕第05号", "〔2020〕5号"),
    ),
    (
        f"{HEAD}某政发〔2020〕 5号{TAIL}",
        "document-number",
        "〔2020〕 5号",
        "〔2020〕5号",
    ),
    (f"{HEAD}形成 合力{TAIL}", "space-in-sentence", " ", ""),
    (
        f"{HEAD}健全机制，完善制度，形成合力，落实责任，\n",
        "missing-full-stop",
        "，",
        "。",
    ),
    (
        f"{HEAD}到2025年，有效发明专利拥有量达到12。\n",
        "target-without-unit",
        "12",
        None,
    ),
    (
        "某市发展规划\n一、总则\n健全。（市发改委负责）\n"
        + "完善。（市发展改革委负责）\n" * 2,
        *("two-names", "市发改委", "市发展改革委"),
    ),
)


@pytest.mark.parametrize(("text", "code", "words", "suggestion"), _SLIPPED)
def test_a_slip_is_found(
    text: str, code: str, words: str, suggestion: str | None
) -> None:
    """Where it stands, with what should stand there."""
    assert (code, words, suggestion) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        # 002 and seed 003: （一） runs on across 一、
        "一、总则\n（一）甲\n（二）乙\n二、分则\n（三）丙\n",
        # GB/T 9704 allows 1. right below 一、
        "一、总则\n1.甲\n2.乙\n二、分则\n3.丙\n",
        "第一章 总则\n第一条 甲。\n（一）乙；\n1.丙；\n第二条 丁。\n",
        f"{HEAD}到2025年，注：http://a.cn/b?c=1;d，比例为1:2，产值1,000万元，14:30结束{TAIL}",
        f"{HEAD}第5号公告（2020年第5号），〔2018〕，（2021—2025年），令（2020）第5号{TAIL}",
        f"{HEAD}一是甲；二是乙……试行——试行{TAIL}",
        f"{HEAD}People’s Bank，1）甲，2）乙，a）丙{TAIL}",
        f"{HEAD}“甲”“乙”《丙》《丁》，《戊〈己〉》{TAIL}",
        f"{HEAD}融合发展指数达到65，群众满意度达到90{TAIL}",
        f"{HEAD}健全机制，完善制度，形成合力：\n（一）甲；\n（二）乙。\n",
        # 省卫生健康委、教育厅: the second name lives on the first.
        "某省规划\n一、甲\n乙。（省卫生健康委、教育厅负责）\n丙。（省教育厅负责）\n",
        "目　录\n联系人：张三 李四\n",
        f"{HEAD}落实《中共中央 国务院关于促进发展的意见》，中共中央 国务院印发{TAIL}",
        # A line that was broken, and a quotation of two paragraphs.
        f"{HEAD}健全{TAIL}主城区（上城区、\n下城区部分）\n",
        f"{HEAD}修改为：“健全机制，完善制度。\n健全机制，完善制度”{TAIL}",
        f"{HEAD}健全机制，完善制度。完成时限：2023年12月底前\n",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    """No more than remarks."""
    assert found(text) == []
    assert fix(text) == text


def test_one_slip_is_not_said_twice() -> None:
    """An unclosed 《 makes no title inside it, a wrong 二. none of those beside it."""
    text = f"{HEAD}制定《甲办法，修订《乙办法》{TAIL}"
    assert [code for code, *_ in found(text)] == ["unbalanced-bracket"]
    text = "一.甲\n二、乙\n三、丙\n"
    assert [(code, words) for code, words, _ in found(text)] == [("delimiter", "一.")]


def test_a_web_copy_in_half_width_gets_one_remark() -> None:
    """Its punctuation is one decision: all five seeds are written so."""
    text = "一、总则\n" + "健全机制,完善制度;形成合力.\n" * 10
    codes = [item.code for item in check(parse(text)) if item.span.of(text) in ",;"]
    assert codes == ["half-width"]
    assert fix(text) == text


def test_widths_that_are_even_are_said_once() -> None:
    """No one knows which of them was meant."""
    text = "一、总则\n" + "健全机制,完善制度，形成合力。\n" * 9
    assert [code for code, *_ in found(text)] == ["undecided-width"]
    assert fix(text) == text


def test_the_width_of_the_document_is_that_of_most_marks() -> None:
    """In a half-width text the full-width one is the odd one."""
    text = "一、总则\n" + "健全机制,完善制度,形成合力。\n" * 9 + "健全（试行）。\n"
    assert fix(text) == text.replace("（", "(").replace("）", ")")


# -------------------------------------------------------------------- table of findings


def test_every_code_belongs_to_one_rule() -> None:
    """And none is one of the parser's."""
    codes = [code for rule in RULES for code in rule.codes]
    assert sorted(codes) == sorted(SLIPS)
    assert not SLIPS.keys() & CODES.keys()


def test_every_code_is_tried_here() -> None:
    """A rule without a test is found missing."""
    tried = {code for _, code, _, _ in _SLIPPED}
    untested = {"undecided-width", "half-width", "target-without-year"}
    assert SLIPS.keys() - untested <= tried


def test_a_target_without_year() -> None:
    """A remark: the plan has no period, and the sentence names none."""
    text = "某市实施方案\n一、目标\n培育市级电子商务龙头企业30家。\n"
    codes = [item.code for item in check(parse(text))]
    assert codes == ["target-without-year"]
    assert check(parse(text.replace("培育", "到2025年，培育"))) == ()


def test_page_has_the_table_of_codes() -> None:
    """Code, severity and both messages, in the order of the table."""
    page = Path(__file__).parents[1] / "docs" / "check.md"
    words = page.read_text(encoding="utf-8")
    rows = [
        f"| `{code}` | {row.severity.value} | {row.english} | {row.chinese} |"
        f" {'yes' if code in MENDED_CODES else ''} |"
        for code, row in SLIPS.items()
    ]
    there = [line for line in words.split("\n") if line.startswith("| `")]
    assert [" ".join(line.split()) for line in there] == [
        " ".join(row.split()) for row in rows
    ]


MENDED_CODES = {"delimiter", "document-number", "doubled-punctuation", "mixed-width"}
"""What `fix` mends."""


def test_what_is_mended_is_what_the_page_says() -> None:
    """By the table of slips above."""
    mended = {
        item.code for text, *_ in _SLIPPED for item in check(parse(text)) if item.fix
    }
    assert mended == MENDED_CODES


# ---------------------------------------------------------------------------- profiles


def test_profiles_say_what_is_looked_for() -> None:
    """A code that is off is neither reported nor mended."""
    text = "一、总则\n二.分则，，甲\n"
    assert {code for code, *_ in found(text)} == {"delimiter", "doubled-punctuation"}
    assert {code for code, *_ in found(text, profile=NUMBERING)} == {"delimiter"}
    assert fix(text, profile=NUMBERING) == "一、总则\n二、分则，，甲\n"
    # What the parser says of the same mark is not hidden by a rule that is off.
    assert [c for c, *_ in found(text, profile=NUMBERING.without("delimiter"))] == [
        "mixed-style"
    ]
    grave = OFFICIAL.having(Severity.ERROR, "delimiter")
    assert check(parse(text), profile=grave)[0].severity is Severity.ERROR


def test_profiles_know_their_codes() -> None:
    """A misspelt code would be off, or on, for nothing."""
    for make in (OFFICIAL.without, lambda code: OFFICIAL.having(Severity.INFO, code)):
        with pytest.raises(ValueError, match="no code"):
            make("delimeter")
    assert set(OFFICIAL.severities) == {*SLIPS, *CODES}
    for name, profile in PROFILES.items():
        assert profile.name == name
        assert hash(profile) == hash(CheckProfile(name, profile.severities))


# --------------------------------------------------------------- documents and edits


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_no_seed_has_an_error(path: Path) -> None:
    """Running numbers, boxes and a lost table are none; every warning was looked at."""
    text = seed_text(path)
    findings = check(parse(text))
    assert not [item for item in findings if item.severity is Severity.ERROR]
    warned = [
        (item.code, item.span.of(text))
        for item in findings
        if item.severity is Severity.WARNING and item.code in SLIPS
    ]
    assert warned == (
        [
            ("document-number", "[2020]6号"),
            ("clashing-punctuation", "。,"),
            ("delimiter", "四."),
        ]
        if path.name.startswith("002")
        else []
    )


class _Shorter(NodeTransformer):
    """Gives every paragraph other words, so that no span is right any more."""

    def visit_Paragraph(self, node: Paragraph) -> Paragraph:  # noqa: N802
        return evolve(node, text="健全，，机制。\n")


def test_an_edited_tree_is_checked_as_the_text_it_gives() -> None:
    """Its spans are places of a text that is no more."""
    document = parse("一、总则\n坚持依法保护，健全体制机制。\n二.分则\n甲乙。\n")
    edited_tree = _Shorter().visit(document)
    text = "一、总则\n健全，，机制。\n二.分则\n健全，，机制。\n"
    assert check(edited_tree) == check(parse(text))


def test_an_edit_that_would_change_the_outline_is_not_made() -> None:
    """Each that does is told from those that do not, and left out alone."""
    text = "一、总则\n" + "健全，，机制。\n" * 9 + "二、分则\n三、附则\n"
    good = slips_of(CheckedDocument.of(parse(text)), OFFICIAL, fixable=True)
    assert len(good) == 9
    bad = []
    for mark in ("二、", "三、"):
        span = Span(text.index(mark), text.index(mark) + 2)
        bad.append(RawFinding("delimiter", span, {}, None, (Edit(span, "其"),)))
    trial = Trial(text, parse(text))
    trial.keep([*good[:4], *bad, *good[4:]])
    assert trial.text == text.replace("，，", "，")
    assert sorted(trial.kept, key=lambda slip: slip.span) == good
    assert headings(trial.document) == headings(parse(text))


def test_a_number_is_not_glued_to_its_heading() -> None:
    """1、5个 would become 1.5个; and a series is changed as a whole or not at all."""
    text = "一、总则\n1、5个项目\n2、甲\n3、乙\n"
    assert fix(text) == text


def test_edits_are_made_in_place() -> None:
    """Whatever their order; those of `check` are those that `fix` makes."""
    text = "一、总则\n二.分则\n（一）、健全机制，，完善制度。\n"
    edits = [edit for item in check(parse(text)) for edit in item.fix]
    assert apply(text, reversed(edits)) == fix(text)
    assert apply(text, ()) == text
