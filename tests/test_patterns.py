"""Every regular expression of the library can find something: `data/patterns.tsv`."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random

import pytest

from cnpolicy.lexical.lazy_regex import any_of
from support.escapes import plain
from support.library_patterns import (
    MADE,
    OF_TEXT,
    compiling,
    patterns,
    source_literals,
)
from support.library_source import files

TABLE = Path(__file__).parent / "data" / "patterns.tsv"
TRIES = 150
"""Texts made for an alternative; for most the first one will do."""

LONGEST_LITERAL = 300
"""Characters that a pattern may have as it is typed, without the parts it names."""

PARTS = 30
"""Tests that share the patterns; their names are not known until all are compiled."""

LONGEST = None if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 20
"""Of longer lists of words one is tried; the deep run tries them all."""


@cache
def examples() -> dict[str, list[str]]:
    """The examples of the table by the name of the pattern."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if line and line[0] != "#":
            name, words = line.split("\t")
            found[name].append(plain(words))
    return dict(found)


def finds(pattern: re.Pattern[str] | re.Pattern[bytes], example: str) -> bool:
    """Tell whether a pattern, of text or of bytes, finds something in an example."""
    if isinstance(pattern.pattern, bytes):
        return re.compile(pattern).search(example.encode()) is not None  # type: ignore
    return re.compile(pattern).search(example) is not None  # type: ignore


def test_every_pattern_has_an_example() -> None:
    """A new pattern comes with a row of `data/patterns.tsv`, one that went takes it."""
    assert sorted(patterns().keys() - examples().keys()) == [], "no row"
    assert sorted(examples().keys() - patterns().keys()) == [], "no pattern"


def test_a_pattern_finds_its_example() -> None:
    """What a pattern is for, it finds."""
    for name in patterns().keys() & examples().keys():
        for pattern in patterns()[name]:
            assert any(finds(pattern, one) for one in examples()[name]), (name, pattern)
        for example in examples()[name]:
            assert any(finds(one, example) for one in patterns()[name]), (name, example)


def test_every_place_that_compiles_is_known() -> None:
    """A function that makes patterns is a row of `MADE`, so that they are tried too."""
    made = {".".join(name.split(".")[:2]) for name in MADE}
    assert compiling() <= made | OF_TEXT


def test_no_pattern_is_longer_than_can_be_read() -> None:
    """What is longer has named parts, and words are data, in `vocabulary/`."""
    long = [
        f"{module}:{line} has {length} characters"
        for module, line, length in source_literals()
        if length > LONGEST_LITERAL
    ]
    assert long == []


@pytest.mark.parametrize(
    ("typed", "tables"),
    [
        # `vocabulary` stands beside `lexical` and does not import it.
        ("一二三四五六七八九", {"numerals.py", "target_name_words.py"}),
        (r" \u3000", {"whitespace.py"}),
        (r"\u3000\xa0", set()),
        (r"\xa0\u3000", set()),
    ],
)
def test_digits_and_blanks_stand_in_one_table(typed: str, tables: set[str]) -> None:
    """Patterns are written with the names of `lexical`: ONE_TO_TEN, BLANKS."""
    found = {file.name for file in files() if typed in file.read_text(encoding="utf-8")}
    assert found == tables


def dead(pattern: re.Pattern[str], known: Iterable[str] = ()) -> list[str]:
    """Return a text for each alternative that finds none, neither made nor known."""
    made = pytest.importorskip("support.pattern_alternatives")
    found: set[str] = set()
    failed: dict[str, str] = {}
    for one, alone in made.alternatives(pattern, LONGEST):
        finder = made.compiled(alone, pattern.flags)
        texts = chain(known, made.texts(alone, Random(0), TRIES))
        if one in found or any(map(finder.search, texts)):
            found.add(one)
        else:
            failed[one] = next(made.texts(alone, Random(0), 1))
    return [text for one, text in failed.items() if one not in found]


def names() -> Iterator[str]:
    """Yield the name of each pattern of text."""
    for name, (pattern, *_) in patterns().items():
        if isinstance(pattern.pattern, str):
            yield name


def test_words_of_one_length_keep_their_order() -> None:
    """A pattern is the same in every process, whatever the seed of hashes is."""
    words = [f"{first}{second}" for first in "甲乙丙丁" for second in "子丑寅卯"]
    assert any_of([*words, "甲子年", *words]) == "|".join(["甲子年", *words])


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_alternative_can_match(part: int) -> None:
    """No alternative of a pattern is excluded by what stands around it.

    Each finds a text made for it, or an example of the pattern.
    """
    for name in sorted(names())[part::PARTS]:
        for pattern in patterns()[name]:
            assert dead(pattern, examples().get(name, ())) == [], name


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("到[^。]*：", 0),
        ("到[^。]*+：", 1),  # what is taken is not given back
        ("(?:较|与(?=.{0,9}(?:相比|分别)))[^比较]{0,9}+$", 1),  # 与上年相比
        ("(?:较|与(?=.{0,9}(?:相比|分别)))[^较]{0,9}+$", 0),
        ("(?:各有关)?(?:部门|(?!各)(?:各有关)?单位)", 0),  # one part, in two places
        ("[一二](?<![二三])是", 0),
        ("二(?<![二三])是", 1),
        ("(?:甲|甲乙)(?<=乙)", 1),
    ],
)
def test_dead_alternatives_are_seen(source: str, count: int) -> None:
    """Of patterns like those the library had, the alternatives are told that cannot."""
    assert len(dead(re.compile(source))) == count
