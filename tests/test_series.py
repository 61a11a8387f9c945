"""Series, row by row: `data/series.tsv` says how each number fits those before it."""

from pathlib import Path

import pytest

from cnpolicy import Marker
from cnpolicy.lexical.marker_syntax import marker_at
from cnpolicy.numbering.series import CLEAN, KINDRED, Key, Quality, Series, key_of
from support.strategies import LEVELS

TABLE = Path(__file__).parent / "data" / "series.tsv"


def rows() -> list[object]:
    """The rows of the table, as parameters."""
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and line[0] != "#"]
    return [
        pytest.param(*(cell.split(" ") for cell in row[1:]), id=row[0]) for row in cells
    ]


def marker(written: str) -> Marker:
    """The marker at the start of a heading."""
    found = marker_at(written + "总则", 0)
    assert found is not None
    return found


@pytest.mark.parametrize(("written", "fits", "depths"), rows())
def test_rows(written: list[str], fits: list[str], depths: list[str]) -> None:
    """A number continues, opens, runs on or joins; or it is a fault, of one kind."""
    markers = [marker(one) for one in written]
    keys = [key_of(one) for one in markers]
    order = sorted({key for key in keys if key is not None})
    series = Series({key: rank for rank, key in enumerate(order, 1)})
    said: list[str] = []
    depth: list[str] = []
    for one, key in zip(markers, keys, strict=True):
        assert key is not None
        fit = series.fit(key, one)
        assert series.fit(key, one) == fit, "asking changes nothing"
        series.take(key, one, fit)
        said.append(fit.quality.name.lower().replace("_", "-"))
        depth.append(str(len(series.levels)))
    assert said == fits
    assert depth == depths


def test_the_standard_order() -> None:
    """Keys are ordered as GB/T 9704 and the rules of law-making order their styles."""
    keys = [key_of(forms[0].marker(1)) for forms in LEVELS]
    assert None not in keys
    assert keys == sorted(keys, key=lambda key: key or 0)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("forms", LEVELS, ids=lambda forms: forms[0].marker(1).text)
def test_forms_of_a_level_share_its_key(forms: tuple[object, ...]) -> None:
    """Width, space and delimiters of one level are one style of the document."""
    assert len({key_of(form.marker(1)) for form in forms}) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("sign", ["——", "•", "--"])
def test_signs_number_nothing(sign: str) -> None:
    """A dash has no place in the numbering."""
    assert key_of(marker(sign)) is None


def test_the_clean_fits_come_first() -> None:
    """Only five fits are no fault."""
    clean = [quality.name for quality in sorted(CLEAN)]
    assert clean == ["CONTINUES", "OPENS", "RUNS_ON", "JOINS", "ANEW"]
    assert max(CLEAN) < min(set(Quality) - CLEAN)


def test_kindred_is_mutual() -> None:
    """If (2) may stand in the series of (一), then (二) in that of (1)."""
    for key, others in KINDRED.items():
        for other in others:
            assert key in KINDRED[other]
            assert isinstance(other, Key)
