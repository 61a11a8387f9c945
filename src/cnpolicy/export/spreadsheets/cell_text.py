"""Words that stand safely in a cell of a spreadsheet.

In: any words. Out: the same, without what a file of cells cannot hold, and so that no
program takes them for a formula: it would run a cell that begins with = + - or @.
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_ends import LINE_END

# Spreadsheet programs also take the full-width signs, a tab and a carriage return for
# the beginning of a formula (OWASP, CSV Injection).
_FORMULA = lazy(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]|[\t\r]")
_SURROGATES = lazy("[\ud800-\udfff]")
_CONTROLS = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def is_formula(words: str) -> bool:
    """Tell whether a spreadsheet program could take words for a formula."""
    return _FORMULA.match(words) is not None


def safe(words: str) -> str:
    """Return words that no spreadsheet program takes for a formula: a ' before them."""
    return f"'{words}" if is_formula(words) else words


def clean(words: str) -> str:
    """Return words that a cell can hold: no controls, and one kind of line end."""
    words = _CONTROLS.sub("", _SURROGATES.sub("\ufffd", words))
    return LINE_END.sub("\n", words)
