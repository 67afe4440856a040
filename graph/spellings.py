"""Numbers of registers as people copy them, made to the form in which the graph holds them."""

from __future__ import annotations

import re

_WEB = re.compile(r"://|^www\.|\w\.(?:org|eu|be|com)/", re.IGNORECASE)
# What stands before a number: the register, the kind of number, the words of invoices.
_BEFORE = re.compile(
    r"^(?:(?:kbo|bce|cbe|zdu|vat|btw|tva|mwst|ust|id|pic|ror|lei|isni|grid|fundref|wikidata|number|nummer|numero|nr|no)"
    r"[\s.:/#-]*)+",
    re.IGNORECASE,
)
_ENTERPRISE = re.compile(r"(?:BE)?(\d{9,10})", re.IGNORECASE)


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
        if written := _ENTERPRISE.fullmatch(form):
            found[written[1].zfill(10)] = None
    return tuple(form for form in found if re.search(r"\d", form))
