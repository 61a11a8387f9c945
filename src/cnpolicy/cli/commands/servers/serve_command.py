"""`cnpolicy serve`: the page and the API of the service on this machine.

In: where to listen, what to allow. Out: a service that runs until it is ended.
"""

from __future__ import annotations

import importlib.util

import click

from cnpolicy.cli.command import cli

_NEEDS = ("starlette", "uvicorn", "python_multipart", "jinja2", "lxml", "xlsxwriter")


@cli.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
)
@click.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
)
@click.option(
    "--max-mb",
    type=click.IntRange(1, 64),
    default=20,
    show_default=True,
)
@click.option(
    "--seconds",
    type=click.FloatRange(1, 600),
    default=30,
    show_default=True,
)
@click.option("--open", "opens", is_flag=True)
def serve_documents(
    host: str,
    port: int,
    names: tuple[str, ...],
    jobs: int,
    max_mb: int,
    seconds: float,
    opens: bool,
) -> None:
    """Serve a page and an API, for this machine only unless --host says otherwise.

    Documents stay in memory. Ctrl-C ends the service.
    """
    missing = [name for name in _NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        words = f'the service needs {missing[0]}: pip install "cnpolicy[serve]"'
        click.echo(f"cnpolicy: {words}", err=True)
        raise SystemExit(2)
    # Imported here: --help and the other commands need none of it.
    import webbrowser

    from cnpolicy.service.server import serve
    from cnpolicy.service.settings import LOOPBACK, MIB, Settings

    settings = Settings(
        host=host,
        port=port,
        names=frozenset(names),
        jobs=jobs,
        max_bytes=max_mb * MIB,
        seconds=seconds,
    )
    if host not in LOOPBACK:
        click.echo(
            f"cnpolicy: warning: every machine that reaches {host} may use this "
            "service; there is no password",
            err=True,
        )

    def ready(address: str) -> None:
        click.echo(address)
        if opens:
            webbrowser.open(address)

    try:
        serve(settings, ready)
    except OSError as error:
        click.echo(f"cnpolicy: {host}:{port}: {error.strerror or error}", err=True)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
