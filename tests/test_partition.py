"""The last look at the segments: whatever came before it, no character is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import MarkerStyle, Span, walk
from cnpolicy.model.nodes import Cell, Row, Table
from cnpolicy.segmentation.partition import partitioned
from cnpolicy.segmentation.segment import BLANK, TABLE, TEXT, Segment
from cnpolicy.segmentation.split_lines import segments
from cnpolicy.segmentation.tables.join_table_rows import collapse_rows
from cnpolicy.vocabulary.profile import PLAN
from support.laws import assert_laws

SAMPLE = "一、总体要求\n\n序号\t任务\n1\t修路\n2\t架桥\n\n二、保障措施\n各地要落实。\n"


def sound() -> list[Segment]:
    """The segments of a text with a heading, blank lines and a table."""
    return collapse_rows(segments(SAMPLE, SAMPLE, PLAN), SAMPLE, SAMPLE)


@st.composite
def damaged(draw: st.DrawFn) -> list[Segment]:
    """Segments that some stage might have spoilt: moved, widened, lost or mixed up."""
    pieces = sound()
    places = st.integers(0, len(SAMPLE))
    for piece in draw(st.lists(st.sampled_from(pieces), max_size=3)):
        name = draw(st.sampled_from(("start", "end", "first", "last", "kind", "lost")))
        if name == "kind":
            piece.kind = draw(st.sampled_from((BLANK, TEXT, TABLE)))
        elif name == "lost":
            pieces = [other for other in pieces if other is not piece]
        else:
            setattr(piece, name, draw(places))
    return pieces


def assert_partition(pieces: list[Segment]) -> None:
    """Joined, the pieces are the text, and what is noted on each agrees with it."""
    assert "".join(SAMPLE[piece.start : piece.end] for piece in pieces) == SAMPLE
    for piece in pieces:
        assert piece.start <= piece.first <= piece.last <= piece.end
        assert piece.start < piece.end
        words = SAMPLE[piece.start : piece.end]
        if piece.kind is BLANK:
            assert not words.strip()
        if piece.kind is TABLE:
            assert piece.table is not None
            assert piece.table.span == (piece.start, piece.end)
        if piece.marker is not None:
            assert Span(piece.first, piece.last).contains(piece.marker.span)


def test_sound_segments_come_back_as_they_are() -> None:
    """Nothing is repaired, and nothing said, where nothing is wrong."""
    pieces = sound()
    assert partitioned(pieces, SAMPLE) == (pieces, [])


@given(damaged())
def test_damaged_segments_are_repaired(pieces: list[Segment]) -> None:
    """Whatever the stages did, the result is a partition, and repairs are said."""
    before = [(piece.start, piece.end, piece.kind) for piece in pieces]
    result, found = partitioned(pieces, SAMPLE)
    assert_partition(result)
    assert {item.code for item in found} <= {"internal-repair"}
    changed = before != [(piece.start, piece.end, piece.kind) for piece in result]
    if changed:
        assert found
    assert all(Span(0, len(SAMPLE)).contains(item.span) for item in found)


def test_a_table_keeps_its_rows_when_its_segment_grew() -> None:
    """What was added behind the rows becomes text of its own."""
    pieces = sound()
    place, table = next(
        (place, piece) for place, piece in enumerate(pieces) if piece.kind is TABLE
    )
    node, behind = table.table, pieces.pop(place + 1)
    table.end = table.last = behind.end
    result, found = partitioned(pieces, SAMPLE)
    assert_partition(result)
    assert result[place].table is node
    assert [item.span for item in found] == [Span(behind.start, behind.end)]


def test_a_marker_outside_its_segment_opens_no_heading() -> None:
    """The number is text then; it is not shown where it does not stand."""
    pieces = sound()
    heading = pieces[0]
    assert heading.marker is not None
    assert heading.marker.style is MarkerStyle.COMMA
    later = pieces[-2]
    later.marker, later.rank = heading.marker, 1
    result, found = partitioned(pieces, SAMPLE)
    assert_partition(result)
    assert result[-2].marker is None
    assert result[-2].rank == 0
    assert [item.span for item in found] == [Span(later.start, later.end)]


def test_no_segments_at_all() -> None:
    """A stage that forgot everything loses nothing."""
    result, found = partitioned([], SAMPLE)
    assert [(piece.start, piece.end) for piece in result] == [(0, len(SAMPLE))]
    assert len(found) == 1


def test_a_table_without_its_node_is_text() -> None:
    """No node stands for rows that nobody read."""
    row = Row((Cell("甲", "甲", span=Span(0, 1)),), span=Span(0, 1))
    piece = Segment(0, 0, len(SAMPLE), len(SAMPLE), TABLE)
    for table in (None, Table((row,), span=Span(3, 4))):
        piece.table = table
        result, found = partitioned([piece], SAMPLE)
        assert_partition(result)
        assert found


TASK = "推进全市老旧小区改造提升工程"
ROWS = [
    f"{number}\t{TASK[: 8 + number % 5]}\t市住建局\t2025年底前"
    for number in range(1, 13)
]


@pytest.mark.parametrize(
    "behind", ["", "二、保障措施\n", "\n\n（二）加强领导\n各地要落实。\n"]
)
@pytest.mark.parametrize(
    "head", ["", "某市任务分工表\n", "一、重点任务\n统筹推进有关工作\n"]
)
def test_even_rows_are_no_wrapped_lines(head: str, behind: str) -> None:
    """Rows as wide as one another stay a table, and nothing has to be repaired."""
    text = head + "序号\t任务\t牵头单位\t时限\n" + "\n".join(ROWS) + "\n" + behind
    document = assert_laws(text)
    assert "internal-repair" not in {item.code for item in document.diagnostics}
    (table,) = [node for node in walk(document) if isinstance(node, Table)]
    assert len(table.rows) == len(ROWS) + 1
