"""What the report calls things: areas, domains, states, legs and numbers in the language of the reader."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from dirskg.exports.findings.cell import PLACE_UNKNOWN, key, lacking, on_site, rule_in, second_company, state_in
from dirskg.exports.findings.headline import kinds
from dirskg.exports.language import read_words
from dirskg.exports.language.naming import area_names, names
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import OPEN, Cell, Comparison, GapReport

# Marks for tables too wide to spell states out.
MARKS = {
    "covered": "✓", "unknown": "?", "too few to tell": "~", OPEN: "…", "empty": "○", "thin": "◔",
    "single supplier": "①", "helix-incomplete": "△", PLACE_UNKNOWN: "",
}  # fmt: skip


class Labels:
    """The words of one report in one language. Texts from data come out on one line, without hidden characters."""

    def __init__(self, report: GapReport, lang: str) -> None:
        own = read_words(__package__, lang, "strings", "comparison")
        self.words = own.over(read_words("dirskg.exports.findings", lang, "common"))
        self._areas = area_names(report.regions, lang)
        self._domains = names(report.domains, lang)

    def area(self, code: str) -> str:
        """Name of an area; its code where it has no name."""
        return self._areas.get(code, one_line(code)) if code else self.words("area_unknown")

    def domain(self, identifier: str) -> str:
        """Name of a domain; its id where it has no name."""
        return self._domains.get(identifier, one_line(identifier))

    def domain_with_id(self, identifier: str) -> str:
        """Name and id of a domain: Space (V2)."""
        return f"{self.domain(identifier)} ({one_line(identifier)})"

    def state(self, state: str) -> str:
        """Name of a state."""
        return state_in(self.words, state)

    def lacking(self, cell: Cell) -> str:
        """What a gap of the helix lacks, in short; "" for other states."""
        what = lacking(cell)
        return self.words(what) if what else ""

    def rule(self, state: str) -> str:
        """The rule that gives a state, with the thresholds that were used."""
        return rule_in(self.words, state)

    def latent(self, cell: Cell) -> str:
        """The label of a cell with its numbers, "" without one."""
        if not cell.latent:
            return ""
        density, least = (self.words.percent(value / 100) for value in (cell.latent.density, cell.latent.least))
        return self.words("label_latent", density=density, least=least)

    def suggested(self, cell: Cell) -> str:
        """Names of the actors that the domain of a cell is suggested for, joined; "" without any."""
        return ", ".join(one_line(label) or one for one, label in cell.asked.suggested)

    def kinds(self, counts: Mapping[str, int]) -> str:
        """How many companies, institutions, public bodies and clusters: by leg, never in one sum."""
        return kinds(counts, self.words)

    def smes(self, cell: Cell) -> str:
        """SMEs of a cell, the fewest to the most that there can be: 4 to 25 (5 known, 1 of them in a group ...)."""
        if not (cell.size_unknown or cell.sme_owned):
            return self.words.decimal(cell.sme, 0)
        owned = self.words("sme_owned", n=cell.sme_owned) if cell.sme_owned else ""
        return self.words(
            "sme_bound", least=cell.sme_least, most=cell.sme_most, sme=cell.sme, owned=owned, unknown=cell.size_unknown
        )

    def only(self, cell: Cell) -> str:
        """Who is the single supplier of a cell, all members of a group by name; "" where nobody is."""
        names = ", ".join(one_line(label) or one for one, label in cell.only)
        return self.words("only_group", names=names) if len(cell.only) > 1 else names

    def second(self, cell: Cell) -> tuple[str, ...]:
        """Why only companies are named for a cell with one supplier; nothing for others."""
        return tuple(second_company(cell, self.words, self.area, lambda one, label: one_line(label) or one))

    def on_site(self, cell: Cell) -> tuple[str, ...]:
        """Who is on the spot though seated elsewhere, and the state if they counted; nothing where nobody is."""
        return tuple(on_site(cell, self.words, lambda one, label: one_line(label) or one))

    def legs(self, legs: Iterable[str]) -> str:
        """Names of legs, joined."""
        return ", ".join(self.words(f"leg_{leg}") for leg in legs)

    def seen(self, cell: Cell) -> str:
        """Those counted, those who only take part, if any, and the expected count where there is one: 5 + 3 (6.1)."""
        seen = self.words.decimal(cell.count, 0)
        seen += f" + {self.words.decimal(cell.takes_part, 0)}" if cell.takes_part else ""
        return f"{seen} ({self.words.decimal(cell.expected, 1)})" if cell.region else seen

    def reading(self, reading: str) -> str:
        """Name of a reading."""
        return self.words(f"reading_{key(reading)}")

    def counted(self, found: Comparison) -> str:
        """Count and expected count of a comparison: 12 (9.4)."""
        return f"{self.words.decimal(found.count, 0)} ({self.words.decimal(found.expected, 1)})"

    def range(self, low: float, high: float, digits: int = 2) -> str:
        """From the one to the other; a dash where there is none."""
        bounds = self.words.decimal(low, digits), self.words.decimal(high, digits)
        return self.words("range", low=bounds[0], high=bounds[1]) if math.isfinite(low) else bounds[0]

    def quotient(self, found: Comparison, form: str) -> str:
        """A location quotient with its interval, in the words of the string `form`; a dash where there is none."""
        if math.isnan(found.lq):
            return self.words.decimal(found.lq)
        lq, low, high = map(self.words.decimal, (found.lq, found.lq_low, found.lq_high))
        return self.words(form, lq=lq, low=low, high=high)
