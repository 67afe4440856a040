"""The command behind a figure."""

from __future__ import annotations

import shlex

from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.finding import Trace


def command(trace: Trace) -> str:
    """The command line that lists the rows behind a figure."""
    told = [f"-p {shlex.quote(f'{name}={one_line(value)}')}" for name, value in trace.parameters.items()]
    return " ".join([f"dirskg query --name {trace.query}", *told])
