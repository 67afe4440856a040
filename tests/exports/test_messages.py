"""What the program says beside its answers, told in four languages: none missing, none that the program never says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
from folders import ROOT

from dirskg.exports.language import LANGUAGES
from dirskg.exports.messages import in_language, known

TABLE = tomllib.loads((ROOT / "exports/messages.toml").read_text(encoding="utf-8"))
PLACE = re.compile(r"\{(\w+)(?::[^}]*)?\}")
SYSTEM = ("os_", "urlopen")  # what the operating system says
# Two texts that stand beside each other in a program are one.
JOINED = re.compile(r'"\s*\n\s*(?:or )?f?"')


def test_every_message_stands_in_four_languages_with_the_same_places() -> None:
    for name, texts in TABLE.items():
        assert tuple(texts) == LANGUAGES, name
        asked = {lang: set(PLACE.findall(text)) for lang, text in texts.items()}
        assert all(asked[lang] <= asked["en"] for lang in LANGUAGES), name
        assert "told" not in asked["en"] or all("told" in places for places in asked.values()), name


def test_every_message_is_one_that_the_program_says() -> None:
    rooms = [path for room in ("cli", "graph", "ingest", "exports") for path in sorted((ROOT / room).rglob("*.py"))]
    rooms += sorted(Path(click.__file__).parent.glob("*.py"))
    said = JOINED.sub("", "\n".join(path.read_text(encoding="utf-8") for path in rooms)).replace("{{", "{")
    idle = []
    for name, texts in TABLE.items():
        # The program writes sentences apart: the longest part tells, but for a word that may be a place there. Of words
        # that a number chooses the first counts.
        longest = max(re.split(r"\{\w+:|\|[^}]*\}|\{\w+\}|['\"]|[.:;] ", texts["en"]), key=len).strip(" .,:;()")
        parts = (
            longest,
            longest.rpartition(" ")[0],
            longest.partition(" ")[2],
            "There are" in texts["en"] and "is called",
        )
        idle += (
            [] if any(part and part in said for part in parts) or name.startswith(SYSTEM) else [f"{name}: {longest}"]
        )
    assert idle == []


@pytest.mark.parametrize(
    ("english", "dutch", "french"),
    [
        (
            "Error: No region is called 'Bavaria'. There are: BE1, BE2. Nearest: BE1 (Brussels).",
            "Fout: Geen gewest heet 'Bavaria'. Er zijn: BE1, BE2. Lijkt het meest: BE1 (Brussels).",
            "Erreur : Aucune région ne s'appelle 'Bavaria'. Il y a : BE1, BE2. Le plus proche : BE1 (Brussels).",
        ),
        (
            "Error: /a {b}/x.pdf cannot be written: Permission denied. Choose another place with -o.",
            "Fout: /a {b}/x.pdf kan niet geschreven worden: geen toegang. Kies met -o een andere plaats.",
            "Erreur : /a {b}/x.pdf ne peut pas être écrit : accès refusé. Choisissez un autre endroit avec -o.",
        ),
        (
            "Removed 1 builds (0001-aa), 1,234.5 MB.",
            "1 build verwijderd (0001-aa), 1,234.5 MB.",
            "1 build supprimé (0001-aa), 1,234.5 Mo.",
        ),
        ("Error: a message | of nobody", "Error: a message | of nobody", "Error: a message | of nobody"),
    ],
)
def test_a_message_keeps_its_names_and_changes_its_words(english: str, dutch: str, french: str) -> None:
    assert in_language(english, "nl") == dutch
    assert in_language(english, "fr") == french
    assert in_language(english, "en") == english


def test_numbers_are_written_as_the_language_does() -> None:
    assert in_language("Written: a.html (78,152 bytes)", "nl") == "Geschreven: a.html (78.152 bytes)"
    assert in_language("Written: a.html (78,152 bytes)", "fr") == "Écrit : a.html (78\u202f152 octets)"


def test_a_message_from_hostile_text_is_told_in_time() -> None:
    assert not known("Query " + "a: . There are: " * 120)
    assert in_language("x" * 5000, "nl") == "x" * 5000
