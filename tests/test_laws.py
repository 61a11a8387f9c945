"""The laws hold for every text: arbitrary, hostile, edited, real.

Each test here only chooses texts; what must hold stands in `laws.assert_laws`.
"""

import inspect
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given

from cnpolicy import LimitError, parse, unparse
from support import strategies
from support.hostile_texts import BUILDERS, SMALL, Hostile
from support.laws import assert_laws
from support.odd_texts import ODDITIES, Oddity
from support.row_batches import about, batched
from support.strategies import SEEDS, Made, seed_text

CORPUS = sorted((Path(__file__).parents[2] / "shared" / "corpus").glob("*.txt"))

FRAMES = 100
"""The stack that reading any text may take, beyond what it stands on."""


@pytest.mark.law
@given(strategies.anything)
def test_arbitrary_text(text: str) -> None:
    """No text is refused, not even one that is no text at all."""
    assert_laws(text)


@pytest.mark.law
@given(strategies.vocabulary)
def test_vocabulary(text: str) -> None:
    """What the library looks for, in any order, confuses it into no breach."""
    assert_laws(text)


@pytest.mark.law
@given(strategies.numbered_lines())
def test_numbered_lines(text: str) -> None:
    """Numbers in any order, style and depth are read one way or another."""
    assert_laws(text)


@pytest.mark.law
@given(strategies.edited())
def test_edited_documents(text: str) -> None:
    """A real document cut about is read like any other."""
    assert_laws(text)


@pytest.mark.law
@given(strategies.documents())
def test_made_documents(made: Made) -> None:
    """Well-formed documents obey the laws."""
    assert_laws(made.text)


@pytest.mark.law
@given(strategies.joined())
def test_joined_lines(text: str) -> None:
    """Documents whose line breaks were lost, turned into spaces or added obey them."""
    assert_laws(text)


@pytest.mark.law
@given(strategies.tabled())
def test_tables(text: str) -> None:
    """Tables of any kind, in any layout, between any neighbours, obey them."""
    assert_laws(text)


@pytest.mark.law
@given(strategies.on_paper())
def test_pages(text: str) -> None:
    """Passages set in lines and pages obey them."""
    assert_laws(text)


@pytest.mark.law
@given(strategies.mutated())
def test_mutated_passages(text: str) -> None:
    """Passages that copying and converting have damaged obey them."""
    assert_laws(text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds(path: Path) -> None:
    """The documents the project started from."""
    assert_laws(seed_text(path))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_corpus(path: Path) -> None:
    """More real documents, where the checkout has them beside it."""
    assert_laws(path.read_bytes().decode("utf-8"))


@batched(ODDITIES)
def test_oddities(rows: Sequence[Oddity]) -> None:
    """Odd numbers, look-alikes, characters and output bait."""
    for row in rows:
        with about(row):
            assert_laws(row.text)


@batched(BUILDERS)
def test_hostile(rows: Sequence[Hostile]) -> None:
    """Texts that grow, while they are small; the benchmark times the large ones."""
    for row in rows:
        with about(row):
            assert_laws(row.build(SMALL))


def test_no_recursion_over_the_input() -> None:
    """However deep a text looks, the stack it is read with stays as deep as it was."""
    texts = [row.build(2000) for row in BUILDERS]
    for path in SEEDS:
        parse(seed_text(path))  # what is opened on first use may go deeper
    for text in texts[:1]:
        assert_laws(text)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + FRAMES)
    try:
        for text in texts:
            assert unparse(parse(text)) == text
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize("text", [None, b"", 1, ["一、"]], ids=repr)
def test_only_a_str_is_text(text: object) -> None:
    """Anything but a `str` is a mistake of the caller's, and said so."""
    with pytest.raises(TypeError):
        parse(text)  # type: ignore[arg-type]


def test_a_limit_is_only_the_callers() -> None:
    """A text is too long only if the caller said what is too long."""
    assert unparse(parse("一、总则", max_chars=4)) == "一、总则"
    with pytest.raises(LimitError):
        parse("一、总则。", max_chars=4)
