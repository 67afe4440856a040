"""TED as a source: what notices tell, withhold and leave out, in both generations of XML."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from folders import SHARED
from small_ted import award, eforms, euro, form, legacy, organisation, private, tender, winner
from staged import TAXONOMY, intake_of, issues, rows

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.ted.codes import Meaning
from dirskg.ingest.sources.ted.documents import Document
from dirskg.ingest.sources.ted.reading import read_document
from dirskg.ingest.sources.ted.rows import defence_by, tidy

REAL = SHARED / "data" / "ted" / "notices_def_and_be"
EFORMS = SHARED / "data" / "ted_eforms"
real_data = pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is not there")


def taken(folder: Path, **files: bytes) -> Intake:
    """The source of notices by the names of their files, without the ending."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.xml").write_bytes(data)
    return intake_of("ted", folder)


def result(*tenders: str, more: str = "", inner: str = "") -> str:
    """The result of a lot with one tender that won, by one bidder of two parties."""
    return (
        f"<efac:LotResult>{more}<cbc:TenderResultCode>selec-w</cbc:TenderResultCode><efac:LotTender><cbc:ID>TEN-1</cbc:ID>"
        f"</efac:LotTender>{inner}<efac:TenderLot><cbc:ID>LOT-1</cbc:ID></efac:TenderLot></efac:LotResult>{''.join(tenders)}"
        "<efac:TenderingParty><cbc:ID>TPA-1</cbc:ID><efac:Tenderer><cbc:ID>ORG-2</cbc:ID><efbc:GroupLeadIndicator>true"
        "</efbc:GroupLeadIndicator></efac:Tenderer><efac:Tenderer><cbc:ID>ORG-3</cbc:ID></efac:Tenderer><efac:SubContractor>"
        "<cbc:ID>ORG-4</cbc:ID></efac:SubContractor></efac:TenderingParty>"
    )


def test_a_notice_of_the_forms_of_2014(tmp_path: Path) -> None:
    alfa, bravo = winner("Alfa Optics NV", number="BE0400.000.086"), winner("Bravo GmbH", "<NO_SME/>", country="DE")
    sums = euro("1500000.50") + euro("1400000", tag="VAL_ESTIMATED_TOTAL")
    subcontract = "<LIKELY_SUBCONTRACTED/><PCT_SUBCONTRACTING>38</PCT_SUBCONTRACTING>"
    none = "<AWARD_CONTRACT><LOT_NO>2</LOT_NO><NO_AWARDED_CONTRACT/></AWARD_CONTRACT>"
    found = taken(
        tmp_path / "in", a=legacy("000123-2021", award(alfa, bravo, value=sums, lot="1", more=subcontract), none)
    )
    [notice] = rows(found, "notice")
    assert (notice["id"], notice["kind"], notice["date"]) == ("notice-123-2021", "result", "2021-03-04")
    assert notice["source"] == "https://ted.europa.eu/en/notice/-/detail/123-2021"
    first, second = rows(found, "award")
    assert (first["awarded"], first["estimated"], first["currency"]) == (1500000.5, 1400000.0, "EUR")
    assert (first["offers"], first["offers_sme"], first["share"], first["subcontracted"]) == (3.0, 2.0, 38.0, "yes")
    assert (first["group"], first["outcome"], second["outcome"]) == ("yes", "awarded", "not-awarded")
    assert second.get("awarded") is None
    parties = {(row["id"], row["key"], row["role"], row.get("sme", "")) for row in rows(found, "award_party")}
    assert parties == {
        ("notice-123-2021", "ted/BE/kbo-0308357555", "buyer", ""),
        ("award-123-2021-1", "ted/DE/Bravo GmbH", "winner", "no"),
        ("award-123-2021-1", "ted/BE/kbo-0400000086", "winner", "yes"),
    }  # fmt: skip
    assert {(row["key"], row.get("size")) for row in rows(found, "organisation")} >= {("ted/BE/kbo-0400000086", "SME")}
    assert {(row["key"], row["domain"], row["confidence"]) for row in rows(found, "activity")} == {
        (key, domain, "medium") for key in ("ted/BE/kbo-0400000086", "ted/DE/Bravo GmbH") for domain in ("V1", "H2")
    }
    assert {row["topic"] for row in rows(found, "topic")} == {"drones"}
    assert "Peeters" not in str(found.stage.rows)
    assert found.audit.issues == []


