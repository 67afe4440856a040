"""Query text: tokens, built-in prefixes, parameters that stay terms, and what is said of slips."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest
from command_line import assert_fails, run
from folders import SHARED
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph import DirskgError, KnowledgeGraph, QueryFailed
from dirskg.graph.sparql.faults import explain
from dirskg.graph.sparql.parameters import parameter_terms, substitute, term
from dirskg.graph.sparql.tokens import complete, tokens
from dirskg.ontology import named_queries
from dirskg.ontology.vocab import ID, PREFIXES

PIECES = ['"', "'", '"""', "\\", "#", "<", ">", "\n", "$x", "?y", "PREFIX", "a:b", "{", "}", " ", "é", ".", "%20"]


# Tokens and prefixes


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_tokens_put_together_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text


@pytest.mark.parametrize(
    ("query", "added"),
    [
        ("SELECT ?p { ?p a eurio:Project }", ["eurio"]),
        ("PREFIX e: <http://e/> SELECT ?p { ?p a eurio:Project ; e:x ?y }", ["eurio"]),
        ("PREFIX eurio: <http://data.europa.eu/s66#> SELECT ?p { ?p a eurio:Project }", []),
        ("prefix eurio: <http://data.europa.eu/s66#> SELECT ?p { ?p a eurio:Project }", []),
        ("# a prefix is not needed: org:\nSELECT ?p { ?p a eurio:Project }", ["eurio"]),
        ("SELECT ?p { ?p :year 'PREFIX org: x' }", [""]),
        ("\ufeffSELECT ?p { ?p ^eurio:isRoleOf/:country ?c FILTER(?n = '3'^^xsd:integer) }", ["", "eurio", "xsd"]),
        ("BASE <http://x/> PREFIX : <y> SELECT ?s { ?s :p ?o }", []),
        ("SELECT ?s { ?s ?p <http://x/org:y> }", []),
    ],
)
def test_the_prefixes_that_a_query_lacks_are_added(query: str, added: list[str]) -> None:
    text = complete(query)
    assert text.endswith(query.removeprefix("\ufeff"))
    assert re.findall(r"PREFIX (\w*): ", text[: len(text) - len(query.removeprefix("\ufeff"))]) == added
    ox.Store().query(text)


def test_spaces_of_text_programs_are_spaces_and_texts_keep_theirs() -> None:
    query = "SELECT\N{NO-BREAK SPACE}(COUNT(*) AS\u200b?n) { ?s ?p 'a\N{NO-BREAK SPACE}b' }"
    assert complete(query) == "SELECT (COUNT(*) AS ?n) { ?s ?p 'a\N{NO-BREAK SPACE}b' }"


def test_queries_of_the_library_lack_none() -> None:
    assert [query.name for query in named_queries().values() if complete(query.text) != query.text] == []


# Parameters of a query that somebody wrote


@given(st.text())
def test_a_value_is_one_term_or_refused(value: str) -> None:
    try:
        told = term(value)
    except DirskgError:
        assert value[0] in '<"'
        return
    query = substitute("SELECT ($x AS ?v) {}", {"x": told})
    try:
        (row,) = list(cast(ox.QuerySolutions, ox.Store().query(query)))
    except SyntaxError:
        assert "\x00" <= min(value) <= "\x1f" or any("\ud800" <= letter <= "\udfff" for letter in value)
        return
    if value[:1] not in '<"' and not re.fullmatch(r"[+-]?\d*\.?\d+|true|false|\w*:[\w-]+", value):
        assert row["v"] == ox.Literal(value)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("12", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("-0.5", '"-0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("true", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("id:domain-V3", f"<{ID}domain-V3>"),
        ("http://x/y", '"http://x/y"'),
        ("<http://x/y>", "<http://x/y>"),
        ('"tekst"@nl', '"tekst"@nl'),
        ('say "yes"', '"say \\"yes\\""'),
        ("", '""'),
    ],
)
def test_what_a_value_means(value: str, told: str) -> None:
    assert term(value) == told


