"""Walking and rewriting trees.

In: a node. Out: its nodes in the order of the text (`walk`), calls on them
(`NodeVisitor`), or a new tree (`NodeTransformer`). The depth of a parsed tree is
bounded by the grammar, so that these may recurse.
"""

from collections.abc import Iterator

from attrs import evolve

from cnpolicy.model.nodes import Branch, Leaf, Node


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and every node below it, in the order of the text."""
    if not isinstance(node, Leaf | Branch):
        raise TypeError(f"walk() takes a node, not {type(node).__name__}")
    return _walk(node)


def _walk(node: Node) -> Iterator[Node]:
    """Yield the nodes, whose class is known."""
    stack: list[Node] = [node]
    while stack:
        current = stack.pop()
        yield current
        if isinstance(current, Branch):
            stack.extend(reversed(current.children))


class NodeVisitor:
    """Calls `visit_<Class>` for each node, e.g. `visit_Section`.

    A visitor method decides whether to go deeper by calling `generic_visit`; nodes
    without a method of their own are gone through.
    """

    def visit(self, node: Node) -> None:
        """Call the method for the class of `node`, or `generic_visit`."""
        method = getattr(self, f"visit_{type(node).__name__}", self.generic_visit)
        method(node)

    def generic_visit(self, node: Node) -> None:
        """Visit the children of `node` in order."""
        if isinstance(node, Branch):
            for child in node.children:
                self.visit(child)


class NodeTransformer:
    """Builds a new tree: `visit_<Class>` returns the node to stand in its place.

    None removes the node. A branch whose children all stay is returned as it is, so
    that a transformer that changes nothing returns an equal tree. Spans keep telling
    where a node stood in the text that was parsed; to annotate an edited tree, parse
    its `unparse`.
    """

    def visit(self, node: Node) -> Node | None:
        """Return what stands for `node` in the new tree."""
        method = getattr(self, f"visit_{type(node).__name__}", None)
        if method is None:
            return self.generic_visit(node)
        result: Node | None = method(node)
        return result

    def generic_visit(self, node: Node) -> Node:
        """Return `node` with its children transformed."""
        if isinstance(node, Leaf):
            return node
        children = tuple(
            new for child in node.children if (new := self.visit(child)) is not None
        )
        unchanged = len(children) == len(node.children) and all(
            new is old for new, old in zip(children, node.children, strict=True)
        )
        return node if unchanged else evolve(node, children=children)
