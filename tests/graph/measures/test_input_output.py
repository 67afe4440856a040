"""Input-output analysis against worked examples, and what must hold of any table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import FOLDER, oracle

from dirskg.graph.measures.input_output import NotInvertible, closed, coefficients, inverse


def test_miller_and_blair() -> None:
    example = oracle(19)
    given_, told = example["inputs"], example["expected"]
    a = coefficients(given_["Z"], given_["x"])
    income = np.array(given_["household_income_row"]) / given_["x"]
    spent = np.array(given_["household_consumption_col"]) / given_["household_total"]
    whole = closed(a, income, spent)
    whole[-1, -1] = given_["household_to_household"] / given_["household_total"]  # which no table of ours tells
    one, two = inverse(a), inverse(whole)
    found = {
        "A": a, "L": one, "x_for_new_f": one @ given_["new_f"], "output_multipliers_type1": one.sum(axis=0),
        "A_closed": whole, "L_closed": two, "output_multipliers_type2_truncated": two[:2, :2].sum(axis=0),
        "output_multipliers_type2_total": two.sum(axis=0), "income_effect_simple": income @ one,
        "income_effect_total": two[-1, :2], "income_multiplier_type1": income @ one / income,
        "income_multiplier_type2": two[-1, :2] / income,
        "ratio_type2_to_type1": two[-1, :2] / (income @ one),
    }  # fmt: skip
    for name, value in found.items():
        assert value == pytest.approx(np.array(told[name]), abs=1e-9), name


def test_a_table_of_two_regions() -> None:
    example = oracle(24)
    flows = pd.read_csv(FOLDER / example["inputs"]["file"], index_col=0).to_numpy(dtype=float)
    whole = pd.read_csv(FOLDER / example["expected"]["file"], index_col=0).to_numpy(dtype=float)
    taken = coefficients(flows, example["inputs"]["x"])
    assert inverse(taken) == pytest.approx(whole, abs=1e-10)


@pytest.mark.parametrize("taken", [[[1.0]], [[0.5, 0.5], [0.5, 0.5]], [[0.0, 2.0], [2.0, 0.0]], [[1.5]]])
def test_purchases_without_end_are_told(taken: list[list[float]]) -> None:
    with pytest.raises(NotInvertible):
        inverse(taken)


def test_what_nobody_makes_takes_nothing() -> None:
    assert coefficients([[1, 2], [3, 4]], [10, 0]).tolist() == [[0.1, 0], [0.3, 0]]
    assert inverse(np.zeros((0, 0))).shape == (0, 0)


@given(st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=4, max_size=4))
def test_the_inverse_is_the_sum_of_all_rounds_and_demand_comes_back(cells: list[list[float]]) -> None:
    taken = np.array(cells) / 8  # columns add up to a half at most
    found = inverse(taken)
    rounds = sum(np.linalg.matrix_power(taken, n) for n in range(60))
    assert found == pytest.approx(rounds, abs=1e-9)
    assert (found >= -1e-12).all()
    assert (np.eye(4) - taken) @ found == pytest.approx(np.eye(4), abs=1e-9)
