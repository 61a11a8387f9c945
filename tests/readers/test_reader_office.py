""".doc and .wps, through a program that plays LibreOffice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from reader_files import PLAN, archive, assert_source, docx, para

from cnpolicy import ReadError
from cnpolicy.readers import limits
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.office.reader import convert
from cnpolicy.readers.source import Kind

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the program is a script"),
    pytest.mark.slow,
]


@pytest.fixture
def soffice(tmp_path, monkeypatch):
    """Put a program `soffice` on the search path that runs some lines of Python."""

    def install(code: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "soffice"
        program.write_text(
            f"#!{sys.executable}\nimport sys, os, time\n"
            "folder = sys.argv[sys.argv.index('--outdir') + 1]\n"
            f"made = os.path.join(folder, 'document0.docx')\n{code}\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))

    return install


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Make temporary folders in one place, and return it."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    return place


def made_of(data: bytes, tmp_path: Path) -> str:
    """Return the code that writes these bytes as the converted file."""
    (tmp_path / "answer").write_bytes(data)
    return f"open(made, 'wb').write(open({str(tmp_path / 'answer')!r}, 'rb').read())"


@pytest.mark.parametrize(
    "data",
    [
        DOC,
        b"{\\rtf1 text}",
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:x/>',
    ],
)
def test_converted(data, soffice, folders, tmp_path):
    soffice(
        made_of(docx("".join(map(para, PLAN))), tmp_path)
        + "\nassert sys.argv[1:3] == ['--headless', '--norestore'], sys.argv"
        + f"\nassert open(sys.argv[-1], 'rb').read() == {data!r}"
    )
    source = assert_source(read(data))
    assert source.kind is Kind.DOC
    assert source.text == "\n".join(PLAN)
    assert [note.code for note in source.notes] == ["converted"]
    assert not list(folders.iterdir())


def test_not_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError, match=r"LibreOffice.*install it"):
        read(DOC)


@pytest.mark.parametrize("code", ["", "sys.exit(1)", "os.mkdir(made)"])
def test_nothing_made(code, soffice, folders):
    soffice(code)
    with pytest.raises(ReadError, match="cannot read"):
        read(DOC)
    assert not list(folders.iterdir())


@pytest.mark.parametrize("made", [b"", b"no archive", archive({"x": "y"})])
def test_something_else_made(made, soffice, folders, tmp_path):
    soffice(made_of(made, tmp_path))
    with pytest.raises(ReadError):
        read(DOC)
    assert not list(folders.iterdir())


def test_too_large(soffice, folders, tmp_path, monkeypatch):
    soffice(made_of(docx(para("甲")), tmp_path))
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 10)
    with pytest.raises(ReadError, match="larger"):
        read(DOC, max_bytes=1000)


def test_too_slow(soffice, folders, tmp_path, monkeypatch):
    """The program ends, and the one that it started."""
    note = tmp_path / "alive"
    soffice(
        f"if os.fork() == 0:\n  time.sleep(2)\n  open({str(note)!r}, 'w')\n"
        "time.sleep(9)"
    )
    monkeypatch.setattr(limits, "OFFICE_SECONDS", 0.5)
    start = time.perf_counter()
    with pytest.raises(ReadError, match="seconds"):
        read(DOC)
    assert time.perf_counter() - start < 5
    assert not list(folders.iterdir())
    time.sleep(2.2)
    assert not note.exists()


def test_not_a_program(soffice, tmp_path, monkeypatch):
    soffice("")
    (tmp_path / "bin" / "soffice").write_bytes(b"\x7fELF")
    with pytest.raises(ReadError, match="cannot be started"):
        read(DOC)


READING = """
import signal, sys
# A suite in the background hands on that SIGINT is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
from cnpolicy.readers.dispatch import read
read(bytes.fromhex(sys.argv[1]))
"""


@pytest.mark.parametrize("signal_name", ["SIGTERM", "SIGKILL", "SIGINT"])
def test_office_ends_with_its_caller(signal_name, soffice, folders, tmp_path):
    """Whatever ends the caller, LibreOffice and its folder go too."""
    begun, note = tmp_path / "begun", tmp_path / "alive"
    soffice(
        f"open({str(begun)!r}, 'w').close()\ntime.sleep(4)\nopen({str(note)!r}, 'w')"
    )
    caller = subprocess.Popen(
        [sys.executable, "-c", READING, DOC.hex()],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    wait_for(begun.exists)
    assert list(folders.iterdir())
    caller.send_signal(getattr(signal, signal_name))
    caller.wait(timeout=60)
    wait_for(lambda: not list(folders.iterdir()))
    time.sleep(4)
    assert not note.exists()


def wait_for(happened: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something has happened."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_many_files_are_one_start(soffice, folders, tmp_path):
    """LibreOffice takes seconds to start; many files are converted at one go."""
    starts = tmp_path / "starts"
    data = docx("".join(map(para, PLAN)))
    (tmp_path / "answer").write_bytes(data)
    soffice(
        f"open({str(starts)!r}, 'a').write('x')\n"
        f"data = open({str(tmp_path / 'answer')!r}, 'rb').read()\n"
        "for at, name in enumerate(n for n in sys.argv if n.endswith('.doc')):\n"
        "  if at != 1: open(name.replace('.doc', '.docx'), 'wb').write(data)"
    )
    made = convert([DOC, DOC + b"damaged", DOC], "docx")
    assert made == [data, None, data]
    assert starts.read_text() == "x"
    assert not list(folders.iterdir())
