"""The passages of `corpus/*.txt`, each with the outline that it must give.

In: nothing. Out: the cases of every file. What a case looks like is said in
`test_corpus.py`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from support.escapes import plain

FOLDER = Path(__file__).parents[1] / "corpus"
_RULE = re.compile(r"(?m)^={3,}\n(?P<title>.+)\n(?P<attributes>(?::\w+\n)*)={3,}\n")
_BREAK = re.compile(r"(?m)^-{8,}\n")


@frozen
class Case:
    """One passage and its outline."""

    id: str
    text: str
    outline: tuple[str, ...]
    frame: bool = False
    """Whether the outline opens with what the frame says."""


def cases() -> Iterator[Case]:
    """Yield every case of every file."""
    for path in sorted(FOLDER.glob("*.txt")):
        content = path.read_bytes().decode("utf-8")
        opened = list(_RULE.finditer(content))
        assert opened, f"{path.name} holds no case"
        ends = [match.start() for match in opened[1:]] + [len(content)]
        for match, end in zip(opened, ends, strict=True):
            body = content[match.end() : end]
            parts = _BREAK.split(body)
            assert len(parts) == 2, f"{path.name}: {match['title']}"
            text, expected = parts
            if ":escaped" in match["attributes"]:
                text, expected = plain(text.rstrip("\n")), plain(expected)
            lines = tuple(line for line in expected.split("\n") if line.strip())
            frame = ":frame" in match["attributes"]
            yield Case(f"{path.stem}: {match['title']}", text, lines, frame)
