"""What stands at the top: what was counted, and what was found, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dirskg.exports.findings.headline import fund_line
from dirskg.exports.gap_report.comparison import readings
from dirskg.exports.gap_report.labels import Labels
from dirskg.exports.gap_report.register import nowhere
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import HELIX_GAPS, NOT_JUDGED, OPEN, SUPPLY_GAPS, Cell, Counted, GapReport
from dirskg.graph.ecosystem.strengths import CAPABLE

# States that are rare enough to be named one by one at the top.
_NAMED_STATES = ("empty", "thin", "single supplier")


def facts(report: GapReport, labels: Labels) -> tuple[tuple[str, str], ...]:
    """Perimeter, areas, build, domains, and what is not counted, as words and values."""
    words = labels.words
    domains = "domains_working" if working(report) else "domains_given"
    told = [
        ("fact_perimeter", words(f"perimeter_{report.perimeter}")),
        ("fact_by", words(f"by_{report.by}")),
        ("fact_build", _build(report, labels)),
        ("fact_domains", words(domains, count=len(report.domains))),
        ("fact_excluded", words("excluded", n=report.international)),
        ("heading_programmes", _population(report, labels)),
    ]
    return tuple((words(name), value) for name, value in told if value)


def caption(report: GapReport, labels: Labels) -> str:
    """What the matrix counts, in one sentence that can be copied with it."""
    words = labels.words
    return words(
        "matrix_caption", by=words(f"by_{report.by}"), perimeter=words(f"perimeter_{report.perimeter}"),
        organisations=labels.kinds(report.by_strength[CAPABLE]), build=_build(report, labels),
    )  # fmt: skip


def _strengths(report: GapReport, labels: Labels) -> str:
    """How many organisations can deliver, only take part, and support, each by what they are."""
    told = {strength.replace("-", "_"): labels.kinds(counts) for strength, counts in report.by_strength.items()}
    return labels.words("strengths_value", **told)


def counted(report: GapReport, labels: Labels) -> tuple[str, ...]:
    """Who was counted, and how much of the EDF is held."""
    return (_strengths(report, labels), *filter(None, [fund_line(report.fund, labels.words)]))


def gaps_found(report: GapReport, labels: Labels) -> tuple[str, ...]:
    """How many cells are gaps, and the worst by name: the answer."""
    supply, helix = _numbers(report, labels)
    return (*supply, *_named(report.gaps(), labels), *helix, *gaps_beside(report, labels))


def gaps_counted(report: GapReport, labels: Labels) -> tuple[str, ...]:
    """How many cells are gaps, where a table names them."""
    supply, helix = _numbers(report, labels)
    return (*supply, *helix)


def gaps_beside(report: GapReport, labels: Labels) -> tuple[str, ...]:
    """Legs that the whole country lacks, and cells whose verdict waits."""
    legs = dict.fromkeys(
        f"{labels.domain_with_id(cell.domain)} – {labels.legs([leg])}"
        for cell in report.gaps()
        for leg in nowhere(cell)
    )
    everywhere = [labels.words("summary_everywhere", legs=labels.words.listed(legs))] if legs else []
    return (*everywhere, *(_open(cell, labels) for cell in report.cells if cell.state == OPEN))


def _numbers(report: GapReport, labels: Labels) -> tuple[list[str], list[str]]:
    """How many gaps of supply there are, or that there are none of any kind; and how many of the helix."""
    words = labels.words
    counts = _states(report)
    supply, helix = (sum(counts[state] for state in states) for states in (SUPPLY_GAPS, HELIX_GAPS))
    cells = counts.total()
    if not (supply or helix):
        return [words("summary_no_gaps", cells=cells)], []
    told = words("summary_supply", count=supply, cells=cells, states=_counted(SUPPLY_GAPS, counts, labels))
    return [told] if supply else [], [words("summary_helix", count=helix, cells=cells)] if helix else []


def beside(report: GapReport, labels: Labels) -> tuple[str, ...]:
    """What stands beside the gaps: what would change them, the other cells, and the comparison with EU programmes."""
    words = labels.words
    counts = _states(report)
    undecided = sum(counts[state] for state in NOT_JUDGED)
    lines = [*_otherwise(report, labels, "with"), *_otherwise(report, labels, "on_site")]
    latent = [cell for cell in report.cells if cell.latent]
    if latent:
        lines.append(words("summary_latent", places=_places(latent, labels)))
    if undecided:
        lines.append(words("summary_not_judged", count=undecided, states=_counted(NOT_JUDGED, counts, labels)))
    return (*lines, words("summary_covered", count=counts["covered"]), *_programmes(report, labels))


def _states(report: GapReport) -> Counter[str]:
    return Counter(cell.state for cell in report.cells if cell.region)


def _open(cell: Cell, labels: Labels) -> str:
    """A cell whose verdict waits for an answer, and whom that is about."""
    return labels.words(
        "summary_open", place=_place(cell, labels), known=labels.state(cell.state_known),
        actors=cell.asked.actors, suggested=labels.suggested(cell),
    )  # fmt: skip


def _otherwise(report: GapReport, labels: Labels, counted: Counted) -> list[str]:
    """The cells whose state hangs on not counting those who only take part, or have a plant there."""
    words, found = labels.words, report.otherwise(counted)
    places = words.listed(
        words("otherwise_place", place=_place(one, labels), was=labels.state(one.state), would=labels.state(would))
        for one, would in found
    )
    return [words(f"summary_otherwise_{counted}", count=len(found), places=places)] if found else []


def working(report: GapReport) -> bool:
    """Whether the domains are a working set, not the official names."""
    return bool(report.domains["working"].any())


def _programmes(report: GapReport, labels: Labels) -> Iterator[str]:
    """What the comparison with EU programmes says, and that no state rests on it."""
    words, whole = labels.words, report.programmes.country
    cells = [cell for cell in report.cells if cell.region]
    yield words("summary_country", domains=len(whole), readings=readings(whole.values(), labels))
    yield words("summary_programmes", cells=len(cells), readings=readings((cell.eu for cell in cells), labels))
    for reading in ("more", "fewer"):
        found = [(words("belgium"), domain) for domain, eu in whole.items() if eu.reading == reading]
        found += [(labels.area(cell.region), cell.domain) for cell in cells if cell.eu.reading == reading]
        places = words.listed(f"{area} – {labels.domain_with_id(domain)}" for area, domain in found)
        if places:
            yield words("summary_reading", reading=labels.reading(reading), places=places)
    yield words("states_rest", belgians=report.programmes.belgians)


def _named(found: list[Cell], labels: Labels) -> list[str]:
    words = labels.words
    lines = []
    for state in _NAMED_STATES:
        cells = [cell for cell in found if cell.state == state]
        places = _places(cells, labels)
        name = labels.state(state)
        lines += [words("summary_state", state=words.capital(name), places=places)] if cells else []
    return lines


def _places(cells: Iterable[Cell], labels: Labels) -> str:
    return labels.words.listed(_place(cell, labels) for cell in cells)


def _place(cell: Cell, labels: Labels) -> str:
    return f"{labels.area(cell.region)} – {labels.domain_with_id(cell.domain)}"


def _counted(states: Iterable[str], counts: Counter[str], labels: Labels) -> str:
    return ", ".join(
        labels.words("state_count", state=labels.state(state), count=counts[state]) for state in states if counts[state]
    )


def _population(report: GapReport, labels: Labels) -> str:
    found = report.programmes
    return labels.words(
        "programmes_value", organisations=found.organisations, entries=found.entries, belgians=found.belgians
    )


def _build(report: GapReport, labels: Labels) -> str:
    return one_line(report.build) or labels.words("build_none")
