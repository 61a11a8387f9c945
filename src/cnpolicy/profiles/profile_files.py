"""Profiles as TOML: the words by which another family of documents is read.

In: a TOML file, or the name of a profile that comes with the library. Out: a
`Profile`; and back. A file says which words it adds to those of plans, and which it
takes away:

    name = "work-points"
    [add]
    kinds = ["白皮书"]
    [add.responsibility]
    label_stems.lead = ["归口"]
    [remove]
    box_labels = ["重点项目"]

Words may be written in Traditional characters; they are kept in Simplified ones, in
which texts are read.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from cnpolicy.errors import ReadError
from cnpolicy.lexical.simplified_view import TRADITIONAL_SIGNS, simplified_view
from cnpolicy.model.arguments import expect_path
from cnpolicy.model.responsibilities import Role
from cnpolicy.vocabulary.profile import PLAN, Profile
from cnpolicy.vocabulary.responsibility_words import ResponsibilityWords

_FOLDER = Path(__file__).parent
_PATTERNS = frozenset({"head_furniture", "furniture", "publicity"})
"""Tables whose words are regular expressions."""

_BY_ROLE = frozenset({"label_stems", "whole_labels"})
"""Tables whose words are of a role: `label_stems.lead`."""

_RESPONSIBILITY = "responsibility"
_MOST_BYTES = 1 << 20


def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles that come with the library."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def profile_description(name: str) -> tuple[str, str]:
    """Return what a profile of the library is for, in English and in Chinese."""
    stated = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    english, chinese = stated["description"]
    return english, chinese


def load_profile(path: str | os.PathLike[str]) -> Profile:
    """Return the profile of a TOML file, or of a name in `profile_names`.

    It is that of plans (`PLAN`) with the words that the file adds and without those
    that it removes. What is made of a profile is kept for it: load it once and use it
    for all documents.

    Raises `TypeError` for something that is no path, `ReadError` for a file that is
    missing, no TOML, or says something that a profile does not have.
    """
    expect_path(path, "load_profile")
    name = os.fspath(path)
    if name in profile_names() and not Path(name).exists():
        path = _FOLDER / f"{name}.toml"
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        stated = tomllib.loads(data.decode("utf-8-sig"))
    except FileNotFoundError:
        names = ", ".join(profile_names())
        raise ReadError(
            f"{name}: no such file, and no profile of that name ({names})",
            f"{name}：文件不存在，也没有这个名称的文种配置（{names}）",
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ReadError(
            f"{name}: no profile in TOML ({reason})",
            f"{name}：不是 TOML 格式的文种配置（{reason}）",
        ) from None
    try:
        return _profile(stated, Path(path).stem)
    except _Wrong as wrong:
        raise ReadError(
            f"{name}: {wrong.english}", f"{name}：{wrong.chinese}"
        ) from None


class _Wrong(Exception):
    """Something that a profile does not have."""

    def __init__(self, english: str, chinese: str) -> None:
        """Say it in both languages."""
        super().__init__(english)
        self.english, self.chinese = english, chinese


def _profile(stated: Mapping[str, Any], stem: str) -> Profile:
    """Make the profile that a file states."""
    for key in stated:
        if key not in ("name", "description", "add", "remove"):
            raise _unknown(key)
    name = stated.get("name", stem)
    if not isinstance(name, str):
        raise _expected("name", ("a string", "字符串"))
    add, remove = _table(stated, "add"), _table(stated, "remove")
    changes = dict(_changed(PLAN, add, remove, "", (_RESPONSIBILITY, "name")))
    words = dict(
        _changed(
            PLAN.responsibility,
            _table(add, _RESPONSIBILITY),
            _table(remove, _RESPONSIBILITY),
            f"{_RESPONSIBILITY}.",
            (),
        )
    )
    if words:
        changes[_RESPONSIBILITY] = attrs.evolve(PLAN.responsibility, **words)
    return attrs.evolve(PLAN, name=name, **changes)


def _table(stated: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a table of a file; an empty one if it has none."""
    found = stated.get(key, {})
    if not isinstance(found, dict):
        raise _expected(key, ("a table", "表"))
    return found


def _changed(
    base: Profile | ResponsibilityWords,
    add: Mapping[str, Any],
    remove: Mapping[str, Any],
    above: str,
    apart: tuple[str, ...],
) -> Iterator[tuple[str, Any]]:
    """Yield the fields of `base` that a file changes, with their new values."""
    fields = {one.name for one in attrs.fields(type(base))} - {*apart}
    for key in (*add, *remove):
        if key not in fields and key not in apart[:1]:
            raise _unknown(above + key)
    for key in fields & {*add, *remove}:
        old = getattr(base, key)
        more = _words(key, add.get(key), above)
        less = {*_words(key, remove.get(key), above)}
        if isinstance(old, str):
            kept = [sign for sign in old if sign not in less]
            yield key, "".join(dict.fromkeys((*kept, *(str(one) for one in more))))
            continue
        kept = [one for one in old if one not in less]
        new = dict.fromkeys((*kept, *more))
        yield key, frozenset(new) if isinstance(old, frozenset) else tuple(new)


