"""Belgium's part in EU programmes against published yardsticks, countries and domains."""

from dirskg.graph.analyses.programmes.benchmark import BenchmarkReport, Neighbour, Ratio, against_yardsticks, benchmark
from dirskg.graph.analyses.programmes.fund_coverage import FundYear, fund_coverage
from dirskg.graph.analyses.programmes.programme import members, programme_projects
from dirskg.graph.analyses.programmes.programme_parts import Part, place_trace
from dirskg.graph.analyses.programmes.yardsticks import Yardstick

__all__ = [
    "BenchmarkReport", "FundYear", "Neighbour", "Part", "Ratio", "Yardstick", "against_yardsticks",
    "benchmark", "fund_coverage", "members", "place_trace", "programme_projects",
]  # fmt: skip
