"""Chunks: the whole text once, headings with their text, boxes and tables whole."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import (
    Blank,
    Box,
    Branch,
    Document,
    Furniture,
    Heading,
    Leaf,
    NodeTransformer,
    Row,
    Span,
    Table,
    parse,
    parse_file,
    unparse,
    walk,
)
from cnpolicy.analysis.chunks import By, chunks
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.model.results.chunks import Chunk, ChunkKind
from support import strategies, trees
from support.golden_tables import seed
from support.hostile_texts import BUILDERS, SMALL, Hostile
from support.row_batches import about, batched

sizes = st.one_of(st.integers(1, 40), st.integers(41, 3000))
"""Of short texts, down to a character a chunk."""

room = st.integers(20, 1500)
"""Of whole documents: a chunk holds a sentence at least."""

PLAN = (
    "某市规划\n某政发〔2021〕3号\n一、总体要求\n（一）指导思想\n坚持依法保护。\n"
    "（二）原则\n坚持改革。\n二、任务\n（三）加强保护\n完善制度。健全机制。\n"
    "专栏1　保护工程\n建设维权中心2个。\n"
)


BY: list[By] = ["section", "measure", "size"]
each_by = pytest.mark.parametrize("by", BY)


def cut(text: str, most: int, by: By = "section", least: int = 0) -> list[str]:
    """The texts of the chunks of a text."""
    found = chunks(parse(text), by=by, max_size=most, min_size=least)
    return [chunk.text for chunk in found]


def check(
    document: Document, most: int, by: By = "section", **sizes: Any
) -> tuple[Chunk, ...]:
    """Assert what holds for the chunks of every document."""
    text = unparse(document)
    found = chunks(document, by=by, max_size=most, **sizes)
    assert "".join(chunk.text for chunk in found) == text
    at = 0
    known: set[str] = set()
    for chunk in found:
        assert 0 < chunk.size <= most
        assert chunk.span == Span(at, at + len(chunk.text))
        assert at == 0 or text[:at].endswith(chunk.overlap)
        at = chunk.span.end
        assert chunk.context.endswith(" > ".join(part for part in chunk.path if part))
        assert "\n" not in chunk.context
        assert chunk.content.endswith(chunk.overlap + chunk.text)
        assert chunk.parent is None or chunk.parent in known
        assert chunk.section is None or chunk.section.start <= chunk.span.start
        assert chunk.id not in known
        known.add(chunk.id)
    return found


# -------------------------------------------------------------------------- the law


@pytest.mark.law
@given(
    st.one_of(strategies.vocabulary, strategies.edited()), sizes, st.sampled_from(BY)
)
def test_chunks_cover_any_text(text: str, most: int, by: By) -> None:
    """Joined, the chunks of any text are the text; none is too long."""
    check(parse(text), most, by, min_size=most // 3, overlap=most // 4)


@pytest.mark.law
@given(strategies.documents(), room, st.sampled_from(BY))
def test_chunks_cover_made_documents(made: strategies.Made, most: int, by: By) -> None:
    """Every clause and every target of a document is in a chunk."""
    document = parse(made.text)
    found = check(document, most, by)
    assert {c.clause for chunk in found for c in chunk.responsibilities} == {
        clause.clause for clause in document.responsibilities
    }
    assert [t for chunk in found for t in chunk.targets] == sorted(
        targets(document), key=lambda target: target.quantity
    )


@pytest.mark.law
@given(trees.documents(), sizes, st.sampled_from(BY))
def test_chunks_cover_trees_made_by_hand(document: Document, most: int, by: By) -> None:
    """Trees that no parser would make are cut as well."""
    found = chunks(evolve(document, responsibilities=()), by=by, max_size=most)
    assert "".join(chunk.text for chunk in found) == unparse(document)


@batched(BUILDERS)
def test_chunks_cover_hostile_texts(rows: Sequence[Hostile]) -> None:
    """Texts made to break a cutter do not, and are cut the same again."""
    for hostile in rows:
        with about(hostile):
            document = parse(hostile.build(SMALL))
            for by in BY:
                assert check(document, 50, by) == chunks(document, by=by, max_size=50)


@given(strategies.documents(), st.integers(200, 2000))
def test_a_heading_stays_with_its_text(made: strategies.Made, most: int) -> None:
    """No chunk ends behind a heading of a section that goes on."""
    document = parse(made.text)
    ends = {
        chunk.span.end for by in BY for chunk in chunks(document, by=by, max_size=most)
    }
    for node in walk(document):
        first = node.children[0] if node.children else None
        if isinstance(first, Heading) and len(node.children) > 1:
            assert first.span.end not in ends or len(first.text) >= most


# ----------------------------------------------------------------------- what is cut


def test_a_small_document_is_one_chunk() -> None:
    """What fits in one chunk is one."""
    assert cut(PLAN, 1200, "size") == [PLAN]


def test_sections_are_cut_before_paragraphs() -> None:
    """Chapters part first, then sections; their headings go with what follows."""
    assert cut(PLAN, 50, "size") == [
        "某市规划\n某政发〔2021〕3号\n",
        "一、总体要求\n（一）指导思想\n坚持依法保护。\n（二）原则\n坚持改革。\n",
        "二、任务\n（三）加强保护\n完善制度。健全机制。\n"
        "专栏1　保护工程\n建设维权中心2个。\n",
    ]


def test_paths_and_contexts() -> None:
    """A chunk knows the headings above it, those it opens with too."""
    found = chunks(parse(PLAN), max_size=30)
    assert [(chunk.kind, chunk.path) for chunk in found] == [
        (ChunkKind.FRAME, ()),
        (ChunkKind.TEXT, ("一、总体要求", "（一）指导思想")),
        (ChunkKind.TEXT, ("一、总体要求", "（二）原则")),
        (ChunkKind.TEXT, ("二、任务", "（三）加强保护")),
        (ChunkKind.BOX, ("二、任务", "（三）加强保护", "专栏1 保护工程")),
    ]
    assert found[3].context == (
        "某市规划（某政发〔2021〕3号） > 二、任务 > （三）加强保护"
    )


def test_a_long_paragraph_is_cut_at_its_sentences() -> None:
    """Sentences stay whole where they fit; the heading stays with the first."""
    text = "一、任务\n完善制度。健全机制！加强监管？严格执法。\n二、保障\n"
    assert cut(text, 12) == [
        "一、任务\n完善制度。",
        "健全机制！加强监管？",
        "严格执法。\n",
        "二、保障\n",
    ]


def test_a_quotation_ends_with_its_mark() -> None:
    """The mark behind a full stop belongs to the sentence."""
    found = cut("他说：“完善制度。”健全机制。", 10)
    assert found == ["他说：“完善制度。”", "健全机制。"]


def test_a_sentence_without_end_is_cut_at_a_comma_or_anywhere() -> None:
    """A sentence longer than a chunk is cut at a comma; without one, at the limit."""
    found = cut("完善制度，健全机制，加强监管", 11)
    assert found == ["完善制度，健全机制，", "加强监管"]
    found = cut("完善制度健全机制加强监管", 5)
    assert found == ["完善制度健", "全机制加强", "监管"]
    assert cut("完善制度健全机制加强监管", 5, least=3) == [
        "完善制度健",
        "全机制加",
        "强监管",
    ]


def test_a_box_is_whole_where_it_fits() -> None:
    """The boxes of seed 004 that fit are one chunk or part of one."""
    document = seed("004")
    found = chunks(document, max_size=400)
    boxes = [node for node in walk(document) if type(node).__name__ == "Box"]
    assert len(boxes) == 6
    for box in boxes:
        inside = [
            chunk
            for chunk in found
            if chunk.span.start < box.span.end and box.span.start < chunk.span.end
        ]
        if len(unparse(box)) <= 400:
            assert len(inside) == 1


def test_a_table_goes_with_its_caption() -> None:
    """The line that names a table is not parted from it."""
    table = "".join(f"{n}\t发明专利\t{n}0件\n" for n in range(1, 9))
    text = f"一、目标\n到2025年目标如下。\n表1 主要指标\n序号\t指标\t数量\n{table}"
    found = chunks(parse(text), max_size=len(text) - 10)
    assert found[-1].text.startswith("表1 主要指标\n序号")
    assert found[-1].kind is ChunkKind.TABLE


def test_a_clause_goes_with_every_part_of_what_it_governs() -> None:
    """A paragraph in two chunks has its clause in both."""
    text = (
        "一、任务\n（一）创新\n完善制度。健全机制。（市财政局负责）\n"
        "（二）保护\n执法。\n"
    )
    found = chunks(parse(text), max_size=20)
    assert [len(chunk.responsibilities) for chunk in found] == [1, 1, 0]


def test_the_chunks_of_an_edited_tree() -> None:
    """An edited tree is cut as its text is, though its spans are those of old."""

    class Shorter(NodeTransformer):
        """Takes the first paragraph out."""

        def visit_Paragraph(self, node: object) -> None:  # noqa: N802
            """Remove it."""

    edited = Shorter().visit(parse(PLAN))
    assert isinstance(edited, Document)
    found = chunks(edited, max_size=30)
    assert "".join(chunk.text for chunk in found) == unparse(edited)


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ({"max_size": 0}, "max_size must be at least 1"),
        ({"max_size": -1}, "max_size must be at least 1"),
        ({"max_size": 5, "min_size": 6}, "min_size must be from 0 to max_size"),
        ({"min_size": -1}, "min_size must be"),
        ({"max_size": 5, "overlap": 5}, "overlap must be from 0"),
        ({"overlap": -1}, "overlap must be"),
        ({"by": "page"}, "by must be one of section, measure, size, not 'page'"),
    ],
)
def test_sizes_that_cannot_be_kept_are_refused(
    sizes: dict[str, Any], message: str
) -> None:
    """In words that name the argument."""
    with pytest.raises(ValueError, match=message):
        chunks(parse("一"), **sizes)


# ------------------------------------------------------------------ sections, measures


@pytest.mark.law
@given(strategies.documents(), room)
def test_no_chunk_holds_two_sections_side_by_side(
    made: strategies.Made, most: int
) -> None:
    """But for headings that open it, a chunk is text of one section."""
    document = parse(made.text)
    homes = {leaf.span.start: home for leaf, home in leaves_with_home(document)}
    starts = sorted(homes)
    for chunk in chunks(document, max_size=most):
        inside = [at for at in starts if chunk.span.start <= at < chunk.span.end]
        found = [homes[at] for at in inside]
        while len(found) > 1 and found[0] is not found[1]:
            assert document_text_at(document, inside[0]) is Heading
            del found[0], inside[0]
        assert len({id(home) for home in found}) <= 1


def leaves_with_home(branch: Branch, home: Branch | None = None) -> list[Any]:
    """The leaves that hold words, each with its section or part of the document.

    What stands in a box or a table has the home of the box or the table.
    """
    found: list[Any] = []
    for child in branch.children:
        if isinstance(child, Box | Table | Row):
            found += leaves_with_home(child, home or branch)
        elif isinstance(child, Branch):
            found += leaves_with_home(child, home)
        elif not isinstance(child, Blank | Furniture):
            found.append((child, home or branch))
    return found


def document_text_at(document: Document, start: int) -> type:
    """The class of the leaf that begins at an offset."""
    return next(
        type(node)
        for node in walk(document)
        if isinstance(node, Leaf) and node.span.start == start and node.text
    )


def test_one_section_a_chunk_is_not_one_chunk_a_section() -> None:
    """What is too long is cut, and a chapter's heading goes with its first section."""
    assert cut(PLAN, 1200) == [
        "某市规划\n某政发〔2021〕3号\n",
        "一、总体要求\n（一）指导思想\n坚持依法保护。\n",
        "（二）原则\n坚持改革。\n",
        "二、任务\n（三）加强保护\n完善制度。健全机制。\n"
        "专栏1　保护工程\n建设维权中心2个。\n",
    ]