@pytest.mark.parametrize(
    "value", ['"a" . ?s ?p "b"', "<http://x> ?p <http://y>", '"a"@nl ; ?p ?o', '"open', "<x y>", '"']
)
def test_a_value_cannot_add_to_a_query(value: str) -> None:
    with pytest.raises(DirskgError, match="is not one"):
        parameter_terms("SELECT * { ?s ?p $x }", {"x": value})


def test_a_parameter_that_the_query_lacks_is_named() -> None:
    with pytest.raises(DirskgError, match=r"no parameter \$z. Those that it has: \$x, \$y"):
        parameter_terms("SELECT * { ?s $x $y } # $z", {"z": "1"})


# Slips of the pen


@pytest.mark.parametrize(
    ("query", "line", "column", "hint"),
    [
        ("SELECT ?s WHERE { ?s ?p ?o", 1, 17, "{ is not closed"),
        ("SELECT ?s\nWHERE { ?s foo:bar ?o }", 2, 12, "foo: stands for"),
        ("SELECT ?s { ?s skoz:prefLabel ?o }", 1, 16, "Is skos: meant"),
        ("SELEC ?s { ?s ?p ?o }", 1, 1, "begins with SELECT"),
        ("SELECT ?s { ?s ?p “x” }", 1, 19, "“ is a quote of a text program"),
        ("SELECT (?a – 1 AS ?b) { ?s ?p ?a }", 1, 12, "– is a dash of a text program"),
        ("SELECT ?s { ?s ?p ?o };", 1, 23, "no ; at its end"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", 1, None, "neither in GROUP BY"),
        ("SELECT (STR(?o) AS ?t) { ?s ?p ?o } GROUP BY (STR(?o))", 1, None, "GROUP BY (YEAR(?day) AS ?year)"),
        ("SELECT ?s {\n ?s ?p 'abc ?o }", 2, 8, "no closing '"),
        ("SELECT COUNT(?s) WHERE { ?s ?p ?o }", 1, 8, "(COUNT(...) AS ?n)"),
        ("SELECT ?s { ?s a org:X } LIMT 5", 1, 26, "Is LIMIT meant"),
        ("", 1, 1, "This is no query"),
        ("DELETE WHERE { ?s ?p ?o }", 1, 1, "only read"),
        ("SELECT ?s { ?s ?p ?o ] }", 1, 22, "} would close"),
        ("SELECT ?s {\n ?s a }", 2, 7, "missing before this }"),
        ("SELECT ?s { ?s a org:Site ; :country }", 1, 38, "missing before this }"),
        ("SELECT ?s { VALUES ?s { id:a id:b } ?s :year ?y FILTER(?y = ) }", 1, 61, "missing before this )"),
        ("SELECT ?s { VALUES ?s { id:a id:b } ?s ?p }", 1, 43, "missing before this }"),
        ("SELECT * { ?é a <foo> }", 1, None, "An address between < and >"),
        ("SELECT ?s ?s2 { ?s ?p ?o } LIMIT -1", 1, None, "after 'LIMIT'"),
        ("SELECT (?p AS ?s) { ?s ?p ?o }", 1, None, "take another"),
        ("SELECT ?s, ?p { ?s ?p ?o }", 1, 10, "without commas"),
        ("SELECT ?s (COUNT(?p) AS ?n) $s { ?s ?p ?o } GROUP BY ?s", 1, 29, "has $s already"),
    ],
)
def test_a_slip_is_shown_at_its_place(query: str, line: int, column: int | None, hint: str) -> None:
    text = complete(query)
    with pytest.raises(SyntaxError) as error:
        ox.Store().query(text)
    told = explain(query, str(error.value), text.count("\n") - query.count("\n"))
    assert f"at line {line}, column {column or ''}" in told
    assert hint in told
    assert "expected one of" not in told
    assert len(told.splitlines()) <= 4
    if column and query:
        shown, mark = told.splitlines()[1:3]
        assert shown[mark.index("^") :] == query.splitlines()[line - 1][column - 1 :]


@given(st.lists(st.sampled_from([*PIECES, "SELECT", "WHERE", "GRAPH", "(", ")", "id:x", "3"])).map(" ".join))
def test_any_slip_is_explained(query: str) -> None:
    text, told = complete(query), ""
    try:
        ox.Store().query(text)
    except SyntaxError as error:
        told = str(error)
    if told:
        assert "not valid SPARQL at line" in explain(query, told, text.count("\n") - query.count("\n"))


# In the graph and on the command line


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        (
            "SELECT ?o { ?o a org:Organisation }",
            "no org:Organisation, so that nothing fits it. Meant may be org:Organization",
        ),
        ("SELECT ?o { ?p :totalCosts ?o }", "no :totalCosts, so that nothing fits it. Meant may be :totalCost"),
        ("SELECT ?o { GRAPH <http://x/none> { ?p ?q ?o } }", "no <http://x/none>"),
        ("SELECT ?o { ?o a org:Organization ; :domain id:domain-V99 }", "no id:domain-V99"),
        ("DESCRIBE id:nobody", "no id:nobody"),
    ],
)
def test_a_name_that_the_graph_lacks_is_told(reference_graph: KnowledgeGraph, query: str, remark: str) -> None:
    (told,) = reference_graph.unknown_terms(query)
    assert remark in told


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { ?o a org:Organization ; skos:prefLabel 'org:Nothing' } # org:Other",
        "CONSTRUCT { ?o <http://x/made> ?c } WHERE { ?o :country ?c }",
        "SELECT ?o { ?o :country ?c SERVICE <http://x/sparql> { ?o <http://y/z> ?d } }",
        "SELECT ?o { ?o :year ?y FILTER(xsd:integer(?y) > '3'^^xsd:short) }",
        "PREFIX mine: <https://w3id.org/dirskg/ontology#> SELECT ?o { ?o mine:country ?c }",
        "SELECT ?g { GRAPH <https://w3id.org/dirskg/graph/meta> { ?s ?p ?o } }",
        "BASE <https://w3id.org/dirskg/ontology> SELECT ?o { ?o <#country> ?c }",
        "gaps-by-name-of-nothing",
    ],
)
def test_names_that_are_there_or_elsewhere_are_not_told(reference_graph: KnowledgeGraph, query: str) -> None:
    assert reference_graph.unknown_terms(query) == []


