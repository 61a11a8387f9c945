"""A made corpus: plans as files of several formats, copies of some, hostile files.

In: a folder and how many documents. Out: the files. The same number gives the same
files, but for those that LibreOffice prints.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from file_makers import text_of, to_docx, to_html, to_pdfs
from made_plans import Plan, made_plan

LONGEST = 138
"""Pages of the longest plan. A page is 1.45 kB: plans of 1 to 200 kB, short ones more
often than long ones."""

# Of so many documents one is no text: DOCX, HTML and PDF in turn.
_OTHER = 10
# Of so many texts one is the copy of an earlier one, exact and with a word changed in
# turn.
_COPIES = 20
# Files in one folder, and files that LibreOffice prints at one go.
_FOLDER = 1000
_PRINTED = 50

_PLACES = (
    "淄博市",
    "太原市",
    "杭州市",
    "长春市",
    "成都市",
    "山东省",
    "山西省",
    "浙江省",
)


def make_corpus(folder: Path, documents: int, longest: int = LONGEST) -> None:
    """Write a made corpus: documents, and ten hostile files that come on top."""
    printed: list[Path] = []
    with tempfile.TemporaryDirectory() as work:
        for number in range(documents):
            place = folder / f"{number // _FOLDER:03d}"
            place.mkdir(parents=True, exist_ok=True)
            if number % _OTHER != _OTHER - 1:
                name = place / f"{number:06d}.txt"
                name.write_text(_text(number, longest), encoding="utf-8")
                continue
            kind = number // _OTHER % 3
            plan = plan_of(number, longest)
            if kind == 0:
                (place / f"{number:06d}.html").write_bytes(to_html(plan))
                continue
            target = Path(work) if kind == 2 else place
            target = target / f"{number:06d}.docx"
            target.write_bytes(to_docx(plan))
            if kind == 2:
                printed.append(target)
        _print(printed, folder)
    hostile = folder / "hostile"
    hostile.mkdir()
    for make in HOSTILE:
        make(hostile)


def plan_of(number: int, longest: int) -> Plan:
    """Return the plan of a number, of a length that the number decides."""
    rng = random.Random(f"pages {number}")
    return made_plan(number, pages=max(1, round(longest ** rng.random())))


def _text(number: int, longest: int) -> str:
    """Return the text of a number: a plan of some place, or a copy of an earlier."""
    rng = random.Random(f"text {number}")
    if number > _COPIES and number % _COPIES == 1:
        original = number - _COPIES + 1
        text = _text(original, longest)
        changed = number % (2 * _COPIES) == 1
        return text.replace("推进", "推动", 1) if changed else text
    text = text_of(plan_of(number, longest))
    place, year = rng.choice(_PLACES), rng.randint(2019, 2026)
    title, _, rest = text.partition("\n")
    date = f"{year}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    cited = f"根据《{place}国民经济和社会发展第十四个五年规划纲要》，制定本方案。"
    title = title.replace("某市", place)
    return f"{title}\n{cited}\n{rest}{place}人民政府\n{date}\n"


def _print(files: list[Path], folder: Path) -> None:
    """Print DOCX files to PDF; keep them as they are where LibreOffice is missing."""
    for at in range(0, len(files), _PRINTED):
        some = files[at : at + _PRINTED]
        for file in to_pdfs(some, some[0].parent) or some:
            place = folder / f"{int(file.stem) // _FOLDER:03d}"
            shutil.move(file, place / file.name)


# ----------------------------------------------------------------------------- hostile


def _zeros(folder: Path) -> None:
    """Texts that unpack to a thousand times their size."""
    with zipfile.ZipFile(folder / "zeros.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for at in range(20):
            out.writestr(f"{at}.txt", b"a" * 30_000_000)


def _nested(folder: Path) -> None:
    """An archive in an archive, ten deep."""
    data = "一、总体要求".encode()
    for _ in range(10):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as out:
            out.writestr("a.zip", data)
        data = buffer.getvalue()
    (folder / "nested.zip").write_bytes(data)


def _bomb(folder: Path) -> None:
    """A DOCX whose body unpacks to 300 MB."""
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", b"<w:p>" + b"a" * 300_000_000)


def _encrypted(folder: Path) -> None:
    """A PDF that asks for a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "encrypted.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 700, "plan")
    canvas.save()


def _endless(folder: Path) -> None:
    """A pipe that nobody writes to."""
    os.mkfifo(folder / "endless.txt")


def _huge(folder: Path) -> None:
    """A text of 24 million characters."""
    (folder / "huge.txt").write_text("一、推进规划。\n" * 3_000_000, encoding="utf-8")


def _hungry(folder: Path) -> None:
    """A text of 1.8 million characters with a clause in each line."""
    line = "（一）推进工作，到2025年达到80%。（市教育局牵头，市财政局配合）\n"
    (folder / "hungry.txt").write_text(line * 50_000, encoding="utf-8")


def _damaged(folder: Path) -> None:
    """Bytes by chance that are called a DOCX."""
    data = random.Random(1).randbytes(200_000)
    (folder / "damaged.docx").write_bytes(data)


def _empty(folder: Path) -> None:
    """A file without a byte."""
    (folder / "empty.txt").touch()


def _broken(folder: Path) -> None:
    """Ten megabytes in GB18030 whose last byte is none."""
    data = "规划发展".encode("gb18030") * 1_250_000 + b"\xff"
    (folder / "broken.txt").write_bytes(data)


HOSTILE: tuple[Callable[[Path], None], ...] = (
    *(_zeros, _nested, _bomb, _encrypted, _endless),
    *(_huge, _hungry, _damaged, _empty, _broken),
)
"""What makes each hostile file."""
