"""Tables of who or what is in which domain: rows by domains, in a known order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dirskg.graph.analyses.complement.related_domains import Relatedness
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.measures.stats import Array


def domain_table(pairs: pd.DataFrame, ids: Sequence[str], domains: Sequence[str]) -> Array:
    """1 where one of `ids` has a row with the domain, else 0; `pairs` has the ids in its first column, and `domain`."""
    rows, columns = _places(pairs, ids, domains)
    found = np.zeros((len(ids), len(domains)))
    known = (rows >= 0) & (columns >= 0)
    found[rows[known], columns[known]] = 1
    return found


def call_table(ecosystem: Ecosystem, calls: pd.Series[str], domains: Sequence[str]) -> tuple[tuple[str, ...], Array]:
    """Ids of those of the calls whose domains are known, and the weights of their domains: calls x domains."""
    shares = ecosystem.project_domains
    shares = shares[shares["project"].isin(calls) & shares["domain"].isin(domains)]
    ids = tuple(sorted(set(shares["project"])))
    # At least a little, so that a share that is not told does not take the domain away.
    weights = np.maximum(shares["weight"].fillna(0).to_numpy(dtype=np.float64), 1e-6)
    found = np.zeros((len(ids), len(domains)))
    np.maximum.at(found, _places(shares[["project", "domain"]], ids, domains), weights)
    return ids, found


def related_table(relatedness: Relatedness) -> Array:
    """1 for two domains related beyond chance, else 0: domains x domains."""
    place = {domain: i for i, domain in enumerate(relatedness.domains)}
    found = np.zeros((len(place), len(place)))
    for pair in relatedness.related():
        i, j = place[pair.one], place[pair.other]
        found[i, j] = found[j, i] = 1
    return found


def _places(pairs: pd.DataFrame, ids: Sequence[str], domains: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    rows = pd.Index(list(ids), dtype=object).get_indexer(pd.Index(pairs.iloc[:, 0], dtype=object))
    return rows, pd.Index(list(domains), dtype=object).get_indexer(pd.Index(pairs["domain"], dtype=object))
