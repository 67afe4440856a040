"""Names that carry HTML, spreadsheet formulas or terminal codes are shown as text, and kept as they were written."""

from __future__ import annotations

import csv
import io
import os
import select
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from command_line import ENVIRONMENT, command, result, run
from small_tables import COMPANIES, small_tables

SCRIPT = '<script>alert(1)</script>"\n'
IMAGE = "<img src=x onerror=alert(2)> & 'quotes'"
FORMULA = '=HYPERLINK("http://x","y")'
COMMAND = "@SUM(1+1)*cmd|' /C calc'!A0"
COLOURS = "\x1b[31mRed\x1b]0;owned\x07 \x9b2J Flag"
NAMES = {"evil-script": SCRIPT, "evil-image": IMAGE, "evil-formula": FORMULA, "evil-command": COMMAND, "evil-colours": COLOURS}
ACTORS = ("query", "--name", "actors-in-domain", "-p", "domain=V3")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build with companies of these names, all active in one domain of one region."""
    facts = {"kind": "company", "region": "BE-VLG", "areas": "maritime"}
    evil = [{"id": identifier, "name": name, **facts} for identifier, name in NAMES.items()]
    folder = tmp_path_factory.mktemp("hostile")
    tables = small_tables(folder / "tables", companies=[*COMPANIES, *evil])
    ended = run("build", f"reference={tables}", home=folder / "home")
    assert ended.returncode == 0, ended.stderr
    return folder / "home"


class Page(HTMLParser):
    """What a browser would make of a page: its tags, and the attributes that run code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.code: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.code += [name for name, _ in attrs if name.startswith("on")]


def test_the_graph_keeps_names_as_they_were_written(home: Path, tmp_path: Path) -> None:
    result("export", "nq", "-o", "graph.nq", home=home, cwd=tmp_path)
    quads = ox.parse(path=str(tmp_path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    labels = {
        str(quad.subject).rpartition("/ref-")[2].rstrip(">"): quad.object.value
        for quad in quads
        if isinstance(quad.object, ox.Literal) and str(quad.predicate).endswith("prefLabel>") and "/ref-evil" in str(quad.subject)
    }
    assert labels == {identifier: name.strip() for identifier, name in NAMES.items()}


@pytest.mark.parametrize("page", [("gaps",), ("view",), ("view", "--around", "ref-evil-script"), ("view", "--merge")])
def test_pages_show_names_and_run_none(page: tuple[str, ...], home: Path, three_builds: Path, tmp_path: Path) -> None:
    pages = {}
    for name, build in (("calm", three_builds), ("hostile", home)):
        words = [word.replace("evil-script", "noord") if name == "calm" else word for word in page]
        result(*words, "-o", f"{name}.html", home=build, cwd=tmp_path)
        pages[name] = Page((tmp_path / f"{name}.html").read_text(encoding="utf-8"))
    text = (tmp_path / "hostile.html").read_text(encoding="utf-8")
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert pages["hostile"].code == []
    assert pages["hostile"].found.count("script") == pages["calm"].found.count("script")
    assert pages["hostile"].found.count("img") == pages["calm"].found.count("img")
    assert "\x1b" not in text


def test_tables_for_spreadsheets_hold_no_formula(home: Path, tmp_path: Path) -> None:
    for file in ("actors.csv", "actors.tsv", "actors.xlsx"):
        result(*ACTORS, "-o", file, home=home, cwd=tmp_path)
    for file, between in (("actors.csv", ","), ("actors.tsv", "\t")):
        quoting = csv.QUOTE_MINIMAL if between == "," else csv.QUOTE_NONE
        text = (tmp_path / file).read_text(encoding="utf-8-sig")
        shown = {row["name"] for row in csv.DictReader(io.StringIO(text), delimiter=between, quoting=quoting)}
        assert {f"'{FORMULA}", f"'{COMMAND}", SCRIPT.strip(), IMAGE} <= shown
    result("gaps", "-o", "gaps.xlsx", home=home, cwd=tmp_path)
    for file in ("actors.xlsx", "gaps.xlsx"):
        texts = []
        for sheet in openpyxl.load_workbook(tmp_path / file):
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
            texts += [str(cell.value) for cell in cells]
        assert any(FORMULA in text for text in texts)


@pytest.mark.parametrize("words", [ACTORS, ("show", "ref-evil-colours"), ("find", "flag"), ("gaps", "--domain", "V3"), ("paths", "--gap", "BE1/V3")])
def test_text_for_a_terminal_holds_no_terminal_code(words: tuple[str, ...], home: Path) -> None:
    shown = result(*words, home=home)
    assert "Red" in shown
    assert not any(code in shown for code in ("\x1b", "\x07", "\x9b"))


def test_on_a_real_terminal_only_our_own_codes_appear(home: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("needs a pseudo-terminal")
    shown = on_terminal(command("show", "ref-evil-colours", home=home))
    assert "\x1b[1m" in shown
    assert "Red" in shown
    assert "\x1b[31m" not in shown
    assert "\x1b]0" not in shown


def on_terminal(words: list[str]) -> str:
    """What a program writes to a terminal."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(words, env=ENVIRONMENT | {"TERM": "xterm"}, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    return shown.decode("utf-8", "replace")


def test_errors_show_what_was_asked_for_as_text(home: Path) -> None:
    ended = run("find", COLOURS + "zzzzzzzzzzzzzzzzzz", home=home)
    assert "\x1b" not in ended.stdout + ended.stderr
    for words in (("show", COLOURS), ("gaps", "--domain", COLOURS), ("diff", COLOURS), ("issues", COLOURS)):
        told = run(*words, home=home).stderr
        assert told
        assert "\x1b" not in told
