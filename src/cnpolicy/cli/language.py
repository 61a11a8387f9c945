"""The words of the command line, in Chinese and in English.

In: the key of a row of `words.tsv`, and what belongs into its words. Out: the words in
the language that was chosen: by `--lang`, else by the locale. Everything that the
command line says of itself stands in that one table; what it says of a file comes from
the readers, the checks and the formats, which speak both languages too.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import click

from cnpolicy.lexical.lazy_regex import lazy

Language = Literal["en", "zh"]

LANGUAGES: tuple[Language, ...] = ("en", "zh")
"""What `--lang` takes."""

# a workbook needs XlsxWriter: pip install "cnpolicy[xlsx]"
_NEEDS = lazy(r"\bneeds? (\S+): (pip install .+)")

_chosen: ContextVar[Language | None] = ContextVar("language", default=None)


class Words(NamedTuple):
    """A row of the table; each side with `{}` for each detail."""

    en: str
    """What is said in English."""

    zh: str
    """What is said in Chinese."""


@cache
def table() -> dict[str, Words]:
    """Return the words by their keys."""
    text = (Path(__file__).parent / "words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.split("\n")]
    return {
        row[0]: Words(*row[1:]) for row in rows if len(row) == len(Words._fields) + 1
    }


def say(key: str, *details: object) -> str:
    """Return the words of a key with these details in them."""
    words = table()[key]
    return getattr(words, language()).format(*details) if details else plainly(words)


def both(key: str, *details: object) -> tuple[str, str]:
    """Return the words of a key in English and in Chinese, as errors have them."""
    words = table()[key]
    return words.en.format(*details), words.zh.format(*details)


def plainly(words: Words) -> str:
    """Return words in the language that was chosen."""
    return words.zh if language() == "zh" else words.en


def known(key: str) -> str | None:
    """Return the words of a key; None for a key without words."""
    words = table().get(key)
    return None if words is None else plainly(words)


def said(error: Exception) -> str:
    """Return what an error says, in the language that was chosen if it has both.

    Of a library that is missing, the exports speak English only: the remedy is told.
    """
    if language() == "en":
        return str(error)
    needs = _NEEDS.search(str(error))
    return getattr(error, "message_zh", None) or (
        say("error.needs", needs[1], needs[2]) if needs else str(error)
    )


def language() -> Language:
    """Return the language that was chosen, else that of the locale."""
    return _chosen.get() or _of_locale()


def chosen() -> Language | None:
    """Return the language that `--lang` named; None without it."""
    return _chosen.get()


def choose(name: Language | None) -> None:
    """Speak this language from now on; None for that of the locale."""
    _chosen.set(name)


def choose_by(arguments: Sequence[str]) -> None:
    """Speak the language that arguments name, before anything else is read of them.

    Help and errors are said in it too, wherever `--lang` stands.
    """
    for at, argument in enumerate(arguments):
        if argument == "--":
            return
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or "".join(arguments[at + 1 : at + 2])
            for one in LANGUAGES:
                if value == one:
                    choose(one)


def _of_locale() -> Language:
    """Return Chinese where the system speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    # Windows has no such variables, and names languages its own way.
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"


# ----------------------------------------------------------------------- words of click


def teach_click() -> None:
    """Let click take its own words (Usage, Missing argument …) from the table.

    click looks words up by gettext, which needs a file of its own for each language.
    Its modules call it `_`; what the table does not have stays as it is.
    """
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        module = getattr(click, name, None)
        if module is not None and hasattr(module, "_"):
            module._ = _of_click
        if module is not None and hasattr(module, "ngettext"):
            module.ngettext = _several_of_click


def _of_click(words: str) -> str:
    """Return words of click in the language that was chosen."""
    return (known(f"click {words}") or words) if language() == "zh" else words


def _several_of_click(one: str, several: str, count: int) -> str:
    """Return words of click for a number of things."""
    return _of_click(one if count == 1 else several)
