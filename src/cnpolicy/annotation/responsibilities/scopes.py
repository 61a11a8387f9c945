"""Tells what a responsibility clause governs, and who leads by a rule.

In: the tree, and where in it clauses stand. Out: for each clause the span of the
paragraph, item or section that it speaks of; for the text, where a rule begins to
hold that makes the first body of a clause its lead.
"""

from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from cnpolicy.model.nodes import (
    Blank,
    Box,
    Branch,
    Furniture,
    Heading,
    Leaf,
    Paragraph,
    Section,
)
from cnpolicy.model.spans import Span, new_span
from cnpolicy.vocabulary.responsibility_words import ResponsibilityWords

# How far before 为牵头单位 the place of the body is named:
# 列第一位的责任单位为牵头单位, 无牵头单位的，责任单位即为牵头单位.
_REACH = 32


class Chain(NamedTuple):
    """The branches around a node, innermost first."""

    branch: Branch
    """The branch that holds the node."""

    outer: "Chain | None"
    """The branches around that."""


new_chain: Callable[[tuple[Branch, Chain]], Chain] = partial(tuple.__new__, Chain)
"""Make a `Chain` of its fields without calling a Python function; see `new_span`."""


class Home(NamedTuple):
    """Where a clause stands in the tree."""

    leaf: Leaf
    """The leaf it begins in."""

    last: Leaf
    """The leaf it ends in; another one only in a run of label lines."""

    chain: Chain
    """The branches around the first leaf."""

    start: int
    """Offset of the clause."""

    alone: bool
    """Whether its leaves hold nothing else."""

    own_line: bool
    """Whether it also begins a line: it does not close the line of a heading."""

    opens: bool
    """Whether its leaf ends with a colon, which opens items: …（…负责）具体措施：."""


def leaves_of(root: Branch) -> list[tuple[Leaf, Chain]]:
    """Return the leaves of a tree in order, each with the branches around it."""
    found: list[tuple[Leaf, Chain]] = []
    # What is left of the children of each branch that is being looked through.
    rests = [(iter(root.children), Chain(root, None))]
    while rests:
        rest, chain = rests[-1]
        for node in rest:
            if isinstance(node, Branch):
                rests.append((iter(node.children), new_chain((node, chain))))
                break
            found.append((node, chain))
        else:
            rests.pop()
    return found


class _Family:
    """The children of one branch, read only one time."""

    def __init__(self, branch: Branch) -> None:
        """Note what stands before each leaf, and the first and last of each kind."""
        self.openings: dict[int, Leaf] = {}
        self.before: dict[int, tuple[Leaf | None, bool]] = {}
        self.last_leaf: Leaf | None = None
        self.first_section: Section | None = None
        self.last_section: Section | None = None
        for child in branch.children:
            if isinstance(child, Section):
                self.first_section = self.first_section or child
                self.last_section = child
            elif isinstance(child, Leaf) and not isinstance(child, (Blank, Furniture)):
                self.before[child.span.start] = (
                    self.last_leaf,
                    self.first_section is not None,
                )
                if isinstance(child, Paragraph) and child.continues and self.last_leaf:
                    self.openings[child.span.start] = self.opening(self.last_leaf)
                self.last_leaf = child

    def opening(self, leaf: Leaf) -> Leaf:
        """Return the leaf that a paragraph begins in, on the page before if need be."""
        return self.openings.get(leaf.span.start, leaf)


class Scopes:
    """Answers for the clauses of one text; each branch is read only one time."""

    def __init__(self, homes: list[Home]) -> None:
        """Take all clauses in the order of the text."""
        self.starts = [home.start for home in homes]
        self.direct: dict[int, int] = {}
        for home in homes:
            key = id(home.chain.branch)
            self.direct[key] = self.direct.get(key, 0) + 1
        self.families: dict[int, _Family] = {}

    def family(self, branch: Branch) -> _Family:
        """Return what is known of the children of a branch."""
        found = self.families.get(id(branch))
        if found is None:
            found = self.families[id(branch)] = _Family(branch)
        return found

    def count(self, start: int, end: int) -> int:
        """Return how many clauses begin in `start:end`."""
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)

    def scope(self, home: Home) -> Span:
        """Return what the clause governs.

        A clause in the heading or at the end of its line, before the items it opens,
        or the only one of a section, governs the section; of several, each governs
        its paragraph. On its own line it governs what stands before it: the section
        whose items it follows, or the paragraph.
        """
        owner = home.chain.branch
        family = self.family(owner)
        leaf = family.opening(home.leaf)
        own = new_span((leaf.span.start, home.last.span.end))
        # The clause may be all that a page cut off from its paragraph.
        alone = home.alone and leaf is home.leaf
        previous, follows_items = family.before.get(leaf.span.start, (None, False))
        if isinstance(owner, (Section, Box)):
            if isinstance(leaf, Heading) or home.opens:
                return owner.span
            if alone and follows_items:
                return owner.span
            if home.own_line and leaf is home.leaf:
                outer = self.outer_items(home, owner, family)
                if outer is not None:
                    return outer
            if alone and isinstance(previous, Heading):
                return owner.span
            direct = self.direct[id(owner)]
            if (
                direct == 1
                and home.last is family.last_leaf
                and self.count(*owner.span) == direct
            ):
                return owner.span
        if alone and previous is not None and not isinstance(previous, Heading):
            return new_span((previous.span.start, own.end))
        return own

    def outer_items(self, home: Home, owner: Branch, family: _Family) -> Span | None:
        """Return the section whose items (1) to (4) share the clause behind them.

        The clause stands on its own line behind the last item, and no item before it
        has one. None if the clause belongs to the last item alone.
        """
        outer = home.chain.outer
        if outer is None or not isinstance(outer.branch, Section):
            return None
        items = self.family(outer.branch)
        first = items.first_section
        if (
            first is None
            or first is owner
            or items.last_section is not owner
            or family.last_leaf is not home.last
            or self.count(first.span.start, home.start)
        ):
            return None
        return outer.branch.span


def rule_start(simplified: str, hints: list[int], words: ResponsibilityWords) -> int:
    """Return where the text first says that the first body leads; -1 if nowhere.

    `hints` are places where such words may stand. 列第一位者为牵头单位，下同; in a
    notice: 列第一位的责任单位为牵头单位或汇总单位.
    """
    for at in hints:
        if simplified[at - 1 : at] in ("为", "是") and simplified.startswith(
            words.rule_leads, at
        ):
            left = max(0, at - _REACH)
            left = max(left, *(simplified.rfind(stop, left, at) for stop in "。；;\n"))
            if any(
                simplified.find(place, left, at) >= 0 for place in words.rule_places
            ):
                return at
    return -1
