"""The way back: from a span of a document to the page and paragraph of its file."""

import copy
import pickle
from pathlib import Path

import attrs
import pytest
from reader_files import NAVIGATION, docx, page, para, pdf

import cnpolicy
from cnpolicy import Span
from cnpolicy.model.provenance import Provenance

FIRST = [
    "某市知识产权保护规划",
    "一、主要任务",
    "（一）加强保护。健全机制。（市法院负责）",
]
SECOND = ["（二）加强运用。完善政策，健全机制。（市财政局负责）", "二、保障措施"]

REGISTER = """<table><tr><td>索引号：</td><td>11370300/2021-1</td></tr>
<tr><td>发文机构：</td><td>某市人民政府、某市委</td></tr>
<tr><td>文号：</td><td>某政发〔2021〕7号</td></tr>
<tr><td>成文日期：</td><td>2021-12-10</td></tr></table>"""
PLAN = "".join(f"<p>{words}</p>" for words in (*FIRST[1:], *SECOND))


def web_page(content: str) -> bytes:
    """A page whose register stands outside the container of the document."""
    return page(f'<div id="zoom">{content}</div>', before=NAVIGATION + REGISTER)


@pytest.fixture(scope="module")
def paged() -> cnpolicy.Document:
    """A plan on two pages of a PDF."""
    return cnpolicy.parse_file(pdf([FIRST, SECOND], width=60))


def test_the_way_back_is_no_part_of_a_document(paged: cnpolicy.Document) -> None:
    """A document that knows its file is equal to one that does not."""
    bare = attrs.evolve(paged, source=None, carrier=None)
    assert cnpolicy.parse(paged.source.text).source is None
    assert bare == paged
    assert hash(bare) == hash(paged)
    assert repr(bare) == repr(paged)


def test_copies_keep_the_way_back(paged: cnpolicy.Document) -> None:
    """Also those that were in another process."""
    for other in (pickle.loads(pickle.dumps(paged)), copy.deepcopy(paged)):
        assert other == paged
        assert other.source == paged.source
    assert not hasattr(cnpolicy.from_json(cnpolicy.to_json(paged)).source, "text")


def test_a_task_stands_on_its_page(paged: cnpolicy.Document) -> None:
    """From a task to the page of the PDF."""
    one, other = [task for task in cnpolicy.tasks(paged) if task.assigned]
    assert paged.origin_of(one.span).page == 1
    found = paged.origin_of(other.span)
    assert (found.span, found.file) == (other.span, None)
    assert (found.places, found.pages) == (("page 2",), (2,))


def test_a_task_has_a_box_on_its_page(paged: cnpolicy.Document) -> None:
    """Around its lines: below the box of what stands before it, on paper of A4."""
    heading, first = cnpolicy.outline(paged)[:2]
    (above,) = paged.origin_of(heading.span).boxes
    (box,) = paged.origin_of(first.span).boxes
    assert box.page == above.page == 1
    assert 0 < box.left < box.right < 596
    assert 0 < above.top < above.bottom <= box.top < box.bottom < 842
    (both,) = paged.origin_of(Span(heading.span.start, first.span.end)).boxes
    assert (both.top, both.bottom) == (above.top, box.bottom)
    assert len(paged.origin_of(paged.span).boxes) == 2


def test_a_span_over_a_page_end_stands_on_both(paged: cnpolicy.Document) -> None:
    """In order, each once."""
    found = paged.origin_of(paged.span)
    assert (found.page, found.pages) == (1, (1, 2))
    assert (found.place, found.places) == ("page 1", ("page 1", "page 2"))


def test_what_a_reader_put_there_stands_nowhere(paged: cnpolicy.Document) -> None:
    """The line end between two pages; and an empty span, which holds nothing."""
    end = paged.source.origins[0].span.end
    assert paged.origin_of(Span(end, end + 1)) == Provenance(Span(end, end + 1))
    assert paged.origin_of(Span(end, end)).places == ()


def test_paragraphs_of_word_have_their_path() -> None:
    """An XPath, as the source map has it."""
    document = cnpolicy.parse_file(docx("".join(map(para, FIRST))))
    task = next(task for task in cnpolicy.tasks(document) if task.assigned)
    found = document.origin_of(task.span)
    assert found.page is None
    assert found.place is not None
    assert found.place.startswith("/w:document/w:body/w:p[3]")


def test_the_file_is_named(tmp_path: Path) -> None:
    """As the path was given; bytes have none."""
    path = tmp_path / "规划.txt"
    path.write_text("\n".join(FIRST), encoding="utf-8")
    document = cnpolicy.parse_file(path)
    assert document.source.file == str(path)
    assert document.origin_of(document.span).file == str(path)
    assert document.identity.file == str(path)
    assert cnpolicy.read(path) == cnpolicy.read(path.read_bytes())


def test_a_bare_text_has_no_origin() -> None:
    """Nothing is made up; and what is no span is refused."""
    document = cnpolicy.parse("一、目标\n")
    assert document.origin_of(document.span) == Provenance(document.span)
    with pytest.raises(TypeError, match="takes a Span, not tuple"):
        document.origin_of((0, 1))  # type: ignore[arg-type]


# ------------------------------------------------------------------------- the carrier


def test_the_carrier_speaks_for_itself() -> None:
    """What a page states stands beside what the document says."""
    document = cnpolicy.parse_file(web_page(PLAN))
    carrier = document.carrier
    assert carrier is not None
    assert carrier.doc_number == "某政发〔2021〕7号"
    assert carrier.issuers == ("某市人民政府", "某市委")
    assert str(carrier.date) == "2021-12-10"
    assert document.metadata.doc_number is None


def test_the_carrier_fills_what_the_document_does_not_say() -> None:
    """And only that; which it was is told."""
    silent = cnpolicy.parse_file(web_page(PLAN)).identity
    assert silent.doc_number == "某政发〔2021〕7号"
    assert "doc_number" in silent.from_carrier
    own = cnpolicy.parse_file(
        web_page("<p>某政发〔2020〕1号</p><p>某市知识产权保护规划</p>" + PLAN)
    ).identity
    assert own.doc_number == "某政发〔2020〕1号"
    assert not {"doc_number", "title"} & set(own.from_carrier)


def test_a_document_without_title_is_called_like_its_file(tmp_path: Path) -> None:
    """Better than nothing, and said to be no title of its own."""
    path = tmp_path / "知识产权规划.txt"
    path.write_text("一、主要任务\n加强保护。\n", encoding="utf-8")
    identity = cnpolicy.parse_file(path).identity
    assert (identity.title, identity.from_carrier) == ("知识产权规划", ("title",))
    assert cnpolicy.parse("一、主要任务\n加强保护。\n").identity.title is None
