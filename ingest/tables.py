"""The one schema that every source stages its rows in, and that identity and mapping work on.

A column is text unless its name stands in `NUMBERS`; missing is NULL. `origin` is file and row of the source
(`companies.csv:12`), `source` the public address where the fact was read. Organisations are named by the raw
key of their source (`companies/sabca`) until identity gives them an id.
"""

from __future__ import annotations

COMMON = ("source", "origin")

_AMOUNTS = ("awarded", "maximum", "estimated", "lowest", "highest", "before", "currency")

TABLES: dict[str, tuple[str, ...]] = {
    "organisation": (
        "key", "country", "leg", "kind", "level", "size", "street", "postcode", "town", "region", "nuts3",
        "homepage", "employees", "employees_year", "legal_form", "since", "until", "description",
    ),
    # Single values with a page of their own, which count before those of the row: the surest first, then the newest.
    "told": (
        "key", "kind", "size", "street", "postcode", "town", "region", "nuts3", "homepage", "employees", "until",
        "day", "confidence",
    ),
    "page": ("address", "day", "read"),  # when a page was written, and when it was read, where that is known
    # A place of work beside the seat, a row for each domain in which something is told to be done there.
    "establishment": (
        "key", "number", "since", "street", "postcode", "town", "region", "nuts3", "domain", "told", "state", "year",
    ),
    "name": ("key", "name", "lang", "type"),
    "identifier": ("key", "scheme", "value"),
    "trait": ("key", "reads", "told"),  # what the rules of functions read, beside kinds, names and descriptions
    "function": ("key", "function", "confidence", "told"),
    "activity": ("key", "domain", "basis", "weight", "year", "confidence"),
    "refusal": ("key", "domain"),  # a domain that was suggested and is none of theirs
    "call": (
        "id", "programme", "year", "identifier", "title", "category", "budget", "opens", "deadline", "text", "note",
        "objective",
    ),
    "project": (
        "id", "acronym", "title", "programme", "call", "category", "year", "start", "end", "status",
        "eu_contribution", "total_cost", "official_url", "identifier", "note", "objective", "keywords", "basis",
    ),
    # Objectives and keywords are read for domains and topics and do not enter the graph themselves; `basis` is that
    # of the domains read from a project, "text" where a source tells none.
    "domain_share": ("subject", "domain", "weight", "basis"),
    "participation": ("id", "project", "key", "role", "contribution", "note"),
    # Of a notice the whole procedure, of an award one contract or lot. Amounts are in the one currency of their row.
    "notice": (
        "id", "number", "kind", "form", "title", "date", "year", "country", "previous", "framework", "main_cpv",
        *_AMOUNTS,
    ),
    "award": (
        "id", "notice", "lot", "contract", "title", "date", "year", "outcome", "group", "framework", "offers",
        "offers_sme", "subcontracted", "share", "subcontract", "main_cpv", *_AMOUNTS,
    ),
    # Of a notice or award: its codes, by the property that tells them, and who takes part, with the mark as an SME.
    "award_code": ("id", "property", "code"),
    "award_party": ("id", "key", "role", "sme"),
    # A topic that a source says its record is of, with what says so.
    "topic": ("about", "topic", "sentence"),
    "relation": ("from_key", "to_key", "to_id", "kind", "year", "defence", "note"),
    "undertaking": ("id", "name"),
    "instrument": (
        "id", "label_en", "label_nl", "label_fr", "kind", "level", "legal_act", "start_date", "budget",
    ),
    "theme": ("id", "scheme", "year", "label_en", "label_nl", "budget", "confidence"),
    "demand": ("number", "parent", "label_en", "label_nl", "label_fr", "label_de", "analysis"),
    "milestone": ("id", "date", "level", "title", "title_nl", "title_fr", "title_de", "owner_key", "status"),
    "figure": (
        "id", "subject", "perimeter", "region", "programme", "year", "amount", "amount_high", "qualifier", "unit",
        "publisher", "grade", "note",
    ),
    # A purchase file, and what one page tells of it: one item a row (decision, value, return, prime, topic).
    "purchase": ("id", "label_en", "label_nl", "label_fr", "label_de", "level", "programme", "pattern"),
    "purchase_fact": (
        "id", "purchase", "item", "amount", "amount_high", "qualifier", "amount_kind", "year", "prime_key", "topic",
        "note",
    ),
    # A skill or occupation of a classification, by its address; `others` are alternative labels, one a line.
    "competence": ("id", "kind", "reuse", "label_en", "label_nl", "label_fr", "label_de", "others"),
    "judgement": ("left", "right", "same", "reason"),
    "remark": ("id", "key", "about", "field", "value", "confidence", "text"),
}  # fmt: skip

NUMBERS = frozenset({
    "weight", "year", "employees", "employees_year", "budget", "eu_contribution", "total_cost", "contribution",
    "amount", "amount_high", "offers", "offers_sme", "share", "subcontract", *_AMOUNTS,
} - {"currency"})  # fmt: skip


def columns(table: str) -> tuple[str, ...]:
    """All columns of a staged table, the common ones last."""
    return TABLES[table] + COMMON
