"""Automatic numbers of DOCX: formats, counters, styles, overrides."""

import pytest
from reader_files import (
    OFFICIAL,
    STRICT_WORD,
    abstract_xml,
    cell_xml,
    docx,
    level_xml,
    lines,
    num_xml,
    numbered,
    para,
    table_xml,
)

from cnpolicy.readers.dispatch import read

OFFICIAL_LIST = abstract_xml(7, *OFFICIAL) + num_xml(1, 7)


# ----------------------------------------------------------------------------- counting


def test_official_levels():
    assert numbered("0121201233012", OFFICIAL_LIST) == [
        "一、",
        "（一）",
        "1.",
        "（二）",
        "1.",
        "二、",
        "（一）",
        "1.",
        "①",
        "②",
        "三、",
        "（一）",
        "1.",
    ]


def test_many_items():
    assert numbered("0" * 21, OFFICIAL_LIST)[-3:] == ["十九、", "二十、", "二十一、"]


def test_lists_on_one_abstract_list_continue_each_other():
    numbering = OFFICIAL_LIST + num_xml(2, 7)
    body = para("x", 1, 0) + para("x", 1, 1) + para("x", 2, 0) + para("x", 2, 1)
    assert lines(body, numbering) == ["一、x", "（一）x", "二、x", "（一）x"]


def test_lists_on_two_abstract_lists_do_not():
    numbering = OFFICIAL_LIST + abstract_xml(8, *OFFICIAL) + num_xml(2, 8)
    body = para("x", 1, 0) + para("x", 1, 0) + para("x", 2, 0) + para("x", 1, 0)
    assert lines(body, numbering) == ["一、x", "二、x", "一、x", "三、x"]


def test_start_override_holds_at_first_use_and_for_those_after():
    """Headings 1-5 on list 1, one on list 2 that starts at 8, then list 1: 9, 10."""
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride>'
    numbering = OFFICIAL_LIST + num_xml(2, 7, override)
    body = "".join(para("x", num, 0) for num in (1, 1, 1, 1, 1, 2, 1, 1, 2))
    assert [line[:-1] for line in lines(body, numbering)] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
        "八、",
        "九、",
        "十、",
        "十一、",
    ]


def test_start_override_of_a_deeper_level():
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'
    numbering = abstract_xml(7, *OFFICIAL) + num_xml(1, 7, override)
    assert numbered("0110", numbering) == ["一、", "（三）", "（四）", "二、"]


def test_level_override_replaces_the_level():
    override = (
        f'<w:lvlOverride w:ilvl="0">{level_xml(0, "decimal", "第%1章", start=4)}'
        "</w:lvlOverride>"
    )
    numbering = OFFICIAL_LIST + num_xml(2, 7, override)
    assert numbered("001", numbering, num=2) == ["第4章", "第5章", "（一）"]


def test_start():
    numbering = abstract_xml(7, level_xml(0, "decimal", "%1.", start=5)) + num_xml(1, 7)
    assert numbered("00", numbering) == ["5.", "6."]
    numbering = abstract_xml(7, level_xml(0, "decimal", "%1.", start=0)) + num_xml(1, 7)
    assert numbered("00", numbering) == ["0.", "1."]


def test_start_that_is_not_stated():
    level = '<w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>'
    assert numbered("00", abstract_xml(7, level) + num_xml(1, 7)) == ["1.", "2."]


RESTART = '<w:lvlRestart w:val="{}"/>'


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1", "2.1.1"]),
        # 1: only the first level restarts it (measured in Word by docx4j: 1.2.3).
        (
            RESTART.format(1),
            ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.3", "2", "2.1", "2.1.1"],
        ),
        (
            RESTART.format(2),
            ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1", "2.1.1"],
        ),
        # 0: never (1.2.3, 2.1.4).
        (
            RESTART.format(0),
            ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.3", "2", "2.1", "2.1.4"],
        ),
    ],
)
def test_restart(restart, expected):
    numbering = abstract_xml(
        7,
        level_xml(0, "decimal", "%1"),
        level_xml(1, "decimal", "%1.%2"),
        level_xml(2, "decimal", "%1.%2.%3", restart),
    ) + num_xml(1, 7)
    assert numbered("012212012", numbering) == expected


DECIMALS = abstract_xml(
    7,
    level_xml(0, "decimal", "%1."),
    level_xml(1, "decimal", "%1.%2."),
    level_xml(2, "decimal", "%1.%2.%3."),
) + num_xml(1, 7)


def test_skipped_level_shows_its_start():
    """A level-2 item straight after a level-0 one reads 2.1.1, not 2.0.1 (Word)."""
    assert numbered("01202", DECIMALS) == ["1.", "1.1.", "1.1.1.", "2.", "2.1.1."]


def test_deeper_level_first():
    assert numbered("110", DECIMALS) == ["1.1.", "1.2.", "2."]
    assert numbered("1", OFFICIAL_LIST) == ["（一）"]


def test_bullet_level_is_not_shown_in_others():
    numbering = abstract_xml(
        7,
        level_xml(0, "decimal", "%1."),
        level_xml(1, "bullet", "—"),
        level_xml(2, "decimal", "%1.%2%3."),
    ) + num_xml(1, 7)
    assert numbered("0220", numbering) == ["1.", "1.1.", "1.2.", "2."]


