"""Profiles as TOML: those that ship, those that people write, one that is learned."""

import re
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import PLAN, Document, Profile, ReadError, load_profile, outline, parse
from cnpolicy.model.nodes import Box, Furniture, unparse
from cnpolicy.model.visitors import walk
from cnpolicy.profiles.learning import Sightings, learn, starting_profile
from cnpolicy.profiles.profile_files import (
    dump_profile,
    profile_description,
    profile_names,
    toml_string,
)

DATA = Path(__file__).parent / "data" / "profiles.toml"
PASSAGES: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))[
    "passage"
]
ROLES = ("lead", "responsible", "support", "guide", "persons")
each_passage = pytest.mark.parametrize("one", PASSAGES, ids=lambda one: one["about"])


def clauses(document: Document) -> list[dict[str, Any]]:
    """The clauses of a document as the table writes them."""
    found = []
    for clause in document.responsibilities:
        said: dict[str, Any] = {
            role: [one.name for one in getattr(clause, role)] for role in ROLES
        }
        said["deadline"] = clause.deadline
        found.append({key: value for key, value in said.items() if value})
    return found


def headings(document: Document) -> list[str]:
    """The headings of a document, number and title."""
    return [
        (item.marker.text if item.marker else "") + (item.title or "")
        for item in outline(document)
    ]


# --------------------------------------------------------------------- those that ship


@each_passage
def test_a_family_is_read_by_its_profile(one: dict[str, Any]) -> None:
    """Clauses, numbers, lines of the page: as a reader would say."""
    document = parse(one["text"], profile=load_profile(one["profile"]))
    assert unparse(document) == one["text"]
    assert clauses(document) == one["clauses"]
    assert headings(document) == one["outline"]
    page = [unparse(node).strip() for node in walk(document) if type(node) is Furniture]
    assert page == one.get("furniture", [])


@each_passage
def test_the_profile_of_plans_reads_it_in_part_only(one: dict[str, Any]) -> None:
    """The numbers it reads just as well, and says so here; the clauses it does not."""
    document = parse(one["text"])
    assert headings(document) == one["outline"]
    assert clauses(document) != one["clauses"]


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_that_ships_is_described_and_used(name: str) -> None:
    """In both languages; it keeps all words of plans, and has a passage."""
    english, chinese = profile_description(name)
    assert english.strip()
    assert re.search("[\u4e00-\u9fff]", chinese)
    profile = load_profile(name)
    assert profile.name == name
    assert {*PLAN.kinds} <= {*profile.kinds}
    assert name in {one["profile"] for one in PASSAGES}


# ---------------------------------------------------------------------- there and back


def words_of(profile: Profile) -> dict[str, Any]:
    """The words of a profile, whatever their order."""
    found: dict[str, Any] = {}
    for part in (profile, profile.responsibility):
        for field in attrs.fields(type(part)):
            if field.name != "responsibility":
                value = getattr(part, field.name)
                found[field.name] = value if field.name == "name" else {*value}
    return found


WORD = st.text("甲乙丙丁戊己庚辛\"\\'#=\x7f", min_size=1, max_size=4).filter(str.strip)
SOME = st.lists(WORD, unique=True, max_size=3).map(tuple)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """A profile with some words more and some less."""
    words = attrs.evolve(
        PLAN.responsibility,
        label_heads=(
            *PLAN.responsibility.label_heads[draw(st.integers(0, 3)) :],
            *draw(SOME),
        ),
        body_ends=PLAN.responsibility.body_ends - {"局"} | set(draw(SOME)),
        periods=(*PLAN.responsibility.periods, *draw(SOME)),
    )
    return attrs.evolve(
        PLAN,
        name=draw(WORD),
        kinds=(*PLAN.kinds[draw(st.integers(0, 5)) :], *draw(SOME)),
        box_labels=(*draw(SOME), *PLAN.box_labels),
        furniture=(*PLAN.furniture, *map(re.escape, draw(SOME))),
        responsibility=words,
    )


@given(profiles())
def test_a_profile_comes_back_from_its_file(
    tmp_path_factory: pytest.TempPathFactory, profile: Profile
) -> None:
    """With the same words, whatever they are."""
    file = tmp_path_factory.getbasetemp() / "profile.toml"
    file.write_text(dump_profile(profile), encoding="utf-8")
    assert words_of(load_profile(file)) == words_of(profile)


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_that_ships_comes_back(tmp_path: Path, name: str) -> None:
    """By name and by path."""
    file = tmp_path / f"{name}.toml"
    file.write_text(dump_profile(load_profile(name)), encoding="utf-8")
    assert words_of(load_profile(file)) == words_of(load_profile(name))


@given(st.text())
def test_any_word_can_stand_in_a_file(word: str) -> None:
    """But a lone surrogate, which UTF-8 does not have."""
    clean = word.encode("utf-8", "ignore").decode("utf-8")
    assert tomllib.loads(f"x = {toml_string(clean)}") == {"x": clean}


