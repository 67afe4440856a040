"""Workbooks that others wrote, opened so that a damaged or hostile one is refused with what to do."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from dirskg.graph.errors import Refused
from dirskg.ingest.reading.packed import check_archive


@contextmanager
def open_workbook(path: Path, most_bytes: int, *, read_only: bool = False, values: bool = False) -> Iterator[Any]:
    """The openpyxl workbook of a file of at most `most_bytes` when unpacked; what is read of it is read within.

    values: cells give what their formulas came to, in place of the formulas. Raises Refused, also while rows are read.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    book = None
    try:
        check_archive(path, most_bytes)
        with warnings.catch_warnings():
            # What a workbook has beyond its cells (styles, lists, drawings) is nothing to us.
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(path, read_only=read_only, data_only=values)
        yield book
    except Refused:
        raise
    except (OSError, InvalidFileException, zipfile.BadZipFile) as error:
        raise Refused(f"{path}: not readable as a workbook ({error}). Save it again as .xlsx, or as CSV.") from error
    except Exception as error:  # openpyxl lets through whatever a damaged part leads to
        raise Refused(f"{path}: a damaged workbook ({type(error).__name__}). Save it again as .xlsx.") from error
    finally:
        if book is not None:
            book.close()


def cell_text(value: object) -> str:
    """A cell of a workbook as the spreadsheet shows it: 101000001 and not 101000001.0, a day without its midnight."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value)
