"""A selection of the ecosystem put into the words and marks of a graph page."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from dirskg.exports.graph_view.aggregate import aggregate, most_important
from dirskg.exports.graph_view.model import GraphView, ViewEdge, ViewNode
from dirskg.exports.graph_view.render import render
from dirskg.exports.graph_view.strings import fill, strings
from dirskg.exports.graph_view.style import place_key
from dirskg.graph.frames import Ecosystem
from dirskg.graph.network.hops import Evidence, Hop
from dirskg.graph.network.selection import Selection
from dirskg.graph.topics import on_topic

TIE_KINDS = {
    "project": "project", "ownedBy": "ownership", "spinOffOf": "ownership", "partOf": "ownership",
    "successorOf": "ownership", "memberOf": "membership", "seatIn": "membership", "suppliesTo": "supply",
    "partnerIn": "partner", "testCentreOf": "partner", "acceleratorOf": "partner", "innovatorIn": "partner",
}  # fmt: skip
_MOST_SOURCES = 12
_COLUMNS = 30  # of organisations without a place on the map, as long as they are few


def ecosystem_page(
    selection: Selection,
    ecosystem: Ecosystem,
    *,
    part: str,
    build: str,
    limit: int,
    merge: bool,
    lang: str = "en",
    topic: str = "",
) -> str:
    """The HTML page for a selection; `part` says in words which part of the ecosystem it is.

    At most `limit` organisations are shown: the others are left out, or with `merge` merged into groups.
    With a topic each organisation shows the sentences that tie it to that topic.
    """
    view = graph_view(selection, ecosystem, part=part, build=build, lang=lang, topic=topic)
    criterion = fill("view_criterion", lang)
    small = aggregate(view, limit, lang) if merge else most_important(view, limit, criterion, lang)
    return render(small, lang)


def graph_view(
    selection: Selection, ecosystem: Ecosystem, *, part: str, build: str, lang: str = "en", topic: str = ""
) -> GraphView:
    """A selection as nodes and edges; facts, ties and sources are looked up for what is shown only."""
    labels = dict(zip(ecosystem.domains["id"], ecosystem.domains[f"label_{lang}"], strict=True))
    claims = ecosystem.claims[ecosystem.claims["organisation"].isin(set(selection.nodes["id"]))]
    domains: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, list[str]] = defaultdict(list)
    for organisation, domain, source in _rows(claims, "organisation", "domain", "source"):
        domains[organisation].add(domain)
        if source and source not in sources[organisation]:
            sources[organisation].append(source)
    sentences: dict[str, list[str]] = defaultdict(list)
    for organisation, project, sentence, source in _rows(
        on_topic(ecosystem, topic), "organisation", "project", "sentence", "source"
    ):
        sentences[organisation].append(f"{sentence} ({project})" if project else sentence)
        sources[organisation] = [source, *(one for one in sources[organisation] if one != source)]
    shared = ecosystem.participations.groupby("organisation")["project"].nunique()
    places = placed(selection.nodes)
    nodes = tuple(
        _node(row, places[i], domains[i], sources[i], int(shared.get(i, 0)), labels, lang, sentences[i])
        for i, row in zip(selection.nodes["id"], selection.nodes.to_dict("records"), strict=True)
    )
    evidence = Evidence(selection.network)
    index = selection.network.index
    edges = tuple(
        _edge(evidence.hop(index[source], index[target]), weight, lang)
        for source, target, weight in _rows(selection.edges, "source", "target", "weight")
    )
    shown = sorted({domain for chosen in domains.values() for domain in chosen})
    legend = tuple((domain, labels[domain]) for domain in shown)
    title, subtitle = fill("view_title", lang), fill("view_subtitle", lang, shown=len(nodes), part=part)
    return GraphView(title, subtitle, nodes, edges, build=build, legend=legend)


def _rows(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def placed(nodes: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Positions of the layout; organisations that have none there stand in rows below the map."""
    there = nodes.dropna(subset=["x"])
    found = {identifier: (x, y) for identifier, x, y in _rows(there, "id", "x", "y")}
    loose = sorted(set(nodes["id"]) - set(found))
    left, right = (there["x"].min(), there["x"].max()) if len(there) else (0.0, 10.0)
    columns = max(_COLUMNS, math.isqrt(len(loose)))
    below, step = (there["y"].max() if len(there) else 0.0), max((right - left) / columns, 1.0)
    for i, identifier in enumerate(loose):
        row, column = divmod(i, columns)
        found[identifier] = (left + column * step, below + (row + 2) * step)
    return found


def _node(
    row: Mapping[Hashable, Any], place: tuple[float, float], domains: Iterable[str], sources: list[str], projects: int,
    labels: dict[str, str], lang: str, sentences: Iterable[str] = (),
) -> ViewNode:  # fmt: skip
    words = strings(lang)
    chosen = sorted(domains)
    facts = [
        (words["fact_id"], row["id"]),
        (words["fact_domains"], ", ".join(f"{d} {labels[d]}" for d in chosen) or words["fact_none"]),
        (words["fact_topic"], "; ".join(sentences)),
        (words["fact_projects"], str(projects)),
        (words["fact_town"], row["town"]),
        (words["fact_country"], row["country"]),
        (words["fact_size"], row["size"]),
        (words["fact_level"], row["level"]),
        (words["fact_homepage"], row["homepage"]),
    ]
    return ViewNode(
        id=row["id"],
        label=row[f"label_{lang}"] if row.get(f"label_{lang}") else row["label"],
        kind=row["leg"] or "unknown",
        group=", ".join(chosen),
        region=place_key(row["country"], row["region"]),
        importance=0.0 if math.isnan(row["importance"]) else float(row["importance"]),
        x=place[0],
        y=place[1],
        facts=tuple((name, value) for name, value in facts if value),
        sources=tuple(sources[:_MOST_SOURCES]),
    )


def _edge(hop: Hop, weight: float, lang: str) -> ViewEdge:
    told = [f"{p.acronym} ({p.programme})" for p in hop.projects] + list(hop.notes)
    words = [fill("edge_projects", lang, count=len(hop.projects))] if hop.projects else []
    kind, title = TIE_KINDS.get(hop.kind, "other"), "; ".join([*words, *told])
    return ViewEdge(hop.source, hop.target, kind, weight, title, hop.sources[:_MOST_SOURCES])
