"""The figures behind the tracker: for each demand of the resolution what the graph can say of it, and what it cannot.

Every function gives the indicators of one group of demands; all numbers come from other analyses or can be counted in
the rows of a named query. Where no open data exist the indicator says so and names what would be needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from dirskg.graph.analyses.calls import calls
from dirskg.graph.analyses.completeness import whole
from dirskg.graph.analyses.coverage import HELIX
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.gaps import gaps
from dirskg.graph.analyses.programmes import Ratio, Yardstick, against_yardsticks, place_trace
from dirskg.graph.analyses.purchases import purchases
from dirskg.graph.analyses.seats import voices
from dirskg.graph.analyses.skills import skills
from dirskg.graph.analyses.smes import country_row
from dirskg.graph.analyses.ties import region_pairs
from dirskg.graph.analyses.tracker.indicators import Indicator, lacking, part
from dirskg.graph.analyses.tracker.milestones import DONE, milestones, regional_seats
from dirskg.graph.analyses.tracker.people_figures import moves, published, taught
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import held
from dirskg.ontology.vocab import BELGIUM, REGIONS

_COMPANY_TIES = ("suppliesTo", "partnerIn")
_RETURN = "economic-return"


def body(ecosystem: Ecosystem, on: str) -> list[Indicator]:
    """Demands 1, 1.1 and 1.2: a body in which everybody has a voice."""
    reached, cells = voices(ecosystem)
    held = regional_seats(ecosystem)
    held = held[(held["level"] == "interfederal") & ~held["asked"]]
    return [
        part(
            "1", "voice", reached, cells, [Trace("cells", "actors-by-cell")], state="proxy",
            missing=("body_unknown",), command="dirskg seats --fewest",
        ),
        Indicator(
            "1.1", "region_seats", "count", "measured", held["region"].nunique(), len(REGIONS),
            missing=("members_unknown",), command="dirskg query --name region-seats",
            traces=(Trace("1.1/region_seats", "region-seats"),),
        ),
        lacking("1.2", "exchange", "no open data", ("no_exchange",)),
    ]  # fmt: skip


def fabric(ecosystem: Ecosystem, on: str) -> list[Indicator]:
    """Demands 1.3, 1.4 and 2: the fabric, cooperation across regions, large files, the helix."""
    # Without draws, since the bootstrap intervals of the cells are not shown here.
    report = gaps(ecosystem, draws=0)
    judged = [cell for cell in report.cells if cell.region]
    lacks = [cell for cell in judged if cell.missing_legs]
    thin = [cell for cell in judged if cell.state in ("empty", "thin", "single supplier")]
    lesser = report.gaps()
    closable = [cell for cell in lesser if cell.closable_by]
    projects = _shared_projects(ecosystem)
    placed = projects[projects["placed"] > 1]
    files = _files(ecosystem)
    bought = purchases(ecosystem).files
    bought_traces = [Trace("1.4/purchases", "purchase-facts")]
    across = sum(sum(row.within[region] > 0 for region in REGIONS) > 1 for row in bought)
    everywhere = sum(all(row.counts[region] for region in REGIONS) for row in bought)
    contracts = () if len(ecosystem.awards) else ("no_contracts",)
    return [
        part(
            "1.3", "thin_cells", len(thin), len(judged), [cell.trace() for cell in thin], missing=("incomplete",),
            command="dirskg gaps",
        ),
        part(
            "1.3", "closable", len(closable), len(lesser), [cell.trace() for cell in closable],
            missing=("incomplete",), command="dirskg gaps",
        ),
        _share_seen(ecosystem),
        _missing_pairs(ecosystem),
        part(
            "1.3", "across_regions", int((placed["regions"] > 1).sum()), len(placed),
            [_projects_trace("1.3", placed="2"), _projects_trace("1.3/across", placed="2", regions="2")],
            missing=("own_programmes",), command="dirskg query --name belgian-projects -p placed=2 -p regions=2",
            sampled=True,
        ),
        part(
            "1.4", "files_across_regions", int((files > 1).sum()), len(files),
            [Trace("1.4", "file-regions"), Trace("1.4/across", "file-regions", {"regions": "2"})], state="proxy",
            missing=contracts, command="dirskg query --name file-regions -p regions=2",
        ),
        *(
            part("1.4", name, count, len(bought), bought_traces, state="proxy", missing=("ties_of_pages", *contracts),
                 command="dirskg purchases")
            for name, count in (("purchases_regions_within", across), ("purchases_each_region", everywhere))
        ),
        part(
            "2", "missing_leg", len(lacks), len(judged), [cell.trace() for cell in lacks], missing=("incomplete",),
            command="dirskg gaps",
        ),
        part(
            "2", "trilateral", int((projects["legs"] == len(HELIX)).sum()), len(projects),
            [_projects_trace("2"), _projects_trace("2/trilateral", legs="3")], missing=("own_programmes",),
            command="dirskg query --name belgian-projects -p legs=3", sampled=True,
        ),
    ]  # fmt: skip


def people(ecosystem: Ecosystem, on: str) -> list[Indicator]:
    """Demands 3, 4 and 5: careers, training, fairs."""
    born, asked = _spin_offs(ecosystem), skills(ecosystem)
    smes, unsized = (_outside(ecosystem, size) for size in ("SME", ""))
    return [
        moves(asked),
        Indicator(
            "3", "spin_offs", "count", "proxy", born, missing=("spin_offs_only",),
            command="dirskg query --name spin-offs-of-academia", traces=(Trace("3", "spin-offs-of-academia"),),
        ),
        taught(asked),
        *published(ecosystem, "4", "researchers", "researchers", "published_once"),
        lacking("5", "fairs", "no open data", ("no_fairs",), "dirskg fair"),
        *published(ecosystem, "5", "exhibitors", "fair-exhibitors", "one_fair", region="BE"),
        Indicator(
            "5", "smes_outside", "count", "proxy", smes, low=smes, high=smes + unsized, missing=("sizes_unknown",),
            command="dirskg query --name smes-outside-projects",
            traces=tuple(Trace("5", "smes-outside-projects", {"size": size}) for size in ("SME", "unknown")),
        ),
    ]  # fmt: skip


def governance(ecosystem: Ecosystem, on: str) -> list[Indicator]:
    """Demand 6: is every milestone dated, owned, and has every region a place?"""
    found = milestones(ecosystem)
    ahead = [milestone for milestone in found if milestone.status != DONE]
    told = (Trace("6", "timeline"),)
    placed = (*told, Trace("6/seats", "milestone-seats"))
    command = "dirskg timeline"
    return [
        part("6", "dated", sum(bool(m.date) for m in found), len(found), told, command=command),
        part("6", "owned", sum(bool(m.owner) for m in found), len(found), told, command=command),
        part(
            "6", "ahead_dated", sum(bool(m.date) for m in ahead), len(ahead), told, missing=("no_dates",),
            command=command,
        ),
        part(
            "6", "every_region", sum(m.every_region for m in found), sum(m.table for m in found), placed,
            missing=("members_unknown",), command=command,
        ),
    ]  # fmt: skip


def programmes(ecosystem: Ecosystem, on: str) -> list[Indicator]:
    """Demands 7 to 7.3: the European Defence Fund, DIANA, and their calls."""
    measured = against_yardsticks(ecosystem)
    found = [_against(measured, name) for name in ("gdp", "research", "defence")]
    called = calls(ecosystem, on=on)
    rows = [row for row in called.rows if row.domains]
    alone = [row for row in rows if row.verdict in ("nobody", "partly", "together")]
    joint = [row for row in rows if row.joint == 1]
    open_now = [row for row in rows if row.status == "open"]
    everywhere = [row for row in open_now if all(part.actors for part in row.parts if part.region)]
    every_call = Trace("7", "frame-calls")
    return [
        *(indicator for indicator in found if indicator),
        *([] if any(found) else [lacking("7", "no_yardstick", "no open data", ("no_yardstick",), "dirskg benchmark")]),
        part(
            "7.1", "not_alone", len(alone), len(rows), [every_call, *(row.trace() for row in alone)],
            missing=("presence_only", "no_diana"), command="dirskg calls",
        ),
        part(
            "7.2", "covered", len(joint), len(rows), [every_call, *(row.trace() for row in joint)], state="proxy",
            missing=("presence_only", "policy_unknown"), command="dirskg calls",
        ),
        part(
            "7.3", "regions_present", len(everywhere), len(open_now),
            [every_call, *(row.trace() for row in everywhere)],
            missing=("presence_only", *(["deadlines"] if called.undated else ())), command="dirskg calls",
        ),
    ]  # fmt: skip


def companies(ecosystem: Ecosystem, on: str) -> list[Indicator]:
    """Demands 8 and 9: SMEs in projects, and what flows back."""
    belgium = country_row(ecosystem)
    base, taking = belgium.traces()[:2]
    returns = ecosystem.figures[ecosystem.figures["subject"].str.startswith(_RETURN)].sort_values("id")
    traces = tuple(Trace(figure, "published-figures", {"figure": figure}) for figure in returns["id"])
    told = [
        indicator
        for name, share, trace in (("taking_part", belgium.participants, taking), ("ecosystem", belgium.base, base))
        for indicator in (
            Indicator(
                "8", f"smes_{name}", "share", "measured", share.share, share.known, share.low, share.high,
                ("sizes_unknown",), "dirskg smes", (trace,),
            ),
            # Of all companies: the least is what is known, the most if all of unknown size were SMEs.
            Indicator(
                "8", f"smes_{name}_bounds", "share", "measured", share.least, share.companies, share.least, share.most,
                ("sizes_unknown",), "dirskg smes", (trace,),
            ),
        )
    ]  # fmt: skip
    return [
        *told,
        lacking("9", "return_effects", "no open data", ("no_study",), "dirskg returns"),
        Indicator(
            "9", "published_returns", "count", "proxy", len(returns), missing=("returns_differ",),
            command="dirskg query --name published-figures", traces=traces,
        ),
    ]  # fmt: skip


GROUPS: tuple[Callable[[Ecosystem, str], list[Indicator]], ...] = (
    body, fabric, people, governance, programmes, companies,
)  # fmt: skip


def _against(measured: Sequence[tuple[Yardstick, Ratio]], name: str) -> Indicator | None:
    found = [(stick, ratio) for stick, ratio in measured if stick.name == name and ratio.what == "participations"]
    if not found:
        return None
    stick, ratio = found[0]
    published = tuple(Trace(figure, "published-figures", {"figure": figure}) for figure in stick.figures)
    return Indicator(
        "7", f"edf_{name}", "ratio", "measured", ratio.ratio.value, ratio.observed, ratio.ratio.low, ratio.ratio.high,
        ("portal_only",), "dirskg benchmark", (place_trace(BELGIUM), *published),
    )  # fmt: skip


def _share_seen(ecosystem: Ecosystem) -> Indicator:
    found = whole(ecosystem)
    seen, command = found.estimate, "dirskg completeness"
    if seen is None:
        return lacking("1.3", "share_seen", "no open data", ("no_estimate",), command)
    low, high = seen.seen / seen.high, seen.seen / seen.low
    return Indicator(
        "1.3", "share_seen", "share", "proxy", seen.share, round(seen.value), low, high, ("lower_bound",), command,
        (found.trace(),),
    )  # fmt: skip


def _missing_pairs(ecosystem: Ecosystem) -> Indicator:
    """Pairs of regions with clearly fewer ties than expected, among those where enough are expected to tell."""
    judged = [pair for pair in region_pairs(ecosystem) if pair.area != pair.other and pair.state != "too few to tell"]
    missing = [pair for pair in judged if pair.state == "missing collaboration"]
    return part(
        "1.3", "missing_pairs", len(missing), len(judged), [pair.trace for pair in judged], missing=("incomplete",),
        command="dirskg ties",
    )  # fmt: skip


def _projects_trace(figure: str, **least: str) -> Trace:
    return Trace(figure, "belgian-projects", least)


def _belgians(ecosystem: Ecosystem) -> pd.DataFrame:
    actors = ecosystem.organisations
    own = actors[(actors["country"] == "BE") & (actors["level"] != "international")]
    return own[["id", "region", "leg", "size"]].rename(columns={"id": "organisation"})


def _shared_projects(ecosystem: Ecosystem) -> pd.DataFrame:
    """Projects of two or more Belgian organisations: how many have a known region, how many regions and legs."""
    joined = ecosystem.participations[["project", "organisation"]].drop_duplicates()
    joined = joined[joined["project"].isin(ecosystem.projects["id"])].merge(_belgians(ecosystem), on="organisation")
    counts = joined.groupby("project").size().rename("organisations").to_frame()
    placed = joined[joined["region"] != ""].groupby("project")["region"]
    helix = joined[joined["leg"].isin(HELIX)].groupby("project")["leg"]
    found = counts.assign(placed=placed.size(), regions=placed.nunique(), legs=helix.nunique()).fillna(0).astype(int)
    return found[found["organisations"] > 1]


def _files(ecosystem: Ecosystem) -> pd.Series:
    """Regions of the Belgian suppliers and partners of each customer, file or team that has two or more."""
    ties = ecosystem.ties[ecosystem.ties["kind"].isin(_COMPANY_TIES) & ecosystem.ties["defence"]]
    placed = _belgians(ecosystem).query("region != ''")
    joined = ties[["from", "to"]].drop_duplicates().merge(placed, left_on="from", right_on="organisation")
    grouped = joined.groupby("to")
    return grouped["region"].nunique()[grouped["organisation"].nunique() > 1]


def _spin_offs(ecosystem: Ecosystem) -> int:
    legs = _belgians(ecosystem).set_index("organisation")["leg"]
    ties = ecosystem.ties[ecosystem.ties["kind"] == "spinOffOf"]
    born = ties[(ties["from"].map(legs) == "industry") & (ties["to"].map(legs) == "academia")]
    return int(born["from"].nunique())


def _outside(ecosystem: Ecosystem, size: str) -> int:
    """Those of a size that are active in a domain and in no project; of unknown size ("") companies alone."""
    actors = _belgians(ecosystem)
    own = actors.loc[(actors["size"] == size) & ((size != "") | (actors["leg"] == "industry")), "organisation"]
    active = own[held(own, ecosystem.claims["organisation"])]
    return int((~held(active, ecosystem.participations["organisation"])).sum())
