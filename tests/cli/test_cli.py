"""The manners of the command line: help that works, exit codes, what goes to which stream, and no traceback."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from command_line import ENVIRONMENT, assert_fails, command, result, run, run_apart

from dirskg.cli.main import COMMANDS, cli

DUMP = ("query", "--name", "frame-participations", "--format", "csv")


def examples(name: str) -> list[str]:
    """The lines of a command's help that begin with the name of the program."""
    shown = cli if name == "dirskg" else cli.get_command(click.Context(cli), name)
    assert shown is not None
    return re.findall(r"^\s+(dirskg .*)$", shown.help or "", re.MULTILINE)


EXAMPLES = dict.fromkeys(line for name in ("dirskg", *COMMANDS) for line in examples(name))
# The first of each command; all of them would take minutes. Builds, servers and stores have tests of their own.
RUN = dict.fromkeys(examples(name)[0] for name in COMMANDS if name not in ("build", "serve", "publish"))
# Those whose example names no record are asked of a small build where an answer on all takes seconds.
OF_LITTLE = ("brief", "explore", "export", "fair", "report", "validate", "view")


# Help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str) -> None:
    shown = result(name, "--help")
    assert shown.startswith(f"Usage: dirskg {name} ")
    assert re.search(r"^  Examples?:$", shown, re.MULTILINE)
    assert f"    dirskg {name}" in shown
    assert examples(name)


def test_the_overview_tells_of_every_command_in_a_line() -> None:
    _, shown = result("--help").split("Builds:\n")
    assert re.findall(r"^  (\w+) {2,}\w.*\.$", shown, re.MULTILINE) == list(COMMANDS)


def test_all_examples_of_the_help_are_commands() -> None:
    for line in EXAMPLES:
        with cli.make_context("dirskg", shlex.split(line)[1:]) as context:
            words = [*context._protected_args, *context.args]
            name, command, rest = cli.resolve_command(context, words)
            assert command is not None
            command.make_context(name, rest, parent=context).close()


