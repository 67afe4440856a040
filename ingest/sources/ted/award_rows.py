"""The awards of a notice as staged rows, with who won them, and what a contract won says of its winners."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.ted.codes import Meaning
from dirskg.ingest.sources.ted.money import Sums, read_amount, read_sums
from dirskg.ingest.sources.ted.notice import Amounts, Award, Lot, Notice
from dirskg.ingest.sources.ted.parties import Parties
from dirskg.ingest.values.pages import ted_page
from dirskg.ingest.values.published import day, year

LONGEST = 500  # characters of a title
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")


def stage_codes(
    intake: Intake, record: str, origin: str, page: str, cpvs: Iterable[str], places: Iterable[str], why: Iterable[str]
) -> None:
    """Stage the codes of a notice or award: CPV, places of performance, and why it concerns defence."""
    found = [
        *(("cpv", code) for code in cpvs),
        *(("place", code) for code in places if _NUTS.fullmatch(code)),
        *(("defenceBy", reason) for reason in why),
    ]
    for name, code in found:
        intake.stage.add("award_code", origin, page, id=record, property=name, code=code)


@dataclass(frozen=True, slots=True)
class AwardRows:
    """Stages the awards of one notice."""

    intake: Intake
    parties: Parties
    meaning: Meaning
    notice: Notice
    why: list[str]  # it concerns defence
    origin: str

    def stage(self) -> None:
        """Stage all of them."""
        _share_amounts(self.notice)
        for number, award in enumerate(self.notice.awards, start=1):
            self._award(award, f"award-{self.notice.number}-{number}", f"{self.origin}, award {number}")

    def _award(self, award: Award, record: str, origin: str) -> None:
        intake, notice, page = self.intake, self.notice, ted_page(self.notice.number)
        lot = _lot(notice, award)
        title = (award.title or lot.title or notice.whole.title)[:LONGEST]
        concluded = day(award.date, origin, intake.audit)
        when = year(concluded) or year(notice.date)
        sums = read_sums(award.amounts, origin, intake.audit)
        intake.stage.add(
            "award", origin, page, id=record, notice=f"notice-{notice.number}", lot=", ".join(award.lots),
            contract=award.contract, title=title, date=concluded, year=when, outcome=award.outcome,
            group="yes" if award.group == "yes" else "", framework="yes" if award.framework or lot.framework else "",
            offers=self._count(award.offers, origin), offers_sme=self._count(award.offers_sme, origin),
            main_cpv=lot.cpvs[0] if lot.cpvs else "", **self._subcontracting(award, sums, origin), **sums,
        )  # fmt: skip
        stage_codes(intake, record, origin, page, lot.cpvs, lot.places, self.why)
        for what in dict.fromkeys(award.withheld):
            intake.audit.note("withheld", origin, what, "the notice does not publish it: it is unknown")
        winners = self._winners(award, record, origin, page)
        if winners:
            self._evidence(winners, lot.cpvs, record, title, when, origin, page)
        elif award.outcome == "awarded":
            intake.audit.note("no winner", origin, "", "awarded, and the notice names no winner that may stand here")

    def _winners(self, award: Award, record: str, origin: str, page: str) -> list[str]:
        """Stage winners and subcontractors; returns the keys of the winners."""
        stage, winners = self.intake.stage, []
        for party in award.winners:
            if key := self.parties.key(party, origin, page, self.notice.date):
                winners.append(key)
                for role in ("winner", "groupLeader")[: 1 + party.leads]:
                    stage.add("award_party", origin, page, id=record, key=key, role=role, sme=party.sme)
        for party in award.subcontractors:
            if key := self.parties.key(party, origin, page, self.notice.date):
                stage.add("award_party", origin, page, id=record, key=key, role="subcontractor", sme=party.sme)
        return winners

    def _evidence(
        self, winners: list[str], cpvs: list[str], record: str, title: str, when: float | None, origin: str, page: str
    ) -> None:
        """A contract won is evidence of what its winners can do, by its codes: of a domain only where it is civil."""
        stage = self.intake.stage
        for topic, code in self.meaning.topics_of(cpvs if self.why else ()).items():
            stage.add("topic", origin, page, about=record, topic=topic, sentence=f"{title} (CPV {code})")
        for domain, weight in self.meaning.domains_of(cpvs).items():
            for key in winners:
                stage.add(
                    "activity", origin, page, key=key, domain=domain, basis="award", weight=weight, year=when,
                    confidence="medium" if self.why else "low",
                )  # fmt: skip

    def _subcontracting(self, award: Award, sums: Sums, origin: str) -> Sums:
        money, audit = award.subcontract, self.intake.audit
        found = read_amount(money, origin, audit) if money else None
        if found and money and sums["currency"] and money.currency != sums["currency"]:
            found = None
            audit.ignore("currency", origin, f"{money.text} {money.currency}", "not the currency of what was awarded")
        share = self._count(award.share, origin, most=100)
        return {"subcontracted": award.subcontracted, "share": share, "subcontract": found}

    def _count(self, text: str, origin: str, most: float = 1e6) -> float | None:
        """A count as a number, None where there is none, or one that counts nothing."""
        try:
            found = float(text.replace(",", ".")) if text else None
        except ValueError:
            found = -1.0
        if found is not None and not 0 <= found <= most:
            self.intake.audit.ignore("number", origin, text[:80], "not a count")
            return None
        return found


def _lot(notice: Notice, award: Award) -> Lot:
    """What the notice says of the lots of an award; of the whole, where it says nothing of them."""
    lots = [notice.lots[one] for one in award.lots if one in notice.lots]
    if not lots and len(notice.lots) == 1:
        lots = list(notice.lots.values())
    whole = notice.whole
    return Lot(
        title=lots[0].title if len(lots) == 1 else "",
        cpvs=list(dict.fromkeys(code for lot in lots for code in lot.cpvs)) or whole.cpvs,
        places=list(dict.fromkeys(code for lot in lots for code in lot.places)) or whole.places,
        framework=any(lot.framework for lot in lots) or whole.framework,
    )


def _share_amounts(notice: Notice) -> None:
    """Amounts of a lot are those of its award, and amounts of the whole those of the award, where there is one alone.

    What a lot with several suppliers may come to is of all of them together: none of them has it alone.
    """
    won = [award for award in notice.awards if award.outcome == "awarded"]
    times = Counter(tuple(award.lots) for award in won)
    for award in won:
        lot, ours = notice.lots.get(award.lots[0]) if len(award.lots) == 1 else None, award.amounts
        if lot is not None and times[tuple(award.lots)] == 1:
            ours.maximum, ours.estimated = ours.maximum or lot.amounts.maximum, ours.estimated or lot.amounts.estimated
        elif lot is not None:
            ours.maximum = ours.estimated = None
    if len(notice.awards) == 1 and won and won[0].amounts == Amounts() and not won[0].withheld:
        won[0].amounts = notice.whole.amounts
