"""The page of one or several documents.

In: documents, and where two are set side by side their comparison. Out: HTML, the
whole page in one text: styles, scripts and data are in it, and its security policy
forbids everything that is not. Needs jinja2 (extra `view`).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args

from cnpolicy.errors import CnpolicyError
from cnpolicy.export.html.blocks import Group, blocks_of
from cnpolicy.export.html.changes import change_views, runs_of
from cnpolicy.export.html.data import document_data, summary, to_script
from cnpolicy.export.html.facts import Facts
from cnpolicy.export.html.marks import shown
from cnpolicy.model.arguments import expect_all
from cnpolicy.model.metadata import Script
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.comparison import Comparison

if TYPE_CHECKING:
    from jinja2 import Environment

Language = Literal["zh", "en"]
"""The language in which a page opens; its reader may change it."""

STYLES = ("base", "layout", "text", "panels", "charts", "compare", "print")
"""The style sheets, in order."""

SCRIPTS = (
    "base",
    "language",
    "text",
    "marks",
    "filters",
    "lists",
    "charts",
    "overview",
    "search",
    "outline",
    "compare",
    "keys",
    "main",
)
"""The scripts, in order; they share one scope."""

_LANGUAGES = {Script.TRADITIONAL: "zh-Hant"}


def to_html(
    documents: Document | Iterable[Document],
    *,
    comparison: Comparison | None = None,
    language: Language = "zh",
) -> str:
    """Return a page that shows one document, or several with a list of them.

    The page is one file without anything from elsewhere: save it in UTF-8, open it in a
    browser. It shows the whole text with clauses, targets, deadlines, citations, boxes
    and what `check` finds marked in place; beside it the outline and the measures with
    filters; charts; a search; and it can be printed. `comparison` is that of two
    documents, `compare(first, second)`, which are then shown side by side too.
    `language` is that of the words around the text when the page opens.

    Law: what the page shows of the text, joined, is the text; the same documents give
    the same page. A tree that was edited is shown as the text it gives.

    Raises `CnpolicyError` without jinja2 (extra `view`), `TypeError` for what is no
    document, and `ValueError` for no documents, for a comparison that is not of two,
    and for another language.
    """
    listed = _listed(documents)
    if comparison is not None and len(listed) != 2:
        raise ValueError(f"a comparison is of two documents, not of {len(listed)}")
    if language not in get_args(Language):
        raise ValueError(f"language must be zh or en, not {language!r}")
    environment = _environment()
    facts = [Facts.of(document) for document in listed]
    return environment.get_template("page.html.jinja").render(
        **_assets(),
        language=language,
        words=_words(),
        words_json=to_script(_words()),
        documents=[_document(item) for item in facts],
        list_json=to_script([summary(item) for item in facts]),
        runs=_runs(facts, comparison),
    )


def _listed(documents: Document | Iterable[Document]) -> list[Document]:
    """Return one document or several as a list."""
    if isinstance(documents, Document):
        return [documents]
    listed = list(expect_all(documents, Document, "to_html"))
    if not listed:
        raise ValueError("to_html needs at least one document")
    return listed


def _document(facts: Facts) -> dict[str, Any]:
    """Return what the template of a document is made from."""
    return {
        "title": facts.identity.title,
        "language": _LANGUAGES.get(facts.document.script, "zh-Hans"),
        "sections": facts.sections,
        "text": blocks_of(facts),
        "json": to_script(document_data(facts)),
        "chars": len(facts.text),
    }


def _runs(facts: Sequence[Facts], comparison: Comparison | None) -> list[Any]:
    """Return the rows of the comparison; none without one."""
    if comparison is None:
        return []
    return runs_of(change_views(facts[0], facts[1], comparison))


# ------------------------------------------------------------------------------- files


def _read(*path: str) -> str:
    """Return a file that stands beside this module."""
    return files(__package__).joinpath(*path).read_text(encoding="utf-8")


@cache
def _words() -> dict[str, list[str]]:
    """Return the words of the page: for each key Chinese, English, English plural."""
    words: dict[str, list[str]] = json.loads(_read("words.json"))
    return words


@cache
def _assets() -> dict[str, str]:
    """Return scripts and styles with their hashes for the security policy."""
    style = "\n".join(_read("styles", f"{name}.css") for name in STYLES)
    script = "\n".join(_read("scripts", f"{name}.js") for name in SCRIPTS)
    boot = _read("scripts", "boot.js")
    script = f'(() => {{\n"use strict";\n{script}}})();\n'
    return {
        "style": style,
        "style_hash": _hash(style),
        "boot": boot,
        "boot_hash": _hash(boot),
        "script": script,
        "script_hash": _hash(script),
    }


def _hash(text: str) -> str:
    """Return the hash by which a security policy allows an inline text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


@cache
def _environment() -> Environment:
    """Return the templates; every value in them is escaped."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup, escape
    except ImportError as error:
        raise CnpolicyError(
            'a page needs jinja2: pip install "cnpolicy[view]"'
        ) from error

    def kept(text: str) -> Markup:
        """Escape text; a carriage return would become a line feed otherwise."""
        return escape(text).replace("\r", Markup("&#13;"))

    def finalize(value: object) -> object:
        """Put stand-ins into words, if they are not markup."""
        return shown(value) if type(value) is str else value

    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kept"] = kept
    environment.tests["group"] = lambda value: isinstance(value, Group)
    return environment
