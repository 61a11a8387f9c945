"""Opens the grammars of the library.

In: the name of a grammar (`responsibility`). Out: its text. This is the only module
that knows where `*.lark` files lie; a grammar is read once per process, on first use.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


def grammar_dir() -> Path:
    """Return the folder of the grammars: the packaged one, else the checkout's.

    A wheel carries them in `cnpolicy/grammar`; in a checkout (and in an editable
    install) they stand at its top level.
    """
    packaged = _PACKAGE / "grammar"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "grammar"


@cache
def load(name: str) -> str:
    """Return the text of the grammar `name` (without `.lark`).

    Raises `FileNotFoundError` for a grammar that the library does not have.
    """
    return (grammar_dir() / f"{name}.lark").read_text(encoding="utf-8")
