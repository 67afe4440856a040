"""Classes of the nomenclature of activities (NACE): which are military, and what the taxonomy calls each version."""

from __future__ import annotations

import re

from dirskg.ingest.taxonomy import Taxonomy

# Versions as the register writes them, and as the taxonomy calls them. That of 2003 is told too, but mapped to nothing.
SCHEMES = {"2008": "nace2", "2025": "nace21"}

# Classes that are military as such: who is registered in one enters the graph. All other mapped classes tell only what
# known organisations do: nine in ten makers of measuring instruments have nothing to do with defence.
MILITARY = {"2008": ("25.40", "30.40"), "2025": ("25.30", "30.13", "30.32", "30.40", "33.18")}


def mapped_classes(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Version and four-digit class of all that lead to a domain."""
    versions = {scheme: version for version, scheme in SCHEMES.items()}
    found = {(versions[scheme], code) for scheme, code in taxonomy.mappings if scheme in versions}
    return sorted(pair for pair in found if re.fullmatch(r"\d\d\.\d\d", pair[1]))
