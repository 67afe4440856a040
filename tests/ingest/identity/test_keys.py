"""Names under which rows join, the wider look-up among what is known, and namesakes told apart by their place."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from dirskg.ingest.identity import likely_keys
from dirskg.ingest.identity.keys import name_keys
from dirskg.ingest.identity.linkage.towns import towns
from dirskg.ingest.identity.record import Record
from dirskg.ingest.identity.resolve import resolve
from dirskg.ingest.known import Known
from dirskg.ingest.stage import Stage

WRAPPERS = files("dirskg.ingest.identity").joinpath("wrappers.csv").read_text("utf-8")


def known(name: str, country: str, homepage: str = "") -> Known:
    stage = Stage("cordis")
    stage.add("organisation", "f:1", key="cordis/1", country=country, homepage=homepage)
    stage.add("name", "f:1", key="cordis/1", name=name, type="legal")
    return Known.of([stage])


# A participant of the EU's programmes, its country, and a name that the registry has for it.
REGISTRY = [
    ("NAVAL GROUP", "FR", "Naval Group (France)"),
    ("THE JAMES HUTTON INSTITUTE", "UK", "James Hutton Institute"),
    ("TECHNISCHE UNIVERSITAET DRESDEN", "DE", "Technische Universität Dresden"),
    ("KUNGLIGA TEKNISKA HOEGSKOLAN", "SE", "Kungliga Tekniska högskolan"),
    ("CENTRE NATIONAL D'ETUDES SPATIALES - CNES", "FR", "Centre National d'Études Spatiales"),
    ("UNIVERSITE LYON 1 CLAUDE BERNARD", "FR", "Université Claude Bernard Lyon 1"),
    ("BARCELONA SUPERCOMPUTING CENTER CENTRO NACIONAL", "ES", "Centro Nacional Barcelona Supercomputing Center"),
]


@pytest.mark.parametrize(("told", "country", "name"), REGISTRY)
def test_a_register_is_asked_for_every_name_that_identity_could_accept(told: str, country: str, name: str) -> None:
    assert known(told, country).likely([name], country, "")
    assert not known(told, country).likely([name], "BE", "")
    assert not known(told, country).likely(["Zeebrugs Instituut voor Duinherstel"], country, "")
    by_name = name_keys(Record("a/1", country, names={told})) & name_keys(Record("b/1", country, names={name}))
    assert known(told, country).named([name], country) == bool(by_name)


def test_a_homepage_is_enough_to_be_looked_at() -> None:
    home = known("ACONDICIONAMIENTO TARRASENSE", "ES", "https://www.leitat.org/en")
    assert home.likely(["Leitat Technological Center"], "ES", "http://leitat.org")
    assert not home.likely(["Leitat Technological Center"], "ES", "http://leitat.example")
    assert not Known().likely(["Leitat"], "ES", "http://leitat.org")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Thales (France)", {"thales", "thales france"}),
        ("The University of Hull", {"university of hull"}),
        ("De Lijn", {"de lijn"}),
        ("L'Université de Genève", {"universite de geneve"}),
        ("Universität Köln", {"universitat koln", "universitaet koeln"}),
        ("Blue Aero", {"blue aero"}),
        ("The Chancellor, Masters & Scholars of the University of Oxford", {"university of oxford"}),
        ("Agencia Estatal Consejo Superior", {"consejo superior"}),
        ("Agencia Estatal de Administración Tributaria", {"agencia estatal de administracion tributaria"}),
        ("The Trustees of Ypres", {"trustees of ypres"}),
    ],
)
def test_the_keys_of_a_name(name: str, keys: set[str]) -> None:
    assert name_keys(Record("a/1", "BE", names={name})) == keys
    assert keys <= set(likely_keys(Record("a/1", "BE", names={name})))


@pytest.mark.parametrize(
    ("told", "country", "name"),
    [
        ("IBM NEDERLAND BV", "NL", "IBM (Netherlands)"),
        ("THALES ITALIA SPA", "IT", "Thales (Italy)"),
        ("ASTRAZENECA UK LIMITED", "UK", "AstraZeneca (United Kingdom)"),
        ("NOKIA DEUTSCHLAND GMBH", "DE", "Nokia (Germany)"),
        ("NOKIA ALLEMAGNE", "DE", "Nokia (Germany)"),
        ("ETHNIKO IDRYMA EREVNON", "EL", "Εθνικό Ίδρυμα Ερευνών"),
        ("ARISTOTELIO PANEPISTIMIO THESSALONIKIS", "EL", "Αριστοτέλειο Πανεπιστήμιο Θεσσαλονίκης"),
        ("ARISTOTELEIO PANEPISTIMIO THESSALONIKIS", "EL", "ΑΡΙΣΤΟΤΕΛΕΙΟ ΠΑΝΕΠΙΣΤΗΜΙΟ ΘΕΣΣΑΛΟΝΙΚΗΣ"),
        ("Tehnicheski universitet Gabrovo", "BG", "Технически университет Габрово"),
        ("Institut za fiziku Čačak", "RS", "Институт за физику Чачак"),
    ],
)
def test_a_house_of_a_firm_and_a_name_in_other_letters_join(told: str, country: str, name: str) -> None:
    rows = [Record("a/1", country, names={told}), Record("b/1", country, names={name})]
    assert len(set(resolve(rows).ids.values())) == 1
    assert known(told, country).named([name], country)


@pytest.mark.parametrize(
    ("told", "country", "name"),
    [
        ("BANK AUSTRIA", "AT", "Bank"),
        ("THALES ITALIA SPA", "FR", "Thales (Italy)"),
        ("THALES ITALIA SERVIZI SPA", "IT", "Thales (Italy)"),
    ],
)
def test_a_country_in_a_name_counts_where_brackets_say_that_it_is_no_part_of_it(
    told: str, country: str, name: str
) -> None:
    rows = [Record("a/1", country, names={told}), Record("b/1", country, names={name})]
    assert len(set(resolve(rows).ids.values())) == 2


WRAPPED = "THE UNIVERSITY COURT OF THE UNIVERSITY OF ST ANDREWS"


def test_who_holds_a_name_for_another_joins_it_in_its_own_country_and_keeps_the_name_as_it_is() -> None:
    court, other = Record("cordis/1", "UK", names={WRAPPED}), Record("ror/1", "UK", names={"University of St Andrews"})
    abroad = Record("ror/2", "CA", names={"University of St Andrews"})
    ids = resolve([court, other, abroad]).ids
    assert ids["cordis/1"] == ids["ror/1"] != ids["ror/2"]
    assert court.names == {WRAPPED}


def test_a_wrapped_name_under_two_numbers_joins_neither() -> None:
    two = [
        Record(f"ror/{n}", "UK", names={"University of St Andrews"}, identifiers={("ror", n)})
        for n in ("02wn5qz54", "012a77v79")
    ]
    assert len(set(resolve([Record("cordis/1", "UK", names={WRAPPED}), *two]).ids.values())) == 3


@pytest.mark.parametrize("row", list(csv.DictReader(WRAPPERS.splitlines())), ids=lambda row: row["wrapper"])
def test_each_wrapper_comes_off_its_example(row: dict[str, str]) -> None:
    (key,) = name_keys(Record("a/1", "UK", names={row["example"]}))
    assert key
    assert row["wrapper"] not in key


def test_towns_in_several_languages_are_one() -> None:
    assert towns("DE", "Munich") == towns("DE", "MÜNCHEN") == towns("DE", "Muenchen") == ["munchen"]
    assert towns("CZ", "Prague") == towns("CZ", "PRAHA 6") == ["praha"]
    assert towns("FR", "PARIS CEDEX 05") == ["paris"]
    assert set(towns("ES", "Donostia / San Sebastián")) == {"donostia", "san sebastian"}
    assert towns("FR", "") == []


def namesake(key: str, town: str, **numbers: str) -> Record:
    return Record(key, "SE", names={"Lunds universitet"}, identifiers=set(numbers.items()), town=town)


def test_one_name_under_two_numbers_goes_to_the_one_at_the_same_place() -> None:
    rows = [
        namesake("cordis/1", "Malmö", pic="888897834"),
        namesake("cordis/2", "LUND", pic="999901318"),
        namesake("ror/012a77v79", "Lund", ror="012a77v79"),
    ]
    ids = resolve(rows).ids
    assert ids["ror/012a77v79"] == ids["cordis/2"] != ids["cordis/1"]
    assert resolve(rows[::-1]).ids == ids


def test_a_body_that_the_portal_registers_twice_gets_its_number_once_and_two_firms_do_not() -> None:
    registry = namesake("ror/012a77v79", "Lund", ror="012a77v79")
    twice = [namesake("cordis/1", "Lund", pic="888897834"), namesake("cordis/2", "Lund", pic="999901318")]
    ids = resolve([*twice, registry]).ids
    assert ids["ror/012a77v79"] == ids["cordis/1"] != ids["cordis/2"]
    firms = [namesake("kbo/1", "Lund", kbo="0419052173"), namesake("kbo/2", "Lund", kbo="0419052272")]
    assert len(set(resolve([*firms, registry]).ids.values())) == 3
    unknown = [namesake("cordis/1", "", pic="888897834"), namesake("cordis/2", "", pic="999901318")]
    result = resolve([*unknown, registry])
    assert len(set(result.ids.values())) == 3
    assert {found.reason[:4] for found in result.conflicts} == {"fits", "diff"}


def test_nobody_is_joined_to_a_closed_predecessor_when_the_successor_is_there() -> None:
    firm = Record("cordis/1", "IT", names={"Selex ES"}, identifiers={("pic", "951262220")})
    old = Record("ror/04aqkwm14", "IT", names={"Selex ES (Italy)"}, identifiers={("ror", "04aqkwm14")}, closed=True)
    new = Record("ror/0470vke61", "IT", names={"Leonardo (Italy)", "Selex ES"}, identifiers={("ror", "0470vke61")})
    ids = resolve([firm, old, new]).ids
    assert ids["cordis/1"] == ids["ror/0470vke61"] != ids["ror/04aqkwm14"]
    alone = resolve([firm, old]).ids
    assert alone["cordis/1"] == alone["ror/04aqkwm14"]
