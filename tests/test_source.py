"""`parse(source)`: what a file states is taken as it is, and nothing is lost by it."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import cnpolicy
from cnpolicy import Document, Section, Span, Table
from cnpolicy.model.row_kinds import RowKind
from cnpolicy.model.source import (
    SourceCell,
    SourcePage,
    SourceParagraph,
    SourceRow,
    SourceTable,
    Structure,
)
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind, Source
from support import laws
from support.strategies import SEEDS, seed_text


def page(body: str) -> Source:
    """A web page with this body."""
    return read(f'<html><body><div id="zoom">{body}</div></body></html>'.encode())


def markdown(text: str) -> Source:
    """A Markdown text."""
    return read(text.encode(), kind=Kind.MARKDOWN)


def assert_laws(source: Source) -> Document:
    """Every law of a text that does not ask for another parse of it."""
    document = laws.quietly(cnpolicy.parse, source)
    text = source.text
    laws.assert_round_trip(document, text)
    laws.assert_spans(document, text)
    assert cnpolicy.parse(source) == document
    laws.assert_exports(document)
    laws.assert_transforms(document)
    laws.assert_diagnostics(document, text)
    laws.assert_depth(document)
    return document


def outline(document: Document) -> list[tuple[int, str, str | None]]:
    """Depth, mark and title of each heading."""
    return [
        (item.depth, item.marker.text if item.marker else "", item.title)
        for item in cnpolicy.outline(document)
    ]


def table_of(document: Document) -> Table:
    """The only table of a document."""
    (table,) = [node for node in cnpolicy.walk(document) if isinstance(node, Table)]
    return table


# ------------------------------------------------------------------------------- text


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_a_text_file_is_read_as_its_text(path) -> None:
    """Plain text states nothing, so that nothing is different."""
    text = seed_text(path)
    assert cnpolicy.parse(read(text.encode())) == cnpolicy.parse(text)


def test_neither_text_nor_source_is_refused() -> None:
    """The message names both."""
    with pytest.raises(TypeError, match="str or a Source, not bytes"):
        cnpolicy.parse(b"\xe4\xb8\x80")  # type: ignore[arg-type]


# ------------------------------------------------------------------------- paragraphs


def test_even_paragraphs_are_not_joined() -> None:
    """Lines as even as those of a wrapped text stay the paragraphs that they are."""
    line = "坚持系统观念统筹推进有关工作健全体制机制完"
    lines = [f"{line}{sign}" for sign in "善优化提升强增扩建设立树创新改革"]
    source = page("".join(f"<p>{one}</p>" for one in lines))
    document = assert_laws(source)
    leaves = [n for n in cnpolicy.walk(document) if isinstance(n, cnpolicy.Leaf)]
    assert [leaf.text.strip() for leaf in leaves] == lines


# ----------------------------------------------------------------------------- tables

HEAD = "<tr><td>序号</td><td>重点任务</td><td>牵头单位</td><td>完成时限</td></tr>"
MERGED = (
    "<p>某市重点任务分工表，现予公布，请遵照执行。</p><table>" + HEAD + "<tr><td>1</td>"
    "<td>推进审判改革</td><td rowspan=3>市法院</td><td rowspan=2>2025年底</td></tr>"
    "<tr><td>2</td><td>建立调查官制度</td></tr>"
    "<tr><td>3</td><td>完善服务模式</td><td>2026年底</td></tr></table>"
)


def test_a_merged_cell_speaks_for_all_its_rows() -> None:
    """Each row has its words, marked as inherited, with the place where they stand."""
    source = page(MERGED)
    document = assert_laws(source)
    rows = table_of(document).body
    assert [[cell.value for cell in row.cells] for row in rows] == [
        ["1", "推进审判改革", "市法院", "2025年底"],
        ["2", "建立调查官制度", "市法院", "2025年底"],
        ["3", "完善服务模式", "市法院", "2026年底"],
    ]
    assert [cell.inherited for cell in rows[1].cells] == [False, False, True, True]
    assert rows[1].cells[2].value_span.of(source.text) == "市法院"
    tasks = cnpolicy.tasks(document)
    assert [[body.name for body in task.lead] for task in tasks] == [["市法院"]] * 3
    assert [task.deadline for task in tasks] == ["2025年底", "2025年底", "2026年底"]
    assert all(task.deadlines for task in tasks)


def test_a_merged_cell_reaches_the_end_of_the_text() -> None:
    """So does one whose last part is the last, empty cell of the file."""
    rows = "<tr><td>1</td><td>推进改革</td><td rowspan=2>市法院</td></tr>"
    rows += "<tr><td>2</td><td>建立制度</td></tr>"
    head = HEAD.replace("<td>完成时限</td>", "")
    document = assert_laws(page(f"<table>{head}{rows}</table>"))
    assert [len(task.lead) for task in cnpolicy.tasks(document)] == [1, 1]


def test_an_empty_cell_is_not_a_merged_one() -> None:
    """Below 市法院 an empty cell stays empty: nothing says that it is merged."""
    rows = "<tr><td>1</td><td>推进改革</td><td>市法院</td><td>2025年底</td></tr>"
    rows += "<tr><td>2</td><td>建立制度</td><td></td><td>2025年底</td></tr>"
    document = assert_laws(page(f"<p>附表</p><table>{HEAD}{rows}</table>"))
    assert [len(task.lead) for task in cnpolicy.tasks(document)] == [1]


def test_a_cell_over_two_columns_speaks_for_the_first() -> None:
    """市财政局 over 牵头单位 and 配合单位 leads, and does not help itself."""
    head = HEAD.replace("<td>完成时限</td>", "<td>配合单位</td>")
    rows = "<tr><td>1</td><td>推进改革</td><td colspan=2>市财政局</td></tr>"
    rows += "<tr><td>2</td><td>建立制度</td><td>市法院</td><td>市检察院</td></tr>"
    document = assert_laws(page(f"<table>{head}{rows}</table>"))
    first = document.responsibilities[0]
    assert [body.name for body in first.lead] == ["市财政局"]
    assert first.support == ()


def test_group_rows_stand_in_the_path_of_a_task() -> None:
    """A row that is one cell names those below it, down to the next."""
    rows = "<tr><td colspan=4>一、知识产权方面（共1项）</td></tr>"
    rows += "<tr><td>1</td><td>推进改革</td><td>市法院</td><td>2025年底</td></tr>"
    rows += "<tr><td colspan=4>二、科技成果方面（共1项）</td></tr>"
    rows += "<tr><td>2</td><td>完善服务</td><td>市科技局</td><td>2026年底</td></tr>"
    document = assert_laws(page(f"<table>{HEAD}{rows}</table>"))
    kinds = [row.kind for row in table_of(document).rows]
    header, group, data = RowKind.HEADER, RowKind.GROUP, RowKind.DATA
    assert kinds == [header, group, data, group, data]
    assert [(task.number, task.path) for task in cnpolicy.tasks(document)] == [
        (("一、", "1"), ("知识产权方面（共1项）", "")),
        (("二、", "2"), ("科技成果方面（共1项）", "")),
    ]


def test_a_header_of_two_rows_names_each_column() -> None:
    """责任单位 over 牵头单位 and 配合单位 is no body."""
    head = "<tr><td rowspan=2>序号</td><td rowspan=2>任务</td>"
    head += (
        "<td colspan=2>责任单位</td></tr><tr><td>牵头单位</td><td>配合单位</td></tr>"
    )
    rows = "<tr><td>1</td><td>建立台账</td><td>市财政局</td><td>市审计局</td></tr>"
    document = assert_laws(page(f"<table>{head}{rows}{rows}</table>"))
    table = table_of(document)
    assert table.header_rows == 2
    assert table.columns == ("序号", "任务", "责任单位牵头单位", "责任单位配合单位")
    first = document.responsibilities[0]
    assert [b.name for b in first.lead] == ["市财政局"]
    assert [b.name for b in first.support] == ["市审计局"]


def test_the_title_of_a_table_in_its_first_row_is_no_header() -> None:
    """某市任务分工表 over all columns names no column."""
    rows = "<tr><td colspan=4>某市重点任务责任单位分工表</td></tr>" + HEAD
    rows += "<tr><td>1</td><td>推进改革</td><td>市法院</td><td>2025年底</td></tr>"
    document = assert_laws(page(f"<table>{rows}</table>"))
    table = table_of(document)
    assert [row.kind.value for row in table.rows] == ["title", "header", "data"]
    (clause,) = document.responsibilities
    assert [body.name for body in clause.lead] == ["市法院"]
    assert clause.responsible == ()


# --------------------------------------------------------------------------- headings


def test_headings_without_number_give_the_outline() -> None:
    """`##` and `###` are its levels; the title of the document is none of it."""
    document = assert_laws(
        markdown("# 某市工作方案\n## 背景\n加强建设。\n## 措施\n### 财政\n增加投入。\n")
    )
    assert document.title == "某市工作方案"
    assert outline(document) == [(1, "", "背景"), (1, "", "措施"), (2, "", "财政")]
    first = document.children[1]
    assert isinstance(first, Section)
    assert first.marker is None


def test_numbers_begin_afresh_below_a_heading_without_one() -> None:
    """1. below 背景 and 1. below 措施 are two series."""
    document = assert_laws(
        markdown("# 背景\n1. 增加投入。\n2. 减税。\n# 措施\n1. 组织。\n2. 监督。\n")
    )
    assert [depth for depth, *_ in outline(document)] == [1, 2, 2, 1, 2, 2]
    assert document.diagnostics == ()


def test_numbers_that_run_on_stand_beside_headings_without_one() -> None:
    """Where 一、二、三 go on across them, such headings are no higher."""
    document = assert_laws(
        markdown("一、总体要求\n坚持创新。\n## 专题\n二、措施\n## 专题二\n三、财政\n")
    )
    assert {depth for depth, *_ in outline(document)} == {1}
    assert document.diagnostics == ()


def test_levels_of_numbered_headings_place_the_others() -> None:
    """### below ## 一、 is a part of it, and （一） without level below 二、 too."""
    document = assert_laws(
        markdown(
            "# 某市工作方案\n## 前言\n加强建设，提升能力。\n## 一、总体要求\n"
            "### 指导思想\n坚持创新。\n## 二、措施\n（一）财政。增加投入。\n"
        )
    )
    assert outline(document) == [
        (1, "", "前言"),
        (1, "一、", "总体要求"),
        (2, "", "指导思想"),
        (1, "二、", "措施"),
        (2, "（一）", "财政"),
    ]


