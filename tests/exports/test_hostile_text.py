"""Names that carry HTML, spreadsheet formulas or terminal codes are shown as text, and kept as they were written."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from command_line import command, on_terminal, result, run
from html_page import Page
from small_tables import COMPANIES, small_tables

from dirskg.ontology.vocab import ID

SCRIPT = '<script>alert(1)</script>"\n'
IMAGE = "<img src=x onerror=alert(2)> & 'quotes'"
FORMULA = '=HYPERLINK("http://x","y")'
COMMAND = "@SUM(1+1)*cmd|' /C calc'!A0"
COLOURS = "\x1b[31mRed\x1b]0;owned\x07 \x9b2J Flag"
NAMES = {"script": SCRIPT, "image": IMAGE, "formula": FORMULA, "command": COMMAND, "colours": COLOURS}
CODES = ("\x1b", "\x07", "\x9b")
ACTORS = ("query", "--name", "actors-in-domain", "-p", "domain=V3")


TEXTS = [ACTORS, ("show", "ref-evil-colours"), ("gaps", "--domain", "V3"), ("paths", "--gap", "BE1/V3")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build with companies of these names, all active in one domain of one region that is empty in another."""
    facts = {"kind": "company", "region": "BE-VLG", "areas": "maritime", "capabilities": "designs and makes drones"}
    evil = [{"id": f"evil-{kind}", "name": name, **facts} for kind, name in NAMES.items()]
    calm = {"kind": "company", "region": "BE-BRU", "areas": "cyber", "capabilities": "designs and makes software"}
    others = [{"id": f"calm-{number}", "name": f"Calm {number}", **calm} for number in range(25)]
    folder = tmp_path_factory.mktemp("hostile")
    tables = small_tables(folder / "tables", companies=[*COMPANIES, *evil, *others])
    ended = run("build", f"reference={tables}", home=folder / "home")
    assert ended.returncode == 0, ended.stderr
    return folder / "home"


def test_the_graph_keeps_names_with_marks_of_another_encoding_set_right(home: Path, tmp_path: Path) -> None:
    result("export", "nq", "-o", "graph.nq", home=home, cwd=tmp_path)
    quads = ox.parse(path=str(tmp_path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    labels = {
        (str(quad.subject), quad.object.value)
        for quad in quads
        if quad.predicate.value.endswith("prefLabel") and isinstance(quad.object, ox.Literal)
    }
    assert {(f"<{ID}ref-evil-{kind}>", name.strip().replace("\x9b", "›")) for kind, name in NAMES.items()} <= labels


def test_pages_show_names_and_run_none(home: Path, tmp_path: Path) -> None:
    """The explorer, which carries its data packed, is opened in a browser: test_explorer_browser.py."""
    result("gaps", "-o", "page.html", home=home, cwd=tmp_path)
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    page = Page(text)
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert "alert(1)" not in page.scripts
    assert "img" not in page.names
    assert page.active() == []
    assert not any(code in text for code in CODES)


def test_tables_for_spreadsheets_hold_no_formula(home: Path, tmp_path: Path) -> None:
    for file in ("actors.csv", "actors.tsv", "actors.xlsx"):
        result(*ACTORS, "-o", file, home=home, cwd=tmp_path)
    text = {file: (tmp_path / file).read_text(encoding="utf-8-sig") for file in ("actors.csv", "actors.tsv")}
    shown = {row["name"] for row in csv.DictReader(io.StringIO(text["actors.csv"]))}
    assert {f"'{FORMULA}", f"'{COMMAND}", SCRIPT.strip(), IMAGE} <= shown
    cells = {line.split("\t")[1] for line in text["actors.tsv"].splitlines()}
    assert {f"'{FORMULA}", f"'{COMMAND}"} <= cells
    result("gaps", "-o", "gaps.xlsx", home=home, cwd=tmp_path)
    for file in ("actors.xlsx", "gaps.xlsx"):
        texts = []
        for sheet in openpyxl.load_workbook(tmp_path / file):
            held = [cell for row in sheet.iter_rows() for cell in row]
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in held)
            texts += [str(cell.value) for cell in held]
        assert any(FORMULA in text for text in texts)


@pytest.mark.parametrize("words", TEXTS)
def test_text_for_a_terminal_holds_no_terminal_code(words: tuple[str, ...], home: Path) -> None:
    shown = result(*words, home=home)
    assert "Red" in shown
    assert not any(code in shown for code in CODES)


def test_on_a_real_terminal_only_our_own_codes_appear(home: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("needs a pseudo-terminal")
    shown = on_terminal(command("show", "ref-evil-colours", home=home))
    assert "\x1b[1m" in shown
    assert "Red" in shown
    assert "\x1b[31m" not in shown
    assert "\x1b]0" not in shown


def test_errors_show_what_was_asked_for_as_text(home: Path) -> None:
    ended = run("find", COLOURS + "zzzzzzzzzzzzzzzzzz", home=home)
    assert "\x1b" not in ended.stdout + ended.stderr
    for words in (("show", COLOURS), ("gaps", "--domain", COLOURS), ("diff", COLOURS), ("issues", COLOURS)):
        told = run(*words, home=home).stderr
        assert told
        assert "\x1b" not in told
