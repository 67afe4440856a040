"""Every finding: in every form and language, whatever the frames lack, and traced to rows of the graph."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import cast

import openpyxl
import pytest
from command_line import assert_fails, document, result, run
from degenerate import DEGENERATE
from every_finding import FINDINGS
from html_page import Page

from dirskg.cli.main import COMMANDS
from dirskg.exports.findings import FORMATS, Format, Speaker, render_finding
from dirskg.exports.findings.published import number
from dirskg.exports.language import LANGUAGES
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.finding import Finding
from dirskg.graph.analyses.purchases import PurchasesReport
from dirskg.graph.analyses.resilience import ResilienceReport
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.evidence.explain import explain
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import named_queries

PACKAGE = files("dirskg.exports.findings")
FILES = {"common": "common", **{name: f"subjects/{name}" for name in FINDINGS}}
STRINGS = {
    name: tomllib.loads(PACKAGE.joinpath(f"{path}.toml").read_text(encoding="utf-8")) for name, path in FILES.items()
}
MOST_TRACES = 6
HOSTILE = "<script>alert(1)</script>\"'=1+1|`x`\x1b[31m\u202e"

every_finding = pytest.mark.parametrize("name", FINDINGS)
every_lack = pytest.mark.parametrize("lack", DEGENERATE)


@pytest.fixture(scope="session")
def found(reference_ecosystem: Ecosystem) -> Callable[..., Finding]:
    """The finding of an analysis on the reference data, worked out once."""

    @cache
    def compute(name: str) -> Finding:
        return FINDINGS[name](reference_ecosystem)

    return compute


@pytest.fixture(scope="session")
def hostile(reference_ecosystem: Ecosystem) -> Ecosystem:
    """The reference data with names that would do harm. Made once, so that what analyses share is worked out once."""
    organisations = reference_ecosystem.organisations
    return replace(reference_ecosystem, organisations=organisations.assign(label=HOSTILE + organisations["id"]))


@pytest.fixture(scope="session")
def shuffled(reference_ecosystem: Ecosystem) -> Ecosystem:
    """The reference data with its rows in another order."""
    frames = {field.name: getattr(reference_ecosystem, field.name) for field in fields(Ecosystem)}
    for kept in ("domains", "regions", "areas"):  # their order is that of every table
        del frames[kept]
    return replace(
        reference_ecosystem,
        **{name: frame.sample(frac=1, random_state=7).reset_index(drop=True) for name, frame in frames.items()},
    )


def rendered(name: str, finding: Finding, ecosystem: Ecosystem, form: Format, lang: str = "en") -> str | bytes:
    return render_finding(name, finding, Speaker(name, ecosystem.speaking(lang), lang, "0001-test"), form)


def placed(text: str) -> Iterator[str]:
    """The places of a string, those within the words that a number chooses as well."""
    for _, name, choices, _ in Formatter().parse(text):
        yield from [name, *placed(choices or "")] if name else ()


@pytest.mark.parametrize("name", STRINGS)
def test_every_string_is_there_in_every_language_and_has_the_same_places(name: str) -> None:
    for key, texts in STRINGS[name].items():
        assert set(texts) == set(LANGUAGES), key
        places = [set(placed(text)) for text in texts.values()]
        assert all(found == places[0] for found in places), key
        assert all(text.strip() for text in texts.values()), key


def test_what_several_analyses_say_stands_once_for_all() -> None:
    common = STRINGS["common"]
    own = [(key, texts) for name in FINDINGS for key, texts in STRINGS[name].items()]
    assert [key for key, texts in own if common.get(key) == texts] == []
    told = Counter((key, *sorted(texts.items())) for key, texts in own if key not in common)
    assert [key for (key, *_), times in told.items() if times > 1] == [], "move it to common.toml"


@every_lack
@every_finding
def test_whatever_the_frames_lack_there_is_an_answer_without_nan(name: str, lack: str) -> None:
    ecosystem = DEGENERATE[lack]
    finding = FINDINGS[name](ecosystem)
    json.dumps(finding.to_json(), allow_nan=False)
    text = str(rendered(name, finding, ecosystem, "md", "fr")).lower()
    assert {"nan", "inf"}.isdisjoint(text.split())


def test_what_pages_say_of_a_purchase_file_is_told_in_the_language_of_the_reader(
    found: Callable[..., Finding], reference_ecosystem: Ecosystem
) -> None:
    finding = cast(PurchasesReport, found("purchases"))
    assert finding.detail
    notes = [f"| {one.note} |" for one in finding.detail.file.told]
    notes += [deal.note for region in finding.detail.regions for one in region.candidates for deal in one.named]
    texts = {lang: str(rendered("purchases", finding, reference_ecosystem, "md", lang)) for lang in LANGUAGES}
    assert {lang for lang, text in texts.items() if any(note in text for note in notes)} == {"en"}
    # Each cell says whether an official page was found, and a sentence how many rest on what.
    cells = finding.detail.file.told
    official = sum(one.grade in ("official", "P") for one in cells)
    assert f"Of {len(cells)} facts, each with its page, {official} rest on an official page." in texts["en"]
    assert texts["nl"].count("| geen officiële pagina gevonden; ") == len(cells) - official > 0
    # An amount stands with others of its kind, what was contracted first, and its own table says what it is of.
    amounts = texts["en"].partition("## Amounts, and what each is of")[2].partition("\n## ")[0]
    scopes = [line.split(" | ")[1] for line in amounts.splitlines() if line.startswith("| value")]
    assert scopes
    assert scopes == sorted(scopes, key=lambda told: "by contract or agreement" not in told)
    assert "(2018), 217 million euro (2024) by contract or agreement; " in texts["en"]
    press = replace(finding.detail.file, told=tuple(replace(one, grade="press") for one in cells))
    finding = replace(finding, detail=replace(finding.detail, file=press))
    french = str(rendered("purchases", finding, reference_ecosystem, "md", "fr"))
    book = openpyxl.load_workbook(BytesIO(bytes(rendered("purchases", finding, reference_ecosystem, "xlsx", "fr"))))  # type: ignore[arg-type]
    assert book.sheetnames[:3] == ["Lisez-moi", "Qui inviter, et pourquoi", "Par région"]
    assert f"Pour aucune des {len(cells)} données" in french


def test_an_amount_that_is_not_known_is_no_zero(found: Callable[..., Finding], reference_ecosystem: Ecosystem) -> None:
    finding = cast(ResilienceReport, found("resilience"))
    unknown = {row.id for row in finding.rows if row.weight.unpaid and not row.weight.money}
    lines = str(rendered("resilience", finding, reference_ecosystem, "md")).splitlines()
    rows = [line.split(" | ") for line in lines if line.startswith("| ")]
    column = next(row.index("EU contributions, EUR") for row in rows if "EU contributions, EUR" in row)
    assert {row[column] for row in rows if row[1] in unknown} == {"–"}


def test_a_return_told_in_words_alone_is_told_and_not_called_unknown(
    found: Callable[..., Finding], reference_ecosystem: Ecosystem
) -> None:
    finding = cast(PurchasesReport, found("purchases"))
    assert finding.detail
    told = [replace(one, value=float("nan")) if one.item == "return" else one for one in finding.detail.file.told]
    detail = replace(finding.detail, file=replace(finding.detail.file, told=tuple(told)))
    text = str(rendered("purchases", replace(finding, detail=detail), reference_ecosystem, "md"))
    assert "no page tells an amount in euro, only this: First contract" in text
    assert "tells its return" not in text


@every_finding
def test_reference_findings_speak_every_language(
    name: str, found: Callable[..., Finding], reference_ecosystem: Ecosystem
) -> None:
    for lang in LANGUAGES:
        text = rendered(name, found(name), reference_ecosystem, "md", lang)
        assert isinstance(text, str)
        title = STRINGS[name]["title"][lang]
        assert "{" in title or title.split("{")[0] in text


@every_finding
def test_a_finding_does_not_depend_on_the_order_of_rows(
    name: str, found: Callable[..., Finding], reference_ecosystem: Ecosystem, shuffled: Ecosystem
) -> None:
    once, again = found(name), FINDINGS[name](shuffled)
    assert json.dumps(again.to_json()) == json.dumps(once.to_json())
    assert rendered(name, again, reference_ecosystem, "md") == rendered(name, once, reference_ecosystem, "md")


@every_finding
def test_a_finding_has_every_form(name: str, found: Callable[..., Finding], reference_ecosystem: Ecosystem) -> None:
    for form in FORMATS:
        assert rendered(name, found(name), reference_ecosystem, form), form


@every_finding
def test_a_page_loads_nothing_and_names_are_harmless(name: str, hostile: Ecosystem) -> None:
    finding = FINDINGS[name](hostile)
    page = Page(str(rendered(name, finding, hostile, "html")))
    assert page.active("src") == []
    assert page.names.isdisjoint({"script", "img", "iframe", "link"})
    # A page that was read can be clicked on, where its whole cell is its address; nothing else can.
    assert all(re.fullmatch(r"https?://[^\s<>\"'\\`]+", str(link)) for link in page.active("href"))
    assert sum(tag == "a" for tag, _ in page.tags) == len(page.active("href"))
    terminal = str(rendered(name, finding, hostile, "table"))
    assert "\x1b" not in terminal
    assert one_line(terminal.replace("\n", " ")) == one_line(terminal)
    book = openpyxl.load_workbook(BytesIO(bytes(rendered(name, finding, hostile, "xlsx"))))  # type: ignore[arg-type]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "b"}


@every_finding
def test_every_figure_can_be_traced(name: str, found: Callable[..., Finding], reference_graph: KnowledgeGraph) -> None:
    traces = found(name).traces()
    assert traces
    assert {trace.query for trace in traces} <= set(named_queries())
    # All of them would take minutes; the tests of each analysis count the rows behind its figures.
    some = traces[:: max(1, len(traces) // MOST_TRACES)]
    explanations = explain(reference_graph, some)
    assert any(explanation.rows for explanation in explanations)
    assert [s for e in explanations for s in e.sources if not s.startswith(("http", "seed:"))] == []


@every_finding
def test_every_analysis_has_a_command_that_explains_itself(name: str) -> None:
    assert name in COMMANDS


def test_the_command_writes_what_was_asked(reference_home: Path) -> None:
    assert document("smes", "--format", "json", "--explain", home=reference_home)["explained"][0]["rows"]
    assert result("--lang", "nl", "smes", home=reference_home).startswith(STRINGS["smes"]["title"]["nl"])
    table = result("smes", "--format", "csv", "--table", "regions", home=reference_home)
    assert table.startswith("region,who,smes")
    misspelt = run("smes", "--format", "csv", "--table", "regoins", home=reference_home)
    assert (misspelt.stdout, "taken for regions" in misspelt.stderr) == (table, True)
    assert_fails(run("smes", "--table", "regions", home=reference_home), 2, "chooses a table of csv")
    assert_fails(
        run("smes", "--format", "csv", "--table", "none", home=reference_home), 1, "no table 'none'", "regions"
    )
    assert_fails(run("smes", "-o", "x.docx", home=reference_home), 2, "no format ends in .docx")
    assert_fails(run("smes", home=reference_home / "nowhere"), 4)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (1e9, ["1 billion euro", "1 miljard euro", "1 milliard d'euros", "1 Milliarde Euro"]),
        (1.5e9, ["1.5 billion euro", "1,5 miljard euro", "1,5 milliard d'euros", "1,5 Milliarden Euro"]),
        (2.75e9, ["2.75 billion euro", "2,75 miljard euro", "2,75 milliards d'euros", "2,75 Milliarden Euro"]),
        (1.9876e9, ["1.988 billion euro", "1,988 miljard euro", "1,988 milliard d'euros", "1,988 Milliarden Euro"]),
        (50e6, ["50 million euro", "50 miljoen euro", "50 millions d'euros", "50 Millionen Euro"]),
        (975e6, ["975 million euro", "975 miljoen euro", "975 millions d'euros", "975 Millionen Euro"]),
    ],
)
def test_amounts_are_told_as_the_press_does(value: float, told: list[str]) -> None:
    frames = next(iter(DEGENERATE.values()))
    speakers = [Speaker("purchases", frames, lang) for lang in ("en", "nl", "fr", "de")]
    assert [number(value, "EUR", speaker) for speaker in speakers] == told
