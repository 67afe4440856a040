"""One word per concept: no text uses another word for what the glossary names, nor English inside Dutch or French."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest
from folders import ROOT

from dirskg.exports.findings.described import in_short
from dirskg.exports.language import LANGUAGES, read_words
from dirskg.exports.language.answers import in_words
from dirskg.exports.language.naming import district, town
from dirskg.exports.tables import Table

# Tables whose keys are the English texts themselves.
KEYED_BY_TEXT = ("descriptions", "figures", "purchase_facts", "sources", "towns")
GLOSSARY = tomllib.loads((ROOT / "exports/language/glossary.toml").read_text(encoding="utf-8"))
# Words that no Dutch or French sentence has. "the" and "and" may stand in names: texts hold SATCOM On The Move.
ENGLISH = re.compile(r"\b(?:(?<!satcom on )the|and|with|which|fewer than|one actor|expected)\b")


def _texts(path: Path) -> dict[str, dict[str, str]]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: {"en": key} | texts for key, texts in told.items()} if path.stem in KEYED_BY_TEXT else told


def _milestones(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = {"en": "milestone", "nl": "milestone_nl", "fr": "milestone_fr", "de": "milestone_de"}
    return {row["milestone"]: {lang: row[column] for lang, column in told.items()} for row in rows}


TEXTS = {path: _texts(path) for path in sorted((ROOT / "exports").rglob("*.toml")) if path.name != "glossary.toml"}
MILESTONES = ROOT / "ingest/sources/reference/data/timeline.csv"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_has_a_second_word_for_a_concept(lang: str) -> None:
    found = []
    for path, strings in {**TEXTS, MILESTONES: _milestones(MILESTONES)}.items():
        for key, texts in strings.items():
            told = re.sub(r"\{\w+|`[^`]*`", "", texts[lang].lower())  # without the names of places, and commands
            for concept in (one for one in GLOSSARY.values() if lang in one):
                words = [word for word in concept[lang]["never"] if re.search(rf"\b{word}\b", told)]
                found += [(f"{path.stem}/{key}", word, concept[lang]["word"]) for word in words]
            if lang != "en":
                found += [(f"{path.stem}/{key}", english, "") for english in ENGLISH.findall(told)]
    assert found == [], found


@pytest.mark.parametrize("table", ["figures", "purchase_facts"])
def test_every_note_on_a_published_figure_is_told_in_every_language_with_its_numbers(table: str) -> None:
    told = TEXTS[ROOT / f"exports/findings/{table}.toml"]
    with (ROOT / f"ingest/sources/reference/data/{table}.csv").open(encoding="utf-8", newline="") as file:
        notes = {row["note"] for row in csv.DictReader(file)} - {""}
    assert notes - set(told) == set()
    other = [told[note][lang] for note in told for lang in LANGUAGES if _digits(told[note][lang]) != _digits(note)]
    assert other == []


def test_what_tables_say_in_short_keeps_its_numbers() -> None:
    told = TEXTS[ROOT / "exports/findings/descriptions.toml"]
    assert [(text, lang) for text in told for lang in LANGUAGES if _digits(told[text][lang]) != _digits(text)] == []


def test_a_list_of_what_an_organisation_does_is_told_part_by_part() -> None:
    dutch, french = (read_words("dirskg.exports.language", lang, "answers") for lang in ("nl", "fr"))
    assert in_short("small arms; machine guns; X-1", dutch) == "handvuurwapens; machinegeweren; X-1"
    assert in_short("small arms; machine guns", french) == "armes légères ; mitrailleuses"
    assert in_short("X-1; X-2", french) == "X-1; X-2"
    tie = "European Defence Fund EDF-1: A; B.; role participant; coordinator C"
    assert in_short(tie, french) == "Fonds européen de la défense EDF-1, « A; B. » : participant ; coordinateur C"


def _digits(text: str) -> list[str]:
    """All digits in order of size: languages put days and numbers in other places, and other signs between them."""
    return sorted(re.findall(r"\d", text))


@pytest.mark.parametrize(
    ("told", "lang", "expected"),
    [
        ("BRUXELLES", "nl", "Brussel"), ("Bruxelles / Brussel", "en", "Brussels"), ("WIJNEGEM", "fr", "Wijnegem"),
        ("Casteau (Mons)", "nl", "Casteau (Bergen)"), ("BRAINE L'ALLEUD", "nl", "Eigenbrakel"), ("", "fr", ""),
    ],
)  # fmt: skip
def test_a_town_is_told_in_the_language_of_the_reader(told: str, lang: str, expected: str) -> None:
    assert town(told, lang) == expected


def test_a_district_is_called_by_its_towns() -> None:
    districts = [
        "Arr. Tournai-Mouscron",
        "Arr. Sint-Niklaas",
        "Arr. Liège",
        "Arr. de Bruxelles-Capitale/Arr. Brussel-Hoofdstad",
    ]
    dutch = ["Arr. Doornik-Moeskroen", "Arr. Sint-Niklaas", "Arr. Luik", "Arr. Brussel-Hoofdstad"]
    assert [district(name, "nl") for name in districts] == dutch
    facts = Table.of(
        ("property", "value", "value_id"),
        [("nuts3", "Arr. Liège", "BE332"), ("town", "Liège", None), ("name", "Liège", None)],
    )
    assert [row[1] for row in in_words(facts, "nl").rows] == ["Arr. Luik", "Luik", "Liège"]
    works = Table.of(("town", "says", "sentence", "parts"), [("Ghent", "own words", "small arms", 1234.5)])
    assert in_words(works, "nl").rows == [("Gent", "eigen woorden", "handvuurwapens", "1.234,50")]
    assert in_words(works, "nl").numbers == {3}


def test_what_a_source_says_of_itself_is_told_in_every_language_with_its_numbers() -> None:
    told = tomllib.loads((ROOT / "exports/language/sources.toml").read_text(encoding="utf-8"))
    said = set()
    for path in (ROOT / "ingest/sources").glob("*/source.toml"):
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        said |= {source[key] for key in ("title", "publisher", "licence", "how")}
    with (ROOT / "ingest/sources/reference/data/sources.csv").open(encoding="utf-8", newline="") as file:
        said |= {row["title"] for row in csv.DictReader(file)}
    names = {"CC0 1.0", "Global Legal Entity Identifier Foundation", "Research Organization Registry",
             "Research Organization Registry (ROR)"}  # fmt: skip
    assert said - set(told) == names
    assert set(told) - said == set()
    assert [(text, lang) for text in told for lang in told[text] if _digits(told[text][lang]) != _digits(text)] == []
