"""Web addresses of sources and homepages: only what can stand in the graph as one."""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox

from dirskg.ingest.audit import Audit
from dirskg.ingest.values.texts import undone

_SHOWN = 200
_MOST = 2000  # characters: no browser takes more


def web_address(text: str, origin: str, audit: Audit) -> str:
    """The address as it is, without HTML entities; what is none is reported and left out."""
    if (plain := undone(text)) != text:
        audit.repair("HTML entity", origin, text[:_SHOWN], f"read as {plain[:_SHOWN]!r}")
        text = plain
    if text and not _is_address(text):
        audit.ignore("source address", origin, text[:_SHOWN], "not a web address; the fact is kept without it")
        return ""
    return text


def homepage(text: str, origin: str, audit: Audit) -> str:
    """The address of a homepage; a missing https:// is put before it."""
    if text and not text.startswith("http"):
        text = "https://" + text
    return web_address(text.replace(" ", ""), origin, audit)


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