MEASURES = (
    "一、任务\n（一）加强保护\n健全制度。完善地方法规。（市司法局负责）\n"
    "严格执法。开展专项行动。（市公安局负责）\n（二）加强运用\n完善政策。\n"
)


def test_one_measure_a_chunk() -> None:
    """A paragraph with a clause of its own is one, however short; headings go along."""
    assert cut(MEASURES, 1200, "measure") == [
        "一、任务\n（一）加强保护\n健全制度。完善地方法规。（市司法局负责）\n",
        "严格执法。开展专项行动。（市公安局负责）\n",
        "（二）加强运用\n完善政策。\n",
    ]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_assigned_task_is_a_chunk(number: str) -> None:
    """Of the seeds: what a clause of a paragraph governs stands in one chunk alone."""
    document = seed(number)
    clauses = document.responsibilities
    for chunk in chunks(document, by="measure", max_size=10_000):
        own = [one for one in clauses if chunk.span.contains(one.clause)]
        assert len(own) <= 1


ROWS = "".join(
    f"{n}\t开展第{n}项行动，完善制度\t市水务局\t2025年底\n" for n in range(1, 9)
)
TABLE = f"一、任务\n附表1 任务分工表\n序号\t重点任务\t责任单位\t完成时限\n{ROWS}"


