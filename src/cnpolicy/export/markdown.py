"""A document as Markdown, and its outline as indented lines.

In: a tree. Out: Markdown (CommonMark with pipe tables) that shows the words of the
document and nothing else: every character that Markdown would read as markup is
escaped. Titles are headings of the first degree, sections follow by their depth; page
furniture and blank lines are left out. This way is one way: JSON keeps the tree.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from cnpolicy.lexical.line_ends import LINE_END
from cnpolicy.model.arguments import expect
from cnpolicy.model.markers import Marker, MarkerStyle
from cnpolicy.model.nodes import (
    Attachment,
    Blank,
    Box,
    BoxHeading,
    Branch,
    Caption,
    Cell,
    Document,
    Furniture,
    Heading,
    Leaf,
    ListItem,
    Node,
    Notice,
    Paragraph,
    Section,
    Table,
    Title,
)

_MAX_HEADING = 6

# Markers that a space sets off from the words: 第一章 总则, 1.1 背景.
_SPACED = {
    MarkerStyle.PART,
    MarkerStyle.CHAPTER,
    MarkerStyle.SECTION,
    MarkerStyle.ARTICLE,
    MarkerStyle.DECIMAL,
    MarkerStyle.SPACE,
}
# Markers that a Markdown list shows by its own sign.
_SIGNS = {MarkerStyle.DASH, MarkerStyle.BULLET}

# What opens markup anywhere, and what opens it at the start of a line only.
_MARKUP = re.compile(r"[\\`*_\[\]<#|~$]|&(?=#?\w+;)")
_OPENING = re.compile(r"(?P<sign>[-+=>])|\d{1,9}(?P<dot>[.)])(?=[ \t]|$)")

# What may end a heading and is no part of its title.
_STOPS = tuple("。．.：:；;")

# A heading that is all body is shown by its first words in an outline.
_SHOWN = 24


def to_markdown(document: Document) -> str:
    """Return `document` as Markdown, one line a paragraph.

    A section whose heading runs into its text gives a heading and a paragraph, one
    that is all body a paragraph; below the sixth degree headings are bold items. A
    box is a quotation, its headings bold; a responsibility clause stays where it is.
    """
    expect(document, Document, "to_markdown")
    blocks = list(_blocks(document.children, 0, boxed=False))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def to_outline(document: Document) -> str:
    """Return the headings, one a line, indented by two spaces for each level."""
    return "".join(f"{line}\n" for _, line in outline_lines(document))


def outline_lines(branch: Branch, depth: int = 0) -> Iterator[tuple[Node, str]]:
    """Yield each section below `branch` with its line, as `to_outline` writes it.

    Those of boxes are not among them, as in `outline`. An attachment numbers afresh:
    it has a line of its own, over its sections.
    """
    for child in branch.children:
        match child:
            case Section():
                yield child, "  " * depth + heading_words(child.heading)
                yield from outline_lines(child, depth + 1)
            case Attachment():
                below = list(outline_lines(child, depth + 1))
                if below:
                    yield child, "  " * depth + "【附件】" + (child.title or "")
                    yield from below
            case Notice():
                yield from outline_lines(child, depth)


def heading_words(heading: Heading) -> str:
    """Return marker and title on one line, or the first words of what is all body."""
    if heading.title is not None:
        return _flat(_marked(heading.marker, heading.title))
    words = _flat(heading.text)
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def escape(words: str) -> str:
    """Return `words` so that Markdown shows them as they are, on one line.

    >>> escape("1. <b>研发|投入</b>")
    '1\\\\. \\\\<b>研发\\\\|投入\\\\</b>'
    """
    escaped = _inline(words)
    opening = _OPENING.match(escaped)
    if opening is None:
        return escaped
    place = opening.start(opening.lastgroup or 0)
    return f"{escaped[:place]}\\{escaped[place:]}"


# ----------------------------------------------------------------------------- blocks


def _blocks(children: Iterable[Node], depth: int, *, boxed: bool) -> Iterator[str]:
    """Yield the Markdown blocks of some parts; `depth` is that of their section."""
    shown = [child for child in children if not isinstance(child, Blank | Furniture)]
    for kind, run in groupby(shown, type):
        if kind is Title:
            for words in _words("\n".join(node.text for node in _leaves(run))):
                yield f"# {words}"
        elif kind is ListItem:
            yield "\n".join(_item(node) for node in _leaves(run))
        else:
            for node in run:
                yield from _block(node, depth, boxed=boxed)


def _block(node: Node, depth: int, *, boxed: bool) -> Iterator[str]:
    """Yield the Markdown blocks of one part."""
    match node:
        case Section():
            yield from _blocks(node.children, depth + 1, boxed=boxed)
        case Box():
            content = "\n\n".join(_blocks(node.children, depth, boxed=True))
            if content:
                yield "> " + content.replace("\n", "\n> ").replace("> \n", ">\n")
        case Table():
            yield from _table(node)
        case Branch():
            # A notice or an attachment numbers its parts afresh.
            yield from _blocks(node.children, 0, boxed=boxed)
        case Heading():
            yield from _heading(node, depth, boxed=boxed)
        case Caption() | BoxHeading():
            yield from _bold(node.text)
        case Paragraph():
            yield from _paragraph(node)
        case Leaf():
            yield from _words(node.text)


def _heading(heading: Heading, depth: int, *, boxed: bool) -> Iterator[str]:
    """Yield a heading, and the text that runs on behind it as a paragraph."""
    if heading.title is None:
        yield from _words(heading.text)
        return
    words = _marked(heading.marker, heading.title)
    if boxed:
        # The numbering of a box is its own: no place in the outline.
        yield from _bold(words)
    elif depth < _MAX_HEADING:
        yield "#" * (depth + 1) + " " + escape(words)
    else:
        yield from (f"- {bold}" for bold in _bold(words))
    yield from _words(_behind_title(heading, heading.title))


def _behind_title(heading: Heading, title: str) -> str:
    """The text of a heading behind its title and the 。 of it."""
    marker = heading.marker.text if heading.marker else ""
    start = max(heading.text.find(marker), 0) + len(marker)
    end = heading.text.find(title, start) + len(title)
    if end < start + len(title):
        # A wrapped title has line breaks in the text; an edited one may not be there.
        wrapped = r"\s*".join(map(re.escape, "".join(title.split())))
        found = re.compile(wrapped).search(heading.text, start)
        if found is None:
            return heading.text
        end = found.end()
    rest = heading.text[end:].strip()
    return rest[1:] if rest[:1] in _STOPS else rest


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    """Yield a paragraph, its lead in bold type."""
    text = paragraph.text.strip()
    lead = paragraph.lead
    if lead and text.startswith(lead):
        rest = text[len(lead) :]
        # Markdown ends bold type before a sign, but not between two Han characters.
        if not rest or unicodedata.category(rest[0]).startswith("P"):
            yield from (bold + _inline(rest) for bold in _bold(lead))
            return
    yield from _words(text)


def _item(node: Leaf) -> str:
    """A list item; its own dash or bullet becomes that of Markdown."""
    text = node.text.strip()
    marker = node.marker if isinstance(node, ListItem) else None
    if marker is not None and marker.style in _SIGNS:
        text = text.removeprefix(marker.text)
    return "- " + escape(text)


def _table(table: Table) -> Iterator[str]:
    """Yield a pipe table; Markdown knows one header row, further ones are rows."""
    rows = [[_cell(cell) for cell in row.cells] for row in table.rows]
    width = max(map(len, rows), default=0)
    if not width:
        return
    rows = [row + [""] * (width - len(row)) for row in rows]
    if table.header_rows < 1:
        rows.insert(0, [""] * width)
    rows.insert(1, ["---"] * width)
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: Cell) -> str:
    """The words of a cell."""
    return _inline(cell.value)


def _words(text: str) -> Iterator[str]:
    """Yield a paragraph of these words; nothing if there are none."""
    words = escape(text)
    if words:
        yield words


def _bold(words: str) -> Iterator[str]:
    """Yield the words in bold type; nothing if there are none."""
    inline = _inline(words)
    if inline:
        yield f"**{inline}**"


def _inline(words: str) -> str:
    """Escape what is markup anywhere in a line."""
    return _MARKUP.sub(r"\\\g<0>", _flat(words))


def _marked(marker: Marker | None, title: str) -> str:
    """Marker and title as one."""
    if marker is None:
        return title
    return f"{marker.text}{' ' if marker.style in _SPACED else ''}{title}"


def _flat(text: str) -> str:
    """The text on one line: a break between Han characters is none in Chinese."""
    flat = ""
    for line in filter(None, (part.strip() for part in LINE_END.split(text))):
        ascii_joint = flat[-1:].isascii() and line[0].isascii()
        flat += f" {line}" if flat and ascii_joint else line
    return flat


def _leaves(nodes: Iterable[Node]) -> Iterator[Leaf]:
    """Narrow a run of leaves to their class."""
    return (node for node in nodes if isinstance(node, Leaf))
