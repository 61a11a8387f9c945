"""`cnpolicy serve`: how it starts, what it says, how it ends."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

pytest.importorskip("click")
pytest.importorskip("uvicorn")
pytest.importorskip("python_multipart")
pytest.importorskip("jinja2")

from support.services import environment

pytestmark = pytest.mark.slow

# A suite in the background hands on that SIGINT is ignored; a user's shell does not.
_LISTENING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from cnpolicy.cli.main import main

main()
"""


def started(*arguments: str) -> subprocess.Popen[str]:
    """The command, started as a user does."""
    return subprocess.Popen(
        [sys.executable, "-c", _LISTENING, "serve", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )


@pytest.mark.skipif(os.name != "posix", reason="sends a signal as POSIX has it")
def test_it_says_where_it_is_and_ends_by_ctrl_c() -> None:
    """The address is the first line; there is no traceback at the end."""
    with started("--port", "0") as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        with urllib.request.urlopen(address, timeout=30) as page:
            assert "网页视图" in page.read().decode()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
        assert (process.returncode, said) == (130, "")


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        with started("--port", port) as process:
            printed, said = process.communicate(timeout=60)
    assert (process.returncode, printed) == (2, "")
    assert said.startswith(f"cnpolicy: 127.0.0.1:{port}: ")
    assert said.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="sends a signal as POSIX has it")
def test_who_lets_others_in_is_warned() -> None:
    """And others may call it by the names that were given only."""
    arguments = ("--host", "0.0.0.0", "--port", "0", "--name", "plans.example")
    with started(*arguments) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        request = urllib.request.Request(address, headers={"Host": "plans.example"})
        with urllib.request.urlopen(request, timeout=30) as page:
            assert page.status == 200
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert "there is no password" in said


@pytest.mark.parametrize("argument", ["--port=70000", "--jobs=0", "--seconds=0", "x"])
def test_a_wrong_argument_ends_with_2(argument: str) -> None:
    with started(argument) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "Traceback" not in said
