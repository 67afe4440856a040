"""Large ecosystems out of a seed: frames as `dirskg.graph.ecosystem.frames` has them, without a build behind them.

Nothing in them is real. Their shape follows the reference ecosystem: few organisations take part often and most once,
consortia are small with a long tail, one organisation in twenty is Belgian.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dirskg.graph.ecosystem.frames import Ecosystem

Numbers = NDArray[np.int64]

BELGIAN = 0.05
LARGEST = 40
DOMAINS = ("V1", "V2", "V3", "V4", "V5", "V6", "V7", "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8")
COUNTRIES = ("FR", "DE", "IT", "ES", "NL", "EL", "PL", "SE", "AT", "NO", "FI", "PT", "RO", "CZ", "DK", "EE")
NUTS3 = {
    "BE1": ("BE100",),
    "BE2": ("BE211", "BE212", "BE213", "BE223", "BE224", "BE225", "BE234", "BE241", "BE242", "BE251", "BE254"),
    "BE3": ("BE310", "BE323", "BE328", "BE32B", "BE331", "BE332", "BE335", "BE341", "BE344", "BE351", "BE352"),
}
KINDS = {
    "company": "industry", "research_centre": "academia", "university": "academia", "agency": "government",
    "department": "government", "cluster": "intermediary", "federation": "intermediary",
}  # fmt: skip
PROGRAMMES = ("EDF", "EDIDP", "PADR", "HORIZON")
TIES = ("memberOf", "partnerIn", "ownedBy", "suppliesTo", "partOf", "spinOffOf", "fundedBy", "linkedTo")


def seeded_ecosystem(*, organisations: int = 50_000, participations: int = 250_000, seed: int = 1) -> Ecosystem:
    """All frames of an ecosystem with so many organisations and participations; the same seed gives the same frames."""
    draw = np.random.default_rng(seed)
    actors = _organisations(draw, organisations)
    ids = actors["id"].to_numpy()
    project, member = _members(draw, organisations, participations)
    projects = _projects(draw, int(project.max(initial=-1)) + 1)
    calls = _calls(draw)
    shares = _shares(draw, projects["id"].to_numpy())
    parts = _participations(draw, projects["id"].to_numpy()[project], ids[member], project)
    belgian = actors["country"].eq("BE").to_numpy()
    return Ecosystem(
        organisations=actors,
        claims=pd.concat([_curated(draw, ids[belgian]), _claims(parts, projects, shares)], ignore_index=True),
        projects=projects,
        calls=calls,
        project_domains=pd.concat([_shares(draw, calls["id"].to_numpy()), shares], ignore_index=True),
        participations=parts,
        ties=_ties(draw, ids, np.flatnonzero(belgian), organisations // 10),
        domains=_named(DOMAINS, kind=_texts(map(_kind, DOMAINS)), working=True),
        regions=_named(tuple(NUTS3)),
        areas=_areas(),
        functions=_functions(actors),
    ).judged()


def _texts(values: Iterable[object]) -> pd.api.extensions.ExtensionArray:
    return pd.array([str(value) for value in values], dtype="str")


def _same(text: str, count: int) -> pd.api.extensions.ExtensionArray:
    return pd.array(np.full(count, text, dtype=object), dtype="str")


def _picked(draw: np.random.Generator, values: Iterable[str], count: int, p: Iterable[float] | None = None) -> object:
    pool = np.array(list(values), dtype=object)
    return pd.array(draw.choice(pool, count, p=None if p is None else list(p)), dtype="str")


def _organisations(draw: np.random.Generator, count: int) -> pd.DataFrame:
    belgian = draw.random(count) < BELGIAN
    region = np.where(belgian, draw.choice(["BE1", "BE2", "BE3", ""], count, p=[0.16, 0.5, 0.26, 0.08]), "")
    place = np.array([draw.choice(NUTS3[r]) if r else "" for r in region], dtype=object)
    kind = draw.choice(list(KINDS), count, p=[0.7, 0.1, 0.04, 0.05, 0.04, 0.03, 0.04])
    size = np.where(kind == "company", draw.choice(["SME", "mid", "large", ""], count, p=[0.3, 0.1, 0.1, 0.5]), "")
    government = np.isin(kind, ["agency", "department"])
    level = np.where(belgian & government, draw.choice(["federal", "region", "community"], count), "")
    international = belgian & (draw.random(count) < 0.01)
    names = [f"Organisation {n}" for n in range(count)]
    ids = [f"{'kbo-0' if home else 'pic-9'}{n:0{9 if home else 8}d}" for n, home in enumerate(belgian)]
    told: dict[str, object] = {
        "id": _texts(ids), "label_en": _texts(names), "label_nl": _same("", count), "label_fr": _same("", count),
        "label_de": _same("", count), "employees": np.full(count, np.nan),
        "leg": _texts(KINDS[k] for k in kind), "kind": _texts(kind),
        "level": _texts(np.where(international, "international", level)),
        "country": _texts(np.where(belgian, "BE", draw.choice(COUNTRIES, count))), "region": _texts(region),
        "nuts3": _texts(place), "town": _same("", count), "size": _texts(size), "homepage": _same("", count),
        "label": _texts(names), "legs": _texts(KINDS[k] for k in kind), "defence": draw.random(count) < 0.8,
    }  # fmt: skip
    return pd.DataFrame(told)


def _functions(actors: pd.DataFrame) -> pd.DataFrame:
    """What each does, by its leg: companies make, universities research, intermediaries bring together."""
    does = {"industry": "makes", "academia": "researches", "intermediary": "brokers", "government": "uses"}
    count = len(actors)
    return pd.DataFrame({
        "organisation": actors["id"], "function": _texts(does[leg] for leg in actors["leg"]),
        "confidence": _same("high", count), "rule": _same("curated", count), "told": _same("", count),
        "source": _same("", count),
    })  # fmt: skip


def _members(draw: np.random.Generator, organisations: int, participations: int) -> tuple[Numbers, Numbers]:
    """Project and organisation of each participation: heavy tails on both sides, nobody twice in a project."""
    # Drawn in excess, because members that come up twice in a project are dropped.
    sizes = 2 + np.minimum((6 * draw.pareto(2.0, participations // 2 + 10)).astype(np.int64), LARGEST - 2)
    project = np.repeat(np.arange(len(sizes)), sizes)[: 2 * participations]
    often = (np.arange(organisations) + 20.0) ** -0.7
    drawn = draw.permutation(organisations)[draw.choice(organisations, len(project), p=often / often.sum())]
    pairs = pd.DataFrame({"project": project, "member": drawn}).drop_duplicates().head(participations)
    return pairs["project"].to_numpy(), pairs["member"].to_numpy()


def _projects(draw: np.random.Generator, count: int) -> pd.DataFrame:
    numbers = range(count)
    year = draw.integers(2015, 2026, count)
    return pd.DataFrame({
        "id": _texts(f"project-{n:06d}" for n in numbers), "acronym": _texts(f"P{n}" for n in numbers),
        "title": _texts(f"Project {n}" for n in numbers), "programme": _picked(draw, PROGRAMMES, count),
        "call": _picked(draw, (f"call-{n:03d}" for n in range(300)), count), "category": _same("Research", count),
        "year": year.astype(float), "start": _texts(f"{y}-12-01" for y in year),
        "end": _texts(f"{y + 3}-11-30" for y in year), "status": _picked(draw, ("Ongoing", "Ended"), count),
        "eu_contribution": draw.lognormal(15, 1, count).round(2),
        "source": _same("https://example.org/projects", count),
    })  # fmt: skip


def _calls(draw: np.random.Generator, count: int = 300) -> pd.DataFrame:
    year = draw.integers(2015, 2027, count)
    return pd.DataFrame({
        "id": _texts(f"call-{n:03d}" for n in range(count)), "title": _texts(f"Call {n}" for n in range(count)),
        "programme": _picked(draw, PROGRAMMES, count), "category": _same("Research", count),
        "year": year.astype(float), "opens": _texts(f"{y}-02-01" for y in year),
        "deadline": _texts(f"{y}-10-16" for y in year), "budget": draw.lognormal(17, 1, count).round(0),
        "source": _same("https://example.org/calls", count),
    })  # fmt: skip


def _shares(draw: np.random.Generator, projects: NDArray[np.object_]) -> pd.DataFrame:
    """One to three domains for each project or call, with weights that add up to one."""
    count = len(projects)
    many = draw.choice([1, 2, 3], count, p=[0.6, 0.3, 0.1])
    likely = np.linspace(2, 0.4, len(DOMAINS))
    # The keys of a race: the domains with the least of each row are those drawn, without one twice.
    race = np.argsort(draw.exponential(1 / likely, (count, len(DOMAINS))), axis=1)[:, :3]
    row, place = np.nonzero(np.arange(3) < many[:, None])
    basis = np.where(draw.random(count) < 0.75, "text", "category")
    return pd.DataFrame({
        "project": _texts(np.asarray(projects)[row]), "domain": _texts(np.array(DOMAINS)[race[row, place]]),
        "weight": 1 / many[row], "basis": _texts(basis[row]),
    })  # fmt: skip


def _participations(
    draw: np.random.Generator, projects: NDArray[np.object_], organisations: NDArray[np.object_], project: Numbers
) -> pd.DataFrame:
    count = len(projects)
    first = np.diff(project, prepend=-1) > 0
    money = np.where(draw.random(count) < 0.5, np.nan, draw.lognormal(12, 1, count).round(2))
    return pd.DataFrame({
        "id": _texts(f"participation-{n:07d}" for n in range(count)), "project": _texts(projects),
        "organisation": _texts(organisations), "role": _texts(np.where(first, "coordinator", "participant")),
        "contribution": money, "source": _same("https://example.org/projects", count),
    })  # fmt: skip


def _claims(participations: pd.DataFrame, projects: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """A claim for each domain of each project of each organisation, as the frame of a build has them."""
    claims = participations[["project", "organisation"]].merge(shares, on="project")
    claims = claims.merge(projects[["id", "year"]], left_on="project", right_on="id").drop(columns="id")
    confidence = np.where(claims["basis"] == "project", "high", "medium")
    claims = claims.assign(confidence=_texts(confidence), source=_same("https://example.org/projects", len(claims)))
    columns = ["organisation", "domain", "basis", "weight", "year", "confidence", "source", "project"]
    return claims[columns].sort_values(["organisation", "domain", "basis", "project"], ignore_index=True)


def _curated(draw: np.random.Generator, belgian: NDArray[np.object_]) -> pd.DataFrame:
    """Claims from public pages: two for every third Belgian organisation."""
    chosen = np.repeat(belgian[draw.random(len(belgian)) < 1 / 3], 2)
    count = len(chosen)
    claims = pd.DataFrame({
        "organisation": _texts(chosen), "domain": _picked(draw, DOMAINS, count), "basis": _same("curated", count),
        "weight": np.ones(count), "year": np.full(count, np.nan),
        "confidence": _picked(draw, ("high", "medium", "low"), count, (0.3, 0.65, 0.05)),
        "source": _same("https://example.org/pages", count), "project": _same("", count),
    })  # fmt: skip
    return claims.drop_duplicates(["organisation", "domain"], ignore_index=True)


def _ties(draw: np.random.Generator, ids: NDArray[np.object_], belgian: Numbers, count: int) -> pd.DataFrame:
    """Ties that start at Belgian organisations, half of them to one another."""
    count = count if len(belgian) else 0
    start, home = (belgian[draw.integers(max(len(belgian), 1), size=count)] for _ in range(2))
    end = np.where(draw.random(count) < 0.5, home, draw.integers(len(ids), size=count))
    start, end = start[start != end], end[start != end]
    count = len(start)
    year = np.where(draw.random(count) < 0.4, np.nan, draw.integers(2000, 2026, count))
    return pd.DataFrame({
        "id": _texts(f"tie-{n:06d}" for n in range(count)), "from": _texts(ids[start]), "to": _texts(ids[end]),
        "kind": _picked(draw, TIES, count), "year": year, "defence": draw.random(count) < 0.3,
        "note": _same("", count), "source": _same("https://example.org/pages", count),
    })  # fmt: skip


def _named(ids: tuple[str, ...], **more: object) -> pd.DataFrame:
    labels = {f"label_{lang}": _texts(ids) for lang in ("en", "nl", "fr", "de")}
    return pd.DataFrame({"id": _texts(ids), **more, **labels})


def _kind(domain: str) -> str:
    return "vertical" if domain.startswith("V") else "horizontal"


def _areas() -> pd.DataFrame:
    small = sorted(area for areas in NUTS3.values() for area in areas)
    ids = sorted({area[:4] for area in small} | set(small))
    return pd.DataFrame({"id": _texts(ids), "label": _texts(ids)})
