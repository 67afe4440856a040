"""The errors that reach a user: each message says what failed, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable


class DirskgError(Exception):
    """Something failed in a way that the message explains; the command line ends with `exit_code`."""

    exit_code = 1


class Refused(DirskgError):
    """The input was refused by its own checks: the message names file, row and remedy."""

    exit_code = 3


class NoBuild(DirskgError):
    """There is no current build to read."""

    exit_code = 4


class Ambiguous(DirskgError):
    """A word that was given fits several things: the message lists them, and one of their codes must be given."""

    exit_code = 2


class NoTable(DirskgError):
    """An answer has no table of the name that was given; `names` are those that it has."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"There is no table {name!r}. There are: {', '.join(self.names)}.")


class QueryFailed(DirskgError):
    """A SPARQL query is malformed, ran out of time, or was refused by the store."""


class Malformed(QueryFailed):
    """A query is no SPARQL: what the engine tells of it, for those who explain it."""
