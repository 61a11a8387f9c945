"""Formatting taken out of the XML of a DOCX before it becomes a tree.

In: stretches of the bytes of `document.xml`. Out: the same without fonts, sizes,
borders and identities of edits, which say nothing about the text. A task table as WPS
saves it has 1,000 bytes of them in each cell: with them 10,000 rows would need a
gigabyte.
"""

import re

# Elements that say how something looks, where they stand in one tag. Of the properties
# that the reader asks for (numPr, pStyle, outlineLvl, vanish, gridSpan, vMerge …) none
# is here.
_LOOKS = """
    rFonts kern sz szCs lang bCs b i iCs color spacing w u shd snapToGrid highlight
    tcW top left bottom right start end insideH insideV tl2br tr2bl noWrap vAlign jc
    ind textAlignment textDirection keepNext keepLines widowControl pageBreakBefore
    suppressLineNumbers suppressAutoHyphens kinsoku wordWrap overflowPunct
    topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd contextualSpacing
    mirrorIndents trHeight cantSplit hideMark tblW tblLayout tblInd tblLook tblStyle
    gridCol proofErr bookmarkStart bookmarkEnd position vertAlign fitText
"""
_TAG = re.compile(rb"<w:(?:%b)(?: [^<>]*)?/>" % b"|".join(_LOOKS.encode().split()))
# What is empty then, innermost first.
_EMPTY = tuple(
    re.compile(rb"<w:(%b)>\s*</w:\1>" % names)
    for names in (
        b"tcBorders|pBdr|tcMar|tblBorders|tblCellMar|tblGrid|rPr",
        b"pPr|tcPr|trPr|tblPr",
    )
)
# The identities of edits and paragraphs.
_IDENTITIES = re.compile(
    rb"<w:(p|r|tr)"
    rb"""(?: (?:w:rsid\w{0,12}|w14:(?:paraId|textId))="[0-9A-Fa-f]{1,8}")+(?=[ >/])"""
)
# Where text may look like a tag.
_LITERAL = b"<!["


class FormattingFilter:
    """Takes formatting out of the stretches of one part, each of which ends in `>`."""

    def __init__(self) -> None:
        """Begin where every `<` opens a tag."""
        self._literal = False

    def __call__(self, stretch: bytes) -> bytes:
        """Return a stretch without formatting."""
        self._literal = self._literal or _LITERAL in stretch
        if self._literal:
            return stretch
        stretch = _IDENTITIES.sub(rb"<w:\1", _TAG.sub(b"", stretch))
        for pattern in _EMPTY:
            stretch = pattern.sub(b"", stretch)
        return stretch
