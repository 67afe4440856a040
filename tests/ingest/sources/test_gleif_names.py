"""How an entity of the golden copy is found: by a register number in any spelling, or any of its names."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import result
from folders import SHARED
from small_golden_copy import ALFA, GROUP, OTHER, TRADER, code, entity, keys, taken, written

from dirskg.ingest.values.identifiers import normalise

CASES = SHARED / "cases"
PREVIOUS, TRADE = "PREVIOUS_LEGAL_NAME", "TRADING_OR_OPERATING_NAME"


@pytest.mark.parametrize(
    "number",
    ["BE0419052173", "0419 052 173", "BE-0419.052.173", "BTW BE 0419.052.173", "0419.052.173 (Gent)"],
)
def test_a_belgian_number_counts_in_every_spelling(tmp_path: Path, number: str) -> None:
    rows = [entity(ALFA, "Alfa", authority="RA000025", number=number)]
    found = taken(written(tmp_path / "gleif", rows), ids=(("kbo", "0419052173"),))
    assert ("kbo", "0419052173") in {(row["scheme"], row["value"]) for row in found.stage.rows["identifier"]}


# Register, number there, VAT number that the program knows.
REGISTERED = [
    ("RA000192", "383 474 814", "FR 89 383474814"),
    ("RA000189", "552 081 317", "FR03552081317"),
    ("RA000170", "61056416", "DK61056416"),
    ("RA000188", "0112038-9", "FI01120389"),
    ("RA000188", "1039050-8", "FI10390508"),
    ("RA000544", "556579-2248", "SE556579224801"),
    ("RA000472", "923 609 016", "NO923609016MVA"),
    ("RA000549", "CHE\u2011113.039.621", "CHE-113.039.621 MWST"),
    ("RA000407", "00079760328", "IT00079760328"),
    ("RA000487", "508715709", "PT508715709"),
    ("RA000163", "45274649", "CZ45274649"),
    ("RA000423", "40003032949", "LV40003032949"),
    ("RA000533", "A28015865", "ESA28015865"),
]


def test_registers_of_other_countries_lead_to_the_vat_number_that_is_known(tmp_path: Path) -> None:
    known = [normalise("vat", vat) for *_, vat in REGISTERED]
    rows = []
    for at, (authority, number, _) in enumerate(REGISTERED):
        rows.append(entity(code(at), f"Alfa {at}", authority=authority, number=number))
        rows.append(entity(code(100 + at), f"Other {at}", authority="RA000469", number=number))
    found = taken(written(tmp_path / "gleif", rows), ids=tuple(known))
    assert keys(found) == {f"gleif/{code(at)}" for at in range(len(REGISTERED))}
    told = {(row["key"], row["scheme"], row["value"]) for row in found.stage.rows["identifier"]}
    assert {(f"gleif/{code(at)}", *number) for at, number in enumerate(known)} <= told


def test_a_number_that_makes_no_vat_number_leads_to_nobody(tmp_path: Path) -> None:
    # A German court, a Dutch chamber of commerce, an Italian REA number, a French number that fails its check.
    rows = [
        entity(ALFA, "A", authority="RA000304", number="HRB 118213"),
        entity(OTHER, "B", authority="RA000463", number="34153487"),
        entity(GROUP, "C", authority="RA000407", number="MI - 00079760328"),
        entity(TRADER, "D", authority="RA000189", number="383474815"),
    ]
    ids = (("vat", "DE126118759"), ("vat", "IT00079760328"), ("vat", "FR89383474814"))
    assert keys(taken(written(tmp_path / "gleif", rows), ids=ids)) == set()


def test_the_vat_number_of_a_firm_found_by_name_is_not_made_up(tmp_path: Path) -> None:
    rows = [entity(ALFA, "Alfa", authority="RA000189", number="383474814")]
    found = taken(written(tmp_path / "gleif", rows), names=("Alfa",))
    assert [row["scheme"] for row in found.stage.rows["identifier"]] == ["lei"]


def test_every_other_name_leads_to_its_entity_and_is_an_alias(tmp_path: Path) -> None:
    rows, names, expected = [], [], set()
    for at, kind in enumerate(("ALTERNATIVE_LANGUAGE_LEGAL_NAME", TRADE, PREVIOUS)):
        for place in range(5):
            number = 5 * at + place
            names.append(f"Otter {'abcdefghijklmno'[number]} NV")
            others = [(f"Something {number} {before}", TRADE) for before in range(place)] + [(names[-1], kind)]
            rows.append(entity(code(number), f"Loutre {number} SA", others))
            expected |= {(code(number), f"Loutre {number} SA", "", "legal")}
            expected |= {(code(number), name, "fr", "alias") for name, _ in others}
    found = taken(written(tmp_path / "gleif", rows), names=tuple(names))
    told = {
        (str(row["key"]).removeprefix("gleif/"), row["name"], row["lang"], row["type"])
        for row in found.stage.rows["name"]
    }
    assert told == expected


def test_a_file_without_columns_for_other_names_is_read(tmp_path: Path) -> None:
    row = {column: value for column, value in entity(ALFA, "Alfa").items() if "OtherEntityNames" not in column}
    assert keys(taken(written(tmp_path / "gleif", [row]), names=("Alfa",))) == {f"gleif/{ALFA}"}


def test_a_name_in_latin_letters_leads_to_its_entity(tmp_path: Path) -> None:
    column = "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1"
    row = entity(ALFA, "Άλφα ΑΕ") | {column: "Alfa AE", f"{column}.type": "PREFERRED_ASCII_TRANSLITERATED_LEGAL_NAME"}
    assert keys(taken(written(tmp_path / "gleif", [row]), names=("Alfa",))) == {f"gleif/{ALFA}"}


GONE = [{"status": "INACTIVE"}, {"registration": "RETIRED"}, {"registration": "MERGED"}]


@pytest.mark.parametrize("gone", GONE)
def test_who_has_ceased_is_marked_as_closed_and_told(tmp_path: Path, gone: dict[str, str]) -> None:
    found = taken(written(tmp_path / "gleif", [entity(ALFA, "Alfa", **gone)]), names=("Alfa",))
    assert found.stage.closed == keys(found) == {f"gleif/{ALFA}"}
    assert [issue.kind for issue in found.audit.issues] == ["inactive"]


@pytest.mark.parametrize("gone", GONE)
def test_a_namesake_that_has_ceased_does_not_hide_who_lives(tmp_path: Path, gone: dict[str, str]) -> None:
    rows = [entity(ALFA, "Alfa", **gone), entity(OTHER, "ALFA NV")]
    found = taken(written(tmp_path / "gleif", rows), names=("Alfa",))
    assert keys(found) == {f"gleif/{OTHER}"}
    assert found.audit.issues == []


def test_a_name_of_law_goes_before_one_of_trade_and_that_before_one_of_the_past(tmp_path: Path) -> None:
    rows = [
        entity(ALFA, "Alfa"),
        entity(OTHER, "Beta", [("Alfa", TRADE)]),
        entity(GROUP, "Gamma", [("Alfa", PREVIOUS)]),
    ]
    assert keys(taken(written(tmp_path / "gleif", rows), names=("Alfa",))) == {f"gleif/{ALFA}"}
    assert keys(taken(written(tmp_path / "later", rows[1:]), names=("Alfa",))) == {f"gleif/{OTHER}"}


def test_a_name_that_two_living_entities_carry_leads_to_neither_and_is_told(tmp_path: Path) -> None:
    rows = [entity(ALFA, "Alfa"), entity(OTHER, "ALFA NV")]
    found = taken(written(tmp_path / "gleif", rows), names=("Alfa",))
    assert keys(found) == set()
    assert [(issue.kind, issue.value) for issue in found.audit.issues] == [("ambiguous name", "alfa")]
    # Where a number tells which is meant, nothing is in doubt.
    told = taken(written(tmp_path / "again", rows), names=("Alfa",), ids=(("lei", ALFA),))
    assert (keys(told), told.audit.issues) == ({f"gleif/{ALFA}"}, [])


@pytest.mark.parametrize(("case", "count"), [("gleif-number-forms", 4), ("gleif-other-names", 2)])
def test_participants_of_a_project_get_their_codes(tmp_path: Path, case: str, count: int) -> None:
    if not (CASES / case).is_dir():
        pytest.skip(f"{CASES / case} is not there")
    result("build", f"cordis={CASES / case / 'cordis'}", f"gleif={CASES / case / 'gleif'}", home=tmp_path)
    query = "SELECT ?id { ?o adms:identifier ?i . ?i :scheme 'lei' ; skos:notation ?id }"
    assert len(result("query", query, "--format", "csv", home=tmp_path).split()) == count + 1


def test_a_french_participant_gets_the_code_that_its_register_number_leads_to(tmp_path: Path) -> None:
    columns = (
        "projectID;projectAcronym;organisationID;vatNumber;name;SME;activityType;street;postCode;city;country;"
        "geolocation;organizationURL;contentUpdateDate;role;ecContribution"
    )
    rows = "1;ALFA;999000111;FR89383474814;ALFA DEFENSE;false;PRC;;;Blagnac;FR;;;;participant;5"
    cordis = tmp_path / "cordis"
    cordis.mkdir()
    (cordis / "organization.csv").write_text(f"{columns}\n{rows}\n", encoding="utf-8")
    (cordis / "legalBasis.csv").write_text(
        "projectID;legalBasis;uniqueProgrammePart\n1;HORIZON.2.3;true\n", encoding="utf-8"
    )
    gleif = written(
        tmp_path / "gleif", [entity(ALFA, "Omega", country="FR", authority="RA000192", number="383 474 814")]
    )
    result("build", f"cordis={cordis}", f"gleif={gleif}", home=tmp_path / "home")
    query = "SELECT ?id { ?o adms:identifier ?i , ?p . ?i :scheme 'lei' ; skos:notation ?id . ?p :scheme 'pic' }"
    assert ALFA in result("query", query, "--format", "csv", home=tmp_path / "home")
