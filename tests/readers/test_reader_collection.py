"""Archives, messages, web archives and folders."""

import errno
import io
import os
from contextlib import suppress
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

import pytest
from reader_files import PLAN, archive, assert_source, docx, page, para

from cnpolicy import DecodeError, ReadError
from cnpolicy.readers import Kind, collection, read, read_all
from cnpolicy.readers.office import reader as office

DOCX = docx("".join(map(para, PLAN)))
TEXT = "\n".join(PLAN)


def workbook() -> bytes:
    """Return a workbook with a row."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(("序号", "重点任务"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


XLSX = workbook()
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


def mail(*attachments, html="", text=""):
    """Return a message with files attached."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", "规划印发"
    message.set_content(text or "\n")
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


def web_archive(content: str, charset="utf-8", encoding="quoted-printable") -> bytes:
    """Return a page as a browser keeps it."""
    message = EmailMessage()
    message.set_content(content, subtype="html", charset=charset, cte=encoding)
    message.add_related(b"\x89PNG", "image", "png", cid="<x>")
    return message.as_bytes()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_web_archive(charset, encoding):
    words = "".join(f"<p>{line}</p>" for line in PLAN)
    source = assert_source(
        read(web_archive(f"<html><body>{words}</body></html>", charset, encoding))
    )
    assert source.kind is Kind.MHTML
    assert source.text == TEXT


def test_a_damaged_web_archive_is_read_or_refused():
    data = web_archive("<html><body><p>一、总体要求</p></body></html>")
    for end in range(0, len(data), 7):
        with suppress(ReadError, DecodeError):
            assert_source(read(data[:end], kind=Kind.MHTML))


def test_an_archive_of_one_document_is_that_document():
    assert read(archive({"规划.docx": DOCX})).text == TEXT
    assert read(archive({"外/内.zip": archive({"规划.docx": DOCX})})).text == TEXT


def test_several_documents_are_named_as_several():
    data = archive({"1.docx": DOCX, "2.docx": DOCX})
    with pytest.raises(ReadError, match="read_all"):
        read(data)
    assert read(mail(("规划.docx", DOCX))).text == TEXT
    with pytest.raises(ReadError, match="read_all"):
        read(mail(("规划.docx", DOCX), text="请查收。"))


def test_folders_are_read_in_order(tmp_path):
    """Each file comes once, with its text or with the reason why it has none."""
    (tmp_path / "二").mkdir()
    (tmp_path / "二" / "规划.docx").write_bytes(DOCX)
    (tmp_path / "一.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "三.eml").write_bytes(
        mail(("附件.docx", DOCX), html=page("<p>正文</p>").decode())
    )
    (tmp_path / "四.zip").write_bytes(
        archive({"../../外.txt": TEXT, "图.png": b"\x89PNG\r\n", "夹/": b""})
    )
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / ".隐藏").write_bytes(b"x")
    (tmp_path / "连接").symlink_to("/etc/passwd")
    found = list(read_all(tmp_path))
    names = [one.name.removeprefix(f"{tmp_path}/") for one in found]
    assert names == [
        "一.txt",
        "三.eml/规划印发",
        "三.eml/附件.docx",
        "四.zip/../../外.txt",
        "四.zip/图.png",
        "空.txt",
        "二/规划.docx",
    ]
    assert [one.source.text if one.source else str(one.error) for one in found] == [
        TEXT,
        "正文",
        TEXT,
        TEXT,
        f"{found[4].name}: this is a picture (PNG): it needs OCR first",
        f"{found[5].name}: the file is empty",
        TEXT,
    ]
    assert not (tmp_path.parent.parent / "外.txt").exists()


def closed(monkeypatch, *folders):
    """Let the system refuse to list some folders, as it does without permission."""
    scandir = os.scandir

    def refuse(path="."):
        if os.fspath(path) in map(os.fspath, folders):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


def test_a_folder_that_cannot_be_looked_into_is_said(tmp_path, monkeypatch):
    """No folder is passed over in silence: it stands where its files would."""
    for name in ("一", "二", "三"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "规划.txt").write_text(TEXT, encoding="utf-8")
    shut = tmp_path / "二"
    closed(monkeypatch, shut)
    found = {one.name: one for one in read_all(tmp_path)}
    assert len(found) == 3
    assert found[str(shut)].source is None
    said = found[str(shut)].error
    assert str(said).startswith(f"{shut}: cannot be opened (")
    assert said.message_zh.startswith(f"{shut}：无法打开")
    assert sum(one.source is not None for one in found.values()) == 2


def test_a_folder_that_is_all_there_is(tmp_path, monkeypatch):
    closed(monkeypatch, tmp_path)
    (found,) = read_all([tmp_path])
    assert (found.name, found.source) == (str(tmp_path), None)


