"""The template as data: its sheets, their columns and the values that are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from dirskg.graph.wording.text import plain
from dirskg.ontology.resources import toml_beside

# A row whose first cell begins so is an example of the template.
EXAMPLE = "example:"
_NEAR = 75
_MOST_TOLD = 20
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; `examples` are those of the template, one a row."""

    name: str
    form: str
    help: str
    examples: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet of the template."""

    name: str
    about: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All sheets, and for each list of values what is written and the code it stands for."""

    sheets: dict[str, SheetPlan]
    values: dict[str, dict[str, str]]
    shown: dict[str, tuple[str, ...]]  # of each list, the values that people are told of
    also: dict[str, str]  # names of columns and sheets by the comparable words for them, in four languages

    def meant(self, heading: str) -> str:
        """The comparable name of the column or sheet that a heading stands for; itself where it is none."""
        # People write two languages, or a word of explanation, into one heading: Naam / Nom, contribution (EUR).
        words = [heading] if plain(heading) in self.also else re.split(r"[/|()\n]", heading)
        found = {self.also[word] for word in map(plain, words) if word in self.also}
        return plain(found.pop() if len(found) == 1 else heading)

    def like(self, heading: str, names: Iterable[str]) -> str:
        """The heading, in any language, of one of these columns or sheets that this one nearly is, or ""."""
        names = set(names)
        # Short words are too much like one another.
        others = [word for word, name in self.also.items() if name in names and len(word) > _SHORT]
        return nearest(heading, names) or nearest(heading, others)


@cache
def read_plan() -> Plan:
    """The template of this package."""
    told = toml_beside(__file__, "template.toml")
    lists, also = told.pop("values"), told.pop("also")
    sheets = {
        name: SheetPlan(
            name,
            sheet["about"],
            tuple(Column(**{**one, "examples": tuple(one["examples"])}) for one in sheet["columns"]),
        )
        for name, sheet in told.items()
    }
    values = {
        name: {plain(word): code for code, words in codes.items() for word in (code, *words)}
        for name, codes in lists.items()
    }
    shown = {name: tuple(words[0] for words in codes.values()) for name, codes in lists.items()}
    names = [*sheets, *(column.name for sheet in sheets.values() for column in sheet.columns)]
    told = {plain(word): name for name in names for word in (name, *also.get(name, ()))}
    return Plan(sheets, values, shown, told)


def nearest(text: str, known: Iterable[str]) -> str:
    """The known text that is most like this one, or "" where none is near."""
    choices = {one: plain(one) for one in known}
    found = process.extractOne(plain(text), choices, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return found[2] if found else ""


def hint(text: str, known: Iterable[str]) -> str:
    """What to write instead: the nearest known value, and the list of them where it is short."""
    known = list(known)
    near = nearest(text, known)
    told = f" Did you mean {near!r}?" if near else ""
    return told + (f" Known are: {', '.join(known)}." if len(known) <= _MOST_TOLD else "")
