"""The race of commands: whatever reads a build takes part in it, as a user would type it."""

from __future__ import annotations

import shlex

import click
import pytest
import run_commands

from dirskg.cli.main import COMMANDS, cli

# One writes an empty workbook, one needs two builds, two change what is kept, one does not end (`serve_load.py`), one
# needs a store of somebody else.
NOT_RACED = {"template", "diff", "prune", "use", "serve", "publish"}


def test_every_command_takes_part() -> None:
    assert {words.split()[0] for words in run_commands.COMMANDS} == set(COMMANDS) - NOT_RACED


@pytest.mark.parametrize("words", run_commands.COMMANDS)
def test_each_is_a_command_with_options_that_it_has(words: str) -> None:
    name, *rest = shlex.split(words.format(out="."))
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    with command.make_context(name, rest, parent=click.Context(cli)) as context:
        assert not context.args
