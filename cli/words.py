"""Words of the command line that stand for codes and ids: regions, domains, legs, organisations, calls, gaps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

from dirskg.cli.options import Command
from dirskg.cli.runtime import Runtime
from dirskg.graph.errors import Ambiguous, DirskgError
from dirskg.ontology.vocab import LEGS

if TYPE_CHECKING:
    import pandas as pd

    from dirskg.graph import KnowledgeGraph
    from dirskg.graph.ecosystem.frames import Ecosystem
    from dirskg.graph.lookup.words import Named

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Words:
    """A graph in which words are looked up. What is a code of its frames is one, without asking; blank stays blank."""

    graph: KnowledgeGraph
    ecosystem: Ecosystem

    def domain(self, text: str) -> str:
        """The domain that a word stands for."""
        return text if _has(text, self.ecosystem.domains) else self.graph.lookup.code("domain", text)

    def programme(self, text: str) -> str:
        """The programme that a word stands for."""
        return text if _has(text, self.ecosystem.calls, "programme") else self.graph.lookup.code("programme", text)

    def topic(self, text: str) -> str:
        """The topic that a word stands for, in any of four languages."""
        return self.graph.lookup.code("topic", text) if text else ""

    def region(self, text: str) -> str:
        """The region that a word stands for."""
        return text if _has(text, self.ecosystem.regions) else self.graph.lookup.code("region", text)

    def area(self, text: str) -> str:
        """The region, province or district that a word stands for."""
        there = _has(text, self.ecosystem.regions) or _has(text, self.ecosystem.areas)
        return text if there else self.graph.lookup.code("area", text)

    def leg(self, text: str) -> str:
        """The leg of the helix that a word stands for."""
        return text if text in ("", *LEGS) else self.graph.lookup.code("leg", text)

    def gap(self, text: str) -> tuple[str, str]:
        """Region and domain of REGION/DOMAIN, in either order where the domain is written as a code."""
        region, domain = gap_words(text)
        if _has(region.upper(), self.ecosystem.domains):
            region, domain = domain, region
        return self.region(region), self.domain(domain)

    def organisation(self, text: str) -> str:
        """The id of the organisation that an id, a number of a register or a name stands for."""
        return text if _has(text, self.ecosystem.organisations) else self.graph.resolve(text, "organisation")

    def wanted_and_barred(
        self, include: Iterable[str], exclude: Iterable[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of --include and of --exclude. Raises click.UsageError where one stands in both."""
        wanted, barred = each(self.organisation, include), each(self.organisation, exclude)
        if both := sorted({*wanted} & {*barred}):
            raise click.UsageError(f"{', '.join(both)} cannot be both included and excluded.")
        return wanted, barred

    def row(self, values: Mapping[str, str]) -> dict[str, str]:
        """A row of a table of changes with codes for words; what stands for none is left for its checks."""
        found = dict(values)
        for kind in ("region", "leg", "size", "domain"):  # so are the columns called
            if values.get(kind):
                with suppress(DirskgError):
                    found[kind] = self.graph.lookup.code(kind, values[kind])
        return found

    def call(self, text: str) -> str:
        """The id of the call that an id, with or without its prefix, or a title stands for."""
        return text if _has(text, self.ecosystem.calls) else self.graph.resolve(text, "call")


def _has(text: str, frame: pd.DataFrame, column: str = "id") -> bool:
    return not text or bool((frame[column] == text).any())


def each(look: Callable[[str], str], texts: Iterable[str]) -> tuple[str, ...]:
    """What the words stand for, each once."""
    return tuple(dict.fromkeys(all_found(look, texts)))


def all_found(look: Callable[[T], V], asked: Iterable[T]) -> list[V]:
    """What is found for each that is asked for. Raises DirskgError that tells of all for which nothing is."""
    found, wrong = [], []
    for one in asked:
        try:
            found.append(look(one))
        except DirskgError as error:
            wrong.append(error)
    if wrong:
        raise type(wrong[0])("\n".join(dict.fromkeys(map(str, wrong))))
    return found


def gap_option(told: str, metavar: str = "REGION/DOMAIN") -> Callable[[Command], Command]:
    """The option --gap, which is two words; `told` is its help."""
    return click.option("--gap", default="", metavar=metavar, help=told, callback=_two_words)


def _two_words(context: click.Context, parameter: click.Parameter, text: str) -> str:
    return "/".join(gap_words(text)) if text else ""


def gap_words(text: str) -> tuple[str, str]:
    """The two words of REGION/DOMAIN. Raises click.UsageError where there are not two."""
    region, _, domain = (part.strip() for part in text.partition("/"))
    if not (region and domain):
        raise click.UsageError(f"--gap {text}: write it as REGION/DOMAIN, such as BE3/V3 or Wallonia/maritime.")
    return region, domain


def one_of(run: Runtime, text: str, names: Iterable[Named], none_fits: str) -> str:
    """The one of a list of the program's own (queries, tables, sources) that a word stands for, which is told.

    Raises Ambiguous where several fit, DirskgError with `none_fits` and the nearest where none does.
    """
    from dirskg.graph.lookup.words import fit, nearest

    known = list(names)
    if any(code == text for code, _ in known):
        return text
    codes = fit(text, known).codes
    if len(codes) > 1:
        raise Ambiguous(f"{text!r} fits several: {', '.join(codes)}. Give one of these.")
    if not codes:
        near = ", ".join(code for code, _ in nearest(text, known))
        raise DirskgError(f"{none_fits} Nearest: {near}." if near else none_fits)
    run.say(f"{text!r} is taken for {codes[0]}.")
    return codes[0]


def known_source(run: Runtime, text: str, known: Collection[str]) -> str:
    """The name of the source that a word stands for."""
    told = f"Unknown source {text!r}. Known: {', '.join(known)}. `dirskg sources` tells about each."
    return one_of(run, text, ((one, one) for one in known), told)


def library_query(run: Runtime, text: str) -> str:
    """The name of the query of the library that a word stands for: its name or title, or a part of them."""
    from dirskg.ontology import named_queries, named_query

    if named_query(text) is not None:
        return text
    names = [(name, called) for name, query in named_queries().items() for called in (name, query.title)]
    return one_of(run, text, names, f"No query is called {text!r}. `dirskg queries` lists them.")
