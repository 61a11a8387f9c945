"""The tools of MCP, called by the client of the official SDK over stdio."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp")
pytest.importorskip("click")
pytest.importorskip("jsonschema")

import anyio
import jsonschema
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters

import cnpolicy
from cnpolicy.service.operations import OPERATIONS
from cnpolicy.service.tools import TOOLS
from support.services import OTHER, PLAN, environment

pytestmark = pytest.mark.slow


def with_client(body: Callable[[Client], Awaitable[None]], *arguments: str) -> None:
    """Start `cnpolicy mcp` as a client does, and talk to it."""
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "cnpolicy", "mcp", *arguments],
        env=environment(),
    )

    async def talk() -> None:
        async with Client(command, read_timeout_seconds=60) as client:
            await body(client)

    anyio.run(talk)


def words(result: Any) -> str:
    """What the model reads."""
    (block,) = result.content
    return block.text


def test_the_tools_with_their_schemas() -> None:
    """In the order of the page, each with its schemas, and none that writes."""

    async def body(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert [one.name for one in tools] == list(TOOLS)
        for one in tools:
            jsonschema.Draft202012Validator.check_schema(one.input_schema)
            jsonschema.Draft202012Validator.check_schema(one.output_schema)
            assert one.annotations.read_only_hint
            assert "path" not in json.dumps(one.input_schema)

    with_client(body)


def test_every_tool_answers_by_its_schema() -> None:
    """The SDK holds the structured content to the schema; so does the test."""

    async def body(client: Client) -> None:
        tools = {one.name: one for one in (await client.list_tools()).tools}
        for name in TOOLS:
            one: dict[str, Any] = {"text": PLAN}
            if name == "compare":
                one = {"before_text": PLAN, "after_text": OTHER}
            result = await client.call_tool(name, one)
            assert not result.is_error, words(result)
            told = result.structured_content
            jsonschema.Draft202012Validator(tools[name].output_schema).validate(told)
            assert json.loads(words(result)) == told
            kind = OPERATIONS[name].kind
            assert cnpolicy.from_json(json.dumps(told["result"]), kind)

    with_client(body)


def test_the_same_as_the_library_page_by_page() -> None:
    """A list comes in pages; joined, they are what the library gives."""
    text = "".join(f"{at}.加强保护。（市司法局负责）\n" for at in range(1, 61))
    wanted = [cnpolicy.to_dict(one) for one in cnpolicy.tasks(cnpolicy.parse(text))]

    async def body(client: Client) -> None:
        found: list[Any] = []
        while len(found) < len(wanted):
            arguments = {"text": text, "offset": len(found), "limit": 25}
            result = await client.call_tool("tasks", arguments)
            assert result.structured_content["total"] == len(wanted) == 60
            found += result.structured_content["result"]
        assert found == wanted

    with_client(body)


# A call that is wrong, and how what the model reads of it begins.
WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("tasks", {}, "count"),
    ("tasks", {"text": 1}, "option"),
    ("tasks", {"text": PLAN, "limit": 0}, "option"),
    ("tasks", {"text": PLAN, "limit": True}, "option"),
    ("tasks", {"text": PLAN, "offset": -1}, "option"),
    ("tasks", {"path": "/etc/passwd"}, "option"),
    ("check", {"text": PLAN, "profile": "x"}, "option"),
    ("compare", {"before_text": PLAN}, "count"),
    ("outline", {"text": " "}, "unreadable"),
    ("outline", {"text": "a" * 1_000_001}, "unreadable"),
    ("nothing", {}, "no tool"),
)


def test_a_call_that_is_wrong_is_told_to_the_model() -> None:
    """And the next one is answered."""

    async def body(client: Client) -> None:
        for name, arguments, begin in WRONG:
            result = await client.call_tool(name, arguments)
            assert result.is_error
            assert words(result).startswith(begin), (name, words(result))
        assert not (await client.call_tool("outline", {"text": PLAN})).is_error

    with_client(body)


@pytest.mark.skipif(os.name != "posix", reason="makes links as POSIX has them")
def test_files_of_the_folder_and_no_others(tmp_path: Path) -> None:
    """By a relative path or a whole one; a link that leads out is refused."""
    root = tmp_path / "公文"
    (root / "内").mkdir(parents=True)
    (root / "内" / "规划.txt").write_text(PLAN, encoding="utf-8")
    outside = tmp_path / "外.txt"
    outside.write_text(PLAN, encoding="utf-8")
    (root / "link.txt").symlink_to(outside)
    (root / "inner.txt").symlink_to(root / "内" / "规划.txt")

    async def body(client: Client) -> None:
        tool = (await client.list_tools()).tools[0]
        assert "path" in tool.input_schema["properties"]
        for path in ("内/规划.txt", str(root / "内" / "规划.txt"), "inner.txt"):
            result = await client.call_tool("outline", {"path": path})
            assert not result.is_error, words(result)
        for path in ("../外.txt", str(outside), "link.txt", "/etc/passwd", "a\0b"):
            result = await client.call_tool("outline", {"path": path})
            assert words(result).startswith("unreadable"), path
            assert "某市" not in words(result)
        for path in ("nothing.txt", "内"):
            result = await client.call_tool("outline", {"path": path})
            assert words(result).startswith("unreadable"), path

    with_client(body, "--root", str(root))
