"""The stages of the parser one by one, as rows: what goes in and what comes out.

The corpus tests them together; here each says what it alone is for.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cnpolicy
from cnpolicy.front_matter.broken_titles import (
    begins_title,
    begins_with_place,
    is_joint,
    is_part,
    is_rest,
    may_go_on,
)
from cnpolicy.front_matter.covers import find_cover
from cnpolicy.front_matter.document_parts import find_parts
from cnpolicy.front_matter.front_and_back import mark_frame
from cnpolicy.front_matter.headlines import headline
from cnpolicy.front_matter.line_kinds import mark_lines
from cnpolicy.front_matter.table_of_contents import mark_contents, title_in_contents
from cnpolicy.front_matter.title_block import is_title
from cnpolicy.headings.bare_items import ends_list
from cnpolicy.headings.heading_titles import heading_titles
from cnpolicy.headings.lead_sentences import lead_sentences, lead_words
from cnpolicy.headings.title_syntax import Vote, heading_words, parted_title
from cnpolicy.headings.unmarked_titles import known_title, unmarked_title_end
from cnpolicy.lexical.marker_syntax import marker_at
from cnpolicy.model.source import SourceParagraph, Structure
from cnpolicy.model.spans import Span
from cnpolicy.numbering.acceptance import accepts
from cnpolicy.numbering.candidates import Candidate, Interruption
from cnpolicy.numbering.collect_candidates import collect_candidates
from cnpolicy.numbering.interpretation import NumberedBy
from cnpolicy.numbering.levels import find_levels
from cnpolicy.numbering.series import Fit, Quality, Series
from cnpolicy.numbering.stated_headings import rank_stated, stated_headings
from cnpolicy.segmentation.cut_segment import cut_segment
from cnpolicy.segmentation.front_matter_ends import front_matter_title_end
from cnpolicy.segmentation.glued_subheadings import glued_child
from cnpolicy.segmentation.join_box_labels import join_box_labels
from cnpolicy.segmentation.mend_torn_lines import mend_torn_lines
from cnpolicy.segmentation.pages.page_furniture import cut_pages
from cnpolicy.segmentation.pages.page_numbers import cut_page_numbers
from cnpolicy.segmentation.segment import TABLE, Segment
from cnpolicy.segmentation.spaces_as_breaks import all_gaps, is_bracketed
from cnpolicy.segmentation.split_front_matter import cut_head
from cnpolicy.segmentation.split_lines import segments
from cnpolicy.segmentation.split_run_on import cut_lines
from cnpolicy.segmentation.stated_segments import stated_segments
from cnpolicy.segmentation.tables.continued_tables import join_continued
from cnpolicy.segmentation.tables.headed_tables import headed_tables
from cnpolicy.segmentation.tables.join_table_rows import collapse_rows
from cnpolicy.segmentation.tables.loose_tables import loose_rows, loose_tables
from cnpolicy.segmentation.tables.table_nodes import is_border, may_head_group
from cnpolicy.segmentation.unwrap_lines import join_lines
from cnpolicy.tree.box_extent import close_boxes
from cnpolicy.tree.build_tree import build_tree
from cnpolicy.tree.grammar_tokens import tokens
from cnpolicy.tree.structure_diagnostics import numbering_diagnostics
from cnpolicy.tree.uncertain_box import UncertainBox
from cnpolicy.vocabulary.profile import PLAN

STAGES = ("segmentation", "numbering", "front_matter", "headings", "tree")


def lines(text: str) -> list[Segment]:
    """The segments of a text, one a line."""
    return segments(text, text, PLAN)


def words(pieces: list[Segment], text: str) -> list[str]:
    """What segments own, in order."""
    return [text[piece.start : piece.end] for piece in pieces]


def kinds(pieces: list[Segment]) -> str:
    """The kinds of segments, in order."""
    return " ".join(piece.kind.value for piece in pieces)


# ------------------------------------------------------------------------- the list


def modules() -> Iterator[str]:
    """The modules of the stages."""
    root = Path(cnpolicy.__file__).parent
    for stage in STAGES:
        for path in sorted((root / stage).glob("*.py")):
            if path.stem != "__init__":
                yield f"{stage}.{path.stem}"


def test_every_module_of_a_stage_has_a_test() -> None:
    """It says in rows of its own what the module is for."""
    imported: set[str] = set()
    for path in Path(__file__).parent.rglob("*.py"):
        imported.update(
            re.findall(r"cnpolicy\.(\w+\.\w+) import", path.read_text(encoding="utf-8"))
        )
    assert set(modules()) - imported == set()


# --------------------------------------------------------------------- segmentation


def test_a_segment_is_cut_where_told() -> None:
    """The blank before a cut belongs to the piece before it."""
    text = "一、总则 二、附则\n"
    piece = lines(text)[0]
    cut = cut_segment(piece, text, [5], piece.kind)
    assert words(cut, text) == ["一、总则 ", "二、附则\n"]
    assert [one.last - one.first for one in cut] == [4, 4]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("某市发展规划 一、总则", 6),
        ("某市发展规划（2021—2025年）第一章", 18),
        ("今天天气好。", None),
    ],
)
def test_where_a_title_inside_text_ends(text: str, end: int | None) -> None:
    """At the word for its kind, with what stands in brackets behind."""
    assert front_matter_title_end(text, 0, len(text), PLAN) == end


@pytest.mark.parametrize(
    ("text", "place"),
    [("一、总体要求（一）指导思想", 6), ("一、总体要求", 0), ("一、总体要求（略）", 0)],
)
def test_where_a_child_is_glued_to_its_heading(text: str, place: int) -> None:
    """The first number of the level below, or nowhere."""
    assert glued_child(marker_at(text, 0), len(text), text) == place


def test_the_label_of_a_box_joins_its_number_and_title() -> None:
    """One segment of three lines, and the text behind it apart."""
    text = "专栏\n1\n重点工程\n内容。\n"
    joined = join_box_labels(lines(text), text, PLAN)
    assert words(joined, text) == ["专栏\n1\n重点工程\n", "内容。\n"]


def test_the_number_of_a_page_counts_on() -> None:
    """Figures behind lines that do not count on from page to page stay."""
    few = "推进工作。 1\n推进工作。 7\n"
    assert words(cut_page_numbers(lines(few), few), few) == few.splitlines(True)


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("一、总则　　二、附则 三", [(4, 6), (10, 11)]),
        ("三&nbsp;四", [(1, 7)]),
        ("总则", []),
    ],
)
def test_gaps(text: str, gaps: list[tuple[int, int]]) -> None:
    """A run of spaces is one; so is the entity of a converter."""
    assert all_gaps(text) == gaps


@pytest.mark.parametrize(
    ("text", "one"), [("（2021年1月1日通过）", True), ("（甲）乙（丙）", False)]
)
def test_a_line_that_is_one_bracket(text: str, one: bool) -> None:
    """From its first character to its last."""
    assert is_bracketed(text, 0, len(text)) is one


def test_a_head_in_one_line_is_cut_where_its_elements_meet() -> None:
    """Title, 文号, 主送机关, body."""
    title = "某市人民政府办公室关于印发某市发展规划的通知 "
    rest = [
        "某政办发〔2021〕3号 ",
        "各县区人民政府：",
        "现将《某市发展规划》印发给你们。\n",
    ]
    text = title + "".join(rest)
    assert words(cut_head(lines(text), text, text, PLAN), text) == [title, *rest]


def test_lines_as_wide_as_a_page_are_joined() -> None:
    """A paragraph ends with the line that is shorter."""
    paragraph = (
        "推进工作健全机制完善体系加强领导强化保障落实\n"
        "责任，确保取得实效。推进工作健全机制完善体系\n健全机制。\n"
    )
    pieces, wrapped = join_lines(lines(paragraph * 6), paragraph * 6, "", PLAN)
    assert wrapped
    assert words(pieces, paragraph * 6) == [paragraph] * 6
    short = "推进工作。\n健全机制。\n"
    assert join_lines(lines(short), short, short, PLAN)[1] is False


@pytest.mark.parametrize(
    ("line", "border"),
    [("|---|---|", True), ("├──┼──┤", True), ("指标|单位", False), ("--", False)],
)
def test_lines_that_only_draw(line: str, border: bool) -> None:
    """They are no rows."""
    assert is_border(line) is border


@pytest.mark.parametrize(
    ("cell", "may"),
    [
        ("经济发展", True),
        ("合计", False),
        ("注：预期性", False),
        ("12", False),
        ("创新驱动。", False),
    ],
)
def test_titles_of_groups_of_rows(cell: str, may: bool) -> None:
    """No sum, note, figure or sentence."""
    assert may_head_group(cell) is may


def test_sentences_torn_at_their_figures_are_mended() -> None:
    """The line ends become spaces, where there are several such places."""
    torn = "总量为\n50\n万千瓦，到\n2025\n年完成。\n"
    assert mend_torn_lines(torn) == torn
    many = "到\n2025\n年，总量为\n50\n％。\n" * 4
    mended = mend_torn_lines(many)
    assert mended.replace(" ", "\n") == many
    assert mended.split("\n")[0] == "到 2025 年，总量为 50 ％。"


def test_a_table_of_one_cell_a_line() -> None:
    """序号 says how wide it is, and 1, 2 where its rows begin."""
    text = "序号\n指标\n目标\n1\n发明专利\n12件\n2\n注册商标\n30件\n"
    pieces = lines(text)
    (first, table), *more = loose_tables(pieces, text).items()
    assert (first, table.end, more) == (0, 9, [])
    assert table.rows == ((0, 1, 2), (3, 4, 5), (6, 7, 8))
    assert "".join(map(cnpolicy.unparse, loose_rows(pieces, table, text))) == text


def test_a_cell_that_names_one_body_a_line() -> None:
    """Lines that are too many belong to the column of bodies if they are bodies."""
    head = "序号\n事项\n责任单位\n时限\n"
    rows = (
        "1\n新建码头\n县交通局\n县水务局\n6月\n2\n疏浚航道\n县水务局\n县财政局\n9月\n"
    )
    pieces = lines(head + rows)
    (_, table), *_ = loose_tables(pieces, head + rows).items()
    assert table.rows[1:] == ((4, 5, 6, 8), (9, 10, 11, 13))
    said = cnpolicy.responsibilities(cnpolicy.parse(head + rows))
    names = [[body.name for body in clause.organizations] for clause in said]
    assert names == [["县交通局", "县水务局"], ["县水务局", "县财政局"]]


def test_the_register_of_a_page_is_no_part_of_the_table_below() -> None:
    """A head that begins with 序号 opens a table of its own."""
    text = (
        "索引号 | 0003/2022-8 | 公开方式 | 主动公开 |\n"
        "发布单位 | 区政府 | 发文日期 | 2022-07-14 |\n"
        "序号 | 实事项目 | 责任单位 | 配合单位 |\n1 | 新建学校 | 教育局 | 财政局 |\n"
    )
    said = cnpolicy.responsibilities(cnpolicy.parse(text))
    assert [[b.name for b in one.organizations] for one in said] == [
        ["教育局", "财政局"]
    ]


HEAD_ALONE = "工作任务\n责任单位\n完成时限\n修路\n县交通局\n2025年底前\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (HEAD_ALONE + "疏河，清淤。\n县水利局、各镇\n长期坚持\n", 3),
        (HEAD_ALONE + "二、要求\n责任单位\n认真落实。\n", 0),
        ("工作任务\n责任单位\n修路\n尽快完工\n疏河\n县水利局\n", 0),
        # columns that no table of heads names, in the middle and at the end
        (
            "工作任务\n进展情况\n责任单位\n修路\n已开工\n县交通局\n疏河\n未开工\n县水利局\n",
            3,
        ),
        ("工作任务\n责任单位\n是否达标\n修路\n县交通局\n是\n疏河\n县水利局\n否\n", 3),
        ("工作任务\n重点突出\n责任单位\n落实到位\n修路\n县交通局\n疏河\n县水利局\n", 0),
        ("责任单位\n县交通局\n工作任务\n县水利局\n", 0),
    ],
)
def test_a_table_known_by_its_head(text: str, rows: int) -> None:
    """Each row has a body where the head says so; one row is no table."""
    found = list(loose_tables(lines(text), text).values())
    assert [len(table.rows) for table in found] == [rows] * bool(rows)


def test_a_body_whose_name_is_broken_over_two_lines() -> None:
    """县文体广|旅局 is one."""
    text = "序号\n事项\n责任单位\n1\n新建码头\n县文体广\n旅局\n2\n疏浚航道\n县水务局\n"
    said = cnpolicy.responsibilities(cnpolicy.parse(text))
    names = [["".join(b.name.split()) for b in one.organizations] for one in said]
    assert names == [["县文体广旅局"], ["县水务局"]]


def test_numbers_of_pages_alone_on_their_lines() -> None:
    """They count on, and belong to the page."""
    line = "推进工作，健全机制，完善体系。\n"
    text = "".join(f"{line * 6}{page}\n" for page in (3, 4, 5))
    found = cut_pages(lines(text), text, text, PLAN)
    assert kinds(found) == " ".join((["TEXT"] * 6 + ["FURNITURE"]) * 3)


def test_what_a_file_states_is_taken_as_it_is() -> None:
    """Line ends inside a paragraph, the level of a heading."""
    text = "概述\n健全机制，\n完善体系。\n"
    heading = SourceParagraph(Span(0, 2), heading_level=2)
    structure = Structure(paragraphs=(heading,), wraps=(8,))
    pieces = stated_segments(lines(text), structure, text, text, PLAN)
    assert words(pieces, text) == ["概述\n", "健全机制，\n完善体系。\n"]
    assert [piece.stated_level for piece in pieces] == [2, 0]


def test_headings_that_lost_their_line_are_cut_off() -> None:
    """At the numbers behind the end of a sentence; they may turn out to be none."""
    text = "一、总则。健全机制。二、附则。完善体系。\n"
    pieces = cut_lines(lines(text), text, text, PLAN)
    assert words(pieces, text) == ["一、总则。健全机制。", "二、附则。完善体系。\n"]
    assert [piece.tentative for piece in pieces] == [False, True]


# ------------------------------------------------------------------------ numbering

NUMBERED = "一、总则\n（一）目的\n（二）依据\n专栏1 重点工程\n1.甲\n2.乙\n二、附则\n"


def test_what_takes_part_in_the_numbering() -> None:
    """Markers that may head something, and openings of boxes, in order."""
    events = collect_candidates(lines(NUMBERED), NUMBERED)
    said = [
        what.marker.text if isinstance(what, Candidate) else what for _, what in events
    ]
    assert said == ["一、", "（一）", "（二）", Interruption.BOX, "1.", "2.", "二、"]
    first, *_, last = (what for _, what in events if isinstance(what, Candidate))
    assert first.follower is last
    assert first.next is last
    assert first.alone


def test_ranks_and_the_box() -> None:
    """The numbers inside a box are the box's own; a heading of the document ends it."""
    pieces = lines(NUMBERED)
    found = find_levels(pieces, NUMBERED)
    assert [piece.rank for piece in pieces] == [1, 2, 2, 0, 1, 1, 1]
    assert found.faults == 0
    assert [one.place for one in found.placed].count(NumberedBy.BOX) == 2
    close_boxes(pieces, NUMBERED, found.boxes)
    assert [piece.boxed for piece in pieces] == [False] * 4 + [True] * 2 + [False]