def test_a_notice_of_eforms(tmp_path: Path) -> None:
    parties = [
        organisation("ORG-2", ("FRA", "Alfa Optique SA"), company="0400.000.086 "),
        organisation("ORG-3", ("ENG", "Bravo Ltd"), country="GBR"),
        organisation("ORG-4", ("ENG", "Charlie Systems")),
        organisation("ORG-5", ("NLD", "eSender BV"), company="BE001"),
    ]  # fmt: skip
    offers = (
        "<efac:ReceivedSubmissionsStatistics><efbc:StatisticsCode>tenders</efbc:StatisticsCode><efbc:StatisticsNumeric>4"
        "</efbc:StatisticsNumeric></efac:ReceivedSubmissionsStatistics>"
    )
    found = taken(
        tmp_path / "in", a=eforms("00000042-2024", result(tender("TEN-1", "TPA-1", "250000"), inner=offers), *parties)
    )
    [only] = rows(found, "award")
    assert (only["awarded"], only["estimated"], only["offers"], only["group"]) == (250000.0, 900.0, 4.0, "yes")
    assert {(row["key"], row["role"]) for row in rows(found, "award_party")} == {
        ("ted/BE/kbo-0308357555", "buyer"), ("ted/BE/kbo-0400000086", "winner"),
        ("ted/BE/kbo-0400000086", "groupLeader"),
        ("ted/UK/Bravo Ltd", "winner"), ("ted/BE/Charlie Systems", "subcontractor"),
    }  # fmt: skip
    # The platform that sent the notice is no party to the contract.
    assert len(rows(found, "organisation")) == 4
    assert {(row["name"], row["lang"]) for row in rows(found, "name")} >= {("La Defense", "fr"), ("Defensie", "nl")}
    assert rows(found, "notice")[0]["title"] == "Drones (fr)"


ALFA = winner("Alfa NV")
HIDDEN_COUNT = (
    f"<efac:ReceivedSubmissionsStatistics>{private('rec-sub-cou')}<efbc:StatisticsCode>unpublished</efbc:StatisticsCode>"
    "<efbc:StatisticsNumeric>-1</efbc:StatisticsNumeric></efac:ReceivedSubmissionsStatistics>"
)
WITHHELD = {
    "of 2014": (legacy("1-2021", award(ALFA, value=euro("5000", attributes=' PUBLICATION="NO"'))), "awarded"),
    "winner of 2014": (legacy("1-2021", award(ALFA, attributes=' PUBLICATION="NO"')), "winner"),
    "declared": (eforms("1-2024", result(tender("TEN-1", "TPA-1", "5000", more=private("win-ten-val")))), "awarded"),
    "minus one": (eforms("1-2024", result(tender("TEN-1", "TPA-1", "-1"))), "awarded"),
    "zero": (legacy("1-2021", award(ALFA, value=euro("0"))), "awarded"),
    "a cent": (legacy("1-2021", award(ALFA, value=euro("0.01"))), "awarded"),
    "offers": (eforms("1-2024", result(tender("TEN-1", "TPA-1", "5000"), inner=HIDDEN_COUNT)), "offers"),
}


@pytest.mark.parametrize("case", WITHHELD)
def test_what_is_withheld_is_unknown_and_never_zero(case: str, tmp_path: Path) -> None:
    data, what = WITHHELD[case]
    found = taken(tmp_path / "in", a=data)
    [told] = rows(found, "award")
    if what == "winner":
        assert {row["role"] for row in rows(found, "award_party")} == {"buyer"}
    assert told.get(what) is None
    assert {kind for _, kind in issues(found)} & {"withheld", "no amount"}


def test_another_currency_stays_what_it_is_and_is_not_mixed(tmp_path: Path) -> None:
    mixed = award(winner("Alfa NV"), value=euro("4000", "PLN") + euro("900", "EUR", "VAL_ESTIMATED_TOTAL"))
    found = taken(tmp_path / "in", a=legacy("1-2021", mixed))
    [told] = rows(found, "award")
    assert (told["awarded"], told["currency"], told.get("estimated")) == (4000.0, "PLN", None)
    assert issues(found)["ignored", "currency"] == 1


