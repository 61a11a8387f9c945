"""The service as a process that listens (uvicorn, extra `serve`).

In: `Settings`. Out: a server that runs until a signal ends it: it takes no more
requests then, and gives those under way some time. A connection that says nothing, or
takes its answer too slowly, is ended by a clock.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from cnpolicy.service.app import create_app
from cnpolicy.service.settings import Settings


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Listen until a signal ends the process.

    `ready` gets the address as soon as the service answers there. Raises `OSError`
    where it cannot listen.
    """
    with _listening(settings) as listener:
        host, port = listener.getsockname()[:2]
        server = _Server(_config(settings), lambda: ready(_address(host, port)))
        server.run(sockets=[listener])


def _listening(settings: Settings) -> socket.socket:
    """Return a socket that listens."""
    family, _, _, _, address = socket.getaddrinfo(
        settings.host, settings.port, type=socket.SOCK_STREAM
    )[0]
    return socket.create_server(address[:2], family=family, backlog=128)


def _address(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _config(settings: Settings) -> uvicorn.Config:
    """Return the settings of the server."""
    return uvicorn.Config(
        create_app(settings),
        http=_protocol(settings),
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=settings.connections,
        timeout_graceful_shutdown=settings.grace_seconds,
    )


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def _protocol(settings: Settings) -> type[H11Protocol]:
    """Return the protocol of a connection, with its clocks."""

    class Clocked(H11Protocol):
        """A connection that is ended when its time is up.

        Each carries one request: the guard answers with `Connection: close`.
        """

        _clocks: tuple[asyncio.TimerHandle, ...] = ()

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            """Start the clocks."""
            super().connection_made(transport)
            self._clocks = (
                self.loop.call_later(settings.head_seconds, self._end_without_head),
                self.loop.call_later(settings.connection_seconds, transport.abort),
            )

        def _end_without_head(self) -> None:
            """End a connection on which no request has come."""
            if self.cycle is None:
                self.transport.abort()

        def on_response_complete(self) -> None:
            """Start the clock of an answer: it is written, but perhaps not taken."""
            super().on_response_complete()
            if (
                not self.transport.is_closing()
                or self.transport.get_write_buffer_size()
            ):
                late = self.loop.call_later(
                    settings.answer_seconds, self.transport.abort
                )
                self._clocks = (*self._clocks, late)

        def connection_lost(self, exc: Exception | None) -> None:
            """Stop the clocks."""
            for clock in self._clocks:
                clock.cancel()
            super().connection_lost(exc)

    return Clocked
