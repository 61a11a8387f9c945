"""The service as an application: a page, and an API of JSON and files.

In: `Settings`. Out: an ASGI application (Starlette, extra `serve`). Every path of the
API is an `Operation`; documents come as files of a form or as texts in JSON, are never
written to disk, and no path or address in a request is ever opened.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from cnpolicy.service.answers import answered, refused_answer
from cnpolicy.service.guard import VIEW_POLICY, Guard
from cnpolicy.service.messages import Answer, Job, Refusal, Refused
from cnpolicy.service.openapi import description
from cnpolicy.service.operations import HTML, OPERATIONS, Operation, misuse
from cnpolicy.service.page import ASSETS, asset, start_page
from cnpolicy.service.refusals import refusal
from cnpolicy.service.settings import Settings
from cnpolicy.service.uploads import read_job
from cnpolicy.service.workers.pool import Pool

API = "/api/"
"""What the path of every operation begins with."""


def create_app(settings: Settings | None = None) -> Starlette:
    """Return the application; its workers live as long as its lifespan."""
    chosen = settings or Settings()
    pool = Pool(chosen)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with pool.open():
            yield

    async def start(request: Request) -> Response:
        english = request.query_params.get("lang") == "en"
        return HTMLResponse(start_page("en" if english else "zh", chosen))

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS:
            raise HTTPException(404)
        return Response(asset(name), media_type=ASSETS[name])

    async def openapi(request: Request) -> Response:
        # Programs that read it (Dify among them) ask where the service is.
        servers = [{"url": str(request.base_url).rstrip("/")}]
        return JSONResponse(description() | {"servers": servers})

    routes = [
        Route("/", start, methods=["GET"]),
        Route("/openapi.json", openapi, methods=["GET"]),
        Route("/assets/{name}", file, methods=["GET"]),
        *(
            Route(API + name, _handler(one, pool, chosen), methods=["POST"])
            for name, one in OPERATIONS.items()
        ),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guard, hosts=chosen.hosts, max_bytes=chosen.max_bytes)],
        exception_handlers={HTTPException: _no_such, Exception: _mistake},
    )


def _handler(
    operation: Operation, pool: Pool, settings: Settings
) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers the requests of an operation."""

    async def handle(request: Request) -> Response:
        try:
            # A place is taken before the body is read, so that the memory of waiting
            # requests is bounded.
            with pool.place():
                job = await read_job(request, operation.name, settings)
                made = misuse(job) or await _while_there(request, pool, job)
        except Refused as refused:
            made = refused.refusal
        except ClientDisconnect:
            made = None
        if made is None:
            return Response(status_code=400)  # The client has closed the connection.
        if isinstance(made, Refusal):
            return refused_answer(made, request.headers)
        return answered(made, VIEW_POLICY if operation.media == HTML else None)

    return handle


async def _while_there(
    request: Request, pool: Pool, job: Job
) -> Answer | Refusal | None:
    """Do a piece of work; return None if the client closes the connection before."""
    work = asyncio.ensure_future(pool.run(job))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        return work.result() if work.done() else None
    finally:
        for task in (work, gone):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def _gone(request: Request) -> None:
    """Return when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        continue


async def _no_such(request: Request, error: Exception) -> Response:
    """Answer a request for what is not there."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    wrong = refusal("method" if status == 405 else "path")
    response = refused_answer(wrong, request.headers)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


async def _mistake(request: Request, error: Exception) -> Response:
    """Answer where the service itself is at fault; the log has the traceback."""
    return refused_answer(refusal("internal"), request.headers)
