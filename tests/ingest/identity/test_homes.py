"""Names that homepages have too, and bodies that the portal registers twice."""

from __future__ import annotations

import pytest

from dirskg.ingest.identity.record import Record
from dirskg.ingest.identity.resolve import resolve


def house(key: str, name: str, short: str, homepage: str, country: str = "ES") -> Record:
    return Record(key, country, names={name}, aliases={short}, homepage=homepage)


def test_a_short_name_that_is_that_of_the_homepage_too_joins_two_and_never_three() -> None:
    two = [
        house("cordis/1", "FUNDACION DE LA LOGISTICA", "ZLC", "www.zlc.edu.es"),
        house("ror/1", "ZLC Logistics Center", "ZLC", "https://zlc.edu.es/en"),
        house("ror/2", "Institut de Pau", "ZLC", "https://zlc.edu.es", "FR"),
    ]
    # The first word of its own name is rather that of the group.
    ids = resolve(two).ids
    assert len(set(ids.values())) == 3
    two[1].names = {"Zaragoza Center"}
    ids = resolve(two).ids
    assert ids["cordis/1"] == ids["ror/1"] != ids["ror/2"]
    third = house("cordis/3", "Transferencia del Conocimiento", "ZLC", "zlc.edu.es")
    assert len(set(resolve([*two, third]).ids.values())) == 4


def numbered(scheme: str, name: str, homepage: str = "", town: str = "Graz", short: str = "") -> Record:
    one = Record(f"{scheme}/1", "AT", names={name}, town=town, homepage=homepage, identifiers={(scheme, name[:9])})
    one.aliases = {short} - {""}
    return one


# A participant, its short name and homepage; the registry's name, short name and homepage; whether they are one.
HOMES = [
    ("AVL LIST GMBH", "AVL", "www.avl.com", "Anstalt für Verbrennung (Austria)", "AVL", "https://avl.com", True),
    ("NANION TECHNOLOGIES GMBH", "", "http://www.nanion.at", "Nanion (Austria)", "", "https://nanion.at/en", True),
    ("WITI INSTYTUT TECHNIKI", "WITI", "witi.wroc.pl", "Military Institute", "WITI", "https://witi.wroc.pl", True),
    ("FUNDACION CIDAUT", "", "cidaut.es", "Foundation for Transport", "CIDAUT", "cidaut.es", True),
    # Both only begin so, the last word is the town or an acronym, the homepages differ.
    ("VEOLIA RECHERCHE", "", "veolia.com", "Fondation Veolia", "Veolia Foundation", "https://veolia.com", False),
    ("GEMEENTE GRAZ", "GRAZ", "graz.at", "Gesundheitsdienst Graz", "", "https://graz.at", False),
    ("ECOLE NORMALE", "ENS", "ens.fr", "Département d'Informatique", "DI ENS", "https://ens.fr", False),
    ("NANION TECHNOLOGIES GMBH", "", "nanion.at", "Nanion (Austria)", "", "https://nanion.example", False),
]


@pytest.mark.parametrize(("name", "short", "home", "other", "alias", "page", "one"), HOMES)
def test_two_that_are_called_as_the_homepage_that_they_share_are_one_at_one_place(
    name: str, short: str, home: str, other: str, alias: str, page: str, one: bool
) -> None:
    ours, theirs = numbered("pic", name, home, short=short), numbered("ror", other, page, short=alias)
    assert (len(set(resolve([ours, theirs]).ids.values())) == 1) == one
    # Elsewhere, or without a number of its own, it may be any house of a group; nor is one chosen of several.
    theirs.town = "Linz"
    assert len(set(resolve([ours, theirs]).ids.values())) == 2
    theirs.town, ours.identifiers = "Graz", set()
    assert len(set(resolve([ours, theirs]).ids.values())) == 2
    ours.identifiers = {("pic", "1")}
    names = {f"{word} Mobility" for word in name.split()}
    third = Record("pic/2", "AT", names=names, aliases={short}, town="Graz", homepage=home)
    third.identifiers = {("pic", "2")}
    assert len(set(resolve([ours, theirs, third]).ids.values())) == 3


def test_the_same_full_name_at_the_same_street_or_homepage_is_one_body_that_registered_twice() -> None:
    def twice(scheme: str = "pic", second: str = "Lunds universitet", homepage: str = "http://www.lu.se/en") -> int:
        first = Record("a/1", "SE", names={"LUNDS UNIVERSITET"}, identifiers={(scheme, "1")}, homepage="www.lu.se")
        other = Record("a/2", "SE", names={second}, identifiers={(scheme, "2")}, homepage=homepage)
        return len(set(resolve([first, other]).ids.values()))

    assert twice() == 1
    assert twice("lei") == twice("ror") == 2
    # Two firms of a group may differ in the legal form alone.
    assert twice(second="Lunds universitet AB") == twice(homepage="") == 2
