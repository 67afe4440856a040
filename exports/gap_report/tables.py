"""The report as tables of values, one row a cell, a gap or an actor: what CSV files and worksheets hold."""

from __future__ import annotations

import json
import math

from dirskg.exports.findings.cell import works_there
from dirskg.exports.gap_report.labels import Labels
from dirskg.exports.tables import Table
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import NUMBERS, Actor, Cell, Closer, Comparison, GapReport
from dirskg.ontology.vocab import LEGS

# What a comparison within Belgium and one with EU programmes tell alike.
_AGAINST = "eu_"
_MOVER = ("mover", "mover_label", "alike")


def cells_table(report: GapReport, labels: Labels) -> Table:
    """One row a cell with all numbers, legs, missing legs, who could close it, and the query behind it.

    Every row says which build, perimeter and areas it belongs to, because rows get copied without their header.
    """
    head = {"build": report.build, "perimeter": report.perimeter, "by": report.by}
    rows = [head | _cell(cell, labels) for cell in report.cells]
    return Table.of(rows[0] if rows else (), (tuple(row.values()) for row in rows))


def gaps_table(report: GapReport, labels: Labels) -> Table:
    """The cells in a state of gap, worst first, numbered as everywhere in the report."""
    columns = _cell(report.cells[0], labels) if report.cells else {}
    rows = ((number, *_cell(cell, labels).values()) for number, cell in enumerate(report.gaps(), start=1))
    return Table.of(("number", *columns), rows)


_CLOSERS = (
    "number", "region_label", "domain_label", "state_label", "leg", "closing_region", "closing_label", "actors",
    "actor", "actor_label", "partner", "partner_label",
)  # fmt: skip


def closers_table(report: GapReport, labels: Labels) -> Table:
    """One row for each actor named as able to close a gap, with the number of the gap."""
    rows = [
        (
            number, labels.area(cell.region), labels.domain(cell.domain), labels.state(cell.state),
            labels.legs([closer.leg]), closer.region, labels.area(closer.region), closer.count,
            actor.id, one_line(actor.label), actor.partner, one_line(actor.partner_label),
        )
        for number, cell in enumerate(report.gaps(), start=1)
        for closer in cell.closable_by
        for actor in closer.actors
    ]  # fmt: skip
    return Table.of(_CLOSERS, rows)


def headings(table: Table, labels: Labels) -> list[str]:
    """The columns of a table in the language of the reader."""
    own = {"number": "number", **{leg: f"leg_{leg}" for leg in LEGS}}
    own |= {name: f"fact_{name}" for name in ("build", "perimeter", "by")}

    def heading(name: str) -> str:
        if name.startswith(_AGAINST):
            return labels.words("against", column=heading(name.removeprefix(_AGAINST)))
        return labels.words(own.get(name, f"column_{name}"))

    return [heading(name) for name in table.columns]


def _cell(cell: Cell, labels: Labels) -> dict[str, object]:
    trace = cell.trace()
    return {
        "region": cell.region,
        "region_label": labels.area(cell.region),
        "domain": cell.domain,
        "domain_label": labels.domain(cell.domain),
        "state": cell.state,
        "state_label": labels.state(cell.state),
        "rule": labels.rule(cell.state),
        **_comparison(cell.be, labels),
        "takes_part": cell.takes_part,
        "support": cell.support,
        "state_with": labels.state(cell.state_with) if cell.region else "",
        "on_site": " | ".join(f"{one_line(one.label)} [{one.id}] ({one_line(one.town)})" for one in cell.on_site),
        "state_on_site": labels.state(cell.state_on_site) if cell.region else "",
        "without_domain": cell.asked.actors,
        "suggested": labels.suggested(cell),
        "fractional": cell.fractional,
        "seen_share": cell.seen_share,
        "labels": labels.latent(cell),
        **{leg: cell.legs[leg] for leg in LEGS},
        "missing_legs": labels.legs(cell.missing_legs),
        "suppliers": cell.suppliers,
        "only": labels.only(cell),
        **{name: getattr(cell, name) for name in ("sme", "sme_owned", "size_unknown", "sme_least", "sme_most")},
        "federal": cell.federal,
        "closable_by": " | ".join(_closer(closer, cell, labels) for closer in cell.closable_by),
        **{_AGAINST + name: value for name, value in _comparison(cell.eu, labels).items()},
        "query": trace.query,
        "parameters": json.dumps(trace.parameters, ensure_ascii=False),
        f"{_AGAINST}parameters": json.dumps(cell.trace(eu=True).parameters, ensure_ascii=False),
    }


def _comparison(found: Comparison, labels: Labels) -> dict[str, object]:
    mover = (found.mover.id, one_line(found.mover.label), found.mover.alike) if found.mover else ("", "", None)
    reading = "" if math.isnan(found.expected) else labels.reading(found.reading)
    numbers = {name: getattr(found, name) for name in NUMBERS}
    return {**numbers, **dict(zip(_MOVER, mover, strict=True)), "reading": reading}


def _closer(closer: Closer, cell: Cell, labels: Labels) -> str:
    """A closer on one line: industry, Flanders (8): Accelleran [kbo-0521909785] (no direct tie known); ..."""
    actors = "; ".join(f"{one_line(actor.label)} [{actor.id}] ({tie(actor, cell, labels)})" for actor in closer.actors)
    return f"{labels.legs([closer.leg])}, {labels.area(closer.region)} ({closer.count}): {actors}"


def tie(actor: Actor, cell: Cell, labels: Labels) -> str:
    """How an actor is tied to the area of a gap already: by a plant there, or to somebody."""
    tied = labels.words("tied", partner=one_line(actor.partner_label) or actor.partner) if actor.partner else ""
    return ", ".join(filter(None, (works_there(cell, actor.id, labels.words), tied))) or labels.words("untied")
