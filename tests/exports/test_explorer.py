"""The explorer as a file: its data are what the analyses found, its words are whole, and nothing in it can act."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
import subprocess
from copy import copy
from dataclasses import replace
from importlib.resources import files

import pandas as pd
import pytest
from explorer_data import page_data
from folders import ROOT
from hostile import HOSTILE

from dirskg.exports.explorer import Material, assets, explorer_page
from dirskg.exports.explorer.records import Records
from dirskg.exports.explorer.words import LANGUAGES, words
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "exports/explorer/js").glob("*.js")}


@pytest.fixture(scope="module")
def told(reference_graph: KnowledgeGraph) -> Material:
    return Material(reference_graph.ecosystem, "0001-test", reference_graph.select, "2026-11-25")


@pytest.fixture(scope="module")
def page(told: Material) -> str:
    return explorer_page(told, "nl")


def test_the_page_holds_what_was_found(told: Material, page: str) -> None:
    data = page_data(page)
    cells = {(cell["region"], cell["domain"]): cell for cell in data["cells"]}
    assert {where: cell["count"] for where, cell in cells.items()} == {
        (cell.region, cell.domain): cell.count for cell in told.gaps.cells
    }
    for (region, domain), report in told.ways.items():
        ids = data["organisations"]["id"]
        shown = [[ids[one] for one in way["path"]] for way in cells[region, domain]["ways"]]
        assert shown == [list(actor.path.organisations) if actor.path else [] for actor in report.actors]
    assert len(data["organisations"]["id"]) == len(told.ecosystem.organisations)
    home = told.ecosystem.organisations.loc[told.ecosystem.organisations["country"].isin(["BE", ""]), "id"]
    assert len(data["claims"]["organisation"]) == told.ecosystem.claims["organisation"].isin(home).sum()
    assert [one["key"] for one in data["headlines"]] == ["gaps", "closable_tied", "across", "calls", "unseen"]
    notes = [value["note"] for file in data["purchases"] for value in file["values"]]
    assert notes
    assert all(note["nl"] != note["en"] for note in notes)
    for name in (
        "organisations",
        "claims",
        "functions",
        "establishments",
        "projects",
        "calls",
        "parts",
        "ties",
        "mentions",
        "names",
    ):
        assert len({len(column) for column in data[name].values()}) == 1, name


def test_expected_numbers_are_those_that_the_report_shows(told: Material, page: str) -> None:
    """Not rounded twice."""
    shown = {(cell["region"], cell["domain"]): cell["expected"] for cell in page_data(page)["cells"]}
    known = [cell for cell in told.gaps.cells if cell.region]
    assert [f"{shown[one.region, one.domain]:.1f}" for one in known] == [f"{one.expected:.1f}" for one in known]


def test_each_fact_on_the_sheet_of_a_belgian_has_its_page(page: str) -> None:
    data = page_data(page)
    table, told = data["organisations"], data["told"]
    home = [o for o, country in enumerate(table["country"]) if country in ("BE", "")]
    cited = {(o, fact) for o, fact, n in zip(told["organisation"], told["fact"], told["source"], strict=True) if n >= 0}
    facts = {"town": "town_en"} | {fact: fact for fact in ("region", "size", "homepage", "kind", "level")}
    assert {(o, fact) for o in home for fact, column in facts.items() if table[column][o]} == cited
    assert len(cited) > 1000


def test_a_plant_that_is_built_and_has_more_announced_is_told_as_two(told: Material) -> None:
    changed, known = copy(told), told.ecosystem.establishments
    more = known[known["state"] == "built"].head(1).assign(state="announced")
    changed.ecosystem = replace(told.ecosystem, establishments=pd.concat([known, more]))
    assert len(Records(changed).plants()) == len(Records(told).plants()) + 1


def test_what_tables_say_in_short_is_told_in_every_language(page: str) -> None:
    data = page_data(page)
    own = [one for at, one in enumerate(data["mentions"]["sentence"]) if data["mentions"]["organisation"][at] >= 0]
    texts = {*data["functions"]["told"], *data["establishments"]["told"], *data["ties"]["note"], *own} - {""}
    names = {*data["names"]["name"], *(one for lang in ("name", *LANGUAGES) for one in data["organisations"][lang])}
    # What is left says a kind or an activity in a word, which the page has strings for, or is the name of an aircraft.
    left = texts - set(data["labels"]["told"]) - names - {"MQ-9B SkyGuardian"}
    known = {key.split("_", 1)[1] for key in words("nl") if key.startswith(("kind_", "activity_"))}
    untold = sorted(one for one in left if one.replace(" ", "_") not in known)
    assert untold == [], "Give each its nl, fr and de in exports/findings/descriptions.toml, under its English words."
    assert len(texts) > 400
    # A narrow screen begins no line with the colon that French sets apart.
    assert [each for each in data["labels"]["told"].values() if " :" in each[LANGUAGES.index("fr")]] == []
    codes = {f"kind_{one}" for one in data["organisations"]["kind"]} - {"kind_"}
    codes |= {f"{what}_{row[what]}" for row in data["unseen"]["anchors"] for what in ("subject", "unit")}
    assert sorted(codes - words("nl").keys() - {"unit_EUR", "unit_percent"}) == []


def test_the_page_is_small_and_the_same_each_time(told: Material, page: str) -> None:
    assert len(page.encode("utf-8")) < 5_000_000
    assert explorer_page(told, "nl") == page
    assert "sourceMappingURL" not in page
    assert (
        re.search(
            r"<script[^>]* src=|<link|<img|@import|url\(", re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
        )
        is None
    )


def test_text_from_data_cannot_leave_its_block(told: Material) -> None:
    ecosystem = told.ecosystem
    hostile, organisations = copy(told), ecosystem.organisations.assign(label=HOSTILE, homepage=HOSTILE)
    hostile.build, hostile.ecosystem = HOSTILE, replace(ecosystem, organisations=organisations)
    page = explorer_page(hostile, "en", HOSTILE)
    assert "<img" not in page
    assert page.count("</script>") == 4
    assert page_data(page)["build"].startswith("<script>")


def test_the_policy_holds_the_hashes_of_exactly_what_the_page_runs(page: str) -> None:
    policy = html.unescape(re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0])
    hashes = set(re.findall("'sha256-([^']+)'", policy))
    blocks = re.findall("<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert hashes == {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in blocks}
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_pyvis_without_vis_network_is_an_error_that_says_so(told: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_VIS", "lib/vis-11/vis-network.min.js")
    assets.vis_network.cache_clear()
    with pytest.raises(DirskgError, match="install pyvis"):
        explorer_page(told)
    monkeypatch.undo()
    assets.vis_network.cache_clear()


def test_vis_network_is_whole_and_keeps_its_licence() -> None:
    path = files("pyvis").joinpath("lib/vis-9.1.2/vis-network.min.js")
    assert len(path.read_text(encoding="utf-8")) - len(assets.vis_network()) < 60
    assert "Apache 2.0 License" in assets.vis_network()
    assert "</script" not in assets.vis_network() + assets.page_script()
    assert "innerHTML" not in assets.page_script()


KEY = re.compile(r'\b(say|count)\(\s*"([^"]+)"')
# Strings whose keys are put together from a code.
FAMILIES = (
    "state_", "rule_", "activity_", "lacking_", "kind_", "unit_", "subject_", "qualifier_", "method_", "verdict_",
    "call_", "entity_", "place_", "pair_", "milestone_", "perimeter_", "view_", "headline_", "path_",
    "short_", "community_", "amount_", "in_BE", "the_BE",
)  # fmt: skip


def test_every_word_of_the_scripts_is_there_and_none_is_idle() -> None:
    """Keys that stand in the page's frame, and those chosen by a type of record, are named here."""
    strings = set(words("en"))
    single: set[str] = set()
    counted: set[str] = set()
    for text in SCRIPTS.values():
        for how, key in KEY.findall(text):
            (counted if how == "count" else single).add(key)
    assert {key for key in single if key not in strings} == set()
    assert {key for key in counted if not {f"{key}_one", f"{key}_other"} <= strings} == set()
    forms = {f"{key}_{form}" for key in counted for form in ("zero", "one", "other")}
    quoted = {key for key in strings if any(re.search(rf'"{re.escape(key)}"', text) for text in SCRIPTS.values())}
    frame = {"skip", "loading", "noscript", "title", "organisation"}
    idle = strings - single - forms - quoted - frame
    assert sorted(key for key in idle if not key.startswith(FAMILIES)) == []
    assert [family for family in FAMILIES if not any(key.startswith(family) for key in strings)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_all_words_with_the_same_places(lang: str) -> None:
    english, own = words("en"), words(lang)
    assert own.keys() == english.keys()
    places = re.compile(r"\{(\w+)\}")
    shared = ("rule_", "verdict_", "place_", "pair_", "call_", "method_", "entity_", "subject_", "qualifier_", "state_")
    assert [
        key for key in own
        if not key.startswith(shared) and set(places.findall(own[key])) != set(places.findall(english[key]))
    ] == []  # fmt: skip
    assert [key for key in own if not own[key].strip()] == []


def test_the_scripts_hold_their_types() -> None:
    """JSDoc types, as TypeScript reads them."""
    checker = shutil.which("tsc")
    if checker is None:
        pytest.skip("no tsc is installed (Debian: node-typescript)")
    files = [*sorted((ROOT / "exports/explorer/js").glob("*.js")), ROOT / "tests/support/explorer.d.ts"]
    options = (
        "--noEmit",
        "--allowJs",
        "--checkJs",
        "--strict",
        "--skipDefaultLibCheck",
        "--target",
        "es2022",
        "--lib",
        "es2022,dom,dom.iterable",
    )
    found = subprocess.run([checker, *options, *map(str, files)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
