"""How a publisher makes himself known to a store: a user with password, or a token; never on the command line."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dirskg.graph.errors import DirskgError

VARIABLE = "DIRSKG_STORE_LOGIN"
_FORM = "one line, `USER:PASSWORD` or `Bearer TOKEN`"


@dataclass(frozen=True, slots=True)
class Login:
    """A user and password, or a token; shown nowhere."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


def read_login(file: Path | None) -> Login:
    """The login of a file, else of the environment, else none. Raises DirskgError for one of another form."""
    try:
        told = file.read_text("utf-8").strip() if file else os.environ.get(VARIABLE, "").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DirskgError(f"{file} cannot be read: {error}. It holds {_FORM}.") from error
    if not told and not file:
        return Login()
    scheme, _, token = told.partition(" ")
    if scheme.lower() == "bearer" and token.strip().isascii() and token.strip().isprintable():
        return Login(token=token.strip())
    user, colon, password = told.partition(":")
    if not (user and colon and password) or not told.isprintable():
        raise DirskgError(f"The login of {file or VARIABLE} is not {_FORM}.")
    return Login(user, password)


def refuse_login(address: str) -> None:
    """Raises DirskgError for an address that carries a password: others on this machine would read it."""
    if "@" in urlsplit(address).netloc:
        raise DirskgError(
            f"An address with a password in it is read by others on this machine. Put the login into a file "
            f"(--login-file) or into {VARIABLE}: {_FORM}."
        )
