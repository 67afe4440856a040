"""Speaks of an inquiry in one language, and keeps the numbers of the evidence that it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dirskg.exports.findings import Document, Speaker
from dirskg.exports.findings.cell import on_site, second_company
from dirskg.exports.findings.evidence import command
from dirskg.exports.findings.headline import kinds
from dirskg.exports.findings.render import present
from dirskg.exports.language import read_words
from dirskg.exports.report.model import Block, Part, Proof, Said, linked
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.finding import Finding, Trace
from dirskg.graph.analyses.gaps import Cell, GapReport
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.evidence.explain import Explanation

_SMALL = 0.1
Ask = Callable[[Sequence[Trace]], Sequence[Explanation]]


class Voice(Speaker):
    """The words of the papers. `named` are the organisations that were named, in order; with `sheets` each gets one."""

    def __init__(self, ecosystem: Ecosystem, lang: str, build: str, *, sheets: bool = False) -> None:
        own = read_words("dirskg.exports.report", lang, "strings", "chapters")
        super().__init__("", ecosystem, lang, build, own)
        self.ecosystem, self.build = ecosystem, build
        self.named: dict[str, None] = {}
        self._sheets = sheets
        self._subjects: dict[str, Speaker] = {}
        self._documents: dict[str, Document] = {}
        self._cited: dict[tuple[object, ...], int] = {}
        self._traces: list[Trace] = []

    def subject(self, name: str) -> Speaker:
        """Who speaks of one analysis in the same language."""
        if name not in self._subjects:
            self._subjects[name] = Speaker(name, self.ecosystem, self.lang, self.build)
        return self._subjects[name]

    def document(self, name: str, finding: Finding) -> Document:
        """The finding of an analysis in words; a paper has one of each."""
        if name not in self._documents:
            self._documents[name] = present(name, finding, self.subject(name))
        return self._documents[name]

    def cite(self, *traces: Trace) -> tuple[int, ...]:
        """The numbers of pieces of evidence, each number once."""
        numbers = []
        for trace in traces:
            if trace.key not in self._cited:
                self._traces.append(trace)
                self._cited[trace.key] = len(self._traces)
            numbers.append(self._cited[trace.key])
        return tuple(dict.fromkeys(numbers))

    def say(self, key: str, *traces: Trace, lead: str = "", **values: object) -> Said:
        """A paragraph with its evidence."""
        return Said(self(key, **values), self.cite(*traces), lead)

    def part(self, name: str, *blocks: Block | None, fresh: bool = False, **values: object) -> Part:
        """What stands under the string `heading_<name>`; None among the blocks stands for nothing."""
        told = tuple(block for block in blocks if block is not None)
        return Part(name, self(f"heading_{name}", **values), told, fresh=fresh)

    def actor(self, identifier: str) -> str:
        """Name of an organisation, as a link to its sheet if it gets one."""
        self.named.setdefault(identifier)
        name = self.organisation(identifier)
        return linked(name, f"actor-{identifier}") if self._sheets else name

    def actor_from(self, identifier: str, region: str) -> str:
        """An organisation and where it is seated."""
        return self("from_region", name=self.actor(identifier), region=self.area(region))

    def cell(self, cell: Cell) -> str:
        """Domain and region of a cell."""
        return f"{self.domain(cell.domain)} {self.place(cell.region)}"

    def counted(self, report: GapReport) -> str:
        """Who is counted as able to deliver, by what they are."""
        return kinds(report.by_strength[CAPABLE], self.words)

    def brief_interval(
        self, value: float, low: float, high: float, written: Callable[[float], str] | None = None
    ) -> str:
        """A number with its interval where a caption tells what stands in the brackets."""
        return self.interval(value, low, high, written, "interval_short")

    def share(self, share: float) -> str:
        """A share in percents, with one digit more where it is small."""
        if not 0 < share < _SMALL:
            return self.percent(share)
        return self("percent_small", share=self.decimal(100 * share, 1))

    def second(self, cell: Cell) -> tuple[str, ...]:
        """Why only companies could close a gap, and who else can deliver elsewhere."""
        return tuple(second_company(cell, self.words, self.area, lambda one, _: self.actor(one)))

    def on_site(self, cell: Cell) -> Said | None:
        """Who is on the spot though seated elsewhere, and what the cell would be if they counted; None for nobody."""
        told = [*on_site(cell, self.words, lambda one, _: self.actor(one))]
        trace = Trace("on site", "establishments", {"domain": cell.domain, "region": cell.region})
        return Said(" ".join(told), self.cite(trace)) if told else None

    def joined(self, told: Iterable[str]) -> str:
        """Words one after the other, the last after "and"."""
        *first, last = [one for one in told if one] or [""]
        return self("and", first=", ".join(first), last=last) if first else last

    def few(self, first: Sequence[str], n: int) -> str:
        """The first of so many names, and how many there are besides."""
        more = n - len(first)
        return f"{', '.join(first)} {self('evidence_more', n=more)}" if more > 0 else self.joined(first)

    def call(self, title: str, deadline: str) -> str:
        """A call with its deadline."""
        return self("call", title=one_line(title), day=self.day(deadline))

    def proofs(self, ask: Ask) -> tuple[Proof, ...]:
        """What stands behind every number that was cited, in its order."""
        found = ask(self._traces)
        return tuple(
            Proof(number, command(one.trace), len(one.rows), one.sources) for number, one in enumerate(found, start=1)
        )
