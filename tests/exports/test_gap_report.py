"""The gap report in every form: complete, in four languages, and harmless whatever an organisation is called."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO, StringIO
from typing import cast

import openpyxl
import pytest
from folders import DATA
from html_page import Page
from small_gaps import (
    ACTIVE,
    ALL_DOMAINS,
    FILES,
    FORMULA,
    HOSTILE,
    IN_PROGRAMMES,
    MANIFEST,
    PACKAGE,
    PIPES,
    REPORT,
    WIDE,
    gappy,
    small_report,
)

from dirskg.exports.findings.cell import ALL_STATES, key
from dirskg.exports.gap_report import FORMATS, Format, render_gap_report
from dirskg.exports.gap_report.labels import Labels
from dirskg.exports.language import LANGUAGES, read_words
from dirskg.graph.analyses.coverage import Perimeter
from dirskg.graph.analyses.gaps import GAPS, OPEN, gaps
from dirskg.ontology.vocab import LEGS

GOLDEN = DATA / "gap_report.md"
AGAIN = gaps(gappy(), build="0001-c0ffee")  # NAMES: the strongest, who could close a gap, and one tied to them
NAMES = {"V2-BE2-1": HOSTILE, "V1-BE2-1": FORMULA, "V1-BE1-1": PIPES, "V2-BE3-1": HOSTILE}


def text(format: Format, lang: str = "en", domains: Sequence[str] = ALL_DOMAINS[:4]) -> str:
    """The small report, with hostile names, as text."""
    return cast(str, render_gap_report(small_report(NAMES, domains), format, lang, MANIFEST))


def test_every_state_occurs_in_the_example() -> None:
    assert {cell.state for cell in REPORT.cells} == set(ALL_STATES) - {OPEN}  # it has an example of its own below


# --- What every form must show ------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["table", "md", "html"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("perimeter", ["broad", "strict"])
def test_perimeter_number_build_and_limits_are_always_shown(format: Format, lang: str, perimeter: Perimeter) -> None:
    words = read_words(PACKAGE, lang, *FILES)
    report = small_report(perimeter=perimeter)
    kinds = f"n = {Labels(report, lang).kinds(report.by_strength['capable'])}"
    shown = cast(str, render_gap_report(report, format, lang))
    shown = Page(shown).text.replace("\u00a0", " ") if format == "html" else shown
    for needed in (
        words(f"perimeter_{perimeter}"), kinds, words("by_region"), "0001-c0ffee",
        words("domains_working", count=4), words("excluded", n=0), words("zero"),
    ):  # fmt: skip
        assert needed in shown


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_gives_the_same_result(format: Format) -> None:
    assert render_gap_report(small_report(), format) == render_gap_report(AGAIN, format)


def test_one_domain_shows_one_row() -> None:
    report = small_report(domain="V3")
    assert len(list(csv.DictReader(StringIO(cast(str, render_gap_report(report, "csv")))))) == 4
    assert "Air" not in cast(str, render_gap_report(report, "md"))


# --- JSON and CSV -------------------------------------------------------------------------------------


def test_json_keeps_its_contract() -> None:
    document = json.loads(text("json"), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert {"build", "perimeter", "by", "cells"} <= document.keys()
    needed = {
        "region", "domain", "state", "count", "expected", "lq", "lq_low", "lq_high", "lq_shrunk", "p_under",
        "p_adjusted", "legs", "sme", "closable_by", "evidence",
    }  # fmt: skip
    assert all(needed <= cell.keys() for cell in document["cells"])
    assert all(set(cell["legs"]) == set(LEGS) for cell in document["cells"])
    assert all(set(cell["evidence"]) == {"query", "parameters"} for cell in document["cells"])
    assert {cell["count"] for cell in document["cells"] if not cell["region"]} == {0, 4}
    assert document["cells"] == json.loads(text("json", "nl"))["cells"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_csv_has_a_row_a_cell_with_the_right_numbers(lang: str) -> None:
    rows = list(csv.DictReader(StringIO(text("csv", lang))))
    assert len(rows) == 16
    for row in rows:
        assert int(row["count"]) == len(ACTIVE.get((row["domain"], row["region"]), ""))
        assert sum(int(row[leg]) for leg in LEGS) == int(row["count"])
        assert (row["expected"] == "") == (row["region"] == "")
        assert (row["build"], row["perimeter"], row["by"]) == ("0001-c0ffee", "broad", "region")
        assert int(row["eu_count"]) == IN_PROGRAMMES.get((row["domain"], row["region"]), 0)
        assert row["query"] == "actors-counted"
        told = {"domain": row["domain"], **({"region": row["region"]} if row["region"] else {"unplaced": "region"})}
        assert json.loads(row["parameters"]) == {**told, "only": "capable"}
        assert json.loads(row["eu_parameters"]) == {**told, "evidence": "programmes"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_csv_names_who_could_close_a_gap() -> None:
    table = csv.DictReader(StringIO(cast(str, render_gap_report(REPORT, "csv"))))
    rows = {(row["domain"], row["region"]): row for row in table}
    closable = rows["V1", "BE3"]["closable_by"]
    assert closable.startswith("industry, Flanders (8): V1-BE2-1 [V1-BE2-1] (tied to V2-BE3-1); V1-BE2-2 [V1-BE2-2]")
    assert "(no direct tie known)" in closable
    assert rows["V1", "BE2"]["closable_by"] == ""


def test_csv_for_files_has_a_mark() -> None:
    assert cast(str, render_gap_report(REPORT, "csv", bom=True)).startswith("\ufeffbuild,")


# --- HTML ---------------------------------------------------------------------------------------------


def test_policy_holds_the_hash_of_the_style_sheet_and_nothing_else() -> None:
    page = Page(text("html"))
    content = next(attributes["content"] or "" for tag, attributes in page.tags if "http-equiv" in attributes)
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert content == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in page.style
    assert "@import" not in page.style


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_runs_and_loads_nothing_whatever_names_say(lang: str) -> None:
    page = Page(text("html", lang))
    calm = Page(cast(str, render_gap_report(REPORT, "html", lang, MANIFEST)))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in calm.tags]
    allowed = {"class", "id", "lang", "scope", "href", "tabindex", "role", "aria-labelledby", "data-column"}
    allowed |= {"charset", "content", "http-equiv", "name"}
    for tag, attributes in page.tags:
        assert tag not in {"script", "img", "link", "iframe", "object", "embed", "base", "form"}
        assert attributes.keys() <= allowed
        assert (attributes.get("href") or "#").startswith("#")
    assert '<script>alert(1)</script>" [31m' in page.text
    assert FORMULA in page.text
    assert PIPES in page.text


def test_matrix_has_every_cell_with_its_state() -> None:
    page = Page(text("html", domains=ALL_DOMAINS))
    looks = {key(state) for state in ALL_STATES}
    matrix = [(look, shown) for look, shown in page.cells if look in looks and re.match(r"\d+( \(|$)", shown)]
    assert len(matrix) == 15 * 4
    assert [look for look, _ in matrix[3::4]] == ["place_unknown"] * 15
    assert matrix[1] == ("empty", "0 (6.5) empty")
    assert matrix[12] == ("unknown", "2 (2.0) unknown")
    assert matrix[15] == ("place_unknown", "4")


def test_every_link_leads_somewhere_and_every_heading_has_a_scope() -> None:
    page = Page(text("html"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {(attributes.get("href") or "").removeprefix("#") for tag, attributes in page.tags if tag == "a"}
    named |= {attributes["aria-labelledby"] or "" for _, attributes in page.tags if "aria-labelledby" in attributes}
    assert named <= set(ids)
    assert {attributes.get("scope") for tag, attributes in page.tags if tag == "th"} == {"col", "row"}


def test_only_what_is_judged_empty_has_the_colour_of_alarm() -> None:
    style = files("dirskg.exports").joinpath("page.css").read_text(encoding="utf-8")
    assert re.findall(r"^(.+) \{ background: #a84a00", style, re.MULTILINE) == [".empty"]
    assert re.search(
        r"\.unknown, \.too_few_to_tell, \.to_be_confirmed \{\s+background: repeating-linear-gradient", style
    )


# --- Markdown and terminal ----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markdown_tables_keep_their_columns(lang: str) -> None:
    blocks = [block.split("\n") for block in text("md", lang).split("\n\n") if block.startswith("|")]
    assert len(blocks) >= 6
    for lines in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1


def test_markdown_shows_names_as_text() -> None:
    page = text("md")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert r"a \| b \`c\` \*d\* \[e\](http://x) &lt;img" in page
    assert not re.search("<[a-z/!]", page)


def test_markdown_is_as_it_was_reviewed() -> None:
    """To renew the file after a change that is meant, write what is rendered here to it, and read the difference."""
    assert render_gap_report(REPORT, "md", manifest={"content_hash": "c0ffee"}) == GOLDEN.read_text(encoding="utf-8")
    places = [str(render_gap_report(REPORT, "html")).index(one) for one in ("Gaps of supply", "Who could", "Shrunk LQ")]
    assert places == sorted(places)


def test_terminal_text_cannot_steer_and_keeps_to_its_width() -> None:
    shown = text("table")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    narrow = cast(str, render_gap_report(REPORT, "table", width=80))
    assert max(map(len, narrow.split("\n"))) <= 80
    assert "0 (6.5)" in narrow
    assert "\x1b[" in cast(str, render_gap_report(REPORT, "table", colour=True))


# --- Excel --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_workbook_has_its_sheets_without_formulas_and_links(lang: str) -> None:
    book = openpyxl.load_workbook(BytesIO(cast(bytes, render_gap_report(small_report(NAMES), "xlsx", lang, MANIFEST))))
    words = read_words(PACKAGE, lang, *FILES)
    sheets = ("matrix", "cells", "gaps", "closers", "on_site", "comparison", "robustness", "areas", "method")
    assert book.sheetnames == [words(f"sheet_{name}") for name in sheets]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert FORMULA in {cell.value for cell in cells}
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_workbook_numbers_are_those_of_the_report() -> None:
    book = openpyxl.load_workbook(BytesIO(cast(bytes, render_gap_report(REPORT, "xlsx"))))
    assert book["Matrix"].page_setup.fitToHeight != book["Cells"].page_setup.fitToHeight == 0  # the matrix is a page
    head, *rows = book["Cells"].iter_rows(values_only=True)
    for row, cell in zip(rows, REPORT.cells, strict=True):
        told = dict(zip(head, row, strict=True))
        assert (told["Code of domain"], told["Code of area"] or "") == (cell.domain, cell.region)
        assert told["Seen"] == cell.count
        assert told["Expected (E)"] == (pytest.approx(cell.expected, rel=1e-12) if cell.region else None)
    gaps = list(book["Gaps"].iter_rows(values_only=True))[1:]
    assert [row[0] for row in gaps] == list(range(1, len(REPORT.gaps()) + 1))
    closers = list(book["Closers"].iter_rows(values_only=True))[1:]
    assert len(closers) == sum(len(closer.actors) for cell in REPORT.gaps() for closer in cell.closable_by)
    assert book["Matrix"]["C2"].value == "0 (6.5)\nempty"


def test_many_areas_become_rows_and_no_number_is_cut() -> None:
    shown = cast(str, render_gap_report(WIDE, "table", width=60))
    assert re.search(r"^Area BE21 \(BE21\) .*4 △", shown, re.MULTILINE)
    assert all(f"({cell.expected:.1f})" in shown for cell in WIDE.cells if cell.region)
    assert "\n| Area BE21 (BE21) | 4 (3.4) △ |" in cast(str, render_gap_report(WIDE, "md"))
    page = Page(cast(str, render_gap_report(WIDE, "html")))
    assert sum(bool(re.match(r"\d+( \(|$)", shown)) for look, shown in page.cells if look) >= 13 * 4


def test_gaps_stand_worst_first() -> None:
    states = [cell.state for cell in REPORT.gaps()]
    assert sorted(states, key=GAPS.index) == states
    shown = re.findall(r"^### (\d+)\. .*: (.*)$", cast(str, render_gap_report(REPORT, "md")), re.MULTILINE)
    assert [{"a leg is missing": "helix-incomplete"}.get(state, state) for _, state in shown] == states
