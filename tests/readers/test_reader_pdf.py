"""PDF: pages in order, lines from the top, scans, encryption, the limits."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reader_files import PLAN, assert_source, drawn, pdf
from reader_fonts import MISSING

from cnpolicy import ReadError
from cnpolicy.readers import limits
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.pdf import page as pdf_page
from cnpolicy.readers.pdf import worker as pdf_worker
from cnpolicy.readers.source import Kind


def scan() -> bytes:
    """Return a PDF whose page is a picture."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def in_process(monkeypatch):
    """Read PDFs without a process of their own, so that coverage sees the worker."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)


def test_pages_in_order():
    source = assert_source(read(pdf([list(PLAN[:5]), list(PLAN[5:])], width=60)))
    assert source.kind is Kind.PDF
    assert source.text == "\n".join(PLAN)
    assert [origin.where for origin in source.origins] == ["page 1", "page 2"]
    assert "\f" not in source.text


def test_process_and_library_call_give_the_same(monkeypatch):
    data = pdf([list(PLAN)])
    there = read(data)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert read(data) == there


def test_header_and_footer_drawn_out_of_order(in_process):
    body = [(72, 700 - 20 * at, text) for at, text in enumerate(PLAN[:4])]
    data = drawn([(280, 40, "— 1 —"), *body, (200, 800, "某市人民政府文件")])
    source = assert_source(read(data))
    assert source.text.split("\n") == ["某市人民政府文件", *PLAN[:4], "— 1 —"]
    assert [note.code for note in source.notes] == ["page-order"]


def test_columns_keep_the_order_of_drawing(in_process):
    left = [(72, 700 - 20 * at, f"左栏第{at}行") for at in range(4)]
    right = [(320, 700 - 20 * at, f"右栏第{at}行") for at in range(4)]
    source = assert_source(read(drawn([*left, *right])))
    assert source.text.split("\n") == [text for _, _, text in left + right]
    assert not source.notes


def test_hyphen_at_the_end_of_a_line(in_process):
    data = drawn([(72, 700, "2021-"), (72, 680, "2025"), (72, 660, "end")])
    assert read(data).text.replace("\n", "") == "2021-2025end"


def test_characters_beyond_the_first_plane(in_process):
    # reportlab states a wrong character for it in a font of the file.
    data = drawn([(72, 700, "字𠀀"), (72, 680, "二")], font=MISSING)
    assert "𠀀" in read(data).text


def test_properties(in_process):
    source = read(pdf([["甲"]]))
    assert source.metadata["文件标题"] == "untitled"


def test_page_without_text_is_noted(in_process):
    source = assert_source(read(drawn([(72, 700, "甲")], [], [(72, 700, "乙")])))
    assert source.text == "甲\n乙"
    assert [(note.code, note.where) for note in source.notes] == [
        ("page-without-text", "page 2")
    ]


@pytest.mark.parametrize("frozen", [False, True])
def test_scan(frozen, monkeypatch):
    if frozen:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(ReadError, match=r"no text layer.*OCR"):
        read(scan())


@pytest.mark.parametrize("frozen", [False, True])
def test_encrypted(frozen, monkeypatch):
    if frozen:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = drawn([(72, 700, "甲")], encrypt=StandardEncryption("password", strength=40))
    with pytest.raises(ReadError, match="encrypted"):
        read(data)


def test_encrypted_for_its_owner_only():
    from reportlab.lib.pdfencrypt import StandardEncryption

    encryption = StandardEncryption("", ownerPassword="owner", strength=40)
    assert read(drawn([(72, 700, "甲")], encrypt=encryption)).text == "甲"


# ------------------------------------------------------------------------------- damage


def test_cut_off():
    data = pdf([list(PLAN)] * 3)
    for share in (0.1, 0.5, 0.9, 0.99):
        with pytest.raises(ReadError, match="damaged"):
            read(data[: int(len(data) * share)])


def test_cut_off_after_its_first_section():
    data = pdf([list(PLAN)]).replace(
        b"%PDF-1.", b"%PDF-1.4 /Linearized 1/L 999999 %1.", 1
    )
    with pytest.raises(ReadError, match="end of the file is missing"):
        read(data)


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n%%EOF", b"%PDF-1.7\n" + b"garbage " * 99 + b"%%EOF"]
)
def test_no_pdf_behind_the_header(data, frozen, monkeypatch):
    if frozen:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(ReadError, match="damaged"):
        read(data)


def test_header_behind_other_bytes():
    assert read(b"\r\n HTTP/1.1\r\n" + pdf([["甲"]])).text == "甲"


def test_damaged_page(in_process, monkeypatch):
    import pypdfium2

    def fail(self, index):
        raise pypdfium2.PdfiumError("Failed to load page.")

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", fail)
    with pytest.raises(ReadError, match="page of the file is damaged"):
        read(pdf([["甲"]]))


# ------------------------------------------------------------------------------- limits


def test_too_many_characters(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TEXT_CHARS", 20)
    with pytest.raises(ReadError, match="characters"):
        read(pdf([list(PLAN)]))


def test_too_many_pages(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PAGES", 2)
    with pytest.raises(ReadError, match="pages"):
        read(pdf([["甲"]] * 3))


def test_too_slow(monkeypatch):
    monkeypatch.setattr(limits, "PDF_SECONDS", 0.001)
    with pytest.raises(ReadError, match="seconds"):
        read(pdf([list(PLAN)]))


def test_no_interpreter(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ReadError, match="cannot be started"):
        read(pdf([list(PLAN)]))


def test_many_jumps_are_left_as_they_are(in_process, monkeypatch):
    monkeypatch.setattr(pdf_page, "_MAX_BLOCKS", 2)
    texts = [(72, 100 + 50 * at, f"第{at}行") for at in range(5)]
    source = read(drawn(texts))
    assert source.text.split("\n") == [text for _, _, text in texts]


def test_worker_alone(monkeypatch, capfdbinary):
    """The worker is a program: caps as JSON, size and bytes in, JSON out."""

    def given(data):
        return io.BytesIO(pdf_worker.SIZE.pack(len(data)) + data)

    class Input:
        buffer = given(b"%PDF-1.4 nothing %%EOF")

    caps = '{"chars": 100, "pages": 9, "memory": 1, "seconds": 9}'
    monkeypatch.setattr(sys, "stdin", Input)
    monkeypatch.setattr(sys, "argv", ["pdf_worker", caps])
    monkeypatch.setattr(pdf_worker, "_limit", lambda memory, seconds: None)
    monkeypatch.setattr(pdf_worker, "_end_with_parent", lambda: None)
    # The fonts of this process stay as they are.
    monkeypatch.setattr(pdf_worker, "use_boxes", lambda: None)
    pdf_worker.main()
    assert capfdbinary.readouterr().out == b'{"failure": "damaged"}'

    def fail(data, caps, boxes):
        raise MemoryError

    Input.buffer = given(b"")
    monkeypatch.setattr(pdf_worker, "extract", fail)
    pdf_worker.main()
    assert capfdbinary.readouterr().out == b'{"failure": "memory"}'


STOPPED = """
import os, signal, subprocess, sys
from cnpolicy.readers.pdf import reader, worker
# A suite in the background hands on that SIGINT is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
started = subprocess.Popen
def start(*args, **options):
    process = started(*args, **options)
    # It reads forever what never comes: as long as any PDF may take.
    print(process.pid, flush=True)
    process.stdin.write(worker.SIZE.pack(len(data)) + data)
    process.stdin.flush()
    signal.pause()
subprocess.Popen = start
data = sys.stdin.buffer.read()
reader.read_pdf(data)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux")
@pytest.mark.parametrize("signal_name", ["SIGTERM", "SIGKILL", "SIGINT"])
def test_worker_ends_with_its_caller(signal_name):
    """Whatever ends the caller, no process stays behind."""
    caller = subprocess.Popen(
        [sys.executable, "-c", STOPPED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    caller.stdin.write(pdf([list(PLAN)]))
    caller.stdin.close()
    worker = Path("/proc") / caller.stdout.readline().decode().strip()
    caller.send_signal(getattr(signal, signal_name))
    caller.wait(timeout=60)
    caller.stdout.close()
    end = time.monotonic() + 20
    while is_running(worker):
        assert time.monotonic() < end
        time.sleep(0.05)


def is_running(process: Path) -> bool:
    """Tell whether a process goes on; one that waits to be buried does not."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
