"""Numbers, truth values and days: what each spelling means, and which may mean two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.ingest.audit import Audit
from dirskg.ingest.values.figures import cents, read_day, read_number, read_truth, read_year, whole
from dirskg.ingest.values.published import amount, day, truth, year

NUMBERS = {
    "33333.333": 33333.333, "1234.567": 1234.567, "0.125": 0.125, "0,125": 0.125, "012.345": 12.345, "12,3456": 12.3456,
    "771225,1": 771225.1, "1.234.567": 1234567, "1,234,567": 1234567, "1.234,50": 1234.5, "1,234.50": 1234.5,
    "1 234,567": 1234.567, "1\u00a0234\u00a0567": 1234567, "1'234.50": 1234.5, "€ 1 234": 1234, "EUR 5": 5,
    "5 EUR": 5, "5EUR": 5, "3 euro": 3,
    "150,-": 150, "1.5E+05": 150000, "1,5e5": 150000, ".5": 0.5, "-5": -5,
}  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_read_alike_in_every_source(text: str) -> None:
    assert read_number(text) == read_number(text, grouped=False) == NUMBERS[text]


@pytest.mark.parametrize("text", ["1.234", "1,234", "150.000", "999,999"])
def test_a_mark_before_three_digits_is_asked_back_where_people_group_thousands(text: str) -> None:
    with pytest.raises(ValueError, match="may mean"):
        read_number(text)
    assert read_number(text, grouped=False) == float(text.replace(",", "."))


@pytest.mark.parametrize(
    "text", ["", "12 34", "1,2,3", "12.345.67", "nan", "inf", "1e999", "9" * 400, "٣", ".", "150k", "1.234,567"]
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  each has its own reason
        read_number(text)


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from(["", " ", ".", ",", "'"]), st.sampled_from(".,"))
def test_every_spelling_of_an_amount_gives_it(euros: int, rest: int, thousands: str, mark: str) -> None:
    if thousands == mark:
        return
    assert read_number(f"{euros:,}".replace(",", thousands) + f"{mark}{rest:02d}") == pytest.approx(euros + rest / 100)


def test_half_a_cent_is_rounded_up() -> None:
    assert [cents(x) for x in (0.125, 33333.333, 1234.567, 2.675)] == [0.13, 33333.33, 1234.57, 2.68]


@given(st.sampled_from(["true", "yes", "ja", "oui", "1", "1.0", "waar", "vrai", "wahr"]), st.booleans())
def test_yes_is_yes_in_any_case_and_language(word: str, capital: bool) -> None:
    assert read_truth(word.upper() if capital else word)
    assert not read_truth("ONWAAR" if capital else "0")


DAYS = {
    "2024-03-01": "2024-03-01", "2024-03-01T00:00:00.000+0100": "2024-03-01", "2024/3/1": "2024-03-01",
    "1.3.2024": "2024-03-01", "01-03-2024": "2024-03-01", "13/3/2024": "2024-03-13", "3/13/2024": "2024-03-13",
    "5/5/2024 0:00": "2024-05-05", "1 March 2024": "2024-03-01", "1er août 2024": "2024-08-01",
    "3. März 2024": "2024-03-03", "20240301": "2024-03-01", "01-MRT-2024": "2024-03-01", "1-Mar-24": "2024-03-01",
    "March 1, 2024": "2024-03-01", "maart 2024": "2024-03", "2024-03": "2024-03", "2024": "2024",
}  # fmt: skip


@pytest.mark.parametrize("text", DAYS)
def test_usual_days_are_read(text: str) -> None:
    assert read_day(text) == DAYS[text]
    assert read_year(text) == 2024


@pytest.mark.parametrize("text", ["", "2024-13-01", "2024-02-30", "99-99-9999", "0000-01-01", "soon", "1700000000000"])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="day"):
        read_day(text)


def test_a_day_that_may_be_two_keeps_its_year() -> None:
    with pytest.raises(ValueError, match="2025-04-03, or 2025-03-04"):
        read_day("3/4/2025")
    assert read_year("3/4/2025") == 2025


@pytest.mark.parametrize(
    ("text", "plain"), [("101000001.0", "101000001"), ("100.00", "100"), ("1.5", "1.5"), ("x.0", "x.0")]
)
def test_a_number_that_names_something_loses_its_point(text: str, plain: str) -> None:
    assert whole(text) == plain


def test_what_a_publisher_writes_wrongly_is_left_out_and_reported() -> None:
    audit = Audit("x")
    assert [amount(text, "a:1", audit) for text in ("", "-5", "1e300", "12 34", "632,200")] == [
        None,
        None,
        None,
        None,
        632.2,
    ]
    assert [day(text, "a:2", audit) for text in ("", "3/4/2025", "2024-01-01")] == ["", "", "2024-01-01"]
    assert [truth(text, "a:3", audit) for text in ("", "perhaps", "TRUE")] == [False, False, True]
    assert [year(text) for text in ("3/4/2025", "soon")] == [2025.0, None]
    places = [*["a:1"] * 4, "a:2", "a:3"]
    assert [one.origin for one in audit.issues] == places
    assert [one.origin for one in audit.issues if one.action == "noted"] == ["a:1"]
