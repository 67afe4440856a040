"""The Belgian business register as a source: who enters, what updates change, and who never enters."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from folders import SHARED
from small_register import ALFA, BETA, COLUMNS, GAMMA, PERSON, TABLES, activity, full, name, seat, table, update
from staged import intake_of, keys

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake
from dirskg.ingest.values.identifiers import normalise

SAMPLE = SHARED / "data" / "kbo" / "doc_sample_rows"


def named(value: bytes) -> bytes:
    """The table of names with this one in its second row."""
    rows = b'"0400.000.086","2","001","Alfa Optics"\n"0400.000.086","1","001","%b"\n' % value
    return b'"EntityNumber","Language","TypeOfDenomination","Denomination"\n' + rows


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def taken(
    path: Path, *, numbers: tuple[str, ...] = (), names: tuple[str, ...] = (), scratch: Path | None = None
) -> Intake:
    return intake_of("kbo", path, ids=[("kbo", number) for number in numbers], names=names, scratch=scratch)


def test_the_numbers_of_these_tests_are_valid() -> None:
    assert [normalise("kbo", number)[1] for number in (ALFA, BETA, GAMMA, PERSON)]


def test_a_known_number_brings_names_seat_form_and_establishments(tmp_path: Path) -> None:
    found = taken(full(tmp_path / "Full.zip", {**TABLES, "activity": []}), numbers=(ALFA,))
    [row] = found.stage.rows["organisation"]
    assert (row["key"], row["leg"], row["legal_form"], row["since"]) == (
        "kbo/0400000086",
        "industry",
        "014",
        "1960-08-09",
    )
    assert (row["street"], row["postcode"], row["town"], row["nuts3"]) == ("Kouter 1", "9000", "Gent", "BE234")
    assert [(r["name"], r["lang"], r["type"]) for r in found.stage.rows["name"]] == [
        ("Alfa Optique SA", "fr", "legal"), ("Alfa Optics NV", "nl", "legal"), ("ALO", "nl", "acronym"),
    ]  # fmt: skip
    [site] = found.stage.rows["establishment"]
    assert (site["number"], site["town"], site["nuts3"]) == ("2000000339", "Brugge", "BE251")
    assert found.stage.retrieved == "2025-05-30"


def test_a_military_class_is_evidence_and_a_mapped_one_only_a_claim(tmp_path: Path) -> None:
    found = taken(full(tmp_path / "Full.zip", TABLES), numbers=(BETA,))
    assert keys(found) == ["kbo/0400000185", "kbo/1036734218"]
    claims = {(r["key"], r["domain"], r["basis"], r["confidence"]) for r in found.stage.rows["activity"]}
    assert claims == {
        ("kbo/0400000185", "H3", "registered", "low"), ("kbo/1036734218", "V5", "registered", "medium"),
    }  # fmt: skip


def test_the_newest_version_of_the_nomenclature_counts(tmp_path: Path) -> None:
    # In 2008 it made weapons; what it was recoded to in 2025 is civil.
    rows = [activity(ALFA, "25400", "2008"), activity(ALFA, "25993"), activity(ALFA, "26300", "2025")]
    assert keys(taken(full(tmp_path / "Full.zip", {**TABLES, "activity": rows}))) == []
    old = [activity(ALFA, "25400", "2008"), activity(ALFA, "29600", "2003")]
    assert keys(taken(full(tmp_path / "Old.zip", {**TABLES, "activity": old}))) == ["kbo/0400000086"]


def test_a_known_name_brings_its_only_carrier_whatever_its_legal_form(tmp_path: Path) -> None:
    found = taken(full(tmp_path / "Full.zip", {**TABLES, "activity": []}), names=("ALFA OPTICS S.A.", "Beta en zonen"))
    assert keys(found) == ["kbo/0400000086", "kbo/0400000185"]


def test_a_name_that_several_carry_brings_none_of_them_and_is_told(tmp_path: Path) -> None:
    names = [name(ALFA, "Twin NV"), name(BETA, "Twin BV")]
    found = taken(full(tmp_path / "Full.zip", {**TABLES, "activity": [], "denomination": names}), names=("Twin",))
    assert keys(found) == []
    assert [(i.kind, i.value) for i in found.audit.issues] == [("ambiguous name", "twin")]


def test_natural_persons_and_contacts_never_enter(tmp_path: Path, scratch: Path) -> None:
    tables = {**TABLES, "activity": [activity(PERSON, "25300")], "denomination": [name(PERSON, "Jan Peeters")]}
    found = taken(full(tmp_path / "Full.zip", tables), scratch=scratch, numbers=(PERSON,), names=("Jan Peeters",))
    assert keys(found) == []
    assert "Peeters" not in json.dumps(found.stage.rows)
    assert "peeters" not in json.dumps([issue.value for issue in found.audit.issues])
    # Not even unpacked.
    assert [path.name for path in scratch.rglob("*contact*")] == []


def test_a_struck_or_foreign_seat_is_no_belgian_place(tmp_path: Path) -> None:
    tables = {
        **TABLES,
        "activity": [],
        "address": [seat(ALFA, struck="01-01-2020"), seat(BETA, "1000", "Paris", country="Frankrijk")],
    }
    found = taken(full(tmp_path / "Full.zip", tables), numbers=(ALFA, BETA))
    assert [(row["country"], row.get("region")) for row in found.stage.rows["organisation"]] == [
        ("BE", None),
        ("", None),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("KboOpenData_0141_2025_10_06_Update", ""), ("KboOpenData_0142_2025_10_07_Update", "")),
        (("saved under another name", "141"), ("download", "142")),
    ],
)
def test_updates_delete_first_and_insert_then_in_their_order(
    first: tuple[str, str], second: tuple[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "kbo"
    folder.mkdir()
    full(folder / "KboOpenData_0140_2025_10_05_Full.zip", {**TABLES, "activity": []})
    update(
        folder / f"{first[0]}.zip", {"denomination": [ALFA], "enterprise": [BETA], "address": [ALFA]},
        {"denomination": [name(ALFA, "Alfa Photonics")], "address": [seat(ALFA, "8000", "Brugge")]}, first[1],
    )  # fmt: skip
    update(
        folder / f"{second[0]}.zip", {"denomination": [ALFA]}, {"denomination": [name(ALFA, "Alfa Lasers")]}, second[1]
    )
    found = taken(folder, numbers=(ALFA, BETA))
    assert keys(found) == ["kbo/0400000086"]
    assert [row["name"] for row in found.stage.rows["name"]] == ["Alfa Lasers"]
    assert found.stage.rows["organisation"][0]["nuts3"] == "BE251"
    # One that ceased is told.
    assert [(i.kind, i.value) for i in found.audit.issues] == [("enterprise number", BETA)]


@pytest.mark.parametrize("end", ["\n", '""\n'])
def test_a_blank_line_among_deletes_takes_nothing_away(tmp_path: Path, end: str) -> None:
    folder = tmp_path / "kbo"
    folder.mkdir()
    full(folder / "Full.zip", TABLES)
    update(folder / "KboOpenData_0141_2025_10_06_Update.zip", {"enterprise": [BETA], "activity": [BETA]}, {}, end=end)
    assert keys(taken(folder, numbers=(ALFA, BETA))) == ["kbo/0400000086", "kbo/1036734218"]


def test_updates_that_are_older_are_refused_and_missing_ones_noted(tmp_path: Path) -> None:
    folder = tmp_path / "kbo"
    folder.mkdir()
    full(folder / "Full.zip", {**TABLES, "meta": [["SnapshotDate", "05-10-2025"], ["ExtractNumber", "0140"]]})
    newer = update(
        folder / "KboOpenData_0143_2025_10_08_Update.zip", {}, {"activity": [activity(ALFA, "62010")]}, "143"
    )
    found = taken(folder, numbers=(ALFA,))
    assert [(i.kind, i.value) for i in found.audit.issues] == [("update", "143")]
    # What an update brings is counted once.
    rows = {name.rpartition("/")[2]: count.rows for name, count in found.audit.files.items()}
    assert (rows["activity.csv"], rows["activity_insert.csv"]) == (len(TABLES["activity"]), 1)
    newer.rename(folder / "KboOpenData_0120_2025_09_10_Update.zip")
    update(folder / "KboOpenData_0120_2025_09_10_Update.zip", {}, {}, "120")
    with pytest.raises(Refused, match="0120.* is number 120, not newer than"):
        taken(folder, numbers=(ALFA,))


def test_of_several_classes_the_surest_makes_the_claim(tmp_path: Path) -> None:
    ships = [activity(ALFA, "30130"), activity(ALFA, "30130", kind="SECO"), activity(ALFA, "33180", kind="SECO")]
    found = taken(full(tmp_path / "Full.zip", {**TABLES, "activity": ships}))
    claims = [(row["domain"], row["confidence"]) for row in found.stage.rows["activity"]]
    assert len({domain for domain, _ in claims}) == len(claims)
    assert ("V3", "medium") in claims


def test_contacts_are_not_even_unpacked(tmp_path: Path, scratch: Path) -> None:
    folder = tmp_path / "kbo"
    folder.mkdir()
    full(folder / "Full.zip", TABLES)
    mail = [[ALFA, "ENT", "EMAIL", "jan.peeters@alfa.example"]]
    update(folder / "KboOpenData_0141_2025_10_06_Update.zip", {"contact": [ALFA]}, {"contact": mail})
    taken(folder, scratch=scratch, numbers=(ALFA,))
    assert [path for path in scratch.rglob("*") if "contact" in path.name] == []


@pytest.mark.parametrize(("above", "blank"), [("", ""), ("", " "), ("Names\n\n", "")])
def test_columns_in_another_order_are_found_by_name(above: str, blank: str, tmp_path: Path) -> None:
    columns = [f"{blank}{column}" for column in COLUMNS["denomination"].split()]
    turned = above + table(columns[::-1], [row[::-1] for row in TABLES["denomination"]])
    meta = f'{above}"{blank}Value","Variable"\n"30-05-2025{blank}","SnapshotDate{blank}"\n'
    path = full(tmp_path / "Full.zip", {**TABLES, "activity": []}, {"denomination": turned, "meta": meta})
    found = taken(path, numbers=(ALFA,))
    assert len(found.stage.rows["name"]) == 3
    assert found.stage.retrieved == "2025-05-30"


@pytest.mark.parametrize(
    ("blank", "behind", "reason"),
    [
        ("", " ", "blanks around values; read without them"),
        ("", "\N{NO-BREAK SPACE}", "blanks around values; read without them"),
        ("NULL", "", "stands wherever there is no value; read as none"),
        ("NA", "", "stands wherever there is no value; read as none"),
    ],
)
def test_what_programs_put_around_values_and_in_place_of_them_is_left_out_and_told(
    blank: str, behind: str, reason: str, tmp_path: Path
) -> None:
    padded = {kind: [[f"{cell or blank}{behind}" for cell in row] for row in rows] for kind, rows in TABLES.items()}
    found = taken(full(tmp_path / "Full.zip", padded), numbers=(ALFA,))
    assert found.stage.rows["organisation"][0]["street"] == "Kouter 1"  # not struck off on the day NULL
    assert {str(row["name"]) for row in found.stage.rows["name"]} >= {"Alfa Optics NV", "ALO"}
    told = {(one.origin, one.reason) for one in found.audit.issues if one.action == "repaired"}
    assert ("address.csv", reason) in told


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (
            {"denomination": '"EntityNumber","Denomination"\n"0400.000.083","Alfa"\n'},
            "column Language, TypeOfDenomination",
        ),
        ({"enterprise": "x" * 3_000_000}, "enterprise.csv"),
        ({"address": '"EntityNumber","Zip\n'}, "address.csv"),
        (
            {"denomination": named(Random(7).randbytes(1_500_000).hex().encode())},
            "denomination.csv, line [0-9]+: a line of over two million",
        ),
        (
            {"code": '"Category","Code","Language","Description"\n"JuridicalForm","014","NL","Firma","x"\n'},
            "code.csv, row 2: 5 values where the header has 4",
        ),
        ({"denomination": named(b"Li\xe8ge")}, "denomination.csv, line 3: not UTF-8"),
        ({"denomination": named(b"Al\0fa")}, "denomination.csv, line 3: a NUL character"),
    ],
)
def test_a_damaged_table_is_refused_by_name(
    tmp_path: Path, scratch: Path, broken: dict[str, str | bytes], told: str
) -> None:
    with pytest.raises(Refused, match=told) as refused:
        taken(full(tmp_path / "Full.zip", TABLES, broken), scratch=scratch)
    # The archive is named, not the folder that it was unpacked into.
    assert str(refused.value).startswith(f"{tmp_path / 'Full.zip'}: ")
    assert str(scratch) not in str(refused.value)
    # What stands on the line may be long, or personal, and is not repeated.
    assert len(str(refused.value)) < 1000
    assert "Alfa Optics" not in str(refused.value)


def test_a_folder_without_the_extract_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Sign up"):
        taken(tmp_path)


@pytest.mark.skipif(not SAMPLE.is_dir(), reason=f"{SAMPLE} is not there")
def test_real_rows_with_their_update() -> None:
    found = taken(SAMPLE, numbers=("0200.065.765",))
    assert [row["name"] for row in found.stage.rows["name"]] == ["Intergemeentelijke Vereniging Veneco", "Veneco"]
    assert found.audit.files["address_insert.csv"].rows >= 1
    assert found.audit.issues == []
