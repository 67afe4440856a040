"""The words of the gap report: four complete languages, no string missing or idle, and what the rules say in each."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from importlib.resources import files
from typing import cast

import pytest
from folders import ROOT
from small_gaps import FILES, MANIFEST, PACKAGE, REPORT, WIDE, small_report

from dirskg.exports.findings.cell import ALL_STATES, key
from dirskg.exports.gap_report import FORMATS, Format, render_gap_report
from dirskg.exports.gap_report.labels import MARKS, Labels
from dirskg.exports.language import LANGUAGES, NO_NUMBER, Words, read_words
from dirskg.graph.analyses.gaps import STATES
from dirskg.graph.analyses.gaps.cells import OPEN, Asked
from dirskg.graph.analyses.gaps.latent import Latent
from dirskg.graph.errors import DirskgError
from dirskg.graph.evidence.explain import Explanation

STRINGS = {
    key: texts
    for name in FILES
    for key, texts in tomllib.loads(files(PACKAGE).joinpath(f"{name}.toml").read_text(encoding="utf-8")).items()
}


def test_every_string_stands_in_four_languages_with_the_same_places() -> None:
    for name, texts in STRINGS.items():
        assert tuple(texts) == LANGUAGES, name
        assert all(text.strip() == text and text for text in texts.values()), name
        assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in texts.values()}) == 1, name


def test_every_state_has_a_name_a_rule_and_a_mark() -> None:
    assert set(MARKS) == set(ALL_STATES)
    for lang in LANGUAGES:
        labels = Labels(REPORT, lang)
        assert len({labels.state(state) for state in ALL_STATES}) == len(ALL_STATES)
        assert all(labels.rule(state) for state in ALL_STATES)
    shared = read_words("dirskg.exports.findings", "en", "common").strings
    assert {name for name in shared if name.startswith("rule_")} == {f"rule_{key(state)}" for state in ALL_STATES}


@pytest.mark.parametrize("state", STATES)
def test_english_rules_are_those_of_the_analysis(state: str) -> None:
    assert Labels(REPORT, "en").rule(state) == STATES[state]


def test_rules_name_the_same_thresholds_in_every_language() -> None:
    labels = [Labels(REPORT, lang) for lang in LANGUAGES]
    for state in STATES:
        rules = [re.sub("[\u202f\u00a0]", "", each.rule(state)).replace(",", ".") for each in labels]
        assert len({tuple(sorted(re.findall(r"\d+(?:\.\d+)?%?", rule))) for rule in rules}) == 1, state


def test_no_string_is_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()

    class Recorder(dict[str, str]):
        def __getitem__(self, name: str) -> str:
            asked.add(name)
            return super().__getitem__(name)

    def recording(own: Words, shared: Words) -> Words:
        return Words(own.lang, Recorder({**shared.strings, **own.strings}))

    monkeypatch.setattr(Words, "over", recording)
    templates = files(PACKAGE).joinpath("page.html.j2").read_text(encoding="utf-8")
    asked.update(re.findall(r"text\.(\w+)", templates))
    group = replace(REPORT.cells[0], state="single supplier", only=(("a", "A"), ("b", "B")))
    official = REPORT.domains.assign(working=False)
    labelled = replace(REPORT.cells[0], latent=Latent(50.0, 40.0))
    waiting = replace(REPORT.cells[0], state=OPEN, state_known="thin", asked=Asked(2, (("ref-noord", "Noord"),)))
    otherwise = replace(REPORT.cells[0], state="empty", state_with="covered", state_on_site="thin")
    reports = [
        REPORT,
        replace(REPORT, cells=(labelled, *REPORT.cells[1:])),
        replace(REPORT, cells=(waiting, *REPORT.cells[1:])),
        replace(REPORT, cells=(otherwise, *REPORT.cells[1:])),
        replace(REPORT, cells=(replace(group, sme_owned=1), *REPORT.cells[1:])),
        small_report(domain="V4"),
        WIDE,
        replace(REPORT, by="nuts3", build="", domains=official),
    ]
    for report in reports:
        for format in FORMATS:
            render_gap_report(report, format, manifest=MANIFEST)
            render_gap_report(report, format)
    rows = Explanation(
        REPORT.cells[0].trace(), ("organisation", "source"), (("V1-BE2-1", "https://x.eu"),), ("https://x.eu",)
    )
    render_gap_report(REPORT, "xlsx", explanations=[rows])
    assert set(STRINGS) - asked == set()


def test_numbers_are_written_as_the_language_does() -> None:
    written = [read_words(PACKAGE, lang, *FILES).decimal(1540.5, 1) for lang in LANGUAGES]
    assert written == ["1,540.5", "1.540,5", "1\u202f540,5", "1.540,5"]
    words = read_words(PACKAGE, "en", *FILES)
    assert words.decimal(float("nan")) == words.percent(float("nan")) == words.probability(float("nan")) == NO_NUMBER
    assert words.probability(0.0002).startswith("< 0")


def test_an_unknown_language_or_format_is_told() -> None:
    with pytest.raises(DirskgError, match="'it'"):
        render_gap_report(REPORT, "md", "it")
    with pytest.raises(DirskgError, match="'docx'"):
        render_gap_report(REPORT, cast(Format, "docx"))


def test_the_handbook_names_every_column_and_key() -> None:
    def rendered(form: Format) -> str:
        return cast(str, render_gap_report(REPORT, form, "en", MANIFEST))

    told = set(re.findall(r"`(\w+)`", (ROOT / "docs/methods/gaps.md").read_text(encoding="utf-8")))
    columns = rendered("csv").lstrip("\ufeff").splitlines()[0].split(",")
    keys = json.loads(rendered("json"))["cells"][0]
    assert not {name for name in columns if not (name.startswith("eu_") and name[3:] in told)} - told
    assert not keys.keys() - told
