"""Identity on labelled pairs of real rows, and the rules that keep different organisations apart."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace

import pytest
from folders import DATA
from staged import intake_of

from dirskg.ingest.identity.identity import judgements, records
from dirskg.ingest.identity.record import Judgement, Record
from dirskg.ingest.identity.resolve import resolve
from dirskg.ingest.stage import Stage

PAIRS = DATA / "identity_pairs.csv"


@pytest.fixture(scope="module")
def stage() -> Stage:
    return intake_of("reference").stage


@pytest.fixture(scope="module")
def pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure(ids: dict[str, str], pairs: list[dict[str, str]]) -> tuple[float, float]:
    """Precision and recall of "same" over labelled pairs."""
    told = [(pair["same"] == "yes", ids[pair["left"]] == ids[pair["right"]]) for pair in pairs]
    hits = sum(same and joined for same, joined in told)
    return hits / sum(joined for _, joined in told), hits / sum(same for same, _ in told)


def test_the_labelled_set_is_large_and_hard(pairs: list[dict[str, str]]) -> None:
    assert len(pairs) >= 150
    assert sum(pair["same"] == "yes" for pair in pairs) >= 100
    assert sum(pair["hard"] == "yes" for pair in pairs) >= 100


def test_precision_and_recall_on_the_labelled_set(
    stage: Stage, pairs: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    rows, judged = records([stage]), judgements([stage])
    alone = measure(resolve(rows).ids, pairs)
    whole = measure(resolve(rows, judged).ids, pairs)
    told = "precision {:.3f}, recall {:.3f}".format
    with capsys.disabled():
        sys.stdout.write(f"\nidentity on {len(pairs)} labelled pairs: {told(*whole)}; ")
        sys.stdout.write(f"without the {len(judged)} curated judgements: {told(*alone)}\n")
    assert whole[0] >= 0.99
    assert whole[1] >= 0.95
    assert alone[0] >= 0.99
    assert alone[1] >= 0.65


def test_the_examples_everybody_checks_first(stage: Stage) -> None:
    ids = resolve(records([stage]), judgements([stage])).ids
    assert ids["portal/999831575"] == ids["institutions/rma"] == ids["governance/RMA"]
    assert ids["participant/BE/Royal Military Academy"] == ids["institutions/rma"]
    assert ids["portal/999991334"] == ids["institutions/ku-leuven"]
    assert ids["portal/893356906"] != ids["participant/FR/Naval Group"]
    assert ids["portal/893356906"] == ids["companies/naval-group-belgium"]


def test_no_judgement_of_the_shipped_list_is_idle(stage: Stage) -> None:
    assert resolve(records([stage]), judgements([stage])).idle == []


def test_a_judgement_on_a_row_of_a_source_that_is_not_built_waits_for_it() -> None:
    tables, papers = Stage("reference"), Stage("cordis")
    tables.add("judgement", "judgements.csv:2", left="institutions/a", right="cordis/1", same="yes", reason="told")
    assert judgements([tables]) == []
    [judged] = judgements([tables, papers])
    assert resolve([], [judged]).idle == [judged]


def record(key: str, name: str, country: str = "BE", region: str = "", **numbers: str) -> Record:
    return Record(key, country, region, {name}, set(), set(numbers.items()))


def test_a_number_joins_whatever_the_names_say() -> None:
    ids = resolve([record("a/1", "École royale militaire", pic="999831575"), record("b/1", "KMS", pic="999831575")]).ids
    assert ids["a/1"] == ids["b/1"] == "pic-999831575"


def test_the_strongest_number_gives_the_id() -> None:
    rows = [record("a/1", "X", pic="999831575", ref="x"), record("b/1", "Y", kbo="0419052173", pic="999831575")]
    assert set(resolve(rows).ids.values()) == {"kbo-0419052173"}


def test_different_numbers_of_one_authority_keep_the_same_name_apart() -> None:
    result = resolve([record("a/1", "Acme NV", kbo="0419052173"), record("b/1", "ACME SA", kbo="0419052272")])
    assert len(set(result.ids.values())) == 2
    assert "different kbo numbers" in result.conflicts[0].reason


def test_a_shared_number_does_not_join_what_another_number_keeps_apart() -> None:
    rows = [
        record("a/1", "Acme", kbo="0419052173", wikidata="Q1"),
        record("b/1", "Acme Holding", kbo="0419052272", wikidata="Q1"),
    ]
    assert len(set(resolve(rows).ids.values())) == 2


def test_names_join_within_a_country_and_not_across() -> None:
    rows = [record("a/1", "Naval Group SA"), record("b/1", "NAVAL GROUP"), record("c/1", "NAVAL GROUP", country="FR")]
    ids = resolve(rows).ids
    assert ids["a/1"] == ids["b/1"] != ids["c/1"]


def test_a_row_without_country_joins_only_an_unambiguous_name() -> None:
    unclear = record("x/1", "Thales", country="")
    one = resolve([unclear, record("a/1", "Thales", country="FR")]).ids
    two = resolve([unclear, record("a/1", "Thales", country="FR"), record("b/1", "Thales", country="BE")]).ids
    assert one["x/1"] == one["a/1"]
    assert two["x/1"] not in (two["a/1"], two["b/1"])


def test_a_row_without_country_joins_the_mother_of_all_others_of_its_name() -> None:
    mother = record("a/1", "Thales (France)", country="FR", ror="04emwm605")
    houses = [replace(record(f"b/{c}", f"Thales ({c})", country=c), within={"a/1"}) for c in ("BE", "UK")]
    rows = [record("x/1", "Thales", country=""), mother, record("p/1", "THALES SA", country="FR"), *houses]
    ids = resolve(rows).ids
    assert ids["x/1"] == ids["a/1"] == ids["p/1"]
    assert len(set(ids.values())) == 3
    stranger = resolve([*rows, record("z/1", "Thales", country="IT")]).ids
    assert stranger["x/1"] not in {stranger[row.key] for row in rows[1:]}


def test_the_registry_tells_who_is_the_mother() -> None:
    stage = Stage("ror")
    for key in ("ror/1", "ror/2"):
        stage.add("organisation", "", key=key)
    stage.add("relation", "", from_key="ror/2", to_key="ror/1", kind="partOf")
    assert {row.key: row.within for row in records([stage])} == {"ror/1": set(), "ror/2": {"ror/1"}}


def test_seats_in_different_regions_keep_names_apart() -> None:
    result = resolve([record("a/1", "Blue Cluster", region="BE2"), record("b/1", "Blue Cluster", region="BE3")])
    assert len(set(result.ids.values())) == 2
    assert "different regions" in result.conflicts[0].reason


def test_who_is_found_at_an_establishment_is_found() -> None:
    rows = [record("a/1", "Blue Cluster", region="BE2"), record("b/1", "Blue Cluster", region="BE1")]
    rows[1].units.add("BE2")
    assert len(set(resolve(rows).ids.values())) == 1
    rows[1].units = {"BE3"}
    assert len(set(resolve(rows).ids.values())) == 2


def test_judgements_win_over_names_and_numbers() -> None:
    rows = [record("a/1", "Acme", pic="999831575"), record("b/1", "Acme"), record("c/1", "Other", pic="999991334")]
    apart = resolve(rows, [Judgement("a/1", "b/1", False, "two firms of one name")]).ids
    together = resolve(rows, [Judgement("a/1", "c/1", True, "one firm with two PICs")]).ids
    assert apart["a/1"] != apart["b/1"]
    assert together["a/1"] == together["c/1"]


def test_a_judgement_apart_holds_through_third_rows() -> None:
    rows = [
        record("a/1", "Acme"),
        record("b/1", "Acme", pic="999831575"),
        record("c/1", "Acme Belgium", pic="999831575"),
    ]
    ids = resolve(rows, [Judgement("a/1", "c/1", False, "parent and daughter")]).ids
    assert ids["a/1"] != ids["c/1"]


def test_the_order_of_rows_does_not_matter(stage: Stage) -> None:
    rows = records([stage])
    assert resolve(rows).ids == resolve(reversed(rows)).ids


def test_every_join_is_explained(stage: Stage) -> None:
    rows = records([stage])
    result = resolve(rows, judgements([stage]))
    assert len(result.joins) == len(rows) - len(set(result.ids.values()))
    assert {join.step for join in result.joins} == {"identifier", "judgement", "name"}
    assert all(join.detail and result.ids[join.left] == result.ids[join.right] for join in result.joins)
