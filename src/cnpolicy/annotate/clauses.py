"""Reads one responsibility clause with `grammar/responsibility.lark`.

In: the tokens of `lexer`. Out: a `Reading`: which bodies have which role, by when and
how, as places in the text. What the grammar refuses gives None: Lark's exceptions
never leave this module, and Lark itself is imported when the first clause is read.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from cnpolicy import grammars
from cnpolicy.annotate.lexer import Body, ClauseToken
from cnpolicy.words import Role

_VERB_ROLES = {"LEADS": Role.LEAD, "HELPS": Role.SUPPORT, "GUIDES": Role.GUIDE}


class Reading:
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
        """Where the first verb of being responsible stands that says how."""

    def give(self, role: Role, bodies: Sequence[Body]) -> None:
        """Give the bodies a role; （牵头） behind a name goes before it."""
        if role is Role.LEAD:
            target = self.lead
        elif role is Role.SUPPORT:
            target = self.support
        elif role is Role.GUIDE:
            target = self.guide
        else:
            target = self.responsible
        for body in bodies:
            (self.lead if body.leads else target).append(body)


class _Joint(NamedTuple):
    """国家发展改革委、财政部会同有关部门."""

    first: list[Body]
    others: list[Body]


class _Said(NamedTuple):
    """省法院、省司法厅等按职责分工负责."""

    bodies: list[Body] | _Joint
    verb: ClauseToken

    def tell(self, reading: Reading, role: Role) -> None:
        """Add to the reading; `role` is what 负责 means behind the label."""
        stated = _VERB_ROLES.get(self.verb.type)
        if stated is None and reading.manner is None:
            place: tuple[int, int] = self.verb.value  # type: ignore[assignment]
            if place[1] - place[0] > len("负责"):
                reading.manner = place
        _give(reading, self.bodies, stated or role, stated)


class _Listed(NamedTuple):
    """市农牧业局、市发展改革委."""

    bodies: list[Body] | _Joint

    def tell(self, reading: Reading, role: Role) -> None:
        """Add to the reading."""
        _give(reading, self.bodies, role, None)


def _give(
    reading: Reading, bodies: list[Body] | _Joint, role: Role, stated: Role | None
) -> None:
    """Give roles; of X会同Y the first leads, unless a verb says otherwise of both."""
    if isinstance(bodies, _Joint):
        reading.give(stated or Role.LEAD, bodies.first)
        reading.give(role, bodies.others)
    else:
        reading.give(role, bodies)


class _Builder:
    """Builds the reading while Lark parses: one method a rule of the grammar."""

    def joint(self, children: list[Any]) -> _Joint:
        """国家发展改革委、财政部会同有关部门"""
        return _Joint(children[0].value, children[2].value)

    def said(self, children: list[Any]) -> _Said:
        """国家知识产权局牵头"""
        return _Said(_bodies(children[0]), children[1])

    def listed(self, children: list[Any]) -> _Listed:
        """省财政厅，各市人民政府"""
        return _Listed(_bodies(children[0]))

    def labelled(self, children: list[Any]) -> list[Any]:
        """责任单位：省财政厅"""
        return children

    def stated(self, children: list[Any]) -> list[Any]:
        """国家知识产权局牵头，有关部门负责"""
        return children

    def deadline(self, children: list[Any]) -> ClauseToken:
        """2025年底前完成"""
        token: ClauseToken = children[0]
        return token

    def start(self, children: list[Any]) -> Reading:
        """Go through the groups in order; a label holds until the next one."""
        reading = Reading()
        role = Role.RESPONSIBLE
        for child in children:
            if isinstance(child, _Listed):
                # （牵头单位：A；各区政府): the label is not repeated, the lead is one.
                child.tell(reading, Role.RESPONSIBLE if role is Role.LEAD else role)
            elif isinstance(child, list):
                if isinstance(child[0], ClauseToken):
                    role = child[0].value  # type: ignore[assignment]
                    child = child[1:]
                for part in child:
                    part.tell(reading, role)
            elif child.type == "DEADLINE" and reading.deadline is None:
                reading.deadline = child.value
        return reading


def _bodies(child: Any) -> list[Body] | _Joint:
    """Return the value of a BODIES token, or a joint as it is."""
    if isinstance(child, _Joint):
        return child
    bodies: list[Body] = child.value
    return bodies


@cache
def _parser() -> tuple[Callable[[list[ClauseToken]], Reading], type[Exception]]:
    """Build the parser, once per process and on first use: importing Lark takes 30 ms.

    A parser does not pickle, so each process builds its own.
    """
    from lark import Lark
    from lark.exceptions import UnexpectedInput
    from lark.lexer import Lexer

    class TokenList(Lexer):
        """Passes ready-made tokens on."""

        def __init__(self, conf: object) -> None:
            """Need nothing."""

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
            """Never called: see `__future_interface__`."""
            raise NotImplementedError

    TokenList.lex = lambda self, tokens: iter(tokens)  # type: ignore[assignment,method-assign,misc]
    parser = Lark(
        grammars.load("responsibility"),
        parser="lalr",
        lexer=TokenList,
        transformer=_Builder(),  # type: ignore[arg-type]
    )
    return parser.parse, UnexpectedInput  # type: ignore[return-value]


def read_clause(tokens: list[ClauseToken]) -> Reading | None:
    """Read the tokens of a clause; None if the grammar refuses them."""
    if not tokens:
        return None
    parse, refused = _parser()
    try:
        return parse(tokens)
    except refused:
        return None
