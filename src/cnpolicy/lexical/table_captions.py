"""Lines above a table: those that say that it goes on with the one before.

In: the Simplified view of a line. Out: a match of `CONTINUED`, for the whole line.
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import SPACES

# 续表1, 表1（续）, 表2 主要指标（续）, （续上表）, （续）
CONTINUED = lazy(
    r"[（(]?(?:续表[^。；，]{0,40}|[续接]上表[^。]{0,8})|[（(]续[)）]"
    rf"|[（(]?附?表[0-9A-Za-z.\-－]*[{SPACES}]*续[^。；，]{{0,40}}"
    rf"|(?:附?表[0-9A-Za-z{ONE_TO_TEN}]|[^。]{{2,30}}表).{{0,40}}"
    r"[（(]续表?[0-9一二三四五]{0,2}[）)]"
)
"""The whole of such a line."""
