"""What pages tell of the purchase files: each cell with its page, day and grade, conflicting values side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.errors import DirskgError

_RETURN = "economic-return"
# What an amount is of, in the order of a table: agreed, set aside, and what holds more than the purchase.
_SCOPES = ("contract", "budget", "ceiling", "lifetime", "upkeep", "shared", "joint", "")
_LANGUAGES = ("en", "nl", "fr", "de")
_FIGURE = ("figure", "subject", "publisher")  # what published figures alone have


@dataclass(frozen=True, slots=True)
class Told(AsJson):
    """What a page tells. value is in euro, NaN where it tells none, and amount_kind what it is of.

    figure: the id of a published figure, which is of `subject`: a return that was reached, promised or expected, as
    `publisher` tells it.
    """

    item: str
    value: float
    value_high: float
    qualifier: str
    amount_kind: str
    year: float
    organisation: str
    topic: str
    note: str
    day: str
    grade: str
    source: str
    figure: str = ""
    subject: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseFile(AsJson):
    """A purchase file with all that pages tell of it; `domains` are those that hold its topics."""

    json_keys = "id labels level year topics domains primes told"

    id: str
    labels: Mapping[str, str]
    level: str
    programme: str
    pattern: str
    told: tuple[Told, ...]
    domains: tuple[str, ...]

    def label(self, lang: str) -> str:
        """Its name in a language, in English where there is none."""
        return self.labels.get(lang) or self.labels["en"] or self.id

    def of(self, item: str) -> tuple[Told, ...]:
        """The cells of one item."""
        return tuple(one for one in self.told if one.item == item)

    @property
    def topics(self) -> tuple[str, ...]:
        """Its topics, each once, as told."""
        return tuple(dict.fromkeys(one.topic for one in self.of("topic")))

    @property
    def primes(self) -> tuple[str, ...]:
        """Its prime contractors, each once, as told."""
        return tuple(dict.fromkeys(one.organisation for one in self.of("prime")))

    @property
    def year(self) -> float:
        """The year of the first decision; NaN where none is told."""
        return min((one.year for one in self.of("decision") if one.year == one.year), default=float("nan"))

    def traces(self) -> tuple[Trace, ...]:
        """The rows behind its cells, and the published figures on its return."""
        figures = (Trace(one.figure, "published-figures", {"figure": one.figure}) for one in self.told if one.figure)
        return Trace(self.id, "purchase-facts", {"purchase": self.id}), *figures


def purchase_files(ecosystem: Ecosystem) -> tuple[PurchaseFile, ...]:
    """All purchase files, the federal ones first, by year and id."""
    figures, holding = _published(ecosystem), ecosystem.topics.groupby("id")["domain"].agg(set).to_dict()
    order = list(ecosystem.domains["id"])
    columns = (one.name for one in fields(Told) if one.name not in _FIGURE)
    cells = rows(ecosystem.purchase_facts, "purchase", *columns)
    facts = lists_of((purchase, Told(*cell)) for purchase, *cell in cells)
    found = []
    for one, level, programme, pattern, *labels in rows(
        ecosystem.purchases, "id", "level", "programme", "pattern", *(f"label_{lang}" for lang in _LANGUAGES)
    ):
        told = (*facts.get(one, ()), *(figures.get(programme, ()) if programme else ()))
        held = set().union(*(holding.get(cell.topic, ()) for cell in told)) - {""}
        domains = tuple(sorted(held, key=order.index))
        spoken = dict(zip(_LANGUAGES, labels, strict=True))
        found.append(PurchaseFile(one, spoken, level, programme, pattern, tuple(sorted(told, key=_place)), domains))
    return tuple(sorted(found, key=lambda file: (file.level != "federal", file.year, file.id)))


def file_named(ecosystem: Ecosystem, name: str) -> PurchaseFile:
    """The one file meant by an id, with or without `purchase-`, by words of its name in any language, by those that
    name it in the note of a tie, by a prime contractor, or by words of what pages tell.

    Raises DirskgError where none or several are meant.
    """
    files, said, told = purchase_files(ecosystem), " ".join(name.split()).casefold(), _letters(name)
    names = dict(rows(ecosystem.organisations, "id", "label"))
    ways: tuple[Callable[[PurchaseFile], bool], ...] = (
        lambda file: told in map(_letters, (file.id, file.id.removeprefix("purchase-"), file.programme)),
        lambda file: told in map(_letters, file.labels.values()),
        lambda file: any(told in _letters(label) for label in file.labels.values()),
        lambda file: bool(file.pattern and re.search(file.pattern, said, re.IGNORECASE)),
        lambda file: any(told in _letters(names.get(prime, "")) for prime in file.primes),
        lambda file: any(told in _letters(one.note) for one in file.told),
    )
    meant = next((found for way in ways if (found := [file for file in files if told and way(file)])), [])
    if len(meant) == 1:
        return meant[0]
    choice = ", ".join(file.id.removeprefix("purchase-") for file in meant or files)
    wrong = f"{name!r} may be any of several purchase files" if meant else f"No purchase file is called {name!r}"
    raise DirskgError(f"{wrong}. Give one of: {choice or 'none; this graph has no purchase files'}.")


def _letters(text: str) -> str:
    """A text without case, spaces and signs: f35 is F-35."""
    return re.sub(r"[\W_]", "", text.casefold())


def _published(ecosystem: Ecosystem) -> dict[str, list[Told]]:
    """By programme, published figures on the return of its file to the whole country, in euro."""
    figures = ecosystem.figures
    figures = figures[
        figures["subject"].str.startswith(_RETURN) & (figures["unit"] == "EUR") & (figures["region"] == "BE")
    ]
    columns = ("programme", "value", "value_high", "qualifier", "year", "note", "grade", "source", "id", "subject",
               "publisher")  # fmt: skip
    return lists_of(
        (programme, Told("return", value, high, qualifier, "", year, "", "", note, "", grade, source, *figure))
        for programme, value, high, qualifier, year, note, grade, source, *figure in rows(figures, *columns)
    )


def _place(cell: Told) -> tuple[int, int, float, float, str, str, str]:
    """Items in the order of a table, within an item by what an amount is of, then by year; unknown ones stand last."""
    item = ("decision", "prime", "value", "return", "topic").index(cell.item)
    scope = _SCOPES.index(cell.amount_kind) if cell.amount_kind in _SCOPES else len(_SCOPES)
    year, value = (number if number == number else float("inf") for number in (cell.year, cell.value))
    return item, scope, year, value, cell.organisation, cell.topic, cell.source
