"""The mapping compiler: hostile values come out as the quads they stand for, and what is not compiled is refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import duckdb
import pyarrow as pa
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dirskg.graph.errors import Refused
from dirskg.ingest.mapping.quads import write_quads
from dirskg.ingest.mapping.r2rml import compile_mapping, patterns_with_rows

HEAD = """@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix x: <http://x/> . @base <http://x/mapping> ."""
SUBJECT = 'rr:subjectMap [ rr:template "http://x/thing/{id}" ; rr:graphMap [ rr:template "http://x/graph/{set}" ] ]'
TABLE = 'rr:logicalTable [ rr:tableName "thing" ]'

# Everything that the compiler knows, on one small table and one query.
MAPPING = f"""{HEAD}
<#thing> a rr:TriplesMap ; {TABLE} ;
    rr:subjectMap [
        rr:template "http://x/thing/{{id}}" ; rr:class x:Thing, x:Other ;
        rr:graphMap [ rr:template "http://x/graph/{{set}}" ] ] ;
    rr:predicateObjectMap [ rr:predicate x:name ; rr:objectMap [ rr:column "name" ] ] ;
    rr:predicateObjectMap [ rr:predicate x:nom ; rr:objectMap [ rr:column "name" ; rr:language "fr" ] ] ;
    rr:predicateObjectMap [ rr:predicate x:size ; rr:objectMap [ rr:column "size" ; rr:datatype xsd:integer ] ] ;
    rr:predicateObjectMap [ rr:predicate x:page ; rr:objectMap [ rr:column "page" ; rr:termType rr:IRI ] ] ;
    rr:predicateObjectMap [ rr:predicate x:part ; rr:objectMap [ rr:template "http://x/{{name}}/{{size}}" ] ] ;
    rr:predicateObjectMap [ rr:predicate x:sure ; rr:objectMap [ rr:constant true ] ] ;
    rr:predicateObjectMap [ rr:predicate x:said ; rr:objectMap [ rr:constant "it's \\"so\\"" ] ] ;
    rr:predicateObjectMap [ rr:predicate x:of ; rr:objectMap [ rr:constant x:all ] ] .
<#link> a rr:TriplesMap ;
    rr:logicalTable [ rr:sqlQuery \"\"\"SELECT id, page, kind, "set" FROM thing WHERE kind = 'it''s' \"\"\" ] ;
    rr:subjectMap [ rr:column "page" ; rr:graphMap [ rr:constant x:links ] ] ;
    rr:predicateObjectMap [
        rr:predicateMap [ rr:template "http://x/kind/{{kind}}" ] ;
        rr:objectMap [ rr:template "http://x/thing/{{id}}" ] ] .
"""

Thing = tuple[str, str | None, int | None, str | None, str | None, str | None]

HOSTILE = 'a "b" \\n \\ \n\r\t\x01\x0c\x85\u2028<i>\'é日\U0001f600\x00'
THINGS: list[Thing] = [
    ("1", "plain", 3, "http://x/p", "k", "s"),
    ("a/b c%é>", HOSTILE, None, 'http://x/<"{|}\\^`> é\n', "it's", "s"),
    ("2", None, 4, None, None, "s"),
    ("3", "", -1, "http://x/q?a=b&c=%20#f", None, "t"),
    ("nowhere", "x", 1, "http://x/r", "k", None),
]


def quads_of(mapping: str, things: Iterable[Thing], folder: Path) -> list[ox.Quad]:
    """Quads of a table of things, through the file that a build loads."""
    columns = ("id", "name", "size", "page", "kind", "set")
    kinds = (pa.string(), pa.string(), pa.int64(), pa.string(), pa.string(), pa.string())
    rows = list(zip(*things, strict=True)) or [()] * 6
    with duckdb.connect() as con:
        con.register("arriving", pa.table({c: pa.array(v, k) for c, v, k in zip(columns, rows, kinds, strict=True)}))
        con.execute("CREATE TABLE thing AS SELECT * FROM arriving")
        path = folder / "it's.nq"
        count = write_quads(con, mapping, path)
    text = path.read_bytes()
    assert text.count(b"\n") == count
    return list(ox.parse(input=text, format=ox.RdfFormat.N_QUADS))


