"""How published figures are written: number, hedge and unit in the language of the reader."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import read_words
from dirskg.exports.tables.cells import one_line

_MILLION, _BILLION = 1e6, 1e9


def published(facts: Mapping[str, Any], speaker: Speaker) -> str:
    """A figure as its source gives it: more than 80; 100 to 120; 44 %; 975 million euro; 1.5 billion euro."""
    told = number(facts["value"], facts["unit"], speaker)
    if math.isfinite(facts["value_high"]):
        told = speaker("range", low=told, high=number(facts["value_high"], facts["unit"], speaker))
    key = f"qualifier_{facts['qualifier'].replace(' ', '_')}"
    return speaker(key, told=told) if facts["qualifier"] and key in speaker.words.strings else told


def number(value: float, unit: str, speaker: Speaker) -> str:
    """A number with the unit that it needs: percents and euro say so, counts stand alone."""
    if unit == "percent":
        share = speaker.decimal(value, 0 if value == round(value) else 1)
        return speaker("percent", share=share)
    if unit == "EUR" and value >= _BILLION:
        billions = value / _BILLION
        digits = next((digits for digits in range(3) if math.isclose(billions, round(billions, digits))), 3)
        # As words take a number: "1,5 milliard" in French, like 0, and "1,5 Milliarden" in German.
        words = 1 if billions == 1 else 0 if billions < 2 else 2
        return speaker("billion_euro", billions=speaker.decimal(billions, digits), n=words)
    if unit == "EUR" and value >= _MILLION:
        millions = value / _MILLION
        digits = 0 if millions >= 100 or millions == round(millions) else 1
        return speaker("million_euro", millions=speaker.decimal(millions, digits))
    return speaker.decimal(value, 0)


def in_words(text: str, lang: str) -> str:
    """A note on a published figure or on a fact of a purchase file, or who published it, in the language of the reader;
    as it stands where we have no other words for it."""
    told = one_line(text)
    return read_words("dirskg.exports.findings", lang, "figures", "purchase_facts").strings.get(told, told)


def subject_name(subject: str, speaker: Speaker) -> str:
    """What a figure counts, in words; as the table has it where there are none."""
    return speaker.either(f"subject_{subject}", one_line(subject))
