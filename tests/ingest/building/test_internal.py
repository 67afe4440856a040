"""Internal data: the public part is what it would be without them, and what holds them says so in every form."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from command_line import assert_fails, run
from explorer_data import page_data
from openpyxl import load_workbook
from own_workbook import FILLED, workbook
from small_tables import small_tables

from dirskg.cli.main import cli
from dirskg.exports.language import LANGUAGES
from dirskg.exports.notice import sentence, stamped
from dirskg.exports.tables import Table, to_csv
from dirskg.exports.tables.workbook import Workbook, to_xlsx
from dirskg.graph.builds.home import build_path, internal_part, read_manifest
from dirskg.graph.knowledge_graph import KnowledgeGraph

# What only the analyst's workbook says.
SECRETS = ("Geheim", "Haring", "STILTE", "0403170701", "0419052173", "Grinding of lenses")
NOTICE = "Contains internal data of: own. Not for publication."


@pytest.fixture(scope="module")
def homes(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two home folders: a build of public tables, and one of the same with an analyst's workbook."""
    folder = tmp_path_factory.mktemp("internal")
    tables = small_tables(folder / "tables")
    own = workbook(folder / "own.xlsx", FILLED)
    told = run("build", f"reference={tables}", f"own={own}", home=folder / "both").stderr
    assert "own: 12 rows in, 12 used, 0 aside" in told
    assert "Internal data of own stand apart" in told
    return small_home, folder / "both"


def result(*words: str | Path, home: Path) -> str:
    """Standard output of a run that must succeed, in this process, because many runs are needed."""
    ended = CliRunner().invoke(cli, ["--home", str(home), *map(str, words)], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def test_the_public_part_is_byte_for_byte_that_of_a_build_without(homes: tuple[Path, Path]) -> None:
    public, both = (build_path(home) for home in homes)
    assert public.name == both.name
    inside = internal_part(both)
    assert inside is not None

    def files(build: Path) -> dict[str, bytes]:
        found = {path.relative_to(build): path for path in build.rglob("*") if path.is_file()}
        # The store's own files are named and ordered by the moment, and the manifest has their hashes.
        return {
            str(name): path.read_bytes()
            for name, path in found.items()
            if name.parts[0] not in ("store", inside.name, "manifest.json", "manifest.sha256")
        }

    def manifest(build: Path) -> dict[str, Any]:
        told = read_manifest(build)
        return {**told, "files": {name: file for name, file in told["files"].items() if "store/" not in name}}

    assert files(public) == files(both)
    assert manifest(public) == manifest(both)
    assert [path.name for path in both.iterdir() if path not in (inside, both / "store")] == [
        path.name for path in public.iterdir() if path != public / "store"
    ]
    stores = [ox.Store.read_only(str(build / "store")) for build in (public, both)]
    assert set(stores[0]) == set(stores[1])


def test_the_whole_keeps_internal_facts_in_a_graph_of_their_own(homes: tuple[Path, Path]) -> None:
    with KnowledgeGraph.open(home=homes[1], internal=True) as graph:
        found = graph.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p 'Geheim Optics' } }").values()
        assert [str(row[0]) for row in found] == ["https://w3id.org/dirskg/graph/own"]
        rights = graph.select("SELECT ?d WHERE { ?d <http://purl.org/dc/terms/accessRights> ?r }").values()
        assert [str(row[0]) for row in rights] == ["https://w3id.org/dirskg/graph/own"]
        # No other graph names a row of the workbook.
        told = graph.select(
            "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?o), 'own/')) }"
        ).values()
        assert {str(row[0]).rpartition("/")[2] for row in told} <= {"own", "meta"}
        # The public organisation gained a number here; its public names stay, and its earlier id leads to it.
        assert graph.resolve("ref-noord") == "kbo-0419052173"
        labels = graph.ecosystem.organisations.set_index("id")["label"]
        assert labels["kbo-0419052173"] == "Noordzee Systems"
        assert graph.manifest["datasets"]["own"]["internal"] is True
    with KnowledgeGraph.open(home=homes[1]) as graph:
        assert graph.resolve("ref-noord") == "ref-noord"
        assert "own" not in graph.manifest["datasets"]


