"""The outline of a document as a mind map in Mermaid.

In: a document. Out: the text of a diagram that GitHub, GitLab and editors of Markdown
draw from a `mermaid` block: the title, the headings below each other, the attachments
beside them. Every word stands in quotes, so that none of it is syntax.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.export.markdown import outline_lines
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import Document

_LONGEST = 60
_NO_TITLE = "（无标题）"

# What Mermaid reads inside quotes, and what no diagram shows.
_MARKUP = lazy(r"[\"#&<>`\\;*_~\[\]{}()|]")
_CONTROLS = lazy(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def to_mermaid(document: Document) -> str:
    """Return the outline of `document` as a mind map.

    >>> from cnpolicy.parser import parse
    >>> print(to_mermaid(parse("一、总体要求\\n（一）指导思想\\n")), end="")
    mindmap
      root["（无标题）"]
        n1["一、总体要求"]
          n2["（一）指导思想"]
    """
    expect(document, Document, "to_mermaid")
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    """Yield the lines of the diagram; how far one is indented is its depth."""
    yield "mindmap"
    yield f'  root["{_quoted(document.identity.title or _NO_TITLE)}"]'
    for number, (_, line) in enumerate(outline_lines(document), 1):
        words = line.lstrip(" ")
        yield f'    {line[: len(line) - len(words)]}n{number}["{_quoted(words)}"]'


def _quoted(words: str) -> str:
    """Return words as they stand between quotes: what could be syntax as its code."""
    plain = _CONTROLS.sub(" ", words).strip()
    plain = plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
    return _MARKUP.sub(lambda match: f"#{ord(match[0])};", plain)
