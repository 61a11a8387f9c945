"""Fuzzes the laws of texts with coverage guidance: see README.md beside this file.

In: bytes from the fuzzer. Out: nothing; a breach of a law, an exception or a warning
stops the run, and the input that caused it is written by the fuzzer.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from guided import Harness

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

LONGEST = 20_000
"""Characters of a text at most, so that one input does not take the whole time."""

WORDS, UTF_8, UTF_16 = range(3)
"""How the rest of an input is read, as its first byte says."""


def text_of(data: bytes) -> str:
    """Turn the bytes of the fuzzer into a text.

    The first byte chooses: pieces of the vocabulary (two bytes name one, so that the
    fuzzer need not find out what UTF-8 is before it finds a heading), UTF-8 as far as
    it goes (broken bytes become lone surrogates), or one character a pair of bytes.
    """
    if not data:
        return ""
    kind, body = data[0] % 3, data[1:]
    if kind == WORDS:
        from support.strategies import PIECES

        numbers = (int.from_bytes(body[at : at + 2]) for at in range(0, len(body), 2))
        return "".join(PIECES[number % len(PIECES)] for number in numbers)[:LONGEST]
    if kind == UTF_8:
        return body.decode("utf-8", "surrogateescape")[:LONGEST]
    errors = "replace" if len(body) % 2 else "surrogatepass"
    return body.decode("utf-16-le", errors)[:LONGEST]


def assert_input(data: bytes) -> None:
    """Assert every law for one input."""
    from support.laws import assert_laws

    assert_laws(text_of(data))


def first() -> Iterator[bytes]:
    """The texts of the corpus, and those that once broke a law."""
    from support.corpus_cases import cases
    from support.passages import regressions

    texts = [*(case.text for case in cases()), *(text for _, text in regressions())]
    for text in texts:
        yield bytes([UTF_8]) + text.encode("utf-8", "surrogatepass")


HARNESS = Harness(assert_input, lambda data: ascii(text_of(data)), first, "cnpolicy")

if __name__ == "__main__":
    HARNESS.run()
