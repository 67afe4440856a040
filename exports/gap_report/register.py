"""The gap register: each gap with its numbers, and who could close it."""

from __future__ import annotations

from dataclasses import dataclass

from dirskg.exports.findings.cell import key
from dirskg.exports.findings.evidence import command
from dirskg.exports.gap_report.comparison import against, bootstrap, without
from dirskg.exports.gap_report.labels import Labels
from dirskg.exports.gap_report.tables import tie
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import Cell, Closer, GapReport
from dirskg.ontology.vocab import LEGS


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that could close a gap, and how it is tied to the area already."""

    name: str
    id: str
    tie: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Actors of one leg in one other area; `more` says how many are not named ("" for none)."""

    leg: str
    area: str
    count: str
    actors: tuple[Named, ...]
    more: str

    def names(self, form: str, high: str) -> str:
        """The named actors in one line, each written by `form` with {name}, {id} and {tie}; `high` as in `Words`."""
        named = [form.format(name=actor.name, id=actor.id, tie=actor.tie) for actor in self.actors]
        return f"{high}; ".join([*named, *([self.more] if self.more else [])])


@dataclass(frozen=True, slots=True)
class Gap:
    """One entry of the register. `only` names a single supplier, `on_site` who is there and sits elsewhere.

    `second` says why companies alone are named, `nobody` has a sentence for each leg that the whole country lacks.
    """

    number: int
    area: str
    domain: str
    state: str
    told: str
    look: str
    seen: str
    interval: str
    p_adjusted: str
    eu: str
    only: str
    missing: str
    facts: tuple[tuple[str, str], ...]
    offers: tuple[Offer, ...]
    on_site: tuple[str, ...]
    second: tuple[str, ...]
    nobody: tuple[str, ...]
    command: str


def register(report: GapReport, labels: Labels) -> tuple[Gap, ...]:
    """The gaps, worst first and numbered from 1."""
    return tuple(_gap(number, cell, labels) for number, cell in enumerate(report.gaps(), start=1))


def nowhere(cell: Cell) -> list[str]:
    """Missing legs for which nobody elsewhere is named: gaps of the country, not of the area."""
    offered = {closer.leg for closer in cell.closable_by}
    return [leg for leg in cell.missing_legs if leg not in offered]


def _gap(number: int, cell: Cell, labels: Labels) -> Gap:
    words = labels.words
    return Gap(
        number=number,
        area=labels.area(cell.region),
        domain=labels.domain_with_id(cell.domain),
        state=labels.state(cell.state),
        told=labels.lacking(cell) or labels.state(cell.state),
        look=key(cell.state),
        seen=labels.seen(cell),
        interval=labels.quotient(cell.be, "interval_short"),
        p_adjusted=words.probability(cell.be.p_adjusted),
        eu=against(cell.eu, labels),
        only=labels.only(cell),
        missing=labels.legs(cell.missing_legs) or words("none"),
        facts=_numbers(cell, labels),
        offers=tuple(_offer(closer, cell, labels) for closer in cell.closable_by),
        on_site=labels.on_site(cell),
        second=labels.second(cell),
        nobody=tuple(words("nobody", leg=words(f"leg_{leg}")) for leg in nowhere(cell)),
        command=command(cell.trace()),
    )


def _numbers(cell: Cell, labels: Labels) -> tuple[tuple[str, str], ...]:
    words = labels.words
    by_leg = ", ".join(f"{words(f'leg_{leg}')} {words.decimal(cell.legs[leg], 0)}" for leg in LEGS if cell.legs[leg])
    facts = [
        ("rule", labels.rule(cell.state)),
        ("count", words.decimal(cell.count, 0)),
        ("takes_part", words.decimal(cell.takes_part, 0)),
        ("support", words.decimal(cell.support, 0)),
        ("state_with", labels.state(cell.state_with)),
        *([("state_on_site", labels.state(cell.state_on_site))] if cell.on_site else []),
        *([("only", labels.only(cell))] if cell.only else []),
        ("suppliers", words.decimal(cell.suppliers, 0)),
        ("expected", words.decimal(cell.expected, 1)),
        ("lq", labels.quotient(cell.be, "interval")),
        ("lq_shrunk", words.decimal(cell.be.lq_shrunk)),
        ("p_under", words.probability(cell.be.p_under)),
        ("p_adjusted", words.probability(cell.be.p_adjusted)),
        ("p_over", words.probability(cell.be.p_over)),
        ("p_over_adjusted", words.probability(cell.be.p_over_adjusted)),
        ("boot", bootstrap(cell.be, labels)),
        ("without", without(cell.be, labels)),
        ("fractional", words.decimal(cell.fractional)),
        ("legs", by_leg or words("none")),
        ("missing_legs", labels.legs(cell.missing_legs) or words("none")),
        ("federal", words.decimal(cell.federal, 0)),
        ("smes", labels.smes(cell)),
        ("located", words.percent(cell.be.located)),
        ("seen_share", words.percent(cell.seen_share)),
        ("without_domain", words.decimal(cell.asked.actors, 0)),
        ("suggested", labels.suggested(cell) or words("none")),
        ("labels", labels.latent(cell) or words("none")),
    ]
    told = tuple((words(f"column_{name}"), value) for name, value in facts)
    return (*told, (words("heading_programmes"), against(cell.eu, labels)))


def _offer(closer: Closer, cell: Cell, labels: Labels) -> Offer:
    unnamed = closer.count - len(closer.actors)
    return Offer(
        leg=labels.legs([closer.leg]),
        area=labels.area(closer.region),
        count=labels.words.decimal(closer.count, 0),
        actors=tuple(Named(one_line(a.label) or a.id, one_line(a.id), tie(a, cell, labels)) for a in closer.actors),
        more=labels.words("others", count=unnamed) if unnamed > 0 else "",
    )
