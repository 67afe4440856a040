"""Who can deliver in a domain, who only takes part, and who supports others: docs/methods/strength.md has the rules.

One function over frames, for the build, for endpoints and for whoever changes frames. A project's domains are not
handed whole to every partner: the *part* of a partner in domain d of a project is s * f, where s is the share of the
project in d, and f is 1 where the partner is known for d, or for nothing, and `ELSEWHERE` where it is known for other
domains alone. It is known for the domains of its own claims, those that rest on no project.
"""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from dirskg.graph.ecosystem.rows import held, rows

if TYPE_CHECKING:
    import pandas as pd

# The code list `strength` of the ontology.
CAPABLE, TAKES_PART, SUPPORT = STRENGTHS = ("capable", "takes-part", "support")
# Functions of those who can supply something; the others support.
SUPPLYING = ("makes", "researches", "tests", "trains")
# How much of a project counts in a domain for a partner that is known for other domains.
ELSEWHERE = 0.25
# Parts that make projects repeated: more than one project can give.
REPEATED = 1.5
# The share of a project that makes its coordinator capable: at least half of it is about the domain.
LEADING = 0.5
COLUMNS = ("organisation", "domain", "strength", "rule", "parts", "projects")

# Rules, first match wins: evidence of low confidence alone makes nobody capable.
RULES = {
    "supports": (SUPPORT, "what it does is known, and it makes, researches, tests and trains nothing"),
    "function-unknown": (TAKES_PART, "nothing tells what it does"),
    "own": (CAPABLE, "a claim of its own in the domain that is not of low confidence"),
    "coordinates": (CAPABLE, f"coordinates a project of which {LEADING:.0%} or more is about the domain"),
    "repeated": (CAPABLE, f"its parts in projects of the domain add up to {REPEATED:g} or more"),
    "once": (TAKES_PART, "takes part in projects of the domain, and no rule above applies"),
    "hearsay": (TAKES_PART, "a claim of low confidence is all that there is"),
}


def strengths(claims: pd.DataFrame, functions: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """Strength of every organisation in every domain that it has a claim in, by the rules of RULES; sorted.

    claims, functions, participations: frames of an Ecosystem; each claim from a project has the share of the project as
    its weight. Columns: organisation, domain, strength, rule, parts (sum over projects), projects (their number).
    """
    import pandas as pd

    told = [*rows(claims, "organisation", "domain", "project", "confidence", "weight")]
    own = {(who, domain) for who, domain, project, confidence, _ in told if not project and confidence != "low"}
    known_for_own = {who for who, _ in own}
    led = {(who, project) for who, project, role in rows(participations, "organisation", "project", "role")
           if role == "coordinator"}  # fmt: skip
    # The largest share that is told of each project, and whether anything sure tells it.
    shares: dict[tuple[str, str, str], tuple[float, bool]] = {}
    for who, domain, project, confidence, weight in told:
        if project:
            share, sure = shares.get((who, domain, project), (0.0, False))
            shares[who, domain, project] = max(share, weight), sure or confidence != "low"
    parts, leading = defaultdict[tuple[str, str], list[float]](list), set()
    for (who, domain, project), (share, sure) in shares.items():
        elsewhere = who in known_for_own and (who, domain) not in own
        parts[who, domain].append(share * sure * (ELSEWHERE if elsewhere else 1.0))
        if sure and share >= LEADING and (who, project) in led:
            leading.add((who, domain))
    supplying, known = _doing(functions)
    supporting = known - supplying
    pairs = sorted({(who, domain) for who, domain, *_ in told})
    # Halves and thirds are rounded in the data: three thirds of 0.33 are a whole.
    totals = np.round([fsum(parts[pair]) for pair in pairs], 2).tolist()
    found = []
    for (who, domain), total in zip(pairs, totals, strict=True):
        projects = len(parts[who, domain])
        met = {
            "supports": who in supporting,
            "function-unknown": who not in known,
            "own": (who, domain) in own,
            "coordinates": (who, domain) in leading,
            "repeated": total >= REPEATED,
            "once": projects > 0,
            "hearsay": True,
        }
        rule = next(rule for rule in RULES if met[rule])
        found.append((who, domain, RULES[rule][0], rule, total, projects))
    kinds = {"parts": float, "projects": int}
    return pd.DataFrame(found, columns=list(COLUMNS)).astype({name: kinds.get(name, str) for name in COLUMNS})


def supporters(functions: pd.DataFrame) -> set[str]:
    """Organisations of which something is known that they do, and nothing that they could supply."""
    supplying, known = _doing(functions)
    return known - supplying


def _doing(functions: pd.DataFrame) -> tuple[set[str], set[str]]:
    """Organisations that supply something, and all of whom a function is known. A function of low confidence counts
    only for those of whom nothing surer is known.
    """
    who, sure = functions["organisation"], (functions["confidence"] != "low").to_numpy(dtype=bool)
    counted = sure | ~held(who, who[sure])
    return set(who[counted & held(functions["function"], SUPPLYING)].tolist()), set(who[counted].tolist())
