"""The connection to a Spark Connect server, and what is told where there is none."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from dirskg.graph.errors import DirskgError
from dirskg.ingest.engine.cluster import HERE, Cluster, first_line
from dirskg.ingest.engine.limit import SECONDS, Limit
from dirskg.ingest.engine.seen import Folder

_INSTALL = "What speaks with such an engine is not installed. Install it: pip install 'dirskg[cluster]'"
_FORM = "Write it as sc://HOST:PORT, the address of a Spark Connect server, such as sc://localhost:15002."
_ADDRESS = re.compile(r"sc://(\[[0-9a-fA-F:]+\]|[\w.-]+)(:\d{1,5})?(/(;\S*)?)?", re.ASCII)
# Seconds until a server must have answered, and how often a call is tried again.
_WAIT, _TRIES = 10, 4


def check_address(address: str) -> str:
    """The address of an engine. Raises ValueError, with what to write, where it is none."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"{address!r} is no address of an engine. {_FORM}")
    return address


@contextmanager
def connected(address: str, folder: Folder | None = None, seconds: float = SECONDS) -> Iterator[Cluster | None]:
    """An engine to run steps on; none where no address is given. What was put there is gone afterwards.

    folder: one that the engine sees too. seconds: what it may take for a statement.
    Raises DirskgError where the client is not installed, or no such server answers.
    """
    if not address:
        yield None
        return
    session = _session(address)
    cluster = Cluster(session, shown(address), folder, Limit(session.client, seconds))
    try:
        yield cluster
    finally:
        cluster.close()


def shown(address: str) -> str:
    """An address as it may be told: without what stands behind the port, which may hold a token."""
    return address.partition("/;")[0].rstrip("/")


def _session(address: str) -> Any:
    # What the client thinks of versions of pandas, and of its own retries, is nothing that a user can mend.
    warnings.filterwarnings("ignore", module=r"pyspark\.")
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # what it logs of each try to connect
    try:
        with _as_from_a_file():
            import grpc
            import sqlglot  # noqa: F401  asked for here, so that its want is told before anything is read
            from pyspark.sql.connect.client import DefaultChannelBuilder
            from pyspark.sql.connect.client.retries import DefaultPolicy
            from pyspark.sql.connect.session import SparkSession
    except ImportError as error:
        raise DirskgError(f"{_INSTALL} ({error})") from error
    try:
        channel = DefaultChannelBuilder(address).toChannel()
        grpc.channel_ready_future(channel).result(timeout=_WAIT)
        channel.close()
        session = SparkSession.builder.remote(address).create()
        session.client.set_retry_policies([DefaultPolicy(max_retries=_TRIES)])
        version = session.version
    except grpc.FutureTimeoutError as error:
        told = f"No Spark Connect server answers at {shown(address)} within {_WAIT} s."
        remedy = "See whether it runs, at that port, with TLS or without (use_ssl=true)."
        raise DirskgError(f"{told} {remedy} {HERE}") from error
    except Exception as error:
        raise DirskgError(f"The engine {shown(address)} refused: {first_line(error)}. {HERE}") from error
    try:
        session.createDataFrame(pa.table({"one": [1]}))
    except Exception as error:  # a client asks servers that are older than it for settings that they do not have
        series = ".".join(version.split(".")[:2])
        told = f"The engine {shown(address)}, version {version}, does not understand its client: {first_line(error)}."
        remedy = f"Install the client of its version: pip install 'pyspark-client=={series}.*'."
        raise DirskgError(f"{told} {remedy} {HERE}") from error
    return session


@contextmanager
def _as_from_a_file() -> Iterator[None]:
    """The client takes a program without a file (`python -c`) for its own tests, and ends it (pyspark-client 4.2.0)."""
    main = vars(sys.modules["__main__"])
    if "__file__" in main:
        yield
        return
    main["__file__"] = __file__
    try:
        yield
    finally:
        del main["__file__"]
