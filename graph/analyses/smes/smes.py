"""SMEs in the ecosystem and in projects: shares by region and domain, of participations, and of EU money.

Shares are of companies whose size class is known. Where few are known a share says little: its interval shows how
little if the known are like the others, and the bounds show what it could be if they are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dirskg.graph.analyses.coverage import Perimeter
from dirskg.graph.analyses.finding import Trace, finite, traced
from dirskg.graph.analyses.smes.companies import companies, company_participations
from dirskg.graph.analyses.smes.size_shares import Money, Share, money_of, share_of
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.measures.fisher import fisher_table
from dirskg.graph.measures.pooling import beta_binomial
from dirskg.ontology.vocab import BELGIUM, REGIONS

OPEN_CALL = "SME open call"


@dataclass(frozen=True, slots=True)
class SmeRow:
    """One region (BELGIUM for all, "" for companies without a known place) or one domain.

    `participants` take part in a project, for a domain in one that touches it. `p` is the two-sided Fisher p of
    participants against the rest, among those of known size. `pooled` is the share drawn to that of all domains, for
    ranking; NaN for regions. `roles` counts participations, `money` known EU contributions (to a domain by its share).
    """

    region: str
    domain: str
    perimeter: Perimeter
    base: Share
    participants: Share
    p: float
    pooled: float
    roles: Share
    money: Money

    @property
    def name(self) -> str:
        """What the figures of this row are called."""
        return self.domain or self.region or "unknown"

    def traces(self) -> tuple[Trace, ...]:
        """The companies, those that take part, their participations, and those with a known EU contribution."""
        place = {} if self.region == BELGIUM else {"region": self.region or "unknown"}
        where = {"domain": self.domain} if self.domain else place
        part = {"there" if self.domain else "anywhere": "yes"}
        return (
            traced(self.name, "companies-counted", **where, perimeter=self.perimeter),
            traced(f"{self.name}/participants", "companies-counted", **where, perimeter=self.perimeter, **part),
            Trace(f"{self.name}/participations", "company-participations", where),
            Trace(f"{self.name}/money", "company-participations", {**where, "money": "known"}),
        )

    def to_json(self) -> dict[str, Any]:
        """The row as plain values."""
        parts: dict[str, Share | Money] = {
            "base": self.base,
            "participants": self.participants,
            "participations": self.roles,
            "money": self.money,
        }
        evidence = dict(zip(parts, (trace.to_json() for trace in self.traces()), strict=True))
        return {
            **({"domain": self.domain, "pooled": finite(self.pooled)} if self.domain else {"region": self.region}),
            **{name: part.to_json() for name, part in parts.items()},
            "p": finite(self.p), "evidence": evidence,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenCalls(AsJson):
    """Belgian companies in projects of the EDF's SME open calls: an indirect sign of who is an SME."""

    json_keys = "projects participations=roles companies evidence=trace"

    projects: int
    roles: int
    companies: Share

    def trace(self) -> Trace:
        """The named query that lists the participations."""
        return Trace("open calls", "company-participations", {"category": OPEN_CALL})


@dataclass(frozen=True, slots=True)
class SmeReport(AsJson):
    """SME shares of Belgium and its regions, and of the domains, those with the highest pooled share first.

    `strength` says as how many companies the share of all domains counts in the pooled ones (infinite: nothing but
    chance sets the domains apart).
    """

    json_keys = "perimeter rows domains pooling open_calls"

    perimeter: Perimeter
    rows: tuple[SmeRow, ...]
    domains: tuple[SmeRow, ...]
    common: float
    strength: float
    open_calls: OpenCalls

    @property
    def belgium(self) -> SmeRow:
        """The row of all companies."""
        return self.rows[0]

    @property
    def pooling(self) -> dict[str, float]:
        """How the shares of domains are pooled."""
        return {"common": self.common, "strength": self.strength}

    def traces(self) -> tuple[Trace, ...]:
        """Where the shares come from."""
        rows = (*self.rows, *self.domains)
        return (*(trace for row in rows for trace in row.traces()), self.open_calls.trace())


@once
def sme_shares(ecosystem: Ecosystem, *, perimeter: Perimeter = "broad") -> SmeReport:
    """The share of SMEs among companies active in a domain, against those that take part in projects."""
    counted, roles = companies(ecosystem, perimeter), company_participations(ecosystem)
    once = _once(roles)
    places: Mapping[str, pd.DataFrame] = {
        BELGIUM: counted,
        **{r: counted[counted["region"] == r] for r in (*REGIONS, "")},
    }
    rows = [
        _row(region, "", perimeter, group, once if region == BELGIUM else once[once["region"] == region])
        for region, group in places.items()
    ]
    domains = sorted({str(d) for d in ecosystem.domains["id"]})
    found = [_row("", d, perimeter, counted[counted["domain"] == d], roles[roles["domain"] == d]) for d in domains]
    return _report(perimeter, rows, found, once)


def country_row(ecosystem: Ecosystem) -> SmeRow:
    """The row of all companies, the first that `sme_shares` gives, alone."""
    return _row(BELGIUM, "", "broad", companies(ecosystem, "broad"), _once(company_participations(ecosystem)))


def _once(roles: pd.DataFrame) -> pd.DataFrame:
    """Each participation once, however many domains its project has."""
    known = roles["participation"].ne("").all()
    return roles.drop_duplicates("participation" if known else ["organisation", "project"])


def _report(perimeter: Perimeter, rows: Sequence[SmeRow], domains: Sequence[SmeRow], roles: pd.DataFrame) -> SmeReport:
    pooled = beta_binomial([row.base.smes for row in domains], [row.base.known for row in domains])
    values = [float(value) for value in pooled.values]
    drawn = [replace(row, pooled=value) for row, value in zip(domains, values, strict=True)]
    opened = roles[roles["category"] == OPEN_CALL]
    taking = opened.drop_duplicates("organisation")
    calls = OpenCalls(int(opened["project"].nunique()), len(opened), share_of(taking))
    # NaN sorts nowhere: it stands last, as what nothing is known of.
    ranked = sorted(
        drawn, key=lambda row: (row.pooled != row.pooled, -row.pooled if row.pooled == row.pooled else 0, row.domain)
    )
    return SmeReport(perimeter, tuple(rows), tuple(ranked), pooled.common, pooled.strength, calls)


def _row(region: str, domain: str, perimeter: Perimeter, pairs: pd.DataFrame, roles: pd.DataFrame) -> SmeRow:
    found = pairs.drop_duplicates("organisation")
    part = found["there" if domain else "anywhere"]
    inside, outside = share_of(found[part]), share_of(found[~part])
    table = [[inside.smes, inside.known - inside.smes], [outside.smes, outside.known - outside.smes]]
    amount = roles["contribution"] * (roles["weight"] if domain else 1.0)
    return SmeRow(
        region, domain, perimeter, share_of(found), inside, fisher_table(table).two_sided, float("nan"),
        share_of(roles), money_of(roles, amount),
    )  # fmt: skip
