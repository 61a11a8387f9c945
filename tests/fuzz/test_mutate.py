"""The mutator of `mutate.py`: a short run of it, and that it would find a fault."""

from pathlib import Path

import mutate
import pytest

from support.escapes import escaped, plain
from support.passages import passages

TEXTS = 120
"""How many texts the short run tries: a few seconds."""


@pytest.mark.slow
def test_a_short_run_finds_nothing() -> None:
    """The laws hold for the first texts of a seed."""
    for number in range(TEXTS):
        text = mutate.mutant(1, number, passages())
        assert mutate.fault_of(text) is None, escaped(text)


def test_a_seed_gives_the_same_texts() -> None:
    """Who has the seed and the number of a find has its text; another has others."""
    texts = [mutate.mutant(5, number, passages()) for number in range(20)]
    assert texts == [mutate.mutant(5, number, passages()) for number in range(20)]
    assert texts != [mutate.mutant(6, number, passages()) for number in range(20)]
    assert len(set(texts)) > 15


def test_a_find_becomes_a_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What broke a law is cut down to what breaks it, and can be read back."""

    def assert_no_tab_behind_a_number(text: str) -> None:
        assert "1\t" not in text

    monkeypatch.setattr(mutate, "assert_laws", assert_no_tab_behind_a_number)
    assert mutate.main(["--minutes", "0.02", "--seed", "1"]) == 1
    law, row, last = capsys.readouterr().out.splitlines()
    assert law == "# assert_no_tab_behind_a_number: AssertionError"
    name, words = row.split("\t")
    assert name.startswith("mutant-1-")
    assert plain(words) == "1\t"
    assert last.endswith("texts, 1 rows")


def test_an_exception_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """No exception is excused, and it is known by where it was raised."""

    def refuse(text: str) -> None:
        raise RecursionError

    monkeypatch.setattr(mutate, "assert_laws", refuse)
    assert mutate.fault_of("") == ("refuse", "RecursionError")


def test_folders_of_texts_are_mutated(tmp_path: Path) -> None:
    """The texts of a folder are what is edited; a folder without texts is a mistake."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.txt").write_bytes("一、总则\r\n".encode() + b"\xff")
    assert mutate.texts_of([tmp_path]) == ("一、总则\r\n\ufffd",)
    assert mutate.main(["--minutes", "0.005", str(tmp_path)]) == 0
    assert mutate.texts_of([]) == passages()
    with pytest.raises(SystemExit):
        mutate.texts_of([tmp_path / "none"])


@pytest.mark.parametrize("text", ["", "一\n", " a\t\\n ", "\ud800\udc00\u3000。", "#"])
def test_escapes_come_back(text: str) -> None:
    """A row holds any text on one line, without space at its ends."""
    words = escaped(text)
    assert plain(words) == text
    assert words == words.strip()
    assert "\n" not in words
    assert "\t" not in words