def test_nothing_internal_shows_unless_asked_for(homes: tuple[Path, Path], tmp_path: Path) -> None:
    home = homes[1]
    commands = {
        "nq": ("export", "nq"), "csv": ("export", "csv", "--frame", "organisations"), "jsonld": ("export", "jsonld"),
        "graphml": ("export", "graphml"), "html": ("explore",), "md": ("gaps",),
    }  # fmt: skip
    for ending, words in commands.items():
        for option, inside in (((), False), (("--include-internal",), True)):
            path = tmp_path / f"{ending}{inside}.{ending}"
            result(*option, *words, "-o", path, home=home)
            text = path.read_text(encoding="utf-8")
            if ending == "html":
                text += json.dumps(page_data(text), ensure_ascii=False)
            assert ("internal data of: own" in text) == (inside and ending != "jsonld"), (words, inside)
            if not inside:
                assert [secret for secret in SECRETS if secret in text] == [], words
    assert "Geheim" in (tmp_path / "nqTrue.nq").read_text(encoding="utf-8")
    # Its plant in another region than its seat is named beside a gap there.
    on_site = "| Wallonia | Geheim Optics | Liège | Grinding of lenses | 2026 |"
    assert on_site in (tmp_path / "mdTrue.md").read_text(encoding="utf-8")
    assert "access-right/NON_PUBLIC" in (tmp_path / "jsonldTrue.jsonld").read_text(encoding="utf-8")
    # A comment is all that stands before the graph.
    assert len(list(ox.parse(path=str(tmp_path / "nqTrue.nq")))) > len(
        list(ox.parse(path=str(tmp_path / "nqFalse.nq")))
    )


def test_find_show_and_issues_with_and_without(homes: tuple[Path, Path]) -> None:
    home = homes[1]
    assert "Geheim" not in result("find", "geheim optics", home=home)
    found = result("--include-internal", "find", "geheim optics", home=home)
    assert found.startswith(NOTICE + "\n\n")
    assert "kbo-0403170701" in found
    assert "own.xlsx/links/2" in result("--include-internal", "show", "kbo-0403170701", home=home)
    assert_fails(run("show", "kbo-0403170701", home=home), 1, "no record")
    assert_fails(run("issues", "own", home=home), 1, "--include-internal")
    assert "leading zero" in result("--include-internal", "issues", "own", home=home)
    status = json.loads(result("--include-internal", "status", "--json", home=home))
    assert "own" in status["datasets"]
    assert "own" not in json.loads(result("status", "--json", home=home))["datasets"]
    assert_fails(
        run("--include-internal", "query", "ASK {}", "--endpoint", "http://localhost:9", home=home), 1, "endpoint"
    )


