"""Organisations: companies, clusters, institutions, agencies, bodies, EU participants, DIANA sites."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dirskg.ingest.reading.reading import Row
from dirskg.ingest.sources.reference.vocabulary import DIANA_TIES, LEGS, PORTAL_TYPES
from dirskg.ingest.sources.reference.writer import Writer
from dirskg.ingest.values.legal_forms import is_company
from dirskg.ingest.values.names import slug
from dirskg.ingest.values.pages import participant_page
from dirskg.ingest.values.seats import locate_seat
from dirskg.ingest.values.vocabulary import ACTIVITY_TYPE, EU_LEGS
from dirskg.ontology.vocab import SITE_STATES

Shares = tuple[tuple[str, float], ...]


def stage_actors(write: Writer) -> None:
    """Stage every table that lists organisations, then the identifiers that are kept apart."""
    tables: dict[str, Callable[[Writer, Row, str], None]] = {
        "institutions": _institution,
        "agencies": _institution,
        "companies": _company,
        "clusters": _company,
        "governance": _body,
        "programme_organisations": _portal_organisation,
        "diana": _diana_site,
    }
    for table, stage_row in tables.items():
        for row in write.intake.rows(f"{table}.csv"):
            stage_row(write, row, table)
    for row in write.intake.rows("identifiers.csv"):
        _identifier(write, row)
    for row in write.intake.rows("functions.csv"):
        _function(write, row)
    for row in write.intake.rows("establishments.csv"):
        _establishment(write, row)


def _company(write: Writer, row: Row, table: str) -> None:
    local, origin = row.take("id"), row.origin
    key = f"{table}/{local}"
    source = write.source(row.take("source_url"), origin)
    nuts = row.take("nuts")
    values = {
        "kind": row.take("kind"),
        "size": row.take("size_class"),
        "town": row.take("town"),
        "region": write.region(row.take("region"), origin),
        "nuts3": nuts if len(nuts) == 5 else "",
        "homepage": write.homepage(row.take("website"), origin),
        "employees": write.number(row.take("employees"), origin),
        "employees_year": write.year(row.take("employees_year"), origin),
        "description": row.take("capabilities"),
    }
    name, aliases, kbo, areas = row.take("name"), row.take("aliases"), row.take("kbo"), row.take("areas")
    parent = row.take("parent")
    if not write.first_time(key, origin):
        return
    write.organisation(key, origin, source, country="BE", leg=_leg(write, str(values["kind"]), origin), **values)
    write.reference_id(key, local, origin)
    write.names(key, origin, "label", "", name)
    write.names(key, origin, "alias", "", *aliases.split(";"))
    write.identifier(key, "kbo", kbo, origin, source)
    _activities(write, key, areas, origin, source)
    if parent:
        write.intake.stage.add(
            "remark", origin, source, id=f"{key}/parent", key=key, field="parent", value=parent, text=""
        )


def _institution(write: Writer, row: Row, table: str) -> None:
    local, origin = row.take("id"), row.origin
    key = f"{table}/{local}"
    source = write.source(row.take("source_url"), origin)
    kind = row.take("kind")
    # Bodies of the EU and NATO may have their seat elsewhere.
    country = (row.take("country") if table == "agencies" else "") or "BE"
    values = {
        "level": write.level(row.take("level"), origin),
        "region": write.region(row.take("region"), origin),
        "town": row.take("town"),
        "homepage": write.homepage(row.take("website"), origin),
    }
    labels = {lang: row.take(f"name_{lang}") for lang in ("en", "nl", "fr")}
    acronym, aliases, areas = row.take("acronym"), row.take("aliases"), row.take("areas")
    codes = {scheme: row.take(scheme) for scheme in ("ror", "wikidata", "kbo")}
    if not write.first_time(key, origin):
        return
    write.organisation(key, origin, source, country=country, kind=kind, leg=_leg(write, kind, origin), **values)
    write.reference_id(key, local, origin)
    for lang, label in labels.items():
        write.names(key, origin, "label", lang, label)
    write.names(key, origin, "acronym", "", *acronym.split("/"))
    write.names(key, origin, "alias", "", *aliases.split(";"))
    for scheme, value in codes.items():
        write.identifier(key, scheme, value, origin, source)
    _activities(write, key, areas, origin, source)


def _body(write: Writer, row: Row, table: str) -> None:
    local, origin = row.take("id"), row.origin
    key = f"{table}/{local}"
    source = write.source(row.take("source_url"), origin)
    kind = row.take("kind")
    level, region = write.level(row.take("level"), origin), write.region(row.take("region"), origin)
    labels = {lang: row.take(f"name_{lang}") for lang in ("en", "nl", "fr")}
    if not write.first_time(key, origin):
        return
    leg = _leg(write, kind, origin)
    write.organisation(key, origin, source, country="BE", kind=kind, leg=leg, level=level, region=region)
    write.reference_id(key, local, origin)
    for lang, label in labels.items():
        write.names(key, origin, "label", lang, label)


def _portal_organisation(write: Writer, row: Row, table: str) -> None:
    origin, pic, legal = row.origin, row.take("pic"), row.take("legal_name")
    key = f"portal/{pic or legal}"
    page = participant_page(pic)
    address_source = write.source(row.take("address_source_url"), origin, page)
    source = write.source(row.take("source_url"), origin, page)
    type_code, classification = row.take("type_code"), row.take("classification")
    small = row.take("sme") == "yes" or classification == "Small or medium-size enterprise"
    values = {
        "street": " ".join(row.take("street").split()),
        "postcode": row.take("postal_code"),
        "town": row.take("town"),
        "region": write.region(row.take("region_derived"), origin),
        "homepage": write.homepage(row.take("website"), origin),
    }
    short = row.take("short_name")
    # Counted again from the participations, and coordinates are not used before maps are drawn.
    counted = {c: row.take(c) for c in ("edf_participations", "edf_coordinations", "eu_contribution_known_eur")}
    row.take("latitude"), row.take("longitude")
    if not write.first_time(key, origin):
        return
    body = type_code or PORTAL_TYPES.get(classification, "")
    leg = EU_LEGS.get(body, "") if body else "industry" if is_company(legal) else ""
    write.organisation(
        key, origin, address_source or source, country="BE", leg=leg, size="SME" if small else "",
        **values,
    )  # fmt: skip
    if body:
        write.intake.stage.add("trait", origin, source, key=key, reads=ACTIVITY_TYPE, told=body)
    write.identifier(key, "pic", pic, origin, source)
    write.names(key, origin, "legal", "", legal)
    write.names(key, origin, "short", "", short)
    write.intake.stage.add(
        "remark", origin, source, id=f"{key}/counted", key=key, field="EDF participations told by the portal",
        value=counted["edf_participations"], text="",
    )  # fmt: skip


def _diana_site(write: Writer, row: Row, table: str) -> None:
    kind, name, origin = row.take("kind"), row.take("name"), row.origin
    town, country, year = row.take("town"), row.take("country"), row.take("year")
    source, note = write.source(row.take("source_url"), origin), row.take("note")
    if kind == "challenge":
        _challenge(write, name, year, source, note, origin)
        return
    if kind not in DIANA_TIES:
        known = ", ".join(["challenge", *DIANA_TIES])
        write.intake.audit.refuse("kind", origin, kind, f"unknown kind; known are {known}")
        return
    key = f"diana/{name}"
    if not write.first_time(key, origin):
        return
    leg = "industry" if kind == "innovator" else ""
    write.organisation(key, origin, source, country=country, town=town, leg=leg)
    write.names(key, origin, "label", "", name)
    write.intake.stage.add(
        "relation", origin, source, from_key=key, to_key="agencies/nato-diana", kind=DIANA_TIES[kind],
        year=write.year(year, origin), defence="yes", note=note,
    )  # fmt: skip


def _challenge(write: Writer, name: str, year: str, source: str, note: str, origin: str) -> None:
    """DIANA challenges stand among the calls too; the page that tells of one is kept beside it."""
    call = write.known.calls.get(f"{name.lower()}/{year}")
    if call is None:
        call = f"call-diana-{year}-{slug(name)[:60]}"
        values = {"programme": "DIANA", "year": write.year(year, origin), "title": name, "note": note}
        write.intake.stage.add("call", origin, source, id=call, **values)
    else:
        write.intake.stage.add("remark", origin, source, id=f"diana/{origin}", about=call, field="call", text=note)


def _identifier(write: Writer, row: Row) -> None:
    local, scheme, value = row.take("id"), row.take("scheme"), row.take("value")
    source = write.source(row.take("source_url"), row.origin)
    key = write.known.organisations.get(local)
    if key is None:
        write.intake.audit.refuse("unknown id", row.origin, local, "no table has an organisation with this id")
        return
    write.identifier(key, scheme, value, row.origin, source)


def _function(write: Writer, row: Row) -> None:
    """What an editor read that an organisation does: named by its id, or by its number or name at the portal."""
    local, function, confidence, told = (row.take(c) for c in ("organisation", "function", "confidence", "told"))
    source = write.source(row.take("source_url"), row.origin)
    if key := write.organisation_key(local, row.origin):
        write.intake.stage.add(
            "function", row.origin, source, key=key, function=function, confidence=confidence, told=told
        )


def _establishment(write: Writer, row: Row) -> None:
    """A place of work beside the seat, and the areas in which something is told to be done there."""
    local, told, areas, origin = row.take("organisation"), row.take("told"), row.take("areas"), row.origin
    source, year = write.source(row.take("source_url"), origin), write.year(row.take("year"), origin)
    state = write.known_word("state", row.take("state"), origin, SITE_STATES)
    place = locate_seat({"country": "BE", "town": row.take("town")}, origin, write.intake.audit, write.places)
    place.pop("country")
    if key := write.organisation_key(local, origin):
        domains = [domain for _, shares in _shares(write, areas, origin) for domain, _ in shares]
        for domain in domains or [""]:
            write.intake.stage.add(
                "establishment", origin, source, key=key, told=told, state=state, year=year, domain=domain, **place
            )


def _shares(write: Writer, areas: str, origin: str) -> Iterator[tuple[str, Shares]]:
    """Each of several areas with its domains and their weights; one that none is mapped to is reported."""
    for area in filter(None, (part.strip() for part in areas.split(";"))):
        shares = write.intake.taxonomy.shares("capability-area", area)
        if not shares:
            reason = "no domain is mapped to this area; add it to the domain mappings (scheme capability-area)"
            write.intake.audit.ignore("area", origin, area, reason)
        yield area, shares


def _activities(write: Writer, key: str, areas: str, origin: str, source: str) -> None:
    local = key.partition("/")[2]
    for area, shares in _shares(write, areas, origin):
        page = write.known.area_evidence.pop((local, area), "")
        # A page that tells of the area itself counts also where the rest of the row is a name in a list.
        confidence = "high" if page else "low" if local in write.known.name_only else "medium"
        for domain, weight in shares:
            write.intake.stage.add(
                "activity", origin, page or source, key=key, domain=domain, basis="curated", weight=weight,
                confidence=confidence,
            )  # fmt: skip


def _leg(write: Writer, kind: str, origin: str) -> str:
    if kind not in LEGS:
        write.intake.audit.ignore("kind", origin, kind, "unknown kind of organisation; its leg stays unknown")
    return LEGS.get(kind, "")
