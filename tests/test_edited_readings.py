"""What the library says of passages that are edited: `golden/edited/`, as checksums.

`golden/passages/` has in words what is said of the passages as they are; here is all of
it, spans and JSON included, and of the same passages when copying, converting and
printing have been at them. Nobody says that a reading here is right, only that it does
not change unnoticed. Where one does, `support/edited_passages.py` prints it, before the
change and after; when the difference is what is meant:

    python -m pytest tests/test_edited_readings.py --update-golden
"""

from pathlib import Path

import pytest

from support.edited_passages import checksum, edited, passages_by_file

FOLDER = Path(__file__).parent / "golden" / "edited"
PASSAGES = passages_by_file()

AT_ONCE = 40
"""Passages of one test."""

BATCHES = [
    pytest.param(name, at, id=f"{name}-{at}")
    for name, passages in PASSAGES.items()
    for at in range(0, len(passages), AT_ONCE)
]

pytestmark = pytest.mark.slow


def _agreed(name: str) -> dict[str, str]:
    """The checksums of a file that were last agreed to, by passage."""
    path = FOLDER / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return dict(line.split("\t") for line in lines)  # type: ignore[misc]


@pytest.mark.parametrize(("name", "at"), BATCHES)
def test_edited_passages(name: str, at: int, request: pytest.FixtureRequest) -> None:
    """The library says of each edited passage what it said before."""
    now = {
        title: " ".join(map(checksum, edited(title, text)))
        for title, text in PASSAGES[name][at : at + AT_ONCE]
    }
    agreed = _agreed(name)
    if request.config.getoption("--update-golden"):
        kept = {title: agreed.get(title, "") for title, _ in PASSAGES[name]} | now
        FOLDER.mkdir(exist_ok=True)
        lines = "".join(f"{title}\t{sums}\n" for title, sums in kept.items())
        (FOLDER / f"{name}.tsv").write_text(lines, encoding="utf-8", newline="\n")
        return
    assert {title: agreed.get(title) for title in now} == now


def test_no_checksum_is_left_over() -> None:
    """Each file and each line belongs to a passage."""
    assert {path.stem for path in FOLDER.glob("*.tsv")} == set(PASSAGES)
    for name, passages in PASSAGES.items():
        assert list(_agreed(name)) == [title for title, _ in passages]
