"""A service in a process of its own, as a user starts it.

In: the limits it shall have. Out: its address, and what it answers to raw bytes.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cnpolicy

PLAN = (
    "某市规划\n一、任务\n（一）加强保护。到2027年新增10件。（市司法局负责）\n二.措施\n"
    "按照《某省条例》，2026年6月底前完成。\n"
)
OTHER = PLAN.replace("市司法局", "市财政局")

_START = """
import json, sys
from cnpolicy.service.server import serve
from cnpolicy.service.settings import Settings
serve(Settings(**json.loads(sys.argv[1])), lambda address: print(address, flush=True))
"""


def environment() -> dict[str, str]:
    """The environment of a process that finds the library that is tested."""
    return {**os.environ, "PYTHONPATH": str(Path(cnpolicy.__file__).parents[1])}


class Service:
    """A service that runs."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        """The process that listens; its workers are its children."""
        self.address = address
        """`http://127.0.0.1:40001/`"""
        self.port = int(address.rstrip("/").rpartition(":")[2])
        """The port."""

    def talk(self, *pieces: bytes, seconds: float = 60) -> bytes:
        """Send bytes as they are and return all that comes until it is closed."""
        with socket.create_connection(("127.0.0.1", self.port), seconds) as connection:
            with contextlib.suppress(ConnectionError):
                for piece in pieces:
                    connection.sendall(piece)
            return received(connection)


def received(connection: socket.socket) -> bytes:
    """Return all that comes from a connection until it is closed."""
    found = b""
    with contextlib.suppress(ConnectionError):
        while piece := connection.recv(65536):
            found += piece
    return found


@contextlib.contextmanager
def running(**settings: Any) -> Iterator[Service]:
    """Start a service at a free port and end it."""
    told = json.dumps({"port": 0, **settings})
    process = subprocess.Popen(
        [sys.executable, "-c", _START, told],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None
    try:
        yield Service(process, process.stdout.readline().strip())
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def form(
    parts: Mapping[str, str | tuple[str, bytes]], boundary: str = "x-x-x"
) -> tuple[dict[str, str], bytes]:
    """Return headers and body of a form: words, or the name and bytes of a file."""
    body = b""
    for name, value in parts.items():
        body += (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        )
        if isinstance(value, str):
            body += b"\r\n\r\n" + value.encode()
        else:
            body += f'; filename="{value[0]}"\r\n\r\n'.encode() + value[1]
        body += b"\r\n"
    body += f"--{boundary}--\r\n".encode()
    return {"Content-Type": f"multipart/form-data; boundary={boundary}"}, body
