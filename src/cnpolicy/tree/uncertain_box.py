"""The heading of a box whose end the text does not tell, on its way to the tree.

Defines a class of its own, since what mypyc compiles cannot derive from a class of
attrs.
"""

from cnpolicy.model.nodes import BoxHeading


class UncertainBox(BoxHeading):
    """A box heading on its way to a `Box`, which keeps whether its end is known."""
