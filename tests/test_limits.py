"""How long, and how many: where one more character or line changes what a text is.

A row of `data/limits.tsv` has a text in which the part in ‹…› is said n times, and from
which n on its leaves are of other kinds (four changes at the most). What comes three
times and more counts once; `Heading*` has no title, `Paragraph*` a lead, `[Paragraph]`
stands in a box. ⏎ is a line end, ␣ a wide space, ⇥ a tab; № counts in the part, and is
n beside it.
"""

import re
from pathlib import Path

import pytest

from cnpolicy import Heading, Leaf, Paragraph, parse, walk
from support.laws import boxes

TABLE = Path(__file__).parent / "data" / "limits.tsv"
MOST_CHARACTERS, MOST_LINES, MOST_CHANGES = 180, 24, 4
_AGAIN = re.compile(r"((?:\S+ ){1,4}?)\1{2,}")
_PART = re.compile("([^‹]*)‹?([^›]*)›?(.*)", re.DOTALL)


def rows() -> list[object]:
    """The rows of the table, as parameters."""
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and line[0] != "#"]
    return [pytest.param(*row[1:], id=row[0]) for row in cells]


def kinds(text: str) -> str:
    """The kinds of the leaves of a text, in order."""
    document = parse(text)
    found = []
    boxed = {id(leaf) for box in boxes(document) for leaf in walk(box)}
    for leaf in walk(document):
        if isinstance(leaf, Leaf) and leaf.text.strip():
            marked = (isinstance(leaf, Heading) and leaf.title is None) or (
                isinstance(leaf, Paragraph) and leaf.lead is not None
            )
            kind = type(leaf).__name__ + "*" * marked
            found.append(f"[{kind}]" if id(leaf) in boxed else kind)
    return _AGAIN.sub(r"\1", " ".join(found) + " ").rstrip()


def changes(template: str) -> str:
    """From which n on a text is read how."""
    template = template.replace("⏎", "\n").replace("␣", "\u3000").replace("⇥", "\t")
    before, part, behind = _PART.match(template).groups()  # type: ignore[union-attr]
    most = MOST_LINES if "\n" in part else MOST_CHARACTERS // len(part or "1234567")
    said: list[tuple[int, str]] = []
    for number in range(1, most + 1):
        repeated = "".join(part.replace("№", str(n + 1)) for n in range(number))
        around = (words.replace("№", str(number)) for words in (before, behind))
        found = kinds(repeated.join(around))
        if not said or said[-1][1] != found:
            said.append((number, found))
    return "; ".join(f"{number} {found}" for number, found in said[: MOST_CHANGES + 1])


@pytest.mark.parametrize(("template", "expected"), rows())
def test_limits(template: str, expected: str) -> None:
    """One more, or one less, and it is something else."""
    assert changes(template) == expected
