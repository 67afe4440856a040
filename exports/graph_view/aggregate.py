"""Makes a large view small enough to read: keeps the most important nodes, or merges the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from dirskg.exports.graph_view.model import (
    DIRECTED_KINDS,
    LEGS,
    MAX_NODES,
    GraphView,
    ViewEdge,
    ViewNode,
    by_importance,
)
from dirskg.exports.graph_view.strings import fill, number, strings
from dirskg.exports.graph_view.style import region_key
from dirskg.graph.errors import DirskgError

_NAMED = 10

Key = tuple[str, str]


def most_important(view: GraphView, limit: int = 300, criterion: str = "", lang: str = "en") -> GraphView:
    """The `limit` most important nodes and the edges among them; equal importance is settled by id.

    Where nodes are left out, a note says how many and by which `criterion` (words in the language of the
    page; "importance" if empty). A view that is small enough is returned as it is.
    """
    if len(view.nodes) <= limit:
        return view
    keep = {node.id for node in by_importance(view.nodes)[:limit]}
    note = fill(
        "note_top",
        lang,
        kept=limit,
        total=len(view.nodes),
        criterion=criterion or strings(lang)["importance"],
    )
    return replace(
        view,
        nodes=tuple(node for node in view.nodes if node.id in keep),
        edges=tuple(edge for edge in view.edges if edge.source in keep and edge.target in keep),
        notes=(*view.notes, note),
    )


def aggregate(view: GraphView, limit: int = MAX_NODES, lang: str = "en") -> GraphView:
    """The view with its least important nodes merged, by kind and region, until at most `limit` are left.

    As many nodes as possible stay themselves. A group stands at the mean position of its members, carries
    the sum of their importance, and names the first of them; its sources are those of its members. Edges
    that end in a group are summed by ends and kind; those inside a group are counted in its facts. A note
    says what was merged. Raises DirskgError if the kinds and regions alone are more than `limit`.
    """
    if len(view.nodes) <= limit:
        return view
    ranked = by_importance(view.nodes)
    groups = _groups(ranked[_kept(ranked, limit) :])
    home = {node.id: group.id for group in groups for node in group.members}
    inside = Counter(
        home[edge.source] for edge in view.edges if edge.source in home and home[edge.source] == home.get(edge.target)
    )
    note = fill("note_merged", lang, merged=len(home), groups=len(groups))
    return replace(
        view,
        nodes=(
            *(node for node in view.nodes if node.id not in home),
            *(group.node(inside[group.id], lang) for group in groups),
        ),
        edges=_summed(view.edges, home, lang),
        notes=(*view.notes, note),
    )


def _key(node: ViewNode) -> Key:
    return node.kind, node.region


def _kept(ranked: Sequence[ViewNode], limit: int) -> int:
    """How many of the ranked nodes can stay themselves when the others become one node per key."""
    kept = len(ranked)
    keys: set[Key] = set()
    while kept and kept + len(keys) > limit:
        kept -= 1
        keys.add(_key(ranked[kept]))
    if kept + len(keys) > limit:
        raise DirskgError(
            f"graph view: {len(keys)} combinations of type and region cannot be merged into {limit} nodes; "
            "raise the limit or select fewer kinds"
        )
    return kept


@dataclass
class _Group:
    id: str
    kind: str
    region: str
    members: list[ViewNode] = field(default_factory=list)

    def node(self, inside: int, lang: str) -> ViewNode:
        """The node that stands for the members; `inside` is the number of edges among them."""
        words = strings(lang)
        names = [member.label for member in self.members[:_NAMED]]
        among = "; ".join(names) + ("; …" if len(self.members) > _NAMED else "")
        return ViewNode(
            id=self.id,
            label=self._label(lang),
            kind="group",
            group="",
            region=self.region,
            importance=sum(member.importance for member in self.members),
            x=fmean(member.x for member in self.members),
            y=fmean(member.y for member in self.members),
            facts=((words["fact_among"], among), (words["fact_inside"], number(inside, lang))),
            sources=_unique(source for member in self.members for source in member.sources),
        )

    def _label(self, lang: str) -> str:
        words = strings(lang)
        region = words[f"region_{region_key(self.kind, self.region)}"]
        count = len(self.members)
        if self.kind not in LEGS:
            return fill(f"group_{self.kind}", lang, count=count, region=region)
        kind = words[f"kind_{self.kind}"]
        # German nouns keep their capital inside a phrase.
        kind = kind if lang == "de" else kind[0].lower() + kind[1:]
        return fill("group_organisations", lang, count=count, kind=kind, region=region)


def _groups(nodes: Iterable[ViewNode]) -> list[_Group]:
    """Nodes by kind and region; a node that is alone in its key needs no group and stays itself."""
    groups: dict[Key, _Group] = {}
    for node in nodes:
        key = _key(node)
        # A member's id makes the group's own, so that merging a merged view again cannot clash.
        groups.setdefault(key, _Group(f"group:{node.id}", *key)).members.append(node)
    return [groups[key] for key in sorted(groups) if len(groups[key].members) > 1]


def _summed(edges: Iterable[ViewEdge], home: dict[str, str], lang: str) -> tuple[ViewEdge, ...]:
    """Edges led to the groups of their ends: untouched ones as they are, the others summed."""
    kept: list[ViewEdge] = []
    merged: dict[tuple[str, str, str], list[ViewEdge]] = defaultdict(list)
    for edge in edges:
        if edge.source not in home and edge.target not in home:
            kept.append(edge)
            continue
        source, target = home.get(edge.source, edge.source), home.get(edge.target, edge.target)
        if source == target:
            continue
        if edge.kind not in DIRECTED_KINDS:
            source, target = sorted((source, target))
        merged[source, target, edge.kind].append(edge)
    return (*kept, *(_sum(*key, edges, lang) for key, edges in merged.items()))


def _sum(source: str, target: str, kind: str, edges: Sequence[ViewEdge], lang: str) -> ViewEdge:
    return ViewEdge(
        source=source,
        target=target,
        kind=kind,
        weight=sum(edge.weight for edge in edges),
        title=fill("ties_merged", lang, count=len(edges)),
        sources=_unique(source for edge in edges for source in edge.sources),
    )


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
