"""A browser without a window, to open pages as a reader does.

In: pages. Out: a Chromium with its driver, if the machine has both; the tests that need
it are skipped with a message where it has not (Debian: `apt-get install chromium
chromium-driver fonts-noto-cjk`).
"""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-device-scale-factor=1",
)


class Browser:
    """A window of a browser."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def size(self, width: int, height: int, dark: bool = False) -> None:
        """Set what the page takes for the window, and the theme of the system."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": width < 500,
            },
        )
        theme = {
            "name": "prefers-color-scheme",
            "value": "dark" if dark else "light",
        }
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [theme]})

    def open(self, page: str, folder: Path) -> None:
        """Open a page from a file, as by a double click; wait until it stands."""
        path = folder / "page.html"
        path.write_text(page, encoding="utf-8", newline="")
        self.driver.get(path.as_uri())
        self.run("try { localStorage.clear(); } catch (_) {}")
        self.driver.get("about:blank")
        self.driver.get(path.as_uri())
        self.wait("return document.documentElement.dataset.ready === 'yes'")

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str, seconds: float = 20.0) -> None:
        """Wait until a script returns something true."""
        end = time.monotonic() + seconds
        while not self.run(script):
            assert time.monotonic() < end, script
            time.sleep(0.02)

    def click(self, selector: str) -> None:
        """Press the first element of a selector."""
        self.run("document.querySelector(arguments[0]).click()", selector)

    def choose(self, selector: str, value: str) -> None:
        """Choose a value of a list."""
        self.run(
            "const list = document.querySelector(arguments[0]);"
            "list.value = arguments[1]; list.dispatchEvent(new Event('change'));",
            selector,
            value,
        )

    def press(self, keys: str) -> None:
        """Press keys, wherever the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(keys).perform()

    def texts(self, selector: str) -> list[str]:
        """The words of the elements of a selector."""
        found: list[str] = self.run(
            "return [...document.querySelectorAll(arguments[0])]"
            ".map((element) => element.textContent)",
            selector,
        )
        return found

    def complaints(self) -> list[str]:
        """What the browser has to say about errors and violations of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@contextlib.contextmanager
def started() -> Iterator[Browser]:
    """Start a browser and end it; skip if there is none."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    driver_program = shutil.which("chromedriver")
    if program is None or driver_program is None:
        pytest.skip("chromium and chromedriver are not installed")
    pytest.importorskip("selenium")
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = program
        for option in (*_OPTIONS, f"--user-data-dir={profile}"):
            options.add_argument(option)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = Chrome(options, ChromeService(driver_program))
        try:
            yield Browser(driver)
        finally:
            driver.quit()
