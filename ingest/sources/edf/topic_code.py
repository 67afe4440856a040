"""What the code of a topic tells: programme, year, and the theme that leads to a domain.

Codes differ by year: EDF-2021-MCBRN-R-CBRNDIM-2, EDF-2023-DA-GROUND-MBT, EDF-2025-LS-RA-SI-CYBER-3RAV-STEP,
EDF-ASAP-2023-LS-POW-FAST. The theme has no fixed place; it is the first part that the taxonomy knows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dirskg.ingest.taxonomy import Taxonomy

# Parts of the codes of ASAP, and the areas that the taxonomy maps.
_ASAP = {"POW": "powder", "XPL": "explosives", "SHL": "shells", "MIS": "missiles", "TRC": "testing"}
_PROGRAMMES = ("ASAP", "EDIRPA", "EDIP")


class TopicCode(NamedTuple):
    """Programme and year (NaN-free: None where the code tells none), and the shares of the domains it leads to."""

    programme: str
    year: float | None
    shares: tuple[tuple[str, float], ...]


def usual_code(told: str) -> str:
    """A code as the portal shows it: addresses of its pages have it in small letters."""
    return told.upper() if told.islower() else told


def read_topic_code(code: str, taxonomy: Taxonomy) -> TopicCode:
    """What a code tells; a theme that the taxonomy does not know gives no shares."""
    parts = code.upper().split("-")
    programme = next((name for name in _PROGRAMMES if name in parts), parts[0])
    year = next((float(part) for part in parts if re.fullmatch(r"20\d\d", part)), None)
    scheme = "asap-area" if programme == "ASAP" else "edf-theme"
    themes = [_ASAP.get(part, part) if programme == "ASAP" else part for part in parts[1:]]
    shares = next((found for theme in themes if (found := taxonomy.shares(scheme, theme))), ())
    return TopicCode(programme, year, shares)
