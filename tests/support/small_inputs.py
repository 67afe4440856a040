"""A small folder of every source in the forms that it is read in, for tests that try whatever can be read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import small_esco
import small_golden_copy
import small_portal
import small_ted
from openpyxl import Workbook
from own_workbook import FILLED, workbook
from small_cordis import DRONES, ORGANISATION, SCIENCE, dump, organisation, project, science, table
from small_register import ALFA, TABLES, full
from small_registry import record
from small_tables import COMPANIES, small_tables


def public_tables(folder: Path) -> Path:
    """Reference tables that name organisations of the registers, which stage only what others know."""
    alfa = {"id": "alfa", "name": "Alfa Optics", "kind": "company", "region": "BE-VLG", "kbo": ALFA}
    return small_tables(folder, companies=[*COMPANIES, alfa])


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _cordis(folder: Path) -> Path:
    told = {"vatNumber": "BE0400000086", "nutsCode": "BE234", "geolocation": "(51.05,3.72)", "order": "1"}
    rows = [
        organisation(**told),
        organisation("2", "923456789", "Université de Liège", activityType="HES", city="Liège"),
    ]
    others = [organisation("2", f"9345678{more}", f"Beta {more}", country="DE", city="Kiel") for more in range(10, 16)]
    return dump(folder, [*rows, *others], [project(), project("2")], [science(DRONES), science(DRONES, "2")])


def _cordis_workbook(folder: Path) -> Path:
    _cordis(folder)
    for name, columns, rows in (
        ("organization", ORGANISATION, [organisation(), organisation("2", "923456789", "Beta")]),
        ("euroSciVoc", SCIENCE, [science(DRONES), science(DRONES, "2")]),
    ):
        book = Workbook()
        for row in csv.reader(io.StringIO(table(columns, rows, ","))):
            book.active.append(row)
        book.save(folder / f"{name}.xlsx")
        (folder / f"{name}.csv").unlink()
    return folder


def _portal(folder: Path, *, decoded: bool) -> Path:
    consortium = [
        small_portal.participant(912345678, "Alfa Optics NV", vat="BE0400000086"),
        small_portal.participant("923456789", "Meerwerft GmbH", country="DE", sme=True, town="Kiel"),
    ]
    projects = [small_portal.project(f"10100000{number}", consortium) for number in range(4)]
    if decoded:
        for one in projects:
            one["metadata"]["participants"] = consortium
    topics = [
        small_portal.topic("EDF-2023-DA-NAVAL-X", "Naval drones"),
        small_portal.topic("EDF-2026-RA-CYBER-Y", "Cyber"),
    ]
    small_portal.written(folder, small_portal.page(*projects))
    return small_portal.written(folder, *topics, name="topics.json")


def _golden_copy(folder: Path) -> Path:
    alfa, group = small_golden_copy.ALFA, small_golden_copy.GROUP
    rows = [
        small_golden_copy.entity(alfa, "Alfa Optics NV", ["Alfa Optique SA"]),
        small_golden_copy.entity(group, "Noordzee Systems", country="NL"),
    ]
    return small_golden_copy.written(folder, rows, [small_golden_copy.owned(alfa, group)])


def _registry(folder: Path) -> Path:
    ghent = record("00cv9y106", "Ghent University", ("child", "00afp2z80"))
    liege = record("00afp2z80", "Université de Liège", ("successor", "00cv9y106"), places=("BE Liège", "FR Lille"))
    ghent["external_ids"] = [{"type": "isni", "preferred": None, "all": ["0000 0001 2069 7798"]}]
    ghent["links"] = [{"type": "website", "value": "https://www.ugent.be"}]
    (_made(folder) / "v2-ror-data.json").write_text(json.dumps([ghent, liege]), encoding="utf-8")
    return folder


def _own_tables(folder: Path) -> Path:
    _made(folder)
    for name, rows in FILLED.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    return folder


def _notices(folder: Path) -> Path:
    awards = [small_ted.award(small_ted.winner("Alfa Optics NV"), value=small_ted.euro("1000000"), lot="1")]
    result = (
        "<efac:LotResult><cbc:TenderResultCode>selec-w</cbc:TenderResultCode><efac:LotTender><cbc:ID>TEN-1</cbc:ID>"
        "</efac:LotTender><efac:TenderLot><cbc:ID>LOT-1</cbc:ID></efac:TenderLot></efac:LotResult>"
        + small_ted.tender("TEN-1", "TPA-1", "500")
        + "<efac:TenderingParty><cbc:ID>TPA-1</cbc:ID><efac:Tenderer><cbc:ID>ORG-2</cbc:ID></efac:Tenderer>"
        "</efac:TenderingParty>"
    )
    winner = small_ted.organisation("ORG-2", ("NLD", "Alfa Optics NV"), company="0400.000.086")
    (_made(folder) / "1_2021.xml").write_bytes(small_ted.legacy("1-2021", *awards))
    (folder / "2_2024.xml").write_bytes(small_ted.eforms("2-2024", result, winner))
    return folder


def _yearly_table(folder: Path) -> Path:
    rows = [{"ID_LOT_AWARDED": str(lot), "WIN_NAME": "Alfa Optics NV", "WIN_COUNTRY_CODE": "BE"} for lot in range(4)]
    (_made(folder) / "can_2021.csv").write_text(small_ted.table(*rows), encoding="utf-8")
    return folder


# Up to the first hyphen, a form is named as its source.
FORMS: dict[str, Callable[[Path], Path]] = {
    "reference": small_tables,
    "cordis-csv": _cordis,
    "cordis-xlsx": _cordis_workbook,
    "edf-raw": lambda folder: _portal(folder, decoded=False),
    "edf-decoded": lambda folder: _portal(folder, decoded=True),
    "kbo": lambda folder: full(_made(folder) / "KboOpenData_0001_2025_05_30_Full.zip", TABLES).parent,
    "gleif": _golden_copy,
    "ror": _registry,
    "esco": small_esco.shipped,
    "ted-xml": _notices,
    "ted-csv": _yearly_table,
    "own-xlsx": lambda folder: workbook(folder / "own.xlsx", FILLED).parent,
    "own-csv": _own_tables,
}
