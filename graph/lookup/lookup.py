"""What a user means: the one place where words become codes and ids of a graph.

A word that fits one thing is taken for it, and that is told; one that fits several is asked back with all of them; for
one that fits nothing the nearest are named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from dirskg.graph.answers.results import Solutions
from dirskg.graph.errors import Ambiguous, DirskgError
from dirskg.graph.lookup.words import Fit, Named, also_called, bare_place, fit, nearest
from dirskg.graph.wording.days import day_of
from dirskg.graph.wording.spellings import spellings
from dirskg.ontology import NamedQuery, Parameter, entity_iri, named_query, short
from dirskg.ontology.vocab import PREFIXES, is_iri, sparql_prefixes

_SAME_AS = PREFIXES["owl"] + "sameAs"
_UNKNOWN = "unknown"
_MOST_TOLD = 10
_REGION_CODE, _DISTRICT_CODE = len("BE2"), len("BE234")
_MOST_LISTED = 30
_DIGITS = 6  # of what has as many, and no word, nothing but a number of a register is looked for
# Codes and labels by kind of code. An area may be a region, a province or a district.
_NAMED = "SELECT DISTINCT ?code ?name {{ ?c {} ; skos:notation ?code ; skos:prefLabel ?name }} ORDER BY ?code "
_ENGLISH_FIRST = 'DESC(lang(?name) = "en") ?name'
_LABELS = {
    kind: _NAMED.format(pattern) + _ENGLISH_FIRST
    for kind, pattern in {
        "domain": "skos:inScheme id:scheme-domains",
        "topic": "skos:inScheme id:scheme-topics",
        "area": "skos:broader+ nuts:BE",
        "region": "skos:broader nuts:BE",
        "leg": "skos:inScheme id:scheme-leg",
        "size": "skos:inScheme id:scheme-size",
        "level": "skos:inScheme id:scheme-level",
    }.items()
} | {
    "synonym": "SELECT DISTINCT ?code ?name { ?c skos:inScheme id:scheme-topics ; skos:notation ?code ; "
    "skos:altLabel|skos:hiddenLabel ?name } ORDER BY ?code " + _ENGLISH_FIRST,
    "programme": "SELECT DISTINCT ?code (?code AS ?name) { ?any :programme ?code } ORDER BY ?code",
    "number": "SELECT DISTINCT ?code ?name { ?code adms:identifier/skos:notation ?name } ORDER BY ?code ?name",
}
_WIDER = (
    "SELECT DISTINCT ?code ?wider { ?c skos:inScheme id:scheme-topics ; skos:notation ?code ; "
    "skos:broader/skos:notation ?wider } ORDER BY ?code ?wider"
)
_HELD = (
    "SELECT ?domain ?topic { ?d skos:inScheme id:scheme-domains ; skos:notation ?domain ; "
    "skos:narrower/skos:notation ?topic }"
)
# Types of parameters whose values are codes.
_KINDS = {kind: kind for kind in ("domain", "topic", "area", "region", "leg", "size", "level", "programme")} | {
    "region_code": "region"
}
_RECORDS = ("organisation", "call", "project", "instrument")
# What stands before the ids of records that are not called by a number of a register.
_PREFIXES = ("call", "project", "instrument", "domain", "ref")


class Lookup:
    """Words looked up in one graph. `ask` answers a SPARQL query, `tell` hears what a word was taken for.

    Codes are told with their names in `lang`, in English where they have none.
    """

    def __init__(self, ask: Callable[[str], Solutions], tell: Callable[[str], None], lang: str = "en") -> None:
        self._ask = ask
        self._tell = tell
        self._own_first = f'DESC(lang(?name) = "{lang}") {_ENGLISH_FIRST}'
        self._names: dict[str, tuple[Named, ...]] = {}
        self._found: dict[tuple[str, str], str] = {}

    def code(self, kind: str, text: str, *, unknown: bool = False) -> str:
        """The code of a kind (domain, topic, region, area, leg, size, level, programme) that a word stands for.

        `unknown` may be one of them. Raises Ambiguous where several fit, DirskgError where none does.
        """
        return self._once(kind, text, lambda: self._code(kind, text, unknown))

    def record(self, text: str, kind: str = "") -> str:
        """The short id of the record that an id, a number of a register or a name stands for.

        With a kind (organisation, call, project, instrument) only names of such are looked at. Raises Ambiguous where
        several records fit, DirskgError where none does.
        """
        return self._once(f"record {kind}", text, lambda: self._record(text.strip(), kind))

    def identified(self, text: str) -> tuple[str, ...]:
        """The short ids of the records that have this id or number of a register."""
        return self._by_id(text.strip()) or self._by_number(text)

    def parameters(self, query: NamedQuery, given: Mapping[str, str]) -> dict[str, str]:
        """Parameters of a named query with codes and ids for the words that were given."""
        found = dict(given)
        for parameter in (one for one in query.parameters if one.name in given):
            try:
                found[parameter.name] = self._value(parameter, given[parameter.name])
            except DirskgError as error:
                told = f"Query {query.name}, parameter {parameter.name} ({parameter.help})"
                raise type(error)(f"{told}: {error}") from error
        return found

    def _value(self, parameter: Parameter, text: str) -> str:
        if kind := _KINDS.get(parameter.type):
            return self.code(kind, text, unknown=_UNKNOWN in parameter.help)
        if parameter.type in ("entity", *_RECORDS):
            return self.record(text, "" if parameter.type == "entity" else parameter.type)
        return day_of(text) if parameter.type == "date" else text

    def _once(self, kind: str, text: str, look: Callable[[], str]) -> str:
        if (kind, text) not in self._found:
            self._found[kind, text] = look()
        return self._found[kind, text]

    def _code(self, kind: str, text: str, unknown: bool) -> str:
        text = short(text)
        names = self._labels(kind)
        codes = sorted({code for code, _ in names})
        if text in codes or (unknown and text == _UNKNOWN):
            return text
        words = [*names, *also_called([*codes, *([_UNKNOWN] if unknown else [])])]
        what = "region" if kind == "area" else kind
        fits = self._topics(text, words) if kind == "topic" else fit(text, words)
        if kind == "area" and not fits.codes and (named := bare_place(text)) != text:
            districts = [(code, name) for code, name in words if len(code) == _DISTRICT_CODE]
            fits = fit(named, districts)
        if kind == "domain" and not fits.codes:
            fits = self._holding(text)
        if kind == "topic" and len(fits.codes) > 1:
            self._domain_of_topics(text)
        if fits.codes:
            return self._one(text, fits, words, "")
        there = f"There are: {self._shown(_likely(text, codes), names) or 'none'}."
        told = f"No {what} is called {text!r}. {'`dirskg topics` lists them.' if kind == 'topic' else there}"
        if kind == "region" and text.isalpha():
            # Who names a province or a district is led to the region that it lies in.
            areas = self._labels("area")
            words += [(code[:_REGION_CODE], name) for code, name in [*areas, *also_called([code for code, _ in areas])]]
        return self._one(text, fits, words, told)

    def _holding(self, text: str) -> Fit:
        """The domains that hold the topics that a word stands for: cyber defence, artificial intelligence."""
        fits = self._topics(text, self._labels("topic"))
        rows = self._ask(sparql_prefixes() + _HELD).values(short) if fits.codes else []
        return Fit(tuple(sorted({str(domain) for domain, topic in rows if topic in fits.codes})), False)

    def _domain_of_topics(self, text: str) -> None:
        """Raises Ambiguous, with its topics, where a word that fits several of them is how one domain is called."""
        called = fit(text, self._labels("domain")).codes
        if len(called) == 1:
            rows = self._ask(sparql_prefixes() + _HELD).values(short)
            held = ", ".join(sorted(str(topic) for domain, topic in rows if domain == called[0]))
            raise Ambiguous(
                f"{text!r} is the domain {called[0]}, which holds the topics {held}. Give one of these codes; "
                f"`dirskg query --name actors-in-domain -p domain={called[0]}` shows who is active in any of them."
            )

    def _topics(self, text: str, names: Sequence[Named]) -> Fit:
        """Topics by name or a synonym. Of those that fit, the ones that stand under another of them are left out."""
        fits = fit(text, names, self._labels("synonym"))
        rows = self._ask(sparql_prefixes() + _WIDER).values(short) if len(fits.codes) > 1 else []
        under = {str(code) for code, wider in rows if wider in fits.codes}
        return Fit(tuple(code for code in fits.codes if code not in under), fits.sure)

    def _labels(self, kind: str) -> tuple[Named, ...]:
        if kind not in self._names:
            query = _LABELS[kind].replace(_ENGLISH_FIRST, self._own_first)
            rows = self._ask(sparql_prefixes() + query).values(short)
            self._names[kind] = tuple((str(code), str(name)) for code, name in rows)
        return self._names[kind]

    def _record(self, text: str, kind: str) -> str:
        if found := self._by_id(text, kind):
            return found[0]
        told = f"The graph has no record {text!r}. `dirskg find` looks ids up by name."
        if found := self._by_number(text):
            return self._one(text, Fit(found, False), (), told)
        if len(re.findall(r"\d", text)) >= _DIGITS and not re.search(r"[^\W\d_]{4}", text):
            return self._one(text, Fit((), False), self._labels("number"), told)
        rows = [(one, name) for one, type_, name in self.names if kind in ("", type_)]
        ids = [(one, _bare(one)) for one in dict.fromkeys(one for one, _ in rows)]
        # Calls and projects are known by what stands in their ids: EDF-2026-DA-NAVAL-EMSAS, and a part of it.
        names = [*rows, *((one, bare) for one, bare in ids if bare != one)]
        return self._one(text, fit(text, names), names, told)

    @cached_property
    def names(self) -> list[tuple[str, str, str]]:
        """Short id, type and name of all that has a name, as the named query `names` tells them."""
        library = named_query("names")
        assert library is not None
        rows = self._ask(library.unordered).values(short)
        return sorted((str(one), str(kind), str(name)) for one, kind, name in rows)

    def _by_id(self, text: str, kind: str = "") -> tuple[str, ...]:
        """The record of this id or another one of its own; else with the prefix that it may lack."""
        prefixes = ("ref",) if kind == "organisation" else _PREFIXES
        for forms in ([text], [text.lower(), f"domain-{text.upper()}", *(f"{one}-{text}" for one in prefixes)]):
            iris = [iri for iri in map(entity_iri, forms) if is_iri(iri)]
            told = " UNION ".join(
                f"{{ ?id <{_SAME_AS}> <{iri}> }} UNION {{ <{iri}> a ?type BIND(<{iri}> AS ?id) }}" for iri in iris
            )
            if found := self._ask(f"SELECT DISTINCT ?id {{ {told} }}").values(short) if told else []:
                return (str(found[0][0]),)
        return ()

    def _by_number(self, text: str) -> tuple[str, ...]:
        values = " ".join(f'"{one}"' for one in spellings(text) if re.fullmatch(r"[\w.-]+", one))
        if not values:
            return ()
        query = f"SELECT DISTINCT ?id {{ VALUES ?n {{ {values} }} ?id adms:identifier/skos:notation ?n }} ORDER BY ?id"
        return tuple(str(row[0]) for row in self._ask(sparql_prefixes() + query).values(short))

    def _one(self, text: str, fits: Fit, names: Sequence[Named], none_fits: str) -> str:
        """The one code that fits, which is told; else an error that names those that do, or the nearest."""
        if len(fits.codes) == 1:
            code = fits.codes[0]
            if text.casefold() != code.casefold():
                self._tell(f"{text!r} is taken for {self._shown(fits.codes, names)}.")
            return code
        if fits.codes:
            more = f"; and {len(fits.codes) - _MOST_TOLD} more" if len(fits.codes) > _MOST_TOLD else ""
            told = self._shown(fits.codes[:_MOST_TOLD], names)
            raise Ambiguous(f"{text!r} fits several: {told}{more}. Give one of these codes.")
        begun = [code for code, _ in names if code.casefold().startswith(text.casefold())]
        near = [*dict.fromkeys([*begun, *(code for code, _ in nearest(text, names))])][:_MOST_TOLD]
        if {*near} in (set(), {code for code, _ in names}):  # all that there are stand there already
            raise DirskgError(none_fits)
        raise DirskgError(f"{none_fits} Nearest: {self._shown(near, names)}.")

    def _shown(self, codes: Sequence[str], names: Sequence[Named]) -> str:
        """Codes with what they are called: by the graph, or by the first of the names."""
        iris = " ".join(f"<{entity_iri(code)}>" for code in codes if is_iri(entity_iri(code)))
        query = f"SELECT ?id ?name {{ VALUES ?id {{ {iris} }} ?id skos:prefLabel ?name }} ORDER BY {self._own_first}"
        called: dict[str, str] = {}
        for code, name in [*self._ask(sparql_prefixes() + query).values(short), *names]:
            called.setdefault(str(code), str(name))
        return "; ".join(f"{one} ({called[one]})" if called.get(one, one) != one else one for one in codes)


def _likely(text: str, codes: Sequence[str]) -> Sequence[str]:
    """Of many codes of areas those within the same one, else the largest."""
    near = [one for one in codes if len(one) == len(text) and one[:3] == text[:3].upper()]
    least = min(map(len, codes), default=0)
    return codes if len(codes) <= _MOST_LISTED else near or [one for one in codes if len(one) == least]


def _bare(identifier: str) -> str:
    head, dash, rest = identifier.partition("-")
    return rest if dash and head in _PREFIXES else identifier
