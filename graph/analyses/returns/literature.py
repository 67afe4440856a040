"""What others found on the return of defence spending, to print beside any number of our own."""

from __future__ import annotations

from dataclasses import dataclass

from dirskg.graph.answers.as_json import AsJson


@dataclass(frozen=True, slots=True)
class Published(AsJson):
    """A finding of others: `measure` says of what (a string of its words), low and high are one number or two.

    `citation` names people and bodies as they name themselves, in no language of ours; `address` is a page where
    it can be read.
    """

    name: str
    measure: str
    low: float
    high: float
    citation: str
    address: str


_EUROPE_ECONOMICS = "Europe Economics, EDA (2013)"
_EDA = "https://issuu.com/europeandefenceagency/docs/2014-09-23_factsheet_economic_case_"
_KIEL = "https://ifw-kiel.de/publications/news/guns-and-growth-the-economic-consequences-of-surging-defense-spending"
# The press on the study, which was not at hand itself: "more than 60 %" of investment.
_CPB = "https://www.headliner.nl/item/meer-geld-naar-defensie-leidt-tot-weinig-economische-groei-nosnl-244259"
LITERATURE = (
    Published("eda_gdp", "gdp", 1.50, 1.50, _EUROPE_ECONOMICS, _EDA),
    Published("eda_tax", "tax", 0.40, 0.40, _EUROPE_ECONOMICS, _EDA),
    Published("eda_jobs", "jobs_per_million", 28.7, 28.7, _EUROPE_ECONOMICS, _EDA),
    Published("ramey", "gdp", 0.70, 0.70, "Ramey & Zubairy (2018), Journal of Political Economy 126, 850-901",
              "http://www.nber.org/papers/w20719"),
    Published("cpb_imports", "imported", 0.60, 1.00, "Van der Wal et al., CPB (2025)", _CPB),
    Published("ffi_home_2019", "home", 0.16, 0.16, "Pedersen, FFI-rapport 20/02771 (2019)",
              "https://9pdf.net/document/zlge2org-20-02771.html"),
    Published("ffi_home_2020", "home", 0.17, 0.17, "Pedersen, FFI-rapport 21/01784 (2020)",
              "https://9pdf.net/document/zx5n81lw-21-01784.html"),
    Published("grip_jobs", "jobs_ratio", 1.88, 2.40, "GRIP (2017), Bureau fédéral du Plan",
              "https://www.grip.org/fr/node/2620"),
    Published("asd_jobs", "jobs_ratio", 3.8, 3.8, "ASD Europe, Economic Impact Report (2022)",
              "https://www.asd-europe.org/news-media/publications/reports/economic-impact-report-2022/"),
    Published("moretti", "private_rd", 0.5, 0.6, "Moretti, Steinwender & Van Reenen (2025), REStat 107, 14-27",
              "https://ideas.repec.org/a/tpr/restat/v107y2025i1p14-27.html"),
    Published("ilzetzki", "productivity", 0.25, 0.25, "Ilzetzki, Guns and Growth, IfW Kiel (2025)", _KIEL),
)  # fmt: skip
