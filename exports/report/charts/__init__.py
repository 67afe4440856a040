"""Charts drawn from numbers that the analyses found: a heat map, dots with intervals, a timeline, a map."""

from dirskg.exports.report.charts.dots import Dot, Scale, dots
from dirskg.exports.report.charts.heat import Tile, heat
from dirskg.exports.report.charts.provinces import provinces
from dirskg.exports.report.charts.timeline import Event, timeline

__all__ = ["Dot", "Event", "Scale", "Tile", "dots", "heat", "provinces", "timeline"]
