"""A responsibility clause that is cut into tokens.

In: the tables of a lexer, the Simplified view of a text and the place of a clause
without its brackets. Out: `ClauseScan`: the tokens that the grammar reads, and what was
seen on the way. One regular expression finds what is no name; names lie between.
Whether 和 joins two bodies (not in 文化和旅游部) and 、 shares a head
(各市、县人民政府) is decided here, by `body_names`: the grammar has nothing to guess.
"""

import re
from collections.abc import Callable

from cnpolicy.annotation.responsibilities.clauses.clause_patterns import (
    CLOSERS,
    SPACE,
)
from cnpolicy.annotation.responsibilities.clauses.clause_tables import ClauseTables
from cnpolicy.annotation.responsibilities.clauses.clause_tokens import (
    VERBS,
    ClauseToken,
)
from cnpolicy.annotation.responsibilities.name_runs import (
    begins_item,
    goes_on,
    unpaired,
)
from cnpolicy.annotation.responsibilities.name_scan import NameScan
from cnpolicy.model.responsibilities import NO_BODIES, Role

# Words before a label that belong to it: 市级, 其他.
_LONGEST_PREFIX = 4
# Words before a colon that is no label's, e.g. 市级：…; longer ones are prose.
_LONGEST_GROUP = 12
# What ends a deadline or names of persons behind their label.
_AFTER_RAW = ("label", "semi")


