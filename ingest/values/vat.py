"""VAT numbers, and the business registers whose numbers they are made of by a published rule."""

from __future__ import annotations

import re

from stdnum import get_cc_module
from stdnum.fr import siren
from stdnum.util import clean

# Registration authorities of GLEIF's list. Left out is every register whose number says nothing of the VAT number: the
# German courts, the Dutch and Austrian registers, those of Poland, Luxembourg, Ireland, Greece and others.
REGISTERS = {
    "RA000025": "BE",
    "RA000163": "CZ", "RA000168": "CZ", "RA000170": "DK", "RA000188": "FI", "RA000189": "FR", "RA000192": "FR",
    "RA000407": "IT", "RA000423": "LV", "RA000472": "NO", "RA000473": "NO", "RA000487": "PT", "RA000533": "ES",
    "RA000544": "SE", "RA000548": "CH", "RA000549": "CH", "RA000780": "ES",
}  # fmt: skip
_CODES = {"GR": "EL", "UK": "GB"}  # as the VAT numbers of these countries begin
_MODULES = {"EL": "gr"}
_KINDS = {"NO": "orgnr", "CH": "uid"}  # the VAT number is the number of the register, with letters after it
_LETTERS_AFTER = re.compile(r"(MVA|MWST|TVA|IVA|TPV)$")


def vat_number(text: str) -> str:
    """A VAT number of another country in one form: country code and national number, without marks.

    Those of Norway and Switzerland stand without the letters that they end in. Raises ValueError for any other text.
    """
    plain = _LETTERS_AFTER.sub("", clean(text, " .-/").upper())
    country = _CODES.get(plain[:2], plain[:2])
    coded = country.isascii() and country.isalpha()
    module = get_cc_module(_MODULES.get(country, country).lower(), _KINDS.get(country, "vat")) if coded else None
    national = plain if country == "CH" else plain[2:]
    if module is None or not national.isascii() or not module.is_valid(national):
        raise ValueError("not a VAT number: the code of a country and its number with the right check digits")
    number = str(module.compact(national))
    return number if country == "CH" else country + number


def from_register(authority: str, number: str) -> str:
    """The VAT number that the number of a business register makes, unchecked; "" where no rule gives it."""
    country = REGISTERS.get(authority, "")
    if country == "BE":
        return number
    national = clean(number, " .-/").upper().removeprefix("CHE" if country == "CH" else country)
    if country == "FR":
        return country + (siren.to_tva(national) if siren.is_valid(national) else "")
    made = {"CH": f"E{national}", "SE": f"{national}01", "FI": national.zfill(8)}.get(country, national)
    return country + made if country else ""


def register_digits(vat: str) -> str:
    """The digits that a VAT number in its one form has of the number of the register, without zeros before them."""
    national = vat[4:] if vat.startswith("FR") else vat.removesuffix("01") if vat.startswith("SE") else vat
    return re.sub(r"\D", "", national).lstrip("0")
