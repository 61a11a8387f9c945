"""Takes the pictures that the documentation shows.

In: the seeds, a Chromium with its driver, selenium, the extra `serve`; for tables
LibreOffice, which prints them. Out: `docs/pictures/*.png`, small. Run from anywhere:
`python docs/take_pictures.py`, or with the names of some pictures behind.
"""

import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from cnpolicy import (  # noqa: E402
    Document,
    compare,
    parse,
    parse_file,
    tasks,
    to_docx,
    to_html,
    to_xlsx,
    unparse,
)
from support.browser import Browser, started  # noqa: E402
from support.services import running  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
SEEDS = sorted((ROOT / "seeds").glob("0*.txt"))

WIDE = (1400, 860)
PHONE = (390, 780)

# What a picture is of: its page, the window, the theme, the keys that are pressed
# before, and what is clicked then.
SHOTS = {
    "page-text": ("plan", WIDE, False, "jjjjjjnnnnnn", ""),
    "page-overview": ("plan", WIDE, False, "v", ""),
    "page-dark": ("boxes", WIDE, True, "2jjjjjjjjjjjj", ""),
    "page-list": ("list", WIDE, False, "", ""),
    "page-compare": ("compared", WIDE, False, "", ""),
    "page-phone-text": ("plan", PHONE, False, "jjjjjj", ""),
    "page-phone-tasks": ("plan", PHONE, True, "", ".bottom [data-sheet=right]"),
}

# Tables on paper: the file that is written, and which part of its first page is shown:
# left, top, right, bottom. Small words must be legible where a picture is made small.
TABLES = {
    "workbook": ("tasks.xlsx", (0.03, 0.06, 0.645, 0.5)),
    "word-table": ("tasks.docx", (0.05, 0.11, 0.95, 0.86)),
}
# Measures that have a lead and targets.
MEASURES = slice(20, 30)
TO_PDF = ("--headless", "--convert-to", "pdf", "--outdir")
WRITERS = {".xlsx": to_xlsx, ".docx": to_docx}


def changed(plan: Document) -> Document:
    """The plan as a next version of it could be."""
    text = unparse(plan)
    for old, new in (
        ("达到4万人", "达到5万人"),
        ("完善知识产权司法保护体系。", "健全知识产权司法保护体系。"),
        ("最高人民检察院、公安部等", "最高人民检察院、公安部、司法部等"),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    return parse(text)


def pages() -> dict[str, str]:
    """The pages that pictures are taken of."""
    documents = [parse_file(path) for path in SEEDS]
    plan, boxes = documents[3], documents[4]
    after = changed(plan)
    return {
        "plan": to_html(plan),
        "boxes": to_html(boxes),
        "list": to_html(documents),
        "compared": to_html([plan, after], comparison=compare(plan, after)),
    }


def save(picture: Image.Image, name: str) -> None:
    """Write a picture of few colours."""
    small = picture.convert("RGB").quantize(128, kmeans=1, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


def take(browser: Browser, name: str) -> None:
    """Write what the window shows."""
    time.sleep(0.5)
    save(Image.open(io.BytesIO(browser.driver.get_screenshot_as_png())), name)


def take_pages(names: list[str]) -> None:
    """Take the pictures of pages."""
    made = pages()
    with started() as browser, tempfile.TemporaryDirectory() as folder:
        for name in names:
            page, (width, height), dark, keys, button = SHOTS[name]
            browser.size(width, height, dark)
            browser.open(made[page], Path(folder))
            for key in keys:
                browser.press(key)
            if button:
                browser.click(button)
            take(browser, name)


def take_service() -> None:
    """Take the page of the service, with a plan that was checked."""
    with started() as browser, running() as service:
        browser.size(1400, 980)
        browser.driver.get(service.address)
        browser.wait("return document.documentElement.dataset.ready === 'yes'")
        field = browser.driver.find_element("id", "files")
        field.send_keys(str(SEEDS[4]))
        browser.click("[data-name=check]")
        browser.wait("return document.querySelector('#findings-list li')")
        browser.run("scrollTo(0, 0); document.activeElement.blur()")
        take(browser, "service")


def take_table(name: str) -> None:
    """Take the picture of a table as LibreOffice prints it."""
    file, part = TABLES[name]
    left, _, right, _ = part
    plan = parse_file(SEEDS[3])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        table = Path(folder, file)
        WRITERS[table.suffix](
            tasks(plan)[MEASURES], table, title=f"《{plan.title}》任务分工表"
        )
        profile = Path(folder, "profile").as_uri()
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", *TO_PDF, folder, table],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=180,
        )
        document = pypdfium2.PdfDocument(table.with_suffix(".pdf"))
        page = document[0]
        scale = WIDE[0] / (right - left) / page.get_width()
        picture = page.render(scale=scale).to_pil()
        sides = zip(part, picture.size * 2, strict=True)
        save(picture.crop(tuple(round(share * side) for share, side in sides)), name)
        document.close()


def main() -> None:
    """Take every picture, or those that are named."""
    PICTURES.mkdir(exist_ok=True)
    wanted = sys.argv[1:] or [*SHOTS, *TABLES, "service"]
    for name in TABLES.keys() & wanted:
        take_table(name)
    if shots := [name for name in SHOTS if name in wanted]:
        take_pages(shots)
    if "service" in wanted:
        take_service()


if __name__ == "__main__":
    main()