@each_by
def test_rows_stay_whole_and_the_header_stands_beside(by: By) -> None:
    """It is repeated as context, so that the chunks are the text all the same."""
    found = check(parse(TABLE), 90, by)
    header = "序号\t重点任务\t责任单位\t完成时限\n"
    assert [chunk.header for chunk in found[1:]] == [header] * (len(found) - 1)
    assert found[0].header == ""
    for chunk in found:
        assert chunk.text.endswith("2025年底\n")
        assert chunk.content.count("序号") == 1


def test_a_row_that_is_too_long_is_cut_at_its_cells() -> None:
    """Better than in the middle of a word."""
    found = check(parse(TABLE), 20)
    assert len(found) > 12
    assert all(chunk.text[-1] in "\t\n" for chunk in found)


def test_one_row_of_a_task_table_is_one_measure() -> None:
    """Each row that names a body."""
    found = check(parse(TABLE), 1200, "measure")
    assert len(found) == 8
    assert found[3].text == "4\t开展第4项行动，完善制度\t市水务局\t2025年底\n"


# ------------------------------------------------------------------- sizes and lengths


@pytest.mark.law
@given(strategies.documents(), st.integers(40, 600))
def test_a_small_chunk_is_all_of_its_section(made: strategies.Made, most: int) -> None:
    """A cut leaves no crumbs: what is below the least size was not cut off."""
    document = parse(made.text)
    found = chunks(document, max_size=most, min_size=most // 10)
    for before, chunk in pairwise(found):
        if chunk.size < most // 10 and before.section == chunk.section:
            # One whole paragraph is left where the one before fills a chunk.
            paragraphs = re.split(r"[\r\n]", made.text)
            assert chunk.text.strip() in map(str.strip, paragraphs)


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        # The indent is no cell: it stays with its words.
        (f"\t——到2025年，{'字' * 30}。", ["\t——到2025年，", f"{'字' * 30}。\n"]),
        (f"\t\t{'字' * 20}；{'字' * 20}。", [f"\t\t{'字' * 20}；", f"{'字' * 20}。\n"]),
        # Neither is a number alone, nor the bar before a row.
        (f"9、{'字' * 39}。", [f"9、{'字' * 36}", "字字字。\n"]),
        (
            f"|9、|{'字' * 20}|10 000|10 000|预期性|",
            [f"|9、|{'字' * 20}|10 000|10 000|", "预期性|\n"],
        ),
        # Cells of a line that is no table are parted before sentences.
        (f"{'甲' * 20}。乙\t{'丙' * 20}。", [f"{'甲' * 20}。乙\t", f"{'丙' * 20}。\n"]),
    ],
)
def test_no_part_of_a_long_line_is_blank(paragraph: str, parts: list[str]) -> None:
    """What begins a line is cut off with words only."""
    text = f"一、目标\n{'好' * 30}。\n{paragraph}\n"
    assert cut(text, 40, least=4)[-2:] == parts