def test_python_needs_no_prefixes_either(reference_graph: KnowledgeGraph) -> None:
    query = "SELECT (COUNT(?o) AS ?n) { ?o a org:Organization ; :country $c }"
    assert (
        reference_graph.select(query, {"c": "BE"}).values()[0][0]
        == reference_graph.manifest["counts"]["belgian_organisations"]
    )
    with pytest.raises(QueryFailed, match="line 1, column 8"):
        reference_graph.query("SELECT COUNT(?o) { ?o a org:Organization }")


def test_the_case_of_prefixes(tmp_path: Path) -> None:
    case = SHARED / "cases" / "sparql-own-prefix"
    if not case.is_dir():
        pytest.skip(f"{case} is not there")
    run("build", f"cordis={case / 'cordis'}", home=tmp_path)
    for name in ("own.rq", "word.rq"):
        told = run("query", "--file", case / name, "--format", "csv", home=tmp_path).stdout
        assert told.splitlines()[1:] == ["1"], name


def test_a_file_of_another_size_is_no_query(reference_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "long.rq"
    file.write_text("#" * 1_000_001, encoding="utf-8")
    assert_fails(run("query", "--file", file, home=reference_home), 1, "at most 1,000,000 letters")
    for letters in ("utf-8-sig", "utf-16"):
        file.write_text("SELECT (1 AS ?n)\r\n{ BIND(org:X AS ?x) }", encoding=letters)
        ended = run("query", "--file", file, "--format", "csv", home=reference_home)
        assert ended.stdout.splitlines() == ["n", "1"]
        assert "The graph has no org:X" in ended.stderr


def test_a_prefix_of_the_program_stands_for_what_it_says() -> None:
    assert complete("SELECT ?s { ?s a org:Site }").startswith(f"PREFIX org: <{PREFIXES['org']}>\n")