class ClauseScan(NameScan):
    """A clause that is cut into tokens, and what was seen meanwhile."""

    __slots__ = (
        "_joined",
        "_raw",
        "has_verb",
        "labelled",
        "labels",
        "open_list",
        "stop",
        "tokens",
    )

    def __init__(
        self, lexer: ClauseTables, simplified: str, start: int, end: int
    ) -> None:
        """Start before the first token."""
        super().__init__(lexer, simplified, start, end)
        self.tokens: list[ClauseToken] = []
        """What the grammar reads."""
        self.stop = start
        """Where reading stopped; nothing before it needs to be read again."""
        self.labels: list[str] = []
        """Stems of the labels, in order: 牵头, 责任, 完成时限."""
        self.labelled = False
        """Whether one of the labels is one of bodies."""
        self.has_verb = False
        """Whether there is a verb of responsibility."""
        self.open_list = False
        """Whether 等 stands behind a name."""
        self._joined = False  # behind 会同
        self._raw: Role | None = None  # in a deadline or names of persons

    def read(self, pattern: re.Pattern[str], run: bool) -> None:
        """Read the tokens in order; see `ClauseLexer.lex`."""
        self._run = run
        for match in pattern.finditer(self._view, self._piece, self._end):
            kind = match.lastgroup or ""
            at, to = match.span()
            if self._raw is not None:
                if kind not in _AFTER_RAW and not (run and kind == "cut"):
                    continue
                self._close_raw(at)
            ends = _TAKERS[kind](self, match, at, to)
            if ends is not None:
                self._finish(ends)
                return
        self._finish(self._end)

    # What follows returns where reading ends, or None where it goes on.

    # ---- names ----------------------------------------------------------------------

    def _take_comma(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read a comma: the name before it ends, unless it shares its head."""
        simplified, names = self._view, self._lexer.names
        before = simplified[at - 1]
        if before in names.plain_ends and self._take_plain(at):
            self._piece = to
            return None
        if before in names.stub_ends and simplified[at] == "、":
            first = self._shared < 0
            start = self._piece if first else self._shared
            if first and self._conjunctions:
                start = self._conjunctions[-1][1]  # 市委和各市、县人民政府
            if names.shares_head(simplified, start, at, to, self._end, first):
                self._shared = to
                return None
        return self._take_name(at, to)

    def _take_nest(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Leave a bracket to the name that it stands in: 各县（市、区）政府."""
        return None

    def _take_conjunction(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read 和, which joins two bodies or stands inside one."""
        if at == self._piece:
            self._piece = to  # …等省有关部门和各市人民政府
        else:
            self._conjunctions.append((at, to))
        return None

    # ---- what stands between names --------------------------------------------------

    def _take_cut(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read space before the number of an item, which ends a run."""
        return at if self._run else self._take_space(match, at, to)

    def _take_space(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read space, which ends a name, a run or nothing."""
        simplified, run = self._view, self._run
        if "\n" in simplified[at:to] or "\r" in simplified[at:to]:
            return None  # a line wrapped inside a name
        start = self._piece
        while start < at and simplified[start] in SPACE:
            start += 1
        names = self._lexer.names
        if simplified[at - 1] in CLOSERS and names.patterns.bare.match(
            simplified, to, self._end
        ):
            return None  # 各县（市、区） 政府
        if not names.is_body(simplified, start, at):
            alone = run and start == at and self._direct
            return (
                at
                if alone and not goes_on(self._lexer, simplified, to, self._end)
                else None
            )
        if run and not goes_on(self._lexer, simplified, to, self._end):
            return at
        return self._take_name(at, to)

    def _take_more(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read 等, behind which others are meant."""
        ends = self._close(at)
        if ends is not None:
            return ends
        if not self._in_object:
            self.open_list = True
            self.end = to
        self._piece = to
        return None

    def _take_semicolon(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read the end of a sentence or of its half, which ends a group."""
        if self._run and begins_item(self._lexer, self._view, to, self._end):
            return at
        ends = self._close(at)
        if ends is not None:
            return ends
        self._part(at)
        self._piece = to
        self._in_object = False
        return None

    def _take_colon(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read a colon that is no label's: 市级：…"""
        self.cannot_be_name |= at - self._piece > _LONGEST_GROUP
        self._drop(to)
        return None

    def _take_same(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read 下同, which names nobody."""
        ends = self._close(at)
        if ends is None:
            self._piece = self.end = to
        return ends

    def _take_verb(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read a verb with its adverbs."""
        ends = self._close(at, verb=True)
        if ends is not None:
            return ends
        self.has_verb = True
        tokens = self.tokens
        # A second verb of the same bodies (牵头、统筹) adds nothing. One without any
        # body goes to the grammar, which refuses it.
        if self._bodies or not (tokens and tokens[-1].type in VERBS):
            kind = self._lexer.verb_kind(match.group())
            if kind == "HELPS" and tokens and tokens[-1].type == "LABEL":
                self._part_helpers(at)
            self._flush(at)
            tokens.append(ClauseToken(kind, (at, to), at))
        self._joined = self._in_object = False
        self._direct = True
        self._piece = self.end = to
        return None

    def _take_joint(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read 会同, which matters only between bodies."""
        ends = self._close(at, verb=True)
        if ends is not None:
            return ends
        if self._bodies and not self._joined:
            self._flush(at)
            self.tokens.append(ClauseToken("WITH", None, at))
            self._joined = True
        self._piece = to
        return None

    def _take_label(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read a label; what stands before it belongs to the group before."""
        words = self._view[self._piece : at].strip(SPACE + "【")
        if len(words) > _LONGEST_PREFIX or self._lexer.names.is_body(
            words, 0, len(words)
        ):
            ends = self._close(at)  # 市级牵头单位： names nobody before its label
            if ends is not None:
                return ends
        if not self.tokens and not self.strong:
            self._bodies.clear()  # (预期性指标,牵头单位:…
            self.names = 0
        self._part(at)
        key = match["stem"] or match["whole"]
        role = self._lexer.roles[key]
        self.labels.append(key)
        if role in NO_BODIES:
            self._raw = role
        else:
            self.labelled = True
            self.tokens.append(ClauseToken("LABEL", role, at))
        self._in_object = False
        self._drop(to)
        return None

    def _close_raw(self, at: int) -> None:
        """End a deadline or names of persons."""
        simplified, start = self._view, self._piece
        stop = at
        while start < at and simplified[start] in SPACE:
            start += 1
        while start < at and simplified[at - 1] in SPACE + "，,、。；;":
            at -= 1
        if self._run and start < at and simplified[at - 1] in CLOSERS:
            at = unpaired(simplified, start, at)
        if self._raw is Role.DEADLINE and start < at:
            self.tokens.append(ClauseToken("DEADLINE", (start, at), start))
        self._raw = None
        self.end = at
        self._part(at)
        self._drop(stop)

    def _take_deadline(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read 2025年底前完成; 12345热线办 is a body."""
        if self._lexer.names.is_body(self._view, at, to):
            return None
        return self._take_part(match, at, to)

    def _take_part(self, match: re.Match[str], at: int, to: int) -> int | None:
        """Read what stands alone between separators: a deadline, a rule, a note."""
        ends = self._close(at)
        if ends is not None:
            return ends
        self._part(at)
        kind = (match.lastgroup or "").upper()
        self.tokens.append(ClauseToken(kind, (at, to), at))
        self._part(to)
        self._piece = self.end = to
        return None

    def _flush(self, at: int) -> None:
        """Make one token of the names read so far."""
        if self._bodies:
            self.tokens.append(ClauseToken("BODIES", self._bodies, at))
            self._bodies = []

    def _part_helpers(self, at: int) -> None:
        """Part those who help from those whom the label names, at the last ，.

        责任单位：市科技局，市教育局、市财政局等配合: if all three helped, there would
        be nobody to help.
        """
        bodies = self._bodies
        for place in range(len(bodies) - 1, 0, -1):
            between = self._view[bodies[place - 1][1] : bodies[place][0]]
            if "，" in between or "," in between:
                self._bodies = bodies[:place]
                self._part(at)
                self._bodies = bodies[place:]
                return

    def _part(self, at: int) -> None:
        """End a group of the clause."""
        self._flush(at)
        tokens = self.tokens
        if tokens and tokens[-1].type != "_END":
            tokens.append(ClauseToken("_END", None, at))
        self._joined = False

    def _finish(self, at: int) -> None:
        """End the clause."""
        self.stop = at
        if self._raw is not None:
            self._close_raw(at)
        else:
            ends = self._close(at)
            if ends is not None:
                self.stop = at = ends
        self._flush(at)
        if self.tokens and self.tokens[-1].type == "_END":
            self.tokens.pop()


_TAKERS: dict[str, Callable[[ClauseScan, re.Match[str], int, int], int | None]] = {
    "comma": ClauseScan._take_comma,
    "verb": ClauseScan._take_verb,
    "conjunction": ClauseScan._take_conjunction,
    "more": ClauseScan._take_more,
    "semi": ClauseScan._take_semicolon,
    "nest": ClauseScan._take_nest,
    "space": ClauseScan._take_space,
    "cut": ClauseScan._take_cut,
    "label": ClauseScan._take_label,
    "joint": ClauseScan._take_joint,
    "deadline": ClauseScan._take_deadline,
    "rule": ClauseScan._take_part,
    "note": ClauseScan._take_part,
    "same": ClauseScan._take_same,
    "colon": ClauseScan._take_colon,
}
"""What reads each kind of token, by the groups of `Patterns.token`."""
