"""The SQL of a step, written for DuckDB, in the words of Spark: what Apache Spark, Databricks and Sail understand.

sqlglot translates. What it leaves as it is though it means something else there stands in `_REPLACED`: each entry gives
what DuckDB gives. tests/ingest/engine/test_spelling.py tells which functions the texts of the steps may use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify

from dirskg.ingest.engine.letters import letters_of

Columns = dict[str, list[str]]
# What RE2 takes for the end of a word, or for a space, is a matter of ASCII; with Java and Rust it is not. Where a
# pattern asks for it, letters beyond stand as a character that is neither.
_OF_ASCII = re.compile(r"\\[bBsSwWdD]")
# Spark takes `${1}` for a variable of its own, and Rust reads `$1_` as a group of that name.
_GROUP_AND_LETTER = re.compile(r"\\\d\w")
_BEYOND, _NEITHER = "[^\x01-\x7f]", "\x1a"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a step: what becomes of a table. `query` is in the words of Spark, "" where it is dropped."""

    table: str
    query: str
    lasting: bool  # a table, against a view


@dataclass(slots=True)
class Speller:
    """Translates the texts of steps, one after the other: it keeps what they define."""

    columns: Columns = field(default_factory=dict)  # of the tables that are there
    macros: dict[str, tuple[list[str], exp.Expr]] = field(default_factory=dict)

    def statements(self, text: str) -> Iterator[Statement]:
        """The statements of a text, each translated when it is asked for, since it sees the tables of those before."""
        for tree in sqlglot.parse(text, read="duckdb"):
            match tree:
                case exp.Create(kind="MACRO"):
                    self._define(tree)
                case exp.Create(expression=exp.Query() as query):
                    yield self._created(tree.this.name, query, lasting=tree.kind == "TABLE")
                case exp.Create(this=exp.Schema() as schema):
                    yield self._empty(schema)
                case exp.Insert():
                    yield self._inserted(tree)
                case exp.Drop():
                    for table in tree.args["tables"]:
                        yield Statement(table.name, "", lasting=True)
                case None | exp.Semicolon():
                    continue
                case _:
                    raise NotImplementedError(f"not a statement that travels: {tree.sql('duckdb')[:200]}")

    def query(self, text: str) -> str:
        """A query in the words of Spark."""
        tree = sqlglot.parse_one(text, read="duckdb")
        assert isinstance(tree, exp.Query)
        return self._spelt(tree)[0]

    def _define(self, tree: exp.Create) -> None:
        name, parameters = tree.this.this.name, [one.name for one in tree.this.expressions]
        self.macros[name.lower()] = parameters, tree.expression

    def _created(self, table: str, query: exp.Query, *, lasting: bool) -> Statement:
        spelt, self.columns[table] = self._spelt(query)
        return Statement(table, spelt, lasting)

    def _empty(self, schema: exp.Schema) -> Statement:
        columns = {one.name: one.args["kind"].sql("duckdb") for one in schema.expressions}
        chosen = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in columns.items())
        tree = sqlglot.parse_one(f"SELECT {chosen} WHERE false", read="duckdb")
        assert isinstance(tree, exp.Query)
        return self._created(schema.this.name, tree, lasting=True)

    def _inserted(self, tree: exp.Insert) -> Statement:
        """What a table held, and below it what is put in: columns that are not named are NULL."""
        target = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
        there = self.columns[target.name]
        named = [one.name for one in tree.this.expressions] if isinstance(tree.this, exp.Schema) else there
        alias = exp.TableAlias(this=exp.to_identifier("arriving"), columns=[exp.to_identifier(one) for one in named])
        columns = [exp.column(one, quoted=True) if one in named else exp.alias_(exp.null(), one) for one in there]
        more = exp.select(*columns).from_(exp.Subquery(this=tree.expression, alias=alias))
        held = exp.select("*").from_(exp.to_table(target.name))
        return self._created(target.name, exp.union(held, more, distinct=False), lasting=True)

    def _spelt(self, query: exp.Query) -> tuple[str, list[str]]:
        """A query in the words of Spark, and the names of its columns."""
        schema: dict[str, object] = {table: dict.fromkeys(there, "TEXT") for table, there in self.columns.items()}
        tree = qualify(self._expanded(query), schema=schema, dialect="duckdb", validate_qualify_columns=False)
        assert isinstance(tree, exp.Query)
        names = list(tree.named_selects)
        for node in reversed(list(tree.bfs())):  # what stands within comes first
            if isinstance(node, exp.Union) and node.args.get("by_name"):
                _align(node)
            found = _REPLACED.get(node.name.lower() if isinstance(node, exp.Anonymous) else type(node).__name__)
            if found:
                node.replace(found(node))
        return tree.sql("spark", unsupported_level=sqlglot.ErrorLevel.RAISE), names

    def _expanded(self, tree: exp.Expr) -> exp.Expr:
        """With what macros stand for in place of their names."""

        def one(node: exp.Expr) -> exp.Expr:
            if not isinstance(node, exp.Anonymous) or node.name.lower() not in self.macros:
                return node
            parameters, body = self.macros[node.name.lower()]
            given = dict(zip(parameters, node.expressions, strict=True))

            def put(part: exp.Expr) -> exp.Expr:
                return given[part.name].copy() if isinstance(part, exp.Column) and part.name in given else part

            return exp.paren(body.copy().transform(put))

        while any(node.name.lower() in self.macros for node in tree.find_all(exp.Anonymous)):
            tree = tree.transform(one)
        return tree


