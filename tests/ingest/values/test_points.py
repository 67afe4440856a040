"""Coordinates that cannot be right are told, and right ones are not."""

from __future__ import annotations

import csv

import pytest
from folders import SHARED

from dirskg.ingest.values.points import doubt

POINTS = SHARED / "data" / "geo_be" / "be_postcode_point_nis_nuts_DERIVED.csv"


@pytest.mark.parametrize(
    ("latitude", "longitude", "nuts3", "told"),
    [
        ("50.8434", "4.3916", "BE100", ""),
        ("51.05", "3.72", "BE234", ""),
        ("0.0", "0.0", "BE100", "Gulf of Guinea"),
        ("0", "0", "", "Gulf of Guinea"),
        # A company of Ans near Liège that a geocoder put into Antwerp.
        ("51.22", "4.40", "BE332", "far from the town"),
        ("48.85", "2.35", "BE100", "far from the town"),
        ("48.85", "2.35", "", ""),
        ("", "", "BE100", ""),
        ("4,5", "6", "BE100", "no coordinates"),
        ("91", "4", "", "no place on earth"),
    ],
)
def test_known_points(latitude: str, longitude: str, nuts3: str, told: str) -> None:
    reason = doubt(latitude, longitude, nuts3)
    assert (told in reason) if told else reason == ""


@pytest.mark.skipif(not POINTS.is_file(), reason=f"{POINTS} is not there")
def test_no_postal_code_of_belgium_is_doubted_in_its_own_area() -> None:
    with POINTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = [row["postcode"] for row in rows if doubt(row["lat"], row["lng"], row["nuts3_2021_2024"])]
    assert len(rows) > 1000
    assert wrong == []
