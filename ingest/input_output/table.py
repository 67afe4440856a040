"""A symmetric input-output table from the cells of a file: one country and year, products that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dirskg.graph.analyses.returns import IoTable, divisions
from dirskg.graph.errors import DirskgError, Refused
from dirskg.ingest.input_output.cells import read_cells

Array = NDArray[np.float64]
_WHOLE = "CPA_TOTAL"
_FLOWS = {"total": "TOTAL", "domestic": "DOM", "imported": "IMP"}
_TAXES = ("D29X39", "D29_M_D39")
_JOBS = ("EMP_DC", "EMP")
# What rounding may add up to, in the unit of the table and as a part of output.
_ROUNDING, _PART = 1.0, 0.001
_MISFIT = 0.02


def read_table(path: Path, *, country: str = "", year: str = "") -> IoTable:
    """The table of a file; `country` and `year` where it has several (default: Belgium, the latest).

    Raises DirskgError or Refused with what is wrong and what to do.
    """
    cells = read_cells(path)
    cells = _one(cells, "country", country, "BE", path)
    cells = _one(cells, "year", year, max(cells["year"], default=""), path)
    # Millions of euro where there are several units.
    cells = _one(cells, "unit", "", "MIO_EUR", path)
    cells = cells.drop_duplicates()
    if (twice := cells.duplicated(["flow", "row", "column"])).any():
        first = cells[twice].iloc[0]
        raise Refused(f"{path}: row {first['row']}, column {first['column']}: told twice, with two values. Keep one.")
    flows = {
        name: cells[cells["flow"] == code].pivot(index="row", columns="column", values="value")
        for name, code in _FLOWS.items()
        if (cells["flow"] == code).any()
    }  # fmt: skip
    if "domestic" in flows and "imported" in flows and "total" not in flows:
        flows["total"] = flows["domestic"].add(flows["imported"], fill_value=0)
    main = flows.get("total", flows.get("domestic"))
    if main is None:
        there = ", ".join(sorted(set(cells["flow"])))
        raise Refused(f"{path}: has flows {there} only; those of all origins (TOTAL) or made at home (DOM) are needed.")
    products = _products(main, path)
    return _table(flows, main, products, path, cells.iloc[0])


def _one(cells: pd.DataFrame, name: str, asked: str, usual: str, path: Path) -> pd.DataFrame:
    """The cells of one country, year or unit."""
    there = sorted(set(cells[name]))
    pick = asked or (there[0] if len(there) == 1 else usual)
    if pick not in there:
        raise DirskgError(f"{path}: has no {name} {pick}. It has: {', '.join(filter(None, there)) or 'none told'}.")
    return cells[cells[name] == pick]


def _products(main: pd.DataFrame, path: Path) -> list[str]:
    """Products that stand both in rows and columns, and overlap nowhere: parts where they are whole, else their sum."""
    both = [code for code in main.index if code in main.columns and code.startswith("CPA_") and code != _WHOLE]
    if not both:
        raise Refused(f"{path}: has no products (CPA_...) that stand both in rows and columns: a table of products by "
                      "products (naio_10_cp1700) is needed, not a supply or use table.")  # fmt: skip
    output = _output(main, both, path)
    kept, gone = set(both), set[str]()
    for code in sorted(both, key=lambda one: (-len(_covered(one, both)), one)):
        parts = [one for one in _covered(code, both) if one not in gone]
        if code in gone or not parts:
            continue
        whole = not main.loc[parts, parts].isna().any(axis=None) and not output[parts].isna().any()
        adds_up = abs(output[parts].sum() - output[code]) <= max(_ROUNDING, _PART * abs(output[code]))
        gone |= {code} if whole and adds_up else set(parts)
    return [code for code in both if code in kept - gone]


def _covered(code: str, codes: Iterable[str]) -> list[str]:
    """The products that are parts of another."""
    whole = divisions(code)

    def within(other: str) -> bool:
        parts = divisions(other)
        return bool(parts) and all(any(part.startswith(one) for one in whole) for part in parts)

    return [other for other in codes if other != code and within(other)]


def _output(main: pd.DataFrame, products: list[str], path: Path) -> pd.Series[float]:
    """Output by product, from its row or from those that add up to it."""
    for rows in (["P1"], ["P2_ADJ", "B1G"]):
        if all(row in main.index for row in rows):
            found: pd.Series[float] = main.loc[rows, products].sum(axis=0, skipna=False)
            return found
    raise Refused(f"{path}: has no row P1 (output), nor P2_ADJ and B1G, which add up to it.")


def _table(
    flows: dict[str, pd.DataFrame], main: pd.DataFrame, products: list[str], path: Path, first: pd.Series[str]
) -> IoTable:
    def row(*names: str) -> Array | None:
        found = next((main.loc[name, products] for name in names if name in main.index), None)
        return None if found is None or found.isna().all() else found.fillna(0).to_numpy(dtype=float)

    def column(name: str, frame: pd.DataFrame) -> Array | None:
        return frame.loc[products, name].fillna(0).to_numpy(dtype=float) if name in frame.columns else None

    def matrix(name: str) -> Array | None:
        if name not in flows:
            return None
        found = flows[name].reindex(index=products, columns=products)
        return found.fillna(0).to_numpy(dtype=float)

    added = row("B1G")
    if added is None:
        raise Refused(f"{path}: has no row B1G (value added), without which no effect can be told.")
    output = np.asarray(_output(main, products, path).fillna(0), dtype=np.float64)
    taxes, whole = row("D21X31"), "total" in flows
    home = flows.get("domestic", main)
    all_spent = column("P3_S14", main)
    shown = main.loc[products, products]
    misfit = abs(shown.fillna(0).to_numpy().sum(axis=0) + (taxes if taxes is not None else 0) + added - output)
    if whole and misfit.sum() > _MISFIT * output.sum():
        raise Refused(
            f"{path}: what products buy and add falls {misfit.sum():,.0f} short of, or beyond, an output of "
            f"{output.sum():,.0f}. Are rows missing, or is this another table than naio_10_cp1700?"
        )
    told = {name: str(first[name]) for name in ("country", "year", "unit")}
    return IoTable(
        path.name, **told, products=tuple(products), output=output, value_added=added, total=matrix("total"),
        domestic=matrix("domestic"), wages=row("D1"), product_taxes=taxes, production_taxes=row(*_TAXES),
        imports=row("P7") if whole else None, exports=column("P6", main) if whole else None,
        spent=column("P3_S14", home), spending=_spending(main, all_spent), jobs=row(*_JOBS),
        misfit=float(misfit.max(initial=0)) if whole else 0.0, withheld=int(shown.isna().sum().sum()),
    )  # fmt: skip


def _spending(main: pd.DataFrame, spent: Array | None) -> float:
    """What households pay for all that they buy, with taxes on it where the table tells them."""
    if spent is None:
        return float("nan")
    taxes = main["P3_S14"].reindex(["D21X31"]).fillna(0)
    return float(spent.sum() + taxes.sum())
