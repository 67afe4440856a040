"""`dirskg paths`: ends of every kind, actors that are gone, years, and the rows behind each hop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click import UsageError
from command_line import assert_fails, document, result, run
from hypothesis import given
from hypothesis import strategies as st
from small_ecosystem import REGIONS, chain, small_ecosystem

from dirskg.cli.path_ends import End, two_ends
from dirskg.exports.language import LANGUAGES
from dirskg.exports.paths_report import paths_text
from dirskg.graph.analyses.ties import path_traces
from dirskg.graph.answers.results import Value
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError, Refused
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.network.ends import overlapping, seated_in
from dirskg.graph.network.finder import path_finder
from dirskg.graph.network.gap_paths import gap_paths
from dirskg.ingest.values.id_list import read_ids
from dirskg.ontology import short

# Ends


def test_areas_of_every_level(reference_ecosystem: Ecosystem) -> None:
    actors = reference_ecosystem.organisations.set_index("id")
    for code in ("BE3", "BE33", "BE332"):
        ids = seated_in(reference_ecosystem, code)
        assert ids
        assert list(ids) == sorted(ids)
        placed = actors.loc[list(ids)]
        assert set(placed["region"]) == {"BE3"}
        assert len(code) == 3 or placed["nuts3"].str.startswith(code).all()
        within = seated_in(reference_ecosystem, code, domain="V3")
        claims = reference_ecosystem.claims
        assert set(within) == set(ids) & set(claims.loc[claims["domain"] == "V3", "organisation"])
    assert set(seated_in(reference_ecosystem, "BE332")) < set(seated_in(reference_ecosystem, "BE33"))
    with pytest.raises(DirskgError, match="'BE9'. There are: BE1, BE2, BE3"):
        seated_in(reference_ecosystem, "BE9")
    with pytest.raises(DirskgError, match=r"'BE29'. There are: BE21, BE22"):
        seated_in(reference_ecosystem, "BE29")
    with pytest.raises(DirskgError, match="No domain is called 'V99'"):
        seated_in(reference_ecosystem, "BE3", domain="V99")


@given(st.text("ABE12", min_size=3, max_size=5), st.text("ABE12", min_size=3, max_size=5))
def test_areas_overlap_when_one_holds_the_other(one: str, other: str) -> None:
    assert overlapping(one, other) == overlapping(other, one)
    assert overlapping(one, one + other)


def test_one_end_of_each_side() -> None:
    one, file = End("a"), End(file=Path("x"))
    assert two_ends(one, End("b"), "") == (one, End("b"))
    assert two_ends(file, End(area="BE2"), "V3") == (file, End(area="BE2"))
    assert two_ends(End("a", "BE2"), End(), "") == (End(area="BE2"), End("a")), "the id stands where FROM does"
    for wrong in ((one, End()), (End(), End()), (one, End("b", "BE2")), (End("a", "BE2"), End("b"))):
        with pytest.raises(UsageError, match="Give FROM and TO"):
            two_ends(*wrong, "")
    with pytest.raises(UsageError, match="--domain chooses"):
        two_ends(one, file, "V3")
    with pytest.raises(UsageError, match="BE2 and BE21 overlap"):
        two_ends(End(area="BE2"), End(area="BE21"), "")


def test_a_list_of_ids_names_every_wrong_row(tmp_path: Path) -> None:
    def resolve(text: str) -> str:
        if text.startswith("no"):
            raise DirskgError(f"no record {text!r}")
        return text.upper()

    path = tmp_path / "actors.txt"
    path.write_text("\ufeffb\n\n# a remark\n a \nB\n", encoding="utf-8")
    assert read_ids(path, resolve) == ("B", "A")
    path.write_text("a\nno-one\n\nno-two\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"actors.txt, row 2: no record 'no-one'\n.*, row 4: no record 'no-two'"):
        read_ids(path, resolve)
    path.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(Refused, match="no id in it"):
        read_ids(path, resolve)
    path.write_bytes(b"\xff\xfea")
    with pytest.raises(Refused, match="not UTF-8"):
        read_ids(path, resolve)
    with pytest.raises(Refused, match="one id a line"):
        read_ids(tmp_path / "nosuch.txt", resolve)
    path.write_text("no\n" * 15, encoding="utf-8")
    with pytest.raises(Refused, match="and 5 more rows"):
        read_ids(path, resolve)


def test_an_end_that_is_one_organisation_is_shared_by_all_paths_and_marks_nobody() -> None:
    ecosystem = chain("sa", "sb", "ac", "bd")
    assert path_finder(ecosystem).between(["s"], ["c", "d"], one_end="source").disjoint == 2
    assert path_finder(ecosystem).between(["c", "d"], ["s"], one_end="target").disjoint == 2
    assert path_finder(ecosystem).between(["s"], ["c", "d"]).disjoint == 1, "a set of one is a weak point"
    hanging = path_finder(chain("sm", "mc", "md")).between(["s"], ["c", "d"], one_end="source")
    assert (hanging.disjoint, hanging.critical) == (1, ("m",))


# What is told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_tell_of_the_way_round_and_of_who_is_critical(lang: str) -> None:
    ecosystem = chain("am", "mz", "an", "nz", organisations={**REGIONS, "m": {}})
    labels = {"BE1": "B", "BE2": "F", "BE3": "W"}
    told = paths_text(path_finder(ecosystem, without=("c",), since=2020).find("a", "z", k=1), labels, lang)
    assert "Organisation a – Organisation n – Organisation z" in told
    assert "2020" in told
    assert "[!]" not in told
    alone = paths_text(path_finder(chain("am", "mz")).find("a", "z"), labels, lang)
    assert alone.count("Organisation m") == 3
    assert alone.count("[!]") == 3, "behind the name on both hops, and where it is explained"
    nothing = paths_text(path_finder(chain("ab", "cd")).find("a", "d"), labels, lang)
    assert "--max-hops" not in nothing, "more hops would not help"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_tie_that_weak_pages_alone_tell_of_is_marked(lang: str) -> None:
    ecosystem, told = chain("ab", "bc"), {}
    pages = {"ab": "https://en.wikipedia.org/wiki/B", "bc": "https://x.eu/bc"}
    projects = ecosystem.projects.assign(source=ecosystem.projects["id"].map(pages))
    roles = ecosystem.participations.assign(source=ecosystem.participations["project"].map(pages))
    report = path_finder(replace(ecosystem, projects=projects, participations=roles)).find("a", "c")
    assert [hop.to_json()["weak"] for hop in report.paths[0].hops] == [True, False]
    for line in paths_text(report, {}, lang).splitlines():
        label, _, page = line.strip().partition(": https")
        told[f"https{page}"] = label.rstrip()  # French has a space before its colon
    assert told[pages["ab"]].startswith(f"{told[pages['bc']]} (")


def test_a_gap_is_not_closed_by_who_is_gone() -> None:
    claims = [{"organisation": one, "domain": "V1", "weight": 1.0} for one in "ad"]
    ecosystem = small_ecosystem({"p": (2023, ["a", "e"])}, (), REGIONS, claims)
    report = gap_paths(ecosystem, "BE3", "V1", finder=path_finder(ecosystem, without=("a",)))
    assert [actor.id for actor in report.actors] == ["d"]
    assert report.to_json()["without"] == ["a"]


# Rows behind it


def test_rows_behind_each_hop_are_its_projects_and_ties(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    def listed(query: str, parameters: dict[str, str]) -> list[dict[str, Value]]:
        found = reference_graph.select(query, parameters)
        return [dict(zip(found.columns, row, strict=True)) for row in found.values(short)]

    flanders, wallonia = (seated_in(reference_ecosystem, code) for code in ("BE2", "BE3"))
    for years in ({}, {"since": 2021, "until": 2023}):
        finder = path_finder(reference_ecosystem, **years)  # type: ignore[arg-type]
        report = finder.between(flanders, wallonia, k=2, max_hops=2)
        for hop, trace in zip(report.hops(), path_traces(report), strict=True):
            rows = listed(trace.query, dict(trace.parameters))
            projects = {row["project"] for row in rows if row["kind"] == "project"}
            assert projects == {project.id for project in hop.projects}
            other = {(row["kind"], row["from"], row["to"], row["year"], row["note"]) for row in rows if row["from"]}
            assert len(other) == len(hop.notes)
            assert {row["source"] for row in rows if row["source"]} == set(hop.sources)
    gap = gap_paths(reference_ecosystem, "BE3", "V3", k=2)
    for actor, trace in zip(gap.actors, path_traces(gap), strict=False):
        assert len(listed(trace.query, dict(trace.parameters))) == actor.claims


def test_the_command_takes_lists_years_and_who_is_gone(reference_home: Path, tmp_path: Path) -> None:
    ids = tmp_path / "ids.txt"
    ids.write_text("ref-dotocean\n", encoding="utf-8")
    words = ("paths", "--from-file", ids, "--to-region", "BE33", "--until", "2024", "-k", "1")
    found = document(*words, "--format", "json", "--explain", home=reference_home)
    assert (found["from"], found["until"]) == ("ids.txt", 2024)
    assert [hop["to_region"] for path in found["paths"] for hop in path["hops"]][-1] == "BE3"
    assert found["explained"][0]["query"] == "ties-between"
    told = result("paths", "ref-dotocean", "ref-fn-herstal", "--without", "ref-ku-leuven", home=reference_home)
    assert "KU Leuven" in told
    ids.write_text("ref-dotocean\nnobody\n", encoding="utf-8")
    assert_fails(run(*words, home=reference_home), 3, f"{ids}, row 2", "'nobody'")
    assert_fails(run("paths", "nobody-one", "nobody-two", home=reference_home), 1, "'nobody-one'", "'nobody-two'")
