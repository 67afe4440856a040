"""Numbers of registers as people copy them, made to the form in which the graph holds them."""

from __future__ import annotations

import re

from dirskg.graph.wording.text import fold

_WEB = re.compile(r"://|^www\.|\w\.(?:org|eu|be|com)/", re.IGNORECASE)
# What stands before a number: the register, the kind of number, the words of invoices.
_BEFORE = re.compile(
    r"^(?:(?:kbo|bce|cbe|zdu|vat|btw|tva|mwst|ust|id|pic|ror|lei|isni|grid|fundref|wikidata|number|nummer|numero|nr|no)"
    r"[\s.:/#-]*)+",
    re.IGNORECASE,
)
# Words beside an enterprise number: what it is called in four languages, and the registers that have it. Behind the
# register of legal persons stands a court.
_ENTERPRISE = frozenset(
    """
    be kbo bce cbe zdu btw tva vat mwst on ne n no nr nummer numero number num d de of ondernemingsnummer ondernemingsnr
    ondernemings entreprise enterprise unternehmensnummer unternehmens
    """.split()  # noqa: SIM905  words without quotes are easier to keep
)
# What stands in brackets, such as a court, and the .0 that programs put behind numbers.
_BESIDE = re.compile(r"\([^()0-9]*\)|(?<=[0-9]{9})\.0+$")
_COUNTRIES = (["de"], ["no"])  # alone they are the code of one, as in its VAT numbers
_COURTS = frozenset({"rpr", "rpm"})


def spellings(text: str) -> tuple[str, ...]:
    """The values that a text can stand for as the number of an organisation, in any register; none without a digit.

    0999.990.024, BE0999990024, BE 0999.990.024, kbo-0999.990.024 and the address of its page are one enterprise number.
    Whether a register has it is not looked at here.
    """
    told = text.strip().rstrip("/")
    if _WEB.search(told):
        told = re.split(r"[/=#?]", told)[-1]
    bare = _BEFORE.sub("", told)
    found: dict[str, None] = {}
    for form in (told, bare, re.sub(r"[\W_]+", "", told), re.sub(r"[\W_]+", "", bare)):
        found |= dict.fromkeys((form, form.lower(), form.upper()))
    if number := enterprise_number(told):
        found[number] = None
    return tuple(form for form in found if re.search(r"\d", form))


def enterprise_number(text: str) -> str:
    """The ten digits of a Belgian enterprise number in any spelling: "BE 0999.990.024", "N° d'entreprise 999990024".

    "" for another text. Numbers of before 2005 had nine digits and get a zero. Check digits are not looked at.
    """
    words = re.findall(r"[a-z]+|[0-9]+", fold(_BESIDE.sub(" ", text)))
    digits = [at for at, word in enumerate(words) if word.isdigit()]
    number = "".join(words[at] for at in digits)
    if len(number) not in (9, 10) or digits[-1] - digits[0] >= len(digits):
        return ""
    others = [word for word in words if not word.isdigit()]
    if others in _COUNTRIES:
        return ""
    return number.zfill(10) if _ENTERPRISE.issuperset(others) or not _COURTS.isdisjoint(others) else ""