def _align(union: exp.Union) -> None:
    """Below each column the one of the same name; Spark goes by their order. The first query has all of them."""
    names, below = union.this.named_selects, union.expression
    there = {one.alias_or_name: one for one in below.expressions}
    if not isinstance(below, exp.Select) or set(there) - set(names):
        raise NotImplementedError(f"a column that the first query lacks: {below.sql('duckdb')[:200]}")
    below.set("expressions", [there.get(name) or exp.alias_(exp.null(), name, quoted=True) for name in names])
    union.set("by_name", False)


def _call(name: str, *arguments: exp.Expr | str) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=[exp.convert(a) if isinstance(a, str) else a for a in arguments])


def _position(node: exp.Expr) -> exp.Expr:
    """NULL where it is not in the list: Spark says 0."""
    return exp.Nullif(this=_call("array_position", *node.expressions), expression=exp.Literal.number(0))


def _letters(function: str) -> Callable[[exp.Expr], exp.Expr]:
    def spelt(node: exp.Expr) -> exp.Expr:
        text = node.expressions[0] if isinstance(node, exp.Anonymous) else node.this
        return _call("translate", text, *letters_of(function))

    return spelt


def _url_encoded(node: exp.Expr) -> exp.Expr:
    """As in an address: Spark encodes as in a form."""
    spelt = _call("url_encode", *node.expressions)
    for form, address in (("+", "%20"), ("*", "%2A"), ("%7E", "~")):
        spelt = _call("replace", spelt, form, address)
    return spelt


def _matches(node: exp.Expr) -> exp.Expr:
    pattern = _text(node.expression)
    seen = _call("regexp_replace", node.this, _BEYOND, _NEITHER) if _OF_ASCII.search(pattern) else node.this
    return _call("regexp_like", seen, pattern)


def _extracted(node: exp.Expr) -> exp.Expr:
    """The whole where no group is named: Spark gives the first group."""
    return _call("regexp_extract", node.this, _text(node.expression), node.args.get("group") or exp.Literal.number(0))


def _put_for_pattern(node: exp.Expr) -> exp.Expr:
    """Everywhere: Spark knows no replacing of the first alone."""
    flags = _text(node.args["modifiers"]) if node.args.get("modifiers") else ""
    if "g" not in flags:
        raise NotImplementedError(f"without 'g' DuckDB replaces the first alone: {node.sql('duckdb')}")
    case = "".join(flag for flag in flags if flag in "is")
    pattern = (f"(?{case})" if case else "") + _text(node.expression)
    put = _text(node.args["replacement"])
    if _GROUP_AND_LETTER.search(put):
        raise NotImplementedError(f"a letter right behind a group: {node.sql('duckdb')}")
    return _call("regexp_replace", node.this, pattern, re.sub(r"\\(\d)", r"$\1", put))


def _split(node: exp.Expr) -> exp.Expr:
    text, pattern = node.expressions
    return _call("split", text, _text(pattern))


def _bytes(node: exp.Expr) -> exp.Expr:
    return _call("octet_length", *node.expressions)


def _structure(node: exp.Expr) -> exp.Expr:
    return _call("struct", *node.expressions)


def _text(node: exp.Expr) -> str:
    if not node.is_string:
        raise NotImplementedError(f"a pattern that is no text as it stands: {node.sql('duckdb')}")
    return node.name


_REPLACED: dict[str, Callable[[exp.Expr], exp.Expr]] = {
    "list_position": _position,
    "strip_accents": _letters("strip_accents"),
    "Lower": _letters("lower"),
    "url_encode": _url_encoded,
    "RegexpLike": _matches,
    "RegexpExtract": _extracted,
    "RegexpReplace": _put_for_pattern,
    "regexp_split_to_array": _split,
    "strlen": _bytes,
    "Tuple": _structure,
}