@pytest.mark.parametrize(
    ("quality", "unfinished", "accepted"),
    [
        (Quality.CONTINUES, True, True),
        (Quality.OPENS, False, True),
        (Quality.GAP, False, True),
        (Quality.GAP, True, False),
        (Quality.RESTART, True, False),
    ],
)
def test_a_number_at_the_start_of_a_line(
    quality: Quality, unfinished: bool, accepted: bool
) -> None:
    """One that fits is a heading; one that does not, unless a sentence was cut."""
    _, item = collect_candidates(lines("二、附则\n"), "二、附则\n")[0]
    assert isinstance(item, Candidate)
    item.unfinished = unfinished
    fit = Fit(quality, 0, 1, True)
    assert accepts(item, fit, Series({item.key: 1})) is accepted


def test_headings_that_a_file_states() -> None:
    """They stand between the numbers by their levels."""
    text = "一、总则\n概述\n内容。\n二、附则\n"
    pieces = lines(text)
    pieces[0].stated_level = pieces[3].stated_level = 1
    pieces[1].stated_level = 2
    stated = stated_headings(pieces)
    assert stated.levels == {1: 2}
    find_levels(pieces, text)
    rank_stated(pieces, stated, 10)
    assert [piece.rank for piece in pieces] == [1, 2, 0, 1]


