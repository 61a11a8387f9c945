"""What the library says of passages and sentences, as text: `golden/passages/`.

Of each passage of `corpus/` what its outline there does not say, and of the texts of
some tables of `data/` what their rows do not: what each leaf is, diagnostics, clauses,
targets, deadlines. A change of what is said is a change of these files, to be read
before it is kept:

    python -m pytest tests/test_golden_passages.py --update-golden
"""

from pathlib import Path

import pytest

from cnpolicy import parse
from support.edited_passages import passages_by_file
from support.said import said_of_passage

FOLDER = Path(__file__).parent / "golden" / "passages"
TEXTS = passages_by_file()


@pytest.mark.parametrize("name", TEXTS)
def test_passages(name: str, request: pytest.FixtureRequest) -> None:
    """The library says of each passage what it said when that was last agreed to."""
    lines: list[str] = []
    for title, text in TEXTS[name]:
        lines += [f"# {title}", *said_of_passage(parse(text), text), ""]
    said = "\n".join(lines).replace("\r", "")
    golden = FOLDER / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert golden.is_file(), f"{golden.name} is missing: run with --update-golden"
    assert said == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Each file belongs to a table or a file of passages."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(TEXTS)
