"""The names of bodies in a responsibility clause, as they are read one by one.

In: the tables of a lexer, the Simplified view of a text and the place of a clause
without its brackets; then the place where each name ends. Out: the names, and what was
seen on the way. Whether 和 joins two bodies (not in 文化和旅游部) is decided here.
What returns an `int | None` says where reading ends, or None where it goes on.
"""

from cnpolicy.annotation.responsibilities.body_names import LONGEST_NAME
from cnpolicy.annotation.responsibilities.clauses.clause_patterns import (
    AGENT,
    CLOSERS,
    NO_NAME,
    ORDER,
    PROSE,
    PROSE_SIGN,
    SIGN,
    SPACE,
)
from cnpolicy.annotation.responsibilities.clauses.clause_tables import ClauseTables
from cnpolicy.annotation.responsibilities.clauses.clause_tokens import Body
from cnpolicy.annotation.responsibilities.name_runs import (
    glued_number,
    unpaired,
)
from cnpolicy.model.responsibilities import Role


class NameScan:
    """The names of a clause, and what was seen meanwhile."""

    __slots__ = (
        "_bodies",
        "_conjunctions",
        "_direct",
        "_end",
        "_in_object",
        "_lexer",
        "_ordered",
        "_piece",
        "_prose",
        "_run",
        "_shared",
        "_view",
        "cannot_be_name",
        "end",
        "names",
        "order",
        "strong",
    )

    def __init__(
        self, lexer: ClauseTables, simplified: str, start: int, end: int
    ) -> None:
        """Start before the first name."""
        self.end = start
        """Offset behind the last word that belongs to the clause."""
        self.names = 0
        """How many names there are."""
        self.strong = 0
        """How many of them end as names of bodies do."""
        self.cannot_be_name = False
        """Whether a piece cannot be a name."""
        self.order = -1
        """Where the first piece begins that is prose, which names nobody; or -1."""
        self._lexer = lexer
        self._view = simplified
        self._end = end
        self._piece = start  # where the name being read begins
        self._bodies: list[Body] = []  # names read since the last verb or label
        self._conjunctions: list[tuple[int, int]] = []  # 和 inside the present name
        self._shared = -1  # where the last of several units with one head begins
        self._direct = False  # nothing stands between the present name and a verb
        self._in_object = False  # in the object of a verb: 负责规划、建设
        signed = SIGN.search(simplified, start, end) is not None
        self._prose = signed and PROSE_SIGN.search(simplified, start, end) is not None
        self._ordered = signed and ORDER.search(simplified, start, end) is not None
        self._run = False

    def _take_name(self, at: int, to: int) -> int | None:
        """End the name being read at `at`; the next one begins at `to`."""
        ends = self._close(at)
        if ends is None:
            self._piece = to
        return ends

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

    def _close(self, at: int, verb: bool = False) -> int | None:
        """End the name being read at `at`; `verb` tells that a verb follows."""
        ends: int | None = None
        simplified, start = self._view, self._piece
        direct, self._direct = self._direct, False
        while start < at and simplified[start] in SPACE:
            start += 1
        while start < at and simplified[at - 1] in SPACE:
            at -= 1
        if self._run and start < at and simplified[at - 1] in CLOSERS:
            at = unpaired(simplified, start, at)
        if start < at and simplified[start] in "0123456789１２３４５６７８９":
            mark = self._lexer.patterns.mark.match(simplified, start, at)
            start = mark.end() if mark else start  # 责任单位：1.市教育局；2.…
        if start < at and simplified[start] in "由以本此该":
            agent = AGENT.match(simplified, start, at)
            start = agent.end() if agent else start  # 由市科技局牵头
        if start < at:
            names = self._lexer.names
            if (direct or self._in_object) and not (
                (verb or not direct) and names.is_body(simplified, start, at)
            ):
                self._in_object = True  # 市发改委负责项目审批、规划，…
            else:
                self._in_object = False
                ends = self._add_joined(start, at)
        if ends is not None:
            self._drop(ends)
            return ends
        if self._conjunctions:
            self._conjunctions.clear()
        self._shared = -1
        return None

    def _add_joined(self, start: int, at: int) -> int | None:
        """Add the names that conjunctions join: 市教育局和市财政局."""
        for left, right in self._conjunctions:
            if self._lexer.names.joins(self._view, start, left, right, at):
                ends = self._add(start, left)
                if ends is not None:
                    return ends
                start = right
        return self._add(start, at)

    def _add(self, start: int, end: int) -> int | None:
        """Add one name; what follows it in the same piece may end a run."""
        simplified, names = self._view, self._lexer.names
        glued = glued_number(self._lexer, simplified, start, end) if self._run else 0
        end = glued or end
        if simplified[start] in "并且" and not names.is_body(simplified, start, end):
            self.end = end
            return glued or None  # （市税务局牵头，…，并及时总结推广）
        if self._ordered and ORDER.search(simplified, start, end):
            if self.order < 0:
                self.order = start
            # 责任单位：市水务局，要及时报告
            return start if self._run and self.names else None
        self.end = end
        star: Role | None = None
        if simplified[end - 1] in CLOSERS:
            end, star = names.star(simplified, start, end)  # 市发改委（牵头）、市财政局
        if (
            end - start > LONGEST_NAME
            or start >= end
            or (self._prose and PROSE.search(simplified, start, end))
        ):
            self.cannot_be_name = True
        self._bodies.append((start, end, star))
        self.names += 1
        # The first half is the common case, and saves a call for each name.
        if (end - start > 1 and simplified[end - 1] in names.ends) or names.is_body(
            simplified, start, end
        ):
            self.strong += 1
        return glued or None

    def _drop(self, to: int) -> None:
        """Forget the name being read and go on at `to`."""
        self._conjunctions.clear()
        self._shared = -1
        self._piece = to
