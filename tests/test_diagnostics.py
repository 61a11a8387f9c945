"""What is said of a text beside its tree, row by row: `data/diagnostics.tsv`."""

from pathlib import Path

import pytest

from cnpolicy import Severity, parse
from cnpolicy.model.diagnostics import CODES, diagnostic
from cnpolicy.model.spans import Span
from support.laws import assert_laws
from support.strategies import plain

TABLE = Path(__file__).parent / "data" / "diagnostics.tsv"


def rows() -> list[object]:
    """The rows of the table, as parameters."""
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and line[0] != "#"]
    return [pytest.param(plain(row[1]), row[2:], id=row[0]) for row in cells]


@pytest.mark.parametrize(("text", "expected"), rows())
def test_rows(text: str, expected: list[str]) -> None:
    """Every oddity is said once, at its place, and nothing else is said."""
    found = assert_laws(text).diagnostics
    assert [f"{item.code}={item.span.of(text)}" for item in found] == expected


@pytest.mark.parametrize("code", CODES)
def test_messages(code: str) -> None:
    """Each code has a severity and two messages that its fields fill."""
    found = diagnostic(code, Span(0, 1), expected=3, found="四、", previous=2)
    assert found.severity in Severity
    assert "{" not in found.message + found.message_zh
    assert any("\u4e00" <= char <= "\u9fff" for char in found.message_zh)
    assert found.message.isascii() or "四、" in found.message


def test_a_gap_says_what_was_expected() -> None:
    """A reader sees both numbers."""
    (found,) = parse("一、总体要求\n二、主要任务\n五、保障措施\n").diagnostics
    assert "3" in found.message
    assert "五、" in found.message
    assert found.severity is Severity.ERROR


def test_unknown_codes_are_a_mistake() -> None:
    """There is one table of codes, and no finding outside it."""
    with pytest.raises(KeyError):
        diagnostic("no-such-code", Span(0, 1))
