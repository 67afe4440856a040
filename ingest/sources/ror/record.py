"""One record of the registry, whichever of its two schemas it was written in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dirskg.ingest.values.countries import country_code
from dirskg.ingest.values.figures import read_day

# What a name is for, from what the registry calls it; the first that fits counts.
_NAME_TYPES = {"ror_display": "label", "label": "label", "alias": "alias", "acronym": "acronym"}


@dataclass(frozen=True, slots=True)
class Record:
    """What the graph takes of a record: `id` is the bare id, `names` (text, language, type), `relations` (kind, id).

    `places` are pairs of country and town, the seat first.
    """

    id: str
    status: str
    places: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    homepage: str
    names: tuple[tuple[str, str, str], ...]
    identifiers: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    modified: str  # day of the last change, "" in schema 1


_READ = frozenset(
    {
        "id", "status", "types", "names", "locations", "external_ids", "relationships", "links",
        "name", "aliases", "acronyms", "labels", "country", "addresses",
    }
)  # fmt: skip

_LISTS = ("types", "links", "external_ids", "relationships", "locations", "addresses", "labels", "aliases", "acronyms")


def read_record(told: dict[str, Any]) -> Record:
    """The record, of schema 2 where it has `names`, else of schema 1; its lists may be left out, or null.

    Raises TypeError or KeyError for other shapes.
    """
    newer = "names" in told
    told = {**told, **{field: told.get(field) or () for field in _LISTS}}
    return Record(
        id=bare_id(told["id"]),
        status=_text(told["status"]).lower(),
        places=tuple(dict.fromkeys(_newer_places(told) if newer else _older_places(told))) or (("", ""),),
        types=tuple(_text(kind).lower() for kind in told["types"]),
        homepage=_homepage(told["links"], newer),
        names=tuple(dict.fromkeys(_newer_names(told) if newer else _older_names(told))),
        identifiers=tuple(_newer_identifiers(told) if newer else _older_identifiers(told)),
        relations=tuple((_text(one["type"]).lower(), bare_id(one["id"])) for one in told["relationships"]),
        unread=tuple(sorted(told.keys() - _READ)),
        modified=_modified(told.get("admin")),
    )


def _newer_places(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for location in told["locations"]:
        details = location.get("geonames_details") or {}
        yield _country(details.get("country_code")), _text(details.get("name") or "")


def _older_places(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    country = _country(told["country"]["country_code"])
    yield from ((country, _text(address.get("city") or "")) for address in told["addresses"] or [{}])


def _country(code: str | None) -> str:
    return country_code(_text(code or ""))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _modified(admin: object) -> str:
    last = admin.get("last_modified") if isinstance(admin, dict) else None
    with suppress(ValueError):  # the day of a record is worth no more than the record
        return read_day(_text(last.get("date") or "")) if isinstance(last, dict) else ""
    return ""


def bare_id(address: str) -> str:
    """The id at the end of its address."""
    return address.rstrip("/").rpartition("/")[2].lower()


def _homepage(links: list[Any], newer: bool) -> str:
    pages = [link["value"] for link in links if link["type"] == "website"] if newer else links
    return _text(pages[0]) if pages else ""


def _newer_names(told: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name in told["names"]:
        kind = next((plain for known, plain in _NAME_TYPES.items() if known in name["types"]), "alias")
        yield _text(name["value"]), _text(name.get("lang") or ""), kind


def _older_names(told: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    yield _text(told["name"]), "", "label"
    yield from ((_text(label["label"]), _text(label["iso639"] or ""), "label") for label in told["labels"])
    yield from ((_text(alias), "", "alias") for alias in told["aliases"])
    yield from ((_text(acronym), "", "acronym") for acronym in told["acronyms"])


def _newer_identifiers(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in told["external_ids"]:
        values = one.get("all") or [one["preferred"]] if one.get("preferred") else one.get("all") or ()
        yield from ((_text(one["type"]).lower(), _text(value)) for value in values)


def _older_identifiers(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for scheme, one in dict(told["external_ids"]).items():
        # GRID had one value, all others a list.
        values = [one["all"]] if isinstance(one["all"], str) else one["all"]
        yield from ((scheme.lower(), _text(value)) for value in values)
