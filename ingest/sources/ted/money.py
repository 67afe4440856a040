"""Amounts of a notice as numbers in one currency, without VAT.

Zero, a cent or one unit stand where nobody wants to tell an amount, and the form asks for one: it is unknown.
"""

from __future__ import annotations

import re

from dirskg.ingest.audit import Audit
from dirskg.ingest.sources.ted.notice import Amounts, Money
from dirskg.ingest.values.published import amount

Sums = dict[str, str | float | None]
# The surest first: the currency of a row is that of the first that it has.
_ORDER = ("awarded", "maximum", "estimated", "before", "lowest", "highest")
_CURRENCY = re.compile(r"[A-Z]{3}")
_NOTHING = 1.0
_MOST_VAT = 30.0  # per cent: no country of the EU takes more


def read_sums(amounts: Amounts, origin: str, audit: Audit) -> Sums:
    """The amounts by column, and their currency. What is in another currency is left out, and reported."""
    found: Sums = {}
    currency = ""
    for column in _ORDER:
        money: Money | None = getattr(amounts, column)
        if money is None or (number := read_amount(money, origin, audit)) is None:
            continue
        if not currency:
            currency = money.currency
        if money.currency != currency:
            told = f"the {column} amount is in another currency than the others ({currency}) of one record"
            audit.ignore("currency", origin, f"{money.text} {money.currency}", told)
            continue
        found[column] = number
    return {**found, "currency": currency}


def read_amount(money: Money, origin: str, audit: Audit) -> float | None:
    """An amount above one, without the VAT that it includes; None for any other, which is reported."""
    written = f"{money.text} {money.currency}"
    if not _CURRENCY.fullmatch(money.currency):
        audit.ignore("currency", origin, written, "an amount without a currency of three letters")
        return None
    found = amount(money.text, origin, audit)
    if found is None or found <= _NOTHING:
        if found is not None:
            audit.ignore("no amount", origin, written, "no contract is worth as little: the amount is unknown")
        return None
    if not money.vat:
        return found
    rate = amount(money.vat, origin, audit) if money.vat != "?" else None
    if rate is None or rate > _MOST_VAT:
        audit.ignore("VAT", origin, written, "an amount with VAT of a rate that is not told")
        return None
    if rate:
        audit.repair("VAT", origin, written, f"{rate:g} % VAT taken off")
    return round(found / (1 + rate / 100), 2)
