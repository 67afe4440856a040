"""Why a server elsewhere could not be asked, in words for who asked: those of the system are for programmers."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from http.client import BadStatusLine, InvalidURL
from urllib.error import URLError

_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN)
# What the engine says of those that a query asks with SERVICE: one that refused, and answers that it cannot read.
_REFUSED = re.compile(r"Error (\d{3}.*?) returned by (\S+) with payload:\n(.*)", re.DOTALL)
_UNREAD = ("Unsupported Content-Type", "No Content-Type", "No valid SPARQL", "Parser error", "Invalid ")
_MARKUP = re.compile(r"<(style|script|head)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def reason(error: BaseException) -> BaseException:
    """What went wrong beneath what urllib tells of it."""
    found = getattr(error, "reason", None)
    return found if isinstance(found, BaseException) else error


def why_unreached(error: BaseException) -> str:
    """The cause, as the end of a sentence without its full stop; the system's words where there are no better ones."""
    match reason(error):
        case ConnectionRefusedError():
            return "nobody listens at that port: the server does not run, or has another one"
        case socket.gaierror():
            return "no computer of that name is found"
        case ssl.SSLCertVerificationError():
            return "its certificate is not trusted (SSL_CERT_FILE names a file of authorities of your own)"
        case ssl.SSLError():
            return "it does not speak TLS at that port (try http:// instead of https://)"
        case ConnectionError() | BadStatusLine():
            return "it ended the connection without an answer"
        case OSError(errno=number) if number in _NO_WAY:
            return "there is no way to it in the network"
        case ValueError() | InvalidURL() | URLError():
            return "it is no complete address, as http://HOST:PORT/PATH is"
        case found:
            return str(found).rstrip(".")


def words_of_page(body: str, most: int) -> str:
    """What a server says of an error, on one line: pages without their marks."""
    return " ".join(_MARKUP.sub(" ", body).split())[:most] or "It says no more."


def why_federation_failed(asked: str, told: str) -> str:
    """Why a query that asks others with SERVICE has no answer, by what the engine tells; blank where it is its own."""
    if found := _REFUSED.fullmatch(told):
        status, address, body = found.groups()
        return f"<{address}>, which the query asks with SERVICE, answered {status.strip()}. {words_of_page(body, 500)}"
    if told.startswith(_UNREAD):
        return (
            f"The query asks {asked} with SERVICE, and what came back holds no SPARQL results ({told.rstrip('.')}). "
            "Is it a SPARQL endpoint?"
        )
    if told.endswith(("is not supported", "is unbound")):
        return ""
    return (
        f"The query asks {asked} with SERVICE, and got no answer ({told}). See whether the address is right and "
        "can be reached from here; --endpoint asks it alone."
    )
