"""The grammars: total, without conflict, without self-reference.

`document.lark` must accept *every* sequence of its terminals: what a text means is
decided before, so that no text can be refused here.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer, Token

from cnpolicy.grammars import build_parser, grammar_dir, load
from cnpolicy.lalr_tables import table_of_grammar, written

GRAMMARS = sorted(path.stem for path in grammar_dir().glob("*.lark"))

# One terminal of each kind of place in the grammar: a new part, the end of sections,
# two ranks of headings, text, the opening of a box, box content.
REPRESENTATIVES = ("ATTACHMENT", "BACK", "L1", "L3", "TEXT", "BOX", "B1")
LONGEST = 6


class Given(Lexer):
    """Hands on terminals that are already told apart."""

    def __init__(self, _: object) -> None: ...

    def lex(self, data: Any) -> Iterator[Token]:
        """Make a token of each name."""
        return (Token(name, str(place)) for place, name in enumerate(data))


@cache
def grammar(name: str) -> Lark:
    """A grammar of the library, compiled as the library compiles it."""
    return Lark(load(name), parser="lalr", lexer=Given, strict=True)


def terminals(name: str) -> list[str]:
    """The terminals that a grammar declares."""
    lines = re.findall(r"^%declare (.+)$", load(name), re.MULTILINE)
    return [word for line in lines for word in line.split()]


def leaves(tree: Tree[Token]) -> list[str]:
    """The terminals of a tree in order."""
    return [str(token.type) for token in tree.scan_values(lambda _: True)]


class Ready:
    """A token as the library makes them: a terminal, and what stands for it."""

    def __init__(self, kind: str) -> None:
        self.type = kind


class Rules:
    """Makes of each rule a list of its name and its children."""

    def __getattr__(self, name: str) -> Callable[[list[Any]], list[Any]]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda children: [name, *children]


def plain(part: Any) -> Any:
    """A tree of Lark, or what `Rules` makes of one, as lists of names."""
    if isinstance(part, Tree):
        return [str(part.data), *map(plain, part.children)]
    if isinstance(part, list):
        return [part[0], *map(plain, part[1:])]
    return str(part.type)


@pytest.mark.parametrize("name", GRAMMARS)
def test_no_conflict(name: str) -> None:
    """A grammar is LALR(1) as it stands: strict, nothing resolved by preference."""
    assert grammar(name).options.strict


@pytest.mark.parametrize("name", GRAMMARS)
def test_no_rule_calls_itself(name: str) -> None:
    """No rule reaches itself, so that the depth of a tree is bounded.

    The rules that Lark makes of `+` and `*` are loops over siblings, not levels.
    """
    calls: dict[str, set[str]] = {}
    for rule in grammar(name).rules:
        origin = rule.origin.name
        below = {
            part.name
            for part in rule.expansion
            if not part.is_term and part.name != origin
        }
        calls.setdefault(origin, set()).update(below)
        if origin in {part.name for part in rule.expansion}:
            assert origin.startswith("__"), f"{origin} calls itself"
    for origin in calls:
        reached: set[str] = set()
        todo = set(calls[origin])
        while todo:
            reached |= todo
            todo = set().union(*(calls.get(one, set()) for one in todo)) - reached
        assert origin not in reached, f"{origin} reaches itself"


@pytest.mark.parametrize("name", GRAMMARS)
def test_every_terminal_is_used(name: str) -> None:
    """Nothing is declared in vain, and nothing is used that is not declared."""
    used = {
        part.name
        for rule in grammar(name).rules
        for part in rule.expansion
        if part.is_term
    }
    assert used == set(terminals(name))


@pytest.mark.parametrize("name", GRAMMARS)
def test_parsers_of_the_library_read_as_lark_does(name: str) -> None:
    """Following the table is parsing by Lark: what Lark reads is read, as it does."""
    parse = build_parser(name, Rules())
    first = terminals(name) if name != "document" else REPRESENTATIVES
    read = refused = 0
    for size in range(4):
        for sequence in itertools.product(first, repeat=size):
            found = parse([Ready(kind) for kind in sequence])
            try:
                tree = grammar(name).parse(sequence)  # type: ignore[arg-type]
            except UnexpectedInput:
                refused += 1
                assert found is None
            else:
                read += 1
                assert plain(found) == plain(tree)
    assert read > 10
    assert (refused == 0) is (name == "document")


@pytest.mark.parametrize("name", GRAMMARS)
def test_the_table_is_that_of_its_grammar(name: str) -> None:
    """The table beside a grammar is what Lark makes of it, to the letter."""
    beside = (grammar_dir() / f"{name}.json").read_text(encoding="utf-8")
    assert beside == written(table_of_grammar(load(name)))


def test_a_stale_table_is_not_followed(tmp_path: Path) -> None:
    """Who edits a grammar and forgets its table parses by the grammar."""
    (tmp_path / "two.lark").write_text("%declare A B\nstart: A\n", encoding="utf-8")
    table = written(table_of_grammar("%declare A B\nstart: B\n"))
    (tmp_path / "two.json").write_text(table, encoding="utf-8")
    parse = build_parser("two", Rules(), tmp_path)
    assert parse([Ready("A")]) is not None
    assert parse([Ready("B")]) is None


def test_a_grammar_without_a_table_is_followed(tmp_path: Path) -> None:
    """The table of a grammar may be missing."""
    (tmp_path / "two.lark").write_text("%declare A B\nstart: A B*\n", encoding="utf-8")
    assert build_parser("two", Rules(), tmp_path)([Ready("A"), Ready("B")]) is not None


@pytest.mark.parametrize(
    "rule", ["?start: A | A B", "!start: A B", "start: A -> named"]
)
def test_forms_that_are_not_followed_are_refused(rule: str) -> None:
    """A grammar may use less of Lark than Lark can do; it is told at once."""
    with pytest.raises(ValueError, match="not followed"):
        table_of_grammar(f"%declare A B\n{rule}\n")


@pytest.mark.parametrize("name", GRAMMARS)
def test_a_token_of_no_terminal_is_refused(name: str) -> None:
    """A kind that the grammar does not declare raises nothing."""
    assert build_parser(name, Rules())([Ready("NONSENSE")]) is None


@pytest.mark.slow
@pytest.mark.parametrize("first", REPRESENTATIVES)
def test_total_by_sample(first: str) -> None:
    """All sequences of up to six of seven kinds of terminals are accepted, whole."""
    parser = grammar("document")
    for size in range(LONGEST):
        for rest in itertools.product(REPRESENTATIVES, repeat=size):
            sequence = (first, *rest)
            assert leaves(parser.parse(sequence)) == list(sequence)  # type: ignore[arg-type]


def test_total_by_neighbours() -> None:
    """Any terminal may follow any other, at the start and behind any third."""
    parser = grammar("document")
    every = terminals("document")
    for size in (0, 1, 2):
        for sequence in itertools.product(every, repeat=size):
            assert leaves(parser.parse(sequence)) == list(sequence)  # type: ignore[arg-type]
    for first, third in itertools.product(REPRESENTATIVES, every):
        for second in every:
            sequence = (first, second, third)
            assert leaves(parser.parse(sequence)) == list(sequence)  # type: ignore[arg-type]


@pytest.mark.law
@given(st.lists(st.sampled_from(terminals("document")), max_size=60))
def test_total_at_length(sequence: list[str]) -> None:
    """Long sequences of any terminals are accepted, whole."""
    assert leaves(grammar("document").parse(sequence)) == sequence  # type: ignore[arg-type]


def _sentences(name: str) -> st.SearchStrategy[list[str]]:
    """Sequences that the rules of a grammar themselves generate.

    A document may be what any rule of its grammar generates: most of them are shorter
    than what the first rule does, so that more can be looked at.
    """
    explicit = {terminal: st.just(terminal + " ") for terminal in terminals(name)}
    rules = sorted({str(rule.origin.name) for rule in grammar(name).rules})
    starts = [rule for rule in rules if not rule.startswith("__")]
    if name != "document":
        starts = ["start"]
    lark = Lark(load(name), parser="lalr", lexer=Given, start=starts)
    return from_lark(lark, explicit=explicit).map(str.split)


@pytest.mark.parametrize("name", GRAMMARS)
@pytest.mark.law
@given(data=st.data())
def test_what_the_rules_generate(name: str, data: st.DataObject) -> None:
    """What the rules of a grammar generate, its parser accepts, whole."""
    sentence = data.draw(_cached_sentences(name))
    said = leaves(grammar(name).parse(sentence))  # type: ignore[arg-type]
    kept = [terminal for terminal in sentence if not terminal.startswith("_")]
    assert said == kept


@cache
def _cached_sentences(name: str) -> st.SearchStrategy[list[str]]:
    return _sentences(name)


# An id, terminals, and the tree as nested rules.
ROWS = [
    ("empty", "", "()"),
    ("text", "TEXT", "(TEXT)"),
    ("two-sections", "L1 L1", "((l1 L1) (l1 L1))"),
    ("nested", "L1 L2 L3 L2 L1", "((l1 L1 (l2 L2 (l3 L3)) (l2 L2)) (l1 L1))"),
    ("skipped-level", "L1 L3 L2 L3", "((l1 L1 (l3 L3) (l2 L2 (l3 L3))))"),
    ("deepest-first", "L3 L2 L1", "((l3 L3) (l2 L2) (l1 L1))"),
    ("text-belongs-to-the-last", "L1 L2 TEXT L1", "((l1 L1 (l2 L2 TEXT)) (l1 L1))"),
    ("box", "L1 BOX BTEXT TEXT L1", "((l1 L1 (box BOX BTEXT) TEXT) (l1 L1))"),
    ("box-numbers", "BOX B1 BTEXT B2 B1", "((box BOX (b1 B1 BTEXT (b2 B2)) (b1 B1)))"),
    ("boxes", "BOX BOX BTEXT", "((box BOX) (box BOX BTEXT))"),
    ("loose-box", "TEXT BTEXT TEXT", "(TEXT (loose_box BTEXT) TEXT)"),
    ("back-matter", "L1 TEXT BACK DATE", "((l1 L1 TEXT) BACK DATE)"),
    ("notice", "NOTICE TITLE MAIN L1", "((notice NOTICE TITLE) MAIN (l1 L1))"),
    ("attachment", "L1 ATTACHMENT L1", "((l1 L1) (attachment ATTACHMENT (l1 L1)))"),
]


@pytest.mark.parametrize(
    ("sentence", "expected"), [pytest.param(*row[1:], id=row[0]) for row in ROWS]
)
def test_rows(sentence: str, expected: str) -> None:
    """The nesting is the one that a reader sees, and the only one."""
    tree = grammar("document").parse(sentence.split())  # type: ignore[arg-type]
    assert " ".join(_shown(tree.children)) == expected[1:-1]


def _shown(children: Iterable[Tree[Token] | Token]) -> Iterator[str]:
    """A tree as nested rules."""
    for child in children:
        if isinstance(child, Token):
            yield str(child.type)
        else:
            yield f"({child.data} {' '.join(_shown(child.children))})"


def test_total_by_proof() -> None:
    """No state that the parser can be in lacks an action for what may come next.

    An LALR(1) parser refuses an input only where its state has no action for the next
    terminal. Behind a shift anything may come next; behind a reduction by A it is in
    the state that A leads to from any state so many symbols back, and the same
    terminal comes next. All such pairs of a state and a terminal have an action.
    """
    parser = grammar("document").parser.parser
    table = parser._parse_table
    every = [*terminals("document"), "$END"]
    before: dict[int, set[int]] = {state: set() for state in table.states}
    for state, actions in table.states.items():
        for action, target in actions.values():
            if action.name == "Shift":
                before[target].add(state)
    start, end = table.start_states["start"], table.end_states["start"]
    met: set[tuple[int, str]] = set()
    todo = [(start, terminal) for terminal in every]
    while todo:
        state, terminal = pair = todo.pop()
        if pair in met or state == end:
            continue
        met.add(pair)
        assert terminal in table.states[state], pair
        action, target = table.states[state][terminal]
        if action.name == "Shift":
            todo += [(target, follower) for follower in every]
        else:
            origins = {state}
            for _ in target.expansion:
                origins = set().union(*(before[one] for one in origins))
            todo += [
                (table.states[origin][target.origin.name][1], terminal)
                for origin in origins
                if target.origin.name in table.states[origin]
            ]
    assert len(met) > len(every)
