"""What is bought: how much, how much of it at home, and of which products."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dirskg.graph.analyses.returns.literature import LITERATURE
from dirskg.graph.answers.as_json import AsJson

# Of every 100 euro of defence materiel 16 to 40 go to suppliers at home: the Norwegian share, and what the CPB leaves
# when more than 60 of 100 are imported (literature.py). No such figure was found for Belgium.
_FOUND = {one.name: one for one in LITERATURE}
USUAL_SHARE = (_FOUND["ffi_home_2019"].low, 1 - _FOUND["cpb_imports"].low)
# Where the makers of defence goods are classed, among much else: metal products with weapons, electronics, ships and
# aircraft, repair, software, engineering, research.
NEAR_DEFENCE = ("C25", "C26", "C30", "C33", "J62", "J63", "M71", "M72")
_CODE = re.compile(r"(?:CPA_)?([A-U])(\d{2})?([A-Z])?(?:[-_T]([A-U])?(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Range(AsJson):
    """From the least to the most."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Profile(AsJson):
    """A purchase in millions without VAT: its value, the share made at home, and its products.

    shares: of the value, by product; without any, all of it may go to any one product of those near defence. at_home:
    shares made at home that differ from `home`, by product. source: where all this was read; "" for an assumption.
    """

    json_keys = "value domestic_share=home products=shares domestic_shares=at_home source"

    value: float = 100.0
    home: Range = Range(*USUAL_SHARE)
    shares: Mapping[str, float] = field(default_factory=dict)
    at_home: Mapping[str, Range] = field(default_factory=dict)
    source: str = ""

    def home_of(self, product: str) -> Range:
        """The share of a product that is made at home."""
        return self.at_home.get(product, self.home)


def near_defence(products: Sequence[str]) -> tuple[str, ...]:
    """The products of a table that hold a division near defence and no whole section."""
    return tuple(one for one in products if len(one) > len("CPA_X") and divisions(one) & set(NEAR_DEFENCE))


def divisions(code: str) -> frozenset[str]:
    """Divisions of a product by its code: CPA_C31_32 is C31 and C32; a section (CPA_F) is itself, as is CPA_L68A.

    None for what is no code of a product.
    """
    found = _CODE.fullmatch(code)
    if not found:
        return frozenset()
    letter, first, part, _, last = found.groups()
    if not first:
        return frozenset({letter})
    if not last:
        return frozenset({f"{letter}{first}{part or ''}"})
    return frozenset(f"{letter}{number:02d}" for number in range(int(first), int(last) + 1))
