"""The parser: a text to its tree.

In: any `str`, or the `Source` of a file. Out: a `Document`. The stages stand here in
their order; what each does is told in its package.
"""

from __future__ import annotations

from operator import attrgetter

from cnpolicy.annotation.metadata.carrier import carrier_metadata
from cnpolicy.annotation.metadata.metadata import read_metadata
from cnpolicy.annotation.responsibilities.clauses.clause_hints import hints_in
from cnpolicy.annotation.responsibilities.responsibilities import read_responsibilities
from cnpolicy.annotation.responsibilities.responsibility_tables import read_task_tables
from cnpolicy.annotation.tight_text import may_be_loose, may_be_torn, tight_tree
from cnpolicy.errors import LimitError
from cnpolicy.front_matter.document_parts import find_parts
from cnpolicy.front_matter.front_and_back import mark_frame
from cnpolicy.front_matter.line_kinds import mark_lines
from cnpolicy.front_matter.table_of_contents import mark_contents
from cnpolicy.headings.lead_sentences import join_leads
from cnpolicy.lexical.simplified_view import (
    figures_in_one_width,
    script_of,
    simplified_view,
)
from cnpolicy.model.diagnostics import Diagnostic
from cnpolicy.model.metadata import Layout
from cnpolicy.model.nodes import Branch, Document, Table, unparse
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.source import NOTHING_STATED, Structure
from cnpolicy.model.spans import Span
from cnpolicy.numbering.levels import MAX_RANK, find_levels
from cnpolicy.numbering.stated_headings import rank_stated
from cnpolicy.readers.source import Source
from cnpolicy.segmentation.close_blank_lines import close_blank_lines
from cnpolicy.segmentation.join_box_labels import join_box_labels
from cnpolicy.segmentation.mend_torn_lines import mend_torn_lines
from cnpolicy.segmentation.pages.page_numbers import cut_page_numbers
from cnpolicy.segmentation.partition import partitioned
from cnpolicy.segmentation.split_front_matter import cut_head
from cnpolicy.segmentation.split_lines import segments
from cnpolicy.segmentation.split_run_on import cut_lines, join_rejected
from cnpolicy.segmentation.stated_segments import stated_segments
from cnpolicy.segmentation.tables.continued_tables import join_continued
from cnpolicy.segmentation.tables.join_table_rows import collapse_cells, collapse_rows
from cnpolicy.segmentation.unwrap_lines import join_lines
from cnpolicy.tree.box_extent import close_boxes
from cnpolicy.tree.build_tree import build_tree
from cnpolicy.tree.grammar_tokens import tokens
from cnpolicy.tree.structure_diagnostics import frame_diagnostics, numbering_diagnostics
from cnpolicy.vocabulary.profile import PLAN, Profile

# A text is run-on if it has at least this many paragraphs per line.
RUN_ON = 2

__all__ = ["parse", "unparse"]


def parse(
    text: str | Source, *, profile: Profile = PLAN, max_chars: int | None = None
) -> Document:
    """Read a plan, notice or opinion into its tree.

    Law: accepts any `str`, never raises on content, `unparse(parse(text)) == text`,
    every node knows its span, and the time is proportional to the length.

    Of a `Source`, which `read` returns, what its file states is taken as it is: where
    paragraphs end, which cells a table has, what belongs to the page, which lines are
    headings. The document keeps the way back to the file: spans are places in
    `source.text`, and `document.origin_of` knows their pages. The same laws hold.

    Raises `TypeError` if `text` is neither, and `LimitError` if it has more than
    `max_chars` code points.

    >>> document = parse("一、总体要求\\n（一）指导思想。坚持…\\n")
    >>> document.children[0].children[1].title
    '指导思想'
    """
    source, structure = None, NOTHING_STATED
    if isinstance(text, Source):
        source, structure, text = text, text.structure, text.text
    if not isinstance(text, str):
        raise TypeError(f"parse() takes a str or a Source, not {type(text).__name__}")
    if max_chars is not None and len(text) > max_chars:
        raise LimitError(
            f"the text has {len(text)} characters, the limit is {max_chars}"
        )
    as_written = simplified_view(text)
    simplified = close_blank_lines(figures_in_one_width(as_written))
    simplified = mend_torn_lines(simplified)
    root, layout, tables, found = _tree(text, simplified, profile, structure)
    furnished = may_be_torn(text, (f.span for f in found if f.code == "furniture"))
    stated = bool(structure.tables)
    clauses, unread = _clauses(
        root, tables, text, simplified, profile, furnished, stated
    )
    return Document(
        root.children,
        metadata=read_metadata(root, simplified),
        script=script_of(text, as_written),
        layout=layout,
        responsibilities=clauses,
        diagnostics=tuple(sorted((*found, *unread), key=attrgetter("span", "code"))),
        carrier=carrier_metadata(source.metadata) if source else None,
        source=source,
        span=root.span,
    )


