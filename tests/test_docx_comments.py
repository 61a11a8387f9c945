"""Findings as comments in the Word document that they are of."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cnpolicy
from cnpolicy.export.word.comments import with_comments

docx = pytest.importorskip("docx")
pytest.importorskip("lxml")

CHANGED = {
    "[Content_Types].xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/comments.xml",
}
LINES = (
    ("某市规划",),
    ("一、总体", "要求"),
    ("二、主要任务",),
    ("（一）加强保护。", "健全机制", "。（市法院牵头"),
    ("四、附则",),
    ("坚持", "保护,", "统筹。"),
)


def made(lines: tuple[tuple[str, ...], ...]) -> bytes:
    """A DOCX of paragraphs of runs, every second one bold, and a table of one cell."""
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for at, words in enumerate(line):
            paragraph.add_run(words).bold = at % 2 == 1
    document.add_table(1, 2).cell(0, 1).text = "一.错"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def commented(data: bytes) -> tuple[bytes, list[tuple[str, str]]]:
    """The file with comments, and the words and the code of each finding."""
    source = cnpolicy.read(data)
    findings = cnpolicy.check(cnpolicy.parse(source))
    words = [(source.text[f.span.start : f.span.end], f.code) for f in findings]
    return with_comments(data, source, findings), words


def anchored(data: bytes) -> dict[str, str]:
    """The words between the ends of each comment, by its id."""
    text = parts(data)["word/document.xml"].decode("utf-8")
    found = {}
    for match in re.finditer(r'<w:commentRangeStart w:id="(\d+)"/>', text):
        end = text.index(f'<w:commentRangeEnd w:id="{match[1]}"/>')
        words = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", text[match.end() : end])
        found[match[1]] = "".join(words)
    return found


def test_a_comment_stands_at_the_words_of_its_finding() -> None:
    """Runs are cut where a finding begins and ends; formatting stays."""
    data, findings = commented(made(LINES))
    assert len(findings) >= 3
    comments = list(docx.Document(io.BytesIO(data)).comments)
    assert [
        one.text.endswith(f"（{code}）")
        for one, (_, code) in zip(comments, findings, strict=True)
    ] == [True] * len(findings)
    places = anchored(data)
    assert [places[str(at)] for at in range(len(findings))] == [w for w, _ in findings]


def test_nothing_else_changes() -> None:
    """The text is the same, and every other part byte for byte."""
    old = made(LINES)
    new, _ = commented(old)
    assert cnpolicy.read(new).text == cnpolicy.read(old).text
    before, after = parts(old), parts(new)
    assert {n for n in after if after[n] != before.get(n)} == CHANGED
    assert before.keys() <= after.keys()


def test_comments_of_others_stay() -> None:
    """A file that was commented once is commented again, with new ids."""
    first, findings = commented(made(LINES))
    second, again = commented(first)
    assert again == findings
    comments = list(docx.Document(io.BytesIO(second)).comments)
    assert len(comments) == 2 * len(findings)
    assert len({one.comment_id for one in comments}) == len(comments)


def test_without_findings_the_parts_are_the_same() -> None:
    """No empty part with comments."""
    data = made((("无",),))
    assert parts(with_comments(data, cnpolicy.read(data), ())) == parts(data)


@settings(max_examples=10)
@given(
    st.lists(
        st.lists(st.text("一二、，,.（）(甲 ", min_size=1, max_size=5), min_size=1)
    )
)
def test_any_runs_keep_their_text(lines: list[list[str]]) -> None:
    """However the words are shared out over the runs."""
    old = made(tuple(map(tuple, lines)))
    new, findings = commented(old)
    assert cnpolicy.read(new).text == cnpolicy.read(old).text
    assert len(anchored(new)) == len(findings)


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    """`check --comments`; what is no DOCX is said, and nothing is written."""
    pytest.importorskip("click")
    from click.testing import CliRunner

    from cnpolicy.cli.commands import cli

    plan, out = tmp_path / "plan.docx", tmp_path / "reviewed.docx"
    plan.write_bytes(made(LINES))
    runner = CliRunner()
    result = runner.invoke(cli, ["check", str(plan), "--comments", str(out)])
    assert result.exit_code in (0, 1)
    assert len(list(docx.Document(out).comments)) == len(result.stdout.splitlines())
    text = tmp_path / "plan.txt"
    text.write_text("一、甲\n三、乙\n", encoding="utf-8")
    other = tmp_path / "other.docx"
    result = runner.invoke(cli, ["check", str(text), "--comments", str(other)])
    assert result.exit_code == 2
    assert "only a DOCX" in result.stderr
    assert not other.exists()
    result = runner.invoke(cli, ["check", str(text), str(plan), "--comments", "x"])
    assert result.exit_code == 2
