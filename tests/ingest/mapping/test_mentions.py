"""Topics in texts: whole words in four languages, the longer phrase first, with the sentence that speaks."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from folders import SHARED
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.lookup.lookup import Lookup
from dirskg.ingest.mapping.mentions import dwelt_on, mentions, read_phrases
from dirskg.ingest.mapping.meta import ontology_quads
from dirskg.ontology import default_domains
from dirskg.ontology.vocab import ID, ONTOLOGY, PREFIXES

QUADS: tuple[Any, ...] = ontology_quads(default_domains())
PHRASES = read_phrases(QUADS)
SKOS = PREFIXES["skos"]


def told(predicate: str) -> dict[str, list[Any]]:
    """Objects of a property by topic."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for quad in QUADS:
        if quad.predicate.value == predicate and quad.subject.value.startswith(f"{ID}topic-"):
            found[quad.subject.value.removeprefix(f"{ID}topic-")].append(quad.object)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("telecom operator; quantum communication", {("quantum-communication", "quantum communication")}),
        ("Technologies quantiques pour la Défense", {("quantum", "Technologies quantiques pour la Défense")}),
        ("KWANTUMTECHNOLOGIE", {("quantum", "KWANTUMTECHNOLOGIE")}),
        ("anti-jam, jamming; 155mm", {("electronic-warfare", "anti-jam, jamming"), ("artillery-shells", "155mm")}),
        ("aircraft maintenance (incl. F-16); Hubschrauber.", {
            ("aircraft-maintenance", "aircraft maintenance (incl. F-16)"),
            ("combat-aircraft", "aircraft maintenance (incl. F-16)"), ("rotorcraft", "Hubschrauber."),
        }),
        ("radar (made with others; ended 2015)", {("radar", "radar (made with others; ended 2015)")}),
        ("guns against drones", {("counter-drone", "guns against drones")}),
        ("numerical simulation software", {("digital-engineering", "numerical simulation software")}),
        ("a quantity of radiators, said the AIR chairman in a drony tone", set()),
        ("disruptive technologies", set()),
        ("high quantum efficiency", set()),
        ("provides secure/verified boot, signed updates", set()),
        ("the explosive growth of cyber-physical systems", set()),
        ("Search and Rescue (SAR) missions", set()),
        ("European sources of substrate and epitaxy", set()),
        ("Laser Powder Bed Fusion (PBF)", {("additive-manufacturing", "Laser Powder Bed Fusion (PBF)")}),
        ("quantum-resistant algorithms", {("cryptography", "quantum-resistant algorithms")}),
        ("", set()),
    ],
)  # fmt: skip
def test_what_a_text_speaks_of(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(mentions(text, PHRASES)) == expected


def test_an_objective_speaks_of_what_it_opens_with_or_comes_back_to() -> None:
    short = "It flies.\nIt lands.\nIt comes home.\nIts radar sees all."
    assert dwelt_on(short, PHRASES) == [("radar", "Its radar sees all.")]
    assert dwelt_on(f"Lasers for all.\n{short}", PHRASES) == [("directed-energy", "Lasers for all.")]
    assert ("radar", "Its radar sees all.") in dwelt_on(f"{short}\nRadars again.", PHRASES)


@given(
    st.text(max_size=80),
    st.sampled_from(["quantum", "drones", "mijnenbestrijding", "poudre", "Künstliche Intelligenz"]),
)
def test_a_label_on_its_own_is_found_whatever_stands_beside_it(text: str, label: str) -> None:
    alone = {topic for topic, _ in mentions(label, PHRASES)}
    assert alone <= {topic for topic, _ in mentions(f"{text}\n{label}\n{text}", PHRASES)}


def test_every_topic_is_called_in_four_languages_and_each_name_finds_it() -> None:
    labels, synonyms = told(SKOS + "prefLabel"), told(SKOS + "hiddenLabel")
    assert 80 <= len(labels) <= 150
    for topic, names in labels.items():
        assert sorted(name.language or "" for name in names if isinstance(name, ox.Literal)) == ["de", "en", "fr", "nl"]
        for name in [*names, *synonyms[topic]]:
            assert topic in {found for found, _ in mentions(name.value, PHRASES)}, name


def test_every_topic_stands_in_a_domain_and_domains_hold_no_other() -> None:
    held = {
        quad.object.value.removeprefix(f"{ID}topic-") for quad in QUADS if quad.predicate.value == SKOS + "narrower"
    }
    assert held == told(SKOS + "prefLabel").keys()
    assert {wider.value for all_ in told(SKOS + "broader").values() for wider in all_} <= {
        f"{ID}topic-{t}" for t in held
    }


def test_codes_of_other_schemes_are_codes_of_theirs() -> None:
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    for name, file, column in [
        ("captech", "taxonomies/eda_captechs_15.csv", "captech"),
        ("militaryList", "taxonomies/eu_common_military_list_headings_ABRIDGED.csv", "code"),
        ("euroSciVoc", "taxonomies/euroscivoc_codes_in_HE_2025.csv", "euroSciVocCode"),
        ("cpv", "cpv/cpv2008_en_fr_nl_de.csv", "cpv"),
        ("nace2", "nace/nacebel2008_nl_fr_de_en.csv", "code_NACE"),
    ]:
        with (folder / file).open(encoding="utf-8-sig", newline="") as rows:
            known = {row[column].replace(".", "") for row in csv.DictReader(rows)}
        found = {code.value.replace(".", "") for codes in told(ONTOLOGY + name).values() for code in codes}
        assert found
        assert found <= known, (name, found - known)


# On the reference tables


def names_in(graph: KnowledgeGraph, topic: str) -> set[str]:
    found = graph.select("actors-in-topic", {"topic": topic})
    return {str(row[found.columns.index("name")]) for row in found.values(str)}


def test_who_works_on_quantum_is_who_says_so(reference_graph: KnowledgeGraph) -> None:
    found = names_in(reference_graph, "quantum")
    assert "Quantum Circle Belgium" in found
    assert found.isdisjoint({"ZABALA BRUSSELS", "SEA Europe", "dotOcean"})
    assert "ST Engineering iDirect (Europe)" not in names_in(reference_graph, "drones")


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("infrared", "Xenics"), ("mine-countermeasures", "Naval Group Belgium"), ("small-arms", "FN Herstal"),
        ("propellants", "Eurenco Clermont"), ("turrets", "John Cockerill Defense"), ("satellites", "Aerospacelab"),
        ("protective-textile", "Seyntex"), ("rockets", "Thales Belgium"),
    ],
)  # fmt: skip
def test_known_makers_are_found(topic: str, name: str, reference_graph: KnowledgeGraph) -> None:
    assert name in names_in(reference_graph, topic)


