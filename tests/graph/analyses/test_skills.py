"""Competences asked for against training: a small ecosystem by hand, the states of its cells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.skills import skills
from dirskg.graph.ecosystem.frames import Ecosystem

SONAR = "http://data.europa.eu/esco/skill/sonar"


def trainer(region: str, **more: str) -> dict[str, str]:
    return {"country": "BE", "region": region, "function": "trains", "leg": "academia", **more}


def asking(calls: int, *, trained: int = 0, elsewhere: int = 0, unplaced: int = 0) -> Ecosystem:
    """Calls of a domain that ask for sonar, one of another domain, and trainers in each domain in Flanders."""
    here = {f"s{n}": trainer("BE2") for n in range(trained)}
    others = {f"o{n}": trainer("BE2") for n in range(elsewhere)}
    lost = {f"u{n}": trainer("") for n in range(unplaced)}
    own = [(one, "V1") for one in (*here, *lost)] + [(one, "V2") for one in others]
    claims = [{"organisation": one, "domain": held, "basis": "curated", "confidence": "high"} for one, held in own]
    ecosystem = small_ecosystem({}, organisations={**here, **others, **lost}, claims=claims)
    ids = [*(f"call{n}" for n in range(calls)), "other"]
    return replace(
        ecosystem,
        calls=frame("calls", [{"id": one, "title": one.title()} for one in ids]),
        project_domains=frame(
            "project_domains",
            [{"project": one, "domain": "V2" if one == "other" else "V1", "weight": 1.0} for one in ids],
        ),
        competences=frame("competences", [{"id": SONAR, "kind": "knowledge", "label_en": "sonar"}]),
        competence_mentions=frame(
            "competence_mentions",
            [{"about": one, "competence": SONAR, "words": "sonar", "sentence": "Sonar."} for one in ids],
        ),
    )


@pytest.mark.parametrize(
    ("options", "state"),
    [
        ({"calls": 30, "elsewhere": 12}, "nobody"),
        ({"calls": 60, "elsewhere": 40, "trained": 1}, "fewer"),
        ({"calls": 30, "elsewhere": 1, "trained": 12}, "no gap shown"),
        ({"calls": 30, "trained": 2}, "too few to tell"),
        ({"calls": 30, "elsewhere": 12, "trained": 1, "unplaced": 3}, "unknown"),
        ({"calls": 0, "elsewhere": 12}, "not asked"),
    ],
)
def test_states_follow_expected_and_seen(options: dict[str, int], state: str) -> None:
    report = skills(asking(**options))
    cell = next(cell for cell in report.cells if (cell.region, cell.domain) == ("BE2", "V1"))
    pairs = sum(len(one.domains) for one in report.trained if one.region == "BE2")
    assert cell.state == state
    assert cell.trains == options.get("trained", 0)
    if cell.asking:
        assert cell.expected == pytest.approx(pairs * cell.asking / (cell.asking + 1))


def test_a_domain_limits_what_is_asked_and_not_what_is_compared() -> None:
    ecosystem = asking(30, elsewhere=12)
    every, one = skills(ecosystem), skills(ecosystem, domain="V1")
    assert [cell for cell in every.cells if cell.domain == "V1"] == list(one.cells)
    assert (one.asked[0].records, every.asked[0].records) == (30, 31)
    assert one.all_records == {"call": 30, "project": 0, "purchase": 0}


@pytest.mark.parametrize(
    ("facts", "community"),
    [
        (trainer("BE2"), "flemish"),
        (trainer("BE3"), "french"),
        (trainer("BE3", nuts3="BE336"), "german"),
        (trainer("BE1"), "brussels"),
        (trainer("BE2", level="federal"), "federal"),
        (trainer("BE3", leg="industry"), "private"),
        (trainer(""), "unknown"),
    ],
)
def test_the_community_is_told_as_far_as_the_place_tells_it(facts: dict[str, str], community: str) -> None:
    assert [one.community for one in skills(small_ecosystem({}, organisations={"s": facts})).trained] == [community]


@pytest.mark.parametrize(
    ("government", "community"),
    [
        ({"kind": "government", "level": "region", "region": "BE2"}, "flemish"),
        ({"kind": "government", "level": "community"}, "french"),
        ({"kind": "government", "level": "community", "region": "BE3"}, "german"),
        ({"kind": "government", "level": "region", "region": "BE3"}, "brussels"),
        ({"kind": "agency", "level": "community"}, "brussels"),
    ],
)
def test_in_brussels_the_government_that_recognises_a_body_tells_the_community(
    government: dict[str, str], community: str
) -> None:
    found = small_ecosystem(
        {}, ties=[("s", "g", "linkedTo")],
        organisations={"s": trainer("BE1"), "g": {"country": "BE", "leg": "government", **government}},
    )  # fmt: skip
    found = replace(found, ties=found.ties.assign(note="recognised by"))
    assert [one.community for one in skills(found).trained if one.organisation == "s"] == [community]


def test_nothing_is_looked_for_without_a_classification() -> None:
    report = skills(small_ecosystem({"a": (2023, ["a"])}))
    assert (report.listed, report.asked, report.cells, report.moves) == (False, (), (), ())
    assert report.to_json()["mobility"] == {"state": "no open data", "figures": []}