# --------------------------------------------------------------------------- tables

CONTINUED = (
    "任务\t责任单位\n改造小区\t市住建局\n续表1\n任务\t责任单位\n新建公园\t市林业局\n"
)


@pytest.mark.parametrize(
    ("label", "tables"), [("续表1", 1), ("表1（续）", 1), ("表2 任务", 2)]
)
def test_a_table_goes_on_below_its_label(label: str, tables: int) -> None:
    """Both parts are one segment below 续表; a table of its own stays one."""
    text = CONTINUED.replace("续表1", label)
    pieces = join_continued(collapse_rows(lines(text), text, text), text, text)
    assert "".join(words(pieces, text)) == text
    assert sum(piece.kind is TABLE for piece in pieces) == tables


def test_the_rows_of_a_head_that_names_bodies() -> None:
    """As many cells a row as the head has; a line too few for one ends the table."""
    cells = ["任务", "责任单位", "改造小区", "市住建局", "新建公园", "市林业局", "附则"]
    assert list(headed_tables(cells)) == [[range(2), range(2, 4), range(4, 6)]]


# --------------------------------------------------------------------- front matter

NOTICE = (
    "某市关于印发某市发展规划的通知\n各县区：\n现将《某市发展规划》印发给你们。\n"
    "2021年3月4日\n某市发展规划\n一、总则\n内容。\n附件1\n重点任务清单\n一、甲\n"
)


