"""Two versions as tracked changes: what they give when accepted, and when rejected."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings

from cnpolicy import Document, parse, read, to_redline, unparse
from cnpolicy.export.word.redline import redline
from support.golden_tables import seed
from support.strategies import mutated

docx = pytest.importorskip("docx")
pytest.importorskip("rapidfuzz")
qn = pytest.importorskip("docx.oxml.ns").qn

BEFORE = """某市知识产权工作要点
一、强化保护
（一）健全机制。建设保护中心3个，2024年底前完成。（市市场监管局牵头，市法院配合）
（二）加强宣传。开展宣传周活动。
二、保障措施
各区要高度重视。
"""
AFTER = """某市知识产权工作要点
一、强化保护
（一）健全机制。建设保护中心5个，2025年底前完成。（市市场监管局牵头，市法院、市司法局配合）
二、保障措施
各区要高度重视。
各部门每半年报送进展。
"""


def paragraphs(data: bytes, drop: str) -> list[str]:
    """The paragraphs without what is put in (`drop`: ins) or without what is out."""
    found = []
    for part in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        if part.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:' + drop)}") is not None:
            continue
        words = ""
        for one in part.iter(qn("w:t"), qn("w:delText"), qn("w:tab")):
            if next(one.iterancestors(qn("w:" + drop)), None) is None:
                words += "\t" if one.tag == qn("w:tab") else one.text
        found.append(words)
    return found


def visible(document: Document) -> list[str]:
    """The paragraphs of a document against itself: no change is in them."""
    data = redline(document, document)
    assert not any(
        part.tag in (qn("w:ins"), qn("w:del"))
        for part in docx.Document(io.BytesIO(data)).element.body.iter()
    )
    return paragraphs(data, "del")


def assert_both_ways(before: Document, after: Document) -> bytes:
    """Accepted, the changes give the one; rejected, the other."""
    data = redline(before, after)
    assert paragraphs(data, "del") == visible(after)
    assert paragraphs(data, "ins") == visible(before)
    return data


def test_words_that_changed_are_struck_and_put_in() -> None:
    """Only the words that changed, a paragraph that went and one that came."""
    data = assert_both_ways(parse(BEFORE), parse(AFTER))
    body = docx.Document(io.BytesIO(data)).element.body
    gone = [one.text for one in body.iter(qn("w:delText"))]
    inserted = [one for change in body.iter(qn("w:ins")) for one in change]
    here = ["".join(part.text for part in one.iter(qn("w:t"))) for one in inserted]
    assert gone == ["3", "2024", "（二）加强宣传。", "开展宣传周活动。"]
    assert here == ["5", "2025", "、市司法局", "各部门每半年报送进展。"]


def test_what_moved_is_taken_out_and_put_in() -> None:
    """No pair of paragraphs crosses another, so that both orders come back."""
    lines = [f"（{number}）{words}。" for number, words in enumerate("甲乙丙丁戊己", 1)]
    turned = [lines[3], *lines[:3], *lines[4:]]
    assert_both_ways(parse("\n".join(lines)), parse("\n".join(turned)))


@pytest.mark.parametrize("name", ["000", "002", "004"])
def test_a_seed_against_another_form_of_it(name: str) -> None:
    """Real documents: some figures are others, a part is gone."""
    document = seed(name)
    text = unparse(document)
    changed = text.replace("2025", "2026").replace("知识产权局", "市场监管局")
    assert_both_ways(document, parse(changed[: len(changed) * 3 // 4]))


@settings(max_examples=8)
@given(mutated(), mutated())
def test_any_two_texts(before: str, after: str) -> None:
    """Any two texts, however unlike: both come back, and a program can open it."""
    assert_both_ways(parse(before), parse(after))


def test_our_own_reader_reads_the_second_version() -> None:
    """A reader that accepts the changes reads what the second document says."""
    file = io.BytesIO()
    to_redline(parse(BEFORE), parse(AFTER), file)
    (clause,) = parse(read(file.getvalue())).responsibilities
    (expected,) = parse(AFTER).responsibilities
    assert (clause.lead, clause.support) == (expected.lead, expected.support)


def test_equal_input_gives_an_equal_file(tmp_path: Path) -> None:
    """Nothing of the day or of the machine is in it."""
    documents = parse(BEFORE), parse(AFTER)
    to_redline(*documents, tmp_path / "one.docx")
    assert (tmp_path / "one.docx").read_bytes() == redline(*documents)


def test_wrong_arguments_are_told() -> None:
    """One clear error."""
    with pytest.raises(TypeError, match="to_redline"):
        to_redline(BEFORE, parse(AFTER), io.BytesIO())  # type: ignore[arg-type]


@pytest.mark.slow
def test_libreoffice_makes_pages_of_it(tmp_path: Path) -> None:
    """A word processor opens it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    to_redline(parse(BEFORE), parse(AFTER), tmp_path / "both.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), str(tmp_path / "both.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert read(tmp_path / "both.pdf").text.strip()
