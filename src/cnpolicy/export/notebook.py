"""How results are shown in a notebook: small tables of HTML.

In: a document, results, a comparison. Out: HTML for `_repr_html_`, one piece without
style sheet or script; every word of a document is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from cnpolicy.export.records.records import record_columns, to_records
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.comparison import (
    Change,
    ChangeKind,
    ComparedProvision,
    Comparison,
)
from cnpolicy.model.results.outline import OutlineItem, outline
from cnpolicy.model.results.result_tuple import Results

_MOST_ROWS = 60
_MOST_WORDS = 120
_MOST_CHARS = 4000

# What is shown of a class with many columns; the others show all that hold anything.
_SHOWN: dict[str, tuple[str, ...]] = {
    "Task": (
        *("number", "title", "lead", "inferred_lead", "responsible", "support"),
        *("deadline", "due", "targets"),
    ),
    "Target": (
        *("name", "comparator", "low", "high", "unit", "change", "year"),
        *("inferred_year", "kind", "attribute"),
    ),
    "Chunk": ("context", "kind", "size", "text"),
    "Responsibility": (
        *("lead", "inferred_lead", "responsible", "support", "guide", "persons"),
        *("manner", "deadline"),
    ),
    "OrganizationMention": ("name", "normalized", "role", "inferred", "successor"),
    "Finding": ("line", "column", "severity", "code", "message_zh", "suggestion"),
}
_OFFSETS = ("start", "end", "scope_start", "scope_end", "target_start", "target_end")


def results_html(results: Results[Any]) -> str:
    """Return results as a table, the columns that hold nothing left out."""
    if results.kind is None:
        return "<small>0</small>"
    every = [column.key for column in record_columns(results.kind, around=False)]
    keys = _SHOWN.get(results.kind.__name__) or [k for k in every if k not in _OFFSETS]
    rows = to_records(results[:_MOST_ROWS])
    kept = [
        key for key in keys if any(row[key] not in (None, "", False) for row in rows)
    ]
    more = len(results) - len(rows)
    note = f"{len(results)} × {results.kind.__name__}" + (
        f", {more} more not shown" if more > 0 else ""
    )
    return _table(kept, ([row[key] for key in kept] for row in rows), note)


def document_html(document: Document) -> str:
    """Return the outline of a document, each heading with the clauses below it."""
    known = document.identity
    facts = [known.doc_number, "、".join(known.issuers), known.date]
    head = f"<b>{escape(known.title or '（无标题）')}</b>"
    said = " · ".join(escape(str(fact)) for fact in facts if fact)
    items = outline(document)
    counts = _clauses_below(document, items)
    lines = [
        f'<div style="padding-left:{1.4 * (item.depth - 1):.1f}em">'
        f"{_heading(item)}{_badge(count)}</div>"
        for item, count in zip(items[:_MOST_ROWS], counts, strict=False)
    ]
    if len(items) > _MOST_ROWS:
        lines.append(f"<div>… {len(items) - _MOST_ROWS} more headings</div>")
    notes = [f"{len(document.responsibilities)} clauses"] * bool(
        document.responsibilities
    )
    notes += [f"{len(document.diagnostics)} diagnostics"] * bool(document.diagnostics)
    foot = f"<div><small>{' · '.join(notes)}</small></div>" if notes else ""
    return f"<div>{head}<div><small>{said}</small></div>{''.join(lines)}{foot}</div>"


def _clauses_below(document: Document, items: Sequence[OutlineItem]) -> list[int]:
    """Return how many clauses stand below each heading, before the next one."""
    starts = [item.span.start for item in items]
    counts = [0] * len(items)
    at = -1
    for clause in document.responsibilities:
        while at + 1 < len(starts) and starts[at + 1] <= clause.clause.start:
            at += 1
        if at >= 0:
            counts[at] += 1
    return counts


def _heading(item: OutlineItem) -> str:
    """Return a heading with its mark."""
    mark = item.marker.text if item.marker else ""
    gap = " " if item.marker and item.marker.style in _SPACED else ""
    return escape(mark + gap + (item.title or "…"))


_SPACED = (MarkerStyle.CHAPTER, MarkerStyle.SECTION, MarkerStyle.ARTICLE)


def _badge(count: int) -> str:
    """Return a small count; nothing for none."""
    return f" <small>[{count}]</small>" if count else ""


# -------------------------------------------------------------------------- comparison


def comparison_html(comparison: Comparison) -> str:
    """Return what changed as a table, words that went struck, new ones underlined."""
    changes = [one for one in comparison.changes if one.kind is not ChangeKind.KEPT]
    rows = [
        [one.kind.value, _label(one), _Html(_difference(one)), _Html(_roles(one))]
        for one in changes[:_MOST_ROWS]
    ]
    more = len(changes) - len(rows)
    note = f"{len(comparison.kept)} kept, {len(changes)} not" + (
        f"; {more} more not shown" if more else ""
    )
    return _table(["kind", "provision", "words", "roles"], rows, note)


class _Html(str):
    """A cell that is HTML already."""

    __slots__ = ()


def _label(change: Change) -> str:
    """Return where a provision stands."""
    one = change.after or change.before
    return "" if one is None else "".join(one.number) + (one.title or "")


def _roles(change: Change) -> str:
    """Return the bodies that gained or lost a role."""
    return "<br>".join(
        (_ins if one.added else _del)(f"{one.normalized} {one.role.value}")
        for one in change.roles
    )


def _difference(change: Change) -> str:
    """Return the words of a provision with what was taken out and put in."""
    if change.before is None or change.after is None:
        one = change.before or change.after
        words = _cut(one.text if one else "")
        return _del(words) if change.after is None else _ins(words)
    if change.before.text == change.after.text:
        return escape(_cut(change.after.text))
    return "".join(_edits(change.before, change.after))


def _edits(before: ComparedProvision, after: ComparedProvision) -> Iterator[str]:
    """Yield the pieces of two texts in one line."""
    # Imported here: what compares documents has it, and nothing else needs it.
    from rapidfuzz.distance import Levenshtein

    old, new = before.text[:_MOST_CHARS], after.text[:_MOST_CHARS]
    for edit in Levenshtein.opcodes(old, new):
        gone = old[edit.src_start : edit.src_end]
        come = new[edit.dest_start : edit.dest_end]
        if edit.tag == "equal":
            yield escape(gone if len(gone) <= _MOST_WORDS else _middle_cut(gone))
            continue
        if gone:
            yield _del(gone)
        if come:
            yield _ins(come)


def _middle_cut(words: str) -> str:
    """Return words without what stands far from both ends."""
    return f"{words[: _MOST_WORDS // 3]}…{words[-_MOST_WORDS // 3 :]}"


def _ins(words: str) -> str:
    """Mark words that are new."""
    return f'<ins style="background:#dff5e1">{escape(words)}</ins>'


def _del(words: str) -> str:
    """Mark words that went."""
    return f'<del style="background:#fbe3e4">{escape(words)}</del>'


# ------------------------------------------------------------------------------- tables


def _table(keys: Sequence[str], rows: Iterable[Sequence[Any]], note: str) -> str:
    """Return a table with its columns, and a remark below."""
    head = "".join(f'<th style="text-align:left">{escape(key)}</th>' for key in keys)
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:left">{_cell(value)}</td>' for value in row)
        + "</tr>"
        for row in rows
    )
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"<small>{escape(note)}</small>"
    )


def _cell(value: Any) -> str:
    """Return a value as HTML."""
    if isinstance(value, _Html):
        return value
    if value is None or value is False:
        return ""
    if value is True:
        return "✓"
    return escape(_cut(str(value))).replace("\n", "<br>")


def _cut(words: str) -> str:
    """Return words, cut where they are many."""
    return words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS] + "…"
