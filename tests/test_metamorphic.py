"""What must not change when a text changes in ways that mean nothing.

Each test rewrites a document (a seed, or one made by hand) and compares what the
parser says before and after.
"""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import (
    Branch,
    Document,
    Leaf,
    Node,
    Responsibility,
    Script,
    Section,
    outline,
    parse,
    walk,
)
from support import strategies
from support.laws import boxes, headings, squeezed
from support.strategies import SEEDS, Made, seed_text

each_seed = pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)


# ------------------------------------------------------------------- what is compared


def leaves(node: Node) -> list[Leaf]:
    """The leaves of a tree, in order."""
    return [one for one in walk(node) if isinstance(one, Leaf)]


def shape(document: Branch) -> list[tuple[str, int]]:
    """The class of each node, and how many children it has."""
    return [(type(node).__name__, len(node.children)) for node in walk(document)]


def duties(document: Document) -> list[tuple[object, ...]]:
    """Who does what, without places."""
    return [_duty(clause) for clause in document.responsibilities]


def _duty(clause: Responsibility) -> tuple[object, ...]:
    roles = (clause.lead, clause.responsible, clause.support, clause.guide)
    return (
        *(tuple(squeezed(body.name) for body in role) for role in roles),
        clause.open_list,
        clause.inferred_lead is None,
    )


def meaning(document: Document) -> tuple[object, ...]:
    """Everything said of a document that places and line ends take no part in."""
    return (
        headings(document),
        duties(document),
        [(box.label, box.ordinal, box.title) for box in boxes(document)],
        document.metadata,
    )


# ------------------------------------------------------------------------- line ends


@each_seed
@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_line_ends_of_a_seed(path: Path, end: str) -> None:
    """A document is the same document on any system."""
    _assert_line_ends(seed_text(path), end)


@pytest.mark.law
@given(strategies.documents(), st.sampled_from(["\r\n", "\r", "\n"]))
def test_line_ends_of_a_made_document(made: Made, end: str) -> None:
    """Any line end may be any other one."""
    _assert_line_ends(made.text.replace(made.end, "\n"), end)


def _assert_line_ends(text: str, end: str) -> None:
    plain, other = parse(text), parse(text.replace("\n", end))
    assert shape(other) == shape(plain)
    assert meaning(other) == meaning(plain)
    assert [leaf.text.replace(end, "\n") for leaf in leaves(other)] == [
        leaf.text for leaf in leaves(plain)
    ]


# ---------------------------------------------------------------- blank lines, indent


@each_seed
@pytest.mark.parametrize("blank", ["\n", "\u3000\u3000\n", " \n\n"], ids=repr)
def test_blank_lines_in_a_seed(path: Path, blank: str) -> None:
    """Empty lines between paragraphs mean nothing."""
    text = seed_text(path)
    assert meaning(parse(text.replace("\n", "\n" + blank))) == meaning(parse(text))


@pytest.mark.law
@given(strategies.documents(), st.sampled_from(["", " ", "\u3000", "\t"]))
def test_blank_lines_in_a_made_document(made: Made, blank: str) -> None:
    """Empty lines between paragraphs mean nothing."""
    spaced = made.text.replace(made.end, made.end + blank + made.end)
    assert meaning(parse(spaced)) == meaning(parse(made.text))


@each_seed
@pytest.mark.parametrize("indent", ["\u3000\u3000", "\xa0\xa0", "    ", "\t"], ids=repr)
def test_indent_in_a_seed(path: Path, indent: str) -> None:
    """Indent means nothing; the outline's places move with it."""
    text = seed_text(path)
    assert meaning(parse(indented(text, indent))) == meaning(parse(text))


@pytest.mark.law
@given(strategies.documents(), st.sampled_from(["\u3000\u3000", "\xa0\xa0", "  "]))
def test_indent_in_a_made_document(made: Made, indent: str) -> None:
    """Indent means nothing."""
    text = made.text.replace(made.end, "\n")
    assert meaning(parse(indented(text, indent))) == meaning(parse(text))


def indented(text: str, indent: str) -> str:
    """The text with every line that has words moved to the right."""
    return "\n".join(
        indent + line if line.strip() else line for line in text.split("\n")
    )


