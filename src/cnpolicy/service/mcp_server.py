"""The tools for a model's client, over standard input and output (MCP, extra `mcp`).

In: calls of tools. Out: their results, as text and as structured content of a schema.
Documents are read in a worker as those of the service are, with the same limits.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import anyio
import mcp.types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from cnpolicy.service.messages import Refusal, Refused
from cnpolicy.service.openapi import library_version
from cnpolicy.service.operations import OPERATIONS
from cnpolicy.service.settings import Settings
from cnpolicy.service.tools import (
    TOOLS,
    input_schema,
    job_of,
    output_schema,
    page_of,
)
from cnpolicy.service.workers.pool import Pool

_INSTRUCTIONS = (
    "Reads Chinese government plans, notices and opinions without any model: headings, "
    "measures with who does them, targets, deadlines, drafting errors. Spans are "
    "offsets in the text. Give the whole text of a document; lists come in pages."
)


def run(root: Path | None) -> None:
    """Serve until standard input ends; files below `root` may be read, None: none."""
    anyio.run(_run, root, Settings(jobs=1))


async def _run(root: Path | None, settings: Settings) -> None:
    """Serve with a worker beside."""
    pool = Pool(settings)
    server = _server(pool, root, settings)
    async with pool.open(), stdio_server() as (read_stream, write_stream):
        options = server.create_initialization_options()
        await server.run(read_stream, write_stream, options)


def _server(pool: Pool, root: Path | None, settings: Settings) -> Server[Any]:
    """Return the server with its tools."""
    tools = [_tool(name, root) for name in TOOLS]

    async def list_tools(context: Any, parameters: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=tools)

    async def call_tool(
        context: Any, parameters: types.CallToolRequestParams
    ) -> types.CallToolResult:
        name, arguments = parameters.name, parameters.arguments or {}
        if name not in TOOLS:
            return _failed(f"no tool {name[:40]!r}; there are {', '.join(TOOLS)}")
        try:
            with pool.place():
                job = await anyio.to_thread.run_sync(
                    job_of, name, arguments, root, settings
                )
                made = await pool.run(job)
        except Refused as refused:
            made = refused.refusal
        if isinstance(made, Refusal):
            return _failed(f"{made.code}: {made.message}（{made.message_zh}）")
        told = page_of(name, made, arguments)
        text = types.TextContent(type="text", text=json.dumps(told, ensure_ascii=False))
        return types.CallToolResult(content=[text], structured_content=told)

    return Server(
        "cnpolicy",
        version=library_version(),
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _tool(name: str, root: Path | None) -> types.Tool:
    """Return the description of a tool."""
    operation = OPERATIONS[name]
    return types.Tool(
        name=name,
        title=operation.chinese,
        description=operation.english,
        input_schema=input_schema(name, root),
        output_schema=output_schema(name),
        annotations=types.ToolAnnotations(
            read_only_hint=True, idempotent_hint=True, open_world_hint=False
        ),
    )


def _failed(words: str) -> types.CallToolResult:
    """Return the result of a call that went wrong, for the model to read."""
    text = types.TextContent(type="text", text=words)
    return types.CallToolResult(content=[text], is_error=True)
