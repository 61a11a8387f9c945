"""The outline as a mind map: a heading a line, and no word of a document is syntax."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import outline, parse, to_mermaid
from support import strategies
from support.golden_tables import seed

NODE = re.compile(r' +(?:root|n\d+)\["[^"\[\]{}()<>`\\]*"\]')


def test_headings_stand_below_each_other() -> None:
    """Two spaces a level; the title is the root, an attachment numbers afresh."""
    text = "某市规划\n一、任务\n（一）保护\n（二）运用\n二、保障\n"
    text += "附件1\n某方案\n一、分工\n"
    assert to_mermaid(parse(text)).split("\n") == [
        "mindmap",
        '  root["某市规划"]',
        '    n1["一、任务"]',
        '      n2["（一）保护"]',
        '      n3["（二）运用"]',
        '    n4["二、保障"]',
        '    n5["【附件】某方案"]',
        '      n6["一、分工"]',
        "",
    ]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_heading_is_there(number: str) -> None:
    """Of the seeds."""
    document = seed(number)
    assert to_mermaid(document).count("\n") == len(outline(document)) + 2


def test_signs_of_mermaid_are_written_as_codes() -> None:
    """A half-width bracket in a title, a quotation mark, a hash."""
    shown = to_mermaid(parse('一、任务"]#(1)`\n'))
    assert 'n1["一、任务#34;#93;#35;#40;1#41;#96;"]' in shown


@given(st.one_of(strategies.edited(), strategies.vocabulary))
def test_no_word_is_syntax(text: str) -> None:
    """Every line behind the first is one node with its words in quotes."""
    head, *lines, last = to_mermaid(parse(text)).split("\n")
    assert (head, last) == ("mindmap", "")
    assert all(NODE.fullmatch(line) for line in lines)
    depths = [len(line) - len(line.lstrip(" ")) for line in lines]
    assert all(after <= before + 2 for before, after in zip(depths, depths[1:]))  # noqa: B905, RUF007
