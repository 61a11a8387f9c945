"""`cnpolicy mcp`: the library as tools for a model's client.

In: the folder whose files may be read. Out: the protocol MCP on standard input and
output, until the client ends it.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from cnpolicy.cli.command import cli


@cli.command("mcp")
@click.option(
    "--root",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
def serve_tools(root: Path | None) -> None:
    """Serve tools to a model's client (MCP on standard input and output).

    Tools: outline, tasks, targets, compare, check, chunks. The client starts this.
    """
    if importlib.util.find_spec("mcp") is None:
        click.echo('cnpolicy: this needs mcp: pip install "cnpolicy[mcp]"', err=True)
        raise SystemExit(2)
    # Imported here: --help and the other commands need none of it.
    from cnpolicy.service.mcp_server import run

    run(root)
