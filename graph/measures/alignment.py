"""How well regions cover what a call asks for, alone and together."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["no domain", "nobody", "partly", "together", "alone", "several"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Share of the domains of a call that each region has, and that all have between them; NaN without domains."""

    by_region: Mapping[str, float]
    joint: float
    verdict: Verdict


def alignment(asked: Set[str], held: Mapping[str, Set[str]]) -> Alignment:
    """Coverage |D_c & D_r| / |D_c| of a call by each region r, and |D_c & union of D_r| / |D_c| jointly.

    The verdict: no domain is asked for; nobody has one; partly, some domain is nowhere; together, each domain is
    somewhere but no region has them all; alone, exactly one region has them all; several regions do.
    """
    if not asked:
        return Alignment(dict.fromkeys(held, float("nan")), float("nan"), "no domain")
    by_region = {region: len(asked & domains) / len(asked) for region, domains in held.items()}
    joint = len(asked & set().union(*held.values())) / len(asked)
    whole = sum(share == 1 for share in by_region.values())
    if joint == 0:
        verdict: Verdict = "nobody"
    elif joint < 1:
        verdict = "partly"
    else:
        verdict = "several" if whole > 1 else "alone" if whole else "together"
    return Alignment(by_region, joint, verdict)
