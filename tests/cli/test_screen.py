"""What commands show on a terminal of 80 columns."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ENVIRONMENT, command, on_terminal, result, run

COMMANDS = (
    ("show", "ref-dotocean"),
    ("show", "ref-rma", "--why"),
    ("query", "--name", "smes-in-edf"),
    ("query", "SELECT ?p ?o WHERE { id:ref-rma ?p ?o }"),
    ("find", "ecole royale militaire"),
    ("paths", "ref-dotocean", "ref-fn-herstal"),
    ("gaps", "--by", "nuts3"),
    ("calls", "--on", "2026-11-25"),
    ("queries",),
    ("sources",),
    ("issues",),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_words_stay_whole_and_lines_within_the_screen(words: tuple[str, ...], reference_home: Path) -> None:
    told = on_terminal(["env", "COLUMNS=80", *command("--quiet", *words, home=reference_home)]).replace("\r\n", "\n")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", told)
    # An address may be longer than a line; it stays whole for those who copy it.
    wide = [line for line in shown.split("\n") if len(line) > 80 and "://" not in line]
    assert wide == []
    whole = set(result(*words, home=reference_home).split())
    shortened = r"[\w-]+(\.[\w-]+)+|\(?\[\d+\][),.;]*|─+"
    broken = {word for word in shown.split() if word not in whole and not re.fullmatch(shortened, word)}
    assert broken == set()


# What these commands say in English of themselves: headings, columns, codes, sentences.
ENGLISH = re.compile(
    r"^(?:Facts$|Ties|Query|Names like|Topics|Suggested|Issues)|of which|as of|rows used|property|confidence|owned by|"
    r"member of|own words|shows who|only encyclopaedias|They count|   (?:industry|official)   |refused|repaired|noted|"
    r"publisher  |  licence  |current build|From 1|changed|added",
    re.MULTILINE,
)


def test_what_commands_say_themselves_is_in_the_language_of_the_reader(
    reference_home: Path, three_builds: Path
) -> None:
    for words in (
        "status", "show ref-dotocean", "find sabca", "topics", "suggest --region BE3", "issues --sum --action repaired",
        "sources",
    ):  # fmt: skip
        _is_dutch(words, reference_home)
    _is_dutch("diff 1 3", three_builds)
    tied = result("--lang", "nl", "show", "ref-fn-herstal", home=reference_home)
    assert " Defensie " in tied
    assert "Belgian Defence" not in tied
    assert "\nrang   graad" in result("--lang", "nl", "sources", "--quality", home=reference_home)


def _is_dutch(words: str, home: Path) -> None:
    ended = run("--lang", "nl", *words.split(), home=home)
    assert ended.returncode == 0
    said = re.sub(r"https?://\S+|`[^`]*`", "", ended.stdout + ended.stderr)
    assert ENGLISH.findall(said) == [], words


def test_a_library_cut_off_in_its_import_says_nothing_at_the_end() -> None:
    """As Ctrl-C cuts it off: DuckDB told of its objects as leaked."""
    cut = (
        "import contextlib, sys; from dirskg.cli.main import main; sys.modules['duckdb._version'] = None\n"
        "with contextlib.suppress(ImportError): import duckdb\n"
        "sys.argv = ['dirskg', '--version']; main()"
    )
    ended = subprocess.run([sys.executable, "-c", cut], env=ENVIRONMENT, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
