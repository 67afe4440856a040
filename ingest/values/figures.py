"""Numbers, truth values and days as publishers, spreadsheets and people write them: one reading for all sources.

What may mean two things is not guessed: the reason tells both. A publisher who never groups thousands says so.
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dirskg.graph.wording.days import month as month_of
from dirskg.graph.wording.text import fold

_LONGEST = 60
_CURRENCY = re.compile(r"^(?:€|EUR(?:OS?)?)\s*|\s*(?:€|EUR(?:OS?)?)$", re.IGNORECASE)
_NO_CENTS = re.compile(r"[.,][-\N{EN DASH}]+$")  # 150,-
_POWER = re.compile(r"(\d+)(?:[.,](\d+))?[eE]([+-]?\d{1,3})", re.ASCII)
# Thousands set apart by a space or an apostrophe leave any mark to be the decimal one.
_SPACED = re.compile(r"(\d{1,3}(?:([\s'’])\d{3})(?:\2\d{3})*)(?:[.,](\d*))?")
_GROUPED = re.compile(r"(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d*))?", re.ASCII)
_MARKED = re.compile(r"(\d*)[.,]?(\d*)", re.ASCII)
_THOUSAND = 3  # digits
_TRUE = frozenset(("true", "yes", "y", "ja", "j", "oui", "o", "1", "x", "waar", "vrai", "wahr"))
_FALSE = frozenset(("false", "no", "n", "nee", "nein", "non", "0", "onwaar", "faux", "falsch"))
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[T ]\d.*)?)?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: \d.*)?", re.ASCII)
_IN_WORDS = re.compile(r"(?:(\d{1,2})(?:\.|st|nd|rd|th|er)?[ -])?([a-z]+)\.?(?: (\d{1,2}),)?[ -](\d{4})")
_SHORT_YEAR = re.compile(r"^(\d{1,2}[ -][a-z]{3,5}\.?[ -])(\d\d)$")  # 01-Sep-21, as programs write it
_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)


def read_number(text: str, *, grouped: bool = True) -> float:
    """The number that a text is, with a decimal point or comma, signs of thousands, a power of ten, or a currency.

    A mark before other than three digits, after more than three, or after a leading zero is the decimal one, and so is
    every single mark where thousands are never `grouped`. Raises ValueError with the reason where the text is no number
    or may be two.
    """
    plain = _NO_CENTS.sub("", _CURRENCY.sub("", text.strip())) if len(text) <= _LONGEST else ""
    sign, body = (-1, plain[1:].lstrip()) if plain[:1] in ("-", "−") else (1, plain.removeprefix("+"))
    number = sign * _unsigned(body, grouped)
    if not math.isfinite(number):
        raise ValueError("beyond all numbers")
    return number


def _unsigned(body: str, grouped: bool) -> float:
    if power := _POWER.fullmatch(body):
        return float(f"{power[1]}.{power[2] or 0}e{power[3]}")
    if spaced := _SPACED.fullmatch(body):
        return _joined(re.sub(r"\D", "", spaced[1]), spaced[3])
    marked = _MARKED.fullmatch(body)
    if marked and any(marked.groups()):
        before, after = marked.groups()
        told = f"{before}{after}, or {before}.{after}"
        if grouped and len(after) == _THOUSAND and 0 < len(before) <= _THOUSAND and before[0] != "0":
            raise ValueError(f"may mean {told}; write it without a mark for thousands, such as 150000 or 1500.50")
        return _joined(before, after)
    groups = _GROUPED.fullmatch(body)
    if groups is None or (grouped and len(groups[3] or "") == _THOUSAND):
        raise ValueError("not a number; write digits only, such as 150000")
    return _joined(re.sub(r"\D", "", groups[1]), groups[3])


def _joined(whole: str, part: str | None) -> float:
    return float(f"{whole or 0}.{part or 0}")


def cents(amount: float) -> float:
    """An amount in whole cents, a half rounded up as people do it: 0.125 gives 0.13."""
    return float(Decimal(repr(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def read_truth(text: str) -> bool:
    """Whether a text says yes, in the words of programs and of four languages. Raises ValueError for another word."""
    word = fold(whole(text.strip()))
    if word not in _TRUE | _FALSE:
        raise ValueError("neither yes nor no")
    return word in _TRUE


def read_day(text: str) -> str:
    """A day as yyyy-mm-dd, or a month or year as far as told. A time after it is left away.

    Raises ValueError with the reason for what is no day, and for 3/4/2025, of which nobody can tell the month.
    """
    year, month, day, doubt = _parts(text)
    if doubt:
        raise ValueError(f"may mean {year}-{month:02d}-{day:02d}, or {year}-{day:02d}-{month:02d}")
    return "-".join(part for part in (str(year), f"{month:02d}" * bool(month), f"{day:02d}" * bool(day)) if part)


def read_year(text: str) -> int:
    """The year of a day, a month, or a year. Raises ValueError where there is none."""
    return _parts(whole(text))[0]


def _parts(text: str) -> tuple[int, int, int, bool]:
    """Year, month and day, 0 where one is not told, and whether month and day may change places."""
    doubt = False
    plain = text.strip() if len(text) <= _LONGEST else ""
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = (int(part or 0) for part in found.group(1, 3, 4))
    elif found := _TOGETHER.fullmatch(plain):
        year, month, day = map(int, found.groups())
    elif found := _YEAR_LAST.fullmatch(plain):
        day, month, year = (int(part) for part in found.group(1, 3, 4))
        if found[2] == "/":  # with points and hyphens the day stands first, with slashes it depends on the country
            doubt = max(day, month) <= 12 and day != month
            day, month = (month, day) if month > 12 else (day, month)
    elif (found := _IN_WORDS.fullmatch(_words(plain))) and month_of(found[2]):
        year, month, day = int(found[4]), month_of(found[2]), int(found[1] or found[3] or 0)
    else:
        raise ValueError("not a day; write it as 2025-04-03")
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError("a day that no calendar has; write it as 2025-04-03") from error
    return year, month, day, doubt


def _words(plain: str) -> str:
    """A day in words, its year with four digits."""
    return _SHORT_YEAR.sub(r"\g<1>20\2", " ".join(fold(plain).split()))


def whole(text: str) -> str:
    """Digits without the .0 that programs put behind them when a column has gaps; other text as it is."""
    return text.rstrip("0")[:-1] if re.fullmatch(r"\d+\.0+", text, re.ASCII) else text