def test_levels_of_a_bare_text_stay_unknown() -> None:
    """`parse(source.text)` knows no levels."""
    source = markdown("# 背景\n加强建设。\n# 措施\n减税。\n")
    assert outline(cnpolicy.parse(source.text)) == []


# ------------------------------------------------------------------------------- laws


@st.composite
def structures(draw: st.DrawFn, text: str) -> Structure:
    """Structures of all kinds, most of which do not fit the text."""
    spots = st.integers(-2, len(text) + 3)
    spans = st.builds(lambda a, b: cnpolicy.Span(min(a, b), max(a, b)), spots, spots)
    cells = st.builds(
        SourceCell, spans, st.integers(0, 5), st.integers(1, 9), st.integers(1, 9)
    )
    lines = []
    start = 0
    for line in text.split("\n"):
        lines.append(cnpolicy.Span(start, start + len(line)))
        start += len(line) + 1
    rows = st.builds(
        SourceRow,
        spans | st.sampled_from(lines),
        st.lists(cells, max_size=4).map(tuple),
        st.booleans(),
    )
    tables = st.builds(
        SourceTable, st.lists(rows, min_size=1, max_size=4).map(tuple), st.booleans()
    )
    pages = st.builds(
        SourcePage, spans, st.integers(1, 3), st.lists(spans, max_size=3).map(tuple)
    )
    paragraphs = st.builds(
        SourceParagraph,
        spans | st.sampled_from(lines),
        st.none() | st.integers(-1, 12),
        st.none(),
    )
    return Structure(
        tuple(draw(st.lists(paragraphs, max_size=6))),
        tuple(draw(st.lists(spots, max_size=5))),
        tuple(draw(st.lists(tables, max_size=3))),
        tuple(draw(st.lists(pages, max_size=3))),
    )


