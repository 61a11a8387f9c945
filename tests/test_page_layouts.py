"""What a page does to a text is undone: torn figures, loose cells, page numbers."""

import pytest

import cnpolicy
from cnpolicy import Furniture, Table
from support.laws import assert_laws

TORN = """为落实
2024
年工作部署，结合实际，制定本方案。
一、工作安排
2023
年，我县建成水库
3
座，总库容超过
500
万立方米。
（
1
）加固水库
2
座，
（
2
）疏浚河道
12
公里。
云溪县水务局
2024
年
3
月
5
日
"""


def test_sentences_torn_at_their_figures_are_whole() -> None:
    """get_text() of a page whose figures stand in tags of their own."""
    document = assert_laws(TORN)
    first, *others = cnpolicy.outline(document)
    assert (first.ordinal, first.title) == (1, "工作安排")
    assert [(item.depth, item.ordinal) for item in others] == [(2, 1), (2, 2)]
    assert str(document.metadata.date) == "2024-03-05"


def test_a_column_of_figures_is_not_torn() -> None:
    """Figures one a line are the cells of a table."""
    text = "序号\n项目\n数量\n1\n水库\n3\n2\n泵站\n12\n3\n水闸\n7\n"
    (table,) = (n for n in cnpolicy.walk(assert_laws(text)) if isinstance(n, Table))
    rows = [[cell.value for cell in row.cells] for row in table.rows]
    assert rows[1:] == [["1", "水库", "3"], ["2", "泵站", "12"], ["3", "水闸", "7"]]


HEAD = ["序号", "重点任务", "牵头单位", "配合单位"]
ROWS = [
    ["1", "新建口袋公园6个。", "县住建局", "县财政局"],
    ["2", "改造老旧管网，年底前完工。", "县水务局", "各有关单位"],
    ["3", "增设早餐网点。", "县商务局", "县市场监管局"],
]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
@pytest.mark.parametrize("width", [3, 4])
@pytest.mark.parametrize("count", [2, 3])
def test_cells_one_a_line_may_be_sentences(gap: str, width: int, count: int) -> None:
    """The head of the columns says how many cells a row has."""
    rows = [row[:width] for row in [HEAD, *ROWS[:count]]]
    cells = [cell for row in rows for cell in row]
    text = gap.join(["云溪县实事分工表", *cells, "以上任务按月调度，确保完成。"]) + gap
    (table,) = (n for n in cnpolicy.walk(assert_laws(text)) if isinstance(n, Table))
    assert [[cell.value for cell in row.cells] for row in table.rows] == rows
    found = cnpolicy.responsibilities(cnpolicy.parse(text))
    assert [[body.name for body in one.lead] for one in found] == [
        [row[2]] for row in rows[1:]
    ]


def test_a_task_in_two_lines_is_one_cell() -> None:
    """The second column takes the lines that are too many."""
    cells = [*HEAD, "1", "新建口袋公园，", "改造绿道。", *ROWS[0][2:], *ROWS[1]]
    text = "\n".join(cells) + "\n"
    (table,) = (n for n in cnpolicy.walk(assert_laws(text)) if isinstance(n, Table))
    assert [cell.value for cell in list(table.rows)[1].cells] == [
        *("1", "新建口袋公园，改造绿道。", "县住建局", "县财政局"),
    ]


def test_short_lines_without_numbers_are_no_table() -> None:
    """A list of measures one a line is text."""
    text = "一、任务\n新建公园。\n改造管网。\n增设网点。\n二、保障\n加强领导。\n"
    assert not any(isinstance(n, Table) for n in cnpolicy.walk(assert_laws(text)))


@pytest.mark.parametrize("page", ["— 12 —", "-3-", "第4页", "第 4 页 共 9 页"])
def test_a_clause_goes_on_behind_a_page_number(page: str) -> None:
    """The bracket that opens above it closes below."""
    text = f"一、任务\n修缮水库。（县水务局牵头，\n{page}\n县财政局配合）\n二、保障\n"
    document = assert_laws(text)
    (found,) = cnpolicy.responsibilities(document)
    assert [body.name for body in found.support] == ["县财政局"]
    assert any(isinstance(n, Furniture) for n in cnpolicy.walk(document))


def test_bare_numbers_between_chapters_are_pages() -> None:
    """They count up, and stand between sentences."""
    body = "坚持问题导向，推动各项任务落地见效，确保完成全年目标。"
    chapters = enumerate("一二三四", 3)
    parts = [f"{n}、任务{n}\n{body}\n{body}\n{page}\n" for page, n in chapters]
    document = assert_laws("".join(parts))
    pages = [n.text for n in cnpolicy.walk(document) if isinstance(n, Furniture)]
    assert pages == ["3\n", "4\n", "5\n", "6\n"]


def test_figures_at_the_ends_of_lines_that_count_nothing_stay() -> None:
    """A year, a count, a room: no pages."""
    text = "一、安排\n桌椅：12\n会议室：7\n二、地点\n东楼3\n西楼9\n"
    document = assert_laws(text)
    assert not any(isinstance(n, Furniture) for n in cnpolicy.walk(document))


@pytest.mark.parametrize(
    ("title", "bodies"),
    [
        ("中共云溪县委 云溪县人民政府关于", ("中共云溪县委", "云溪县人民政府")),
        ("云溪县教育局\n云溪县财政局\n关于", ("云溪县教育局", "云溪县财政局")),
        ("县委 县政府\n关于", ("县委", "县政府")),
        ("云溪县人民政府办公室\n关于", ("云溪县人民政府办公室",)),
        ("云 溪 县 人 民 政 府 关于", ("云溪县人民政府",)),
    ],
)
def test_blanks_part_the_bodies_of_a_title(title: str, bodies: tuple[str, ...]) -> None:
    """Unless they stand between the characters of one, or before its office."""
    text = f"{title}建设美丽乡村的意见\n一、要求\n二、任务\n"
    assert assert_laws(text).metadata.issuers == bodies


def test_a_register_gives_the_number_as_it_is_written() -> None:
    """Traditional characters stay."""
    text = (
        "索 引 號:001/2024 | |\n發文字號:雲政函〔2024〕9號 | |\n"
        "雲溪縣人民政府關於水庫規劃的批復\n縣水務局:\n一、同意。\n二、實施。\n"
    )
    assert assert_laws(text).metadata.doc_number == "雲政函〔2024〕9號"
