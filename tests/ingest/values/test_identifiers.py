"""Numbers of authorities: how each may be written, and that a wrong digit is caught."""

from __future__ import annotations

import csv

import pytest
from folders import REFERENCE_TABLES
from hypothesis import given, settings
from hypothesis import strategies as st

from dirskg.ingest.values.identifiers import RANK, UNIQUE, normalise

ACCEPTED = [
    # KBO: SABCA, in every usual way of writing, nine digits as before 2005 among them
    ("kbo", "0419052173", "0419052173"),
    ("kbo", "BE0419052173", "0419052173"),
    ("kbo", "be 0419.052.173", "0419052173"),
    ("kbo", "BE-0419-052-173", "0419052173"),
    ("kbo", " 0419 052 173 ", "0419052173"),
    ("kbo", "419052173", "0419052173"),
    ("kbo", "419.052.173", "0419052173"),
    ("kbo", "BE 0419/052/173", "0419052173"),
    ("kbo", "(0)419.052.173", "0419052173"),
    ("kbo", "BTW BE 0419.052.173", "0419052173"),
    ("kbo", "TVA: BE0419052173", "0419052173"),
    ("kbo", "TVA n° BE 0419.052.173", "0419052173"),
    ("kbo", "RPR Oostende 0419.052.173", "0419052173"),
    ("kbo", "0419.052.173 (RPM Liège, division Namur)", "0419052173"),
    ("kbo", "N° d'entreprise : 0419.052.173", "0419052173"),
    ("kbo", "Numéro de TVA BE0419052173", "0419052173"),
    ("kbo", "ON 0419.052.173", "0419052173"),
    ("kbo", "Ondernemingsnummer (KBO): 0419.052.173", "0419052173"),
    ("kbo", "BE\u00a00419\u2011052\u2013173", "0419052173"),
    ("vat", "FR 89 383 474 814", "FR89383474814"),
    ("vat", "NO 923 609 016 MVA", "NO923609016"),
    ("vat", "NO923609016", "NO923609016"),
    ("vat", "CHE-107.787.577 IVA", "CHE107787577"),
    ("vat", "GR094019245", "EL094019245"),
    ("vat", "de126118759", "DE126118759"),
    ("vat", "SE202100-321101", "SE202100321101"),
    ("lei", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12"),
    ("lei", "5493001kjtiigc8y1r12", "5493001KJTIIGC8Y1R12"),
    ("isni", "000000012146438X", "000000012146438X"),
    ("isni", "0000 0001 2146 438X", "000000012146438X"),
    ("isni", "0000\u20100001\u20102146\u2010438x ", "000000012146438X"),
    ("ror", "https://ror.org/05f950310", "05f950310"),
    ("ror", "05f950310", "05f950310"),
    ("ror", "www.ror.org/05F950310/", "05f950310"),
    ("pic", "999831575", "999831575"),
    ("pic", "PIC: 999 831-575", "999831575"),
    ("wikidata", "Q833670", "Q833670"),
    ("wikidata", "http://www.wikidata.org/entity/Q833670", "Q833670"),
    ("grid", "grid.5596.f", "grid.5596.f"),
    ("fundref", "501100003130", "501100003130"),
    ("fundref", "https://doi.org/10.13039/501100003130", "501100003130"),
    ("kbo_establishment_unit", "2012345678", "2012345678"),
    ("kbo_establishment_unit", "2.012.345.678", "2012345678"),
]

REFUSED = [
    ("kbo", "0419052174"),
    ("kbo", "0419052137"),  # two digits swapped
    ("kbo", "0760885417"),  # a real misprint, in companies.csv
    ("kbo", "NL0419052173"),
    ("kbo", "0419052173 Brussels"),
    ("kbo", "00419052173"),
    ("kbo", "196"),
    ("kbo", "٠٤١٩٠٥٢١٧٣"),
    ("kbo", ""),
    # Right modulo 97, and yet no numbers of the register, which writes 97, 01 and 02 there.
    ("kbo", "0400008600"),
    ("kbo", "0400008598"),
    ("kbo", "0400008499"),
    ("kbo", "0000000097"),
    ("kbo", "2000000339"),
    ("vat", "BE0419052174"),
    ("vat", "FR90383474814"),
    ("vat", "CH125639"),
    ("vat", "ZZ123456789"),
    ("vat", "FR"),
    ("vat", "__"),
    ("vat", ""),
    ("lei", "5493001KJTIIGC8Y1R13"),
    ("lei", "5493001KJTIIGC8Y1R1"),
    ("isni", "0000000121464381"),
    ("isni", "00000001214643X8"),
    ("isni", "٠000000121464380"),
    ("ror", "https://ror.org/15f950310"),
    ("ror", "05f95031"),
    ("ror", "https://example.org/05f950310"),
    ("ror", "0lf950310"),
    ("pic", "99983157"),
    ("pic", "٩٩٩٨٣١٥٧٥"),
    ("pic", "999831575x"),
    ("wikidata", "833670"),
    ("wikidata", "Q0"),
    ("grid", "grid.5596.g"),
    ("fundref", "12345678"),
    ("kbo_establishment_unit", "0419052173"),
]


@pytest.mark.parametrize(("scheme", "text", "value"), ACCEPTED)
def test_ways_of_writing_that_are_accepted(scheme: str, text: str, value: str) -> None:
    assert normalise(scheme, text) == (scheme, value)


@pytest.mark.parametrize(("scheme", "text"), REFUSED)
def test_values_that_are_refused_with_a_reason(scheme: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"^not an? "):
        normalise(scheme, text)


def test_a_belgian_vat_number_is_the_kbo_number() -> None:
    assert normalise("vat", "BE 0419.052.173") == ("kbo", "0419052173")


def test_an_unknown_scheme_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueError, match=r"unknown identifier scheme; known are .*isni, kbo"):
        normalise("duns", "123456789")


