"""Reads who is responsible for what.

In: a finished tree, the text it was read from, and the Simplified view of the text
(of the same length). Out: `Responsibility` annotations in the order of the text, and
diagnostics. The tree is not changed. Words are matched on the view, names are taken
from the text, so that a Traditional name stays Traditional.

Text without a hint of a clause costs a few searches for fixed words and nothing more:
the tree is walked only where one was found.
"""

from bisect import bisect_right
from collections.abc import Iterator

from cnpolicy.annotation.responsibilities.broken_lines import look
from cnpolicy.annotation.responsibilities.clauses.clause_finder import (
    ClauseFinder,
    Piece,
)
from cnpolicy.annotation.responsibilities.clauses.clause_grammar import ClauseParse
from cnpolicy.annotation.responsibilities.clauses.clause_hints import Hints, hints_in
from cnpolicy.annotation.responsibilities.clauses.clause_lexer import lexer_of
from cnpolicy.annotation.responsibilities.clauses.clause_patterns import SPACE
from cnpolicy.annotation.responsibilities.clauses.clause_tokens import Body
from cnpolicy.annotation.responsibilities.label_lines import awaits_names, names_below
from cnpolicy.annotation.responsibilities.persons import persons_in
from cnpolicy.annotation.responsibilities.scopes import (
    Chain,
    Home,
    Scopes,
    leaves_of,
    rule_start,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.arguments import expect
from cnpolicy.model.diagnostics import Diagnostic
from cnpolicy.model.nodes import (
    BoxHeading,
    Branch,
    Document,
    Heading,
    Leaf,
    ListItem,
    Paragraph,
    Section,
)
from cnpolicy.model.responsibilities import (
    NO_BODIES,
    Organization,
    Person,
    Responsibility,
    Role,
)
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.spans import NOWHERE, new_span
from cnpolicy.vocabulary.responsibility_words import WORDS, ResponsibilityWords

_CLAUSE_LEAVES = (Paragraph, ListItem, Heading, BoxHeading)
_BETWEEN_LINES = SPACE + "。；;"
_DO = (Role.LEAD, Role.RESPONSIBLE)
_FEWEST_SECTIONS = 2

_WRAP = lazy(r"[^\S\r\n]*[\r\n]\s*")


def read_responsibilities(
    root: Branch,
    text: str,
    simplified: str,
    words: ResponsibilityWords = WORDS,
    hints: Hints | None = None,
) -> tuple[tuple[Responsibility, ...], tuple[Diagnostic, ...]]:
    """Return the responsibility clauses of a tree, and what could not be read as one.

    `root` is a document or any part of one; the spans of its leaves are places in
    `text`. `simplified` is `text` in Simplified characters, one for one. `hints` are
    those of `hints_in`, where the caller has them already.

    Law: never raises on content; takes time in proportion to the text.
    """
    start, end = root.span if root.span != NOWHERE else (0, len(text))
    places, labels = hints or hints_in(simplified, start, end, words)
    if not places:
        return (), ()
    leaves = leaves_of(root)
    finder = ClauseFinder(simplified, lexer_of(words))
    pieces: list[tuple[Piece, int]] = []
    done = -1
    for number in _leaves_with(places, leaves):
        if number <= done:
            continue
        leaf = leaves[number][0]
        known = len(finder.pieces)
        look(finder, leaf.span.start, leaf.span.end, labels)
        pieces.extend((piece, number) for piece in finder.pieces[known:])
        if awaits_names(finder, leaf.span.start, leaf.span.end):
            pieces.extend(names_below(finder, leaves, number))
            done = pieces[-1][1]
    joined = list(_merge(pieces, simplified, words))
    again = _come_again(joined, leaves, words)
    clauses = [one for one in joined if _counts(one, words) or _labels(one) & again]
    rule = rule_start(simplified, places, words) if clauses else -1
    if clauses and rule >= clauses[-1][-1][0].end:
        rule = 0  # a remark at the end of the text speaks of all clauses
    homes = _homes(clauses, leaves, simplified)
    scopes = Scopes(homes)
    return (
        tuple(
            _responsibility(
                clause,
                home,
                scopes,
                text,
                rule,
                _persons(clause, text, simplified, words),
            )
            for clause, home in zip(clauses, homes, strict=True)
        ),
        tuple(finder.diagnostics),
    )


# A clause, as the lines it was found in, each with the number of its leaf.
_Clause = list[tuple[Piece, int]]


def _leaves_with(hints: list[int], leaves: list[tuple[Leaf, Chain]]) -> Iterator[int]:
    """Yield the numbers of the leaves that have a hint and may hold a clause."""
    starts = [leaf.span[0] for leaf, _ in leaves]
    last = -1
    for hint in hints:
        number = bisect_right(starts, hint) - 1
        if number > last:
            last = number
            leaf = leaves[number][0]
            if hint < leaf.span.end and isinstance(leaf, _CLAUSE_LEAVES):
                yield number


def _merge(
    pieces: _Clause, simplified: str, words: ResponsibilityWords
) -> Iterator[_Clause]:
    """Join label lines that follow one another into one clause.

    牵头部门：…⏎⏎参与部门：…⏎⏎完成时限：… A label that is repeated begins the next
    clause.
    """
    clause: _Clause = []
    seen: set[str] = set()
    for piece, number in pieces:
        labels = set(piece.scan.labels)
        if clause and not (
            piece.run
            and clause[-1][0].run
            and seen.isdisjoint(labels)
            and not simplified[clause[-1][0].end : piece.start].strip(
                _BETWEEN_LINES + "、，,"
            )
        ):
            yield _trim(clause, words)
            clause, seen = [], set()
        clause.append((piece, number))
        seen |= labels
    if clause:
        yield _trim(clause, words)


def _trim(clause: _Clause, words: ResponsibilityWords) -> _Clause:
    """Take lines that tell whom to ask only (联系人：…), or nobody, off the end."""
    while len(clause) > 1 and not _says(clause[-1][0], words):
        clause.pop()
    return clause


def _says(piece: Piece, words: ResponsibilityWords) -> bool:
    """Tell whether a line names a body, a date, or a person who is responsible."""
    if any(token.type != "LABEL" for token in piece.scan.tokens):
        return True
    return _names_persons(piece, words) and piece.end > piece.start


def _names_persons(piece: Piece, words: ResponsibilityWords) -> bool:
    """Tell whether a line has a label of persons."""
    labels = piece.scan.labels
    return bool(labels) and Role.PERSON in map(lexer_of(words).roles.get, labels)


def _counts(clause: _Clause, words: ResponsibilityWords) -> bool:
    """Tell whether a clause names a body, in brackets or under a label that counts.

    主办单位 and the like also stand in imprints of web pages; with 协办单位 they count.
    """
    if not clause[0][0].run:
        return True
    if not any(piece.scan.names for piece, _ in clause):
        return False
    roles = lexer_of(words).roles
    labels = _labels(clause)
    return any(
        roles[label] not in NO_BODIES and label not in words.weak_stems
        for label in labels
    ) or any(pair <= labels for pair in words.pairs)


def _labels(clause: _Clause) -> set[str]:
    """The labels of a clause."""
    return {label for piece, _ in clause for label in piece.scan.labels}


def _come_again(
    clauses: list[_Clause], leaves: list[tuple[Leaf, Chain]], words: ResponsibilityWords
) -> set[str]:
    """The weak labels that alone close one section after the other: 承办单位：某局.

    Once, such a line is an imprint, or tells who answered.
    """
    roles = lexer_of(words).roles
    sections: dict[str, set[int]] = {}
    for clause in clauses:
        labels = _labels(clause)
        branch = leaves[clause[0][1]][1].branch
        if len(labels) == 1 and isinstance(branch, Section) and clause[0][0].scan.names:
            sections.setdefault(labels.pop(), set()).add(id(branch))
    return {
        label
        for label, found in sections.items()
        if len(found) >= _FEWEST_SECTIONS and roles[label] in _DO
    }


def _homes(
    clauses: list[_Clause], leaves: list[tuple[Leaf, Chain]], simplified: str
) -> list[Home]:
    """Return where each clause stands in the tree."""
    homes = []
    visible: dict[int, tuple[int, int]] = {}
    for clause in clauses:
        (first, number), (last, last_number) = clause[0], clause[-1]
        for one in (number, last_number):
            if one not in visible:
                visible[one] = _visible(leaves[one][0], simplified)
        begin, end = visible[number][0], visible[last_number][1]
        leaf, chain = leaves[number]
        start = leaf.span.start
        alone = begin >= first.start and end <= last.end
        homes.append(
            Home(
                leaf,
                leaves[last_number][0],
                chain,
                first.start,
                alone,
                own_line=alone and (start == 0 or simplified[start - 1] in "\r\n"),
                opens=end > last.end and simplified[end - 1] in "：:",
            )
        )
    return homes


def _visible(leaf: Leaf, simplified: str) -> tuple[int, int]:
    """Return where the words of a leaf begin and end, without space and last 。."""
    start, end = leaf.span
    while start < end and simplified[start] in _BETWEEN_LINES:
        start += 1
    while start < end and simplified[end - 1] in _BETWEEN_LINES:
        end -= 1
    return start, end


def _responsibility(
    clause: _Clause,
    home: Home,
    scopes: Scopes,
    text: str,
    rule: int,
    persons: tuple[Person, ...],
) -> Responsibility:
    """Make the annotation of a clause."""
    reading = clause[0][0].reading if len(clause) == 1 else _joined(clause)
    lead = _bodies(reading.lead, text)
    responsible = _bodies(reading.responsible, text)
    inferred = None
    if responsible and not lead and 0 <= rule < clause[-1][0].end:
        inferred = responsible[0]
    return Responsibility(
        clause=new_span((clause[0][0].start, clause[-1][0].end)),
        lead=lead,
        responsible=responsible,
        support=_bodies(reading.support, text),
        guide=_bodies(reading.guide, text),
        open_list=any(piece.scan.open_list for piece, _ in clause),
        manner=_words(reading.manner, text),
        deadline=_words(reading.deadline, text),
        scope=scopes.scope(home),
        inferred_lead=inferred,
        persons=persons,
    )


def _persons(
    clause: _Clause, text: str, simplified: str, words: ResponsibilityWords
) -> tuple[Person, ...]:
    """Return the persons that a clause names; mostly it has no label for any."""
    return tuple(
        person
        for piece, _ in clause
        if piece.scan.labels and _names_persons(piece, words)
        for person in persons_in(
            lexer_of(words), text, simplified, piece.start, piece.end
        )
    )


def _joined(clause: _Clause) -> ClauseParse:
    """Return what the lines of a clause say together."""
    joined = ClauseParse()
    for piece, _ in clause:
        reading = piece.reading
        joined.lead += reading.lead
        joined.responsible += reading.responsible
        joined.support += reading.support
        joined.guide += reading.guide
        joined.manner = joined.manner or reading.manner
        joined.deadline = joined.deadline or reading.deadline
    return joined


def _bodies(bodies: list[Body], text: str) -> tuple[Organization, ...]:
    """Return the bodies of one role, named as the text has them."""
    if not bodies:
        return ()
    found = []
    for start, end, _ in bodies:
        name = text[start:end]
        if not name.isprintable() and ("\n" in name or "\r" in name):
            name = "".join(name.split())  # a PDF breaks lines inside names
        found.append(Organization(name, new_span((start, end))))
    return tuple(found)


def _words(place: tuple[int, int] | None, text: str) -> str | None:
    """Return the words at a place without the line ends inside; None without one."""
    if place is None:
        return None
    words = text[place[0] : place[1]]
    return words if words.isprintable() else _WRAP.sub("", words).strip()


def responsibilities(document: Document) -> Results[Responsibility]:
    """Return who does what in a document, in the order of the text.

    They are read when the text is parsed; to read those of an edited tree, parse
    its `unparse`.
    """
    expect(document, Document, "responsibilities")
    return Results(document.responsibilities, Responsibility)
