"""What a mutant is, and how one is told: row by row, and on the library itself."""

from pathlib import Path

import pytest

pytest.importorskip("mutmut", reason="the group `mutation`")

import cnpolicy
from mutation.mutants import mutants_of
from mutation.pattern_edits import faults


@pytest.mark.parametrize(
    ("source", "mutants"),
    [
        ("[一二]", ["[二]", "[一]"]),
        ("[^0-9a]", ["[^a]", "[^0-9]"]),
        ("[。]", []),
        ("(?:章|节)", ["(?:节)", "(?:章)"]),
        ("编|章|节", ["章|节", "编|节", "编|章"]),
        ("章节?", ["章节"]),
        (r"第\d{1,3}条", [r"第\d条"]),
        (r"\|\?", []),
        ("件(?!事)", ["件"]),
        ("(?<=件)", [""]),
        ("a{{1,2}}", ["a"]),
    ],
)
def test_faults_of_a_pattern(source: str, mutants: list[str]) -> None:
    """Each lacks one thing, and nothing else is changed."""
    assert [other for _, other in faults(source)] == mutants


def test_mutants_of_a_module(tmp_path: Path) -> None:
    """Code, conditions and tables; no docstring, annotation or import."""
    path = tmp_path / "module.py"
    path.write_text(
        '"""A docstring."""\n'
        "from math import pi\n"
        'WORDS = {"章", "节"}\n'
        'PATTERN = lazy(r"章?")\n'
        "def f(one: int | None) -> bool:\n"
        "    if one > 1 and one:\n"
        "        return True\n",
        encoding="utf-8",
    )
    found = [(one.family, one.kind, one.difference()[1]) for one in mutants_of(path)]
    assert ("tables", "entry", '+ WORDS = {"节"}') in found
    assert ("tables", "quantifier", '+ PATTERN = lazy(r"章")') in found
    assert ("common", "operator", "+ if one >= 1 and one:") in found
    assert ("common", "name", "+ return False") in found
    assert ("conditions", "operand", "+ if one > 1:") in found
    assert ("conditions", "branch", "+ if True:") in found
    assert not any("def" in line or "import" in line for _, _, line in found)
    assert {one.at_import for one in mutants_of(path) if one.family == "tables"} == {
        True
    }


def test_the_core_has_mutants() -> None:
    """Each is Python, and differs from the module that it is of."""
    path = Path(cnpolicy.__file__).parent / "numbering" / "acceptance.py"
    mutants = mutants_of(path)
    assert {one.family for one in mutants} == {"common", "conditions", "tables"}
    for one in mutants[:50]:
        compile(one.source(), path, "exec")
        assert one.difference()


@pytest.mark.parametrize(
    ("table", "columns"), [("equivalent.tsv", 3), ("survivors.tsv", 2)]
)
def test_tables_of_mutants(table: str, columns: int) -> None:
    """A row names a module, what went and came there, and, if known, why none tells."""
    core = Path(cnpolicy.__file__).parent
    text = Path(__file__).with_name(table).read_text(encoding="utf-8")
    for row in (line.split("\t") for line in text.splitlines() if line[:1] != "#"):
        assert len(row) == columns
        assert (core / row[0]).is_file()
        assert row[1].startswith("- ")
