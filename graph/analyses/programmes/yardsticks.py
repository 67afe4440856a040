"""What part of a European programme Belgium could be expected to have: published shares in the economy of the EU.

The shares of GDP are published as such. Those of research and of defence spending are computed from two published
figures each. A reader can give a share of his own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows
from dirskg.ontology.vocab import BELGIUM


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A share of the EU (0 to 1), the published figures it rests on, and the year of the newest of them.

    `name` is gdp, research, defence or given.
    """

    name: str
    share: float
    figures: tuple[str, ...] = ()
    year: float = math.nan


def gdp_shares(ecosystem: Ecosystem) -> dict[str, float]:
    """Percent of the GDP of the EU by country, of the newest year that has Belgium's; {} where nothing is published."""
    told = _of(ecosystem, "share-of-eu-gdp")
    newest = told.loc[told["region"] == BELGIUM, "year"].max()
    told = told[told["year"] == newest].drop_duplicates("region")
    return dict(rows(told, "region", "value"))


def yardsticks(ecosystem: Ecosystem, given: float | None = None) -> tuple[Yardstick, ...]:
    """The shares that can be told; `given` is a percentage of the reader's own."""
    found = [_gdp(ecosystem), _research(ecosystem), _defence(ecosystem)]
    own = [Yardstick("given", given / 100)] if given is not None else []
    return tuple(yardstick for yardstick in (*found, *own) if yardstick)


def _gdp(ecosystem: Ecosystem) -> Yardstick | None:
    told = _newest(ecosystem, "share-of-eu-gdp", BELGIUM)
    if told is None:
        return None
    return Yardstick("gdp", float(told["value"]) / 100, (str(told["id"]),), float(told["year"]))


def _research(ecosystem: Ecosystem) -> Yardstick | None:
    """Share of gross R&D expenditure: share of GDP times Belgium's R&D intensity over that of the EU."""
    gdp, own, union = (
        _newest(ecosystem, "share-of-eu-gdp", BELGIUM),
        _newest(ecosystem, "rd-intensity", BELGIUM),
        _newest(ecosystem, "rd-intensity", ""),
    )
    if gdp is None or own is None or union is None or own["year"] != union["year"] or not union["value"]:
        return None
    figures = (str(gdp["id"]), str(own["id"]), str(union["id"]))
    share = float(gdp["value"]) / 100 * float(own["value"]) / float(union["value"])
    return Yardstick("research", share, figures, float(own["year"]))


def _defence(ecosystem: Ecosystem) -> Yardstick | None:
    own, union = _newest(ecosystem, "defence-spending", BELGIUM), _newest(ecosystem, "defence-spending", "")
    if own is None or union is None or own["year"] != union["year"] or not union["value"]:
        return None
    share = float(own["value"]) / float(union["value"])
    return Yardstick("defence", share, (str(own["id"]), str(union["id"])), float(own["year"]))


def _of(ecosystem: Ecosystem, subject: str) -> pd.DataFrame:
    figures = ecosystem.figures
    return figures[figures["subject"] == subject].sort_values(["year", "id"])


def _newest(ecosystem: Ecosystem, subject: str, region: str) -> pd.Series | None:
    told = _of(ecosystem, subject)
    told = told[told["region"] == region]
    return told.iloc[-1] if len(told) else None
