"""Ties between organisations (ownership, supply, membership, seats in bodies) and judgements on who is who."""

from __future__ import annotations

from dirskg.ingest.reading.reading import Row
from dirskg.ingest.sources.reference.vocabulary import INVERSE, RELATIONS
from dirskg.ingest.sources.reference.writer import Outside, Writer
from dirskg.ingest.values.names import slug

# For each name of link_targets.csv the column of the relation and the value that goes there.
Targets = dict[str, list[tuple[str, str]]]


def stage_relations(write: Writer) -> Targets:
    """Stage ties and judgements on identity; a target outside the tables is looked up in `link_targets.csv`.

    Gives what that table names, for tables that name the same.
    """
    targets = _targets(write)
    for row in write.intake.rows("company_links.csv"):
        _company_link(write, row, targets)
    for row in write.intake.rows("institution_links.csv"):
        _institution_link(write, row)
    for row in write.intake.rows("memberships.csv"):
        _membership(write, row)
    for row in write.intake.rows("judgements.csv"):
        _judgement(write, row)
    return targets


def _targets(write: Writer) -> Targets:
    found: Targets = {}
    for row in write.intake.rows("link_targets.csv"):
        target, kind, key, name, country = (row.take(c) for c in ("target", "kind", "key", "name", "country"))
        row.take("note")
        if kind == "project":
            place = ("to_id", write.known.projects.get(key, ""))
        elif kind == "programme":
            place = ("to_id", f"undertaking-{slug(name)}")
            write.intake.stage.add("undertaking", row.origin, id=place[1], name=name)
        elif key in write.known.organisations:
            place = ("to_key", write.known.organisations[key])
        else:
            place = ("to_key", f"link/{name}")
            write.known.outside[place[1]] = Outside(row.origin, name, country, "state" if kind == "state" else "")
        found.setdefault(target, []).append(place)
    return found


def places_of(write: Writer, name: str, targets: Targets) -> list[tuple[str, str]]:
    """Where a relation to this name leads, as `Targets` has it: to an organisation of the tables, or as listed."""
    key = write.known.organisations.get(name)
    return [("to_key", key)] if key else targets.get(name, [])


def stage_target(write: Writer, key: str, source: str) -> None:
    """Stage an organisation of `link_targets.csv` where a row first names it: that row's page tells of it."""
    if (named := write.known.outside.pop(key, None)) and key not in write.known.keys:
        leg = "government" if named.kind else ""
        write.organisation(key, named.origin, source, country=named.country, leg=leg, kind=named.kind)
        write.names(key, named.origin, "label", "", named.name)


def _company_link(write: Writer, row: Row, targets: Targets) -> None:
    origin, local, word, target = row.origin, row.take("source_id"), row.take("relation"), row.take("target")
    note, defence = row.take("programme_or_project"), row.take("defence")
    year, source = write.year(row.take("year"), origin), write.source(row.take("source_url"), origin)
    if not (places := places_of(write, target, targets)):
        write.intake.audit.refuse("target", origin, target, "name the target in link_targets.csv")
        return
    kind = _kind(write, word, origin)
    stage_target(write, f"link/{local}", source)
    key = write.organisation_key(local, origin) if kind else ""
    for column, value in places if key else []:
        stage_target(write, value, source)
        write.intake.stage.add(
            "relation", origin, source, from_key=key, kind=kind, year=year, note=note,
            defence=defence, **{column: value},
        )  # fmt: skip


def _institution_link(write: Writer, row: Row) -> None:
    origin, local, word, target = row.origin, row.take("source_id"), row.take("relation"), row.take("target_id")
    year, source = write.year(row.take("year"), origin), write.source(row.take("source_url"), origin)
    if word in INVERSE:
        local, target, word = target, local, INVERSE[word]
        kind = word
    else:
        kind = _kind(write, word, origin)
    unknown = _first_unknown(write, local, target)
    if unknown is not None or not kind:
        _unknown(write, origin, unknown, kind)
        return
    if kind == "successorOf" and year:
        until = f"{year:.0f}"
        write.intake.stage.add("told", origin, source, key=write.known.organisations[target], until=until)
    if kind == "partOf":
        _seat_of_the_whole(write, write.known.organisations[local], write.known.organisations[target], origin, source)
    write.intake.stage.add(
        "relation", origin, source, from_key=write.known.organisations[local],
        to_key=write.known.organisations[target], kind=kind, year=year,
        note=word.replace("_", " ") if kind == "linkedTo" else "", defence="",
    )  # fmt: skip


def _seat_of_the_whole(write: Writer, part: str, whole: str, origin: str, source: str) -> None:
    """A part of which no row tells a place sits in the region of its whole, with low confidence."""
    if (region := write.known.placed.get(whole)) and part not in write.known.placed:
        write.intake.stage.add("told", origin, source, key=part, region=region, confidence="low")


def _membership(write: Writer, row: Row) -> None:
    origin, body, member = row.origin, row.take("body"), row.take("member")
    role, note = row.take("role"), row.take("note")
    source = write.source(row.take("source"), origin)
    unknown = _first_unknown(write, body, member)
    if unknown is not None:
        _unknown(write, origin, unknown, "memberOf")
        return
    write.intake.stage.add(
        "relation", origin, source, from_key=write.known.organisations[member],
        to_key=write.known.organisations[body], kind="seatIn",
        note=f"{role}; {note}" if note else role, defence="",
    )  # fmt: skip


def _judgement(write: Writer, row: Row) -> None:
    values = {column: row.take(column) for column in ("left", "right", "same", "reason")}
    source = write.source(row.take("source"), row.origin)
    if values["same"] not in ("yes", "no"):
        write.intake.audit.refuse("judgement", row.origin, values["same"], "write yes or no in the column 'same'")
        return
    write.intake.stage.add("judgement", row.origin, source, **values)


def _kind(write: Writer, word: str, origin: str) -> str:
    if word not in RELATIONS:
        known = ", ".join(sorted(RELATIONS))
        write.intake.audit.refuse("relation", origin, word, f"unknown relation; known are {known}")
    return RELATIONS.get(word, "")


def _first_unknown(write: Writer, *ids: str) -> str | None:
    """The first id that no table has, be it blank; None when all are known."""
    return next((local for local in ids if local not in write.known.organisations), None)


def _unknown(write: Writer, origin: str, local: str | None, kind: str) -> None:
    if kind:
        write.intake.audit.refuse("unknown id", origin, local or "(blank)", "no table has an organisation with this id")
