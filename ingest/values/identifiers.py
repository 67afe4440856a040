"""Identifiers that authorities give to organisations: how each is written, checked and ranked."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import mul

from stdnum import lei
from stdnum.util import clean

from dirskg.graph.wording.spellings import enterprise_number
from dirskg.ingest.values.vat import from_register, vat_number

# Strongest first: the id of an organisation is made from the first of these that it has.
RANK = ("kbo", "ror", "lei", "pic", "wikidata", "ref", "row")

# Two organisations with different values of one of these are different organisations.
UNIQUE = frozenset({"kbo", "ror", "lei", "pic"})

_SIXTEEN = re.compile(r"\d{15}[\dX]", re.ASCII)
_DIGITS = "0123456789X"
_WEIGHTS = tuple(2**power for power in range(15, -1, -1))


def _kbo(text: str) -> str:
    number = enterprise_number(text)
    head = int(number[:8] or 0)
    if not head or number[0] not in "01" or int(number[8:]) != 97 - head % 97:
        raise ValueError("not a KBO number: ten digits of which the last two are 97 minus the rest modulo 97")
    return number


def _together(text: str) -> str:
    """Capital letters and digits without the marks between groups; dashes and blanks of all scripts are marks too."""
    return clean(text, " .-/").upper()


def _vat(text: str) -> str:
    """The KBO number, or the VAT number of another country, which begins with its code."""
    plain = _together(text)
    return _kbo(text) if plain[:2] == "BE" or not plain[:2].isalpha() or enterprise_number(text) else vat_number(text)


def _lei(text: str) -> str:
    if not lei.is_valid(text):
        raise ValueError("not an LEI: twenty characters with a check number at the end")
    return str(lei.compact(text))


def _pic(text: str) -> str:
    """Nine digits, in groups or behind the word."""
    number = re.sub(r"^PIC:?|['\"]", "", _together(text))
    if not re.fullmatch(r"\d{9}", number, re.ASCII):
        raise ValueError("not a PIC: nine digits")
    return number


def _isni(text: str) -> str:
    """Sixteen digits, the last of them by ISO 7064 mod 11-2 (X for 10)."""
    # A registry has one for every second body: the plain case takes a tenth of the time of stdnum.
    number = (text.replace(" ", "").replace("-", "") if text.isascii() else clean(text, " -")).strip().upper()
    if not _SIXTEEN.fullmatch(number) or sum(map(mul, _WEIGHTS, map(_DIGITS.index, number))) % 11 != 1:
        raise ValueError("not an ISNI: sixteen digits with a check digit at the end")
    return number


def _matching(pattern: str, message: str, form: Callable[[str], str] = str) -> Callable[[str], str]:
    compiled = re.compile(pattern, re.ASCII | re.IGNORECASE)

    def check(text: str) -> str:
        found = compiled.fullmatch(text.strip())
        if not found:
            raise ValueError(message)
        return form(found.group(1))

    return check


_CHECKS: dict[str, Callable[[str], str]] = {
    "kbo": _kbo,
    "vat": _vat,
    "lei": _lei,
    "isni": _isni,
    "pic": _pic,
    "ror": _matching(
        r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})/?",
        "not a ROR id: 0, six letters or digits, two digits", str.lower,
    ),
    "wikidata": _matching(
        r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)/?",
        "not a Wikidata item: Q and a number", str.upper,
    ),
    "grid": _matching(
        r"(?:https?://(?:www\.)?grid\.ac/institutes/)?(grid\.\d+\.[0-9a-f]+)",
        "not a GRID id: grid., a number, a point, hexadecimal digits", str.lower,
    ),
    "fundref": _matching(
        r"(?:(?:https?://(?:dx\.)?doi\.org/)?10\.13039/)?(\d{9,12})", "not a FundRef id: nine to twelve digits"
    ),
    "kbo_establishment_unit": _matching(
        r"([2-8](?:[. ]?\d{3}){3})", "not a KBO establishment unit: ten digits, the first 2 to 8", _together
    ),
}  # fmt: skip


def normalise(scheme: str, text: str) -> tuple[str, str]:
    """Scheme and value in canonical form; a Belgian VAT number is the KBO number, others keep their country code.

    Raises ValueError with the reason where the value fails the check of its scheme.
    """
    check = _CHECKS.get(scheme)
    if check is None:
        raise ValueError(f"unknown identifier scheme; known are {', '.join(sorted(_CHECKS))}")
    value = check(text)
    return ("kbo" if scheme == "vat" and value.isdecimal() else scheme), value


def of_register(authority: str, number: str) -> tuple[str, str] | None:
    """Scheme and value of a number in the business register that GLEIF gives this code; None where no rule gives them.

    The Belgian number stands for itself, that of some other countries for the VAT number which is made of it.
    """
    try:
        return normalise("vat", from_register(authority, number))
    except ValueError:
        return None