@pytest.mark.parametrize(
    "word", ["quantum", "kwantum", "quantique", "Quanten", "quantm", "QUANTUM TECHNOLOGY", "topic-quantum"]
)
def test_a_topic_is_known_in_any_language_misspelt_too(word: str, reference_graph: KnowledgeGraph) -> None:
    assert Lookup(reference_graph.select, lambda _: None).code("topic", word.removeprefix("topic-")) == "quantum"


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("zeemijnen Seeminen mijnenjager", "mine-countermeasures"), ("nachtkijker nachtkijkr", "infrared"),
        ("geweer fusil Gewehr", "small-arms"), ("buskruit Schießpulver", "propellants"),
        ("gasmasker Gasmaske", "cbrn-protection"), ("pantserwagen Panzerwagen APC", "armoured-vehicles"),
        ("duikboot onderzeeër U-Boot", "anti-submarine-warfare"), ("kanon obusier howitzer", "artillery"),
        ("raket Rakete", "missiles"), ("cyberaanval ransomware", "cyber-defence"),
        ("granaat grenade", "ammunition"), ("torpedo torpilles", "anti-submarine-warfare"),
        ("exosquelette exoskelet", "human-performance"), ("bottes laarzen", "protective-textile"),
        ("lance-roquettes", "rockets"), ("SAR", "radar"), ("EOD", "demining"),
        ("staal acier", "metals-precision-parts"),
    ],
)  # fmt: skip
def test_topics_are_found_by_words_of_every_day(words: str, topic: str, reference_graph: KnowledgeGraph) -> None:
    lookup = Lookup(reference_graph.select, lambda _: None)
    assert {lookup.code("topic", word) for word in words.split()} == {topic}


def test_actors_are_counted_as_they_are_listed_and_every_sentence_has_its_page(reference_graph: KnowledgeGraph) -> None:
    found = reference_graph.select("topics", {"lang": "en"})
    counts = {str(row[0]): row[found.columns.index("actors")] for row in found.values(str)}
    for topic in ("quantum", "drones", "cyber-defence", "artificial-intelligence", "air-to-air-refuelling"):
        rows = reference_graph.select("actors-in-topic", {"topic": topic})
        assert len({row[0] for row in rows.values(str)}) == counts[topic]
        assert all(row[rows.columns.index("source")] for row in rows.values(str))


def test_other_domains_regroup_topics_and_one_of_their_own_is_looked_for(tmp_path: Path) -> None:
    own = tmp_path / "domains.ttl"
    own.write_text(
        """@prefix id: <https://w3id.org/dirskg/id/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        id:domain-X1 skos:inScheme id:scheme-domains ; skos:narrower id:topic-quantum, id:topic-kites .
        id:topic-kites skos:inScheme id:scheme-topics ; skos:notation "kites" ; skos:prefLabel "kites"@en .""",
        encoding="utf-8",
    )
    quads: tuple[Any, ...] = ontology_quads(own)
    assert {quad.object.value for quad in quads if quad.predicate.value == SKOS + "narrower"} == {
        f"{ID}topic-quantum", f"{ID}topic-kites",
    }  # fmt: skip
    assert set(mentions("quantum kites", read_phrases(quads))) == {
        ("quantum", "quantum kites"),
        ("kites", "quantum kites"),
    }
