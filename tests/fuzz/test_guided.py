"""The harnesses for atheris: their first inputs hold, and a find is told again."""

from pathlib import Path

import fuzz_laws
import fuzz_readers
import pytest
from guided import Harness, modules_of

from support.corpus_cases import cases
from support.passages import regressions


def test_the_first_texts_are_those_of_the_tests() -> None:
    """An input gives the text back that it was made of."""
    given = {case.text for case in cases()} | {text for _, text in regressions()}
    first = {fuzz_laws.text_of(data) for data in fuzz_laws.first()}
    # A surrogate alone has no UTF-8: its bytes come back as surrogates of their own.
    whole = {text for text in given if text == text.encode(errors="replace").decode()}
    assert len(whole) > 300
    assert whole <= first


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\x01" + "一、总则".encode(), "一、总则"),
        (b"\x01\xff", "\udcff"),
        (b"\x02\x00\x4e", "一"),
        (b"\x02\x00\x4e\x01", "一\ufffd"),
        (b"\x02\x00\xd8", "\ud800"),
    ],
)
def test_bytes_become_text(data: bytes, text: str) -> None:
    """The first byte says how; no bytes are refused."""
    assert fuzz_laws.text_of(data) == text
    fuzz_laws.assert_input(data)


def test_every_format_has_a_first_file() -> None:
    """The fuzzer begins with a whole file of each, and each is read by the laws."""
    inputs = list(fuzz_readers.first())
    begun = {fuzz_readers.file_of(data)[0] for data in inputs}
    assert begun == {"plan" + suffix for suffix in fuzz_readers.SUFFIXES}
    for data in inputs:
        fuzz_readers.assert_input(data)
    fuzz_readers.assert_input(b"")


def test_the_fuzzer_watches_every_stage() -> None:
    """Modules that are imported late are seen too; a program is not started."""
    names = set(modules_of("cnpolicy"))
    assert {"cnpolicy", "cnpolicy.parser", "cnpolicy.readers.pdf.reader"} <= names
    assert not [name for name in names if "__main__" in name]


def test_a_find_is_told_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replaying says what an input is before it breaks the same law."""

    def assert_no_zero(data: bytes) -> None:
        assert b"\0" not in data, "a zero"

    harness = Harness(assert_no_zero, repr, lambda: (b"a", b"\0b"), "")
    monkeypatch.setattr("sys.argv", ["fuzz", "--first", str(tmp_path)])
    harness.run()
    found = sorted(tmp_path.iterdir(), key=lambda path: path.read_bytes(), reverse=True)
    assert [path.read_bytes() for path in found] == [b"a", b"\0b"]
    monkeypatch.setattr("sys.argv", ["fuzz", "--replay", *map(str, found)])
    with pytest.raises(AssertionError, match="a zero"):
        harness.run()
    assert capsys.readouterr().out == f"{found[0]}: b'a'\n{found[1]}: b'\\x00b'\n"
