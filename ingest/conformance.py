"""Rows that the graph could not hold are refused before they enter it: a word of no code list, a number out of range.

What `ontology/shapes.ttl` says of the graph is said here of staged rows, where file and row are known. A source that
ships checks its own values and hears of none of these; they are for what it forgot, and for sources of others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from functools import cache

from dirskg.ingest.audit import Audit
from dirskg.ingest.stage import Stage, Value
from dirskg.ingest.taxonomy import Taxonomy
from dirskg.ingest.values.identifiers import normalise
from dirskg.ontology.codes import code_lists
from dirskg.ontology.vocab import COMPETENCE_KINDS, LANGUAGES, PURCHASE_ITEMS, REGIONS, SITE_STATES, is_iri

Rule = Callable[[Value], str]  # what is wrong with a value, or nothing
_ROW = dict[str, Value]

_NAMES = ("label", "legal", "short", "alias", "acronym")
_HALF = re.compile("[\ud800-\udfff]")
_MOST = 1e15  # euro, people and whatever else is counted
# Without these a row says nothing; of several in one text, any will do.
_NEEDED = {
    "organisation": ("key",), "told": ("key",), "page": ("address",), "name": ("key", "name", "type"),
    "identifier": ("key", "scheme", "value"), "refusal": ("key", "domain"),
    "trait": ("key", "reads", "told"), "function": ("key", "function", "confidence", "source"),
    "activity": ("key", "domain", "basis", "weight", "confidence", "source"), "call": ("id", "title"),
    "project": ("id", "acronym", "programme", "source"), "domain_share": ("subject", "domain", "weight"),
    "participation": ("id", "project", "key", "role"), "relation": ("from_key", "kind", "to_key to_id"),
    "notice": ("id", "number", "kind", "source"), "award": ("id", "notice", "source"),
    "award_code": ("id", "property", "code"), "award_party": ("id", "key", "role"),
    "topic": ("about", "topic", "sentence"),
    "instrument": ("id", "label_en label_nl label_fr", "level"), "theme": ("id", "label_en label_nl"),
    "demand": ("number",), "milestone": ("id", "title"), "remark": ("id", "key about"),
    "figure": ("id", "subject", "amount", "unit", "publisher", "grade", "source"),
    "purchase": ("id", "label_en", "level"), "purchase_fact": ("id", "purchase", "item", "source"),
}  # fmt: skip
# What may be told of once in a dataset, and the column that names it.
_ONCE = {
    "instrument": "id", "theme": "id", "demand": "number", "milestone": "id", "figure": "id", "remark": "id",
    "purchase": "id",
}  # fmt: skip
# Columns that name a row of another table, by what they name.
_NAMING = {"key": "key", "from_key": "key", "to_key": "key", "project": "project", "subject": "subject"}


def refuse_misfits(stage: Stage, audit: Audit, taxonomy: Taxonomy, known: Set[tuple[str, str]] = frozenset()) -> None:
    """Take the rows out that would break the graph, with all that was staged from the same row of a file.

    `known` are the identifiers (scheme, value) of other sources, which tell the names of who has them.
    """
    wrong: dict[str, None] = {}
    for table, rows in stage.rows.items():
        rules, needed = _rules(taxonomy, table), [columns.split() for columns in _NEEDED.get(table, ())]
        for row in rows:
            for column, value, reason in _misfits(table, row, rules, needed):
                origin = str(row["origin"])
                wrong[origin] = None
                audit.refuse(f"{table} {column}", origin, _shown(value), reason)
    for kind, origin, named, reason in (*_nameless(stage, known), *_told_twice(stage)):
        if origin not in wrong:
            wrong[origin] = None
            audit.refuse(kind, origin, named, reason)
    _ignore_other_shares(stage, audit)
    while wrong:
        gone = _take_out(stage, wrong)
        wrong = {}
        for table, row, named in _orphans(stage, gone):
            origin = str(row["origin"])
            wrong[origin] = None
            audit.refuse(table, origin, named, "what it belongs to was refused")


def _misfits(
    table: str, row: _ROW, rules: Mapping[str, Rule], needed: list[list[str]]
) -> Iterator[tuple[str, Value, str]]:
    for columns in needed:
        if not any(map(row.get, columns)) and all(row.get(column) in (None, "") for column in columns):
            yield columns[0], "", f"a row needs a {' or '.join(columns)}"
    for column, value in row.items():
        if value is not None and value != "" and (reason := rules.get(column, _text)(value)):
            yield column, value, reason
    if table == "identifier" and (reason := _identifier(row)):
        yield "value", row.get("value"), reason


def _nameless(stage: Stage, known: Set[tuple[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Organisations of which no row tells a name, and no other source has the number."""
    named = {row["key"] for row in stage.rows["name"] if row.get("name")}
    named |= {row["key"] for row in stage.rows["identifier"] if (str(row["scheme"]), str(row["value"])) in known}
    for row in stage.rows["organisation"]:
        if row["key"] not in named:
            yield "organisation", str(row["origin"]), str(row["key"]), "an organisation needs a name"