def test_the_total_of_a_framework_is_the_most_that_may_be_ordered(tmp_path: Path) -> None:
    found = taken(
        tmp_path / "in", a=legacy("1-2021", award(winner("Alfa NV"), value=euro("4000")), procedure="<FRAMEWORK/>")
    )
    [told] = rows(found, "award")
    assert (told.get("awarded"), told["maximum"], told["framework"]) == (None, 4000.0, "yes")


def test_two_languages_give_two_names_and_one_contract(tmp_path: Path) -> None:
    other = form(award(winner("NMBS")), lang="NL", buyer="Defensie", category="ORIGINAL")
    foreign = form(award(winner("Bane")), lang="DA", buyer="Forsvaret", category="TRANSLATION")
    found = taken(tmp_path / "in", a=legacy("1-2021", award(winner("SNCB")), others=other + foreign))
    assert len(rows(found, "award")) == 1
    assert {(row["name"], row["lang"]) for row in rows(found, "name")} == {
        ("SNCB", "fr"), ("NMBS", "nl"), ("La Defense", "fr"), ("Defensie", "nl"),
    }  # fmt: skip


def test_persons_and_winners_without_a_name_stay_out_and_are_told(tmp_path: Path) -> None:
    marked = organisation(
        "ORG-2", ("FRA", "Studio X"), more="<efbc:NaturalPersonIndicator>true</efbc:NaturalPersonIndicator>"
    )
    found = taken(
        tmp_path / "in", a=legacy("1-2021", award(winner("Jan Peeters"), value=euro("7000")), award(winner(" - "))),
        b=eforms("2-2024", result(tender("TEN-1", "TPA-1", "5000")), marked),
    )  # fmt: skip
    assert {row["role"] for row in rows(found, "award_party")} == {"buyer"}
    assert [row["awarded"] for row in rows(found, "award") if row.get("awarded")] == [7000.0, 5000.0]
    assert issues(found)["ignored", "natural person"] == 2
    assert issues(found)["ignored", "no name"] == 1
    assert issues(found)["noted", "no winner"] == 3
    assert "Peeters" not in str(found.stage.rows) + str([issue.value for issue in found.audit.issues])


