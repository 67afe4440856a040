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


def functions(*firms: dict[str, str]) -> list[Found]:
    """Functions and confidence of each organisation: `name`, `description`, `leg`, `kind`; all else is `reads=told`."""
    stage = Stage("own")
    for number, firm in enumerate(firms):
        key, values = f"own/{number}", dict(firm)
        row = {column: values.pop(column, "") for column in ("leg", "kind", "description")}
        stage.add("organisation", "file:1", PAGE, key=key, **row)
        stage.add("name", "file:1", PAGE, key=key, name=values.pop("name", f"Firm {number}"), lang="", type="legal")
        for reads, text in values.items():
            stage.add("trait", "file:1", PAGE, key=key, reads=reads.replace("_", "-"), told=text)
    found: list[Found] = [set() for _ in firms]
    rows = told(stage, "SELECT key, id, function, confidence FROM identity LEFT JOIN function_statement USING (id)")
    assert len({identifier for _, identifier, _, _ in rows}) == len(firms)  # no two of them are taken for one
    for key, _, function, confidence in rows:
        found[int(key.rpartition("/")[2])] |= {(function, confidence)} if function else set()
    return found


def of_firms(*descriptions: str, **values: str) -> dict[str, Found]:
    """The same by description, for companies."""
    firms = [{"description": text, "leg": "industry", "kind": "company", **values} for text in descriptions]
    return dict(zip(descriptions, functions(*firms), strict=True))


def test_support_by_its_name_in_four_languages() -> None:
    wanted = {
        "Alster Consulting SRL": "advises", "Boreas Adviesbureau BV": "advises", "Cyrus Conseil SA": "advises",
        "Delta Unternehmensberatung GmbH": "advises", "Ewald Strategy Advisors": "advises",
        "European Shipyards Association": "represents", "Fédération des armateurs": "represents",
        "Vereniging van scheepsbouwers": "represents", "Schiffbauverband e.V.": "represents",
        "Falcon Incubator": "brokers",
    }  # fmt: skip
    found = functions(*({"name": name, "leg": "industry"} for name in wanted))
    shown = {name: {function for function, _ in one} for name, one in zip(wanted, found, strict=True)}
    assert shown == {name: {function} for name, function in wanted.items()}


def test_who_advises_makers_is_no_maker() -> None:
    found = of_firms(
        "EU defence project consultancy", "adviseur voor subsidies en innovatie", "conseil en financement européen",
        "Beratung für Förderprojekte", "grant writing and project management for drone makers",
        "management consultancy for shipyards and weapon systems",
    )  # fmt: skip
    assert {text: {function for function, _ in one} for text, one in found.items()} == dict.fromkeys(found, {"advises"})


def test_who_tells_of_products_or_technical_services_makes() -> None:
    found = of_firms(
        "small arms; machine guns", "ontwerpt en bouwt onbemande schepen", "fabrication de poudres",
        "Fertigung von Drohnen", "infrared cameras", "aircraft maintenance", "cyber security services",
        "space consultancy; satellite antennas",
    )  # fmt: skip
    assert [text for text, one in found.items() if ("makes", "medium") not in one] == []


def test_hearsay_in_brackets_is_of_low_confidence_and_unknown_stays_unknown() -> None:
    hearsay = "composites (per name)"
    unknown = ("", "participant in a cyber toolbox", "joins the fighter project", "start-up")
    found = of_firms(hearsay, *unknown, activity_type="PRC")
    assert found == {hearsay: {("makes", "low")}, **dict.fromkeys(unknown, set())}


def test_a_school_trains_and_an_academy_of_the_learned_does_not() -> None:
    wanted = {
        "Nordic Naval Academy": {"trains"}, "School voor mijnenbestrijding": {"trains"},
        "Academy of Research and Higher Education": set(), "Académie royale des sciences": set(),
    }  # fmt: skip
    found = functions(*({"name": name, "leg": "government"} for name in wanted))
    assert [{function for function, _ in one} for one in found] == list(wanted.values())


def test_the_class_of_the_main_activity() -> None:
    wanted = {"2540": "makes", "72190": "researches", "7120": "tests", "70220": "advises", "94110": "represents"}
    found = functions(*({"leg": "industry", "nace": code} for code in wanted))
    assert found == [{(function, "medium")} for function in wanted.values()]


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
    for support in ("C&V Defence", "Zabala Brussels", "SEA Europe"):
        assert of(support)
        assert of(support) <= {"advises", "represents", "brokers"}
    for maker in ("FN Herstal", "KNDS Belgium", "Eurenco Clermont", "New Lachaussée", "NVISO", "dotOcean"):
        assert "makes" in of(maker)
    assert (ecosystem.functions["source"] != "").all()
    found = ecosystem.functions  # each sentence of an editor stands: cryptography does not hide robotics
    leuven = found[(found["organisation"] == actors.loc["KU Leuven", "id"]) & (found["rule"] == "curated")]["told"]
    assert {"cryptography", "robotics"} <= {word for told in leuven for word in re.findall(r"\w+", told)}


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
