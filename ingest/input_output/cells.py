"""The cells of an input-output table from a file of Eurostat: JSON-stat, SDMX-CSV, TSV, or a matrix as CSV."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from dirskg.graph.errors import DirskgError, Refused
from dirskg.graph.wording.text import decoded

# Names of dimensions, which changed over the years; the two that are left are what was used and by what.
_NAMES = {
    "geo": "country", "time": "year", "time_period": "year", "unit": "unit", "stk_flow": "flow",
}  # fmt: skip
_ASIDE = {"freq", "dataflow", "structure", "structure_id", "structure_name", "last update", "obs_flag", "conf_status",
          "obs_status"}  # fmt: skip
_ROWS, _COLUMNS = {"P1", "B1G", "P2_ADJ", "TS_BP", "D1"}, {"P3_S14", "P3", "P6", "TU", "TFU"}
# A number and its flags, or a colon and the reason why there is none.
_CELL = r"^\s*(?:(-?\d[\d.]*(?:[eE][-+]?\d+)?)\s*[a-zA-Z ]{0,6}|:\s*[a-zA-Z ]{0,6}|)$"
_NAMED = re.compile(r"_([A-Z]{2})_(\d{4})_([A-Za-z]+)_([A-Z]+_[A-Z]+)")
_TELL = "Give the file of naio_10_cp1700 as Eurostat ships it (JSON, CSV or TSV), or a matrix with its codes as CSV."
WANTED = ("country", "year", "unit", "flow", "row", "column", "value")


def read_cells(path: Path) -> pd.DataFrame:
    """All cells of a file: country, year, unit, flow (TOTAL, DOM or IMP), row, column, value (NaN where withheld).

    Raises DirskgError where the file cannot be read, Refused where it is no such table.
    """
    text = _text(path)
    if text.lstrip()[:1] in "{[" and text.strip():
        found = _json_stat(text, path)
    else:
        head = text.split("\n", 1)[0]
        separator = "\t" if "\t" in head else max(";,|", key=head.count)
        if "\\" in head and separator == "\t":
            found = _tsv(text, path)
        elif "obs_value" in head.lower():
            found = _sdmx(text, separator, path)
        else:
            return _matrix(text, separator, path)
    return _told(found, path)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return decoded(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    except (OSError, EOFError, zlib.error) as error:
        raise DirskgError(f"{path}: cannot be read: {error}. {_TELL}") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: is no text in UTF-8. {_TELL}") from error


def _frame(text: str, separator: str, path: Path) -> pd.DataFrame:
    try:
        # pandas takes what a row lacks for blank.
        lines = enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1)
        _, head = next(lines, (0, []))
        short = next((number for number, one in lines if one and len(one) < len(head)), 0)
        frame = pd.read_csv(io.StringIO(text), sep=separator, dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, csv.Error) as error:
        row = re.search(r"line (\d+)", str(error))
        raise Refused(f"{path}{f', row {row[1]}' if row else ''}: is no table. {_TELL}") from error
    if short:
        told = "fewer values than there are headings: the file was cut off there, or the table ends before"
        raise Refused(f"{path}, row {short}: {told}. {_TELL}")
    return frame


def _json_stat(text: str, path: Path) -> pd.DataFrame:
    try:
        told = json.loads(text)
        names: Sequence[str] = told["id"]
        codes = [_codes(told["dimension"][name]["category"]) for name in names]
        values: Mapping[str, Any] | Sequence[Any] = told["value"]
        cells = values.items() if isinstance(values, Mapping) else enumerate(values)
        index = pd.MultiIndex.from_product(codes, names=[name.lower() for name in names])
        texts = [""] * len(index)
        for place, value in cells:
            texts[int(place)] = "" if value is None else repr(value)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Refused(f"{path}: is no whole JSON-stat dataset. {_TELL}") from error
    return pd.Series(texts, index=index, name="value", dtype="str").reset_index()


def _codes(category: Mapping[str, Any]) -> list[str]:
    index = category.get("index", list(category.get("label", {})))
    return list(index) if isinstance(index, list) else sorted(index, key=lambda code: index[code])


def _tsv(text: str, path: Path) -> pd.DataFrame:
    """First column: codes with commas between, then a column for each year."""
    frame = _frame(text, "\t", path)
    head = str(frame.columns[0])
    names = [name.strip().lower() for name in head.partition("\\")[0].split(",")]
    parts = frame[frame.columns[0]].str.split(",", expand=True)
    if parts.shape[1] != len(names):
        raise Refused(f"{path}: its rows do not have the {len(names)} codes that the heading {head} tells. {_TELL}")
    told = parts.apply(lambda column: column.str.strip()).set_axis(names, axis=1)
    long = pd.concat([told, frame[frame.columns[1:]].rename(columns=str.strip)], axis=1)
    melted: pd.DataFrame = long.melt(id_vars=names, var_name="time", value_name="value")
    return melted


def _sdmx(text: str, separator: str, path: Path) -> pd.DataFrame:
    frame = _frame(text, separator, path)
    if str(frame.columns[0]).lower() == "structure":
        # The second version: labels, if any, are columns of their own, under headings in words.
        frame = frame[[name for name in frame.columns if str(name).islower() or str(name).isupper()]]
    # With labels in the first a heading is "geo:Country" and a cell "BE:Belgium".
    frame = frame.rename(columns=lambda name: str(name).partition(":")[0].strip().lower())
    for name in frame.columns.difference(["obs_value"]):
        frame[name] = frame[name].str.partition(":")[0].str.strip()
    return frame.rename(columns={"obs_value": "value"}).assign(value=_pointed(frame["obs_value"], separator))


def _pointed(values: pd.Series[str], separator: str) -> pd.Series[str]:
    """Values with a decimal point: whoever parts cells with semicolons writes a decimal comma."""
    return values.str.replace(",", ".") if separator == ";" else values


def _told(found: pd.DataFrame, path: Path) -> pd.DataFrame:
    """The cells under our names: which dimension is the row, and which the column, the codes in it tell."""
    found = found.drop(columns=[name for name in found.columns if name in _ASIDE])
    found = found.rename(columns={name: _NAMES.get(name, name) for name in found.columns})
    rest = [name for name in found.columns if name not in WANTED]
    codes = {name: set(found[name]) for name in rest}
    columns = [name for name in rest if codes[name] & _COLUMNS]
    rows = [name for name in rest if codes[name] & _ROWS and name not in columns]
    if len(rest) != 2 or len(columns) != 1 or len(rows) != 1:
        raise Refused(
            f"{path}: a table of flows has rows (with P1 and B1G) and columns (with P3_S14 and P6); this has the "
            f"dimensions {', '.join(rest) or 'none'}. {_TELL}"
        )
    found = found.rename(columns={rows[0]: "row", columns[0]: "column"})
    for name in ("country", "year", "unit"):
        if name not in found:
            found[name] = ""
    if "flow" not in found:
        found["flow"] = "TOTAL"
    return found.assign(value=_numbers(found, path))[list(WANTED)]


def _numbers(found: pd.DataFrame, path: Path) -> pd.Series[float]:
    """The numbers of cells, without the flags behind them; NaN for what is withheld."""
    numbers = pd.to_numeric(found["value"].str.extract(_CELL, flags=re.ASCII)[0], errors="coerce")
    wrong = numbers.isna() & ~found["value"].str.fullmatch(r"\s*(?::.{0,7})?\s*")
    if wrong.any():
        first = found[wrong].iloc[0]
        raise Refused(
            f"{path}: row {first['row']}, column {first['column']}: {first['value']!r} is no number. "
            "Numbers have a decimal point, and ':' where they are withheld."
        )
    return numbers.astype(float)


def _matrix(text: str, separator: str, path: Path) -> pd.DataFrame:
    """Products and totals by products and uses; the file's name tells the rest: ..._BE_2015_total_MIO_EUR.csv."""
    frame = _frame(text, separator, path)
    rows, columns = set(frame.iloc[:, 0]), set(frame.columns[1:])
    if not rows & _ROWS or not columns & _COLUMNS:
        raise Refused(f"{path}: has no rows P1 and B1G, or no columns P3_S14 and P6. {_TELL}")
    if frame.iloc[:, 0].duplicated().any():
        raise Refused(f"{path}: has several rows {frame.iloc[:, 0][frame.iloc[:, 0].duplicated()].iloc[0]!r}.")
    found = frame.melt(id_vars=[frame.columns[0]], var_name="column", value_name="value")
    found = found.rename(columns={frame.columns[0]: "row"})
    found["value"] = _pointed(found["value"], separator)
    named = _NAMED.search(path.name)
    country, year, flow, unit = named.groups() if named else ("", "", "TOTAL", "")
    told = {"country": country, "year": year, "unit": unit, "flow": flow.upper()[:5]}
    return found.assign(**told, value=_numbers(found, path))[list(WANTED)]
