"""Answers to SPARQL queries: rows of terms, a yes or no, or triples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from dirskg.graph.errors import DirskgError, Malformed, QueryFailed
from dirskg.graph.wording.days import day
from dirskg.ontology.vocab import XSD

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Value = str | int | float | bool | None

_INTEGERS = frozenset(
    XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
)
_FLOATS = frozenset(XSD + name for name in ("decimal", "double", "float"))


class Term(NamedTuple):
    """An RDF term: kind is uri, literal or bnode. Plain text and text with a language have no datatype."""

    kind: str
    value: str
    datatype: str = ""
    lang: str = ""

    def python(self) -> Value:
        """The value as Python has it: int, float and bool for the XSD types, else text."""
        convert: Callable[[str], Value] = str
        if self.datatype in _INTEGERS:
            convert = int
        elif self.datatype in _FLOATS:
            convert = float
        elif self.datatype == XSD + "boolean":
            return self.value in ("true", "1")
        try:
            return convert(self.value)
        except ValueError:
            return self.value


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of a SELECT query; `truncated` tells that a limit cut them."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    truncated: bool = False

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Solutions:
        """From the SPARQL 1.1 Query Results JSON Format."""
        told = document["head"]["vars"]
        columns = tuple(told)
        if not isinstance(told, list) or len(set(columns)) < len(columns):
            raise ValueError("columns are a list in which each stands once")
        bindings = document["results"]["bindings"]
        rows = [tuple(_term(binding.get(column)) for column in columns) for binding in bindings]
        return cls(columns, rows, bool(document.get("truncated")))

    def values(self, show: Callable[[str], str] = str) -> list[list[Value]]:
        """Rows of Python values; IRIs pass through `show`, a missing value is None."""
        return [
            [None if t is None else show(t.value) if t.kind == "uri" else t.python() for t in row] for row in self.rows
        ]

    def with_addresses(self, show: Callable[[str], str]) -> Solutions:
        """The same with IRIs as `show` has them; where it changes any in a column, the IRIs stand in one at the end."""
        told: dict[str, list[Term | None]] = {}
        beside: dict[str, list[Term | None]] = {}
        for name, terms in zip(self.columns, zip(*self.rows, strict=True), strict=False):
            shown = [t._replace(kind="literal", value=show(t.value)) if t and t.kind == "uri" else t for t in terms]
            changed = any(old and new and old.value != new.value for old, new in zip(terms, shown, strict=True))
            told[name] = shown if changed else list(terms)
            if changed:
                address = f"{name}_address"
                while address in self.columns:
                    address += "_"
                beside[address] = [t if t and t.kind == "uri" else None for t in terms]
        columns = {**told, **beside}
        return Solutions(tuple(columns), list(zip(*columns.values(), strict=True)), self.truncated) if columns else self

    def _repr_html_(self) -> str:
        """In a notebook: a table of the first rows."""
        from dirskg.graph.answers.notebook import table_html

        return table_html(self.columns, self.values(), " (a limit cut them)" if self.truncated else "")

    @property
    def days(self) -> frozenset[int]:
        """Places of the columns that hold nothing but days."""
        columns = enumerate(zip(*self.rows, strict=True))
        return frozenset(place for place, terms in columns if any(terms) and all(map(_is_day, filter(None, terms))))

    def to_pandas(self, show: Callable[[str], str] = str) -> pd.DataFrame:
        """A DataFrame; missing text is "", missing numbers are NaN."""
        import pandas as pd

        frame = pd.DataFrame(self.values(show), columns=list(self.columns))
        for column in frame.columns:
            if frame[column].dtype == object or str(frame[column].dtype).startswith("str"):
                frame[column] = frame[column].fillna("") if frame[column].map(_is_text).all() else frame[column]
        return frame

    def to_arrow(self, show: Callable[[str], str] = str) -> pa.Table:
        """An Arrow table with null for what is missing; a column of mixed types becomes text, as it is written."""
        import pyarrow as pa

        from dirskg.graph.answers.arrow import day_column, typed_column

        columns: list[tuple[Value, ...]] = list(zip(*self.values(show), strict=True)) or [()] * len(self.columns)
        arrays = [day_column(v) if place in self.days else typed_column(v) for place, v in enumerate(columns)]
        for place in (place for place, array in enumerate(arrays) if array is None):
            terms = (row[place] for row in self.rows)
            texts = [t and (show(t.value) if t.kind == "uri" else t.value) for t in terms]
            arrays[place] = pa.array(texts, pa.string())
        return pa.Table.from_arrays(arrays, list(self.columns))


@dataclass(frozen=True, slots=True)
class Truth:
    """Answer to an ASK query."""

    value: bool

    def _repr_html_(self) -> str:
        """In a notebook."""
        return f"<p>{'yes' if self.value else 'no'}</p>"


@dataclass(frozen=True, slots=True)
class Triples:
    """Answer to a CONSTRUCT or DESCRIBE query, as N-Triples."""

    ntriples: bytes

    def _repr_html_(self) -> str:
        """In a notebook: a table, and a picture of few statements."""
        import pyoxigraph as ox

        from dirskg.graph.answers.notebook import triples_html

        parsed = ox.parse(self.ntriples, format=ox.RdfFormat.N_TRIPLES)
        return triples_html([(_shown(q.subject), _shown(q.predicate), _shown(q.object)) for q in parsed])


Answer = Solutions | Truth | Triples


def read_answer(reply: dict[str, Any], where: str) -> Answer:
    """The answer in a reply from `where`. Raises QueryFailed for a failed query, DirskgError for a failed store, and
    ValueError, KeyError, TypeError or AttributeError for what is no answer.
    """
    if reply.get("error") == "syntax":
        raise Malformed(reply["message"])
    if reply.get("error") == "store":
        raise DirskgError(f"{where} cannot be opened: {reply['message']}. Build again.")
    if reply.get("error") == "memory":
        raise QueryFailed(
            "The query needs more memory than it may have. Add a LIMIT, or begin with the rarest pattern."
        )
    if reply.get("error") == "service":
        from dirskg.graph.unreached import why_federation_failed  # loads what speaks with servers

        if why := why_federation_failed(reply["asked"], reply["message"]):
            raise QueryFailed(why)
    if "error" in reply:
        raise QueryFailed(f"The query failed on {where}: {reply['message']}")
    if "boolean" in reply:
        return Truth(bool(reply["boolean"]))
    if "ntriples" in reply:
        return Triples(reply["ntriples"].encode())
    return Solutions.from_json(reply)


def _shown(term: object) -> str:
    return str(getattr(term, "value", term))


def _is_day(term: Term) -> bool:
    return term.datatype == XSD + "date" and day(term.value) is not None


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str) or value != value


def _term(binding: dict[str, str] | None) -> Term | None:
    if binding is None:
        return None
    lang, datatype = binding.get("xml:lang", ""), binding.get("datatype", "")
    if lang or datatype == XSD + "string":
        datatype = ""
    return Term(binding["type"].removeprefix("typed-"), binding["value"], datatype, lang)
