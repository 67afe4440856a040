"""Postal codes and town names as the sources write them lead to the right region."""

from __future__ import annotations

import csv

import pytest
from folders import REFERENCE_TABLES, SHARED

from dirskg.ingest.values.places import Place, Places

REFERENCE = SHARED / "reference"
REGIONS = {
    "BE-BRU": "BE1",
    "BE-VLG": "BE2",
    "BE-WAL": "BE3",
    "Brussels": "BE1",
    "Flanders": "BE2",
    "Wallonia": "BE3",
}


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load()


def test_the_table_is_read_once() -> None:
    assert Places.load() is Places.load()


@pytest.mark.parametrize(
    ("town", "nuts3", "region"),
    [
        ("Bruxelles / Brussel", "BE100", "BE1"),
        ("Brussels (Koningsstraat 154-158)", "BE100", "BE1"),
        ("Brussels (Haren)", "BE100", "BE1"),
        ("Neder-Over-Heembeek (Brussels)", "BE100", "BE1"),
        ("Brussels; Casteau (Mons)", "BE100", "BE1"),
        ("ELSENE", "BE100", "BE1"),
        ("Brussels Airport", "BE241", "BE2"),
        ("Antwerpen (Berchem)", "BE211", "BE2"),
        ("Brugge (Zeebrugge)", "BE251", "BE2"),
        ("SINT NIKLAAS", "BE236", "BE2"),
        ("St-Niklaas", "BE236", "BE2"),
        ("Rhode-Saint-Genèse", "BE241", "BE2"),
        ("Ghent", "BE234", "BE2"),
        ("Zwijnaarde", "BE234", "BE2"),
        ("Liege Angleur", "BE332", "BE3"),
        ("BRAINE L'ALLEUD", "BE310", "BE3"),
        ("Braine-l’Alleud", "BE310", "BE3"),
        ("MONT-SAINT-GUIBERT", "BE310", "BE3"),
        ("Seneffe (Petit-Roeulx-lez-Nivelles)", "BE32C", "BE3"),
        ("Engis (Clermont-sous-Huy)", "BE331", "BE3"),
        ("Casteau (Mons)", "BE323", "BE3"),
        ("Eupen", "BE336", "BE3"),
    ],
)
def test_a_town_is_found_however_it_is_written(places: Places, town: str, nuts3: str, region: str) -> None:
    found = places.locate(town)
    assert found is not None
    assert (found.nuts3, found.region) == (nuts3, region)


@pytest.mark.parametrize("postcode", ["1000", "B-1000", "B 1000", "BE-1000", "b1000", "1000 ", "1000 Brussel"])
def test_the_postal_code_is_read_in_its_usual_forms(places: Places, postcode: str) -> None:
    assert places.locate("", postcode) == Place("BE100", "BE1", "Brussels")


def test_the_postal_code_decides_before_the_town(places: Places) -> None:
    assert places.locate("Berchem", "2600") == Place("BE211", "BE2", "Berchem")
    assert places.locate("Berchem", "9690") == Place("BE235", "BE2", "Berchem")
    assert places.locate("a street, no town", "4431") == Place("BE332", "BE3", "Ans")


@pytest.mark.parametrize("postcode", ["1049", "1005", "", "n/a", "75008"])
def test_a_code_that_is_no_area_leaves_it_to_the_town(places: Places, postcode: str) -> None:
    assert places.locate("Brussel", postcode) == Place("BE100", "BE1", "Brussels")
    assert places.locate("", postcode) is None


def test_a_name_of_several_regions_is_not_guessed(places: Places) -> None:
    assert places.locate("Haren") is None  # Brussels and Borgloon
    assert places.locate("Saint-Nicolas") is None  # near Liège, and the French name of Sint-Niklaas
    assert places.locate("Vorst", "1190") == Place("BE100", "BE1", "Forest")


def test_a_name_of_several_areas_in_one_region_gives_the_region(places: Places) -> None:
    assert places.locate("Tielt") == Place("", "BE2", "Tielt")
    assert places.locate("Casteau") == Place("", "BE3", "Casteau")


@pytest.mark.parametrize("town", ["", " ", "Paris", "(", ";", "/"])
def test_what_is_no_belgian_town_is_not_found(places: Places, town: str) -> None:
    assert places.locate(town) is None


def test_the_town_is_named_in_english_or_in_its_own_language(places: Places) -> None:
    named = [places.locate(town) for town in ("Anvers", "Luik", "Malines", "Bullange", "Schaarbeek")]
    assert [place.town for place in named if place] == [
        "Antwerp",
        "Liège",
        "Mechelen",
        "Büllingen",
        "Schaerbeek",
    ]


def test_the_table_covers_every_area_and_is_consistent() -> None:
    with (REFERENCE_TABLES / "places.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len({row["nuts3"] for row in rows}) == 44
    assert all(row["nuts3"].startswith(row["region"]) for row in rows)
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    by_postcode: dict[str, set[str]] = {}
    for row in rows:
        by_postcode.setdefault(row["postcode"], set()).add(row["nuts3"])
    assert [code for code, areas in by_postcode.items() if len(areas) > 1] == []


@pytest.mark.skipif(not REFERENCE.is_dir(), reason=f"{REFERENCE} is not there")
@pytest.mark.parametrize(
    ("table", "region", "code"),
    [
        ("companies", "region", ""),
        ("clusters", "region", ""),
        ("institutions", "region", ""),
        ("agencies", "", ""),  # its region is the one served
        ("programme_organisations", "region_derived", "postal_code"),
        ("participations", "", ""),
        ("diana", "", ""),
    ],
)
def test_every_belgian_town_of_the_reference_tables_has_its_region(
    places: Places, table: str, region: str, code: str
) -> None:
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["town"] and row.get("country", "BE") == "BE"]
    located = {(row["town"], row.get(code, "")): places.locate(row["town"], row.get(code, "")) for row in rows}
    assert [key for key, place in located.items() if place is None] == []
    stated = {(row["town"], row.get(code, "")): REGIONS[row[region]] for row in rows if region and row[region]}
    assert {key: place.region for key, place in located.items() if place and key in stated} == stated