COVER = (
    "政策信息发布平台\n需求规格说明书\n\n某市数据局\n2018年12月\n\n"
    "目录\n一、概述 1\n二、需求 2\n\n一、概述\n内容。\n二、需求\n内容。\n"
)


def test_a_cover_before_the_contents() -> None:
    """The title on two lines, the body that issues it, and the month."""
    pieces = lines(COVER)
    mark_lines(pieces, COVER, PLAN)
    cover = find_cover(pieces, COVER, PLAN, 0, 7)
    assert cover is not None
    assert (cover.title, cover.issuers, cover.date) == ((0, 1), (3,), 4)


def test_the_head_of_a_notice_is_no_cover() -> None:
    """It has its title and its addressees right above the text."""
    pieces = lines(NOTICE)
    mark_lines(pieces, NOTICE, PLAN)
    assert find_cover(pieces, NOTICE, PLAN, 0, 5) is None


def test_parts_and_frame_of_a_notice() -> None:
    """Where the plan and the attachment begin, and what each line is."""
    pieces = lines(NOTICE)
    mark_lines(pieces, NOTICE, PLAN)
    known = find_parts(pieces, NOTICE, PLAN)
    assert known == "现将某市发展规划印发给你们。\n某市发展规划\n"
    parts = {NOTICE[p.first : p.last]: p.part.value for p in pieces if p.part}
    assert parts == {"某市发展规划": "MAIN", "附件1": "ATTACHMENT"}
    find_levels(pieces, NOTICE)
    mark_frame(pieces, NOTICE, PLAN, known)
    assert kinds(pieces) == (
        "TITLE ADDRESSEES TEXT DATE TITLE HEADING TEXT ANNEX TITLE HEADING"
    )


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("临江市综合交通运输", True),
        ("静安区全力打响服务品牌", True),
        ("临江市", True),
        ("社区养老服务", False),
        ("培育市场主体", False),
        ("知识产权强市建设纲要", False),
        ("关于临江市的意见", False),
    ],
)
def test_a_title_begins_with_a_place(words: str, place: bool) -> None:
    """社区, 市场 and 强市 are no places; a verb may begin a title as well."""
    assert begins_with_place(words) is place
    assert begins_title(words) or not place


