"""How marks look: a shape for the type of a node, a colour for its region, a line for the kind of a tie."""

from __future__ import annotations

from typing import Final

from dirskg.exports.graph_view.model import EDGE_KINDS, NODE_KINDS, REGIONS

OUTLINE: Final = "#1f2933"
FOREIGN: Final = "foreign"

# Names of vis-network shapes. The two circles differ by their outline: a group's is broken.
SHAPES: Final = {
    "industry": "square",
    "academia": "triangle",
    "government": "diamond",
    "intermediary": "hexagon",
    "unknown": "triangleDown",
    "project": "star",
    "domain": "dot",
    "group": "dot",
}
GROUP_DASHES: Final = (4, 3)

# Okabe and Ito's palette (Color Universal Design, 2008), which readers with colour-blindness tell apart;
# grey and white stand for what is not known and what does not apply.
COLOURS: Final = {
    "BE1": "#56B4E9",
    "BE2": "#F0E442",
    "BE3": "#D55E00",
    FOREIGN: "#CC79A7",
    "unknown": "#B8BEC5",
    "none": "#FFFFFF",
}

# Dash patterns in canvas units, () for a full line.
DASHES: Final[dict[str, tuple[int, ...]]] = {
    "project": (),
    "partner": (14, 5),
    "membership": (2, 5),
    "supply": (8, 4, 2, 4),
    "ownership": (),
    "other": (4, 8),
}
# Red, green, blue of a line; how opaque it is depends on how many there are.
EDGE_COLOURS: Final = dict.fromkeys(EDGE_KINDS, (75, 86, 100)) | {"ownership": (15, 30, 80)}
EDGE_HIGHLIGHT: Final = "#0b3d91"


def region_key(kind: str, region: str) -> str:
    """The colour key of a node: projects and domains without a region are not "unknown", none applies."""
    if region:
        return region
    return "none" if kind in ("project", "domain") else "unknown"


def place_key(country: str, region: str) -> str:
    """What stands for the place of an organisation: its region, FOREIGN, or "" where it is not known."""
    return FOREIGN if country not in ("BE", "") else region


def group_styles() -> dict[str, dict[str, object]]:
    """vis-network `groups` options, one per "type|region", so that a node need only name its group."""
    regions = dict.fromkeys(region_key(kind, region) for kind in NODE_KINDS for region in REGIONS)
    return {f"{kind}|{region}": _group_style(kind, region) for kind in NODE_KINDS for region in regions}


def _group_style(kind: str, region: str) -> dict[str, object]:
    fill = COLOURS[region]
    same = {"background": fill, "border": OUTLINE}
    style: dict[str, object] = {
        "shape": SHAPES[kind],
        "color": same | {"highlight": same, "hover": same},
    }
    if kind == "group":
        style["shapeProperties"] = {"borderDashes": list(GROUP_DASHES)}
    return style
