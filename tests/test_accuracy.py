"""The claim of accuracy can be repeated: the gold of the seeds, scored."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
PROGRAM = ROOT / "benchmarks" / "accuracy.py"


@pytest.fixture(scope="module")
def scores() -> dict[str, object]:
    """What `benchmarks/accuracy.py` says of the seeds."""
    run = subprocess.run(
        [sys.executable, str(PROGRAM), str(SEEDS / "gold"), str(SEEDS), "--json"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found = json.loads(run.stdout)
    assert isinstance(found, dict)
    return found


def test_every_seed_has_gold() -> None:
    """No seed is left out of the claim."""
    names = [path.stem for path in sorted(SEEDS.glob("0*.txt"))]
    gold = sorted((SEEDS / "gold").glob("*.json"))
    assert [path.stem for path in gold] == names
    for path in gold:
        assert (
            json.loads(path.read_text(encoding="utf-8"))["file"] == f"{path.stem}.txt"
        )


def test_every_seed_comes_back_whole(scores: dict[str, object]) -> None:
    """No character is lost, and no document failed."""
    assert (scores["documents"], scores["lossless"], scores["failed"]) == (5, 5, [])


def test_the_seeds_are_read_as_a_person_reads_them(scores: dict[str, object]) -> None:
    """Each measure finds all that is in the gold and nothing else."""
    measures = {name: cell for name, cell in scores.items() if isinstance(cell, dict)}
    assert len(measures) >= 11
    assert {name: cell["f1"] for name, cell in measures.items()} == dict.fromkeys(
        measures, 1.0
    )
