"""What stands first wherever figures are told: who was counted, by kind, and how much of the fund the graph holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dirskg.exports.language import NO_NUMBER, Words
from dirskg.graph.analyses.programmes import FundYear


def kinds(counts: Mapping[str, int], words: Words) -> str:
    """How many companies, institutions, public bodies and clusters, by leg: never one sum. `words` hold the shared."""
    told = [words(f"kind_{leg or 'unknown'}", n=count) for leg, count in counts.items() if count]
    return ", ".join(told) or NO_NUMBER


def fund_line(fund: Iterable[FundYear], words: Words) -> str:
    """EDF projects held of those published, by year, all and those with Belgians; "" where there is no project."""
    years: dict[int, list[str]] = {}
    for one in fund:
        known, more = one.published is not None, one.held > (one.published or 0)
        key = "unknown" if not known else "more" if more else "own" if one.region else "all"
        told = words(f"fund_{key}", held=one.held, published=one.published)
        years.setdefault(one.year, []).append(told)
    listed = words.listed(f"{year}{words.high}: {', '.join(told)}" for year, told in years.items())
    return words("fund", years=listed) if years else ""