TEXTS = (
    "某市规划\n一、总体要求\n坚持创新，\n加强建设。\n— 1 —\n（一）目标\n1\t甲\t乙\n"
    "2\t丙\t丁\n\n二、措施\n附件1\n任务表\n序号\t任务\n1\t建设\t市财政局\n",
    "1\t\t\n\n\n一\t\r\n二、\t三\r四",
    "",
)


@given(st.data())
@pytest.mark.law
def test_no_structure_loses_text(data: st.DataObject) -> None:
    """Whatever a caller says of a text, the tree gives it back and the laws hold."""
    text = data.draw(st.sampled_from(TEXTS))
    structure = data.draw(structures(text))
    assert_laws(Source(text, Kind.DOCX, structure=structure))


@pytest.mark.parametrize("place", [(6, 9), (6, 6), (0, 0)])
def test_a_cell_stated_elsewhere_reaches_nowhere(place: tuple[int, int]) -> None:
    """What others inherit stands before them, in the cell that has it."""
    text = "1\t\t\n\n\n一\t\r\n二、\t三\r四"
    row = SourceRow(Span(6, 9), (SourceCell(Span(*place), 0, 2, 1),), False)
    structure = Structure(tables=(SourceTable((row,), False),))
    assert_laws(Source(text, Kind.DOCX, structure=structure))


def test_a_source_can_be_changed() -> None:
    """`evolve` keeps the structure; what no longer fits is left alone."""
    source = page(MERGED)
    assert_laws(evolve(source, text=source.text[:20]))