def iri(text: str) -> ox.NamedNode:
    return ox.NamedNode("http://x/" + text)


def test_every_feature_with_hostile_values(tmp_path: Path) -> None:
    expected = set()
    for number, name, size, page in (
        ("1", "plain", "3", "http://x/p"),
        ("a%2Fb%20c%25%C3%A9%3E", HOSTILE, None, "http://x/%3C%22%7B%7C%7D%5C%5E%60%3E%20é%0A"),
        ("2", None, "4", None),
        ("3", "", "-1", "http://x/q?a=b&c=%20#f"),
    ):
        thing, graph = iri(f"thing/{number}"), iri("graph/t" if number == "3" else "graph/s")
        told: list[tuple[str, ox.NamedNode | ox.Literal]] = [
            ("sure", ox.Literal(True)), ("said", ox.Literal('it\'s "so"')), ("of", iri("all"))
        ]  # fmt: skip
        if name is not None:
            told += [("name", ox.Literal(name)), ("nom", ox.Literal(name, language="fr"))]
        if size is not None:
            told += [("size", ox.Literal(int(size)))]
        if name is not None and size is not None:
            told += [("part", iri(f"{name}/{size}"))]
        if page is not None:
            told += [("page", ox.NamedNode(page))]
        rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        expected |= {ox.Quad(thing, rdf_type, iri(kind), graph) for kind in ("Thing", "Other")}
        expected |= {ox.Quad(thing, iri(word), value, graph) for word, value in told}
    hostile_page = ox.NamedNode("http://x/%3C%22%7B%7C%7D%5C%5E%60%3E%20é%0A")
    expected.add(ox.Quad(hostile_page, iri("kind/it%27s"), iri("thing/a%2Fb%20c%25%C3%A9%3E"), iri("links")))
    assert set(quads_of(MAPPING, THINGS, tmp_path)) == expected


def test_the_file_is_sorted_without_duplicates_whatever_the_order_of_rows(tmp_path: Path) -> None:
    once = quads_of(MAPPING, THINGS, tmp_path)
    first = (tmp_path / "it's.nq").read_bytes()
    twice = quads_of(MAPPING, [*reversed(THINGS), *THINGS], tmp_path)
    assert (tmp_path / "it's.nq").read_bytes() == first
    assert once == twice
    lines = first.split(b"\n")[:-1]
    assert lines == sorted(set(lines))


def test_equal_lines_are_written_once_however_many_pieces_they_arrive_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = quads_of(MAPPING, THINGS, tmp_path)
    monkeypatch.setattr("dirskg.ingest.mapping.quads._BATCH", 2048)
    assert quads_of(MAPPING, THINGS * 2_500, tmp_path) == once


def test_an_empty_table_gives_no_quads(tmp_path: Path) -> None:
    assert quads_of(MAPPING, [], tmp_path) == []


def test_rows_of_a_transaction_that_is_not_over_count() -> None:
    """The catalogue, which tells which tables look empty, does not count them yet."""
    turtle = one_pair('rr:column "name"')
    with duckdb.connect() as con:
        con.execute('CREATE TABLE thing (id VARCHAR, name VARCHAR, "set" VARCHAR)')
        assert patterns_with_rows(con, turtle) == {}
        con.execute("BEGIN; INSERT INTO thing VALUES ('1', 'one', 's')")
        assert len(patterns_with_rows(con, turtle)) == 1


def one_pair(object_map: str) -> str:
    pair = f"rr:predicate x:p ; rr:objectMap [ {object_map} ]"
    return f"{HEAD} <#t> a rr:TriplesMap ; {TABLE} ; {SUBJECT} ; rr:predicateObjectMap [ {pair} ] ."


