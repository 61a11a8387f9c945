"""Where in a page the document stands.

In: the tree of a page. Out: `Content`: the elements that hold the document, and those
inside them that do not belong to it. Known containers of government sites come first;
failing those, the smallest element that holds nearly all the prose of the page.
"""

import re

from attrs import frozen
from lxml import etree

from cnpolicy.readers.html.page_words import (
    CONTAINERS,
    FURNITURE_NAMES,
    FURNITURE_TAGS,
    HEADINGS,
    HIDING_CLASSES,
    LIKELY_CONTAINERS,
    NO_CONTAINERS,
    SILENT_TAGS,
)

# Pages hide themselves until a script has run.
_NEVER_HIDDEN = frozenset({"html", "body"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
# Prose has these; menus, footers and lists of links do not.
_PROSE = re.compile("[。；，;,]")

# More containers of one name than this are a list of something.
_MAX_ROOTS = 50
# A short notice (30 characters) is still the document of its page.
_MIN_CHARS = 20
# A container of a common name must hold at least this share of the page's text.
_LIKELY_SHARE = 0.5
# Of several nested candidates, the innermost that loses no more than this is meant.
_NESTED_SHARE = 0.95
# Outside known containers: the share of the prose that the element must hold.
_PROSE_SHARE = 0.9
# What classes hide is hidden where the rest of the page has at least this share of its
# prose: a page may show the whole document by a script.
_SHOWN_SHARE = 0.4
# A block is a menu if it has at least this many links and they are this share of its
# text.
_MENU_LINKS = 3
_MENU_SHARE = 0.6


class _Stats:
    """What one element holds, its descendants included."""

    __slots__ = ("chars", "linked", "links", "prose")

    def __init__(self) -> None:
        """Begin with nothing."""
        # Characters outside links, those of texts that look like sentences, characters
        # inside links, links.
        self.chars = self.prose = self.linked = self.links = 0


@frozen
class Content:
    """The part of a page that is the document."""

    roots: tuple[etree._Element, ...]
    """The elements that hold it, in order, none inside another."""

    excluded: frozenset[etree._Element]
    """Elements inside them that are no part of it."""

    hidden: frozenset[etree._Element]
    """Elements of the page that a class hides."""


def is_hidden(element: etree._Element) -> bool:
    """Tell whether an element is marked, by itself, as not to be shown."""
    style = element.get("style")
    if style is None and element.get("hidden") is None:
        return False
    if element.tag in _NEVER_HIDDEN:
        return False
    if element.get("hidden") is not None:
        return True
    return style is not None and _HIDDEN.search(style) is not None


def choose_content(root: etree._Element) -> Content:
    """Return the part of a page that is the document."""
    hidden = _hidden_by_class(root)
    stats = _measure(root, hidden)
    body = next((child for child in root if child.tag == "body"), root)
    total = stats.get(body, _Stats()).chars
    roots = _named(root, stats, CONTAINERS, _MIN_CHARS) or _named(
        root, stats, LIKELY_CONTAINERS, max(_MIN_CHARS, int(total * _LIKELY_SHARE))
    )
    menus: frozenset[etree._Element] = frozenset()
    if not roots:
        roots = (_densest(body, stats),)
        menus = frozenset(
            element
            for element, found in stats.items()
            if element.tag not in ("a", "p") and _is_menu(found)
        )
    furniture = (
        element
        for element in stats
        if element.tag in FURNITURE_TAGS
        or not FURNITURE_NAMES.isdisjoint(_names(element))
    )
    excluded = frozenset(furniture) | menus
    return Content(roots, excluded - set(roots), hidden - set(roots))


def _hidden_by_class(root: etree._Element) -> frozenset[etree._Element]:
    """Return the elements that their class hides, none inside another.

    None at all if they hold nearly all the prose of the page: then it is shown.
    """
    found: set[etree._Element] = set()
    inside = outside = 0
    outer: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if outer is None and not HIDING_CLASSES.isdisjoint(_classes(element)):
                outer = element
                found.add(element)
            text = element.text
        else:
            if element is outer:
                outer = None
            text = element.tail
        if text and _PROSE.search(text) and element.tag not in SILENT_TAGS:
            if outer is None:
                outside += len(text.strip())
            else:
                inside += len(text.strip())
    return frozenset(found) if outside >= inside * _SHOWN_SHARE else frozenset()


def _classes(element: etree._Element) -> list[str]:
    """Return the classes of an element, in lower case."""
    return (element.get("class") or "").lower().split()


def _is_silent(element: etree._Element, hidden: frozenset[etree._Element]) -> bool:
    """Tell whether an element says nothing; scripts show what containers hide."""
    if element.tag in SILENT_TAGS or element in hidden:
        return True
    return is_hidden(element) and CONTAINERS.isdisjoint(_names(element))


def _names(element: etree._Element) -> list[str]:
    """Return the id and the classes of an element, in lower case.

    `<article>` and `<main>` count as if they were named so.
    """
    names = _classes(element)
    if element.tag in ("article", "main"):
        names.append(str(element.tag))
    identity = element.get("id")
    if identity:
        names.append(identity.strip().lower())
    return names


def _measure(
    root: etree._Element, hidden: frozenset[etree._Element]
) -> dict[etree._Element, _Stats]:
    """Measure every element that holds visible text, in one pass without recursion."""
    stats: dict[etree._Element, _Stats] = {}
    stack: list[_Stats] = []
    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    silent: etree._Element | None = None
    for event, element in walk:
        if event == "start":
            stack.append(_Stats())
            if silent is None and _is_silent(element, hidden):
                silent = element
                walk.skip_subtree()
            elif silent is None:
                links += element.tag == "a"
                _count(stack[-1], element.text, links > 0)
            continue
        found = stack.pop()
        if silent is element:
            silent = None
        elif element.tag == "a":
            links -= 1
            found.links += 1
        if found.chars or found.linked:
            stats[element] = found
        if stack:
            above = stack[-1]
            above.chars += found.chars
            above.prose += found.prose
            above.linked += found.linked
            above.links += found.links
            _count(above, element.tail, links > 0)
    return stats


def _count(stats: _Stats, text: str | None, linked: bool) -> None:
    """Add one text node to what its element holds."""
    if not text:
        return
    text = text.strip()
    if linked:
        stats.linked += len(text)
        return
    stats.chars += len(text)
    if _PROSE.search(text):
        stats.prose += len(text)


def _named(
    root: etree._Element,
    stats: dict[etree._Element, _Stats],
    names: frozenset[str],
    least: int,
) -> tuple[etree._Element, ...]:
    """Return the elements with one of the names that hold enough text.

    Of nested ones the innermost that still holds nearly all; of several side by side
    all that have the name of the largest (a notice and its attachment).
    """
    found = [
        (element, stats[element].chars, names.intersection(_names(element)))
        for element in root.iter()
        if element in stats and not names.isdisjoint(_names(element))
    ]
    most = max((chars for _, chars, _ in found), default=0)
    if most < least:
        return ()
    # The last in document order is the innermost of those that hold as much.
    best, _, shared = [row for row in found if row[1] >= most * _NESTED_SHARE][-1]
    beside = {
        element
        for element, chars, own in found
        if names is CONTAINERS and chars >= _MIN_CHARS and not own.isdisjoint(shared)
    } - set(best.iterancestors())
    if len(beside) > _MAX_ROOTS:
        beside = set()
    chosen: list[etree._Element] = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element is best or element in beside:
            chosen.append(element)
            walk.skip_subtree()
    return tuple(chosen)


def _densest(
    body: etree._Element, stats: dict[etree._Element, _Stats]
) -> etree._Element:
    """Return the innermost element that holds nearly all the prose of the page."""
    total = stats.get(body, _Stats()).prose
    if not total:
        return body
    best = body
    while True:
        inner = [
            child
            for child in best
            if child in stats and stats[child].prose >= total * _PROSE_SHARE
        ]
        # A single paragraph is not a container; headings and paragraphs of prose
        # beside the element belong to it.
        if not inner or inner[0].tag in NO_CONTAINERS:
            return best
        if any(
            child in stats
            and (child.tag in HEADINGS or (child.tag == "p" and stats[child].prose))
            for child in best
        ):
            return best
        best = inner[0]


def _is_menu(found: _Stats) -> bool:
    """Tell whether a block is made of links."""
    return (
        found.links >= _MENU_LINKS
        and found.linked >= (found.linked + found.chars) * _MENU_SHARE
    )