def test_asking_for_internal_data_of_a_build_without_any_changes_nothing(homes: tuple[Path, Path]) -> None:
    assert result("--include-internal", "gaps", home=homes[0]) == result("gaps", home=homes[0])
    # What shows no graph says nothing of one.
    assert result("--include-internal", "queries", home=homes[1]) == result("queries", home=homes[1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reports_say_so_in_every_language_and_form(homes: tuple[Path, Path], tmp_path: Path, lang: str) -> None:
    told = sentence(["own"], lang)
    assert "own" in told
    assert (told == NOTICE) == (lang == "en")
    page = tmp_path / "gaps.html"
    result("--lang", lang, "--include-internal", "gaps", "-o", page, home=homes[1])
    text = page.read_text(encoding="utf-8")
    assert f'<p class="internal" role="note"><strong>{told}</strong></p>' in text
    assert f"<title>{told}" in text


def test_workbooks_say_so_first_and_on_every_printed_page() -> None:
    table = Table.of("ab", [(1, "x"), (2, "y")])
    plain = to_xlsx(table, "T")
    data = stamped(plain, "xlsx", "R&D <own>")
    assert data == stamped(plain, "xlsx", "R&D <own>")
    assert isinstance(data, bytes)
    book, before = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(plain))
    assert book.sheetnames == ["!", *before.sheetnames]
    assert book["!"]["A1"].value == "R&D <own>"
    for name in before.sheetnames:
        assert [*book[name].values] == [*before[name].values]
        assert book[name].oddHeader.center.text == "R&&D <own>"
    assert [bool(page.sheet_view.tabSelected) for page in book.worksheets] == [True, False, False]
    assert book["Table"].auto_filter.ref == before["Table"].auto_filter.ref
    with Workbook("T") as titled:
        titled.table("Table", table, title="Plan of R&D")
    head = load_workbook(io.BytesIO(bytes(stamped(titled.content, "xlsx", "internal"))))["Table"].oddHeader  # type: ignore[arg-type]
    assert (head.left.text, head.center.text) == ("Plan of R&&D", "internal")


def test_tables_say_so_in_a_column_and_stay_tables() -> None:
    table = Table.of(("name", "n"), [('A "quoted", name', 1), ("two\nlines", 2), ("=1+1", 3)])
    for bom in (False, True):
        text = stamped(to_csv(table, bom=bom), "csv", NOTICE)
        assert isinstance(text, str)
        assert text.startswith("\ufeff") == bom
        before = list(csv.reader(io.StringIO(to_csv(table), newline="")))
        after = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        assert after == [[*row, NOTICE if number else "internal_notice"] for number, row in enumerate(before)]
    assert stamped("a\tb\n1\t2\n", "tsv", "N") == "a\tb\tinternal_notice\n1\t2\tN\n"
    assert json.loads(stamped('[{"a": 1}]', "json", "N")) == [{"a": 1, "internal_notice": "N"}]
    assert json.loads(stamped('{"a": 1}', "json", "N")) == {"internal_notice": "N", "a": 1}
    assert stamped("# T\n", "md", "a|b") == "> **a\\|b**\n\n# T\n"
    assert stamped(b"<x> <y> <z> .\n", "nt", "N") == b"# N\n<x> <y> <z> .\n"
    assert stamped("<?xml version='1.0'?>\n<g/>", "", "a--b") == "<?xml version='1.0'?>\n<!-- a- -b -->\n<g/>"


def test_an_archive_of_tables_says_so_in_each(homes: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "tables.zip"
    result("--include-internal", "export", "parquet", "-o", path, home=homes[1])
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            table = pq.read_table(io.BytesIO(archive.read(name)))
            assert set(table["internal_notice"].to_pylist()) <= {NOTICE}
            assert table.column_names[-1] == "internal_notice"


def test_a_template_is_written_filled_in_built_and_found(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "own"
    assert run("template", "-o", folder, home=home).returncode == 0
    assert_fails(run("template", "-o", folder, home=home), 1, "is there already")
    book = load_workbook(folder / "own.xlsx")
    page = book["organisations"]
    page["A2"] = "Zonder Naam BV"
    book.save(folder / "own.xlsx")
    tables = small_tables(tmp_path / "tables")
    assert_fails(run("build", f"own={folder}", home=home), 1, "Build it beside others")
    told = run("build", f"reference={tables}", f"own={folder / 'own.xlsx'}", home=home)
    assert "own: 1 row in, 1 used" in told.stderr
    assert "Zonder Naam BV" in result("--include-internal", "find", "zonder naam", home=home)
    assert "Zonder Naam" not in result("find", "zonder naam", home=home)
    page["B2"] = "ask jan@zonder.be"
    book.save(folder / "own.xlsx")
    refused = run("build", f"reference={tables}", f"own={folder / 'own.xlsx'}", home=home)
    assert_fails(refused, 3, "over a third", "e-mail address")
    assert "jan@" not in refused.stderr
    assert "Zonder Naam BV" in result("--include-internal", "find", "zonder naam", home=home)
