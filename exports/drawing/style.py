"""How the network looks: a colour for the region of a mark, a colour for the kind of a line."""

from __future__ import annotations

from typing import Final

FOREIGN: Final = "foreign"

# Okabe and Ito's palette (Color Universal Design, 2008), which readers with colour-blindness tell apart; grey stands
# for what is not known. The explorer has the same (exports/explorer/js/graph.js).
COLOURS: Final = {
    "BE1": "#56B4E9",
    "BE2": "#F0E442",
    "BE3": "#D55E00",
    FOREIGN: "#CC79A7",
    "unknown": "#B8BEC5",
}
# Red, green, blue of a line; ownership stands out.
LINE: Final = (75, 86, 100)
OWNERSHIP: Final = (15, 30, 80)
OWNING_KINDS: Final = frozenset({"ownedBy", "spinOffOf", "partOf", "successorOf"})


def place_key(country: str, region: str) -> str:
    """What stands for the place of an organisation: its region, FOREIGN, or "" where it is not known."""
    return FOREIGN if country not in ("BE", "") else region
