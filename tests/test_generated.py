"""Documents made by hand come back: law 10."""

from hypothesis import given, settings
import strategies
from strategies import Made
from laws import assert_laws, boxes, headings
from cnpolicy import parse

@given(strategies.documents())
def test_a_made_tree_comes_back(made: Made) -> None:
    document = parse(made.text)
    assert headings(document) == made.outline
    assert document.children == made.tree.children
