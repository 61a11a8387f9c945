"""What stands before every request: who asks, by which name, and the safe headers.

In: an ASGI application. Out: the same, which answers only those who may ask: requests
for a name of this service (a page elsewhere that has its name point here is refused),
and, where something is sent, those of its own page or of no page at all.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cnpolicy.service.answers import refused_answer
from cnpolicy.service.messages import Refusal
from cnpolicy.service.refusals import refusal

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The security policy of the page of the service: nothing from elsewhere, no script
inside it."""

VIEW_POLICY = (
    "sandbox allow-scripts allow-modals allow-downloads allow-popups; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""That of the page of a document, beside its own: it can ask this service nothing."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: a form would then be sent with the origin «null».
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    # One request a connection: then one clock is enough for all of it.
    "Connection": "close",
}
LINGER_SECONDS = 5
"""How long, in seconds, a body is received that is not used."""

_READING = frozenset(["GET", "HEAD", "OPTIONS"])
_OWN = frozenset(["same-origin", "none"])


class Guard:
    """Refuses who may not ask, and adds the headers to every answer."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], max_bytes: int) -> None:
        """Stand before `app`, which is called by one of `hosts`."""
        self._app = app
        self._max_bytes = max_bytes
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        headers = Headers(scope=scope)
        body = _Body(receive, headers, self._max_bytes)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                await body.discard()
                _add_headers(MutableHeaders(scope=message))
            await send(message)

        wrong = self._wrong(scope["method"], headers)
        if wrong is not None:
            await refused_answer(wrong, headers)(scope, body.receive, guarded)
            return
        await self._app(scope, body.receive, guarded)

    def _wrong(self, method: str, headers: Headers) -> Refusal | None:
        """Return why a request is refused, None if it is not."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or _name(hosts[0]) not in self._hosts:
            return refusal("host")
        if method in _READING:
            return None
        for origin in headers.getlist("origin"):
            if origin.lower() not in (f"http://{hosts[0]}", f"https://{hosts[0]}"):
                return refusal("origin")
        if headers.get("sec-fetch-site", "none") not in _OWN:
            return refusal("origin")
        return None


class _Body:
    """The body of a request, of which something may be left when it is answered.

    What is left is taken and thrown away first: a connection that is closed with
    something unread is reset, and the answer is lost on its way.
    """

    def __init__(self, receive: Receive, headers: Headers, most: int) -> None:
        """Throw away `most` bytes; of a body that says to have more, none."""
        self._receive = receive
        length = headers.get("content-length", "")
        self._left = most if not length.isdecimal() or int(length) <= most else 0
        chunked = "transfer-encoding" in headers
        self._ended = not chunked and length in ("", "0")

    async def receive(self) -> Message:
        """Hand on a piece."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if not message.get("more_body", False):
            self._ended = True
        return message

    async def discard(self) -> None:
        """Throw away what is left, for some seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                while not self._ended and self._left > 0:
                    await self.receive()


def _name(host: str) -> str | None:
    """Return the name in a Host, without its port; None for what is none."""
    try:
        parts = urlsplit(f"//{host}")
        # A port that is no number raises.
        return None if parts.port is None and host.endswith(":") else parts.hostname
    except ValueError:
        return None


def _add_headers(headers: MutableHeaders) -> None:
    """Add the safe headers to those of an answer."""
    own_policy = "content-security-policy" in headers
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if own_policy:
        # A page in a sandbox may have no opener policy: browsers show an error then.
        del headers["Cross-Origin-Opener-Policy"]
