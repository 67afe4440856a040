"""Figures for demands 3, 4 and 5: people who move, what is asked for and taught, and what others published."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.skills import SkillsReport
from dirskg.graph.analyses.tracker.indicators import Indicator, lacking, part
from dirskg.graph.ecosystem.frames import Ecosystem


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


def published(
    ecosystem: Ecosystem, demand: str, name: str, subject: str, missing: str, *, region: str = ""
) -> Iterator[Indicator]:
    """The latest figure that somebody published on a subject, of a region where one is named; none where nobody did."""
    figures = ecosystem.figures[ecosystem.figures["subject"] == subject].sort_values(["year", "id"])
    if region:
        figures = figures[figures["region"] == region]
    if len(figures):
        told = figures.iloc[-1]
        yield Indicator(
            demand, name, "count", "proxy", float(told["value"]), missing=(missing,),
            command=f"dirskg query --name published-figures -p subject={subject}",
            traces=(Trace(told["id"], "published-figures", {"figure": told["id"]}),),
        )  # fmt: skip
