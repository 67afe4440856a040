"""The quirks of the official files, on real rows of them: none loses, doubles or invents anything on the way in."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from folders import SHARED
from openpyxl import load_workbook
from staged import TAXONOMY, intake_of

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import Refused
from dirskg.ingest.audit import Audit
from dirskg.ingest.identity.identity import judgements, records
from dirskg.ingest.identity.resolve import resolve
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.reading import read_rows
from dirskg.ingest.sources.ror.record import read_record
from dirskg.ingest.values.identifiers import normalise
from dirskg.ingest.values.names import comparable
from dirskg.ingest.values.persons import is_person
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.points import doubt
from dirskg.ingest.values.vocabulary import BODIES

DOWNLOADS = SHARED / "data"

pytestmark = pytest.mark.skipif(not DOWNLOADS.is_dir(), reason=f"{DOWNLOADS} is not there")


def rows(path: str, *, delimiter: str = ",", encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with (DOWNLOADS / path).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def values(path: str) -> Any:
    return json.loads((DOWNLOADS / path).read_text(encoding="utf-8-sig"))


def portal_participants() -> Iterator[dict[str, Any]]:
    for result in values("edf/sedia_projects_page01.json")["results"]:
        yield from json.loads(result["metadata"]["participants"][0])


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """The page of projects, with the byte-order mark that some downloads have, and the topics."""
    folder = tmp_path_factory.mktemp("portal")
    for name in ("sedia_projects_page01.json", "edf_topics_2026-08.jsonl"):
        (folder / name).write_bytes("\ufeff".encode() + (DOWNLOADS / "edf" / name).read_bytes())
    return intake_of("edf", folder)


@pytest.fixture(scope="module")
def cordis(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """All tables but the workbooks of 2025, which tell of no project of the others; all build in test_real_parts.py."""
    folder = tmp_path_factory.mktemp("cordis")
    for path in (DOWNLOADS / "cordis").glob("*.csv"):
        (folder / path.name).symlink_to(path)
    return intake_of("cordis", folder)


# The EU portal


def test_a_byte_order_mark_and_values_one_after_another_lose_none(portal: Intake) -> None:
    found = {name: count.rows - count.aside for name, count in portal.audit.files.items()}
    assert found == {"sedia_projects_page01.json": 50, "edf_topics_2026-08.jsonl": 37}


def test_letters_that_were_encoded_twice_come_out_right(portal: Intake) -> None:
    raw = (DOWNLOADS / "edf" / "edf_topics_2026-08.jsonl").read_text(encoding="utf-8")
    assert "â€" in raw
    texts = [str(value) for row in portal.stage.rows["call"] for value in row.values()]
    assert [text for text in texts if "â€" in text or "Ã©" in text] == []


def test_participants_within_text_are_all_there_and_names_with_commas_stay_whole(portal: Intake) -> None:
    told = {(str(one["pic"]), " ".join(one["legalName"].split())) for one in portal_participants()}
    staged = {(str(row["key"]).removeprefix("edf/"), row["name"]) for row in portal.stage.rows["name"]}
    assert sum("," in name for _, name in told) >= 10
    assert {pair for pair in told if "," in pair[1]} <= staged
    assert {pic for pic, _ in told} == {pic for pic, _ in staged}


def test_numbers_made_up_for_those_without_one_are_no_pics(reference_ecosystem: Ecosystem) -> None:
    made_up = [one["pic"] for one in values("edf/portal_extract_2026-04_companies.json") if not one["pic"].isdigit()]
    assert len(made_up) == 232
    for pic in made_up:
        with pytest.raises(ValueError, match="nine digits"):
            normalise("pic", pic)
    assert not reference_ecosystem.organisations["id"].str.contains("M2025", case=False).any()


def test_projects_that_stand_twice_are_there_once(reference_ecosystem: Ecosystem) -> None:
    told = Counter(f"project-{one['project_id']}" for one in values("edf/portal_extract_2026-04_projects.json"))
    assert sum(count > 1 for count in told.values()) == 18
    there = Counter(reference_ecosystem.projects["id"])
    assert {project: there[project] for project, count in told.items() if count > 1 and there[project] != 1} == {}


def test_geocodes_at_nowhere_or_in_another_town_are_doubted() -> None:
    belgian = [one for one in portal_participants() if one["postalAddress"]["countryCode"]["abbreviation"] == "BE"]
    places, doubted = Places.load(), set()
    for one in belgian:
        address = one["postalAddress"]
        place = places.locate(address["city"], address["postalCode"])
        assert place is not None
        if doubt(one["latitude"], one["longitude"], place.nuts3):
            doubted.add(one["legalName"])
    assert len(belgian) > 20
    assert doubted == set()
    # Of the release of February 2025: Ans near Liège was placed in Antwerp, and one row in the Gulf of Guinea.
    assert "far from" in doubt("51.22", "4.40", "BE332")
    assert "Gulf of Guinea" in doubt("0.0", "0.0", "BE100")


# CORDIS


def test_every_row_of_every_table_is_taken_in(cordis: Intake) -> None:
    counts = {name: count.rows for name, count in cordis.audit.files.items()}
    assert counts["h2020_organizations_subset_2023-06.csv"] == 2722
    assert counts["fp7_security_orgs.csv"] == 4072
    assert sum(str(row["category"]) == "FP7-SECURITY" for row in cordis.stage.rows["project"]) == 321
    belgian = {row["key"] for row in cordis.stage.rows["organisation"] if row["country"] == "BE"}
    numbers = {row["key"] for row in cordis.stage.rows["identifier"] if row["scheme"] == "kbo"}
    assert len(belgian & numbers) > len(belgian) / 2
    assert not any(issue.action == "refused" for issue in cordis.audit.issues)


def test_a_decimal_comma_in_one_column_spoils_no_amount(cordis: Intake) -> None:
    told = rows("cordis/h2020_organizations_subset_2023-06.csv")
    assert sum("," in row["totalCost"] for row in told) == 1120
    staged = [row for row in cordis.stage.rows["participation"] if str(row["origin"]).startswith("h2020_organizations")]
    chosen = {str(row["project"]).removeprefix("project-") for row in staged}
    paid = sum(float(row["ecContribution"] or 0) for row in told if row["projectID"] in chosen)
    assert sum(float(row["contribution"] or 0) for row in staged) == pytest.approx(paid)
    assert not any(issue.kind == "number" for issue in cordis.audit.issues)


def test_fillers_are_no_vat_numbers(cordis: Intake) -> None:
    files = ("cordis/h2020_organizations_subset_2023-06.csv", "cordis/fp7_security_orgs.csv")
    crosswalk = rows("crosswalk/be_organisations_pic_vat_kbo.csv")
    told = [row["vatNumber"] for file in files for row in rows(file)] + [row["vat"] for row in crosswalk]
    fillers = {text for text in told if text and not any(letter.isdigit() for letter in text)}
    assert fillers == {"NOTAPPLICABLE", "MISSING", "not applicable", "N/A"}
    for text in fillers | {"-", "."}:
        with pytest.raises(ValueError, match="not a (KBO|VAT) number"):
            normalise("vat", text)
    numbers = [str(row["value"]) for row in cordis.stage.rows["identifier"] if row["scheme"] == "kbo"]
    assert all(len(number) == 10 and number.isdigit() for number in numbers)
    assert not any(issue.value.removeprefix("vat ") in fillers for issue in cordis.audit.issues)


def test_one_number_with_two_names_stays_one_organisation(cordis: Intake) -> None:
    chosen = {str(row["project"]).removeprefix("project-") for row in cordis.stage.rows["participation"]}
    told, staged = defaultdict(set), defaultdict(set)
    for file, pic in (("h2020_organizations_subset_2023-06", "organisationID"), ("fp7_security_orgs", "id")):
        for row in rows(f"cordis/{file}.csv"):
            person = row["activityType"] not in BODIES and is_person(row["name"])
            if row["projectID"] in chosen and row[pic] and not person:
                told[f"cordis/{row[pic]}"].add(" ".join(row["name"].split()))
    for name in cordis.stage.rows["name"]:
        staged[name["key"]].add(name["name"])
    assert sum(len(names) > 1 for names in told.values()) == 5
    assert any(issue.kind == "natural person" for issue in cordis.audit.issues)
    assert {key: staged[key] for key in told} == told
    assert set(Counter(row["key"] for row in cordis.stage.rows["organisation"]).values()) == {1}


def test_one_organisation_with_two_numbers_or_two_seats_is_one(cordis: Intake) -> None:
    stages = [intake_of("reference").stage, cordis.stage]
    found = resolve(records(stages), judgements(stages))
    assert found.idle == []
    liege = {
        "institutions/uliege",
        "cordis/999976105",
        "portal/UNIVERSITE DE LIEGE",
        "participant/BE/Université de Liège",
    }
    assert len({found.ids[key] for key in liege}) == 1
    assert found.ids["institutions/sck-cen"] == found.ids["cordis/999986775"]


# ROR


def test_both_schemas_of_ror_stand_in_one_file() -> None:
    records = [json.loads(line) for line in (DOWNLOADS / "ror/ror_records_latest_BE.jsonl").open(encoding="utf-8")]
    assert Counter("names" in record for record in records) == {True: 206, False: 110}
    assert all(read_record(record).names for record in records)


# Geography: tables in two encodings, of two vintages


def test_a_table_in_another_encoding_is_refused_at_its_row_and_one_beside_it_is_read() -> None:
    told = rows("geo_be/be-dictionary.csv", encoding="iso-8859-1")
    first = next(number for number, row in enumerate(told, start=2) if not "".join(row.values()).isascii())
    with pytest.raises(Refused, match=rf"row {first}: not UTF-8"):
        list(read_rows(DOWNLOADS / "geo_be/be-dictionary.csv", ("PostCode",), Audit("test")))
    audit = Audit("test")
    beside = DOWNLOADS / "geo_be/be_postcode_point_nis_nuts_DERIVED.csv"
    assert len([row.take("postcode") for row in read_rows(beside, ("postcode",), audit)]) == 1144


def test_places_have_the_codes_of_2024_and_areas_that_were_not_redrawn_are_the_same() -> None:
    places = Places.load()
    for row in rows("geo_be/be_postcode_point_nis_nuts_DERIVED.csv"):
        place = places.locate("", row["postcode"])
        assert place is not None
        assert (place.nuts3, place.region) == (row["nuts3_2021_2024"], row["nuts1"])
    redrawn: dict[str, set[str]] = defaultdict(set)
    for row in rows("geo_be/be-dictionary.csv", encoding="iso-8859-1"):
        place = places.locate("", row["PostCode"])
        if place:
            redrawn[row["NUTS3"]].add(place.nuts3)
    there = set().union(*redrawn.values())
    kept = {old for old in redrawn if old in there}
    # Postal codes on the edge of two areas aside, an area of before is the same or, in Verviers, two.
    assert {old: new for old, new in redrawn.items() if old in kept and new != {old}} == {
        "BE255": {"BE255", "BE252"}, "BE335": {"BE335", "BE336"},
    }  # fmt: skip
    assert set(redrawn) - kept == {"BE221", "BE222", "BE321", "BE322", "BE324", "BE325", "BE326", "BE327"}


def test_the_german_speaking_municipalities_are_an_area_of_their_own() -> None:
    german = {"Amel", "Büllingen", "Burg-Reuland", "Bütgenbach", "Eupen", "Kelmis", "Lontzen", "Raeren", "Sankt Vith"}
    found = {town: Places.load().locate(town) for town in german}
    assert {town for town, place in found.items() if place is None or place.nuts3 != "BE336"} == set()


# Codes and names


def test_numbers_that_lost_their_zero_are_read_all_the_same() -> None:
    numbers = {row["kbo"] for row in rows("crosswalk/be_organisations_pic_vat_kbo.csv") if row["kbo"]}
    assert len(numbers) > 200
    assert {normalise("kbo", number.lstrip("0"))[1] for number in numbers} == numbers


def test_a_header_that_ends_in_another_way_than_the_rows_is_read(tmp_path: Path) -> None:
    raw = (DOWNLOADS / "nace/NACE_REV2_en.csv").read_bytes()
    header, _, body = raw.partition(b"\r")
    assert b"\n" not in header
    with pytest.raises(Refused, match="row 1: .*quotes"):
        list(read_rows(DOWNLOADS / "nace/NACE_REV2_en.csv", ("Code",), Audit("test")))
    # The header of the publisher has quotes within quotes and three names too many.
    mended = tmp_path / "nace.csv"
    columns = ["Level", "Code", "Description", "Parent", *"EFGH"]
    mended.write_bytes(",".join(columns).encode() + b"\r" + body)
    audit = Audit("test")
    found = {row.take("Code"): row.take("Description") for row in read_rows(mended, tuple(columns), audit)}
    assert (len(found), found["25.40"]) == (996, "Manufacture of weapons and ammunition")
    assert audit.files["nace.csv"].aside == 0


def test_a_trading_name_behind_an_asterisk_does_not_count() -> None:
    sheet = load_workbook(DOWNLOADS / "fts" / "eu_grants.xlsx", read_only=True).worksheets[0]
    names = {str(name) for (name,) in sheet.iter_rows(min_row=2, min_col=4, max_col=4, values_only=True)}
    starred = {name for name in names if "*" in name[3:]}
    assert len(starred) > 1000
    assert {name for name in starred if comparable(name) != comparable(name.partition("*")[0])} == set()


def test_what_is_bought_leads_to_a_domain_and_the_legal_basis_does_not() -> None:
    # Buyer profiles name the directive on defence even where a town or a tourist board buys.
    classes = {code.rstrip("0") for scheme, code in TAXONOMY.mappings if scheme == "cpv" and code.isdigit()}
    notices = [row for row in rows("ted/index.csv") if row["defence"] == "1"]
    led = [row for row in notices if any(code.startswith(tuple(classes)) for code in row["cpv"].split())]
    profiles = [row for row in notices if row["form"] == "F08"]
    assert (len(notices), len(profiles)) == (231, 29)
    assert {row["authority"] for row in profiles if row in led} == {
        "European Space Agency", "European Space Agency (ESA)", "Polismyndigheten",
    }  # fmt: skip
    assert any(row["form"] != "F08" for row in led)