def _told_twice(stage: Stage) -> Iterator[tuple[str, str, str, str]]:
    for table, column in _ONCE.items():
        first: dict[str, str] = {}
        for row in stage.rows[table]:
            named, origin = str(row.get(column)), str(row["origin"])
            if (before := first.setdefault(named, origin)) != origin:
                yield table, origin, named, f"stands in {before} already"


def _ignore_other_shares(stage: Stage, audit: Audit) -> None:
    """The share that a project has in a domain is one number: the first."""
    first: dict[tuple[Value, Value], Value] = {}
    kept = []
    for row in stage.rows["domain_share"]:
        before = first.setdefault((row["subject"], row["domain"]), row["weight"])
        if row["weight"] == before:
            kept.append(row)
        else:
            value = f"{row['subject']} {row['domain']} {row['weight']}"
            audit.ignore("domain share", str(row["origin"]), value, f"its share is told as {before} already")
    stage.rows["domain_share"][:] = kept


def _take_out(stage: Stage, origins: Mapping[str, None]) -> set[str]:
    """Remove the rows of these origins; returns keys and ids that nothing is left to tell of."""
    told: set[str] = set()
    for table, rows in stage.rows.items():
        kept = [row for row in rows if row["origin"] not in origins]
        told |= {_named(table, row) for row in rows} - {_named(table, row) for row in kept}
        rows[:] = kept
    return told - {""}


def _named(table: str, row: _ROW) -> str:
    """What a row brings into being, if others may name it."""
    if table == "organisation":
        return f"key {row.get('key')}"
    return f"{table} {row.get('id')}" if table in ("project", "call") else ""


def _orphans(stage: Stage, gone: set[str]) -> Iterator[tuple[str, _ROW, str]]:
    """Rows that name something that is gone; a project whose call is gone stays, without it."""
    if not gone:
        return
    for table, rows in stage.rows.items():
        for row in rows:
            if f"call {row.get('call')}" in gone:
                row["call"] = None
            for column, kind in _NAMING.items():
                kinds = ("project", "call") if kind == "subject" else (kind,)
                if any(f"{one} {row.get(column)}" in gone for one in kinds):
                    yield table, row, str(row[column])
                    break


def _text(value: Value) -> str:
    if not isinstance(value, str):
        return "a number where a text belongs"
    return "" if value.isascii() or not _HALF.search(value) else "half a character, which no file can hold"


def _address(value: Value) -> str:
    return "" if isinstance(value, str) and is_iri(value) else "no address"


@cache
def _words(name: str) -> Rule:
    return _among(code_lists()[name])


def _among(words: frozenset[str]) -> Rule:
    told = ", ".join(sorted(words)) if len(words) <= 15 else f"the {len(words)} of the code list"
    return lambda value: "" if value in words else f"unknown word; known are {told}"


def _between(least: float, most: float, *, whole: bool = False) -> Rule:
    def rule(value: Value) -> str:
        # What is no number is not between any.
        fits = isinstance(value, (int, float)) and least <= value <= most and (not whole or value == int(value))
        return "" if fits else f"not a {'whole ' if whole else ''}number from {least:,.0f} to {most:,.0f}"

    return rule


def _like(pattern: str, told: str) -> Rule:
    compiled = re.compile(pattern)
    return lambda value: "" if isinstance(value, str) and compiled.fullmatch(value) else told


