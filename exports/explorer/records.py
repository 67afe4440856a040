"""What the graph has on record, as tables for the page: organisations, claims, projects, calls, ties, sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dirskg.exports.explorer.columns import Columns, Numbered, cleaned, numbered, texts, values, wholes
from dirskg.exports.explorer.material import Material
from dirskg.exports.language import LANGUAGES
from dirskg.exports.language.naming import town
from dirskg.graph.answers.results import Solutions
from dirskg.graph.ecosystem.hosts import is_weak
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.network.finder import FUNDER_KINDS
from dirskg.graph.network.projection import SEAT, project_shares
from dirskg.graph.network.reasons import NONE, reason_of, recent_projects
from dirskg.ontology import short
from dirskg.ontology.vocab import BUILT

_SURE = ("low", "medium", "high")
_TOLD = ("town", "region", "size", "homepage", "kind", "level")


class Records:
    """The tables of one page. Organisations, projects, calls and sources stand in others by their number."""

    def __init__(self, material: Material) -> None:
        ecosystem = material.ecosystem
        self.material = material
        self.organisations = Numbered(values(ecosystem.organisations["id"]))
        self.projects = Numbered(values(ecosystem.projects["id"]))
        self.calls = Numbered(values(ecosystem.calls["id"]))
        self.sources = Numbered()
        country = ecosystem.organisations["country"]
        self.home = set(values(ecosystem.organisations.loc[country.isin(["BE", ""]), "id"]))

    def tables(self) -> dict[str, Any]:
        """All tables by name; the sources last, since the others number them."""
        found = {
            "organisations": self._organisations(), "claims": self._claims(), "strengths": self._strengths(),
            "functions": self._functions(), "establishments": self._establishments(),
            "projects": self._projects(), "calls": self._calls(), "parts": self._parts(), "ties": self._ties(),
            "identifiers": self._identifiers(), "told": self._told(), "names": self._names(),
            "mentions": self._mentions(),
        }  # fmt: skip
        weak = [number for text, number in self.sources.numbers.items() if is_weak(text)]
        return {**found, "weak": weak, "sources": self.sources.texts()}

    def _at_home(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows on Belgian organisations: those of the many abroad follow from their projects."""
        return frame[frame["organisation"].isin(self.home)]

    def _cited(self, frame: Any) -> list[int]:
        return numbered(frame["source"], self.sources)

    def _organisations(self) -> Columns:
        ecosystem = self.material.ecosystem
        frame = ecosystem.organisations
        plain = ("id", "kind", "legs", "level", "country", "region", "nuts3", "town", "size", "homepage")
        found = texts(frame, *plain, name="label")
        for lang in LANGUAGES:
            found |= texts(ecosystem.speaking(lang).organisations, **{lang: "label"})
        # A name that is the same in a language is not told again.
        for lang in LANGUAGES:
            found[lang] = ["" if own == name else own for own, name in zip(found[lang], found["name"], strict=True)]
            found[f"town_{lang}"] = [town(one, lang) if one else "" for one in found["town"]]
        del found["town"]
        funders = frame["kind"].isin(FUNDER_KINDS).tolist()
        return {**found, "defence": list(map(int, frame["defence"])), "funder": list(map(int, funders))}

    def _claims(self) -> Columns:
        frame = self._at_home(self.material.ecosystem.claims)
        return {
            "organisation": numbered(frame["organisation"], self.organisations.known),
            "project": numbered(frame["project"], self.projects.known),
            **texts(frame, "domain", "basis", "confidence"),
            "year": wholes(frame["year"]),
            "source": self._cited(frame),
        }

    def _strengths(self) -> Columns:
        frame = self._at_home(self.material.ecosystem.strengths)
        found = texts(frame, "domain", "strength", "rule")
        return {"organisation": numbered(frame["organisation"], self.organisations.known), **found}

    def _functions(self) -> Columns:
        frame = self._at_home(self.material.ecosystem.functions)
        return {
            "organisation": numbered(frame["organisation"], self.organisations.known),
            **texts(frame, "function", "confidence", "told"),
            "source": self._cited(frame),
        }

    def _establishments(self) -> Columns:
        frame = self._at_home(self.material.ecosystem.establishments)
        towns = {f"town_{lang}": [town(one, lang) for one in frame["town"]] for lang in LANGUAGES}
        return {
            "organisation": numbered(frame["organisation"], self.organisations.known),
            **texts(frame, "domain", "told"), **towns,
            "announced": [int(state != BUILT) for state in frame["state"]],
            "year": wholes(frame["year"]),
            "source": self._cited(frame),
        }  # fmt: skip

    def plants(self) -> dict[tuple[str, ...], int]:
        """The rows of establishments by organisation, domain, town, what is done there, state and page."""
        frame = self._at_home(self.material.ecosystem.establishments)
        told = ("organisation", "domain", "town", "told", "state", "source")
        return {place: row for row, place in enumerate(rows(frame, *told))}

    def _projects(self) -> Columns:
        frame = self.material.ecosystem.projects
        share, recent = project_shares(self.material.network), recent_projects(self.material.network)
        domains = self._domains_of()
        return {
            **texts(frame, "id", "acronym", "title", "programme", "category", "start", "end", "status"),
            "call": numbered(frame["call"], self.calls.known),
            "year": wholes(frame["year"]),
            "money": wholes(frame["eu_contribution"]),
            "domains": [domains.get(project, "") for project in values(frame["id"])],
            "share": [round(share.get(project, 0.0), 5) for project in values(frame["id"])],
            "recent": [int(project in recent) for project in values(frame["id"])],
            "source": self._cited(frame),
        }

    def _domains_of(self) -> dict[str, str]:
        found: dict[str, set[str]] = {}
        for project, domain in rows(self.material.ecosystem.project_domains, "project", "domain"):
            found.setdefault(project, set()).add(domain)
        return {project: " ".join(sorted(own)) for project, own in found.items()}

    def _calls(self) -> Columns:
        frame = self.material.ecosystem.calls
        return {
            **texts(frame, "id", "title", "programme", "category", "opens", "deadline"),
            "year": wholes(frame["year"]),
            "money": wholes(frame["budget"]),
            "source": self._cited(frame),
        }

    def _parts(self) -> Columns:
        frame = self.material.ecosystem.participations
        return {
            "organisation": numbered(frame["organisation"], self.organisations.known),
            "project": numbered(frame["project"], self.projects.known),
            **texts(frame, "role"),
            "money": wholes(frame["contribution"]),
            "source": self._cited(frame),
        }

    def _ties(self) -> Columns:
        """`weight` is what a tie adds to that of its pair, 0 where its `reason` says nothing about working together."""
        frame, network = self.material.ecosystem.ties, self.material.network
        index, weight = network.index, {}
        ends = list(zip(network.u.tolist(), network.v.tolist(), strict=True))
        for edge, kind, value in rows(network.tie_weights, "edge", "kind", "weight"):
            weight[*ends[edge], kind] = value
        found, reason = [], []
        for a, b, kind, note in rows(frame, "from", "to", "kind", "note"):
            low, high = sorted((index.get(a, -1), index.get(b, -1)))
            reason.append(NONE if kind == SEAT else reason_of(kind, note))
            found.append(round(weight.get((low, high, kind), 0.0), 5) if reason[-1] < NONE else 0.0)
        return {
            "from": numbered(frame["from"], self.organisations.known),
            "to": numbered(frame["to"], self.organisations.known),
            **texts(frame, "kind", "note"),
            "year": wholes(frame["year"]),
            "weight": found,
            "reason": reason,
            "source": self._cited(frame),
        }

    def _identifiers(self) -> Columns:
        rows = sorted(zip(*self._asked(self.material.identifiers), strict=True))
        return {
            "organisation": [self.organisations.known(one) for one, _, _ in rows],
            "kind": [kind for _, kind, _ in rows],
            "value": [value for _, _, value in rows],
        }

    def _told(self) -> Columns:
        """Which page tells a fact of a Belgian organisation as it is used here: the surest, and the newest of those."""
        frame = self.material.ecosystem.organisations
        used = {fact: dict(zip(values(frame["id"]), values(frame[fact]), strict=True)) for fact in _TOLD}
        best: dict[tuple[str, str], tuple[int, str, str]] = {}
        for one, fact, value, day, confidence, source in zip(*self._asked(self.material.told), strict=True):
            if one in self.home and used[fact].get(one) == value:
                surest = (_SURE.index(confidence), day, source)
                best[one, fact] = max(best.get((one, fact), surest), surest)
        found = [(self.organisations.known(one), fact, *told) for (one, fact), told in sorted(best.items())]
        return {
            "organisation": [one for one, *_ in found],
            "fact": [fact for _, fact, *_ in found],
            "confidence": [_SURE[sure] for _, _, sure, *_ in found],
            "year": [day[:4] for *_, day, _ in found],
            "source": [self.sources(source) for *_, source in found],
        }

    def _names(self) -> Columns:
        """Further names of organisations, which the search looks at too."""
        found = sorted(zip(*self._asked(self.material.names), strict=True))
        others = [(self.organisations.known(one), name) for one, kind, name in found if kind == "organisation"]
        return {"organisation": [one for one, _ in others], "name": [name for _, name in others]}

    def _mentions(self) -> Columns:
        frame = self.material.ecosystem.mentions
        about = values(frame["about"])
        return {
            "organisation": list(map(self.organisations.known, about)),
            "project": list(map(self.projects.known, about)),
            "call": list(map(self.calls.known, about)),
            **texts(frame, "topic", "sentence"),
            "source": self._cited(frame),
        }

    def _asked(self, answer: Solutions) -> list[list[str]]:
        """The columns of an answer as texts, IRIs as short ids."""
        found = answer.values(short)
        columns = [[str(row[place] or "") for row in found] for place in range(len(answer.columns))]
        return [cleaned(column) for column in columns]
