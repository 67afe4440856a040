"""What a purchase file lets one assume of its return effects: a value, and a share bought at home."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dirskg.graph.analyses.purchases import PurchaseFile, Told
from dirskg.graph.analyses.returns.profile import USUAL_SHARE, Range
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.errors import DirskgError

_GRADES = ("official", "own", "list", "press")
_ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Assumed(AsJson):
    """The value taken of a file, among those that pages tell, and the share at home.

    returns: the returns in euro that the share rests on, from least to most; none where none is told, and then the
    share is the usual one. beyond: those above the value, which count orders elsewhere too and tell no share of it.
    """

    json_keys = "file=file.id *"

    file: PurchaseFile
    value: Told
    returns: tuple[float, ...]
    beyond: tuple[float, ...] = ()

    @property
    def millions(self) -> float:
        """The value in millions."""
        return self.value.value / 1e6

    @property
    def home(self) -> Range:
        """The share at home."""
        if not self.returns:
            return Range(*USUAL_SHARE)
        return Range(self.returns[0] / self.value.value, self.returns[-1] / self.value.value)


def assumed(file: PurchaseFile, *, stated: bool = False) -> Assumed | None:
    """The first value of the purchase itself that is no estimate, by the best page, the smaller of several.

    What a contract is worth comes before money set aside or announced, and both before what is of more than the
    purchase or of its upkeep. The returns told that are no larger stand against it.

    Raises DirskgError where no page tells a value; None where the asker has `stated` one.
    """
    told = [one for one in file.of("value") if one.value > 0]
    if not told and stated:
        return None
    if not told:
        raise DirskgError(f"No page on record tells a value of {file.label('en')}. State one with --value.")
    value = min(told, key=_rank)
    returns = sorted(one.value for one in file.of("return") if math.isfinite(one.value))
    within = [one for one in returns if one <= value.value]
    return Assumed(file, value, tuple(within), tuple(returns[len(within) :]))


def _rank(one: Told) -> tuple[int, bool, float, int, float, str]:
    year = one.year if one.year == one.year else math.inf
    grade = _GRADES.index(one.grade) if one.grade in _GRADES else len(_GRADES)
    kind = {"contract": 0, "budget": 1, "": 1}.get(one.amount_kind, 2)
    return kind, one.qualifier == _ESTIMATE, year, grade, one.value, one.source
