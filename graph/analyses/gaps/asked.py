"""Actors of an area whose domain nobody knows: named beside its cells, and a reason not to call one of them thin.

They count nowhere. But where those that are suggested for a domain, and are not known only to support others, would
change a verdict of too little supply, that verdict waits until somebody has said yes or no (`dirskg suggest`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dirskg.graph.analyses.coverage import By, Perimeter, areas_of, claims_within
from dirskg.graph.analyses.gaps.beside import rejudge
from dirskg.graph.analyses.gaps.cells import OPEN, SUPPLY_GAPS, Asked, Cell
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.ecosystem.rows import held, rows
from dirskg.graph.ecosystem.strengths import CAPABLE, supporters


def without_domain(ecosystem: Ecosystem, by: By, perimeter: Perimeter) -> pd.DataFrame:
    """Belgian organisations without a claim in any domain: id, label, kind, leg, legs, level, size, group, area."""
    actors = belgian(ecosystem)
    if perimeter == "strict":
        actors = actors[actors["defence"]]
    # Most claims of a large graph are on organisations abroad.
    claims = ecosystem.claims[held(ecosystem.claims["organisation"], actors["id"])]
    known = claims_within(claims, ecosystem.organisations, perimeter)["organisation"]
    found = actors[~held(actors["id"], known)]
    tops = groups(ecosystem)
    found = found.assign(area=areas_of(found, by), group=[tops.get(one, one) for one in found["id"].tolist()])
    return found[["id", "label", "kind", "leg", "legs", "level", "size", "group", "area"]]


def asked(
    cells: Sequence[Cell],
    ecosystem: Ecosystem,
    pairs: pd.DataFrame,
    areas: Sequence[str],
    domains: Sequence[str],
    by: By,
    perimeter: Perimeter,
) -> list[Cell]:
    """The cells with who is asked about, and the verdicts that wait for an answer. `pairs` are those counted."""
    unknown = without_domain(ecosystem, by, perimeter)
    suggested = ecosystem.suggestions[["organisation", "domain", "score"]].merge(
        unknown, left_on="organisation", right_on="id"
    )
    suggested = suggested.sort_values(["score", "label", "id"], ascending=[False, True, True])
    named = {
        place: tuple(rows(found, "id", "label")) for place, found in suggested.groupby(["domain", "area"], sort=False)
    }
    counts = unknown.groupby("area").size().to_dict()
    told = [
        replace(cell, asked=Asked(counts.get(cell.region, 0), named.get((cell.domain, cell.region), ())))
        for cell in cells
    ]
    could = suggested[~held(suggested["organisation"], supporters(ecosystem.functions))] if named else suggested
    changed = set(rows(could, "domain", "area")) - {(domain, "") for domain in domains}
    if not any(cell.state in SUPPLY_GAPS and (cell.domain, cell.region) in changed for cell in cells):
        return told
    wider = pd.concat([pairs, could.assign(share=0.0, strength=CAPABLE)])[list(pairs.columns)]
    judge = rejudge(wider, areas, domains)

    def judged(cell: Cell) -> Cell:
        if cell.state not in SUPPLY_GAPS or (cell.domain, cell.region) not in changed:
            return cell
        if judge(cell) == cell.state:
            return cell
        with_others, on_site = (OPEN if s == cell.state else s for s in (cell.state_with, cell.state_on_site))
        return replace(cell, state=OPEN, state_known=cell.state, state_with=with_others, state_on_site=on_site)

    return [judged(cell) for cell in told]
