"""ZIP archives opened with caution, for DOCX and OFD.

In: the bytes of an archive. Out: `Archive`, which gives single parts as bytes, each
within the caps of `limits`. Names inside the archive are keys and never become paths;
nothing is written anywhere. Damage raises `ReadError`.
"""

import io
import struct
import zipfile
import zlib
from types import TracebackType

from cnpolicy.errors import ReadError
from cnpolicy.readers import limits

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


class Archive:
    """The parts of one ZIP archive, by name: `word/document.xml`."""

    def __init__(self, data: bytes) -> None:
        """Read the list of parts. Raises `ReadError` for a damaged archive."""
        # Counted before zipfile makes an object of 600 bytes for each.
        if data.count(_ENTRY) > limits.MAX_ENTRIES:
            raise ReadError(
                f"unsafe: the archive holds more than {limits.MAX_ENTRIES} files"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise ReadError(f"the archive is cut off or damaged ({error})") from None
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

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return _key(name) in self._parts

    def find(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None if there is no such part."""
        return self.read(name) if name in self else None

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises `ReadError` if it is missing, encrypted, damaged or beyond a cap.
        """
        info = self._parts.get(_key(name))
        if info is None:
            raise ReadError(f"the archive lacks its part {name}")
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise ReadError("the file is encrypted: a password is needed to read it")
        if info.compress_type not in _METHODS:
            raise ReadError(f"the part {name} is packed by an unusual method")
        _check_size(name, info.file_size, info.compress_size)
        try:
            return self._unpack(name, info)
        except _DAMAGE as error:
            raise ReadError(f"the part {name} is damaged ({error})") from None

    def _unpack(self, name: str, info: zipfile.ZipInfo) -> bytes:
        """Unpack in pieces and count: the size in the header is only a claim."""
        pieces = []
        size = 0
        with self._zip.open(info) as part:
            while piece := part.read(limits.CHUNK_BYTES):
                pieces.append(piece)
                size += len(piece)
                self._unpacked += len(piece)
                _check_size(name, size, info.compress_size)
                if self._unpacked > limits.MAX_TOTAL_BYTES:
                    raise ReadError("unsafe: the archive unpacks to too many bytes")
        return b"".join(pieces)


def _key(name: str) -> str:
    """Write a part name as it is looked up: OPC names do not know case, and some
    Windows programs write `word\\document.xml`."""
    return name.replace("\\", "/").lstrip("/").lower()


def _check_size(name: str, unpacked: int, packed: int) -> None:
    """Raise `ReadError` if a part is, or claims to be, beyond the caps."""
    if unpacked > limits.MAX_PART_BYTES:
        raise ReadError(
            f"unsafe: {name} unpacks to more than {limits.MAX_PART_BYTES} bytes"
        )
    if unpacked > limits.RATIO_FROM_BYTES and unpacked > limits.MAX_RATIO * packed:
        raise ReadError(f"unsafe: {name} unpacks to {limits.MAX_RATIO} times its size")