def test_the_lines_of_a_broken_title() -> None:
    """What is but its end, what may stand in it, what may go on, who is joined."""
    assert [is_rest(one) for one in ("实施方案", "规划", "城市规划", "目录")] == [
        *(True, True, False, False)
    ]
    assert is_part("“十四五”时期")
    assert not is_part("某县政务公开")
    assert not is_part("坚持统筹，加强管理")
    assert may_go_on("某市政府关于加强和规范")
    assert not may_go_on("某市管理办法")
    assert is_joint("中共临江市委", "临江市人民政府关于建设海洋强市的意见")
    assert not is_joint("临江市财政局", "临江市人民政府关于建设海洋强市的意见")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "图书借阅稳中有进\n（2023年10月19日）\n今年以来，借阅平稳。\n",
            "图书借阅稳中有进",
        ),
        ("图书馆建设进展\n来源：县文旅局\n工程顺利。\n", "图书馆建设进展"),
        ("在读书节上的发言\n各位代表：\n大家好。\n", "在读书节上的发言"),
        ("图书馆建设进展\n县情\n图书馆建设进展\n顺利。\n", "图书馆建设进展"),
        ("图书馆建设进展\n", "图书馆建设进展"),
        ("云溪县文化和旅游局\n（2023年10月19日）\n今年以来，平稳。\n", None),
        ("图书馆建设进展\n工程顺利。\n", None),
    ],
)
def test_a_headline_is_told_by_where_it_stands(text: str, title: str | None) -> None:
    """Twice, above a date, above what the page says, above a greeting, or alone."""
    pieces = lines(text)
    mark_lines(pieces, text, PLAN)
    short = [index for index, one in enumerate(pieces) if one.kind.value == "TEXT"]
    found = headline(pieces, text, PLAN, 0, len(pieces), short)
    assert [text[pieces[i].first : pieces[i].last] for i in found] == [title] * bool(
        title
    )