def _words(key: str, stated: Any, above: str) -> list[Any]:
    """Return the words of one field of a file, as a profile holds them."""
    if stated is None:
        return []
    place = above + key
    if key in _BY_ROLE:
        if not isinstance(stated, dict):
            raise _expected(place, ("a table of roles", "按角色分列的表"))
        return [
            (word, _role(role, place))
            for role, listed in stated.items()
            for word in _strings(listed, f"{place}.{role}")
        ]
    if key == "pairs":
        if not isinstance(stated, list):
            raise _expected(place, ("a list of pairs", "成对词语的列表"))
        return [frozenset(_strings(pair, place)) for pair in stated]
    words = _strings(stated, place)
    if key in _PATTERNS:
        for word in words:
            try:
                re.compile(word)
            except re.error as error:
                raise _Wrong(
                    f"{place}: no regular expression: {word} ({error})",
                    f"{place}：不是正则表达式：{word}（{error}）",
                ) from None
    return words


def _strings(stated: Any, place: str) -> list[str]:
    """Return a list of words in Simplified characters."""
    if not isinstance(stated, list) or not all(
        isinstance(one, str) and one.strip() for one in stated
    ):
        raise _expected(place, ("a list of words", "词语列表"))
    return [_simplified(one) for one in stated]


def _simplified(word: str) -> str:
    """Return a word in Simplified characters, though it alone may not tell its script.

    A pattern may hold any character; the sign before it is one of Traditional texts.
    """
    sign = TRADITIONAL_SIGNS[0]
    return simplified_view(sign + word)[len(sign) :]


def _role(name: str, place: str) -> Role:
    """Return the role of a name."""
    try:
        return Role(name)
    except ValueError:
        roles = ", ".join(role.value for role in Role)
        raise _Wrong(
            f"{place}: no role is {name} ({roles})",
            f"{place}：没有角色 {name}（{roles}）",
        ) from None


def _unknown(key: str) -> _Wrong:
    """Return the error for a key that a profile does not have."""
    return _Wrong(f"a profile has no {key}", f"文种配置没有 {key} 这一项")


def _expected(place: str, what: tuple[str, str]) -> _Wrong:
    """Return the error for a value of another kind."""
    return _Wrong(f"{place} must be {what[0]}", f"{place} 应为{what[1]}")


# --------------------------------------------------------------------------- and back


def dump_profile(profile: Profile) -> str:
    """Return a profile as TOML: what it has more and less than that of plans.

    Law: `load_profile` of the file gives a profile of the same words.
    """
    lines = [f"name = {toml_string(profile.name)}"]
    for section, one, other in (("add", profile, PLAN), ("remove", PLAN, profile)):
        lines += _section(section, one, other)
        lines += _section(
            f"{section}.{_RESPONSIBILITY}", one.responsibility, other.responsibility
        )
    return "\n".join(lines) + "\n"


def _section(
    name: str, one: Profile | ResponsibilityWords, other: Profile | ResponsibilityWords
) -> list[str]:
    """Return what `one` has and `other` has not, as a table of TOML."""
    lines: list[str] = []
    for each in attrs.fields(type(one)):
        if each.name in ("name", _RESPONSIBILITY):
            continue
        had = {*getattr(other, each.name)}
        more = [word for word in getattr(one, each.name) if word not in had]
        if not more:
            continue
        if each.name in _BY_ROLE:
            for role in Role:
                words = [word for word, own in more if own is role]
                if words:
                    lines.append(f"{each.name}.{role.value} = {toml_list(words)}")
        elif each.name == "pairs":
            pairs = ", ".join(toml_list(sorted(pair)) for pair in more)
            lines.append(f"pairs = [{pairs}]")
        else:
            listed = sorted(more) if isinstance(had, frozenset) else more
            lines.append(f"{each.name} = {toml_list(listed)}")
    return ["", f"[{name}]", *lines] if lines else []


def toml_list(words: Iterable[str]) -> str:
    """Return words as a list of TOML."""
    return "[" + ", ".join(map(toml_string, words)) + "]"


def toml_string(word: str) -> str:
    """Return a word as a string of TOML, whose escapes are those of JSON, and DEL."""
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")
