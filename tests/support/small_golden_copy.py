"""A golden copy of GLEIF in its publisher's form, made of what a test cares about."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from csv_text import csv_text
from staged import intake_of
from stdnum.iso7064.mod_97_10 import calc_check_digits

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.gleif.golden_copy import ENTITY, PARENT

# Codes whose last two characters are the check number of ISO 17442.
ALFA, GROUP, OTHER, TRADER = (
    "5493001KJTIIGC8Y1R12", "213800WAVVOPS85N2205", "529900T8BM49AURSDO55", "549300MLUDYVRQOOXS22",
)  # fmt: skip


def code(number: int) -> str:
    """A code of an entity that is made up."""
    body = f"529900DIRSKG{number:06}"
    return body + str(calc_check_digits(body))


def entity(lei: str, name: str, others: Sequence[str | tuple[str, str]] = (), **told: str) -> dict[str, str]:
    """One legal entity in Ghent, active and in good standing unless told otherwise; `others` may tell their types."""
    short = {
        "lei": lei, "name": name, "street": "Kouter 1, bus 2\nblok B", "town": "Gent", "country": "BE",
        "postcode": "9000", "status": "ACTIVE", "registration": "LAPSED", **told,
    }  # fmt: skip
    row = {column: short.get(key, "") for key, column in ENTITY.items()} | {"Entity.LegalJurisdiction": "BE"}
    named = [one if isinstance(one, tuple) else (one, "ALTERNATIVE_LANGUAGE_LEGAL_NAME") for one in others]
    for at, (other, kind) in enumerate([*named, *[("", "")] * (5 - len(named))], start=1):
        column = f"Entity.OtherEntityNames.OtherEntityName.{at}"
        row |= {column: other, f"{column}.xmllang": "fr" if other else "", f"{column}.type": kind}
    return row


def owned(child: str, owner: str, kind: str = "IS_DIRECTLY_CONSOLIDATED_BY", state: str = "ACTIVE") -> dict[str, str]:
    """One relationship."""
    return dict(zip(PARENT.values(), (child, owner, kind, state), strict=True))


def text(rows: list[dict[str, str]]) -> str:
    """Rows as a file of the golden copy."""
    return csv_text(rows[0], rows, quoting=csv.QUOTE_ALL, lineterminator="\r\n")


def written(folder: Path, entities: list[dict[str, str]], parents: list[dict[str, str]] | None = None) -> Path:
    """A folder with the files of a golden copy."""
    folder.mkdir(exist_ok=True)
    (folder / "20261120-gleif-goldencopy-lei2-golden-copy.csv").write_text(text(entities), encoding="utf-8")
    if parents:
        (folder / "20261120-gleif-goldencopy-rr-golden-copy.csv").write_text(text(parents), encoding="utf-8")
    return folder


def taken(path: Path, *, ids: tuple[tuple[str, str], ...] = (), names: tuple[str, ...] = ()) -> Intake:
    """What is staged of a copy by a program that knows these numbers and Belgian names."""
    return intake_of("gleif", path, ids=ids, names=names)


def keys(intake: Intake) -> set[Any]:
    """Raw keys of who was staged."""
    return {row["key"] for row in intake.stage.rows["organisation"]}
