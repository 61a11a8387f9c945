"""The same paragraphs in every format: what is written to a file is read back.

The paragraphs are those of the seeds and generated ones; the files are made by
well-kept programs or by hand.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_files import (
    FOOTER,
    NAVIGATION,
    PLAN,
    SEEDS,
    SIDEBAR,
    abstract_xml,
    assert_source,
    docx,
    level_xml,
    num_xml,
    ofd_of,
    page,
    para,
    paragraphs_html,
    pdf,
    seed_paragraphs,
)

from cnpolicy.lexical.numerals import to_int
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind
from support.plan_texts import plan_text
from support.relayout import agreement, entries, lines

DOCUMENTS = {"plan": list(PLAN)} | {path.stem: seed_paragraphs(path) for path in SEEDS}

WORDS = st.sampled_from(
    [
        "水利",
        "规划",
        "“十四五”",
        "到2025年",
        "不低于8%",
        "，",
        "；",
        "加强组织领导",
        "（试行）",
    ]
)
BODIES = st.lists(WORDS, min_size=3, max_size=12).map(
    lambda words: "".join(words) + "。"
)


@st.composite
def plans(draw: st.DrawFn) -> list[str]:
    """Draw the paragraphs of a plan with numbers in order."""
    paragraphs = [draw(BODIES)]
    for chapter in range(draw(st.integers(1, 4))):
        paragraphs.append(f"{'一二三四'[chapter]}、{draw(BODIES)}")
        for section in range(draw(st.integers(0, 4))):
            paragraphs.append(f"（{'一二三四'[section]}）{draw(BODIES)}")
            for item in range(draw(st.integers(0, 3))):
                paragraphs.append(f"{item + 1}.{draw(BODIES)}")
            if draw(st.booleans()):
                paragraphs.append(draw(BODIES))
    return paragraphs


# --------------------------------------------------------------------------------- HTML

CONTAINERS = [
    '<div id="UCAP-CONTENT">',
    '<div class="TRS_Editor">',
    "<div class='x'>",
    "<table><tr><td>",
]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("container", CONTAINERS)
def test_html(name, container):
    paragraphs = DOCUMENTS[name]
    content = f"{container}{paragraphs_html(paragraphs)}</div></td></tr></table>"
    source = assert_source(
        read(page(content, before=NAVIGATION + SIDEBAR, after=SIDEBAR + FOOTER))
    )
    assert source.kind is Kind.HTML
    assert source.text.split("\n") == paragraphs


@given(plans(), st.sampled_from(CONTAINERS))
def test_html_of_generated_plans(paragraphs, container):
    content = f"{container}{paragraphs_html(paragraphs)}</div></td></tr></table>"
    data = page(content, before=NAVIGATION + SIDEBAR, after=FOOTER)
    assert read(data).text.split("\n") == paragraphs


@pytest.mark.parametrize("name", DOCUMENTS)
def test_html_with_line_breaks(name):
    """Word and old editors write one block with `<br>` and indents of spaces."""
    paragraphs = DOCUMENTS[name]
    lines = "<br>\r\n&nbsp;&nbsp;&nbsp;&nbsp;".join(paragraphs)
    content = f'<div id="zoom"><font size=3>{lines}</font></div>'
    text = read(page(content, before=NAVIGATION)).text
    assert [line.lstrip("\u00a0") for line in text.split("\n")] == paragraphs


# --------------------------------------------------------------------------------- DOCX

# Marks that Word can write: 一、 （一） 1. and 第一章, which it sets off by a space.
MARK = re.compile(
    "(?P<open>[（(]?)(?P<number>[一二三四五六七八九十百]{1,4}|[0-9]{1,2})"
    "(?P<close>[、.．)）])(?=[^0-9])"
    "|(?P<chapter>第)(?P<of>[一二三四五六七八九十]{1,3})(?P<kind>[章节条]) "
)


class Lists:
    """Writes paragraphs with automatic numbers, each style of mark in its own list."""

    def __init__(self) -> None:
        """Begin without lists."""
        self.abstract: list[str] = []
        self.numbers: list[str] = []
        self._styles: dict[tuple[str, ...], int] = {}
        self._last: dict[int, tuple[int, int]] = {}

    @property
    def xml(self) -> str:
        """The lists that the paragraphs name."""
        return "".join(self.abstract + self.numbers)

    def paragraph(self, text: str) -> str:
        """Return the `w:p` of a paragraph, its mark made a rule."""
        mark = MARK.match(text)
        written = (mark["number"] or mark["of"]) if mark else ""
        value = to_int(written)
        if mark is None or value is None:
            return para(text)
        number_format = "decimal" if written.isascii() else "chineseCountingThousand"
        pattern = mark[0].replace(written, "%1", 1).rstrip()
        style = (number_format, pattern)
        if style not in self._styles:
            at = self._styles[style] = len(self._styles) + 1
            self.abstract.append(abstract_xml(at, level_xml(0, *style)))
            self._last[at] = (0, 0)
        at = self._styles[style]
        num, before = self._last[at]
        if num == 0 or value != before + 1:
            # Another list on the same levels, which starts elsewhere.
            num = len(self.numbers) + 1
            override = (
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{value}"/>'
                "</w:lvlOverride>"
            )
            self.numbers.append(num_xml(num, at, override))
        self._last[at] = (num, value)
        return para(text[mark.end() :], num, 0)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_docx_with_automatic_numbers(name):
    paragraphs = DOCUMENTS[name]
    lists = Lists()
    body = "".join(lists.paragraph(text) for text in paragraphs)
    source = assert_source(read(docx(body, lists.xml)))
    assert source.text.split("\n") == paragraphs
    numbered = [origin for origin in source.origins if origin.synthetic]
    marked = [text for text in paragraphs if MARK.match(text)]
    assert len(numbered) == len(marked) > 0


@given(plans())
def test_docx_of_generated_plans(paragraphs):
    lists = Lists()
    body = "".join(lists.paragraph(text) for text in paragraphs)
    source = read(docx(body, lists.xml))
    assert source.text.split("\n") == paragraphs


@pytest.mark.parametrize("name", DOCUMENTS)
def test_docx_of_python_docx(name):
    import io

    from docx import Document

    document = Document()
    for text in DOCUMENTS[name]:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    assert read(buffer.getvalue()).text.split("\n") == DOCUMENTS[name]


# ----------------------------------------------------------------------------- PDF, OFD


def characters(text: str) -> str:
    """Return a text without what a page does not keep: line ends and wide spaces."""
    return "".join(text.split())


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("width", [26, 35])
def test_pdf(name, width):
    source = assert_source(read(pdf([DOCUMENTS[name]], width=width)))
    assert characters(source.text) == characters("".join(DOCUMENTS[name]))


@pytest.mark.parametrize("width", [26, 35])
def test_pdf_keeps_the_outline(width):
    """Depth, number and title of the headings, of seeds and of generated plans."""
    texts = ["\n".join(paragraphs) for paragraphs in DOCUMENTS.values()]
    texts += [plan_text(number) for number in range(8)]
    common = every = 0
    for text in texts:
        printed = read(pdf([lines(text)], width=width)).text
        here, both = agreement(entries(printed), entries(text))
        common, every = common + here, every + both
    assert common / every >= 0.97


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pdf_keeps_its_lines(name):
    paragraphs = [text for text in DOCUMENTS[name] if len(text) <= 30]
    text = read(pdf([paragraphs])).text
    assert [characters(line) for line in text.split("\n")] == [
        characters(line) for line in paragraphs
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_ofd(name):
    source = assert_source(read(ofd_of(DOCUMENTS[name])))
    assert characters(source.text) == characters("".join(DOCUMENTS[name]))


@given(plans())
@settings(max_examples=30)
def test_ofd_of_generated_plans(paragraphs):
    text = read(ofd_of(paragraphs, width=200)).text
    assert text.split("\n") == paragraphs


# ----------------------------------------------------------------------- text, Markdown


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_text_is_the_file(path):
    text = path.read_bytes().decode()
    assert read(path).text == text.removeprefix("\ufeff")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_markdown(name):
    def marked(text: str) -> str:
        escaped = re.sub(r"([\\`*_\[\]<>&#~])", r"\\\1", text)
        return f"## {escaped}" if MARK.match(text) else escaped

    data = "\n\n".join(map(marked, DOCUMENTS[name])).encode()
    lines = read(data, kind=Kind.MARKDOWN).text.split("\n")
    assert [line for line in lines if line] == DOCUMENTS[name]
