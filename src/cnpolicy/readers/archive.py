"""ZIP archives opened with caution, for DOCX and OFD.

In: the bytes of an archive. Out: `Archive`, which gives single parts as bytes, each
within the caps of `limits`. Names inside the archive are keys and never become paths;
nothing is written to disk. A damaged archive raises `ReadError`.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from types import TracebackType

from cnpolicy.readers import limits
from cnpolicy.readers.refusals import refused

# What zipfile lets through when an archive is damaged on purpose.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
)

# Signature of one entry of the central directory.
_ENTRY = b"PK\x01\x02"

# Office formats know no other; zipfile unpacks bzip2 and LZMA without a bound.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_ENCRYPTED_FLAG = 0x1


Keep = Callable[[bytes], bytes]
"""Returns what is to be kept of some bytes of a part."""


class Archive:
    """The parts of one ZIP archive, by name: `word/document.xml`."""

    def __init__(self, data: bytes) -> None:
        """Read the list of parts. Raises `ReadError` for a damaged archive."""
        # Counted before zipfile makes an object of 600 bytes for each.
        if data.count(_ENTRY) > limits.MAX_ENTRIES:
            raise refused("many-files", limits.MAX_ENTRIES)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise refused("archive-damaged", error) from None
        self._parts = {_key(info.filename): info for info in self._zip.infolist()}
        self._unpacked = 0

    def __enter__(self) -> "Archive":
        """Return the archive itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the archive."""
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case and with `/`."""
        return tuple(self._parts)

    @property
    def stated_names(self) -> tuple[str, ...]:
        """The names of all parts as the archive states them, in its order."""
        return tuple(info.filename for info in self._parts.values())

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return _key(name) in self._parts

    def size(self, name: str) -> int:
        """Return how many bytes a part claims to have; 0 if it is missing."""
        info = self._parts.get(_key(name))
        return 0 if info is None else info.file_size

    def find(self, name: str, keep: Keep | None = None) -> bytes | None:
        """Return the bytes of a part, or None if there is no such part."""
        return self.read(name, keep) if name in self else None

    def read(self, name: str, keep: Keep | None = None) -> bytes:
        """Return the bytes of a part, or what `keep` leaves of each stretch of it.

        A stretch that `keep` is given ends behind a `>`.

        Raises `ReadError` if it is missing, encrypted, damaged or beyond a cap.
        """
        info = self._parts.get(_key(name))
        if info is None:
            raise refused("part-missing", name)
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise refused("encrypted")
        if info.compress_type not in _METHODS:
            raise refused("part-method", name)
        _check_size(name, info.file_size, info.compress_size)
        try:
            return self._unpack(name, info, keep)
        except _DAMAGE as error:
            raise refused("part-damaged", name, error) from None

    def _unpack(self, name: str, info: zipfile.ZipInfo, keep: Keep | None) -> bytes:
        """Unpack in pieces and count: the size in the header is only a claim."""
        pieces = []
        size = kept = 0
        rest = b""
        with self._zip.open(info) as part:
            while piece := part.read(limits.CHUNK_BYTES):
                size += len(piece)
                self._unpacked += len(piece)
                _check_size(name, size, info.compress_size)
                _check_bytes("the archive", self._unpacked, limits.MAX_TOTAL_BYTES)
                if keep is not None:
                    head, end, tail = piece.rpartition(b">")
                    whole = rest + head + end if end else b""
                    rest = tail if end else rest + tail
                    piece = keep(whole)
                kept += len(piece)
                _check_bytes(name, kept + len(rest), limits.MAX_PART_BYTES)
                pieces.append(piece)
        pieces.append(rest)
        return b"".join(pieces)


def _key(name: str) -> str:
    """Write a part name as it is looked up: OPC names do not know case, and some
    Windows programs write `word\\document.xml`."""
    return name.replace("\\", "/").lstrip("/").lower()


def _check_size(name: str, unpacked: int, packed: int) -> None:
    """Raise `ReadError` if a part is, or claims to be, beyond the caps."""
    _check_bytes(name, unpacked, limits.MAX_UNPACKED_BYTES)
    most = limits.scaled(limits.MAX_RATIO)
    if unpacked > limits.RATIO_FROM_BYTES and unpacked > most * packed:
        raise refused("ratio", name, most)


def _check_bytes(name: str, size: int, cap: int) -> None:
    """Raise `ReadError` if there are more bytes than a cap allows."""
    most = limits.scaled(cap)
    if size > most:
        raise refused("unpacked", name, most // limits.MIB)
