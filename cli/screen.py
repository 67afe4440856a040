"""The screen that an answer may go to: how wide it is, and whether it shows colours."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple


class Screen(NamedTuple):
    """What is known of it; without a screen, text is as wide as it needs to be."""

    width: int = 0
    colour: bool = False


def screen(output: Path | None) -> Screen:
    """The screen that a result will be read on, if any: not where it goes to a file or another program."""
    if output is not None or not sys.stdout.isatty():
        return Screen()
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(shutil.get_terminal_size().columns, colour)


def on_screen(text: str, output: Path | None = None) -> str:
    """Text of our own making as it is to be written: on a screen, its long lines end between words."""
    if width := screen(output).width:
        from dirskg.exports.tables.lines import hanging

        return hanging(text, width)
    return text


def message(text: str, lang: str = "en") -> str:
    """A message as standard error shows it: in a language, and on a screen its long lines end between words."""
    if lang != "en":
        from dirskg.exports.language.messages import in_language

        text = in_language(text, lang)
    if not sys.stderr.isatty():
        return text
    from dirskg.exports.tables.lines import hanging

    return hanging(text, shutil.get_terminal_size().columns)
