"""Records of the Research Organization Registry in schema 2, made of what a test cares about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from staged import intake_of

from dirskg.ingest.intake import Intake
from dirskg.ingest.known import Known


def record(
    id: str, name: str, *related: tuple[str, str], places: Iterable[str] = ("BE Gent",), status: str = "active"
) -> dict[str, Any]:
    """A record with its ties (kind, id), and its places as country and town."""
    return {
        "id": f"https://ror.org/{id}", "status": status, "types": ["facility"], "links": [], "external_ids": [],
        "names": [{"value": name, "lang": None, "types": ["ror_display", "label"]}],
        "locations": [{"geonames_details": {"country_code": one[:2], "name": one[3:]}} for one in places],
        "relationships": [{"type": kind, "id": f"https://ror.org/{other}", "label": ""} for kind, other in related],
    }  # fmt: skip


def staged(
    folder: Path, *records: dict[str, Any], ids: Iterable[str] = (), names: Mapping[str, str] | None = None
) -> Intake:
    """What is staged of these records by a program that knows these ids, and these comparable names by country."""
    (folder / "ror_records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    told = {country: frozenset({name}) for country, name in (names or {}).items()}
    return intake_of("ror", folder, known=Known(frozenset(("ror", id) for id in ids), told))
