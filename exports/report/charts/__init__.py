"""Charts of the findings: heat map, dots with intervals, timeline, map."""

from dirskg.exports.report.charts.dots import Dot, Scale, dots
from dirskg.exports.report.charts.heat import Tile, heat
from dirskg.exports.report.charts.provinces import provinces
from dirskg.exports.report.charts.timeline import Event, timeline

__all__ = ["Dot", "Event", "Scale", "Tile", "dots", "heat", "provinces", "timeline"]
