"""Columns of text looked at as a whole."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dirskg.graph.ecosystem.rows import held, ranked


@pytest.mark.parametrize("values", [["b", ""], {"c"}, (), pd.Series(["a", "x"], dtype="str"), {"a": 1}.keys()])
@pytest.mark.parametrize("dtype", ["str", "object"])
def test_held_is_what_isin_says(values: list[str], dtype: str) -> None:
    column = pd.Series(["a", "b", "", "a"], dtype=dtype, index=[7, 3, 3, 1])
    assert held(column, values).tolist() == column.isin(list(values)).tolist()
    assert held(column[:0], values).tolist() == []


def test_ranked_is_factorize_in_alphabetical_order() -> None:
    column = pd.Series(["é", "z", "", "é", "B", "a"], dtype="str")
    places, different = ranked(column)
    codes, expected = pd.factorize(column, sort=True)
    assert (places.tolist(), different.tolist()) == (codes.tolist(), expected.tolist())
    assert np.asarray(ranked(column[:0])[0]).size == 0
