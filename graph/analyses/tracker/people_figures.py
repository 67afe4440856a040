"""Figures for demands 3 and 4: people who move between the sectors, and what is asked for against what is taught."""

from __future__ import annotations

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.skills import SkillsReport
from dirskg.graph.analyses.tracker.indicators import Indicator, lacking, part


def moves(asked: SkillsReport) -> Indicator:
    """Published figures on people who move; the graph counts nobody."""
    if not asked.moves:
        return lacking("3", "mobility", "no open data", ("no_mobility",), "dirskg skills")
    traces = tuple(Trace(f"3/{figure}", "published-figures", {"figure": figure}) for figure in asked.moves)
    return Indicator(
        "3", "mobility", "count", "proxy", len(asked.moves), missing=("no_mobility",), command="dirskg skills",
        traces=traces,
    )  # fmt: skip


def taught(asked: SkillsReport) -> Indicator:
    """Of the competences that texts ask for, those with a body that trains and names them or works with them."""
    if not asked.listed:
        return lacking("4", "skills", "no open data", ("no_skills",), "dirskg skills")
    met = [one for one in asked.asked if one.named or one.works]
    return part(
        "4", "skills", len(met), len(asked.asked), [trace for one in asked.asked for trace in one.traces()],
        state="proxy", missing=("courses_unknown",), command="dirskg skills",
    )  # fmt: skip
