"""Lines that are surely open, in texts that are not wrapped at a width."""

import pytest

from cnpolicy import Paragraph, parse, unparse, walk
from cnpolicy.segmentation.join_open_lines import join_open_lines
from cnpolicy.segmentation.segment import TEXT, Segment

ROWS = [
    # an open clause, over two lines and over three
    (
        "修灯塔，方便行船。（县港航\n局牵头，县财政局配合）\n",
        1,
        ["县港航局", "县财政局"],
    ),
    ("修灯塔。（县港\n航局牵头，县财政局、县交\n通局配合）\n", 1, 3),
    # brackets that name no duty, or close nowhere near
    ("修灯塔。（见县志\n第三卷\n附图）\n", 3, []),
    ("修灯塔。（县港航局牵头\n修码头。\n修航道。\n", 3, []),
    # the number of a page stands between
    ("修灯塔。（县港航局\n第 3 页\n牵头）\n", 2, 1),
    ("修灯塔。（县港航局\n3处\n牵头）\n", 1, 1),
    # what cannot begin a line, and what cannot end one
    ("按照《灯塔办法\n》的要求检修\n", 1, []),
    ("按照《\n灯塔办法》检修\n", 1, []),
    # lines that end
    ("修灯塔。\n》修码头\n", 2, []),
    ("修灯塔\n修码头\n", 2, []),
]


@pytest.mark.parametrize(("lines", "paragraphs", "bodies"), ROWS)
def test_open_lines(lines: str, paragraphs: int, bodies: list[str] | int) -> None:
    """An open line goes on in the next one, and its clause names whole bodies."""
    text = f"某县方案\n一、任务\n{lines}二、保障\n落实资金。\n"
    document = parse(text)
    assert unparse(document) == text
    leaves = [node for node in walk(document) if isinstance(node, Paragraph)]
    assert len(leaves) == paragraphs + 1
    named = [
        body.name
        for clause in document.responsibilities
        for body in clause.organizations
    ]
    assert named == bodies if isinstance(bodies, list) else len(named) == bodies


def test_what_is_joined_is_the_same_text() -> None:
    """The segments behind the step cover what those before it did."""
    lines = ("修灯塔", "，方便行船", "修码头。", "》")
    text = "\n".join(lines) + "\n"
    starts = [text.index(line) for line in lines]
    segments = [
        Segment(at, at, at + len(line), at + len(line) + 1, TEXT)
        for at, line in zip(starts, lines, strict=True)
    ]
    joined = join_open_lines(segments, text)
    assert [text[one.start : one.end] for one in joined] == [
        "修灯塔\n，方便行船\n",
        "修码头。\n",
        "》\n",
    ]
