"""What the command line answers on the reference tables: gaps, paths, records, names and queries."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import openpyxl
import pyoxigraph as ox
import pytest
from command_line import ENVIRONMENT, assert_fails, command, document, result, run

# Four free triples over the whole graph: more rows than anybody will ever count.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

EDF = """
SELECT (COUNT(DISTINCT ?project) AS ?projects) (COUNT(DISTINCT ?joined) AS ?with) (COUNT(DISTINCT ?role) AS ?belgian)
WHERE {
  ?project a eurio:Project ; :programme "EDF" .
  OPTIONAL {
    ?role eurio:isInvolvedIn ?project ; eurio:isRoleOf/:country "BE" .
    BIND(?project AS ?joined)
  }
}"""

TYPES = "CONSTRUCT { ?x a org:Organization } WHERE { ?x a org:Organization }"


@pytest.fixture(scope="module")
def report(reference_home: Path) -> dict[str, Any]:
    """The gap report as JSON."""
    found: dict[str, Any] = document("gaps", "--format", "json", home=reference_home)
    return found


# Gaps


def test_gaps_have_a_cell_for_each_domain_in_each_region_and_in_no_known_place(report: dict[str, Any]) -> None:
    cells = report["cells"]
    assert len({cell["domain"] for cell in cells}) == 15
    assert len({(cell["region"], cell["domain"]) for cell in cells}) == len(cells) == 15 * 3 + 15
    assert {cell["region"] for cell in cells} == {"BE1", "BE2", "BE3", ""}
    assert all(cell["state"] and cell["evidence"]["query"] for cell in cells)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", ("Rapport over hiaten", "Vlaanderen (BE2)", "Lucht (V1)", "onbekend")),
        ("fr", ("Rapport sur les lacunes", "Wallonie (BE3)", "Espace (V2)", "inconnu")),
        ("de", ("Bericht über Lücken", "Flandern (BE2)", "Luft (V1)", "unbekannt")),
    ],
)
def test_gaps_speak_the_language_of_the_reader(lang: str, words: tuple[str, ...], three_builds: Path) -> None:
    shown = result("--lang", lang, "gaps", home=three_builds)
    assert [word for word in words if word not in shown] == []


def test_gaps_are_written_in_the_form_that_the_ending_tells(three_builds: Path, tmp_path: Path) -> None:
    for ending in ("html", "md", "csv", "json", "xlsx"):
        assert result("gaps", "-o", f"gaps.{ending}", home=three_builds, cwd=tmp_path) == ""
    assert (tmp_path / "gaps.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert (tmp_path / "gaps.md").read_text(encoding="utf-8").startswith("# Cluster gap report\n")
    cells = json.loads((tmp_path / "gaps.json").read_text(encoding="utf-8"))["cells"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "gaps.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["region"], row["domain"], row["state"], row["count"]) for row in rows] == [
        (cell["region"], cell["domain"], cell["state"], str(cell["count"])) for cell in cells
    ]
    book = openpyxl.load_workbook(tmp_path / "gaps.xlsx")
    assert book["Cells"].max_row == 61
    # On paper are the columns that people read, on A4; programs find the rest to their right.
    for name, first in (("Cells", "Area"), ("Gaps", "No."), ("Closers", "No.")):
        shown = book[name][book[name].print_area.split("!")[1].replace("$", "")]
        assert shown[0][0].value == first
        assert 5 < len(shown[0]) < book[name].max_column
        assert book[name].page_setup.paperSize == 9


def test_the_domain_and_the_perimeter_narrow_the_report(report: dict[str, Any], reference_home: Path) -> None:
    words = ("gaps", "--format", "json", "--domain", "V3", "--perimeter", "strict")
    narrow = document(*words, home=reference_home)
    assert {cell["domain"] for cell in narrow["cells"]} == {"V3"}
    assert 0 < narrow["organisations"] < report["organisations"]


# Paths


def test_a_thin_cell_has_helpers_of_other_regions_and_paths_with_projects_and_years(
    report: dict[str, Any], reference_home: Path
) -> None:
    thin = [cell for cell in report["cells"] if cell["state"] == "thin"]
    assert thin
    for cell in thin:
        gap = f"{cell['region']}/{cell['domain']}"
        found = document("paths", "--gap", gap, "--format", "json", home=reference_home)
        assert found["cell"]["count"] == cell["count"]
        assert found["actors"]
        assert all(actor["region"] not in ("", cell["region"]) and actor["sources"] for actor in found["actors"])
        paths = [actor["path"]["hops"] for actor in found["actors"] if actor["path"]]
        assert paths
        assert all(hops[-1]["to_region"] == cell["region"] for hops in paths)
        joint = [hop for hops in paths for hop in hops if hop["kind"] == "project"]
        assert joint
        assert all(hop["projects"] and hop["years"] and hop["sources"] for hop in joint)
    told = result("paths", "--gap", gap, home=reference_home)
    assert found["actors"][0]["label"] in told
    assert joint[0]["projects"][0]["acronym"] in told


# Records and names


def test_every_id_of_an_organisation_leads_to_the_same_record(reference_home: Path) -> None:
    first = document("show", "ref-ku-leuven", "--format", "json", home=reference_home)
    rows = first["identifiers"]["rows"]
    others = {row["value"] for row in rows if row["kind"] in ("other id here", "same as")}
    assert {other.partition("-")[0] for other in others} >= {"pic", "ref", "ror", "wikidata"}
    assert "https://ror.org/05f950310" in others
    for other in {first["id"], *others}:
        assert document("show", other, "--format", "json", home=reference_home) == first


def test_show_tells_why_records_were_joined(reference_home: Path) -> None:
    plain = result("show", "kbo-0419052173", home=reference_home)
    told = result("show", "kbo-0419052173", "--why", home=reference_home)
    assert "institutions/ku-leuven" not in plain
    assert "= institutions/ku-leuven (name: katholieke universiteit leuven)" in told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ecole Royal Militare", "École royale militaire"),
        ("UNIVERSITE DE LIEGE", "Université de Liège"),
        ("katoleike universitet leuven", "Katholieke Universiteit Leuven"),
    ],
)
def test_names_are_found_misspelt_and_without_accents(text: str, name: str, reference_home: Path) -> None:
    first = document("find", text, "--limit", "1", "--format", "json", home=reference_home)[0]
    assert first["name"] == name
    assert first["score"] >= 85


def test_a_name_that_resembles_nothing_gives_an_empty_table(reference_home: Path) -> None:
    ended = run("find", "qqqqqqqqqq", "--format", "json", home=reference_home)
    assert (ended.returncode, json.loads(ended.stdout)) == (0, [])
    assert "Nothing resembles 'qqqqqqqqqq'" in ended.stderr


# Queries


def test_counts_of_the_european_defence_fund(reference_home: Path, tmp_path: Path) -> None:
    asked = "projects,with,belgian\n262,116,184\n"
    assert result("query", EDF, "--format", "csv", home=reference_home) == asked
    (tmp_path / "edf.rq").write_text(EDF, encoding="utf-8")
    assert result("query", "--file", tmp_path / "edf.rq", "--format", "csv", home=reference_home) == asked
    assert result("query", "--file", "-", "--format", "csv", home=reference_home, stdin=EDF) == asked


def test_ask_and_construct_answer_in_their_own_forms(reference_home: Path) -> None:
    assert result("query", "ASK { ?x :programme 'EDF' }", home=reference_home) == "yes\n"
    assert result("query", "ASK { ?x :programme 'none' }", home=reference_home) == "no\n"
    lines = {}
    for name, form in (("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES)):
        shown = result("query", TYPES, "--limit", "20", "--format", name, home=reference_home)
        lines[name] = {str(quad) for quad in ox.parse(input=shown, format=form)}
    assert len(lines["nt"]) == 20
    assert lines["ttl"] == lines["nt"]


def test_forms_that_do_not_fit_the_answer_are_wrong_usage(reference_home: Path) -> None:
    assert_fails(run("query", TYPES, "--format", "csv", home=reference_home), 2, "choose ttl or nt")
    assert_fails(run("query", "ASK {}", "--format", "ttl", home=reference_home), 2, "yes or no")
    select = "SELECT ?x WHERE { ?x a org:Organization }"
    assert_fails(run("query", select, "--format", "ttl", home=reference_home), 2, "choose a table format")


def test_a_limit_cuts_the_rows_and_says_so(reference_home: Path) -> None:
    select = "SELECT ?x WHERE { ?x a org:Organization }"
    ended = run("query", select, "--limit", "3", "--format", "csv", home=reference_home)
    assert ended.stdout.count("\n") == 1 + 3
    assert ended.stderr == "Only the first 3 rows are shown.\n"


def test_parameters_are_checked(reference_home: Path) -> None:
    named = ("query", "--name", "actors-in-domain")
    by_word = run("query", "smes-in-edff", "--format", "csv", home=reference_home)
    assert by_word.stdout == result("query", "--name", "smes-in-edf", "--format", "csv", home=reference_home)
    assert "taken for smes-in-edf" in by_word.stderr
    known = "Its parameters: domain (notation of the domain, such as V3), region"
    assert_fails(run(*named, home=reference_home), 1, "lacks parameter 'domain'", known, "-p NAME=VALUE")
    two = (*named, "-p", "town=Gent", "-p", "domain=V3")
    assert_fails(run(*two, home=reference_home), 1, "no parameter 'town'", known)
    assert_fails(run(*named, "-p", "domian=V3", home=reference_home), 1, "no parameter 'domian'", known)
    assert (
        run(*named, "-p", "Domain = V3", home=reference_home).stdout
        == run(*named, "-p", "domain=V3", home=reference_home).stdout
    )
    assert_fails(run(*named, "-p", "domain", home=reference_home), 2, "write it as KEY=VALUE")
    assert_fails(run(*named, "-p", "domain=V99", home=reference_home), 1, "No domain is called 'V99'. There are: H1")
    nothing = run("query", "--name", "by-name", "-p", "text=qqqqq", "--format", "json", home=reference_home)
    assert (nothing.returncode, json.loads(nothing.stdout)) == (0, [])
    assert "No rows" in nothing.stderr


def test_a_query_that_is_not_sparql_says_where(reference_home: Path) -> None:
    ended = run("query", "PREFIX a: <http://a/>\nSELECT ?x WHERE { ?x a }", home=reference_home)
    assert_fails(ended, 1, "not valid SPARQL at line 2, column 24")


def test_a_query_without_end_is_stopped_in_time_with_its_process(reference_home: Path) -> None:
    begun, others = time.monotonic(), workers(reference_home)
    ended = run("query", ENDLESS, "--timeout", "1", home=reference_home)
    assert_fails(ended, 1, "stopped after 1 seconds", "LIMIT", "--timeout")
    assert time.monotonic() - begun < 20
    assert workers(reference_home) <= others


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_the_query_process_ends_with_the_one_that_asks(name: str, reference_home: Path) -> None:
    words, others = command("query", ENDLESS, home=reference_home), workers(reference_home)
    with subprocess.Popen(words, env=ENVIRONMENT, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert wait_for(lambda: bool(workers(reference_home) - others))
        process.send_signal(signal.Signals[name])
        _, told = process.communicate(timeout=20)
    assert wait_for(lambda: workers(reference_home) <= others)
    assert "Traceback" not in told
    if name == "SIGINT":
        assert (process.returncode, told.strip()) == (1, "Error: Stopped. Nothing was changed.")


@pytest.mark.parametrize("loading", ["click", "dirskg.graph.errors"])
def test_ctrl_c_ends_the_program_in_words_while_it_is_loaded(loading: str, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        f"ahead = [{loading!r}]\n"
        "def press(event, told):\n"
        "    if event == 'import' and told[0] in ahead:\n"
        "        ahead.clear()\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(press)\n"
    )
    environment = ENVIRONMENT | {"PYTHONPATH": str(tmp_path)}
    ended = subprocess.run(
        command("--lang", "nl", "status"), env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", "Fout: Gestopt. Er is niets gewijzigd.\n")


def workers(home: Path) -> set[str]:
    """Processes, with their numbers, that answer queries on a build of this home; other tests may hold one."""
    shown = subprocess.run(["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return {line for line in shown.splitlines() if "dirskg.graph.stores.worker" in line and str(home) in line}


def wait_for(condition: Any, seconds: float = 20) -> bool:
    """Whether the condition comes true in that time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_a_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            command("queries"), env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: /dev/stdout cannot be written: No space left on device.")
