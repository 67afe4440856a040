"""Staging and selection of the business register, against the same in pandas; how fast quads are written."""

from __future__ import annotations

import csv
import tempfile
from itertools import islice
from pathlib import Path

from measure import Contender, Job, Race, Run, serve

MILITARY = {"2008": ("2540", "3040"), "2025": ("2530", "3013", "3032", "3040", "3318")}
_LEGAL_PERSON = "2"
TABLES = {
    "activity": ["EntityNumber", "NaceVersion", "NaceCode", "Classification"],
    "address": ["EntityNumber", "TypeOfAddress", "CountryNL", "Zipcode", "MunicipalityNL", "MunicipalityFR", "StreetNL",
                "StreetFR", "HouseNumber", "DateStrikingOff"],
    "denomination": ["EntityNumber", "Language", "TypeOfDenomination", "Denomination"],
    "enterprise": ["EnterpriseNumber", "Status", "TypeOfEnterprise", "JuridicalForm", "StartDate"],
    "establishment": ["EstablishmentNumber", "StartDate", "EnterpriseNumber"],
    "code": ["Category", "Code", "Language", "Description"],
}  # fmt: skip


def races(folder: Path, scale: float) -> list[Race]:
    """What races, on an extract that is written once into `folder`."""
    from extracts import write_extract

    extract = write_extract(folder / "extract", scale)
    ours = Contender("dirskg", "stage_register", "ours", (str(extract),), ours=True)
    theirs = Contender("pandas, in pieces", "stage_register", "theirs", (str(extract),))
    title = f"Business register at {scale:.0%} of its size: staging and selection"
    return [Race(title, [ours, theirs], target=3.0, tell=_tell)]


def _tell(runs: dict[str, Run]) -> list[str]:
    ours, theirs = (run.facts for run in runs.values())
    same = "the same" if ours["chosen"] == theirs["chosen"] else "NOT the same"
    return [f"{len(ours['chosen']):,} enterprises chosen from {ours['rows']:,} rows; the choice is {same}."]


def ours(extract: str) -> Job:
    """Every table into a database on disk, the selection in SQL."""
    from dirskg.ingest.intake import take_in
    from dirskg.ingest.known import Known
    from dirskg.ingest.source import known_sources
    from dirskg.ingest.taxonomy import read_taxonomy

    source, taxonomy = known_sources()["kbo"], read_taxonomy()
    known = Known(names={"BE": frozenset(known_names(extract))})
    with tempfile.TemporaryDirectory() as scratch:
        yield
        found = take_in(source, Path(extract), taxonomy, strict=False, known=known, scratch=Path(scratch))
        yield
    keys = sorted(str(row["key"]).removeprefix("kbo/") for row in found.stage.rows["organisation"])
    return {"chosen": keys, "rows": sum(count.rows for count in found.audit.files.values())}


def theirs(extract: str) -> Job:
    """Every table to Parquet in pieces of a million rows, the selection with masks, string methods and sets."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    from dirskg.ingest.values.legal_forms import LEGAL_FORMS

    folder, known = Path(extract), known_names(extract)
    forms = "|".join(sorted(LEGAL_FORMS, key=len, reverse=True))
    with tempfile.TemporaryDirectory() as scratch:
        yield
        for name, wanted in TABLES.items():
            writer = None
            pieces = pd.read_csv(
                folder / f"{name}.csv", dtype="str", usecols=wanted, chunksize=1_000_000, keep_default_na=False
            )
            for piece in pieces:
                table = pa.Table.from_pandas(piece, preserve_index=False)
                writer = writer or pq.ParquetWriter(f"{scratch}/{name}.parquet", table.schema)
                writer.write_table(table)
            if writer:
                writer.close()
        persons = pd.read_parquet(f"{scratch}/enterprise.parquet", columns=["EnterpriseNumber", "TypeOfEnterprise"])
        legal = set(persons.loc[persons["TypeOfEnterprise"] == _LEGAL_PERSON, "EnterpriseNumber"])
        newest: dict[str, str] = {}
        military: set[tuple[str, str]] = set()
        for batch in pq.ParquetFile(f"{scratch}/activity.parquet").iter_batches(1_000_000):
            piece = batch.to_pandas()
            for number, version in piece.groupby("EntityNumber")["NaceVersion"].max().items():
                newest[number] = max(newest.get(number, ""), version)
            for version, codes in MILITARY.items():
                told = piece[(piece["NaceVersion"] == version) & piece["NaceCode"].str[:4].isin(codes)]
                military |= {(number, version) for number in told["EntityNumber"]}
        found = {number for number, version in military if number in legal and newest[number] == version}
        names = pd.read_parquet(f"{scratch}/denomination.parquet")
        names = names[names["EntityNumber"].isin(legal)]
        plain = (
            names["Denomination"].str.lower().str.normalize("NFKD").str.encode("ascii", "ignore").str.decode("ascii")
        )
        plain = plain.str.replace(".", "", regex=False).str.replace(r"[^a-z0-9]+", " ", regex=True)
        plain = plain.str.replace(rf"(?: (?:{forms}))+ *$", "", regex=True)
        plain = plain.str.replace(rf"^ *(?:(?:{forms}) )+", "", regex=True).str.strip()
        carriers = names.assign(plain=plain)[plain.isin(known)].drop_duplicates(["EntityNumber", "plain"])
        found |= set(carriers.loc[~carriers["plain"].duplicated(keep=False), "EntityNumber"])
        rows = [names[names["EntityNumber"].isin(found)]]
        places = pd.read_parquet(f"{scratch}/address.parquet")
        rows.append(places[places["EntityNumber"].isin(found)])
        yield
    return {"chosen": sorted(number.replace(".", "") for number in found), "rows": sum(map(len, rows))}


def known_names(extract: str) -> set[str]:
    """Comparable names that other sources know: every 3,000th of the register, and some that nobody carries."""
    from dirskg.ingest.values.names import comparable

    with (Path(extract) / "denomination.csv").open(encoding="utf-8", newline="") as file:
        names = {comparable(row["Denomination"]) for row in islice(csv.DictReader(file), 0, None, 3_000)}
    return names | {f"nobody {number}" for number in range(300)}


if __name__ == "__main__":
    serve({"ours": ours, "theirs": theirs})