@settings(max_examples=15)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_any_text_survives_from_table_to_graph(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    mapping = one_pair('rr:column "name"')
    things: list[Thing] = [(str(number), text, None, None, None, "s") for number, text in enumerate(texts)]
    found = quads_of(mapping, things, tmp_path_factory.mktemp("quads"))
    assert {(quad.subject, quad.object) for quad in found} == {
        (iri(f"thing/{number}"), ox.Literal(text)) for number, text in enumerate(texts)
    }


@settings(max_examples=15)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_in_a_template_is_percent_encoded(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    thing: Thing = (text, None, None, None, None, "s")
    (quad,) = quads_of(one_pair("rr:constant x:o"), [thing], tmp_path_factory.mktemp("quads"))
    assert quad.subject == iri("thing/" + quote(text, safe="-._~"))


# What is refused

OBJECT_MAPS = [
    ("rr:parentTriplesMap <#other>", "rr:parentTriplesMap"),
    ('rr:parentTriplesMap <#other> ; rr:joinCondition [ rr:child "a" ; rr:parent "b" ]', "is not compiled"),
    ('rr:column "a" ; rr:termType rr:BlankNode', "term type"),
    ('rr:template "{a}" ; rr:termType rr:Literal', "term type"),
    ('rr:template "{a}" ; rr:language "en"', "rr:language or rr:datatype"),
    ('rr:column "a" ; rr:termType rr:IRI ; rr:datatype x:d', "rr:language or rr:datatype"),
    ('rr:column "a" ; rr:language "en" ; rr:datatype x:d', "has both"),
    ('rr:column "a" ; rr:inverseExpression "{b}"', "rr:inverseExpression"),
    ('rr:column "a", "b"', "rr:column more than once"),
    ('rr:column "a" ; rr:constant "b"', "exactly one of"),
    ("", "exactly one of"),
    ('rr:template "http://x/{a b}"', "bracket"),
    ('rr:template "http://x/\\\\{a\\\\}"', "backslash"),
]
PAIRS = [
    ("rr:predicate x:p ; rr:object x:o", "rr:object "),
    ("rr:predicate x:p, x:q ; rr:objectMap [ rr:constant x:o ]", "exactly one rr:predicate"),
    ("rr:predicate x:p ; rr:objectMap [ rr:constant x:o ], [ rr:constant x:p ]", "exactly one rr:objectMap"),
    ("rr:predicate x:p", "exactly one rr:objectMap"),
    ("rr:objectMap [ rr:constant x:o ]", "exactly one rr:predicateMap"),
    ('rr:predicate x:p ; rr:objectMap [ rr:column "a" ] ; rr:graphMap [ rr:constant x:g ]', "rr:graphMap"),
    *((f"rr:predicate x:p ; rr:objectMap [ {content} ]", told) for content, told in OBJECT_MAPS),
]
MAPS = [
    (f'{TABLE} ; {SUBJECT} ; rr:predicateObjectMap "p"', "a literal where"),
    (f"{TABLE} ; rr:subject x:s", "rr:subject "),
    (f'{TABLE} ; rr:subjectMap [ rr:template "http://x/{{id}}" ; rr:graph x:g ]', "rr:graph "),
    (f'{TABLE} ; rr:subjectMap [ rr:template "http://x/{{id}}" ]', "exactly one rr:graphMap"),
    (SUBJECT, "exactly one rr:logicalTable"),
    (f'rr:logicalTable [ rr:sqlQuery "SELECT 1" ; rr:sqlVersion rr:SQL2008 ] ; {SUBJECT}', "rr:sqlVersion"),
    (f'rr:logicalTable [ rr:sqlQuery "SELECT 1" ; rr:tableName "t" ] ; {SUBJECT}', "either rr:tableName"),
    (f"rr:logicalTable [ ] ; {SUBJECT}", "either rr:tableName or rr:sqlQuery"),
    *((f"{TABLE} ; {SUBJECT} ; rr:predicateObjectMap [ {content} ]", told) for content, told in PAIRS),
]


@pytest.mark.parametrize(("turtle", "told"), MAPS)
def test_what_is_not_compiled_is_refused(turtle: str, told: str) -> None:
    with pytest.raises(Refused, match=r"^R2RML mapping") as refused:
        compile_mapping(f"{HEAD} <#t> a rr:TriplesMap ; {turtle} .")
    assert told in str(refused.value)
