"""Strategies: texts of every kind, and whole documents whose tree is known.

`anything` gives arbitrary text, `vocabulary` text glued together from what the library
looks for, `edited` real documents cut about, `joined` documents in another layout,
`tabled` passages with tables, `on_paper` passages set in lines and pages, `mutated`
passages that copying and converting have damaged.
`documents` gives a `Made`: a tree made by hand as the parser would make it, to be
unparsed and read back. The words come from `official_forms.py` and
`data/vocabulary.txt`.
"""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import strategies as st

from cnpolicy.lexical.numerals import to_han
from support.byte_choices import Choices
from support.escapes import plain
from support.made_documents import Made, Writer
from support.made_tables import passage
from support.official_forms import LEVELS, Duty, Form
from support.passages import SEEDS, passages, seed_text
from support.text_edits import cutting, mutation, printed

__all__ = [
    "LEVELS",
    "PIECES",
    "SEEDS",
    "Duty",
    "Form",
    "Made",
    "anything",
    "decimal_documents",
    "documents",
    "edited",
    "joined",
    "mutated",
    "numbered_lines",
    "on_paper",
    "plain",
    "seed_text",
    "tabled",
    "vocabulary",
]

HERE = Path(__file__).parents[1]

LONGEST = 1200
"""Characters of a passage: enough for lines to have a width, few enough to be cheap."""


# ------------------------------------------------------------------- text of every kind

anything = st.text(st.characters())
"""Any `str` at all, lone surrogates included."""


_GROUP = re.compile(r"\[[a-z ]+\]")


def _groups() -> dict[str, list[str]]:
    """The pieces of `data/vocabulary.txt`, by group."""
    groups: dict[str, list[str]] = {}
    content = (HERE / "data" / "vocabulary.txt").read_text(encoding="utf-8")
    for line in content.split("\n"):
        if _GROUP.fullmatch(line):
            pieces = groups.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            pieces.append(plain(line))
    return groups


_GROUPS = _groups()
PIECES = [piece for group in _GROUPS.values() for piece in group]
"""Every piece of the vocabulary."""

vocabulary = st.lists(
    st.one_of(*(st.sampled_from(group) for group in _GROUPS.values())), max_size=60
).map("".join)
"""What the library looks for, in any order: its own vocabulary against it."""

_NUMBERED = (
    "{h}、",
    "（{h}）",
    "({n})",
    "{n}.",
    "{n}．",
    "{n}、",
    "{n}）",
    "{h}是",
    "{h}.",
    "第{h}章 ",
    "第{h}节 ",
    "第{h}条 ",
    "{n}.{m}",
    "{n}.{m}.{n}",
    "专栏{n} ",
    "附件{n} ",
)
_TAILS = ("总则", "总则。", "总则。正文，甲乙。", "", "，甲、乙", "正" * 30)


@st.composite
def numbered_lines(draw: st.DrawFn) -> str:
    """Lines that open with any mark and any number: numbering at its worst."""
    number = st.integers(0, 12)
    line = st.tuples(
        st.sampled_from(_NUMBERED), number, number, st.sampled_from(_TAILS)
    )
    return "".join(
        form.format(h=to_han(n), n=n, m=m) + words + "\n"
        for form, n, m, words in draw(st.lists(line, max_size=30))
    )


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A passage of a seed with pieces cut out, doubled, moved or put in."""
    text = seed_text(draw(st.sampled_from(SEEDS)))
    start = draw(st.integers(0, len(text)))
    text = text[start : start + draw(st.integers(0, 1500))]
    for _ in range(draw(st.integers(0, 6))):
        place = st.integers(0, len(text))
        first, second = sorted((draw(place), draw(place)))
        piece = draw(
            st.one_of(
                st.just(""),
                st.just(text[first:second] * 2),
                st.sampled_from(PIECES),
                st.text(st.characters(), max_size=3),
            )
        )
        text = text[:first] + piece + text[second:]
    return text


# -------------------------------------------------------------------------- documents


@st.composite
def documents(draw: st.DrawFn) -> Made:
    """A document made by hand, as the parser is to make it."""
    return Writer(Choices(draw)).document()


@st.composite
def decimal_documents(draw: st.DrawFn) -> Made:
    """A document made by hand whose levels are numbered 1, 1.1, 1.1.1."""
    return Writer(Choices(draw)).decimal_document()


_JOINTS = ("", " ", "\u3000", "\u3000\u3000", "\xa0", "\n\n", " \n", "\t")


@st.composite
def joined(draw: st.DrawFn) -> str:
    """A document whose line breaks were lost or changed, or set by a page."""
    made = draw(documents())
    lines = made.text.split(made.end)
    if draw(st.booleans()):
        return draw(st.sampled_from(_JOINTS)).join(lines)
    width = draw(st.integers(12, 40))
    pages = draw(st.booleans())
    rows: list[str] = []
    for line in lines:
        for at in range(0, max(1, len(line)), width):
            rows.append(line[at : at + width])
            if pages and len(rows) % 12 == 0:
                rows.append(f"{len(rows) // 12}")
    return "\n".join(rows)


# ------------------------------------------------------------------- passages, damaged


@st.composite
def tabled(draw: st.DrawFn) -> str:
    """A passage with a table of any kind, in any layout, between any neighbours."""
    return passage(Choices(draw))[:LONGEST]


@st.composite
def on_paper(draw: st.DrawFn) -> str:
    """A passage set in lines and pages: wrapped, numbered, with running heads."""
    choices = Choices(draw)
    text = cutting(choices, passages(), LONGEST)
    return printed(text, choices, passages(), longest=LONGEST)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A passage after some edits of any kind."""
    choices = Choices(draw)
    text = cutting(choices, passages(), LONGEST)
    return mutation(text, choices, passages(), most=4, longest=LONGEST)
