"""Reads one responsibility clause with `grammar/responsibility.lark`.

In: the tokens of `clause_lexer`. Out: a `ClauseParse`: which bodies have which role, by
when and how, as places in the text. What the grammar refuses gives None.

The grammar looks at the kinds of the tokens only, and few sequences of kinds exist
(BODIES LEADS BODIES DOES is half of all clauses). So each sequence is parsed once,
into steps that say which token plays which part, and the steps are kept.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from cnpolicy.annotation.responsibilities.clauses.clause_tokens import Body, ClauseToken
from cnpolicy.grammars import Parser, build_parser
from cnpolicy.model.responsibilities import Role

_RESPONSIBLE = Role.RESPONSIBLE
_VERB_ROLES = {"LEADS": Role.LEAD, "HELPS": Role.SUPPORT, "GUIDES": Role.GUIDE}

# Longer clauses (lists of hundreds of groups, made by hand or by damage) are parsed
# each time, so that what is kept stays small.
_LONGEST_KEPT = 24


class ClauseParse:
    """What a clause says."""

    __slots__ = ("deadline", "guide", "lead", "manner", "responsible", "support")

    def __init__(self) -> None:
        """Start with a clause that says nothing."""
        self.lead: list[Body] = []
        """Bodies that lead."""
        self.responsible: list[Body] = []
        """Bodies that are responsible."""
        self.support: list[Body] = []
        """Bodies that help."""
        self.guide: list[Body] = []
        """Bodies that guide."""
        self.deadline: tuple[int, int] | None = None
        """Where the deadline stands."""
        self.manner: tuple[int, int] | None = None
        """Where the first verb of being responsible stands, with its manner:
        按职责分工负责."""

    def give(self, role: Role, bodies: Sequence[Body]) -> None:
        """Give the bodies a role; （牵头） behind a name goes before it."""
        if role is _RESPONSIBLE:
            target = self.responsible
        elif role is Role.LEAD:
            target = self.lead
        elif role is Role.SUPPORT:
            target = self.support
        elif role is Role.GUIDE:
            target = self.guide
        else:
            target = self.responsible
        for body in bodies:
            if body[2] is None:
                target.append(body)
            else:
                (self.lead if body[2] is Role.LEAD else self.support).append(body)


class _Step(NamedTuple):
    """One part of a clause, told by the places of its tokens; -1 where it has none."""

    label: int = -1
    """The label that holds from here on."""

    bodies: int = -1
    """The bodies it speaks of."""

    others: int = -1
    """Those behind 会同."""

    verb: int = -1
    """What they do; without verb, what the label says."""

    deadline: int = -1
    """By when."""

    apart: bool = False
    """Whether it stands behind ； with no label of its own."""


_Steps = tuple[_Step, ...]


class _Builder:
    """Builds the steps while the clause is parsed: one method a rule of the grammar.

    The value of each token is its place in the clause.
    """

    def joint(self, children: list[Any]) -> _Step:
        """国家发展改革委、财政部会同有关部门"""
        return _Step(bodies=children[0].value, others=children[2].value)

    def said(self, children: list[Any]) -> _Step:
        """国家知识产权局牵头"""
        return _step(children[0])._replace(verb=children[1].value)

    def listed(self, children: list[Any]) -> _Step:
        """省财政厅，各市人民政府"""
        return _step(children[0])

    def labelled(self, children: list[Any]) -> _Steps:
        """责任单位：省财政厅"""
        return (_Step(label=children[0].value), *children[1:])

    def stated(self, children: list[Any]) -> _Steps:
        """国家知识产权局牵头，有关部门负责"""
        return tuple(children)

    def deadline(self, children: list[Any]) -> _Step:
        """2025年底前完成"""
        return _Step(deadline=children[0].value)

    def start(self, children: list[Any]) -> _Steps:
        """Put the parts into one row; rules and notes are nothing to be done."""
        steps: list[_Step] = []
        for child in children:
            if isinstance(child, _Step):
                steps.append(child._replace(apart=True))
            elif isinstance(child, tuple):
                steps.extend(child)
        return tuple(steps)


def _step(child: Any) -> _Step:
    """Return the step of a BODIES token; a step that is one already is returned as it
    is."""
    return child if isinstance(child, _Step) else _Step(bodies=child.value)


@cache
def _parser() -> Parser:
    """Build the parser of `responsibility.lark`, once per process."""
    return build_parser("responsibility", _Builder())


def _parse(kinds: tuple[str, ...]) -> _Steps | None:
    """Parse a sequence of kinds of tokens; None if the grammar refuses it."""
    steps: _Steps | None = _parser()(
        [ClauseToken(kind, at, at) for at, kind in enumerate(kinds)]
    )
    return steps


_parse_kept = lru_cache(maxsize=1024)(_parse)


def read_clause(tokens: list[ClauseToken]) -> ClauseParse | None:
    """Read the tokens of a clause; None if the grammar refuses them.

    A label holds until the next one. Behind it 负责 says no more than the label does,
    牵头, 配合 and 指导 do (责任单位：市发展改革委牵头，市财政局配合).
    """
    kinds = tuple([token.type for token in tokens])
    steps = (_parse_kept if len(kinds) <= _LONGEST_KEPT else _parse)(kinds)
    if steps is None:
        return None
    clause = ClauseParse()
    role = _RESPONSIBLE
    dated = -2
    for at, (label, bodies, others, verb, deadline, apart) in enumerate(steps):
        if label >= 0:
            role = tokens[label].value
            continue
        if deadline >= 0:
            if clause.deadline is None:
                clause.deadline = tokens[deadline].value
            elif dated == at - 1:  # 9月底前出台政策，年内持续推进
                clause.deadline = (clause.deadline[0], tokens[deadline].value[1])
            dated = at
            continue
        mine, stated = role, None
        if verb >= 0:
            stated = _VERB_ROLES.get(kinds[verb])
            mine = stated or role
            if stated is None and clause.manner is None:
                start, end = tokens[verb].value
                if end - start > len("负责"):
                    clause.manner = (start, end)
        elif apart and role is Role.LEAD:
            mine = Role.RESPONSIBLE  # （牵头单位：A；各区政府): one lead is enough
        if others >= 0:
            # Of X会同Y the first leads, unless a verb says the same of both.
            clause.give(stated or Role.LEAD, tokens[bodies].value)
            clause.give(mine, tokens[others].value)
        else:
            clause.give(mine, tokens[bodies].value)
    return clause
