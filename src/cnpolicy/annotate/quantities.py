"""Quantities: figures with units, and the words that bear on them.

In: the Simplified view of a text, the text, and a stretch of it (a leaf without its
marker). Out: `Quantity`s in order: where it stands, its bounds, unit, comparator, and
whether it is a change. What it measures, and when, is read by `targets`.

A figure with a unit is found by one regular expression that takes time in proportion
to the text; only the phrase around it goes to `grammar/target.lark`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

from cnpolicy.annotate.figures import han_figure, magnitude, plain_figure
from cnpolicy.annotate.phrases import (
    AFTER,
    AMOUNTS,
    BEFORE,
    BEFORE_WIDTH,
    HAN_AMOUNTS,
    LEXER,
    WORDS,
)
from cnpolicy.annotate.units import (
    BOUNDS,
    CHANGES,
    CLOSES,
    CONVERSIONS,
    POINTS,
    RATES,
    RELATIVE,
    Change,
    Comparator,
)
from cnpolicy.grammars import load
from cnpolicy.spans import Span

if TYPE_CHECKING:
    from lark import Lark