@pytest.mark.parametrize(
    ("behind", "again"),
    [
        ("一、总则⏎⏎信息平台⏎需求规划⏎", (7, 8)),
        ("⏎信息平台⏎⏎需求规划⏎", (6, 8)),
        ("信息平台⏎一、总则⏎需求规划⏎", ()),
        ("信息平台⏎", ()),
    ],
)
def test_the_title_of_a_cover_comes_again(behind: str, again: tuple[int, ...]) -> None:
    """Behind the contents, whole and in its order."""
    text = f"信息平台⏎需求规划⏎某市数据局⏎2018年12月⏎目录⏎{behind}".replace("⏎", "\n")
    pieces = lines(text)
    mark_lines(pieces, text, PLAN)
    cover = find_cover(pieces, text, PLAN, 0, len(pieces))
    assert cover is not None
    assert cover.repeated == again


def test_a_table_of_contents() -> None:
    """Its entries belong to the page, and say where titles end."""
    text = "目　录\n一、总则 1\n二、附则 2\n一、总则\n内容。\n二、附则\n内容。\n"
    pieces = lines(text)
    contents = mark_contents(pieces, text)
    assert contents == {"一、": ["总则"], "二、": ["附则"]}
    assert kinds(pieces) == "FURNITURE FURNITURE FURNITURE TEXT TEXT TEXT TEXT"
    assert title_in_contents(contents, "一、", "总则为了") == 2
    assert title_in_contents(contents, "三、", "总则为了") == 0


