"""Who can deliver in a domain, who only takes part, and who supports others: docs/methods/strength.md has the rules.

One function over frames, for the build, for endpoints and for whoever changes frames. A project's domains are not
handed whole to every partner: the *part* of a partner in domain d of a project is s * f, where s is the share of the
project in d, and f is 1 where the partner is known for d, or for nothing, and `ELSEWHERE` where it is known for other
domains alone. It is known for the domains of its own claims, those that rest on no project.
"""

from __future__ import annotations

import numpy as np
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

_PAIR = ["organisation", "domain"]


def strengths(claims: pd.DataFrame, functions: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """Strength of every organisation in every domain that it has a claim in, by the rules of RULES; sorted.

    claims, functions, participations: frames of an Ecosystem; each claim from a project has the share of the project as
    its weight. Columns: organisation, domain, strength, rule, parts (sum over projects), projects (their number).
    """
    sure = claims["confidence"] != "low"
    own = claims.loc[(claims["project"] == "") & sure, _PAIR].drop_duplicates()
    by_project = claims.assign(share=claims["weight"], sure=sure)[claims["project"] != ""]
    shares = by_project.groupby([*_PAIR, "project"], as_index=False)[["share", "sure"]].max()
    known_here = _among(shares[_PAIR], own)
    known_elsewhere = shares["organisation"].isin(own["organisation"]) & ~known_here
    shares["part"] = shares["share"] * shares["sure"] * np.where(known_elsewhere, ELSEWHERE, 1.0)
    led = participations.loc[participations["role"] == "coordinator", ["organisation", "project"]]
    leads = shares["sure"] & (shares["share"] >= LEADING) & _among(shares[["organisation", "project"]], led)
    found = claims[_PAIR].drop_duplicates().sort_values(_PAIR, ignore_index=True)
    sums = shares.groupby(_PAIR, as_index=False).agg(parts=("part", "sum"), projects=("project", "nunique"))
    found = found.merge(sums, on=_PAIR, how="left").fillna({"parts": 0.0, "projects": 0})
    supplying, known = _doing(functions)
    # Halves and thirds are rounded in the data: three thirds of 0.33 are a whole.
    found["parts"] = found["parts"].round(2)
    met = [
        found["organisation"].isin(known - supplying),
        ~found["organisation"].isin(known),
        _among(found[_PAIR], own),
        _among(found[_PAIR], shares.loc[leads, _PAIR]),
        found["parts"] >= REPEATED,
        found["projects"] > 0,
    ]
    found["rule"] = np.select(met, list(RULES)[:-1], list(RULES)[-1]) if len(found) else ""
    found["strength"] = found["rule"].map({rule: strength for rule, (strength, _) in RULES.items()})
    return found.astype({"projects": int, "strength": str, "rule": str})[list(COLUMNS)]


def supporters(functions: pd.DataFrame) -> set[str]:
    """Organisations of which something is known that they do, and nothing that they could supply."""
    supplying, known = _doing(functions)
    return known - supplying


def _doing(functions: pd.DataFrame) -> tuple[set[str], set[str]]:
    """Organisations that supply something, and all of whom a function is known. A function of low confidence counts
    only for those of whom nothing surer is known.
    """
    told = [*zip(*(functions[name].tolist() for name in ("organisation", "function", "confidence")), strict=True)]
    sure = {one for one, _, confidence in told if confidence != "low"}
    counted = [(one, what) for one, what, confidence in told if confidence != "low" or one not in sure]
    return {one for one, what in counted if what in SUPPLYING}, {one for one, _ in counted}


def _among(pairs: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """Whether each row of one frame stands in the other, which has the same columns."""
    there = pd.MultiIndex.from_frame(pairs).isin(pd.MultiIndex.from_frame(others))
    return pd.Series(there, index=pairs.index)
