"""`dirskg serve`: the graph over HTTP."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.graph.errors import DirskgError

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

_TOKEN = "DIRSKG_TOKEN"
_LEAST = 16  # letters of a token


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="Port; 0 takes one that is free."
)
@click.option("--public", is_flag=True, help="Listen at an address that others reach; they need the token.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"File with the token that every request must bring [default: ${_TOKEN}].",
)
@click.option(
    "--allow-origin", "origin", default="", metavar="ORIGIN", help="Let pages of this site ask, such as https://x.org."
)
@click.option("--timeout", type=click.IntRange(1, 3600), default=30, show_default=True, help="Seconds of a query.")
@click.option(
    "--max-answer", type=click.IntRange(1, 4096), default=64, show_default=True, help="Megabytes of an answer."
)
@click.option("--queries", type=click.IntRange(1, 256), default=16, show_default=True, help="Queries answered at once.")
@pass_runtime
def command(
    run: Runtime, host: str, port: int, public: bool, token_file: Path | None, origin: str, timeout: int,
    max_answer: int, queries: int,
) -> None:  # fmt: skip
    """Serve a SPARQL endpoint, an editor and a page for each record.

    Of the current build: at http://localhost:7878/ the editor, at /sparql the endpoint (SPARQL 1.1), at /id/ID all that
    is known of a record. A new build is taken up as soon as it is current. Nothing can be changed, no file is read and
    no other server asked. With --json-log every request is a line.

    \b
    Examples:
      dirskg serve
      dirskg serve --host 0.0.0.0 --public --token-file token.txt
    """
    import asyncio

    from dirskg.exports.endpoint.limits import Limits
    from dirskg.exports.endpoint.server import Options, serve

    if run.internal:
        raise click.UsageError("Internal sources are not served: an answer over HTTP cannot carry their notice.")
    token = _token(token_file)
    if public and not token:
        raise click.UsageError(f"--public needs a token: --token-file FILE, or ${_TOKEN}.")
    if not public and not _is_loopback(host):
        raise click.UsageError(f"{host} is reached by others. If that is meant, say --public and give a token.")
    if origin and not re.fullmatch(r"https?://[\w.:-]+", origin, re.ASCII):
        raise click.UsageError("--allow-origin is one site, such as https://yasgui.org.")
    limits = replace(Limits(), seconds=timeout, answer=max_answer << 20, queries=queries)

    async def ready(address: str) -> None:
        run.say(f"Serving at {address}/ (SPARQL: {address}/sparql). Ctrl-C ends it.", address=address)

    gc.enable()  # this one does not end soon
    options = Options(run.home, host, port, token, public, origin, run.json_log, limits)
    with asyncio.Runner(loop_factory=_loop()) as runner:
        runner.run(serve(options, ready, run.say))


def _loop() -> Callable[[], AbstractEventLoop]:
    """The faster of the loops that are there: the other takes a third longer, and uvloop is not made for Windows."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        import asyncio

        return asyncio.new_event_loop
    return new_event_loop


def _token(file: Path | None) -> str:
    try:
        token = file.read_text("utf-8").strip() if file else os.environ.get(_TOKEN, "").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DirskgError(f"{file} cannot be read as a token: {error}.") from error
    if (file or token) and (len(token) < _LEAST or not token.isascii() or not token.isprintable()):
        raise DirskgError(
            f"A token has at least {_LEAST} plain letters and digits, such as `openssl rand -hex 24` gives."
        )
    return token


def _is_loopback(host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
