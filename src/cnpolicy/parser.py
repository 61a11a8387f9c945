"""The parser: a text to its tree.

In: any `str`. Out: a `Document`. Segments become tokens, Lark reads the tokens by
`grammar/document.lark`, and each rule of the grammar becomes one class of the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from cnpolicy.annotate.metadata import read_metadata
from cnpolicy.annotate.responsibility import read_responsibilities
from cnpolicy.annotate.task_tables import read_task_tables
from cnpolicy.annotate.tight import tight_tree
from cnpolicy.annotations import Layout, Responsibility
from cnpolicy.contents import mark_contents
from cnpolicy.diagnostics import Diagnostic
from cnpolicy.errors import LimitError
from cnpolicy.frame import mark_frame
from cnpolicy.grammars import load
from cnpolicy.head import cut_head
from cnpolicy.layout import segments
from cnpolicy.leaves import OpenBox, Token, tokens
from cnpolicy.levels import MAX_RANK, find_levels
from cnpolicy.lines import mark_lines
from cnpolicy.model.source import NOTHING_STATED, Structure
from cnpolicy.nodes import (
    Attachment,
    Box,
    BoxHeading,
    Branch,
    Document,
    Node,
    Notice,
    Section,
    Table,
    unparse,
)
from cnpolicy.partition import partitioned
from cnpolicy.parts import find_parts
from cnpolicy.profiles import PLAN, Profile
from cnpolicy.readers.source import Source
from cnpolicy.reading import BOX_RANKS
from cnpolicy.remarks import frame_remarks
from cnpolicy.runon import cut_lines, join_rejected
from cnpolicy.script import script_of, simplified_view
from cnpolicy.spans import Span, new_span
from cnpolicy.stated import stated_segments
from cnpolicy.tables import collapse_cells, collapse_rows
from cnpolicy.visitors import walk
from cnpolicy.wrapped import join_lines

if TYPE_CHECKING:
    from lark import Lark

# A text is run-on if it has so many paragraphs a line.
RUN_ON = 2

__all__ = ["parse", "responsibilities", "unparse"]


def parse(
    text: str | Source, *, profile: Profile = PLAN, max_chars: int | None = None
) -> Document:
    """Read a plan, notice or opinion into its tree.

    Law: accepts any `str`, never raises on content, `unparse(parse(text)) == text`,
    every node knows its span, and the time is proportional to the length.

    Of a `Source`, which `read` returns, what its file states is taken as it is: where
    paragraphs end, which cells a table has, what belongs to the page, which lines are
    headings. Spans are then places in `source.text`, and the same laws hold.

    Raises `TypeError` if `text` is neither, and `LimitError` if it has more than
    `max_chars` code points.

    >>> document = parse("一、总体要求\\n（一）指导思想。坚持…\\n")
    >>> document.children[0].children[1].title
    '指导思想'
    """
    structure = NOTHING_STATED
    if isinstance(text, Source):
        structure, text = text.structure, text.text
    if not isinstance(text, str):
        raise TypeError(f"parse() takes a str or a Source, not {type(text).__name__}")
    if max_chars is not None and len(text) > max_chars:
        raise LimitError(
            f"the text has {len(text)} characters, the limit is {max_chars}"
        )
    view = simplified_view(text)
    root, layout, tables, found = _tree(text, view, profile, structure)
    furnished = any(said.code == "furniture" for said in found)
    clauses, unread = _clauses(root, tables, text, view, profile, furnished)
    return Document(
        root.children,
        metadata=read_metadata(root, view),
        script=script_of(text, view),
        layout=layout,
        responsibilities=clauses,
        diagnostics=tuple(sorted((*found, *unread), key=attrgetter("span", "code"))),
        span=root.span,
    )


def _clauses(
    root: Branch,
    tables: list[Table],
    text: str,
    view: str,
    profile: Profile,
    furnished: bool,
) -> tuple[tuple[Responsibility, ...], tuple[Diagnostic, ...]]:
    """Read who does what in a tree, and what looks so and could not be read.

    Blanks around figures (2025 年 12 月) and, if it is `furnished`, what the page puts
    into a sentence are read as if they were not there.
    """
    words = profile.responsibility
    tight = tight_tree(root, text, furnished=furnished)
    if tight is not None:
        root, places = tight
        text, view = places.tight, places.cut(view)
        if tables:
            tables = [node for node in walk(root) if isinstance(node, Table)]
    clauses, unread = read_responsibilities(root, text, view, words)
    rows = tuple(read_task_tables(tables, text, view, words))
    if tight is not None:
        clauses, rows = places.restored(clauses), places.restored(rows)
        unread = places.restored(unread)
    if rows:
        clauses = tuple(sorted((*clauses, *rows), key=attrgetter("clause")))
    return clauses, unread


def responsibilities(document: Document) -> tuple[Responsibility, ...]:
    """Return who does what in a document, in the order of the text.

    They are read when the text is parsed; to read those of an edited tree, parse
    its `unparse`.
    """
    return document.responsibilities


def _tree(
    text: str, view: str, profile: Profile, structure: Structure = NOTHING_STATED
) -> tuple[Branch, Layout, list[Table], list[Diagnostic]]:
    """Build the tree of a text without its annotations.

    Returns it with the layout of the text, its tables and what was noticed.
    """
    pieces = segments(view, text, profile)
    lines = len(pieces)
    if structure is not NOTHING_STATED:
        pieces = stated_segments(pieces, structure, view, text, profile)
    pieces = collapse_rows(pieces, view, text)
    wrapped = bool(structure.wraps)
    if not structure.paragraphs:
        pieces, wrapped = join_lines(pieces, view, text, profile)
    pieces = collapse_cells(pieces, view, text)
    tables = [piece.table for piece in pieces if piece.table is not None]
    pieces = cut_head(pieces, view, text, profile)
    pieces = cut_lines(pieces, view, text, profile)
    mark_lines(pieces, view, profile)
    contents = mark_contents(pieces, view)
    known = find_parts(pieces, view, profile)
    found = find_levels(pieces, view)
    pieces = join_rejected(pieces)
    mark_frame(pieces, view, profile, known)
    pieces, repaired = partitioned(pieces, text)
    found += repaired
    found.extend(frame_remarks(pieces, view))
    stream: Any = tokens(pieces, text, view, contents)
    children: Any = _grammar().parse(stream)
    root = Branch(children, span=Span(0, len(text)))
    return root, _layout(lines, len(pieces), wrapped), tables, found


def _layout(lines: int, pieces: int, wrapped: bool) -> Layout:
    """Name the layout of a text, given how many lines became how many paragraphs."""
    if wrapped:
        return Layout.WRAPPED
    if pieces > RUN_ON * lines:
        return Layout.RUN_ON
    return Layout.LINES if pieces <= lines else Layout.MIXED


# ----------------------------------------------------------------------------- grammar


def _nodes(children: list[Any]) -> tuple[Node, ...]:
    """The nodes that the children of a rule stand for; zero-width tokens have none."""
    if len(children) == 1 and type(children[0]) is Token:
        return tuple(children[0].nodes)  # most sections are one token
    nodes: list[Node] = []
    for child in children:
        if type(child) is Token:
            nodes += child.nodes
        else:
            nodes.append(child)
    return tuple(nodes)


def _branch(make: Callable[..., Branch]) -> Callable[[list[Any]], Branch]:
    """What a rule becomes: a branch that spans from its first child to its last."""

    def build(children: list[Any]) -> Branch:
        nodes = _nodes(children)
        start = nodes[0].span.start if nodes else 0
        end = nodes[-1].span.end if nodes else start
        return make(nodes, span=new_span((start, end)))

    return build


def _box(nodes: tuple[Node, ...], *, span: Span) -> Box:
    """A box; whether its end is known comes with the token that opened it."""
    first = nodes[0]
    if not isinstance(first, OpenBox):
        return Box(nodes, span=span)
    heading = BoxHeading(
        first.text, first.label, first.ordinal, first.title, span=first.span
    )
    return Box((heading, *nodes[1:]), end_certain=False, span=span)


# One rule, one class.
_RULES: dict[str, Callable[[list[Any]], Any]] = {
    "start": _nodes,
    "notice": _branch(Notice),
    "attachment": _branch(Attachment),
    "box": _branch(_box),
    "loose_box": _branch(_box),
    **{f"l{rank}": _branch(Section) for rank in range(1, MAX_RANK + 1)},
    **{f"b{rank}": _branch(Section) for rank in range(1, BOX_RANKS + 1)},
}


@cache
def _grammar() -> Lark:
    """Build the parser of `document.lark`, once per process."""
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import Lexer

    names: dict[str, str] = {}

    class Same(Rule):
        """A rule that is equal to itself alone."""

        __slots__ = ()
        __eq__ = object.__eq__
        __hash__ = object.__hash__

    class Tokens(Lexer):
        """Hands on the tokens that were made beforehand, under Lark's own names."""

        def __init__(self, _: object) -> None: ...

        def lex(self, data: Any) -> Iterator[Any]:  # type: ignore[override]
            for token in data:
                token.type = names[token.type]
                yield token

    lark = Lark(
        load("document"),
        parser="lalr",
        lexer=Tokens,
        strict=True,
        transformer=SimpleNamespace(**_RULES),
    )
    # The parse table is looked up by name at every step. Lark's names of terminals and
    # rules may be tokens, which are equal to plain strings but slow to compare.
    for rule in lark.rules:
        rule.origin.name = str(rule.origin.name)
        for symbol in rule.expansion:
            if symbol.is_term:
                names.setdefault(str(symbol.name), symbol.name)
    # What becomes of a rule is looked up by the rule, and Lark hashes and compares its
    # rules in Python: twice at every step. Each rule exists once, so identity will do.
    builders = lark._callbacks
    known = list(builders.items())
    builders.clear()
    for rule in lark.rules:
        rule.__class__ = Same
    builders.update(known)
    return lark
