"""The laws of the library, as one assertion.

`assert_laws(text)` asserts, for one text, everything that must hold for *every* text.
Properties, corpus, hostile inputs, regressions and the fuzzer all call it, so that a
law added here is checked everywhere.
"""

import json
import pickle
import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

from attrs import evolve, fields, has

import cnpolicy
from cnpolicy import (
    Blank,
    Branch,
    Cell,
    Document,
    Furniture,
    Heading,
    Leaf,
    ListItem,
    Node,
    NodeTransformer,
    NodeVisitor,
    Row,
    Span,
    Table,
    chunks,
    citations,
    deadlines,
    from_dict,
    from_json,
    organizations,
    outline,
    parse,
    responsibilities,
    targets,
    tasks,
    to_dict,
    to_json,
    to_markdown,
    unparse,
    walk,
)
from cnpolicy.model.diagnostics import CODES

_In = TypeVar("_In")
_Out = TypeVar("_Out")

_OPENERS = "（([〔【［{<﹝"
_CLOSERS = "）)]〕】］}>﹞"
_HEADINGS = (cnpolicy.Heading, cnpolicy.BoxHeading)

REPAIR = "internal-repair"
"""What is said where stages disagreed and a piece of the text had to be rescued."""

MAX_DEPTH = 16
"""Steps from a document to its deepest leaf: a part, ten ranks, a box, three ranks."""


def assert_laws(text: str) -> Document:
    """Assert every law for one text; return its document for further questions."""
    document = quietly(parse, text)
    assert_round_trip(document, text)
    assert_spans(document, text)
    assert_no_words_hidden(document)
    assert_stable(document, text)
    assert_exports(document)
    assert_transforms(document)
    assert_diagnostics(document, text)
    assert_depth(document)
    assert_clauses(document, text)
    assert_outline(document, text)
    assert_readings(document, text)
    return document


def quietly(function: Callable[[_In], _Out], argument: _In) -> _Out:
    """Law 2: no exception is raised, and no warning given."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return function(argument)


def assert_round_trip(document: Document, text: str) -> None:
    """Law 1: the tree gives the text back."""
    assert unparse(document) == text


def assert_spans(document: Document, text: str) -> None:
    """Law 3: a node's span gives its text; children are in order and cover it all.

    Every place that a node speaks of lies inside it.
    """
    assert document.span == Span(0, len(text))
    for node in walk(document):
        assert node.span.of(text) == unparse(node), node
        for place in _spans(tuple(getattr(node, name) for name in _said(type(node)))):
            assert node.span.contains(place), (node, place)
        if isinstance(node, Branch):
            place = node.span.start
            for child in node.children:
                assert child.span.start == place, (node, child)
                # Behind the last tab of a text stands a cell without a character.
                assert child.span.end > place or isinstance(child, Cell), child
                place = child.span.end
            assert place == node.span.end, node
        elif isinstance(node, Heading):
            _assert_title(node, text)
        if isinstance(node, Table):
            _assert_inherited(node, text)
        if isinstance(node, Heading | ListItem) and node.marker is not None:
            assert node.marker.span.of(text) == node.marker.text
            assert node.marker.text == node.marker.text.strip()


def _assert_inherited(table: Table, text: str) -> None:
    """Law 3, of merged cells: what a cell inherits stands in its table, before it."""
    for cell in (cell for row in table.rows for cell in row.cells):
        assert cell.inherited == (cell.value_span is not None)
        if cell.value_span is not None:
            assert not cell.text.strip()
            assert table.span.contains(cell.value_span)
            assert cell.value_span.end <= cell.span.start
            assert cell.value_span.of(text).strip() == cell.value


def _assert_title(heading: Heading, text: str) -> None:
    """Law 3, inside a heading: its title stands where it says."""
    if heading.title is None:
        assert heading.title_span is None
    else:
        assert heading.title_span is not None
        assert heading.title
        assert squeezed(heading.title_span.of(text)) == squeezed(heading.title)


def assert_no_words_hidden(document: Document) -> None:
    """Words leave a trace: in the tree, or in what is said to be set aside.

    A `Blank` holds none. Those of `Furniture` are spoken of by a diagnostic; the lines
    that a table draws around its cells are not, and hold none either. Those of a cell
    are in its value; &nbsp; is no word.
    """
    told = bytearray(document.span.end)
    said = [item.span for item in document.diagnostics if item.code == "furniture"]
    blanks = _BLANK_ENTITY.finditer(unparse(document))
    for start, end in (*said, *(match.span() for match in blanks)):
        told[start:end] = b"\1" * (end - start)
    for node in walk(document):
        if isinstance(node, Blank):
            assert not node.text.strip(), node
        elif isinstance(node, Cell):
            written, value = (
                [sign for sign in _BLANK_ENTITY.sub("", words) if sign.isalnum()]
                for words in (node.text, node.value)
            )
            # The words of a merged cell stand in its first one.
            assert written == ([] if node.inherited else value), node
        elif isinstance(node, Furniture):
            for place, sign in enumerate(node.text, node.span.start):
                assert told[place] or not sign.isalnum(), node


def assert_stable(document: Document, text: str) -> None:
    """Law 4: parsing is deterministic, and what was unparsed parses to the same."""
    again = parse(unparse(document))
    assert again == document
    assert to_dict(again) == to_dict(document), "spans differ"


def assert_exports(document: Document) -> None:
    """Law 5: dict, JSON and pickle give the document back, spans included.

    A dict of plain values may go through any writer of JSON, but for one thing that
    JSON cannot say: two lone surrogates that pair up come back as the character they
    are the halves of. `to_json` has a form for them.
    """
    plain = to_dict(document)
    assert from_dict(plain) == document
    assert json.loads(json.dumps(plain)) == _paired(plain)
    back = from_json(to_json(document))
    assert back == document
    assert to_dict(back) == plain, "spans differ"
    assert pickle.loads(pickle.dumps(document)) == document


_BLANK_ENTITY = re.compile("&(?:nbsp|ensp|emsp);")

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def _paired(value: object) -> object:
    """Plain values whose surrogates that pair up are the characters they make."""
    if isinstance(value, dict):
        return {key: _paired(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_paired(one) for one in value]
    if isinstance(value, str) and _PAIR.search(value):
        return _PAIR.sub(lambda pair: _character(pair[0]), value)
    return value


def _character(pair: str) -> str:
    """The character that a high and a low surrogate stand for."""
    return pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


class _Rebuild(NodeTransformer):
    """Changes nothing, and builds every node anew."""

    def generic_visit(self, node: Node) -> Node:
        if isinstance(node, Leaf):
            return evolve(node)
        return evolve(node, children=tuple(map(self.visit, node.children)))


class _Collect(NodeVisitor):
    """Collects every node."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def visit(self, node: Node) -> None:
        self.nodes.append(node)
        self.generic_visit(node)


