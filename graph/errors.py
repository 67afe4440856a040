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


def require_called(what: str, given: str, known: Iterable[str], *, needed: bool = False) -> None:
    """Raise DirskgError for what nothing of its kind is called; "" is nothing given, refused only where `needed`."""
    if (given or needed) and given not in (there := sorted(known)):
        raise DirskgError(f"No {what} is called {given!r}. There are: {', '.join(there) or 'none'}.")


def require_organisations(given: Iterable[str], known: Iterable[str]) -> None:
    """Raise DirskgError with the first of some organisations that the graph does not have."""
    there = set(known)
    for unknown in (one for one in given if one not in there):
        raise DirskgError(f"The graph has no organisation {unknown!r}. `dirskg find TEXT` lists ids by name.")


class NoTable(DirskgError):
    """An answer has no table of the name that was given; `names` are those that it has."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"There is no table {name!r}. There are: {', '.join(self.names)}.")


class QueryFailed(DirskgError):
    """A SPARQL query is malformed, ran out of time, or was refused by the store."""


class Malformed(QueryFailed):
    """A query is no SPARQL: what the engine tells of it, for those who explain it."""
