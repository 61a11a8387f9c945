"""The page of the service: where a colleague drops files and says what is wanted.

In: the language, the limits. Out: HTML, and the styles and scripts it names, all from
this service; the page of a refusal. Without scripts it is a plain form.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from cnpolicy.errors import CnpolicyError
from cnpolicy.service.messages import Refusal
from cnpolicy.service.settings import MIB, Settings

if TYPE_CHECKING:
    from jinja2 import Environment

Language = Literal["zh", "en"]

ASSETS = {
    "service.css": "text/css; charset=utf-8",
    "service.js": "text/javascript; charset=utf-8",
    "boot.js": "text/javascript; charset=utf-8",
}
"""The files of the page, with their media types."""

# Colours, type, bar and signs are those of the page of a document.
_PAGE_OF_DOCUMENT = "cnpolicy.export.html"
_STYLES = (
    (_PAGE_OF_DOCUMENT, "styles/base.css"),
    (_PAGE_OF_DOCUMENT, "styles/layout.css"),
    (__package__, "assets/service.css"),
)


def start_page(language: Language, settings: Settings) -> str:
    """Return the page that the service opens with."""
    template = _environment().get_template("start.html.jinja")
    return template.render(
        language=language,
        words=_words(),
        megabytes=settings.max_bytes // MIB,
        seconds=f"{settings.seconds:g}",
        script_words=json.dumps(
            {key: value for key, value in _words().items() if key.startswith("js_")},
            ensure_ascii=False,
        ),
    )


def refusal_page(refusal: Refusal) -> str:
    """Return a page that says why there is no answer, in both languages."""
    template = _environment().get_template("refusal.html.jinja")
    return template.render(refusal=refusal, words=_words(), language="zh")


@cache
def asset(name: str) -> bytes:
    """Return a file of `ASSETS`."""
    if name == "service.css":
        return "\n".join(_read(*where) for where in _STYLES).encode()
    if name == "boot.js":
        return _read(_PAGE_OF_DOCUMENT, "scripts/boot.js").encode()
    return _read(__package__, f"assets/{name}").encode()


def _read(package: str, path: str) -> str:
    """Return a file of a package."""
    return files(package).joinpath(*path.split("/")).read_text(encoding="utf-8")


@cache
def _words() -> dict[str, list[str]]:
    """Return the words of the page: for each key Chinese and English."""
    words: dict[str, list[str]] = json.loads(_read(__package__, "assets/words.json"))
    return words


@cache
def _environment() -> Environment:
    """Return the templates; every value in them is escaped."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise CnpolicyError(
            'the service needs jinja2: pip install "cnpolicy[serve]"'
        ) from error
    return Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
