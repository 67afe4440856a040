"""What stands below the tables: perimeters, method, caveats, references, and the datasets behind the build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

from dirskg.exports.language import Words
from dirskg.exports.language.naming import of_source
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.coverage import Perimeter
from dirskg.graph.analyses.gaps import FALSE_DISCOVERIES, LEAST_EXPECTED, LEAST_LOCATED
from dirskg.graph.measures.bootstrap import DRAWS

_METHOD = (
    "unit", "strength", "expected", "lq", "interval", "shrunk", "p", "bootstrap", "without", "programmes", "reading",
    "profile", "latent", "located", "helix", "closers", "sme",
)  # fmt: skip
_CAVEATS = ("zero", "domains", "place", "excluded", "heads", "ranking", "chain", "correction")

_DATASET = ("title", "publisher", "licence", "retrieved", "address")

REFERENCES = (
    "Balassa, B. (1965). Trade liberalisation and “revealed” comparative advantage. The Manchester School 33, 99–123.",
    "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical "
    "Society B 57, 289–300.",
    "Beyene, J. and Moineddin, R. (2005). Methods for confidence interval estimation of a ratio parameter with "
    "application to location quotients. BMC Medical Research Methodology 5, 32.",
    "Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1–26.",
    "Etzkowitz, H. and Leydesdorff, L. (2000). The dynamics of innovation: from National Systems and “Mode 2” to a "
    "Triple Helix of university–industry–government relations. Research Policy 29, 109–123.",
    "Fisher, R. A. (1935). The logic of inductive inference. Journal of the Royal Statistical Society 98, 39–82.",
    "Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437–442.",
    "Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product space conditions the "
    "development of nations. Science 317, 482–487.",
    "Hoover, E. M. (1936). The measurement of industrial localization. Review of Economics and Statistics 18, 162–171.",
    "Krugman, P. (1991). Geography and Trade. MIT Press.",
    "Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators. Journal of the "
    "Royal Statistical Society C 40, 283–294.",
    "Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27, 379–423.",
)


class Note(NamedTuple):
    """A word and what it means here."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset of the build, as its manifest describes it; `refused` is the number of rows that were left out."""

    title: str
    publisher: str
    licence: str
    retrieved: str
    address: str
    refused: str


def perimeters(used: Perimeter, words: Words) -> tuple[Note, ...]:
    """Both perimeters, the one of the report marked."""

    def name(perimeter: str) -> str:
        text = words(f"perimeter_{perimeter}")
        return words("perimeter_used", perimeter=text) if perimeter == used else text

    return tuple(Note(name(p), words(f"perimeter_{p}_means")) for p in sorted(get_args(Perimeter)))


def method(words: Words) -> tuple[Note, ...]:
    """How each number is made."""
    told = {
        "located": words.percent(LEAST_LOCATED), "least": f"{LEAST_EXPECTED:g}", "draws": DRAWS,
        "p": words.decimal(FALSE_DISCOVERIES),
    }  # fmt: skip
    return tuple(Note(words(f"method_{name}"), words(f"method_{name}_text", **told)) for name in _METHOD)


def caveats(words: Words, *, working: bool) -> tuple[str, ...]:
    """What the numbers do not say; `working`: the list of domains is a working set."""
    return tuple(words(f"caveat_{name}") for name in _CAVEATS if working or name != "domains")


def datasets(manifest: Mapping[str, Any] | None, lang: str) -> tuple[Dataset, ...]:
    """The datasets of a manifest, by name."""
    found = sorted((manifest or {}).get("datasets", {}).items())
    return tuple(_dataset(name, facts, lang) for name, facts in found)


def _dataset(name: str, facts: Mapping[str, Any], lang: str) -> Dataset:
    told = {key: of_source(one_line(str(facts.get(key) or "")), lang) for key in _DATASET}
    told["title"] = f"{told['title']} ({one_line(name)})" if told["title"] else one_line(name)
    return Dataset(**told, refused=str(facts.get("issues", {}).get("refused", 0)))