def assert_transforms(document: Document) -> None:
    """Law 6: a transformer that changes nothing gives an equal tree."""
    assert NodeTransformer().visit(document) is document
    assert _Rebuild().visit(document) == document
    collector = _Collect()
    collector.visit(document)
    walked = list(walk(document))
    assert len(walked) == len(collector.nodes)
    assert all(a is b for a, b in zip(walked, collector.nodes, strict=True))


def assert_diagnostics(document: Document, text: str) -> None:
    """Law 7: a diagnostic has a known code and a place inside the text.

    None says that the library had to mend its own work.
    """
    whole = Span(0, len(text))
    for item in document.diagnostics:
        assert item.code != REPAIR, item
        assert item.code in CODES
        assert item.severity is CODES[item.code].severity
        assert item.span.start <= item.span.end
        assert whole.contains(item.span)
        assert item.message
        assert item.message_zh
    places = [item.span for item in document.diagnostics]
    assert places == sorted(places)


def assert_depth(document: Document) -> None:
    """Law 8: the depth of a tree is bounded, whatever the text."""
    level: list[Node] = [document]
    depth = 0
    while level := [child for node in level for child in node.children]:
        depth += 1
        assert depth <= MAX_DEPTH


def assert_clauses(document: Document, text: str) -> None:
    """Law 9: a clause lies in its node and holds its bodies as written, in order.

    One in several lines crosses no heading. Where a page ends inside one, its running
    head stands in the span of a body, and is no part of its name. In a table, a cell
    that is merged over several rows speaks for each of them.
    """
    assert responsibilities(document) == document.responsibilities
    homes = [node for node in walk(document) if isinstance(node, Leaf | Row)]
    headings = [node.span.start for node in homes if isinstance(node, _HEADINGS)]
    tables = [node.span for node in walk(document) if isinstance(node, cnpolicy.Table)]
    whole = Span(0, len(text))
    end = 0
    for clause in document.responsibilities:
        assert clause.clause.start >= end, "clauses overlap or are out of order"
        end = clause.clause.end
        assert clause.clause.start < end <= len(text)
        assert not any(clause.clause.start < at < end for at in headings), clause
        # Without brackets it may be a run of lines, each with its label; with them, a
        # hard line break or a page number may stand inside (…；⏎责任单位：市财政局）).
        words = clause.clause.of(text)
        if (
            words[0] in _OPENERS
            and words[-1] in _CLOSERS
            and not set(words) & {"\n", "\r"}
        ):
            paged = any(
                isinstance(home, Furniture) and clause.clause.contains(home.span)
                for home in homes
            )
            assert paged or any(home.span.contains(clause.clause) for home in homes)
        assert whole.contains(clause.scope)
        place = clause.clause.start
        home = next((one for one in tables if one.contains(clause.clause)), None)
        source = clause.clause if home is None else Span(home.start, end)
        for body in clause.organizations:
            if body.span.end > clause.clause.start:
                assert body.span.start >= place, "bodies overlap or are out of order"
            assert source.contains(body.span), body
            assert body.name
            assert _written(document, body.span, text) == squeezed(body.name)
            place = max(place, body.span.end)
        for role in (clause.lead, clause.responsible, clause.support, clause.guide):
            assert list(role) == sorted(role, key=lambda body: body.span)
        if clause.inferred_lead is not None:
            assert not clause.lead, "a stated lead needs no inference"
            assert clause.inferred_lead in clause.organizations
        for words in (clause.manner, clause.deadline):
            if words is not None:
                assert words
                assert squeezed(words) in _written(document, source, text)


