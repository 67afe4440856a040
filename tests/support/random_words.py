"""Command lines by chance, from a seed: every command, with options that it has and values that it may not like."""

from __future__ import annotations

import random
from pathlib import Path

import click
from mutation import ODD

from dirskg.cli.main import COMMANDS, cli

# Values that commands do like: codes, ids, names, queries and questions.
_FITTING = (
    "V3", "H2", "BE2", "BE2/V5", "BE-VLG", "Wallonie", "maritime", "ref-noord", "Noordzee Systems", "ugent",
    "smes-in-edf", "SELECT * { ?s ?p ?o }", "ASK {}", "domain=V3", "=", "x=", "0001", "organisations", "industry",
    "2026-11-25", "2023", "3", "0.5", "50%", "EDF",
)  # fmt: skip
# What is no text (bytes that are no UTF-8 reach a program so), sources that are not there, and the working folder.
_UNFIT = ("\udcff", "own=x", "cordis=.", "edf=.", "=.", "-", "--", "*", "a\nb", "$name", "?x", "ref-", "kbo-0400000086")
# Nobody answers there, and no look-up of a name is needed to find that out.
_ENDPOINTS = (
    "http://127.0.0.1:9/sparql", "ftp://127.0.0.1/", "http://", "x", "http://127.0.0.1:99999/", "file:///etc/passwd",
)  # fmt: skip


def random_words(seed: int, folder: Path) -> list[str]:
    """A command with up to three options and two arguments; paths lie in the folder, which is the working folder."""
    dice = random.Random(seed)
    name = dice.choice([one for one in COMMANDS if one != "serve"])  # which does not end
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    options = [one for one in command.params if isinstance(one, click.Option) and one.name != "debug"]
    words = [name, *(["--dry-run"] if name == "build" else [])]
    for option in dice.sample(options, min(len(options), dice.randrange(4))):
        words += [option.opts[0], *([] if option.is_flag else [_value(option, dice, folder)])]
    words += [
        _value(one, dice, folder) for one in command.params if isinstance(one, click.Argument) and dice.random() < 0.9
    ]
    return words + ["more"] * (dice.random() < 0.05)


def _value(param: click.Parameter, dice: random.Random, folder: Path) -> str:
    if "endpoint" in (param.name or ""):
        return dice.choice(_ENDPOINTS)
    if param.name in ("output", "home") or isinstance(param.type, click.Path):
        return dice.choice(_paths(folder))
    if isinstance(param.type, click.Choice) and dice.random() < 0.8:
        return str(dice.choice(list(param.type.choices)))
    return dice.choice(dice.choice((ODD, _FITTING, _UNFIT)))


def _paths(folder: Path) -> list[str]:
    """Files and folders that are there or not, of any ending; all within the folder."""
    there = sorted(str(path) for path in folder.iterdir())
    return [str(folder), str(folder / "no" / "x.csv"), *(str(folder / f"x{end}") for end in (
        "", ".csv", ".html", ".xlsx", ".json", ".md", ".é", ".zip")), *there]  # fmt: skip