@given(st.integers(4, 60), st.integers(1, 400))
def test_no_single_character_is_left_over(most: int, length: int) -> None:
    """Of a text without any sign."""
    found = cut("字" * length, most, least=most // 10)
    assert length == 1 or all(len(text) > 1 for text in found)


def tokens(text: str) -> int:
    """A measure like that of a model: a token for a Han character, or for a word."""
    return len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9]+|[^\w\s]", text))


@pytest.mark.law
@given(strategies.documents(), st.integers(20, 400), st.sampled_from(BY))
def test_sizes_are_what_the_length_says(
    made: strategies.Made, most: int, by: By
) -> None:
    """Any function of a text will do."""
    document = parse(made.text)
    found = chunks(document, by=by, max_size=most, overlap=most // 5, length=tokens)
    assert "".join(chunk.text for chunk in found) == made.text
    for chunk in found:
        assert chunk.size == tokens(chunk.text) <= most
        assert tokens(chunk.overlap) <= most // 5


def test_a_length_is_asked_a_few_times_a_chunk() -> None:
    """A tokenizer takes its time: it sees each character some tens of times."""
    document = seed("003")
    for most in (50, 400, 3000):
        for by in BY:
            seen = 0

            def length(text: str) -> int:
                nonlocal seen
                seen += len(text)
                return len(text)

            counted = chunks(document, by=by, max_size=most, length=length)
            assert seen < 40 * document.span.end
            assert counted == chunks(document, by=by, max_size=most)


def test_an_overlap_begins_with_a_sentence() -> None:
    """Where one begins in it; it stays in its section."""
    text = "一、任务\n完善制度。健全机制！加强监管？严格执法。\n二、保障\n落实。\n"
    found = check(parse(text), 12, overlap=8, min_size=0)
    assert [chunk.overlap for chunk in found] == ["", "完善制度。", "加强监管？", ""]
    assert found[1].content == "一、任务\n完善制度。健全机制！加强监管？"


# ------------------------------------------------------------------------ what it knows


def test_parents_are_the_chunks_with_the_headings_above() -> None:
    """A piece that goes on belongs to the first of its section; subsections do too."""
    found = chunks(parse(PLAN), max_size=25)
    by_id = {chunk.id: chunk for chunk in found}
    parents = [by_id[c.parent].text[:4] if c.parent else None for c in found]
    assert [c.text[:4] for c in found][1:4] == ["一、总体", "（二）原", "二、任务"]
    assert parents[1:4] == [None, "一、总体", None]
    assert parents[4] == "二、任务"


def test_the_section_of_a_chunk_is_what_to_show_around_it() -> None:
    """Its span is that of the section."""
    text = "一、任务\n完善制度。健全机制！加强监管？严格执法。\n二、保障\n落实。\n"
    found = chunks(parse(text), max_size=12)
    assert found[1].section is not None
    assert found[1].section.of(text) == text[: text.index("二、")]


def test_ids_are_the_same_again_and_others_in_another_text() -> None:
    """So that a store can be filled anew without doubles."""
    one, again = chunks(parse(PLAN)), chunks(parse(PLAN))
    other = chunks(parse(PLAN + "三、保障\n"))
    assert [chunk.id for chunk in one] == [chunk.id for chunk in again]
    assert not {chunk.id for chunk in one} & {chunk.id for chunk in other}


def test_page_furniture_around_a_document_is_set_off() -> None:
    """So that it can be left out of an index."""
    first = chunks(seed("003"))[0]
    assert (first.kind, first.text) == (
        ChunkKind.FURNITURE,
        "首页 > 双创政策 > 正文\n\n",
    )


def test_a_chunk_knows_its_document_and_its_place_in_the_file(tmp_path: Path) -> None:
    """Title and 文号, also where the file alone has a name."""
    path = tmp_path / "某规划.txt"
    path.write_text("一、任务\n完善制度。\n", encoding="utf-8")
    (chunk,) = chunks(parse_file(path))
    assert chunk.context == "某规划 > 一、任务"
    assert chunk.document.from_carrier == ("title",)
    assert chunk.origin is not None
    assert chunk.origin.file == str(path)
    assert chunks(parse(PLAN))[0].origin is None
