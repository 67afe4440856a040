"""The shipped reference tables hold what was collected, and the graph holds what the tables hold."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from folders import REFERENCE_TABLES
from glued_partners import repaired
from small_tables import COMPANIES, PAGE, PROJECTS, SOURCE, small_tables

from dirskg.graph.builds.home import build_path, read_manifest
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.wording.text import fold
from dirskg.ingest.building import Order, build
from dirskg.ontology.vocab import ID, LANGUAGES, PREFIXES, sparql_prefixes

# Columns that tell where a row, or a value of it, was read.
SOURCES = ("source", "source_url", "official_url", "amount_source_url", "address_source_url")
IMPORT = "2025 PDF import"

NAMES = (
    "Schwar Jorg", "Kosmas Charalampos", "Gribomont", "Vanwelkenhuyzen", "Stéphane Burton", "Muyters", "Steven Thys",
)  # fmt: skip
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def quads(reference_home: Path) -> list[ox.Quad]:
    path = build_path(reference_home) / "quads.nq"
    return list(ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))


# Tables


@pytest.mark.parametrize("path", sorted(REFERENCE_TABLES.glob("*.csv")), ids=lambda path: path.stem)
def test_every_source_of_a_table_is_an_address_or_a_known_code(path: Path) -> None:
    codes = {row["code"] for row in table(REFERENCE_TABLES, "sources")}
    for number, row in enumerate(table(path.parent, path.stem), start=2):
        for column in row.keys() & set(SOURCES):
            told = row[column]
            assert not told or told in codes or told.startswith(("http://", "https://", "seed:")), (
                f"{path.name}:{number}"
            )


def test_partners_that_were_glued_together_were_taken_apart() -> None:
    shipped = table(REFERENCE_TABLES, "participations")
    assert repaired(shipped, IMPORT) == {}
    names = {row["participant"] for row in shipped}
    assert {"ALCATEL SUBMARINE NETWORKS SAS", "ELDES S.R.L.", "ALTA ARES", "IFAD TS A/S"} <= names


# Accounts of the build


def test_every_row_is_used_or_set_aside_with_a_reason(reference_home: Path) -> None:
    build = build_path(reference_home)
    files = read_manifest(build)["datasets"]["reference"]["files"]
    with (build / "issues.csv").open(encoding="utf-8", newline="") as file:
        refused = {issue["origin"] for issue in csv.DictReader(file) if issue["action"] == "refused"}
    aside = Counter(origin.partition(":")[0] for origin in refused)
    for name, count in files.items():
        assert count["rows"] == count["rows_used"] + count["rows_aside"] == len(table(REFERENCE_TABLES, name[:-4]))
        assert count["rows_aside"] == aside[name]
    assert aside == {"participations.csv": 2, "company_evidence.csv": 2}


def test_the_tables_are_as_old_as_the_last_page_that_was_read(reference_graph: KnowledgeGraph) -> None:
    """Pages whose reading has no day of its own were read with the tables."""
    last = max(row["read"] for row in table(REFERENCE_TABLES, "pages"))
    assert reference_graph.manifest["datasets"]["reference"]["retrieved"] == last > "2026-08-22"
    read = reference_graph.select("SELECT DISTINCT ?day { ?account :read ?day }").to_pandas()["day"]
    assert {"2026-08-22", last} <= set(read.astype(str))


def test_every_project_call_and_demand_of_the_tables_is_in_the_graph(quads: list[ox.Quad]) -> None:
    kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    found = Counter(str(quad.object) for quad in quads if quad.predicate == kind)
    own = PREFIXES[""]
    assert found[f"<{PREFIXES['eurio']}Project>"] == 324
    # Every DIANA challenge is among the calls already.
    assert found[f"<{own}Call>"] == 270
    assert found[f"<{own}Instrument>"] == 42
    assert found[f"<{own}Demand>"] == 16
    assert found[f"<{own}Milestone>"] == 31


def test_every_organisation_of_the_tables_is_found_by_its_reference_id(quads: list[ox.Quad]) -> None:
    same = ox.NamedNode(PREFIXES["owl"] + "sameAs")
    known = {quad.object.value for quad in quads if quad.predicate == same and isinstance(quad.object, ox.NamedNode)}
    known |= {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    for name in ("companies", "clusters", "institutions", "agencies", "governance"):
        for row in table(REFERENCE_TABLES, name):
            assert f"{ID}ref-{row['id'].lower()}" in known, row["id"]


def test_demands_and_timeline_have_their_named_queries(reference_graph: KnowledgeGraph) -> None:
    assert len(reference_graph.select("demands").rows) == 16
    assert len(reference_graph.select("timeline").rows) == 31


def test_what_the_portal_tells_cites_its_own_pages(reference_graph: KnowledgeGraph) -> None:
    """The copy that was read stays the origin of the dataset."""
    cited = """SELECT (COUNT(*) AS ?n) WHERE {
      { ?record eurio:isInvolvedIn ?project } UNION { ?record a eurio:Project BIND(?record AS ?project) }
      ?project eurio:identifier ?number ; :programme ?of . ?record dct:source ?page FILTER(REGEX(?number, "^[0-9]+$"))
      FILTER(!STRSTARTS(STR(?page), "https://ec.europa.eu/info/funding-tenders/") && ?of != "EDIRPA") }"""
    assert reference_graph.select(sparql_prefixes() + cited).values() == [[0]]
    copies = "SELECT ?title { ?dataset prov:wasDerivedFrom ?copy . ?copy dct:title ?title }"
    titles = [title for (title,) in reference_graph.select(sparql_prefixes() + copies).values()]
    assert len(titles) == len(table(REFERENCE_TABLES, "sources"))


# Hostile tables

HOSTILE = 'a "b" \\n \\ \r\n\t\x01\x0c\x85\u2028<script>\u202e\'é日\U0001f600\ufeff {x} $x ?x # .'


@pytest.fixture(scope="module")
def hostile_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """A build of tables with text that means something to CSV, SQL, N-Quads, SPARQL and HTML."""
    folder = tmp_path_factory.mktemp("hostile")
    company = {"id": 'x" <y>/é%\n', "name": HOSTILE, "aliases": f"{HOSTILE}2;'; DROP TABLE quad; --", "kind": "company"}
    company |= {"capabilities": HOSTILE, "town": HOSTILE, "region": HOSTILE, "areas": HOSTILE, "employees": "1e999"}
    addresses = {"website": "http://x.eu/100%", "source_url": "http://x.eu/a[b]"}
    project = {"programme": HOSTILE, "acronym": HOSTILE, "title": HOSTILE, "year": "٢٠٢٤", "start": HOSTILE}
    small_tables(
        folder / "tables",
        companies=[*COMPANIES, {**company, **addresses}],
        projects=[*PROJECTS, {**project, "official_url": 'javascript:alert("1")'}],
        resolution_demands=[{"number": "1", "summary_en": HOSTILE}],
    )
    build(Order(((SOURCE, folder / "tables"),)), folder)
    with KnowledgeGraph.open(home=folder) as graph:
        yield graph


def test_hostile_text_comes_through_a_whole_build_as_text(hostile_graph: KnowledgeGraph) -> None:
    organisations, projects = hostile_graph.ecosystem.organisations, hostile_graph.ecosystem.projects
    row = organisations[organisations["label"].str.contains("<script>")].iloc[0]
    # \x85 is an ellipsis in another encoding; what was set right and is a name stands on one line, all of it seen.
    title = HOSTILE.strip().replace("\x85", "…")
    text = " ".join(title.replace("\ufeff", "").split())
    assert (row["label"], row["town"], row["region"], row["homepage"]) == (text, text, "", "")
    found = projects[projects["title"] == title].iloc[0]
    assert (found["acronym"], found["source"]) == (text, PAGE)
    assert found["programme"].strip() == HOSTILE.strip()
    query = f"SELECT ?d ?label {{ ?d a <{PREFIXES['']}Demand> ; <{PREFIXES['skos']}prefLabel> ?label }}"
    assert [label for _, label in hostile_graph.select(query).values()] == [text]


def test_hostile_values_are_accounted_for(hostile_graph: KnowledgeGraph) -> None:
    build_folder = hostile_graph.build
    assert build_folder is not None
    with (build_folder / "issues.csv").open(encoding="utf-8", newline="") as file:
        kinds = Counter(issue["kind"] for issue in csv.DictReader(file) if issue["action"] == "ignored")
    assert kinds["source address"] == 3
    assert {"region", "area", "number", "year"} <= kinds.keys()
    lines = (build_folder / "quads.nq").read_bytes().split(b"\n")[:-1]
    assert lines == sorted(set(lines))
    assert len(lines) == hostile_graph.manifest["counts"]["quads"]


# Persons


def test_no_natural_person_is_in_the_graph(quads: list[ox.Quad]) -> None:
    # Addresses of newspaper articles are kept as the papers chose them.
    source = ox.NamedNode(PREFIXES["dct"] + "source")
    pages = {quad.object for quad in quads if quad.predicate == source}
    text = fold(" | ".join(str(quad.object) for quad in quads if quad.predicate != source))
    subjects = fold(" | ".join({str(quad.subject) for quad in quads} - {str(page) for page in pages}))
    for name in NAMES:
        for form in (fold(name), fold(name).replace(" ", "-"), " ".join(reversed(fold(name).split()))):
            assert form not in text
            assert form not in subjects


def test_no_natural_person_is_in_issues_and_manifest(reference_home: Path) -> None:
    build = build_path(reference_home)
    for file in ("issues.csv", "manifest.json"):
        text = fold((build / file).read_text(encoding="utf-8"))
        assert not [name for name in NAMES if fold(name) in text]


def test_no_e_mail_address_is_in_the_graph(quads: list[ox.Quad]) -> None:
    assert E_MAIL.search("info@example.org")
    for quad in quads:
        assert not E_MAIL.search(str(quad.object)), quad


# Sources, domains, remarks


def test_every_claim_has_the_address_where_it_was_read(reference_ecosystem: Ecosystem) -> None:
    claims = reference_ecosystem.claims
    assert len(claims) > 4000
    assert claims.loc[~claims["source"].str.fullmatch(r"https?://[^\s<>]+"), "organisation"].tolist() == []


def test_a_body_seated_abroad_takes_no_region_from_its_whole(reference_ecosystem: Ecosystem) -> None:
    actors = reference_ecosystem.organisations
    diana = actors.loc[actors["id"] == "ref-nato-diana", ["country", "region"]]
    assert diana.to_numpy().tolist() == [["UK", ""]]


def test_a_town_that_a_page_tells_brings_its_region_but_to_who_serves_another(reference_ecosystem: Ecosystem) -> None:
    actors = reference_ecosystem.organisations
    told = actors.loc[actors["label_en"].isin(["CRM Group", "AWEX"]), ["town", "region"]].to_numpy().tolist()
    assert sorted(told) == [["Brussels", "BE3"], ["Liège", "BE3"]]


def test_every_claim_lies_in_a_known_domain_with_a_share_as_weight(reference_ecosystem: Ecosystem) -> None:
    claims = reference_ecosystem.claims
    assert set(claims["domain"]) <= set(reference_ecosystem.domains["id"])
    assert set(claims["organisation"]) <= set(reference_ecosystem.organisations["id"])
    assert claims["weight"].between(0, 1, inclusive="right").all()
    assert set(claims["confidence"]) <= {"high", "medium", "low"}


def test_the_fifteen_working_domains_have_labels_in_four_languages(reference_ecosystem: Ecosystem) -> None:
    domains = reference_ecosystem.domains
    assert sorted(domains["id"]) == [*(f"H{n}" for n in range(1, 9)), *(f"V{n}" for n in range(1, 8))]
    assert domains["working"].all()
    for lang in LANGUAGES:
        assert domains[f"label_{lang}"].str.strip().ne("").all()
        assert domains[f"label_{lang}"].is_unique
