"""Which pages to name first, by the grade of their hosts (`ontology/source_grades.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from dirskg.ontology import resource

# What nobody would quote before an official page, a firm's own or a newspaper.
WEAK = frozenset({"encyclopaedia", "aggregator"})


def firm_first(addresses: Iterable[str]) -> tuple[str, ...]:
    """Addresses in their order, those on hosts of weak grades behind all others."""
    return tuple(sorted(addresses, key=is_weak))


@cache
def is_weak(address: str) -> bool:
    """Whether a page lies on a host of a weak grade."""
    parts = urlsplit(address)
    labels = (parts.hostname or "").split(".")
    hosts = [".".join(labels[at:]) for at in range(len(labels))]
    # A folder of a host that many share has a grade of its own: github.com/Fedict.
    known = [f"{hosts[0]}/{parts.path.strip('/').partition('/')[0]}", *hosts]
    return next((grade for one in known if (grade := _grades().get(one))), "") in WEAK


@cache
def _grades() -> dict[str, str]:
    return {row["host"]: row["grade"] for row in csv.DictReader(resource("source_grades.csv").splitlines())}
