"""Edits that copying, converting and printing do to a text.

In: a text and choices (`byte_choices.py`). Out: the text, edited. Each edit is a row of
`EDITS`; `mutation` does some of them one after another. Hypothesis and the mutator of
`fuzz/` choose by the same bytes, so that an edit added here is tried by both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from support.byte_choices import Choices
from support.made_tables import passage, table_lines, wrapped

WIDTHS = (15, 18, 20, 22, 26, 28, 30, 32, 35, 38, 42)
"""Characters of a line of wrapped text."""

_PAGES = ("{}", "— {} —", "-{}-", "  {}  ", "第{}页", "{} ", "", "\f", "{}/9")
_HEADS = (
    "某市人民政府公报",
    "某市知识产权发展“十四五”规划",
    "2021年第3期　某市人民政府公报",
)
_EVERY = (4, 8, 12, 20, 30)
_GAPS = ("", " ", "\u3000", "\u3000\u3000", "\t", "\n", "\n\n", "\r\n", "\xa0")
_PIECES = (
    "1",
    "2",
    "一、",
    "（二）",
    "3.",
    "1.1",
    "\t",
    "|",
    "。",
    "\ufeff",
    "目录",
    "附件",
)

_UNSEEN = ("\u200b", "\u200b ", "\ufeff\u3000", "\u2060\t", "&nbsp;", "\u200d\x0b")

_NUMBER = re.compile(
    r"(?=(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[、.．]|[（(][一二三四五0-9]{1,2}[）)]"
    r"|第[一二三四五六七八九十]{1,3}[章节条])"
)
_FIGURES = re.compile(r"(?<=[^\W\d])(?=[0-9])|(?<=[0-9])(?=[^\W\d])")
_LINE_END = re.compile(r"\r\n|\r|\n")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_NARROW = {wide: code for code, wide in _WIDE.items()}


def _lines(text: str) -> list[str]:
    """The lines of a text without their ends."""
    return _LINE_END.split(text)


def _stretch(size: int, choices: Choices, most: int) -> tuple[int, int]:
    """Where a stretch of at most so many of `size` things begins and ends."""
    start = choices.below(size + 1)
    return start, min(size, start + choices.below(most) + 1)


class Editor:
    """Edits a text; other texts to take pieces from are its `sources`."""

    def __init__(self, choices: Choices, sources: Sequence[str]) -> None:
        self.choices = choices
        self.sources = sources

    # ---------------------------------------------------------------- pieces of a text

    def splice(self, text: str) -> str:
        """Put a piece of another text in, beside what stands there or instead of it."""
        other = self.choices.pick(self.sources)
        first, last = _stretch(len(other), self.choices, 600)
        start, end = _stretch(len(text), self.choices, 200)
        end = start if self.choices.coin() else end
        return text[:start] + other[first:last] + text[end:]

    def append(self, text: str) -> str:
        """Set another document behind this one, or this one again."""
        other = text if self.choices.one_in(4) else self.choices.pick(self.sources)
        return text + self.choices.pick(("\n", "", "\n\n", "\f")) + other[:1500]

    def truncate(self, text: str) -> str:
        """Cut the text off at its beginning, its end, or both."""
        start = self.choices.below(len(text) + 1) if self.choices.coin() else 0
        end = self.choices.below(len(text) + 1) if self.choices.coin() else len(text)
        return text[min(start, end) : max(start, end)]

    def cut_out(self, text: str) -> str:
        """Lose some characters."""
        start, end = _stretch(len(text), self.choices, 80)
        return text[:start] + text[end:]

    def put_in(self, text: str) -> str:
        """Put something that means something anywhere."""
        at = self.choices.below(len(text) + 1)
        return text[:at] + self.choices.pick(_PIECES) + text[at:]

    # ------------------------------------------------------------------------- lines

    def repeat_lines(self, text: str) -> str:
        """Write a line or some lines again, right behind or further down."""
        lines = _lines(text)
        start, end = _stretch(len(lines), self.choices, 4)
        block = lines[start:end] * self.choices.pick((1, 2, 4, 8))
        at = end if self.choices.coin() else self.choices.below(len(lines) + 1)
        return "\n".join(lines[:at] + block + lines[at:])

    def drop_lines(self, text: str) -> str:
        """Lose some lines."""
        lines = _lines(text)
        start, end = _stretch(len(lines), self.choices, 6)
        return "\n".join(lines[:start] + lines[end:])

    def move_lines(self, text: str) -> str:
        """Set some lines elsewhere, as a page of columns is read."""
        lines = _lines(text)
        start, end = _stretch(len(lines), self.choices, 6)
        block, rest = lines[start:end], lines[:start] + lines[end:]
        at = self.choices.below(len(rest) + 1)
        return "\n".join(rest[:at] + block + rest[at:])

    def rewrap(self, text: str) -> str:
        """Break the lines at a width, the old breaks kept or not."""
        width = self.choices.pick(WIDTHS)
        lines = _lines(text)
        if self.choices.one_in(3):
            lines = ["".join(lines)]
        return "\n".join(wrapped(lines, width))

    def insert_table(self, text: str) -> str:
        """Put a table between two lines."""
        lines = _lines(text)
        at = self.choices.below(len(lines) + 1)
        return "\n".join(lines[:at] + table_lines(self.choices) + lines[at:])

    def retab(self, text: str) -> str:
        """Turn spaces or punctuation of some lines into tabs, or tabs into spaces."""
        lines = _lines(text)
        start, end = _stretch(len(lines), self.choices, 20)
        old, new = self.choices.pick(
            (("，", "\t"), (" ", "\t"), ("\t", " "), ("。", "\t"), ("\t", "|"))
        )
        lines[start:end] = [line.replace(old, new) for line in lines[start:end]]
        return "\n".join(lines)

    def number_pages(self, text: str) -> str:
        """Set a page number, a form feed or an empty line behind every so many lines.

        A number stands alone, or is glued to the line behind it.
        """
        lines = _lines(text)
        every, form = self.choices.pick(_EVERY), self.choices.pick(_PAGES)
        page, glued = self.choices.pick((1, 1, 2, 9)), self.choices.one_in(3)
        padded = self.choices.one_in(4)
        found: list[str] = []
        for at, line in enumerate(lines, 1):
            found.append(line)
            if at % every == 0:
                number = form.format(page + at // every - 1)
                if glued and at < len(lines):
                    lines[at] = number + lines[at]
                else:
                    found += ["", number, ""] if padded else [number]
        return "\n".join(found)

    def running_heads(self, text: str) -> str:
        """Set the same line at the head of every page."""
        lines = _lines(text)
        every = self.choices.pick(_EVERY)
        head = self.choices.pick((*_HEADS, self.choices.pick(lines)))
        found: list[str] = []
        for at, line in enumerate(lines):
            found += [head, line] if at % every == 0 else [line]
        return "\n".join(found)

    def blank_lines(self, text: str) -> str:
        """Set an empty line between lines: all, some, or where a number opens one."""
        lines = _lines(text)
        which = self.choices.pick(("numbers", "all", "some"))
        gap = self.choices.pick(("", " ", "\u3000\u3000", "\n"))
        every = self.choices.pick(_EVERY)
        found: list[str] = []
        for at, line in enumerate(lines):
            if at and (
                which == "all"
                or (which == "some" and at % every == 0)
                or (which == "numbers" and _NUMBER.match(line.lstrip()))
            ):
                found.append(gap)
            found.append(line)
        return "\n".join(found)

    def indent(self, text: str) -> str:
        """Set space before or behind every line, or take it away."""
        before = self.choices.pick(("\u3000\u3000", "", "    ", "\xa0\xa0", "\t"))
        behind = self.choices.pick(("", "", " ", "\u3000", "\t"))
        lines = [before + line.strip() + behind for line in _lines(text)]
        return "\n".join(lines)

    def unseen(self, text: str) -> str:
        """Set what a page holds and nobody sees before some lines."""
        lines = _lines(text)
        start, end = _stretch(len(lines), self.choices, 20)
        sign = self.choices.pick(_UNSEEN)
        lines[start:end] = [sign + line for line in lines[start:end]]
        return "\n".join(lines)

    # --------------------------------------------------------------------- characters

    def break_numbers(self, text: str) -> str:
        """Set a line end or a space before some numbers inside lines."""
        gap = self.choices.pick(("\n", "\n\n", " ", "\u3000\u3000", ""))
        start, end = _stretch(len(text), self.choices, 600)
        return text[:start] + _NUMBER.sub(gap, text[start:end]) + text[end:]

    def space_figures(self, text: str) -> str:
        """Set a blank on both sides of figures: 到 2025 年, or break the line there."""
        gap = self.choices.pick((" ", "\xa0", "  ", "\n", "\t"))
        start, end = _stretch(len(text), self.choices, 600)
        return text[:start] + _FIGURES.sub(gap, text[start:end]) + text[end:]

    def change_width(self, text: str) -> str:
        """Write figures and signs in full width, or all in half width."""
        table = self.choices.pick((_NARROW, _WIDE))
        start, end = _stretch(len(text), self.choices, 600)
        return text[:start] + text[start:end].translate(table) + text[end:]

    def run_on(self, text: str) -> str:
        """Lose the line ends, or turn them into space."""
        return self.choices.pick(_GAPS).join(_lines(text))

    def drop_line_ends(self, text: str) -> str:
        """Lose some line ends."""
        lines = _lines(text)
        start, end = _stretch(len(lines), self.choices, 8)
        gap = self.choices.pick(("", " ", "\u3000\u3000"))
        return "\n".join([*lines[:start], gap.join(lines[start:end]), *lines[end:]])

    def change_line_ends(self, text: str) -> str:
        """Write line ends as another system does."""
        return self.choices.pick(("\r\n", "\r", "\n\n")).join(_lines(text))


EDITS = (
    Editor.rewrap,
    Editor.number_pages,
    Editor.insert_table,
    Editor.blank_lines,
    Editor.running_heads,
    Editor.repeat_lines,
    Editor.splice,
    Editor.truncate,
    Editor.append,
    Editor.break_numbers,
    Editor.retab,
    Editor.space_figures,
    Editor.change_width,
    Editor.run_on,
    Editor.drop_line_ends,
    Editor.drop_lines,
    Editor.move_lines,
    Editor.cut_out,
    Editor.put_in,
    Editor.indent,
    Editor.unseen,
    Editor.change_line_ends,
)
"""Every edit."""


PRINTING = (
    Editor.number_pages,
    Editor.blank_lines,
    Editor.insert_table,
    Editor.running_heads,
    Editor.repeat_lines,
    Editor.append,
)
"""What happens to a text that is set in lines and pages."""


def mutation(
    text: str, choices: Choices, sources: Sequence[str], *, most: int, longest: int
) -> str:
    """The text after one to `most` edits, no longer than `longest`."""
    editor = Editor(choices, sources)
    for _ in range(1 + choices.below(most)):
        choices.begin()
        text = choices.pick(EDITS)(editor, text)[:longest]
    return text


def printed(
    text: str, choices: Choices, sources: Sequence[str], *, longest: int
) -> str:
    """The text broken into lines of one width, and what a printer adds to it."""
    editor = Editor(choices, sources)
    choices.begin()
    text = editor.rewrap(text)
    for _ in range(1 + choices.below(2)):
        choices.begin()
        text = choices.pick(PRINTING)(editor, text)[:longest]
    return text


def cutting(choices: Choices, sources: Sequence[str], longest: int) -> str:
    """A passage of a source, or one made around a table."""
    choices.begin()
    if choices.one_in(4):
        return passage(choices)
    text = choices.pick(sources)
    size = 1 + choices.below(longest)
    start = choices.below(max(1, len(text) - size // 2))
    return text[start : start + size]
