"""Tables of CORDIS in its publisher's form, made of what a test cares about, and what comes of them."""

from __future__ import annotations

import csv
from pathlib import Path

from csv_text import csv_text
from staged import intake_of

from dirskg.ingest.intake import Intake

ORGANISATION = [
    "projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME", "activityType", "street",
    "postCode", "city", "country", "nutsCode", "geolocation", "organizationURL", "contactForm", "contentUpdateDate",
    "rcn", "order", "role", "ecContribution", "netEcContribution", "totalCost", "endOfParticipation", "active",
]  # fmt: skip
PROJECT = [
    "id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis",
    "topics", "ecSignatureDate", "frameworkProgramme", "masterCall", "subCall", "fundingScheme", "nature", "objective",
    "contentUpdateDate", "rcn", "grantDoi",
]  # fmt: skip


def table(columns: list[str], rows: list[dict[str, str]], delimiter: str = ";") -> str:
    """A table as CORDIS writes it: every field in quotes, a quote within doubled."""
    return csv_text(columns, rows, delimiter=delimiter, quoting=csv.QUOTE_ALL)


def organisation(project: str = "1", pic: str = "912345678", name: str = "Alfa NV", **told: str) -> dict[str, str]:
    """One participant, a company in Ghent unless told otherwise."""
    return {
        "projectID": project, "projectAcronym": f"ACRO{project}", "organisationID": pic, "name": name, "SME": "True",
        "activityType": "PRC", "street": "Kouter 1", "postCode": "9000", "city": "Gent", "country": "BE",
        "role": "participant", "ecContribution": "1000.5", "contactForm": "https://contact.example/jan", **told,
    }  # fmt: skip


def project(number: str = "1", **told: str) -> dict[str, str]:
    """One project of Horizon Europe unless told otherwise."""
    return {
        "id": number, "acronym": f"ACRO{number}", "status": "SIGNED", "title": "A title; with \"odd\" quotes",
        "startDate": "2021-09-01", "endDate": "2024-08-31", "totalCost": "1352812,5", "ecMaxContribution": "1000000",
        "frameworkProgramme": "HORIZON", "legalBasis": "HORIZON.2.4", "objective": "Long; text, \"quoted\"", **told,
    }  # fmt: skip


def science(code: str, number: str = "1") -> dict[str, str]:
    """One class of EuroSciVoc of a project."""
    return {"projectID": number, "euroSciVocCode": code, "euroSciVocPath": "/x", "euroSciVocTitle": "t"}


SCIENCE = ["projectID", "euroSciVocCode", "euroSciVocPath", "euroSciVocTitle", "euroSciVocDescription"]
DRONES = "/25/73/453/459/1229/1729"


def written(folder: Path, **tables: str) -> Path:
    """A folder of tables by their names."""
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def dump(
    folder: Path, organisations: list[dict[str, str]], projects: list[dict[str, str]], sciences: list[dict[str, str]]
) -> Path:
    """A folder with the three tables that a download has."""
    return written(
        folder, organization=table(ORGANISATION, organisations), project=table(PROJECT, projects),
        euroSciVoc=table(SCIENCE, sciences),
    )  # fmt: skip


def taken(path: Path) -> Intake:
    """Take in a file or folder."""
    return intake_of("cordis", path)


def shares(intake: Intake) -> dict[str, float]:
    """The weight of each domain."""
    return {str(row["domain"]): float(row["weight"] or 0) for row in intake.stage.rows["domain_share"]}
