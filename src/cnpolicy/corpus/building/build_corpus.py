"""`build`: files in, a corpus out, as far as it is not there yet.

In: files, folders, tables of texts, and the folder of a corpus. Out: the parts of the
corpus, made by a pool of processes. What is known stays; what is new or has changed is
read; what is gone is marked. A build that was killed is taken up where it stopped.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from attrs import asdict, define, frozen

from cnpolicy.corpus.building.manifest import Manifest
from cnpolicy.corpus.building.parts import (
    PARTS,
    clear,
    commit,
    next_number,
    refused_inputs,
    rewrite,
)
from cnpolicy.corpus.inputs import Input, TextColumns
from cnpolicy.corpus.survey import Survey, finished, parts_of, survey, to_read
from cnpolicy.errors import CnpolicyError
from cnpolicy.model.short_repr import shown
from cnpolicy.vocabulary.profile import PLAN, Profile

MAX_MEMORY = 500 * 1024 * 1024
"""Bytes that a worker may take."""

TIMEOUT = 120.0
"""Seconds of the processor that one document may take; the longest known plan takes
two. Five times as long by the clock, it is ended too."""

MAX_CHARS = 2_000_000
"""Characters of the longest text that is parsed; the longest known plan has 100,000."""

# What one part holds at most: documents, and bytes of their files. The work on a part
# is lost when its worker ends, and a query opens each.
_PART_INPUTS = 500
_PART_BYTES = 8 * 1024 * 1024


@define
class Progress:
    """How far a build is."""

    total: int
    """How many inputs it reads."""

    total_bytes: int
    """How many bytes they have."""

    started: int = 0
    """How many were begun; one that is tried again counts again, up to the total."""

    bytes: int = 0
    """How many bytes those have."""

    documents: int = 0
    """How many documents are written."""

    refused: int = 0
    """How many of them could not be read."""


@shown
@frozen(repr=False)
class BuildResult:
    """What a build did."""

    same: int
    """Inputs that were as they are known."""

    new: int
    """Inputs that were read for the first time."""

    changed: int
    """Inputs that were read again: they, the library or its settings changed."""

    removed: int
    """Inputs that are gone, and marked so."""

    documents: int
    """Documents that were written; an archive holds several."""

    refused: int
    """Those of them that could not be read."""

    ended: int
    """Workers that were ended over a document, or ended by themselves."""

    peak_memory: int
    """The most memory that a worker was seen to take, in bytes."""

    processor_seconds: float
    """Seconds of the processor that all workers took together; what readers start, as
    for PDF, is not among them."""

    seconds: float
    """How long it took, by the clock."""


def build(
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    text: str = "text",
    id: str | None = None,  # noqa: A002
    profile: Profile = PLAN,
    retry: bool = False,
    timeout: float = TIMEOUT,
    max_memory: int = MAX_MEMORY,
    max_chars: int = MAX_CHARS,
    progress: Callable[[Progress], None] | None = None,
) -> BuildResult:
    """Read files, folders and tables of texts into the corpus `out`.

    Every format that `read` knows is read, archives file by file; of Parquet and JSON
    Lines the column `text`, a document a row, named by the column `id` or its number.
    `jobs` processes read (one a processor without it). A document that cannot be read,
    is longer than `max_chars`, takes more than `timeout` seconds of the processor, or
    its process more than `max_memory` bytes, is a row with its error: nothing stops.

    Law: built again, a corpus is the same as one built at once, whatever was killed in
    between; inputs that have not changed are not read again, judged by size and time of
    the file, and by the hash of its bytes where these differ. With `retry` those that
    were refused are read again, as after a library was installed or a limit raised.

    `progress` is called as the build goes on. Raises `CnpolicyError` without the extra
    `corpus`, for a path where nothing is, a folder `out` that holds something else, or
    is being built.
    """
    _require()
    from cnpolicy.corpus.building.lock import building
    from cnpolicy.corpus.duplicates.find_duplicates import mark_duplicates

    began = time.monotonic()
    paths = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    folder, columns = Path(out), TextColumns(text, id)
    made_by = f"cnpolicy {_version()}, profile {fingerprint(profile)}"
    made_by += f", at most {max_chars} characters"
    _prepare(folder)
    with building(folder):
        clear(folder)
        manifest = Manifest(folder)
        again = refused_inputs(folder) if retry else ()
        found = survey(paths, manifest, columns, made_by, again)
        removed = _retire(found, manifest)
        manifest.touch(found.touched)
        told = Progress(len(found.new), found.bytes)
        ended, peak, spent = 0, 0, 0.0
        if found.new:
            from cnpolicy.corpus.building.pool import Pool
            from cnpolicy.corpus.building.worker import Settings

            pool = Pool(
                Settings(folder, profile, max_chars, made_by),
                jobs or os.cpu_count() or 1,
                timeout,
                max_memory,
                partial(_tell_start, told, progress),
            )
            batches = _batches(to_read(found, columns))
            for done in pool.run(batches, next_number(folder)):
                manifest.add(commit(done.folder, done.order.number).name)
                _tell_done(told, progress, done.documents, done.refused)
            ended, peak, spent = pool.ended, pool.peak, pool.spent
        states = finished(found, made_by, columns)
        if states:
            manifest.tables.update(states)  # type: ignore[arg-type]
        if found.new or removed or states or not manifest.saved:
            mark_duplicates(folder)
            manifest.save()
    return BuildResult(
        same=found.same,
        new=len(found.new) - len(found.changed),
        changed=len(found.changed),
        removed=removed,
        documents=told.documents,
        refused=told.refused,
        ended=ended,
        peak_memory=peak,
        processor_seconds=spent,
        seconds=time.monotonic() - began,
    )


def _tell_start(
    told: Progress, progress: Callable[[Progress], None] | None, one: Input
) -> None:
    """Count an input that is begun, and call `progress`."""
    told.started = min(told.started + 1, told.total)
    told.bytes = min(told.bytes + one.size, told.total_bytes)
    if progress is not None:
        progress(told)


def _tell_done(
    told: Progress,
    progress: Callable[[Progress], None] | None,
    documents: int,
    refused: int,
) -> None:
    """Count the documents of a part that is written, and call `progress`."""
    told.documents += documents
    told.refused += refused
    if progress is not None:
        progress(told)


def _require() -> None:
    """Raise `CnpolicyError` with what to do if a library is missing."""
    for name in ("pyarrow", "duckdb", "psutil", "rensa"):
        if importlib.util.find_spec(name) is None:
            raise CnpolicyError(
                f'a corpus needs {name}: pip install "cnpolicy[corpus]"'
            )


def _version() -> str:
    """Return the version that is installed."""
    try:
        return importlib.metadata.version("cnpolicy")
    except importlib.metadata.PackageNotFoundError:
        return "(not installed)"  # Run from a checkout.


def fingerprint(profile: Profile) -> str:
    """Return the name of a profile with a hash of what it says."""
    said = json.dumps(_ordered(asdict(profile)), ensure_ascii=False)
    digest = hashlib.sha256(said.encode("utf-8")).hexdigest()
    return f"{profile.name} {digest[:12]}"


def _ordered(value: object) -> object:
    """Return a value of a profile in an order that each process gives it."""
    if isinstance(value, Mapping):
        return sorted((str(key), _ordered(held)) for key, held in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_ordered(held) for held in value]
    return str(value)


def _prepare(folder: Path) -> None:
    """Make the folder of a corpus; refuse one that holds something else."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / PARTS).is_dir():
        raise CnpolicyError(f"{folder}: the folder is not empty and holds no corpus")
    try:
        (folder / PARTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CnpolicyError(f"{folder}: {error.strerror or error}") from error


def _retire(found: Survey, manifest: Manifest) -> int:
    """Take what changed out of its parts and mark what is gone; return how many are."""
    now = datetime.datetime.now(datetime.UTC)
    held = parts_of(found.changed | found.gone, manifest)
    for part, keys in held.items():
        new = rewrite(part, keys & found.changed, keys & found.gone, now)
        manifest.drop(part.name)
        if new is not None:
            manifest.add(new.name)
    return len(found.gone)


def _batches(inputs: Iterator[Input]) -> Iterator[tuple[Input, ...]]:
    """Yield inputs in the portions of parts."""
    held: list[Input] = []
    size = 0
    for one in inputs:
        if held and (len(held) == _PART_INPUTS or size + one.size > _PART_BYTES):
            yield tuple(held)
            held, size = [], 0
        held.append(one)
        size += one.size
    if held:
        yield tuple(held)
