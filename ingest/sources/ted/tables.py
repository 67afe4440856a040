"""The yearly tables of award and contract notices: a row an award or a notice, in euro, several values in one cell.

Most of a table concerns neither defence nor Belgium: what does is looked for by its database, and only that is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from typing import Any

import duckdb

from dirskg.graph.wording.days import month
from dirskg.ingest.arriving import fill
from dirskg.ingest.big_csv import csv_query, damaged, header_of, open_database, report_bad_rows
from dirskg.ingest.sources.ted.codes import DEFENCE, FORMS
from dirskg.ingest.sources.ted.notice import (
    COMPETITION,
    EX_ANTE,
    MODIFICATION,
    RESULT,
    Amounts,
    Award,
    Lot,
    Money,
    Notice,
    Party,
)  # fmt: skip
from dirskg.ingest.sources.ted.rows import Staging
from dirskg.ingest.values.figures import read_truth
from dirskg.ontology.resources import text_beside

# Our names by those of the columns. What stands first must be there; of the others some years lack one or another.
AWARDS, CALLS = "ID_NOTICE_CAN", "ID_NOTICE_CN"
_NEEDED = {"form": "ID_TYPE", "country": "ISO_COUNTRY_CODE", "cpv": "CPV"}
_OPTIONAL = {
    "address": "TED_NOTICE_URL", "dispatched": "DT_DISPATCH", "cancelled": "CANCELLED", "buyer": "CAE_NAME",
    "buyer_number": "CAE_NATIONALID", "buyer_street": "CAE_ADDRESS", "buyer_town": "CAE_TOWN",
    "buyer_postcode": "CAE_POSTAL_CODE", "activity": "MAIN_ACTIVITY", "places": "TAL_LOCATION_NUTS",
    "framework": "B_FRA_AGREEMENT", "more_cpv": "ADDITIONAL_CPVS", "total": "VALUE_EURO", "award": "ID_AWARD",
    "lot": "ID_LOT_AWARDED", "none": "INFO_ON_NON_AWARD", "unpublished": "INFO_UNPUBLISHED",
    "group": "B_AWARDED_TO_A_GROUP", "winner": "WIN_NAME", "number": "WIN_NATIONALID", "street": "WIN_ADDRESS",
    "town": "WIN_TOWN", "postcode": "WIN_POSTAL_CODE", "winner_country": "WIN_COUNTRY_CODE",
    "sme": "B_CONTRACTOR_SME", "contract": "CONTRACT_NUMBER", "title": "TITLE", "offers": "NUMBER_OFFERS",
    "offers_sme": "NUMBER_TENDERS_SME", "estimated": "AWARD_EST_VALUE_EURO", "value": "AWARD_VALUE_EURO",
    "subcontracted": "B_SUBCONTRACTED", "concluded": "DT_AWARD",
}  # fmt: skip
# Without these an award says little: a table that lacks one may have been saved under other headings.
_WEIGHTY = ("dispatched", "buyer", "activity"), ("winner", "winner_country", "value", "concluded")
_SEVERAL = "---"  # between the values of a cell
_EURO = "EUR"
_BATCH = 5_000
_IN_ADDRESS = re.compile(r"NOTICE:0*(\d+)-(\d{4})")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]{3})[-/. ](\d{2}|\d{4})(?:\s.*)?")


def stage_tables(staging: Staging, names: list[str]) -> None:
    """Stage the notices of these files. Raises Refused for a damaged one."""
    if not names:
        return
    with open_database(staging.intake) as con:
        con.execute("SET preserve_insertion_order = true")  # so that rows have the numbers that they have in the file
        fill(con, "defence", stem=list(DEFENCE))
        fill(con, "form", form=sorted(FORMS))
        fill(con, "followed", stem=sorted({*staging.meaning.topics, *staging.meaning.domains}))
        for name in names:
            _stage_table(staging, con, name)


def _stage_table(staging: Staging, con: duckdb.DuckDBPyConnection, name: str) -> None:
    intake, header = staging.intake, header_of(staging.intake.paths[name])
    key = next((column for column in (AWARDS, CALLS) if column in header), "")
    if not key:
        intake.leave_out(name, f"neither {AWARDS} nor {CALLS} is among the columns that its first line names")
        return
    there = {ours: theirs for ours, theirs in _OPTIONAL.items() if theirs in header}
    weighty = (*_WEIGHTY[0], *(_WEIGHTY[1] if key == AWARDS else ()))
    if missing := [_OPTIONAL[ours] for ours in weighty if ours not in there]:
        told = "not among its headings, so that nothing is known of what they tell"
        intake.audit.note("missing column", f"{name}:1", ", ".join(missing), told)
    query = csv_query(con, intake, name, [key, *_NEEDED.values(), *there.values()])
    chosen = [f'"{key}" AS id', *(f'"{theirs}" AS "{ours}"' for ours, theirs in (_NEEDED | there).items())]
    chosen += [f'NULL::VARCHAR AS "{ours}"' for ours in _OPTIONAL.keys() - there.keys()]
    try:
        numbered = f"SELECT row_number() OVER () + 1 AS row, {', '.join(chosen)} FROM ({query})"
        con.execute(f"CREATE OR REPLACE TABLE told AS {numbered}")
    except duckdb.Error as error:
        raise damaged(intake.paths[name], error) from error
    con.execute(text_beside(__file__, "tables.sql"))
    intake.audit.count(name, _count(con, "told"))
    report_bad_rows(con, intake, name)
    for row, shown in con.execute("SELECT row, shown FROM shifted ORDER BY row").fetchall():
        reason = (
            "its values are not what the columns hold (numbers, codes, days): they seem to stand in the wrong ones, or "
            "another program wrote them in its own way"
        )
        intake.audit.refuse("shifted columns", f"{name}:{row}", shown, reason)
    for row, shown, winners in con.execute("FROM unfit ORDER BY row").fetchall():
        told = f"not as many countries as winners ({winners}): whose they are is not known, so that none is used"
        intake.audit.ignore("country", f"{name}:{row}", shown, told)
    for row, first in con.execute("SELECT row, first FROM repeated ORDER BY row").fetchall():
        intake.audit.refuse("told twice", f"{name}:{row}", "", f"row {first} is the same award", meant=True)
    for reason, first, times in con.execute(
        "SELECT reason, min(row), count(*) FROM outside GROUP BY reason"
    ).fetchall():
        staging.leave("out of scope", f"{name}:{first}", reason, times)
    for notice, row in _notices(con, calls=key == CALLS):
        staging.add(notice, f"{name}:{row}")


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    found = con.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found[0]) if found else 0


def _notices(con: duckdb.DuckDBPyConnection, *, calls: bool) -> Iterator[tuple[Notice, int]]:
    """The notices of the table `inside`, each with its first row."""
    for _, rows in groupby(_rows(con), key=lambda row: row["id"]):
        told = list(rows)
        yield _notice(told, calls), told[0]["row"]


def _rows(con: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    found = con.execute("SELECT * FROM inside ORDER BY id, row")
    columns = [column for column, *_ in found.description or ()]
    while batch := found.fetchmany(_BATCH):
        yield from ({c: value or "" for c, value in zip(columns, row, strict=True)} for row in batch)


def _notice(rows: list[dict[str, Any]], calls: bool) -> Notice:
    """A notice from its rows, which repeat what they tell of it."""
    first = rows[0]
    form = str(first["form"]).lstrip("0")
    framework = first["framework"] == "Y"
    kind = COMPETITION if calls else {"15": EX_ANTE, "20": MODIFICATION}.get(form, RESULT)
    codes, places = [first["cpv"], *_split(first["more_cpv"])], _split(first["places"])
    activity = first["activity"].strip().lower()
    column = "estimated" if calls else "maximum" if framework else "awarded"
    return Notice(
        number=_number(first), form=form if form in FORMS else f"F{form.zfill(2)}", kind=kind,
        date=_day(first["dispatched"]), country=first["country"],
        defence_activity=activity in ("defence", "d"), other_activity=activity not in ("defence", "d", "other", ""),
        whole=Lot(
            first["title"] if calls else "", codes, places, Amounts(**{column: _euro(first["total"])}), framework
        ),
        buyers=_buyers(first), awards=[] if calls else [_award(row, framework) for row in rows],
    )  # fmt: skip


def _number(row: dict[str, Any]) -> str:
    """By its address; else its id is the year and the number after it."""
    if found := _IN_ADDRESS.search(row["address"]):
        return f"{found[1]}-{found[2]}"
    return f"{int(row['id'][4:])}-{row['id'][:4]}"


def _buyers(row: dict[str, Any]) -> list[Party]:
    names = _split(row["buyer"])
    numbers = _split(row["buyer_number"])
    towns, postcodes, streets = (_split(row[column]) for column in ("buyer_town", "buyer_postcode", "buyer_street"))
    return [
        Party(
            names=[(name, "")], numbers=_at(numbers, place, len(names)), country=row["country"], legal_type="buyer",
            town="".join(_at(towns, place, len(names))), postcode="".join(_at(postcodes, place, len(names))),
            street="".join(_at(streets, place, len(names))),
        )
        for place, name in enumerate(names)
    ]  # fmt: skip


def _award(row: dict[str, Any], framework: bool) -> Award:
    withheld = ["value"] if row["unpublished"] and not row["value"] else []
    value = _euro(row["value"])
    return Award(
        lots=_split(row["lot"]), contract=row["contract"], title=row["title"], date=_day(row["concluded"]),
        outcome="not-awarded" if row["none"] else "awarded", framework=framework, withheld=withheld,
        amounts=Amounts(estimated=_euro(row["estimated"]), **{"maximum" if framework else "awarded": value}),
        offers=row["offers"], offers_sme=row["offers_sme"], group=_mark(row["group"]),
        subcontracted=_mark(row["subcontracted"]), winners=_winners(row),
    )  # fmt: skip


def _mark(told: str | None) -> str:
    """Whether a mark says yes or no, "" where it says neither."""
    with suppress(ValueError):
        return "yes" if read_truth(told or "") else "no"
    return ""


def _winners(row: dict[str, Any]) -> list[Party]:
    """Winners, with what the cells tell of each where they tell as many values as there are names."""
    names = _split(row["winner"])
    cells = {
        column: _split(row[column]) for column in ("number", "winner_country", "town", "postcode", "street", "sme")
    }

    def told(column: str, place: int) -> str:
        return "".join(_at(cells[column], place, len(names)))

    return [
        Party(
            names=[(name, "")], numbers=_at(cells["number"], place, len(names)), country=told("winner_country", place),
            town=told("town", place), postcode=told("postcode", place), street=told("street", place),
            sme=_mark(told("sme", place)),
        )
        for place, name in enumerate(names)
    ]  # fmt: skip


def _at(found: list[str], place: int, length: int) -> list[str]:
    """The value that stands beside a name, if each name has one."""
    return [found[place]] if len(found) == length else []


def _split(cell: str) -> list[str]:
    return [plain for part in cell.split(_SEVERAL) if (plain := " ".join(part.split()))]


def _euro(text: str) -> Money | None:
    return Money(text, _EURO) if text else None


def _day(text: str) -> str:
    """A day of the tables, which have the day first: 31/12/17, 31-DEC-17, 31/12/2017."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        return text.strip()
    number = found[2] if found[2].isdecimal() else str(month(found[2].lower()) or "")
    return f"{found[3] if len(found[3]) == 4 else '20' + found[3]}-{number.zfill(2)}-{found[1].zfill(2)}"
