"""A cell of the gap report, one domain in one area: its numbers, its state, and the rules that give it.

Only those who can deliver in the domain fill a cell (docs/methods/strength.md); who only takes part in projects there,
and who supports others, stands beside them. A zero in the data is not a zero in Belgium. Below an expected count of 3
nothing is called a gap of supply, nor one of the helix unless 3 are seen; where too many actors of a domain have no
known place, nothing is called anything. States rest on the comparison within Belgium, which counts all evidence; the
comparison with EU programmes stands beside it and changes none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from dirskg.graph.analyses.coverage import HELIX
from dirskg.graph.analyses.finding import Trace, traced
from dirskg.graph.analyses.gaps.closing import Closer
from dirskg.graph.analyses.gaps.comparison import LEAST_EXPECTED, LEAST_LOCATED, Comparison
from dirskg.graph.analyses.gaps.latent import Latent
from dirskg.graph.analyses.gaps.on_site import Plant
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.strengths import CAPABLE, SUPPORT, TAKES_PART
from dirskg.ontology.vocab import LEGS

SIGNIFICANT = 0.05
EVIDENCE = "actors-counted"

SINGLE = "single supplier"
# A verdict that waits for people to say whether the domain is that of actors suggested for it.
OPEN = "to be confirmed"
# State and rule, first match wins. The words of the rules are shown to readers.
STATES = {
    "covered": "no rule below applies",
    "unknown": f"a rule below applies, but under {LEAST_LOCATED:.0%} of the domain's actors have a known place, or "
    f"under {LEAST_LOCATED:.0%} of the cell's actors are estimated to have been seen",
    "too few to tell": f"a rule below applies, but fewer than {LEAST_EXPECTED:g} actors are expected here (for a "
    "missing leg: expected and seen), or none is seen and chance could explain it",
    OPEN: "a rule of too little supply (empty, thin or single supplier) applies, but actors of the area without a "
    "known domain are suggested for this one, and would change that if it is theirs",
    "empty": f"no actor, {LEAST_EXPECTED:g} or more expected, adjusted p < {SIGNIFICANT:g}",
    "thin": f"one actor, or fewer than expected with adjusted p < {SIGNIFICANT:g}",
    SINGLE: "one company, or several of one group; or all who are seen belong to one group",
    "helix-incomplete": f"no actor of at least one leg among {', '.join(HELIX)}; a federal body active in the domain "
    "covers the government leg of every region",
}
# Too few who can deliver, and enough of them without one leg of the helix: two findings that nobody should add up.
SUPPLY_GAPS = ("empty", "thin", SINGLE)
HELIX_GAPS = ("helix-incomplete",)
GAPS = (*SUPPLY_GAPS, *HELIX_GAPS)
# Nothing is said of these cells, in either direction.
NOT_JUDGED = ("unknown", "too few to tell", OPEN)

# Whom a state is asked of once more: who only takes part, or is on the spot and sits elsewhere.
Counted = Literal["with", "on_site"]


@dataclass(frozen=True, slots=True)
class Asked:
    """How many actors of the area have no known domain, and those that this domain is suggested for (id and name)."""

    actors: int = 0
    suggested: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell(AsJson):
    """One domain in one area. Counts are organisations that can deliver; `takes_part` and `support` count the others.

    `region` is a NUTS code, or "" for the actors whose place is unknown: those cells have counts only, and NaN
    in place of statistics. Those of one group are one of `groups`, and one of the `suppliers` among companies; `only`
    names them where they are the single supplier. Of the SMEs `sme_owned` belong to a group; `size_unknown` companies
    may be some. `state_with` is the state if those who only take part counted too, `state_on_site` the one if those
    counted who have a plant there and sit elsewhere (`on_site`), `state_known` the one by what is known where the state
    waits for an answer, `asked` whom that is about. `be` compares within Belgium, on all
    evidence, `eu` with all who take part in EU programmes, on projects alone. `seen_share` is the estimated part of the
    actors that was seen, at most (NaN where it cannot be estimated), `latent` the label that goes with it. Where only a
    second company closes it, `unasked` are those elsewhere who can deliver and are none. `by` and `perimeter`
    are for the evidence.
    """

    json_keys = (
        "region domain state rule **be takes_part support state_with_takes_part=state_with on_site "
        "state_with_on_site=state_on_site state_known without_domain=asked.actors suggested=asked.suggested fractional "
        "seen_share labels=latent legs groups suppliers only_supplier=only sme sme_owned size_unknown sme_least "
        "sme_most federal missing_legs closable_by unasked evidence=trace"
    )

    region: str
    domain: str
    state: str
    fractional: float
    legs: dict[str, int]
    groups: int
    suppliers: int
    sme: int
    sme_owned: int
    size_unknown: int
    federal: int
    missing_legs: tuple[str, ...]
    be: Comparison
    eu: Comparison
    by: str
    perimeter: str
    takes_part: int = 0
    support: int = 0
    state_with: str = ""
    on_site: tuple[Plant, ...] = ()
    state_on_site: str = ""
    state_known: str = ""
    asked: Asked = Asked()
    seen_share: float = float("nan")
    latent: Latent | None = None
    only: tuple[tuple[str, str], ...] = ()
    closable_by: tuple[Closer, ...] = ()
    unasked: tuple[Closer, ...] = ()

    @property
    def rule(self) -> str:
        """The rule that gives its state."""
        return STATES.get(self.state, "place unknown: counted, not judged")

    @property
    def count(self) -> int:
        """Organisations seen."""
        return self.be.count

    @property
    def expected(self) -> float:
        """Organisations expected, within Belgium."""
        return self.be.expected

    @property
    def sme_least(self) -> int:
        """SMEs without those that belong to a group."""
        return self.sme - self.sme_owned

    @property
    def sme_most(self) -> int:
        """SMEs, if all companies of unknown size were some."""
        return self.sme + self.size_unknown

    def trace(self, *, eu: bool = False, of: str = CAPABLE) -> Trace:
        """The named query that lists the organisations of a strength, or of any in EU programmes."""
        place = {"region": self.region} if self.region else {"unplaced": self.by}
        kind = {"evidence": "programmes"} if eu else {"only": of}
        note = " (EU)" if eu else "" if of == CAPABLE else f" ({of})"
        name = f"{self.domain}/{self.region or '?'}{note}"
        return traced(name, EVIDENCE, domain=self.domain, **place, perimeter=self.perimeter, **kind)

    def traces(self) -> tuple[Trace, ...]:
        """Where all counts of the cell come from."""
        beside = ((TAKES_PART, self.takes_part), (SUPPORT, self.support))
        others = (self.trace(of=strength) for strength, count in beside if count)
        return (self.trace(), *others, self.trace(eu=True))

    def to_json(self) -> dict[str, Any]:
        """The cell as the contract of `gaps --format json` has it; a number that does not exist is null."""
        return fields_as_json(self) | {
            "state_with_takes_part": self.state_with or self.state,
            "state_with_on_site": self.state_on_site or self.state,
            "state_known": self.state_known or self.state,
            "suggested": _actors(self.asked.suggested),
            "labels": [self.latent.to_json()] if self.latent else [],
            "only_supplier": _actors(self.only),
            "eu": {**self.eu.to_json(), "evidence": self.trace(eu=True).to_json()},
        }


def _actors(named: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"id": one, "label": label} for one, label in named]


def judged(cell: Cell) -> str:
    """The state of a cell with a known place, by the rules of STATES."""
    scarce = cell.be.p_adjusted < SIGNIFICANT and cell.count < cell.expected
    if cell.count == 0:
        state = "empty"
    elif cell.count == 1 or scarce:
        state = "thin"
    elif cell.suppliers == 1 or cell.groups == 1:
        state = SINGLE
    elif cell.missing_legs:
        state = "helix-incomplete"
    else:
        return "covered"
    # Written so that NaN, a domain in which nobody was seen anywhere, counts as unknown.
    if not cell.be.located >= LEAST_LOCATED or cell.seen_share < LEAST_LOCATED:
        return "unknown"
    enough = cell.expected if state in SUPPLY_GAPS else max(cell.expected, cell.count)
    if enough < LEAST_EXPECTED or (state == "empty" and not scarce):
        return "too few to tell"
    return state


def absent(cell: Cell) -> bool:
    """Whether nobody or hardly anybody is seen in a cell of which that can be said."""
    return cell.state in ("empty", "thin") or (cell.count == 0 and cell.state == "too few to tell")


def wanted(cell: Cell) -> tuple[str, ...]:
    """The legs that would close a gap: any actor where there is hardly one, else what the cell lacks."""
    if cell.state in ("empty", "thin"):
        return LEGS
    if cell.state == SINGLE:
        return tuple(dict.fromkeys(("industry", *cell.missing_legs)))
    return cell.missing_legs if cell.state == "helix-incomplete" else ()
