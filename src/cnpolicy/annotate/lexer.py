"""Cuts the inside of a responsibility clause into tokens.

In: the Simplified view of a text and the place of a clause without its brackets.
Out: `Lexed`: the few light tokens that `grammar/responsibility.lark` reads, and what
was seen on the way. One regular expression finds everything that is no name; what
lies between are names. Whether 和 joins two bodies or stands inside a name
(文化和旅游部) and whether 、 parts two bodies or shares a head (各市、州、县人民政府)
is decided here, by tables, so that the grammar has nothing to guess.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from cnpolicy.annotate.patterns import CLOSERS, OPENERS, SPACE, patterns_of
from cnpolicy.words import ResponsibilityWords, Role

# Longer than any name met in 143 documents (38 characters); prose is longer.
LONGEST_NAME = 48

# Titles, questions and agents in mid-sentence are no names of bodies (自由贸易区 is).
_PROSE = re.compile(r"[《》！？!?]|(?<!自)由")


class Body(NamedTuple):
    """The place of one name."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset behind its last character."""

    leads: bool
    """Whether （牵头） stands behind it."""


class ClauseToken:
    """A token as Lark wants it, without the weight of `lark.Token`."""

    __slots__ = ("start_pos", "type", "value")

    # Lark asks for these when it reports an error; nobody sees them.
    line = column = end_line = end_column = end_pos = 0

    def __init__(self, kind: str, value: object, start: int) -> None:
        """Make a token of a terminal of the grammar."""
        self.type = kind
        self.value = value
        self.start_pos = start


class Lexed:
    """The tokens of a clause and what was seen while they were made."""

    __slots__ = (
        "end",
        "labels",
        "names",
        "open_list",
        "stop",
        "strong",
        "tokens",
        "wild",
    )

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.tokens: list[ClauseToken] = []
        """What the grammar reads."""
        self.end = 0
        """Offset behind the last word that belongs to the clause."""
        self.stop = 0
        """Where reading stopped; nothing before it needs to be read again."""
        self.names = 0
        """How many names there are."""
        self.strong = 0
        """How many of them end as names of bodies do."""
        self.labels: list[str] = []
        """Stems of the labels, in order: 牵头, 责任, 完成时限."""
        self.open_list = False
        """Whether 等 stands behind a name."""
        self.wild = False
        """Whether a piece cannot be a name."""


class ClauseLexer:
    """Lexes clauses with one table of words; keeps nothing between clauses."""

    def __init__(self, words: ResponsibilityWords) -> None:
        """Compile the tables."""
        self.words = words
        self.patterns = patterns_of(words)
        self.roles = dict(words.label_stems + words.whole_labels)
        self.verbs = (
            ("LEADS", words.lead_verbs),
            ("HELPS", words.support_verbs),
            ("GUIDES", words.guide_verbs),
        )
        self.verb_kind = lru_cache(maxsize=512)(self._verb_kind)
        self.leading = tuple(
            f"{opener}{verb}{head}{closer}"
            for opener in OPENERS
            for closer in CLOSERS
            for verb in words.lead_verbs
            for head in ("", "单位", "部门")
        )
        self.far_endings = words.body_endings + words.place_endings
        self.firm_endings = words.body_endings

    def _verb_kind(self, phrase: str) -> str:
        """Return the terminal of a verb phrase: the first table with a verb in it."""
        for kind, verbs in self.verbs:
            if any(verb in phrase for verb in verbs):
                return kind
        return "DOES"

    def lex(self, view: str, start: int, end: int, run: bool = False) -> Lexed:
        """Cut `view[start:end]` into tokens.

        In a `run` (a clause without brackets) a space behind a body ends the clause
        unless a label or another body follows.
        """
        return _Pass(self, view, start, end).go(run)

    def is_body(self, view: str, start: int, end: int) -> bool:
        """Tell whether the words of `view[start:end]` end (or begin) as a body does."""
        if end - start < 2:
            return False
        if view[end - 1] in self.words.body_ends:
            return True
        if view[end - 1] in CLOSERS:
            # 市交通委（市道运局）, 各县（市、区）: look before the bracket as well.
            left = max(start, end - LONGEST_NAME)
            inner = max(view.rfind(opener, left, end) for opener in OPENERS)
            if inner - start > 1 and (
                view[inner - 1] in self.words.body_ends
                or view.endswith(self.far_endings, start, inner)
            ):
                return True
        return view.endswith(self.far_endings, start, end) or view.startswith(
            self.words.body_starts, start, end
        )

    def is_firm(self, view: str, start: int, end: int) -> bool:
        """Tell the same by stricter rules, for lists without verb and label."""
        if view.startswith(self.words.note_starts, start, end):
            return False
        return self.is_body(view, start, end)

    def is_organ(self, view: str, start: int, end: int) -> bool:
        """Tell whether the name ends as an organ does, not as a mere place."""
        return view[end - 1] in self.words.body_ends or view.endswith(
            self.firm_endings, start, end
        )


