"""The analyst's own facts: what is read of a cell or row, what is set aside, and what people are told to do."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_source import GOOD, read, rows, told, with_row
from own_workbook import FILLED, Sheets, organisations
from staged import TAXONOMY

from dirskg.ingest.sources.own.cells import personal, text_of, value_of
from dirskg.ingest.sources.own.plan import read_plan


def test_every_sheet_is_staged(tmp_path: Path) -> None:
    found = read(tmp_path, FILLED)
    assert told(found, "refused") == []
    key = "own/geheim-optics"
    assert rows(found, "organisation", "key", "region", "nuts3", "leg", "size", "country")[0] == (
        key, "BE2", "BE255", "industry", "SME", "BE",
    )  # fmt: skip
    assert rows(found, "identifier", "key", "scheme", "value") == [
        (key, "kbo", "0403170701"), ("own/noordzee-systems", "kbo", "0419052173"),
        ("own/kbo-0248015142", "kbo", "0248015142"), ("own/ref-uliege", "ref", "uliege"),
    ]  # fmt: skip
    assert rows(found, "relation", "from_key", "kind", "to_key", "year", "defence") == [
        (key, "suppliesTo", "own/kbo-0248015142", 2025, "yes"), ("own/noordzee-systems", "memberOf", key, None, ""),
    ]  # fmt: skip
    assert rows(found, "activity", "key", "domain", "year", "confidence") == [
        (key, "V3", 2026, "high"), ("own/ref-uliege", "V2", None, "medium"),
    ]  # fmt: skip
    place = ("town", "region", "nuts3", "country")
    assert rows(found, "establishment", "key", "told", "domain", "state", "year", *place) == [
        (key, "Grinding of lenses", "V3", "built", 2026, "Luik", "BE3", "BE332", None),
        (key, "Grinding of lenses", "H3", "announced", None, "Luik", "BE3", "BE332", None),
        (key, "Grinding of lenses", "H3", "built", 2025, "Luik", "BE3", "BE332", None),
    ]  # fmt: skip
    assert rows(found, "remark", "key", "value", "text") == [(key, "Luik", "Rented")]
    assert rows(found, "domain_share", "subject", "domain", "weight") == [
        ("project-own-stilte", "V3", 0.5), ("project-own-stilte", "H3", 0.5),
    ]  # fmt: skip
    assert rows(found, "participation", "project", "key", "role", "contribution") == [
        ("project-own-stilte", key, "coordinator", 150000.5), ("project-101000001", key, "participant", None),
    ]  # fmt: skip
    # A fact without a page to cite cites its row.
    assert found.stage.rows["activity"][0]["source"] == "https://w3id.org/dirskg/graph/own/own.xlsx/activities/2"


def test_a_number_that_lost_its_zero_is_repaired_and_reported(tmp_path: Path) -> None:
    found = read(tmp_path, with_row(["KBO number"], ["Zero", 403170701], ["Text", "0419052173"]))
    assert rows(found, "identifier", "value") == [("0403170701",), ("0419052173",)]
    [(origin, value, _)] = told(found, "repaired")
    assert (origin, value) == ("own.xlsx:organisations:11", "403170701")


def test_dates_and_amounts_as_spreadsheets_hold_them(tmp_path: Path) -> None:
    dates = [datetime(2024, 3, 1), 2024, 2024.0, "2024", "01/03/2024", "2024-03-01"]
    lines = [["Fine 1", "V3", value] for value in dates]
    found = read(
        tmp_path, {"organisations": organisations("Fine 1"), "activities": [["organisation", "domain", "year"], *lines]}
    )
    assert {row["year"] for row in found.stage.rows["activity"]} == {2024}
    ahead: list[list[object]] = [["organisation", "domain", "year"], ["Fine 1", "V3", 2040]]
    later = read(tmp_path, {"organisations": organisations("Fine 1"), "activities": ahead})
    noted = [(origin, value) for origin, value, reason in told(later, "noted") if "still to come" in reason]
    assert noted == [("own.xlsx:activities:2", "2040")]
    amounts = {"1.234,50": 1234.5, "1,234.50": 1234.5, "€ 1 234": 1234.0, "33333.333": 33333.33, "0,5": 0.5}
    assert {text: value_of(text, text, "number", TAXONOMY) for text in amounts} == amounts


@pytest.mark.parametrize("text", ["12.345.67", "1.234,567", "1,2,3", "12,34,56.7", "1.234", "150,000"])
def test_an_amount_that_may_mean_two_things_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        value_of(text, text, "number", TAXONOMY)


@pytest.mark.parametrize(
    ("text", "form", "told"),
    [
        ("2025-13-45", "year", "no year"), ("V3, H3", "domains", "Put ; between several"),
        ("V3; H3", "domain", "One domain a row"), ("V3, H3", "domain", "One domain a row"),
        ("drones", "domain", "fits several: H2"), ("Brabant", "region", "fits several: Flanders, Wallonia; write one"),
    ],
)  # fmt: skip
def test_what_was_meant_is_told(text: str, form: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        value_of(text, text, form, TAXONOMY)


@pytest.mark.parametrize(
    ("text", "form", "code"),
    [
        ("Région wallonne", "region", "BE3"), ("vlaanderen", "region", "BE2"), ("Waloonia", "region", "BE3"),
        ("Maritiem en onderwater", "domain", "V3"), ("weltraum", "domain", "V2"), ("v-3", "domain", "V3"),
        ("Luik", "region", "BE3"), ("Liège", "region", "BE3"), ("Antwerpen", "region", "BE2"),
        ("Gent", "region", "BE2"),
        ("Flandre orientale", "region", "BE2"), ("Arr. Ieper", "region", "BE2"), ("Arr. Dendermonde", "region", "BE2"),
        ("Prov. Namur", "region", "BE3"),
        ("Brussel-Hoofdstad", "region", "BE1"), ("4000", "region", "BE3"),
        ("cyber defence", "domain", "V7"), ("onderzeeërs", "domain", "V3"), ("hélicoptères", "domain", "V1"),
        ("marritime", "domain", "V3"), ("Forschung", "leg", "academia"), ("PME", "size", "SME"),
        ("België", "country", "BE"), ("Pays-Bas", "country", "NL"), ("Deutschland", "country", "DE"),
        ("gr", "country", "EL"),
        ("lid van", "relation", "memberOf"), ("Europees Defensiefonds", "programme", "EDF"),
        ("edf", "programme", "EDF"),
    ],
)  # fmt: skip
def test_codes_are_written_by_name_in_four_languages(text: str, form: str, code: str) -> None:
    assert value_of(text, text, form, TAXONOMY) == code


@pytest.mark.parametrize("cell", ["A1; B 2", "A1\nB  2", "A1 | B 2", "\u2022 A1\r\n\u2022 B 2", "- A1\n- B 2\n"])
def test_several_names_of_a_cell_are_told_apart_as_people_write_them(cell: str) -> None:
    assert value_of(cell, cell, "list", TAXONOMY) == ["A1", "B 2"]


def test_a_relation_is_never_taken_for_one_that_it_resembles() -> None:
    with pytest.raises(ValueError, match="not a known value"):
        value_of("founded by", "founded by", "relation", TAXONOMY)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("leg", "industri", "Did you mean 'industry'? Known are: industry, academia, government, intermediary."),
        ("region", "Bavaria", "not a known value. Known are: Flanders, Wallonia, Brussels."),
        ("KBO number", "0403170702", "not a KBO number"),
        ("PIC", 12345, "not a PIC: nine digits"),
        ("ROR", "ror.org/xyz", "not a ROR id"),
        ("postal code", "Gent!", "it has four digits, such as 8400"),
        ("homepage", "see website", "write one such as https://www.example.be"),
        ("homepage", "javascript:alert(1)", "not a web address"),
        ("country", "Atlantis", "write its name, or its two letters"),
        ("town", "=A1&B1", "a formula; copy the cell and paste it as a value"),
        ("town", "#N/A", "an error of the spreadsheet"),
        ("town", "x" * 2001, "longer than 2000 characters"),
        ("kind", "company, ask jan.peeters@acme.be", "an e-mail address"),
        ("kind", "call 0475/12.34.56", "a telephone number"),
        ("homepage", "info@acme.be", "an e-mail address"),
    ],
)
def test_a_wrong_cell_sets_its_row_aside_and_says_what_to_write(
    tmp_path: Path, column: str, value: object, reason: str
) -> None:
    found = read(tmp_path, with_row([column], ["Bad", value]))
    [(origin, shown, why)] = told(found, "refused")
    assert origin == "own.xlsx:organisations:11"
    assert why.startswith(f"column B ({column}): ")
    assert reason in why
    assert len(found.stage.rows["organisation"]) == len(GOOD)
    if "e-mail" in reason or "telephone" in reason:
        # Nor does the list of issues tell what must not be told.
        assert shown == "(not shown)"
        assert "peeters" not in str(found.audit.issues)


def test_all_wrong_cells_of_a_row_are_told_at_once_and_count_once(tmp_path: Path) -> None:
    found = read(tmp_path, with_row(["leg", "size"], ["", "nothing", "tiny"]))
    assert len(told(found, "refused")) == 3
    assert (found.audit.files["own.xlsx"].rows, found.audit.files["own.xlsx"].aside) == (10, 1)


def test_names_that_no_row_has_are_told_with_the_nearest(tmp_path: Path) -> None:
    sheets: Sheets = {
        "organisations": organisations("Geheim Optics", *(name for [name] in GOOD)),
        "links": [["from", "relation", "to"], ["Geheim Optik", "supplies to", "Fine 1"]],
        "activities": [["organisation", "domain"], ["kbo-0403170701", "V3"]],
        "participations": [["project", "organisation"], ["project-999", "Fine 1"]],
    }
    reasons = [reason for _, _, reason in told(read(tmp_path, sheets), "refused")]
    assert "Did you mean 'Geheim Optics'?" in reasons[0]
    assert "no other source of this build has an organisation with this id" in reasons[1]
    assert "no other source this id" in reasons[2]


def test_an_establishment_is_placed_by_its_district_or_told_how_to_place_it(tmp_path: Path) -> None:
    lines: list[list[object]] = [
        ["organisatie", "plaats", "code postal", "Bezirk", "ce qui s'y fait", "Bereiche", "toestand", "jaar"],
        ["Fine 1", "Beveren", "8800", "", "sails", "V3; H2", "", 2026],
        ["Fine 1", "Beveren", "", "Sint-Niklaas", "cranes", "", "aangekondigd", ""],
        ["Fine 1", "Atlantis", "", "", "nothing", "", "", ""],
        ["Fine 1", "Gent", "", "Limburg", "paint", "", "", ""],
        ["Fine 1", "", "9000", "BE234", "paint", "", "", ""],
        ["Fine 10", "Gent", "", "", "paint", "", "", ""],
        ["Fine 1", "Gent", "", "", "paint", "paint", "half built", ""],
    ]
    found = read(tmp_path, {"organisations": organisations(*(name for [name] in GOOD)), "Standorte": lines})
    assert rows(found, "establishment", "told", "domain", "state", "nuts3", "year") == [
        ("sails", "V3", "built", "BE256", 2026), ("sails", "H2", "built", "BE256", 2026),
        ("cranes", "", "announced", "BE236", None), ("nothing", "", "built", "", None),
    ]  # fmt: skip
    assert [(origin, reason[:43]) for origin, _, reason in told(found, "refused")] == [
        ("own.xlsx:Standorte:5", "column D (district): not a district that is"),
        ("own.xlsx:Standorte:6", "column B (town): must not be blank"),
        ("own.xlsx:Standorte:7", "column organisation: no row of the sheet or"),
        ("own.xlsx:Standorte:8", "column F (domains): no known domain. Known "),
        ("own.xlsx:Standorte:8", "column G (state): not a known value. Known "),
    ]
    noted = [(origin, value) for origin, value, reason in told(found, "noted") if "district is not known" in reason]
    assert noted == [("own.xlsx:Standorte:4", "Atlantis")]


def test_numbers_of_the_register_are_no_telephone_numbers() -> None:
    assert personal("registered as 0403.170.701", "text") == ""
    for phone in ("+32 2 555 12 12", "0032 475 12 34 56", "02/555.12.12", "(+32) 475 12 34 56", "tel 0475123456"):
        assert "telephone" in personal(phone, "text"), phone
    for text in ("Regulation 2019/452 of 19.03.2019", "10 000 000 euro", "NACE 30.300 and 25.400", "F-35, A400M"):
        assert personal(text, "text") == "", text


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()))
def test_any_cell_gives_a_value_or_a_reason(cell: object) -> None:
    forms = {column.form for sheet in read_plan().sheets.values() for column in sheet.columns}
    assert all(_outcome(cell, form) != "" for form in sorted(forms))


def _outcome(cell: object, form: str) -> object:
    """The value of a cell, or the reason why it has none; None for a blank one."""
    try:
        text = text_of(cell)
        return personal(text, form) or (value_of(cell, text, form, TAXONOMY) if text else None)
    except ValueError as error:
        return str(error)


def test_two_organisations_cannot_have_one_number(tmp_path: Path) -> None:
    found = read(tmp_path, with_row(["KBO number"], ["Alfa", "0403170701"], ["Beta", "0403.170.701"]))
    [(origin, value, reason)] = told(found, "refused")
    assert (origin, value) == ("own.xlsx:organisations:12", "Beta")
    assert "Alfa has the number 0403170701" in reason


def test_names_that_differ_in_other_letters_only_stay_two(tmp_path: Path) -> None:
    found = read(tmp_path, with_row(["town"], ["Ω Lab", "Gent"], ["Σ Lab", "Liège"], ["Lab", "Namur"]))
    assert len({key for (key,) in rows(found, "organisation", "key")}) == len(GOOD) + 3


def test_a_person_is_refused_and_not_shown(tmp_path: Path) -> None:
    found = read(tmp_path, with_row(["leg"], ["Jan Peeters", ""], ["Jan Peeters NV", ""], ["Karel School", "academia"]))
    [(_, value, reason)] = told(found, "refused")
    assert value == "(not shown)"
    assert "looks like the name of a person" in reason


def test_what_an_organisation_does_is_told_in_any_language(tmp_path: Path) -> None:
    found = read(tmp_path, with_row(["what it does"], ["Schelde Sonar", "maakt"]))
    assert rows(found, "function", "key", "function", "confidence") == [("own/schelde-sonar", "makes", "medium")]