def test_files_are_read_when_they_are_asked_for(tmp_path):
    path = tmp_path / "一.txt"
    path.write_text("甲", encoding="utf-8")
    found = read_all([path, tmp_path / "无.txt"])
    path.write_text("乙", encoding="utf-8")
    assert next(found).source.text == "乙"
    assert "no such file" in str(next(found).error)


def test_names_of_archives_in_gbk(tmp_path):
    """Programs for Windows write names in GBK and do not say so."""
    stated = "附件.txt".encode("gb18030").decode("cp437")
    data = archive({"x.txt": TEXT})
    raw = "附件.txt".encode("gb18030")
    data = archive({"a" * len(raw): TEXT}).replace(b"a" * len(raw), raw)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (found,) = read_all(path)
    assert found.name.endswith("/附件.txt"), stated


def test_archives_in_archives_end(tmp_path):
    data = TEXT.encode()
    for _ in range(9):
        data = archive({"a.zip": data})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (found,) = read_all(path)
    assert "too deep" in str(found.error)
    with pytest.raises(ReadError, match="too deep"):
        read(path)


def test_many_old_files_are_converted_together(tmp_path, monkeypatch):
    """LibreOffice takes seconds to start: once for all, and in order."""
    started = []

    def convert(files, target):
        started.append(len(files))
        return [DOCX if data.endswith(b"1") else None for data in files]

    monkeypatch.setattr(office, "convert", convert)
    monkeypatch.setattr(collection, "_BATCH", 3)
    for at in range(5):
        (tmp_path / f"{at}.doc").write_bytes(DOC + (b"0" if at == 1 else b"1"))
        (tmp_path / f"{at}.txt").write_text(TEXT, encoding="utf-8")
    found = list(read_all(tmp_path))
    assert started == [3, 2]
    assert len(found) == 10
    assert all(one.name < other.name for one, other in pairwise(found))
    texts = {one.name[-5:]: one.source and one.source.text for one in found}
    assert texts.pop("1.doc") is None
    assert set(texts.values()) == {TEXT}


def test_old_workbooks_are_converted_together_too(tmp_path, monkeypatch):
    """Documents and workbooks take turns in a folder; each kind is one start."""
    started = []

    def convert(files, target):
        started.append((target, len(files)))
        return [{"docx": DOCX, "xlsx": XLSX}[target] for _ in files]

    monkeypatch.setattr(office, "convert", convert)
    xls = DOC[:8] + "Workbook".encode("utf-16-le")
    for at in range(3):
        (tmp_path / f"{at}.doc").write_bytes(DOC)
        (tmp_path / f"{at}.xls").write_bytes(xls)
    found = list(read_all(tmp_path))
    assert sorted(started) == [("docx", 3), ("xlsx", 3)]
    assert [one.source.kind for one in found] == 3 * [Kind.DOC, Kind.XLS]


@pytest.mark.parametrize("bad", [0, 2, 4])
def test_one_file_does_not_take_the_others_with_it(bad, tmp_path, monkeypatch):
    """Where LibreOffice ends over a file, those behind it are converted after all."""
    started = []

    def convert(files, target):
        made = []
        for data in files:
            dead = data.endswith(b"!") or (made and made[-1] is None)
            made.append(None if dead else DOCX)
        started.append(len(files))
        return made

    monkeypatch.setattr(office, "convert", convert)
    for at in range(5):
        end = b"!" if at == bad else b""
        (tmp_path / f"{at}.doc").write_bytes(DOC + end)
    found = list(read_all(tmp_path))
    assert [one.source is None for one in found] == [at == bad for at in range(5)]
    assert started == [5, 4 - bad] if bad < 4 else [5]


def test_an_error_says_it_in_chinese_too():
    with pytest.raises(ReadError) as caught:
        read(b"\x89PNG\r\n")
    assert caught.value.message_zh == "这是图片（PNG），须先做文字识别"


def test_a_corpus_converts_many_at_a_time(tmp_path, monkeypatch):
    """A worker has one start of LibreOffice for the files that it is given."""
    pa = pytest.importorskip("pyarrow")
    from cnpolicy.corpus import input_schema
    from cnpolicy.corpus.batches import parsed
    from cnpolicy.vocabulary.profile import PLAN as PROFILE

    started = []

    def convert(files, target):
        started.append(len(files))
        return [DOCX for _ in files]

    monkeypatch.setattr(office, "convert", convert)
    paths = [str(tmp_path / f"{at}.doc") for at in range(4)]
    for path in paths:
        Path(path).write_bytes(DOC)
    rows = ([{"id": path, "path": path}] for path in paths)
    given = (pa.RecordBatch.from_pylist(row, schema=input_schema()) for row in rows)
    old = collection.OldFiles(paths)
    found = list(parsed(given, old, profile=PROFILE, max_chars=None))
    assert [one.column("text").to_pylist() for one in found] == 4 * [[TEXT]]
    assert started == [4]
