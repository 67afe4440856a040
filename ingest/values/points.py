"""Whether a coordinate can be right: geocoders put companies at 0,0 and into other towns of the same name.

The boxes around NUTS 3 areas were taken from the boundaries of GISCO (© EuroGeographics) and rounded, with Comines and
Voeren, which those leave out; they are good for a doubt, not for placing a point.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dirskg.ontology.resources import rows_beside

# Degrees that a point may lie outside of the box of its area: some ten kilometres.
_MARGIN = 0.12


class Box(NamedTuple):
    """West, south, east and north edge in degrees."""

    west: float
    south: float
    east: float
    north: float


def doubt(latitude: str, longitude: str, nuts3: str) -> str:
    """Why a point cannot be that of an address in a NUTS 3 area, "" where it can or where nothing is told.

    An area that is not Belgian, or not known, is judged only by whether the point is one at all.
    """
    if not (latitude.strip() and longitude.strip()):
        return ""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return "no coordinates"
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        return "no place on earth"
    if north == 0 == east:
        return "0,0 lies in the Gulf of Guinea: the place was not found"
    box = _boxes().get(nuts3)
    if box is None:
        return ""
    inside = box.south - _MARGIN <= north <= box.north + _MARGIN and box.west - _MARGIN <= east <= box.east + _MARGIN
    return "" if inside else f"far from the town of the address, which lies in {nuts3}"


@cache
def _boxes() -> dict[str, Box]:
    rows = rows_beside(__file__, "nuts3_boxes.csv")
    return {row.pop("nuts3"): Box(**{edge: float(degrees) for edge, degrees in row.items()}) for row in rows}
