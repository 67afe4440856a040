"""What organisations do, and on which legs they stand: the rules of ontology/functions.ttl on rows of several kinds."""

from __future__ import annotations

import re

import duckdb
import pytest
from folders import ROOT
from small_tables import PAGE

from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ingest.audit import Audit
from dirskg.ingest.identity.identity import identify
from dirskg.ingest.mapping.entities import create_entity_tables, function_rules
from dirskg.ingest.stage import Stage, load
from dirskg.ontology.codes import code_lists

Found = set[tuple[str, str]]


def told(stage: Stage, query: str) -> list[tuple[str, ...]]:
    """The answer to a query of the entity tables of what was staged."""
    with duckdb.connect() as con:
        load([stage], con)
        identify([stage], Audit("identity"), con)
        create_entity_tables(con)
        return con.execute(query).fetchall()


def functions(name: str = "Firm", description: str = "", **values: str) -> Found:
    """Functions and confidence of one organisation; `leg`, `kind` and rows of `reads=told` as they are given."""
    stage = Stage("own")
    row = {column: values.pop(column, "") for column in ("leg", "kind")}
    stage.add("organisation", "file:1", PAGE, key="own/1", description=description, **row)
    stage.add("name", "file:1", PAGE, key="own/1", name=name, lang="", type="legal")
    for reads, text in values.items():
        stage.add("trait", "file:1", PAGE, key="own/1", reads=reads.replace("_", "-"), told=text)
    return {(row[0], row[1]) for row in told(stage, "SELECT function, confidence FROM function_statement")}


def names(found: Found) -> set[str]:
    return {function for function, _ in found}


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("Delta Consulting SRL", "advises"), ("Delta Adviesbureau BV", "advises"), ("Delta Conseil SA", "advises"),
        ("Delta Unternehmensberatung GmbH", "advises"), ("Delta Strategy Advisors", "advises"),
        ("European Shipyards Association", "represents"), ("Fédération des armateurs", "represents"),
        ("Vereniging van scheepsbouwers", "represents"), ("Schiffbauverband e.V.", "represents"),
        ("Delta Incubator", "brokers"),
    ],
)  # fmt: skip
def test_support_by_its_name_in_four_languages(name: str, function: str) -> None:
    assert names(functions(name, leg="industry")) == {function}


@pytest.mark.parametrize(
    "description",
    ["EU defence project consultancy", "adviseur voor subsidies en innovatie", "conseil en financement européen",
     "Beratung für Förderprojekte", "grant writing and project management for drone makers",
     "management consultancy for shipyards and weapon systems"],
)  # fmt: skip
def test_who_advises_makers_is_no_maker(description: str) -> None:
    assert names(functions(description=description, leg="industry", kind="company")) == {"advises"}


@pytest.mark.parametrize(
    "description",
    ["small arms; machine guns", "ontwerpt en bouwt onbemande schepen", "fabrication de poudres",
     "Fertigung von Drohnen",     "infrared cameras", "aircraft maintenance", "cyber security services",
     "space consultancy; satellite antennas"],
)  # fmt: skip
def test_who_tells_of_products_or_technical_services_makes(description: str) -> None:
    assert ("makes", "medium") in functions(description=description, leg="industry", kind="company")


def test_hearsay_in_brackets_is_of_low_confidence() -> None:
    assert functions(description="composites (per name)", leg="industry") == {("makes", "low")}


@pytest.mark.parametrize("told", ["", "participant in a cyber toolbox", "joins the fighter project", "start-up"])
def test_unknown_stays_unknown(told: str) -> None:
    assert functions(description=told, leg="industry", kind="company", activity_type="PRC") == set()


@pytest.mark.parametrize(
    ("code", "function"),
    [("2540", "makes"), ("72190", "researches"), ("7120", "tests"), ("70220", "advises"), ("94110", "represents")],
)
def test_the_class_of_the_main_activity(code: str, function: str) -> None:
    assert functions(leg="industry", nace=code) == {(function, "medium")}


def test_legs_of_a_university_faculty_of_defence() -> None:
    stage = Stage("own")
    stage.add("organisation", "f:1", PAGE, key="own/1", leg="government", kind="military_research")
    stage.add("name", "f:1", PAGE, key="own/1", name="Officers' faculty", lang="", type="legal")
    stage.add("trait", "f:1", PAGE, key="own/1", reads="activity-type", told="HES")
    assert told(stage, "SELECT leg, confidence, rule, source FROM standing") == [("academia", "high", "leg-type", PAGE)]


@pytest.mark.parametrize(
    ("whole", "legs"),
    [
        ({"leg": "government", "kind": "state"}, {("government", "leg-part")}),
        ({"leg": "government", "kind": "ministry"}, {("government", "leg-part")}),
        ({"leg": "government", "kind": "military_research"}, set()),
        ({"leg": "academia", "kind": "university"}, set()),
    ],
)
def test_a_scientific_body_of_the_state_is_government_too(whole: dict[str, str], legs: set[tuple[str, str]]) -> None:
    stage = Stage("own")
    stage.add("organisation", "f:1", PAGE, key="own/1", leg="academia", kind="research_centre")
    stage.add("name", "f:1", PAGE, key="own/1", name="Observatory", lang="", type="legal")
    stage.add("organisation", "f:2", PAGE, key="own/2", **whole)
    stage.add("name", "f:2", PAGE, key="own/2", name="Realm", lang="", type="legal")
    stage.add("relation", "f:3", PAGE, from_key="own/1", to_key="own/2", kind="partOf", defence="")
    assert set(told(stage, "SELECT leg, rule FROM standing")) == legs


def test_the_reference_graph(reference_graph: KnowledgeGraph) -> None:
    ecosystem = reference_graph.ecosystem
    actors = ecosystem.organisations.set_index("label")
    done = ecosystem.functions.groupby("organisation")["function"].agg(set)

    def of(label: str) -> set[str]:
        return set(done.get(actors.loc[label, "id"], set()))

    assert actors.loc["Royal Military Academy", "legs"] == "government academia"
    assert actors.loc["Royal Military Academy", "leg"] == "government"
    for support in ("C&V Defence", "ZABALA BRUSSELS", "SEA Europe"):
        assert of(support)
        assert of(support) <= {"advises", "represents", "brokers"}
    for maker in ("FN Herstal", "KNDS Belgium", "Eurenco Clermont", "New Lachaussée", "NVISO", "dotOcean"):
        assert "makes" in of(maker)
    assert (ecosystem.functions["source"] != "").all()


def test_the_page_tells_every_rule_and_no_rule_names_an_organisation(reference_graph: KnowledgeGraph) -> None:
    page = (ROOT / "docs/methods/functions.md").read_text("utf-8")
    missing = [rule.rule for rule in function_rules() if f"`{rule.rule}`" not in page]
    assert not missing, f"docs/methods/functions.md lacks {missing}"
    words = " ".join(rule.words + (rule.unless or "") for rule in function_rules())
    labels = [label for label in reference_graph.ecosystem.organisations["label"] if len(label) > 9]
    assert not [label for label in labels if re.search(rf"\b{re.escape(label.lower())}\b", words)]


def test_every_pattern_stands_in_a_rule_of_a_known_function() -> None:
    known = code_lists()
    for rule in function_rules():
        assert rule.value in known[rule.column]
        assert rule.confidence in known["confidence"]
