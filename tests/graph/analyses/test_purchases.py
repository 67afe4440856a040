"""Purchase files: who is a candidate on which grounds, what is missing, and which file is meant by a name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.purchases import Candidate, PurchasesReport, purchases
from dirskg.graph.analyses.returns import Profile, assumed
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError

PLACES = {
    "prime": {"country": "FR", "leg": "industry"},
    "house": {"country": "BE", "region": "BE1", "leg": "industry"},
    "named": {"country": "BE", "region": "BE2", "leg": "industry", "size": "SME"},
    "rival": {"country": "BE", "region": "BE2", "leg": "industry"},
    "undone": {"country": "BE", "region": "BE2", "leg": "industry"},
    "allied": {"country": "BE", "region": "BE2", "leg": "industry"},
    "army": {"country": "BE", "region": "BE1", "leg": "government"},
    "seller": {"country": "BE", "region": "BE3", "leg": "industry"},
    "trader": {"country": "BE", "region": "BE3", "leg": "industry"},
    "cloud": {"country": "BE", "region": "BE3", "leg": "industry"},
    "welder": {"country": "BE", "region": "BE3", "leg": "industry"},
    "able": {"country": "BE", "region": "BE3", "leg": "industry", "size": "SME"},
    "domain": {"country": "BE", "region": "BE1", "leg": "industry"},
    "partner": {"country": "BE", "region": "BE2", "leg": "industry"},
    "elsewhere": {"country": "BE", "region": "BE2", "leg": "industry"},
    "several": {"country": "BE", "region": "", "leg": "industry"},
    "adviser": {"country": "BE", "region": "BE2", "leg": "industry", "function": "advises"},
    "abroad": {"country": "FR", "leg": "industry"},
}
RETURN = {"subject": "economic-return-expected", "programme": "Boats", "unit": "EUR"}
PAID = {"value_kind": "awarded", "currency": "EUR"}
SURE = {"domain": "V1", "basis": "curated", "weight": 1.0, "confidence": "high"}


def told(item: str, **more: object) -> dict[str, object]:
    return {"purchase": "purchase-boats", "item": item, "source": "https://x.eu/boats", **more}


@pytest.fixture(scope="module")
def ecosystem() -> Ecosystem:
    ties = [
        ("house", "prime", "ownedBy"),
        ("named", "x", "suppliesTo"),
        ("rival", "x", "partnerIn"),
        ("undone", "prime", "partnerIn"),
        ("allied", "undertaking-boats", "partnerIn"),
        ("seller", "prime", "suppliesTo"),
        ("trader", "prime", "suppliesTo"),
        ("cloud", "prime", "partnerIn"),
        ("elsewhere", "prime", "suppliesTo"),
    ]
    found = small_ecosystem(
        {
            "p1": (2023, ["prime", "partner"]), "p2": (2024, ["able", "abroad"]), "p3": (2024, ["abroad", "house"]),
            "p4": (2024, ["prime", "several", "welder"]), "p5": (2024, ["several"]),
        },
        ties=ties,
        organisations=PLACES,
        claims=[
            *({**SURE, "organisation": one} for one in ("able", "domain", "army", "several", "seller", "cloud")),
            {**SURE, "organisation": "welder", "domain": "V2"},
            {**SURE, "organisation": "partner", "basis": "award"},
            {**SURE, "organisation": "elsewhere", "domain": "H7"},
        ],
    )  # fmt: skip
    notes = {"named": "engines of the BOATS", "rival": "competing bid for boats", "undone": "boats (not executed)"}
    return replace(
        found,
        ties=found.ties.assign(note=[notes.get(one, "as said") for one in found.ties["from"]]),
        mentions=frame("mentions", [
            {"about": one, "topic": "radar", "sentence": "We make radars.", "source": "https://x.eu/radar"}
            for one in ("able", "adviser", "abroad", "p4", "p5", "award-1", "award-2", "award-3", "award-4")
        ]),
        topics=frame("topics", [{"id": "radar", "domain": "V1"}, {"id": "sonar", "domain": "V1"},
                                  {"id": "steel", "domain": "V2"}]),
        purchases=frame("purchases", [
            {"id": "purchase-boats", "label_en": "Boats", "label_nl": "Boten", "level": "federal", "programme": "Boats",
             "pattern": r"\bboats\b"},
            {"id": "purchase-cars", "label_en": "Cars and boats", "level": "international"},
        ]),
        purchase_facts=frame("purchase_facts", [
            told("prime", organisation="prime", year=2024.0), told("topic", topic="radar"),
            told("topic", topic="sonar"), told("topic", topic="steel"),
            told("value", value=5e8, year=2025.0), told("value", value=2e9, qualifier="about", year=2024.0),
            told("value", value=9e9, amount_kind="upkeep", year=2020.0),
            told("decision", year=2024.0, note="Boats of 12kn."), told("return"),
        ]),
        awards=frame("awards", [
            {"id": "award-1", "kind": "result", "year": 2024.0, "value": 3e6, **PAID},
            {"id": "award-2", "kind": "result", "year": 2024.0},
            {"id": "award-3", "kind": "result", "year": 2023.0, "value": 5e6, **PAID, "value_kind": "maximum"},
            {"id": "award-4", "kind": "ex-ante", "year": 2023.0, "value": 1e6, **PAID},
            {"id": "award-5", "kind": "result", "year": 2024.0, "value": 9e6, **PAID},
        ]),
        award_parties=frame("award_parties", [
            {"award": "award-1", "organisation": "partner", "role": "winner", "sme": "yes"},
            {"award": "award-2", "organisation": "partner", "role": "winner", "sme": "no"},
            {"award": "award-2", "organisation": "abroad", "role": "leader"},
            {"award": "award-3", "organisation": "abroad", "role": "winner", "sme": "no"},
            {"award": "award-5", "organisation": "able", "role": "winner"},
        ]),
        figures=frame("figures", [
            {"id": "figure-1", "region": "BE", "value": 1e8, "year": 2025.0, **RETURN},
            {"id": "figure-2", "region": "BE3", "value": 9e7, **RETURN},
        ]),
    )  # fmt: skip


@pytest.fixture(scope="module")
def report(ecosystem: Ecosystem) -> PurchasesReport:
    return purchases(ecosystem, "boats")


def by_name(report: PurchasesReport) -> dict[str, Candidate]:
    assert report.detail
    return {one.id: one for region in report.detail.regions for one in region.candidates}


def test_candidates_have_grounds_of_the_file_itself(report: PurchasesReport) -> None:
    grounds = {one.id: one.grounds for one in by_name(report).values()}
    assert grounds == {
        "named": ("named",), "seller": ("prime", "domains"), "house": ("house",), "able": ("topics", "domains"),
        "allied": ("named",), "several": ("projects", "topics", "domains"),
        # Contracts won, and what they alone tell, are one ground. None are a project on something else, as of the
        # welder, a partnership for something else, and trade with the prime of somebody with no domain of the file.
        "partner": ("awards",),
    }  # fmt: skip
    assert by_name(report)["partner"].won == ("radar",)
    # What only several projects say is told apart from one's own words.
    assert {one.id: one.shared for one in by_name(report).values() if one.topics} == {"able": (), "several": ("radar",)}
    assert report.detail
    assert [one.id for one in report.detail.regions[1].candidates] == ["able", "seller"]
    told = [(region.region, region.within, region.smes) for region in report.detail.regions]
    assert told == [("BE2", 2, 1), ("BE3", 1, 1), ("BE1", 1, 0), ("", 0, 0)]
    # Where few have a ground, firms that can deliver come nearest; Defence supplies nobody.
    assert [[(near.id, near.domains, near.topics) for near in region.nearest] for region in report.detail.regions] == [
        [], [], [("domain", ("V1",), ())], [],
    ]  # fmt: skip


def test_what_nobody_works_on_is_missing_and_ways_lead_from_the_prime(report: PurchasesReport) -> None:
    assert report.detail
    assert report.detail.nobody == ("sonar", "steel")
    wallonia = report.detail.regions[1]
    missing = [region.missing for region in report.detail.regions if region != wallonia]
    nothing = ("sonar", "steel")
    assert missing == [nothing, ("radar", *nothing), nothing]  # a contract won is work on its topic
    assert (wallonia.missing, wallonia.capable) == (nothing, {"V1": 3, "V2": 1})
    path = wallonia.path
    assert path
    assert [hop.target for hop in path.hops] == ["abroad", "able"]


def test_values_stand_side_by_side_by_year_with_the_figures_of_the_country(report: PurchasesReport) -> None:
    assert report.detail
    file = report.detail.file
    assert [(one.value, one.amount_kind) for one in file.of("value")] == [(9e9, "upkeep"), (2e9, ""), (5e8, "")]
    assert [(one.figure, one.subject) for one in file.of("return")] == [("figure-1", RETURN["subject"]), ("", "")]
    assert (file.year, file.domains, file.primes) == (2024.0, ("V1", "V2"), ("prime",))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("boats", "boats"),
        ("Purchase-Boats", "boats"),
        (" BOTEN ", "boats"),
        ("cars and", "cars"),
        ("bo-ats", "boats"),
        ("the boats of the navy", "boats"),
        ("organisation prime", "boats"),
        ("12 kn", "boats"),
        ("oat", ""),
        ("ship", ""),
    ],
)
def test_a_file_is_meant_by_its_id_programme_or_words_and_a_doubt_is_told(
    ecosystem: Ecosystem, name: str, meant: str
) -> None:
    if meant:
        assert purchases(ecosystem, name).files[0].file.id == f"purchase-{meant}"
        return
    with pytest.raises(DirskgError, match="boats, cars"):
        purchases(ecosystem, name)


def test_all_files_are_listed_the_federal_ones_first(ecosystem: Ecosystem) -> None:
    files = purchases(ecosystem).files
    assert [row.file.id for row in files] == ["purchase-boats", "purchase-cars"]
    assert files[0].counts == {"BE1": 1, "BE2": 3, "BE3": 2, "": 1}
    assert files[1].nobody == ()


def test_money_holds_awarded_euro_of_results_alone_and_counts_what_is_unknown(report: PurchasesReport) -> None:
    assert report.detail
    assert [one.id for one in report.detail.awards] == ["award-1", "award-2", "award-3", "award-4"]
    told = {(one.by, one.of): (one.awards, one.euro, one.unknown) for one in report.detail.money}
    assert told == {
        ("region", "BE2"): (1, 3e6, 0), ("region", "several"): (1, 0.0, 1), ("region", "abroad"): (1, 0.0, 1),
        ("topic", "radar"): (3, 3e6, 2), ("sme", "yes"): (1, 3e6, 0), ("sme", ""): (1, 0.0, 1),
        ("sme", "no"): (1, 0.0, 1),
        ("year", "2024"): (2, 3e6, 1), ("year", "2023"): (1, 0.0, 1),
    }  # fmt: skip
    assert report.notices == 5


def test_a_value_is_assumed_by_its_year_and_page_and_returns_stand_against_it(report: PurchasesReport) -> None:
    assert report.detail
    file = report.detail.file
    told = assumed(file)
    assert told
    assert (told.millions, told.home.low, told.home.high) == (2000.0, 0.05, 0.05)
    estimate = [replace(one, qualifier="estimate") if one.year == 2024 else one for one in file.told]
    sure = assumed(replace(file, told=tuple(estimate)))
    assert sure
    assert (sure.millions, sure.home.high) == (500.0, 0.2)
    bare = replace(file, told=file.of("topic"))
    assert assumed(bare, stated=True) is None
    with pytest.raises(DirskgError, match="--value"):
        assumed(bare)
    no_return = assumed(replace(file, told=file.of("value")))
    assert no_return
    assert no_return.home == Profile().home
    # What is more than the price counts orders elsewhere, and tells no share of this purchase.
    more = [replace(one, value=3e9) if one.item == "return" else one for one in file.told]
    promised = assumed(replace(file, told=tuple(more)))
    assert promised
    assert (promised.home, set(promised.beyond)) == (Profile().home, {3e9})
