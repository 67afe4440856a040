"""What pages tell of records, how far they can be trusted and of when they are."""

from __future__ import annotations

import pytest

from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology.vocab import sparql_prefixes

PORTAL = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/"


def rows(graph: KnowledgeGraph, query: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in graph.select(sparql_prefixes() + query).values()]


@pytest.mark.parametrize(
    ("start", "grade"),
    [
        (PORTAL, "official"),
        ("https://cordis.europa.eu/", "official"),
        ("https://www.brusselstimes.com/", "press"),
        ("https://www.astrid.be/", "own"),
        ("https://www.wikizero.com/", "encyclopaedia"),
        ("https://github.com/CiubotaruBogdan/", "aggregator"),
        ("https://github.com/Fedict/", "official"),  # the rule that fits closest counts
    ],
)
def test_a_page_has_the_grade_of_its_host(reference_graph: KnowledgeGraph, start: str, grade: str) -> None:
    query = f"""SELECT DISTINCT ?grade {{ ?page :sourceGrade/skos:notation ?grade
        FILTER(STRSTARTS(STR(?page), "{start}")) }}"""
    assert rows(reference_graph, query) == [(grade,)]


def test_the_day_of_a_page_is_told_or_stands_in_its_address(reference_graph: KnowledgeGraph) -> None:
    query = "SELECT ?page ?day { ?page dct:date ?day ; :sourceGrade ?grade }"
    days = {address.rstrip("/").rsplit("/", 1)[-1]: day for address, day in rows(reference_graph, query)}
    assert days["dmf20211220_96941173"] == "2021-12-20"
    assert (
        days["bourget-2025-skywin-accompagne-et-promeut-le-secteur-aeronautique-wallon-20250616.html"] == "2025-06-16"
    )
    assert days["article-normal-1555135.html"] == "2022-05"


def test_every_page_that_tells_a_value_stands_with_it_the_newest_first(reference_graph: KnowledgeGraph) -> None:
    found = reference_graph.select("facts-of", {"entity": "ref-eurenco-clermont"})
    at = {name: place for place, name in enumerate(found.columns)}
    told = [row for row in found.values() if row[at["property"]] == "employees"]
    shown = [[str(row[at[name]]) for name in ("value", "used", "day", "confidence", "grade")] for row in told]
    assert shown == [
        ["120", "True", "2023", "medium", "press"],
        ["137", "False", "2022", "low", "encyclopaedia"],
    ]


@pytest.mark.parametrize("entity", ["ref-sonaca", "pic-887729063"])
def test_the_newest_head_count_counts_where_a_table_tells_an_older_one(
    entity: str, reference_graph: KnowledgeGraph
) -> None:
    found = reference_graph.select("facts-of", {"entity": entity})
    told = [dict(zip(found.columns, row, strict=True)) for row in found.values()]
    assert [str(row["used"]) for row in told if row["property"] == "employees"][:2] == ["True", "False"]


def test_a_town_told_by_a_page_of_its_own_brings_its_area(reference_graph: KnowledgeGraph) -> None:
    query = """SELECT ?name (STRAFTER(STR(?area), "code/") AS ?nuts3) (STRAFTER(STR(?seat), "code/") AS ?region) {
        VALUES ?name { "Zeebrugge" "Steenokkerzeel" }
        ?account :about ?body ; told:town ?name ; told:area ?area ; told:region ?seat .
        ?body :nuts3 ?area ; :region ?seat }"""
    assert set(rows(reference_graph, query)) == {("Zeebrugge", "BE251", "BE2"), ("Steenokkerzeel", "BE241", "BE2")}


def test_a_body_that_ended_tells_when_and_who_says_so(reference_graph: KnowledgeGraph) -> None:
    query = (
        """SELECT ?body ?until { ?body :until ?until . ?account :about ?body ; told:until ?until ; dct:source ?page }"""
    )
    found = {body.rsplit("/", 1)[-1]: until for body, until in rows(reference_graph, query)}
    assert found["ref-sogepa"] == "2023"
    assert len(found) >= 4
