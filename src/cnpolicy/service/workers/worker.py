"""The process in which documents are read: as many pieces of work as it is given.

In: frames of `Job`s on standard input; the limits as JSON in the first argument. Out:
on standard output a sign that it is `READY`, and a frame of an `Answer` or a `Refusal`
for each job. When standard input
ends, the service has ended, and so does this, in the middle of its work too.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import sys
import threading
import traceback
from typing import BinaryIO

from cnpolicy.service.messages import READY, SIZES, Answer, Job, Refusal
from cnpolicy.service.refusals import refusal
from cnpolicy.service.workers.work import perform

_WARMING = "某市规划\n一、任务\n（一）加强保护。新增10件。（市司法局负责）\n"


def main() -> None:
    """Do pieces of work until standard input ends."""
    limits = json.loads(sys.argv[1])
    answers = _keep_output()
    _warm()
    _limit(limits["memory"])
    answers.write(READY)
    answers.flush()
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs,), daemon=True).start()
    while True:
        packed = _done(jobs.get(), limits["chars"], limits["answer"]).packed()
        answers.write(packed)
        answers.flush()


def _done(job: Job, max_chars: int, max_answer: int) -> Answer | Refusal:
    """Do a piece of work; what goes wrong that should not is told on standard error."""
    try:
        made = perform(job, max_chars)
    except MemoryError:
        return refusal("ended")
    except Exception:
        traceback.print_exc()
        return refusal("internal")
    if isinstance(made, Answer) and len(made.data) > max_answer:
        return refusal("answer", max_answer)
    return made


def _keep_output() -> BinaryIO:
    """Return standard output, and let what anything prints go to standard error."""
    kept = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return kept


def _listen(jobs: queue.SimpleQueue[Job]) -> None:
    """Take jobs from standard input; end the process with it."""
    # The descriptor itself: the stream would be locked when the process ends.
    stream = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    with contextlib.suppress(EOFError, OSError):
        while True:
            head, data = SIZES.unpack(_exactly(stream, SIZES.size))
            told = json.loads(_exactly(stream, head))
            jobs.put(Job.unpacked(told, _exactly(stream, data)))
    os._exit(0)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    """Return `size` bytes; raise `EOFError` where the stream ends before."""
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _warm() -> None:
    """Import what the first piece of work would wait for."""
    from cnpolicy.service.messages import Upload

    perform(Job("view", (Upload(_WARMING.encode()),)), len(_WARMING))


def _limit(memory: int) -> None:
    """Limit the address space of this process and its helpers, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for name, value in (("RLIMIT_AS", memory), ("RLIMIT_CORE", 0)):
        kind = getattr(resource, name)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (value, value))
