"""Fields of TED_EXPORT notices, as one would write it by hand: what `read_ted.py` races against."""

from __future__ import annotations

from xml.etree import ElementTree

Row = dict[str, "str | None"]
FIELDS = {
    "notices": ("notice", "form", "kind", "date", "country", "activity", "title", "value", "currency", "estimated",
                "lowest", "highest", "framework", "previous"),
    "parties": ("notice", "award", "role", "name", "number", "country", "town", "postcode", "street", "url", "sme"),
    "lots": ("notice", "lot", "title", "cpv", "nuts", "estimated"),
    "awards": ("notice", "award", "lot", "contract", "title", "date", "outcome", "value", "currency", "estimated",
               "lowest", "highest", "offers", "offers_sme", "group", "subcontracted", "share", "subcontract"),
}  # fmt: skip


def rows_of(data: bytes) -> dict[str, list[Row]]:
    """Rows of each table from one notice: of its first form in an original language."""
    root = ElementTree.fromstring(data)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    found: dict[str, list[Row]] = {name: [] for name in FIELDS}
    number = root.get("DOC_ID") or ""
    forms = [one for one in root.find("FORM_SECTION") or () if one.get("CATEGORY") == "ORIGINAL"]
    if not forms:
        return found
    form = forms[0]
    found["notices"].append({
        "notice": number, "form": form.get("FORM"), "kind": _value(root, ".//TD_DOCUMENT_TYPE", "CODE"),
        "date": root.findtext(".//DATE_PUB"), "country": _value(root, ".//ISO_COUNTRY"),
        "activity": _value(root, ".//MA_MAIN_ACTIVITIES", "CODE"),
        "title": _text(form, ".//OBJECT_CONTRACT/TITLE") or _text(form, ".//TITLE_CONTRACT"),
        "framework": "yes" if form.find(".//FRAMEWORK") is not None else None,
        "previous": root.findtext(".//REF_NOTICE/NO_DOC_OJS"), **_sums(form.find("OBJECT_CONTRACT")),
    })  # fmt: skip
    for buyer in (*form.iter("ADDRESS_CONTRACTING_BODY"), *form.iter("CA_CE_CONCESSIONAIRE_PROFILE")):
        found["parties"].append(_party(buyer, number, None, "buyer"))
    for place, lot in enumerate((*form.iter("OBJECT_DESCR"), *form.iter("F17_ANNEX_B")), start=1):
        found["lots"].append({
            "notice": number, "lot": lot.findtext("LOT_NO") or lot.findtext("LOT_NUMBER") or str(place),
            "title": _text(lot, "TITLE"), "estimated": lot.findtext("VAL_OBJECT"),
            "cpv": " ".join(one.get("CODE") or "" for one in lot.iter("CPV_CODE")),
            "nuts": " ".join(one.get("CODE") or "" for one in lot.iter("NUTS")),
        })  # fmt: skip
    awards = (*form.iter("AWARD_CONTRACT"), *form.iter("AWARD_OF_CONTRACT_DEFENCE"), *form.iter("AWARD_OF_CONTRACT"))
    for place, award in enumerate(awards, start=1):
        _add_award(found, award, number, str(place))
    return found


def _add_award(found: dict[str, list[Row]], award: ElementTree.Element, number: str, place: str) -> None:
    done = award.find("AWARDED_CONTRACT")
    whole = award if done is None else done
    found["awards"].append({
        "notice": number, "award": place, "lot": award.findtext("LOT_NO") or award.findtext("LOT_NUMBER"),
        "contract": award.findtext("CONTRACT_NO"), "title": _text(award, "TITLE"),
        "date": whole.findtext("DATE_CONCLUSION_CONTRACT"),
        "outcome": "not-awarded" if award.find("NO_AWARDED_CONTRACT") is not None else "awarded",
        "offers": whole.findtext(".//NB_TENDERS_RECEIVED") or award.findtext(".//OFFERS_RECEIVED_NUMBER"),
        "offers_sme": whole.findtext(".//NB_TENDERS_RECEIVED_SME"),
        "group": "yes" if whole.find(".//AWARDED_TO_GROUP") is not None else "no",
        "subcontracted": "yes" if whole.find("LIKELY_SUBCONTRACTED") is not None else None,
        "share": whole.findtext("PCT_SUBCONTRACTING"), "subcontract": whole.findtext("VAL_SUBCONTRACTING"),
        **_sums(whole.find("VALUES") if whole.find("VALUES") is not None else whole),
    })  # fmt: skip
    for one in (*whole.iter("CONTRACTOR"), *whole.iter("ECONOMIC_OPERATOR_NAME_ADDRESS")):
        inner = next(iter(one), one)
        party = _party(inner, number, place, "winner")
        party["sme"] = "yes" if one.find("SME") is not None else "no" if one.find("NO_SME") is not None else None
        found["parties"].append(party)


def _party(place: ElementTree.Element, number: str, award: str | None, role: str) -> Row:
    return {
        "notice": number, "award": award, "role": role, "name": place.findtext(".//OFFICIALNAME"),
        "number": place.findtext(".//NATIONALID"), "country": _value(place, "COUNTRY"), "town": place.findtext("TOWN"),
        "postcode": place.findtext("POSTAL_CODE"), "street": place.findtext("ADDRESS"),
        "url": place.findtext("URL_GENERAL") or place.findtext("URL"),
    }  # fmt: skip


def _sums(place: ElementTree.Element | None) -> Row:
    if place is None:
        return {}
    total, between = place.find(".//VAL_TOTAL"), place.find(".//VAL_RANGE_TOTAL")
    if total is None:
        total = place.find(".//VALUE_COST")
    return {
        "value": None if total is None else total.get("FMTVAL") or total.text,
        "currency": None if total is None else total.get("CURRENCY"),
        "estimated": place.findtext(".//VAL_ESTIMATED_TOTAL"),
        "lowest": None if between is None else between.findtext("LOW"),
        "highest": None if between is None else between.findtext("HIGH"),
    }  # fmt: skip


def _text(place: ElementTree.Element, path: str) -> str | None:
    found = place.find(path)
    return None if found is None else " ".join("".join(found.itertext()).split())


def _value(place: ElementTree.Element, path: str, attribute: str = "VALUE") -> str | None:
    found = place.find(path)
    return None if found is None else found.get(attribute)
