"""Files that ask for much: refused or read in time, in little memory."""

import pytest
from hostile_files import HOSTILE, without_packing
from reader_memory import measured, posix

from cnpolicy.readers.source import Kind

KINDS = {"tables_that_never_end": Kind.MARKDOWN}


@posix
@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file(name, packed, tmp_path):
    """Below 300 MiB, and within the time of `measured`, whatever a file says."""
    data = HOSTILE[name]()
    plain = without_packing(data)
    if not packed and (plain == data or len(plain) > 20_000_000):
        pytest.skip("is read packed")
    outcome = measured(data if packed else plain, tmp_path, KINDS.get(name))
    assert outcome.startswith(("ReadError", "DecodeError")) or outcome.endswith(
        "characters"
    )
