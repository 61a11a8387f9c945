"""Reads who is responsible for what (in the making)."""

from cnpolicy.diagnostics import Diagnostic
from cnpolicy.nodes import Branch, Responsibility
from cnpolicy.words import WORDS, ResponsibilityWords


def read_responsibilities(
    root: Branch, text: str, view: str, words: ResponsibilityWords = WORDS
) -> tuple[tuple[Responsibility, ...], tuple[Diagnostic, ...]]:
    """Return nothing yet."""
    return (), ()
