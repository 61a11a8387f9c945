"""How long, and how many: where one more character or line changes what a text is.

A row of `data/limits.tsv` has a text in which the part in ‹…› is said n times, and from
which n on its leaves are of other kinds. What comes three times and more counts once;
`Heading*` has no title, `Paragraph*` a lead. ⏎ is a line end, ␣ a wide space, ⇥ a tab,
№ counts.
"""

import re
from pathlib import Path

import pytest

from cnpolicy import Heading, Leaf, Paragraph, parse, walk

TABLE = Path(__file__).parent / "data" / "limits.tsv"
MOST_CHARACTERS, MOST_LINES = 180, 24
_AGAIN = re.compile(r"((?:\S+ ){1,4}?)\1{2,}")
_PART = re.compile("‹(.+)›", re.DOTALL)


def rows() -> list[object]:
    """The rows of the table, as parameters."""
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and line[0] != "#"]
    return [pytest.param(*row[1:], id=row[0]) for row in cells]


def kinds(text: str) -> str:
    """The kinds of the leaves of a text, in order."""
    found = []
    for leaf in walk(parse(text)):
        if isinstance(leaf, Leaf) and leaf.text.strip():
            marked = (isinstance(leaf, Heading) and leaf.title is None) or (
                isinstance(leaf, Paragraph) and leaf.lead is not None
            )
            found.append(type(leaf).__name__ + "*" * marked)
    return _AGAIN.sub(r"\1", " ".join(found) + " ").rstrip()


def changes(template: str) -> str:
    """From which n on a text is read how."""
    template = template.replace("⏎", "\n").replace("␣", "\u3000").replace("⇥", "\t")
    part = _PART.search(template)
    assert part is not None
    most = MOST_LINES if "\n" in part[1] else MOST_CHARACTERS // len(part[1])
    said: list[tuple[int, str]] = []
    for number in range(1, most + 1):
        repeated = "".join(part[1].replace("№", str(n + 1)) for n in range(number))
        found = kinds(template[: part.start()] + repeated + template[part.end() :])
        if not said or said[-1][1] != found:
            said.append((number, found))
    return "; ".join(f"{number} {found}" for number, found in said)


@pytest.mark.parametrize(("template", "expected"), rows())
def test_limits(template: str, expected: str) -> None:
    """One more, or one less, and it is something else."""
    assert changes(template) == expected
