"""Notices as staged rows: those of defence, and those of Belgium that a CPV code leads to a topic or domain."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.ted.award_rows import LONGEST, AwardRows, stage_codes
from dirskg.ingest.sources.ted.codes import FORMS, Meaning, is_defence, plain_code
from dirskg.ingest.sources.ted.money import read_sums
from dirskg.ingest.sources.ted.notice import Notice
from dirskg.ingest.sources.ted.parties import Parties
from dirskg.ingest.sources.ted.prefilter import OUTSIDE, Prefilter
from dirskg.ingest.values.countries import country_code
from dirskg.ingest.values.pages import ted_page
from dirskg.ingest.values.published import day, year

_HOME = "BE"
_NUMBER = re.compile(r"0*(\d+)-(\d{4})")
Reason = tuple[str, str]


@dataclass(slots=True)
class Staging:
    """The rows of one build, and what was left out, counted by reason."""

    intake: Intake
    meaning: Meaning
    parties: Parties
    prefilter: Prefilter
    seen: dict[str, str] = field(default_factory=dict)  # numbers of the notices that entered, and where they stood
    first: dict[Reason, str] = field(default_factory=dict)  # where the first stood that was left out for a reason
    left: Counter[Reason] = field(default_factory=Counter)
    corrected: dict[str, str] = field(default_factory=dict)  # by number or identifier of a version, who takes its place
    versions: dict[str, str] = field(default_factory=dict)  # number by identifier, of those that entered
    newest: str = ""

    @classmethod
    def of(cls, intake: Intake) -> Staging:
        """An empty one for an intake."""
        meaning = Meaning.of(intake.taxonomy)
        return cls(intake, meaning, Parties(intake), Prefilter(meaning))

    def add(self, notice: Notice, origin: str) -> None:
        """Stage a notice, or say why it stays outside."""
        tidy(notice)
        why = defence_by(notice)
        if not notice.kind:
            self.leave("no contract", origin, "corrections and others that tell of no contract of their own")
        elif not notice.number:
            self.intake.audit.refuse("no number", origin, "", "a notice without the number of its publication")
        elif notice.number in self.seen:
            told = f"stands in {self.seen[notice.number]} already"
            self.intake.audit.refuse("told twice", origin, notice.number, told, meant=True)
        elif not why and not self._concerns_us(notice):
            self.leave("out of scope", origin, OUTSIDE)
        else:
            self.seen[notice.number] = origin
            self.versions |= {notice.identifier: notice.number, notice.number: notice.number}
            if notice.corrects:
                found = _NUMBER.fullmatch(notice.corrects)
                self.corrected[f"{found[1]}-{found[2]}" if found else notice.corrects] = notice.number
            self._stage(notice, why, origin)

    def leave(self, kind: str, origin: str, reason: str, times: int = 1) -> None:
        """Count notices that stay outside: of many, one line tells."""
        self.left[kind, reason] += times
        self.first.setdefault((kind, reason), origin)
        self.intake.audit.leave(origin.partition(":")[0], times)

    def finish(self) -> None:
        """Tell what was left out, and what is known at the end only."""
        for (kind, reason), times in self.left.items():
            told = f"{reason}; the first stands here" if times > 1 else reason
            self.intake.audit.ignore(kind, self.first[kind, reason], f"{times:,} notices" if times > 1 else "", told)
        self._drop_corrected()
        self.parties.stage_sizes()
        self.intake.stage.retrieved = self.newest or self.intake.stage.retrieved

    def _drop_corrected(self) -> None:
        """Take out the notices that a later one repeats as a whole, corrected: their contracts would count twice."""
        gone = {
            number: later
            for told, later in self.corrected.items()
            if (number := self.versions.get(told)) and number != later
        }
        pages = {ted_page(number) for number in gone}
        for table in ("notice", "award", "award_code", "award_party", "topic", "activity") if gone else ():
            rows = self.intake.stage.rows[table]
            rows[:] = [row for row in rows if row["source"] not in pages]
        for number, later in gone.items():
            told = f"corrected as a whole by {later}, which is read"
            self.intake.audit.refuse("told twice", self.seen[number], number, told, meant=True)

    def _concerns_us(self, notice: Notice) -> bool:
        parties = [*notice.buyers, *(one for award in notice.awards for one in award.winners)]
        codes = all_codes(notice)
        return any(one.country == _HOME for one in parties) and bool(
            self.meaning.topics_of(codes) or self.meaning.domains_of(codes)
        )

    def _stage(self, notice: Notice, why: list[str], origin: str) -> None:
        intake, identifier, page = self.intake, f"notice-{notice.number}", ted_page(notice.number)
        published, codes = day(notice.date, origin, intake.audit), all_codes(notice)
        self.newest = max(self.newest, published)
        intake.stage.add(
            "notice", origin, page, id=identifier, number=notice.number, kind=notice.kind, form=notice.form,
            title=notice.whole.title[:LONGEST], date=published, year=year(published), country=notice.country,
            previous=notice.previous, framework="yes" if notice.whole.framework else "",
            main_cpv=codes[0] if codes else "", **read_sums(notice.whole.amounts, origin, intake.audit),
        )  # fmt: skip
        stage_codes(intake, identifier, origin, page, codes, notice.whole.places, why)
        for party in notice.buyers:
            if key := self.parties.key(party, origin, page, published):
                intake.stage.add("award_party", origin, page, id=identifier, key=key, role="buyer")
        for what in dict.fromkeys(notice.withheld):
            intake.audit.note("withheld", origin, what, "the notice does not publish it: it is unknown")
        AwardRows(intake, self.parties, self.meaning, notice, why, origin).stage()


def defence_by(notice: Notice) -> list[str]:
    """Why a notice concerns defence. Its legal basis is no reason: it stands on buyer profiles of anybody."""
    found = {
        "activity": notice.defence_activity,
        "cpv": any(map(is_defence, all_codes(notice))),
        # Public order, energy or transport are bought for under that directive too.
        "form": notice.form in FORMS and not notice.other_activity,
    }
    return [reason for reason, holds in found.items() if holds]


def all_codes(notice: Notice) -> list[str]:
    """The CPV codes of a notice and its lots, the main one first."""
    return list(dict.fromkeys([*notice.whole.cpvs, *(code for lot in notice.lots.values() for code in lot.cpvs)]))


def tidy(notice: Notice) -> None:
    """Codes and countries in one form."""
    notice.country = country_code(notice.country)
    for lot in (notice.whole, *notice.lots.values()):
        lot.cpvs = list(dict.fromkeys(filter(None, map(plain_code, lot.cpvs))))
