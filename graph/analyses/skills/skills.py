"""Competences asked for against training: by domain and region, expected against there, and by competence.

A region's training is expected to be spread over the domains as what is asked for is spread over them: the share of a
domain among the records that name a competence, times the pairs of training body and domain in the region. A body that
can deliver in a domain may teach it or not; nothing on record tells what is taught.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.skills.asked import KINDS, Asked, Sentence, records, sentences
from dirskg.graph.analyses.skills.training import Training, training
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.measures.fisher import fisher_table
from dirskg.graph.measures.stats import benjamini_hochberg
from dirskg.ontology.vocab import LANGUAGES, REGIONS

_SIGNIFICANT = 0.05
_LEAST_EXPECTED = 3.0
_LEAST_PLACED = 0.6

# Of a domain in a region, first match wins.
STATES = {
    "not asked": "no call, project or purchase file of the domain names a competence",
    "unknown": f"under {_LEAST_PLACED:.0%} of the bodies that train in the domain have a known place",
    "too few to tell": f"fewer than {_LEAST_EXPECTED:g} bodies are expected and seen",
    "nobody": f"no body that trains is seen, adjusted p < {_SIGNIFICANT:g}",
    "fewer": f"fewer than expected, adjusted p < {_SIGNIFICANT:g}",
    "no gap shown": "no rule above applies",
}


@dataclass(frozen=True, slots=True)
class DomainInRegion(AsJson):
    """A domain in a region: `asking` records, `competences` that they name, `trains` bodies that can deliver in it.

    `expected` is how many would be there if training were spread as what is asked for; `p` that of so few, `adjusted`
    over all domains and regions; NaN where there is nothing to compare.
    """

    region: str
    domain: str
    asking: int
    competences: int
    trains: int
    expected: float
    p: float
    adjusted: float
    state: str

    def traces(self) -> tuple[Trace, ...]:
        """The records that ask, and the bodies that train there."""
        name = f"{self.domain}/{self.region}"
        return (
            Trace(f"{name}/asking", "records-asking", {"domain": self.domain}),
            Trace(f"{name}/trains", "training-bodies", {"domain": self.domain, "region": self.region}),
        )

    def to_json(self) -> dict[str, Any]:
        """The cell as plain values."""
        evidence = [trace.to_json() for trace in self.traces()]
        return fields_as_json(self) | {"rule": STATES[self.state], "evidence": evidence}


@dataclass(frozen=True, slots=True)
class SkillsReport(AsJson):
    """What is asked for and trained, for one domain or all ("").

    `listed` is whether the build knows the classification; `all_records` counts records by kind, `asking` those that
    name a competence. `moves` are published figures on mobility, by id.
    """

    json_keys = "domain listed records=all_records asking competences=asked cells training=trained sentences mobility"

    domain: str
    listed: bool
    all_records: Mapping[str, int]
    asking: Mapping[str, int]
    asked: tuple[Asked, ...]
    cells: tuple[DomainInRegion, ...]
    trained: tuple[Training, ...]
    sentences: tuple[Sentence, ...]
    moves: tuple[str, ...]

    @property
    def named(self) -> tuple[Asked, ...]:
        """Competences asked for that a body which trains names itself."""
        return tuple(one for one in self.asked if one.named)

    @property
    def worked(self) -> tuple[Asked, ...]:
        """Those that none names, and that one works with in a project."""
        return tuple(one for one in self.asked if one.works and not one.named)

    @property
    def mobility(self) -> dict[str, Any]:
        """Whether figures on mobility are published, and which."""
        return {"state": "published" if self.moves else "no open data", "figures": self.moves}

    def traces(self) -> tuple[Trace, ...]:
        """Where the figures come from."""
        where = {"domain": self.domain} if self.domain else {}
        return (
            Trace("asking", "records-asking", where),
            Trace("training", "training-bodies"),
            *(trace for one in self.asked for trace in one.traces()),
            *(trace for cell in self.cells for trace in cell.traces()),
            *(Trace(figure, "published-figures", {"figure": figure}) for figure in self.moves),
        )


@once
def skills(ecosystem: Ecosystem, *, domain: str = "") -> SkillsReport:
    """Competences that texts ask for, of one domain or all, against the training on record."""
    all_records, bodies = records(ecosystem), training(ecosystem)
    told = sentences(ecosystem, all_records)
    here = tuple(one for one in told if not domain or domain in one.domains)
    within = Counter(kind for kind, held in rows(all_records, "kind", "domains") if not domain or domain in held)
    listed = len(ecosystem.competences) > 0
    figures = ecosystem.figures[ecosystem.figures["subject"].str.startswith("mobility")]
    kinds = {one.record: one.kind for one in here}
    return SkillsReport(
        domain=domain,
        listed=listed,
        all_records={kind: within[kind] for kind in KINDS},
        asking={kind: Counter(kinds.values())[kind] for kind in KINDS},
        asked=_asked(ecosystem, told, bodies, domain),
        # Where nothing was looked for, nothing can be said to be asked for or not.
        cells=tuple(one for one in _cells(ecosystem, told, bodies) if domain in ("", one.domain)) if listed else (),
        trained=bodies,
        sentences=here,
        moves=tuple(sorted(figures["id"])),
    )


def _asked(
    ecosystem: Ecosystem, told: Sequence[Sentence], bodies: Sequence[Training], domain: str
) -> tuple[Asked, ...]:
    """The competences, the most asked for first."""
    by_competence = lists_of((one.competence, one) for one in told if not domain or domain in one.domains)
    works = _working(ecosystem, told)
    known = ecosystem.competences.set_index("id").to_dict("index")
    order = {one: place for place, one in enumerate(ecosystem.domains["id"])}
    found = []
    for competence, held in by_competence.items():
        row = known[competence]
        domains = tuple(sorted({d for one in held for d in one.domains}, key=lambda d: order[d]))
        named = [one for one in bodies if competence in one.competences]
        at_work = [one for one in bodies if one not in named and one.organisation in works[competence]]
        found.append(Asked(
            competence, row["kind"], {lang: row[f"label_{lang}"] for lang in LANGUAGES if row[f"label_{lang}"]},
            Counter(one.kind for one in held), domains,
            _by_region(named), _by_region(at_work), domain,
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one.records, one.label("en"), one.competence)))


def _working(ecosystem: Ecosystem, told: Sequence[Sentence]) -> dict[str, set[str]]:
    """Who takes part in a project that names a competence, by competence."""
    parts = ecosystem.participations
    parts = parts[parts["project"].isin({one.record for one in told})]
    partners = sets_of(rows(parts, "project", "organisation"))
    return sets_of((one.competence, partner) for one in told for partner in partners[one.record])


def _by_region(bodies: Iterable[Training]) -> dict[str, tuple[str, ...]]:
    found = lists_of((one.region, one.organisation) for one in bodies)
    return {region: tuple(found[region]) for region in (*REGIONS, "") if region in found}


def _cells(ecosystem: Ecosystem, told: Sequence[Sentence], bodies: Sequence[Training]) -> tuple[DomainInRegion, ...]:
    """Every domain in every region: one family of tests."""
    asking = sets_of((domain, one.record) for one in told for domain in one.domains)
    asked = {domain: len(found) for domain, found in asking.items()}
    named = sets_of((domain, one.competence) for one in told for domain in one.domains)
    trains = Counter((one.region, domain) for one in bodies for domain in one.domains)
    pairs = Counter(one.region for one in bodies for _ in one.domains)
    found = []
    for domain in ecosystem.domains["id"].drop_duplicates():
        for region in REGIONS:
            cell = DomainInRegion(
                region, domain, asked.get(domain, 0), len(named[domain]), trains[region, domain],
                np.nan, np.nan, np.nan, "not asked",
            )  # fmt: skip
            found.append(_compared(cell, sum(asked.values()), pairs[region]))
    tested = [place for place, cell in enumerate(found) if cell.asking]
    adjusted = benjamini_hochberg([found[place].p for place in tested])
    for place, value in zip(tested, adjusted, strict=True):
        cell = replace(found[place], adjusted=float(value))
        everywhere = sum(trains[region, cell.domain] for region in (*REGIONS, ""))
        unplaced = trains["", cell.domain] / everywhere if everywhere else 0.0
        found[place] = replace(cell, state=_state(cell, unplaced))
    return tuple(found)


def _compared(cell: DomainInRegion, asked: int, pairs: int) -> DomainInRegion:
    if not cell.asking:
        return cell
    table = [[cell.trains, pairs - cell.trains], [cell.asking, asked - cell.asking]]
    return replace(cell, expected=pairs * cell.asking / asked, p=fisher_table(table).under)


def _state(cell: DomainInRegion, unplaced: float) -> str:
    if 1 - unplaced < _LEAST_PLACED:
        return "unknown"
    if max(cell.expected, cell.trains) < _LEAST_EXPECTED:
        return "too few to tell"
    if cell.adjusted < _SIGNIFICANT and cell.trains < cell.expected:
        return "fewer" if cell.trains else "nobody"
    return "no gap shown"
