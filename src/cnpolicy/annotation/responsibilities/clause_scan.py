"""A responsibility clause that is cut into tokens.

In: the tables of a lexer, the Simplified view of a text and the place of a clause
without its brackets. Out: `ClauseScan`: the tokens that the grammar reads, and what was
seen on the way. One regular expression finds what is no name; names lie between.
Whether 和 joins two bodies (not in 文化和旅游部) and 、 shares a head
(各市、县人民政府) is decided here, by `body_names`: the grammar has nothing to guess.
"""

import re

from cnpolicy.annotation.responsibilities.body_names import LONGEST_NAME
from cnpolicy.annotation.responsibilities.clause_patterns import (
    AGENT,
    CLOSERS,
    NO_NAME,
    ORDER,
    PROSE,
    PROSE_SIGN,
    SIGN,
    SPACE,
)
from cnpolicy.annotation.responsibilities.clause_tokens import VERBS, Body, ClauseToken
from cnpolicy.annotation.responsibilities.clause_vocabulary import ClauseTables
from cnpolicy.annotation.responsibilities.name_runs import (
    RunEnds,
    begins_item,
    glued_number,
    goes_on,
    unpaired,
)
from cnpolicy.model.responsibilities import NO_BODIES, Role

# Words before a label that belong to it: 市级, 其他.
_LONGEST_PREFIX = 4
# Words before a colon that is no label's, e.g. 市级：…; longer ones are prose.
_LONGEST_GROUP = 12