def _clauses(
    root: Branch,
    tables: list[Table],
    text: str,
    simplified: str,
    profile: Profile,
    furnished: bool,
    stated: bool,
) -> tuple[tuple[Responsibility, ...], tuple[Diagnostic, ...]]:
    """Read who does what in a tree, and what looks like a clause but could not be read.

    Blanks around figures (2025 年 12 月) and, if it is `furnished`, what the page puts
    into a sentence are read as if they were not there. `stated` tells that the file
    said which cells of its tables are merged.
    """
    words = profile.responsibility
    rows = tuple(read_task_tables(tables, text, simplified, words, stated=stated))
    hints = hints_in(simplified, 0, len(simplified), words)
    tight = None
    if hints[0] and (furnished or may_be_loose(text)):
        tight = tight_tree(root, text, hints[0], furnished=furnished)
    if tight is None:
        clauses, unread = read_responsibilities(root, text, simplified, words, hints)
    else:
        root, places = tight
        clauses, unread = read_responsibilities(
            root, places.tight, places.cut(simplified), words
        )
        clauses, unread = places.restored(clauses), places.restored(unread)
    if rows:
        clauses = tuple(sorted((*clauses, *rows), key=attrgetter("clause")))
    return clauses, unread


def _tree(
    text: str, simplified: str, profile: Profile, structure: Structure = NOTHING_STATED
) -> tuple[Branch, Layout, list[Table], list[Diagnostic]]:
    """Build the tree of a text without its annotations.

    Returns it with the layout of the text, its tables and what was noticed.
    """
    pieces = segments(simplified, text, profile)
    lines = len(pieces)
    if structure is not NOTHING_STATED:
        pieces = stated_segments(pieces, structure, simplified, text, profile)
    pieces = join_box_labels(pieces, simplified, profile)
    pieces = collapse_rows(pieces, simplified, text)
    wrapped = bool(structure.wraps)
    if not structure.paragraphs:
        pieces = cut_page_numbers(pieces, simplified)
        pieces, wrapped = join_lines(pieces, simplified, text, profile)
    pieces = collapse_cells(pieces, simplified, text)
    pieces = join_continued(pieces, simplified, text)
    tables = [piece.table for piece in pieces if piece.table is not None]
    pieces = cut_head(pieces, simplified, text, profile)
    pieces = cut_lines(pieces, simplified, text, profile)
    mark_lines(pieces, simplified, profile)
    contents = mark_contents(pieces, simplified)
    known = find_parts(pieces, simplified, profile)
    levels = find_levels(pieces, simplified, wrapped=wrapped)
    close_boxes(pieces, simplified, levels.boxes)
    if levels.stated.levels:
        rank_stated(pieces, levels.stated, MAX_RANK)
    found = numbering_diagnostics(levels, simplified)
    pieces = join_leads(join_rejected(pieces), simplified)
    mark_frame(pieces, simplified, profile, known)
    pieces, repaired = partitioned(pieces, text)
    found += repaired
    found.extend(frame_diagnostics(pieces, simplified))
    children = build_tree(tokens(pieces, text, simplified, contents))
    root = Branch(children, span=Span(0, len(text)))
    return root, _layout(lines, len(pieces), wrapped), tables, found


def _layout(lines: int, pieces: int, wrapped: bool) -> Layout:
    """Name the layout of a text, given how many lines became how many paragraphs."""
    if wrapped:
        return Layout.WRAPPED
    if pieces > RUN_ON * lines:
        return Layout.RUN_ON
    return Layout.LINES if pieces <= lines else Layout.MIXED
