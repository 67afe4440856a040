"""Records of the EU portal in the shape of its search API, made of what a test cares about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

URL = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/projects-details/1"


def participant(pic: int | str, name: str, **told: Any) -> dict[str, Any]:
    """One participant, a company in Ghent unless told otherwise."""
    address = {
        "street": "Kouter 1", "postalCode": told.pop("postcode", "9000"), "city": told.pop("town", "Gent"),
        "countryCode": {"abbreviation": told.pop("country", "BE")},
    }  # fmt: skip
    return {
        "role": "participant", "pic": pic, "legalName": name, "postalAddress": address, "latitude": "51.05",
        "longitude": "3.72", "activityType": "Other", "eucontribution": "100", "status": "Active", "order": 1,
        "organizationType": None, "type": "PRC", "webLink": "www.example.be", "sme": False, **told,
    }  # fmt: skip


def project(number: str, consortium: list[dict[str, Any]], **told: str) -> dict[str, Any]:
    """One project as a search result: every value is a list, the participants are JSON within text."""
    values = {
        "projectId": number, "acronym": f"ACRO{number}", "title": f"Title {number}",
        "topicAbbreviation": "EDF-2023-DA-NAVAL-X", "url": URL, "status": "Ongoing",
        "startDate": "2024-01-01T00:00:00.000+0100", "endDate": "2026-12-31T00:00:00.000+0100",
        "euContributionAmount": str(100 * len(consortium)), "overallBudget": "1000.5",
        "numberOfContributors": str(len(consortium)), "es_SortDate": "2025-02-14T03:05:09.877+0100",
        "participants": json.dumps(consortium), **told,
    }  # fmt: skip
    return {"metadata": {name: [value] for name, value in values.items()} | {"subTypeOfAction": []}}


def page(*results: dict[str, Any], number: int = 1, total: int = 0) -> dict[str, Any]:
    """A page of results."""
    return {"totalResults": total or len(results), "pageNumber": number, "results": list(results)}


def topic(code: str, title: str, **told: Any) -> dict[str, Any]:
    """One topic as the portal's topic page tells it."""
    return {
        "topicId": code, "title": title, "deadline": "2026-09-29", "budgetMax": None, "description": "Scope.",
        "portalUrl": "https://ec.europa.eu/topic", **told,
    }  # fmt: skip


def written(folder: Path, *values: Any, name: str = "page.json") -> Path:
    """A folder with one file of values one after another, with a byte-order mark as the portal's exports have it."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\ufeff" + "".join(json.dumps(value, ensure_ascii=False) for value in values)
    (folder / name).write_text(text, encoding="utf-8")
    return folder
