"""The graph as its users meet it: open a build or an endpoint, ask it, take the frames out of it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from dirskg.graph.answers.results import Answer, Solutions, Triples
from dirskg.graph.builds.home import build_path, home_folder, internal_part, read_manifest, warn
from dirskg.graph.builds.integrity import require_whole
from dirskg.graph.errors import DirskgError, Malformed, QueryFailed
from dirskg.graph.sparql.conditions import without_conditions
from dirskg.graph.sparql.faults import explain
from dirskg.graph.sparql.parameters import parameter_terms
from dirskg.graph.sparql.terms import unknown_terms
from dirskg.graph.sparql.tokens import complete
from dirskg.graph.stores.published import Published
from dirskg.graph.stores.store import DEFAULT_TIMEOUT, LocalStore, Store
from dirskg.ontology import NamedQuery, named_query

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from dirskg.graph.ecosystem.frames import Ecosystem
    from dirskg.graph.lookup.lookup import Lookup


# What the tables of a store hold is checked by its engine, block by block; what leads to them is not.
_SMALL = 100_000
Meaning = Callable[[NamedQuery, Mapping[str, str]], Mapping[str, str]]


class KnowledgeGraph:
    """A graph that answers SPARQL queries: a build on this machine or a SPARQL 1.1 endpoint."""

    def __init__(self, store: Store, build: Path | None = None) -> None:
        self._store = store
        self.build = build
        self._published: Callable[[float], Published] = lambda _: Published()
        self.tell: Callable[[str], None] = logging.getLogger("dirskg").warning  # hears what words were taken for
        self.lang = "en"  # of the names that are told with codes

    @classmethod
    def open(
        cls,
        build: str = "",
        *,
        home: str | os.PathLike[str] | None = None,
        endpoint: str | None = None,
        internal: bool = False,
        tell: Callable[[str], None] = warn,
    ) -> KnowledgeGraph:
        """Open the current build, a build by name, number or hash, or the graph behind an endpoint.

        `internal` takes in the internal sources of the build, if it has any; without it nothing of them shows.
        Where the current build is damaged, the newest whole one is opened, and `tell` is told so.
        Raises NoBuild when nothing was built, DirskgError when no build fits the name, or none is whole.
        """
        if endpoint:
            # The client for HTTP takes as long to load as all the rest.
            from dirskg.graph.stores.remote import RemoteStore

            remote = RemoteStore(endpoint)
            graph = cls(remote)
            graph._published = remote.published
            return graph
        path = build_path(home_folder(home), build, tell)
        path = (internal_part(path) if internal else None) or path
        require_whole(path, "store/", _SMALL)
        graph = cls(LocalStore(path / "store"), path)
        if not graph.manifest.get("default_graph"):
            raise DirskgError(
                f"Build {path.name} was made by an earlier dirskg, in a form that is read no more. Build again."
            )
        return graph

    def query(
        self,
        query: str,
        parameters: Mapping[str, str] | None = None,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        limit: int = 0,
    ) -> Answer:
        """Answer a SPARQL query, or a query of the library given by its name.

        Parameters of a named query are codes and ids ("V3", "BE2", "kbo-0419052173") or names for them ("maritime",
        "Flanders", "FN Herstal"). In a query text `$name` stands for one term, whatever is given: an N-Triples term, a
        prefixed name, a number, or text. Built-in prefixes need not be declared. Raises QueryFailed when it is
        malformed or time runs out, DirskgError for a value that fits nothing or several.
        """
        given = dict(parameters or {})
        named = named_query(query)
        if named is not None:
            terms = bind(named, given, self.lookup.parameters)
            return self._store.ask(asked(named, terms), terms, timeout, limit)
        text = complete(query)
        try:
            return self._store.ask(text, parameter_terms(text, given), timeout, limit)
        except Malformed as error:
            raise QueryFailed(explain(query, str(error), text.count("\n") - query.count("\n"))) from None

    def unknown_terms(self, query: str) -> list[str]:
        """A remark for each name in a query text that a build does not have; none for an endpoint's."""
        return unknown_terms(query, self.select) if self.build and named_query(query) is None else []

    def select(self, query: str, parameters: Mapping[str, str] | None = None, **options: Any) -> Solutions:
        """The same for a query that answers with rows. Raises DirskgError for ASK, CONSTRUCT and DESCRIBE."""
        answer = self.query(query, parameters, **options)
        if not isinstance(answer, Solutions):
            raise DirskgError("This query does not answer with rows. Use query() for ASK, CONSTRUCT and DESCRIBE.")
        return answer

    def resolve(self, text: str, kind: str = "") -> str:
        """The short id of the record that an id, a number of a register or a name stands for.

        With a kind (organisation, call, project, instrument) only names of such are looked at. Raises DirskgError when
        the graph has no such record, Ambiguous when several fit.
        """
        return self.lookup.record(text, kind)

    @cached_property
    def lookup(self) -> Lookup:
        """What words stand for in this graph."""
        from dirskg.graph.lookup.lookup import Lookup

        return Lookup(self.select, lambda told: self.tell(told), self.lang)

    @property
    def name(self) -> str:
        """The name of the build, or of the one that was published at the endpoint; blank where none is known."""
        return self.build.name if self.build else self._published(DEFAULT_TIMEOUT).build

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """The manifest of the build; of an endpoint what was published of it, if anything."""
        return read_manifest(self.build) if self.build else self._published(DEFAULT_TIMEOUT).manifest

    @cached_property
    def ecosystem(self) -> Ecosystem:
        """The frames for the analyses: kept beside a build, extracted by named queries from an endpoint."""
        from dirskg.graph.ecosystem.frames import extract, read_frames

        if self.build is None:
            return extract(self.select)
        require_whole(self.build, "frames/")
        return read_frames(self.build / "frames")

    def to_rdflib(self) -> rdflib.Dataset:
        """The whole graph as an rdflib Dataset with its named graphs (an endpoint gives its default graph only)."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        if self.build:
            require_whole(self.build, "quads.nq")
            dataset.parse(self.build / "quads.nq", format="nquads")
            return dataset
        answer = self.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", timeout=600)
        if isinstance(answer, Triples):
            dataset.parse(data=answer.ntriples, format="nt")
        return dataset

    def to_networkx(self) -> nx.Graph[str]:
        """Organisations and their ties as a networkx Graph with labels, regions, weights and kinds."""
        from dirskg.graph.network.projection import collaboration_network, to_networkx

        return to_networkx(collaboration_network(self.ecosystem))

    def close(self) -> None:
        """Let go of the query process."""
        self._store.close()

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def asked(query: NamedQuery, given: Collection[str]) -> str:
    """The text of a named query of which these parameters are given."""
    return without_conditions(query.text, {parameter.name for parameter in query.parameters} - set(given))


def bind(query: NamedQuery, given: Mapping[str, str], meant: Meaning = lambda _, words: words) -> dict[str, str]:
    """N-Triples terms for the parameters of a named query, whose words `meant` makes to codes and ids.

    Raises DirskgError for a parameter that is missing, unknown, or not of its type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    given = {name if name in known else name.strip().lower(): value for name, value in given.items()}
    told = ", ".join(f"{p.name} ({p.help})" for p in query.parameters) or "none"
    missing = [p.name for p in query.parameters if p.required and p.name not in given]
    unknown = [name for name in given if name not in known]
    if missing or unknown:
        what = f"has no parameter {unknown[0]!r}" if unknown else f"lacks parameter {missing[0]!r}"
        raise DirskgError(f"Query {query.name} {what}. Its parameters: {told}. Give them as -p NAME=VALUE.")
    try:
        return {name: known[name].term(value) for name, value in meant(query, given).items()}
    except ValueError as error:
        raise DirskgError(f"Query {query.name}: {error}. Its parameters: {told}.") from error
