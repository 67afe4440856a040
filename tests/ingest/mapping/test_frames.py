"""The frames that come straight from the entity tables are those that the named queries find, row by row."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from both_roads import frames_by_both_roads, frames_of, frames_of_build
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from own_workbook import FILLED, workbook
from small_portal import page, participant, project, written
from small_register import ALFA, enterprise, full, name, seat
from small_tables import small_tables
from small_ted import award, legacy, winner

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ingest.audit import Audit
from dirskg.ingest.building.order import Order
from dirskg.ingest.building.staging import StagedSources
from dirskg.ingest.identity.identity import identify
from dirskg.ingest.mapping.entities import create_entity_tables
from dirskg.ingest.mapping.shares import fill_shares
from dirskg.ingest.source import known_sources
from dirskg.ingest.stage import Stage, Value, load
from dirskg.ingest.values.subjects import Subjects


def both_roads(folder: Path, **places: Path) -> Ecosystem:
    """The frames of some sources, which are the same by both roads."""
    known = known_sources()
    order = Order(tuple((known[source], place) for source, place in places.items()))
    sources = StagedSources(order, folder, lambda step: None)
    return frames_of(sources.take_whole() if sources.internal else sources.public, folder)


def test_the_reference_tables(reference_graph: KnowledgeGraph) -> None:
    found = frames_of_build(reference_graph)
    assert min(len(found.organisations), len(found.claims), len(found.participations)) > 1000
    assert min(len(found.stages), len(found.figures), len(found.ties)) > 100


def test_small_files_of_several_sources(tmp_path: Path) -> None:
    parts = [participant(912345678, 'Noordzee "Systems"'), participant(912345679, "Été\nBien & Cie", town="Liège")]
    portal = written(tmp_path / "edf", page(project("101000001", parts), project("101000002", parts[:1])))
    register = full(
        tmp_path / "kbo.zip",
        {
            "enterprise": [enterprise(ALFA)],
            "denomination": [name(ALFA, "Noordzee Systems")],
            "address": [seat(ALFA)],
        },
    )
    own = workbook(tmp_path / "own.xlsx", FILLED)
    notices = tmp_path / "ted"
    notices.mkdir()
    (notices / "mortars.xml").write_bytes(legacy("1-2021", award(winner("Arms NV")), cpv="35322000"))
    tables = small_tables(tmp_path / "tables")
    found = both_roads(tmp_path, reference=tables, edf=portal, kbo=register, ted=notices, own=own)
    assert {"project-101000001", "project-101000002"} <= set(found.projects["id"])
    assert "Geheim Optics" in set(found.organisations["label"])
    assert {'Noordzee "Systems"', "Arms NV"} <= set(found.organisations["label"][found.organisations["defence"]])


@pytest.mark.large
def test_all_real_parts(real_home: Path) -> None:
    with KnowledgeGraph.open(home=real_home) as graph:
        assert frames_of_build(graph).organisations["id"].str.startswith("ror-").any()


# Rows of several datasets on the same things, with what texts, addresses and dates may hold.
FEW = st.integers(1, 4)
KEY, PROJECT, CALL = (FEW.map(form.format) for form in ("{}", "project-{} /é", "call-EDF-2022-RA-{}"))
TEXT = st.sampled_from(
    ["plain", 'a "b" \\n \\', "line\nbreak", "é\u0301 ß 日", "testing research tést", "EDF", "DEFRA", ""]
)
PAGE = st.sampled_from(["", "https://example.org/a b", "https://example.org/é|{x}", "https://w3id.org/dirskg/id/x"])
DAY = st.sampled_from(["", "2024", "2024-02", "2024-02-29", "2024-02-31", "soon"])
NUMBER = st.none() | st.sampled_from([0.0, 1.0, 0.25, 2024.0, 1234567.89])
NOTICE, AWARD = FEW.map("notice-{}-2021".format), FEW.map("award-{}".format)
CODE, YES = st.sampled_from(["35613000", "BE1", "cpv"]), st.sampled_from(["yes", "no", ""])
MONEY = dict.fromkeys(("awarded", "maximum", "estimated", "lowest", "before"), NUMBER)
DOMAIN = st.sampled_from(["V1", "V2", "H1", "none"])
KIND = st.sampled_from(["memberOf", "partOf", "suppliesTo", "testCentreOf"])
BASIS = st.sampled_from(["project", "category", "classification", "curated", "unheard"])
WORDS = Subjects({("testing",): {"V1": 4.0}, ("edf",): {"H1": 4.0, "V2": 4.0}})
ROWS: dict[str, dict[str, st.SearchStrategy[Value]]] = {
    "name": {"key": KEY, "name": TEXT, "lang": st.sampled_from(["", "en", "nl", "fr", "de"]),
             "type": st.sampled_from(["label", "legal", "alias", "acronym"])},
    "identifier": {"key": KEY, "scheme": st.just("ref"), "value": st.sampled_from(["mod-be", "nato", "bsdi"])},
    "activity": {"key": KEY, "domain": DOMAIN, "basis": BASIS, "weight": NUMBER, "year": NUMBER,
                 "confidence": st.sampled_from(["high", "low", "unheard", ""])},
    "call": {"id": CALL, "programme": TEXT, "year": NUMBER, "title": TEXT, "opens": DAY,
             "deadline": DAY, "budget": NUMBER, "category": TEXT},
    "project": {"id": PROJECT, "acronym": TEXT, "title": TEXT, "programme": TEXT, "start": DAY,
                "call": CALL | st.just(""), "year": NUMBER, "end": DAY,
                "eu_contribution": NUMBER, "objective": TEXT, "basis": st.sampled_from(["", "civil"])},
    "domain_share": {"subject": PROJECT, "domain": DOMAIN, "weight": NUMBER, "basis": BASIS},
    "participation": {"id": st.integers(1, 99).map("part/{}".format), "project": PROJECT,
                      "key": KEY, "role": TEXT, "contribution": NUMBER},
    "notice": {"id": NOTICE, "number": st.just("1-2021"), "kind": st.sampled_from(["result", "ex-ante"]), "title": TEXT,
               "year": NUMBER, "date": DAY, "country": TEXT, **MONEY},
    "award": {"id": AWARD, "notice": NOTICE, "lot": TEXT, "title": TEXT, "date": DAY, "year": NUMBER,
              "outcome": st.sampled_from(["awarded", "not-awarded", ""]), "offers": NUMBER, "framework": YES,
              "group": YES, "subcontracted": YES, "main_cpv": CODE,
              "currency": st.sampled_from(["EUR", "PLN", ""]), **MONEY},
    "award_code": {"id": AWARD, "code": CODE,
                   "property": st.sampled_from(["cpv", "place", "defenceBy"])},
    "award_party": {"id": AWARD | NOTICE, "key": KEY, "sme": YES,
                    "role": st.sampled_from(["buyer", "winner", "groupLeader", "subcontractor"])},
    "topic": {"about": AWARD, "topic": st.sampled_from(["radar", "drones"]), "sentence": TEXT},
    "relation": {"from_key": KEY, "to_key": KEY, "kind": KIND, "year": NUMBER,
                 "defence": st.sampled_from(["yes", "no", ""]), "note": TEXT},
}  # fmt: skip
ORGANISATION: dict[str, st.SearchStrategy[Value]] = {
    "country": st.sampled_from(["BE", "FR", ""]), "leg": st.sampled_from(["industry", "academia", "unheard", ""]),
    "kind": st.sampled_from(["university", "military_research", ""]), "level": st.sampled_from(["federal", "unheard"]),
    "town": TEXT, "region": st.sampled_from(["BE2", "BE3", ""]), "nuts3": st.sampled_from(["BE231", "BE332", ""]),
    "homepage": PAGE, "size": st.sampled_from(["SME", "unheard", ""]), "description": TEXT,
}  # fmt: skip


@st.composite
def staged(draw: st.DrawFn, dataset: str) -> Stage:
    """Rows of one dataset on things that others tell of too."""
    stage = Stage(dataset, draw(st.sampled_from(["2024-01-01", "2025-01-01"])))
    for number in range(1, 5):
        values = draw(st.fixed_dictionaries(ORGANISATION))
        stage.add("organisation", f"file:{number}", draw(PAGE), key=f"{dataset}/{number}", **values)
        stage.add("name", f"file:{number}", key=f"{dataset}/{number}", name=f"Firm {number}", lang="", type="legal")
    for table, columns in ROWS.items():
        for place, row in enumerate(draw(st.lists(st.fixed_dictionaries(columns), max_size=8))):
            keyed = {column: f"{dataset}/{value}" if column.endswith("key") else value for column, value in row.items()}
            stage.add(table, f"file:{place}", draw(PAGE), **keyed)
    return stage


@examples(15)
@given(stages=st.tuples(staged("a"), staged("b"), staged("c")))
def test_whatever_several_datasets_tell_of_the_same_things(
    stages: tuple[Stage, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with duckdb.connect(config={"threads": 1}) as con:
        load(list(stages), con)
        identify(list(stages), Audit("identity"), con)
        create_entity_tables(con)
        fill_shares(con, WORDS)
        frames_by_both_roads(con, {}, tmp_path_factory.mktemp("roads"))
