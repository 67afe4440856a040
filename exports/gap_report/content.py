"""What the report shows, in words: the pieces that Markdown, HTML, terminal and workbook lay out each in their way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dirskg.exports.cells import one_line
from dirskg.exports.gap_report.frames import tie
from dirskg.exports.gap_report.labels import ALL_STATES, MARKS, Labels, command, key
from dirskg.exports.gap_report.matrix import Matrix, matrix
from dirskg.exports.gap_report.notes import Dataset, Note, caveats, datasets, method, perimeters
from dirskg.graph.closing import Closer
from dirskg.graph.gaps import GAPS, Cell, GapReport
from dirskg.ontology.vocab import LEGS

_NOT_JUDGED = ("unknown", "too few to tell")
# States that are rare enough to be named one by one at the top.
_NAMED_STATES = ("empty", "thin", "single supplier")


@dataclass(frozen=True, slots=True)
class Rule:
    """A state with its rule and the number of cells in it; `look` names its appearance, `mark` its sign."""

    state: str
    rule: str
    cells: int
    look: str
    mark: str


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that could close a gap, and how it is tied to the area already."""

    name: str
    id: str
    tie: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Actors of one leg in one other area; `more` says how many are not named ("" for none)."""

    leg: str
    area: str
    count: str
    actors: tuple[Named, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One entry of the register. `nobody` has a sentence for each missing leg that is missing everywhere."""

    number: int
    area: str
    domain: str
    state: str
    look: str
    seen: str
    interval: str
    p_adjusted: str
    missing: str
    facts: tuple[tuple[str, str], ...]
    offers: tuple[Offer, ...]
    nobody: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class Content:
    """The whole report in one language. `text` gives the fixed strings; everything else is ready to be escaped."""

    lang: str
    text: Mapping[str, str]
    facts: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    caption: str
    matrix: Matrix
    rules: tuple[Rule, ...]
    gaps: tuple[Gap, ...]
    cells: tuple[tuple[str, ...], ...]
    cells_head: tuple[str, ...]
    perimeters: tuple[Note, ...]
    method: tuple[Note, ...]
    caveats: tuple[str, ...]
    datasets: tuple[Dataset, ...]
    query: str


def content(report: GapReport, labels: Labels, manifest: Mapping[str, Any] | None = None) -> Content:
    """The pieces of a report. `manifest` as `dirskg.graph.home.read_manifest` returns it; without it no datasets."""
    words = labels.words
    head = _cells_head(labels)
    return Content(
        lang=words.lang,
        text=words.strings,
        facts=_facts(report, labels, manifest),
        summary=_summary(report, labels),
        caption=_caption(report, labels),
        matrix=matrix(report, labels),
        rules=_rules(report, labels),
        gaps=tuple(_gap(number, cell, labels) for number, cell in enumerate(report.gaps(), start=1)),
        cells=tuple(_cell_row(cell, labels) for cell in report.cells),
        cells_head=head,
        perimeters=perimeters(report.perimeter, words),
        method=method(words),
        caveats=caveats(words, working=_working(report)),
        datasets=datasets(manifest),
        query=f"dirskg query --name {_query(report)} -p domain=… -p region=…",
    )


