"""The tables of bodies and places: sound, complete, and joined by those of users."""

from collections import defaultdict
from pathlib import Path

import pytest

from cnpolicy import CnpolicyError, parse
from cnpolicy.annotation.organizations.gazetteer import builtin_lexicon, load_lexicon
from cnpolicy.annotation.organizations.jurisdictions import place_named, places
from cnpolicy.annotation.organizations.organizations import Names, unresolved


def test_the_tables_are_sound() -> None:
    """No name of a table means two bodies of the same years at the same level."""
    lexicon = builtin_lexicon()
    for index in (lexicon.bodies, lexicon.national, lexicon.departments):
        for name, rows in index.items():
            seen: dict[tuple[str, int], str] = {}
            for row in rows:
                for level in row.levels or " ":
                    years = range(row.since or 1980, (row.until or 2026))
                    for year in years:
                        other = seen.setdefault((level, year), row.full)
                        assert other == row.full, (name, other, row.full)
    for row in lexicon.entries:
        assert row.source, row.full
        assert (row.until is None) <= (row.successor is None), row.full


def test_successors_are_bodies_of_the_table() -> None:
    """What a central body became is a row of the table, unless it is a branch."""
    lexicon = builtin_lexicon()
    full_names = {row.full for row in lexicon.entries}
    for row in lexicon.entries:
        if row.successor and not row.levels and "{" not in row.full:
            for name in row.successor.split("、"):
                assert name in full_names or "分行" in name or "市" in name, row.full


def test_the_places_are_complete() -> None:
    """There are 34 provinces with the Corps, and 333 prefectures of the mainland."""
    levels = defaultdict(set)
    for place in places().values():
        levels[place.level].add(place.full)
    assert len(levels["省"]) == 34
    assert len(levels["市"]) == 333


def table(tmp_path: Path, text: str) -> Path:
    """Write a table of a user."""
    path = tmp_path / "bodies.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    """Rows of a user add bodies and departments, and hide built-in names."""
    path = table(
        tmp_path,
        "# remark\n"
        "full\tnames\tlevels\tsince\n"
        "湖北省融资再担保集团有限公司\t湖北省再担保集团、省再担保集团\n"
        "文化广电旅游局\t文旅局\t市县\t2019\n"
        "某某部\t教育部\n",
    )
    names = Names(load_lexicon(path), place_named("湖北省"))
    assert names.full_name("省再担保集团").normalized == "湖北省融资再担保集团有限公司"
    assert names.full_name("武汉市文旅局").normalized == "武汉市文化广电旅游局"
    assert names.full_name("教育部").normalized == "某某部"
    assert names.full_name("财政部").normalized == "财政部"
    document = parse("湖北省规划\n一、措施\n健全机制。（省再担保集团负责）\n")
    assert unresolved(document) == ("省再担保集团",)
    assert unresolved(document, lexicon=load_lexicon(path)) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"tsv:1: the table has no header"),
        ("full\tnickname\n", r"tsv:1: unknown column 'nickname'"),
        ("names\n甲\n", r"tsv:1: no column full"),
        ("# r\n\nfull\tnames\n\t乙\n", r"tsv:4: the column full is empty"),
        ("full\n甲\t乙\n", r"tsv:2: 2 cells, but 1 columns"),
        ("full\tsince\n甲\t去年\n", r"tsv:2: not a year: '去年'"),
        ("full\tlevels\n甲\t国\n", r"tsv:2: levels holds 省, 市, 县 only"),
    ],
)
def test_a_bad_table_is_named(tmp_path: Path, text: str, message: str) -> None:
    """A table that is not of the form is refused with its line."""
    with pytest.raises(CnpolicyError, match=message):
        load_lexicon(table(tmp_path, text))


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and one that is not UTF-8 are errors of the library."""
    with pytest.raises(CnpolicyError, match="missing"):
        load_lexicon(tmp_path / "missing.tsv")
    path = tmp_path / "gbk.tsv"
    path.write_bytes("full\n甲乙丙\n".encode("gb18030"))
    with pytest.raises(CnpolicyError, match="not UTF-8"):
        load_lexicon(path)
