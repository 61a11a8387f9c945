"""Answers of HTTP.

In: an `Answer` or a `Refusal`. Out: a response; a refusal is JSON for a program and a
page for one who looks.
"""

from __future__ import annotations

import json
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response

from cnpolicy.service.messages import Answer, Refusal
from cnpolicy.service.page import refusal_page
from cnpolicy.service.workers.pool import RETRY_SECONDS

NOTES = "Cnpolicy-Notes"
"""The header with what the documents hold and their texts do not, as JSON, where the
answer is a file; only the first of many."""

_MOST_NOTES = 20
_MOST_NOTE_BYTES = 6000


def answered(answer: Answer, policy: str | None = None) -> Response:
    """Return the response of an answer; `policy` is its own security policy."""
    response = Response(answer.data, media_type=answer.media)
    if policy is not None:
        response.headers["Content-Security-Policy"] = policy
    if answer.name is not None:
        response.headers["Content-Disposition"] = (
            f"attachment; filename*=UTF-8''{quote(answer.name, safe='')}"
        )
    if answer.notes:
        response.headers[NOTES] = _notes(answer)
    return response


def _notes(answer: Answer) -> str:
    """Return the first notes as JSON of ASCII signs, as a header can have."""
    notes = list(answer.notes[:_MOST_NOTES])
    while len(text := json.dumps(notes)) > _MOST_NOTE_BYTES:
        notes.pop()
    return text


def refused_answer(refusal: Refusal, headers: Headers) -> Response:
    """Return the response of a refusal, for who sent a request with these headers."""
    response: Response
    if "text/html" in headers.get("accept", ""):
        response = HTMLResponse(refusal_page(refusal), status_code=refusal.status)
    else:
        words = {
            "code": refusal.code,
            "message": refusal.message,
            "message_zh": refusal.message_zh,
        }
        response = JSONResponse({"error": words}, status_code=refusal.status)
    if refusal.code == "busy":
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