# ----------------------------------------------------------------------------- widths

_WIDE = "（），：；．！？０１２３４５６７８９"
_NARROW = "(),:;.!?0123456789"
WIDTHS = {
    "wide": str.maketrans(_NARROW, _WIDE),
    "narrow": str.maketrans(_WIDE, _NARROW),
}
each_width = pytest.mark.parametrize("width", WIDTHS)


@each_seed
@each_width
def test_width_in_a_seed(path: Path, width: str) -> None:
    """Half-width and full-width punctuation and digits are the same."""
    _assert_width(seed_text(path), WIDTHS[width])


@pytest.mark.law
@given(strategies.documents(), st.sampled_from(list(WIDTHS)))
def test_width_in_a_made_document(made: Made, width: str) -> None:
    """Half-width and full-width punctuation and digits are the same."""
    _assert_width(made.text, WIDTHS[width])


def _assert_width(text: str, table: dict[int, int]) -> None:
    # Residue of markup is no punctuation (seed 002:18).
    changed = text.translate(table).replace("[/s２/]", "[/s2/]")
    plain, other = parse(text), parse(changed)
    narrow = WIDTHS["narrow"]
    said = [
        [
            (item.depth, item.ordinal, item.title and item.title.translate(narrow))
            for item in outline(document)
        ]
        for document in (plain, other)
    ]
    assert said[0] == said[1]
    assert duties(other) == [
        tuple(
            tuple(name.translate(table) for name in part)
            if isinstance(part, tuple)
            else part
            for part in duty
        )
        for duty in duties(plain)
    ]
    assert [box.span for box in boxes(other)] == [box.span for box in boxes(plain)]
    assert shape(other) == shape(plain)


# ---------------------------------------------------------------------------- scripts


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@pytest.mark.parametrize("path", SEEDS[1:], ids=lambda path: path.stem)
def test_script_of_a_seed(path: Path) -> None:
    """A text turned Traditional has the same tree, in its own characters."""
    _assert_script(seed_text(path))


@pytest.mark.law
@given(strategies.documents())
def test_script_of_a_made_document(made: Made) -> None:
    """A text turned Traditional has the same tree, in its own characters."""
    _assert_script(made.text)


def _assert_script(text: str) -> None:
    other = _to_traditional().convert(text)
    assert len(other) == len(text)
    plain, document = parse(text), parse(other)
    assert shape(document) == shape(plain)
    assert [node.span for node in walk(document)] == [node.span for node in walk(plain)]
    assert [_places(one) for one in document.responsibilities] == [
        _places(one) for one in plain.responsibilities
    ]
    for item, same in zip(outline(document), outline(plain), strict=True):
        assert (item.depth, item.ordinal, item.span) == (
            same.depth,
            same.ordinal,
            same.span,
        )
        assert (item.title is None) is (same.title is None)
    if other != text:
        assert document.script is not Script.SIMPLIFIED


def _places(clause: Responsibility) -> tuple[object, ...]:
    roles = (clause.lead, clause.responsible, clause.support, clause.guide)
    return (clause.clause, *(tuple(body.span for body in role) for role in roles))


@each_seed
@each_width
def test_everything_at_once_in_a_seed(path: Path, width: str) -> None:
    """Line ends, indent, width and script may all be others: it is the same plan."""
    text = seed_text(path)
    other = _to_traditional().convert(text).translate(WIDTHS[width])
    other = indented(other, "\u3000\u3000").replace("\n", "\r\n\r\n")
    plain, document = parse(text), parse(other)
    for mine, yours in zip(outline(plain), outline(document), strict=True):
        assert (mine.depth, mine.ordinal) == (yours.depth, yours.ordinal)
        assert (mine.title is None) is (yours.title is None)
    assert [len(box.children) > 1 for box in boxes(document)] == [
        len(box.children) > 1 for box in boxes(plain)
    ]
    assert [
        [len(role) for role in duty if isinstance(role, tuple)]
        for duty in duties(document)
    ] == [
        [len(role) for role in duty if isinstance(role, tuple)]
        for duty in duties(plain)
    ]
    assert document.metadata.date == plain.metadata.date