def test_legal_numbers():
    """The levels above are shown in decimal, the level itself in its own format."""
    numbering = abstract_xml(
        7,
        level_xml(0, "chineseCounting", "第%1条"),
        level_xml(1, "decimalZero", "%1.%2", "<w:isLgl/>"),
        level_xml(2, "decimal", "%1.%3", '<w:isLgl w:val="0"/>'),
    ) + num_xml(1, 7)
    assert numbered("0012", numbering) == ["第一条", "第二条", "2.01", "二.1"]


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("%1、", "", "一、总则"),
        ("%1、", "space", "一、总则"),
        ("（%1）", "tab", "（一）总则"),
        ("第%1章", "", "第一章 总则"),
        ("第%1章", "space", "第一章 总则"),
        ("第%1章", "nothing", "第一章总则"),
        ("%1", "", "一 总则"),
        ("%1 ", "", "一 总则"),
        ("", "", "总则"),
        ("专栏%1：", "", "专栏一：总则"),
        ("100%", "", "100%总则"),
        ("%9%1、", "", "一、总则"),
    ],
)
def test_what_follows_the_number(text, suffix, expected):
    more = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    numbering = abstract_xml(7, level_xml(0, "chineseCounting", text, more))
    assert lines(para("总则", 1, 0), numbering + num_xml(1, 7)) == [expected]


def test_single_characters_need_no_space():
    numbering = abstract_xml(7, level_xml(0, "decimalEnclosedCircle", "%1"))
    assert lines(para("项", 1, 0), numbering + num_xml(1, 7)) == ["①项"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("——", "——项"), ("●", "●项"), ("\uf06c", "项"), ("l", "项"), ("", "项")],
)
def test_bullets(text, expected):
    numbering = abstract_xml(7, level_xml(0, "bullet", text)) + num_xml(1, 7)
    assert lines(para("项", 1, 0), numbering) == [expected]


def test_custom_number_format():
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice '
        'Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert numbered("00", abstract_xml(7, custom) + num_xml(1, 7)) == ["001.", "002."]


# --------------------------------------------------------------------- where they count


def test_counting_goes_through_tables():
    rows = [[cell_xml(para("序号")), cell_xml(para("任务"))]]
    rows += [[cell_xml(para("", 1, 2)), cell_xml(para(text))] for text in "甲乙"]
    body = para("总", 1, 2) + table_xml(*rows) + para("后", 1, 2)
    assert lines(body, OFFICIAL_LIST) == [
        "1.总",
        "序号\t任务",
        "2.\t甲",
        "3.\t乙",
        "4.后",
    ]


def test_deleted_paragraphs_do_not_count():
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = para("甲", 1, 0) + para("", 1, 0, properties=deleted) + para("乙", 1, 0)
    assert lines(body, OFFICIAL_LIST) == ["一、甲", "二、乙"]


def test_paragraph_whose_end_was_deleted_joins_the_next():
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = para("甲", 1, 0, properties=deleted) + para("乙", 1, 1)
    assert lines(body, OFFICIAL_LIST) == ["（一）甲乙"]


def test_numbers_are_synthetic_and_placed():
    source = read(docx(para("总体要求", 1, 0), OFFICIAL_LIST))
    number, words = source.origins
    assert (number.span.of(source.text), number.synthetic) == ("一、", True)
    assert (words.span.of(source.text), words.synthetic) == ("总体要求", False)
    assert number.where == words.where == "/w:document/w:body/w:p[1]"


def test_strict_namespace():
    data = docx(para("甲", 1, 0), OFFICIAL_LIST, word=STRICT_WORD)
    assert read(data).text == "一、甲"


@pytest.mark.parametrize(
    "numbering",
    [
        "",
        num_xml(1, 99),
        abstract_xml(7) + num_xml(1, 7),
        abstract_xml(7, '<w:lvl w:ilvl="x"/>', '<w:lvl w:ilvl="12"/>') + num_xml(1, 7),
        '<w:num w:numId="1"/>',
        abstract_xml(7, '<w:lvl w:ilvl="0"/>') + num_xml(1, 7, "<w:lvlOverride/>"),
        abstract_xml(7, level_xml(0, "bullet", "%1")) + num_xml(1, 7),
    ],
)
def test_lists_that_are_not_there(numbering):
    body = para("甲", 1, 0) + para("乙", 5, 0) + para("丙", 1, 77) + para("丁", 1)
    assert [line[-1] for line in lines(body, numbering)] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize("value", ["-1", "1e3", "９", "9" * 5000, "", "99999999999"])
def test_values_that_are_no_numbers(value):
    level = level_xml(0, "decimal", "%1.").replace(
        'w:start w:val="1"', f'w:start w:val="{value}"'
    )
    numbering = abstract_xml(7, level) + num_xml(1, 7)
    assert lines(para("甲", 1, 0), numbering) == ["1.甲"]


def test_largest_start():
    numbering = abstract_xml(7, level_xml(0, "upperLetter", "%1.", start=999_999_999))
    assert lines(para("甲", 1, 0), numbering + num_xml(1, 7)) == ["999999999.甲"]
