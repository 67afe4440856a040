"""The words of the graph page: four complete languages, no string missing or idle."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from dirskg.exports.graph_view.model import EDGE_KINDS, LEGS, NODE_KINDS
from dirskg.exports.graph_view.strings import LANGUAGES, fill, number, strings
from dirskg.exports.graph_view.style import COLOURS

FOLDER = files("dirskg.exports.graph_view")
TABLE = tomllib.loads(FOLDER.joinpath("strings.toml").read_text(encoding="utf-8"))
CODED = {
    *(f"kind_{kind}" for kind in NODE_KINDS),
    *(f"edge_{kind}" for kind in EDGE_KINDS),
    *(f"region_{region}" for region in COLOURS),
    *(f"group_{kind}" for kind in NODE_KINDS if kind not in LEGS),
    *(f"filter_{name}" for name in ("kind", "region", "tie")),
    "name",
    "type",
    "group",
}


def used() -> set[str]:
    """Keys that scripts, template and modules ask for by name."""
    texts = [p.read_text(encoding="utf-8") for p in FOLDER.iterdir() if p.name.endswith((".js", ".j2", ".py"))]
    pattern = r'words\.(\w+)|words\["(\w+)"\]|fill\(\s*"(\w+)"|strings\(lang\)\["(\w+)"\]'
    found = {key for text in texts for match in re.findall(pattern, text) for key in match if key}
    return (found | CODED) - {"items", "get"}


def test_every_string_stands_in_four_languages() -> None:
    for key, texts in TABLE.items():
        assert tuple(texts) == LANGUAGES, key
        assert all(text.strip() == text and text for text in texts.values()), key


def test_places_are_the_same_in_every_language() -> None:
    for key, texts in TABLE.items():
        assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in texts.values()}) == 1, key


def test_strings_are_those_that_the_page_uses() -> None:
    assert set(TABLE) == used()


@pytest.mark.parametrize(("lang", "written"), [("en", "1,540"), ("nl", "1.540"), ("fr", "1\u202f540"), ("de", "1.540")])
def test_counts_are_written_as_the_language_does(lang: str, written: str) -> None:
    assert number(1540, lang) == written
    assert written in fill("summary", lang, nodes=1540, ties=2)


def test_strings_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        strings("en")["search"] = "x"  # type: ignore[index]
