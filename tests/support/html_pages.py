"""Reads a page back: the text it shows, its elements, its data.

In: the HTML that `to_html` gives. Out: what a browser would make of it, as far as the
laws ask. Whitespace counts: nothing is stripped.
"""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

VOID = frozenset({"meta", "link", "input", "path", "br"})
"""Elements without an end."""


class _Reader(HTMLParser):
    """Collects the text of each leaf, and the elements with their attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.leaves: list[str] = []
        self.elements: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.open: list[str] = []
        self.inside = 0  # how deep in elements, counted from the leaf; 0 outside
        self.code: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = tuple(sorted(name for name, _ in attrs))
        values = dict(attrs)
        self.elements[tag, names] += 1
        if tag in VOID:
            return
        self.open.append(tag)
        if self.inside:
            self.inside += 1
            code = values.get("data-char")
            self.code = int(code, 16) if code else None
            if self.code is not None:
                self.leaves[-1] += chr(self.code)
        elif "leaf" in (values.get("class") or "").split():
            self.inside = 1
            self.leaves.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag, tuple(sorted(name for name, _ in attrs))] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.inside = max(0, self.inside - 1)
        self.code = None

    def handle_data(self, data: str) -> None:
        if self.inside and self.code is None:
            self.leaves[-1] += data


def _read(html: str) -> _Reader:
    """Read a page or a part of one; every element must be closed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def article(page: str, number: int = 0) -> str:
    """The HTML of a document of a page, without its data."""
    start = page.index(f'<article class="document" id="d{number}"')
    return page[start : page.index("</article>", start) + len("</article>")]


def shown_text(page: str, number: int = 0) -> str:
    """The text of a document as the page holds it, leaf by leaf."""
    return "".join(_read(article(page, number)).leaves)


def elements(html: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """How often each element stands there, with the names of its attributes."""
    return _read(html).elements


def data(page: str, name: str) -> Any:
    """The values in a script element of the page: d0-data, documents, words."""
    match = re.search(
        rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL
    )
    assert match is not None
    return json.loads(match[1])
