"""Builds: the same tables give the same graph, the manifest tells the truth, and changes between builds are shown."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from command_line import ENVIRONMENT, assert_fails, command, document, result, run
from small_portal import page, participant, project, written
from small_tables import COMPANIES, SOURCE, small_tables

from dirskg.graph.builds.home import build_path, read_manifest
from dirskg.ontology import default_domains

STEPS = ["domains", "reference", "identity", "frames", "mapping", "store", "publish"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build of a few small tables is given."""
    return f"reference={small_tables(tmp_path_factory.mktemp('small') / 'tables')}"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# The same input


def test_the_same_tables_give_the_same_graph_and_tell_each_step_as_json(small_home: Path, tmp_path: Path) -> None:
    small_tables(tmp_path / "my-tables")
    ended = run("--json-log", "build", "reference=my-tables", "--strict", home=tmp_path / "home", cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    first, second = build_path(small_home), build_path(tmp_path / "home")
    assert first.name == second.name
    for file in ("quads.nq", "issues.csv", "frames/claims.parquet"):
        assert (first / file).read_bytes() == (second / file).read_bytes(), file
    # All but the store, whose engine marks its files.
    told = [read_manifest(path) for path in (first, second)]
    files = [one.pop("files") for one in told]
    assert told[0] == told[1]
    assert len({json.dumps({k: v for k, v in one.items() if not k.startswith("store/")}) for one in files}) == 1
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [line["step"] for line in lines if "step" in line] == STEPS
    assert [line["build"] for line in lines if "build" in line] == [second.name]


def test_place_and_time_of_a_build_leave_no_trace(small_home: Path, tables: str, tmp_path: Path) -> None:
    environment = ENVIRONMENT | {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    words = command("--quiet", "build", tables, home=tmp_path)
    ended = subprocess.run(words, env=environment, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert build_path(tmp_path).name == build_path(small_home).name


# What is told of a build


def test_the_manifest_tells_what_the_build_is_made_of(reference_home: Path) -> None:
    manifest = document("status", "--json", home=reference_home)
    folder = reference_home / "builds" / manifest["build"]
    assert manifest["content_hash"] == sha256(folder / "quads.nq")
    assert manifest["build"] == f"0001-{manifest['content_hash'][:8]}"
    assert manifest["domains"] == {"file": "domains.ttl", "sha256": sha256(default_domains()), "count": 15}
    reference = manifest["datasets"]["reference"]
    assert (reference["licence"], reference["publisher"]) == (SOURCE.licence, SOURCE.publisher)
    assert reference["files"].keys() == SOURCE.files.keys()
    assert SOURCE.folder is not None
    for name, file in reference["files"].items():
        assert file["sha256"] == sha256(SOURCE.folder / name)
        assert file["rows"] == file["rows_used"] + file["rows_aside"] > 0
    counts, lines = manifest["counts"], (folder / "quads.nq").read_text(encoding="utf-8").splitlines()
    store = ox.Store.read_only(str(folder / "store"))
    assert counts["quads"] == len(lines) == len([q for q in store if not isinstance(q.graph_name, ox.DefaultGraph)])
    assert lines == sorted(set(lines))
    assert counts["projects"] == reference["files"]["projects.csv"]["rows_used"]
    assert counts["belgian_organisations"] < counts["organisations"]
    issues = document("issues", "--format", "json", home=reference_home)
    assert manifest["issues"] == len(issues)
    assert sum(reference["issues"].values()) == [issue["dataset"] for issue in issues].count("reference")


def test_status_and_sources_tell_the_same_to_a_reader(reference_home: Path) -> None:
    manifest = document("status", "--json", home=reference_home)
    told = result("status", home=reference_home)
    needed = (manifest["build"], manifest["content_hash"], f"{manifest['counts']['quads']:,}", SOURCE.licence)
    assert [text for text in needed if text not in told] == []
    rows = sum(file["rows_used"] for file in manifest["datasets"]["reference"]["files"].values())
    assert f"loaded     {rows:,} rows in the current build" in result("sources", home=reference_home)


# Options


@pytest.mark.parametrize(
    ("option", "lang", "title", "said"),
    [
        (("--dry-run",), "nl", "Bevindingen", "Gecontroleerd, niets gebouwd."),
        (("--limit", "3"), "en", "Issues", "Checked, nothing built."),
    ],
)
def test_a_trial_builds_nothing(option: tuple[str, ...], lang: str, title: str, said: str, tmp_path: Path) -> None:
    ended = run("--lang", lang, "build", *option, home=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[0] == title
    assert ended.stderr.startswith(said)
    assert list(tmp_path.iterdir()) == []
    assert_fails(run("status", home=tmp_path), 4, "Run `dirskg build` first")


def test_other_domains_show_in_the_gaps(tables: str, tmp_path: Path) -> None:
    turtle, domains = default_domains().read_text(encoding="utf-8"), tmp_path / "official.ttl"
    assert '"Maritime and underwater"@en' in turtle
    domains.write_text(turtle.replace("Maritime and underwater", "Official name of the sea"), encoding="utf-8")
    assert run("build", tables, "--domains", domains, home=tmp_path / "home").returncode == 0
    assert "Official name of the sea (V3)" in result("gaps", "--domain", "V3", home=tmp_path / "home")
    assert "15 from official.ttl" in result("status", home=tmp_path / "home")


def test_tables_without_rows_are_a_graph_too(tmp_path: Path) -> None:
    empty = small_tables(tmp_path / "tables", companies=(), institutions=(), projects=(), participations=())
    assert run("build", f"reference={empty}", home=tmp_path / "home").returncode == 0
    cells = document("gaps", "--format", "json", home=tmp_path / "home")["cells"]
    assert {(cell["count"], cell["state"]) for cell in cells if cell["region"]} == {(0, "unknown")}


# Differences


def test_diff_shows_what_came_went_and_changed(three_builds: Path) -> None:
    def changes(*builds: str) -> dict[tuple[str, str], str]:
        rows = document("diff", *builds, "--format", "json", home=three_builds)
        return {(row["change"], row["what"]): row["detail"] for row in rows if row["kind"] == "organisations"}

    forth, back = changes("1", "2"), changes("2", "1")
    assert f"{COMPANIES[0]['name']} -> Noordzee Robotics" in forth["changed", "ref-noord"]
    # Without its row it is still there as a member of a project, under the id that its name gives.
    (member,) = [what for change, what in forth if change == "changed" and what.startswith("org-")]
    assert f"id: ref-sambre -> {member}; leg: industry -> (blank)" in forth["changed", member]
    assert f"id: {member} -> ref-sambre" in back["changed", "ref-sambre"]
    assert changes("0002") == {("added", "ref-ardenne"): "Ardenne Optics"}


def test_a_build_without_change_has_no_differences(three_builds: Path) -> None:
    same = run("diff", "3", "--format", "json", home=three_builds)
    assert (same.returncode, json.loads(same.stdout), same.stderr) == (0, [], "The two builds are the same.\n")
    assert run("diff", "3", home=three_builds).stdout == ""


# A newer release of one source


def by_graph(home: Path) -> dict[str, frozenset[str]]:
    """The statements of the current build by the last part of the name of their graph."""
    graphs: dict[str, set[str]] = defaultdict(set)
    for quad in ox.parse(path=str(build_path(home) / "quads.nq"), format=ox.RdfFormat.N_QUADS):
        graphs[str(quad.graph_name).rpartition("/")[2].strip(">")].add(f"{quad.subject} {quad.predicate} {quad.object}")
    return {graph: frozenset(statements) for graph, statements in graphs.items()}


def test_a_newer_release_of_one_source_replaces_its_graph_and_no_other(tables: str, tmp_path: Path) -> None:
    alfa, beta, gamma = participant(912345678, "Alfa"), participant(923456789, "Beta"), participant(934567890, "Gamma")
    both = project("101000001", [alfa])  # the tables tell of it too
    old = written(tmp_path / "old", page(both, project("7", [alfa, beta]), project("8", [beta])))
    paid = {**alfa, "eucontribution": "250"}
    new = written(tmp_path / "new", page(both, project("7", [paid, gamma]), project("9", [gamma])))
    home, found = tmp_path / "home", []
    for release in (old, new):
        result("build", tables, f"edf={release}", home=home)
        found.append(by_graph(home))
    before, after = found
    assert before.keys() == after.keys() >= {"reference", "edf", "meta", "ontology"}
    assert {graph for graph in before if before[graph] != after[graph]} == {"derived", "edf", "meta"}
    changes = document("diff", "1", "2", "--format", "json", home=home)
    told = {(row["kind"], row["change"], row["what"]): row["detail"] for row in changes}
    assert told["participations", "changed", "project-7 pic-912345678 participant"] == "contribution: 100 -> 250"
    assert {(kind, change, what) for kind, change, what in told if kind in ("organisations", "projects")} == {
        ("organisations", "gone", "pic-923456789"), ("organisations", "added", "pic-934567890"),
        ("projects", "gone", "project-8"), ("projects", "added", "project-9"),
    }  # fmt: skip
    assert ("participations", "gone", "project-7 pic-923456789 participant") in told
    assert ("participations", "added", "project-7 pic-934567890 participant") in told


# What was given


def test_a_source_given_twice_or_a_torn_archive_is_refused(tables: str, tmp_path: Path) -> None:
    assert_fails(run("build", tables, tables, home=tmp_path), 1, "reference is given twice")
    (tmp_path / "Full.zip").write_bytes(b"PK\x03\x04 cut off")
    assert_fails(run("build", tables, f"kbo={tmp_path / 'Full.zip'}", home=tmp_path), 3, "cut off", "Download it again")


def test_street_and_town_are_of_one_seat(tables: str, tmp_path: Path) -> None:
    elsewhere = participant(912345678, "Noordzee Systems", postcode="2000", town="Antwerpen")
    there = participant(923456789, "Senne Software", postcode="1000", town="Brussel")
    portal = written(tmp_path / "portal", page(project("7", [elsewhere, there])))
    companies = [{**COMPANIES[0], "town": "Gent"}, {**COMPANIES[2], "town": "Brussels"}]
    again = small_tables(tmp_path / "again", companies=companies, institutions=[], participations=[], projects=[])
    result("build", f"reference={again}", f"edf={portal}", home=tmp_path / "home")
    apart, one = (result("show", id, home=tmp_path / "home") for id in ("ref-noord", "ref-senne"))
    assert "pic-912345678" in apart
    assert "Gent" in apart
    # The other street stands there as told by the portal, and not used.
    used = [[line for line in told.splitlines() if "Kouter 1" in line and " true " in line] for told in (apart, one)]
    assert [bool(lines) for lines in used] == [False, True]
    assert "Brussels" in one
