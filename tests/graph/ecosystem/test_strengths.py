"""Who can deliver: the worked example of docs/methods/strength.md, and what must hold whatever the claims."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from small_ecosystem import frame

from dirskg.graph.ecosystem.strengths import CAPABLE, COLUMNS, RULES, SUPPORT, strengths
from dirskg.ontology.codes import code_lists

NEWEST = {"organisation": "z", "domain": "V1", "weight": 1.0, "confidence": "high", "year": 2026}
SHARES = [("A", "V1", 1.0), ("B", "V1", 0.6), ("B", "H1", 0.4), ("C", "V1", 1.0)]


def judged(
    does: str, own: str = "", leads: str = "", confidence: str = "high", years: dict[str, int] | None = None
) -> dict[str, tuple[str, str, float]]:
    """Strength, rule and parts by domain of the organisation p of the worked example.

    years: of projects, and of its own claim by the name of its domain; 2026 where nothing is given.
    """
    dated = years or {}
    claims = [
        {"organisation": "p", "domain": domain, "weight": share, "project": project, "confidence": confidence,
         "year": dated.get(project, 2026)}
        for project, domain, share in SHARES
    ]  # fmt: skip
    told = [{"organisation": "p", "domain": own, "weight": 1.0, "confidence": "medium", "year": dated.get(own, 2026)}]
    told = told if own else []
    found = strengths(
        frame("claims", [*claims, *told]),
        frame("functions", [{"organisation": "p", "function": does, "confidence": "high"}] if does else []),
        frame("participations", [{"organisation": "p", "project": leads, "role": "coordinator"}] if leads else []),
    )
    assert list(found) == list(COLUMNS)
    rows = found[["domain", "strength", "rule", "parts"]].itertuples(index=False, name=None)
    return {domain: (strength, rule, parts) for domain, strength, rule, parts in rows}


@pytest.mark.parametrize(
    ("does", "own", "leads", "v1", "h1"),
    [
        ("makes", "", "", ("capable", "repeated", 2.6), ("takes-part", "once", 0.4)),
        ("makes", "V6", "", ("takes-part", "once", 0.65), ("takes-part", "once", 0.1)),
        ("trains", "H1", "", ("takes-part", "once", 0.65), ("capable", "own", 0.4)),
        ("tests", "V6", "B", ("capable", "coordinates", 0.65), ("takes-part", "once", 0.1)),
        ("advises", "", "", ("support", "supports", 2.6), ("support", "supports", 0.4)),
        ("advises", "V1", "A", ("support", "supports", 2.6), ("support", "supports", 0.1)),
        ("", "", "", ("takes-part", "function-unknown", 2.6), ("takes-part", "function-unknown", 0.4)),
    ],
)
def test_the_worked_example(does: str, own: str, leads: str, v1: Sequence[object], h1: Sequence[object]) -> None:
    found = judged(does, own, leads)
    assert (found["V1"], found["H1"]) == (v1, h1)


def test_old_evidence_tells_what_was() -> None:
    assert judged("makes", years={"A": 2014})["V1"] == ("capable", "repeated", 1.6)
    assert judged("makes", years={"A": 2016})["V1"] == ("capable", "repeated", 2.6)
    known = judged("makes", "V6", years={"V6": 2008, "A": 2014, "C": 2014})
    assert known == {
        "H1": ("takes-part", "once", 0.1), "V1": ("takes-part", "once", 0.15), "V6": ("takes-part", "past", 0.0)
    }  # fmt: skip
    # Where nothing newer is told of anybody, nothing is old.
    assert judged("makes", years=dict.fromkeys("ABC", 2014))["V1"] == ("capable", "repeated", 2.6)


def test_a_year_far_ahead_makes_no_other_claim_old() -> None:
    """A slip in somebody's workbook, or a project that begins next year."""
    made = frame("functions", [{"organisation": "z", "function": "makes", "confidence": "high"}])
    told = [{**NEWEST, "domain": domain, "year": 2017} for domain in ("V1", "V2", "V3", "V4", "H1", "H2", "H3", "H4")]
    slips = [{**NEWEST, "domain": "V5", "year": 2035}, {**NEWEST, "domain": "V6", "year": 2028}]
    for slip in slips:
        found = strengths(frame("claims", [*told, NEWEST, NEWEST, slip]), made, frame("participations", []))
        assert set(found["rule"]) == {"own"}


def test_low_confidence_makes_nobody_capable() -> None:
    found = judged("makes", leads="A", confidence="low")
    assert {strength for strength, _, _ in found.values()} == {"takes-part"}
    low = [{"organisation": "p", "domain": "V1", "weight": 1.0, "confidence": "low"}]
    made = frame("functions", [{"organisation": "p", "function": "makes", "confidence": "low"}])
    assert strengths(frame("claims", low), made, frame("participations", []))["rule"].tolist() == ["hearsay"]


def test_a_function_of_low_confidence_counts_where_no_surer_one_is_known() -> None:
    own = frame("claims", [{"organisation": "p", "domain": "V1", "weight": 1.0, "confidence": "high"}])
    made = {"organisation": "p", "function": "makes", "confidence": "low"}
    advises = {"organisation": "p", "function": "advises", "confidence": "medium"}
    found = [
        strengths(own, frame("functions", rows), frame("participations", []))["strength"].item()
        for rows in ([made], [made, advises])
    ]
    assert found == [CAPABLE, SUPPORT]


def test_rules_and_strengths_are_those_of_the_ontology() -> None:
    assert code_lists()["strength-rule"] == set(RULES)
    assert code_lists()["strength"] == {strength for strength, _ in RULES.values()}


claim_rows = st.lists(
    st.fixed_dictionaries(
        {
            "organisation": st.sampled_from("abc"), "domain": st.sampled_from(["V1", "V2"]),
            "weight": st.sampled_from([0.25, 0.5, 1.0]), "project": st.sampled_from(["", "p", "q", "r"]),
            "confidence": st.sampled_from(["high", "medium", "low"]), "year": st.sampled_from([None, 2008, 2016, 2026]),
        }
    ),
    max_size=8,
)  # fmt: skip


@examples(15)
@given(claim_rows, st.sampled_from(["makes", "advises", ""]), st.randoms(use_true_random=False))
def test_neither_order_nor_others_nor_old_evidence_make_capable(
    rows: list[dict[str, object]], does: str, random: object
) -> None:
    done = [{"organisation": one, "function": does, "confidence": "high"} for one in "abc" if does]
    leads = frame("participations", [{"organisation": "a", "project": "p", "role": "coordinator"}])

    def told(found: list[dict[str, object]]) -> pd.DataFrame:
        found = [*found, NEWEST]
        return strengths(frame("claims", found), frame("functions", done), leads).query("organisation != 'z'")

    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    whole = told(rows)
    assert_frame_equal(told(shuffled), whole)
    assert not told([{**row, "year": 2008} for row in rows])["strength"].eq(CAPABLE).any()
    alone = told([row for row in rows if row["organisation"] == "a"])
    assert_frame_equal(alone, whole[whole["organisation"] == "a"].reset_index(drop=True))
    assert not whole["strength"].eq(CAPABLE).any() or does == "makes"
