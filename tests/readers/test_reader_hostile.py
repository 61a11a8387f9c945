"""Files that ask for much: refused or read in time, in little memory."""

import pytest
from hostile_files import HOSTILE, KINDS, without_packing
from reader_memory import measured, posix

pytestmark = pytest.mark.slow


@posix
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file(name, tmp_path):
    """Below 300 MiB, and within the time of `measured`, whatever a file says.

    An archive is read twice: as it is, and without its packing.
    """
    data = HOSTILE[name]()
    for one in filter(None, (data, without_packing(data))):
        outcome = measured(one, tmp_path, KINDS.get(name))
        assert outcome.startswith(("ReadError", "DecodeError")) or outcome.endswith(
            "characters"
        )
