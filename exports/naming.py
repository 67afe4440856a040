"""What regions, areas and domains are called in the language of the reader."""

from __future__ import annotations

import pandas as pd

from dirskg.exports.cells import one_line
from dirskg.exports.language import LANGUAGES


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
