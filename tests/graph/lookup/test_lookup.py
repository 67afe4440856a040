"""What users mean: words, numbers and ids looked up in the real graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dirskg.graph.errors import Ambiguous, DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import named_queries


@pytest.fixture
def told(reference_graph: KnowledgeGraph) -> Iterator[list[str]]:
    """What the graph tells of words that it took for something, in this test."""
    heard: list[str] = []
    before = reference_graph.tell
    reference_graph.tell = heard.append
    vars(reference_graph).pop("lookup", None)
    yield heard
    reference_graph.tell = before
    vars(reference_graph).pop("lookup", None)


@pytest.mark.parametrize(
    "text",
    [
        "0419052173",
        "0419.052.173",
        "BE0419052173",
        "BE 0419.052.173",
        "kbo-0419.052.173",
        "KBO-0419052173",
        "419052173",
        "https://ror.org/05f950310",
        "ror-05f950310",
        "05F950310",
        "KU Leuven",
        "ku leuven",
        "Katholieke Universiteit Leuven",
        "Katholieke Universitet Leuven",
    ],
)
def test_an_organisation_is_meant_by_its_numbers_and_names(reference_graph: KnowledgeGraph, text: str) -> None:
    assert reference_graph.resolve(text, "organisation") == "kbo-0419052173"


def test_what_a_word_was_taken_for_is_told_and_ids_are_not(reference_graph: KnowledgeGraph, told: list[str]) -> None:
    assert reference_graph.resolve("kbo-0419052173") == "kbo-0419052173"
    assert told == []
    reference_graph.resolve("0419.052.173")
    assert told == ["'0419.052.173' is taken for kbo-0419052173 (KU Leuven)."]


@pytest.mark.parametrize(
    "text", ["call-EDF-2026-DA-NAVAL-EMSAS", "EDF-2026-DA-NAVAL-EMSAS", "edf-2026-da-naval-emsas", "naval emsas"]
)
def test_a_call_is_meant_with_or_without_prefix(reference_graph: KnowledgeGraph, text: str) -> None:
    assert reference_graph.resolve(text, "call") == "call-EDF-2026-DA-NAVAL-EMSAS"


def test_a_name_that_several_have_is_asked_back_with_all_of_them(reference_graph: KnowledgeGraph) -> None:
    with pytest.raises(Ambiguous, match="fits several: .*Thales Belgium.*Give one of these") as asked:
        reference_graph.resolve("thal", "organisation")
    assert asked.value.exit_code == 2


def test_what_fits_nothing_names_the_nearest(reference_graph: KnowledgeGraph) -> None:
    with pytest.raises(DirskgError, match=r"no record '0419\.052\.174'.*Nearest: kbo-0419052173"):
        reference_graph.resolve("0419.052.174")
    with pytest.raises(DirskgError, match="no record 'EDF-2026-DA-NAVAL-EMSSA'.*Nearest: call-EDF-2026-DA-NAVAL-EMSAS"):
        reference_graph.resolve("EDF-2026-DA-NAVAL-EMSSA", "call")
    with pytest.raises(DirskgError, match="Nearest: call-EDF-2026-DA-NAVAL-EMSAS"):
        reference_graph.resolve("call-EDF-2026-DA-NAVAL", "call")
    with pytest.raises(DirskgError, match="No region is called 'BE29'. There are: BE21 \\(Prov. Antwerpen\\); BE22"):
        reference_graph.lookup.code("area", "BE29")
    with pytest.raises(DirskgError, match=r"There are: [^.]*BE3 \(Wallonia\)\.$"):
        reference_graph.lookup.code("region", "BE9")


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("area", "arrondissement de Gent", "BE234"),
        ("area", "arr. Dendermonde", "BE232"),
        ("area", "District of Ypres", "BE253"),
        ("domain", "Air (V1)", "V1"),
        ("leg", "État", "government"),
        ("region", "Flandre", "BE2"),
        ("region", "https://data.europa.eu/nuts/code/BE2".replace("https", "http"), "BE2"),
        ("area", "Oost-Vlaanderen", "BE23"),
        ("area", "Luik", "BE332"),
        ("domain", "ruimte", "V2"),
        ("leg", "Wissenschaft", "academia"),
        ("size", "kmo", "SME"),
        ("level", "gewest", "region"),
        ("programme", "edf", "EDF"),
        ("programme", "Europees Defensiefonds", "EDF"),
        ("domain", "cyberdefence", "V7"),
        ("domain", "artificial inteligence", "H1"),
        ("domain", "onderzeeërs", "V3"),
        ("domain", "spce", "V2"),
        ("leg", "Hochschule", "academia"),
        ("size", "mkb", "SME"),
    ],
)
def test_codes_have_names_in_four_languages(reference_graph: KnowledgeGraph, kind: str, text: str, code: str) -> None:
    assert reference_graph.lookup.code(kind, text) == code


def test_labels_of_every_domain_and_region_lead_to_it(reference_graph: KnowledgeGraph) -> None:
    for kind, frame in (
        ("domain", reference_graph.ecosystem.domains),
        ("region", reference_graph.ecosystem.regions),
    ):
        for lang in ("en", "nl", "fr", "de"):
            for code, label in zip(frame["id"], frame[f"label_{lang}"], strict=True):
                assert reference_graph.lookup.code(kind, label.upper()) == code
                assert reference_graph.lookup.code(kind, f"{code} {label}") == code


def test_parameters_of_named_queries_take_words(reference_graph: KnowledgeGraph) -> None:
    by_code = reference_graph.select("actors-in-domain", {"domain": "V3", "region": "BE2"})
    assert by_code.rows == reference_graph.select("actors-in-domain", {"domain": "maritiem", "region": "Flandern"}).rows
    day = reference_graph.select("open-calls", {"after": "2026-12-01"})
    assert day.rows == reference_graph.select("open-calls", {"after": "1/12/2026"}).rows
    legs = [reference_graph.select("actor-lists", {"leg": leg}).rows for leg in ("unknown", "onbekend")]
    assert legs[0] == legs[1]
    with pytest.raises(DirskgError, match="is not a day"):
        reference_graph.select("open-calls", {"after": "soon"})


@pytest.mark.parametrize(
    "kind", ["domain", "region", "area", "organisation", "call", "project", "leg", "size", "level"]
)
def test_a_value_that_is_nothing_is_an_error_in_every_query(reference_graph: KnowledgeGraph, kind: str) -> None:
    some = {"domain": "V3", "region": "BE2", "organisation": "ref-rma", "text": "x", "programme": "EDF"}
    some |= {
        "topic": "quantum",
        "date": "2026-09-01",
        "call": "EDF-2026-DA-NAVAL-EMSAS",
        "project": "project-101170819",
        "entity": "ref-rma",
    }
    asked = 0
    for name, query in named_queries().items():
        for parameter in (one for one in query.parameters if one.type == kind):
            needed = {p.name: some.get(p.type, "1") for p in query.parameters if p.required}
            with pytest.raises(DirskgError, match="'qqqqqq'"):
                reference_graph.select(name, needed | {parameter.name: "qqqqqq"})
            asked += 1
    assert asked


def test_numbers_that_count_are_no_codes(reference_graph: KnowledgeGraph) -> None:
    assert reference_graph.select("belgian-projects", {"placed": "2"}).rows


@pytest.mark.parametrize("text", ['"', "x> <y", "\\", "a\nb", "\u202e", "%", "''", "日本"])
def test_hostile_words_fit_nothing(reference_graph: KnowledgeGraph, text: str) -> None:
    for kind in ("organisation", "call", ""):
        with pytest.raises(DirskgError):
            reference_graph.resolve(text, kind)
    with pytest.raises(DirskgError):
        reference_graph.lookup.code("domain", text)
