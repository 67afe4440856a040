"""Workbooks that others wrote, opened so that a damaged or hostile one is refused with what to do."""

from __future__ import annotations

import re
import shutil
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from dirskg.graph.errors import Refused
from dirskg.ingest.reading.packed import check_archive

_STRICT = b"http://purl.oclc.org/ooxml/"
_HEAD = 1 << 16
# A cell with its text in itself, as the EU's dumps have them all. openpyxl makes six objects of each; the text of a
# formula's value, which is written in another way, it takes as it is.
_INLINE = re.compile(
    rb'(<c(?: [rs]="[^"<>]*")*) t="inlineStr"((?: [rs]="[^"<>]*")*)>'
    rb'<is><t(?: xml:space="preserve")?>([^<]+)</t></is></c>'
)
_CELL_END = b"</c>"
_IN_MEMORY = 50 << 20
_PIECE = 1 << 20
# Programs put what is locked, whatever it is, into the container that old workbooks are.
_CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")
_AGAIN = "Open it in a spreadsheet program and save it as Excel Workbook (.xlsx), or as CSV UTF-8."


@contextmanager
def open_workbook(path: Path, most_bytes: int, *, read_only: bool = False, values: bool = False) -> Iterator[Any]:
    """The openpyxl workbook of a file of at most `most_bytes` when unpacked; what is read of it is read within.

    values: cells give what their formulas came to, in place of the formulas. Raises Refused, also while rows are read.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    with ExitStack() as stack:
        try:
            check_archive(path, most_bytes)
            with warnings.catch_warnings():
                # What a workbook has beyond its cells (styles, lists, drawings) is nothing to us.
                warnings.simplefilter("ignore", UserWarning)
                source = stack.enter_context(_usual_form(path)) if _is_unusual(path) else path
                book = stack.enter_context(
                    closing(openpyxl.load_workbook(source, read_only=read_only, data_only=values))
                )
            yield book
        except (Refused, MemoryError):
            raise
        except OSError as error:
            raise Refused(f"{path}: cannot be read: {error.strerror or error}. Check who may read it.") from error
        except (InvalidFileException, zipfile.BadZipFile) as error:
            locked = "locked with a password, or saved as .xls"
            raise Refused(
                f"{path}: {locked if _is_container(path) else 'not readable as a workbook'}. {_AGAIN}"
            ) from error
        except Exception as error:  # openpyxl lets through whatever a damaged part leads to
            raise Refused(f"{path}: a workbook with a part that is damaged. {_AGAIN}") from error


def _is_container(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_CONTAINER)) == _CONTAINER


def _is_unusual(path: Path) -> bool:
    """Whether this is a "Strict Open XML Spreadsheet" (ISO 29500 strict), which differs in its namespaces, or one
    with texts in its cells."""
    with zipfile.ZipFile(path) as archive:
        if _STRICT in archive.read("_rels/.rels"):
            return True
        for name in filter(_is_sheet, archive.namelist()):
            with archive.open(name) as part:
                if _INLINE.search(part.read(_HEAD)):
                    return True
    return False


def _is_sheet(member: str) -> bool:
    return member.startswith("xl/worksheets/")


def _usual_form(path: Path) -> IO[bytes]:
    """A workbook with the usual namespaces, which is all that keeps the cells of a strict one from being read, and
    with texts of cells in the form that is read quickly."""
    copy = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  whoever asked closes it
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as usual:
        for member in archive.infolist():
            with archive.open(member) as part, usual.open(member.filename, "w", force_zip64=True) as target:
                # Namespaces stand in the first element; a list of relations has them in each.
                head = part.read(-1 if member.filename.endswith(".rels") else _HEAD)
                head = re.sub(re.escape(_STRICT) + rb"(\w+)/", rb"http://schemas.openxmlformats.org/\1/2006/", head)
                if _is_sheet(member.filename):
                    for cells in _cells(head, part):
                        target.write(_INLINE.sub(_as_text, cells))
                else:
                    target.write(head)
                    shutil.copyfileobj(part, target)
    copy.seek(0)
    return copy


def _as_text(cell: re.Match[bytes]) -> bytes:
    # A template would do, in twice the time.
    return b'%b t="str"%b><v>%b</v></c>' % cell.groups()


def _cells(head: bytes, part: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a sheet, cut behind cells."""
    while more := part.read(_PIECE):
        end = head.rfind(_CELL_END) + len(_CELL_END) if _CELL_END in head else len(head)
        yield head[:end]
        head = head[end:] + more
    yield head


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
