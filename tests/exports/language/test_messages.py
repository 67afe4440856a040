"""What the program says beside its answers, told in four languages: none missing, none that the program never says."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import click
import pytest
from folders import ROOT

from dirskg.exports.language import LANGUAGES
from dirskg.exports.language.messages import in_language, known

TABLES = [
    tomllib.loads((ROOT / f"exports/language/{name}.toml").read_text(encoding="utf-8"))
    for name in ("messages", "reasons")
]
TABLE = {**TABLES[0], **TABLES[1]}
PLACE = re.compile(r"\{(\w+)(?::[^}]*)?\}")
NOTING = ("refuse", "repair", "ignore", "note")
SYSTEM = ("os_", "urlopen", "whole_range")  # what the operating system says, or is put together
# Two texts that stand beside each other in a program are one.
JOINED = re.compile(r'"\s*\n\s*(?:or )?f?"')


def test_every_message_stands_in_four_languages_with_the_same_places() -> None:
    assert not TABLES[0].keys() & TABLES[1].keys()
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
            []
            if not longest or any(part and part in said for part in parts) or name.startswith(SYSTEM)
            else [f"{name}: {longest}"]
        )
    assert idle == []


def test_every_reason_that_a_source_notes_is_told() -> None:
    """Those that are written where they are noted; places in them may hold anything."""
    untold = []
    for path in sorted((ROOT / "ingest").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in NOTING:
                text = written(node.args[3]) if len(node.args) > 3 else ""
                untold += [f"{path.name}:{node.lineno}: {text}"] if " " in text and not known(text) else []
    assert untold == []


def written(node: ast.expr) -> str:
    """A text as it stands in a program, with a number in its places; "" where it is put together elsewhere."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize(
    ("english", "dutch", "french"),
    [
        (
            "Error: No region is called 'Bavaria'. There are: BE1, BE2. Nearest: BE1 (Brussels).",
            "Fout: Geen gewest heet 'Bavaria'. Er zijn: BE1, BE2. Lijkt het meest: BE1 (Brussels).",
            "Erreur : Aucune région ne s'appelle 'Bavaria'. Il y a : BE1, BE2. Au plus près : BE1 (Brussels).",
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
        (
            "Error: a.csv:3: not a KBO number: ten digits of which the last two are 97 minus the rest modulo 97. The "
            "organisation is kept without it (value: '0418'). Correct the row, or build without --strict.",
            "Fout: a.csv:3: geen KBO-nummer: tien cijfers, waarvan de laatste twee 97 min de rest modulo 97 zijn. De "
            "organisatie blijft staan, zonder dit nummer (waarde: '0418'). Verbeter de rij, of bouw zonder --strict.",
            "Erreur : a.csv:3 : pas un numéro BCE : dix chiffres dont les deux derniers sont 97 moins le reste modulo "
            "97. L'organisation est gardée, sans ce numéro (valeur : '0418'). Corrigez la ligne, ou construisez sans "
            "--strict.",
        ),
        (
            "no file that this source reads, so it is left out. This is XML in a text file: give it the ending .xml.",
            "geen bestand dat deze bron leest; het is dus weggelaten. Dit is XML in een tekstbestand: geef het de "
            "extensie .xml.",
            "pas un fichier que cette source lit ; il est donc laissé de côté. C'est du XML dans un fichier texte : "
            "donnez-lui l'extension .xml.",
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