def _written(document: Document, span: Span, text: str) -> str:
    """The words of a span without space, and without the page furniture inside."""
    if "furniture" not in {said.code for said in document.diagnostics}:
        return squeezed(span.of(text))
    words, place = "", span.start
    for node in walk(document):
        if isinstance(node, Furniture) and span.contains(node.span):
            words += text[place : node.span.start]
            place = node.span.end
    return squeezed(words + text[place : span.end])


def assert_outline(document: Document, text: str) -> None:
    """An outline item stands where it says, and its path leads down to it."""
    whole = Span(0, len(text))
    last = Span(0, 0)
    for item in outline(document):
        assert item.span.start >= last.end
        last = item.span
        assert item.span.start < item.span.end
        assert whole.contains(item.span)
        assert item.depth == len(item.path) >= 1
        written = item.span.of(text)
        assert written == written.strip()
        if item.marker is not None:
            assert written.startswith(item.marker.text)
            assert item.path[-1] == item.marker.text
            assert item.ordinal == item.marker.ordinal
        assert item.title is None or squeezed(item.title) in squeezed(written)


READERS = (citations, chunks, deadlines, organizations, targets, tasks)
"""What is read from a finished tree."""


def assert_readings(document: Document, text: str) -> None:
    """What is read from a tree raises nothing, and stands inside the text."""
    whole = Span(0, len(text))
    for reader in READERS:
        for place in _spans(quietly(reader, document)):
            assert place.start <= place.end
            assert whole.contains(place), (reader, place)
    quietly(to_markdown, document)


def _spans(value: object) -> Iterator[Span]:
    """Every place that a result speaks of, however deep; nodes are left out."""
    rest = [value]
    while rest:
        one = rest.pop()
        if isinstance(one, Span):
            yield one
        elif isinstance(one, tuple | list):
            rest.extend(one)
        else:
            rest.extend(getattr(one, name) for name in _parts(type(one)))


@cache
def _parts(cls: type) -> tuple[str, ...]:
    """The fields of a class of results; of nodes and of plain values none."""
    if not has(cls) or issubclass(cls, Leaf | Branch):
        return ()
    return tuple(field.name for field in fields(cls))


@cache
def _said(cls: type) -> tuple[str, ...]:
    """The fields of a class of nodes, but for its own span and its children.

    The words that a cell inherits stand in another one (`_assert_inherited`), and the
    source of a document speaks of a file.
    """
    own = ("text", "span", "children", "value_span", "source")
    return tuple(field.name for field in fields(cls) if field.name not in own)


def squeezed(words: str) -> str:
    """Words without space: what a wrap cut in two is given whole."""
    return "".join(words.split())


def headings(document: Branch) -> list[tuple[int, int | None, str | None]]:
    """What is compared of an outline: depth, ordinal and title of each heading."""
    return [(item.depth, item.ordinal, item.title) for item in outline(document)]


def boxes(document: Document) -> list[cnpolicy.Box]:
    """The boxes of a document, in order."""
    return [node for node in walk(document) if isinstance(node, cnpolicy.Box)]
