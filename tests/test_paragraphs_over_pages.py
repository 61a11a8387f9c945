"""A paragraph that the end of a page cuts is one for whoever asks what it says."""

from pathlib import Path

import pytest

import cnpolicy
from cnpolicy import Document, Paragraph
from support.laws import assert_laws, squeezed

_SEED = Path(__file__).parents[1] / "seeds" / "003-state-council.txt"


def printed(text: str, width: int, lines: int) -> str:
    """Break a text into lines of one width, with a page number every so many lines.

    Paragraphs are indented, as they are printed.
    """
    broken = [
        paragraph[at : at + width]
        for line in text.split("\n")
        if line.strip()
        for paragraph in [f"　　{line.strip()}"]
        for at in range(0, len(paragraph), width)
    ]
    pages = [broken[at : at + lines] for at in range(0, len(broken), lines)]
    numbered = [[*page, f"— {number} —"] for number, page in enumerate(pages, 1)]
    return "\n".join(line for page in numbered for line in page)


def rows(document: Document) -> list[tuple[object, ...]]:
    """What a table of tasks says, without space."""
    return [
        (
            task.number,
            squeezed(task.text or ""),
            tuple(body.name for body in (*task.lead, *task.responsible)),
        )
        for task in cnpolicy.tasks(document)
    ]


@pytest.mark.parametrize("width", [30, 36])
@pytest.mark.parametrize("lines", [20, 23])
def test_tasks_over_pages(width: int, lines: int) -> None:
    """Printed on pages, a plan has the tasks that it has without them, each whole."""
    text = _SEED.read_text(encoding="utf-8").rpartition("版权")[0]
    on_paper = rows(cnpolicy.parse(printed(text, width, lines)))
    assert on_paper == rows(cnpolicy.parse(text))
    assert len(on_paper) == 39


def test_rest_of_a_paragraph() -> None:
    """The rest of a paragraph says so; a paragraph that begins a page does not."""
    line = "推进数据资源开放共享和综合利用并且加强平台建设和运营管理服务能力"
    text = "\n".join(
        [
            *("一、总体要求", line, line, line + "以及水平。"),
            *("二、重点任务", line, line, "— 1 —", line + "，", line + "。"),
            *("三、保障措施", line, line + "。", "— 2 —", "四、附则", line, line, line),
        ]
    )
    document = assert_laws(text)
    paragraphs = [one for one in cnpolicy.walk(document) if isinstance(one, Paragraph)]
    assert document.layout.value == "wrapped"
    assert [one.continues for one in paragraphs] == [False, False, True, False, False]


def test_scope_begins_on_the_page_before() -> None:
    """A clause governs its whole paragraph, and the text of its task is in one line."""
    line = "推进数据资源开放共享和综合利用并且加强平台建设和运营管理服务能力"
    measures = [
        f"{lead}。{4 * line}。（{body}负责）"
        for lead, body in [
            ("加强组织", "市财政局"),
            ("加快建设", "市教育局"),
            ("完善制度", "市水务局"),
            ("强化保障", "市民政局"),
        ]
    ]
    text = printed("\n".join(["一、重点任务", *measures]), 30, 8)
    found = list(cnpolicy.tasks(assert_laws(text)))
    assert [squeezed(task.text or "") for task in found] == [
        measure.partition("（")[0] for measure in measures
    ]
    assert not any("\n" in (task.text or "") for task in found)
    assert [task.span.start for task in found] == [
        text.index(f"　　{measure[:4]}") for measure in measures
    ]


def test_chunks_keep_paragraphs_whole() -> None:
    """No chunk begins with the rest of a paragraph, or ends with a heading alone."""
    text = _SEED.read_text(encoding="utf-8").rpartition("版权")[0]
    document = cnpolicy.parse(printed(text, 30, 20))
    rests = {
        one.span.start
        for one in cnpolicy.walk(document)
        if isinstance(one, Paragraph) and one.continues
    }
    chunks = cnpolicy.chunks(document, max_chars=600)
    assert len(rests) > 10
    assert not rests & {chunk.span.start for chunk in chunks}


def test_a_clause_alone_on_the_next_page() -> None:
    """A clause that a page cut off governs its own paragraph, not the one before."""
    line = "推进数据资源开放共享和综合利用并且加强平台建设和运营管理服务"
    text = "\n".join(
        [
            *(
                "一、重点任务",
                f"　　加强组织。{line[5:]}",
                line,
                "快。（市水务局负责）",
            ),
            *(f"　　优化环境。{line[5:]}", line, line, line, f"{line[:-1]}。"),
            *("— 1 —", "（市财政局负责）", "二、保障措施", f"　　{line}", line, line),
            *("— 2 —", line),
        ]
    )
    document = assert_laws(text)
    scopes = [duty.scope.of(text)[:6] for duty in document.responsibilities]
    assert scopes == ["　　加强组织", "　　优化环境"]
