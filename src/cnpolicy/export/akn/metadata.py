"""The head of an Akoma Ntoso document: what it is, and who is named in it.

In: a document. Out: the elements of `meta`, and the places in the text where bodies and
persons are named. Each body is a `TLCOrganization` with its full name, each person a
`TLCPerson`, each role that a clause gives a `TLCRole`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from attrs import evolve

from cnpolicy.annotation.organizations.organizations import organizations
from cnpolicy.export.akn.names import AKN, ILLEGAL, NAMESPACE, qualified
from cnpolicy.export.json import to_json
from cnpolicy.export.tables.task_cells import ROLE_NAMES
from cnpolicy.model.metadata import Script
from cnpolicy.model.nodes import Document
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.spans import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

LIBRARY = "cnpolicy"
"""The eId of the library, which is the source of all that is said in `meta`."""

_UNDATED = datetime.date(1, 1, 1)
_SCRIPTS = {Script.TRADITIONAL: "zh-Hant", Script.SIMPLIFIED: "zh-Hans"}


class Mention(NamedTuple):
    """A place in the text where a clause names a body or a person."""

    span: Span
    """Where the name stands."""

    name: str
    """The name as written."""

    element: str
    """`organization` or `person`."""

    agent: str
    """The eId of what is named."""

    role: str | None
    """The eId of the role; None for a person, whose label is the agent's."""


class References:
    """The bodies, persons and roles of a document, each once with an eId."""

    def __init__(self, document: Document) -> None:
        """Collect them."""
        self._found: dict[tuple[str, str], tuple[str, str]] = {}
        self._counts: dict[str, int] = {}
        self._add("TLCOrganization", LIBRARY, LIBRARY, eid=LIBRARY)
        identity = document.identity
        # Every document of Akoma Ntoso has an author.
        self.issuers = [
            self._add("TLCOrganization", name, name)
            for name in identity.issuers or ("unknown",)
        ]
        self.mentions: list[Mention] = []
        for body in organizations(document):
            if body.inferred:  # What no clause states is no mark in the text.
                continue
            agent = self._add("TLCOrganization", body.normalized, body.normalized)
            role = self._role(body.role)
            self.mentions.append(
                Mention(body.span, body.name, "organization", agent, role)
            )
        for clause in document.responsibilities:
            for person in clause.persons:
                agent = self._add("TLCPerson", person.name, person.name)
                self.mentions.append(
                    Mention(person.span, person.name, "person", agent, None)
                )
        self.mentions.sort(key=lambda one: one.span)

    def _role(self, role: Role) -> str:
        """Return the eId of a role."""
        shown = ROLE_NAMES.get(role, role.value)
        return self._add("TLCRole", role.value, shown, eid=f"role_{role.value}")

    def _add(self, kind: str, key: str, shown: str, eid: str | None = None) -> str:
        """Return the eId of something, which is new the first time."""
        if (kind, key) not in self._found:
            if eid is None:
                short = kind.removeprefix("TLC").lower()
                self._counts[short] = self._counts.get(short, 0) + 1
                eid = f"{short}_{self._counts[short]}"
            self._found[kind, key] = (eid, shown)
        return self._found[kind, key][0]

    def elements(self) -> Iterator[_Element]:
        """Yield the elements of `references`."""
        for (kind, key), (eid, shown) in self._found.items():
            concept = kind.removeprefix("TLC").lower()
            yield element(
                kind,
                eId=eid,
                href=f"/ontology/{concept}/cn/{_part(key)}",
                showAs=ILLEGAL.sub("\ufffd", shown),
            )


def meta(document: Document, references: References) -> _Element:
    """Return the `meta` of a document."""
    from lxml import etree

    own = etree.Element(qualified("document", NAMESPACE))
    # JSON holds every character; what XML cannot hold is escaped in it.
    head = to_json(evolve(document, children=()))
    own.text = ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", head)
    return element(
        "meta",
        element(
            "identification", *_identification(document, references), source=_SOURCE
        ),
        element("references", *references.elements(), source=_SOURCE),
        element("proprietary", own, source=_SOURCE),
    )


_SOURCE = f"#{LIBRARY}"


def _identification(document: Document, references: References) -> Iterator[_Element]:
    """Yield what the document is as a work, as a text and as a file."""
    identity = document.identity
    day = identity.date or _UNDATED
    name = identity.doc_number or identity.title or "untitled"
    language = "zho"
    work = f"/akn/cn/doc/{day.isoformat()}/{_part(name)}"
    expression = f"{work}/{language}@{day.isoformat()}"
    date = "issue" if identity.date else "unknown"
    authors = [f"#{issuer}" for issuer in references.issuers]
    number, title = identity.doc_number, identity.title
    works = [
        element("FRBRcountry", value="cn"),
        element("FRBRsubtype", value="plan"),
        *([element("FRBRnumber", value=_shown(number))] if number else []),
        *([element("FRBRname", value=_shown(title))] if title else []),
    ]
    texts = [element("FRBRlanguage", language=_SCRIPTS.get(document.script, "zh"))]
    files = [element("FRBRformat", value="application/akn+xml")]
    for kind, uri, more in (
        ("FRBRWork", work, works),
        ("FRBRExpression", expression, texts),
        ("FRBRManifestation", f"{expression}.akn", files),
    ):
        author = authors if kind != "FRBRManifestation" else [_SOURCE]
        yield element(
            kind,
            element(
                "FRBRthis", value=f"{uri}/!main" if kind != "FRBRManifestation" else uri
            ),
            element("FRBRuri", value=uri),
            element("FRBRdate", date=day.isoformat(), name=date),
            *(element("FRBRauthor", href=one) for one in author),
            *more,
        )


def _part(words: str) -> str:
    """Return words as one part of a URI."""
    return quote(_shown(words), safe="") or "-"


def _shown(words: str) -> str:
    """Return words that an attribute can hold."""
    return ILLEGAL.sub("\ufffd", words)


def element(name: str, /, *children: _Element, **attributes: str) -> _Element:
    """Return an element of Akoma Ntoso."""
    from lxml import etree

    made = etree.Element(qualified(name), attributes)
    made.extend(children)
    return made


NAMES = {None: AKN, "cn": NAMESPACE}
"""The prefixes of the namespaces."""
