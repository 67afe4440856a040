"""What others found on the return of defence spending, to print beside any number of our own."""

from __future__ import annotations

from dataclasses import dataclass

from dirskg.graph.answers.as_json import AsJson


@dataclass(frozen=True, slots=True)
class Published(AsJson):
    """A finding of others: `measure` says of what (a string of its words), low and high are one number or two.

    `citation` names people and bodies as they name themselves, in no language of ours; `address` is the page where
    it can be read, "" where none was.
    """

    name: str
    measure: str
    low: float
    high: float
    citation: str
    address: str = ""


_EUROPE_ECONOMICS = "Europe Economics, EDA (2013)"
_EDA = "https://issuu.com/europeandefenceagency/docs/2014-09-23_factsheet_economic_case_"
_KIEL = "https://ifw-kiel.de/publications/news/guns-and-growth-the-economic-consequences-of-surging-defense-spending"
LITERATURE = (
    Published("eda_gdp", "gdp", 1.50, 1.50, _EUROPE_ECONOMICS, _EDA),
    Published("eda_tax", "tax", 0.40, 0.40, _EUROPE_ECONOMICS, _EDA),
    Published("eda_jobs", "jobs_per_million", 28.7, 28.7, _EUROPE_ECONOMICS, _EDA),
    Published("ramey", "gdp", 0.70, 0.70, "Ramey & Zubairy (2018), Journal of Political Economy 126, 850-901",
              "http://www.nber.org/papers/w20719"),
    Published("cpb_imports", "imported", 0.60, 1.00, "Van der Wal et al., CPB (2025)"),
    Published("ffi_home", "home", 0.16, 0.17, "Forsvarets forskningsinstitutt (FFI)"),
    Published("grip_jobs", "jobs_ratio", 1.88, 2.40, "GRIP (2017), Bureau fédéral du Plan",
              "https://www.grip.org/fr/node/2620"),
    Published("asd_jobs", "jobs_ratio", 3.8, 3.8, "ASD Europe (2024)"),
    Published("moretti", "private_rd", 0.5, 0.6, "Moretti, Steinwender & Van Reenen (2025), REStat 107, 14-27",
              "https://ideas.repec.org/a/tpr/restat/v107y2025i1p14-27.html"),
    Published("ilzetzki", "productivity", 0.25, 0.25, "Ilzetzki, Guns and Growth, IfW Kiel (2025)", _KIEL),
)  # fmt: skip