@pytest.mark.parametrize("line", RUN)
def test_the_first_example_of_a_command_runs(
    line: str, reference_home: Path, three_builds: Path, small_home: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Within this process: a hundred starts of the program would take longer than all that it does."""
    words = shlex.split(line)[1:]
    monkeypatch.chdir(tmp_path)
    home = {"diff": three_builds, **dict.fromkeys(OF_LITTLE, small_home)}.get(words[0], reference_home)
    ended = CliRunner().invoke(cli, ["--home", str(home), *words])
    assert ended.exit_code == 0, ended.stderr or ended.exception
    # A graph without violations has no table of them.
    if words[0] == "validate":
        assert "0 violations" in ended.stderr
    elif words[0] in ("use", "prune"):
        assert "build" in ended.stderr.lower()
    elif "-o" in words:
        # A file of this name, a folder of it, or one file for each language and form whose names begin with it.
        asked = [str(tmp_path / told) for option, told in pairwise(words) if option == "-o"]
        sizes = {str(path): path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()}
        assert {name for name in asked if any(file.startswith(name) for file in sizes)} == set(asked)
        assert all(file.startswith(tuple(asked)) and size for file, size in sizes.items())
    else:
        assert ended.stdout


# Start-up


@pytest.mark.parametrize("option", ["--version", "--help", "status"])
def test_what_counts_nothing_loads_no_large_library(option: str, three_builds: Path) -> None:
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
    words = [sys.executable, "-c", code + "from dirskg.cli.main import main; main()", "--home", str(three_builds)]
    ended = subprocess.run([*words, option], env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=True)
    assert ended.stdout
    large = {"pandas", "networkx", "duckdb", "numpy", "rdflib", "igraph", "pyarrow", "jinja2", "rich"}
    assert large.intersection(ended.stderr.split()) == set()


def test_home_comes_from_the_option_or_the_environment(three_builds: Path, tmp_path: Path) -> None:
    for environment in ({"DIRSKG_HOME": str(three_builds)}, {"DIRSKG_HOME": str(tmp_path), "HOME": str(tmp_path)}):
        words = command("status", home=three_builds if environment["DIRSKG_HOME"] == str(tmp_path) else None)
        ended = subprocess.run(words, env=ENVIRONMENT | environment, capture_output=True, encoding="utf-8", check=True)
        assert "Build          0003-" in ended.stdout


# Exit codes and messages


FAILURES: list[tuple[int, str, str]] = [
    (1, "gaps --domain V99", "No domain is called 'V99'. There are: H1 (AI, data and digital transformation); H2"),
    (1, "paths --gap BE9/V5", "BE1 (Brussels-Capital); BE2"),
    (1, "paths --from-region BE2 --to-region BE9", "'BE9'. There are: BE1 (Brussels-Capital); BE2 (Flanders)"),
    (1, "show nobody", "no record 'nobody'. `dirskg find`"),
    (1, "show 'no id'", "no record 'no id'. `dirskg find`"),
    (1, "view --domain V99 -o x.html", "V1 (Air); V2 (Space)"),
    (1, "issues nosuch", "Source 'nosuch' is not in the current build. There are: reference"),
    (1, "build nosuch", "Unknown source 'nosuch'. Known: cordis"),
    (1, "diff 7", "No build is called '7'. There are: 0001-"),
    (1, "diff 1 nosuch", "No build is called 'nosuch'. There are: 0001-"),
    (1, "export csv --frame nosuch -o x.csv", "No table is called 'nosuch'. There are: organisations"),
    (1, f"query --name datasets --format csv -o {'x' * 300}.csv", "cannot be written: File name too long"),
    (1, "queries nosuch", "No query is called 'nosuch'"),
    (1, "query --name nosuch", "No query is called 'nosuch'. `dirskg queries`"),
    (1, "query --endpoint ftp://example.org 'ASK {}'", "begins with http:// or https://"),
    (1, "query --endpoint http://127.0.0.1:9/ 'ASK {}'", "cannot be reached"),
    (1, "--endpoint http://127.0.0.1:9/ gaps", "http://127.0.0.1:9/ cannot be reached"),
    (2, "--endpoint http://127.0.0.1:9/ build", "build asks no endpoint: leave --endpoint out."),
    (2, "nosuch", "No such command 'nosuch'"),
    (2, "gasp", "No such command 'gasp'. Did you mean 'gaps'?"),
    (1, "gaps --region BE9", "'BE9'. There are: BE1 (Brussels-Capital); BE2 (Flanders)"),
    (2, "gaps --nosuch", "No such option"),
    (2, "gaps --by town", "'town' is not one of 'region'"),
    (2, "gaps -o gaps.doc", "no format ends in .doc. Known: .csv, .html"),
    (2, "paths --gap BE2", "write it as REGION/DOMAIN"),
    (2, "paths ref-noord", "Give FROM and TO"),
    (2, "view", "Missing option '-o'"),
    (2, "query", "Give one of: a query TEXT, --file F, or --name N"),
    (2, "query - --file x.rq", "Give one of: a query TEXT, --file F, or --name N"),
    (2, "explore -o x.pdf", "x.pdf: no format ends in .pdf. Known: .htm, .html"),
    (2, "view -o x.png", "x.png: no format ends in .png"),
    (2, "sources --endpoint http://x.example", "--endpoint goes with --quality"),
    (2, "consortium \udcff", r"'\udcff' is not in UTF-8: write it anew"),
    (2, "export pdf -o x.pdf", "'pdf' is not one of"),
    (2, "export csv -o x.csv", "x.csv: without --frame all tables are written, as a zip file"),
    (
        2,
        "export parquet --frame organisations -o x.zip",
        "x.zip: parquet is written, so give a name that ends in .parquet",
    ),
    (2, "query --name datasets -o -", "- is no file or folder. Name one; without -o what can be printed is."),
    (2, "template -o -", "- is no file or folder. Name one; without -o what can be printed is."),
    (2, "purchases -o a.html -o b.xlsx", "-o names several: a.html, b.xlsx. One run writes one file"),
    (2, "export nq -o a.nq -o b.nq", "-o names several: a.nq, b.nq."),
    (2, "export ttl -o x.nq", "x.nq: ttl is written"),
    (2, "export gexf --frame organisations -o x.gexf", "--frame is for csv and parquet"),
    (2, "query --name datasets --format csv -o x.xlsx", "x.xlsx: csv is written, so give a name that ends in .csv"),
    (2, "build --limit 0", "0 is not in the range"),
    (3, "build reference=nosuch", "nosuch: no such folder. Give the folder"),
    (3, "build --domains nosuch.ttl", "nosuch.ttl: no such file"),
]


@pytest.mark.parametrize(("code", "line", "told"), FAILURES, ids=[line for _, line, _ in FAILURES])
def test_failures_have_their_exit_code_and_say_what_there_is(
    code: int, line: str, told: str, three_builds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_fails(run(*shlex.split(line), home=three_builds), code, told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["status", "issues", "query 'ASK {}'", "view -o x.html"])
def test_without_a_build_the_exit_code_is_4(line: str, tmp_path: Path) -> None:
    assert_fails(run(*shlex.split(line), home=tmp_path / "none", cwd=tmp_path), 4, "Run `dirskg build` first")


def test_sources_are_told_without_a_build_too(tmp_path: Path) -> None:
    assert "not in the current build" in result("sources", home=tmp_path / "none")
    some = run("sources", "Cordis", "kbo", home=tmp_path / "none")
    assert re.findall(r"^(\w+): ", some.stdout, re.MULTILINE) == ["cordis", "kbo"]
    assert_fails(run("sources", "nosuch", home=tmp_path / "none"), 1, "Unknown source 'nosuch'. Known: cordis")


def test_a_traceback_is_shown_with_debug_only(three_builds: Path) -> None:
    assert_fails(run("show", "nobody", home=three_builds), 1)
    shown = run_apart("--debug", "show", "nobody", home=three_builds)
    assert shown.returncode == 1
    assert "Traceback" in shown.stderr
    assert "DirskgError: The graph has no record 'nobody'" in shown.stderr


DAMAGE = [
    ("manifest.json", "status", "manifest.json cannot be read"),
    ("issues.csv", "issues", "issues.csv holds 0 bytes, not"),
    ("frames/claims.parquet", "gaps", "frames/claims.parquet holds 0 bytes"),
    ("store/CURRENT", "find noord", "store/CURRENT holds 0 bytes, not 16"),
]


@pytest.mark.parametrize(("file", "line", "told"), DAMAGE)
def test_a_damaged_build_is_told_with_the_remedy(
    file: str, line: str, told: str, three_builds: Path, tmp_path: Path
) -> None:
    name = (three_builds / "current").read_text(encoding="utf-8").strip()
    for path in (three_builds / "builds" / name).rglob("*.*" if "." in file else "*"):
        copied = tmp_path / "builds" / name / path.relative_to(three_builds / "builds" / name)
        copied.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            copied.write_bytes(path.read_bytes())
    (tmp_path / "current").write_text(name, encoding="utf-8")
    (tmp_path / "builds" / name / file).write_bytes(b"")
    assert_fails(run(*shlex.split(line), home=tmp_path, cwd=tmp_path), 1, told, "Build again")


# Streams


def test_results_go_to_standard_output_and_messages_to_standard_error(three_builds: Path, tmp_path: Path) -> None:
    printed = run("show", "ref-noord", home=three_builds)
    assert printed.stdout.startswith("ref-noord\n")
    assert printed.stderr == ""
    written = run("show", "ref-noord", "-o", "noord.txt", home=three_builds, cwd=tmp_path)
    assert written.stdout == ""
    assert re.fullmatch(r"Written: noord\.txt \([\d,]+ bytes\)\n", written.stderr)
    assert (tmp_path / "noord.txt").read_text(encoding="utf-8") == printed.stdout


def test_quiet_leaves_out_messages_and_keeps_errors(three_builds: Path, tmp_path: Path) -> None:
    ended = run("--quiet", "show", "ref-noord", "-o", "x.txt", home=three_builds, cwd=tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert_fails(run("--quiet", "show", "nobody", home=three_builds), 1, "no record")


LOGGED = [
    ("show ref-noord -o x.txt", 0, {"file": "x.txt"}),
    ("query 'SELECT ?x WHERE { ?x a ?y }' --limit 1", 0, {"message": "Only the first 1 rows are shown."}),
    ("show nobody", 1, {"exit_code": 1}),
    ("show", 2, {"exit_code": 2}),
]


@pytest.mark.parametrize(("line", "code", "told"), LOGGED, ids=[line for line, _, _ in LOGGED])
def test_messages_and_errors_are_lines_of_json_when_asked(
    line: str, code: int, told: dict[str, Any], three_builds: Path, tmp_path: Path
) -> None:
    ended = run("--json-log", *shlex.split(line), home=three_builds, cwd=tmp_path)
    assert ended.returncode == code
    (logged,) = [json.loads(text) for text in ended.stderr.splitlines()]
    assert logged.items() >= told.items()


@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_that_leaves_early_is_no_failure(lines: int, reference_home: Path) -> None:
    words = command(*DUMP, home=reference_home)
    with subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        for _ in range(lines):
            assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_device_is_written_to_and_stays_a_device(reference_home: Path) -> None:
    if not Path("/dev/stdout").is_symlink():
        pytest.skip("this system has no /dev/stdout")
    assert run_apart("--quiet", "export", "nq", "-o", "/dev/stdout", home=reference_home).stdout.count("\n") > 10_000
    assert Path("/dev/stdout").is_symlink()


# Files that are written


@pytest.mark.parametrize("line", ["show ref-noord -o", "export nq -o", "query --name datasets -o"])
def test_a_place_that_cannot_be_written_to_is_told(line: str, three_builds: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    place = tmp_path / "file" / "x.txt"
    told = f"{place} cannot be written: Not a directory. Choose another place with -o."
    assert_fails(run(*shlex.split(line), place, home=three_builds), 1, told)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert_fails(run(*shlex.split(line), tmp_path, home=three_builds), 2, "is a directory")


def test_a_failed_run_leaves_an_earlier_file_as_it_was(three_builds: Path, tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text("earlier", encoding="utf-8")
    assert_fails(run("show", "nobody", "-o", "record.json", home=three_builds, cwd=tmp_path), 1)
    assert (tmp_path / "record.json").read_text(encoding="utf-8") == "earlier"


def test_a_link_is_followed_and_folders_are_made(three_builds: Path, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    result("show", "ref-noord", "-o", "link.txt", home=three_builds, cwd=tmp_path)
    result("show", "ref-noord", "-o", "new/folder/noord.txt", home=three_builds, cwd=tmp_path)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == (tmp_path / "new" / "folder" / "noord.txt").read_bytes()
