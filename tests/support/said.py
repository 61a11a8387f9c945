"""What the library says of a text, in plain lines: for golden files.

In: a document and its text. Out: lines that a reader can agree to.
"""

from collections.abc import Iterator

from cnpolicy import Document, Leaf, Responsibility, deadlines, targets, walk


def said_of_passage(document: Document, text: str) -> Iterator[str]:
    """Say what a passage holds beside its outline."""
    for leaf in walk(document):
        if isinstance(leaf, Leaf) and leaf.text.strip():
            yield f"{type(leaf).__name__} {_short(leaf.text)}"
    for found in document.diagnostics:
        yield f"! {found.code} {_short(found.span.of(text))}"
    for clause in document.responsibilities:
        yield from said_of_clause(clause, text, "clause")
    yield from said_of_targets(document, text)
    yield from said_of_deadlines(document, text)


def said_of_clause(clause: Responsibility, text: str, place: str) -> Iterator[str]:
    """Say whom a clause names, and what it governs."""
    yield f"{clause.clause.of(text)}  ({place})"
    for name in ("lead", "responsible", "support", "guide"):
        bodies = getattr(clause, name)
        if bodies:
            yield f"    {name}: {' / '.join(body.name for body in bodies)}"
    for name in ("manner", "deadline"):
        words = getattr(clause, name)
        if words:
            yield f"    {name}: {words}"
    if clause.open_list:
        yield "    and others"
    if clause.inferred_lead:
        yield f"    inferred lead: {clause.inferred_lead.name}"
    scope = clause.scope.of(text).strip()
    yield f"    governs: {scope[:16]} … {len(scope)} characters"


def said_of_targets(document: Document, text: str) -> Iterator[str]:
    """Say what each target asks for."""
    for target in targets(document):
        amount = f"{target.low}–{target.high} {target.unit}"
        yield f"{target.quantity.of(text)} | {target.comparator.value} {amount}"
        for name in ("name", "change", "year", "inferred_year", "period", "per"):
            said = getattr(target, name)
            if said is not None:
                yield f"    {name}: {getattr(said, 'value', said)}"
        if target.baseline is not None:
            yield f"    baseline: {target.baseline.span.of(text)}"
        yield f"    {target.kind.value}{'' if target.whole else ', of a part'}"


def said_of_deadlines(document: Document, text: str) -> Iterator[str]:
    """Say when each deadline ends, and what it binds."""
    for deadline in deadlines(document):
        dates = [deadline.start, deadline.date, deadline.inferred]
        days = " ".join(str(date) if date else "-" for date in dates)
        yield f"{deadline.words} | {deadline.kind.value} {days}"
        yield f"    binds: {_short(deadline.scope.of(text))}"


def _short(words: str) -> str:
    """How a passage begins and ends."""
    words = " ".join(words.split())
    return words if len(words) <= 16 else f"{words[:10]}…{words[-5:]}"