class _Pass:
    """One clause being cut."""

    __slots__ = (
        "bodies",
        "conjunctions",
        "direct",
        "end",
        "joined",
        "lexer",
        "object",
        "out",
        "piece",
        "prose",
        "raw",
        "shared",
        "view",
    )

    def __init__(self, lexer: ClauseLexer, view: str, start: int, end: int) -> None:
        self.lexer = lexer
        self.view = view
        self.end = end
        self.out = Lexed()
        self.piece = start  # where the name being read begins
        self.bodies: list[Body] = []  # names read since the last verb or label
        self.conjunctions: list[tuple[int, int]] = []  # 和 inside the present name
        self.shared = -1  # where the last of several units with one head begins
        self.direct = False  # nothing but a verb stands right before the name
        self.object = False  # inside the object of a verb: 负责规划、建设
        self.joined = False  # behind 会同
        self.prose = _PROSE.search(view, start, end) is not None
        self.raw: Role | None = None  # inside a deadline or names of persons

    def go(self, run: bool) -> Lexed:
        """Read the tokens in order; see `ClauseLexer.lex`."""
        view, end, out = self.view, self.end, self.out
        patterns = self.lexer.patterns
        colon = any(view.find(sign, self.piece, end) >= 0 for sign in "：:】")
        pattern = patterns.labelled if colon else patterns.token
        for match in pattern.finditer(view, self.piece, end):
            kind = match.lastgroup
            at, to = match.span()
            if self.raw is not None:
                if kind not in ("label", "semi") and not (run and kind == "cut"):
                    continue
                self.close_raw(at)
            if kind == "comma":
                if view[at] == "、" and self.shares_head(at, to):
                    continue
                self.close(at)
                self.piece = to
            elif kind == "verb":
                self.close(at, verb=True)
                self.take_verb(match.group(), at, to)
            elif kind == "conjunction":
                self.conjunctions.append((at, to))
            elif kind == "more":
                self.close(at)
                if not self.object:
                    out.open_list = True
                    out.end = to
                self.piece = to
            elif kind == "semi":
                self.close(at)
                self.part(at)
                self.piece = to
                self.object = False
            elif kind == "space" or (kind == "cut" and not run):
                if self.breaks_at(at, to, run):
                    return self.finish(at)
            elif kind == "cut":
                return self.finish(at)
            elif kind == "label":
                self.take_label(match, at, to)
            elif kind == "joint":
                self.close(at, verb=True)
                if self.bodies and not self.joined:
                    self.flush(at)
                    out.tokens.append(ClauseToken("WITH", None, at))
                    self.joined = True
                self.piece = to
            elif kind == "deadline":
                if not self.lexer.is_body(view, at, to):
                    self.take_part("DEADLINE", at, to)
            elif kind == "rule":
                self.take_part("RULE", at, to)
            elif kind == "note":
                self.take_part("NOTE", at, to)
            elif kind == "same":
                self.close(at)
                self.piece = out.end = to
            elif kind == "colon":
                # 市级：…: words before a colon name a group, not a body.
                out.wild = out.wild or at - self.piece > 12
                self.drop(to)
        return self.finish(end)

    # ---- names ----------------------------------------------------------------------

    def close(self, at: int, verb: bool = False) -> None:
        """End the name being read at `at`; `verb` tells that a verb follows."""
        view, start = self.view, self.piece
        direct, self.direct = self.direct, False
        while start < at and view[start] in SPACE:
            start += 1
        while start < at and view[at - 1] in SPACE:
            at -= 1
        if start < at:
            if view[start] == "由":
                start += 1  # 由市科技局牵头
            if (direct or self.object) and not (
                (verb or not direct) and self.lexer.is_body(view, start, at)
            ):
                self.object = True  # 市发改委负责项目审批、规划，…
            elif start < at:
                self.object = False
                if self.conjunctions:
                    start = self.add_joined(start, at)
                self.add(start, at)
        if self.conjunctions:
            self.conjunctions.clear()
        self.shared = -1

    def drop(self, to: int) -> None:
        """Forget the name being read and go on at `to`."""
        self.conjunctions.clear()
        self.shared = -1
        self.piece = to

    def add_joined(self, start: int, end: int) -> int:
        """Add the names before conjunctions; return where the last name begins."""
        lexer, view = self.lexer, self.view
        for at, to in self.conjunctions:
            if (
                start < at
                and to < end
                and view[to] != "其"  # 各区政府及其有关部门
                and lexer.is_body(view, start, at)
                and lexer.is_body(view, to, end)
                and not self.inseparable(at)
            ):
                self.add(start, at)
                start = to
        return start

    def inseparable(self, at: int) -> bool:
        """Tell whether the conjunction at `at` stands inside a fixed name."""
        return any(
            self.view.startswith(phrase, at - offset)
            for phrase, offset in _offsets(self.lexer.words)
        )

    def add(self, start: int, end: int) -> None:
        """Add one name."""
        view, out = self.view, self.out
        out.end = end
        leads = view[end - 1] in CLOSERS and view.endswith(
            self.lexer.leading, start, end
        )
        if leads:  # 市发改委（牵头）、市财政局
            end = max(view.rfind(opener, start, end) for opener in OPENERS)
        if end - start > LONGEST_NAME or start >= end:
            out.wild = True
        elif self.prose and _PROSE.search(view, start, end):
            out.wild = True
        self.bodies.append(Body(start, end, leads))
        out.names += 1
        if end - start > 1 and (
            view[end - 1] in self.lexer.words.body_ends
            or self.lexer.is_body(view, start, end)
        ):
            out.strong += 1

    def shares_head(self, at: int, to: int) -> bool:
        """Tell whether 、 stands inside a name: 各市、州、县人民政府."""
        view, patterns, start = self.view, self.lexer.patterns, self.piece
        if self.shared < 0:
            while start < at and view[start] in SPACE:
                start += 1
            if view.endswith("党委", start, at):
                return patterns.bare.match(view, to, self.end) is not None
        else:
            start = self.shared
        if at - start > 24 or not patterns.stub.fullmatch(view, start, at):
            return False
        # 省、市发展改革委: a bare 省 is no body.
        lone = at - start == 1 and view[to : to + 1] in self.lexer.words.units
        if not lone and not patterns.shared.match(view, to, self.end):
            return False
        self.shared = to
        return True

    def breaks_at(self, at: int, to: int, run: bool) -> bool:
        """Deal with space; tell whether a run ends here."""
        view, lexer = self.view, self.lexer
        if "\n" in view[at:to] or "\r" in view[at:to]:
            return False  # a line wrapped inside a name
        start = self.piece
        while start < at and view[start] in SPACE:
            start += 1
        if not lexer.is_body(view, start, at):
            return run and start == at and self.direct and not self.goes_on(to)
        if run and not self.goes_on(to):
            return True
        self.close(at)
        self.piece = to
        return False

    def goes_on(self, to: int) -> bool:
        """Tell whether a label, a verb or another name stands at `to`."""
        view, patterns = self.view, self.lexer.patterns
        match = patterns.labelled.search(view, to, min(self.end, to + LONGEST_NAME))
        if match is None:
            return self.lexer.is_body(view, to, min(self.end, to + LONGEST_NAME))
        if match.start() == to:
            return match.lastgroup in ("label", "verb", "deadline", "more", "joint")
        return self.lexer.is_body(view, to, match.start())

    # ---- what stands between names --------------------------------------------------

    def take_verb(self, phrase: str, at: int, to: int) -> None:
        """Read a verb with its adverbs."""
        tokens = self.out.tokens
        kind = self.lexer.verb_kind(phrase)
        if self.bodies:
            self.flush(at)
            tokens.append(ClauseToken(kind, (at, to), at))
        elif not tokens or tokens[-1].type not in ("LEADS", "DOES", "HELPS", "GUIDES"):
            tokens.append(ClauseToken(kind, (at, to), at))  # the grammar refuses it
        self.joined = self.object = False
        self.direct = True
        self.piece = self.out.end = to

    def take_label(self, match: re.Match[str], at: int, to: int) -> None:
        """Read a label; what stands before it belongs to the group before."""
        words, out = self.lexer.words, self.out
        if self.view[self.piece : at].strip(SPACE + "【") not in words.label_prefixes:
            self.close(at)
        if not out.tokens and not out.strong:
            self.bodies.clear()  # (预期性指标,牵头单位:…
            out.names = 0
        self.part(at)
        key = match["stem"] or match["whole"]
        role = self.lexer.roles[key]
        out.labels.append(key)
        if role is Role.DEADLINE or role is Role.PERSON:
            self.raw = role
        else:
            out.tokens.append(ClauseToken("LABEL", role, at))
        self.object = False
        self.drop(to)

    def close_raw(self, at: int) -> None:
        """End a deadline or names of persons."""
        view, start = self.view, self.piece
        while start < at and view[start] in SPACE:
            start += 1
        while start < at and view[at - 1] in SPACE + "，,、。；;":
            at -= 1
        if self.raw is Role.DEADLINE and start < at:
            self.out.tokens.append(ClauseToken("DEADLINE", (start, at), start))
        self.raw = None
        self.out.end = at
        self.part(at)
        self.drop(at)

    def take_part(self, kind: str, at: int, to: int) -> None:
        """Read what stands alone between separators."""
        self.close(at)
        self.part(at)
        self.out.tokens.append(ClauseToken(kind, (at, to), at))
        self.part(to)
        self.piece = self.out.end = to

    def flush(self, at: int) -> None:
        """Make one token of the names read so far."""
        if self.bodies:
            self.out.tokens.append(ClauseToken("BODIES", self.bodies, at))
            self.bodies = []

    def part(self, at: int) -> None:
        """End a group of the clause."""
        self.flush(at)
        tokens = self.out.tokens
        if tokens and tokens[-1].type != "_END":
            tokens.append(ClauseToken("_END", None, at))
        self.joined = False

    def finish(self, at: int) -> Lexed:
        """End the clause."""
        self.out.stop = at
        if self.raw is not None:
            self.close_raw(at)
        else:
            self.close(at)
        self.flush(at)
        tokens = self.out.tokens
        if tokens and tokens[-1].type == "_END":
            tokens.pop()
        return self.out


@lru_cache(maxsize=8)
def _offsets(words: ResponsibilityWords) -> tuple[tuple[str, int], ...]:
    """Return each inseparable name with the place of its conjunction."""
    found = []
    for phrase in words.inseparable:
        places = [phrase.find(word) for word in words.conjunctions if word in phrase]
        found.append((phrase, min(places)))
    return tuple(found)


@lru_cache(maxsize=8)
def lexer_of(words: ResponsibilityWords) -> ClauseLexer:
    """Return the lexer of a table of words; kept for the life of the process."""
    return ClauseLexer(words)
