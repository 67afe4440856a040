"""Names that a homepage has too: who is called as both their homepages are, is hardly another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from dirskg.graph.wording.text import fold
from dirskg.ingest.identity.linkage.forms import domain, forms, places
from dirskg.ingest.identity.record import Record
from dirskg.ingest.values.names import comparable

_LETTER = re.compile(r"\w")
_SHORTEST = 3
# A last word is only taken for the name that all use, as in "Fundación CIDAUT", if it is longer than most acronyms.
_SHORTEST_LAST = 5


class Called(IntEnum):
    """How a record is called as its homepage is."""

    ALSO = 1  # "Nanion Technologies", "Fundación CIDAUT"
    JUST = 2  # "Nanion (Germany)"
    SURELY = 3  # by a short name that does not begin its own: "ZLC" at zlc.edu.es is hardly chance


def home_names(record: Record) -> dict[str, Called]:
    """What a record is called as its homepage is, each with the country and the domain: "DE nanion at nanion.de"."""
    found = domain(record.homepage)
    if not (found and record.country) or record.closed:
        return {}
    told = ((label, _called(record, label)) for label in _labels(record.homepage, found))
    return {f"{record.country} {label} at {found}": called for label, called in told if called}


def _labels(homepage: str, found: str) -> Iterator[str]:
    """The labels of a host up to that of its domain: witi and wroc for www.witi.wroc.pl."""
    host = re.sub(r"^\w+://", "", homepage.strip().lower()).partition("/")[0].partition(":")[0]
    labels = host.removesuffix(found.partition(".")[2]).strip(".").split(".")
    return (label for label in labels if len(label) >= _SHORTEST and label != "www")


def _called(record: Record, label: str) -> Called | None:
    shorts = (short for short in record.aliases if not of_group(short, record.names))
    if any(comparable(short).replace(" ", "") == label for short in shorts):
        return Called.SURELY
    texts = [form.text for form in forms(record)]
    if any(text.replace(" ", "") == label for text in texts):
        return Called.JUST
    return Called.ALSO if any(_begins(text, label) or _ends(text, label, record) for text in texts) else None


def _begins(text: str, label: str) -> bool:
    words = text.split()
    return any("".join(words[:count]) == label for count in range(1, len(words)))


def _ends(text: str, label: str, record: Record) -> bool:
    own = {place.partition(" ")[2] for place in places(record)}
    return len(label) >= _SHORTEST_LAST and text.endswith(f" {label}") and label not in own


def of_group(alias: str, names: set[str]) -> bool:
    """Whether an alias is the first word of a name of its own: that is rather the name of its group."""
    start = f"{fold(alias)} "
    return any(name.startswith(start) and _LETTER.match(name, len(start)) for name in map(fold, names))
