"""Gaps: each state by a table counted by hand, the rules against plain arithmetic, and what the report tells."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from small_cube import LETTERS, MISSING, cell, populated
from small_ecosystem import small_ecosystem

from dirskg.graph import DirskgError
from dirskg.graph.analyses.gaps import STATES, gaps
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.ontology.vocab import LEGS, REGIONS

Seen = dict[tuple[str, str], str]


def helix(**counts: str) -> Seen:
    """Actors of all three legs in turn: V1="8 0 3" puts 8 in Brussels, none in Flanders, 3 in Wallonia."""
    return {
        (domain, region): ("iag" * 9)[: int(count)]
        for domain, row in counts.items()
        for region, count in zip(("BE1", "BE2", "BE3"), row.split(), strict=True)
    }


CHANCE = helix(V1="2 8 0", V2="6 3 9", V3="8 0 5", V4="6 3 0")

BY_HAND: list[tuple[str, Seen, str, str, str]] = [
    ("nobody, far more expected", MISSING, "V1", "BE3", "empty"),
    ("nobody, and one who is active in another domain", {**MISSING, ("V1", "BE3"): "i"}, "V1", "BE3", "thin"),
    ("two where eight are expected", {**MISSING, ("V1", "BE3"): "ia"}, "V1", "BE3", "thin"),
    ("enough, of all legs", MISSING, "V1", "BE2", "covered"),
    ("one company among many", {**MISSING, ("V2", "BE3"): "i" + "ag" * 8}, "V2", "BE3", "single supplier"),
    ("no company", {**MISSING, ("V2", "BE3"): "ag" * 9}, "V2", "BE3", "helix-incomplete"),
    ("no academia", {**MISSING, ("V2", "BE3"): "ig" * 9}, "V2", "BE3", "helix-incomplete"),
    ("no government", {**MISSING, ("V2", "BE3"): "ia" * 9}, "V2", "BE3", "helix-incomplete"),
    ("intermediaries are no leg", {**MISSING, ("V2", "BE3"): "iam" * 6}, "V2", "BE3", "helix-incomplete"),
    ("nobody, fewer than three expected", helix(V1="0 3 3", V2="2 9 9"), "V1", "BE1", "too few to tell"),
    ("one, fewer than three expected", helix(V1="1 3 3", V2="2 9 9"), "V1", "BE1", "too few to tell"),
    ("one leg, fewer than three expected", {("V1", "BE2"): "ii", ("V2", "BE2"): "iag"}, "V1", "BE2", "too few to tell"),
    ("one company of three, fewer than three expected", helix(V1="3 3 3", V2="2 9 9"), "V1", "BE1", "too few to tell"),
    ("nobody, but chance explains it", CHANCE, "V3", "BE2", "too few to tell"),
    ("seven of eighteen placed", {**MISSING, ("V1", "BE2"): "iagiagi", ("V1", ""): "i" * 11}, "V1", "BE3", "unknown"),
    ("six of ten placed", {**MISSING, ("V1", "BE2"): "iag" * 6, ("V1", ""): "i" * 12}, "V1", "BE3", "empty"),
    ("covered though half have no place", {**MISSING, ("V1", ""): "i" * 20}, "V1", "BE2", "covered"),
    ("nobody anywhere", {**MISSING, ("V3", "BE3"): ""}, "V3", "BE3", "unknown"),
    ("nobody with a known place", {**MISSING, ("V3", ""): "iii"}, "V3", "BE3", "unknown"),
    ("nobody in any domain", {("V1", "BE2"): ""}, "V1", "BE2", "unknown"),
]


@pytest.mark.parametrize(("what", "seen", "domain", "region", "state"), BY_HAND, ids=[row[0] for row in BY_HAND])
def test_states_by_hand(what: str, seen: Seen, domain: str, region: str, state: str) -> None:
    assert cell(gaps(populated(seen)), domain, region).state == state


def test_every_state_has_a_table() -> None:
    assert {state for *_, state in BY_HAND} | {"to be confirmed"} == set(STATES)


def asking(seen: Seen, domain: str, **more: dict[str, Any]) -> Ecosystem:
    """Actors as populated, and Walloon ones without a domain for whom one is suggested."""
    whole = populated(seen)
    told = small_ecosystem({}, organisations={n: {"country": "BE", "region": "BE3", **f} for n, f in more.items()})
    return replace(
        whole,
        organisations=pd.concat([whole.organisations, told.organisations], ignore_index=True),
        functions=pd.concat([whole.functions, told.functions], ignore_index=True),
        suggestions=pd.DataFrame({"organisation": told.organisations["id"], "domain": domain, "score": 0.5}),
    )


@pytest.mark.parametrize(("leg", "known", "state"), [("iag", "", "to be confirmed"), ("m", "advises", "empty")])
def test_a_verdict_waits_for_those_who_may_change_it(leg: str, known: str, state: str) -> None:
    legs = {"i": "industry", "a": "academia", "g": "government", "m": "intermediary"}
    more = {f"new-{n}": {"leg": legs[leg[n % len(leg)]], "function": known} for n in range(9)}
    found = cell(gaps(asking(MISSING, "V1", **more)), "V1", "BE3")
    assert (found.state, found.count, len(found.asked.suggested)) == (state, 0, 9)


def test_a_single_supplier_waits_for_a_company_that_may_be_another() -> None:
    seen = {**MISSING, ("V2", "BE3"): "i" + "ag" * 8}
    one = {"leg": "industry", "function": ""}
    found = cell(gaps(asking(seen, "V2", another=one)), "V2", "BE3")
    assert (found.state, found.state_known) == ("to be confirmed", "single supplier")


def test_the_numbers_of_one_cell_by_hand() -> None:
    found = cell(gaps(populated(MISSING)), "V1", "BE3")
    # 18 in the domain, 18 in the region, 45 in all.
    assert found.expected == found.be.expected == pytest.approx(18 * 18 / 45)
    assert (found.count, found.be.lq, found.be.lq_low) == (0, 0.0, 0.0)
    assert found.be.lq_shrunk == pytest.approx(2 / (18 * 18 / 45 + 2))
    assert found.be.p_under == pytest.approx(math.comb(27, 18) / math.comb(45, 18))
    assert found.be.located == 1.0


def test_a_federal_body_covers_the_government_leg_of_every_region() -> None:
    seen = {**MISSING, ("V2", "BE3"): "ia" * 9, ("V2", "BE1"): "g"}
    alone = cell(gaps(populated(seen)), "V2", "BE3")
    federal = cell(gaps(populated(seen, {"V2-BE1-1": {"level": "federal"}})), "V2", "BE3")
    other = cell(gaps(populated(seen, {"V2-BE1-1": {"level": "region"}})), "V2", "BE3")
    assert (alone.state, alone.missing_legs) == ("helix-incomplete", ("government",))
    assert (federal.state, federal.missing_legs, federal.federal) == ("covered", (), 1)
    assert other.state == "helix-incomplete"


# The rules again, in plain arithmetic

counted = st.text(st.sampled_from("iiaagm?"), max_size=14)
tables = st.fixed_dictionaries({(d, r): counted for d in ("V1", "V2", "V3") for r in ("BE1", "BE2", "BE3", "")})


def plain(seen: Seen) -> dict[tuple[str, str], dict[str, Any]]:
    """Expected count, adjusted p, share of placed actors and state of every cell."""
    domains = sorted({domain for domain, _ in seen})
    count = {(d, r): len(seen[d, r]) for d in domains for r in REGIONS}
    total = sum(count.values())
    row = {r: sum(count[d, r] for d in domains) for r in REGIONS}
    column = {d: sum(count[d, r] for r in REGIONS) for d in domains}
    p = {(d, r): under(count[d, r], total, row[r], column[d]) for d, r in count}
    order = sorted(p, key=lambda place: p[place])
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for domain, region in count:
        later = [p[other] * len(p) / (rank + 1) for rank, other in enumerate(order) if p[other] >= p[domain, region]]
        expected = Fraction(row[region] * column[domain], total or 1)
        everybody = column[domain] + len(seen[domain, ""])
        told = {"expected": expected, "p": min(1, *later, 1), "located": Fraction(column[domain], everybody or 1)}
        told["state"] = state(seen[domain, region], told, everybody)
        found[domain, region] = told
    return found


def under(x: int, total: int, row: int, column: int) -> Fraction:
    """P(at most x of the domain's actors in the region), by counting the ways."""
    ways = sum(math.comb(row, i) * math.comb(total - row, column - i) for i in range(min(x, column) + 1))
    return Fraction(ways, math.comb(total, column))


def state(letters: str, told: dict[str, Any], everybody: int) -> str:
    scarce = told["p"] < 0.05 and len(letters) < told["expected"]
    if len(letters) >= 2 and letters.count("i") >= 2 and not scarce and {"a", "g"} <= set(letters):
        return "covered"
    if everybody == 0 or told["located"] < 0.6:
        return "unknown"
    supply = len(letters) < 2 or scarce or letters.count("i") == 1
    if max(told["expected"], 0 if supply else len(letters)) < 3 or (not letters and not scarce):
        return "too few to tell"
    if not letters:
        return "empty"
    if len(letters) == 1 or scarce:
        return "thin"
    return "single supplier" if supply else "helix-incomplete"


@examples(40)
@given(seen=tables)
def test_states_follow_their_rules(seen: Seen) -> None:
    report, told = gaps(populated(seen), draws=0), plain(seen)
    assert len(report.cells) == 12
    for found in report.cells:
        if found.region == "":
            assert (found.state, found.count) == ("place unknown", len(seen[found.domain, ""]))
            assert math.isnan(found.expected)
            continue
        by_hand = told[found.domain, found.region]
        assert found.expected == pytest.approx(float(by_hand["expected"]))
        assert found.be.p_adjusted == pytest.approx(float(by_hand["p"]))
        assert found.state == by_hand["state"]


@examples(40)
@given(seen=tables)
def test_nothing_is_called_a_gap_on_thin_evidence_and_closers_have_what_is_missing(seen: Seen) -> None:
    report = gaps(populated(seen), draws=0)
    for found in report.gaps():
        assert found.expected >= 3 or (found.state == "helix-incomplete" and found.count >= 3)
        assert found.be.located >= 0.6
        assert found.region
    for found in report.cells:
        for closer in found.closable_by:
            assert closer.region not in ("", found.region)
            letters = [letter for letter in seen[found.domain, closer.region] if LETTERS[letter] == closer.leg]
            assert closer.count == len(letters) > 0
            assert 0 < len(closer.actors) <= min(5, closer.count)
            assert all(actor.id.startswith(f"{found.domain}-{closer.region}-") for actor in closer.actors)
        if found.state in ("covered", "unknown", "too few to tell", "place unknown"):
            assert found.closable_by == ()


# Gaps from the best to the worst; what is not judged is neither.
RANK = {"covered": 3, "helix-incomplete": 2, "single supplier": 2, "thin": 1, "empty": 0}


@examples(8)
@given(seen=tables, place=st.sampled_from(["BE1", "BE2", "BE3"]), letter=st.sampled_from("iag"), joined=st.booleans())
def test_who_supports_changes_no_state_and_who_can_deliver_makes_none_worse(
    seen: Seen, place: str, letter: str, joined: bool
) -> None:
    # All companies of the cell but the new one may be of one group.
    ties = tuple((f"V1-{place}-{n + 2}", f"V1-{place}-1", "ownedBy") for n in range(len(seen["V1", place]) - 1))
    more = {**seen, ("V1", place): seen["V1", place] + letter}
    name = f"V1-{place}-{len(more['V1', place])}"
    before, after, supported, taking = (
        {
            (c.domain, c.region): c
            for c in gaps(populated(rows, {name: {"function": does}}, ties if joined else ()), draws=0).cells
        }
        for rows, does in ((seen, ""), (more, "makes"), (more, "advises"), (more, ""))
    )
    assert {key: c.state for key, c in supported.items()} == {key: c.state for key, c in before.items()}
    assert {key: c.state for key, c in taking.items()} == {key: c.state for key, c in before.items()}
    assert supported["V1", place].support == taking["V1", place].takes_part == 1
    assert {key: c.state_with for key, c in taking.items()} == {key: c.state for key, c in after.items()}
    was, now = before["V1", place].state, after["V1", place].state
    assert not (was in RANK and now in RANK) or RANK[now] >= RANK[was]


def test_who_stands_on_two_legs_counts_on_both_and_once_in_all() -> None:
    seen = {**MISSING, ("V2", "BE3"): "i" * 8 + "g"}
    alone = cell(gaps(populated(seen), draws=0), "V2", "BE3")
    both = cell(gaps(populated(seen, {"V2-BE3-9": {"legs": "government academia"}}), draws=0), "V2", "BE3")
    assert (alone.state, alone.missing_legs) == ("helix-incomplete", ("academia",))
    assert (both.state, both.missing_legs, both.count) == ("covered", (), 9)


def test_closers_name_the_strongest_partner_in_the_region() -> None:
    once, twice = ("V1-BE2-1", "V2-BE3-1"), ("V1-BE2-1", "V2-BE3-2")
    ties = ((*once, "ownedBy"), (*twice, "ownedBy"), (*twice, "suppliesTo"))
    found = cell(gaps(populated(MISSING, ties=ties)), "V1", "BE3")
    assert found.state == "empty"
    assert [(closer.region, closer.leg, closer.count) for closer in found.closable_by] == [
        ("BE2", "industry", 6), ("BE2", "academia", 6), ("BE2", "government", 6),
    ]  # fmt: skip
    first, second = found.closable_by[0].actors[:2]
    assert (first.id, first.partner, first.partner_label) == ("V1-BE2-1", "V2-BE3-2", "Organisation V2-BE3-2")
    assert (second.id, second.partner) == ("V1-BE2-10", "")


def test_a_leg_that_nobody_has_is_a_gap_of_the_whole_country() -> None:
    seen = {("V1", "BE2"): "ia" * 6, ("V1", "BE3"): "ia" * 6, ("V2", "BE2"): "iag"}
    found = cell(gaps(populated(seen)), "V1", "BE3")
    assert (found.state, found.missing_legs, found.closable_by) == ("helix-incomplete", ("government",), ())


# The report


def test_an_unknown_domain_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(DirskgError, match=r"No domain is called 'V9'\. There are: V1, V2"):
        gaps(populated(MISSING), domain="V9")


def test_gaps_stand_worst_first() -> None:
    seen = {**MISSING, ("V2", "BE3"): "ia" * 9}
    assert [(c.domain, c.region, c.state) for c in gaps(populated(seen)).gaps()] == [
        ("V1", "BE3", "empty"),
        ("V2", "BE2", "thin"),
        ("V2", "BE3", "helix-incomplete"),
    ]


def test_the_contract_of_the_json() -> None:
    told = gaps(populated(MISSING), build="0001-x", perimeter="strict").to_json()
    report = json.loads(json.dumps(told, allow_nan=False))
    assert {name: report[name] for name in ("build", "perimeter", "by")} == {
        "build": "0001-x", "perimeter": "strict", "by": "region",
    }  # fmt: skip
    for found in report["cells"]:
        assert found.keys() >= {
            "region", "domain", "state", "count", "expected", "lq", "lq_low", "lq_high", "lq_shrunk", "p_under",
            "p_adjusted", "legs", "sme", "closable_by", "evidence",
        }  # fmt: skip
        assert list(found["legs"]) == list(LEGS)
        place = {"region": found["region"]} if found["region"] else {"unplaced": "region"}
        told = {"domain": found["domain"], **place, "perimeter": "strict"}
        assert found["evidence"] == {"query": "actors-counted", "parameters": {**told, "only": "capable"}}
        assert found["eu"]["evidence"]["parameters"] == {**told, "evidence": "programmes"}
        assert (found["expected"] is None) == (found["region"] == "")
    (empty,) = [found for found in report["cells"] if found["state"] == "empty"]
    assert empty["rule"] == STATES["empty"]
    assert empty["closable_by"][0]["actors"][0].keys() == {"id", "label", "tied_to", "tied_to_label"}
    assert empty["closable_by"][0]["actors"][0]["tied_to"] is None
