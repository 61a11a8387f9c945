"""Bodies under their full names: 省市场監管局 is 山西省市场监督管理局.

In: a document, whose clauses name bodies as its writer did, and a lexicon. Out: an
`OrganizationMention` for each, with the full name beside the name as written and the
steps that led to it. A name that no table gives is left as it is and listed by
`unresolved`; nothing is guessed from the look of a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cnpolicy.annotation.organizations.collectives import is_collective
from cnpolicy.annotation.organizations.gazetteer import (
    Entry,
    Lexicon,
    builtin_lexicon,
    pick,
)
from cnpolicy.annotation.organizations.jurisdictions import (
    LEVEL_WORDS,
    above,
    jurisdiction,
    place_at,
    place_named,
    short_names,
    simplified_words,
    year_of,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.arguments import expect
from cnpolicy.model.metadata import Script
from cnpolicy.model.nodes import Document
from cnpolicy.model.responsibilities import Organization, Responsibility, Role
from cnpolicy.model.results.organizations import (
    NATION,
    Basis,
    FullName,
    OrganizationMention,
    Region,
)
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.results.tasks import ROLES


def organizations(
    document: Document, *, lexicon: Lexicon | None = None, place: str | None = None
) -> Results[OrganizationMention]:
    """Return every body that a clause of `document` names, in the order of the text.

    `lexicon` is one from `load_lexicon`; without it the built-in one is used. `place`
    (山西省, 杭州市余杭区, 全国) says whose document it is where its title does not.

    Raises `ValueError` for a `place` that is none.
    """
    expect(document, Document, "organizations")
    names = Names.of(document, lexicon=lexicon, place=place)
    mentions: list[OrganizationMention] = []
    for clause in document.responsibilities:
        mentions.extend(names.mentions(clause))
    return Results(mentions, OrganizationMention)


def unresolved(
    document: Document, *, lexicon: Lexicon | None = None, place: str | None = None
) -> tuple[str, ...]:
    """Return the distinct names that no table gives, in the order of the text."""
    expect(document, Document, "unresolved")
    mentions = organizations(document, lexicon=lexicon, place=place)
    return tuple(dict.fromkeys(m.name for m in mentions if not m.full_name.resolved))


# ------------------------------------------------------------------------------ names

_MAX_NAME = 60
"""No body has a longer name; anything longer is text that was taken for one."""

_PEOPLES_REPUBLIC = "中华人民共和国"
_ALIAS = lazy(r"[（(〔\[][^（(〔\[]*[）)〕\]]$")
_LEVEL = "|".join(sorted(LEVEL_WORDS, key=len, reverse=True))
_WORD = lazy(_LEVEL)
_LEAGUE = lazy(rf"团({_LEVEL})委$")


class _Prefix(NamedTuple):
    """What a name says of its place: 省, or 山西省."""

    words: str
    """The words that stand for the place."""

    place: Region | None
    """The place they mean; None if the document does not tell."""

    levels: str
    """The levels of government it can be."""


class Names:
    """Reads the names of one document, each form once."""

    def __init__(
        self,
        lexicon: Lexicon,
        place: Region | None = None,
        year: int | None = None,
        *,
        script: Script = Script.MIXED,
    ) -> None:
        """Read names by `lexicon`, in a document of `place`, `year` and `script`."""
        self._lexicon = lexicon
        self._place = place
        self._year = year
        self._script = script
        self._known: dict[tuple[str, _Prefix | None], tuple[FullName, _Prefix | None]]
        self._known = {}

    @classmethod
    def of(
        cls,
        document: Document,
        *,
        lexicon: Lexicon | None = None,
        place: str | None = None,
    ) -> Names:
        """Read the names of `document`; see `organizations`."""
        where = jurisdiction(document) if place is None else place_named(place)
        if place is not None and where is None:
            raise ValueError(f"no known place: {place!r}")
        return cls(
            lexicon or builtin_lexicon(),
            where,
            year_of(document),
            script=document.script,
        )

    def mentions(self, clause: Responsibility) -> Iterable[OrganizationMention]:
        """Yield the bodies of a clause in order, the inferred lead last."""
        carried: _Prefix | None = None
        first: dict[Organization, FullName] = {}
        for body, role in sorted(_roles(clause), key=lambda pair: pair[0].span):
            full_name, carried = self._read(body.name, carried)
            first[body] = full_name
            yield OrganizationMention(
                body.name,
                role,
                full_name,
                inferred=clause.inferred_bodies,
                span=body.span,
                clause=clause.clause,
            )
        lead = clause.inferred_lead
        if lead is not None:
            yield OrganizationMention(
                lead.name,
                Role.LEAD,
                first.get(lead) or self.full_name(lead.name),
                inferred=True,
                span=lead.span,
                clause=clause.clause,
            )

    def full_name(self, name: str) -> FullName:
        """Return what one name means by itself, in a document of this place."""
        return self._read(name, None)[0]

    def _read(
        self, name: str, carried: _Prefix | None
    ) -> tuple[FullName, _Prefix | None]:
        """Read a name behind a body of the place `carried`; return that of the next."""
        key = name, carried
        if key not in self._known:
            words = "".join(simplified_words(name, self._script).split())
            self._known[key] = self._resolve(words, carried)
        return self._known[key]

    def _resolve(
        self, words: str, carried: _Prefix | None
    ) -> tuple[FullName, _Prefix | None]:
        """Find the full name of `words`, in Simplified characters."""
        unknown = FullName(words, (Basis.AS_WRITTEN,))
        if not words or len(words) > _MAX_NAME:
            return unknown, carried
        own: _Prefix | None = None
        for whole in dict.fromkeys((words, _ALIAS.sub("", words))):
            form = whole.removeprefix(_PEOPLES_REPUBLIC)
            if found := self._central(form):
                return found, None
            if is_collective(form):
                return FullName(words, (Basis.GROUP,)), carried
            if found := self._branch(form):
                return found, carried
            prefix, head = self._split(form)
            own = own or prefix
            found = self._local(prefix, head) if prefix else self._bare(form, carried)
            if found:
                return found, prefix or carried
        return unknown, own or carried

    # ------------------------------------------------------------ kinds of bodies

    def _central(self, words: str) -> FullName | None:
        """A body of its own name, 银保监会; in a national document 发展改革委 too."""
        rows = self._lexicon.bodies.get(words, ())
        if not rows and self._place is NATION:
            rows = self._lexicon.national.get(words, ())
        entry = pick(rows, self._year)
        return _named(entry) if entry else None

    def _branch(self, words: str) -> FullName | None:
        """A branch of a central body: 山西银保监局, 人行南昌中心支行."""
        found: dict[str, tuple[Entry, Region]] = {}
        for before, behind, entry in self._lexicon.branches:
            if words.startswith(before) and words.endswith(behind):
                middle = words[len(before) : len(words) - len(behind)]
                place = short_names().get(middle)
                if place is not None:
                    found[entry.full] = entry, place
        if len(found) != 1:
            return None
        [(entry, place)] = found.values()
        return _named(entry, words=place.short, place=place)

    def _local(self, prefix: _Prefix, head: str) -> FullName | None:
        """A department of a place: 山西省 and 市场监管局."""
        place, steps = prefix.place, [Basis.LEXICON]
        if place is not None:
            if place.full != prefix.words:
                steps.insert(0, Basis.JURISDICTION)
            entry = pick(self._lexicon.bodies.get(place.full + head, ()), self._year)
            if entry is not None:
                return _named(entry, steps, place=place)
        return self._department(prefix, head, steps)

    def _bare(self, head: str, carried: _Prefix | None) -> FullName | None:
        """A department without place: that of the body before, or of the document."""
        if carried is not None:
            return self._department(carried, head, [Basis.CARRIED, Basis.LEXICON])
        if self._place is None or self._place is NATION:
            return None
        own = _Prefix("", self._place, self._place.level)
        return self._department(own, head, [Basis.JURISDICTION, Basis.LEXICON])

    def _department(
        self, prefix: _Prefix, head: str, steps: list[Basis]
    ) -> FullName | None:
        """Look a department up at the levels that its place can have."""
        rows = self._lexicon.departments.get(head, ())
        rows = tuple(row for row in rows if set(row.levels) & set(prefix.levels))
        entry = pick(rows, self._year)
        if entry is None:
            return None
        place = prefix.place
        if place is None:
            return None  # 市税务局 in a document that does not say which city
        return _named(entry, steps, words=prefix.words, place=place)

    # --------------------------------------------------------------------- places

    def _split(self, words: str) -> tuple[_Prefix | None, str]:
        """Split a name into its place and the rest; no place gives None."""
        if league := _LEAGUE.match(words):  # 团省委: the level stands inside
            return self._level(league[1]), "团委"
        if words in self._lexicon.departments:
            return None, words
        if found := place_at(words):
            place, end = found
            return _Prefix(place.full, place, place.level), words[end:]
        if match := _WORD.match(words):
            return self._level(match[0]), words[match.end() :]
        return None, words

    def _level(self, word: str) -> _Prefix:
        """The place that 省 or 市 means in this document."""
        for place in above(self._place) if self._place else ():
            if place.full.endswith(word):
                return _Prefix(word, place, place.level)
        return _Prefix(word, None, LEVEL_WORDS[word])


def _roles(clause: Responsibility) -> Iterable[tuple[Organization, Role]]:
    """Yield the bodies that a clause states, with their roles."""
    for role in ROLES:
        for body in getattr(clause, role.value):
            yield body, role


def _named(
    entry: Entry,
    steps: Iterable[Basis] = (Basis.LEXICON,),
    *,
    words: str = "",
    place: Region | None = None,
) -> FullName:
    """Write the full name of an entry for a place, or for the words that mean one."""
    whole = place.full if place and entry.levels else words
    short = place.short if place else words

    def fill(form: str) -> str:
        if entry.levels and "{" not in form:
            form = "{place}" + form
        return form.replace("{place}", whole).replace("{short}", short)

    return FullName(
        fill(entry.full),
        tuple(steps),
        place=place,
        successor="、".join(fill(form) for form in entry.successor.split("、"))
        if entry.successor
        else None,
        until=entry.until,
        source=entry.source,
    )
