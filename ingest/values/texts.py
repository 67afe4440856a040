"""Text set right as it enters the graph: HTML entities, letters encoded twice or unseen, names beyond all length."""

from __future__ import annotations

import html
import os.path
import re
from html.entities import html5

from dirskg.ingest.audit import Audit

# Longer than any name or address that the sources hold, which helps nobody to find an organisation.
MOST_NAME = 500
_NAMES = frozenset({"name", "acronym", "town", "street", "label_en", "label_nl", "label_fr"})
# Texts that people read; what only programs compare (keys, codes, addresses) stays as it is.
_PROSE = _NAMES | {"title", "description", "text", "objective", "note"}
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SHOWN = 60


def undone(text: str) -> str:
    """Text without HTML entities, undone once: &amp;amp; gives &amp;. What is no entity stays, as in AT&T;."""
    return _ENTITY.sub(_character, text) if "&" in text and ";" in text else text


def _character(found: re.Match[str]) -> str:
    return html.unescape(found[0]) if found[0][1] == "#" else html5.get(found[0][1:], found[0])


def right(text: str) -> str:
    """Text with entities undone, letters that were encoded twice set right, and without those that nobody sees."""
    return seen(undone(decoded(text)))


def seen(text: str) -> str:
    """Text without soft hyphens and spaces without width, which make two words of one."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def decoded(text: str) -> str:
    """Text with letters that were encoded twice set right: CafÃ© is Café."""
    if text.isascii():
        return text
    import ftfy  # takes its time to load, and most texts need it not

    return ftfy.fix_encoding(text)


def mend(values: dict[str, str | float | None], origin: str, audit: Audit) -> None:
    """Set the texts right among the values of a row, and report each as a repair."""
    for column, value in values.items():
        if not isinstance(value, str) or column not in _PROSE:
            continue
        if "&" in value or len(value) > MOST_NAME or not value.isascii():
            values[column] = _mended(value, column in _NAMES, origin, audit)


def _mended(told: str, name: bool, origin: str, audit: Audit) -> str:
    text = told
    changes = [("double encoding", decoded), ("HTML entity", undone), *([("unseen letter", seen)] if name else [])]
    for kind, change in changes:
        if (mended := change(text)) != text:
            # Where they begin to differ: most of a long text is the same.
            at = max(0, len(os.path.commonprefix([text, mended])) - 20)
            audit.repair(kind, origin, text[at : at + _SHOWN], f"read as {mended[at : at + _SHOWN]!r}")
            text = mended
    if not name:
        return text
    plain = " ".join(text.split()) if text != told else text
    if len(plain) > MOST_NAME:
        audit.repair("long name", origin, plain[:_SHOWN], f"{len(plain):,} characters; cut to {MOST_NAME}")
    return plain[:MOST_NAME]