def _identifier(row: _ROW) -> str:
    scheme, value = str(row.get("scheme") or ""), str(row.get("value") or "")
    if scheme == "ref" or not value:
        return ""
    try:
        canonical = normalise(scheme, value)
    except ValueError as error:
        return str(error)
    return "" if canonical == (scheme, value) else f"not in canonical form, which is {' '.join(canonical)}"


def _shown(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _rules(taxonomy: Taxonomy, table: str) -> dict[str, Rule]:
    """What each column of a table may hold."""
    amount, year = _between(0, _MOST), _between(1000, 2999, whole=True)
    count, truth = _between(0, _MOST, whole=True), _among(frozenset({"yes", "no"}))
    sums: dict[str, Rule] = dict.fromkeys(("awarded", "maximum", "estimated", "lowest", "highest", "before"), amount)
    sums["currency"] = _like("[A-Z]{3}", "no currency of three capital letters")
    share, domain = _between(0, 1), _among(frozenset(taxonomy.domains))
    tables: dict[str, dict[str, Rule]] = {
        "organisation": {
            "country": _like("[A-Z]{2}", "not two capital letters"), "leg": _words("leg"), "level": _words("level"),
            "size": _words("size"), "region": _among(frozenset(REGIONS)), "nuts3": _words("nuts"),
            "employees": _between(0, _MOST, whole=True), "employees_year": year,
        },
        "told": {
            "size": _words("size"), "region": _among(frozenset(REGIONS)), "nuts3": _words("nuts"),
            "employees": _between(0, _MOST, whole=True), "confidence": _words("confidence"),
        },
        "page": {"address": _address},
        "establishment": {
            "nuts3": _words("nuts"), "region": _among(frozenset(REGIONS)), "domain": domain, "year": year,
            "state": _among(frozenset(SITE_STATES)),
        },
        "name": {"type": _among(frozenset(_NAMES)), "lang": _among(frozenset(LANGUAGES))},
        "function": {"function": _words("function"), "confidence": _words("confidence")},
        "activity": {
            "domain": domain, "basis": _words("basis"), "confidence": _words("confidence"),
            "weight": share, "year": year,
        },
        "refusal": {"domain": domain},
        "call": {"year": year, "budget": amount},
        "project": {
            "year": _between(1990, 2040, whole=True), "eu_contribution": amount, "total_cost": amount,
            "basis": _words("basis"),
        },
        "domain_share": {"domain": domain, "weight": share, "basis": _words("basis")},
        "participation": {"role": _words("role"), "contribution": amount},
        "notice": {"kind": _words("notice-kind"), "year": year, **sums},
        "award": {
            "outcome": _words("outcome"), "year": year, "offers": count, "offers_sme": count, "share": _between(0, 100),
            "subcontract": amount, "subcontracted": truth, "framework": truth, "group": truth, **sums,
        },
        "award_code": {"property": _among(frozenset({"cpv", "place", "defenceBy"}))},
        "award_party": {
            "role": _among(frozenset({"buyer", "winner", "groupLeader", "subcontractor"})), "sme": truth,
        },
        "topic": {"topic": _words("topics")},
        "relation": {"kind": _words("property"), "year": year},
        "instrument": {"level": _words("level"), "budget": amount},
        "theme": {"year": year, "budget": amount, "confidence": _words("confidence")},
        "demand": {"number": _like("[0-9]+([.][0-9]+)?", "not a number such as 1.3")},
        "milestone": {"level": _words("level")},
        "figure": {
            "perimeter": _among(frozenset({"strict", "broad"})), "region": _like("[A-Z]{2}[0-9A-Z]{0,3}", "no area"),
            "year": _between(1990, 2040, whole=True), "amount": amount, "amount_high": amount,
            "grade": _among(frozenset("PSU")),
        },
        "purchase": {"level": _words("level")},
        "purchase_fact": {
            "item": _among(frozenset(PURCHASE_ITEMS)), "year": _between(1990, 2040, whole=True), "amount": amount,
            "amount_high": amount, "topic": _words("topics"),
        },
        "competence": {"kind": _among(frozenset(COMPETENCE_KINDS)), "id": _address},
        "remark": {"confidence": _words("confidence")},
    }  # fmt: skip
    return {**tables.get(table, {}), "source": _address}
