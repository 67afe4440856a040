"""What others found on the return of defence spending, to print beside any number of our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Published:
    """A finding of others: `measure` says of what (a string of its words), low and high are one number or two."""

    name: str
    measure: str
    low: float
    high: float
    citation: str

    def to_json(self) -> dict[str, Any]:
        """The finding as plain values."""
        return {name: getattr(self, name) for name in ("name", "measure", "low", "high", "citation")}


LITERATURE = (
    Published("eda_gdp", "gdp", 1.50, 1.50, "Europe Economics for the European Defence Agency (2013)"),
    Published("eda_tax", "tax", 0.40, 0.40, "Europe Economics for the European Defence Agency (2013)"),
    Published("eda_jobs", "jobs_per_million", 28.7, 28.7, "Europe Economics for the European Defence Agency (2013)"),
    Published("ramey", "gdp", 0.70, 0.70, "Ramey and Zubairy (2018), Journal of Political Economy 126, 850-901"),
    Published("cpb_imports", "imported", 0.60, 1.00, "Van der Wal et al., CPB (19 November 2025)"),
    Published("ffi_home", "home", 0.16, 0.17, "Norwegian Defence Research Establishment (FFI)"),
    Published("grip_jobs", "jobs_ratio", 1.88, 2.40, "GRIP (2017) with multipliers of the Federal Planning Bureau"),
    Published("asd_jobs", "jobs_ratio", 3.8, 3.8, "Aerospace, Security and Defence Industries of Europe, ASD (2024)"),
    Published("moretti", "private_rd", 0.5, 0.6, "Moretti, Steinwender and Van Reenen (2025), REStat 107, 14-27"),
    Published("ilzetzki", "productivity", 0.25, 0.25, "Ilzetzki, Guns and Growth, Kiel Institute (2025)"),
)  # fmt: skip
