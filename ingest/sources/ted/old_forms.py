"""The forms of 2005 to 2014, and those of defence (16 to 19), which were never renewed."""

from __future__ import annotations

from dirskg.ingest.sources.ted.notice import Amounts, Award, Lot, Money, Notice, Party
from dirskg.ingest.sources.ted.xml import Element, named, text, value

_FRAMEWORK = frozenset({"ESTABLISHMENT_FRAMEWORK_AGREEMENT", "CONCLUSION_FRAMEWORK_AGREEMENT"})
_AWARDS = (
    "AWARD_OF_CONTRACT_DEFENCE", "AWARD_OF_CONTRACT", "AWARD_AND_CONTRACT_VALUE", "AWARD_CONTRACT_INFORMATION",
)  # fmt: skip
_LOTS = ("F17_ANNEX_B", "F02_ANNEX_B", "F05_ANNEX_B", "LOT_PRIOR_INFORMATION", "ANNEX_B")
_CONTACT = ("CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME", "CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME_CHP", "CONTACT_DATA")


def read_old_form(form: Element, notice: Notice) -> None:
    """Read a form into its notice."""
    lang = str(form.get("LG") or "").lower()
    kind = _first_value(form, "TYPE_OF_CONTRACTING_AUTHORITY")
    notice.defence_activity |= any(one.get("VALUE") == "DEFENCE" for one in form.iter("TYPE_OF_ACTIVITY"))
    buyer = next(form.iter("CA_CE_CONCESSIONAIRE_PROFILE"), None)
    notice.buyers += [_party(one, lang, kind) for one in (buyer,) if one is not None]
    framework = any(one.get("VALUE") in _FRAMEWORK for one in named(form, "NOTICE_INVOLVES_DEFENCE", "NOTICE_INVOLVES"))
    whole = notice.whole
    whole.framework = framework or value(form, ".//FRAMEWORK_AGREEMENT") == "YES"
    for found in form.iter("TITLE_CONTRACT"):
        whole.title = whole.title or text(found)
    whole.places = whole.places or _codes(form, "NUTS")
    for found in form.iter(*_LOTS):
        notice.lots[text(found, "LOT_NUMBER") or str(found.get("ITEM") or len(notice.lots) + 1)] = Lot(
            text(found, "LOT_TITLE"), _codes(found, "CPV_CODE"), _codes(found, "NUTS")
        )
    inner = {code for one in form.iter(*_LOTS) for code in one.iter("CPV_CODE")}
    told = [str(one.get("CODE") or "") for one in form.iter("CPV_CODE") if one not in inner]
    whole.cpvs = list(dict.fromkeys(filter(None, whole.cpvs + told)))
    _add_totals(form, whole)
    notice.awards += [_award(one, lang, whole.framework) for one in form.iter(*_AWARDS)]


def _add_totals(form: Element, whole: Lot) -> None:
    """What the whole is worth: the final value of an award, and what a call expects."""
    final = next(form.iter("TOTAL_FINAL_VALUE"), None)
    if final is not None:
        _add(whole.amounts, next(final.iter("COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE"), None), whole.framework)
    for place in ("TOTAL_ESTIMATED", "NATURE_QUANTITY_SCOPE", "QUANTITY_SCOPE_WORKS_DEFENCE", "TOTAL_ESTIMATED_VALUE"):
        for one in form.iter(place):
            if whole.amounts.estimated is None and next(one.iterancestors(*_LOTS), None) is None:
                costs = next(named(one, "COSTS_RANGE_AND_CURRENCY", "COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE"), None)
                whole.amounts.estimated = _money(costs)


def _award(element: Element, lang: str, framework: bool) -> Award:
    lot, day = text(element, "LOT_NUMBER"), next(element.iter("CONTRACT_AWARD_DATE"), None)
    titles = (text(element, "CONTRACT_TITLE"), text(element, "TITLE_CONTRACT"))
    award = Award(
        lots=[lot] if lot else [], contract=text(element, "CONTRACT_NUMBER"), title=next(filter(None, titles), ""),
        outcome="awarded", framework=framework, offers=text(next(element.iter("OFFERS_RECEIVED_NUMBER"), None)),
        date="-".join(text(day, part).zfill(2) for part in ("YEAR", "MONTH", "DAY")) if day is not None else "",
    )  # fmt: skip
    winner = next(element.iter("ECONOMIC_OPERATOR_NAME_ADDRESS"), None)
    if winner is not None:
        contacts = [one for tag in _CONTACT for one in winner.iter(tag)] or [winner]
        award.winners = [_party(one, lang) for one in contacts]
    sums = next(element.iter("CONTRACT_VALUE_INFORMATION"), None)
    if sums is not None:
        _add(award.amounts, next(sums.iter("COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE"), None), framework)
        award.amounts.estimated = _money(next(sums.iter("INITIAL_ESTIMATED_TOTAL_VALUE_CONTRACT"), None))
    _add_subcontracting(element, award)
    return award


def _add_subcontracting(element: Element, award: Award) -> None:
    told = next(named(element, "CONTRACT_LIKELY_SUB_CONTRACTED", "CONTRACT_LIKELY_SUB_CONTRACTED_WITH_DEFENCE"), None)
    if told is not None:
        award.subcontracted = "yes"
        award.share = _number(told.find("EXCLUDING_VAT_PRCT"))
        amount = told.find("EXCLUDING_VAT_VALUE")
        if amount is not None and (number := _number(amount)):
            award.subcontract = Money(number, str(amount.get("CURRENCY") or ""))
    elif next(element.iter("NO_CONTRACT_LIKELY_SUB_CONTRACTED"), None) is not None:
        award.subcontracted = "no"


def _add(amounts: Amounts, costs: Element | None, framework: bool) -> None:
    """A value, or the lowest and highest of the offers."""
    if framework:
        amounts.maximum = _money(costs)
    else:
        amounts.awarded = _money(costs)
    between = costs.find("RANGE_VALUE_COST") if costs is not None else None
    if between is not None and costs is not None:
        amounts.lowest, amounts.highest = (_money(costs, between.find(tag)) for tag in ("LOW_VALUE", "HIGH_VALUE"))


def _money(costs: Element | None, amount: Element | None = None) -> Money | None:
    """An amount with the currency of its costs, and the rate of the VAT that it includes."""
    if costs is None:
        return None
    number = _number(costs.find("VALUE_COST") if amount is None else amount)
    including = costs.find("INCLUDING_VAT")
    vat = "" if including is None else _number(including.find("VAT_PRCT")) or "?"
    return Money(number, str(costs.get("CURRENCY") or ""), vat) if number else None


def _number(element: Element | None) -> str:
    """The number in its plain form where it has one, else as it is written."""
    return "" if element is None else str(element.get("FMTVAL") or "").strip() or text(element)


def _party(place: Element, lang: str, kind: str = "") -> Party:
    name, number = text(place, "ORGANISATION/OFFICIALNAME") or text(place, "ORGANISATION"), ""
    number = text(place, "ORGANISATION/NATIONALID")
    return Party(
        names=[(name, lang)] if name else [], numbers=[number] if number else [], country=value(place, "COUNTRY"),
        town=text(place, "TOWN"), postcode=text(place, "POSTAL_CODE"), street=text(place, "ADDRESS"),
        homepage=text(place, "URL"), legal_type=kind,
    )  # fmt: skip


def _first_value(form: Element, tag: str) -> str:
    return next((str(one.get("VALUE") or "") for one in form.iter(tag)), "")


def _codes(element: Element, tag: str) -> list[str]:
    return list(dict.fromkeys(code for one in named(element, tag) if (code := str(one.get("CODE") or ""))))
