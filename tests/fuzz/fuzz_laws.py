"""Fuzzes the laws with coverage guidance: see README.md beside this file.

In: bytes from the fuzzer. Out: nothing; a breach of a law, an exception or a warning
stops the run, and the input that caused it is written by the fuzzer.

The module imports without atheris, so that `--replay` works anywhere.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

# The alphabet of half of the inputs: two bytes choose one piece of it, so that the
# fuzzer need not find out what UTF-8 is before it finds a heading.
LONGEST = 20_000


def pieces() -> list[str]:
    """What the library looks for, from the table that the properties use."""
    from support.strategies import plain

    table = HERE.parent / "data" / "vocabulary.txt"
    lines = table.read_text(encoding="utf-8").split("\n")
    return [plain(line) for line in lines if line and line[0] not in "#["]


def text_of(data: bytes) -> str:
    """Turn the bytes of the fuzzer into a text.

    The first byte chooses: pieces of the vocabulary, UTF-8 as far as it goes (broken
    bytes become lone surrogates), or one character a pair of bytes.
    """
    if not data:
        return ""
    kind, body = data[0] % 3, data[1:]
    if kind == 0:
        words = pieces_once()
        numbers = (int.from_bytes(body[at : at + 2]) for at in range(0, len(body), 2))
        return "".join(words[number % len(words)] for number in numbers)[:LONGEST]
    if kind == 1:
        return body.decode("utf-8", "surrogateescape")[:LONGEST]
    return body.decode(
        "utf-16-le", "surrogatepass" if len(body) % 2 == 0 else "replace"
    )


_PIECES: list[str] = []


def pieces_once() -> list[str]:
    """The vocabulary, read once."""
    if not _PIECES:
        _PIECES.extend(pieces())
    return _PIECES


def test_one_input(data: bytes) -> None:
    """Assert every law for one input."""
    from support.laws import assert_laws

    assert_laws(text_of(data))


def replay(paths: list[str]) -> None:
    """Run inputs that a fuzzer has written, and say which text each one is."""
    for path in paths:
        data = Path(path).read_bytes()
        sys.stdout.write(f"{path}: {text_of(data)!a}\n")
        test_one_input(data)


def main() -> None:
    """Fuzz until something breaks, or replay."""
    if sys.argv[1:2] == ["--replay"]:
        replay(sys.argv[2:])
        return
    import atheris

    with atheris.instrument_imports(include=["cnpolicy"]):
        import cnpolicy  # noqa: F401
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
