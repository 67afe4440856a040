"""Which names are those of natural persons, and what lifts the doubt about a firm that bears its founder's."""

from __future__ import annotations

import csv

import pytest
from folders import SHARED

from dirskg.ingest.values.persons import is_legal_person, is_person

CORDIS = SHARED / "data" / "cordis"
real_data = pytest.mark.skipif(not CORDIS.is_dir(), reason=f"{CORDIS} is not there")

PERSONS = [
    "Jan Peeters", "PEETERS JAN", "Peeters, Jan", "Maria van den Berg", "Mr. Juergen von Beispiel",
    "Prof. Dr. Ir. J. Peeters",
    "Mr. Juergen K. von der Beispiel and Dr. Jean Exemple", "Jan en Marie Peeters", "Jan & Marie Peeters",
    "Maria Jose Exemplo da Silva", "EXEMPEL HANS JAN (GOOD HAND RESEARCH)",
    "BEISPIEL DIETER - ALFA INSTRUMENTS DIPL. ING. DR. BEISPIEL", "Jos&eacute; Peeters", "JosÃ© Peeters",
    "Mevrouw An De Voorbeeld", "Me Paul Exemple", "Mohamed El Voorbeeld", "Vytautas Pavyzdys", "Voorbeeld eenmanszaak",
    "Alfa Exemplu Persoană Fizică Autorizată", "Георги Примеров", "Γεώργιος Παραδείγματος",
    "M. Paul Exemple",
    "Jan S.A. Peeters", "Mr John Beispiel and Mrs Jane Exempel", "Prof. An Peeters", "O'Beispiel Patrick",
]  # fmt: skip
FIRMS = [
    "Jan Peeters NV", "JAN PEETERS N.V.", "Jan Peeters S.A.", "JAN PEETERS B. V.", "Jan Peeters LV",
    "Jan Peeters, S.L.", "Thomas & Maas",
    "Jan Peeters & Zonen", "Peter and Paul", "Dr. Oetker", "John Exempel", "Jane Street", "Robert Bosch (Germany)",
    "Alfa Optics", "Alexis Optics", "Bernard Controls", "Vincent Industrie", "Michel Logistics", "Anna Aero",
    "Robin Radar", "Thomas Arms", "Martin Ballistics", "Jan Peeters Werken",
    "Jan Peeters naamloze vennootschap", "Anton Institute of Technology", "Peter 3D",
]  # fmt: skip


@pytest.mark.parametrize("name", PERSONS)
def test_the_name_of_a_person_is_known_in_any_spelling(name: str) -> None:
    assert is_person(name)
    assert is_person(name.upper().replace("&EACUTE;", "É").replace("Ã©", "É"))


@pytest.mark.parametrize("name", FIRMS)
def test_a_firm_is_none(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("number", "legal"),
    [
        ("ES B86428232", True), ("ESX1234567L", False), ("NL812345678B01", True), ("NL121603283B02", False),
        ("PT501427511", True), ("BE0403170701", False), ("", False), ("PL9111110222", False),
    ],
)  # fmt: skip
def test_some_numbers_are_of_legal_persons_only(number: str, legal: bool) -> None:
    assert is_legal_person(number) is legal


@real_data
def test_as_many_of_the_real_parts_are_persons_as_were_found_by_hand() -> None:
    """24 of the participants that may be persons are; each was looked at."""
    found: set[str] = set()
    for file in ("fp7_security_orgs.csv", "h2020_organizations_subset_2023-06.csv"):
        with (CORDIS / file).open(encoding="utf-8-sig", newline="") as rows:
            found |= {row["name"] for row in csv.DictReader(rows) if row["activityType"] in ("PRC", "OTH", "")}
    assert sum(map(is_person, found)) == 24
