"""Notices as TED published them until 2023: TED_EXPORT, R2.0.7 to R2.0.9, of which each has the same coded section.

The forms of 2014 (F01 to F25) are read here, the ones before them, also those of defence, by `old_forms`. A notice
holds its form in each language: the originals are read, translations are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

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
from dirskg.ingest.sources.ted.old_forms import read_old_form
from dirskg.ingest.sources.ted.prefilter import LEGACY, Prefilter
from dirskg.ingest.sources.ted.xml import Broken, Element, parse, text, value, values

# Types of document that announce or tell a contract. Corrections tell none.
_KINDS = {
    **dict.fromkeys("06PQ9B", PLANNING), **dict.fromkeys("3AMO45CDEFHIY", COMPETITION), **dict.fromkeys("7JR", RESULT),
    "V": EX_ANTE, "K": MODIFICATION,
}  # fmt: skip
_END = b"</TED_EXPORT>"
# Titles in 24 languages, and forms in 23 that nobody wrote: most of what many files hold.
_TITLES = b"<TRANSLATION_SECTION>", b"</TRANSLATION_SECTION>"
_TRANSLATED = b'CATEGORY="TRANSLATION"'
_TAIL = 256  # of a document, where its last tag stands
_OJ = re.compile(r"(\d{4})/S\s*\d+-0*(\d+)")
_DEFENCE, _ANY = "D", "89Z"  # main activities of the buyer: defence; other, several, not told


def is_legacy(data: bytes) -> bool:
    """Whether a document is one of these."""
    return b"<TED_EXPORT" in data[:2048]


def read_legacy(data: bytes, prefilter: Prefilter | None = None) -> Notice:
    """The notice of a document. Raises Broken where it is cut off or no XML, Outside where a prefilter rules it out."""
    whole = data[-_TAIL:].rstrip().endswith(_END)  # a file that was cut off is told with its own line
    needed = _needed(data) if whole else data
    if prefilter and whole:
        prefilter.over(needed, LEGACY, _KINDS)
    try:
        root = parse(needed)
    except Broken:
        root = parse(data)  # which tells the line as it is in the file
    codes, facts = root.find("CODED_DATA_SECTION/CODIF_DATA"), root.find("CODED_DATA_SECTION/NOTICE_DATA")
    forms = [form for form in root.iterfind("FORM_SECTION/*") if form.get("CATEGORY", "TRANSLATION") != "TRANSLATION"]
    activities = values(codes, "MA_MAIN_ACTIVITIES", "CODE") if codes is not None else []
    notice = Notice(
        number=_number(str(root.get("DOC_ID") or "")),
        kind=_KINDS.get(value(codes, "TD_DOCUMENT_TYPE", "CODE"), ""),
        date=_day(text(root, "CODED_DATA_SECTION/REF_OJS/DATE_PUB")),
        country=value(facts, "ISO_COUNTRY"),
        legal_basis=value(codes, "DIRECTIVE"),
        previous=_previous(text(facts, "REF_NOTICE/NO_DOC_OJS")),
        defence_activity=_DEFENCE in activities,
        other_activity=any(one not in _DEFENCE + _ANY for one in activities),
    )
    if facts is not None:
        notice.whole.cpvs = values(facts, "ORIGINAL_CPV", "CODE")
        notice.whole.places = values(facts, "{*}PERFORMANCE_NUTS", "CODE") or values(facts, "ORIGINAL_NUTS", "CODE")
    if forms:
        notice.form = str(forms[0].get("FORM") or "")
        read = _read_form if forms[0].find("CONTRACTING_BODY") is not None else read_old_form
        read(forms[0], notice)
        for other in forms[1:]:
            _add_names(notice, other, read)
    return notice


def _needed(data: bytes) -> bytes:
    """A whole document without its titles in other languages, and without translations of its form."""
    begin, end = data.find(_TITLES[0]), data.find(_TITLES[1])
    kept = [data[:begin]] if 0 < begin < end else []
    at = end + len(_TITLES[1]) if kept else 0
    while (found := data.find(_TRANSLATED, at)) > 0:
        start = data.rfind(b"<", at, found)
        tag = data[start + 1 : found].split(maxsplit=1)[0]
        if start < 0 or (end := data.find(b"</" + tag + b">", found)) < 0:
            break
        kept.append(data[at:start])
        at = end + len(tag) + 3
    return b"".join([*kept, data[at:]])


def _number(doc_id: str) -> str:
    number, _, year = doc_id.replace("_", "-").partition("-")
    return f"{number.lstrip('0')}-{year}" if number.isdecimal() and year.isdecimal() else ""


def _day(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) == 8 else digits


def _previous(told: str) -> str:
    found = _OJ.search(told)
    return f"{found[2]}-{found[1]}" if found else ""


def _add_names(notice: Notice, form: Element, read: Callable[[Element, Notice], None]) -> None:
    """The same parties by their names in another language, where the other form lists as many in the same order."""
    other = Notice(whole=Lot())
    read(form, other)
    pairs = [(notice.buyers, other.buyers)]
    if len(notice.awards) == len(other.awards):
        pairs += [(one.winners, two.winners) for one, two in zip(notice.awards, other.awards, strict=True)]
    for ours, theirs in pairs:
        if len(ours) == len(theirs):
            for one, two in zip(ours, theirs, strict=True):
                one.names += [name for name in two.names if name[0] not in {told for told, _ in one.names}]


def _read_form(form: Element, notice: Notice) -> None:
    """A form of 2014."""
    lang, body = str(form.get("LG") or "").lower(), form.find("CONTRACTING_BODY")
    notice.legal_basis = value(form, "LEGAL_BASIS") or notice.legal_basis
    notice.previous = notice.previous or _previous(text(form, "PROCEDURE/NOTICE_NUMBER_OJ"))
    if body is not None:
        kind = value(body, "CA_TYPE")
        notice.defence_activity |= value(body, "CA_ACTIVITY") == "DEFENCE"
        for tag in ("ADDRESS_CONTRACTING_BODY", "ADDRESS_CONTRACTING_BODY_ADDITIONAL"):
            notice.buyers += [_party(one, lang, kind) for one in body.iterfind(tag)]
    framework = form.find("PROCEDURE/FRAMEWORK") is not None
    for subject in form.iterfind("OBJECT_CONTRACT"):
        _read_object(subject, notice, framework)
    for award in form.iterfind("AWARD_CONTRACT"):
        notice.awards.append(_award(award, lang, framework))
    for modified in form.iterfind("MODIFICATIONS_CONTRACT"):
        _read_modification(modified, notice, lang)


def _read_object(subject: Element, notice: Notice, framework: bool) -> None:
    whole = notice.whole
    whole.title = whole.title or text(subject, "TITLE")
    whole.framework = framework
    main = values(subject, "CPV_MAIN/CPV_CODE", "CODE")
    whole.cpvs = list(dict.fromkeys(whole.cpvs + main))
    _add_amounts(subject, whole.amounts, framework, notice.withheld)
    descriptions = subject.findall("OBJECT_DESCR")
    for place, one in enumerate(descriptions, start=1):
        codes = dict.fromkeys(main + values(one, "CPV_ADDITIONAL/CPV_CODE", "CODE"))
        lot = Lot(
            text(one, "TITLE"), list(codes), values(one, "{*}NUTS", "CODE"),
            Amounts(estimated=_money(one.find("VAL_OBJECT"))), framework,
        )  # fmt: skip
        notice.lots[text(one, "LOT_NO") or (str(place) if len(descriptions) > 1 else "")] = lot
        whole.places = whole.places or lot.places


def _award(element: Element, lang: str, framework: bool) -> Award:
    done = element.find("AWARDED_CONTRACT")
    award = Award(
        lots=text(element, "LOT_NO").split(",") if text(element, "LOT_NO") else [],
        contract=text(element, "CONTRACT_NO"), title=text(element, "TITLE"), framework=framework,
        outcome="awarded" if done is not None else "not-awarded",
    )  # fmt: skip
    if done is None:
        return award
    award.date = text(done, "DATE_CONCLUSION_CONTRACT")
    offers = done if done.find("TENDERS") is None else done.find("TENDERS")
    if offers is not None and _published(offers, "offers", award.withheld):
        award.offers, award.offers_sme = text(offers, "NB_TENDERS_RECEIVED"), text(offers, "NB_TENDERS_RECEIVED_SME")
    sums = done if done.find("VALUES") is None else done.find("VALUES")
    if sums is not None and _published(sums, "value", award.withheld):
        _add_amounts(sums, award.amounts, framework, award.withheld)
    _add_winners(done, award, lang)
    subcontract = done.find("VAL_SUBCONTRACTING")
    award.share, award.subcontract = text(done, "PCT_SUBCONTRACTING"), _money(subcontract)
    told = done.find("LIKELY_SUBCONTRACTED") is not None or award.share or subcontract is not None
    award.subcontracted = "yes" if told else ("no" if done.find("NO_LIKELY_SUBCONTRACTED") is not None else "")
    return award


def _add_winners(done: Element, award: Award, lang: str) -> None:
    place = done if done.find("CONTRACTORS") is None else done.find("CONTRACTORS")
    if place is None or not _published(place, "winner", award.withheld):
        return
    for one in place.iterfind("CONTRACTOR"):
        party = _party(one.find("ADDRESS_CONTRACTOR"), lang)
        party.sme = "yes" if one.find("SME") is not None else ("no" if one.find("NO_SME") is not None else "")
        award.winners.append(party)
    if place.find("AWARDED_TO_GROUP") is not None:
        award.group = "yes"
    elif place.find("NO_AWARDED_TO_GROUP") is not None:
        award.group = "no"


def _read_modification(modified: Element, notice: Notice, lang: str) -> None:
    """What a contract is worth after its modification, and before; who carries it out is told anew."""
    said, change = modified.find("DESCRIPTION_PROCUREMENT"), modified.find("INFO_MODIFICATIONS")
    award = notice.awards[0] if notice.awards else Award(outcome="awarded")
    notice.awards[:1] = [award]
    award.amounts = Amounts()
    if change is not None:
        sums = change if change.find("VALUES") is None else change.find("VALUES")
        if sums is not None and _published(sums, "value", award.withheld):
            award.amounts.awarded = _money(sums.find("VAL_TOTAL_AFTER"))
            award.amounts.before = _money(sums.find("VAL_TOTAL_BEFORE"))
    if said is not None and said.find(".//CONTRACTOR") is not None:
        award.winners.clear()
        _add_winners(said, award, lang)


def _add_amounts(place: Element, amounts: Amounts, framework: bool, withheld: list[str]) -> None:
    """The total is that of the contract, or the most that a framework may come to."""
    total = place.find("VAL_TOTAL")
    if total is not None and _published(total, "value", withheld):
        if framework:
            amounts.maximum = _money(total)
        else:
            amounts.awarded = _money(total)
    amounts.estimated = _money(place.find("VAL_ESTIMATED_TOTAL"))
    between = place.find("VAL_RANGE_TOTAL")
    if between is not None and _published(between, "value", withheld):
        currency = str(between.get("CURRENCY") or "")
        amounts.lowest, amounts.highest = (
            Money(told, currency) if (told := text(between, tag)) else None for tag in ("LOW", "HIGH")
        )


def _published(element: Element, what: str, withheld: list[str]) -> bool:
    """Whether the buyer agreed to publish it; where not, what stands there is none of our business."""
    if element.get("PUBLICATION") == "NO":
        withheld.append(what)
        return False
    return True


def _money(element: Element | None) -> Money | None:
    if element is None or element.get("PUBLICATION") == "NO" or not (told := text(element)):
        return None
    return Money(told, str(element.get("CURRENCY") or ""))


def _party(address: Element | None, lang: str, kind: str = "") -> Party:
    name, number = text(address, "OFFICIALNAME"), text(address, "NATIONALID")
    return Party(
        names=[(name, lang)] if name else [], numbers=[number] if number else [], country=value(address, "COUNTRY"),
        town=text(address, "TOWN"), postcode=text(address, "POSTAL_CODE"), street=text(address, "ADDRESS"),
        homepage=text(address, "URL_GENERAL") or text(address, "URL"), legal_type=kind,
    )  # fmt: skip