def _facts(report: GapReport, labels: Labels, manifest: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
    words = labels.words
    domains = words("domains_working" if _working(report) else "domains_given", count=len(report.domains))
    facts = [
        ("fact_perimeter", words(f"perimeter_{report.perimeter}")),
        ("fact_organisations", words.decimal(report.organisations, 0)),
        ("fact_by", words(f"by_{report.by}")),
        ("fact_build", _build(report, labels)),
        ("fact_hash", str((manifest or {}).get("content_hash", ""))),
        ("fact_domains", domains),
        ("fact_excluded", words("excluded")),
    ]
    return tuple((words(name), value) for name, value in facts if value)


def _summary(report: GapReport, labels: Labels) -> tuple[str, ...]:
    words = labels.words
    counts = Counter(cell.state for cell in report.cells if cell.region)
    found, open_ = sum(counts[state] for state in GAPS), sum(counts[state] for state in _NOT_JUDGED)
    told = _counted(GAPS, counts, labels)
    lines = [
        words("summary_gaps", count=found, cells=counts.total(), states=told)
        if found
        else words("summary_no_gaps", cells=counts.total())
    ]
    for state in _NAMED_STATES:
        places = "; ".join(_place(cell, labels) for cell in report.gaps() if cell.state == state)
        lines += [words("summary_state", state=_capital(labels.state(state)), places=places)] if places else []
    legs = dict.fromkeys(
        f"{_domain(cell, labels)} – {labels.legs([leg])}" for cell in report.gaps() for leg in _nowhere(cell)
    )
    lines += [words("summary_everywhere", legs="; ".join(legs))] if legs else []
    if open_:
        lines.append(words("summary_not_judged", count=open_, states=_counted(_NOT_JUDGED, counts, labels)))
    return (*lines, words("summary_covered", count=counts["covered"]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _nowhere(cell: Cell) -> list[str]:
    """Missing legs for which nobody elsewhere is named: gaps of the country, not of the area."""
    offered = {closer.leg for closer in cell.closable_by}
    return [leg for leg in cell.missing_legs if leg not in offered]


def _domain(cell: Cell, labels: Labels) -> str:
    return f"{labels.domain(cell.domain)} ({one_line(cell.domain)})"


def _place(cell: Cell, labels: Labels) -> str:
    return f"{labels.area(cell.region)} – {_domain(cell, labels)}"


def _counted(states: Iterable[str], counts: Counter[str], labels: Labels) -> str:
    return ", ".join(
        labels.words("state_count", state=labels.state(state), count=counts[state]) for state in states if counts[state]
    )


def _caption(report: GapReport, labels: Labels) -> str:
    return labels.words(
        "matrix_caption", by=labels.words(f"by_{report.by}"), perimeter=labels.words(f"perimeter_{report.perimeter}"),
        organisations=report.organisations, build=_build(report, labels),
    )  # fmt: skip


def _rules(report: GapReport, labels: Labels) -> tuple[Rule, ...]:
    counts = Counter(cell.state for cell in report.cells)
    return tuple(Rule(labels.state(s), labels.rule(s), counts[s], key(s), MARKS[s]) for s in ALL_STATES)


def _gap(number: int, cell: Cell, labels: Labels) -> Gap:
    words = labels.words
    return Gap(
        number=number,
        area=labels.area(cell.region),
        domain=_domain(cell, labels),
        state=labels.state(cell.state),
        look=key(cell.state),
        seen=labels.seen(cell),
        interval=_interval(cell, labels, "interval_short"),
        p_adjusted=words.probability(cell.p_adjusted),
        missing=labels.legs(cell.missing_legs) or words("none"),
        facts=_numbers(cell, labels),
        offers=tuple(_offer(closer, labels) for closer in cell.closable_by),
        nobody=tuple(words("nobody", leg=words(f"leg_{leg}")) for leg in _nowhere(cell)),
        command=command(cell.to_json()["evidence"]),
    )


def _numbers(cell: Cell, labels: Labels) -> tuple[tuple[str, str], ...]:
    words = labels.words
    by_leg = ", ".join(f"{words(f'leg_{leg}')} {words.decimal(count, 0)}" for leg, count in cell.legs.items())
    facts = [
        ("rule", labels.rule(cell.state)),
        ("count", words.decimal(cell.count, 0)),
        ("expected", words.decimal(cell.expected, 1)),
        ("lq", _interval(cell, labels)),
        ("lq_shrunk", words.decimal(cell.lq_shrunk)),
        ("p_under", words.probability(cell.p_under)),
        ("p_adjusted", words.probability(cell.p_adjusted)),
        ("fractional", words.decimal(cell.fractional)),
        ("legs", by_leg),
        ("missing_legs", labels.legs(cell.missing_legs) or words("none")),
        ("federal", words.decimal(cell.federal, 0)),
        ("sme", words.decimal(cell.sme, 0)),
        ("located", words.percent(cell.located)),
    ]
    return tuple((words(f"column_{name}"), value) for name, value in facts)


def _offer(closer: Closer, labels: Labels) -> Offer:
    unnamed = closer.count - len(closer.actors)
    return Offer(
        leg=labels.legs([closer.leg]),
        area=labels.area(closer.region),
        count=labels.words.decimal(closer.count, 0),
        actors=tuple(Named(one_line(a.label) or a.id, one_line(a.id), tie(a, labels)) for a in closer.actors),
        more=labels.words("others", count=unnamed) if unnamed > 0 else "",
    )


_CELL_COLUMNS = (
    "domain_label", "region_label", "state_label", "count", "fractional", "expected", "lq_interval", "lq_shrunk",
    "p_under", "p_adjusted", "legs", "sme", "federal", "located", "parameters",
)  # fmt: skip


def _cells_head(labels: Labels) -> tuple[str, ...]:
    own = {"lq_interval": labels.words("lq_interval"), "legs": " · ".join(labels.words(f"leg_{leg}") for leg in LEGS)}
    return tuple(own.get(name) or labels.words(f"column_{name}") for name in _CELL_COLUMNS)


def _cell_row(cell: Cell, labels: Labels) -> tuple[str, ...]:
    """One row of the table of all cells. The four numbers of the legs stand in the order of their heading."""
    words = labels.words
    parameters = cell.to_json()["evidence"]["parameters"]
    return (
        labels.domain(cell.domain),
        labels.area(cell.region),
        labels.state(cell.state),
        words.decimal(cell.count, 0),
        words.decimal(cell.fractional),
        words.decimal(cell.expected, 1),
        _interval(cell, labels, "interval_short"),
        words.decimal(cell.lq_shrunk),
        words.probability(cell.p_under),
        words.probability(cell.p_adjusted),
        " · ".join(words.decimal(cell.legs[leg], 0) for leg in LEGS),
        words.decimal(cell.sme, 0),
        words.decimal(cell.federal, 0),
        words.percent(cell.located),
        ", ".join(f"{name} = {one_line(str(value)) or '–'}" for name, value in parameters.items()),
    )


def _interval(cell: Cell, labels: Labels, form: str = "interval") -> str:
    """A location quotient with its interval; a dash where there is none."""
    words = labels.words
    if cell.lq != cell.lq:
        return words.decimal(cell.lq)
    low, high = words.decimal(cell.lq_low), words.decimal(cell.lq_high)
    return words(form, lq=words.decimal(cell.lq), low=low, high=high)


def _working(report: GapReport) -> bool:
    return bool(report.domains["working"].any())


def _build(report: GapReport, labels: Labels) -> str:
    return one_line(report.build) or labels.words("build_none")


def _query(report: GapReport) -> str:
    return str(report.cells[0].to_json()["evidence"]["query"])
