"""Documents made by hand come back: law 10."""

from hypothesis import given

import strategies
from cnpolicy import parse
from laws import headings
from strategies import Made


@given(strategies.documents())
def test_a_made_tree_comes_back(made: Made) -> None:
    document = parse(made.text)
    assert headings(document) == made.outline
    assert document.children == made.tree.children
