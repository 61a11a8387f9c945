"""Takes the pictures of the page that the documentation shows.

In: the seeds, a Chromium with its driver, selenium, the extra `serve`. Out:
`docs/pictures/*.png`, small.
Run from anywhere: `python docs/take_pictures.py`.
"""

import io
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from cnpolicy import Document, compare, parse, parse_file, to_html, unparse  # noqa: E402
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


def take(browser: Browser, name: str) -> None:
    """Write the window as a picture of few colours."""
    time.sleep(0.5)
    shot = Image.open(io.BytesIO(browser.driver.get_screenshot_as_png()))
    small = shot.convert("RGB").quantize(128, kmeans=1, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


def take_service(browser: Browser) -> None:
    """Take the page of the service, with a plan that was checked."""
    browser.size(1400, 980)
    with running() as service:
        browser.driver.get(service.address)
        browser.wait("return document.documentElement.dataset.ready === 'yes'")
        field = browser.driver.find_element("id", "files")
        field.send_keys(str(SEEDS[4]))
        browser.click("[data-name=check]")
        browser.wait("return document.querySelector('#findings-list li')")
        browser.run("scrollTo(0, 0); document.activeElement.blur()")
        take(browser, "service")


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    made = pages()
    with started() as browser, tempfile.TemporaryDirectory() as folder:
        for name, (page, (width, height), dark, keys, button) in SHOTS.items():
            browser.size(width, height, dark)
            browser.open(made[page], Path(folder))
            for key in keys:
                browser.press(key)
            if button:
                browser.click(button)
            take(browser, name)
        take_service(browser)


if __name__ == "__main__":
    main()
