"""What projects and calls are about, read from their texts: precision and recall by domain against labels.

`python benchmarks/read_domains.py` prints the tables and writes them into README.md. Figures are those of the labels
(`test`) that no word, weight or threshold was taken from, beside those of the label of the call on the same ones.
With `--fit` the six weights are first estimated anew from all other labels and written into the model.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from domain_texts import Domains, Labelled, labelled, mapped, read_once, texts
from report import README

from dirskg.ingest.taxonomy import Taxonomy, read_taxonomy
from dirskg.ingest.values import subjects
from dirskg.ingest.values.subjects import Subjects, Told

BEGIN, END = "<!-- domains: begin -->", "<!-- domains: end -->"
_PENALTY = 0.5  # of the squared weights, so that 2,000 rows do not claim more than they know


class Count(NamedTuple):
    """Right, wrong and missed."""

    right: int
    wrong: int
    missed: int

    def cells(self) -> list[str]:
        """Precision and recall; a dash where there is nothing to divide by."""
        return [_share(self.right, self.right + self.wrong), _share(self.right, self.right + self.missed)]


def main() -> None:
    """Fit where asked, count, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="estimate the weights anew")
    parser.add_argument("--rules", action="store_true", help="show those that may be looked at, and what is wrong")
    options = parser.parse_args()
    taxonomy = read_taxonomy()
    model, told, rows = taxonomy.subjects, texts(), labelled()
    if options.fit:
        fit(model, told, {row.id: row.label for row in rows if row.half != "test"} | read_once())
    if options.rules:
        look(model, told, [row for row in rows if row.half != "test"])
        return
    report = tell(taxonomy, model, told, rows)
    print(report)
    text = README.read_text(encoding="utf-8")
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    README.write_text(f"{text[:begin]}\n\n{report}\n\n{text[end:]}", encoding="utf-8")


def tell(taxonomy: Taxonomy, model: Subjects, told: dict[str, Told], rows: list[Labelled]) -> str:
    """The table of domains, and how far both passes agree."""
    unseen, label = [row for row in rows if row.half == "test"], mapped(taxonomy)
    ways: list[Callable[[Labelled], Domains]] = [
        lambda row: frozenset(one.domain for one in model.domains(told[row.id])),
        lambda row: label.get(row.id, frozenset()),
    ]
    lines = [
        "| domain | labels | precision, by text | recall, by text | precision, by call | recall, by call | kappa |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, domains in [*((one, [one]) for one in taxonomy.domains), ("all", list(taxonomy.domains))]:
        of_label = sum(len(row.label & set(domains)) for row in unseen)
        cells = [cell for way in ways for cell in count(unseen, way, domains).cells()]
        lines.append("| " + " | ".join([name, f"{of_label}", *cells, f"{kappa(rows, domains):.2f}"]) + " |")
    exact = sum(row.passes[0] == row.passes[1] for row in rows)
    jaccard = sum(_jaccard(*row.passes) for row in rows) / len(rows)
    same = [sum(way(row) == row.label for row in unseen) for way in ways]
    agreement = (
        f"- {len(rows)} projects and calls, {len(unseen)} of them above. Both passes gave the same domains "
        f"to {exact}; mean Jaccard index {jaccard:.2f}."
    )
    whole = (
        f"- All domains of a project or call right, and none too many: {same[0]} of {len(unseen)} by text, {same[1]} "
        f"by the label of the call."
    )
    return "\n".join([*lines, "", agreement, whole])


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
    return (agreed - chance) / (1 - chance)


def fit(model: Subjects, told: dict[str, Told], labels: dict[str, Domains]) -> None:
    """Estimate intercept and weights by logistic regression over every domain of which a phrase was found."""
    import numpy as np
    from scipy.optimize import minimize

    found = [
        ([1.0, *numbers], domain in label)
        for one, label in labels.items()
        for domain, numbers in model.evidence(told[one]).items()
    ]
    x, y = np.array([one for one, _ in found]), np.array([2.0 * yes - 1 for _, yes in found])

    def loss(w: np.ndarray) -> float:
        return float(np.logaddexp(0, -y * (x @ w)).sum() + _PENALTY * (w[1:] ** 2).sum())

    intercept, *weights = minimize(loss, np.zeros(x.shape[1]), method="BFGS").x
    path = Path(subjects.__file__).with_suffix(".toml")
    text = re.sub(r"(?m)^intercept = .*$", f"intercept = {intercept:.2f}", path.read_text(encoding="utf-8"))
    numbers = ", ".join(f"{weight:.2f}" for weight in weights)
    path.write_text(re.sub(r"(?m)^weights = .*$", f"weights = [{numbers}]", text), encoding="utf-8")
    subjects._model.cache_clear()  # the file has just been written


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
    return f"{part / whole:.2f}" if whole else "-"


if __name__ == "__main__":
    main()
