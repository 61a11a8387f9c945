"""What near duplicates are found by: MinHash signatures of texts.

In: texts. Out: for each a signature, whose agreement with another estimates how many
pieces of five characters the texts share (Broder 1997), and the bands of it: texts that
share a band are looked at (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets,
3.4). With 16 bands of 8, texts that share 0.8 of their pieces share a band with a
probability of 0.95, and those that share 0.5 with one of 0.06.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cnpolicy.corpus.building.parts import signatures_schema
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.spreadsheets.arrow import load_arrow

if TYPE_CHECKING:
    import pyarrow

PIECE = 5
"""Characters of a piece; blanks do not count."""

LENGTH = 128
"""Numbers of a signature."""

BANDS = 16
"""Bands of a signature."""

SHORTEST = 50
"""Characters below which a text has no signature: a stamp, a heading alone."""

_SEED = 2025


def signature(text: str) -> Sequence[int] | None:
    """Return the signature of a text; None of one that is too short to compare."""
    try:
        from rensa import RMinHash
    except ImportError as error:
        raise CnpolicyError(
            'near duplicates need rensa: pip install "cnpolicy[corpus]"'
        ) from error
    plain = "".join(text.split())
    if len(plain) < SHORTEST:
        return None
    minhash = RMinHash(num_perm=LENGTH, seed=_SEED)
    minhash.update([plain[at : at + PIECE] for at in range(len(plain) - PIECE + 1)])
    found: Sequence[int] = minhash.digest()
    return found


def bands_of(numbers: Sequence[int]) -> list[int]:
    """Return the bands of a signature, each as one whole number of 64 bits."""
    rows = LENGTH // BANDS
    form = struct.Struct(f"<{rows}I")
    bands = []
    for at in range(0, LENGTH, rows):
        packed = form.pack(*numbers[at : at + rows])
        digest = hashlib.blake2b(packed, digest_size=8).digest()
        bands.append(int.from_bytes(digest, "little", signed=True))
    return bands


def likeness(first: Sequence[int], second: Sequence[int]) -> float:
    """Estimate which share of their pieces two texts have in common, from 0 to 1."""
    same = sum(one == other for one, other in zip(first, second, strict=True))
    return same / LENGTH


def signatures(documents: Iterable[tuple[str, str]]) -> pyarrow.Table:
    """Return the signatures of texts by the names of their documents."""
    rows = []
    for name, text in documents:
        numbers = signature(text)
        if numbers is not None:
            rows.append((name, bands_of(numbers), list(numbers)))
    arrow = load_arrow()
    schema = signatures_schema()
    columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
    arrays = [
        arrow.array(list(column), field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return arrow.Table.from_arrays(arrays, schema=schema)
