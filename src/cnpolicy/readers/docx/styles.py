"""What the paragraph styles of a DOCX say about numbering and headings.

In: the root of `styles.xml`, or None. Out: `Styles`, which resolves the `basedOn`
chain of a style: its list (`numId`), its level in it, its outline level.
"""

import re

from attrs import frozen
from lxml import etree

from cnpolicy.readers.xml_tree import attribute, child, local

# Word writes no more than 11 generations; a chain may be a circle.
_MAX_CHAIN = 32

# Heading styles of programs that forget to write their outline level.
_HEADING_NAME = re.compile("(?:heading|标题)\\s*([1-9])\\Z", re.IGNORECASE)

# `outlineLvl` 9 means body text.
_OUTLINE_LEVELS = 9

_NUMBER = re.compile("[0-9]{1,9}\\Z")


def integer(text: str | None) -> int | None:
    """Return the value of a plain decimal number, None for anything else."""
    return int(text) if text is not None and _NUMBER.match(text) else None


def value_of(element: etree._Element | None, name: str) -> str | None:
    """Return the `w:val` of a child of `element`, None if either is missing."""
    found = None if element is None else child(element, name)
    return None if found is None else attribute(found, "val")


def is_on(element: etree._Element | None, name: str) -> bool:
    """Tell whether a switch such as `w:vanish` is set in properties."""
    found = None if element is None else child(element, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


@frozen
class Style:
    """One paragraph style: `heading 2`, based on `Normal`."""

    identity: str
    """Its id, as paragraphs name it."""

    based_on: str | None = None
    """Id of the style it is based on."""

    num_id: str | None = None
    """The list it puts a paragraph in; `0` takes it out of one."""

    ilvl: int | None = None
    """The level in the list that the style itself states."""

    outline: int | None = None
    """Heading level from 1, None for body text."""


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read the styles below the root of `styles.xml`."""
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        self._chains: dict[str | None, tuple[Style, ...]] = {}
        for element in root if root is not None else ():
            if local(element) != "style":
                continue
            identity = attribute(element, "styleId")
            if identity is None:
                continue
            self._styles[identity] = _style(element, identity)
            if attribute(element, "default") in ("1", "true", "on") and (
                attribute(element, "type") == "paragraph"
            ):
                self._default = identity

    def chain(self, identity: str | None) -> tuple[Style, ...]:
        """Return a style and those it is based on, itself first.

        Without an id, or with an unknown one, that of the default style.
        """
        if identity is None or identity not in self._styles:
            identity = self._default
        found = self._chains.get(identity)
        if found is None:
            found = self._chains[identity] = self._walk(identity)
        return found

    def _walk(self, identity: str | None) -> tuple[Style, ...]:
        """Follow `basedOn` to its end, or to where it becomes a circle."""
        chain: list[Style] = []
        seen: set[str] = set()
        while identity in self._styles and identity not in seen:
            if identity is None or len(chain) == _MAX_CHAIN:
                break
            seen.add(identity)
            style = self._styles[identity]
            chain.append(style)
            identity = style.based_on
        return tuple(chain)

    def outline(self, identity: str | None) -> int | None:
        """Return the heading level that a style gives, None for body text."""
        for style in self.chain(identity):
            if style.outline is not None:
                return style.outline if style.outline <= _OUTLINE_LEVELS else None
        return None

    def num_id(self, identity: str) -> str | None:
        """Return the list of a numbering style, for `w:numStyleLink`."""
        style = self._styles.get(identity)
        return style.num_id if style else None


def _style(element: etree._Element, identity: str) -> Style:
    """Read one `w:style`."""
    properties = child(element, "pPr")
    numbering = None if properties is None else child(properties, "numPr")
    outline = integer(value_of(properties, "outlineLvl"))
    if outline is None:
        heading = _HEADING_NAME.match(value_of(element, "name") or "")
        outline = int(heading[1]) - 1 if heading else None
    return Style(
        identity=identity,
        based_on=value_of(element, "basedOn"),
        num_id=value_of(numbering, "numId"),
        ilvl=integer(value_of(numbering, "ilvl")),
        outline=None if outline is None else outline + 1,
    )
