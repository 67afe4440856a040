"""Words instead of codes, and the global options after the command, as users type them."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from command_line import assert_fails, document, result, run
from folders import SHARED

# As codes, and the same in words: dates, decimal commas, names in four languages, misspelt.
SAME = [
    ("gaps --domain V3 --format csv", "gaps --domain Maritiem --format CSV"),
    ("ties --domain V7 --format csv", "ties --domain cyber --format csv"),
    (
        "calls --programme EDF --region BE3 --domain V3 --on 2026-11-28 --format csv",
        "calls --programme edf --region wallonie --domain see --on 28/11/2026 --format csv",
    ),
    (
        "calls call-EDF-2026-DA-NAVAL-EMSAS --on 2026-11-28 --format csv",
        "calls edf-2026-da-naval-emsas --on 28-11-2026 --format csv",
    ),
    (
        "partners ref-dotocean --region BE3 --leg academia --on 2026-11-28",
        "partners dotocan --region Waloonia --leg recherche --on '28 november 2026'",
    ),
    ("complement --gap BE3/V3 --format csv", "complement --gap Wallonië/onderwater --format csv"),
    ("benchmark --expect-share 3.6 --format json", "benchmark --expect-share '3,6 %' --format json"),
    ("paths ref-dotocean ref-fn-herstal --half-life 2.5", "paths dotOcean 'FN Herstal' --half-life 2,5"),
    (
        "paths --from-region BE23 --to-region BE3 --domain V3",
        "paths --from-region Oost-Vlaanderen --to-region Wallonie --domain maritime",
    ),
    ("resilience --domain V3 --region BE2 --format csv", "resilience --domain v3 --region Flandern --format csv"),
    (
        "query --name actors-in-domain -p domain=V3 -p region=BE2",
        "query --name Actors-in-domian -p domain=maritime -p region=Flanders",
    ),
    ("find --topic quantum", "find --topic quantm"),
    ("show kbo-0419052173", "show 'BE 0419.052.173'"),
    ("queries actors-in-domain", "queries 'Actors in a domain'"),
    ("--lang nl gaps --domain V3 --format csv", "gaps --domain V3 --format csv --lang NL"),
    ("--lang fr show ref-rma --format json", "show ref-rma --format json --lang Français"),
]


@pytest.mark.parametrize(("coded", "worded"), SAME, ids=[worded for _, worded in SAME])
def test_words_give_the_same_as_codes(coded: str, worded: str, reference_home: Path) -> None:
    expected, found = (run(*shlex.split(line), home=reference_home) for line in (coded, worded))
    assert expected.returncode == found.returncode == 0, found.stderr
    assert found.stdout == expected.stdout


def test_what_a_word_is_taken_for_stands_on_standard_error(reference_home: Path) -> None:
    ended = run("gaps", "--domain", "marritime", "--format", "csv", home=reference_home)
    assert ended.stderr == "'marritime' is taken for V3 (Maritime and underwater).\n"
    dutch = run("--lang", "nl", "gaps", "--domain", "maritme", "--format", "csv", home=reference_home)
    assert dutch.stderr == "'maritme' wordt opgevat als V3 (Maritiem en onderwater).\n"
    logged = run("--json-log", "gaps", "--domain", "marritime", "--format", "csv", home=reference_home)
    assert json.loads(logged.stderr)["message"] in ended.stderr
    assert run("gaps", "--domain", "marritime", "--format", "csv", "--quiet", home=reference_home).stderr == ""


@pytest.mark.parametrize(
    ("code", "line", "told"),
    [
        (2, "gaps --domain systems", "'systems' fits several: "),
        (2, "view --around universiteit -o x.html", "fits several: "),
        (2, "paths --from-region Brabant --to-region BE1", "BE24 (Prov. Vlaams-Brabant); BE31"),
        (2, "find --topic ruimte", "'ruimte' is the domain V2, which holds the topics earth-observation, "),
        (2, "queries actors", "actors-in-domain, actors-in-region"),
        (1, "gaps --region Antwerpn", "Nearest: BE2 (Flanders)."),
        (1, "gaps --region Luik", "Nearest: BE3 (Wallonia)."),
        (1, "resilience --region Bavaria", "There are: BE1 (Brussels-Capital); BE2 (Flanders); BE3"),
        (1, "calls --domain quantm-mechanics", "No domain is called"),
        (1, "query --name actors-in-domain -p domain=V99", "No domain is called 'V99'"),
        (1, "query --name projects-of -p entity=nobody", "no record 'nobody'"),
        (1, "consortium EDF-1999-NOTHING", "no record 'EDF-1999-NOTHING'"),
        (2, "calls --on 11/28/2026", "is not a day; write it as 2026-11-28"),
        (2, "paths a b --half-life 0,0", "not in the range"),
        (2, "consortium x --sme-share 120%", "not in the range"),
        (2, "consortium x --sme-share nan", "not a number"),
        (2, "gaps --lang klingon", "'klingon' is not one of 'en', 'nl', 'fr', 'de'"),
    ],
)  # fmt: skip
def test_what_fits_several_or_nothing_says_so(code: int, line: str, told: str, reference_home: Path) -> None:
    assert_fails(run(*shlex.split(line), home=reference_home), code, told)


def test_global_options_stand_after_the_command_too(reference_home: Path, tmp_path: Path) -> None:
    assert "Organisations" in result("status", "--home", reference_home)
    assert_fails(run("status", "--home", tmp_path / "none", home=reference_home), 4, str(tmp_path / "none"))
    assert json.loads(run("status", "--json-log", "--home", tmp_path).stderr)["exit_code"] == 4
    assert "include-internal" not in run("issues", "--include-internal", home=reference_home).stderr


@pytest.mark.parametrize(
    ("text", "id_"), [("0419.052.173", "kbo-0419052173"), ("https://ror.org/02vmnye06", "ror-02vmnye06")]
)
def test_find_knows_numbers(text: str, id_: str, reference_home: Path) -> None:
    assert document("find", text, "--format", "json", home=reference_home)[0]["id"] == id_


def test_a_table_of_changes_takes_words(reference_home: Path, tmp_path: Path) -> None:
    coded = "add,organisation,new-lab,Lab,BE3,academia,SME,\nadd,activity,new-lab,,,,,V3\n"
    worded = "add,organisation,new-lab,Lab,Wallonie,Academia,kmo,\nadd,activity,new-lab,,,,,Maritim\n"
    told = []
    for rows in (coded, worded):
        file = tmp_path / "changes.csv"
        file.write_text("action,what,organisation,name,region,leg,size,domain\n" + rows, encoding="utf-8")
        told.append(
            document("whatif", "--changes", file, "--on", "2026-11-01", "--format", "json", home=reference_home)
        )
    assert told[0] == told[1]


def test_find_says_that_no_record_has_a_number(reference_home: Path) -> None:
    assert "No record has this number" in run("find", "0419.052.174", home=reference_home).stderr


def test_the_name_that_was_asked_for_comes_first(reference_home: Path) -> None:
    found = document("find", "ST Engineering iDirect", "--format", "json", home=reference_home)
    assert found[0]["name"] == "ST Engineering iDirect (Europe)"
    assert "NGI" not in {hit["name"] for hit in found}


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there")
def test_numbers_of_an_organisation_of_cordis(tmp_path: Path) -> None:
    run("build", f"cordis={SHARED / 'cases/look-up-by-number/cordis'}", home=tmp_path)
    expected = run("show", "kbo-0999990024", home=tmp_path)
    for text in ("kbo-0999.990.024", "BE0999990024", "0999.990.024", "999000111", "Zeehond Optiek", "ZEEHOND OPTIEK"):
        assert run("show", text, home=tmp_path).stdout == expected.stdout, text
        assert "kbo-0999990024" in run("find", text, home=tmp_path).stdout, text


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there")
def test_own_sheets_take_numbers_and_names_of_domains(tmp_path: Path) -> None:
    rows = "organisation,domain\nBE 0999.990.024,maritiem\n999000111,Weltraum\nkbo-0999.990.024,marritime\n"
    (tmp_path / "own").mkdir()
    (tmp_path / "own/activities.csv").write_text(rows, encoding="utf-8")
    result(
        "build",
        f"cordis={SHARED / 'cases/look-up-by-number/cordis'}",
        f"own={tmp_path / 'own'}",
        home=tmp_path / "home",
    )
    shown = result("show", "0999.990.024", "--include-internal", home=tmp_path / "home")
    assert {line.split()[0] for line in shown.splitlines() if "curated" in line} == {"V2", "V3"}
    assert "marritime" in result("issues", "own", "--include-internal", home=tmp_path / "home")