def test_a_notice_cut_in_half_is_refused_with_its_file_and_line(tmp_path: Path) -> None:
    whole = legacy("1-2021", award(winner("Alfa NV")))
    wide = legacy("3-2021").decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16")  # as Windows saves it
    found = taken(tmp_path / "in", a=whole, b=legacy("2-2021"), c=wide, cut=whole[: len(whole) // 2])
    [broken] = [issue for issue in found.audit.issues if issue.kind == "broken notice"]
    assert (broken.action, broken.origin) == ("refused", "cut.xml:1")
    assert "line" in broken.reason
    assert len(rows(found, "notice")) == 3
    with pytest.raises(Refused, match="over a third"):
        taken(tmp_path / "other", cut=whole[:500])


def test_hostile_documents_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><TED_EXPORT>&a;</TED_EXPORT>'
    whole = {f"n{number}": legacy(f"{number}-2021") for number in range(3, 9)}
    found = taken(tmp_path / "in", bomb=bomb, other=b"<html/>", **whole)
    assert issues(found)["refused", "broken notice"] == 1
    assert issues(found)["refused", "no notice"] == 1
    assert len(rows(found, "notice")) == 6


def test_ten_thousand_lots(tmp_path: Path) -> None:
    many = [award(winner(f"Firm {number % 50} NV"), value=euro("2000"), lot=str(number)) for number in range(10_000)]
    found = taken(tmp_path / "in", a=legacy("1-2021", *many))
    assert len(rows(found, "award")) == 10_000
    assert sum(row["awarded"] for row in rows(found, "award")) == 20_000_000
    assert len(rows(found, "organisation")) == 51


SCOPE = {
    "the legal basis alone": (
        {"activity": "S", "basis": "32009L0081", "form": "F08", "type": "B", "cpv": "79341000"},
        None,
    ),
    "the activity": ({"activity": "D", "cpv": "03000000"}, "activity"),
    "the code": ({"activity": "S", "cpv": "35322000"}, "cpv"),
    "clothes of a fire brigade": ({"activity": "S", "cpv": "35811100"}, ""),
    "a form of its own": ({"activity": "8", "cpv": "03000000", "form": "18"}, "form"),
    "that form for public order": ({"activity": "S", "cpv": "03000000", "form": "18"}, None),
    "nothing": ({"activity": "S", "cpv": "45000000"}, None),
    "a correction": ({"type": "2"}, None),
}


@pytest.mark.parametrize("case", SCOPE)
def test_what_is_defence_and_what_stays_outside(case: str, tmp_path: Path) -> None:
    told, why = SCOPE[case]
    found = taken(tmp_path / "in", a=legacy("1-2021", award(winner("Alfa NV")), **told))
    reasons = [row["code"] for row in rows(found, "award_code") if row["property"] == "defenceBy"]
    assert set(reasons) == {why} - {"", None}
    assert bool(rows(found, "notice")) == (why is not None)
    if why is None:
        assert set(issues(found)) <= {("ignored", "out of scope"), ("ignored", "no contract")}


def test_the_same_notice_twice_enters_once(tmp_path: Path) -> None:
    found = taken(tmp_path / "in", a=legacy("1-2021", award(winner("Alfa NV"))), b=legacy("000001-2021"))
    assert len(rows(found, "notice")) == 1
    assert issues(found) == Counter({("refused", "told twice"): 1})


def test_a_corrected_notice_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    changes = (
        "</efac:NoticeResult><efac:Changes><efbc:ChangedNoticeIdentifier>00000042-2024</efbc:ChangedNoticeIdentifier>"
    )
    later = eforms("43-2024", result(tender("TEN-1", "TPA-1", "7000"))).replace(
        b"</efac:NoticeResult>", f"{changes}</efac:Changes>".encode(), 1
    )
    parties = [organisation("ORG-2", ("FRA", "Alfa SA"))]
    found = taken(tmp_path / "in", a=later, b=eforms("42-2024", result(tender("TEN-1", "TPA-1", "5000")), *parties))
    assert [row["awarded"] for row in rows(found, "award")] == [7000.0]
    assert [row["number"] for row in rows(found, "notice")] == ["43-2024"]
    assert rows(found, "activity") == []
    assert issues(found)["refused", "told twice"] == 1


def test_codes_lead_to_the_topics_and_domains_of_the_nearest_code_above() -> None:
    meaning = Meaning.of(TAXONOMY)
    assert meaning.topics_of(["35613100", "03000000"]) == {"drones": "35613100"}
    assert set(meaning.domains_of(["35331500"])) == {"V5"}
    assert meaning.domains_of(["45000000"]) == {}


@real_data
def test_real_notices_of_both_generations() -> None:
    notices = {}
    for path in sorted([*REAL.glob("*.xml"), *EFORMS.glob("*/*.xml")]):
        notice = read_document(Document(path.name, path.read_bytes()))
        assert notice is not None
        tidy(notice)
        notices[path.name] = notice
    assert len(notices) == 373
    assert all(notice.buyers and notice.whole.cpvs for notice in notices.values())
    assert Counter(notice.kind for notice in notices.values())[""] == 2
    # Notices on buyer profiles under the directive on defence: only the activity of the buyer or the code tells.
    profiles = [notice for notice in notices.values() if notice.form == "F08" and "2009" in notice.legal_basis]
    assert len(profiles) == 29
    assert 0 < sum(bool(defence_by(notice)) for notice in profiles) < len(profiles)
    belgian = [notice for notice in notices.values() if notice.form.startswith("eForms") and notice.country == "BE"]
    numbers = {number for notice in belgian for party in notice.buyers for number in party.numbers}
    assert len(belgian) >= 6
    assert "0308356862_4661" in numbers
    assert sum(len(notice.awards) for notice in notices.values()) > 200


@real_data
def test_real_notices_stage_without_a_refusal() -> None:
    found = intake_of("ted", EFORMS / "real_notices", strict=True)
    assert {kind for kind, _ in issues(found)} <= {"ignored", "noted"}