# -------------------------------------------------------------------- more, and less


@each_seed
def test_one_more_section_in_a_seed(path: Path) -> None:
    """What is added at the end does not change what stands before it."""
    _assert_appended(seed_text(path))


@pytest.mark.law
@given(strategies.documents())
def test_one_more_section_in_a_made_document(made: Made) -> None:
    """What is added at the end does not change what stands before it."""
    _assert_appended(made.text)


def _assert_appended(text: str) -> None:
    """Add a section behind the last one of the main part, before its back matter."""
    document = parse(text)
    sections = [node for node in document.children if isinstance(node, Section)]
    last = sections[-1]
    marker = last.marker
    assert marker is not None
    assert marker.ordinal is not None
    if last.title is None or marker.ordinal >= 10:
        return
    number = _next(marker.text)
    end = last.span.end
    before = text[:end] if text[:end].endswith(("\n", "\r")) else text[:end] + "\n"
    added = f"{number} 补充要求\n稳步推进，取得实效，确保落实。\n"
    after = [
        node
        for node in parse(before + added + text[end:]).children
        if isinstance(node, Section)
    ]
    assert len(after) == len(sections) + 1
    assert after[-1].title == "补充要求"
    assert after[:-2] == sections[:-1]
    # The last box of the last section now has an end that a heading marks.
    assert shape(after[-2]) == shape(last)
    assert headings(Document(after[-2:-1])) == headings(Document((last,)))


_COUNT = ("一二三四五六七八九十", "123456789", "１２３４５６７８９", "①②③④⑤⑥⑦⑧⑨⑩")
_COUNT += (
    "壹贰叁肆伍陆柒捌玖拾",
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽",
    "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑",
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ",
)


def _next(marker: str) -> str:
    """The marker after a marker below ten: 三、 after 二、."""
    for digits in _COUNT:
        for place, digit in enumerate(digits[:-1]):
            if digit in marker:
                return marker.replace(digit, digits[place + 1], 1)
    return marker.replace("9", "10")


@each_seed
def test_deleting_a_clause_of_a_seed(path: Path) -> None:
    """Without one of its clauses a document loses that clause, and nothing else."""
    text = seed_text(path)
    document = parse(text)
    for place in range(len(document.responsibilities)):
        _assert_deletable(text, document, place)


@pytest.mark.law
@given(strategies.documents(), st.integers(0, 30))
def test_deleting_a_clause_of_a_made_document(made: Made, place: int) -> None:
    """Without one of its clauses a document loses that clause, and nothing else."""
    if made.duties:
        document = parse(made.text)
        _assert_deletable(made.text, document, place % len(made.duties))


def _assert_deletable(text: str, document: Document, place: int) -> None:
    clause = document.responsibilities[place]
    start, end = clause.clause
    less = parse(text[:start] + text[end:])
    others = duties(document)
    del others[place]
    assert duties(less) == others
    assert shape(less) == shape(document)
    for old, new in zip(leaves(document), leaves(less), strict=True):
        if old.span.contains(clause.clause):
            cut = start - old.span.start
            assert new.text == old.text[:cut] + old.text[cut + end - start :]
        else:
            assert new == old


# ------------------------------------------------------------------------ processes

_DIGEST = """
import hashlib, sys
from pathlib import Path
from cnpolicy import parse, to_json
for name in sys.argv[1:]:
    text = Path(name).read_bytes().decode("utf-8")
    print(hashlib.sha256(to_json(parse(text)).encode()).hexdigest())
"""


def test_hash_seeds_mean_nothing() -> None:
    """A document is the same in every process, whatever the hash seed."""
    said = []
    for seed in ("0", "1", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", _DIGEST, *map(str, SEEDS)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        )
        said.append(done.stdout.split())
    assert said[0] == said[1] == said[2]
    assert len(said[0]) == len(SEEDS)
    assert len(said[0][0]) == 2 * hashlib.sha256().digest_size


def test_threads_do_not_disturb_one_another() -> None:
    """Documents read at once are those read one after the other."""
    texts = [seed_text(path) for path in SEEDS] * 4
    alone = [parse(text) for text in texts]
    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(parse, texts)) == alone