@pytest.mark.parametrize(
    ("text", "title", "issuers"),
    [
        ("信息平台⏎需求说明书⏎某市数据局⏎2018年12月⏎目录⏎", (0, 1), (2,)),
        ("某市数据局⏎信息平台需求规划⏎编制单位：某市规划院⏎2018年12月⏎", (1,), (0,)),
        ("某市政府网⏎信息平台⏎需求规划⏎某市数据局⏎2018年12月⏎", (1, 2), (3,)),
        ("某市发展规划⏎2018年12月20日⏎目录⏎", (0,), ()),
        ("某市发展规划⏎2018年12月20日⏎", None, None),
        ("某市数据局关于印发规划的通知⏎某市数据局⏎2018年12月⏎", None, None),
        ("信息平台⏎需求说明书⏎", None, None),
        ("信息平台⏎一、需求规划⏎某市数据局⏎2018年12月⏎", None, None),
        ("信息平台⏎某市规划⏎（2018年12月）⏎某市数据局⏎", None, None),
        ("甲⏎乙⏎丙⏎丁⏎某市规划⏎某市数据局⏎2018年12月⏎", None, None),
        ("甲一⏎乙二⏎丙三⏎丁四⏎某市规划⏎某市数据局⏎2018年12月⏎", (0, 1, 2, 3, 4), (5,)),
        ("甲一⏎乙二⏎丙三⏎丁四⏎戊五⏎某市规划⏎某市数据局⏎2018年12月⏎", None, None),
    ],
)
def test_a_cover_has_a_title_and_bodies(
    text: str, title: tuple[int, ...] | None, issuers: tuple[int, ...] | None
) -> None:
    """By its date or the contents below; the date of a page, a letterhead is none."""
    text = text.replace("⏎", "\n")
    pieces = lines(text)
    mark_lines(pieces, text, PLAN)
    cover = find_cover(pieces, text, PLAN, 0, len(pieces))
    assert (cover and cover.title) == title
    assert (cover and cover.issuers) == issuers


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("某市知识产权发展规划", True),
        ("某市若干措施20条", True),
        ("关于加强工作的通知", True),
        ("文种：计划", False),
        ("今天天气好", False),
    ],
)
def test_the_last_line_of_a_title(line: str, title: bool) -> None:
    """It ends with the word for its kind."""
    assert is_title(lines(line)[0], line, PLAN) is title


# ------------------------------------------------------------------------- headings


@pytest.mark.parametrize(
    ("line", "vote", "title"),
    [
        ("总体要求", Vote.TITLE, "总体要求"),
        ("强化保护。健全机制，加强执法。", Vote.TITLE, "强化保护"),
        ("健全机制，加强执法，完善体系，推进改革。", Vote.BODY, None),
    ],
)
def test_what_a_line_says_of_its_title(
    line: str, vote: Vote, title: str | None
) -> None:
    """Alone, or a short sentence before others; a long one is all body."""
    found = heading_words(line, 0, len(line))
    assert found.vote is vote
    if title is not None:
        assert line[found.start : found.end] == title


def test_a_blank_parts_a_title_from_its_sentence() -> None:
    """Where a sentence stands behind it."""
    line = "目的 健全机制，减少损失。"
    found = parted_title(line, 0, len(line))
    assert found is not None
    assert line[found.start : found.end] == "目的"
    assert parted_title("总　则", 0, 3) is None


