"""`read`: what it takes, how it tells formats apart, what it says when it cannot."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from attrs import evolve
from reader_files import PLAN, archive, assert_source, docx, ofd_of, page, para, pdf

from cnpolicy import DecodeError, ReadError, Span
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind, Note, Origin, Source, SourceBuilder

TEXT = "\n".join(PLAN)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def files() -> dict[Kind, bytes]:
    """Return one file of each format that is recognised by its bytes."""
    return {
        Kind.TEXT: TEXT.encode(),
        Kind.HTML: page(f"<p>{TEXT}</p>"),
        Kind.DOCX: docx(para(TEXT)),
        Kind.PDF: pdf([list(PLAN)]),
        Kind.OFD: ofd_of(list(PLAN)),
    }


@pytest.mark.parametrize("kind", list(files()))
@pytest.mark.parametrize("suffix", [".txt", ".pdf", ".docx", ".html", ".md", ""])
def test_bytes_decide_not_the_name(kind, suffix, tmp_path):
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(files()[kind])
    source = assert_source(read(path))
    if kind is Kind.TEXT and suffix == ".md":
        kind = Kind.MARKDOWN
    assert source.kind is kind
    assert "重点任务" in source.text
    assert read(os.fspath(path)) == source


def test_text_is_given_as_it_is():
    text = "\ufeff　　一、总体\u2028要求\r\n\x0c\r二\t三 \n"
    source = assert_source(read(text.encode()))
    assert source.text == text[1:]
    assert source.origins == (Origin(Span(0, len(text) - 1), "file"),)
    assert read(text[1:].encode("utf-16")).text == text[1:]


def test_text_in_gb18030(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert read(path).text == TEXT


def test_kind_can_be_forced():
    source = read("# 一、总体要求".encode(), kind=Kind.MARKDOWN)
    assert (source.kind, source.text) == (Kind.MARKDOWN, "一、总体要求")
    with pytest.raises(ReadError, match="damaged"):
        read(b"no archive", kind=Kind.DOCX)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<p>a</p><p>b</p><div>c</div>", Kind.HTML),
        ("前言<br>正文</p><p>一</p></div>".encode(), Kind.HTML),
        ("<!-- x --> <HTML><body>一</body>".encode(), Kind.HTML),
        ("<html><body><p>一二三</p></body></html>".encode("utf-16"), Kind.HTML),
        ("《<政府工作报告>任务分解表》 1<2".encode(), Kind.TEXT),
        ("正文里的<br>换行".encode(), Kind.TEXT),
        ("# 像是标题".encode(), Kind.TEXT),
    ],
)
def test_text_or_page(data, kind):
    assert read(data).kind is kind


@pytest.mark.parametrize(
    "piece",
    [b"<!---->", b"<!--", b" ", b"<?xml ", b"A: b\n", b"<?mso-application"],
)
def test_format_is_told_of_what_begins_again_and_again(piece):
    """Comments could be divided in as many ways as there are subsets of them."""
    with suppress(ReadError, DecodeError):
        read(piece * 9000 + b"x")


# ---------------------------------------------------------------------- what is refused


def test_missing_file(tmp_path):
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.docx")
    with pytest.raises(ReadError, match="no such file"):
        read("一、总体要求")


@pytest.mark.parametrize("name", ["a\0b", "长" * 5000])
def test_impossible_names(name):
    with pytest.raises(ReadError):
        read(name)


def test_directory(tmp_path):
    with pytest.raises(ReadError, match="directory"):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="regular"):
        read(tmp_path / "pipe")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all"
)
def test_unreadable_file(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(b"a")
    path.chmod(0)
    with pytest.raises(ReadError, match="opened"):
        read(path)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".pdf", ".ofd", ".doc"])
def test_empty_file(suffix, tmp_path):
    path = tmp_path / f"empty{suffix}"
    path.touch()
    with pytest.raises(ReadError, match="empty"):
        read(path)
    with pytest.raises(ReadError, match="empty"):
        read(b"")


def test_size_limit(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(b"a" * 101)
    with pytest.raises(ReadError, match="larger than 100"):
        read(path, max_bytes=100)
    with pytest.raises(ReadError, match="larger than 100"):
        read(b"a" * 101, max_bytes=100)
    assert read(path, max_bytes=101).text == "a" * 101


def test_message_names_the_file(tmp_path):
    path = tmp_path / "规划.docx"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(ReadError, match=r"规划\.docx: the archive is cut off"):
        read(path)


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".ofd", ".doc", ".wps"])
def test_noise_under_the_name_of_a_format(suffix, tmp_path):
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(bytes(range(128, 256)) * 20)
    with pytest.raises(ReadError, match=rf"no \{suffix} file"):
        read(path)


def test_noise_without_a_name():
    with pytest.raises(DecodeError):
        read(bytes(range(128, 256)) * 20)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n", "OCR"),
        (b"\xff\xd8\xff\xe0JFIF", "OCR"),
        (b"GIF89a", "OCR"),
        (b"II*\x00", "OCR"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (archive({"xl/workbook.xml": "", "[Content_Types].xml": ""}), "workbook"),
        (archive({"ppt/presentation.xml": ""}), "PPTX"),
        (archive({"META-INF/container.xml": ""}), "EPUB"),
        (archive({"content.xml": "", "mimetype": "x/spreadsheet"}), "OpenDocument"),
        (archive({"a.txt": "甲", "b.txt": "乙"}), "read_all"),
        (archive({}), "no file that is read"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "no text"),
        (b"From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\n\n", "neither a text"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "PPT"),
    ],
)
def test_formats_that_are_not_read(data, message):
    with pytest.raises(ReadError, match=message):
        read(data)


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.DOCX, Kind.OFD, Kind.PDF])
def test_missing_library_is_named(kind, monkeypatch):
    library = "pypdfium2" if kind is Kind.PDF else "lxml"
    monkeypatch.setitem(__import__("sys").modules, library, None)
    data = files()[kind] if kind is not Kind.PDF else b"%PDF-1.4"
    with pytest.raises(ReadError, match=rf'pip install "cnpolicy\[{kind.value}\]"'):
        read(data)


def test_wrong_type():
    with pytest.raises(TypeError):
        read(42)


# --------------------------------------------------------------------------- the source


def test_origin_at():
    builder = SourceBuilder()
    builder.add("一、", "p[1]", synthetic=True)
    builder.add("总体要求", "p[1]")
    builder.add("\n")
    builder.add("正", "p[2]")
    builder.add("文", "p[2]")
    source = assert_source(builder.build(Kind.DOCX))
    assert source.text == "一、总体要求\n正文"
    assert [origin.span for origin in source.origins] == [(0, 2), (2, 6), (7, 9)]
    found = source.origin_at(1)
    assert found is not None
    assert found.synthetic
    assert source.origin_at(6) is None
    assert source.origin_at(9) is None
    assert Source("", Kind.TEXT).origin_at(0) is None


def test_metadata_is_copied():
    stated = {"索引号": "1"}
    source = Source("", Kind.HTML, metadata=stated)
    stated["索引号"] = "2"
    assert source.metadata["索引号"] == "1"
    assert hash(source) == hash(evolve(source))


def test_note_is_short_and_in_two_languages():
    builder = SourceBuilder()
    builder.note("deleted", "p[1]", "加快\n" * 50)
    (note,) = builder.build(Kind.DOCX).notes
    assert len(note.detail) < 70
    assert note.message.startswith("deleted text left out: 加快 加快")
    assert note.message_zh.startswith("已删除的修订内容未读入：加快")
    assert Note("image", 0, "p[1]").message == "picture left out: "


def test_no_path_outside_the_file_is_touched(tmp_path):
    """Names inside an archive are keys: a part named `../x` is never a path."""
    data = docx(para("正文"), parts={"../../evil.txt": "x", "/abs/evil.txt": "x"})
    before = sorted(Path(tmp_path).iterdir())
    assert read(data).text == "正文"
    assert sorted(Path(tmp_path).iterdir()) == before
