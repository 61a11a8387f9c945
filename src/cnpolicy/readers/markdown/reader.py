"""Markdown.

In: the bytes of a file. Out: its words as a `Source`: `#`, emphasis, links and comments
are stripped, each piece that stays knows its line and column. Lines stay lines; rows of
tables between pipes stay as they are, for `parse` reads them. Tables of HTML are read
with what their cells merge.
"""

import re

from cnpolicy.lexical.line_ends import LINE_END
from cnpolicy.readers import limits
from cnpolicy.readers.encoding import decode
from cnpolicy.readers.grid import TableGrid
from cnpolicy.readers.markdown.inline import Cut, inline_cuts
from cnpolicy.readers.markdown.tables import EDGE, OPENING, read_table
from cnpolicy.readers.refusals import refused
from cnpolicy.readers.source import Kind, Source, SourceBuilder

_FENCE = re.compile(" {0,3}(```+|~~~+)")
# Chinese authors often leave out the space; a #topic# is no heading.
HEADING = re.compile(" {0,3}(#{1,6})(?:[ \t]+|(?=[^#\\sa-zA-Z0-9!][^#]*$)|$)")
_UNDERLINE = re.compile(" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(" {0,3}([-*_])(?:[ \t]*\\1){2,}[ \t]*$")
_QUOTE = re.compile(" {0,3}(?:> ?)+")
_BULLET = re.compile("[ \t]*[-*+][ \t]+(?:\\[[ xX]\\][ \t]+)?")
_DEFINITION = re.compile(" {0,3}\\[(\\^?)[^\\]\\[]+\\]:[ \t]*(?=\\S)")
_KEY = re.compile("([\\w\u4e00-\u9fff -]{1,40}):[ \t]*(.*)$")

# What makes a line, or may make a piece of one.
_MARKS = "\n\r*_`[]<&\\~"

# A longer line above `---` is a paragraph above a rule, not a heading.
_MAX_HEADING = 60
_MAX_FRONT_LINES = 100


def read_markdown(data: bytes) -> Source:
    """Read a Markdown file.

    Raises `DecodeError` for text in no known encoding, `ReadError` for one of more
    lines and marks than can be kept.
    """
    return source_of(decode(data))


def source_of(text: str) -> Source:
    """Read the text of a Markdown file.

    Raises `ReadError` for one of more lines and marks than can be kept.
    """
    most = limits.scaled(limits.MAX_MARKS)
    if sum(map(text.count, _MARKS)) > most:
        raise refused("marks", most)
    reader = _Reader(text)
    reader.read()
    return reader.builder.build(Kind.MARKDOWN, reader.metadata)


class _Reader:
    """Reads one Markdown text line by line."""

    def __init__(self, text: str) -> None:
        """Divide the text into lines."""
        self.builder = SourceBuilder()
        self.metadata: dict[str, str] = {}
        self._lines = LINE_END.split(text)
        self._comment = False
        self._pending = False
        self._ends: dict[tuple[int, int], tuple[int, int]] | None = None
        # How many characters of a line were read with a table that ends in it.
        self._cut: dict[int, int] = {}

    def read(self) -> None:
        """Read all lines."""
        at = self._front_matter()
        fence = ""
        while at < len(self._lines):
            line = self._lines[at]
            opened = _FENCE.match(line)
            if (
                opened
                and not self._comment
                and (not fence or opened[1].startswith(fence))
            ):
                fence = "" if fence else opened[1]
            elif fence:
                self._emit(at, line, [], None)  # Code is text as it stands.
            elif not self._comment and (opening := _opening(line)):
                at = self._table(at, opening.start())
                continue
            elif self._line(at, line):
                # The line below was the underline of this heading.
                at += 1
            at += 1

    def _table(self, at: int, column: int) -> int:
        """Read a table of HTML that begins in a line; return the line to go on with.

        What stands before it and behind it in its lines are lines of their own.
        """
        line = self._lines[at]
        if self._ends is None:
            self._ends = self._table_ends()
        last = self._ends.get((at, column + self._cut.get(at, 0)))
        if last is None:
            # The tag is markup and the words are text, as of any other tag.
            self._lines[at] = OPENING.sub("<span", line)
            return at
        ended, end = last
        end -= self._cut.get(ended, 0)
        source = "\n".join(self._lines[at : ended + 1])
        length = len(source) - len(self._lines[ended]) + end
        if line[:column].strip():
            self._line(at, line[:column])
        found = read_table(source[column:length], f"line {at + 1}")
        if isinstance(found, TableGrid):
            if found.chars:
                self._break_line()
                found.write(self.builder)
        else:
            for words in found:
                self._break_line()
                start = self.builder.length
                self.builder.add(words, f"line {at + 1}")
                self.builder.end_paragraph(start)
        # Columns stay those of the whole line.
        self._cut[ended] = self._cut.get(ended, 0) + end
        self._lines[ended] = self._lines[ended][end:]
        return ended if self._lines[ended].strip() else ended + 1

    def _table_ends(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for each table of HTML by line and column where it ends, so too."""
        ends: dict[tuple[int, int], tuple[int, int]] = {}
        opened: list[tuple[int, int]] = []
        for at, line in enumerate(self._lines):
            for edge in EDGE.finditer(line):
                if not edge[1]:
                    opened.append((at, edge.start()))
                elif opened:
                    ends[opened.pop()] = (at, edge.end())
        return ends

    def _break_line(self) -> None:
        """End the line before."""
        if self._pending:
            self.builder.add("\n")
        self._pending = True

    def _front_matter(self) -> int:
        """Read `---` … `---` at the top as metadata; return the line after it."""
        if self._lines[0].rstrip() != "---":
            return 0
        for at, line in enumerate(self._lines[1:_MAX_FRONT_LINES], 1):
            if line.rstrip() in ("---", "..."):
                for stated in self._lines[1:at]:
                    found = _KEY.match(stated)
                    if found and found[2].strip():
                        self.metadata[found[1].strip()] = found[2].strip(" \t\"'")
                return at + 1
        return 0

    def _line(self, at: int, line: str) -> bool:
        """Read a line outside code; tell whether it took the next one with it."""
        if not self._comment and _RULE.match(line):
            return False
        start = 0
        level = None
        quote = _QUOTE.match(line)
        if quote:
            start = quote.end()
        definition = _DEFINITION.match(line)
        if definition and not self._comment:
            if definition[1]:
                words = line[definition.end() :]
                self.builder.note("footnote", f"line {at + 1}", words)
            return False
        heading = HEADING.match(line[start:])
        end = len(line)
        if heading:
            level = len(heading[1])
            start += heading.end()
            end = start + len(_without_closing(line[start:]))
        else:
            bullet = _BULLET.match(line, start)
            start = bullet.end() if bullet else start
        end = max(start, _without_break(line, end))
        underlined = None if heading else self._underline(at, line)
        if underlined:
            level = underlined

        def note(code: str, words: str) -> None:
            self.builder.note(code, f"line {at + 1}", words)

        cuts = [Cut(0, start)] if start else []
        cuts += self._comments(line, start, end)
        if end < len(line):
            cuts.append(Cut(end, len(line)))
        self._emit(at, line, inline_cuts(line, cuts, note), level)
        return underlined is not None

    def _underline(self, at: int, line: str) -> int | None:
        """Return the level of a heading that the next line underlines."""
        following = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        found = _UNDERLINE.match(following)
        plain = line.strip() and len(line) <= _MAX_HEADING and "|" not in line
        if not found or not plain or _BULLET.match(line) or self._comment:
            return None
        return 1 if found[1].startswith("=") else 2

    def _comments(self, line: str, start: int, end: int) -> list[Cut]:
        """Return the parts of a line that lie in comments, which may span lines."""
        cuts = []
        place = start
        while place < end:
            if self._comment:
                close = line.find("-->", place, end)
                after = close + 3 if close >= 0 else end
                cuts.append(Cut(place, after))
                self._comment = close < 0
                place = after
            else:
                place = line.find("<!--", place, end)
                if place < 0:
                    break
                self._comment = True
        return cuts

    def _emit(self, at: int, line: str, cuts: list[Cut], level: int | None) -> None:
        """Write what stays of a line."""
        pieces: list[tuple[int, str]] = []
        place = 0
        for cut in cuts:
            pieces.append((place, line[place : cut.start]))
            pieces.append((cut.start, cut.replacement))
            place = cut.end
        pieces.append((place, line[place:]))
        if line.strip() and not any(text.strip() for _, text in pieces):
            # Nothing but markup: the line was none of the text.
            return
        self._break_line()
        start = self.builder.length
        for column, text in pieces:
            self.builder.add(
                text, f"line {at + 1}, column {column + 1}", outline_level=level
            )
        self.builder.end_paragraph(start, level)


def _opening(line: str) -> re.Match[str] | None:
    """Return where a table of HTML begins in a line, if not in a comment or in code."""
    found = OPENING.search(line)
    before = line[: found.start()] if found else ""
    hidden = before.rfind("<!--") > before.rfind("-->") or before.count("`") % 2
    return None if hidden else found


def _without_closing(title: str) -> str:
    """Return a heading without the `##` that may close it."""
    plain = title.rstrip(" \t")
    words = plain.rstrip("#")
    if words == plain or words[-1:] not in ("", " ", "\t"):
        return plain
    return words.rstrip(" \t")


def _without_break(line: str, end: int) -> int:
    """Return where a line ends without the backslash or spaces that ask for a break."""
    if line.endswith("\\", 0, end):
        return end - 1
    words = len(line[:end].rstrip(" "))
    return words if end - words > 1 else end
