"""What a service allows.

Defines `Settings`, all limits of a service, each with its reason.
"""

from __future__ import annotations

from attrs import frozen

MIB = 1024 * 1024

LOOPBACK = frozenset(["127.0.0.1", "localhost", "::1"])
"""The names of this machine, which no other machine can be called by."""


@frozen
class Settings:
    """The limits of a service; the defaults are for one person's own machine."""

    host: str = "127.0.0.1"
    """The address to listen at: by default no other machine reaches it."""

    port: int = 8765
    """The port to listen at; 0 for one that is free."""

    names: frozenset[str] = frozenset()
    """Names, beside those of this machine, by which a browser may call the service."""

    max_bytes: int = 20 * MIB
    """Size of a request in bytes: two documents with pictures."""

    max_chars: int = 1_000_000
    """Characters of a document. The longest known plan has 100,000."""

    max_answer: int = 96 * MIB
    """Size of an answer in bytes. A page of a million characters has 20 MiB."""

    max_memory: int = 1024 * MIB
    """Address space of a worker in bytes, where the platform can limit it."""

    seconds: float = 30.0
    """Time for one piece of work, reading included."""

    jobs: int = 2
    """Pieces of work at once, each in a process of its own."""

    waiting: int = 16
    """Requests that may wait for a worker; more get 503. Each is held in memory, so
    that all together hold `(jobs + waiting) * max_bytes`."""

    head_seconds: float = 10.0
    """Time for the head of a request to come."""

    body_seconds: float = 30.0
    """Time for the body of a request to come."""

    answer_seconds: float = 60.0
    """Time for an answer to be taken."""

    connections: int = 100
    """Connections at once; more get 503."""

    grace_seconds: int = 10
    """Time that work under way gets when the service is ended."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which the service may be called."""
        own = frozenset() if self.host in ("0.0.0.0", "::") else {self.host}
        return LOOPBACK | own | self.names

    @property
    def connection_seconds(self) -> float:
        """The life of a connection, the longest wait for a worker included."""
        turns = 1 + -(-self.waiting // self.jobs)
        return (
            self.head_seconds
            + self.body_seconds
            + self.seconds * turns
            + self.answer_seconds
        )
