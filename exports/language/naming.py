"""What regions, areas, domains, towns and sources are called in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from dirskg.exports.language.words import LANGUAGES, read_words
from dirskg.exports.tables.cells import one_line

if TYPE_CHECKING:
    import pandas as pd

# A town as addresses have it, what stands in brackets after it, and its name in another language.
_PARTS = re.compile(r"[^()/;,]+")


def names(table: pd.DataFrame, lang: str) -> dict[str, str]:
    """Names by id: in the language asked for, else in English, else in any, else the id.

    `table` has the columns id and label_en, label_nl, … or, where there is one name for all, label.
    """
    columns = [f"label_{code}" for code in dict.fromkeys((lang, "en", *LANGUAGES))]
    columns = [column for column in (*columns, "label") if column in table]
    found = {}
    for row in zip(*(table[column].tolist() for column in (*columns, "id")), strict=True):
        name = next(filter(None, row), row[-1])
        found[str(row[-1])] = one_line(str(name)) or one_line(str(row[-1]))
    return found


def area_names(table: pd.DataFrame, lang: str) -> dict[str, str]:
    """Names of regions, provinces and districts by their NUTS codes, as `names` gives them but in the language."""
    provinces = {} if lang == "en" else read_words("dirskg.exports.drawing", lang, "belgium").strings
    return {code: provinces.get(code) or district(name, lang) for code, name in names(table, lang).items()}


def town(text: str, lang: str) -> str:
    """A town of an address in the language of the reader: BRUXELLES is Brussel, Casteau (Mons) is Casteau (Bergen)."""
    known = _towns(lang)
    first = text.split(" / ")[0] if " / " in text and _key(text.split(" / ")[0]) in known else text
    return _PARTS.sub(lambda found: _town(found[0], known), one_line(first))


def of_source(text: str, lang: str) -> str:
    """What a source that ships says of itself, in the language of the reader; what another one says as it is."""
    return read_words(__package__, lang, "sources").strings.get(text, text)


def district(name: str, lang: str) -> str:
    """A district in the language of the reader, by its towns: Arr. Tournai-Mouscron is Arr. Doornik-Moeskroen."""
    french, both, dutch = name.partition("/Arr. ")
    if both and lang != "en":
        return f"Arr. {dutch}" if lang == "nl" else french
    kind, called, towns = name.partition("Arr. ")
    if not called or kind or lang == "en":
        return name
    whole = town(towns, lang)
    return called + (whole if whole != towns else "-".join(town(one, lang) for one in towns.split("-")))


def _town(text: str, known: Mapping[str, str]) -> str:
    name = text.strip()
    told = known.get(_key(name)) or (name.title() if name.isupper() else name)
    return text.replace(name, told) if name else text


def _key(name: str) -> str:
    return name.casefold().replace("-", " ")


@cache
def _towns(lang: str) -> Mapping[str, str]:
    """What the towns are called in a language, by their names in every one."""
    told = read_words(__package__, lang, "towns").strings
    every = [read_words(__package__, one, "towns").strings for one in LANGUAGES]
    return {_key(own[key]): name for own in every for key, name in told.items()}
