"""Finds responsibility clauses in one leaf of the tree.

In: the Simplified view of a text, the place of a leaf, and where in it something
hints at a clause. Out: `Piece`s (clauses, or lines of one) and diagnostics.

Most brackets hold no clause. One that does stands behind a full stop, or begins with a
label, or ends its sentence with a verb of responsibility; and every word of it is a
body, a verb, a date or a rule.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from cnpolicy.annotation.responsibilities.clauses.clause_grammar import (
    ClauseParse,
    read_clause,
)
from cnpolicy.annotation.responsibilities.clauses.clause_lexer import ClauseLexer
from cnpolicy.annotation.responsibilities.clauses.clause_patterns import (
    CLOSERS,
    OPENERS,
    SPACE,
)
from cnpolicy.annotation.responsibilities.clauses.clause_scan import ClauseScan
from cnpolicy.annotation.responsibilities.clauses.clause_surroundings import (
    STOPS,
    visible_before,
    visible_behind,
)
from cnpolicy.annotation.responsibilities.clauses.clause_tokens import Body
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.diagnostics import Diagnostic, diagnostic
from cnpolicy.model.spans import Span

# A clause stands inside few other brackets. The bound keeps `。（。（…` from being read
# one time for each bracket around it.
DEEPEST = 3

_SENTENCE_STOPS = "。！？!?"
_ITEM_STOPS = "；;"
_SIGNS = "：:★☆●○■□◆◇▲△※•·>＞—－-"
_COMMAS = frozenset("，,")
_OPENING_LABELS = _COMMAS.union(STOPS, CLOSERS, _SIGNS)
_GOES_ON = "，,、；;的"
_MIDWAY = frozenset("，,、；;")

# A name that does not end as one, believed only behind a label on its own line; forms
# (责任单位：（盖章）) and orders (责任单位：要高度重视) are none.
_SHORT_NAME = lazy(r"(?![要应须对将把请加做抓落建完推组按根切不])[\u4e00-\u9fff]{2,10}")


# Labels of an address: 联系单位：…；联系电话：….
_ADDRESS = frozenset(("联系人", "联系电话", "联系方式", "电话", "传真", "邮箱"))

# A line end between two label lines, with indents and a blank line.
_WIDEST_BREAK = 24

# What a place in a leaf is, where it is no pair of brackets.
_UNCLOSED = -1
_LABEL = -2

# （牵头单位：市教育局；⏎责任单位：各区（县））: a bracket over lines is closed below.
_CLOSED_LATER = lazy(
    r"(?:[^（(【〔\[）)】〕\]。]{1,60}+|[（(][^（()）。\r\n]{0,20}[）)]){0,8}+[）)】〕\]]"
)


class Piece(NamedTuple):
    """A clause, or some lines of one without brackets."""

    start: int
    """Offset of the opening bracket or of the label."""

    end: int
    """Offset behind the closing bracket or the last word."""

    reading: ClauseParse
    """What it says."""

    scan: ClauseScan
    """How it was read."""

    run: bool
    """Whether it has no brackets: labels at the end of a paragraph or on own lines."""


def bodies_of(scan: ClauseScan) -> Iterator[Body]:
    """Yield every name of a clause, in order."""
    for token in scan.tokens:
        if token.type == "BODIES":
            yield from token.value


class ClauseFinder:
    """Looks through leaves one after the other, in the order of the text."""

    def __init__(self, simplified: str, lexer: ClauseLexer) -> None:
        """Take the view of the whole text."""
        self.simplified = simplified
        self.lexer = lexer
        self.pieces: list[Piece] = []
        """What was found so far, in order."""
        self.diagnostics: list[Diagnostic] = []
        """What looked like a clause and is none."""
        self.stop_at = -1  # the next 。, kept so that it is looked for only once

    def look(self, start: int, end: int, labels: list[int]) -> None:
        """Look through the leaf at `start:end`; `labels` are colons behind labels."""
        pairs, open_ones = self.pair(start, end)
        labels = labels[bisect_left(labels, start) : bisect_left(labels, end)]
        places = [pair for pair in pairs if pair[2] <= DEEPEST]
        if open_ones:
            limits = (*open_ones[1:], end)
            places += [
                (at, _UNCLOSED, to) for at, to in zip(open_ones, limits, strict=True)
            ]
        places += [(colon, _LABEL, end) for colon in labels]
        places.sort()
        done = start
        shut = start  # where the last bracket ends that is no clause
        for at, closer, more in places:
            if at < done:
                continue
            if closer == _LABEL:
                done = max(done, self.run(at, done, shut if at < shut else end))
            elif closer == _UNCLOSED:
                done = max(done, self.unclosed(at, start, more, labels))
            elif self.bracket(at, closer, start, end, labels):
                done = closer + 1
            elif at >= shut:
                shut = closer

    def pair(
        self, start: int, end: int
    ) -> tuple[list[tuple[int, int, int]], list[int]]:
        """Return the pairs of brackets with their depth, and those never closed."""
        simplified = self.simplified
        stack: list[int] = []
        pairs = []
        for match in self.lexer.patterns.brackets.finditer(simplified, start, end):
            at = match.start()
            if simplified[at] in OPENERS:
                stack.append(at)
            elif stack:
                opener = stack.pop()
                pairs.append((opener, at, len(stack)))
        return pairs, stack

    # ---- brackets -------------------------------------------------------------------

    def bracket(
        self, opener: int, closer: int, start: int, end: int, labels: list[int]
    ) -> bool:
        """Read a pair of brackets; tell whether nothing in it is left to read."""
        simplified = self.simplified
        if closer - opener < 3:
            return False  # （一）
        labelled = bisect_left(labels, closer) > bisect_left(labels, opener)
        stated = not labelled and self.is_stated(opener + 1, closer)
        labelled = labelled or stated
        if simplified[closer] == "】":
            label = self.lexer.patterns.label.match(simplified, opener)
            if label is not None and label.end() > closer:
                return False  # 【责任单位】, to be read as a label
        stopped = self.is_stopped(opener, start)
        following, ends = visible_behind(
            simplified, closer + 1, end, self.lexer.patterns.mark
        )
        if not (stopped or labelled or ends) and not (
            following in _MIDWAY and self.is_strong(opener, closer)
        ):
            return False
        scan = self.lexer.lex(simplified, opener + 1, closer, labelled, stated=stated)
        if stated and scan.strong < scan.names:
            return False  # （牵头单位为主要力量）
        if not scan.labelled and not self.is_clause(
            scan, opener, closer, stopped, following, ends
        ):
            return False
        reading = None
        prose = scan.cannot_be_name or (scan.order >= 0 and not scan.labelled)
        # （市发改、财政等部门负责）: 等部门 says what they are.
        known = (
            scan.strong
            or scan.labelled
            or (scan.open_list and self.is_strong(opener, closer))
        )
        if scan.names and not prose and known:
            reading = read_clause(scan.tokens)
        if reading is not None:
            self.pieces.append(Piece(opener, closer + 1, reading, scan, False))
            return True
        if scan.labelled or (stopped and self.is_strong(opener, closer)):
            self.report("clause-unread", opener, closer + 1)
        return False

    def is_clause(
        self,
        scan: ClauseScan,
        opener: int,
        closer: int,
        stopped: bool,
        following: str,
        ends: bool,
    ) -> bool:
        """Tell whether a bracket without a label is a clause, by place and words."""
        if following and following in _GOES_ON:
            # （技工院校内由…部门负责）， is none, （市科技局牵头）， is one.
            return (
                following in _MIDWAY
                and not scan.cannot_be_name
                and self.simplified.find("由", opener, closer) < 0
                and scan.has_verb
                and scan.strong == scan.names
                and self.is_strong(opener, closer)
                and not self.simplified[scan.end : closer].strip(SPACE)  # 负责收取
                and any(
                    self.simplified[end - 1] in self.lexer.names.ends
                    for _, end, _ in bodies_of(scan)
                )
            )
        first = next(bodies_of(scan), None)
        if first and self.lexer.names.is_remark(self.simplified, first[0], first[1]):
            return False  # （尤其是对口支援医院、…）
        if not scan.has_verb:
            return stopped and self.is_list(scan, opener, ends)
        # Without a full stop before it (40万人次（牵头单位：…）。 or a heading) a
        # clause may hold only bodies and a strong verb.
        return stopped or (
            not scan.cannot_be_name
            and scan.strong == scan.names
            and self.is_strong(opener, closer)
        )

    def is_stated(self, start: int, end: int) -> bool:
        """Tell whether words begin with a label and a verb: 牵头单位为."""
        label = self.lexer.patterns.stated_label
        return label.match(self.simplified, start, end) is not None

    def is_stopped(self, opener: int, start: int) -> bool:
        """Tell whether a sentence, an item or another clause ends before a bracket."""
        before = visible_before(self.simplified, opener, start)
        return (
            before == ""
            or before in STOPS
            or bool(self.pieces and self.pieces[-1].end == opener)
        )

    def is_list(self, scan: ClauseScan, opener: int, ends: bool) -> bool:
        """Tell whether a bracket without verb and label is a list of bodies.

        （市农牧业局、市发展改革委、…）. Every member must end as a body does, and
        one of them as an organ, and a sentence must have ended before it, or the
        bracket ends an item that closes with ；. An address is none (联系电话：…).
        """
        if scan.cannot_be_name or not scan.names or scan.strong < scan.names:
            return False
        simplified, names = self.simplified, self.lexer.names
        if not _ADDRESS.isdisjoint(scan.labels) or names.is_remark(
            simplified, opener + 1, scan.stop
        ):
            return False  # （来源：国家统计局）
        before = visible_before(simplified, opener, 0)
        return (
            before != ""
            and (before in _SENTENCE_STOPS or (before in _ITEM_STOPS and ends))
            and any(names.is_organ(simplified, at, to) for at, to, _ in bodies_of(scan))
            and not any(
                names.is_label(simplified, at, to) for at, to, _ in bodies_of(scan)
            )
        )

    def is_strong(self, start: int, end: int) -> bool:
        """Tell whether the text has a verb of leading or of being responsible."""
        words = self.lexer.words
        return any(
            self.simplified.find(verb, start, end) >= 0
            for verb in words.lead_verbs + words.duty_verbs
        )

    def unclosed(self, opener: int, start: int, end: int, labels: list[int]) -> int:
        """Deal with a bracket that is not closed; return how far it was read.

        `end` is the next bracket that is not closed, or the end of the leaf, so that
        no text is looked at twice.
        """
        simplified = self.simplified
        if not self.is_stopped(opener, start):
            return opener
        stop = simplified.find("。", opener, end)
        last = end if stop < 0 else stop
        labelled = bisect_left(labels, last) > bisect_left(labels, opener)
        if not labelled and not self.is_strong(opener, last):
            return opener
        while last > opener and simplified[last - 1] in SPACE:
            last -= 1
        if not _CLOSED_LATER.match(simplified, last):
            self.report("unclosed-bracket", opener, last)
        if simplified[last - 1] in CLOSERS:
            # （责任单位：各县（市、区政府）: one closing bracket for two.
            self.bracket(opener, last - 1, start, end, labels)
        elif labelled:
            # （牵头单位：市教育局；⏎责任单位：市财政局）: closed in a later line.
            known = len(self.pieces)
            self.run(labels[bisect_left(labels, opener)], opener + 1, last)
            if len(self.pieces) > known and self.pieces[-1].start == opener + 1:
                self.pieces[-1] = self.pieces[-1]._replace(start=opener)
        return last

    # ---- labels without brackets ----------------------------------------------------

    def run(self, colon: int, start: int, end: int) -> int:
        """Read a label and what follows; return how far it was read."""
        simplified, lexer = self.simplified, self.lexer
        at = self.label_start(colon, start)
        if at < 0:
            return colon + 1
        if self.stop_at < colon:
            stop = simplified.find("。", colon)
            self.stop_at = len(simplified) if stop < 0 else stop
        scan = lexer.lex(simplified, at, min(end, self.stop_at), run=True)
        reading = None
        if not (
            scan.cannot_be_name or (scan.order >= 0 and not scan.names)
        ):  # 责任人：… has no tokens and belongs to its neighbours
            reading = read_clause(scan.tokens) if scan.tokens else ClauseParse()
        if visible_before(simplified, at, start) in _COMMAS and scan.strong < max(
            scan.names, 1
        ):
            return max(scan.stop, colon + 1)
        if reading is not None and (scan.strong or not self.is_order(scan)):
            last = scan.end if scan.end > at else colon + 1
            self.pieces.append(Piece(at, last, reading, scan, True))
        elif not set(scan.labels) <= lexer.words.weak_stems:
            self.report("clause-unread", at, max(scan.end, colon + 1))
        return max(scan.stop, colon + 1)

    def is_order(self, scan: ClauseScan) -> bool:
        """Tell whether the words behind a label are prose (责任单位：要高度重视…)."""
        return any(
            _SHORT_NAME.fullmatch(self.simplified, begin, end) is None
            for begin, end, _ in bodies_of(scan)
        )

    def label_start(self, colon: int, start: int) -> int:
        """Return where the label before `colon` begins; -1 if none opens a clause."""
        simplified, lexer = self.simplified, self.lexer
        words = lexer.words
        for match in lexer.patterns.label.finditer(
            simplified, max(start, colon - 32), min(len(simplified), colon + 2)
        ):
            if match.end() > colon:
                break
        else:
            return -1
        at = match.start()
        if match["whole"] in lexer.stems and (
            visible_before(simplified, at, start)
            or not self.has_neighbour(at, colon + 1)
        ):
            return -1  # 三要牵头：
        for prefix in words.label_prefixes:
            if simplified.endswith(prefix, start, at):
                at -= len(prefix)
                break
        if (simplified[colon] == "】") is not (simplified[at] == "【"):
            return -1
        before = visible_before(simplified, at, start)
        if before == "" or before in _OPENING_LABELS:
            return at
        if simplified[at - 1] in SPACE:
            return at
        if at - start > 16:
            return -1
        mark = self.lexer.patterns.mark.search(simplified, start, at)
        return at if mark is not None and mark.end() == at else -1

    def has_neighbour(self, at: int, start: int) -> bool:
        """Tell whether a label line stands right above, or another label behind.

        `start` is where the words behind the label begin; the rest of their line is
        looked at, and where the next line begins.
        """
        simplified, label = self.simplified, self.lexer.patterns.label
        last = self.pieces[-1] if self.pieces else None
        if (
            last is not None
            and last.run
            and at - last.end <= _WIDEST_BREAK
            and not simplified[last.end : at].strip(SPACE + "；;。")
        ):
            return True
        stop = simplified.find("\n", start)
        if stop < 0:
            return label.search(simplified, start) is not None
        if label.search(simplified, start, stop) is not None:
            return True
        while stop < len(simplified) and simplified[stop] in SPACE:
            stop += 1
        return label.match(simplified, stop) is not None

    def report(self, code: str, start: int, end: int) -> None:
        """Add a diagnostic."""
        self.diagnostics.append(diagnostic(code, Span(start, end)))
