"""Shows the examples of docstrings as code.

In: the docstrings that the API page collects. Out: the same with each example (lines
from `>>>` to the next empty line) in a fence, which Markdown would otherwise take for
a quotation.
"""

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^>>> .*?(?=\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


class Doctests(griffe.Extension):
    """Put fences around examples."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of one class, function or attribute."""
        if obj.docstring is not None:
            obj.docstring.value = _EXAMPLE.sub(
                lambda example: f"```pycon\n{example[0]}\n```", obj.docstring.value
            )
