"""A small input-output table with the quirks of the real one: a sum beside its parts, and a product nobody makes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np

PRODUCTS = ("CPA_C25", "CPA_C26", "CPA_J62", "CPA_U")
WHOLE, PARTS = "CPA_C25_26", ("CPA_C25", "CPA_C26")
FLOWS = np.array([[20, 5, 4, 0], [10, 10, 6, 0], [5, 5, 20, 0], [0, 0, 0, 0]], dtype=float)
OUTPUT, IMPORTS, EXPORTS = (np.array(row, dtype=float) for row in ([100, 50, 80, 0], [20, 50, 10, 5], [30, 40, 10, 0]))
ROWS = {
    "D21X31": [1, 0, 2, 0], "B1G": [64, 30, 48, 0], "D1": [40, 15, 30, 0], "D29X39": [1, 1, 2, 0], "P1": OUTPUT,
    "P7": IMPORTS, "TS_BP": OUTPUT + IMPORTS,
}  # fmt: skip
SPENT, SPENDING_TAX = np.array([10.0, 14, 30, 5]), 6.0
COLUMNS = {"P3_S14": SPENT, "P6": EXPORTS}
Cells = dict[tuple[str, str], float]


def cells(flows: np.ndarray = FLOWS, **more: list[float]) -> Cells:
    """Row, column and value of every cell."""
    told: Cells = {}
    for (i, row), (j, column) in product(enumerate(PRODUCTS), enumerate(PRODUCTS)):
        told[row, column] = float(flows[i, j])
    for name, values in {**ROWS, **more}.items():
        told |= {(name, one): float(value) for one, value in zip(PRODUCTS, values, strict=True)}
    for name, uses in COLUMNS.items():
        told |= {(one, name): float(value) for one, value in zip(PRODUCTS, uses, strict=True)}
    told["D21X31", "P3_S14"] = SPENDING_TAX
    return told | dict(_sums(told))


def _sums(told: Cells) -> Iterator[tuple[tuple[str, str], float]]:
    """The sum of two products, in rows and columns, as it stands beside its parts."""
    rows, columns = (dict.fromkeys(key[place] for key in told) for place in (0, 1))
    for column in columns:
        if (PARTS[0], column) in told:
            yield (WHOLE, column), sum(told[part, column] for part in PARTS)
    for row in rows:
        if (row, PARTS[0]) in told:
            yield (row, WHOLE), sum(told[row, part] for part in PARTS)
    yield (WHOLE, WHOLE), sum(told[one] for one in product(PARTS, PARTS))


def matrix(folder: Path, told: Cells, name: str = "small_BE_2015_total_MIO_EUR.csv", separator: str = ",") -> Path:
    """As a matrix; with semicolons numbers have a decimal comma."""
    rows, columns = (list(dict.fromkeys(key[place] for key in told)) for place in (0, 1))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["prod_na", *columns])
    for row in rows:
        shown = [str(told.get((row, column), "")) for column in columns]
        writer.writerow([row, *(one.replace(".", ",") if separator == ";" else one for one in shown)])
    return _written(folder / name, out.getvalue())


def json_stat(folder: Path, flows: dict[str, Cells]) -> Path:
    """As Eurostat ships it: two years, of which the earlier has nothing."""
    rows, columns = (list(dict.fromkeys(key[place] for told in flows.values() for key in told)) for place in (0, 1))
    codes = {
        "freq": ["A"], "unit": ["MIO_EUR"], "stk_flow": list(flows), "prd_use": columns, "prd_ava": rows,
        "geo": ["BE"], "time": ["2010", "2015"],
    }  # fmt: skip
    value = {
        str(place): flows[flow][row, column]
        for place, (_, _, flow, column, row, _, year) in enumerate(product(*codes.values()))
        if year == "2015" and (row, column) in flows[flow]
    }
    dimension = {
        name: {"category": {"index": {code: n for n, code in enumerate(found)}}} for name, found in codes.items()
    }
    told = {"id": list(codes), "size": [len(one) for one in codes.values()], "dimension": dimension, "value": value}
    return _written(folder / "naio.json", json.dumps({"version": "2.0", "class": "dataset", **told}))


def tsv(folder: Path, told: Cells) -> Path:
    """As Eurostat ships it: years as columns, flags behind numbers, a colon for what is withheld."""
    lines = ["freq,unit,stk_flow,prd_use,prd_ava,geo\\TIME_PERIOD\t2010 \t2015 "]
    lines += [f"A,MIO_EUR,TOTAL,{column},{row},BE\t: \t{value} p" for (row, column), value in told.items()]
    return _written(folder / "naio.tsv", "\n".join(lines) + "\n")


def sdmx(folder: Path, told: Cells) -> Path:
    """As Eurostat ships it with labels."""
    head = "DATAFLOW,LAST UPDATE,freq:Time frequency,unit:Unit,stk_flow:Flow,prd_use:Use,prd_ava:Available,geo:Country"
    lines = [f"{head},TIME_PERIOD:Time,OBS_VALUE:Value,OBS_FLAG:Flag"]
    lines += [
        f"ESTAT:NAIO_10_CP1700(1.0),01/01/26,A:Annual,MIO_EUR:Million,TOTAL:Total,{column}:x,{row}:y,BE:Belgium,"
        f"2015,{value},p"
        for (row, column), value in told.items()
    ]
    return _written(folder / "naio.csv", "\n".join(lines) + "\n")


def sdmx_2(folder: Path, told: Cells) -> Path:
    """As Eurostat ships it in the second version, a column of labels behind each of codes."""
    head = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,unit,Unit of measure,stk_flow,Stock or flow"
    head += ",prd_use,Products used,prd_ava,Products available,geo,Geopolitical entity (reporting),TIME_PERIOD,Time"
    lines = [f"{head},OBS_VALUE,Observation value,OBS_FLAG,Observation status (Flag) V2 structure"]
    lines += [
        f"dataflow,ESTAT:NAIO_10_CP1700(1.0),Table,A,Annual,MIO_EUR,Million,TOTAL,Total,{column},x,{row},y,BE,Belgium,"
        f"2015,,{value},,p,provisional"
        for (row, column), value in told.items()
    ]
    return _written(folder / "naio_2.csv", "\n".join(lines) + "\n")


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
