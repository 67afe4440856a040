"""What the records of the portal share within one build."""

from __future__ import annotations

from dataclasses import dataclass, field

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.edf.fields import Fields
from dirskg.ingest.sources.edf.topic_code import TopicCode, read_topic_code
from dirskg.ingest.values.pages import topic_page
from dirskg.ingest.values.places import Places


@dataclass(slots=True)
class Portal:
    """The intake, and what was seen already."""

    intake: Intake
    places: Places = field(default_factory=Places.load)
    seen: set[str] = field(default_factory=set)  # ids of projects and calls, row keys, names
    named_calls: dict[str, tuple[str, str]] = field(default_factory=dict)  # topic code -> origin and source
    newest: str = ""  # day of the newest record
    fields: dict[str, set[str]] = field(default_factory=dict)  # unknown fields that were reported, by kind of record
    sme: dict[str, dict[bool, str]] = field(default_factory=dict)  # by key, the last day on which it was one, or none

    def first_time(self, thing: str) -> bool:
        """Whether this id, key or name is new."""
        new = thing not in self.seen
        self.seen.add(thing)
        return new

    def stage_call(self, code: str, origin: str, source: str, **values: str | float | None) -> None:
        """Stage the call of a topic code, with the domains that the code leads to."""
        call, told = f"call-{code}", read_topic_code(code, self.intake.taxonomy)
        self.seen.add(call)
        self.intake.stage.add(
            "call", origin, source, id=call, identifier=code, programme=told.programme, year=told.year, **values
        )
        self.shares(call, told, origin, source)

    def stage_named_calls(self) -> None:
        """Stage the calls that projects name and no topic tells of: their code is all that is known."""
        for code, (origin, source) in self.named_calls.items():
            if f"call-{code}" not in self.seen:
                self.stage_call(code, origin, topic_page(code) or source, title=code)

    def tell_size(self, key: str, sme: bool | None, day: str) -> None:
        """Keep what a project that began on a day tells of the size of a participant."""
        if sme is not None:
            told = self.sme.setdefault(key, {})
            told[sme] = max(told.get(sme, ""), day)

    def stage_sizes(self) -> None:
        """Write down the size of each organisation: what the newest project tells, and a yes before a no of one day.

        What is no SME may be a company of any size, or no company.
        """
        for row in self.intake.stage.rows["organisation"]:
            told = self.sme.get(str(row["key"]), {})
            row["size"] = "SME" if True in told and told[True] >= told.get(False, "") else ""
            if len(told) > 1:
                newest, other = ("an SME", "none") if row["size"] else ("no SME", "one")
                reason = f"{newest} in the newest project ({max(told.values())}), {other} in another; the newest counts"
                self.intake.audit.note("size", str(row["origin"]), str(row["key"]).removeprefix("edf/"), reason)

    def shares(self, subject: str, told: TopicCode, origin: str, source: str) -> None:
        """Stage the domains that a topic code leads to."""
        for domain, weight in told.shares:
            self.intake.stage.add(
                "domain_share", origin, source, subject=subject, domain=domain, weight=weight, basis="category"
            )

    def report_left(self, fields: Fields, kind: str) -> None:
        """Report the fields of a record that nobody took."""
        ignored = self.intake.source.ignored.get(kind, frozenset())
        fields.report_left(ignored, self.fields.setdefault(kind, set()), kind)
