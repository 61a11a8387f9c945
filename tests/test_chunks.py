"""Chunks: the whole text once, headings with their text, boxes and tables whole."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import Document, Heading, NodeTransformer, Span, parse, unparse, walk
from cnpolicy.analysis.chunks import chunks
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.model.chunks import Chunk, ChunkKind
from support import strategies, trees
from support.golden_tables import seed
from support.hostile_texts import BUILDERS, SMALL, Hostile

sizes = st.one_of(st.integers(1, 40), st.integers(41, 3000))
"""Of short texts, down to a character a chunk."""

room = st.integers(20, 1500)
"""Of whole documents: a chunk holds a sentence at least."""

PLAN = (
    "某市规划\n某政发〔2021〕3号\n一、总体要求\n（一）指导思想\n坚持依法保护。\n"
    "（二）原则\n坚持改革。\n二、任务\n（三）加强保护\n完善制度。健全机制。\n"
    "专栏1　保护工程\n建设维权中心2个。\n"
)


def cut(text: str, most: int) -> list[str]:
    """The texts of the chunks of a text."""
    return [chunk.text for chunk in chunks(parse(text), max_chars=most)]


def check(document: Document, most: int) -> tuple[Chunk, ...]:
    """Assert what holds for the chunks of every document."""
    text = unparse(document)
    found = chunks(document, max_chars=most)
    assert "".join(chunk.text for chunk in found) == text
    at = 0
    for chunk in found:
        assert 0 < len(chunk.text) <= most
        assert chunk.span == Span(at, at + len(chunk.text))
        at = chunk.span.end
        assert chunk.context.endswith(" > ".join(part for part in chunk.path if part))
        assert "\n" not in chunk.context
    return found


# -------------------------------------------------------------------------- the law


@pytest.mark.law
@given(st.one_of(strategies.vocabulary, strategies.edited()), sizes)
def test_chunks_cover_any_text(text: str, most: int) -> None:
    """Joined, the chunks of any text are the text; none is too long."""
    check(parse(text), most)


@pytest.mark.law
@given(strategies.documents(), room)
def test_chunks_cover_made_documents(made: strategies.Made, most: int) -> None:
    """Every clause and every target of a document is in a chunk."""
    document = parse(made.text)
    found = check(document, most)
    assert {c.clause for chunk in found for c in chunk.responsibilities} == {
        clause.clause for clause in document.responsibilities
    }
    assert [t for chunk in found for t in chunk.targets] == sorted(
        targets(document), key=lambda target: target.quantity
    )


@pytest.mark.law
@given(trees.documents(), sizes)
def test_chunks_cover_trees_made_by_hand(document: Document, most: int) -> None:
    """Trees that no parser would make are cut as well."""
    found = chunks(evolve(document, responsibilities=()), max_chars=most)
    assert "".join(chunk.text for chunk in found) == unparse(document)


@pytest.mark.parametrize("hostile", BUILDERS, ids=lambda hostile: hostile.id)
def test_chunks_cover_hostile_texts(hostile: Hostile) -> None:
    """Texts made to break a cutter do not, and are cut the same again."""
    document = parse(hostile.build(SMALL))
    assert check(document, 50) == chunks(document, max_chars=50)


@given(strategies.documents(), st.integers(200, 2000))
def test_a_heading_stays_with_its_text(made: strategies.Made, most: int) -> None:
    """No chunk ends behind a heading of a section that goes on."""
    document = parse(made.text)
    ends = {chunk.span.end for chunk in chunks(document, max_chars=most)}
    for node in walk(document):
        first = node.children[0] if node.children else None
        if isinstance(first, Heading) and len(node.children) > 1:
            assert first.span.end not in ends or len(first.text) >= most


# ----------------------------------------------------------------------- what is cut


def test_a_small_document_is_one_chunk() -> None:
    """What fits in one chunk is one."""
    assert cut(PLAN, 1200) == [PLAN]


def test_sections_are_cut_before_paragraphs() -> None:
    """Chapters part first, then sections; their headings go with what follows."""
    assert cut(PLAN, 50) == [
        "某市规划\n某政发〔2021〕3号\n",
        "一、总体要求\n（一）指导思想\n坚持依法保护。\n（二）原则\n坚持改革。\n",
        "二、任务\n（三）加强保护\n完善制度。健全机制。\n"
        "专栏1　保护工程\n建设维权中心2个。\n",
    ]


def test_paths_and_contexts() -> None:
    """A chunk knows the headings above it, those it opens with too."""
    found = chunks(parse(PLAN), max_chars=30)
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


def test_a_box_is_whole_where_it_fits() -> None:
    """The boxes of seed 004 that fit are one chunk or part of one."""
    document = seed("004")
    found = chunks(document, max_chars=400)
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
    found = chunks(parse(text), max_chars=len(text) - 10)
    assert found[-1].text.startswith("表1 主要指标\n序号")
    assert found[-1].kind is ChunkKind.TABLE


def test_a_clause_goes_with_every_part_of_what_it_governs() -> None:
    """A paragraph in two chunks has its clause in both."""
    text = (
        "一、任务\n（一）创新\n完善制度。健全机制。（市财政局负责）\n"
        "（二）保护\n执法。\n"
    )
    found = chunks(parse(text), max_chars=20)
    assert [len(chunk.responsibilities) for chunk in found] == [1, 1, 0]


def test_the_chunks_of_an_edited_tree() -> None:
    """An edited tree is cut as its text is, though its spans are those of old."""

    class Shorter(NodeTransformer):
        """Takes the first paragraph out."""

        def visit_Paragraph(self, node: object) -> None:  # noqa: N802
            """Remove it."""

    edited = Shorter().visit(parse(PLAN))
    assert isinstance(edited, Document)
    found = chunks(edited, max_chars=30)
    assert "".join(chunk.text for chunk in found) == unparse(edited)


@pytest.mark.parametrize("most", [0, -1])
def test_a_limit_must_be_positive(most: int) -> None:
    """A chunk has room for at least one character."""
    with pytest.raises(ValueError, match="max_chars must be at least 1"):
        chunks(parse("一"), max_chars=most)
