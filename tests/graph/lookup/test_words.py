"""Words for codes: names in any language and case, parts of them, misspelt; what fits several is not guessed."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph.lookup.words import Fit, also_called, fit, nearest
from dirskg.graph.wording.days import day_of
from dirskg.graph.wording.spellings import spellings

REGIONS = [("BE1", "Brussels-Capital"), ("BE2", "Flanders"), ("BE3", "Wallonia"), *also_called(["BE1", "BE2", "BE3"])]
DOMAINS = [
    ("V1", "Air"),
    ("V3", "Maritime and underwater"),
    ("V4", "Land systems and mobility"),
    ("V6", "Soldier systems"),
    ("V3", "Maritiem en onderwater"),
    ("V3", "See und Unterwasser"),
    ("H1", "AI, data and digital transformation"),
]


@pytest.mark.parametrize(
    ("text", "names", "code"),
    [
        ("be2", REGIONS, "BE2"),
        ("FLANDERS", REGIONS, "BE2"),
        ("Wallonië", REGIONS, "BE3"),
        ("wallonie", REGIONS, "BE3"),
        ("région flamande", REGIONS, "BE2"),
        ("Waloonia", REGIONS, "BE3"),
        ("Brüssel", REGIONS, "BE1"),
        ("v-3", DOMAINS, "V3"),
        ("V3 Maritime", DOMAINS, "V3"),
        ("Maritime and underwater (V3)", DOMAINS, "V3"),
        ("Wallonia (BE3)", REGIONS, "BE3"),
        ("maritime", DOMAINS, "V3"),
        ("marritime", DOMAINS, "V3"),
        ("mobility land", DOMAINS, "V4"),
        ("unterwas", DOMAINS, "V3"),
        ("ai", DOMAINS, "H1"),
        ("vlaandren", [*REGIONS, ("BE23", "Oost-Vlaanderen")], "BE2"),  # and no part of another name
    ],
)
def test_a_word_that_fits_one_code_is_it(text: str, names: list[tuple[str, str]], code: str) -> None:
    assert fit(text, names).codes == (code,)


@pytest.mark.parametrize("text", ["", "  ", "-", "BE9", "V33", "quantum", "a", "x y"])
def test_what_is_nothing_fits_nothing(text: str) -> None:
    assert fit(text, [*REGIONS, *DOMAINS]) == Fit((), False)


def test_what_fits_several_gives_them_all() -> None:
    assert fit("systems", DOMAINS).codes == ("V4", "V6")


def test_a_whole_name_comes_before_a_part_of_another() -> None:
    names = [("a", "Thales Belgium"), ("b", "Thales"), ("c", "Thales Alenia Space")]
    assert fit("thales", names) == Fit(("b",), True)
    assert fit("Thales Belgium NV", names).codes == ("a",), "a legal form may be left over"
    assert set(fit("alenia belgium", names).codes) == set()


def test_a_code_or_short_word_is_never_taken_for_another() -> None:
    assert fit("V4", [("V3", "Air"), ("V5", "Sea")]).codes == ()
    assert fit("ABD", [("a", "ABC")]).codes == ()
    assert fit("EDIPD", [("a", "EDIP"), ("b", "EDIDP")]).codes == ("a", "b")
    names = [("a", "Asco Industries"), ("b", "Istituto Superiore di Sanita"), ("c", "Edrivelab"), ("d", "NSA")]
    assert [fit(other, names).codes for other in ("Alsico", "Scania", "EDR", "NSPA")] == [(), (), (), ()]
    # Of several words one may begin a word of the name with three letters.
    assert fit("ist sup sanita", names).codes == ("b",)


@given(st.sampled_from(REGIONS), st.randoms(use_true_random=False))
def test_case_of_letters_changes_nothing(named: tuple[str, str], random: Random) -> None:
    code, name = named
    mixed = "".join(letter.upper() if random.random() < 0.5 else letter.lower() for letter in name)
    assert fit(mixed, REGIONS).codes == (code,)


@given(st.text(max_size=40))
def test_any_text_can_be_asked(text: str) -> None:
    assert set(fit(text, DOMAINS).codes) <= {code for code, _ in DOMAINS}
    assert {code for code, _ in nearest(text, DOMAINS)} <= {code for code, _ in DOMAINS}


def test_one_word_that_differs_is_no_slip_of_the_pen() -> None:
    names = [("drones", "lutte antidrones"), ("mines", "lutte contre les mines")]
    assert fit("lutte antimines", names).codes == ()
    assert fit("lute antidrone", names).codes == ("drones",)


def test_the_nearest_come_first() -> None:
    assert nearest("Martime", DOMAINS)[0][0] == "V3"
    assert nearest("qqqqq", DOMAINS) == ()


@pytest.mark.parametrize(
    "text",
    [
        "0999990024",
        "0999.990.024",
        "BE0999990024",
        "BE 0999.990.024",
        "be0999.990.024",
        "kbo-0999.990.024",
        "999990024",
        "KBO 0999.990.024",
        "BTW BE 0999.990.024",
        "TVA: BE 0999 990 024",
        "0999 990 024",
        "0999-990-024",
        "BCE/0999990024",
        "ON 0999.990.024",
        "Ondernemingsnummer: 0999.990.024",
        "0999.990.024 (RPR Gent)",
        "https://kbopub.economie.fgov.be/kbopub/toonondernemingps.html?ondernemingsnummer=0999990024",
        "https://org.belgif.be/id/CbeRegisteredEntity/0999990024",
    ],
)
def test_an_enterprise_number_is_read_in_every_usual_spelling(text: str) -> None:
    assert "0999990024" in spellings(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("PIC 999000111", "999000111"),
        ("pic-999000111", "999000111"),
        ("ROR: 02vmnye06", "02vmnye06"),
        ("https://ror.org/02VMNYE06", "02vmnye06"),
        ("ror.org/02vmnye06", "02vmnye06"),
        ("grid.16499.33", "grid.16499.33"),
        ("0000 0001 2097 8389", "0000000120978389"),
        ("lei-549300lcj1ujxhygwi24", "549300LCJ1UJXHYGWI24"),
        ("http://www.wikidata.org/entity/Q12345", "Q12345"),
    ],
)
def test_numbers_of_other_registers_too(text: str, value: str) -> None:
    assert value in spellings(text)


@pytest.mark.parametrize("text", ["", "FN Herstal", "no", "kbo-", "://"])
def test_a_name_is_no_number(text: str) -> None:
    assert spellings(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-28",
        "28/11/2026",
        "28-11-2026",
        "28.11.2026",
        "28 11 2026",
        "2026/11/28",
        "20261128",
        " 28/11/2026 ",
        "28 november 2026",
        "28 novembre 2026",
        "28. November 2026",
        "28 nov. 2026",
    ],
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert day_of(text) == "2026-11-28"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er août 2026", "2026-08-01"),
        ("3 mei 2026", "2026-05-03"),
        ("5 juin 2026", "2026-06-05"),
        ("5 juillet 2026", "2026-07-05"),
        ("3 März 2026", "2026-03-03"),
        ("1/2/2026", "2026-02-01"),
    ],
)
def test_months_are_read_in_four_languages_and_the_day_stands_first(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text", ["", "2026", "11/28/2026", "30/02/2026", "28 brumaire 2026", "28/11/26", "2026-13-01", "x"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        day_of(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("boots", {"textile"}),
        ("laarzen", {"textile"}),
        ("guns", {"coil-guns", "rifles"}),
        ("vliegtuigen", {"fighters"}),
        ("uboats", {"submarines"}),
    ],
)
def test_a_word_of_a_synonym_comes_before_a_misspelt_name(text: str, codes: set[str]) -> None:
    names = [("submarines", "U-boats"), ("coil-guns", "electromagnetic guns"), ("fighters", "gevechtsvliegtuigen")]
    synonyms = [
        ("textile", "combat boots"),
        ("textile", "gevechtslaarzen"),
        ("rifles", "machine guns"),
        ("drones", "onbemande vliegtuigen"),
    ]
    assert set(fit(text, names, synonyms).codes) == codes
