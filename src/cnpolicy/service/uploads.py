"""What a request brings, kept in memory and within its limits.

In: a request of the API: a form with files, or JSON. Out: the documents and the
options in it. Raises `Refused` for what is too large, too slow or of another form.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from cnpolicy.service.messages import Job, Refused, Upload
from cnpolicy.service.refusals import refusal
from cnpolicy.service.settings import Settings

_MOST_FILES = 3
"""One more than any operation takes, so that this is what is said."""

_MOST_FIELDS = 12


async def read_job(request: Request, operation: str, settings: Settings) -> Job:
    """Return what a request asks for."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > settings.max_bytes:
        raise Refused(refusal("large", settings.max_bytes))
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        async with asyncio.timeout(settings.body_seconds):
            if media == "multipart/form-data":
                fields = await _form(request, settings.max_bytes)
            elif media == "application/json":
                fields = await _json(request, settings.max_bytes)
            else:
                raise Refused(refusal("media"))
    except TimeoutError:
        raise Refused(refusal("slow", f"{settings.body_seconds:g}")) from None
    return _job(operation, fields)


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """Yield the body, whatever length it was said to have."""
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise Refused(refusal("large", most))
        yield piece


Fields = list[tuple[str, str | Upload]]


async def _form(request: Request, most: int) -> Fields:
    """Return the fields of a form."""

    class InMemory(MultiPartParser):
        """Keeps files in memory, where the usual one writes those above a size."""

        spool_max_size = most + 1
        ended = False

        def on_end(self) -> None:
            """Note that the form came to its end."""
            self.ended = True

    parser = InMemory(
        request.headers,
        _limited(request, most),
        max_files=_MOST_FILES,
        max_fields=_MOST_FIELDS,
        max_part_size=most,
    )
    try:
        form = await parser.parse()
    except (MultiPartException, UnicodeError) as error:
        raise _no_form(error) from None
    if not parser.ended:
        raise _no_form("it has no end")
    fields: Fields = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            # A form sends an empty file where none was chosen.
            if value.filename or data:
                fields.append((name, Upload(data, value.filename or "document")))
            await value.close()
        else:
            fields.append((name, value))
    return fields


async def _json(request: Request, most: int) -> Fields:
    """Return the fields of an object: `texts`, a list, and options."""
    data = b"".join([piece async for piece in _limited(request, most)])
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _no_form(error) from None
    texts = value.pop("texts", None) if isinstance(value, dict) else None
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        raise _no_form("texts must be a list of strings")
    fields: Fields = [("text", text) for text in texts]
    for name, option in value.items():
        if isinstance(option, bool) or not isinstance(option, str | int):
            raise _no_form(f"{name[:40]} must be a string or a number")
        fields.append((name, str(option)))
    return fields


def _job(operation: str, fields: Iterable[tuple[str, str | Upload]]) -> Job:
    """Return the job of some fields: `file`s first, then `text`s, options by name."""
    files: list[Upload] = []
    texts: list[Upload] = []
    options: dict[str, str] = {}
    for name, value in fields:
        if isinstance(value, Upload):
            files.append(value)
        elif name == "text":
            if value.strip():
                texts.append(Upload(value.encode("utf-8", "replace")))
        elif value:
            options[name] = value
    return Job(operation, (*files, *texts), options)


def _no_form(error: object) -> Refused:
    """Return the refusal of a body that cannot be understood."""
    return Refused(refusal("form", str(error)[:200]))