@pytest.mark.parametrize(
    ("line", "known", "end"),
    [
        ("总体要求以人民为中心发展思想为指导", 0, 4),
        ("加强组织领导各级政府要加强领导。", 6, 0),
        ("坚持依法保护。", 0, 0),
    ],
)
def test_a_title_that_runs_into_its_body(line: str, known: int, end: int) -> None:
    """One that everyone writes, or one that the words behind it tell."""
    assert known_title(line, 0, len(line), tentative=True) == known
    assert unmarked_title_end(line, 0, len(line)) == end


@pytest.mark.parametrize(
    ("line", "end"),
    [("坚持依法保护。健全机制。", 6), ("坚持依法保护，健全机制。", 0), ("好。", 0)],
)
def test_a_lead_sentence(line: str, end: int) -> None:
    """A short sentence without comma."""
    assert lead_words(line, 0, len(line)) == end


@pytest.mark.parametrize(
    ("above", "line", "expected"),
    [
        ("（一）加强巡查；", "（二）按时报告。", True),
        ("（一）加强巡查；以及", "（二）按时报告。", True),
        ("（一）加强巡查。", "（二）按时报告。", False),
        # What goes on behind a stop is a paragraph of its own.
        ("（一）加强巡查；", "（二）按时报告。不得漏报。", False),
    ],
)
def test_where_a_list_ends(above: str, line: str, expected: bool) -> None:
    """Its last item is one sentence behind one that ends with a semicolon."""
    text = f"{above}\n{line}\n"
    before, segment = lines(text)
    assert ends_list(before, segment, text) is expected
    assert not ends_list(None, segment, text)


def test_a_lead_needs_company() -> None:
    """Two paragraphs of one heading have one, or none has."""
    lead = "坚持依法保护。理顺知识产权保护体制机制，加强执法。\n"
    one, two = "一、基本原则\n" + lead, "一、基本原则\n" + lead * 2
    for text, count in ((one, 0), (two, 2)):
        pieces = lines(text)
        find_levels(pieces, text)
        assert len(lead_sentences(pieces, text)) == count


# ----------------------------------------------------------------------------- tree


def test_tokens_nodes_and_titles() -> None:
    """Paragraphs right behind a heading come with its token."""
    text = "一、总则\n内容。\n内容。\n（一）目的\n二、附则\n"
    pieces = lines(text)
    found = find_levels(pieces, text)
    titles = heading_titles(pieces, text, {})
    assert [text[w.start : w.end] for w in titles.values() if w] == [
        "总则",
        "目的",
        "附则",
    ]
    made = tokens(pieces, text, text, {})
    assert [token.type for token in made] == ["L1", "L2", "L1"]
    nodes = build_tree(made)
    assert "".join(cnpolicy.unparse(node) for node in nodes) == text
    assert [len(node.children) for node in nodes] == [4, 1]
    assert numbering_diagnostics(found, text) == []


@pytest.mark.parametrize("certain", [True, False])
def test_whether_the_end_of_a_box_is_told_comes_with_its_heading(certain: bool) -> None:
    """A box heading whose end is inferred is one on its way to the tree only."""
    text = "专栏1 重点工程\n建设内容。\n"
    pieces = lines(text)
    pieces[0].box_end_is_certain = certain
    made = tokens(pieces, text, text, {})
    assert isinstance(made[0].nodes[0], UncertainBox) is not certain
    (box, *_) = build_tree(made)
    assert isinstance(box, cnpolicy.Box)
    assert box.end_certain is certain
    assert type(box.children[0]) is cnpolicy.BoxHeading


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("一、甲\n三、乙\n", ["numbering-gap"]),
        ("一、甲\n二、乙\n二、丙\n", ["numbering-repeat"]),
    ],
)
def test_what_is_odd_about_numbers(text: str, codes: list[str]) -> None:
    """A number that is missing, and one that stands twice."""
    found = find_levels(lines(text), text)
    assert [one.code for one in numbering_diagnostics(found, text)] == codes
