"""Text of an endpoint on a terminal: it cannot steer it, in no form and no message."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from command_line import command, on_terminal, result
from hypothesis import given
from hypothesis import strategies as st
from sparql_server import saying

from dirskg.exports.tables.cells import for_screen

EVIL = "red\x1b[31m \x9b2J \x07 title\x1b]0;mine\x07 \r over \u202egnp.exe"
# What a terminal obeys, and overrides of the direction of writing. It makes a return of each line feed itself.
STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
OWN_COLOURS = re.compile("\x1b\\[[0-9;]*m")
ROWS = "application/sparql-results+json"


def answer(kind: str = "literal") -> bytes:
    """An answer with the text as a name of a column and as a value."""
    row = {"a": {"type": kind, "value": EVIL}, EVIL: {"type": "uri", "value": f"https://w3id.org/dirskg/id/{EVIL}"}}
    return json.dumps({"head": {"vars": ["a", EVIL]}, "results": {"bindings": [row]}}).encode()


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "md"])
def test_rows_do_not_steer(form: str) -> None:
    with saying(answer(), ROWS) as address:
        words = command("query", "SELECT * { ?s ?p ?o }", "--endpoint", address, "--format", form)
        shown = on_terminal(words)
        piped = result(*words[1:])
    assert "title" in shown
    assert not STEERS.search(OWN_COLOURS.sub("", shown) if form == "table" else shown)
    if form == "json":
        assert json.loads(shown) == json.loads(piped)
        assert json.loads(piped)[0]["a"] == EVIL
    if form == "csv":
        assert "\x1b[31m" in piped, "a file or pipe gets the text as it is"


@pytest.mark.parametrize("form", ["nt", "ttl"])
def test_triples_do_not_steer(form: str) -> None:
    text = EVIL.replace("\r", "\\r")
    with saying(f'<http://x/a> <http://x/b> "{text}" .\n'.encode(), "application/n-triples") as address:
        shown = on_terminal(command("query", "CONSTRUCT WHERE {?s ?p ?o}", "--endpoint", address, "--format", form))
    assert "title" in shown
    assert not STEERS.search(shown)


@pytest.mark.skipif(not shutil.which("setsid"), reason="setsid of util-linux is not there")
def test_a_terminal_by_its_name_is_one_too() -> None:
    with saying(answer(), ROWS) as address:
        words = command("query", "SELECT * { ?s ?p ?o }", "--endpoint", address, "--format", "csv", "-o", "/dev/tty")
        shown = on_terminal(["setsid", "--ctty", *words])
    assert "title" in shown
    assert not STEERS.search(shown)


@pytest.mark.parametrize("option", [(), ("--json-log",)])
def test_errors_of_an_endpoint_do_not_steer(option: tuple[str, ...]) -> None:
    with saying(EVIL.encode(), "text/plain", status=500) as address:
        shown = on_terminal(command(*option, "query", "ASK {}", "--endpoint", address), code=1)
    assert "title" in shown
    assert not STEERS.search(shown)


@given(st.text())
def test_nothing_on_a_screen_steers_and_all_of_json_is_kept(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", for_screen(text))
    assert json.loads(for_screen(json.dumps(text, ensure_ascii=False))) == text
