"""Notices since 2022: eForms, a UBL document with extensions. Parties stand in one list and are named by their ids.

A field may be withheld: a block `FieldsPrivacy` beside it says so, and -1 or "unpublished" stands in its place. The
declaration counts, whatever stands there; and -1 is never an amount, though nothing declares it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dirskg.ingest.sources.ted.notice import (
    COMPETITION,
    EX_ANTE,
    MODIFICATION,
    PLANNING,
    RESULT,
    Amounts,
    Award,
    Lot,
    Money,
    Notice,
    Party,
)  # fmt: skip
from dirskg.ingest.sources.ted.prefilter import EFORMS, Prefilter
from dirskg.ingest.sources.ted.xml import Element, parse, text, value
from dirskg.ingest.values.countries import two_letters

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_EFAC = "{http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1}"
_EFBC = "{http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1}"
_PREFIX = re.compile(r"(cac|cbc|efac|efbc):")
_SPACES = {"cac": _CAC, "cbc": _CBC, "efac": _EFAC, "efbc": _EFBC}
_KINDS = {
    "planning": PLANNING, "consultation": PLANNING, "competition": COMPETITION, "dir-awa-pre": EX_ANTE,
    "result": RESULT, "cont-modif": MODIFICATION,
}  # fmt: skip
_OUTCOMES = {"selec-w": "awarded", "clos-nw": "not-awarded"}
_SIZES = {"micro": "yes", "small": "yes", "medium": "yes", "sme": "yes", "large": "no"}
_LANGS = {"NLD": "nl", "FRA": "fr", "DEU": "de", "ENG": "en"}
_WITHHELD = ("-1", "-1.0", "-1.00", "unpublished")
_NUMBER = re.compile(r"0*(\d+)-(\d{4})")


def is_eforms(data: bytes) -> bool:
    """Whether a document is one of these."""
    return b"urn:oasis:names:specification:ubl:schema:xsd" in data[:4096]


def read_eforms(data: bytes, prefilter: Prefilter | None = None) -> Notice:
    """The notice of a document. Raises Broken where it is cut off or no XML, Outside where a prefilter rules it out."""
    if prefilter and data.rstrip().endswith(b">"):
        prefilter.over(data, EFORMS, _KINDS)
    return _Reader(parse(data)).notice()


def _p(path: str) -> str:
    """A path with the namespaces in place of their prefixes."""
    return _PREFIX.sub(lambda found: _SPACES[found[1]], path)


_TYPE, _LANGUAGE, _SUBTYPE = (
    _p("cbc:NoticeTypeCode"),
    _p("cbc:NoticeLanguageCode"),
    _p("efac:NoticeSubType/cbc:SubTypeCode"),
)
_PROJECT, _LOT = _p("cac:ProcurementProject"), _p("cac:ProcurementProjectLot")
_CPVS = tuple(_p(f"cac:{kind}CommodityClassification/cbc:ItemClassificationCode") for kind in ("Main", "Additional"))
_NUTS = _p("cac:RealizedLocation/cac:Address/cbc:CountrySubentityCode")
_ESTIMATED = _p("cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount")
_SYSTEM = _p("cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode")
_PRIVATE = _p("efac:FieldsPrivacy/efbc:FieldIdentifierCode")
_COMPANY_ID = _p("cac:PartyLegalEntity/cbc:CompanyID")
_ID = _p("cbc:ID")


class _Reader:
    """Reads one document; the parties, tenders and contracts in it by their ids."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._extension = next(root.iter("{http://data.europa.eu/p27/eforms-ubl-extensions/1}EformsExtension"), root)
        self._language = text(root, _LANGUAGE)
        self._result = self._extension.find(_p("efac:NoticeResult"))
        self._parties = {
            text(company, _p("cac:PartyIdentification/cbc:ID")): self._party(one, company)
            for one in self._extension.iterfind(_p("efac:Organizations/efac:Organization"))
            if (company := one.find(_p("efac:Company"))) is not None
        }
        self._tenders, self._bidders, self._contracts = (
            {text(one, _ID): one for one in self._result.iterfind(_p(path))} if self._result is not None else {}
            for path in ("efac:LotTender", "efac:TenderingParty", "efac:SettledContract")
        )

    def notice(self) -> Notice:
        """All that the document tells."""
        root = self._root
        published = self._extension.find(_p("efac:Publication"))
        number = _NUMBER.fullmatch(text(published, _p("efbc:NoticePublicationID")))
        notice = Notice(
            number=f"{number[1]}-{number[2]}" if number else "",
            form=f"eForms {text(self._extension, _SUBTYPE)}".strip(),
            kind=_KINDS.get(value(root, _TYPE, "listName"), ""),
            date=(text(published, _p("efbc:PublicationDate")) or text(root, _p("cbc:IssueDate")))[:10],
            legal_basis=text(root, _p("cbc:RegulatoryDomain")),
            previous=self._previous(),
            identifier=f"{text(root, _ID)}-{text(root, _p('cbc:VersionID'))}",
            corrects=text(self._extension, _p("efac:Changes/efbc:ChangedNoticeIdentifier")),
            whole=self._lot(root, self._root.find(_PROJECT)),
            lots={text(one, _ID): self._lot(one, one.find(_PROJECT)) for one in root.iterfind(_LOT)},
        )
        self._add_buyers(notice)
        if self._result is not None:
            self._add_totals(notice, self._result)
            notice.awards = list(self._awards(self._result))
        return notice

    def _previous(self) -> str:
        paths = ("cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID",)
        told = [text(self._root, _p(path)) for path in paths]
        told.append(text(self._extension, _p("efac:ContractModification/efbc:ChangedNoticeIdentifier")))
        return next((f"{found[1]}-{found[2]}" for one in told if (found := _NUMBER.match(one))), "")

    def _party(self, one: Element, company: Element) -> Party:
        address = company.find(_p("cac:PostalAddress"))
        names = [
            (text(name), str(name.get("languageID") or "")) for name in company.iterfind(_p("cac:PartyName/cbc:Name"))
        ]
        names.sort(key=lambda name: name[1] != self._language)
        return Party(
            names=[(name, _LANGS.get(lang, "")) for name, lang in names if name and name not in _WITHHELD],
            numbers=[number for found in company.iterfind(_COMPANY_ID) if (number := text(found))],
            country=two_letters(text(address, _p("cac:Country/cbc:IdentificationCode"))),
            town=text(address, _p("cbc:CityName")), postcode=text(address, _p("cbc:PostalZone")),
            street=text(address, _p("cbc:StreetName")), homepage=text(company, _p("cbc:WebsiteURI")),
            sme=_SIZES.get(text(company, _p("efbc:CompanySizeCode")), ""),
            person=text(one, _p("efbc:NaturalPersonIndicator")) == "true",
        )  # fmt: skip

    def _add_buyers(self, notice: Notice) -> None:
        for one in self._root.iterfind(_p("cac:ContractingParty")):
            types = one.iterfind(_p("cac:ContractingPartyType/cbc:PartyTypeCode"))
            legal = next((text(kind) for kind in types if kind.get("listName") == "buyer-legal-type"), "")
            activity = text(one, _p("cac:ContractingActivity/cbc:ActivityTypeCode"))
            notice.defence_activity |= activity == "defence"
            notice.other_activity |= activity not in ("defence", "")
            if party := self._parties.get(text(one, _p("cac:Party/cac:PartyIdentification/cbc:ID"))):
                notice.buyers.append(replace(party, legal_type=legal))
        notice.country = next((one.country for one in notice.buyers if one.country), "")

    def _lot(self, place: Element, project: Element | None) -> Lot:
        if project is None:
            return Lot()
        names = sorted(project.iterfind(_p("cbc:Name")), key=lambda one: one.get("languageID") != self._language)
        system = {text(one) for one in place.iterfind(_SYSTEM) if one.get("listName") == "framework-agreement"}
        return Lot(
            title=text(names[0]) if names else "",
            cpvs=list(dict.fromkeys(text(one) for path in _CPVS for one in project.iterfind(path))),
            places=list(dict.fromkeys(text(one) for one in project.iterfind(_NUTS))),
            amounts=Amounts(
                estimated=_money(project.find(_ESTIMATED)),
                maximum=_money(next(project.iter(_EFBC + "FrameworkMaximumAmount"), None)),
            ),
            framework=bool(system - {"none", ""}),
        )  # fmt: skip

    def _add_totals(self, notice: Notice, result: Element) -> None:
        sums, told = notice.whole.amounts, notice.withheld
        sums.awarded = _open(result, "cbc:TotalAmount", "not-val", told)
        maximum = _open(result, "efbc:OverallMaximumFrameworkContractsAmount", "not-max-val", told)
        sums.maximum = maximum or sums.maximum

    def _awards(self, result: Element) -> Iterator[Award]:
        """An award for each winning tender of a lot, for each lot without one, and for contracts that name no lot."""
        settled: set[str] = set()
        for lot in result.iterfind(_p("efac:LotResult")):
            code, number = text(lot, _p("cbc:TenderResultCode")), text(lot, _p("efac:TenderLot/cbc:ID"))
            contracts = [one for one in _ids(lot, "efac:SettledContract") if one in self._contracts]
            settled.update(contracts)
            won = [pair for pair in self._of_contracts(contracts) if self._lot_of(pair[0]) in (number, "")]
            won = won or [(tender, "") for tender in self._ranked_first(_ids(lot, "efac:LotTender"))]
            private = _private(lot)
            awarded = code == "selec-w" or (bool(won) and code not in _OUTCOMES)
            for tender, contract in won if awarded else ():
                yield self._award(lot, tender, contract, number)
            if not awarded or not won:
                hidden = "win-cho" in private or code in _WITHHELD
                yield self._statistics(
                    lot,
                    Award([number], outcome="" if hidden else _OUTCOMES.get(code, ""), withheld=["outcome"] * hidden),
                )
        for contract in self._contracts.keys() - settled:
            for tender, _ in self._of_contracts([contract]):
                yield self._award(None, tender, contract, self._lot_of(tender))

    def _of_contracts(self, contracts: list[str]) -> list[tuple[str, str]]:
        """The tenders that became contracts, each with its contract."""
        return [
            (tender, one) for one in contracts for tender in _ids(self._contracts[one], "efac:LotTender")
            if tender in self._tenders
        ]  # fmt: skip

    def _lot_of(self, tender: str) -> str:
        return text(self._tenders[tender], _p("efac:TenderLot/cbc:ID"))

    def _ranked_first(self, tenders: list[str]) -> list[str]:
        """Those that were ranked first, where any was ranked: the others lost."""
        there = [one for one in tenders if one in self._tenders]
        ranks = {one: text(self._tenders[one], _p("cbc:RankCode")) for one in there}
        return [one for one in there if ranks[one] in ("1", "")] if any(ranks.values()) else there

    def _award(self, lot: Element | None, tender_id: str, contract_id: str, number: str) -> Award:
        tender, contract = self._tenders[tender_id], self._contracts.get(contract_id)
        award = Award(
            [number] if number else [], contract=text(contract, _p("efac:ContractReference/cbc:ID")),
            title=text(contract, _p("cbc:Title")), outcome="awarded",
            date=(text(contract, _p("cbc:IssueDate")) or text(contract, _p("cbc:AwardDate")))[:10],
        )  # fmt: skip
        award.amounts.awarded = _open(tender, "cac:LegalMonetaryTotal/cbc:PayableAmount", "win-ten-val", award.withheld)
        if lot is not None:
            self._statistics(lot, award)
        self._add_winners(award, text(tender, _p("efac:TenderingParty/cbc:ID")))
        for term in tender.iterfind(_p("efac:SubcontractingTerm")):
            private, code = _private(term), text(term, _p("efbc:TermCode"))
            award.subcontracted = code if code in ("yes", "no") and "sub-con" not in private else ""
            award.subcontract = _open(term, "efbc:TermAmount", "sub-val", award.withheld)
            share = "" if "sub-per" in private else text(term, _p("efbc:TermPercent"))
            award.share = "" if share in _WITHHELD else share
        return award

    def _add_winners(self, award: Award, bidder: str) -> None:
        party = self._bidders.get(bidder)
        if party is None:
            return
        tenderers = party.findall(_p("efac:Tenderer"))
        award.group = "yes" if len(tenderers) > 1 else "no"
        for one in tenderers:
            if found := self._parties.get(text(one, _ID)):
                leads = text(one, _p("efbc:GroupLeadIndicator")) == "true" and len(tenderers) > 1
                award.winners.append(replace(found, leads=leads))
        for one in party.iterfind(_p("efac:SubContractor")):
            if found := self._parties.get(text(one, _ID)):
                award.subcontractors.append(found)

    def _statistics(self, lot: Element, award: Award) -> Award:
        """Offers received, the most of a framework, and the lowest and highest offer."""
        for one in lot.iterfind(_p("efac:ReceivedSubmissionsStatistics")):
            code, count = text(one, _p("efbc:StatisticsCode")), text(one, _p("efbc:StatisticsNumeric"))
            if _private(one) or count in _WITHHELD:
                award.withheld.append("offers")
            elif code == "tenders":
                award.offers = count
            elif code == "t-sme":
                award.offers_sme = count
        sums = award.amounts
        sums.lowest = _open(lot, "cbc:LowerTenderAmount", "ten-val-low", award.withheld)
        sums.highest = _open(lot, "cbc:HigherTenderAmount", "ten-val-hig", award.withheld)
        framework = lot.find(_p("efac:FrameworkAgreementValues"))
        if framework is not None:
            sums.maximum = _open(framework, "cbc:MaximumValueAmount", "max-val", award.withheld)
            sums.estimated = _open(framework, "efbc:ReestimatedValueAmount", "ree-val", award.withheld)
            award.framework = True
        return award


def _ids(element: Element, path: str) -> list[str]:
    return [text(one) for one in element.iterfind(_p(path) + "/" + _ID)]


def _private(element: Element) -> set[str]:
    """The fields of an element that its notice says are not published."""
    return {text(one) for one in element.iterfind(_PRIVATE)}


def _open(element: Element, path: str, code: str, withheld: list[str]) -> Money | None:
    """An amount, unless it is withheld, which is written down."""
    found = element.find(_p(path))
    if found is not None and (code in _private(element) or text(found) in _WITHHELD):
        withheld.append(_LAST.sub("", path))
        return None
    return _money(found)


_LAST = re.compile(r".*:")


def _money(element: Element | None) -> Money | None:
    told = text(element)
    if element is None or not told or told in _WITHHELD:
        return None
    return Money(told, str(element.get("currencyID") or ""))
