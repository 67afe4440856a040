"""What projects and calls are about, read from their texts: precision and recall by domain against labels.

`python benchmarks/read_domains.py` prints the table and writes it into README.md. Figures are those of the labels
(`MEASURED`) that no weight or threshold was taken from, beside those of the label of the call where there is one.
`fit_domains.py` estimates the weights from all others.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import NamedTuple

from domain_texts import MEASURED, Domains, Labelled, labelled, mapped, texts
from report import README, rewrite

from dirskg.graph.measures.stats import wilson
from dirskg.ingest.taxonomy import Taxonomy, read_taxonomy
from dirskg.ingest.values.subjects import Subjects, Told

BEGIN, END = "<!-- domains: begin -->", "<!-- domains: end -->"
_SOURCES = {
    "call": "calls", "topic": "calls", "edf": "projects of the portal", "cordis": "civil projects (CORDIS)",
    "civil": "civil calls", "dod": "American defence", "ref": "projects of the tables",
}  # fmt: skip
_REST = "European defence"  # of each other source: EDA, PESCO, EDIDP, NATO and the British competitions


class Count(NamedTuple):
    """Right, wrong and missed."""

    right: int
    wrong: int
    missed: int

    def cells(self) -> list[str]:
        """Precision and recall, each with its interval (Wilson, 95 %); a dash where there is nothing to divide by."""
        return [_share(self.right, self.right + self.wrong), _share(self.right, self.right + self.missed)]


def main() -> None:
    """Count, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", action="store_true", help="show those that may be looked at, and what is wrong")
    options = parser.parse_args()
    taxonomy = read_taxonomy()
    model, told, rows = taxonomy.subjects, texts(), labelled()
    if options.rules:
        look(model, told, [row for row in rows if row.half not in MEASURED])
        return
    report = tell(taxonomy, model, told, [row for row in rows if row.half in MEASURED])
    print(report)
    rewrite(README, report, BEGIN, END)


def tell(taxonomy: Taxonomy, model: Subjects, told: dict[str, Told], rows: list[Labelled]) -> str:
    """The table of parts and sources, and of domains over all of them, and how far both passes agree."""
    of_call = mapped(taxonomy)
    ways: list[Callable[[Labelled], Domains]] = [lambda row: frozenset(o.domain for o in model.domains(told[row.id]))]
    head, every = ["", "texts", "labels", "precision", "recall", "kappa"], list(taxonomy.domains)
    if any(of_call.get(row.id) for row in rows):
        ways.append(lambda row: of_call.get(row.id, frozenset()))
        head[5:5] = ["precision, by call", "recall, by call"]
    parts: dict[str, list[Labelled]] = {}
    for row in rows:
        for name in (f"`{row.half}`", _SOURCES.get(row.id.split("/")[0], _REST)):
            parts.setdefault(name, []).append(row)
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    for name, domains, among in [*((n, every, r) for n, r in parts.items()), *((one, [one], rows) for one in every)]:
        labels = sum(len(row.label & set(domains)) for row in among)
        cells = [cell for way in ways for cell in count(among, way, domains).cells()]
        line = [name, f"{len(among)}", f"{labels}", *cells, f"{kappa(among, domains):.2f}"]
        lines.append("| " + " | ".join(line) + " |")
    exact = sum(row.passes[0] == row.passes[1] for row in rows)
    jaccard = sum(_jaccard(*row.passes) for row in rows) / len(rows)
    same = sum(ways[0](row) == row.label for row in rows)
    agreement = (
        f"- Of {len(rows)} both passes gave the same domains to {exact}; mean Jaccard index {jaccard:.2f}. "
        f"All domains right, and none too many: {same}."
    )
    return "\n".join([*lines, "", agreement])


def count(rows: list[Labelled], way: Callable[[Labelled], Domains], domains: Iterable[str]) -> Count:
    """Right, wrong and missed among some domains."""
    among = frozenset(domains)
    pairs = [(way(row) & among, row.label & among) for row in rows]
    return Count(*(sum(map(len, part)) for part in zip(*((p & t, p - t, t - p) for p, t in pairs), strict=True)))


def kappa(rows: list[Labelled], domains: list[str]) -> float:
    """Cohen's kappa of both passes over yes and no for each project or call and domain."""
    pairs = [(domain in row.passes[0], domain in row.passes[1]) for row in rows for domain in domains]
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    first, second = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    chance = first * second + (1 - first) * (1 - second)
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0  # neither pass ever said yes


def look(model: Subjects, told: dict[str, Told], rows: list[Labelled]) -> None:
    """Print what is wrong or missed in the half that may be looked at."""
    for row in rows:
        found = {one.domain: one.chance for one in model.domains(told[row.id])}
        if found.keys() != row.label:
            wanted = " ".join(sorted(row.label)) or "-"
            got = " ".join(f"{domain} {chance:.2f}" for domain, chance in found.items()) or "-"
            print(f"{row.id}: {told[row.id].title[:70]} | {wanted} | {got}")
    domains = {one for row in rows for one in row.label}
    result = count(rows, lambda row: frozenset(one.domain for one in model.domains(told[row.id])), domains)
    print("precision and recall:", *result.cells())


def _jaccard(one: Domains, other: Domains) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _share(part: int, whole: int) -> str:
    if not whole:
        return "-"
    interval = wilson(part, whole)
    return f"{part / whole:.2f} ({float(interval.low):.2f}-{float(interval.high):.2f})"


if __name__ == "__main__":
    main()
