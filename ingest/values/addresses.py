"""Web addresses of sources and homepages: only what can stand in the graph as one."""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox

from dirskg.ingest.audit import Audit
from dirskg.ingest.values.texts import undone

_SHOWN = 200
_NO_ADDRESS = "not a web address; the fact is kept without it"
# How addresses begin, with the slips that people make, and where another one does.
_SCHEME = re.compile(r"(?:h?t{1,2}ps?(?::/{0,2}|//)|htpps?:/{0,2}|//)+", re.IGNORECASE)
_ANOTHER = re.compile(r"[;|]|(?:,\s*|(?<!/)\s+(?:(?:/|and|or|et|ou|en|of|und)\s*)?)(?=www\.|https?:)", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}\.?(?::\d+)?")
_PLAIN = str.maketrans({" ": "", "\N{NO-BREAK SPACE}": "", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-"})
_NONE = frozenset(("", "-", ".", "na", "n/a", "none", "null", "nil", "unknown", "no", "http", "https", "www"))
_MOST = 2000  # characters: no browser takes more


def web_address(text: str, origin: str, audit: Audit) -> str:
    """The address as it is, without HTML entities; what is none is reported and left out."""
    if (plain := undone(text)) != text:
        audit.repair("HTML entity", origin, text[:_SHOWN], f"read as {plain[:_SHOWN]!r}")
        text = plain
    if text and not _is_address(text):
        audit.ignore("source address", origin, text[:_SHOWN], _NO_ADDRESS)
        return ""
    return text


def homepage(text: str, origin: str, audit: Audit) -> str:
    """The address of a homepage, the first where several stand there; a missing https:// is put before it.

    An e-mail address is none, nor is a word that says that there is none.
    """
    plain = undone(text)
    first = _ANOTHER.split(plain.strip(), maxsplit=1)[0].translate(_PLAIN).rstrip(".,;-")
    begun = _SCHEME.match(first)
    rest = first[begun.end() :] if begun else first
    host = re.split("[/?#]", rest)[0]
    if not rest or rest.lower() in _NONE:
        return ""
    if "@" in host or not _HOST.fullmatch(host):
        audit.ignore("source address", origin, "" if "@" in host else text[:_SHOWN], _NO_ADDRESS)
        return ""
    scheme = "http" if begun and begun[0].lower() == "http://" else "https"
    address = f"{scheme}://{host.lower() if host.isupper() else host}{rest[len(host) :]}"
    return web_address(text if address == plain else address, origin, audit)


@cache
def _is_address(text: str) -> bool:
    """Whether text is a web address that the store takes for an IRI: "100%" and "[1]" in a path are none."""
    if len(text) > _MOST or not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        return False
    try:
        list(ox.parse(input=f"<{text}> <{text}> <{text}> .", format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError:
        return False
    return True
