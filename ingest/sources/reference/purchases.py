"""The large purchase files of Defence, and what each page tells of them: a row a cell, with its page and day."""

from __future__ import annotations

import re

from dirskg.ingest.reading.reading import Row
from dirskg.ingest.sources.reference.facts import day_told
from dirskg.ingest.sources.reference.relations import Targets, places_of, stage_target
from dirskg.ingest.sources.reference.writer import Writer
from dirskg.ontology.vocab import PURCHASE_AMOUNTS, PURCHASE_ITEMS

_AMOUNTS = ("value", "return")


def stage_purchases(write: Writer, targets: Targets) -> None:
    """Stage the purchase files and what is told of them; primes are named by id or as in `link_targets.csv`."""
    known = {_file(write, row) for row in write.intake.rows("purchases.csv")} - {""}
    for number, row in enumerate(write.intake.rows("purchase_facts.csv")):
        local = row.take("purchase")
        if local not in known:
            write.intake.audit.refuse("unknown id", row.origin, local, "purchases.csv has no file with this id")
            continue
        _fact(write, f"purchase-{local}", number, row, targets)


def _file(write: Writer, row: Row) -> str:
    """Stage a file, and give its id."""
    local = row.take("id")
    labels = {f"label_{lang}": row.take(f"name_{lang}") for lang in ("en", "nl", "fr", "de")}
    level, programme, pattern = write.level(row.take("level"), row.origin), row.take("programme"), row.take("pattern")
    try:
        re.compile(pattern)
    except re.error as error:
        write.intake.audit.ignore("pattern", row.origin, pattern, f"no regular expression: {error}")
        pattern = ""
    if write.first_time(f"purchases/{local}", row.origin):
        write.intake.stage.add(
            "purchase", row.origin, id=f"purchase-{local}", level=level, programme=programme, pattern=pattern, **labels
        )
    return local


def _fact(write: Writer, purchase: str, number: int, row: Row, targets: Targets) -> None:
    origin, item, value = row.origin, row.take("item"), row.take("value")
    kind = row.take("kind")
    day = day_told(write, row.take("day"), origin)
    if source := write.source(row.take("source_url"), origin):
        write.intake.stage.add("page", origin, address=source, day=day or None)
    told = {
        "qualifier": row.take("qualifier"), "note": row.take("note"), "year": write.year(row.take("year"), origin),
        "amount_high": write.number(row.take("value_high"), origin),
    }  # fmt: skip
    if not write.known_word("item", item, origin, PURCHASE_ITEMS):
        return
    if item == "prime":
        key = dict(places_of(write, value, targets)).get("to_key", "")
        if not key:
            write.intake.audit.refuse("prime", origin, value, "name the organisation in link_targets.csv")
            return
        stage_target(write, key, source)
        told["prime_key"] = key
    elif item in _AMOUNTS:
        told["amount"] = write.number(value, origin)
        if kind and write.known_word("kind of amount", kind, origin, PURCHASE_AMOUNTS):
            told["amount_kind"] = kind
    elif item == "topic":
        told["topic"] = value
    write.intake.stage.add(
        "purchase_fact", origin, source, id=f"{purchase}-fact-{number + 1}", purchase=purchase, item=item, **told
    )
