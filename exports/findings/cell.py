"""A cell of domain and area in words: state and rule, what it lacks, who is on the spot, why only companies are named.

All take the words that findings share (`common.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dirskg.exports.findings.described import in_short
from dirskg.exports.language import Words
from dirskg.exports.language.naming import town
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.coverage import HELIX
from dirskg.graph.analyses.gaps import (
    HELIX_GAPS,
    LEAST_EXPECTED,
    LEAST_LOCATED,
    SIGNIFICANT,
    SINGLE,
    STATES,
    Cell,
    Plant,
)
from dirskg.ontology.vocab import BUILT

PLACE_UNKNOWN = "place unknown"
ALL_STATES = (*STATES, PLACE_UNKNOWN)


def lacking(cell: Cell) -> str:
    """The key of the string that says what a gap of the helix lacks; "" for other states."""
    legs = cell.missing_legs
    return f"lacking_{legs[0] if len(legs) == 1 else 'several'}" if cell.state in HELIX_GAPS else ""


def state_in(words: Words, state: str) -> str:
    """Name of a state."""
    return words(f"state_{key(state)}")


def rule_in(words: Words, state: str) -> str:
    """The rule that gives a state, with the thresholds that were used."""
    return words(
        f"rule_{key(state)}", located=words.percent(LEAST_LOCATED), expected=f"{LEAST_EXPECTED:g}",
        p=words.decimal(SIGNIFICANT), legs=", ".join(words(f"leg_{leg}") for leg in HELIX),
    )  # fmt: skip


def key(state: str) -> str:
    """A state as part of a string's key or of a class name."""
    return re.sub("[^a-z]", "_", state)


def second_company(cell: Cell, words: Words, area: Callable[[str], str], name: Callable[..., str]) -> Iterator[str]:
    """That only a second company closes the gap of a cell, and who elsewhere can deliver but is none, each once.

    `area` says what an area is called, `name` an actor by id and label.
    """
    if cell.state != SINGLE or not cell.suppliers:
        return
    yield words("second_company", n=cell.count, names=", ".join(name(*one) for one in cell.only))
    places: dict[str, dict[str, str]] = {}
    for closer in cell.unasked:
        named = {actor.id: name(actor.id, actor.label) for actor in closer.actors}
        places.setdefault(area(closer.region), {}).update(named)
    if places:
        told = words.listed(f"{', '.join(actors.values())} ({place})" for place, actors in places.items())
        yield words("second_others", names=told)


def plant(one: Plant, words: Words) -> dict[str, str]:
    """The town of an establishment, and what is `told` to be done there; and that it is announced, where it is."""
    told = one_line(in_short(one.told, words))
    told = words("on_site_announced", told=told) if one.state != BUILT else told
    return {"town": town(one.town, words.lang), "told": told}


def on_site(cell: Cell, words: Words, name: Callable[..., str]) -> Iterator[str]:
    """Who has a plant in a cell and sits elsewhere, and what its state would be if they counted there, if another."""
    if cell.on_site:
        told = (words("plant", name=name(one.id, one.label), **plant(one, words)) for one in cell.on_site)
        yield f"{words('on_site_head')}{words.high}: {f'{words.high}; '.join(told)}."
    if cell.state_on_site not in ("", cell.state):
        yield words("on_site_state", state=state_in(words, cell.state_on_site))


def works_there(cell: Cell, actor: str, words: Words) -> str:
    """That an actor who could close the gap of a cell has a plant there; "" where it has none."""
    towns = dict.fromkeys(town(one.town, words.lang) for one in cell.on_site if one.id == actor and one.state == BUILT)
    return words("on_site_works", town=words.listed(towns)) if towns else ""
