"""Traditional text, read through a Simplified view.

In: a text. Out: its view, in Simplified characters and of *the same length*, so that
an offset in the one is the same offset in the other; and which script it is written
in. Only OpenCC's `t2s` is used: it maps character for character. Its phrase tables
(`tw2sp`) corrupt official wording (執行 becomes 运行) and are never used.

OpenCC is imported when a text first needs it; without it, or if it should ever change
the length of a text, the view is the text itself.
"""

from functools import cache
from operator import ne
from typing import Protocol

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.metadata import Script

# Each stands in about every paragraph of a Traditional official text and in no
# Simplified one, or belongs to a word the grammar knows (負責, 條, 專欄): a Simplified
# text needs one search only.
TRADITIONAL_SIGNS = (
    "國產業發務實會機關與條節專責單門縣區應進動體經學長開對總則規劃標項說點後"
    "編組織領導強牽頭辦時審億萬於較間內為過達歲擬質環價總務個"
)
_SIGN = lazy(f"[{TRADITIONAL_SIGNS}]")

# OpenCC stops at NUL in some versions and refuses lone surrogates.
_UNCONVERTIBLE = lazy("([\x00\ud800-\udfff]+)")

_WIDE_FIGURE = lazy("[０-９]")
_FIGURES = {0xFF10 + value: f"{value}" for value in range(10)}

# The script of a text is told by one in this many characters, and by at least this many
# of a long text.
_STRIDE = 5
_SAMPLE = 400

# Below this share of Traditional characters among those that differ between the
# scripts, a text is called mixed rather than Traditional.
_MOSTLY = 0.02


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter | None:
    """Return OpenCC's `t2s`, made once a process; None where it is not installed."""
    try:
        import opencc
    except (
        ImportError
    ):  # OpenCC has no wheel for this platform: Simplified text still parses
        return None
    converter: _Converter = opencc.OpenCC("t2s")
    return converter


def simplified_view(text: str) -> str:
    """Return `text` in Simplified characters, of the same length.

    >>> simplified_view("（省市場監管局負責）")
    '（省市场监管局负责）'
    """
    if _SIGN.search(text) is None:
        return text
    converter = _converter()
    if converter is None:
        return text
    try:
        view = converter.convert(text)
    except UnicodeEncodeError:
        view = ""
    if len(view) != len(text):
        pieces = _UNCONVERTIBLE.split(text)
        pieces[::2] = [converter.convert(one) if one else "" for one in pieces[::2]]
        view = "".join(pieces)
    return view if len(view) == len(text) else text


def figures_in_one_width(view: str) -> str:
    """Return a view with its full-width figures in half width: １．１ becomes 1．1.

    >>> figures_in_one_width("第１条")
    '第1条'
    """
    return view.translate(_FIGURES) if _WIDE_FIGURE.search(view) else view


def script_of(text: str, view: str) -> Script:
    """Tell in which script `text` is written, given its Simplified view."""
    if view is text or view == text:
        return Script.SIMPLIFIED
    stride = max(_STRIDE, len(text) // _SAMPLE)
    sample, seen = text[::stride], view[::stride]
    changed = sum(map(ne, sample, seen))
    return Script.TRADITIONAL if changed > _MOSTLY * len(sample) else Script.MIXED