def test_words_may_be_traditional(tmp_path: Path) -> None:
    """They are looked for in the Simplified view of a text."""
    file = tmp_path / "p.toml"
    file.write_text(
        '[add]\nkinds = ["藍圖"]\nresponsibility.label_stems.support = ["協力"]\n',
        encoding="utf-8",
    )
    profile = load_profile(file)
    assert profile.name == "p"
    assert profile.kinds[-1] == "蓝图"
    assert [word for word, _ in profile.responsibility.label_stems][-1] == "协力"


def test_words_can_be_taken_away(tmp_path: Path) -> None:
    """A label that means something else in this family."""
    file = tmp_path / "p.toml"
    file.write_text('[remove]\nbox_labels = ["专栏"]\n', encoding="utf-8")
    text = "一、任务\n专栏1 工程\n内容。\n"
    assert any(isinstance(node, Box) for node in walk(parse(text)))
    other = parse(text, profile=load_profile(file))
    assert not any(isinstance(node, Box) for node in walk(other))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name = 1", "name must be a string"),
        ("add = 1", "add must be a table"),
        ("[add]\nkind = ['x']", "a profile has no kind"),
        ("[add]\nname = ['x']", "a profile has no name"),
        ("[add]\nkinds = 'x'", "kinds must be a list of words"),
        ("[add]\nkinds = [1]", "kinds must be a list of words"),
        ("[add]\nkinds = [' ']", "kinds must be a list of words"),
        ("[add]\nfurniture = ['(']", "no regular expression"),
        ("[add.responsibility]\nverbs = []", "no responsibility.verbs"),
        ("[add.responsibility]\nlabel_stems = []", "must be a table of roles"),
        ("[add.responsibility]\nlabel_stems.boss = ['x']", "no role is boss"),
        ("[add.responsibility]\npairs = 1", "must be a list of pairs"),
        ("[remove.responsibility]\nbody_ends = 1", "must be a list of words"),
        ("extends = 'x'", "a profile has no extends"),
        ("[add", "no profile in TOML"),
        ("\ud800", None),
    ],
)
def test_what_is_no_profile_is_said(
    tmp_path: Path, text: str, reason: str | None
) -> None:
    """In one line, in both languages, with the name of the file."""
    file = tmp_path / "wrong.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ReadError, match=reason or "no profile in TOML") as caught:
        load_profile(file)
    assert "wrong.toml" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert re.search("[\u4e00-\u9fff]", caught.value.message_zh)


def test_a_name_that_is_none_is_said_with_those_there_are() -> None:
    """And something that is no path is a TypeError."""
    with pytest.raises(ReadError, match="emergency, hong-kong-taiwan, work-points"):
        load_profile("nowhere")
    with pytest.raises(TypeError):
        load_profile(1)  # type: ignore[arg-type]


# -------------------------------------------------------------------------- learning

COMPANY = """某某公司2025年任务书
一、重点任务
（一）抓安全。（归口部门：安环部；完成节点：6月底）
（二）抓质量。（归口部门：质量部；完成节点：{}月底）
责任板块：煤炭板块、制造部
工作专栏1：节能
工作专栏2：减排
内部资料 注意保存
"""


def learned(texts: list[str]) -> Sightings:
    """What is seen in some texts."""
    seen = Sightings()
    for text in texts:
        seen.join(learn(parse(text)))
    return seen


def test_a_profile_is_learned_and_reads_what_it_was_learned_from(
    tmp_path: Path,
) -> None:
    """The labels that plans do not have, with counts and examples."""
    texts = [COMPANY.format(month) for month in (7, 8, 9)]
    toml = starting_profile(learned(texts), "ours")
    assert '"归口",  # 6次：归口部门：安环部' in toml
    assert "paren, han  6次：（一）抓安全" in toml
    file = tmp_path / "ours.toml"
    file.write_text(toml, encoding="utf-8")
    profile = load_profile(file)
    assert profile.name == "ours"
    assert "工作专栏" in profile.box_labels
    assert "板块" in profile.responsibility.label_heads
    assert any(re.fullmatch(one, "内部资料 注意保存") for one in profile.furniture)
    before, after = parse(texts[0]), parse(texts[0], profile=profile)
    assert len(after.responsibilities) >= len(before.responsibilities)
    assert "归口" in {stem for stem, _ in profile.responsibility.label_stems}


def test_what_was_seen_once_is_commented_out() -> None:
    """A person decides; the file is TOML all the same."""
    toml = starting_profile(learned([COMPANY.format(7)]), "ours")
    assert '    # "板块",' in toml
    assert '    "归口",' in toml
    assert tomllib.loads(toml)["add"]["responsibility"]["label_heads"] == []


@given(st.lists(st.text(max_size=60), max_size=3))
def test_what_is_learned_is_a_profile_whatever_was_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    """Any text: quotes, line ends and controls in an example do not break the file."""
    toml = starting_profile(learned(texts), 'a"b')
    file = tmp_path_factory.getbasetemp() / "learned.toml"
    file.write_bytes(toml.encode("utf-8", "backslashreplace"))
    assert load_profile(file).name == 'a"b'