def kbo(head: int) -> str:
    """The KBO number with this head of eight digits, by the rule of the register."""
    return f"{head:08d}{97 - head % 97:02d}"


heads = st.integers(1, 19_999_999).map(kbo)


@settings(max_examples=200, deadline=None)
@given(number=heads, mark=st.sampled_from(["{}", "BE{}", "BE {0:.4}.{1}.{2}", "{0:.4} {1} {2}"]))
def test_every_number_with_the_right_check_digits_passes(number: str, mark: str) -> None:
    written = mark.format(number, number[4:7], number[7:])
    assert normalise("kbo", written) == ("kbo", number)


@settings(max_examples=200, deadline=None)
@given(head=st.integers(1, 19_999_999), check=st.integers(0, 99))
def test_no_other_pair_of_check_digits_passes(head: int, check: int) -> None:
    if check == 97 - head % 97:
        return
    with pytest.raises(ValueError, match="not a KBO number"):
        normalise("kbo", f"{head:08d}{check:02d}")


@settings(max_examples=200, deadline=None)
@given(number=heads, place=st.integers(0, 9), step=st.integers(1, 9))
def test_any_single_wrong_digit_is_caught(number: str, place: int, step: int) -> None:
    wrong = f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}"
    with pytest.raises(ValueError, match="not a KBO number"):
        normalise("kbo", wrong)


@settings(max_examples=100, deadline=None)
@given(number=heads, place=st.integers(0, 8))
def test_any_two_neighbours_swapped_are_caught(number: str, place: int) -> None:
    left, right = number[place], number[place + 1]
    swapped = f"{number[:place]}{right}{left}{number[place + 2 :]}"
    if left == right:
        assert normalise("kbo", swapped) == ("kbo", number)
    else:
        with pytest.raises(ValueError, match="not a KBO number"):
            normalise("kbo", swapped)


@settings(max_examples=200, deadline=None)
@given(scheme=st.sampled_from(sorted({scheme for scheme, *_ in ACCEPTED} | {"vat"})), text=st.text())
def test_any_text_is_either_refused_or_brought_to_a_form_that_stays(scheme: str, text: str) -> None:
    try:
        found, value = normalise(scheme, text)
    except ValueError:
        return
    assert normalise(found, value) == (found, value)


def test_every_identifier_of_the_shipped_table_passes() -> None:
    with (REFERENCE_TABLES / "identifiers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 355
    for row in rows:
        scheme, value = normalise(row["scheme"], row["value"])
        assert normalise(scheme, value) == (scheme, value)


def test_numbers_that_keep_organisations_apart_give_ids_too() -> None:
    assert set(RANK) >= UNIQUE
    assert RANK[0] == "kbo"
