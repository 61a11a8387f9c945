"""Issuers and signers: which bodies issue a document, and who signs it.

In: the leaves of the frame of a document, and its title. Out: names as they are
written. Who signs below the text counts first, then who stands at the head of the
title, right above the 文号, and behind the date.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.lexical.issue_dates import DATE
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS, SPACES
from cnpolicy.model.nodes import (
    Blank,
    Branch,
    DocumentNumber,
    Furniture,
    IssueDate,
    Leaf,
    Node,
    Notice,
    Paragraph,
    Section,
    Signature,
    Title,
    unparse,
)

_ISSUER = lazy(
    r"^(?P<title>.{2,60}?(?:政府|政府办公[厅室]|国务院|国务院办公厅|办公[厅室]|委员会"
    r"|[部厅局委署院会组]|专班|联席会议|联防联控(?:工作)?机制)(?:[（(][^（()）]{2,12}[）)])?)"
    r"\s*(?=关于|印发|转发|批转)"
)
_BODY_END = lazy(r"(?:政府|办公[厅室]|国务院|委员会|[党省市县区]委|[部厅局署院会])$")
# What stands above the 文号 at the head of a page: 某市防汛抗旱指挥部文件.
_HEAD_BODY = lazy(
    r"(?P<name>[\u4e00-\u9fff、（()）“”]{2,60}?(?:政府|国务院|办公[厅室]|委员会"
    r"|[部厅局委署院会组]|专班|联席会议|联防联控(?:工作)?机制)"
    r"(?:[（(][^（()）]{2,12}[）)])?)(?:文件)?"
)
_SHORT_BODY = lazy("[省市县区州盟旗](?:委|政府)|国务院")
# 中共某市委某市人民政府, 中共中央办公厅国务院办公厅
_JOINTLY = lazy(
    r"(中共(?:中央|[^\s、，]{1,14}?委(?:员会)?)(?:办公[厅室])?)"
    r"((?!宣传|组织|统战|政法)[^\s、，]{0,14}(?:人民政府|国务院)(?:办公[厅室])?)"
)
# The name of a body is not shorter.
SHORTEST_NAME = 3
_NAMES = lazy(r"[\s、，]+")
# 签发人：李　某　王小明: a blank stands inside a name of two characters.
_SIGNERS = lazy(r"\s*签\s*发\s*人\s*[：:]\s*(?P<names>[^|｜：:]+)$")
_SHORT_NAME = lazy(
    rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[{SPACES}]{{1,2}}([\u4e00-\u9fff])"
    r"(?![\u4e00-\u9fff])"
)
_PUBLISHED = lazy(
    rf"[（(]?{DATE.pattern}(?:中华人民共和国(?=国务院))?"
    r"(?P<name>[\u4e00-\u9fff]{0,20}?(?:政府|国务院|委员会|[部局厅署]))"
    r"(?:令第?[0-9]{1,4}号)?(?:发布|公布|颁布)(?:[）)，；]|\Z)"
)
LONGEST_HISTORY = 60
# What stands between a date and the body that issued, and around a date.
_DATE_SIGNS = f"{BLANKS_AND_BREAKS}，,、。（）()【】"


def read_issuers(
    frame: list[Leaf], title: str | None, titled: Branch, document: Branch
) -> tuple[str, ...]:
    """Return who issues: who signs, else the head of the title, or of the page.

    `titled` is the part of the document whose title it is: its notice, or itself.
    """
    signed = [
        name
        for leaf in frame
        if isinstance(leaf, Signature)
        for name in _bodies(leaf.text)
    ]
    if signed:
        return tuple(dict.fromkeys(signed))
    match = None if title is None else _ISSUER.search(simplified_view(title))
    if title is None or match is None:
        numbered = any(isinstance(leaf, DocumentNumber) for leaf in frame)
        headed = _headed(document) if numbered else ()
        return headed or _dated(frame) or _published(document)
    names = title[slice(*match.span("title"))]
    written = "\n".join(one.text for one in titled.children if isinstance(one, Title))
    bodies = _parted(names, written) or tuple(_NAMES.split(names))
    # 财政部、司法部⏎关于…: the line of a title may name several.
    parts = (part for body in bodies for part in _NAMES.split(body))
    return tuple(name for part in parts for name in _jointly(part))


def _jointly(name: str) -> tuple[str, ...]:
    """The party and the government of one place, where they are written as one name."""
    match = _JOINTLY.fullmatch(simplified_view(name))
    if match is None:
        return (name,)
    return name[: match.end(1)], name[match.end(1) :]


def _dated(frame: list[Leaf]) -> tuple[str, ...]:
    """The body behind the date of a law: 1990年3月10日，铁道部."""
    for leaf in frame:
        if isinstance(leaf, IssueDate):
            day, _, name = leaf.text.strip().rpartition("日")
            if day and (name := name.strip(_DATE_SIGNS)):
                return (name,)
    return ()


def _published(document: Branch) -> tuple[str, ...]:
    """The body that published a law, in the line below its title.

    1987年9月11日 国务院发布; （1987年9月11日国务院发布）
    """
    for child in document.children:
        if isinstance(child, Section):
            break
        if isinstance(child, Paragraph):
            words = "".join(unparse(child).split())
            match = _PUBLISHED.match(simplified_view(words[:LONGEST_HISTORY]))
            if match is not None:
                return (words[slice(*match.span("name"))],)
    return ()


def _headed(document: Branch) -> tuple[str, ...]:
    """The bodies whose names stand right above the 文号, as the head of a page."""
    bodies: list[str] = []
    for child in _with_notice(document):
        if isinstance(child, DocumentNumber):
            return tuple(dict.fromkeys(bodies))
        if isinstance(child, Blank):
            continue
        words = "".join(unparse(child).split()) if isinstance(child, Leaf) else ""
        match = _HEAD_BODY.fullmatch(simplified_view(words))
        if match is None:
            bodies.clear()
        else:
            bodies.append(words[slice(*match.span("name"))])
    return ()


def _with_notice(document: Branch) -> Iterator[Node]:
    """Yield what stands in a document, with what stands in its notice."""
    for child in document.children:
        if isinstance(child, Notice):
            yield from child.children
        else:
            yield child


def read_signers(frame: list[Leaf], simplified: str) -> tuple[str, ...]:
    """Return the persons whom a line 签发人：李某、王小明 names."""
    for leaf in frame:
        if isinstance(leaf, Furniture):
            match = _SIGNERS.match(simplified[leaf.span.start : leaf.span.end].rstrip())
            if match is not None:
                start, end = match.span("names")
                names = _SHORT_NAME.sub(r"\1\2", leaf.text[start:end])
                return tuple(filter(None, _NAMES.split(names)))
    return ()


def _bodies(words: str) -> list[str]:
    """The bodies named in a signature; 禾 川 县 人 民 政 府 is one."""
    names = [name for name in _NAMES.split(words.strip()) if name]
    if any(len(name) < SHORTEST_NAME for name in names):
        return ["".join(words.split())]
    return names


def _parted(names: str, written: str) -> tuple[str, ...]:
    """The bodies of a title that its blanks or line ends part; () if none do.

    中共某市委 某市人民政府关于…: two. 某市人民政府⏎办公室: one.
    """
    bodies: list[str] = []
    left = len(names)
    for piece in written.split():
        body = piece.lstrip("#*>")[:left]
        simplified = simplified_view(body)
        if not (
            _SHORT_BODY.fullmatch(simplified)
            or (len(body) > SHORTEST_NAME and _BODY_END.search(simplified))
        ):
            return ()
        bodies.append(body)
        left -= len(body)
        if not left:
            return tuple(bodies) if "".join(bodies) == names else ()
    return ()
