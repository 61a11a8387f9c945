"""A starting profile, learned from documents of another family.

In: documents that were read with the profile of plans. Out: `Sightings`, what words
they use where a profile has words, and TOML of these for a person to edit: each word
with how often it was seen and where first. What was seen once is commented out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import Factory, define

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_ends import LINE_END
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.model.nodes import Branch, Document, Furniture, Section, unparse
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.visitors import walk
from cnpolicy.profiles.profile_files import toml_string
from cnpolicy.vocabulary.profile import PLAN
from cnpolicy.vocabulary.responsibility_words import WORDS

# 归口部门：人力资源部、财务部；
_LABEL = lazy(
    rf"(?:^|(?<=[（(；;，,。\s]))([\u4e00-\u9fff]{{2,8}})[：:][{SPACES}]*"
    r"([^。；;）)：:\n\r]{1,60})"
)
_NAME_END = lazy(f"[、，,{SPACES}\t]+")
# 工作专栏3：
_NUMBERED = lazy(rf"([\u4e00-\u9fff]{{2,8}}?)\s?[0-9{ONE_TO_TEN}]{{1,3}}[：:{SPACES}]")
_TIME = lazy(r"[年月季日周]|学期|长期|持续")
_PERSON = lazy(r"[\u4e00-\u9fff]{2,4}")

# What the first character of a stem suggests of the role; a person decides.
_ROLE_SIGNS = (
    (Role.LEAD, "牵主归统总抓领组"),
    (Role.SUPPORT, "协配支辅联参合"),
    (Role.GUIDE, "督导监考检"),
)
# A line in at least this many documents, and in this share of them, belongs to the
# page.
_FEWEST_PAGES = 3
_SHARE_OF_PAGES = 0.5
_LONGEST_LINE = 40
_EXAMPLE = 30


@define
class Sighting:
    """A word, how often it was seen, and where first."""

    count: int = 0
    """How often."""

    example: str = ""
    """The words around it."""


@define
class Sightings:
    """What was seen in some documents, by the place of a profile."""

    documents: int = 0
    """How many."""

    words: dict[str, dict[str, Sighting]] = Factory(dict)
    """Words that the profile of plans does not have, by the key of TOML."""

    styles: dict[str, Sighting] = Factory(dict)
    """Styles of the numbers of headings: these are read without any profile."""

    labels: dict[str, Sighting] = Factory(dict)
    """Labels that are read already."""

    endings: dict[str, Sighting] = Factory(dict)
    """Last characters of the bodies that were read."""

    lines: Counter[str] = Factory(Counter)
    """Short lines, by the number of documents that have them."""

    def see(self, key: str, word: str, example: str) -> None:
        """Note a word that the profile of plans does not have."""
        _count(self.words.setdefault(key, {}), word, example)

    def join(self, other: Sightings) -> None:
        """Add what was seen in other documents."""
        self.documents += other.documents
        self.lines += other.lines
        for mine, theirs in (
            (self.styles, other.styles),
            (self.labels, other.labels),
            (self.endings, other.endings),
            *(
                (self.words.setdefault(key, {}), seen)
                for key, seen in other.words.items()
            ),
        ):
            for word, one in theirs.items():
                _count(mine, word, one.example, one.count)


def _count(seen: dict[str, Sighting], word: str, example: str, times: int = 1) -> None:
    """Note a word `times` times."""
    one = seen.setdefault(word, Sighting())
    one.count += times
    one.example = one.example or " ".join(example.split())[:_EXAMPLE]


# ------------------------------------------------------------------------ what is seen


def learn(document: Document) -> Sightings:
    """Return what one document writes where a profile has words."""
    seen = Sightings(documents=1)
    text = simplified_view(unparse(document))
    _see_headings(document, seen)
    for clause in document.responsibilities:
        for body in clause.organizations:
            _count(seen.endings, body.name[-1], body.name)
    lines = LINE_END.split(text)
    for line in lines:
        for found in _LABEL.finditer(line):
            _see_label(found[1], found[2].strip(), found[0], seen)
    title = document.title
    if title and not simplified_view(title).strip("》”").endswith(PLAN.kinds):
        seen.see("kinds", simplified_view(title).strip("》”")[-2:], title)
    _see_boxes(lines, seen)
    page = {
        unparse(one).strip() for one in walk(document) if isinstance(one, Furniture)
    }
    seen.lines.update(
        {one.strip() for one in lines if 1 < len(one.strip()) <= _LONGEST_LINE} - page
    )
    return seen


def _see_headings(branch: Branch, seen: Sightings) -> None:
    """Note the styles of the numbers of headings."""
    for node in walk(branch):
        if isinstance(node, Section) and node.marker is not None:
            style = f"{node.marker.style.value}, {node.marker.script.value}"
            _count(seen.styles, style, node.marker.text + (node.title or ""))


def _see_label(label: str, value: str, example: str, seen: Sightings) -> None:
    """Note a label, by what stands behind it."""
    if _is_known(label):
        _count(seen.labels, label, example)
        return
    names = [name for name in _NAME_END.split(value) if name]
    if not names or label.endswith(("如下", "包括", "要求", "是指")):
        return
    if any(map(_is_body, names)):
        seen.see(*_place_of(label), example)
        for name in names:
            if not _is_body(name) and 2 <= len(name) <= 12:
                seen.see("responsibility.body_endings", name[-2:], name)
    elif _TIME.search(value) and len(value) <= 16:
        seen.see("responsibility.whole_labels.deadline", label, example)
    elif len(names) <= 2 and _PERSON.fullmatch(names[0]) and len(names[0]) <= 3:
        seen.see("responsibility.whole_labels.person", label, example)


def _is_known(label: str) -> bool:
    """Tell whether the profile of plans has a label."""
    if any(label == whole for whole, _ in WORDS.whole_labels):
        return True
    for head in WORDS.label_heads:
        stem = label.removesuffix(head)
        if stem != label and any(stem.endswith(one) for one, _ in WORDS.label_stems):
            return True
    return False


def _is_body(name: str) -> bool:
    """Tell whether a name ends as bodies do."""
    name = name.removesuffix("等")
    return name[-1:] in WORDS.body_ends or name.endswith(WORDS.body_endings)


def _place_of(label: str) -> tuple[str, str]:
    """Return where in a profile a label belongs, and the word that is missing there."""
    stems = [stem for stem, _ in WORDS.label_stems if label.startswith(stem)]
    heads = [head for head in WORDS.label_heads if label.endswith(head)]
    if heads:
        stem = label.removesuffix(max(heads, key=len))
        if stem:
            return f"responsibility.label_stems.{_role(stem).value}", stem
    if stems:
        head = label.removeprefix(max(stems, key=len))
        if head:
            return "responsibility.label_heads", head
    return f"responsibility.whole_labels.{_role(label).value}", label


def _role(stem: str) -> Role:
    """Return the role that a stem suggests."""
    for role, signs in _ROLE_SIGNS:
        if stem[0] in signs:
            return role
    return Role.RESPONSIBLE


def _see_boxes(lines: Iterable[str], seen: Sightings) -> None:
    """Note words with a number that open a line at least twice."""
    known = (*PLAN.box_labels, *PLAN.caption_labels, "附件", "第")
    labels: dict[str, list[str]] = {}
    for line in lines:
        found = _NUMBERED.match(line.strip())
        if found and not found[1].startswith(known) and not found[1].endswith("第"):
            labels.setdefault(found[1], []).append(line.strip())
    for label, found_in in labels.items():
        if len(found_in) > 1:
            for line in found_in:
                seen.see("box_labels", label, line)


# --------------------------------------------------------------------------- as TOML

_ORDER = (
    "kinds",
    "box_labels",
    "furniture",
    "responsibility.label_stems.lead",
    "responsibility.label_stems.responsible",
    "responsibility.label_stems.support",
    "responsibility.label_stems.guide",
    "responsibility.label_heads",
    "responsibility.whole_labels.lead",
    "responsibility.whole_labels.responsible",
    "responsibility.whole_labels.support",
    "responsibility.whole_labels.guide",
    "responsibility.whole_labels.deadline",
    "responsibility.whole_labels.person",
    "responsibility.body_endings",
)


def starting_profile(seen: Sightings, name: str) -> str:
    """Return what was seen as the TOML of a profile, for a person to edit."""
    for line, count in sorted(seen.lines.items()):
        if count >= max(_FEWEST_PAGES, seen.documents * _SHARE_OF_PAGES):
            place = seen.words.setdefault("furniture", {})
            place[re.escape(line)] = Sighting(count, line)
    parts = [
        f"# 由 {seen.documents} 份文件得出的初步配置，请逐条核对：",
        "# 每个词后面是出现次数和例子；只见过一次的已注释掉。",
        f"name = {toml_string(name)}",
        *_remarks("标题序号（无须配置即可读出）", seen.styles),
        *_remarks("已能读出的栏目", seen.labels),
        *_remarks("已读出的单位的末字", seen.endings),
    ]
    for section, keys in (
        ("add", [key for key in _ORDER if "." not in key]),
        ("add.responsibility", [key for key in _ORDER if "." in key]),
    ):
        tables: list[str] = []
        for key in keys:
            tables += _listed(key.removeprefix("responsibility."), seen.words.get(key))
        if tables:
            parts += ["", f"[{section}]", *tables]
    return "\n".join(parts) + "\n"


def _remarks(title: str, seen: dict[str, Sighting]) -> list[str]:
    """Return what needs no profile, as comments."""
    lines = [f"#   {word}  {_note(one)}" for word, one in _ranked(seen)]
    return ["", f"# {title}：", *lines] if lines else []


def _listed(key: str, seen: dict[str, Sighting] | None) -> Iterator[str]:
    """Yield the list of one key."""
    if not seen:
        return
    yield f"{key} = ["
    for word, one in _ranked(seen):
        off = "# " if one.count < 2 else ""
        yield f"    {off}{toml_string(word)},  # {_note(one)}"
    yield "]"


def _ranked(seen: dict[str, Sighting]) -> list[tuple[str, Sighting]]:
    """Return words, the most frequent first."""
    return sorted(seen.items(), key=lambda one: (-one[1].count, one[0]))


def _note(one: Sighting) -> str:
    """Return how often a word was seen, with its example, for a comment."""
    shown = "".join(sign if sign.isprintable() else " " for sign in one.example)
    return f"{one.count}次：{shown}"
