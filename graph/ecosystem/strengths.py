"""Who can deliver in a domain, who only takes part, and who supports others: docs/methods/strength.md has the rules.

One function over frames, for the build, for endpoints and for whoever changes frames. A project's domains are not
handed whole to every partner: the *part* of a partner in domain d of a project is s * f, where s is the share of the
project in d, and f is 1 where the partner is known for d, or for nothing, and `ELSEWHERE` where it is known for other
domains alone. It is known for the domains of its own claims, those that rest on no project, whatever their age.
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

# Years after which evidence only tells what was, counted back from the newest year of any claim and never from a clock:
# the same graph always says the same. A few slips (2035 for 2025) age nobody: a year counts if it comes at most one
# after the year that more than one in _OF dated claims reach.
LASTING = 10
_OF = 10

# Rules, first match wins: evidence that is old, or of low confidence, makes nobody capable.
RULES = {
    "supports": (SUPPORT, "what it does is known, and no source says that it makes, researches, tests or trains"),
    "function-unknown": (TAKES_PART, "nothing tells what it does"),
    "own": (CAPABLE, "a claim of its own in the domain that is neither old nor of low confidence"),
    "coordinates": (CAPABLE, f"coordinates a project of which {LEADING:.0%} or more is about the domain"),
    "repeated": (CAPABLE, f"its parts in projects of the domain add up to {REPEATED:g} or more"),
    "once": (TAKES_PART, "takes part in projects of the domain that are not old, and no rule above applies"),
    "past": (TAKES_PART, f"evidence of more than {LASTING} years ago is all that there is"),
    "hearsay": (TAKES_PART, "a claim of low confidence is all that there is"),
}


def strengths(claims: pd.DataFrame, functions: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """Strength of every organisation in every domain that it has a claim in, by the rules of RULES; sorted.

    claims, functions, participations: frames of an Ecosystem; each claim from a project has the share of the project as
    its weight, and what tells no year is not old. Columns: organisation, domain, strength, rule, parts (sum over
    projects that are neither old nor told with low confidence alone), projects (number of all).
    """
    import pandas as pd

    since = _newest(claims["year"]) - LASTING
    told = [
        (who, domain, project, weight, confidence != "low", not year < since)
        for who, domain, project, weight, confidence, year in rows(
            claims, "organisation", "domain", "project", "weight", "confidence", "year"
        )
    ]
    ever = {(who, domain) for who, domain, _, _, sure, _ in told if sure}
    lately = {(who, domain) for who, domain, project, _, _, new in told if project and new}
    known_for = {(who, domain) for who, domain, project, _, sure, _ in told if sure and not project}
    own = {(who, domain) for who, domain, project, _, sure, new in told if sure and new and not project}
    known_for_own = {who for who, _ in known_for}
    led = {(who, project) for who, project, role in rows(participations, "organisation", "project", "role")
           if role == "coordinator"}  # fmt: skip
    # The largest share that is told of each project, and whether anything sure and new tells it.
    shares: dict[tuple[str, str, str], tuple[float, bool]] = {}
    for who, domain, project, weight, sure, new in told:
        if project:
            share, counts = shares.get((who, domain, project), (0.0, False))
            shares[who, domain, project] = max(share, weight), counts or (sure and new)
    parts, leading = defaultdict[tuple[str, str], list[float]](list), set()
    for (who, domain, project), (share, counts) in shares.items():
        elsewhere = who in known_for_own and (who, domain) not in known_for
        parts[who, domain].append(share * counts * (ELSEWHERE if elsewhere else 1.0))
        if counts and share >= LEADING and (who, project) in led:
            leading.add((who, domain))
    supplying, known = _doing(functions)
    supporting = known - supplying
    pairs = sorted({(who, domain) for who, domain, *_ in told})
    # Halves and thirds are rounded in the data: three thirds of 0.33 are a whole.
    totals = np.round([fsum(parts[pair]) for pair in pairs], 2).tolist()
    found = []
    for (who, domain), total in zip(pairs, totals, strict=True):
        met = {
            "supports": who in supporting,
            "function-unknown": who not in known,
            "own": (who, domain) in own,
            "coordinates": (who, domain) in leading,
            "repeated": total >= REPEATED,
            "once": (who, domain) in lately,
            "past": (who, domain) in ever,
            "hearsay": True,
        }
        rule = next(rule for rule in RULES if met[rule])
        found.append((who, domain, RULES[rule][0], rule, total, len(parts[who, domain])))
    kinds = {"parts": float, "projects": int}
    return pd.DataFrame(found, columns=list(COLUMNS)).astype({name: kinds.get(name, str) for name in COLUMNS})


def _newest(years: pd.Series) -> float:
    """The year from which evidence is counted back; NaN where no claim tells one, so that nothing is old."""
    told = years.dropna().sort_values(ascending=False)
    return float(told[told <= told.iloc[len(told) // _OF] + 1].max()) if len(told) else np.nan


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