class ClauseScan:
    """A clause that is cut into tokens, and what was seen meanwhile."""

    __slots__ = (
        "_bodies",
        "_conjunctions",
        "_direct",
        "_end",
        "_in_object",
        "_joined",
        "_lexer",
        "_ordered",
        "_piece",
        "_prose",
        "_raw",
        "_run",
        "_shared",
        "_view",
        "cannot_be_name",
        "end",
        "has_verb",
        "labelled",
        "labels",
        "names",
        "open_list",
        "order",
        "stop",
        "strong",
        "tokens",
    )

    def __init__(self, lexer: ClauseTables, view: str, start: int, end: int) -> None:
        """Start before the first token."""
        self.tokens: list[ClauseToken] = []
        """What the grammar reads."""
        self.end = start
        """Offset behind the last word that belongs to the clause."""
        self.stop = start
        """Where reading stopped; nothing before it needs to be read again."""
        self.names = 0
        """How many names there are."""
        self.strong = 0
        """How many of them end as names of bodies do."""
        self.labels: list[str] = []
        """Stems of the labels, in order: 牵头, 责任, 完成时限."""
        self.labelled = False
        """Whether one of the labels is one of bodies."""
        self.has_verb = False
        """Whether there is a verb of responsibility."""
        self.open_list = False
        """Whether 等 stands behind a name."""
        self.cannot_be_name = False
        """Whether a piece cannot be a name."""
        self.order = -1
        """Where the first piece begins that is prose, which names nobody; or -1."""
        self._lexer = lexer
        self._view = view
        self._end = end
        self._piece = start  # where the name being read begins
        self._bodies: list[Body] = []  # names read since the last verb or label
        self._conjunctions: list[tuple[int, int]] = []  # 和 inside the present name
        self._shared = -1  # where the last of several units with one head begins
        self._direct = False  # nothing stands between the present name and a verb
        self._in_object = False  # in the object of a verb: 负责规划、建设
        self._joined = False  # behind 会同
        signed = SIGN.search(view, start, end) is not None
        self._prose = signed and PROSE_SIGN.search(view, start, end) is not None
        self._ordered = signed and ORDER.search(view, start, end) is not None
        self._run = False
        self._raw: Role | None = None  # in a deadline or names of persons

    def read(self, pattern: re.Pattern[str], run: bool) -> None:
        """Read the tokens in order; see `ClauseLexer.lex`."""
        self._run = run
        try:
            self._finish(self._read(pattern, run))
        except RunEnds as stop:
            self._drop(stop.at)
            self._raw = None
            self._finish(stop.at)

    def _read(self, pattern: re.Pattern[str], run: bool) -> int:
        """Read the tokens; return where reading ends."""
        view, end, names = self._view, self._end, self._lexer.names
        for match in pattern.finditer(view, self._piece, end):
            kind = match.lastgroup
            at, to = match.span()
            if self._raw is not None:
                if kind not in ("label", "semi") and not (run and kind == "cut"):
                    continue
                self._close_raw(at)
            if kind == "comma":
                if view[at - 1] in names.plain_ends and self._take_plain(at):
                    self._piece = to
                    continue
                if view[at - 1] in names.stub_ends and view[at] == "、":
                    first = self._shared < 0
                    start = self._piece if first else self._shared
                    if first and self._conjunctions:
                        start = self._conjunctions[-1][1]  # 市委和各市、县人民政府
                    if names.shares_head(view, start, at, to, end, first):
                        self._shared = to
                        continue
                self._close(at)
                self._piece = to
            elif kind == "verb":
                self._take_verb(match.group(), at, to)
            elif kind == "conjunction":
                if at == self._piece:
                    self._piece = to  # …等省有关部门和各市人民政府
                else:
                    self._conjunctions.append((at, to))
            elif kind == "more":
                self._close(at)
                if not self._in_object:
                    self.open_list = True
                    self.end = to
                self._piece = to
            elif kind == "semi":
                if run and begins_item(self._lexer, view, to, self._end):
                    break
                self._close(at)
                self._part(at)
                self._piece = to
                self._in_object = False
            elif kind == "space" or (kind == "cut" and not run):
                if self._breaks(at, to, run):
                    break
            elif kind == "cut":
                break
            elif kind == "label":
                self._take_label(match, at, to)
            elif kind == "joint":
                self._take_joint(at, to)
            elif kind == "deadline":
                if not names.is_body(view, at, to):
                    self._take_part("DEADLINE", at, to)
            elif kind == "rule":
                self._take_part("RULE", at, to)
            elif kind == "note":
                self._take_part("NOTE", at, to)
            elif kind == "same":
                self._close(at)
                self._piece = self.end = to
            elif kind == "colon":
                self.cannot_be_name |= at - self._piece > _LONGEST_GROUP
                self._drop(to)
        else:
            at = end
        return at

    # ---- names ----------------------------------------------------------------------

    def _take_plain(self, at: int) -> bool:
        """Add the name being read if nothing is special about it, as with most."""
        start = self._piece
        if (
            self._run
            or self._direct
            or self._in_object
            or self._prose
            or self._ordered
            or self._conjunctions
            or self._shared >= 0
            or not 1 < at - start <= LONGEST_NAME
            or self._view[start] in NO_NAME
        ):
            return False
        self._bodies.append((start, at, None))
        self.names += 1
        self.strong += 1
        self.end = at
        return True

    def _close(self, at: int, verb: bool = False) -> None:
        """End the name being read at `at`; `verb` tells that a verb follows."""
        view, start = self._view, self._piece
        direct, self._direct = self._direct, False
        while start < at and view[start] in SPACE:
            start += 1
        while start < at and view[at - 1] in SPACE:
            at -= 1
        if self._run and start < at and view[at - 1] in CLOSERS:
            at = unpaired(view, start, at)
        if start < at and view[start] in "0123456789１２３４５６７８９":
            mark = self._lexer.patterns.mark.match(view, start, at)
            start = mark.end() if mark else start  # 责任单位：1.市教育局；2.…
        if start < at and view[start] in "由以本此该":
            agent = AGENT.match(view, start, at)
            start = agent.end() if agent else start  # 由市科技局牵头
        if start < at:
            names = self._lexer.names
            if (direct or self._in_object) and not (
                (verb or not direct) and names.is_body(view, start, at)
            ):
                self._in_object = True  # 市发改委负责项目审批、规划，…
            else:
                self._in_object = False
                for left, right in self._conjunctions:
                    if names.joins(view, start, left, right, at):
                        self._add(start, left)
                        start = right
                self._add(start, at)
        if self._conjunctions:
            self._conjunctions.clear()
        self._shared = -1

    def _drop(self, to: int) -> None:
        """Forget the name being read and go on at `to`."""
        self._conjunctions.clear()
        self._shared = -1
        self._piece = to

    def _add(self, start: int, end: int) -> None:
        """Add one name."""
        view, names = self._view, self._lexer.names
        glued = glued_number(self._lexer, view, start, end) if self._run else 0
        end = glued or end
        if self._ordered and ORDER.search(view, start, end):
            if self.order < 0:
                self.order = start
            if self._run and self.names:
                raise RunEnds(start)  # 责任单位：市水务局，要及时报告
            return
        self.end = end
        star: Role | None = None
        if view[end - 1] in CLOSERS:
            end, star = names.star(view, start, end)  # 市发改委（牵头）、市财政局
        if (
            end - start > LONGEST_NAME
            or start >= end
            or (self._prose and PROSE.search(view, start, end))
        ):
            self.cannot_be_name = True
        self._bodies.append((start, end, star))
        self.names += 1
        # The first half is the common case, and saves a call for each name.
        if (end - start > 1 and view[end - 1] in names.ends) or names.is_body(
            view, start, end
        ):
            self.strong += 1
        if glued:
            raise RunEnds(glued)

    def _breaks(self, at: int, to: int, run: bool) -> bool:
        """Deal with space; tell whether a run ends here."""
        view = self._view
        if "\n" in view[at:to] or "\r" in view[at:to]:
            return False  # a line wrapped inside a name
        start = self._piece
        while start < at and view[start] in SPACE:
            start += 1
        names = self._lexer.names
        if view[at - 1] in CLOSERS and names.patterns.bare.match(view, to, self._end):
            return False  # 各县（市、区） 政府
        if not names.is_body(view, start, at):
            return (
                run
                and start == at
                and self._direct
                and not goes_on(self._lexer, view, to, self._end)
            )
        if run and not goes_on(self._lexer, view, to, self._end):
            return True
        self._close(at)
        self._piece = to
        return False

    # ---- what stands between names --------------------------------------------------

    def _take_verb(self, phrase: str, at: int, to: int) -> None:
        """Read a verb with its adverbs."""
        self._close(at, verb=True)
        self.has_verb = True
        tokens = self.tokens
        # A second verb of the same bodies (牵头、统筹) adds nothing. One without any
        # body goes to the grammar, which refuses it.
        if self._bodies or not (tokens and tokens[-1].type in VERBS):
            kind = self._lexer.verb_kind(phrase)
            if kind == "HELPS" and tokens and tokens[-1].type == "LABEL":
                self._part_helpers(at)
            self._flush(at)
            tokens.append(ClauseToken(kind, (at, to), at))
        self._joined = self._in_object = False
        self._direct = True
        self._piece = self.end = to

    def _take_joint(self, at: int, to: int) -> None:
        """Read 会同, which matters only between bodies."""
        self._close(at, verb=True)
        if self._bodies and not self._joined:
            self._flush(at)
            self.tokens.append(ClauseToken("WITH", None, at))
            self._joined = True
        self._piece = to

    def _take_label(self, match: re.Match[str], at: int, to: int) -> None:
        """Read a label; what stands before it belongs to the group before."""
        words = self._view[self._piece : at].strip(SPACE + "【")
        if len(words) > _LONGEST_PREFIX or self._lexer.names.is_body(
            words, 0, len(words)
        ):
            self._close(at)  # 市级牵头单位： names nobody before its label
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

    def _close_raw(self, at: int) -> None:
        """End a deadline or names of persons."""
        view, start = self._view, self._piece
        stop = at
        while start < at and view[start] in SPACE:
            start += 1
        while start < at and view[at - 1] in SPACE + "，,、。；;":
            at -= 1
        if self._run and start < at and view[at - 1] in CLOSERS:
            at = unpaired(view, start, at)
        if self._raw is Role.DEADLINE and start < at:
            self.tokens.append(ClauseToken("DEADLINE", (start, at), start))
        self._raw = None
        self.end = at
        self._part(at)
        self._drop(stop)

    def _take_part(self, kind: str, at: int, to: int) -> None:
        """Read what stands alone between separators."""
        self._close(at)
        self._part(at)
        self.tokens.append(ClauseToken(kind, (at, to), at))
        self._part(to)
        self._piece = self.end = to

    def _flush(self, at: int) -> None:
        """Make one token of the names read so far."""
        if self._bodies:
            self.tokens.append(ClauseToken("BODIES", self._bodies, at))
            self._bodies = []

    def _part_helpers(self, at: int) -> None:
        """Part those who help from those whom the label names, at the last ，.

        责任单位：市科技局，市教育局、市财政局等配合: all of them cannot help nobody.
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
            self._close(at)
        self._flush(at)
        if self.tokens and self.tokens[-1].type == "_END":
            self.tokens.pop()
